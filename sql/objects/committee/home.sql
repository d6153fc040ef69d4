-- What the home page says of committees beside meetings and papers.

-- The committees on which whoever asks sits today, each with its next meeting, or where none is to come, its last.
CREATE FUNCTION committees_own()
  RETURNS TABLE (committee text, name text, capacity text, votes text, until_day date, meeting text, day text,
                 to_come boolean)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  names CONSTANT text[] := asking_called();
BEGIN
  RETURN QUERY
  SELECT l.committee, l.name, s.capacity, CASE WHEN s.voting THEN coalesce(s.votes_on, 'yes') ELSE 'no' END, s.to_day,
         l.meeting, l.day, l.to_come
  FROM committee_list() l JOIN seat_now s ON s.committee = l.committee
  WHERE s.person = ANY (names)
    AND today() BETWEEN coalesce(s.from_day, today()) AND coalesce(s.to_day, today())
  ORDER BY l.name, s.place, s.entry;
END
$$;

-- The reader's own notes, of each meeting how many: those of the newest meetings.
CREATE FUNCTION notes_own()
  RETURNS TABLE (meeting text, short_day text, committee_name text, notes bigint, changed text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT n.meeting, m.short_day, m.committee_name, n.notes, moment_words(n.changed_at)
  FROM (SELECT meeting, count(*) AS notes, max(changed_at) AS changed_at FROM member_note GROUP BY meeting) n
       JOIN meeting_shown m USING (meeting)
  ORDER BY m.iso_day DESC, n.meeting LIMIT 6;
END;

-- The agendas that are not published yet and have a last day for it, the next first.
CREATE FUNCTION agendas_due() RETURNS TABLE (meeting text, short_day text, committee_name text, iso_day date, due date)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  wanted CONSTANT integer := notice_wanted();
BEGIN
  RETURN QUERY
    SELECT m.meeting, day_words(m.day), c.name, m.day, publish_by(m.day, wanted)
    FROM meetings_between(NULL, today(), NULL, false, 12) m JOIN committee_now c ON c.committee = m.committee
    WHERE (m.published IS NULL OR m.published > today()) AND m.change IS DISTINCT FROM 'cancelled'
    ORDER BY m.day, m.starts, m.meeting;
END
$$;

-- What is still to be done before the next agendas are out, and for when: papers that are not final, then the agenda;
-- and papers that were to follow one that is out already.
CREATE FUNCTION publication_timetable()
  RETURNS TABLE (meeting text, short_day text, committee_name text, paper text, what text, who text, state text,
                 due text, is_late boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH agenda AS MATERIALIZED (SELECT * FROM agendas_due()),
  step AS (
    SELECT a.meeting, a.iso_day, p.paper, format('Item %s: %s', p.number, p.title) AS what, p.lead AS who,
           paper_state_words(p.state) AS state, a.due, 1 AS turn
    FROM agenda a JOIN paper_list(NULL, 12) p USING (meeting)
    WHERE p.state NOT IN ('final', 'attached')
    UNION ALL
    SELECT a.meeting, a.iso_day, NULL, 'The agenda is published', NULL, 'not yet', a.due, 2 FROM agenda a
    UNION ALL
    SELECT m.meeting, m.day, p.paper, format('Item %s: %s', p.number, p.title), p.lead, 'to follow', i.follows_on, 3
    FROM meetings_between(NULL, today(), NULL, false, 12) m JOIN paper_list(NULL, 12) p ON p.meeting = m.meeting
         JOIN agenda_item_now i ON i.meeting = p.meeting AND i.item = p.item
    WHERE m.published <= today() AND i.follows_on IS NOT NULL AND p.state NOT IN ('final', 'attached'))
  SELECT s.meeting, m.short_day, m.committee_name, s.paper, s.what, s.who, s.state, day_words(s.due), s.due < today()
  FROM step s JOIN meeting_shown m USING (meeting)
  ORDER BY s.iso_day, s.meeting, s.turn, s.due, s.what COLLATE natural_order;
END
$$;
