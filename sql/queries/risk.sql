-- The pages of risks, each in one answer: src/report/risks.c, risk.c. $1 is the day they stand for; null: today.

-- name: risks_page
SELECT part, cells FROM risks_page($1::date)

-- name: risk_page
SELECT part, cells FROM risk_page($2, $1::date)
