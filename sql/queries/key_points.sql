-- Key financial points, and what the charts of the statements need: src/report/key_points.c, finance_charts.c.

-- name: key_points
SELECT topic, href, words FROM key_points($1::integer) ORDER BY place

-- name: revenue_chart_words
SELECT variance_chart_words($1, $2::integer) AS words

-- name: reserves_chart_words
SELECT reserves_chart_words($1::integer) AS words

-- name: revenue_history
-- The totals of the statements that are held of the same financial year, up to this one.
SELECT p.period, p.short, p.label, millions_signed(s.variance) AS variance, millions_signed(s.movement) AS movement, s.unknown, s.released
FROM period at JOIN period p ON p.financial_year = at.financial_year AND p.last_day <= at.last_day
     CROSS JOIN LATERAL revenue_statement($1, p.period_id) s
WHERE at.period_id = $2::integer AND s.kind = 'total'
  AND p.period_id IN (SELECT r.period_id FROM revenue_now r WHERE r.statement = $1)
ORDER BY p.last_day
