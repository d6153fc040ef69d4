-- The pages of money: src/report/finance/.

-- name: revenue_scope
SELECT 'la' AS statement, s.period_id, $9 AS day, s.period, s.label,
       statement_from_ledger('la', s.period_id) AS from_ledger
FROM statement_scope('la', $3) s

-- name: schools_scope
SELECT 'schools' AS statement, s.period_id, $9 AS day, s.period, s.label,
       statement_from_ledger('schools', s.period_id) AS from_ledger
FROM statement_scope('schools', $3) s

-- parts: revenue
-- $1 statement, $2 period, $3 day that the linked risks stand for (null: today), $6 whether it is out of the ledger.
-- part: lines
SELECT s.kind, s.line_name, $1 AS statement, CASE WHEN s.kind = 'body' THEN slug(s.line_name) END AS line_slug,
       round(s.budget, 3) AS budget, coalesce(millions(s.budget), removed_shown(r.line)) AS budget_shown,
       round(s.outturn, 3) AS outturn, coalesce(millions(s.outturn), removed_shown(r.line)) AS outturn_shown,
       round(s.variance, 3) AS variance, coalesce(millions_signed(s.variance), removed_shown(r.here)) AS variance_shown,
       CASE WHEN r.here THEN removed_why(s.kind, 'revenue', $2::integer) END AS variance_why,
       s.released AS variance_released,
       CASE WHEN s.kind = 'body' THEN round(s.percent) END AS percent,
       coalesce(removed_shown(r.line), CASE WHEN s.kind = 'body' THEN percent_signed(s.percent) END) AS percent_shown,
       CASE WHEN NOT s.is_new THEN round(s.movement, 3) END AS movement,
       coalesce(removed_shown(r.here), CASE WHEN s.is_new THEN 'new' ELSE millions_signed(s.movement) END)
         AS movement_shown,
       s.unknown > 0 AND NOT r.here AS movement_incomplete,
       CASE WHEN r.here THEN NULL WHEN s.kind = 'body' THEN movement_unknown(s.movement, s.is_new)
            ELSE unknown_words(s.unknown) END
         AS movement_why
FROM revenue_statement($1, $2::integer) WITH ORDINALITY AS s (kind, group_name, line_name, budget, outturn, variance,
                                                              percent,
  movement, is_new, unknown, reason, released, place)
     CROSS JOIN LATERAL (SELECT s.kind <> 'group' AND s.variance IS NULL,
                                s.kind = 'body' AND s.variance IS NULL) AS r (here, line)
ORDER BY s.place
-- part: reasons
-- Of the same lines, so that the two tables cannot differ.
SELECT s.kind, s.line_name, round(s.variance, 3) AS variance,
       coalesce(millions_signed(s.variance), removed_shown(s.kind = 'body')) AS variance_shown,
       s.released AS variance_released, s.reason
FROM revenue_statement($1, $2::integer) WITH ORDINALITY AS s (kind, group_name, line_name, budget, outturn, variance,
                                                              percent,
  movement, is_new, unknown, reason, released, place)
WHERE s.kind IN ('body', 'group')
ORDER BY s.place
-- part: variances
SELECT s.line_name, round(s.variance, 3) AS variance, millions_signed(s.variance) AS variance_shown,
       CASE sign(round(s.variance, 3)) WHEN 1 THEN 'bad' WHEN -1 THEN 'good' END AS sense
FROM revenue_statement($1, $2::integer) WITH ORDINALITY AS s (kind, group_name, line_name, budget, outturn, variance,
                                                              percent,
  movement, is_new, unknown, reason, released, place)
WHERE s.kind = 'body' AND s.variance IS NOT NULL
ORDER BY s.place
-- part: net
SELECT millions_signed(s.variance) AS variance_shown, round(s.variance, 3) = 0 AS is_zero
FROM revenue_statement($1, $2::integer) s
WHERE s.kind = 'total' AND $1 = 'schools' AND s.variance IS NOT NULL
-- part: words
SELECT variance_words(array_agg(s.line_name ORDER BY s.place), array_agg(round(s.variance, 3) ORDER BY s.place),
         array_agg(millions_signed(s.variance) ORDER BY s.place), 'under budget', 'over budget') AS variances,
       CASE WHEN NOT $6::boolean THEN vanished_words($1, $2::integer) END AS vanished,
       CASE WHEN $6::boolean THEN shortfall_words($1, $2::integer) END AS shortfall
FROM revenue_statement($1, $2::integer) WITH ORDINALITY AS s (kind, group_name, line_name, budget, outturn, variance,
                                                              percent,
  movement, is_new, unknown, reason, released, place)
WHERE s.kind = 'body' AND s.variance IS NOT NULL
-- part: differences
SELECT group_name, line_name, measure,
       CASE WHEN measure = 'percent' AND printed ~ '[0-9]$' THEN printed || '%' ELSE printed END AS printed, computed,
       documents
FROM finance_differences($1, $2::integer)
-- part: history
SELECT p.short, p.label, p.last_day, round(t.variance, 3) AS variance,
       coalesce(millions_signed(t.variance), removed_shown(true)) AS variance_shown,
       CASE WHEN t.variance IS NULL THEN removed_why('total', 'revenue', t.period_id) END AS variance_why,
       t.released AS variance_released
FROM revenue_totals($1, $2::integer) t JOIN period p USING (period_id)
ORDER BY p.last_day
-- part: history_words
SELECT series_words(array_agg(p.short ORDER BY p.last_day), array_agg(round(t.variance, 3) ORDER BY p.last_day),
         array_agg(millions_signed(t.variance) ORDER BY p.last_day)) AS words
FROM revenue_totals($1, $2::integer) t JOIN period p USING (period_id)
-- part: links
SELECT DISTINCT l.place, l.line_name, round(l.variance, 3) AS variance,
       coalesce(millions_signed(l.variance), removed_shown(true)) AS variance_shown,
       i.ref, i.name, council() AS area, nullif(k.risk, '') AS number, r.name AS risk_name,
       r.score, r.rating AS score_rag, score_words(r.likelihood, r.impact) AS score_why, r.released AS score_released
FROM revenue_lines($1, $2::integer) l JOIN link_now k ON k.budget_line = l.line_name
     JOIN indicator_now i USING (indicator_id)
     LEFT JOIN risk_register($3::date) r ON r.number = k.risk
ORDER BY l.place, l.line_name, i.ref, number
-- part: closing
SELECT c.what, c.label, c.closed, c.reopened, c.reason, c.import_id, c.changed, c.changed_by
FROM statement_closing($1, $2::integer, $6::boolean) c
-- part: sources
SELECT s.import_id, s.name, s.as_of
FROM sources_of(CASE WHEN $6::boolean THEN ARRAY['cost_centres', 'ledger', 'ledger_budgets', 'profiles', 'forecasts']
                     ELSE ARRAY['revenue', 'published_finance'] END) s

-- name: revenue_line_scope
SELECT l.* FROM line_scope('la', $3, $1, $9) l

-- name: schools_line_scope
SELECT l.* FROM line_scope('schools', $3, $1, $9) l

-- parts: line
-- $1 statement, $2 period, $3 the line's name, $4 day, $5 the period's last day, $6 address of the line.
-- part: figures
SELECT round(l.budget, 3) AS budget, coalesce(millions(l.budget), r.shown) AS budget_shown,
       round(l.outturn, 3) AS outturn, coalesce(millions(l.outturn), r.shown) AS outturn_shown,
       round(l.variance, 3) AS variance, coalesce(millions_signed(l.variance), r.shown) AS variance_shown,
       CASE WHEN l.variance IS NULL THEN removed_why('body', 'revenue', $2::integer) END AS variance_why,
       round(l.percent) AS percent,
       coalesce(r.shown, percent_signed(l.percent)) AS percent_shown,
       CASE WHEN NOT l.is_new THEN round(l.movement, 3) END AS movement,
       coalesce(r.shown, CASE WHEN l.is_new THEN 'new' ELSE millions_signed(l.movement) END) AS movement_shown,
       movement_unknown(l.movement, l.is_new) AS movement_why, l.reason, l.released
FROM revenue_lines($1, $2::integer, $6) l CROSS JOIN LATERAL (SELECT removed_shown(l.variance IS NULL) AS shown) r
WHERE l.line_name = $3
-- part: ledger
SELECT s.*, in_pounds(l.computed) AS computed, pounds(l.computed) AS computed_shown, l.is_manual, l.reason
FROM ledger_lines($1, $2::integer, $6) l, ledger_shown(l.budget, l.profiled, l.actual, l.committed, l.forecast) s
WHERE l.line_name = $3
-- part: centres
SELECT c.cost_centre, c.name, s.*, c.released AS actual_released
FROM ledger_line_centres($1, $3, $2::integer) c, ledger_shown(c.budget, c.profiled, c.actual, c.committed, c.forecast) s
-- part: subjectives
SELECT c.subjective, s.*
FROM ledger_subjectives($2::integer, ledger_line_ids($1, $3)) c,
     ledger_shown(c.budget, c.profiled, c.actual, c.committed, c.forecast) s
-- part: indicators
SELECT * FROM linked_indicators_shown($3, NULL, $5::date)
-- part: resolved
SELECT * FROM resolved_about(NULL, $3, NULL, $4::date, NULL)
-- part: risks
SELECT * FROM linked_risks_shown(NULL, $3, $4::date)
-- part: closing
SELECT c.what, c.label, c.closed, c.reopened, c.reason, c.import_id, c.changed, c.changed_by
FROM statement_closing($1, $2::integer, true) c

-- name: capital_scope
SELECT s.period_id, s.period, s.label FROM statement_scope('capital', $3) s

-- parts: capital
-- part: schemes
SELECT s.kind, s.scheme, round(s.approved, 3) AS approved, coalesce(r.shown, millions(s.approved)) AS approved_shown,
       round(s.spent, 3) AS spent, coalesce(r.shown, millions(s.spent)) AS spent_shown,
       round(s.forecast, 3) AS forecast, coalesce(r.shown, millions(s.forecast)) AS forecast_shown,
       round(s.variance, 3) AS variance, coalesce(r.shown, millions_signed(s.variance)) AS variance_shown,
       CASE WHEN s.approved IS NULL THEN removed_why(s.kind, 'capital', $1::integer) END AS variance_why,
       s.released AS variance_released,
       round(s.reprofiled, 3) AS reprofiled, coalesce(r.shown, millions_signed(s.reprofiled)) AS reprofiled_shown,
       round(s.rest, 3) AS rest, coalesce(r.shown, millions_signed(s.rest)) AS rest_shown, s.reason
FROM capital_statement($1::integer) s CROSS JOIN LATERAL (SELECT removed_shown(s.approved IS NULL) AS shown) r
-- part: funding
SELECT f.kind, f.source, f.schemes, round(f.amount, 3) AS amount,
       coalesce(millions(f.amount), removed_shown(true)) AS amount_shown,
       CASE WHEN f.amount IS NULL THEN removed_why(f.kind, 'capital_funding', $1::integer) END AS amount_why,
       f.released AS amount_released
FROM capital_funding_statement($1::integer) f
-- part: balance
-- Whether the funding is what will be spent: of the whole, then of each scheme where it is not.
SELECT b.scheme, millions(b.forecast) AS forecast, millions(b.funding) AS funding,
       millions(abs(b.difference)) AS difference, sign(b.difference)::integer AS side
FROM capital_balance($1::integer) b WHERE b.difference IS NOT NULL
-- part: differences
SELECT group_name, line_name, measure, printed, computed, documents FROM finance_differences('capital', $1::integer)
-- part: closing
SELECT c.what, c.label, c.closed, c.reopened, c.reason, c.import_id, c.changed, c.changed_by
FROM statement_closing('capital', $1::integer, false) c

-- name: balances_scope
SELECT s.period_id, s.period, s.label FROM statement_scope('balances', $3) s

-- parts: balances
-- part: lines
SELECT s.kind, s.line_name, round(s.opening, 3) AS opening, coalesce(r.shown, millions(s.opening)) AS opening_shown,
       round(s.closing, 3) AS forecast, coalesce(r.shown, millions(s.closing)) AS forecast_shown,
       CASE WHEN s.opening IS NULL THEN removed_why(s.kind, 'balance', $1::integer) END AS forecast_why,
       s.released AS forecast_released,
       round(s.in_year, 3) AS in_year, coalesce(r.shown, millions_signed(s.in_year)) AS in_year_shown,
       round(s.academies, 3) AS academies, coalesce(r.shown, millions_signed(s.academies)) AS academies_shown
FROM balance_statement($1::integer) s CROSS JOIN LATERAL (SELECT removed_shown(s.opening IS NULL) AS shown) r
-- part: differences
SELECT group_name, line_name, CASE measure WHEN 'forecast' THEN 'forecast_closing' ELSE measure END AS measure, printed,
       computed, documents
FROM finance_differences('balances', $1::integer)
-- part: closing
SELECT c.what, c.label, c.closed, c.reopened, c.reason, c.import_id, c.changed, c.changed_by
FROM statement_closing('balances', $1::integer, false) c

-- name: reserves_scope
SELECT s.period_id, s.period, s.label FROM statement_scope('reserves', $3) s

-- parts: reserves
-- part: lines
-- The subtotal of a group of one line would say the line again.
SELECT s.* FROM (
  SELECT s.kind, s.group_name, s.line_name, round(s.opening, 3) AS opening,
         coalesce(r.shown, millions(s.opening)) AS opening_shown,
         round(s.approved, 3) AS approved, coalesce(r.shown, millions_signed(s.approved)) AS approved_shown,
         round(s.recommended, 3) AS recommended, coalesce(r.shown, millions_signed(s.recommended)) AS recommended_shown,
         round(s.closing, 3) AS closing, coalesce(r.shown, millions(s.closing)) AS closing_shown,
         CASE WHEN r.shown IS NOT NULL THEN removed_why(s.kind, 'reserve', $1::integer) END AS closing_why,
         s.released AS closing_released, s.reason,
         count(*) FILTER (WHERE s.kind = 'body') OVER (PARTITION BY s.group_name) AS lines, s.place
  FROM reserve_statement($1::integer) WITH ORDINALITY AS s (kind, group_name, line_name, opening, approved, recommended,
                                                            closing,
    reason, released, place)
       CROSS JOIN LATERAL (SELECT removed_shown(s.kind <> 'group' AND s.opening IS NULL) AS shown) r) s
WHERE s.kind <> 'subtotal' OR s.lines > 1
ORDER BY s.place
-- part: over_the_year
SELECT * FROM reserve_steps($1::integer)
-- part: differences
SELECT group_name, line_name, CASE measure WHEN 'approved' THEN 'approved_use' ELSE measure END AS measure, printed,
       computed, documents
FROM finance_differences('reserves', $1::integer)
-- part: closing
SELECT c.what, c.label, c.closed, c.reopened, c.reason, c.import_id, c.changed, c.changed_by
FROM statement_closing('reserves', $1::integer, false) c

-- parts: contributions
-- part: years
SELECT s.kind, s.line_name, s.total,
       coalesce(shown_pounds(s.total), removed_shown(s.kind <> 'group')) AS total_shown,
       CASE WHEN s.kind <> 'group' AND s.total IS NULL THEN removed_why(s.kind, 'contribution', NULL) END AS total_why,
       s.released AS total_released, s.partners,
       s.pct, shown(s.pct, min_scale(s.pct), 'percentage') AS pct_shown, s.share, shown_pounds(s.share) AS share_shown,
       s.in_kind, shown_pounds(s.in_kind) AS in_kind_shown, s.cash, shown_pounds(s.cash) AS cash_shown, s.left_over
FROM contribution_statement() s
-- part: partners
-- A programme's partners in order and then all of them (partner null): each year's share as a column, the sums of all
-- years beside it.
SELECT h.programme, h.partner, format('%s:%s', h.programme, h.partner) AS line,
       CASE WHEN h.partner IS NULL THEN 'total' END AS kind, y.period AS "column", y.period AS column_label,
       h.year_share, shown_pounds(h.year_share) AS year_share_shown, h.share, shown_pounds(h.share) AS share_shown,
       h.in_kind, shown_pounds(h.in_kind) AS in_kind_shown, h.cash, shown_pounds(h.cash) AS cash_shown
FROM contribution_totals() h
     JOIN period y ON y.period_id = h.year_id
ORDER BY h.programme, h.partner NULLS LAST, y.first_day
-- part: closing
SELECT c.what, c.label, c.closed, c.reopened, c.reason, c.import_id, c.changed, c.changed_by
FROM statement_closing('contributions', NULL, false) c

-- name: key_points_scope
SELECT s.period_id, s.period, s.label FROM statement_scope('la', $3) s

-- parts: key_points
-- part: points
SELECT k.statement, k.period, k.words FROM key_points($1::integer) k ORDER BY k.place

-- name: ledger_scope
SELECT s.period_id, s.period, s.label FROM ledger_scope($3) s

-- parts: ledger
-- Every line of both statements, and cost centres without one.
-- part: lines
SELECT l.statement, l.kind, l.line_name, slug(l.line_name) AS line_slug, l.centres, s.*
FROM ledger_statement($1::integer) l, ledger_shown(l.budget, l.profiled, l.actual, l.committed, l.forecast) s
-- part: unmapped
SELECT c.cost_centre, c.name, s.*, c.released AS actual_released
FROM ledger_line_centres(NULL, NULL, $1::integer) c,
     ledger_shown(c.budget, c.profiled, c.actual, c.committed, c.forecast) s
-- part: closing
SELECT c.what, c.label, c.closed, c.reopened, c.reason, c.import_id, c.changed, c.changed_by
FROM statement_closing('ledger', $1::integer, true) c

-- name: cost_centre_scope
-- No row: there is no such cost centre, or this reader may not know. $8 is the page of its postings.
SELECT c.cost_centre_id, s.period_id, $8 AS page, s.period, s.label, 'Cost centre ' || c.cost_centre AS title,
       c.cost_centre, c.name, c.statement, c.line_name, slug(c.line_name) AS line_slug
FROM ledger_centre($1) c, ledger_scope($3) s

-- parts: cost_centre
-- part: subjectives
SELECT c.subjective, s.*
FROM ledger_subjectives($2::integer, ARRAY[$1::integer]) c,
     ledger_shown(c.budget, c.profiled, c.actual, c.committed, c.forecast) s
-- part: pages
SELECT p.postings, p.page, p.pages FROM ledger_pages($1::integer, $2::integer, $3) p
-- part: postings
SELECT p.posting, to_char(p.day, 'YYYY-MM-DD') AS date, p.subjective, p.description, in_pounds(p.pence) AS amount,
       pounds(p.pence) AS amount_shown, p.released AS amount_released, p.file, p.line, p.import_id
FROM ledger_postings($1::integer, $2::integer, $3) p
-- part: closing
SELECT c.what, c.label, c.closed, c.reopened, c.reason, c.import_id, c.changed, c.changed_by
FROM statement_closing('ledger', $2::integer, true) c
