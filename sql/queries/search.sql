-- Finding by words: src/report/search.c.

-- name: search_scope
SELECT $12 AS text, sees_figures() AS sees_figures

-- parts: search
-- part: found
SELECT * FROM search(coalesce($1, ''))
