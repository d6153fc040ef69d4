-- The risk register: src/report/risks.c, risk.c. $1 of each is the day it stands for; null: today.

-- name: risks
SELECT number, name, description, to_char(entered, 'FMDD FMMonth YYYY') AS entered, likelihood, impact, score, rating,
       target_likelihood, target_impact, target_score, target_rating, to_char(target_date, 'FMDD FMMonth YYYY') AS target_date,
       tasks, progress, direction, prospects, owner, to_char(reviewed, 'FMDD FMMonth YYYY') AS reviewed,
       to_char(due, 'FMDD FMMonth YYYY') AS due, overdue, released
FROM risk_register($1::date)
ORDER BY score DESC, number

-- name: risk_heat
SELECT at_target, likelihood, impact, score, rating, risks, numbers
FROM risk_heat($1::date) ORDER BY at_target, likelihood DESC, impact

-- name: risk_words
SELECT risk_overdue_words($1::date) AS overdue

-- name: risk_reviews
-- The reviews of one risk, the latest last.
SELECT number, name, description, to_char(entered, 'FMDD FMMonth YYYY') AS entered, likelihood, impact, score, rating,
       target_likelihood, target_impact, target_score, target_rating, to_char(target_date, 'FMDD FMMonth YYYY') AS target_date,
       tasks, progress, direction, prospects, owner, coalesce(to_char(reviewed, 'FMDD FMMonth YYYY'), 'not dated') AS reviewed,
       coalesce(to_char(reviewed, 'DD Mon YY'), 'not dated') AS short,
       to_char(coalesce($1::date, current_date), 'FMDD FMMonth YYYY') AS day, to_char(due, 'FMDD FMMonth YYYY') AS due, overdue, released
FROM risk_reviews($1::date) r
WHERE number = $2
ORDER BY r.reviewed NULLS FIRST
