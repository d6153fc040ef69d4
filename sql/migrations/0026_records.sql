-- What democratic services keep, as records: rows that are added and never changed, by an import or on the site. Of a
-- key the row with the greatest entry holds; one that is gone says that it was taken away. What is entered on the site
-- stands under a file of its own for each kind, which is released: so whatever goes by files goes on as it was, and no
-- reader has to look through a file for every time that a clerk pressed Save.

ALTER TABLE import_file ADD of_site boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX import_file_site ON import_file (kind) WHERE of_site;

CREATE OR REPLACE FUNCTION is_of_meetings(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN kind IN ('committees', 'seats', 'bank_holidays', 'meetings', 'agenda', 'contacts', 'terms', 'substitutes',
    'programme', 'training', 'cover_texts', 'attendance', 'declarations', 'minutes', 'motions', 'votes', 'resolutions',
    'actions', 'questions');

CREATE OR REPLACE FUNCTION may_import(kind text) RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR (NOT is_ledger(kind) AND NOT is_of_meetings(kind) AND has_role('analyst'))
    OR (is_money(kind) AND has_role('finance')) OR (is_of_meetings(kind) AND has_role('committee_officer'));
-- Something at all.
CREATE FUNCTION imports() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('analyst', 'finance', 'committee_officer');

-- Who writes the record of a kind on the site.
CREATE FUNCTION may_enter(kind text) RETURNS boolean LANGUAGE sql STABLE
  RETURN is_of_meetings(kind) AND assembles_packs();
-- The site's own file of a kind; null: nothing was entered yet.
CREATE FUNCTION site_file(of_kind text) RETURNS integer
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT f.file_id FROM import_file f WHERE f.kind = of_kind AND f.of_site);
END
$$;
REVOKE ALL ON FUNCTION site_file(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION site_file(text) TO moothall_app;

-- Democratic services see what they have loaded before it is released; others' as little as before.
CREATE FUNCTION own_imports() RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 10 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF has_role('committee_officer') THEN
    RETURN QUERY SELECT f.import_id FROM import_file f WHERE is_of_meetings(f.kind);
  END IF;
END
$$;
DROP POLICY import_read ON import;
-- The last part lets an import see the row that it is just adding.
CREATE POLICY import_read ON import FOR SELECT
  USING ((SELECT sees_unreleased()) OR released_at IS NOT NULL AND (SELECT sees_meetings())
    OR import_id IN (SELECT own_imports())
    OR (SELECT has_role('committee_officer')) AND loaded_person = (SELECT asking_person()));
DROP POLICY import_add ON import;
CREATE POLICY import_add ON import FOR INSERT
  WITH CHECK (imports() AND loaded_person IS NOT DISTINCT FROM asking_person());

-- Makes a record of a table that has a key, what is kept of it, file_id, line and erased. `kind`: that of its files.
CREATE FUNCTION as_record(tbl text, kind text, key text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ADD entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ADD gone boolean NOT NULL DEFAULT false, ADD entered_by integer REFERENCES person DEFAULT asking_person(),
    ADD entered_at timestamptz NOT NULL DEFAULT now()', tbl);
  EXECUTE format('CREATE INDEX %I ON %I (%s, entry DESC)', tbl || '_key', tbl, key);
  EXECUTE format('CREATE INDEX ON %I (file_id)', tbl);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tbl);
  EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING (file_id IN (SELECT readable_files(true)))', tbl);
  EXECUTE format('CREATE POLICY load ON %I FOR INSERT WITH CHECK (file_id IN (SELECT open_files(%L)))', tbl, kind);
  EXECUTE format('CREATE POLICY enter ON %I FOR INSERT WITH CHECK ((SELECT may_enter(%L))
    AND file_id = (SELECT site_file(%L)) AND entered_by IS NOT DISTINCT FROM (SELECT asking_person()))',
    tbl, kind, kind);
  EXECUTE format('GRANT SELECT, INSERT ON %I TO moothall_app', tbl);
END
$$;
REVOKE ALL ON FUNCTION as_record(text, text, text) FROM PUBLIC;

-- Those that there were, in the order in which they came.
DO $$
DECLARE
  t text;
  k text;
  key text;
BEGIN
  FOR t, k, key IN VALUES ('committee', 'committees', 'committee'), ('seat', 'seats', 'committee, person, capacity'),
    ('meeting', 'meetings', 'meeting'), ('agenda_item', 'agenda', 'meeting, item'),
    ('contact', 'contacts', 'meeting, item, name'), ('paper', 'papers', 'paper')
  LOOP
    EXECUTE format('CREATE TEMPORARY TABLE was ON COMMIT DROP AS SELECT * FROM %I', t);
    EXECUTE format('DELETE FROM %I', t);
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', t, t || '_pkey');
    EXECUTE format('DROP POLICY read ON %1$I; DROP POLICY load ON %1$I', t);
    PERFORM as_record(t, k, key);
    EXECUTE format('INSERT INTO %I (%s, entered_by, entered_at)
      SELECT w.*, i.loaded_person, i.loaded_at
      FROM was w JOIN import_file f ON f.file_id = w.file_id JOIN import i ON i.import_id = f.import_id
      ORDER BY w.file_id, w.line',
      t, (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = 'was'::regclass AND a.attnum > 0));
    DROP TABLE was;
  END LOOP;
END
$$;

-- The order in which a list is printed: that of the file where nothing else is said.
ALTER TABLE seat ADD place integer;
UPDATE seat SET place = line;
ALTER TABLE contact ADD place integer;
UPDATE contact SET place = line;
-- An item keeps its name, by which papers, minutes and attachments speak of it; its number is printed.
ALTER TABLE agenda_item ADD place numeric, ADD number text CHECK (number <> '');
UPDATE agenda_item SET place = line;

CREATE OR REPLACE FUNCTION is_published(of_meeting text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT m.published <= today() AND NOT m.gone
                   FROM meeting m
                   WHERE m.meeting = of_meeting AND (
                     SELECT i.released_at FROM import_file f JOIN import i USING (import_id)
                     WHERE f.file_id = m.file_id) IS NOT NULL ORDER BY m.entry DESC LIMIT 1), false);
END
$$;
GRANT SELECT (of_site) ON import_file TO moothall_app;
