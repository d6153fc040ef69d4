-- Committees' meetings, agendas and packs, and the home page: src/report/committee/.

-- name: meeting_scope
SELECT s.*, council_says('committee') AS committee_word FROM meeting_scope($1) s

-- parts: meeting
-- part: seats
SELECT * FROM meeting_seats($1)
-- part: agenda
-- Without the texts of the papers, which only a pack prints.
SELECT a.meeting, a.item, a.title, a.lead, a.exempt_paragraph, a.needs_paper, a.paper_text IS NOT NULL AS has_paper,
       a.attached, a.attached_pages, a.attached_size, a.late, a.minutes
FROM meeting_agenda($1) a
-- part: contacts
SELECT * FROM meeting_contacts($1)

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
-- part: agenda
SELECT a.*, a.paper_text IS NOT NULL AS has_paper FROM meeting_agenda($1) a
-- part: contacts
SELECT * FROM meeting_contacts($1)
-- part: head
SELECT h.head FROM meeting_head($1) h
-- part: minutes
-- Of the meeting before, which an item of the agenda is to confirm.
SELECT s.* FROM minutes_scope(minutes_printed($1)) s
-- part: attendance
SELECT a.* FROM minutes_attendance(minutes_printed($1)) a
-- part: declarations
SELECT d.* FROM minutes_declarations(minutes_printed($1)) d
-- part: flow
SELECT f.* FROM minutes_flow(minutes_printed($1)) f
-- part: motions
SELECT m.* FROM minutes_motions(minutes_printed($1)) m
-- part: resolutions
SELECT r.* FROM minutes_resolutions(minutes_printed($1)) r

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

-- name: preflight_scope
SELECT * FROM preflight_scope($1)

-- parts: preflight
-- part: reading
SELECT set_config('moothall.reading', 'pack', true)
-- part: agenda
SELECT a.*, a.paper_text IS NOT NULL AS has_paper FROM meeting_agenda($1) a

-- part: notice
SELECT * FROM notice_findings($1)

-- name: preflight_mark
-- A paper that cannot be built is a finding, and what comes after it is looked at all the same.
SAVEPOINT preflight

-- name: preflight_back
ROLLBACK TO SAVEPOINT preflight

-- name: preflight_faults
SELECT * FROM printed_faults($1::text[], $2::text[], $3::text[], $4::text[])

-- name: meetings_scope
SELECT council_says('committee') AS committee

-- parts: meetings
-- part: meetings
SELECT * FROM meeting_list()

-- name: committees_scope
SELECT council_says('committee') AS committee

-- parts: committees
-- part: committees
SELECT c.committee, c.name, c.seats, nullif(c.seats - c.voting, 0) AS silent, c.meeting, c.day,
       c.starts, c.venue, c.to_come
FROM committee_list() c

-- name: committee_scope
SELECT c.committee, c.name AS title FROM committee_list() c WHERE c.committee = $1

-- parts: committee_page
-- part: meetings
SELECT m.meeting, m.day AS short_day, m.starts, m.venue, m.is_published, m.to_come FROM committee_meetings($1) m
-- part: seats
SELECT s.person, s.capacity, s.voting, day_words(s.from_day) AS since, day_words(s.to_day) AS until
FROM committee_seats($1, today()) s ORDER BY s.place
-- part: others
SELECT s.person, s.capacity, s.voting, day_words(s.from_day) AS since, day_words(s.to_day) AS until, s.is_past
FROM committee_seats_other($1, today()) s

-- name: home_scope
-- Where and when the vital signs stand: nulls for who sees no figures; and what the reader comes to do.
SELECT s.area_id, s.period_id, s.area, s.area_name, s.label, sees_meetings() AS sees_meetings,
       has_role('officer') AS leads, has_role('analyst') AS imports, has_role('finance') AS minds_money,
       has_role('committee_officer') AS assembles, has_role('admin') AS minds_people,
       council_says('committee') AS committee, sees_unreleased() AS sees_unreleased, s.period
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
-- part: led
SELECT l.* FROM led_on($1::integer, $2::integer) l WHERE $7::boolean AND $2::integer IS NOT NULL
-- part: unreleased
SELECT i.* FROM imports_unreleased() i WHERE $13::boolean
-- part: missing
SELECT m.* FROM returns_missing($1::integer, $2::integer) m WHERE $8::boolean AND $2::integer IS NOT NULL
-- part: variances
SELECT v.* FROM variances_largest() v WHERE $9::boolean
-- part: meetings
SELECT m.* FROM meeting_list() m WHERE $10::boolean
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
