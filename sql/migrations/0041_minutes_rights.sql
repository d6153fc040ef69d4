-- Who reads which minutes, asked of the rows that a page finds by their meeting and not of all there are: with the
-- meetings of twenty years the sets of 0028_minutes.sql took longer than the rest of the page.

CREATE FUNCTION reads_minutes(of_meeting text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT NOT s.gone AND s.state IN ('circulated', 'confirmed')
                   FROM minutes_state s
                   WHERE s.meeting = of_meeting AND ((
                     SELECT i.released_at FROM import_file f JOIN import i USING (import_id)
                     WHERE f.file_id = s.file_id) IS NOT NULL OR sees_unreleased())
                   ORDER BY s.entry DESC LIMIT 1), false);
END
$$;

-- A paragraph of which neither this nor a later version is exempt and not for this reader.
CREATE FUNCTION reads_paragraph(of_meeting text, of_number text, since bigint) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT FROM minute e
    WHERE e.meeting = of_meeting AND e.number = of_number AND e.exempt AND e.entry >= since
      AND NOT sees_exempt(e.meeting, (SELECT a.lead FROM agenda_item a
                                      WHERE a.meeting = e.meeting AND a.item = e.item ORDER BY a.entry DESC LIMIT 1)));
END
$$;
-- Policies ask these of rows that are there; nobody else.
REVOKE ALL ON FUNCTION reads_minutes(text), reads_paragraph(text, text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reads_minutes(text), reads_paragraph(text, text, bigint) TO moothall_app;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['attendance', 'declaration', 'minute', 'minute_summary', 'motion', 'vote', 'resolution',
    'minutes_state'] LOOP
    EXECUTE format('DROP POLICY open ON %1$I; CREATE POLICY open ON %1$I AS RESTRICTIVE FOR SELECT
      USING ((SELECT sees_draft_minutes()) OR reads_minutes(meeting))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['declaration', 'minute', 'motion', 'vote', 'resolution'] LOOP
    EXECUTE format('DROP POLICY exempt ON %1$I; CREATE POLICY exempt ON %1$I AS RESTRICTIVE FOR SELECT
      USING ((SELECT sees_draft_minutes()) OR item = '''' OR sees_item(meeting, item))', t);
  END LOOP;
END
$$;
DROP POLICY exempt_part ON minute;
CREATE POLICY exempt_part ON minute AS RESTRICTIVE FOR SELECT
  USING ((SELECT sees_draft_minutes()) OR reads_paragraph(meeting, number, entry));

-- What sees_exempt() says of each item, for all of them at once.
CREATE OR REPLACE FUNCTION items_hidden(all_seen boolean) RETURNS TABLE (meeting text, item text)
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  names CONSTANT text[] := asking_called();
  leads CONSTANT boolean := has_role('officer');
  sits CONSTANT boolean := has_role('member');
BEGIN
  IF all_seen OR sees_draft_minutes() THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH released AS MATERIALIZED (
    SELECT f.file_id FROM import_file f JOIN import i USING (import_id) WHERE i.released_at IS NOT NULL),
  sat AS MATERIALIZED (
    SELECT * FROM (SELECT DISTINCT ON (s.committee, s.person, s.capacity) s.committee, s.from_day, s.to_day, s.gone
                   FROM seat s WHERE sits AND s.person = ANY (names) AND s.file_id IN (SELECT r.file_id FROM released r)
                   ORDER BY s.committee, s.person, s.capacity, s.entry DESC) s
    WHERE NOT s.gone),
  own AS MATERIALIZED (
    SELECT m.meeting
    FROM (SELECT DISTINCT ON (m.meeting) m.meeting, m.committee, m.day FROM meeting m
          WHERE m.file_id IN (SELECT r.file_id FROM released r) AND EXISTS (SELECT FROM sat)
          ORDER BY m.meeting, m.entry DESC) m
         JOIN sat s ON s.committee = m.committee
                   AND m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day))
  SELECT DISTINCT a.meeting, a.item FROM agenda_item a
  WHERE a.exempt_paragraph IS NOT NULL AND NOT (leads AND coalesce(a.lead = ANY (names), false))
    AND a.meeting NOT IN (SELECT o.meeting FROM own o);
END
$$;
-- Whether the reader reads a row of a file: the first that there is answers.
CREATE OR REPLACE FUNCTION sees_minutes_file(file integer, kind text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  tbl CONSTANT text := CASE kind WHEN 'declarations' THEN 'declaration' WHEN 'minutes' THEN 'minute'
                                 WHEN 'motions' THEN 'motion' WHEN 'votes' THEN 'vote'
                                 WHEN 'resolutions' THEN 'resolution'
                                 WHEN 'minutes_states' THEN 'minutes_state' ELSE 'attendance' END;
  seen boolean;
  any_row boolean;
BEGIN
  IF sees_draft_minutes() THEN
    RETURN true;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I t WHERE t.file_id = $1)', tbl) INTO any_row USING file;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I t WHERE t.file_id = $1 AND reads_minutes(t.meeting) %s %s)', tbl,
      CASE WHEN tbl IN ('attendance', 'minutes_state') THEN ''
           ELSE 'AND (t.item = '''' OR (t.meeting, t.item) NOT IN (
                   SELECT h.meeting, h.item FROM items_hidden(false) h))' END,
      CASE tbl WHEN 'minute' THEN 'AND reads_paragraph(t.meeting, t.number, t.entry)' ELSE '' END)
    INTO seen USING file;
  -- Of a file without rows, which is still being loaded, and to whoever asks of one that there is not.
  RETURN CASE WHEN is_application() THEN seen OR NOT any_row
              ELSE seen AND file IN (SELECT readable_files(true)) END;
END
$$;
DROP FUNCTION minutes_hidden(boolean);
