-- Whom an area is compared with: its statistical neighbours, by name.

-- An import replaces those of each area and day that it has.
CREATE TABLE neighbour (
  area_id integer NOT NULL REFERENCES area,
  neighbour_id integer NOT NULL REFERENCES area CHECK (neighbour_id <> area_id),
  place integer NOT NULL,             -- 1: the most like it
  from_day date NOT NULL,             -- since when; -infinity: not said
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (area_id, neighbour_id, from_day, file_id)
);
CREATE INDEX ON neighbour (file_id);

ALTER TABLE neighbour ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON neighbour FOR SELECT USING (file_id IN (SELECT readable_files(false)));
CREATE POLICY load ON neighbour FOR INSERT WITH CHECK ((SELECT may_import('neighbours'))
  AND file_id IN (SELECT f.file_id FROM import_file f WHERE f.kind = 'neighbours'));
GRANT SELECT, INSERT ON neighbour TO moothall_app;
