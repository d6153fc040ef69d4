-- The audit trail: src/auth/audit.c, src/report/audit/, src/cli/audit.c.

-- name: audit_note
-- $3 and $4: names and values of the details; those without a value are left out.
SELECT audit_note($1, $2, jsonb_strip_nulls(jsonb_object($3::text[], $4::text[])))

-- name: audit_export
-- $1: what was taken; $2: in which face; $3: how many rows.
SELECT audit_export($1, $2, $3::bigint)

-- name: audit_refused
-- $1: the status; $2: the method; $3: the path of the address.
SELECT audit_refused($1::integer, $2, $3)

-- name: audit_chain
SELECT audit_chain() AS chained

-- name: audit_verify
-- One row a finding, each with how the trail stands; one at least. Both see the same moment.
SELECT s.*, v.seq, v.event_id, v.problem, v.words, moment_words(s.head_at) AS head_time,
       moment_words(s.pruned_at) AS pruned_time, moment_words(s.waiting_since) AS waiting_time
FROM audit_state() s LEFT JOIN audit_verify($1) v ON true

-- name: audit_verified
SELECT audit_verified($1::bigint, $2)

-- name: audit_prune
SELECT pruned, kept, upto FROM audit_prune()

-- name: audit_hold
SELECT audit_hold_place($1, $2, $3, $4, $5) AS hold_id

-- name: audit_hold_end
SELECT audit_hold_end($1::integer, $2)

-- name: audit_holds
SELECT h.hold_id, h.username, h.from_day, h.to_day, h.reason, h.placed_by, moment_words(h.placed_at) AS placed,
       h.ended_by, moment_words(h.ended_at) AS ended
FROM audit_hold h ORDER BY h.hold_id

-- name: audit_person
SELECT part, to_char(at, 'YYYY-MM-DD HH24:MI:SS') AS at, what, value FROM audit_person($1)

-- name: audit_scope
SELECT * FROM audit_scope($15, $16, $17, $4, $5, $8)

-- parts: audit
-- part: standing
SELECT s.*, moment_words(s.head_at) AS head_time, moment_words(s.verified_at) AS verified_time,
       moment_words(s.waiting_since) AS waiting_time, moment_words(s.pruned_at) AS pruned_time FROM audit_standing() s
-- part: refusals
SELECT r.* FROM audit_refusals() r
-- part: names
SELECT n.event FROM audit_names() n
-- part: events
SELECT p.* FROM audit_page($1, $2, $3, $4::date, $5::date, $6::integer) p

-- name: audit_export_begin
-- What is asked for, as audit_scope has it, and up to where it goes.
SELECT s.*, coalesce((SELECT max(l.seq) FROM audit_link l), 0) AS upto
FROM audit_scope($1, $2, $3, $4, $5, NULL) s

-- name: audit_export_rows
SELECT r.* FROM audit_rows($1, $2, $3, $4::date, $5::date, $6::bigint, $7::bigint, 5000) r
