-- Erasure for data protection: src/cli/erase.c, src/page/erasure.c.

-- name: erasure_ask
SELECT erasure_ask($1, $2, $3) AS erasure_id

-- name: erasure_confirm
SELECT erasure_confirm($1::integer, $2, $3)

-- name: erasure_refuse
SELECT erasure_refuse($1::integer, $2)

-- name: erasure_list
-- Those that the reader may see, or one; what is asked for as it is typed.
SELECT e.erasure_id, e.kind || ' ' || e.name AS what, e.reason, e.asked_by, e.asked,
       to_char(e.asked_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS asked_at, e.decided_by, e.decided,
       to_char(e.decided_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS decided_at, e.state, e.swept, e.may_confirm, e.may_refuse
FROM erasure_list() e WHERE $1::integer IS NULL OR e.erasure_id = $1::integer

-- parts: erasures
-- part: list
SELECT e.erasure_id, e.kind || ' ' || e.name AS what, e.asked_by, e.asked, e.state, e.decided_by, e.decided, e.swept
FROM erasure_list() e

-- name: erasure_scope
-- No row: there is none of this number that the reader may see.
SELECT e.erasure_id, format('Erasure %s', e.erasure_id) AS title, e.kind || ' ' || e.name AS what, e.reason, e.asked_by,
       e.asked, e.decided_by, e.decided, e.state, e.swept, e.may_confirm, e.may_refuse,
       day_words((e.decided_at AT TIME ZONE 'Europe/London')::date
         + (SELECT s.value::integer FROM setting s WHERE s.key = 'backup_days')) AS backup_until
FROM erasure_list() e WHERE e.erasure_id::text = $1

-- parts: erasure
-- part: files
SELECT f.import_id, f.kind, f.name, f.rows, shown(f.rows, 0, 'count') AS rows_shown, f.periods, f.sha256, f.released
FROM erasure_files($1::integer) f
-- part: shown
SELECT s.words, s.address FROM erasure_shown_at($1::integer) s

-- name: erasure_decide
-- What the forms of one need to know.
SELECT e.may_confirm, e.may_refuse, e.asked_by_reader, erasure_seen_now(e.erasure_id) AS seen
FROM erasure_list() e WHERE e.erasure_id::text = $1

-- name: erasure_sweep
-- As the owner: what is to be written anew, a command a row; whose traces go with it; who may still see them.
SELECT u.erasures::text AS erasures, format('VACUUM (FULL, ANALYZE) moothall.%I', t.name) AS command,
       cardinality(u.erasures) AS count, transactions_open() AS open
FROM erasure_unswept() u, unnest(u.tables) t (name)
WHERE to_regclass('moothall.' || t.name) IS NOT NULL

-- name: erasure_still_open
SELECT count(*) AS open FROM pg_locks l WHERE l.locktype = 'virtualxid' AND l.virtualxid = ANY ($1::text[])

-- name: erasure_statistics
-- The planner keeps values of columns; whether their table may be written anew by this role, and who has begun since
-- others were waited for: the values that the tables' new statistics took the place of are kept for them.
SELECT pg_has_role(current_user, d.datdba, 'MEMBER') AS may, transactions_open() AS open
FROM pg_database d WHERE d.datname = current_database()

-- name: erasure_swept
SELECT erasure_swept($1::integer[])
