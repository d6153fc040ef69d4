-- Indicators, budget lines and risks beside one another: src/report/linked.c. Of the first two parameters
-- of each one is null: what the links are looked up by.

-- name: linked_lines
SELECT l.line_name, l.statement, statement_href(l.statement, p.period) AS href, p.label, millions(l.budget) AS budget, millions(l.outturn) AS outturn, millions_signed(l.variance) AS variance,
       CASE WHEN l.statement IS NOT NULL THEN percent_signed(l.percent) END AS percent, round(l.percent) AS percent_number,
       CASE WHEN l.is_new THEN 'new' ELSE millions_signed(l.movement) END AS movement, l.released
FROM linked_lines(ARRAY(SELECT k.budget_line FROM link_now k WHERE k.budget_line <> '' AND (k.indicator_id = $1::integer OR k.risk = $2::text)),
       coalesce($3::date, current_date)) WITH ORDINALITY AS l (line_name, statement, period_id, budget, outturn, variance, percent, movement,
       is_new, released, place) LEFT JOIN period p USING (period_id)
ORDER BY l.place

-- name: linked_risks
SELECT k.risk AS number, r.name, r.score, r.rating, r.likelihood, r.impact, r.target_score, r.target_rating, r.target_likelihood,
       r.target_impact, r.direction, to_char(r.reviewed, 'FMDD FMMonth YYYY') AS reviewed, coalesce(r.released, true) AS released
FROM (SELECT DISTINCT l.risk FROM link_now l WHERE l.risk <> '' AND (l.indicator_id = $1::integer OR l.budget_line = $2::text)) k
     LEFT JOIN risk_register($3::date) r ON r.number = k.risk
ORDER BY r.score DESC NULLS LAST, k.risk

-- name: linked_indicators
SELECT f.ref, f.name, p.label, f.text, f.number, f.rag, f.dot, f.status, f.marks, f.difference
FROM linked_figures(ARRAY(SELECT DISTINCT k.indicator_id FROM link_now k WHERE k.budget_line = $1::text OR k.risk = $2::text),
       coalesce($3::date, current_date)) WITH ORDINALITY AS f (ref, name, period_id, text, number, rag, dot, status, marks, difference, place)
     LEFT JOIN period p USING (period_id)
ORDER BY f.place

-- name: linked_quotient
SELECT question, words FROM linked_quotient($1::integer, $2::integer, $3::integer)

-- name: statement_links
-- What hangs on the lines of a statement.
SELECT DISTINCT l.place, l.line_name, millions_signed(l.variance) AS variance, i.ref, i.name, k.risk, r.name AS risk_name, r.score, r.rating,
       r.likelihood, r.impact
FROM revenue_lines($1, $2::integer) l JOIN link_now k ON k.budget_line = l.line_name JOIN indicator_now i USING (indicator_id)
     LEFT JOIN risk_register($3::date) r ON r.number = k.risk
ORDER BY l.place, l.line_name, i.ref, k.risk
