-- What was resolved, and what became of it: src/report/committee/resolutions.c, src/report/resolved.c.

-- parts: resolutions
-- part: words
SELECT council_says('committee') AS committee
-- part: resolutions
SELECT * FROM resolution_list()

-- name: resolution_scope
SELECT * FROM resolution_scope($1)

-- parts: resolution
-- part: since
SELECT v.what, v.name, v.words
FROM (VALUES ('Indicator', concat_ws(' ', $5::text, $6::text), $7::text), ('Budget line', $8, $9), ('Risk', $10, $11))
     AS v (what, name, words)
WHERE v.name <> ''
-- part: series
SELECT * FROM indicator_series($1::integer, $2::integer, $3::integer, $4::date)
-- part: words
SELECT * FROM indicator_said($1::integer, $2::integer, $3::integer, $4::date)
-- part: rules
SELECT scope, words, rag, taken FROM indicator_rules($1::integer, $2::integer, $3::integer)
-- part: benchmarks
SELECT * FROM indicator_benchmarks($1::integer, $3::integer)
