-- Changes of method: from a period on an indicator is counted anew, and its process limits begin again.

CREATE TABLE method_change (
  indicator_id integer NOT NULL REFERENCES indicator,
  period_id integer NOT NULL REFERENCES period,   -- the first that is counted anew
  note text NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (indicator_id, period_id, file_id)
);
CREATE INDEX ON method_change (file_id);

ALTER TABLE method_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON method_change FOR SELECT USING (file_id IN (SELECT readable_files(false)));
CREATE POLICY load ON method_change FOR INSERT WITH CHECK ((SELECT may_import('method_changes'))
  AND file_id IN (SELECT f.file_id FROM import_file f WHERE f.kind = 'method_changes'));
GRANT SELECT, INSERT ON method_change TO moothall_app;

-- How many points in a row, on one side of the mean or rising or falling, are a special cause.
INSERT INTO setting VALUES ('spc_side', '7'), ('spc_trend', '7');
