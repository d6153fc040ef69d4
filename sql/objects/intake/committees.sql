-- Loading committees, seats, meetings, papers, agendas and contacts.

CREATE FUNCTION load_committees(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{committee}', 'committee')
  ), loaded AS (
    INSERT INTO committee (committee, name, file_id, line)
    SELECT r.committee, r.name, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, committee text, name text)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_seats(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, committee text, person text, capacity text,
      voting boolean, "from" date, "to" date)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL
    SELECT * FROM repeated(rows, '{person,committee,capacity}', 'committee, person and capacity')
    UNION ALL
    SELECT r.at, 'to', r."to"::text, format('on or after %s, when the seat begins', r."from")
    FROM r WHERE r."to" < r."from"
  ), loaded AS (
    INSERT INTO seat (committee, person, capacity, voting, from_day, to_day, file_id, line)
    SELECT r.committee, r.person, r.capacity, coalesce(r.voting, true), r."from", r."to", file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_meetings(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL SELECT * FROM repeated(rows, '{meeting}', 'meeting')
  ), loaded AS (
    INSERT INTO meeting (meeting, committee, day, starts, venue, link, published, file_id, line)
    SELECT r.meeting, r.committee, r.date, r.time, r.venue, r.link, r.published, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, committee text, meeting text, date date, time time,
      venue text, link text, published date)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
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

CREATE FUNCTION load_agenda(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'meeting', 'meeting', known_meetings())
    UNION ALL
    SELECT u.line, u."column", u.value, u.expected || ' (a file of papers/)'
    FROM unknown(rows, 'report', 'paper', array(SELECT DISTINCT p.paper FROM paper p ORDER BY 1)) u
    UNION ALL SELECT * FROM repeated(rows, '{item,meeting}', 'meeting and item')
  ), loaded AS (
    INSERT INTO agenda_item (meeting, item, title, kind, exempt_paragraph, lead, paper, file_id, line)
    SELECT r.meeting, r.item, r.title, coalesce(r.kind, 'report'), r.exempt_paragraph, r.lead, r.report,
      file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, title text, kind text,
      exempt_paragraph text, lead text, report text)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_contacts(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, name text,
      post text, phone text, email text)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'meeting', 'meeting', known_meetings())
    UNION ALL
    SELECT r.at, 'item', r.item, format('an item of the agenda of %s', r.meeting)
    FROM r WHERE r.item IS NOT NULL AND r.meeting IN (SELECT unnest(known_meetings()))
      AND NOT EXISTS (SELECT FROM agenda_item a WHERE a.meeting = r.meeting AND a.item = r.item)
    UNION ALL SELECT * FROM repeated(rows, '{name,meeting,item}', 'meeting, item and name')
  ), loaded AS (
    INSERT INTO contact (meeting, item, name, post, phone, email, file_id, line)
    SELECT r.meeting, coalesce(r.item, ''), r.name, r.post, r.phone, r.email, file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;
