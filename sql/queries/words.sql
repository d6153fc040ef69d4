-- The glossary, commentary and provenance: src/report/glossary.c, commentary.c, provenance.c.

-- name: load_glossary
SELECT line, "column", value, expected FROM load_glossary($1, $2)

-- name: glossary
SELECT g.term, g.meaning, g.anchor FROM glossary_now g ORDER BY lower(g.term), g.term

-- name: glossary_in
SELECT g.term, g.short, g.anchor FROM glossary_in($1::text[]) g

-- name: figure_formula
SELECT cohort, text, number, status, marks, why, formula, numbers FROM figure_formula($1::integer, $2::integer, $3::integer)

-- name: figure_inputs
SELECT ref, name, period, short, cohort, measure, value, numerator, denominator, status, note, superseded, file, line, import_id,
       loaded_by, loaded, released
FROM figure_inputs($1::integer, $2::integer, $3::integer)

-- name: figure_basis
SELECT kind, words, superseded, file, line, import_id, loaded_by, loaded, released
FROM figure_basis($1::integer, $2::integer, $3::integer)
