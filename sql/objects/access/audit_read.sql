-- Reading the audit trail: what matters of it at a glance, searching it page by page, and all that a search finds.

-- What is asked for. `problem`: why it cannot be answered.
CREATE FUNCTION audit_scope(of_person text, of_event text, of_about text, from_text text, to_text text, asked text)
  RETURNS TABLE (person text, event text, about text, from_day date, to_day date, page integer, problem text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_audit();
  from_day := day_read(from_text);
  to_day := day_read(to_text);
  IF to_day < from_day THEN
    PERFORM refuse('MH400', format('%s is before %s', to_text, from_text));
  END IF;
  RETURN QUERY SELECT lower(btrim(of_person)), lower(btrim(of_event)), btrim(of_about), from_day, to_day,
                      page_number(asked), NULL::text;
EXCEPTION WHEN SQLSTATE 'MH400' THEN
  RETURN QUERY SELECT NULL::text, NULL::text, NULL::text, NULL::date, NULL::date, NULL::integer, SQLERRM;
END
$$;

-- The names of the events that it has: each is looked for behind the one before, in the index.
CREATE FUNCTION audit_names() RETURNS TABLE (event text) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE name (event) AS (
    SELECT min(e.event) FROM audit_event e
    UNION ALL
    SELECT (SELECT min(e.event) FROM audit_event e WHERE e.event > n.event) FROM name n WHERE n.event IS NOT NULL)
  SELECT n.event FROM name n WHERE n.event IS NOT NULL ORDER BY n.event;
END;

-- Whose doing it is, in words.
CREATE FUNCTION audit_who(username text, account text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN account IS NULL THEN coalesce(username, 'nobody signed in')
              WHEN username IS NULL THEN 'the operator ' || account
              ELSE username || ', by the operator ' || account END;

-- The details in words: "item 9, as pdf".
CREATE FUNCTION audit_words(detail jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT string_agg(CASE WHEN d.key IN ('what', 'reason') THEN d.value
                                 WHEN d.key = 'face' THEN 'as ' || d.value
                                 ELSE d.key || ' ' || d.value END, ', ' ORDER BY d.key <> 'what', d.key)
          FROM jsonb_each_text(detail) d
          WHERE d.value <> '' AND (d.key, d.value) NOT IN (('face', 'html'), ('method', 'GET')));
END
$$;

-- How the trail stands, as far as a page can say at once: the newest entries are verified anew, the whole of it by who
-- verifies it (moothall audit verify), which is on record.
CREATE FUNCTION audit_standing()
  RETURNS TABLE (head text, head_at timestamptz, entries bigint, waiting bigint, waiting_since timestamptz,
                 verified_at timestamptz, verified_by text, found bigint, recent bigint, wrong bigint,
                 refusals bigint, pruned_to bigint, pruned_at timestamptz, holds bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_audit();
  RETURN QUERY
    SELECT audit_head_words(l.seq, l.hash), l.linked_at, l.seq, w.waiting, w.since, v.at,
           audit_who(v.username, v.account), (v.detail ->> 'found')::bigint, r.recent, r.wrong, f.refusals, c.upto,
           c.at, (SELECT count(*) FROM audit_hold h WHERE h.ended_at IS NULL)
    FROM (SELECT count(*) AS waiting, min(e.at) AS since FROM audit_waiting JOIN audit_event e USING (event_id)) w
         LEFT JOIN (SELECT * FROM audit_link ORDER BY seq DESC LIMIT 1) l ON true
         LEFT JOIN (SELECT * FROM audit_event WHERE event = 'trail-verified' ORDER BY event_id DESC LIMIT 1) v ON true
         LEFT JOIN audit_checkpoint() c ON true
         CROSS JOIN LATERAL (
           SELECT count(*) AS recent,
                  count(*) FILTER (WHERE e.event_id IS NULL AND n.seq > coalesce(c.upto, 0)
                                      OR n.hash <> audit_hash(b.hash, n.seq, n.linked_at, e)) AS wrong
           FROM audit_link n JOIN audit_link b ON b.seq = n.seq - 1 LEFT JOIN audit_event e ON e.event_id = n.event_id
           WHERE n.seq > l.seq - 1000) r
         CROSS JOIN LATERAL (
           SELECT count(*) AS refusals FROM audit_event e
           WHERE e.event IN ('refused', 'sign-in-refused') AND e.at > now() - interval '7 days') f;
END
$$;

-- What is asked for as a condition of an event e, in which $1 to $5 are the parameters. Only what is asked for stands
-- in it: that is what the statement is planned for.
CREATE FUNCTION audit_condition(of_person text, of_event text, of_about text, from_day date, to_day date) RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN concat_ws(' AND ', 'true',
      CASE WHEN of_person <> '' THEN '(e.username = $1 OR e.account = $1)' END,
      CASE WHEN of_event <> '' THEN 'e.event = $2' END,
      CASE WHEN of_about <> '' THEN 'e.about = $3' END,
      CASE WHEN from_day IS NOT NULL THEN 'e.at >= $4::timestamp AT TIME ZONE ''Europe/London''' END,
      CASE WHEN to_day IS NOT NULL THEN 'e.at < ($5 + 1)::timestamp AT TIME ZONE ''Europe/London''' END);

-- The events that fit a search, from the newest back, behind `skipped` of them.
CREATE FUNCTION audit_find(of_person text, of_event text, of_about text, from_day date, to_day date,
                           skipped integer, most integer)
  RETURNS SETOF audit_event
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY EXECUTE 'SELECT * FROM audit_event e WHERE '
      || audit_condition(of_person, of_event, of_about, from_day, to_day)
      || ' ORDER BY e.event_id DESC OFFSET $6 LIMIT $7'
    USING of_person, of_event, of_about, from_day, to_day, skipped, most;
END
$$;

-- In words, as pages and data show them. `more`: there is another page behind this one.
CREATE FUNCTION audit_page(of_person text, of_event text, of_about text, from_day date, to_day date, page integer)
  RETURNS TABLE (event_id bigint, entry bigint, at timestamptz, moment text, who text, event text, about text,
                 edition text, detail text, address text, request text, more boolean)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT e.event_id, l.seq, e.at, to_char(e.at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI:SS'),
           audit_who(e.username, e.account), e.event, e.about, e.edition, audit_words(e.detail), e.address, e.request,
           count(*) OVER () > 100
    FROM audit_find(of_person, of_event, of_about, from_day, to_day, (page - 1) * 100, 101) e
         LEFT JOIN audit_link l USING (event_id)
    WHERE page IS NOT NULL
    ORDER BY e.event_id DESC LIMIT 100;
END
$$;

-- The refusals of the last seven days, the newest ten: what the page begins with.
CREATE FUNCTION audit_refusals()
  RETURNS TABLE (event_id bigint, moment text, who text, event text, about text, detail text, address text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT e.event_id, to_char(e.at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI:SS'),
           audit_who(e.username, e.account), e.event, e.about, audit_words(e.detail), e.address
    FROM (SELECT * FROM audit_find(NULL, 'refused', NULL, NULL, NULL, 0, 10)
          UNION ALL SELECT * FROM audit_find(NULL, 'sign-in-refused', NULL, NULL, NULL, 0, 10)) e
    WHERE e.at > now() - interval '7 days'
    ORDER BY e.event_id DESC LIMIT 10;
END
$$;

-- What an auditor sees first: counts of the last seven days, and when the whole trail was verified last.
CREATE FUNCTION audit_home()
  RETURNS TABLE (refusals bigint, exports bigint, verified text, verified_by text, found bigint)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_audit();
  RETURN QUERY
    SELECT w.refusals, w.exports, moment_words(v.at), audit_who(v.username, v.account), (v.detail ->> 'found')::bigint
    FROM (SELECT count(*) FILTER (WHERE e.event <> 'export') AS refusals,
                 count(*) FILTER (WHERE e.event = 'export') AS exports
          FROM audit_event e
          WHERE e.event IN ('refused', 'sign-in-refused', 'export') AND e.at > now() - interval '7 days') w
         LEFT JOIN (SELECT * FROM audit_event WHERE event = 'trail-verified' ORDER BY event_id DESC LIMIT 1) v ON true;
END
$$;

-- How the installation is, for its administrators: a row a thing, `wrong` where somebody should look.
CREATE FUNCTION health()
  RETURNS TABLE (what text, words text, wrong boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  waits record;
BEGIN
  PERFORM must_see_people();
  SELECT count(*) AS events, min(e.at) AS since INTO waits FROM audit_waiting JOIN audit_event e USING (event_id);
  RETURN QUERY
    SELECT 'Database', format('PostgreSQL %s, migrated up to %s', current_setting('server_version'),
                              (SELECT max(m.name) FROM migration m WHERE m.name LIKE '0%')),
           false
    UNION ALL
    SELECT 'Sessions that are open', (SELECT count(*) FROM session s WHERE s.ends_at > now())::text, false
    UNION ALL
    SELECT 'Sign-ins refused in the last day',
           (SELECT count(*) FROM audit_event e
            WHERE e.event = 'sign-in-refused' AND e.at > now() - interval '1 day')::text, false
    UNION ALL
    SELECT 'Audit trail', CASE WHEN waits.events = 0 THEN 'every event is chained'
                               ELSE format('%s events wait to be chained, the first since %s', waits.events,
                                           moment_words(waits.since)) END,
           waits.since < now() - interval '1 hour';
END
$$;

-- All that fit, as they were chained, with what is needed to verify them elsewhere: those behind one place of the chain
-- up to another, so many at once. What is behind a place does not change, so that the pieces are of one moment however
-- many events arrive meanwhile.
CREATE FUNCTION audit_rows(of_person text, of_event text, of_about text, from_day date, to_day date, after bigint,
                           upto bigint, most integer)
  RETURNS TABLE (seq bigint, linked_at text, event_id bigint, at text, person_id integer, username text, account text,
                 address text, request text, event text, about text, edition text, detail text, hash text)
LANGUAGE plpgsql STABLE SET timezone = 'UTC' AS $$
BEGIN
  RETURN QUERY EXECUTE 'SELECT l.seq, to_json(l.linked_at) #>> ''{}'', e.event_id, to_json(e.at) #>> ''{}'',
      e.person_id, e.username, e.account, e.address, e.request, e.event, e.about, e.edition, e.detail::text,
      encode(l.hash, ''hex'')
    FROM audit_link l JOIN audit_event e ON e.event_id = l.event_id
    WHERE l.seq > $6 AND l.seq <= $7 AND ' || audit_condition(of_person, of_event, of_about, from_day, to_day)
    || ' ORDER BY l.seq LIMIT $8'
    USING of_person, of_event, of_about, from_day, to_day, after, upto, most;
END
$$;

SELECT for_application('audit_standing()', 'health()');
