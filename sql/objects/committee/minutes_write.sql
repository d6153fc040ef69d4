-- Minutes written on the site: what stands in the forms, and what is saved from them, by the rules of an import.

-- The table of a kind, and what names a row of it beside its meeting.
CREATE FUNCTION minutes_table(of_kind text, OUT tbl text, OUT keys text[]) LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT t.tbl, string_to_array(t.keys, ',')
  FROM (VALUES ('attendance', 'attendance', 'person'), ('declarations', 'declaration', 'person,item'),
          ('minutes', 'minute', 'number'), ('motions', 'motion', 'item,number'),
          ('resolutions', 'resolution', 'item,number'), ('minutes_states', 'minutes_state', '')) AS t (kind, tbl, keys)
  WHERE t.kind = of_kind;
END;

-- What holds now of the row that an entry is of, by the names of the form's fields, with its own entry as since. No
-- row: it is not of this meeting, or was taken away.
CREATE FUNCTION minutes_row(of_kind text, of_meeting text, of_entry bigint)
  RETURNS TABLE (field text, value text) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  t record := minutes_table(of_kind);
  found jsonb;
BEGIN
  EXECUTE format('SELECT to_jsonb(n) FROM %I n JOIN %I o ON o.meeting = n.meeting %s
      WHERE o.meeting = $1 AND o.entry = $2',
      t.tbl || '_now', t.tbl, (SELECT string_agg(format(' AND o.%1$I = n.%1$I', k), '') FROM unnest(t.keys) k))
    INTO found USING of_meeting, of_entry;
  RETURN QUERY
  SELECT CASE e.key WHEN 'entry' THEN 'since' WHEN 'present_as' THEN 'as' WHEN 'for_person' THEN 'for'
                    WHEN 'votes_for' THEN 'for' WHEN 'votes_against' THEN 'against' WHEN 'to_body' THEN 'to'
                    WHEN 'by_day' THEN 'by' WHEN 'voted_at' THEN 'time' WHEN 'left_room' THEN 'left' ELSE e.key END,
         CASE WHEN e.key IN ('left_room', 'exempt', 'by_name') THEN CASE e.value WHEN 'true' THEN 'yes' ELSE 'no' END
              WHEN e.key IN ('from_time', 'to_time', 'voted_at') THEN left(e.value, 5)
              WHEN e.key IN ('by_day', 'day') THEN day_words(e.value::date) ELSE e.value END
  FROM jsonb_each_text(found) e WHERE e.value IS NOT NULL
  UNION ALL
  SELECT 'summary', s.text FROM minute_summary_now s
  WHERE of_kind = 'minutes' AND s.meeting = of_meeting AND s.number = found ->> 'number';
END
$$;

-- What is typed into a field of numbers or times, as SQL reads it.
CREATE FUNCTION minutes_typed(field text, typed text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF field IN ('for', 'against', 'abstained') AND typed !~ '^[0-9]{1,4}$' THEN
    PERFORM refuse_at(field, 'MH400', format('"%s" is not a number of votes', left(typed, 40)));
  ELSIF field IN ('from_time', 'to_time', 'time') AND typed !~ '^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$' THEN
    PERFORM refuse_at(field, 'MH400', format('"%s" is not a time such as 10:45', left(typed, 40)));
  END IF;
  RETURN CASE WHEN field IN ('from_time', 'to_time', 'time') THEN replace(typed, '.', ':') ELSE typed END;
END
$$;

-- Refuses something new of which there is one already; who is present may be entered once more, with times.
CREATE FUNCTION minutes_free(of_kind text, of_meeting text, new jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t record := minutes_table(of_kind);
  held jsonb;
BEGIN
  EXECUTE format('SELECT to_jsonb(o) FROM %I o WHERE o.meeting = $1 %s', t.tbl || '_now',
      (SELECT string_agg(format(' AND o.%I = coalesce($2 ->> %L, '''')', k, k), '') FROM unnest(t.keys) k))
    INTO held USING of_meeting, new;
  IF held IS NULL OR of_kind = 'attendance' AND held ->> 'present_as' = new ->> 'as' THEN
    RETURN;
  ELSIF of_kind = 'attendance' THEN
    PERFORM refuse_at('person', 'MH400', format('%s is entered as %s: nobody attends in two capacities',
      new ->> 'person', held ->> 'present_as'));
  ELSIF of_kind = 'declarations' THEN
    PERFORM refuse_at('person', 'MH400', format('an interest of %s in this is entered already: change that one',
      new ->> 'person'));
  END IF;
  PERFORM refuse_at('number', 'MH400', format('there is a %s already: change that one, or take another number',
    coalesce(new ->> 'number', 'resolution without a number')));
END
$$;

-- Saves a form: what its fields are called and what stands in them. since: the entry that it was filled from, null for
-- something new; where its key is another now, the old one goes. taken: it is taken away.
CREATE FUNCTION minutes_enter(of_kind text, of_meeting text, since bigint, fields text[], typed text[], taken boolean)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t record := minutes_table(of_kind);
  counts CONSTANT boolean := of_kind = 'motions';
  was jsonb;
  newest record;
  new jsonb;
  moved boolean;
BEGIN
  PERFORM must_assemble();
  -- One at a time, as enter() does: what it compares with must not change meanwhile.
  PERFORM pg_advisory_xact_lock(hashtext('moothall.enter'));
  SELECT jsonb_object_agg(u.f, CASE WHEN counts OR u.f IN ('from_time', 'to_time') THEN minutes_typed(u.f, btrim(u.v))
                                    ELSE btrim(u.v, E' \t\n') END) INTO new
    FROM unnest(fields, typed) AS u (f, v) WHERE btrim(u.v, E' \t\n') <> '';
  new := coalesce(new, '{}') || jsonb_build_object('meeting', of_meeting);
  IF since IS NOT NULL OR of_kind = 'minutes_states' THEN
    EXECUTE format('SELECT jsonb_build_object(''meeting'', o.meeting %s) FROM %I o
        WHERE o.meeting = $1 AND o.entry = $2',
        (SELECT string_agg(format(', %L, o.%I', k, k), '') FROM unnest(t.keys) k), t.tbl)
      INTO was USING of_meeting, since;
    EXECUTE format('SELECT o.entry FROM %I o WHERE o.meeting = $1 %s ORDER BY o.entry DESC LIMIT 1', t.tbl,
        (SELECT string_agg(format(' AND o.%I = $2 ->> %L', k, k), '') FROM unnest(t.keys) k))
      INTO newest USING of_meeting, was;
    PERFORM must_be_newest(newest.entry, since::text);
  END IF;
  moved := was IS NULL OR EXISTS (SELECT FROM unnest(t.keys) k
                                  WHERE coalesce(was ->> k, '') <> coalesce(new ->> k, ''));
  IF moved AND NOT taken AND cardinality(t.keys) > 0 THEN
    PERFORM minutes_free(of_kind, of_meeting, new);
  END IF;
  PERFORM enter(of_kind, CASE
    WHEN taken THEN jsonb_build_array(was || '{"gone": true}')
    WHEN moved AND was IS NOT NULL THEN jsonb_build_array(was || '{"gone": true}', new)
    ELSE jsonb_build_array(new) END);
  PERFORM audit_note(CASE WHEN of_kind <> 'minutes_states' THEN 'minutes-written'
                          WHEN new ->> 'state' = 'confirmed' THEN 'minutes-confirmed'
                          WHEN new ->> 'state' = 'circulated' THEN 'minutes-circulated' ELSE 'minutes-taken-back' END,
                     of_meeting, CASE WHEN of_kind <> 'minutes_states' THEN jsonb_build_object('kind', of_kind) END);
END
$$;

-- Who is on two of the lists of a form.
CREATE FUNCTION minutes_twice(of_field text, first text[], second text[], said text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  who text := (SELECT min(f) FROM unnest(first) f WHERE f = ANY (second));
BEGIN
  IF who IS NOT NULL THEN
    PERFORM refuse_at(of_field, 'MH400', format('%s is %s', who, said));
  END IF;
END
$$;

-- Saves who of those with a seat was there and who was not; who is on neither list is not known to have been either.
-- since: the greatest entry of the attendance that the lists were filled from.
CREATE FUNCTION minutes_attend(of_meeting text, present text[], apologies text[], since bigint)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  rows jsonb;
BEGIN
  PERFORM must_assemble();
  PERFORM pg_advisory_xact_lock(hashtext('moothall.enter'));
  PERFORM must_be_newest((SELECT max(a.entry) FROM attendance a WHERE a.meeting = of_meeting), since::text);
  PERFORM minutes_twice('apologies', present, apologies, 'on both lists: nobody attends in two capacities');
  WITH said AS (
    SELECT DISTINCT s.person, CASE WHEN s.person = ANY (present) THEN 'present'
                                   WHEN s.person = ANY (apologies) THEN 'apologies' END AS present_as
    FROM meeting_seats(of_meeting) s WHERE NOT s.vacant)
  SELECT jsonb_agg(jsonb_build_object('meeting', of_meeting, 'person', s.person)
                   || CASE WHEN s.present_as IS NULL THEN '{"gone": true}'
                           ELSE jsonb_build_object('as', s.present_as) END) INTO rows
  FROM said s LEFT JOIN attendance_now a ON a.meeting = of_meeting AND a.person = s.person
  WHERE s.present_as IS DISTINCT FROM a.present_as;
  IF rows IS NOT NULL THEN
    PERFORM enter('attendance', rows);
    PERFORM audit_note('minutes-written', of_meeting, jsonb_build_object('kind', 'attendance'));
  END IF;
END
$$;

-- Refuses a name, or one too many, at the list of the form that it is on.
CREATE FUNCTION minutes_may_vote(of_meeting text, of_item text, of_motion text, rows jsonb) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
  bad record;
BEGIN
  SELECT r ->> 'vote' AS field, p.person, p.wanted INTO bad
  FROM jsonb_array_elements(rows) r
       JOIN taking_part(ARRAY[of_meeting], '[]') p ON p.item = of_item AND p.number = of_motion
                                                  AND p.person = r ->> 'person'
  WHERE r ? 'vote' AND p.why IS NOT NULL LIMIT 1;
  IF bad.person IS NOT NULL THEN
    PERFORM refuse_at(bad.field, 'MH400', format('"%s" should be %s', bad.person, bad.wanted));
  END IF;
END
$$;

-- Saves the votes on a motion, by name.
CREATE FUNCTION minutes_vote(of_meeting text, of_item text, of_motion text, votes_for text[], votes_against text[],
                             abstained text[], since bigint)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  rows jsonb;
BEGIN
  PERFORM must_assemble();
  PERFORM pg_advisory_xact_lock(hashtext('moothall.enter'));
  PERFORM must_be_newest((SELECT max(v.entry) FROM vote v
                          WHERE v.meeting = of_meeting AND v.item = of_item AND v.motion = of_motion), since::text);
  PERFORM minutes_twice('against', votes_for, votes_against, 'on two lists: everybody has one vote');
  PERFORM minutes_twice('abstained', votes_for || votes_against, abstained, 'on two lists: everybody has one vote');
  WITH said AS (
    SELECT p, 'for' AS vote FROM unnest(votes_for) p UNION SELECT p, 'against' FROM unnest(votes_against) p
    UNION SELECT p, 'abstained' FROM unnest(abstained) p),
  held AS (SELECT v.* FROM vote_now v WHERE v.meeting = of_meeting AND v.item = of_item AND v.motion = of_motion)
  SELECT jsonb_agg(jsonb_build_object('meeting', of_meeting, 'item', of_item, 'motion', of_motion,
                                      'person', coalesce(s.p, h.person))
                   || CASE WHEN s.p IS NULL THEN '{"gone": true}' ELSE jsonb_build_object('vote', s.vote) END) INTO rows
  FROM said s FULL JOIN held h ON h.person = s.p
  WHERE s.vote IS DISTINCT FROM h.vote;
  IF rows IS NOT NULL THEN
    PERFORM minutes_may_vote(of_meeting, of_item, of_motion, rows);
    PERFORM enter('votes', rows);
    PERFORM audit_note('minutes-written', of_meeting, jsonb_build_object('kind', 'votes'));
  END IF;
END
$$;

-- The number after one: 7.2.2 is followed by 7.2.3.
CREATE FUNCTION number_after(number text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN regexp_replace(number, '[0-9]+[a-z]?$', '') || (substring(number from '([0-9]+)[a-z]?$')::integer + 1);

-- All of the record in the order of the agenda, for whoever writes it: the items, below each its paragraphs, motions
-- and resolutions; before them, with item null, who attended beside those with a seat, what was declared, and after all
-- (item '') the meeting's own matters. form: in which a line is changed; next: what number a new paragraph might have.
CREATE FUNCTION minutes_record(of_meeting text)
  RETURNS TABLE (kind text, item text, title text, form text, entry bigint, label text, words text, next text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM must_assemble();
  RETURN QUERY
  WITH agenda AS (
    SELECT a.item, a.title, coalesce(a.number, a.item) AS number, row_number() OVER (ORDER BY a.place, a.entry) AS nth
    FROM agenda_item_now a WHERE a.meeting = of_meeting
    UNION ALL SELECT '', NULL, NULL, NULL),
  line AS (
    SELECT 'attending' AS kind, NULL AS item, 'attending' AS form, a.entry, a.person AS label,
           concat_ws(', ', a.present_as || CASE a.present_as WHEN 'substitute' THEN ' for ' || a.for_person ELSE '' END,
                     a.post, 'from ' || to_char(a.from_time, 'HH24:MI'), 'until ' || to_char(a.to_time, 'HH24:MI'))
             AS words, 1 AS part, a.person AS place
    FROM attendance_now a
    WHERE a.meeting = of_meeting
      AND (a.present_as IN ('substitute', 'in attendance') OR a.from_time IS NOT NULL OR a.to_time IS NOT NULL)
    UNION ALL
    SELECT 'declaration', NULL, 'declaration', d.entry, d.person,
           concat_ws(', ', nullif('item ' || item_number(d.meeting, d.item), 'item '), d.interest, d.text), 2, d.item
    FROM declaration_now d WHERE d.meeting = of_meeting
    UNION ALL
    SELECT 'paragraph', m.item, 'paragraph', m.entry, m.number,
           CASE WHEN m.exempt THEN 'Exempt: ' ELSE '' END || coalesce(m.amended, m.text), 3, m.number
    FROM minute_now m WHERE m.meeting = of_meeting
    UNION ALL
    SELECT 'motion', m.item, 'motion', m.entry, 'Motion ' || m.number, m.text || ', ' || m.outcome, 4, m.number
    FROM motion_now m WHERE m.meeting = of_meeting
    UNION ALL
    SELECT 'resolution', r.item, 'resolution', r.entry, concat_ws(' ', 'Resolved', nullif(r.number, '')),
           concat_ws(' ', nullif(r.verb, 'other'), 'to ' || r.to_body || ':', r.text), 5, r.number
    FROM resolution_now r WHERE r.meeting = of_meeting),
  last AS (
    SELECT DISTINCT ON (m.item) m.item, m.number FROM minute_now m
    WHERE m.meeting = of_meeting ORDER BY m.item, m.number COLLATE natural_order DESC)
  SELECT x.kind, x.item, x.title, x.form, x.entry, x.label, x.words, x.next
  FROM (SELECT 'item' AS kind, a.item, a.title, NULL AS form, NULL::bigint AS entry, a.number AS label, NULL AS words,
               coalesce(number_after(l.number), a.number || '.1') AS next, a.nth, 0 AS part, '' AS place
        FROM agenda a LEFT JOIN last l USING (item)
        UNION ALL
        SELECT l.kind, l.item, NULL, l.form, l.entry, l.label, l.words, NULL,
               CASE WHEN l.item IS NULL THEN 0 ELSE a.nth END, l.part, l.place
        FROM line l LEFT JOIN agenda a ON a.item = l.item) x
  ORDER BY x.nth NULLS LAST, x.part, x.place COLLATE natural_order, x.entry;
END
$$;

-- What its forms offer: seats, who was present (voter: with a vote), items, later meetings.
CREATE FUNCTION minutes_choices(of_meeting text) RETURNS TABLE (what text, value text, label text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM must_assemble();
  RETURN QUERY
  SELECT 'seat', s.person, s.person || CASE s.capacity WHEN 'Member' THEN '' ELSE ', ' || s.capacity END
  FROM meeting_seats(of_meeting) s WHERE NOT s.vacant
  UNION ALL
  SELECT CASE p.votes_on WHEN 'none' THEN 'present' ELSE 'voter' END, p.person, p.person
  FROM (SELECT p.* FROM present_at(ARRAY[of_meeting]) p ORDER BY p.person) p
  UNION ALL
  SELECT 'item', a.item, coalesce(a.number, a.item) || ' ' || a.title
  FROM (SELECT a.* FROM agenda_item_now a WHERE a.meeting = of_meeting ORDER BY a.place, a.entry) a
  UNION ALL
  SELECT 'later', l.meeting, day_words(l.day)
  FROM (SELECT l.meeting, l.day FROM meeting_now m JOIN meeting_now l USING (committee)
        WHERE m.meeting = of_meeting AND l.day > m.day AND l.day <= today() ORDER BY l.day) l;
END
$$;
