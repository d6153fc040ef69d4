-- The statements of money: src/report/revenue.c, balances.c.

-- name: statement_scope
SELECT s.period_id, s.period, s.label, s.kind, s.last_day,
       $1 IN ('la', 'schools') AND statement_from_ledger($1, s.period_id) AS from_ledger
FROM statement_scope($1, $2) s

-- name: revenue_statement
SELECT kind, group_name, line_name, slug(line_name) AS slug, millions(budget) AS budget, millions(outturn) AS outturn, millions_signed(variance) AS variance,
       CASE WHEN kind = 'body' THEN percent_signed(percent) END AS percent, round(percent) AS percent_number,
       CASE WHEN is_new THEN 'new' ELSE millions_signed(movement) END AS movement, unknown, reason, released
FROM revenue_statement($1, $2::integer) WITH ORDINALITY AS s (kind, group_name, line_name, budget, outturn, variance, percent,
       movement, is_new, unknown, reason, released, place)
ORDER BY place

-- name: revenue_vanished
SELECT line_name, millions_signed(variance) AS variance
FROM revenue_vanished($1, $2::integer) WITH ORDINALITY AS v (line_name, variance, place)
ORDER BY place

-- name: capital_statement
SELECT kind, scheme, millions(approved) AS approved, millions(spent) AS spent, millions(forecast) AS forecast,
       millions_signed(variance) AS variance, millions_signed(reprofiled) AS reprofiled, millions_signed(rest) AS rest, reason, released
FROM capital_statement($1::integer) WITH ORDINALITY AS s (kind, scheme, approved, spent, forecast, variance, reprofiled, rest, reason,
       released, place)
ORDER BY place

-- name: capital_funding_statement
SELECT kind, source, schemes, millions(amount) AS amount, released
FROM capital_funding_statement($1::integer) WITH ORDINALITY AS s (kind, source, schemes, amount, released, place)
ORDER BY place

-- name: capital_balance
SELECT scheme, millions(forecast) AS forecast, millions(funding) AS funding, millions(abs(difference)) AS difference,
       sign(difference)::integer AS side
FROM capital_balance($1::integer) WITH ORDINALITY AS b (scheme, forecast, funding, difference, place)
ORDER BY place

-- name: balance_statement
SELECT kind, line_name, millions(opening) AS opening, millions(closing) AS closing, millions_signed(in_year) AS in_year,
       millions_signed(academies) AS academies, released
FROM balance_statement($1::integer) WITH ORDINALITY AS s (kind, line_name, opening, closing, in_year, academies, forecast,
       released, place)
ORDER BY place

-- name: reserve_statement
SELECT kind, group_name, line_name, millions(opening) AS opening, millions_signed(approved) AS approved,
       millions_signed(recommended) AS recommended, millions(closing) AS closing, reason, released,
       count(*) FILTER (WHERE kind = 'body') OVER (PARTITION BY group_name) AS lines
FROM reserve_statement($1::integer) WITH ORDINALITY AS s (kind, group_name, line_name, opening, approved, recommended, closing,
       reason, released, place)
ORDER BY place

-- name: finance_differences
SELECT group_name, line_name, measure, printed, computed, documents
FROM finance_differences($1, $2::integer) WITH ORDINALITY AS d (group_name, line_name, measure, printed, computed,
       documents, place)
ORDER BY place
