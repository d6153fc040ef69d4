-- The rules of before, asked for less. What was_released() says is asked in line: its calls for each row took most of
-- the time of a search and of a list of meetings, and a join is planned as one over all files.

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

CREATE OR REPLACE FUNCTION reads_minutes(of_meeting text) RETURNS boolean
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

CREATE OR REPLACE FUNCTION exempt_from(r meeting_rights, of_meeting text, lead text) RETURNS boolean
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  on_committee text;
  on_day date;
BEGIN
  IF r.exempt OR coalesce(lead, '') = ANY (r.names) THEN
    RETURN false;
  ELSIF r.committees = '{}' THEN
    RETURN true;
  END IF;
  SELECT m.committee, m.day INTO on_committee, on_day
    FROM meeting m
    WHERE m.meeting = of_meeting AND (
                     SELECT i.released_at FROM import_file f JOIN import i USING (import_id)
                     WHERE f.file_id = m.file_id) IS NOT NULL ORDER BY m.entry DESC LIMIT 1;
  FOR i IN 1 .. cardinality(r.committees) LOOP
    IF r.committees[i] = on_committee
        AND on_day BETWEEN coalesce(r.since[i], on_day) AND coalesce(r.until[i], on_day) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END
$$;

CREATE OR REPLACE FUNCTION reads_paper(of_paper text, rights meeting_rights) RETURNS boolean
  LANGUAGE plpgsql STABLE COST 10000 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF rights IS NULL OR NOT is_application() THEN
    rights := asking_rights();
  END IF;
  IF NOT is_application() THEN
    IF NOT EXISTS (SELECT FROM paper p
                   WHERE p.paper = of_paper AND p.file_id IN (SELECT readable_files(true))) THEN
      RETURN false;
    END IF;
  END IF;
  IF NOT rights.drafts AND NOT EXISTS (
      SELECT FROM (SELECT DISTINCT b.meeting, b.item FROM agenda_item b WHERE b.paper = of_paper) k
             CROSS JOIN LATERAL (
               SELECT a.paper, a.gone
               FROM agenda_item a
               WHERE a.meeting = k.meeting AND a.item = k.item AND (rights.unreleased OR (
                     SELECT i.released_at FROM import_file f JOIN import i USING (import_id)
                     WHERE f.file_id = a.file_id) IS NOT NULL)
               ORDER BY a.entry DESC LIMIT 1) a
      WHERE a.paper = of_paper AND NOT a.gone AND (is_published(k.meeting) OR rights.names <> '{}' AND (
        SELECT n.lead = ANY (rights.names) FROM agenda_item n
        WHERE n.meeting = k.meeting AND n.item = k.item ORDER BY n.entry DESC LIMIT 1))) THEN
    RETURN false;
  END IF;
  RETURN NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.paper = of_paper AND a.exempt_paragraph IS NOT NULL AND exempt_from(rights, a.meeting, a.lead));
END
$$;
