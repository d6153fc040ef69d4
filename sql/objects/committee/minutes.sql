-- The minutes of a meeting as they are read: who was there, what was said, moved and resolved, and how they stand.

-- How they stand. is_held: there is something of them for this reader. to_write: the reader may write them by now.
CREATE FUNCTION minutes_scope(of_meeting text)
  RETURNS TABLE (meeting text, title text, committee text, committee_name text, day text, short_day text, starts text,
                 venue text, is_held boolean, state text, circulated text, confirmed text, confirmed_at text,
                 signed_by text, to_write boolean, entry bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.meeting, 'Minutes: ' || m.title, m.committee, m.committee_name, m.day, m.short_day, m.starts, m.venue,
         EXISTS (SELECT FROM minute_now n WHERE n.meeting = m.meeting)
           OR EXISTS (SELECT FROM attendance_now a WHERE a.meeting = m.meeting),
         coalesce(s.state, 'draft'), day_words(s.day), day_words(c.day), s.confirmed_at,
         CASE WHEN s.erased THEN file_erased_words(s.file_id) ELSE s.signed_by END,
         assembles_packs() AND m.iso_day <= today(), s.entry
  FROM meeting_scope(of_meeting) m LEFT JOIN minutes_state_now s USING (meeting)
       LEFT JOIN LATERAL (SELECT n.day FROM meeting_now n WHERE n.meeting = s.confirmed_at OFFSET 0) c ON true;
END;

-- Who was there, in what, in the order of the seats; the columns that the list of a committee's seats has come first.
CREATE FUNCTION minutes_attendance(of_meeting text)
  RETURNS TABLE (person text, capacity text, voting boolean, of_council boolean, body text, detail text, seats bigint,
                 votes_on text, present_as text, for_person text, substitute text, post text, from_time text,
                 to_time text, is_there boolean, entry bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH seat AS (
    SELECT s.* FROM meeting_now m CROSS JOIN LATERAL committee_seats(m.committee, m.day) s
    WHERE m.meeting = of_meeting),
  -- of whoever sits in two capacities the first
  sat AS (SELECT DISTINCT ON (s.person) s.* FROM seat s ORDER BY s.person, s.place),
  there AS (
    SELECT a.*, s.capacity, coalesce(s.voting, false) AS voting, s.votes_on, s.of_council, s.body, s.detail, s.place,
           a.present_as IN ('present', 'substitute') AS is_there
    FROM attendance_now a
         LEFT JOIN sat s ON s.person = CASE a.present_as WHEN 'substitute' THEN a.for_person ELSE a.person END
    WHERE a.meeting = of_meeting)
  SELECT t.person, CASE t.present_as WHEN 'substitute' THEN 'Member' ELSE coalesce(t.capacity, 'Member') END, t.voting,
         coalesce(t.of_council, true), t.body, t.detail,
         count(*) OVER (PARTITION BY t.is_there, t.body), t.votes_on, t.present_as, t.for_person,
         (SELECT b.person FROM there b WHERE b.for_person = t.person), t.post, to_char(t.from_time, 'HH24:MI'),
         to_char(t.to_time, 'HH24:MI'), t.is_there, t.entry
  FROM there t
  ORDER BY t.of_council IS NOT TRUE, t.present_as = 'substitute' AND t.of_council, t.place, t.person;
END;

CREATE FUNCTION minutes_declarations(of_meeting text)
  RETURNS TABLE (person text, item text, item_title text, interest text, text text, left_room boolean, entry bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT d.person, coalesce(a.number, d.item), a.title, d.interest, d.text, coalesce(d.left_room, false), d.entry
  FROM declaration_now d LEFT JOIN agenda_item_now a USING (meeting, item)
  WHERE d.meeting = of_meeting
  ORDER BY coalesce(a.number, d.item) COLLATE natural_order, d.file_id, d.line, d.entry;
END;

-- The paragraphs in their order, first what is public, then what is exempt (apart). kind: paragraph; matter, one of the
-- meeting's own; summary, what is said in public of an exempt one; item, of which there is nothing but what was moved
-- or resolved. head: the number of the item in these minutes; heads, decides: it is the first of its item, and the one
-- after which stand its motions and resolutions. amended: as it reads since the minutes were confirmed.
CREATE FUNCTION minutes_flow(of_meeting text)
  RETURNS TABLE (kind text, item text, item_number text, item_title text, exempt_paragraph text, head text,
                 number text, text text, amended text, apart boolean, heads boolean, decides boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH item AS (
    SELECT a.item, a.title, a.exempt_paragraph, coalesce(a.number, a.item) AS number
    FROM agenda_item_now a WHERE a.meeting = of_meeting),
  said AS (
    SELECT CASE m.item WHEN '' THEN 'matter' ELSE 'paragraph' END AS kind, m.item, m.number, m.text,
           CASE WHEN s.state = 'confirmed' THEN m.amended END AS amended,
           m.exempt OR i.exempt_paragraph IS NOT NULL AS apart
    FROM minute_now m LEFT JOIN item i USING (item) LEFT JOIN minutes_state_now s ON s.meeting = m.meeting
    WHERE m.meeting = of_meeting
    UNION ALL
    SELECT 'summary', s.item, s.number, s.text, NULL, false FROM minute_summary_now s WHERE s.meeting = of_meeting),
  decided AS (
    SELECT d.item, i.exempt_paragraph IS NOT NULL AS apart
    FROM (SELECT m.item FROM motion_now m WHERE m.meeting = of_meeting
          UNION SELECT r.item FROM resolution_now r WHERE r.meeting = of_meeting) d LEFT JOIN item i USING (item)),
  line AS (
    SELECT s.*, s.number AS place FROM said s
    UNION ALL
    SELECT 'item', d.item, NULL, NULL, NULL, d.apart, coalesce(i.number, d.item)
    FROM decided d LEFT JOIN item i USING (item)
    WHERE NOT EXISTS (SELECT FROM said s WHERE s.item = d.item AND s.apart = d.apart)),
  placed AS (
    SELECT l.*, row_number() OVER w AS nth, count(*) OVER (PARTITION BY l.apart, l.item) AS of_item,
           first_value(l.place) OVER w AS first
    FROM line l WINDOW w AS (PARTITION BY l.apart, l.item ORDER BY l.place COLLATE natural_order))
  SELECT p.kind, p.item, coalesce(i.number, p.item), i.title, i.exempt_paragraph, split_part(p.first, '.', 1), p.number,
         p.text, p.amended, p.apart,
         p.nth = 1 AND p.item <> '',
         p.nth = p.of_item AND EXISTS (SELECT FROM decided d WHERE d.item = p.item AND d.apart = p.apart)
  FROM placed p LEFT JOIN item i USING (item)
  ORDER BY p.apart, p.place COLLATE natural_order, p.item COLLATE natural_order;
END;

-- Where a vote was taken by name, the counts that were not entered are those of the names.
CREATE FUNCTION minutes_motions(of_meeting text)
  RETURNS TABLE (item text, item_number text, number text, text text, amends text, proposer text, seconder text,
                 votes_for bigint, votes_against bigint, abstained bigint, outcome text, casting text, by_name boolean,
                 names_for text, names_against text, names_abstained text, voted_at text, entry bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.item, item_number(m.meeting, m.item), m.number, m.text, m.amends, m.proposer, m.seconder,
         coalesce(m.votes_for, n.votes_for),
         coalesce(m.votes_against, n.votes_against), coalesce(m.abstained, n.abstained), m.outcome, m.casting,
         m.by_name, n.names_for, n.names_against, n.names_abstained, to_char(m.voted_at, 'HH24:MI'),
         m.entry
  FROM motion_now m CROSS JOIN LATERAL (
         SELECT CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE v.vote = 'for') END AS votes_for,
                CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE v.vote = 'against') END AS votes_against,
                nullif(count(*) FILTER (WHERE v.vote = 'abstained'), 0) AS abstained,
                string_agg(v.person, ', ' ORDER BY v.entry) FILTER (WHERE v.vote = 'for') AS names_for,
                string_agg(v.person, ', ' ORDER BY v.entry) FILTER (WHERE v.vote = 'against') AS names_against,
                string_agg(v.person, ', ' ORDER BY v.entry) FILTER (WHERE v.vote = 'abstained') AS names_abstained
         FROM vote_now v WHERE v.meeting = m.meeting AND v.item = m.item AND v.motion = m.number) n
  WHERE m.meeting = of_meeting
  ORDER BY item_number(m.meeting, m.item) COLLATE natural_order, m.number COLLATE natural_order;
END;

CREATE FUNCTION minutes_votes(of_meeting text)
  RETURNS TABLE (item text, item_number text, motion text, person text, vote text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT v.item, item_number(v.meeting, v.item), v.motion, v.person, v.vote FROM vote_now v
  WHERE v.meeting = of_meeting
  ORDER BY item_number(v.meeting, v.item) COLLATE natural_order, v.motion COLLATE natural_order, v.entry;
END;

-- depth: of a clause below another, "b(i)" 1.
CREATE FUNCTION minutes_resolutions(of_meeting text)
  RETURNS TABLE (item text, item_number text, number text, verb text, text text, to_body text, by_day text,
                 indicator text, indicator_name text, budget_line text, risk text, depth integer, entry bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT r.item, item_number(r.meeting, r.item), r.number, r.verb, r.text, r.to_body, day_words(r.by_day), r.indicator,
         CASE WHEN r.indicator IS NOT NULL THEN (SELECT i.name FROM indicator_now i WHERE i.ref = r.indicator) END,
         r.budget_line, r.risk,
         length(r.number) - length(replace(r.number, '(', '')), r.entry
  FROM resolution_now r WHERE r.meeting = of_meeting
  ORDER BY item_number(r.meeting, r.item) COLLATE natural_order, r.number COLLATE natural_order;
END;

-- The meeting whose minutes the pack of another prints, under an item that nothing else is printed under. Null: none.
CREATE FUNCTION minutes_printed(of_meeting text) RETURNS text
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (SELECT a.minutes FROM meeting_agenda(of_meeting) a WHERE a.minutes IS NOT NULL LIMIT 1);
END
$$;
