-- Two roles: moothall_owner owns and migrates, moothall_app runs and owns nothing.
-- Migrations run as the owner, inside a transaction, in the order of their names.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'moothall_owner') THEN
    RAISE EXCEPTION 'the role moothall_owner does not exist'
      USING HINT = 'Create it (CREATE ROLE moothall_owner LOGIN CREATEROLE), give it the database, and migrate as it.';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'moothall_app') THEN
    CREATE ROLE moothall_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  IF NOT pg_has_role(current_user, 'moothall_app', 'MEMBER') THEN
    EXECUTE format('GRANT moothall_app TO %I', current_user);
  END IF;
END
$$;

CREATE SCHEMA IF NOT EXISTS moothall;
CREATE SCHEMA IF NOT EXISTS reporting;
COMMENT ON SCHEMA reporting IS 'Views that other programs may read.';
GRANT USAGE ON SCHEMA moothall, reporting TO moothall_app;

-- Which migrations have been applied; sql/objects/ is applied again whenever it changes.
CREATE TABLE moothall.migration (
  name text PRIMARY KEY,
  sha256 text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE moothall.migration ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON moothall.migration FOR SELECT USING (true);
GRANT SELECT ON moothall.migration TO moothall_app;
