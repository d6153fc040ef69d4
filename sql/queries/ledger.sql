-- The ledger: its import (src/intake/ledger.c) and its pages (src/report/revenue_line.c, cost_centre.c).

-- name: ledger_open
SELECT cost_centre_id, cost_centre, first_day, last_day FROM ledger_open($1::integer)

-- name: ledger_copy
COPY ledger_incoming (line, day, month, cost_centre_id, pence, posting, subjective, description) FROM STDIN (FORMAT binary, FREEZE)

-- name: ledger_close
SELECT line, "column", value, expected FROM ledger_close($1::integer, $2, $3::integer)

-- name: load_cost_centres
SELECT line, "column", value, expected FROM load_cost_centres($1, $2)

-- name: load_profiles
SELECT line, "column", value, expected FROM load_profiles($1, $2)

-- name: load_ledger_budgets
SELECT line, "column", value, expected FROM load_ledger_budgets($1, $2)

-- name: load_commitments
SELECT line, "column", value, expected FROM load_commitments($1, $2)

-- name: load_forecasts
SELECT line, "column", value, expected FROM load_forecasts($1, $2)

-- name: ledger_scope
SELECT s.period_id, s.period, s.label, s.kind, s.last_day FROM ledger_scope($1) s

-- name: statement_line
-- A line by its address ($3) in the statement $1 of the period $2: its part of the statement, what the ledger has of
-- it, and what hangs on it. No row: there is no such line.
SELECT coalesce(r.line_name, l.line_name) AS line_name, millions(r.budget) AS budget, millions(r.outturn) AS outturn,
       millions_signed(r.variance) AS variance, percent_signed(r.percent) AS percent,
       CASE WHEN r.is_new THEN 'new' ELSE millions_signed(r.movement) END AS movement, r.reason, r.released,
       pounds(l.budget) AS ledger_budget, pounds(l.profiled) AS profiled, pounds(l.actual) AS actual, pounds(l.committed) AS committed,
       pounds(l.computed) AS computed, pounds(l.forecast) AS forecast, l.is_manual, l.reason AS forecast_reason, l.centres
FROM (SELECT * FROM revenue_lines($1, $2::integer, $3) v WHERE slug(v.line_name) = slug($3)) r
     FULL JOIN ledger_lines($1, $2::integer, $3) l USING (line_name)
LIMIT 1
-- part: cost_centres
SELECT cost_centre, name, pounds(budget) AS budget, pounds(profiled) AS profiled, pounds(actual) AS actual, pounds(committed) AS committed,
       pounds(forecast) AS forecast, pounds_signed(forecast - budget) AS variance, released
FROM ledger_line_centres($1, head.line_name, $2::integer)
-- part: subjectives
SELECT subjective, pounds(budget) AS budget, pounds(profiled) AS profiled, pounds(actual) AS actual, pounds(committed) AS committed,
       pounds(forecast) AS forecast, pounds_signed(forecast - budget) AS variance
FROM ledger_subjectives($2::integer, ledger_line_ids($1, head.line_name))
-- part: indicators
SELECT * FROM indicators_linked_to(head.line_name, NULL, (SELECT last_day FROM period WHERE period_id = $2::integer))
-- part: risks
-- $4: the day that they stand for, null: today.
SELECT * FROM risks_linked_to(NULL, head.line_name, $4::date)

-- name: ledger_page
-- part: lines
-- Every line, and cost centres without one, of both statements, in £: what the ledger's own page shows.
SELECT statement, kind, line_name, slug(line_name) AS slug, pounds(budget) AS budget, pounds(profiled) AS profiled, pounds(actual) AS actual, pounds(committed) AS committed,
       pounds(forecast) AS forecast, pounds_signed(forecast - budget) AS variance, centres
FROM ledger_statement($1::integer) WITH ORDINALITY AS s (statement, kind, line_name, budget, profiled, actual, committed, forecast, centres, place)
ORDER BY place
-- part: unmapped
-- The cost centres without a line.
SELECT cost_centre, name, pounds(budget) AS budget, pounds(profiled) AS profiled, pounds(actual) AS actual, pounds(committed) AS committed,
       pounds(forecast) AS forecast, pounds_signed(forecast - budget) AS variance, released
FROM ledger_line_centres(NULL, NULL, $1::integer)

-- name: cost_centre
-- $1 the cost centre, $2 the period. No row: there is no such cost centre.
SELECT c.cost_centre_id, c.cost_centre, c.name, c.statement, c.line_name, slug(c.line_name) AS slug, s.period_id, s.period, s.label
FROM ledger_centre($1) c CROSS JOIN LATERAL ledger_scope($2) s

-- name: cost_centre_page
-- The cost centre $1 in the period $2, and the page $4 of its postings, $3 a page.
-- part: subjectives
SELECT subjective, pounds(budget) AS budget, pounds(profiled) AS profiled, pounds(actual) AS actual, pounds(committed) AS committed,
       pounds(forecast) AS forecast, pounds_signed(forecast - budget) AS variance, postings
FROM ledger_subjectives($2::integer, ARRAY[$1::integer])
-- part: pages
SELECT count(*) AS postings, greatest((count(*) + $3::integer - 1) / $3::integer, 1) AS pages
FROM ledger l, period p
WHERE l.cost_centre_id = $1::integer AND p.period_id = $2::integer
  AND l.month BETWEEN make_date(p.financial_year, 4, 1) AND p.last_day
-- part: postings
-- A page of them, newest first. file: where each came from.
SELECT l.posting, to_char(l.day, 'YYYY-MM-DD') AS day, l.subjective, pounds(l.pence) AS amount, l.description, f.name AS file, l.line,
       f.import_id, ledger_released(l.file_id) AS released
FROM ledger l JOIN import_file f USING (file_id), period p
WHERE l.cost_centre_id = $1::integer AND p.period_id = $2::integer
  AND l.month BETWEEN make_date(p.financial_year, 4, 1) AND p.last_day
ORDER BY l.day DESC, l.posting
LIMIT $3::integer OFFSET ($4::integer - 1) * $3::integer
