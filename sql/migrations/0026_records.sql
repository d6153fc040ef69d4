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
CREATE OR REPLACE FUNCTION readable_files(of_meetings boolean) RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF sees_unreleased() THEN
    RETURN QUERY SELECT f.file_id FROM import_file f;
  ELSIF of_meetings AND has_role('committee_officer') THEN
    RETURN QUERY SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                 WHERE i.released_at IS NOT NULL OR is_of_meetings(f.kind);
  ELSIF sees_figures() OR of_meetings AND sees_meetings() THEN
    RETURN QUERY SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                 WHERE i.released_at IS NOT NULL;
  END IF;
END
$$;
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
DROP POLICY file_read ON import_file;
CREATE POLICY file_read ON import_file FOR SELECT
  USING ((SELECT sees_unreleased()) OR (SELECT has_role('committee_officer')) AND is_of_meetings(kind)
    OR file_id IN (SELECT readable_files(true)));
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
DROP POLICY exempt ON agenda_item;
DROP POLICY exempt ON contact;
DROP FUNCTION sees_item(text, text, integer), reads_item(text, text, integer);
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

CREATE OR REPLACE FUNCTION sees_exempt(of_meeting text, lead text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  names text[];
BEGIN
  IF is_operator() OR has_role('chief_officer', 'committee_officer') THEN
    RETURN true;
  END IF;
  names := asking_called();
  IF names = '{}' THEN
    RETURN false;
  ELSIF lead = ANY (names) AND has_role('officer') THEN
    RETURN true;
  END IF;
  RETURN has_role('member') AND EXISTS (
    SELECT FROM (SELECT m.committee, m.day FROM meeting m
                 WHERE m.meeting = of_meeting AND was_released(m.file_id)
                 ORDER BY m.entry DESC LIMIT 1) m
           JOIN LATERAL (SELECT DISTINCT ON (s.person, s.capacity) s.from_day, s.to_day, s.gone
                         FROM (SELECT s.* FROM seat s
                               WHERE s.committee = m.committee AND s.person = ANY (names) OFFSET 0) s
                         WHERE was_released(s.file_id)
                         ORDER BY s.person, s.capacity, s.entry DESC) s ON NOT s.gone
    WHERE m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day));
END
$$;
CREATE OR REPLACE FUNCTION is_published(of_meeting text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT m.published <= today() AND NOT m.gone FROM meeting m
                   WHERE m.meeting = of_meeting AND was_released(m.file_id) ORDER BY m.entry DESC LIMIT 1), false);
END
$$;
CREATE OR REPLACE FUNCTION sees_published(of_meeting text, of_item text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN is_published(of_meeting) OR sees_drafts()
    OR coalesce(is_author((SELECT a.lead FROM agenda_item a
                           WHERE a.meeting = of_meeting AND a.item = of_item ORDER BY a.entry DESC LIMIT 1)), false);
END
$$;
CREATE FUNCTION reads_item(of_meeting text, of_item text, since bigint) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN sees_published(of_meeting, of_item) AND EXISTS (
    SELECT FROM agenda_item a
    WHERE a.meeting = of_meeting AND a.item = of_item AND a.entry >= since
      AND a.file_id IN (SELECT readable_files(true)));
END
$$;
REVOKE ALL ON FUNCTION reads_item(text, text, bigint) FROM PUBLIC;
-- A row of an agenda is as exempt as any later one of its item: what was public by mistake does not come to light again
-- when the correction is hidden.
CREATE FUNCTION sees_item(of_meeting text, of_item text, since bigint) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (
      SELECT FROM agenda_item a
      WHERE a.meeting = of_meeting AND a.item = of_item AND a.entry >= since
        AND a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.lead))
    AND (is_application() OR reads_item(of_meeting, of_item, since));
END
$$;
CREATE OR REPLACE FUNCTION sees_item(of_meeting text, of_item text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN sees_item(of_meeting, of_item, 0::bigint);
END
$$;
CREATE POLICY exempt ON agenda_item AS RESTRICTIVE FOR SELECT USING (sees_item(meeting, item, entry));
CREATE POLICY exempt ON contact AS RESTRICTIVE FOR SELECT USING (item = '' OR sees_item(meeting, item, 0::bigint));
CREATE OR REPLACE FUNCTION is_printed(paper_name text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN sees_drafts() OR EXISTS (
    SELECT FROM (SELECT DISTINCT ON (a.meeting, a.item) a.meeting, a.item, a.paper, a.gone
                 FROM agenda_item a
                 WHERE (a.meeting, a.item) IN (SELECT b.meeting, b.item FROM agenda_item b WHERE b.paper = paper_name)
                   AND (was_released(a.file_id) OR sees_unreleased())
                 ORDER BY a.meeting, a.item, a.entry DESC) a
    WHERE a.paper = paper_name AND NOT a.gone AND sees_published(a.meeting, a.item));
END
$$;
-- The site's own files tell by their names that somebody has entered something, and no more.
CREATE OR REPLACE FUNCTION sees_file(file integer, kind text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN CASE kind
    WHEN 'papers' THEN coalesce((SELECT bool_or(sees_paper(p.paper) AND sees_published_paper(p.paper))
                                 FROM paper p WHERE p.file_id = file), true)
    WHEN 'agenda' THEN coalesce((SELECT bool_or(sees_item(a.meeting, a.item, a.entry)
                                                AND sees_published(a.meeting, a.item))
                                 FROM agenda_item a WHERE a.file_id = file), true)
    WHEN 'contacts' THEN coalesce((SELECT bool_or(c.item = '' OR sees_item(c.meeting, c.item, 0::bigint)
                                                  AND sees_published(c.meeting, c.item))
                                   FROM contact c WHERE c.file_id = file), true)
    ELSE true END;
END
$$;
DROP POLICY named ON import_file;
CREATE POLICY named ON import_file AS RESTRICTIVE FOR SELECT
  USING (kind NOT IN ('papers', 'agenda', 'contacts') OR of_site OR sees_file(file_id, kind));
GRANT SELECT (of_site) ON import_file TO moothall_app;
