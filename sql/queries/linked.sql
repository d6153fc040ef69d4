-- Indicators, budget lines and risks beside one another: src/report/linked.c. What hangs on a budget line or a risk comes
-- with its page.

-- name: linked_lines
SELECT * FROM linked_lines_shown($1::integer, NULL, $2::date)

-- name: linked_risks
SELECT * FROM linked_risks_shown($1::integer, NULL, $2::date)

-- name: linked_quotient
SELECT question, words FROM linked_quotient($1::integer, $2::integer, $3::integer)
