-- What was resolved, and what became of it: src/report/committee/resolutions.c, src/report/resolved.c.

-- parts: resolutions
-- part: words
SELECT council_says('committee') AS committee
-- part: resolutions
SELECT * FROM resolution_list()

-- name: resolution_scope
SELECT * FROM resolution_scope($1)

-- parts: resolution
-- part: series
SELECT * FROM indicator_series($1::integer, $2::integer, $3::integer, $4::date)
-- part: words
SELECT * FROM indicator_said($1::integer, $2::integer, $3::integer, $4::date)
-- part: rules
SELECT scope, words, rag, taken FROM indicator_rules($1::integer, $2::integer, $3::integer)
-- part: benchmarks
SELECT * FROM indicator_benchmarks($1::integer, $3::integer)
