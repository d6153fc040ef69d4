-- The performance reports: src/report/dashboard.c, indicator.c, card.c.

-- name: figures_long
-- Null where nothing is said: from and to are periods, scope is a report's.
SELECT ref, area, cohort, period, scope, text, number, status, marks, why, numerator, denominator, ytd, ytd_number,
       previous_ytd, previous_ytd_number, rolling_12, rolling_12_number, difference, difference_number,
       difference_pct, difference_pct_number, trend, dot, rag, rag_note
FROM figures_long($1, $2, $3, $4, $5)

-- name: indicator
-- What is known of an indicator, for an area and a period of its own, or its last one up to another ($4).
SELECT * FROM indicator_scope($1, $2, $3, $4)

-- name: indicator_data
-- The same with all that its page, its card and its chart say: one row.
SELECT * FROM indicator_scope($1, $2, $3, $4)
-- part: series
SELECT period, short, label, cohort, text, number, numerator, denominator, ytd, ytd_number, ytd_why, rolling_12, rolling_12_number, rolling_12_why,
       previous_ytd, difference, difference_pct, trend, dot, status, marks, why, rag, rag_scope, target,
       dot_why, previous_ytd_why, difference_why, trend_why, break
FROM indicator_series(head.indicator_id, head.area_id, head.period_id)
-- part: rules
SELECT scope, words, rag, taken FROM indicator_rules(head.indicator_id, head.area_id, head.period_id)
-- part: benchmarks
SELECT b.kind, CASE b.kind WHEN 'stat_neighbour_avg' THEN 'Statistical neighbours' WHEN 'best_stat_neighbour' THEN 'Best statistical neighbour'
                           WHEN 'national_avg' THEN 'England' WHEN 'national_top_quartile' THEN 'England, top quartile' ELSE 'Region' END AS label,
       shown(b.value, d.decimals, d.measure) AS text, round(b.value, d.decimals) AS number, p.label AS period
FROM benchmark_now b JOIN indicator_now d USING (indicator_id) LEFT JOIN period p USING (period_id)
WHERE b.indicator_id = head.indicator_id
ORDER BY array_position(ARRAY['stat_neighbour_avg', 'best_stat_neighbour', 'national_avg', 'national_top_quartile', 'region_avg'], b.kind), p.last_day
-- part: process
SELECT short, label, text, number, mean, lpl, upl, mean_text, lpl_text, upl_text, cause, sense, target, target_text, change,
       variation, variation_words, assurance, assurance_words, note, why
FROM spc_series(head.indicator_id, head.area_id, head.period_id)
-- part: commentary
-- The newest commentary up to a period: what was written for a period stays with it. As commentary_for().
SELECT DISTINCT ON (c.kind) c.kind, c.text, p.label AS period, is_released(c.file_id) AS released
FROM commentary_now c JOIN period p USING (period_id)
WHERE c.indicator_id = head.indicator_id AND p.last_day <= (SELECT last_day FROM period WHERE period_id = head.period_id)
ORDER BY c.kind, p.last_day DESC, p.period_id = head.period_id DESC, p.first_day DESC
-- part: terms
-- Of the glossary, that stand in its name; $5: or in its definition.
SELECT g.term, g.short, g.anchor
FROM glossary_in(ARRAY[head.name] || CASE WHEN $5::boolean THEN ARRAY[head.definition, head.numerator, head.denominator] END) g

-- name: indicator_page
-- What the page of an indicator says beside it: $1 the indicator, $2 the area, $3 the period, $4 the day that the
-- linked risks stand for, null: today.
-- part: parts
-- The same figure in the parts of the area, for the period.
SELECT a.area, a.name, f.cohort, f.text, round(f.shown_value, d.decimals) AS number, f.rag, f.rag_scope, f.dot, f.status,
       marks(f.status, f.as_entered, f.released) AS marks, f.why
FROM figures(ARRAY[$1::integer], ARRAY(SELECT area_id FROM area_now WHERE parent_id = $2::integer),
       (SELECT last_day FROM period WHERE period_id = $3::integer), (SELECT last_day FROM period WHERE period_id = $3::integer), NULL) f
     JOIN area_now a USING (area_id) JOIN indicator_now d USING (indicator_id)
WHERE f.period_id = $3::integer
ORDER BY a.name, f.cohort
-- part: differences
SELECT d.short, d.cohort, d.measure, d.printed, d.computed, d.documents
FROM published_differences(ARRAY[$1::integer], $2::integer, (SELECT (last_day - interval '13 years')::date FROM period WHERE period_id = $3::integer),
  (SELECT last_day FROM period WHERE period_id = $3::integer), NULL) d
-- part: provenance
-- The rows that the figure of the period rests on: what it is computed from, each with its origin.
SELECT i.ref, i.name, o.cohort, trim_scale(o.value)::text AS value, trim_scale(o.numerator)::text AS numerator,
       trim_scale(o.denominator)::text AS denominator, o.note, f.name AS file, o.line, m.import_id, m.loaded_by,
       to_char(m.loaded_at, 'FMDD FMMonth YYYY') AS loaded, m.released_at IS NOT NULL AS released
FROM observation_now o JOIN indicator_now i USING (indicator_id) JOIN import_file f ON f.file_id = o.file_id
     JOIN import m ON m.import_id = f.import_id
WHERE o.indicator_id = ANY (with_inputs(ARRAY[$1::integer], (SELECT first_day FROM period WHERE period_id = $3::integer))) AND o.area_id = $2::integer AND o.period_id = $3::integer
ORDER BY i.ref COLLATE natural_order, o.cohort
-- part: lines
SELECT * FROM linked_lines_shown($1::integer, NULL, (SELECT last_day FROM period WHERE period_id = $3::integer))
-- part: risks
SELECT * FROM linked_risks_shown($1::integer, NULL, $4::date)
-- part: quotient
SELECT q.question, q.words FROM linked_quotient($1::integer, $2::integer, $3::integer) q
WHERE EXISTS (SELECT FROM link_now k WHERE k.indicator_id = $1::integer AND k.budget_line <> '')
