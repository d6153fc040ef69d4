-- Migrations run as moothall_owner (sql/roles.sql), inside a transaction, in the order of their names.

CREATE SCHEMA IF NOT EXISTS moothall;
CREATE SCHEMA IF NOT EXISTS reporting;
COMMENT ON SCHEMA reporting IS 'Views for other programs: docs/reporting.md';
GRANT USAGE ON SCHEMA moothall, reporting TO moothall_app, moothall_reader;

-- Which migrations have been applied; sql/objects/ is applied again whenever it changes.
CREATE TABLE moothall.migration (
  name text PRIMARY KEY,
  sha256 text NOT NULL,
  version text NOT NULL,              -- of the program that applied it
  applied_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE moothall.migration ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON moothall.migration FOR SELECT USING (true);
GRANT SELECT ON moothall.migration TO moothall_app;
