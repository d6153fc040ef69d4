-- The glossary, commentary and provenance: src/report/glossary.c, paper/commentary.c, provenance.c.

-- name: load_glossary
SELECT line, "column", value, expected FROM load_glossary($1::integer, $2::jsonb)

-- name: glossary
SELECT g.term, g.meaning, g.anchor FROM glossary_now g ORDER BY lower(g.term), g.term

-- name: figure_provenance
-- part: formula
SELECT cohort, text, number, status, marks, why, formula, numbers FROM figure_formula($1::integer, $2::integer, $3::integer)
-- part: inputs
SELECT ref, name, period, short, cohort, measure, value, numerator, denominator, status, note, superseded, file, line, import_id,
       loaded_by, loaded, released
FROM figure_inputs($1::integer, $2::integer, $3::integer)
-- part: basis
SELECT kind, words, superseded, file, line, import_id, loaded_by, loaded, released
FROM figure_basis($1::integer, $2::integer, $3::integer)

-- name: commentary_for
SELECT c.kind, c.text, c.file_id, c.own, c.label, c.loaded_by, c.loaded, c.released, may_comment($1::integer) AS may
FROM commentary_for($1::integer, $2::integer) c

-- name: commentary_write
SELECT commentary_write($1::integer, $2::integer, $3, $4, nullif($5, '')::integer)
