-- Who may see and load which rows. The pages rely on none of their own checks: the database decides.

-- Identities say nothing by themselves, and imports need to find them; but an area or an indicator of which nothing is
-- released is not known to those who see what is released. Set-returning and in PL/pgSQL like readable_files(): asked
-- once a statement.
CREATE FUNCTION released_areas() RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT DISTINCT d.area_id FROM area_definition d
               WHERE d.file_id IN (SELECT readable_files(true));
END
$$;
CREATE FUNCTION released_indicators() RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 500 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT DISTINCT d.indicator_id FROM indicator_definition d
               WHERE d.file_id IN (SELECT readable_files(true));
END
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['area', 'period', 'indicator', 'cost_centre'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO moothall_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['area', 'period', 'indicator'] LOOP
    EXECUTE format('CREATE POLICY loaders ON %I FOR INSERT
      WITH CHECK (may_import(''revenue'') OR may_import(''''))', t);
  END LOOP;
END
$$;
CREATE POLICY everyone ON period FOR SELECT USING (true);
CREATE POLICY read ON area FOR SELECT USING ((SELECT sees_unreleased()) OR area_id IN (SELECT released_areas()));
CREATE POLICY read ON indicator FOR SELECT
  USING ((SELECT sees_unreleased()) OR indicator_id IN (SELECT released_indicators()));
CREATE POLICY read ON cost_centre FOR SELECT USING ((SELECT sees_ledger()));
CREATE POLICY loaders ON cost_centre FOR INSERT WITH CHECK (may_import('cost_centres'));

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
    ('capital', 'capital'), ('capital_funding', 'capital_funding'),
    ('published_finance', 'published_finance'), ('risk', 'risks'), ('committee', 'committees'), ('seat', 'seats'),
    ('meeting', 'meetings'), ('agenda_item', 'agenda'), ('contact', 'contacts'),
    ('paper', 'papers'), ('method_change', 'method_changes'), ('glossary', 'glossary')
  LOOP
    of_meetings := t IN ('committee', 'seat', 'meeting', 'agenda_item', 'contact', 'paper', 'glossary');
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

-- The ledger: finance's and the officers', not members' and not analysts'. What everybody sees of it is sums by line,
-- which functions make.
DO $$
DECLARE
  t text;
  k text;
BEGIN
  FOR t, k IN VALUES ('cost_centre_definition', 'cost_centres'), ('ledger_budget', 'ledger_budgets'),
    ('profile_share', 'profiles'), ('commitment', 'commitments'), ('ledger_forecast', 'forecasts')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING ((SELECT sees_ledger()))', t);
    EXECUTE format('CREATE POLICY load ON %I FOR INSERT WITH CHECK ((SELECT may_import(%L))
      AND file_id IN (SELECT f.file_id FROM import_file f WHERE f.kind = %L))', t, k, k);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO moothall_app', t);
    EXECUTE format('CREATE INDEX ON %I (file_id)', t);
  END LOOP;
  -- Postings and their sums come in through ledger_open() and ledger_close() alone.
  FOREACH t IN ARRAY ARRAY['ledger', 'ledger_year', 'ledger_month'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING ((SELECT sees_ledger()))', t);
    EXECUTE format('GRANT SELECT ON %I TO moothall_app', t);
  END LOOP;
END
$$;

ALTER TABLE figure_kept ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON figure_kept FOR SELECT USING (true);
ALTER TABLE figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON figure FOR SELECT
  USING (CASE WHEN of_released THEN (SELECT sees_figures()) ELSE (SELECT sees_unreleased()) END);
GRANT SELECT ON figure_kept, figure TO moothall_app;

-- Commentary that is written on the site is an import of one row, loaded by its author: so it has a home, an
-- author and a time, supersedes what was there, waits for its release like everything else that is imported,
-- and is followed back in the same way.

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

-- An exempt paper: for the committee's own members, its author, chief officers and committee
-- officers. Author and seat are known by the names in the lists; of meetings and seats the newest
-- released row counts, so that a correction which ends a seat ends what it opened.
CREATE FUNCTION sees_exempt(of_meeting text, lead text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN is_operator() OR has_role('chief_officer', 'committee_officer') OR EXISTS (
    SELECT FROM person p
    WHERE p.person_id::text = asking() AND p.disabled_at IS NULL
      AND (p.name = lead OR has_role('member') AND EXISTS (
        SELECT FROM (SELECT DISTINCT ON (meeting) * FROM meeting
                     WHERE meeting = of_meeting AND was_released(file_id) ORDER BY meeting, file_id DESC) m
               JOIN (SELECT DISTINCT ON (committee, capacity) * FROM seat
                     WHERE person = p.seat_name AND was_released(file_id)
                     ORDER BY committee, capacity, file_id DESC) s USING (committee)
        WHERE m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day))));
END
$$;

-- A row of an agenda is as exempt as any later one of its item: what was public by mistake does not
-- come to light again when the correction is hidden.
CREATE FUNCTION sees_item(of_meeting text, of_item text, since integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.meeting = of_meeting AND a.item = of_item AND a.file_id >= since
      AND a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.lead));
END
$$;

CREATE POLICY exempt ON agenda_item AS RESTRICTIVE FOR SELECT USING (sees_item(meeting, item, file_id));
-- Whom to ask about an exempt item would tell of it.
CREATE POLICY exempt ON contact AS RESTRICTIVE FOR SELECT USING (item = '' OR sees_item(meeting, item, 0));
-- A paper is as exempt as the items that print it; the items themselves may be hidden from the reader.
CREATE FUNCTION sees_paper(name text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.paper = name AND a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.lead));
END
$$;

CREATE POLICY exempt ON paper AS RESTRICTIVE FOR SELECT USING (sees_paper(paper));

-- The day in England, whatever the server's clock is set to.
CREATE FUNCTION today() RETURNS date LANGUAGE sql STABLE
  RETURN (now() AT TIME ZONE 'Europe/London')::date;

-- Whether the agenda of a meeting is open to its readers: its date of publication, of the newest released row,
-- has come.
CREATE FUNCTION is_published(of_meeting text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT m.published <= today() FROM meeting m
                   WHERE m.meeting = of_meeting AND was_released(m.file_id) ORDER BY m.file_id DESC LIMIT 1), false);
END
$$;

-- An item of an agenda that is published, or a draft of one's own.
CREATE FUNCTION sees_published(of_meeting text, of_item text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN is_published(of_meeting) OR sees_drafts() OR EXISTS (
    SELECT FROM person p
    WHERE p.person_id = asking_person() AND p.disabled_at IS NULL
      AND p.name = (SELECT a.lead FROM agenda_item a
                    WHERE a.meeting = of_meeting AND a.item = of_item ORDER BY a.file_id DESC LIMIT 1));
END
$$;

CREATE POLICY published ON agenda_item AS RESTRICTIVE FOR SELECT USING (sees_published(meeting, item));
CREATE POLICY published ON contact AS RESTRICTIVE FOR SELECT USING (item = '' OR sees_published(meeting, item));

-- A paper is published with an item that prints it now.
CREATE FUNCTION sees_published_paper(name text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN sees_drafts() OR EXISTS (
    SELECT FROM (SELECT DISTINCT ON (a.meeting, a.item) a.meeting, a.item, a.paper
                 FROM agenda_item a
                 WHERE (a.meeting, a.item) IN (SELECT b.meeting, b.item FROM agenda_item b WHERE b.paper = name)
                   AND (was_released(a.file_id) OR sees_unreleased())
                 ORDER BY a.meeting, a.item, a.file_id DESC) a
    WHERE a.paper = name AND sees_published(a.meeting, a.item));
END
$$;

CREATE POLICY published ON paper AS RESTRICTIVE FOR SELECT USING (sees_published_paper(paper));

-- The name of a file tells what is in it: who may read none of its rows does not learn it. One without rows
-- is still being loaded.
CREATE FUNCTION sees_file(file integer, kind text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN CASE kind
    WHEN 'papers' THEN coalesce((SELECT bool_or(sees_paper(p.paper) AND sees_published_paper(p.paper))
                                 FROM paper p WHERE p.file_id = file), true)
    WHEN 'agenda' THEN coalesce((SELECT bool_or(sees_item(a.meeting, a.item, a.file_id)
                                                AND sees_published(a.meeting, a.item))
                                 FROM agenda_item a WHERE a.file_id = file), true)
    WHEN 'contacts' THEN coalesce((SELECT bool_or(c.item = '' OR sees_item(c.meeting, c.item, 0)
                                                  AND sees_published(c.meeting, c.item))
                                   FROM contact c WHERE c.file_id = file), true)
    ELSE true END;
END
$$;

CREATE POLICY named ON import_file AS RESTRICTIVE FOR SELECT
  USING (kind NOT IN ('papers', 'agenda', 'contacts') OR sees_file(file_id, kind));

-- An attachment is as exempt as its item, in any version of the agenda: the versions that make it so
-- may be hidden from the reader, so this asks as the owner.
CREATE FUNCTION sees_item(of_meeting text, of_item text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.meeting = of_meeting AND a.item = of_item AND a.exempt_paragraph IS NOT NULL
      AND NOT sees_exempt(a.meeting, a.lead));
END
$$;

ALTER TABLE attachment ENABLE ROW LEVEL SECURITY;
-- The agenda's own policy answers here: who may not see the item does not see what hangs on it.
CREATE POLICY read ON attachment FOR SELECT
  USING (EXISTS (SELECT FROM agenda_item a WHERE a.meeting = attachment.meeting AND a.item = attachment.item)
    AND sees_item(meeting, item));
CREATE POLICY attach ON attachment FOR INSERT
  WITH CHECK (assembles_packs()
    AND EXISTS (SELECT FROM agenda_item a WHERE a.meeting = attachment.meeting AND a.item = attachment.item)
    AND (is_operator() OR added_by = (SELECT p.username FROM person p WHERE p.person_id::text = asking())));
GRANT SELECT ON attachment TO moothall_app;
GRANT INSERT (meeting, item, name, title, bytes, sent_sha256, pages, tagged, pdfua, added_by) ON attachment
  TO moothall_app;
