-- Key financial points, and the forecast over the months: src/report/key_points.c, finance_charts.c.

-- name: key_points
SELECT topic, href, words FROM key_points($1::integer) ORDER BY place

-- name: revenue_history
SELECT p.period, p.short, p.label, millions_signed(t.variance) AS variance, t.released
FROM revenue_totals($1, $2::integer) t JOIN period p USING (period_id)
ORDER BY p.last_day
