-- Key financial points: src/report/key_points.c.

-- name: key_points
SELECT topic, href, words FROM key_points($1::integer) ORDER BY place
