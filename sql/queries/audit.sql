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
