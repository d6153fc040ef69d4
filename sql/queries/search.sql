-- Finding by words: src/report/search.c.

-- name: search_scope
SELECT * FROM search_scope($12, $18, $11, $4, $5, $8)

-- parts: search
-- part: found
SELECT s.* FROM search($1, $2, $3, $4::date, $5::date, $6::integer) s WHERE $7 IS NULL
-- part: committees
SELECT c.committee, c.name FROM committee_now c ORDER BY c.name, c.committee
