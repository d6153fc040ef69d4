-- Live figures in papers and commentary: src/report/figure_text.c.

-- name: figure_texts
-- One row a reference, in order: what to print, or why it cannot be resolved.
SELECT text, why FROM figure_texts($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) ORDER BY place

-- name: finance_texts
SELECT text, why FROM finance_texts($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) ORDER BY place
