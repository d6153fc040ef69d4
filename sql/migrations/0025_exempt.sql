-- Whether somebody may read what is exempt is asked of rows that are hidden from them, and of no others: what it takes
-- would tell that they are there. What is asked most comes first, and of the seats only the reader's own are asked for
-- their release. The rules are those of before: chief officers, committee officers, the author, and members of the
-- committee on the day of the meeting, by the newest released rows.
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
                 ORDER BY m.file_id DESC LIMIT 1) m
           JOIN LATERAL (SELECT DISTINCT ON (s.person, s.capacity) s.from_day, s.to_day
                         FROM (SELECT s.* FROM seat s
                               WHERE s.committee = m.committee AND s.person = ANY (names) OFFSET 0) s
                         WHERE was_released(s.file_id)
                         ORDER BY s.person, s.capacity, s.file_id DESC) s ON true
    WHERE m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day));
END
$$;
