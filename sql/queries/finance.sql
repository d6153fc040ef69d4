-- The statements of money: src/report/revenue.c, balances.c.

-- name: statement_scope
SELECT s.period_id, s.period, s.label, s.kind, s.last_day,
       $1 IN ('la', 'schools') AND statement_from_ledger($1, s.period_id) AS from_ledger
FROM statement_scope($1, $2) s

-- name: revenue_page
-- The local authority's statement or the schools', $1, of the period $2, with all that stands below it.
-- part: lines
SELECT kind, group_name, line_name, slug(line_name) AS slug, millions(budget) AS budget, millions(outturn) AS outturn, millions_signed(variance) AS variance,
       CASE WHEN kind = 'body' THEN percent_signed(percent) END AS percent, round(percent) AS percent_number,
       CASE WHEN is_new THEN 'new' ELSE millions_signed(movement) END AS movement, unknown, reason, released
FROM revenue_statement($1, $2::integer) WITH ORDINALITY AS s (kind, group_name, line_name, budget, outturn, variance, percent,
       movement, is_new, unknown, reason, released, place)
ORDER BY place
-- part: vanished
SELECT line_name, millions_signed(variance) AS variance
FROM revenue_vanished($1, $2::integer) WITH ORDINALITY AS v (line_name, variance, place)
ORDER BY place
-- part: shortfall
-- What a statement out of the ledger leaves out: nothing for one that was entered.
SELECT u.centres, pounds(u.actual) AS actual, pounds(u.budget) AS budget, pounds(u.forecast) AS forecast,
       millions_signed(millions_of(u.forecast - u.budget)) AS variance
FROM ledger_unmapped_sum($1, $2::integer) u
WHERE statement_from_ledger($1, $2::integer)
-- part: differences
SELECT group_name, line_name, measure, printed, computed, documents
FROM finance_differences($1, $2::integer) WITH ORDINALITY AS d (group_name, line_name, measure, printed, computed,
       documents, place)
ORDER BY place
-- part: history
SELECT p.period, p.short, p.label, millions_signed(t.variance) AS variance, t.released
FROM revenue_totals($1, $2::integer) t JOIN period p USING (period_id)
ORDER BY p.last_day
-- part: linked
-- What hangs on the lines; $3 the day that the risks stand for, null: today.
SELECT DISTINCT l.place, l.line_name, millions_signed(l.variance) AS variance, i.ref, i.name, k.risk, r.name AS risk_name, r.score, r.rating,
       r.likelihood, r.impact
FROM revenue_lines($1, $2::integer) l JOIN link_now k ON k.budget_line = l.line_name JOIN indicator_now i USING (indicator_id)
     LEFT JOIN risk_register($3::date) r ON r.number = k.risk
ORDER BY l.place, l.line_name, i.ref, k.risk

-- name: capital_page
-- part: schemes
SELECT kind, scheme, millions(approved) AS approved, millions(spent) AS spent, millions(forecast) AS forecast,
       millions_signed(variance) AS variance, millions_signed(reprofiled) AS reprofiled, millions_signed(rest) AS rest, reason, released
FROM capital_statement($1::integer) WITH ORDINALITY AS s (kind, scheme, approved, spent, forecast, variance, reprofiled, rest, reason,
       released, place)
ORDER BY place
-- part: funding
SELECT kind, source, schemes, millions(amount) AS amount, released
FROM capital_funding_statement($1::integer) WITH ORDINALITY AS s (kind, source, schemes, amount, released, place)
ORDER BY place
-- part: balance
SELECT scheme, millions(forecast) AS forecast, millions(funding) AS funding, millions(abs(difference)) AS difference,
       sign(difference)::integer AS side
FROM capital_balance($1::integer) WITH ORDINALITY AS b (scheme, forecast, funding, difference, place)
ORDER BY place

-- name: balances_page
-- $1 and $2 as of revenue_page; so in the next one.
-- part: lines
SELECT kind, line_name, millions(opening) AS opening, millions(closing) AS closing, millions_signed(in_year) AS in_year,
       millions_signed(academies) AS academies, released
FROM balance_statement($2::integer) WITH ORDINALITY AS s (kind, line_name, opening, closing, in_year, academies, forecast,
       released, place)
ORDER BY place
-- part: differences
SELECT group_name, line_name, measure, printed, computed, documents
FROM finance_differences($1, $2::integer) WITH ORDINALITY AS d (group_name, line_name, measure, printed, computed,
       documents, place)
ORDER BY place

-- name: reserves_page
-- part: lines
SELECT kind, group_name, line_name, millions(opening) AS opening, millions_signed(approved) AS approved,
       millions_signed(recommended) AS recommended, millions(closing) AS closing, reason, released,
       count(*) FILTER (WHERE kind = 'body') OVER (PARTITION BY group_name) AS lines
FROM reserve_statement($2::integer) WITH ORDINALITY AS s (kind, group_name, line_name, opening, approved, recommended, closing,
       reason, released, place)
ORDER BY place
-- part: differences
SELECT group_name, line_name, measure, printed, computed, documents
FROM finance_differences($1, $2::integer) WITH ORDINALITY AS d (group_name, line_name, measure, printed, computed,
       documents, place)
ORDER BY place
