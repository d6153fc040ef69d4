-- name: migration_list
SELECT name, sha256 FROM moothall.migration

-- name: migration_add
INSERT INTO moothall.migration (name, sha256, version) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, version = excluded.version, applied_at = now()

-- name: migration_newest
-- The newest version of what is there, if it is newer than $1. What follows the numbers ("-rc1") does not count.
SELECT v.version
FROM (SELECT DISTINCT m.version,
             string_to_array(substring(m.version FROM '^[0-9]+(?:[.][0-9]+)*'), '.')::integer[] AS numbers
      FROM moothall.migration m) v
WHERE v.numbers > string_to_array(substring($1 FROM '^[0-9]+(?:[.][0-9]+)*'), '.')::integer[]
ORDER BY v.numbers DESC LIMIT 1

-- name: migration_table
-- Whether it is there, and whether it is for whoever has connected: asked of the catalogue, which all may read.
SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'moothall' AND c.relname = 'migration') AS present,
       EXISTS (SELECT FROM pg_roles r WHERE r.rolname = 'moothall_owner'
                                        AND NOT pg_has_role(session_user, r.oid, 'MEMBER')) AS closed

-- name: gate_pass
-- Every transaction of ours goes through it together with the others, and a migration alone: what it takes away is in
-- nobody's hands, and what comes meanwhile waits here, before it has touched anything.
SELECT pg_advisory_xact_lock_shared(7316405)

-- name: gate_passed
-- A connection hears of what others have changed when it locks a relation, and not before: without this, what waited
-- at the gate would go on with functions that are gone.
SELECT FROM pg_catalog.pg_namespace LIMIT 0

-- name: gate_close
SELECT pg_advisory_xact_lock(7316405)

-- name: limits
-- For the rest of the transaction: how long a statement may take ($1), and how long it may wait for a lock ($2).
SELECT set_config('statement_timeout', $1::text, true) AS statement, set_config('lock_timeout', $2::text, true) AS lock

-- name: migration_quiet
-- Whether the server's log is spared what people type: see sql/roles.sql.
SELECT EXISTS (SELECT FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
               WHERE r.rolname = 'moothall_app' AND s.setdatabase = 0
                 AND s.setconfig @> ARRAY['log_min_messages=log']) AS quiet
