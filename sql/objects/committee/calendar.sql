-- Meetings by their days: those to come, those past, a month of them, and what calendar programs read.

-- The meetings of these days, of a committee or (null) of all, at most so many, in the order of their days. A row with
-- a later one of its meeting is none, as in meeting_now; asked so, only rows of these days are looked at, in the order
-- of the index, and no more than are wanted (a plan for any number of them would join them all). The days are bare
-- variables: an expression may tell of rows that are hidden, and is asked of every row after the policies.
CREATE FUNCTION meetings_between(of_committee text, first date, last date, newest_first boolean, most integer)
  RETURNS SETOF meeting_now LANGUAGE plpgsql STABLE ROWS 50
  SET plan_cache_mode = force_generic_plan
  SET enable_hashjoin = off SET enable_mergejoin = off SET enable_sort = off AS $$
DECLARE
  first_day CONSTANT date := coalesce(first, '-infinity');
  last_day CONSTANT date := coalesce(last, 'infinity');
BEGIN
  IF newest_first THEN
    RETURN QUERY
      SELECT m.* FROM meeting m
      WHERE m.day BETWEEN first_day AND last_day AND NOT m.gone
        AND (of_committee IS NULL OR m.committee = of_committee)
        AND NOT EXISTS (SELECT FROM meeting n WHERE n.meeting = m.meeting AND n.entry > m.entry)
      ORDER BY m.day DESC, m.starts, m.meeting LIMIT most;
  ELSE
    RETURN QUERY
      SELECT m.* FROM meeting m
      WHERE m.day BETWEEN first_day AND last_day AND NOT m.gone
        AND (of_committee IS NULL OR m.committee = of_committee)
        AND NOT EXISTS (SELECT FROM meeting n WHERE n.meeting = m.meeting AND n.entry > m.entry)
      ORDER BY m.day, m.starts, m.meeting LIMIT most;
  END IF;
END
$$;

-- "Cancelled: the chair is ill", "Moved from 14 March 2017, 10:00: snow"; null: it is as it was called. Where it was
-- before is what an earlier row says.
CREATE FUNCTION meeting_change_words(m meeting_now) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  was_day date;
  was_time time;
  was_venue text;
BEGIN
  IF m.change = 'moved' THEN
    SELECT o.day, o.starts, o.venue INTO was_day, was_time, was_venue FROM meeting o
      WHERE o.meeting = m.meeting AND o.entry < m.entry AND o.change IS NULL AND NOT o.gone
      ORDER BY o.entry DESC LIMIT 1;
  END IF;
  RETURN CASE m.change
    WHEN 'cancelled' THEN 'Cancelled: ' || m.change_reason
    WHEN 'moved' THEN concat('Moved', CASE WHEN (was_day, was_time) <> (m.day, m.starts)
      THEN format(' from %s, %s', day_words(was_day), to_char(was_time, 'HH24:MI'))
      WHEN was_venue <> m.venue THEN ' from ' || was_venue END, ': ', m.change_reason) END;
END
$$;

-- As lists show them.
CREATE FUNCTION meeting_rows(of_committee text, first date, last date, newest_first boolean, most integer)
  RETURNS TABLE (meeting text, committee text, committee_name text, iso_day date, short_day text, starts text,
                 venue text, change text, is_published boolean, to_come boolean, sees_drafts boolean, published text,
                 has_agenda boolean, assembles boolean)
  LANGUAGE plpgsql STABLE ROWS 50 SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT m.meeting, m.committee, c.name, m.day, day_words(m.day), to_char(m.starts, 'HH24:MI'), m.venue,
           meeting_change_words(m), is_published(m.meeting), m.day >= today(), sees_drafts(), day_words(m.published),
           -- one of agenda_item_now: the first is enough, and each costs what policies cost
           EXISTS (SELECT FROM agenda_item a
                   WHERE a.meeting = m.meeting AND NOT a.gone
                     AND NOT EXISTS (SELECT FROM agenda_item b
                                     WHERE b.meeting = a.meeting AND b.item = a.item AND b.entry > a.entry)),
           has_role('committee_officer')
    FROM meetings_between(of_committee, first, last, newest_first, most) m JOIN committee_now c USING (committee)
    ORDER BY CASE WHEN newest_first THEN current_date - m.day ELSE m.day - current_date END, m.starts, m.meeting;
END
$$;

-- A month as somebody asks for it; where none is asked for that of the next meeting, or else the last.
CREATE FUNCTION calendar_month(asked text, of_committee text) RETURNS date LANGUAGE plpgsql STABLE AS $$
DECLARE
  found date;
BEGIN
  IF asked ~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$' THEN
    RETURN (asked || '-01')::date;
  ELSIF asked <> '' THEN
    PERFORM refuse('MH400', format('"%s" is no month: one is written 2017-03', left(asked, 40)));
  END IF;
  SELECT m.day INTO found FROM meetings_between(of_committee, today(), NULL, false, 1) m;
  IF found IS NULL THEN
    SELECT m.day INTO found FROM meetings_between(of_committee, NULL, today(), true, 1) m;
  END IF;
  RETURN date_trunc('month', coalesce(found, today()))::date;
END
$$;

-- The month before and the month after it in which there are meetings; null: there are none.
CREATE FUNCTION calendar_beside(of_committee text, month date) RETURNS TABLE (earlier date, later date)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT
    (SELECT date_trunc('month', m.day)::date FROM meetings_between(of_committee, NULL, month - 1, true, 1) m),
    (SELECT date_trunc('month', m.day)::date
     FROM meetings_between(of_committee, (month + interval '1 month')::date, NULL, false, 1) m);
END
$$;

-- A month as a table: weeks of seven days from Monday; where a day has several meetings its week has as many lines.
-- What a cell says begins with the day; days of other months say nothing.
CREATE FUNCTION calendar_table(of_committee text, month date)
  RETURNS TABLE (line text, week text, "column" text, column_label text, cell text, meeting text)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  first CONSTANT date := date_trunc('week', month)::date;
  last CONSTANT date := (date_trunc('week', month + interval '1 month' - interval '1 day') + interval '6 days')::date;
BEGIN
  RETURN QUERY
    WITH held AS MATERIALIZED (
      SELECT m.*, c.name, row_number() OVER (PARTITION BY m.day ORDER BY m.starts, m.meeting) AS nth
      FROM meetings_between(of_committee, month, (month + interval '1 month - 1 day')::date, false, NULL) m
           JOIN committee_now c USING (committee)),
    lines AS (
      SELECT w.monday::date AS monday, n.nth
      FROM generate_series(first, last, '1 week') w (monday)
           CROSS JOIN LATERAL generate_series(1, coalesce((
             SELECT max(h.nth) FROM held h WHERE h.day BETWEEN w.monday::date AND w.monday::date + 6), 1)) n (nth))
    SELECT l.monday || '/' || l.nth,
           CASE WHEN l.nth = 1 THEN to_char(l.monday, 'FMDD FMMonth') ELSE 'the same week' END,
           to_char(l.monday + d.n, 'dy'), to_char(l.monday + d.n, 'FMDay'),
           CASE WHEN date_trunc('month', l.monday + d.n) <> month THEN NULL
                ELSE concat_ws(': ',
                  CASE WHEN l.nth = 1 OR h.meeting IS NOT NULL THEN to_char(l.monday + d.n, 'FMDD') END,
                  h.name || ', ' || CASE WHEN h.change = 'cancelled' THEN 'cancelled'
                                         ELSE to_char(h.starts, 'HH24:MI') END) END,
           h.meeting
    FROM lines l CROSS JOIN generate_series(0, 6) d (n)
         LEFT JOIN held h ON h.day = l.monday + d.n AND h.nth = l.nth
    ORDER BY l.monday, l.nth, d.n;
END
$$;

-- Programs that follow meetings come without a session, with the token of an address, or with the session of who may
-- read meetings; of a committee (null: of all) that is known by what is released.
CREATE FUNCTION must_follow(of_committee text, token bytea, released integer[], what text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF calendar_token_owner(token) IS NULL AND NOT sees_meetings() THEN
    PERFORM refuse('MH403', 'only who may read meetings reads ' || what);
  ELSIF of_committee <> ALL (ARRAY(SELECT c.committee FROM committee c WHERE c.file_id = ANY (released))) THEN
    PERFORM refuse('MH404', format('there is no committee "%s"', left(of_committee, 80)));
  END IF;
END
$$;

-- What calendar programs read: the public facts of the meetings that are released, of the last year and to come. It
-- tells every reader the same, and so is asked as the owner: a calendar program comes without a session, with the token
-- of an address (calendar_token_use() has counted it).
CREATE FUNCTION calendar_events(of_committee text, token bytea)
  RETURNS TABLE (uid text, sequence bigint, stamp text, starts text, summary text, venue text, link text, meeting text,
                 words text, cancelled boolean, site text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  released CONSTANT integer[] := ARRAY(SELECT released_files());
  site CONSTANT text := nullif(setting_value('site_address'), '');
BEGIN
  PERFORM must_follow(of_committee, token, released, 'their calendar');
  RETURN QUERY
    SELECT m.meeting || '@' || council() || '.moothall', m.rows - 1,
           to_char(m.entered_at AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
           to_char((m.day + m.starts) AT TIME ZONE 'Europe/London' AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
           c.name, m.venue, m.link, m.meeting,
           concat_ws(' ', CASE m.change WHEN 'cancelled' THEN 'Cancelled: ' || m.change_reason
                                        WHEN 'moved' THEN 'Moved: ' || m.change_reason END,
                     CASE WHEN m.held = 'by link' THEN 'Held by link.' END, 'Watch: ' || m.link),
           m.change IS NOT DISTINCT FROM 'cancelled', site
    FROM (SELECT DISTINCT ON (m.meeting) m.*, count(*) OVER (PARTITION BY m.meeting) AS rows
          FROM meeting m WHERE m.file_id = ANY (released) ORDER BY m.meeting, m.entry DESC) m
         JOIN (SELECT DISTINCT ON (c.committee) c.* FROM committee c WHERE c.file_id = ANY (released)
               ORDER BY c.committee, c.entry DESC) c USING (committee)
    WHERE NOT m.gone AND NOT m.erased AND NOT c.gone AND m.day >= today() - 365
      AND (of_committee IS NULL OR m.committee = of_committee)
    ORDER BY m.day, m.starts, m.meeting;
END
$$;
SELECT for_application('calendar_events(text, bytea)');

-- What feed readers are told: agendas that were published, packs that were published or withdrawn, the newest first.
-- Asked as the calendar is, by whom the calendar answers, and like it the same for every reader.
CREATE FUNCTION feed_entries(of_committee text, token bytea)
  RETURNS TABLE (id text, updated text, title text, words text, meeting text, site text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  released CONSTANT integer[] := ARRAY(SELECT released_files());
  site CONSTANT text := nullif(setting_value('site_address'), '');
BEGIN
  PERFORM must_follow(of_committee, token, released, 'what was published of them');
  RETURN QUERY
    WITH open AS MATERIALIZED (
      SELECT m.meeting, m.published, c.name, day_words(m.day) AS day
      FROM (SELECT DISTINCT ON (m.meeting) m.* FROM meeting m WHERE m.file_id = ANY (released)
            ORDER BY m.meeting, m.entry DESC) m
           JOIN (SELECT DISTINCT ON (c.committee) c.* FROM committee c WHERE c.file_id = ANY (released)
                 ORDER BY c.committee, c.entry DESC) c USING (committee)
      WHERE NOT m.gone AND NOT m.erased AND NOT c.gone AND m.published <= today()
        AND (of_committee IS NULL OR m.committee = of_committee)),
    told AS (
      SELECT 'agenda-' || o.meeting AS id, o.published::timestamp AT TIME ZONE 'Europe/London' AS at,
             format('Agenda of %s, %s', o.day, o.name) AS title, 'The agenda is published.' AS words, o.meeting
      FROM open o
      UNION ALL
      SELECT 'pack-' || p.publication_id, p.published_at, format('Pack of %s, %s', o.day, o.name),
             CASE WHEN p.publication_id = min(p.publication_id) OVER (PARTITION BY p.meeting)
                  THEN 'The pack is published.'
                  ELSE 'The pack is published anew, in place of the one before.' END, o.meeting
      FROM publication p JOIN open o USING (meeting)
      UNION ALL
      SELECT 'withdrawn-' || p.publication_id, p.withdrawn_at, format('Pack of %s, %s', o.day, o.name),
             'The pack was withdrawn: ' || p.withdrawn_reason, o.meeting
      FROM publication p JOIN open o USING (meeting) WHERE p.withdrawn_at IS NOT NULL)
    SELECT format('tag:moothall,2017:%s/%s', council(), t.id),
           to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), t.title, t.words, t.meeting, site
    FROM told t ORDER BY t.at DESC, t.id DESC LIMIT 50;
END
$$;
SELECT for_application('feed_entries(text, bytea)');

-- What the page of the meetings is about: a month, of one committee or all, and the twelve months up to it (of those to
-- come, up to yesterday) of which it lists what is past.
CREATE FUNCTION calendar_scope(asked_month text, asked_committee text)
  RETURNS TABLE (month date, of_committee text, past_from date, past_to date, committee text, committee_name text,
                 month_label text, earlier text, earlier_label text, later text, later_label text, past_label text,
                 older text, older_label text)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  called text;
  the_month CONSTANT date := calendar_month(asked_month, nullif(asked_committee, ''));
  last_past date := least(today() - 1, (the_month + interval '1 month - 1 day')::date);
  first_past date;
BEGIN
  -- Where nothing has met of late, those of the year up to the last that did.
  last_past := coalesce((SELECT m.day FROM meetings_between(nullif(asked_committee, ''), NULL, last_past, true, 1) m),
                        last_past);
  first_past := (date_trunc('month', last_past) - interval '11 months')::date;
  IF asked_committee <> '' THEN
    called := (SELECT c.name FROM committee_now c WHERE c.committee = asked_committee);
    IF called IS NULL THEN
      PERFORM refuse('MH404', format('there is no committee "%s"', left(asked_committee, 80)));
    END IF;
  END IF;
  RETURN QUERY
    SELECT the_month, nullif(asked_committee, ''), first_past, last_past, council_says('committee'), called,
           to_char(the_month, 'FMMonth YYYY'), to_char(b.earlier, 'YYYY-MM'), to_char(b.earlier, 'FMMonth YYYY'),
           to_char(b.later, 'YYYY-MM'), to_char(b.later, 'FMMonth YYYY'),
           to_char(first_past, 'FMMonth YYYY') || ' to ' || to_char(last_past, 'FMMonth YYYY'),
           to_char(o.earlier, 'YYYY-MM'), to_char(first_past, 'FMMonth YYYY')
    FROM calendar_beside(nullif(asked_committee, ''), the_month) b,
         calendar_beside(nullif(asked_committee, ''), first_past) o;
END
$$;
