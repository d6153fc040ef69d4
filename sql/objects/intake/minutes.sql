-- Loading the minutes of meetings: attendance, declarations, paragraphs, motions, votes, resolutions, and their state.
-- What is refused here is refused in a file and in a form alike.

-- The rows of a file that do not take something away: those that must be right.
CREATE FUNCTION rows_standing(rows jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
  RETURN coalesce((SELECT jsonb_agg(r ORDER BY (r ->> 'at')::integer) FROM jsonb_array_elements(rows) r
                   WHERE (r ->> 'gone')::boolean IS NOT TRUE), '[]');

-- Meetings that there are not or that are still to come, and items that their agenda does not have.
CREATE FUNCTION minuted_faults(rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql STABLE AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, m.day FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text)
         LEFT JOIN meetings_loaded() m USING (meeting))
  SELECT * FROM unknown(rows, 'meeting', 'meeting', known_meetings())
  UNION ALL
  SELECT r.at, 'meeting', r.meeting, format('a meeting that has begun: that one is on %s', day_words(r.day))
  FROM r WHERE r.day > today()
  UNION ALL
  SELECT r.at, 'item', r.item, format('an item of the agenda of %s', r.meeting)
  FROM r WHERE r.item <> '' AND r.day IS NOT NULL
    AND NOT EXISTS (SELECT FROM agenda_item_now a WHERE a.meeting = r.meeting AND a.item = r.item)
$$;

-- Texts that are longer than anybody means them to be.
CREATE FUNCTION too_long(rows jsonb, key text, most integer)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql STABLE AS $$
  SELECT (r ->> 'at')::integer, key, left(r ->> key, 40) || '…',
         format('of at most %s characters, and not of %s', to_char(most, 'FM999,999'),
                to_char(length(r ->> key), 'FM999,999,999'))
  FROM jsonb_array_elements(rows) r WHERE length(r ->> key) > most
$$;

-- Until when minutes are as they were confirmed: the day on which that was; null: they can be changed.
CREATE FUNCTION minutes_confirmed_on(of_meeting text) RETURNS date LANGUAGE sql STABLE
  RETURN (SELECT m.day FROM minutes_state_now s JOIN meetings_loaded() m ON m.meeting = s.confirmed_at
          WHERE s.meeting = of_meeting);

-- What is said of a row that differs from what was confirmed.
CREATE FUNCTION confirmed_words(day date) RETURNS text LANGUAGE sql STABLE
  RETURN format('left as it was confirmed on %s: the confirmation is taken back first', day_words(day));

-- Between what times the motions of these meetings were voted on, and the items dealt with (number ''), with the
-- motions that are being loaded: at the time that is recorded, else after the last one that comes before in the order
-- of the minutes and before the first that comes after. Null: not known.
CREATE FUNCTION dealt_with(meetings text[], motions jsonb)
RETURNS TABLE (meeting text, item text, number text, earliest time, latest time) LANGUAGE sql STABLE AS $$
  WITH given AS MATERIALIZED (
    SELECT g.meeting, coalesce(g.item, '') AS item, coalesce(g.number, '1') AS number, g."time", g.gone
    FROM jsonb_to_recordset(motions) AS g (meeting text, item text, number text, "time" time, gone boolean)),
  matter AS (
    SELECT g.meeting, g.item, g.number, g."time" FROM given g WHERE g.gone IS NOT TRUE
    UNION ALL
    SELECT m.meeting, m.item, m.number, m.voted_at FROM motion_now m
    WHERE m.meeting = ANY (meetings)
      AND (m.meeting, m.item, m.number) NOT IN (SELECT g.meeting, g.item, g.number FROM given g)
    UNION ALL
    SELECT a.meeting, a.item, '', NULL FROM agenda_item_now a WHERE a.meeting = ANY (meetings)),
  placed AS (
    SELECT m.*, (SELECT n.number FROM minute_now n WHERE n.meeting = m.meeting AND n.item = m.item
                 ORDER BY n.number COLLATE natural_order LIMIT 1) AS place
    FROM matter m),
  ordered AS (
    SELECT p.*, max(p."time") OVER (w ROWS UNBOUNDED PRECEDING) AS before,
           min(p."time") OVER (w ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS after
    FROM placed p
    WINDOW w AS (PARTITION BY p.meeting, p.place IS NULL
                 ORDER BY p.place COLLATE natural_order, p.item COLLATE natural_order, p.number COLLATE natural_order))
  -- An order that the times contradict says nothing; nor does that of an item of which the minutes do not speak.
  SELECT o.meeting, o.item, o.number,
         CASE WHEN o."time" IS NOT NULL THEN o."time" WHEN o.place IS NULL OR o.before > o.after THEN NULL
              ELSE o.before END,
         CASE WHEN o."time" IS NOT NULL THEN o."time" WHEN o.place IS NULL OR o.before > o.after THEN NULL
              ELSE o.after END
  FROM ordered o
$$;

-- What keeps each of those present from taking part in a motion or an item (number ''). why: null, nothing; seat,
-- theirs has no vote on it; away, they had not come or had left; interest, they declared one that keeps them out, or
-- left the room for it. wanted: who they should be.
CREATE FUNCTION taking_part(meetings text[], motions jsonb)
RETURNS TABLE (meeting text, item text, number text, person text, held boolean, why text, wanted text)
LANGUAGE sql STABLE AS $$
  WITH there AS MATERIALIZED (SELECT * FROM present_at(meetings)),
  dealt AS MATERIALIZED (
    SELECT d.*, coalesce(a.number, a.item, d.item) AS printed, coalesce(a.education, false) AS education
    FROM dealt_with(meetings, motions) d LEFT JOIN agenda_item_now a USING (meeting, item))
  SELECT d.meeting, d.item, d.number, t.person, t.held, w.why,
         CASE w.why WHEN 'away' THEN CASE
             WHEN t.from_time > d.latest THEN format('somebody who had come: %s is entered as present from %s, and '
               'this was %s', t.person, to_char(t.from_time, 'HH24:MI'), CASE WHEN d.earliest = d.latest
               THEN 'at ' ELSE 'before ' END || to_char(d.latest, 'HH24:MI'))
             ELSE format('somebody who was still there: %s is entered as present until %s, and this was %s', t.person,
               to_char(t.to_time, 'HH24:MI'), CASE WHEN d.earliest = d.latest THEN 'at ' ELSE 'after ' END
               || to_char(d.earliest, 'HH24:MI')) END
           WHEN 'interest' THEN CASE WHEN i.interest = 'disclosable pecuniary' THEN format('somebody without a '
               'disclosable pecuniary interest in item %s, which they have declared: they may neither speak nor '
               'vote on it', d.printed)
             ELSE format('somebody who was in the room: %s declared an interest in item %s and left for it', t.person,
               d.printed) END
           WHEN 'seat' THEN CASE t.votes_on WHEN 'education' THEN format('somebody who may vote on item %s: this seat '
               'votes on education alone, and the agenda does not say that the item is an education matter', d.printed)
             ELSE 'somebody who may vote' END END
  FROM dealt d JOIN there t USING (meeting)
       LEFT JOIN declaration_now i ON i.meeting = d.meeting AND i.item = d.item AND i.person = t.person
                                  AND (i.interest = 'disclosable pecuniary' OR i.left_room)
       CROSS JOIN LATERAL (SELECT CASE
         WHEN t.from_time > d.latest OR t.to_time < d.earliest THEN 'away'
         WHEN i.person IS NOT NULL THEN 'interest'
         WHEN t.votes_on = 'none' OR t.votes_on = 'education' AND NOT d.education THEN 'seat' END AS why) w
$$;

-- People who were not there: of a meeting whose attendance is not held, who has no seat.
CREATE FUNCTION absent_faults(rows jsonb, key text)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql STABLE AS $$
  WITH r AS MATERIALIZED (
    SELECT (r ->> 'at')::integer AS at, r ->> 'meeting' AS meeting, r ->> key AS person
    FROM jsonb_array_elements(rows) r WHERE r ? key),
  there AS MATERIALIZED (SELECT * FROM present_at(ARRAY(SELECT DISTINCT r.meeting FROM r)))
  SELECT r.at, key, r.person,
         CASE WHEN (SELECT bool_or(t.held) FROM there t WHERE t.meeting = r.meeting) THEN
           'somebody who was present at the meeting' ELSE 'somebody who sat on the committee on that day' END
  FROM r
  WHERE r.meeting IN (SELECT t.meeting FROM there t)
    AND NOT EXISTS (SELECT FROM there t WHERE t.meeting = r.meeting AND t.person = r.person)
$$;

-- Motions and resolutions without a quorum of those who may vote on them. motions: as they are being loaded.
CREATE FUNCTION quorum_faults(rows jsonb, motions jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql STABLE AS $$
  WITH r AS MATERIALIZED (
    SELECT r.at, r.meeting, r.item, CASE WHEN motions = '[]' THEN '' ELSE coalesce(r.number, '1') END AS number
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, number text)),
  voters AS MATERIALIZED (
    SELECT p.meeting, p.item, p.number, count(*) FILTER (WHERE p.why IS NULL) AS votes
    FROM taking_part(ARRAY(SELECT DISTINCT r.meeting FROM r), motions) p WHERE p.held GROUP BY 1, 2, 3)
  SELECT r.at, 'meeting', r.meeting, format('one that can decide: its quorum is %s, and %s of those present may '
                                            'vote on this', t.quorum, v.votes)
  FROM r JOIN voters v USING (meeting, item, number) JOIN meetings_loaded() m USING (meeting)
       CROSS JOIN LATERAL committee_terms(m.committee, m.day) t
  WHERE v.votes < t.quorum
$$;

-- Who is entered with a vote on something, or as having moved or seconded it.
CREATE FUNCTION took_part(meetings text[]) RETURNS TABLE (meeting text, item text, number text, person text, what text)
LANGUAGE sql STABLE AS $$
  SELECT v.meeting, v.item, v.motion, v.person, format('with a vote on item %s', coalesce(a.number, v.item))
  FROM vote_now v LEFT JOIN agenda_item_now a USING (meeting, item) WHERE v.meeting = ANY (meetings)
  UNION ALL
  SELECT m.meeting, m.item, m.number, u.person,
         format('as having %s a motion under item %s', u.did, coalesce(a.number, m.item))
  FROM motion_now m LEFT JOIN agenda_item_now a USING (meeting, item)
       CROSS JOIN LATERAL (VALUES (m.proposer, 'moved'), (m.seconder, 'seconded')) u (person, did)
  WHERE m.meeting = ANY (meetings) AND u.person IS NOT NULL
$$;

CREATE FUNCTION load_attendance(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, m.committee, m.day, coalesce(r.gone, false) AS taken
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, person text, "as" text, "for" text, post text,
           from_time time, to_time time, gone boolean)
         LEFT JOIN meetings_loaded() m USING (meeting)
  ), sat AS MATERIALIZED (
    SELECT * FROM seats_on_the_day(ARRAY(SELECT DISTINCT r.meeting FROM r))
  ), there AS MATERIALIZED (             -- with these rows, and what was held beside them
    SELECT r.meeting, r.person, r."as", r."for" FROM r WHERE NOT r.taken
    UNION ALL
    SELECT a.meeting, a.person, a.present_as, a.for_person FROM attendance_now a
    WHERE a.meeting IN (SELECT r.meeting FROM r) AND (a.meeting, a.person) NOT IN (SELECT r.meeting, r.person FROM r)
  ), bad AS MATERIALIZED (
    SELECT * FROM minuted_faults(rows)
    UNION ALL
    SELECT * FROM repeated(rows, '{person,meeting}', 'meeting and person, as nobody attends in two capacities')
    UNION ALL SELECT * FROM too_long(rows, 'person', 200)
    UNION ALL
    SELECT r.at, 'person', r.person, format('somebody who sat on the committee on %s: others attend as substitute or '
             'in attendance', day_words(r.day))
    FROM r
    WHERE NOT r.taken AND r."as" IN ('present', 'apologies') AND r.day IS NOT NULL
      AND NOT EXISTS (SELECT FROM sat s WHERE s.meeting = r.meeting AND s.person = r.person)
    UNION ALL
    SELECT r.at, 'person', r.person, format('somebody without a seat of the committee, on which they sat on %s: nobody '
             'attends in two capacities', day_words(r.day))
    FROM r
    WHERE NOT r.taken AND r."as" IN ('substitute', 'in attendance')
      AND EXISTS (SELECT FROM sat s WHERE s.meeting = r.meeting AND s.person = r.person)
    UNION ALL
    SELECT r.at, 'person', r.person, w.wanted
    FROM r CROSS JOIN LATERAL (SELECT substitute_wanted(r.committee, r.person, r."for", r.day) AS wanted) w
    WHERE NOT r.taken AND r."as" = 'substitute' AND w.wanted IS NOT NULL
    UNION ALL
    SELECT r.at, 'for', r."for", 'the member whose place the substitute takes'
    FROM r WHERE NOT r.taken AND r."as" = 'substitute' AND r."for" IS NULL
    UNION ALL
    SELECT r.at, 'for', r."for", 'blank: only a substitute takes somebody''s place'
    FROM r WHERE NOT r.taken AND r."as" <> 'substitute' AND r."for" IS NOT NULL
    UNION ALL
    SELECT r.at, 'for', r."for", format('somebody who sat on the committee on %s', day_words(r.day))
    FROM r
    WHERE NOT r.taken AND r."as" = 'substitute' AND r.day IS NOT NULL
      AND NOT EXISTS (SELECT FROM sat s WHERE s.meeting = r.meeting AND s.person = r."for")
    UNION ALL
    SELECT r.at, 'for', r."for", 'somebody who was not there, and is entered as present'
    FROM r
    WHERE NOT r.taken AND r."as" = 'substitute'
      AND EXISTS (SELECT FROM there t WHERE t.meeting = r.meeting AND t.person = r."for" AND t."as" = 'present')
    UNION ALL
    SELECT r.at, 'for', r."for", format('somebody without a substitute, and %s is entered as theirs', t.person)
    FROM r JOIN there t ON t.meeting = r.meeting AND t."for" = r."for" AND t.person <> r.person
    WHERE NOT r.taken AND r."as" = 'substitute'
    UNION ALL
    SELECT r.at, 'as', r."as", format('apologies, as %s is entered as the substitute of %s', t.person, r.person)
    FROM r JOIN there t ON t.meeting = r.meeting AND t."for" = r.person
    WHERE NOT r.taken AND r."as" = 'present'
    UNION ALL
    SELECT r.at, 'to_time', to_char(r.to_time, 'HH24:MI'), format('later than %s', to_char(r.from_time, 'HH24:MI'))
    FROM r WHERE r.to_time <= r.from_time
    UNION ALL
    SELECT DISTINCT ON (r.at) r.at, CASE WHEN r.from_time > d.latest THEN 'from_time' ELSE 'to_time' END,
           to_char(CASE WHEN r.from_time > d.latest THEN r.from_time ELSE r.to_time END, 'HH24:MI'),
           format('not %s %s, as %s is entered %s', CASE WHEN r.from_time > d.latest THEN 'after'
                    ELSE 'before' END,
                  to_char(CASE WHEN r.from_time > d.latest THEN d.latest ELSE d.earliest END, 'HH24:MI'), r.person,
                  p.what)
    FROM r JOIN took_part(ARRAY(SELECT DISTINCT r.meeting FROM r)) p USING (meeting, person)
         JOIN dealt_with(ARRAY(SELECT DISTINCT r.meeting FROM r), '[]') d USING (meeting, item, number)
    WHERE NOT r.taken AND (r.from_time > d.latest OR r.to_time < d.earliest)
    UNION ALL
    SELECT r.at, 'meeting', r.meeting, confirmed_words(minutes_confirmed_on(r.meeting))
    FROM r
    WHERE minutes_confirmed_on(r.meeting) IS NOT NULL
      AND NOT EXISTS (SELECT FROM attendance_now a
                      WHERE a.meeting = r.meeting AND a.person = r.person AND NOT r.taken
                        AND (a.present_as, a.for_person, a.post, a.from_time, a.to_time)
                            IS NOT DISTINCT FROM (r."as", r."for", r.post, r.from_time, r.to_time))
  ), loaded AS (
    INSERT INTO attendance (meeting, person, present_as, for_person, post, from_time, to_time, gone, file_id, line)
    SELECT r.meeting, r.person, r."as", r."for", r.post, r.from_time, r.to_time, r.taken, file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_declarations(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.at, r.meeting, r.person, coalesce(r.item, '') AS item, r.interest, r.text, r."left",
           coalesce(r.gone, false) AS taken
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, person text, item text, interest text, text text,
           "left" boolean, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM minuted_faults(rows)
    UNION ALL SELECT * FROM repeated(rows, '{person,meeting,item}', 'meeting, person and item')
    UNION ALL SELECT * FROM absent_faults(rows_standing(rows), 'person')
    UNION ALL SELECT * FROM too_long(rows, 'text', 2000)
    UNION ALL
    SELECT r.at, 'item', NULL, 'the item in which the pecuniary interest is'
    FROM r WHERE NOT r.taken AND r.interest = 'disclosable pecuniary' AND r.item = ''
    UNION ALL
    SELECT DISTINCT ON (r.at) r.at, CASE WHEN r.interest = 'other' THEN 'left' ELSE 'interest' END,
           CASE WHEN r.interest = 'other' THEN 'yes' ELSE r.interest END,
           CASE WHEN r.interest = 'other' THEN format('no, as %s is entered %s', r.person, p.what)
                ELSE format('other, as %s is entered %s: who has a disclosable pecuniary interest may neither '
                            'speak nor vote', r.person, p.what) END
    FROM r JOIN took_part(ARRAY(SELECT DISTINCT r.meeting FROM r)) p USING (meeting, item, person)
    WHERE NOT r.taken AND (r.interest = 'disclosable pecuniary' OR r."left")
    UNION ALL
    SELECT r.at, 'meeting', r.meeting, confirmed_words(minutes_confirmed_on(r.meeting))
    FROM r
    WHERE minutes_confirmed_on(r.meeting) IS NOT NULL
      AND NOT EXISTS (SELECT FROM declaration_now d
                      WHERE d.meeting = r.meeting AND d.person = r.person AND d.item = r.item AND NOT r.taken
                        AND (d.interest, d.text, d.left_room)
                            IS NOT DISTINCT FROM (r.interest, r.text, coalesce(r."left", false)))
  ), loaded AS (
    INSERT INTO declaration (meeting, person, item, interest, text, left_room, gone, file_id, line)
    SELECT r.meeting, r.person, r.item, r.interest, r.text, coalesce(r."left", false), r.taken, file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_minutes(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    -- Of an exempt item all of it is; and what is taken away is as exempt as it was.
    SELECT r.at, r.meeting, r.number, coalesce(CASE WHEN r.gone THEN m.item ELSE r.item END, '') AS item, r.text,
           r.amended, r.summary, coalesce(r.gone, false) AS taken,
           coalesce(CASE WHEN r.gone THEN m.exempt ELSE r.exempt END, false)
             OR EXISTS (SELECT FROM agenda_item_now a
                        WHERE a.meeting = r.meeting AND a.item = r.item AND a.exempt_paragraph IS NOT NULL) AS exempt
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, number text, text text, exempt boolean,
           summary text, amended text, gone boolean)
         LEFT JOIN minute_now m ON m.meeting = r.meeting AND m.number = r.number
  ), bad AS MATERIALIZED (
    SELECT * FROM minuted_faults(rows)
    UNION ALL SELECT * FROM repeated(rows, '{number,meeting}', 'meeting and number')
    UNION ALL SELECT * FROM too_long(rows, 'text', 20000)
    UNION ALL SELECT * FROM too_long(rows, 'amended', 20000)
    UNION ALL SELECT * FROM too_long(rows, 'summary', 20000)
    UNION ALL
    SELECT r.at, 'number', r.number, 'a number such as 8, 8.2.1 or 12a.4'
    FROM r WHERE r.number !~ '^[0-9]{1,4}[a-z]?([.][0-9]{1,4}[a-z]?){0,7}$'
    UNION ALL
    SELECT r.at, 'summary', left(r.summary, 40), 'blank: what is not exempt is public as it is'
    FROM r WHERE NOT r.taken AND r.summary IS NOT NULL AND NOT r.exempt
    UNION ALL
    SELECT r.at, 'amended', left(r.amended, 40), 'blank until the minutes are circulated: before that the text itself '
             'is changed'
    FROM r
    WHERE NOT r.taken AND r.amended IS NOT NULL
      AND (SELECT s.state FROM minutes_state_now s WHERE s.meeting = r.meeting) = 'draft'
    UNION ALL
    SELECT r.at, 'meeting', r.meeting, confirmed_words(minutes_confirmed_on(r.meeting))
    FROM r
    WHERE minutes_confirmed_on(r.meeting) IS NOT NULL
      AND NOT EXISTS (SELECT FROM minute_now m LEFT JOIN minute_summary_now s USING (meeting, number)
                      WHERE m.meeting = r.meeting AND m.number = r.number AND NOT r.taken
                        AND (m.item, m.text, m.amended, m.exempt, s.text)
                            IS NOT DISTINCT FROM (r.item, r.text, r.amended, r.exempt, r.summary))
  ), loaded AS (
    INSERT INTO minute (meeting, number, item, text, amended, exempt, gone, file_id, line)
    SELECT r.meeting, r.number, r.item, r.text, r.amended, r.exempt, r.taken, file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  ), summarised AS (
    INSERT INTO minute_summary (meeting, number, item, text, gone, file_id, line)
    SELECT r.meeting, r.number, r.item, r.summary, r.taken OR r.summary IS NULL, file, r.at
    FROM r
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
      AND (r.summary IS NOT NULL
           OR EXISTS (SELECT FROM minute_summary_now s WHERE s.meeting = r.meeting AND s.number = r.number))
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- Whether so many votes say that a motion was carried. Null: they do not say.
CREATE FUNCTION is_carried(votes_for integer, votes_against integer, casting text) RETURNS boolean
LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN votes_for > coalesce(votes_against, 0) THEN true
              WHEN coalesce(votes_for, 0) < votes_against THEN false
              WHEN votes_for = votes_against THEN coalesce(casting = 'for', false) END;

CREATE FUNCTION load_motions(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, coalesce(r.number, '1') AS named, coalesce(r.gone, false) AS taken,
           coalesce(r."for", 0) + coalesce(r.against, 0) + coalesce(r.abstained, 0) AS votes
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, number text, text text, amends text,
           proposer text, seconder text, "for" integer, against integer, abstained integer, outcome text, casting text,
           by_name boolean, "time" time, gone boolean)
  ), part AS MATERIALIZED (
    SELECT * FROM taking_part(ARRAY(SELECT DISTINCT r.meeting FROM r), rows)
  ), voters AS MATERIALIZED (
    SELECT p.meeting, p.item, p.number AS named, count(*) FILTER (WHERE p.why IS NULL) AS votes, count(*) AS people,
           bool_and(p.held) AS held
    FROM part p GROUP BY 1, 2, 3
  ), bad AS MATERIALIZED (
    SELECT * FROM minuted_faults(rows)
    UNION ALL
    SELECT k.line, 'number', k.number, format('the only motion of its number: line %s is another', k.first)
    FROM (SELECT r.at AS line, r.named AS number, min(r.at) OVER (PARTITION BY r.meeting, r.item, r.named) AS first
          FROM r) k
    WHERE k.line > k.first
    UNION ALL SELECT * FROM too_long(rows, 'text', 4000)
    UNION ALL SELECT * FROM absent_faults(rows_standing(rows), 'proposer')
    UNION ALL SELECT * FROM absent_faults(rows_standing(rows), 'seconder')
    UNION ALL SELECT * FROM quorum_faults(rows_standing(rows), rows)
    UNION ALL
    SELECT r.at, u.key, u.person, p.wanted
    FROM r CROSS JOIN LATERAL (VALUES ('proposer', r.proposer), ('seconder', r.seconder)) u (key, person)
         JOIN part p ON p.meeting = r.meeting AND p.item = r.item AND p.number = r.named AND p.person = u.person
    WHERE NOT r.taken AND p.why IN ('away', 'interest')
    UNION ALL
    SELECT r.at, 'seconder', r.seconder, 'somebody else than the proposer: nobody seconds their own motion'
    FROM r WHERE NOT r.taken AND r.seconder = r.proposer
    UNION ALL
    SELECT r.at, 'amends', r.amends, 'the number of another motion under this item'
    FROM r
    WHERE NOT r.taken AND r.amends IS NOT NULL
      AND (r.amends = r.named
           OR NOT EXISTS (SELECT FROM r o WHERE NOT o.taken AND o.meeting = r.meeting AND o.item = r.item
                                            AND o.named = r.amends)
              AND NOT EXISTS (SELECT FROM motion_now m WHERE m.meeting = r.meeting AND m.item = r.item
                                                         AND m.number = r.amends))
    UNION ALL
    SELECT r.at, CASE WHEN r."for" > 0 THEN 'for' WHEN r.against > 0 THEN 'against' ELSE 'abstained' END, r.votes::text,
           CASE WHEN NOT v.held THEN format('at most %s votes in all: so many seats have one', v.votes)
                WHEN r.votes > v.people THEN format('at most %s votes in all: so many people were present, and %s of '
                  'them may vote', v.people, v.votes)
                ELSE format('at most %s votes in all: so many of those present may vote on this', v.votes) END
    FROM r JOIN voters v USING (meeting, item, named) WHERE NOT r.taken AND r.votes > v.votes
    UNION ALL
    SELECT r.at, 'casting', r.casting, 'blank, unless as many voted for as against: then the chair has a second vote'
    FROM r WHERE NOT r.taken AND r.casting IS NOT NULL AND r."for" IS DISTINCT FROM r.against
    UNION ALL
    SELECT r.at, 'casting', r.casting, 'blank: by the terms of reference the chair has no second vote'
    FROM r JOIN meetings_loaded() m USING (meeting) CROSS JOIN LATERAL committee_terms(m.committee, m.day) t
    WHERE NOT r.taken AND r.casting IS NOT NULL AND NOT t.casting_vote
    UNION ALL
    SELECT r.at, 'outcome', r.outcome, format('%s, by the votes that are entered', CASE WHEN c.carried THEN 'carried'
                                                                                        ELSE 'lost' END)
    FROM r CROSS JOIN LATERAL (SELECT is_carried(r."for", r.against, r.casting) AS carried) c
    WHERE NOT r.taken AND c.carried IS DISTINCT FROM (r.outcome = 'carried') AND c.carried IS NOT NULL
    UNION ALL
    SELECT r.at, 'meeting', r.meeting, confirmed_words(minutes_confirmed_on(r.meeting))
    FROM r
    WHERE minutes_confirmed_on(r.meeting) IS NOT NULL
      AND NOT EXISTS (SELECT FROM motion_now m
                      WHERE m.meeting = r.meeting AND m.item = r.item AND m.number = r.named AND NOT r.taken
                        AND (m.text, m.amends, m.proposer, m.seconder, m.votes_for, m.votes_against, m.abstained,
                             m.outcome, m.casting, m.by_name, m.voted_at)
                            IS NOT DISTINCT FROM (r.text, r.amends, r.proposer, r.seconder, r."for", r.against,
                                                  r.abstained, r.outcome, r.casting, coalesce(r.by_name, false),
                                                  r."time"))
  ), loaded AS (
    INSERT INTO motion (meeting, item, number, text, amends, proposer, seconder, votes_for, votes_against, abstained,
                        outcome, casting, by_name, voted_at, gone, file_id, line)
    SELECT r.meeting, r.item, r.named, r.text, r.amends, r.proposer, r.seconder, r."for", r.against, r.abstained,
           r.outcome, r.casting, coalesce(r.by_name, false), r."time", r.taken, file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_votes(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, coalesce(r.motion, '1') AS of_motion, coalesce(r.gone, false) AS taken
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, motion text, person text, vote text,
           gone boolean)
  ), part AS MATERIALIZED (
    SELECT * FROM taking_part(ARRAY(SELECT DISTINCT r.meeting FROM r), '[]')
  ), cast_by AS MATERIALIZED (           -- with these rows, and what was held beside them
    SELECT r.meeting, r.item, r.of_motion, r.person, r.vote FROM r WHERE NOT r.taken
    UNION ALL
    SELECT v.meeting, v.item, v.motion, v.person, v.vote FROM vote_now v
    WHERE v.meeting IN (SELECT r.meeting FROM r)
      AND (v.meeting, v.item, v.motion, v.person) NOT IN (SELECT r.meeting, r.item, r.of_motion, r.person FROM r)
  ), counted AS MATERIALIZED (
    SELECT m.meeting, m.item, m.number, u.vote, u.votes, count(c.person) AS by_name
    FROM motion_now m
         CROSS JOIN LATERAL (VALUES ('for', m.votes_for), ('against', m.votes_against), ('abstained', m.abstained))
           AS u (vote, votes)
         LEFT JOIN cast_by c ON c.meeting = m.meeting AND c.item = m.item AND c.of_motion = m.number AND c.vote = u.vote
    WHERE m.meeting IN (SELECT r.meeting FROM r)
    GROUP BY 1, 2, 3, 4, 5
  ), bad AS MATERIALIZED (
    SELECT * FROM minuted_faults(rows)
    UNION ALL SELECT * FROM repeated(rows, '{person,meeting,item,motion}', 'meeting, item, motion and person')
    UNION ALL SELECT * FROM absent_faults(rows_standing(rows), 'person')
    UNION ALL
    SELECT r.at, 'motion', r.of_motion, 'the number of a motion under this item'
    FROM r
    WHERE NOT r.taken AND NOT EXISTS (SELECT FROM motion_now m WHERE m.meeting = r.meeting AND m.item = r.item
                                                                 AND m.number = r.of_motion)
    UNION ALL
    SELECT r.at, 'person', r.person, p.wanted
    FROM r JOIN part p ON p.meeting = r.meeting AND p.item = r.item AND p.number = r.of_motion AND p.person = r.person
    WHERE NOT r.taken AND p.why IS NOT NULL
    UNION ALL
    SELECT min(r.at), 'vote', r.vote, format('as the motion has it: %s voted so, and these are %s', c.votes, c.by_name)
    FROM r JOIN counted c ON c.meeting = r.meeting AND c.item = r.item AND c.number = r.of_motion AND c.vote = r.vote
    WHERE NOT r.taken AND c.by_name > c.votes
    GROUP BY r.meeting, r.item, r.of_motion, r.vote, c.votes, c.by_name
    UNION ALL
    SELECT r.at, 'meeting', r.meeting, confirmed_words(minutes_confirmed_on(r.meeting))
    FROM r
    WHERE minutes_confirmed_on(r.meeting) IS NOT NULL
      AND NOT EXISTS (SELECT FROM vote_now v
                      WHERE v.meeting = r.meeting AND v.item = r.item AND v.motion = r.of_motion
                        AND v.person = r.person AND v.vote = r.vote AND NOT r.taken)
  ), loaded AS (
    INSERT INTO vote (meeting, item, motion, person, vote, gone, file_id, line)
    SELECT r.meeting, r.item, r.of_motion, r.person, r.vote, r.taken, file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_resolutions(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, coalesce(r.number, '') AS named, coalesce(r.gone, false) AS taken
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, number text, verb text, text text,
           "to" text, "by" date, indicator text, budget_line text, risk text, gone boolean)
  ), bad AS MATERIALIZED (
    SELECT * FROM minuted_faults(rows)
    UNION ALL SELECT * FROM repeated(rows, '{number,meeting,item}', 'meeting, item and number')
    UNION ALL SELECT * FROM too_long(rows, 'text', 8000)
    UNION ALL SELECT * FROM quorum_faults(rows_standing(rows), '[]')
    UNION ALL
    SELECT r.at, 'number', r.number, 'a letter or a number, and what is below it in brackets: a, b(i), 4'
    FROM r WHERE r.named !~ '^([a-z]{1,2}|[0-9]{1,3})?([(][a-z0-9]{1,5}[)]){0,3}$'
    UNION ALL
    SELECT r.at, 'to', NULL, 'the body to which it is recommended or referred'
    FROM r WHERE NOT r.taken AND r.verb IN ('recommend', 'refer') AND r."to" IS NULL
    UNION ALL
    SELECT r.at, 'to', r."to", 'blank, unless something is recommended or referred'
    FROM r WHERE NOT r.taken AND r.verb NOT IN ('recommend', 'refer') AND r."to" IS NOT NULL
    UNION ALL SELECT * FROM unknown(rows, 'indicator', 'indicator', known_indicators())
    UNION ALL
    SELECT * FROM unknown(rows, 'budget_line', 'budget line',
                          ARRAY(SELECT DISTINCT v.line_name FROM revenue v ORDER BY 1))
    UNION ALL
    SELECT * FROM unknown(rows, 'risk', 'risk', ARRAY(SELECT DISTINCT k.number FROM risk k ORDER BY 1))
    UNION ALL
    SELECT r.at, 'meeting', r.meeting, confirmed_words(minutes_confirmed_on(r.meeting))
    FROM r
    WHERE minutes_confirmed_on(r.meeting) IS NOT NULL
      AND NOT EXISTS (SELECT FROM resolution_now o
                      WHERE o.meeting = r.meeting AND o.item = r.item AND o.number = r.named AND NOT r.taken
                        AND (o.verb, o.text, o.to_body, o.by_day, o.indicator, o.budget_line, o.risk)
                            IS NOT DISTINCT FROM (r.verb, r.text, r."to", r."by", r.indicator, r.budget_line, r.risk))
  ), loaded AS (
    INSERT INTO resolution (meeting, item, number, verb, text, to_body, by_day, indicator, budget_line, risk, gone,
                            file_id, line)
    SELECT r.meeting, r.item, r.named, r.verb, r.text, r."to", r."by", r.indicator, r.budget_line, r.risk, r.taken,
           file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- The items with exempt paragraphs of which nothing is said in public.
CREATE FUNCTION minutes_without_summary(of_meeting text) RETURNS text LANGUAGE sql STABLE
  RETURN (SELECT string_agg(DISTINCT m.item, ', ') FROM minute_now m
          WHERE m.meeting = of_meeting AND m.exempt
            AND NOT EXISTS (SELECT FROM minute_summary_now s WHERE s.meeting = m.meeting AND s.item = m.item)
            AND NOT EXISTS (SELECT FROM minute_now p
                            WHERE p.meeting = m.meeting AND p.item = m.item AND NOT p.exempt
                              AND NOT EXISTS (SELECT FROM agenda_item_now a
                                              WHERE a.meeting = p.meeting AND a.item = p.item
                                                AND a.exempt_paragraph IS NOT NULL)));

CREATE FUNCTION load_minutes_states(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, m.committee, m.day AS held, c.committee AS at_committee, c.day AS at_day,
           coalesce(r.gone, false) AS taken
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, state text, day date, confirmed_at text,
           signed_by text, gone boolean)
         LEFT JOIN meetings_loaded() m USING (meeting)
         LEFT JOIN meetings_loaded() c ON c.meeting = r.confirmed_at
  ), bad AS MATERIALIZED (
    SELECT * FROM minuted_faults(rows)
    UNION ALL SELECT * FROM repeated(rows, '{meeting}', 'meeting')
    UNION ALL SELECT * FROM too_long(rows, 'signed_by', 200)
    UNION ALL
    SELECT r.at, 'confirmed_at', r.confirmed_at, 'the later meeting that confirmed them'
    FROM r WHERE NOT r.taken AND r.state = 'confirmed' AND r.confirmed_at IS NULL
    UNION ALL
    SELECT r.at, 'confirmed_at', r.confirmed_at, 'blank, unless the minutes are confirmed'
    FROM r WHERE NOT r.taken AND r.state <> 'confirmed' AND r.confirmed_at IS NOT NULL
    UNION ALL
    SELECT r.at, 'confirmed_at', r.confirmed_at, 'a later meeting of the same committee that has begun'
    FROM r
    WHERE NOT r.taken AND r.state = 'confirmed' AND r.confirmed_at IS NOT NULL
      AND (r.at_committee = r.committee AND r.at_day > r.held AND r.at_day <= today()) IS NOT TRUE
    UNION ALL
    SELECT r.at, 'day', r.day::text, format('a day from %s to today', day_words(r.held))
    FROM r WHERE NOT r.taken AND NOT (r.day BETWEEN r.held AND today())
    UNION ALL
    SELECT r.at, 'state', r.state, 'draft, as no minutes of this meeting are held'
    FROM r
    WHERE NOT r.taken AND r.state <> 'draft' AND r.held <= today()
      AND NOT EXISTS (SELECT FROM minute_now m WHERE m.meeting = r.meeting)
    UNION ALL
    SELECT r.at, 'state', r.state, format('draft, until there is a public summary of what is exempt under item %s',
             s.items)
    FROM r CROSS JOIN LATERAL (SELECT minutes_without_summary(r.meeting) AS items) s
    WHERE NOT r.taken AND r.state <> 'draft' AND s.items IS NOT NULL
  ), loaded AS (
    INSERT INTO minutes_state (meeting, state, day, confirmed_at, signed_by, gone, file_id, line)
    SELECT r.meeting, r.state, r.day, r.confirmed_at, r.signed_by, r.taken, file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;
