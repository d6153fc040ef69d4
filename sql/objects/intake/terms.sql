-- Loading what a committee has beside its seats and meetings: terms of reference, named substitutes, programme of work,
-- training, cover texts; of a meeting the groups' meetings before it and the link by which to join.

-- A number that the site's forms send as it was typed; an import has read it already. What is none is null.
CREATE FUNCTION number_read(typed text, lowest integer, highest integer) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN typed ~ '^[0-9]{1,9}$' AND typed::integer BETWEEN lowest AND highest THEN typed::integer END;

CREATE FUNCTION load_terms(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, committee text, "from" date, text text, size text,
      quorum text, substitutes text, meetings_a_year text, decides boolean, minority_views boolean,
      annual_report boolean, question_days text, casting_vote boolean, recorded_vote text, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL SELECT * FROM repeated(rows, '{committee,from}', 'committee and day')
    UNION ALL
    SELECT r.at, n.field, n.typed, format('a whole number from %s to %s', n.lowest, n.highest)
    FROM r CROSS JOIN LATERAL (VALUES ('size', r.size, 1, 200), ('quorum', r.quorum, 1, 200),
           ('meetings_a_year', r.meetings_a_year, 1, 100), ('question_days', r.question_days, 0, 60),
           ('recorded_vote', r.recorded_vote, 1, 200)) AS n (field, typed, lowest, highest)
    WHERE n.typed IS NOT NULL AND number_read(n.typed, n.lowest, n.highest) IS NULL
    UNION ALL
    SELECT r.at, 'quorum', r.quorum, format('at most %s, as many as there are seats', r.size)
    FROM r WHERE number_read(r.quorum, 1, 200) > number_read(r.size, 1, 200)
    UNION ALL
    SELECT r.at, 'substitutes', r.substitutes, 'none, any or named'
    FROM r WHERE r.substitutes NOT IN ('none', 'any', 'named')
  ), loaded AS (
    INSERT INTO terms (committee, from_day, text, size, quorum, substitutes, meetings_a_year, decides, minority_views,
                       annual_report, question_days, casting_vote, recorded_vote, gone, file_id, line)
    SELECT r.committee, r."from", r.text, r.size::integer, r.quorum::integer, r.substitutes,
           r.meetings_a_year::integer, r.decides, r.minority_views, r.annual_report, r.question_days::integer,
           r.casting_vote, r.recorded_vote::integer, coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- Who sits on the committee is no substitute for it at the same time.
CREATE FUNCTION load_substitutes(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, is_vacancy(r.person) AS vacant,
           CASE WHEN r.person IS NULL
                THEN vacancy_name(r."group", row_number() OVER (PARTITION BY r.committee, r."group", r.person IS NULL
                                                                ORDER BY r.at))
                ELSE r.person END AS name
    FROM jsonb_to_recordset(rows) AS r (at integer, committee text, person text, "group" text, "from" date, "to" date,
           gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL
    SELECT r.at, 'person', r.person, format('a name that line %s does not have already', r.first)
    FROM (SELECT r.*, min(r.at) OVER (PARTITION BY r.committee, r.name) AS first FROM r) r WHERE r.at > r.first
    UNION ALL
    SELECT r.at, 'to', r."to"::text, format('on or after %s, when the substitute begins', r."from")
    FROM r WHERE r."to" < r."from"
    UNION ALL
    SELECT r.at, 'person', r.person, format('somebody who does not sit on the committee then: they are %s',
                                            string_agg(s.capacity, ', ' ORDER BY s.capacity))
    FROM r JOIN seats_loaded() s ON s.committee = r.committee AND s.person = r.name AND NOT r.vacant
    WHERE r.gone IS NOT TRUE AND NOT r."to" < r."from" IS TRUE
      AND daterange(r."from", r."to", '[]') && daterange(s.from_day, s.to_day, '[]')
    GROUP BY r.at, r.person
  ), loaded AS (
    INSERT INTO substitute (committee, person, group_name, vacant, from_day, to_day, gone, file_id, line)
    SELECT r.committee, r.name, r."group", r.vacant, r."from", r."to", coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_programme(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, committee text, meeting text, month text, title text,
      purpose text, lead text, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL SELECT * FROM unknown(rows, 'meeting', 'meeting', known_meetings())
    UNION ALL SELECT * FROM repeated(rows, '{committee,title,meeting,month}', 'committee, title and meeting or month')
    UNION ALL
    SELECT r.at, 'month', r.month, 'a month such as 2017-03, and blank where the meeting is known'
    FROM r WHERE r.month !~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$' OR r.month IS NOT NULL AND r.meeting IS NOT NULL
    UNION ALL
    SELECT r.at, 'meeting', r.meeting, format('a meeting of the committee %s', r.committee)
    FROM r JOIN meetings_loaded() m USING (meeting) WHERE m.committee <> r.committee
  ), loaded AS (
    INSERT INTO programme (committee, title, meeting, month, purpose, lead, gone, file_id, line)
    SELECT r.committee, r.title, r.meeting, (r.month || '-01')::date, r.purpose, r.lead, coalesce(r.gone, false), file,
           r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_training(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, committee text, date date, title text, kind text,
      place text, person text, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL SELECT * FROM repeated(rows, '{committee,date,title,person}', 'committee, date, title and person')
    UNION ALL
    SELECT r.at, 'kind', r.kind, 'training, briefing, workshop or visit'
    FROM r WHERE r.kind NOT IN ('training', 'briefing', 'workshop', 'visit')
    UNION ALL
    SELECT r.at, 'date', r.date::text, 'today or earlier: who came is known afterwards'
    FROM r WHERE r.person IS NOT NULL AND r.date > today()
  ), loaded AS (
    INSERT INTO training (committee, day, title, kind, place, person, gone, file_id, line)
    SELECT r.committee, r.date, r.title, r.kind, r.place, coalesce(r.person, ''), coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_cover_texts(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, committee text, key text, text text, "from" date,
      gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL SELECT * FROM repeated(rows, '{committee,key,from}', 'committee, key and day')
    UNION ALL
    SELECT r.at, 'text', r.text, 'at most 4,000 characters' FROM r WHERE length(r.text) > 4000
  ), loaded AS (
    INSERT INTO cover_text (committee, key, from_day, text, gone, file_id, line)
    SELECT coalesce(r.committee, ''), r.key, r."from", r.text, coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_group_meetings(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'meeting', 'meeting', known_meetings())
    UNION ALL SELECT * FROM repeated(rows, '{meeting,group}', 'meeting and group')
  ), loaded AS (
    INSERT INTO group_meeting (meeting, group_name, starts, room, gone, file_id, line)
    SELECT r.meeting, r."group", r.time, r.room, coalesce(r.gone, false), file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, "group" text, time time, room text, gone boolean)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- It is not the public's: those who watch must not land among those who take part.
CREATE FUNCTION load_joining_links(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, link text, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'meeting', 'meeting', known_meetings())
    UNION ALL SELECT * FROM repeated(rows, '{meeting}', 'meeting')
    UNION ALL
    SELECT r.at, 'joining', r.link, 'a link that begins with https:// or http://'
    FROM r WHERE r.link !~ '^https?://[^[:space:]]+$'
    UNION ALL
    SELECT r.at, 'joining', r.link, 'another link than the public''s'
    FROM r JOIN meetings_loaded() m USING (meeting) WHERE m.link = r.link
  ), loaded AS (
    INSERT INTO meeting_joining (meeting, link, gone, file_id, line)
    SELECT r.meeting, r.link, coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;
