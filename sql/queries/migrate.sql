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

-- name: migration_lock
SELECT pg_advisory_xact_lock(7316405)
