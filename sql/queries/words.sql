-- What charts say.

-- name: series_words
SELECT series_words($1::text[], $2::numeric[], $3::text[]) AS words

-- name: chart_words
SELECT chart_words($1, $2::text[], $3::text[], $4::numeric[], $5::text[], $6::text[], $7::text[], $8, $9, $10::text[], $11::text[]) AS words
