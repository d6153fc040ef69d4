-- Live figures in papers and commentary: src/report/paper/references.c.

-- name: reference_texts
-- What to print for each reference, or why it cannot be resolved, in order: figures ($1 to $5), then those of
-- statements of money.
SELECT r.text, r.why
FROM (SELECT 1 AS sort, f.place, f.text,
      f.why FROM figure_texts($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) f
      WHERE cardinality($1::text[]) > 0
      UNION ALL
      SELECT 2, f.place, f.text, f.why FROM finance_texts($6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                                                          $11::text[]) f
      WHERE cardinality($6::text[]) > 0) r
ORDER BY r.sort, r.place
