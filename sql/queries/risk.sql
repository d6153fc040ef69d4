-- The risk register: src/report/risks.c, risk.c. $1 of each is the day it stands for; null: today.

-- name: risks
-- One row.
SELECT risk_overdue_words($1::date) AS overdue
-- part: register
SELECT number, name, description, to_char(entered, 'FMDD FMMonth YYYY') AS entered, likelihood, impact, score, rating,
       target_likelihood, target_impact, target_score, target_rating, to_char(target_date, 'FMDD FMMonth YYYY') AS target_date,
       tasks, progress, direction, prospects, owner, to_char(reviewed, 'FMDD FMMonth YYYY') AS reviewed,
       to_char(due, 'FMDD FMMonth YYYY') AS due, overdue, released
FROM risk_register($1::date)
ORDER BY score DESC, number
-- part: heat
SELECT at_target, likelihood, impact, score, rating, risks, numbers
FROM risk_heat($1::date) ORDER BY at_target, likelihood DESC, impact

-- name: risk
-- The risk $2: its reviews, the latest last, and what hangs on it.
-- part: reviews
SELECT number, name, description, to_char(entered, 'FMDD FMMonth YYYY') AS entered, likelihood, impact, score, rating,
       target_likelihood, target_impact, target_score, target_rating, to_char(target_date, 'FMDD FMMonth YYYY') AS target_date,
       tasks, progress, direction, prospects, owner, coalesce(to_char(reviewed, 'FMDD FMMonth YYYY'), 'not dated') AS reviewed,
       coalesce(to_char(reviewed, 'DD Mon YY'), 'not dated') AS short,
       to_char(coalesce($1::date, current_date), 'FMDD FMMonth YYYY') AS day, to_char(due, 'FMDD FMMonth YYYY') AS due, overdue, released
FROM risk_reviews($1::date) r
WHERE number = $2
ORDER BY r.reviewed NULLS FIRST
-- part: indicators
SELECT * FROM indicators_linked_to(NULL, $2::text, $1::date)
-- part: lines
SELECT * FROM lines_linked_to(NULL, $2::text, $1::date)
