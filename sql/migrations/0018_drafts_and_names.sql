-- What is not published is not read, and what may not be read is not named.

-- The day in England, whatever the server's clock is set to.
CREATE FUNCTION today() RETURNS date LANGUAGE sql STABLE
  RETURN (now() AT TIME ZONE 'Europe/London')::date;

-- Whether the agenda of a meeting is open to its readers: its date of publication, of the newest released row, has come.
CREATE FUNCTION is_published(of_meeting text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT coalesce((SELECT m.published <= today() FROM meeting m
                   WHERE m.meeting = of_meeting AND was_released(m.file_id) ORDER BY m.file_id DESC LIMIT 1), false);
END;

-- Agendas and papers before that: for those who write them, sign them off and put them together.
CREATE FUNCTION sees_drafts() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('analyst', 'finance', 'chief_officer', 'committee_officer');

-- An item of an agenda that is published, or a draft of one's own.
CREATE FUNCTION sees_published(of_meeting text, of_item text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT is_published(of_meeting) OR sees_drafts() OR EXISTS (
    SELECT FROM person p
    WHERE p.person_id = asking_person() AND p.disabled_at IS NULL
      AND p.name = (SELECT a.lead FROM agenda_item a
                    WHERE a.meeting = of_meeting AND a.item = of_item ORDER BY a.file_id DESC LIMIT 1));
END;

CREATE POLICY published ON agenda_item AS RESTRICTIVE FOR SELECT USING (sees_published(meeting, item));
CREATE POLICY published ON contact AS RESTRICTIVE FOR SELECT USING (item = '' OR sees_published(meeting, item));

-- A paper is published with an item that prints it now.
CREATE FUNCTION sees_published_paper(name text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT sees_drafts() OR EXISTS (
    SELECT FROM (SELECT DISTINCT ON (a.meeting, a.item) a.meeting, a.item, a.paper
                 FROM agenda_item a
                 WHERE (a.meeting, a.item) IN (SELECT b.meeting, b.item FROM agenda_item b WHERE b.paper = name)
                   AND (was_released(a.file_id) OR sees_unreleased())
                 ORDER BY a.meeting, a.item, a.file_id DESC) a
    WHERE a.paper = name AND sees_published(a.meeting, a.item));
END;

CREATE POLICY published ON paper AS RESTRICTIVE FOR SELECT USING (sees_published_paper(paper));
CREATE INDEX ON agenda_item (paper);

-- The name of a file tells what is in it: who may read none of its rows does not learn it. One without rows
-- is still being loaded.
CREATE FUNCTION sees_file(file integer, kind text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN CASE kind
    WHEN 'papers' THEN coalesce((SELECT bool_or(sees_paper(p.paper) AND sees_published_paper(p.paper))
                                 FROM paper p WHERE p.file_id = file), true)
    WHEN 'agenda' THEN coalesce((SELECT bool_or(sees_item(a.meeting, a.item, a.file_id) AND sees_published(a.meeting, a.item))
                                 FROM agenda_item a WHERE a.file_id = file), true)
    WHEN 'contacts' THEN coalesce((SELECT bool_or(c.item = '' OR sees_item(c.meeting, c.item, 0) AND sees_published(c.meeting, c.item))
                                   FROM contact c WHERE c.file_id = file), true)
    ELSE true END;
END
$$;

CREATE POLICY named ON import_file AS RESTRICTIVE FOR SELECT
  USING (kind NOT IN ('papers', 'agenda', 'contacts') OR sees_file(file_id, kind));
-- What was given to the import command names files too, and no page shows it.
REVOKE SELECT ON import FROM moothall_app;
GRANT SELECT (import_id, loaded_by, loaded_at, released_by, released_at) ON import TO moothall_app;

-- An area or an indicator of which nothing is released is not known to those who see what is released. Set-returning and
-- in PL/pgSQL like readable_files(): asked once a statement.
CREATE FUNCTION released_areas() RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT DISTINCT d.area_id FROM area_definition d WHERE d.file_id IN (SELECT readable_files(true));
END
$$;
CREATE FUNCTION released_indicators() RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 500 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT DISTINCT d.indicator_id FROM indicator_definition d WHERE d.file_id IN (SELECT readable_files(true));
END
$$;

DROP POLICY everyone ON area;
CREATE POLICY read ON area FOR SELECT USING ((SELECT sees_unreleased()) OR area_id IN (SELECT released_areas()));
DROP POLICY everyone ON indicator;
CREATE POLICY read ON indicator FOR SELECT USING ((SELECT sees_unreleased()) OR indicator_id IN (SELECT released_indicators()));
DROP POLICY everyone ON cost_centre;
CREATE POLICY read ON cost_centre FOR SELECT USING ((SELECT sees_ledger()));
