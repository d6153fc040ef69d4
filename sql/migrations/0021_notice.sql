-- Notice of meetings: the bank holidays of England, and why an agenda or an item came late.

CREATE TABLE bank_holiday (
  day date NOT NULL,
  name text NOT NULL,
  source text,                   -- where it was announced
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (day, file_id)
);
CREATE INDEX ON bank_holiday (file_id);

ALTER TABLE meeting ADD late_reason text CHECK (late_reason <> '');
ALTER TABLE agenda_item ADD published date,                          -- null: with the agenda
  ADD late_reason text CHECK (late_reason <> '');

-- What is democratic services' own: the operator imports it for them.
CREATE OR REPLACE FUNCTION is_of_meetings(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN kind IN ('committees', 'seats', 'bank_holidays', 'meetings', 'agenda', 'contacts');

-- A calendar is open to everybody who asks for it, as soon as it is released; those who may not read its file see none.
ALTER TABLE bank_holiday ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON bank_holiday FOR SELECT USING (file_id IN (SELECT readable_files(true)));
CREATE POLICY load ON bank_holiday FOR INSERT WITH CHECK ((SELECT may_import('bank_holidays'))
  AND file_id IN (SELECT f.file_id FROM import_file f WHERE f.kind = 'bank_holidays'));
GRANT SELECT, INSERT ON bank_holiday TO moothall_app;
