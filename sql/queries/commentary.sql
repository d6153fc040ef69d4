-- The glossary, indicators A to Z and commentary: src/report/performance/glossary.c and indicators.c,
-- src/report/paper/commentary.c.

-- name: load_glossary
SELECT line, "column", value, expected FROM load_glossary($1::integer, $2::jsonb)

-- parts: glossary
-- part: terms
SELECT g.term, g.meaning, g.anchor FROM glossary_now g ORDER BY lower(g.term), g.term

-- parts: indicators
-- part: lines
SELECT i.ref, i.name, i.section, i.definition, i.lead, i.letter FROM indicators_found($12) i

-- name: commentary_for
SELECT c.kind, c.text, c.file_id, c.own, c.label, c.loaded_by, c.loaded, c.released, c.period,
       may_comment($1::integer) AS may
FROM commentary_for($1::integer, $2::integer) c

-- name: commentary_write
SELECT commentary_write($1::integer, $2::integer, $3, $4, nullif($5, '')::integer)

-- name: commentary_versions
SELECT v.file_id, v.text, v.loaded_by, v.loaded, v.is_released, v.released, v.may_take_back
FROM commentary_versions($1::integer, $2::integer, $3) v

-- name: commentary_take_back
SELECT commentary_take_back($1::integer, $2::integer, $3, $4)
