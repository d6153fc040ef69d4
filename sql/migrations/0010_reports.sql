-- What a council's reports are about, and its own words: data, so that no report knows a council.

-- The indicators of a report, in their order; an import replaces those of each report and group that it has.
CREATE TABLE report_member (
  -- as in an address: summary, sections, scorecards, education, early-help, quarterly
  report text NOT NULL,
  -- which section or scorecard, or the title of the report's table; blank: there is one
  group_name text NOT NULL,
  heading text,                       -- over some of its rows; null: the indicator's section
  place integer NOT NULL,
  indicator_id integer NOT NULL REFERENCES indicator,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (report, group_name, indicator_id, file_id)
);
CREATE INDEX ON report_member (file_id);

CREATE TABLE council_word (
  word text NOT NULL,                 -- as the pages know it: committee, locality, localities, services
  text text NOT NULL,                 -- what the council says
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (word, file_id)
);
CREATE INDEX ON council_word (file_id);

ALTER TABLE report_member ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON report_member FOR SELECT USING (file_id IN (SELECT readable_files(false)));
CREATE POLICY load ON report_member FOR INSERT WITH CHECK ((SELECT may_import('report_members'))
  AND file_id IN (SELECT f.file_id FROM import_file f WHERE f.kind = 'report_members'));
ALTER TABLE council_word ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON council_word FOR SELECT USING (file_id IN (SELECT readable_files(false)));
CREATE POLICY load ON council_word FOR INSERT WITH CHECK ((SELECT may_import('council_words'))
  AND file_id IN (SELECT f.file_id FROM import_file f WHERE f.kind = 'council_words'));
GRANT SELECT, INSERT ON report_member, council_word TO moothall_app;
