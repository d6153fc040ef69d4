-- Who may see and load which rows. The pages rely on none of their own checks: the database decides.

-- Whether whoever is asking may import every kind of file in the import. SECURITY DEFINER: the
-- policies of import and import_file would otherwise ask each other.
CREATE FUNCTION may_release(import integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT NOT EXISTS (
    SELECT FROM import_file f WHERE f.import_id = import AND NOT may_import(f.kind));
END;

-- The files whose rows whoever is asking may read; `of_meetings`: meetings and papers, which auditors
-- read too. In PL/pgSQL and SECURITY DEFINER so that a policy costs one call a table: policies that
-- ask for rows under other policies had taken most of a page's time.
CREATE FUNCTION readable_files(of_meetings boolean) RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF sees_unreleased() THEN
    RETURN QUERY SELECT f.file_id FROM import_file f;
  ELSIF sees_figures() OR of_meetings AND sees_meetings() THEN
    RETURN QUERY SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                 WHERE i.released_at IS NOT NULL;
  END IF;
END
$$;

ALTER TABLE import ENABLE ROW LEVEL SECURITY;
CREATE POLICY import_read ON import FOR SELECT
  USING ((SELECT sees_unreleased()) OR released_at IS NOT NULL AND (SELECT sees_meetings()));
CREATE POLICY import_add ON import FOR INSERT WITH CHECK (may_import('revenue') OR may_import(''));
-- Released once.
CREATE POLICY import_release ON import FOR UPDATE
  USING (released_at IS NULL AND (may_import('revenue') OR may_import('')) AND may_release(import_id))
  WITH CHECK (released_at IS NOT NULL);
GRANT SELECT, INSERT ON import TO moothall_app;
GRANT UPDATE (released_by, released_at) ON import TO moothall_app;

ALTER TABLE import_file ENABLE ROW LEVEL SECURITY;
-- The first half alone lets an import see the file that it is just adding.
CREATE POLICY file_read ON import_file FOR SELECT
  USING ((SELECT sees_unreleased()) OR file_id IN (SELECT readable_files(true)));
CREATE POLICY file_add ON import_file FOR INSERT WITH CHECK (may_import(kind));
CREATE POLICY file_count ON import_file FOR UPDATE USING (may_import(kind));
GRANT SELECT, INSERT ON import_file TO moothall_app;
GRANT UPDATE (row_count) ON import_file TO moothall_app;

-- Identities say nothing by themselves, and imports need to find them.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['area', 'period', 'indicator', 'migration'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY everyone ON %I FOR SELECT USING (true)', t);
    EXECUTE format('GRANT SELECT ON %I TO moothall_app', t);
    IF t <> 'migration' THEN
      EXECUTE format('CREATE POLICY loaders ON %I FOR INSERT WITH CHECK (may_import(''revenue'') OR may_import(''''))', t);
      EXECUTE format('GRANT INSERT ON %I TO moothall_app', t);
    END IF;
  END LOOP;
END
$$;

-- Imported rows: figures for those who see figures, meetings and papers for auditors too; before
-- release only for those who see what is unreleased. Rows are added, never changed or deleted, and
-- only under a file of the table's own kind: a file of money is no way in for other figures.
DO $$
DECLARE
  t text;
  k text;
  of_meetings boolean;
BEGIN
  FOR t, k IN VALUES ('area_definition', 'areas'), ('population', 'populations'),
    ('indicator_definition', 'indicators'), ('target', 'targets'), ('benchmark', 'benchmarks'),
    ('observation', 'observations'), ('total', 'totals'), ('published', 'published'),
    ('breakdown', 'breakdowns'), ('commentary', 'commentary'), ('link', 'links'), ('revenue', 'revenue'),
    ('balance', 'balances'), ('reserve', 'reserves'), ('contribution', 'contributions'),
    ('published_finance', 'published_finance'), ('risk', 'risks'), ('committee', 'committees'),
    ('seat', 'seats'), ('meeting', 'meetings'), ('agenda_item', 'agenda'), ('contact', 'contacts'),
    ('paper', 'papers')
  LOOP
    of_meetings := t IN ('committee', 'seat', 'meeting', 'agenda_item', 'contact', 'paper');
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING (file_id IN (SELECT readable_files(%L)))',
      t, of_meetings);
    -- Asked once a statement, not once a row: an import has thousands.
    EXECUTE format('CREATE POLICY load ON %I FOR INSERT WITH CHECK ((SELECT may_import(%L))
      AND file_id IN (SELECT f.file_id FROM import_file f WHERE f.kind = %L))', t, k, k);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO moothall_app', t);
    EXECUTE format('CREATE INDEX ON %I (file_id)', t);
  END LOOP;
END
$$;

CREATE FUNCTION was_released(file integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT EXISTS (SELECT FROM import_file f JOIN import i USING (import_id)
                 WHERE f.file_id = file AND i.released_at IS NOT NULL);
END;

-- An exempt paper: for the committee's own members, its author, chief officers and committee
-- officers. Author and seat are known by the names in the lists; of meetings and seats the newest
-- released row counts, so that a correction which ends a seat ends what it opened.
CREATE FUNCTION sees_exempt(of_meeting text, lead text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT is_operator() OR has_role('chief_officer', 'committee_officer') OR EXISTS (
    SELECT FROM person p
    WHERE p.person_id::text = asking() AND p.disabled_at IS NULL
      AND (p.name = lead OR has_role('member') AND EXISTS (
        SELECT FROM (SELECT DISTINCT ON (meeting) * FROM meeting
                     WHERE meeting = of_meeting AND was_released(file_id) ORDER BY meeting, file_id DESC) m
               JOIN (SELECT DISTINCT ON (committee, capacity) * FROM seat
                     WHERE person = p.seat_name AND was_released(file_id)
                     ORDER BY committee, capacity, file_id DESC) s USING (committee)
        WHERE m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day))));
END;

-- A row of an agenda is as exempt as any later one of its item: what was public by mistake does not
-- come to light again when the correction is hidden.
CREATE FUNCTION sees_item(of_meeting text, of_item text, since integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.meeting = of_meeting AND a.item = of_item AND a.file_id >= since
      AND a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.lead));
END;

CREATE POLICY exempt ON agenda_item AS RESTRICTIVE FOR SELECT USING (sees_item(meeting, item, file_id));
-- Whom to ask about an exempt item would tell of it.
CREATE POLICY exempt ON contact AS RESTRICTIVE FOR SELECT USING (item = '' OR sees_item(meeting, item, 0));
-- A paper is as exempt as the items that print it; the items themselves may be hidden from the reader.
CREATE FUNCTION sees_paper(name text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.paper = name AND a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.lead));
END;

CREATE POLICY exempt ON paper AS RESTRICTIVE FOR SELECT USING (sees_paper(paper));
