-- Key financial points, and what the charts of the statements need: src/report/key_points.c, finance_charts.c.

-- name: key_points
SELECT topic, href, words FROM key_points($1::integer) ORDER BY place

-- name: revenue_chart_words
SELECT variance_chart_words($1, $2::integer) AS words

-- name: reserves_chart_words
SELECT reserves_chart_words($1::integer) AS words

-- name: revenue_history
SELECT p.period, p.short, p.label, millions_signed(t.variance) AS variance, t.released
FROM revenue_totals($1, $2::integer) t JOIN period p USING (period_id)
ORDER BY p.last_day
