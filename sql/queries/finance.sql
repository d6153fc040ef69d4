-- The pages of money, each in one answer (src/db/parts.c takes it apart): src/report/revenue.c, revenue_line.c, capital.c,
-- balances.c, contributions.c, cost_centre.c.

-- name: statement_scope
SELECT s.period_id, s.period, s.label, s.kind, s.last_day FROM statement_scope($1, $2) s

-- name: revenue_page
SELECT part, cells FROM revenue_page($1, $2, $3::date)

-- name: line_page
SELECT part, cells FROM line_page($1, $2, $3, $4::date)

-- name: cost_centres_page
SELECT part, cells FROM cost_centres_page($1)

-- name: cost_centre_page
SELECT part, cells FROM cost_centre_page($1, $2, $3::integer, $4::integer)

-- name: capital_page
SELECT part, cells FROM capital_page($1)

-- name: balances_page
SELECT part, cells FROM balances_page($1)

-- name: reserves_page
SELECT part, cells FROM reserves_page($1)

-- name: contributions_page
SELECT part, cells FROM contributions_page()
