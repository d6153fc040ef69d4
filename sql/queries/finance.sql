-- The statements of money: src/report/revenue.c, balances.c.

-- name: statement_scope
SELECT s.period_id, s.period, s.label, s.kind, s.last_day FROM statement_scope($1, $2) s

-- name: revenue_statement
SELECT kind, group_name, line_name, millions(budget) AS budget, millions(outturn) AS outturn, millions_signed(variance) AS variance,
       CASE WHEN kind = 'body' THEN percent_signed(percent) END AS percent, round(percent) AS percent_number,
       CASE WHEN is_new THEN 'new' ELSE millions_signed(movement) END AS movement, unknown, reason, released
FROM revenue_statement($1, $2::integer) WITH ORDINALITY AS s (kind, group_name, line_name, budget, outturn, variance, percent,
       movement, is_new, unknown, reason, released, place)
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
