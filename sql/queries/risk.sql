-- The pages of risks: src/report/risk/. $9 ($2 of a risk): the day that they stand for; null: today.

-- parts: risks
-- part: register
SELECT r.*, r.score_released AS number_released FROM risk_reviews_shown($9::date) r
WHERE r.is_latest ORDER BY r.score DESC, r.number
-- part: heat
-- Table, from the highest likelihood down, and chart, from the lowest up; now, then at the targets.
SELECT h.at_target, h.likelihood, h.likelihood AS line, h.impact AS "column", h.impact AS column_label,
       concat_ws(': ', h.score, h.numbers) AS shown, h.rating AS rag
FROM risk_heat($9::date) h ORDER BY h.at_target, h.likelihood DESC, h.impact
-- part: heat_points
SELECT h.at_target, h.likelihood AS series, h.impact AS label, h.score AS number, coalesce(h.numbers, '') AS shown,
       h.rating AS rag
FROM risk_heat($9::date) h ORDER BY h.at_target, h.likelihood, h.impact
-- part: heat_words
SELECT h.at_target, heat_words(array_agg(DISTINCT h.likelihood::text), array_agg(DISTINCT h.impact::text),
         array_agg(coalesce(h.numbers, '') ORDER BY h.likelihood, h.impact),
         array_agg(h.rating ORDER BY h.likelihood, h.impact)) AS words
FROM risk_heat($9::date) h GROUP BY h.at_target ORDER BY h.at_target
-- part: words
SELECT risk_overdue_words($9::date) AS overdue

-- name: risk_scope
SELECT r.number, $9 AS day, r.number || ' ' || r.name AS title
FROM risk_reviews($9::date) r WHERE r.number = $1 AND r.is_latest

-- parts: risk
-- part: reviews
-- The latest first.
SELECT r.* FROM risk_reviews_shown($2::date) r WHERE r.number = $1 ORDER BY r.reviewed_day DESC NULLS LAST
-- part: scores
SELECT r.short, r.score, r.target_score, r.reviewed_day AS last_day FROM risk_reviews_shown($2::date) r
WHERE r.number = $1 ORDER BY r.reviewed_day NULLS FIRST
-- part: score_words
SELECT series_words(array_agg(r.short ORDER BY r.reviewed_day NULLS FIRST),
                    array_agg(r.score::numeric ORDER BY r.reviewed_day NULLS FIRST),
         array_agg(r.score::text ORDER BY r.reviewed_day NULLS FIRST))
       || coalesce(' ' || level_words('For comparison', ARRAY['Target score'],
         ARRAY[(array_agg(r.target_score::text ORDER BY r.reviewed_day DESC NULLS LAST))[1]]), '') AS words
FROM risk_reviews_shown($2::date) r WHERE r.number = $1
-- part: indicators
SELECT * FROM linked_indicators_shown(NULL, $1, $2::date)
-- part: resolved
SELECT * FROM resolved_about(NULL, NULL, $1, $2::date, NULL)
-- part: lines
SELECT * FROM linked_lines_shown(NULL, $1, $2::date)
