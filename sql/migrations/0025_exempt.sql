-- Whether somebody may read what is exempt is asked of rows that are hidden from them, and of no others: what it takes
-- would tell that they are there. One statement instead of a function a role, and of the seats only the reader's own
-- are asked for their release. The rules are those of before: chief officers, committee officers, the author, and
-- members of the committee on the day of the meeting, by the newest released rows.
CREATE OR REPLACE FUNCTION sees_exempt(of_meeting text, lead text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  me CONSTANT integer := asking_person();
BEGIN
  IF me IS NULL THEN
    RETURN is_operator();
  END IF;
  RETURN EXISTS (
    SELECT FROM person_role r
    WHERE r.person_id = me
      AND (r.from_day IS NULL AND r.to_day IS NULL OR is_today_within(r.from_day, r.to_day))
      AND NOT EXISTS (SELECT FROM person p WHERE p.person_id = me AND p.disabled_at IS NOT NULL)
      AND CASE r.role
          WHEN 'chief_officer' THEN true
          WHEN 'committee_officer' THEN true
          WHEN 'officer' THEN EXISTS (SELECT FROM person_called c WHERE c.person_id = me AND c.name = lead)
          WHEN 'member' THEN EXISTS (
            SELECT FROM (SELECT m.committee, m.day FROM meeting m
                         WHERE m.meeting = of_meeting AND was_released(m.file_id)
                         ORDER BY m.file_id DESC LIMIT 1) m
                   JOIN LATERAL (SELECT DISTINCT ON (s.person, s.capacity) s.from_day, s.to_day
                                 FROM (SELECT s.* FROM person_called c JOIN seat s ON s.person = c.name
                                       WHERE c.person_id = me AND s.committee = m.committee OFFSET 0) s
                                 WHERE was_released(s.file_id)
                                 ORDER BY s.person, s.capacity, s.file_id DESC) s ON true
            WHERE m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day))
          ELSE false END);
END
$$;
