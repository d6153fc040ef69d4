-- Erasure of a single entry of a record: an action, a question, a paragraph of the minutes, with all that was ever
-- entered under its key. What is entered on the site stands in one file of its kind, which is not erased as a whole.
ALTER TABLE erasure DROP CONSTRAINT erasure_kind_check,
  ADD CONSTRAINT erasure_kind_check CHECK (kind IN ('import', 'paper', 'attachment', 'pack', 'entry'));
COMMENT ON COLUMN erasure.name IS
  '14, 14/contacts.csv; of a paper; MEETING ITEM; MEETING; of an entry KIND KEY: destroyed with the rest';

-- What one destroyed of the entries of a record: each row, with the hash of what it was.
CREATE TABLE erasure_entry (
  erasure_id integer NOT NULL REFERENCES erasure,
  kind text NOT NULL,
  tbl text NOT NULL,
  entry bigint NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  sha256 text NOT NULL,
  PRIMARY KEY (tbl, entry)
);
CREATE INDEX ON erasure_entry (erasure_id);
CREATE INDEX ON erasure_entry (file_id);
ALTER TABLE erasure_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON erasure_entry FOR SELECT USING (erasure_id IN (SELECT e.erasure_id FROM erasure e));
GRANT SELECT ON erasure_entry TO moothall_app;
