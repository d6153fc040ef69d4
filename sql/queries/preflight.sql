-- The preflight of a pack: src/report/preflight.c.

-- name: preflight_allowed
SELECT must_assemble()

-- name: preflight_mark
-- A paper that cannot be built is a finding, and what comes after it is looked at all the same.
SAVEPOINT preflight

-- name: preflight_back
ROLLBACK TO SAVEPOINT preflight
