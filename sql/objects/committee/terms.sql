-- How a committee stands against its terms of reference, and what else its page shows.

-- "3 seats", "1 seat".
CREATE FUNCTION number_of(number bigint, one text, many text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN number || ' ' || CASE number WHEN 1 THEN one ELSE many END;

-- What of its terms can be checked, a row each: what they say, what is found, and whether that is as they say (null: it
-- is for people to judge).
CREATE FUNCTION committee_checks(of_committee text, on_day date)
  RETURNS TABLE (rule text, says text, found text, met boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  t record;
  s record;
  u record;
  year CONSTANT daterange := municipal_year(on_day);
  meetings bigint;
BEGIN
  SELECT * INTO t FROM committee_terms(of_committee, on_day);
  SELECT count(*) FILTER (WHERE c.of_council) AS seats, count(*) FILTER (WHERE c.of_council AND NOT c.vacant) AS held,
         count(*) FILTER (WHERE c.vacant) AS vacant, string_agg(c.person, ', ' ORDER BY c.place)
           FILTER (WHERE c.vacant) AS vacancies, string_agg(c.person, ', ' ORDER BY c.place)
           FILTER (WHERE is_chair(c.capacity) AND NOT c.vacant) AS chair
    INTO s FROM committee_seats(of_committee, on_day) c;
  IF t.size IS NOT NULL THEN
    RETURN QUERY SELECT 'Seats', number_of(t.size, 'member of the council', 'members of the council'),
      number_of(s.held, 'seat is held', 'seats are held')
        || CASE WHEN s.seats > s.held THEN ', ' || (s.seats - s.held) || ' vacant' ELSE '' END
        || CASE WHEN s.seats > t.size THEN ': more seats than there should be'
                WHEN s.seats < t.size THEN format(': %s not entered', t.size - s.seats) ELSE '' END,
      s.seats = t.size;
  END IF;
  IF s.vacant > 0 THEN
    RETURN QUERY SELECT 'Vacancies', NULL,
      number_of(s.vacant, 'seat is vacant', 'seats are vacant') || ': ' || s.vacancies, false;
  END IF;
  IF s.seats > 0 THEN
    RETURN QUERY SELECT 'Chair', NULL, coalesce(s.chair, 'Nobody holds the chair'), s.chair IS NOT NULL;
  END IF;
  IF t.quorum IS NOT NULL THEN
    RETURN QUERY SELECT 'Quorum', number_of(t.quorum, 'member', 'members'),
      CASE WHEN s.held >= t.quorum THEN 'It can be reached: ' ELSE 'It cannot be reached: ' END
        || number_of(s.held, 'seat is held', 'seats are held'), s.held >= t.quorum;
  END IF;
  SELECT count(*) FILTER (WHERE NOT n.vacant) AS named, count(*) FILTER (WHERE n.vacant) AS vacant
    INTO u FROM committee_substitutes(of_committee, on_day) n;
  IF t.substitutes IS NOT NULL THEN
    RETURN QUERY SELECT 'Substitutes', CASE t.substitutes WHEN 'none' THEN 'None may take a member''s place'
        WHEN 'any' THEN 'Any member of the council may take a member''s place'
        ELSE 'Only named substitutes may take a member''s place' END,
      CASE WHEN t.substitutes = 'named' OR u.named > 0 THEN number_of(u.named, 'is named', 'are named')
        || CASE WHEN u.vacant > 0 THEN ', ' || number_of(u.vacant, 'place is vacant', 'places are vacant')
                ELSE '' END END,
      CASE t.substitutes WHEN 'named' THEN u.named > 0 WHEN 'none' THEN u.named = 0 END;
  END IF;
  IF t.meetings_a_year IS NOT NULL THEN
    SELECT count(*) FILTER (WHERE m.change IS DISTINCT FROM 'cancelled') INTO meetings
      FROM meetings_between(of_committee, lower(year), upper(year) - 1, false, NULL) m;
    RETURN QUERY SELECT 'Meetings', format('at least %s a year', t.meetings_a_year),
      format('%s entered for the municipal year %s to %s', number_of(meetings, 'meeting is', 'meetings are'),
             to_char(lower(year), 'FMMonth YYYY'), to_char(upper(year) - 1, 'FMMonth YYYY')),
      meetings >= t.meetings_a_year;
  END IF;
  RETURN QUERY
    SELECT 'Two capacities', 'Nobody is a member and a substitute at once',
           string_agg(c.person, ', ' ORDER BY c.person), false
    FROM committee_seats(of_committee, on_day) c WHERE is_named_substitute(of_committee, c.person, on_day)
    HAVING count(*) > 0;
END
$$;

-- Who may take a member's place on a day, group by group; those vacant last of each.
CREATE FUNCTION committee_substitutes(of_committee text, on_day date)
  RETURNS TABLE (person text, group_name text, vacant boolean, from_day date, to_day date, entry bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT seat_shown(s.person, s.vacant), s.group_name, s.vacant, s.from_day, s.to_day, s.entry
  FROM substitute_now s
  WHERE s.committee = of_committee AND NOT s.erased
    AND on_day BETWEEN coalesce(s.from_day, on_day) AND coalesce(s.to_day, on_day)
  ORDER BY s.group_name NULLS LAST, s.vacant, s.person;
END;

-- ... of the members of a meeting's committee on its day.
CREATE FUNCTION meeting_substitutes(of_meeting text)
  RETURNS TABLE (person text, group_name text, vacant boolean) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.person, s.group_name, s.vacant
  FROM meeting_now m CROSS JOIN LATERAL committee_substitutes(m.committee, m.day) s
  WHERE m.meeting = of_meeting;
END;

-- The programme of work from a day on: by meeting, then by month, then what has no day yet. What was planned for a
-- meeting that has passed is not to come any more.
CREATE FUNCTION committee_programme(of_committee text, on_day date)
  RETURNS TABLE (at text, meeting text, title text, purpose text, lead text, entry bigint) LANGUAGE plpgsql STABLE
  SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT coalesce(day_words(m.day), to_char(p.month, 'FMMonth YYYY'), 'not fixed yet'), m.meeting, p.title, p.purpose,
           p.lead, p.entry
    FROM programme_now p LEFT JOIN meeting_now m ON m.meeting = p.meeting
    WHERE p.committee = of_committee AND NOT p.erased
      AND coalesce(m.day, (p.month + interval '1 month - 1 day')::date, on_day) >= on_day
    ORDER BY coalesce(m.day, p.month), p.entry;
END
$$;

-- Training and briefings, the newest first, each with who was there.
CREATE FUNCTION committee_training(of_committee text, most integer)
  RETURNS TABLE (day text, title text, kind text, place text, people text) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT day_words(t.day), t.title, max(t.kind), max(t.place),
           string_agg(nullif(t.person, ''), ', ' ORDER BY t.person)
    FROM training_now t WHERE t.committee = of_committee AND NOT t.erased
    GROUP BY t.day, t.title ORDER BY t.day DESC, t.title LIMIT most;
END
$$;

-- The versions of its terms, the newest first.
CREATE FUNCTION committee_terms_versions(of_committee text)
  RETURNS TABLE (iso_day date, since text, until text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT t.from_day, day_words(t.from_day),
         day_words(lag(t.from_day) OVER (ORDER BY t.from_day DESC) - 1)
  FROM terms_now t WHERE t.committee = of_committee AND NOT t.erased ORDER BY t.from_day DESC;
END;

-- What the cover of a meeting's pack says on its day: of each key the committee's own text, or else the council's. One
-- that says nothing leaves the council's out.
CREATE FUNCTION cover_texts(of_committee text, on_day date) RETURNS TABLE (key text, text text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT c.key, c.text FROM (
      SELECT DISTINCT ON (t.key) t.key, t.text FROM cover_text_now t
      WHERE t.committee IN (of_committee, '') AND t.from_day <= on_day AND NOT t.erased
      ORDER BY t.key, t.committee DESC, t.from_day DESC) c
    WHERE c.text <> '';
END
$$;

CREATE FUNCTION meeting_cover_texts(of_meeting text) RETURNS TABLE (key text, text text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT t.key, t.text FROM meeting_now m CROSS JOIN LATERAL cover_texts(m.committee, m.day) t
  WHERE m.meeting = of_meeting;
END;

-- The meetings of the groups before it.
CREATE FUNCTION meeting_groups(of_meeting text)
  RETURNS TABLE (group_name text, starts text, room text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT g.group_name, to_char(g.starts, 'HH24:MI'), g.room FROM group_meeting_now g
  WHERE g.meeting = of_meeting AND NOT g.erased ORDER BY g.line, g.entry;
END;
