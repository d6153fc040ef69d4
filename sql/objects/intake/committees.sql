-- Loading committees, seats, bank holidays, meetings, papers, agendas and contacts.

-- The newest that is known of committees, seats and meetings, released or not: what a file is checked against.
CREATE FUNCTION committees_loaded() RETURNS SETOF committee LANGUAGE sql STABLE AS $$
  SELECT * FROM (SELECT DISTINCT ON (c.committee) c.* FROM committee c ORDER BY c.committee, c.entry DESC) c
  WHERE NOT c.gone
$$;
CREATE FUNCTION seats_loaded() RETURNS SETOF seat LANGUAGE sql STABLE AS $$
  SELECT * FROM (SELECT DISTINCT ON (s.committee, s.person, s.capacity) s.* FROM seat s
                 ORDER BY s.committee, s.person, s.capacity, s.entry DESC) s
  WHERE NOT s.gone AND NOT s.erased
$$;

CREATE FUNCTION load_committees(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, coalesce(r.kind, 'committee') AS body
    FROM jsonb_to_recordset(rows) AS r (at integer, committee text, name text, kind text, parent text, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{committee}', 'committee')
    UNION ALL
    SELECT r.at, 'kind', r.kind, 'committee, sub-committee or task-and-finish group'
    FROM r WHERE r.body NOT IN ('committee', 'sub-committee', 'task-and-finish group')
    UNION ALL
    SELECT r.at, 'parent', r.parent, CASE WHEN r.parent IS NULL THEN 'the committee that it reports to'
                                          ELSE 'another committee, and one that is held' END
    FROM r
    WHERE r.gone IS NOT TRUE AND (r.parent IS NULL AND r.body <> 'committee' OR r.parent = r.committee
      OR r.parent NOT IN (SELECT c.committee FROM committees_loaded() c UNION SELECT o.committee FROM r o))
    UNION ALL
    SELECT r.at, 'parent', r.parent, format('a committee that does not report to %s itself', r.committee)
    FROM r JOIN (SELECT o.committee, o.parent FROM r o
                 UNION ALL
                 SELECT c.committee, c.parent FROM committees_loaded() c
                 WHERE c.committee NOT IN (SELECT o.committee FROM r o)) p ON p.committee = r.parent
    WHERE p.parent = r.committee AND r.parent <> r.committee
  ), loaded AS (
    INSERT INTO committee (committee, name, kind, parent, gone, file_id, line)
    SELECT r.committee, r.name, r.body, r.parent, coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- A seat without a name, or whose name says so, is vacant. One person chairs a committee at a time, and nobody sits on
-- it in two capacities: those of the file are compared with one another and with what is held and not said anew here.
CREATE FUNCTION load_seats(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, is_vacancy(r.person) AS vacant,
           coalesce(r.votes_on, CASE WHEN r.voting IS FALSE THEN 'none' ELSE 'all' END) AS votes,
           coalesce(r.person, vacancy_name(r."group", row_number() OVER (
             PARTITION BY r.committee, r.capacity, r."group", r.person IS NULL ORDER BY r.at))) AS name
    FROM jsonb_to_recordset(rows) AS r (at integer, committee text, person text, capacity text, "group" text,
      votes_on text, voting boolean, "from" date, "to" date, "order" integer, gone boolean)
  ), held AS MATERIALIZED (
    SELECT r.at, r.committee, r.name, r.capacity, r.vacant, daterange(r."from", r."to", '[]') AS days
    FROM r WHERE r.gone IS NOT TRUE AND (r."to" < r."from") IS NOT TRUE
    UNION ALL
    SELECT 0, s.committee, s.person, s.capacity, s.vacant, daterange(s.from_day, s.to_day, '[]')
    FROM seats_loaded() s
    WHERE s.committee IN (SELECT r.committee FROM r)
      AND (s.committee, s.person, s.capacity) NOT IN (SELECT r.committee, r.name, r.capacity FROM r)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL
    SELECT r.at, 'person', r.person,
           format('the only row of its committee, person and capacity: line %s is another', r.first)
    FROM (SELECT r.*, min(r.at) OVER (PARTITION BY r.committee, r.name, r.capacity) AS first FROM r) r
    WHERE r.at > r.first
    UNION ALL
    SELECT r.at, 'to', r."to"::text, format('on or after %s, when the seat begins', r."from")
    FROM r WHERE r."to" < r."from"
    UNION ALL
    SELECT r.at, 'votes_on', r.votes_on, CASE WHEN r.votes IN ('all', 'none', 'education')
             THEN format('what voting says (%s)', CASE WHEN r.voting THEN 'yes' ELSE 'no' END)
             ELSE 'all, none or education' END
    FROM r WHERE r.votes NOT IN ('all', 'none', 'education') OR r.voting <> (r.votes <> 'none')
    UNION ALL
    SELECT h.at, 'capacity', h.capacity,
           format('a seat that nobody has then: %s is %s (end that seat first)', min(o.name), min(o.capacity))
    FROM held h JOIN held o ON o.committee = h.committee AND o.name <> h.name AND o.days && h.days AND o.at < h.at
    WHERE is_chair(h.capacity) AND is_chair(o.capacity) AND NOT h.vacant AND NOT o.vacant
    GROUP BY h.at, h.capacity
    UNION ALL
    SELECT h.at, 'capacity', h.capacity,
           format('the only seat of %s then: they are %s already (end that seat first)', h.name, min(o.capacity))
    FROM held h JOIN held o ON o.committee = h.committee AND o.name = h.name AND o.capacity <> h.capacity
           AND o.days && h.days AND o.at < h.at
    WHERE NOT h.vacant
    GROUP BY h.at, h.name, h.capacity
  ), loaded AS (
    INSERT INTO seat (committee, person, capacity, group_name, voting, votes_on, vacant, from_day, to_day, place, gone,
                      file_id, line)
    SELECT r.committee, r.name, r.capacity, r."group", r.votes <> 'none', r.votes, r.vacant, r."from", r."to",
           coalesce(r."order", r.at), coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- What an import says of a day of publication that is too late and has no reason; null: it is not.
CREATE FUNCTION notice_fault(published date, meets date, reason text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  wanted CONSTANT integer := notice_wanted();
BEGIN
  IF published > meets THEN
    RETURN format('on or before %s, the day of the meeting', day_words(meets));
  ELSIF reason IS NOT NULL OR published < meets AND clear_days(published, meets) >= wanted THEN
    RETURN NULL;
  END IF;
  RETURN format('%s before the meeting on %s, %s or earlier; if it is late, late_reason says why',
    clear_days_words(wanted), day_words(meets), day_words(publish_by(meets, wanted)));
END
$$;

CREATE FUNCTION load_bank_holidays(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{date}', 'date')
  ), loaded AS (
    INSERT INTO bank_holiday (day, name, source, file_id, line)
    SELECT r.date, r.name, r.source, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, date date, name text, source text)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_meetings(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, committee text, meeting text, date date, time time,
      venue text, link text, published date, late_reason text, held text, change text, change_reason text, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL SELECT * FROM repeated(rows, '{meeting}', 'meeting')
    UNION ALL
    SELECT r.at, 'published', r.published::text, n.fault
    FROM r CROSS JOIN LATERAL (SELECT notice_fault(r.published, r.date, r.late_reason) AS fault) n
    WHERE r.published IS NOT NULL AND n.fault IS NOT NULL AND r.gone IS NOT TRUE
    UNION ALL
    SELECT r.at, 'link', r.link, 'a link that begins with https:// or http://'
    FROM r WHERE r.link !~ '^https?://[^[:space:]]+$'
    UNION ALL
    SELECT r.at, 'held', r.held, CASE WHEN r.held = 'by link'
             THEN format('in person: no law lets a meeting be held by link on %s (setting meetings_by_link)',
                         day_words(r.date))
             ELSE 'in person, or by link where a law allows it' END
    FROM r WHERE r.held <> 'in person' AND NOT (r.held = 'by link' AND by_link_allowed(r.date)) AND r.gone IS NOT TRUE
    UNION ALL
    SELECT r.at, 'change', r.change, 'cancelled or moved' FROM r WHERE r.change NOT IN ('cancelled', 'moved')
    UNION ALL
    SELECT r.at, 'change_reason', r.change_reason,
           CASE WHEN r.change IS NULL THEN 'blank, for the meeting is neither cancelled nor moved'
                ELSE format('why it is %s', r.change) END
    FROM r WHERE (r.change IS NULL) <> (r.change_reason IS NULL)
  ), loaded AS (
    INSERT INTO meeting (meeting, committee, day, starts, venue, link, published, late_reason, held, change,
                         change_reason, gone, file_id, line)
    SELECT r.meeting, r.committee, r.date, r.time, r.venue, r.link, r.published, r.late_reason,
           coalesce(r.held, 'in person'), r.change, r.change_reason, coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_papers(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{paper}', 'name')
  ), loaded AS (
    INSERT INTO paper (paper, text, file_id, line)
    SELECT r.paper, r.text, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, paper text, text text)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- The sections that reports of a kind must have.
CREATE FUNCTION load_paper_sections(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{kind,section}', 'kind and section')
  ), loaded AS (
    INSERT INTO paper_section (kind, section, headings, place, gone, file_id, line)
    SELECT r.kind, r.section, r.headings, coalesce(r."order", r.at), coalesce(r.gone, false), file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, kind text, section text, headings text, "order" integer,
           gone boolean)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- Why parts of papers are exempt, and for whom.
CREATE FUNCTION load_exemptions(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, paper text, block text, paragraph text, reason text,
      public_interest text, audience text, audience_names text, approved_by text, review date, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{paper,block}', 'paper and block')
    UNION ALL
    SELECT r.at, 'paper', r.paper, 'a paper that is held (a file of papers/)'
    FROM r WHERE NOT EXISTS (SELECT FROM paper p WHERE p.paper = r.paper)
      AND NOT EXISTS (SELECT FROM paper_version v WHERE v.paper = r.paper)
    UNION ALL
    SELECT r.at, 'block', r.block, 'the name of an exempt part: small letters, digits and hyphens, at most 40'
    FROM r WHERE r.block !~ '^[a-z0-9][a-z0-9-]{0,39}$'
    UNION ALL
    SELECT r.at, 'paragraph', r.paragraph, 'the number of a paragraph of Schedule 12A, 1 to 7'
    FROM r WHERE NOT is_exempt_paragraph(r.paragraph)
    UNION ALL
    SELECT r.at, f."column", f.value, f.expected
    FROM r CROSS JOIN LATERAL audience_faults(r.audience, audience_names(r.audience_names)) f
    WHERE r.gone IS NOT TRUE
  ), loaded AS (
    INSERT INTO exemption (paper, block, paragraph, reason, public_interest, audience, audience_names, approved_by,
                           review_on, gone, file_id, line)
    SELECT r.paper, r.block, r.paragraph, r.reason, r.public_interest, r.audience, audience_names(r.audience_names),
           r.approved_by, r.review, coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- The newest that is known of meetings, released or not: what an agenda is checked against.
CREATE FUNCTION meetings_loaded() RETURNS SETOF meeting LANGUAGE sql STABLE AS $$
  SELECT * FROM (SELECT DISTINCT ON (m.meeting) m.* FROM meeting m ORDER BY m.meeting, m.entry DESC) m WHERE NOT m.gone
$$;

-- An item that is added to an agenda which is published already, of a meeting to come, is published today if no day is
-- said: a late item has its own notice and, if that is too short, its reason.
-- Who sat on the committees of these meetings on their days, and on what they may vote there: all, education, none.
CREATE FUNCTION seats_on_the_day(meetings text[]) RETURNS TABLE (meeting text, person text, votes_on text)
LANGUAGE sql STABLE AS $$
  SELECT m.meeting, s.person, min(s.votes_on)
  FROM meetings_loaded() m JOIN seat_now s USING (committee)
  WHERE m.meeting = ANY (meetings) AND NOT s.vacant
    AND m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day)
  GROUP BY 1, 2
$$;

-- Who was there, from when to when, and on what they may vote: members by their seat, a substitute by the seat that
-- they take. Of a meeting whose attendance is not held nobody is known, and all seats count (`held` is false).
CREATE FUNCTION present_at(meetings text[])
RETURNS TABLE (meeting text, person text, votes_on text, held boolean, from_time time, to_time time)
LANGUAGE sql STABLE AS $$
  WITH sat AS MATERIALIZED (SELECT * FROM seats_on_the_day(meetings)),
  there AS MATERIALIZED (SELECT a.* FROM attendance_now a WHERE a.meeting = ANY (meetings))
  SELECT a.meeting, a.person, coalesce(s.votes_on, 'none'), true, a.from_time, a.to_time
  FROM there a LEFT JOIN sat s ON s.meeting = a.meeting
                              AND s.person = CASE a.present_as WHEN 'substitute' THEN a.for_person ELSE a.person END
  WHERE a.present_as <> 'apologies'
  UNION ALL
  SELECT s.meeting, s.person, s.votes_on, false, NULL, NULL
  FROM sat s WHERE s.meeting NOT IN (SELECT a.meeting FROM there a)
$$;

CREATE FUNCTION load_agenda(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, m.day AS meets, coalesce(r.published, CASE
             WHEN m.day > today() AND m.published < today()
               AND NOT EXISTS (SELECT FROM agenda_item a WHERE a.meeting = r.meeting AND a.item = r.item) THEN today()
             END) AS open_from
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, title text, kind text,
           exempt_paragraph text, lead text, report text, published date, late_reason text, "order" numeric,
           number text, words text, recommendations text, follows date, exempt_reason text, public_interest text,
           approved_by text, review date, education boolean, audience text, audience_names text, gone boolean)
         LEFT JOIN meetings_loaded() m USING (meeting)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'meeting', 'meeting', known_meetings())
    UNION ALL
    SELECT u.line, u."column", u.value, u.expected || ' (a file of papers/)'
    FROM unknown(rows, 'report', 'paper', array(SELECT DISTINCT p.paper FROM paper p ORDER BY 1)) u
    UNION ALL SELECT * FROM repeated(rows, '{item,meeting}', 'meeting and item')
    UNION ALL
    SELECT r.at, 'published', r.open_from::text, n.fault
    FROM r CROSS JOIN LATERAL (SELECT notice_fault(r.open_from, r.meets, r.late_reason) AS fault) n
    WHERE r.open_from IS NOT NULL AND n.fault IS NOT NULL AND r.gone IS NOT TRUE
    UNION ALL
    SELECT r.at, 'order', r."order"::text, 'left as it is: the agenda is published, and what was printed stays'
    FROM r JOIN meetings_loaded() m USING (meeting)
         JOIN LATERAL (SELECT a.place, a.gone FROM agenda_item a WHERE a.meeting = r.meeting AND a.item = r.item
                       ORDER BY a.entry DESC LIMIT 1) a ON NOT a.gone AND a.place <> r."order"
    WHERE m.published <= today()
    UNION ALL
    SELECT DISTINCT ON (r.at) r.at, 'education', 'no', format('yes, as %s, whose seat votes on education alone, is '
             'entered with a vote on the item', v.person)
    FROM r JOIN vote_now v USING (meeting, item) JOIN present_at(ARRAY(SELECT DISTINCT r.meeting FROM r)) p
             USING (meeting, person)
    WHERE r.education IS NOT TRUE AND r.gone IS NOT TRUE AND p.votes_on = 'education'
    UNION ALL
    SELECT r.at, 'exempt_paragraph', r.exempt_paragraph, 'the number of a paragraph of Schedule 12A, 1 to 7'
    FROM r WHERE NOT is_exempt_paragraph(r.exempt_paragraph)
    UNION ALL
    SELECT r.at, f."column", f.value, f.expected
    FROM r CROSS JOIN LATERAL audience_faults(r.audience, audience_names(r.audience_names)) f
    UNION ALL
    SELECT r.at, 'audience', r.audience, 'blank, for the item is not exempt'
    FROM r WHERE r.audience IS NOT NULL AND r.exempt_paragraph IS NULL
  ), loaded AS (
    INSERT INTO agenda_item (meeting, item, title, kind, exempt_paragraph, lead, paper, published, late_reason, place,
                             number, words, recommendations, follows_on, exempt_reason, public_interest, approved_by,
                             review_on, education, audience, audience_names, gone, file_id, line)
    SELECT r.meeting, r.item, r.title, coalesce(r.kind, 'report'), r.exempt_paragraph, r.lead, r.report, r.open_from,
           r.late_reason, coalesce(r."order", r.at), r.number, r.words, r.recommendations, r.follows, r.exempt_reason,
           r.public_interest, r.approved_by, r.review, coalesce(r.education, false), r.audience,
           audience_names(r.audience_names), coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_contacts(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, name text,
      post text, phone text, email text, "order" integer, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'meeting', 'meeting', known_meetings())
    UNION ALL
    SELECT r.at, 'item', r.item, format('an item of the agenda of %s', r.meeting)
    FROM r WHERE r.item IS NOT NULL AND r.meeting IN (SELECT unnest(known_meetings()))
      AND NOT EXISTS (SELECT FROM agenda_item a WHERE a.meeting = r.meeting AND a.item = r.item)
    UNION ALL SELECT * FROM repeated(rows, '{name,meeting,item}', 'meeting, item and name')
  ), loaded AS (
    INSERT INTO contact (meeting, item, name, post, phone, email, place, gone, file_id, line)
    SELECT r.meeting, coalesce(r.item, ''), r.name, r.post, r.phone, r.email, coalesce(r."order", r.at),
           coalesce(r.gone, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;
