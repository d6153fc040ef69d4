-- Committees' meetings, agendas and packs, and the home page: src/report/committee/.

-- name: meeting_scope
SELECT s.*, council_says('committee') AS committee_word FROM meeting_scope($1) s

-- parts: meeting
-- part: minutes
SELECT s.is_held, s.state, s.to_write FROM minutes_scope($1) s
-- part: seats
SELECT * FROM meeting_seats($1)
-- part: substitutes
SELECT * FROM meeting_substitutes($1)
-- part: groups
SELECT * FROM meeting_groups($1)
-- part: agenda
-- Without the texts of the papers, which only a pack prints.
SELECT a.meeting, a.item, a.number, a.title, a.lead, a.exempt_paragraph, a.needs_paper,
       a.paper_text IS NOT NULL AS has_paper, a.attached, a.attached_pages, a.attached_size, a.late, a.follows,
       a.minutes
FROM meeting_agenda($1) a
-- part: contacts
SELECT * FROM meeting_contacts($1)
-- part: outstanding
SELECT * FROM matters_outstanding($1)

-- part: publication
SELECT p.publication_id, p.published, p.withdrawn, p.sha256, p.figures FROM publication_state($1) p

-- parts: pack
-- part: reading
-- What is read after it is read as part of a pack: auditors see figures there.
SELECT set_config('moothall.reading', 'pack', true)
-- part: council
SELECT coalesce(nullif(setting_value('council_name'), ''), page_name(council())) AS name,
       nullif(setting_value('site_address'), '') AS site, m.width, m.height, m.alternative
FROM (VALUES (1)) one LEFT JOIN council_mark m ON true
-- part: seats
SELECT * FROM meeting_seats($1)
-- part: substitutes
SELECT * FROM meeting_substitutes($1)
-- part: groups
SELECT * FROM meeting_groups($1)
-- part: covers
SELECT * FROM meeting_cover_texts($1)
-- part: agenda
SELECT a.*, a.paper_text IS NOT NULL AS has_paper FROM meeting_agenda($1) a
-- part: contacts
SELECT * FROM meeting_contacts($1)
-- part: questions
SELECT * FROM meeting_questions($1)
-- part: outstanding
SELECT * FROM matters_outstanding($1)
-- part: head
SELECT h.head FROM meeting_head($1) h
-- part: begun
SELECT b.key, b.page, b.large FROM pack_begun($1) b
-- part: minutes
-- Of the meeting before, which an item of the agenda is to confirm.
SELECT s.* FROM minutes_scope((SELECT minutes_printed($1))) s
-- part: attendance
SELECT a.* FROM minutes_attendance((SELECT minutes_printed($1))) a
-- part: declarations
SELECT d.* FROM minutes_declarations((SELECT minutes_printed($1))) d
-- part: flow
SELECT f.* FROM minutes_flow((SELECT minutes_printed($1))) f
-- part: motions
SELECT m.* FROM minutes_motions((SELECT minutes_printed($1))) m
-- part: resolutions
SELECT r.* FROM minutes_resolutions((SELECT minutes_printed($1))) r
-- part: answered
SELECT q.* FROM meeting_questions((SELECT minutes_printed($1))) q

-- name: minutes_scope
SELECT * FROM minutes_scope($1)

-- parts: minutes
-- part: attendance
SELECT a.* FROM minutes_attendance($1) a
-- part: declarations
SELECT d.* FROM minutes_declarations($1) d
-- part: flow
SELECT f.* FROM minutes_flow($1) f
-- part: motions
SELECT m.* FROM minutes_motions($1) m
-- part: votes
SELECT v.* FROM minutes_votes($1) v
-- part: resolutions
SELECT r.* FROM minutes_resolutions($1) r
-- part: answered
SELECT q.* FROM meeting_questions($1) q

-- name: minutes_record
SELECT * FROM minutes_record($1)

-- name: minutes_choices
SELECT * FROM minutes_choices($1)

-- name: minutes_row
SELECT * FROM minutes_row($1, $2, $3::bigint)

-- name: minutes_enter
SELECT minutes_enter($1, $2, $3::bigint, $4::text[], $5::text[], $6::boolean)

-- name: minutes_seats
-- Who has a seat, in what state, and the greatest entry of the attendance.
SELECT s.person, s.label, a.present_as, (SELECT max(e.entry) FROM attendance e WHERE e.meeting = $1) AS since
FROM (SELECT DISTINCT ON (c.value) c.value AS person, c.label, n.place
      FROM minutes_choices($1) WITH ORDINALITY c (what, value, label, place) CROSS JOIN LATERAL (SELECT c.place) n
      WHERE c.what = 'seat' ORDER BY c.value, c.place) s
     LEFT JOIN attendance_now a ON a.meeting = $1 AND a.person = s.person
ORDER BY s.place

-- name: minutes_attend
SELECT minutes_attend($1, $2::text[], $3::text[], $4::bigint)

-- name: minutes_voters
-- Who may vote on a motion, how they did, and the greatest entry of its votes.
SELECT c.value AS person, v.vote,
       (SELECT max(e.entry) FROM vote e WHERE e.meeting = $1 AND e.item = $2 AND e.motion = $3) AS since
FROM minutes_choices($1) c
     LEFT JOIN vote_now v ON v.meeting = $1 AND v.item = $2 AND v.motion = $3 AND v.person = c.value
     LEFT JOIN taking_part(ARRAY[$1], '[]') p ON p.item = $2 AND p.number = $3 AND p.person = c.value
WHERE c.what = 'voter' AND (p.why IS NULL OR v.person IS NOT NULL)

-- name: minutes_vote
SELECT minutes_vote($1, $2, $3, $4::text[], $5::text[], $6::text[], $7::bigint)

-- name: preflight_scope
SELECT * FROM preflight_scope($1)

-- parts: preflight
-- part: reading
SELECT set_config('moothall.reading', 'pack', true)
-- part: agenda
SELECT a.*, a.paper_text IS NOT NULL AS has_paper FROM meeting_agenda($1) a

-- part: notice
SELECT * FROM notice_findings($1)
-- part: papers
SELECT p.item, p.paper, p.version, p.state, paper_state_words(p.state) AS state_words, p.is_printed
FROM paper_list($1) p
-- part: sections
SELECT p.item, s.section, s.headings FROM paper_list($1) p JOIN paper_section_now s ON s.kind = p.kind
ORDER BY s.place, s.entry
-- part: exempt
SELECT a.number, p.paper, f.fails, f.problem, f.advice
FROM meeting_agenda($1) a JOIN paper_now p USING (paper) JOIN meeting_now m USING (meeting)
     CROSS JOIN LATERAL exemption_findings(p.paper, p.text, m.day) f

-- name: preflight_mark
-- A paper that cannot be built is a finding, and what comes after it is looked at all the same.
SAVEPOINT preflight

-- name: preflight_back
ROLLBACK TO SAVEPOINT preflight

-- name: preflight_faults
SELECT * FROM printed_faults($1::text[], $2::text[], $3::text[], $4::text[])

-- name: meetings_scope
SELECT * FROM calendar_scope($3, $11)

-- parts: meetings
-- part: committees
SELECT c.committee, c.name FROM committee_now c ORDER BY c.name, c.committee
-- part: coming
SELECT * FROM meeting_rows($2, today(), NULL, false, 60)
-- part: calendar
SELECT * FROM calendar_table($2, $1::date)
-- part: meetings
SELECT * FROM meeting_rows($2, $3::date, $4::date, true, 500)

-- name: calendar_events
SELECT * FROM calendar_events($1, decode($2, 'hex'))

-- name: feed_entries
SELECT * FROM feed_entries($1, decode($2, 'hex'))

-- name: calendar_token_use
SELECT calendar_token_use(decode($1, 'hex')) AS wait

-- name: calendar_token_state
SELECT * FROM calendar_token_state()

-- name: calendar_token_make
SELECT nullif(setting_value('site_address'), '') AS site, calendar_token_make(decode($1, 'hex'))

-- name: calendar_token_end
SELECT calendar_token_end() AS ended

-- name: committees_scope
SELECT council_says('committee') AS committee

-- parts: committees
-- part: committees
SELECT c.committee, c.name, c.kind, c.parent, c.parent_name, c.seats, nullif(c.seats - c.voting, 0) AS silent,
       nullif(c.vacant, 0) AS vacant, c.meeting, c.day, c.starts, c.venue, c.to_come
FROM committee_list() c

-- name: committee_scope
-- Its terms of reference are those of the day that is asked for as their edition.
SELECT c.committee, c.name AS title, c.kind, c.parent, p.name AS parent_name, assembles_packs() AS assembles,
       t.from_day, day_words(t.from_day) AS terms_since, t.text AS terms, t.quorum, t.substitutes, t.decides,
       t.minority_views, t.annual_report, t.question_days, t.casting_vote, t.recorded_vote
FROM committee_now c LEFT JOIN committee_now p ON p.committee = c.parent
     LEFT JOIN LATERAL committee_terms(c.committee, coalesce(day_read($10), today())) t ON true
WHERE c.committee = $1

-- parts: committee_page
-- part: children
SELECT c.committee, c.name, c.kind FROM committee_now c WHERE c.parent = $1 ORDER BY c.name, c.committee
-- part: checks
SELECT * FROM committee_checks($1, today())
-- part: coming
SELECT * FROM meeting_rows($1, today(), NULL, false, 30)
-- part: meetings
SELECT * FROM meeting_rows($1, NULL, today() - 1, true, 12)
-- part: seats
SELECT s.person, s.capacity, s.voting, s.group_name, s.votes_on, day_words(s.from_day) AS since,
       day_words(s.to_day) AS until
FROM committee_seats($1, today()) s ORDER BY s.place
-- part: substitutes
SELECT s.person, s.group_name, day_words(s.from_day) AS since, day_words(s.to_day) AS until
FROM committee_substitutes($1, today()) s
-- part: programme
SELECT p.at, p.meeting, p.title, p.purpose, p.lead FROM committee_programme($1, today()) p
-- part: training
SELECT * FROM committee_training($1, 20)
-- part: versions
SELECT * FROM committee_terms_versions($1)
-- part: others
SELECT s.person, s.capacity, s.group_name, day_words(s.from_day) AS since, day_words(s.to_day) AS until, s.is_past
FROM committee_seats_other($1, today()) s

-- name: committee_entering
-- What a form of a committee is about; raises for everybody who puts no packs together.
SELECT must_have_committee($1) AS title

-- name: seats_standing
SELECT s.entry, concat_ws(', ', seat_shown(s.person, s.vacant), s.capacity, s.group_name) AS words,
       concat_ws(' ', 'from ' || day_words(s.from_day), 'to ' || day_words(s.to_day)) AS days
FROM seat_now s WHERE s.committee = $1 AND coalesce(s.to_day >= today(), true)
ORDER BY s.place, s.entry

-- name: substitutes_standing
SELECT s.entry, concat_ws(', ', seat_shown(s.person, s.vacant), s.group_name) AS words,
       concat_ws(' ', 'from ' || day_words(s.from_day), 'to ' || day_words(s.to_day)) AS days
FROM substitute_now s WHERE s.committee = $1 AND coalesce(s.to_day >= today(), true)
ORDER BY s.group_name, s.person

-- name: programme_standing
SELECT p.entry, concat_ws(': ', p.at, p.title) AS words, '' AS days FROM committee_programme($1, today()) p

-- name: meetings_offered
SELECT m.meeting, m.short_day AS words FROM meeting_rows($1, today(), NULL, false, 60) m

-- name: terms_newest
SELECT terms_newest($1) AS since, day_words(t.from_day) AS "from", t.text, t.size, t.quorum, t.substitutes,
       t.meetings_a_year, t.decides, t.minority_views, t.annual_report, t.question_days, t.casting_vote, t.recorded_vote
FROM (VALUES (1)) one LEFT JOIN LATERAL committee_terms($1, 'infinity') t ON true

-- name: cover_text_newest
-- What holds of a key, and what will: the newest, of a committee or ('') the council.
SELECT cover_text_newest($1, $2) AS since, day_words(t.from_day) AS "from", t.text
FROM (VALUES (1)) one LEFT JOIN LATERAL (
  SELECT c.from_day, c.text FROM cover_text_now c WHERE c.committee = $1 AND c.key = $2
  ORDER BY c.from_day DESC LIMIT 1) t ON true

-- name: cover_text_versions
SELECT c.key, day_words(c.from_day) AS since, c.text FROM cover_text_now c WHERE c.committee = $1
ORDER BY c.key, c.from_day DESC

-- name: meeting_details
SELECT must_assemble(), m.entry AS since, day_words(m.day) AS date, to_char(m.starts, 'HH24:MI') AS time, m.venue,
       m.held, m.link, m.change, m.change_reason, j.link AS joining, group_lines(m.meeting) AS groups,
       c.name || ', ' || day_words(m.day) AS title, by_link_allowed(m.day) AS by_link
FROM meeting_now m JOIN committee_now c USING (committee) LEFT JOIN meeting_joining_now j USING (meeting)
WHERE m.meeting = $1

-- name: seat_add
SELECT seat_add($1, $2::jsonb)

-- name: seat_end
SELECT seat_end($1, $2::jsonb, $3::boolean)

-- name: substitute_add
SELECT substitute_add($1, $2::jsonb)

-- name: substitute_end
SELECT substitute_end($1, $2::jsonb, $3::boolean)

-- name: terms_save
SELECT terms_save($1, $2::jsonb)

-- name: programme_add
SELECT programme_add($1, $2::jsonb)

-- name: programme_move
SELECT programme_move($1, $2::jsonb, $3::boolean)

-- name: training_add
SELECT training_add($1, $2::jsonb)

-- name: cover_text_save
SELECT cover_text_save($1, $2::jsonb)

-- name: meeting_details_save
SELECT meeting_details_save($1, $2::jsonb)

-- name: home_scope
-- Where and when the vital signs stand: nulls for who sees no figures; and what the reader comes to do.
SELECT s.area_id, s.period_id, s.area, s.area_name, s.label, sees_meetings() AS sees_meetings,
       has_role('officer') AS leads, has_role('analyst') AS imports, has_role('finance') AS minds_money,
       has_role('committee_officer') AS assembles, has_role('admin') AS minds_people,
       council_says('committee') AS committee, sees_unreleased() AS sees_unreleased, s.period,
       has_role('auditor') AS audits, has_role('chief_officer') AS signs
FROM (VALUES (1)) one LEFT JOIN (
  SELECT a.area_id, p.period_id, a.area, a.name AS area_name, p.label, p.period
  FROM area_now a CROSS JOIN LATERAL held_periods(vital_signs(), a.area_id, 'month') h JOIN period p USING (period_id)
  WHERE a.area = council() AND h.released
  ORDER BY h.last_day DESC LIMIT 1) s ON true

-- parts: home
-- part: signs
SELECT s.* FROM vital_signs_stand($1::integer, $2::integer) s WHERE $2::integer IS NOT NULL
-- part: restated
SELECT r.* FROM restated($1::integer) r WHERE $1::integer IS NOT NULL
-- part: meeting
SELECT m.* FROM meeting_next() m WHERE $6::boolean
-- part: committees
SELECT c.committee, c.name, c.capacity, c.votes, day_words(c.until_day) AS until, c.meeting, c.day, c.to_come
FROM committees_own() c WHERE $6::boolean
-- part: notes
SELECT n.* FROM notes_own() n WHERE $6::boolean
-- part: owned
SELECT o.* FROM actions_owned() o WHERE $6::boolean
-- part: risks
SELECT r.* FROM risks_owned() r WHERE $7::boolean
-- part: due
SELECT a.meeting, a.short_day, a.committee_name, day_words(a.due) AS due, a.due < today() AS is_late
FROM agendas_due() a WHERE $7::boolean LIMIT 1
-- part: led
SELECT l.* FROM led_on($1::integer, $2::integer) l WHERE $7::boolean AND $2::integer IS NOT NULL
-- part: unreleased
SELECT i.* FROM imports_unreleased() i WHERE $13::boolean
-- part: missing
SELECT m.* FROM returns_missing($1::integer, $2::integer) m WHERE $8::boolean AND $2::integer IS NOT NULL
-- part: variances
SELECT v.* FROM variances_largest() v WHERE $9::boolean
-- part: moved
SELECT v.* FROM forecast_moved() v WHERE $9::boolean
-- part: unmapped
SELECT u.* FROM centres_unmapped() u WHERE $9::boolean
-- part: timetable
SELECT t.* FROM publication_timetable() t WHERE $10::boolean
-- part: coming
SELECT m.* FROM meeting_rows(NULL, today(), NULL, false, 12) m WHERE $10::boolean
-- part: meetings
SELECT m.* FROM meeting_rows(NULL, NULL, today() - 1, true, 12) m WHERE $10::boolean
-- part: papers
SELECT p.paper, p.title, p.meeting, p.item, p.number, p.committee_name, day_words(p.iso_day) AS day, p.lead,
       paper_state_words(p.state) AS state_words, p.handed_by, moment_words(p.handed_at) AS handed,
       day_words(p.due) AS due,
       p.due < today() AS is_late, p.waits, p.exempt
FROM paper_list(NULL, 12) p WHERE ($10::boolean OR $13::boolean) AND p.waits
-- part: published
SELECT c.* FROM publications_changed() c WHERE $10::boolean OR $7::boolean
-- part: trail
SELECT t.* FROM audit_home() t WHERE $15::boolean
-- part: health
SELECT h.* FROM health() h WHERE $11::boolean
-- part: exemptions
SELECT e.* FROM exemptions_due() e WHERE $10::boolean
-- part: people
-- Of whom something needs doing: see person_list().
SELECT p.username, p.name, p.need, p.state, p.role_words FROM person_list() p WHERE $11::boolean AND p.urgency < 4
LIMIT 30

-- name: committee_list
SELECT * FROM committee_list() c WHERE c.committee = $1 OR $1 IS NULL

-- name: committee_seats
SELECT person, capacity, voting, from_day, to_day, day_words(from_day) AS since, day_words(to_day) AS until
FROM committee_seats($1, today()) ORDER BY place

-- name: committee_meetings
SELECT * FROM committee_meetings($1)

-- name: agenda_made
SELECT a.*, format('After %s, %s', a.number, a.title) AS after,
       m.committee_name || ', ' || m.short_day AS meeting_title,
       m.is_published
FROM meeting_shown m LEFT JOIN agenda_made($1) a ON true
WHERE m.meeting = $1

-- name: agenda_item_filled
SELECT * FROM agenda_item_filled($1, $2, $3)

-- name: agenda_item_save
-- $5 on: title, kind, lead, words, recommendations, report, follows, exempt_paragraph, exempt_reason, public_interest,
-- approved_by, review, late_reason, education, audience, audience_names.
SELECT agenda_item_save($1, $2, $3::bigint, $4, (
  SELECT jsonb_object_agg(w.key, nullif(btrim(w.value), ''))
  FROM (VALUES ('title', $5), ('kind', $6), ('lead', $7), ('words', $8), ('recommendations', $9), ('report', $10),
          ('follows', $11), ('exempt_paragraph', $12), ('exempt_reason', $13), ('public_interest', $14),
          ('approved_by', $15), ('review', $16), ('late_reason', $17), ('education', $18), ('audience', $19),
          ('audience_names', $20)) AS w (key, value))) AS number

-- name: agenda_item_move
SELECT agenda_item_move($1, $2, $3::boolean) AS said

-- name: agenda_item_remove
SELECT agenda_item_remove($1, $2) AS said

-- name: item_kinds
SELECT kind, label FROM item_kinds() ORDER BY place

-- name: papers_named
SELECT p.paper FROM paper_now p ORDER BY p.entry DESC LIMIT 100

-- name: meeting_filled
SELECT * FROM meeting_filled($1)

-- name: meeting_make
SELECT meeting_make($1, $2::date, $3, $4, $5::boolean) AS meeting

-- name: notes_of
SELECT * FROM notes_of($1)

-- name: note_save
SELECT note_save($1, $2::integer, $3, $4, $5, $6)

-- name: note_remove
SELECT note_remove($1, $2::integer)
