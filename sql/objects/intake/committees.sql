-- Loading committees, seats, bank holidays, meetings, papers, agendas and contacts.

CREATE FUNCTION load_committees(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{committee}', 'committee')
  ), loaded AS (
    INSERT INTO committee (committee, name, gone, file_id, line)
    SELECT r.committee, r.name, coalesce(r.gone, false), file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, committee text, name text, gone boolean)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_seats(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, committee text, person text, capacity text,
      voting boolean, "from" date, "to" date, "order" integer, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL
    SELECT * FROM repeated(rows, '{person,committee,capacity}', 'committee, person and capacity')
    UNION ALL
    SELECT r.at, 'to', r."to"::text, format('on or after %s, when the seat begins', r."from")
    FROM r WHERE r."to" < r."from"
  ), loaded AS (
    INSERT INTO seat (committee, person, capacity, voting, from_day, to_day, place, gone, file_id, line)
    SELECT r.committee, r.person, r.capacity, coalesce(r.voting, true), r."from", r."to", coalesce(r."order", r.at),
           coalesce(r.gone, false), file, r.at
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
      venue text, link text, published date, late_reason text, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'committee', 'committee', known_committees())
    UNION ALL SELECT * FROM repeated(rows, '{meeting}', 'meeting')
    UNION ALL
    SELECT r.at, 'published', r.published::text, n.fault
    FROM r CROSS JOIN LATERAL (SELECT notice_fault(r.published, r.date, r.late_reason) AS fault) n
    WHERE r.published IS NOT NULL AND n.fault IS NOT NULL AND r.gone IS NOT TRUE
  ), loaded AS (
    INSERT INTO meeting (meeting, committee, day, starts, venue, link, published, late_reason, gone, file_id, line)
    SELECT r.meeting, r.committee, r.date, r.time, r.venue, r.link, r.published, r.late_reason,
           coalesce(r.gone, false), file, r.at
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

-- The newest that is known of meetings, released or not: what an agenda is checked against.
CREATE FUNCTION meetings_loaded() RETURNS SETOF meeting LANGUAGE sql STABLE AS $$
  SELECT * FROM (SELECT DISTINCT ON (m.meeting) m.* FROM meeting m ORDER BY m.meeting, m.entry DESC) m WHERE NOT m.gone
$$;

-- An item that is added to an agenda which is published already, of a meeting to come, is published today if no day is
-- said: a late item has its own notice and, if that is too short, its reason.
CREATE FUNCTION load_agenda(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, m.day AS meets, coalesce(r.published, CASE
             WHEN m.day > today() AND m.published < today()
               AND NOT EXISTS (SELECT FROM agenda_item a WHERE a.meeting = r.meeting AND a.item = r.item) THEN today()
             END) AS open_from
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, title text, kind text,
           exempt_paragraph text, lead text, report text, published date, late_reason text, "order" integer,
           number text, gone boolean)
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
  ), loaded AS (
    INSERT INTO agenda_item (meeting, item, title, kind, exempt_paragraph, lead, paper, published, late_reason, place,
                             number, gone, file_id, line)
    SELECT r.meeting, r.item, r.title, coalesce(r.kind, 'report'), r.exempt_paragraph, r.lead, r.report, r.open_from,
           r.late_reason, coalesce(r."order", r.at), r.number, coalesce(r.gone, false), file, r.at
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
