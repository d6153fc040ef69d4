-- The performance reports: src/report/performance/.

-- name: figures_scope
-- $4, $5, $6 and $7 are what is asked for: first and last period, indicator, scope of the rules.
SELECT a.area, $4 AS first, $5 AS last, $6 AS ref, $7 AS scope, a.name AS area_name
FROM area_now a WHERE a.area_id = (SELECT find_area($2))

-- parts: figures
-- part: list
SELECT * FROM figures_long($1, $2, $3, $4, $5)

-- name: indicator
-- What is known of an indicator, for an area and a period of its own, or its last one up to another ($4).
SELECT * FROM indicator_scope($1, $2, $3, $4)

-- name: indicator_scope
-- The same with the day that linked risks stand for (null: today): of an indicator's page, card, chart and provenance.
SELECT s.indicator_id, s.area_id, s.period_id, $9 AS day, s.name, s.definition, s.numerator, s.denominator,
       series_since($4, s.period_id) AS since, s.ref || ' ' || s.name AS title, s.ref, s.section, s.polarity, s.measure,
       s.basis, s.lead, s.data_owner, s.area, s.area_name, s.period, s.label, may_comment(s.indicator_id) AS writes
FROM indicator_scope($1, $2, $3, $5) s

-- parts: indicator
-- $1 to $8 are the first eight of its scope, $9 from where the series is asked for.
-- part: series
SELECT * FROM indicator_series($1::integer, $2::integer, $3::integer, $9::date)
-- part: words
SELECT * FROM indicator_said($1::integer, $2::integer, $3::integer, $9::date)
-- part: inputs
-- What it is computed from, and divided by.
SELECT u.side, i.ref, i.name
FROM period p CROSS JOIN LATERAL indicators_at(p.first_day) d
     CROSS JOIN LATERAL (SELECT 'numerator' AS side, n.id, n.place
                         FROM unnest(d.numerator_ids) WITH ORDINALITY AS n (id, place)
                         UNION ALL
                         SELECT 'denominator', n.id, n.place
                         FROM unnest(d.denominator_ids) WITH ORDINALITY AS n (id, place)) u
     JOIN indicator_now i ON i.indicator_id = u.id
WHERE p.period_id = $3::integer AND d.indicator_id = $1::integer
ORDER BY u.side DESC, u.place
-- part: rules
SELECT scope, words, rag, taken FROM indicator_rules($1::integer, $2::integer, $3::integer)
-- part: benchmarks
SELECT * FROM indicator_benchmarks($1::integer, $3::integer)
-- part: process
SELECT * FROM spc_series($1::integer, $2::integer, $3::integer)
-- part: terms
-- In its name, definition, and what it is computed from.
SELECT * FROM glossary_in(ARRAY[$5, $6, $7, $8])
-- part: areas
-- The same figure in the parts of the area.
SELECT a.name AS area, f.cohort, f.number, f.shown, f.rag, f.rag_scope, f.dot, f.dot_why, f.status, f.entered,
       f.released, f.why, f.impossible
FROM period p, figures_shown(ARRAY[$1::integer],
                             ARRAY(SELECT c.area_id FROM area_now c WHERE c.parent_id = $2::integer),
                             p.last_day, p.last_day, NULL) f
     JOIN area_now a USING (area_id)
WHERE p.period_id = $3::integer AND f.period_id = p.period_id
ORDER BY a.name, f.cohort
-- part: differences
SELECT d.short, d.cohort, d.measure, d.printed, d.computed, d.why, d.revised, d.documents
FROM period p, published_differences(ARRAY[$1::integer], ARRAY[$2::integer], (p.last_day - interval '13 years')::date,
                                     p.last_day, NULL) d
WHERE p.period_id = $3::integer
-- part: entered
SELECT * FROM figure_entered($1::integer, $2::integer, $3::integer)
-- part: commentary
-- The newest of each kind up to the period.
SELECT c.kind, c.text, c.own, c.label, c.file_id IN (SELECT released_files()) AS is_released
FROM commentary_for($1::integer, $3::integer) c WHERE c.text IS NOT NULL
-- part: resolved
SELECT * FROM resolved_about($1::integer, NULL, NULL, $4::date, $3::integer)
-- part: lines
SELECT l.* FROM period p, linked_lines_shown($1::integer, NULL, p.last_day) l WHERE p.period_id = $3::integer
-- part: risks
SELECT * FROM linked_risks_shown($1::integer, NULL, $4::date)
-- part: quotient
SELECT q.question, q.words FROM linked_quotient($1::integer, $2::integer, $3::integer) q
WHERE EXISTS (SELECT FROM link_now k WHERE k.indicator_id = $1::integer AND k.budget_line <> '')

-- parts: card
-- part: series
SELECT * FROM indicator_series($1::integer, $2::integer, $3::integer)
-- part: words
SELECT * FROM indicator_said($1::integer, $2::integer, $3::integer)
-- part: rules
SELECT scope, words, rag, taken FROM indicator_rules($1::integer, $2::integer, $3::integer)
-- part: benchmarks
SELECT * FROM indicator_benchmarks($1::integer, $3::integer)
-- part: process
SELECT * FROM spc_series($1::integer, $2::integer, $3::integer)
-- part: terms
SELECT * FROM glossary_in(ARRAY[$5])
-- part: commentary
-- The newest of each kind up to the period.
SELECT c.kind, c.text, c.own, c.label, c.file_id IN (SELECT released_files()) AS is_released
FROM commentary_for($1::integer, $3::integer) c WHERE c.text IS NOT NULL
-- part: resolved
SELECT * FROM resolved_about($1::integer, NULL, NULL, $4::date, $3::integer)

-- parts: chart
-- part: series
SELECT * FROM indicator_series($1::integer, $2::integer, $3::integer)
-- part: words
SELECT * FROM indicator_said($1::integer, $2::integer, $3::integer)
-- part: rules
SELECT scope, words, rag, taken FROM indicator_rules($1::integer, $2::integer, $3::integer)
-- part: benchmarks
SELECT * FROM indicator_benchmarks($1::integer, $3::integer)

-- parts: provenance
-- part: formula
SELECT * FROM figure_formula($1::integer, $2::integer, $3::integer)
-- part: inputs
SELECT i.*, i.superseded AS value_superseded FROM figure_inputs($1::integer, $2::integer, $3::integer) i
-- part: basis
SELECT b.*, b.superseded AS words_superseded FROM figure_basis($1::integer, $2::integer, $3::integer) b
