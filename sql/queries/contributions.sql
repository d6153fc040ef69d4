-- Contributions over years: src/report/contributions.c.

-- name: contributions
-- part: statement
SELECT kind, programme, line_name, shown_pounds(total) AS total, partners, shown(pct, min_scale(pct), 'percentage') AS pct,
       shown_pounds(share) AS share, shown_pounds(in_kind) AS in_kind, shown_pounds(cash) AS cash, left_over,
       shown_pounds(all_in_kind) AS all_in_kind, shown_pounds(all_cash) AS all_cash, released
FROM contribution_statement() WITH ORDINALITY AS s (kind, programme, line_name, total, partners, pct, share, in_kind, cash,
       left_over, all_in_kind, all_cash, released, place)
ORDER BY place
-- part: years
SELECT DISTINCT p.period, p.first_day FROM contribution_now c JOIN period p ON p.period_id = c.year_id ORDER BY p.first_day
-- part: shares
-- A programme's partners in order and then all of them (partner null); each year's share, then their sum
-- (period null) with what of it is in kind and in cash.
SELECT s.programme, s.partner, p.period, shown_pounds(sum(s.share)) AS share, shown_pounds(sum(s.in_kind)) AS in_kind,
       shown_pounds(sum(s.cash)) AS cash
FROM contribution_shares() s JOIN period p ON p.period_id = s.year_id
GROUP BY GROUPING SETS ((s.programme, s.partner, p.period), (s.programme, s.partner), (s.programme, p.period), (s.programme))
ORDER BY s.programme, s.partner NULLS LAST, p.period NULLS LAST
