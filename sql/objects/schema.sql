-- Views and functions live in a schema of their own, which is made anew whenever one of them has
-- changed: nothing old can be left behind. Data are in the schema moothall, made by migrations.

DROP SCHEMA IF EXISTS moothall_code CASCADE;
CREATE SCHEMA moothall_code;
GRANT USAGE ON SCHEMA moothall_code TO moothall_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA moothall_code GRANT SELECT ON TABLES TO moothall_app;
SET LOCAL search_path = moothall_code, moothall, pg_temp;
