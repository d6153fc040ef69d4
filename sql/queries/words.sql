-- The glossary, commentary and provenance: src/report/glossary.c, commentary.c, provenance.c.

-- name: load_glossary
SELECT line, "column", value, expected FROM load_glossary($1, $2)

-- name: glossary
SELECT g.term, g.meaning, g.anchor FROM glossary_now g ORDER BY lower(g.term), g.term

-- name: glossary_in
SELECT g.term, g.meaning, g.anchor FROM glossary_in($1::text[]) g
