-- The ledger's import: src/intake/ledger.c.

-- name: ledger_open
SELECT cost_centre_id, cost_centre, first_day, last_day FROM ledger_open($1::integer)

-- name: ledger_copy
COPY ledger_incoming (line, day, month, cost_centre_id, pence, posting, subjective, description)
  FROM STDIN (FORMAT binary, FREEZE)

-- name: ledger_close
SELECT line, "column", value, expected FROM ledger_close($1::integer, $2, $3::integer)

-- name: load_cost_centres
SELECT line, "column", value, expected FROM load_cost_centres($1::integer, $2::jsonb)

-- name: load_profiles
SELECT line, "column", value, expected FROM load_profiles($1::integer, $2::jsonb)

-- name: load_ledger_budgets
SELECT line, "column", value, expected FROM load_ledger_budgets($1::integer, $2::jsonb)

-- name: load_commitments
SELECT line, "column", value, expected FROM load_commitments($1::integer, $2::jsonb)

-- name: load_forecasts
SELECT line, "column", value, expected FROM load_forecasts($1::integer, $2::jsonb)
