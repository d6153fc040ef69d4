-- Contributions of partners to programmes over years, by docs/figures.md "Contributions": £.

CREATE FUNCTION shown_pounds(value numeric) RETURNS text LANGUAGE sql STABLE
  RETURN to_char(value, CASE WHEN value = trunc(value) THEN 'FM999,999,999,999,990'
                             ELSE 'FM999,999,999,999,990.00' END);

-- Every partner's share of every year. Whole pounds: the total divided and rounded down, the pounds
-- left over to the first partners in order, and pence, if a total has any, to the first; so the
-- shares add up to the total. In kind at most the agreed part of a share, in whole pounds.
CREATE FUNCTION contribution_shares()
  RETURNS TABLE (programme text, year_id integer, partner integer, share numeric, in_kind numeric, cash numeric)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH s AS (
    SELECT c.programme, c.year_id, n.partner, coalesce(c.in_kind_max_pct, 0) AS pct,
           div(c.total, c.partners) + CASE WHEN n.partner <= mod(trunc(c.total), c.partners) THEN 1 ELSE 0 END
           + CASE n.partner WHEN 1 THEN c.total - trunc(c.total) ELSE 0 END AS share
    FROM contribution_now c, generate_series(1, c.partners) n (partner))
  SELECT programme, year_id, partner, share, floor(share * pct / 100), share - floor(share * pct / 100) FROM s;
END;

-- A year a row, with the sums of its programme. share is that of a partner who pays no left-over pound;
-- left_over: how many pay £1 more. kind: group, body, total.
CREATE FUNCTION contribution_statement()
  RETURNS TABLE (kind text, programme text, line_name text, total numeric, partners integer, pct numeric, share numeric,
                 in_kind numeric, cash numeric, left_over integer, all_in_kind numeric, all_cash numeric,
                 released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH y AS MATERIALIZED (
    SELECT c.programme, p.period, p.first_day, c.total, c.partners, coalesce(c.in_kind_max_pct, 0) AS pct,
           mod(trunc(c.total), c.partners)::integer AS left_over, c.file_id IN (SELECT released_files()) AS released,
           s.share, s.in_kind, s.share - s.in_kind AS cash, s.all_in_kind, s.all_cash, s.even
    FROM contribution_now c JOIN period p ON p.period_id = c.year_id
         CROSS JOIN LATERAL (
           SELECT min(s.share) AS share, min(s.in_kind) AS in_kind, sum(s.in_kind) AS all_in_kind,
                  sum(s.cash) AS all_cash, min(s.share) = max(s.share) AS even
           FROM contribution_shares() s WHERE s.programme = c.programme AND s.year_id = c.year_id) s),
  printed AS (
    SELECT DISTINCT y.programme, 0 AS part, NULL::date AS first_day, 'group' AS kind,
           y.programme AS line_name, NULL::numeric AS total, NULL::integer AS partners, NULL::numeric AS pct,
           NULL::numeric AS share, NULL::numeric AS in_kind, NULL::numeric AS cash, NULL::integer AS left_over,
           NULL::numeric AS all_in_kind, NULL::numeric AS all_cash, true AS released
    FROM y
    UNION ALL
    SELECT y.programme, 1, y.first_day, 'body', y.period, y.total, y.partners, y.pct, y.share, y.in_kind, y.cash,
           nullif(y.left_over, 0), y.all_in_kind, y.all_cash, y.released
    FROM y
    UNION ALL
    -- one partner's sum is everybody's only where the years are shared evenly, by as many
    SELECT y.programme, 2, NULL, 'total', 'Total',
           CASE WHEN count(y.total) = count(*) THEN sum(y.total) END, NULL, NULL,
           CASE WHEN bool_and(y.even IS TRUE) AND min(y.partners) = max(y.partners) THEN sum(y.share) END,
           CASE WHEN bool_and(y.even IS TRUE) AND min(y.partners) = max(y.partners) THEN sum(y.in_kind) END,
           CASE WHEN bool_and(y.even IS TRUE) AND min(y.partners) = max(y.partners) THEN sum(y.cash) END,
           NULL, CASE WHEN count(y.all_in_kind) = count(*) THEN sum(y.all_in_kind) END,
           CASE WHEN count(y.all_cash) = count(*) THEN sum(y.all_cash) END, bool_and(y.released)
    FROM y GROUP BY y.programme)
  SELECT kind, programme, line_name, total, partners, pct, share, in_kind, cash, left_over, all_in_kind, all_cash,
         released
  FROM printed ORDER BY programme, part, first_day;
END;

-- What each partner of a programme pays in each year, and over all years with what of it is in kind and in cash;
-- partner null: all of them.
CREATE FUNCTION contribution_totals()
  RETURNS TABLE (programme text, partner integer, year_id integer, year_share numeric, share numeric, in_kind numeric,
                 cash numeric)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH s AS MATERIALIZED (SELECT * FROM contribution_shares()),
  years AS (
    SELECT s.programme, s.partner, s.year_id, sum(s.share) AS share FROM s
    GROUP BY GROUPING SETS ((s.programme, s.partner, s.year_id), (s.programme, s.year_id))),
  sums AS (
    SELECT s.programme, s.partner, CASE WHEN h.whole THEN sum(s.share) END AS share,
           CASE WHEN h.whole THEN sum(s.in_kind) END AS in_kind, CASE WHEN h.whole THEN sum(s.cash) END AS cash
    FROM s JOIN (SELECT c.programme, NOT bool_or(c.erased) AS whole FROM contribution_now c GROUP BY c.programme) h
           USING (programme)
    GROUP BY h.whole, GROUPING SETS ((s.programme, s.partner), (s.programme)))
  SELECT y.programme, y.partner, y.year_id, y.share, t.share, t.in_kind, t.cash
  FROM years y JOIN sums t ON t.programme = y.programme AND t.partner IS NOT DISTINCT FROM y.partner;
END;
