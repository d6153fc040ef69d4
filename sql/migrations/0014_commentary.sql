-- The words of the reports: a glossary, and commentary that officers write.
--
-- What is written on the site is an import of one row, loaded by its author: so it has a home, an
-- author and a time, supersedes what was there, waits for its release like everything else that
-- is imported, and is followed back in the same way.

CREATE TABLE glossary (
  term text NOT NULL,
  meaning text NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (term, file_id)
);
CREATE INDEX ON glossary (file_id);
ALTER TABLE glossary ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON glossary FOR SELECT USING (file_id IN (SELECT readable_files(true)));
CREATE POLICY load ON glossary FOR INSERT WITH CHECK ((SELECT may_import('glossary'))
  AND file_id IN (SELECT f.file_id FROM import_file f WHERE f.kind = 'glossary'));
GRANT SELECT, INSERT ON glossary TO moothall_app;

-- The name by which whoever is asking loads; null for the operator and for nobody.
CREATE FUNCTION asking_username() RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
  RETURN (SELECT p.username FROM person p WHERE p.person_id = asking_person() AND p.disabled_at IS NULL);

-- Whether whoever is asking leads on the indicator or owns its data, by its newest definition.
CREATE FUNCTION leads_on(indicator integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT FROM person p,
      (SELECT d.lead, d.data_owner FROM indicator_definition d
       WHERE d.indicator_id = indicator ORDER BY d.file_id DESC LIMIT 1) d
    WHERE p.person_id = asking_person() AND p.disabled_at IS NULL AND p.name IN (d.lead, d.data_owner));
END;

CREATE FUNCTION may_comment(indicator integer) RETURNS boolean LANGUAGE sql STABLE
  RETURN may_import('commentary') OR has_role('officer') AND leads_on(indicator);

-- Whether the file is one that whoever is asking has just made to hold a commentary of theirs: not
-- released, and still empty. SECURITY DEFINER: the policies would otherwise ask each other.
CREATE FUNCTION is_own_commentary(file integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT FROM import_file f JOIN import i USING (import_id)
    WHERE f.file_id = file AND f.kind = 'commentary' AND i.released_at IS NULL
      AND i.loaded_by = asking_username()
      AND NOT EXISTS (SELECT FROM commentary c WHERE c.file_id = file));
END;

CREATE FUNCTION is_own_import(import integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT FROM import i WHERE i.import_id = import AND i.released_at IS NULL
      AND i.loaded_by = asking_username()
      AND NOT EXISTS (SELECT FROM import_file f WHERE f.import_id = import));
END;

CREATE POLICY import_write ON import FOR INSERT
  WITH CHECK (has_role('officer') AND loaded_by = asking_username() AND released_at IS NULL);
CREATE POLICY file_write ON import_file FOR INSERT
  WITH CHECK (kind = 'commentary' AND has_role('officer') AND is_own_import(import_id));
CREATE POLICY write ON commentary FOR INSERT
  WITH CHECK (may_comment(indicator_id) AND is_own_commentary(file_id));
