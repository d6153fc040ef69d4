-- name: migration_list
SELECT name, sha256 FROM moothall.migration

-- name: migration_add
INSERT INTO moothall.migration (name, sha256) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, applied_at = now()

-- name: migration_table
SELECT to_regclass('moothall.migration') IS NOT NULL AS present

-- name: migration_lock
SELECT pg_advisory_xact_lock(7316405)
