-- Statements of money, by docs/figures.md "Finance": £m, computed unrounded, shown with three decimals.

CREATE FUNCTION millions(value numeric) RETURNS text LANGUAGE sql STABLE
  RETURN to_char(round(value, 3), 'FM999,999,990.000');

-- A variance or a movement: + over, - under.
CREATE FUNCTION millions_signed(value numeric) RETURNS text LANGUAGE sql STABLE
  RETURN CASE WHEN round(value, 3) > 0 THEN '+' ELSE '' END || millions(value);

CREATE FUNCTION percent_signed(value numeric) RETURNS text LANGUAGE sql STABLE
  RETURN coalesce(CASE WHEN round(value) > 0 THEN '+' ELSE '' END || to_char(round(value), 'FM999,999,990') || '%',
                  'n/a');

-- What a figure of money says whose content was erased, or of which a part was; null: no such figure.
CREATE FUNCTION removed_shown(is_removed boolean) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN is_removed THEN 'removed' END;
-- ... and when the last of what is removed of a table for a period (null: of any) was; a statement that has no row of
-- its own is made of the ledger. Asked of such figures alone.
CREATE FUNCTION removed_why(kind text, held_in text, of_period integer) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  file integer;
BEGIN
  EXECUTE format('SELECT max(n.file_id) FROM %I n WHERE n.erased%s', held_in || '_now',
    CASE WHEN of_period IS NOT NULL THEN ' AND n.period_id = $1' ELSE '' END) INTO file USING of_period;
  IF file IS NULL THEN
    file := (SELECT f.file_id FROM import_file f WHERE is_ledger(f.kind) AND f.erased_at IS NOT NULL
             ORDER BY f.erased_at DESC LIMIT 1);
  END IF;
  RETURN file_erased_why(file, kind = 'body');
END
$$;

-- The lines of a monitoring statement: as entered for the period, else out of the ledger. An entered
-- statement is compared with the latest earlier one that was entered, whose lines come with is_previous; one
-- out of the ledger with what the ledger forecast a month before. Earlier is of the same kind of period: a year's
-- outturn is no month's report. `at`: of the ledger's, the line of this address.
CREATE FUNCTION revenue_rows(of_statement text, of_period integer, at text DEFAULT NULL)
  RETURNS TABLE (line_name text, corrective boolean, budget numeric, outturn numeric, previous_variance numeric,
                 reason text,
                 place bigint, is_previous boolean, released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH statement AS MATERIALIZED (
    SELECT r.*, p.last_day FROM revenue_now r JOIN period p USING (period_id) JOIN period o ON o.period_id = of_period
    WHERE r.statement = of_statement AND p.kind = o.kind AND p.last_day <= o.last_day),
  entered AS MATERIALIZED (SELECT EXISTS (SELECT FROM statement WHERE period_id = of_period) AS here),
  earlier AS (SELECT max(s.last_day) AS last_day FROM statement s WHERE s.period_id <> of_period)
  SELECT s.line_name, s.corrective, s.budget, s.outturn, s.previous_variance, s.reason,
         coalesce(s.position, s.line)::bigint, s.period_id <> of_period, s.file_id IN (SELECT released_files())
  FROM statement s, entered e
  WHERE e.here AND (s.period_id = of_period OR s.last_day = (SELECT last_day FROM earlier))
  UNION ALL
  SELECT l.line_name, false, millions_of(l.budget), millions_of(l.forecast), millions_of(l.earlier - l.budget),
         l.reason, l.place, false, l.released
  FROM entered e, LATERAL ledger_lines(of_statement, CASE WHEN NOT e.here THEN of_period END, at) l;
END;

CREATE FUNCTION revenue_lines(of_statement text, of_period integer, at text DEFAULT NULL)
  RETURNS TABLE (line_name text, group_name text, budget numeric, outturn numeric, variance numeric, percent numeric,
                 movement numeric, is_new boolean, reason text, place bigint, released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH two AS MATERIALIZED (SELECT * FROM revenue_rows(of_statement, of_period, at)),
  previous AS (SELECT b.line_name, b.outturn - b.budget AS variance FROM two b WHERE b.is_previous),
  held AS (SELECT EXISTS (SELECT FROM previous) AS previous_held)
  SELECT s.line_name,
         CASE WHEN s.outturn IS NULL THEN 'removed' WHEN s.corrective THEN 'corrective'
              WHEN s.outturn > s.budget THEN 'increase' ELSE 'reduction' END,
         s.budget, s.outturn, s.outturn - s.budget,
         100 * (s.outturn - s.budget) / nullif(abs(s.budget), 0),
         s.outturn - s.budget - CASE WHEN NOT h.previous_held THEN s.previous_variance
                                     WHEN v.line_name IS NULL THEN 0 ELSE v.variance END,
         h.previous_held AND v.line_name IS NULL,
         s.reason, s.place, s.released
  FROM two s CROSS JOIN held h LEFT JOIN previous v USING (line_name)
  WHERE NOT s.is_previous;
END;

CREATE FUNCTION statement_from_ledger(of_statement text, of_period integer) RETURNS boolean LANGUAGE sql STABLE
  RETURN NOT EXISTS (SELECT FROM revenue_now r WHERE r.statement = of_statement AND r.period_id = of_period)
    AND EXISTS (SELECT FROM ledger_periods() l WHERE l.period_id = of_period AND NOT l.no_budget);

-- Lines of the statement before that are no longer there, with their variance then. The ledger's lines are those that
-- cost centres are mapped to: none of them vanishes.
CREATE FUNCTION revenue_vanished(of_statement text, of_period integer)
  RETURNS TABLE (line_name text, variance numeric)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH two AS MATERIALIZED (
    SELECT r.* FROM (SELECT EXISTS (SELECT FROM revenue_now n WHERE n.statement = of_statement
                                    AND n.period_id = of_period) AS here) e,
      LATERAL revenue_rows(of_statement, CASE WHEN e.here THEN of_period END) r)
  SELECT b.line_name, b.outturn - b.budget FROM two b
  WHERE b.is_previous AND b.outturn IS NOT NULL
    AND b.line_name NOT IN (SELECT n.line_name FROM two n WHERE NOT n.is_previous)
  ORDER BY b.place, b.line_name;
END
$$;

-- The same with its groups, subtotals and total, in the order of print. kind: group, body,
-- subtotal, total. Only variance and movement are summed: the lines of a statement are those that vary,
-- so the sum of their budgets is nobody's budget. unknown: how many movements a sum could not include.
-- PL/pgSQL, like finance_differences(), because a pack asks several times and planning takes longest.
CREATE FUNCTION revenue_statement(of_statement text, of_period integer)
  RETURNS TABLE (kind text, group_name text, line_name text, budget numeric, outturn numeric, variance numeric,
                 percent numeric, movement numeric, is_new boolean, unknown bigint, reason text, released boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH l AS MATERIALIZED (SELECT * FROM revenue_lines(of_statement, of_period)),
  names (group_name, label, g) AS (VALUES
    ('increase', 'Spending increases', 1), ('reduction', 'Spending reductions', 2),
    ('corrective', 'One-off corrective actions', 3), ('removed', 'Removed for data protection', 4)),
  sums AS (
    -- a line that was removed may have been of any group
    SELECT l.group_name, grouping(l.group_name) AS is_total,
           CASE WHEN h.whole THEN exact_sum(sum(l.variance)) END AS variance,
           CASE WHEN h.whole THEN exact_sum(sum(l.movement)) END AS movement,
           count(*) FILTER (WHERE l.movement IS NULL) AS unknown, bool_and(l.released) AS released
    FROM l CROSS JOIN (SELECT bool_and(n.variance IS NOT NULL) AS whole FROM l n) h
    GROUP BY h.whole, GROUPING SETS ((l.group_name), ()) HAVING count(*) > 0),
  printed AS (
    SELECT n.g, 0 AS part, 0 AS place, 'group' AS kind, n.group_name,
           n.label AS line_name, NULL::numeric AS budget, NULL::numeric AS outturn, NULL::numeric AS variance,
           NULL::numeric AS percent, NULL::numeric AS movement, false AS is_new, 0::bigint AS unknown, NULL AS reason,
           true AS released
    FROM names n WHERE n.group_name IN (SELECT l.group_name FROM l)
    UNION ALL
    SELECT n.g, 1, l.place, 'body', l.group_name, l.line_name, l.budget, exact_sum(l.outturn),
           exact_sum(l.variance), l.percent, exact_sum(l.movement), l.is_new, 0, l.reason, l.released
    FROM l JOIN names n USING (group_name)
    UNION ALL
    SELECT coalesce(n.g, 9), 2, 0, CASE s.is_total WHEN 1 THEN 'total' ELSE 'subtotal' END, coalesce(s.group_name, ''),
           CASE s.is_total WHEN 1 THEN 'Total' ELSE 'Sub Total' END, NULL, NULL, s.variance, NULL, s.movement, false,
           s.unknown, NULL, s.released
    FROM sums s LEFT JOIN names n USING (group_name))
  SELECT kind, group_name, line_name, budget, outturn, variance, percent, movement, is_new, unknown, reason, released
  FROM printed ORDER BY g, part, place, line_name;
END
$$;

-- The totals of the statements that are held of the same financial year, up to this one: how the forecast has moved.
-- The same sum as the statement's own total. Months without an entered statement come from the ledger, if this one
-- does.
CREATE FUNCTION revenue_totals(of_statement text, of_period integer)
  RETURNS TABLE (period_id integer, variance numeric, released boolean) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT r.period_id, CASE WHEN NOT bool_or(r.erased) THEN sum(r.outturn - r.budget) END,
           bool_and(r.file_id IN (SELECT released_files()))
    FROM revenue_now r JOIN period p USING (period_id) JOIN period u ON u.period_id = of_period
    WHERE r.statement = of_statement AND p.kind = u.kind AND p.financial_year = u.financial_year
      AND p.last_day <= u.last_day
    GROUP BY r.period_id;
  IF statement_from_ledger(of_statement, of_period) THEN
    RETURN QUERY
      SELECT t.period_id, exact_sum(millions_of(t.variance)), t.released FROM ledger_totals(of_statement, of_period) t
      WHERE NOT EXISTS (SELECT FROM revenue_now r WHERE r.statement = of_statement AND r.period_id = t.period_id);
  END IF;
END
$$;

-- School balances by phase: closing = opening + in-year + academies; the forecast that was entered
-- where the change is not broken down.
CREATE FUNCTION balance_statement(of_period integer)
  RETURNS TABLE (kind text, line_name text, opening numeric, closing numeric, in_year numeric, academies numeric,
                 forecast numeric, released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH b AS (
    SELECT phase, opening, coalesce(opening + in_year + academies, forecast) AS closing, in_year, academies, forecast,
           file_id IN (SELECT released_files()) AS released, line, erased
    FROM balance_now WHERE period_id = of_period),
  printed AS (
    SELECT 0 AS part, line, 'body' AS kind, phase, opening, closing, in_year, academies, forecast, released FROM b
    UNION ALL
    SELECT 1, 0, 'total', 'Total', CASE WHEN whole THEN sum(opening) END, CASE WHEN whole THEN sum(closing) END,
           CASE WHEN whole THEN sum(in_year) END, CASE WHEN whole THEN sum(academies) END,
           CASE WHEN whole THEN sum(forecast) END, bool_and(released)
    FROM b CROSS JOIN (SELECT NOT bool_or(n.erased) AS whole FROM b n) h GROUP BY whole)
  SELECT kind, phase, opening, closing, in_year, academies, forecast, released FROM printed ORDER BY part, line;
END;

-- Reserves and provisions: closing = opening + approved + recommended; by group. A group of one
-- line needs no subtotal in print; the sums by group are still figures (group 'Sub Total').
CREATE FUNCTION reserve_statement(of_period integer)
  RETURNS TABLE (kind text, group_name text, line_name text, opening numeric, approved numeric, recommended numeric,
                 closing numeric, reason text, released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH r AS MATERIALIZED (
    SELECT r.*, r.opening + r.approved + r.recommended AS closing, r.file_id IN (SELECT released_files()) AS is_out,
           min(r.line) OVER (PARTITION BY r.group_name) AS first_line
    FROM reserve_now r WHERE r.period_id = of_period),
  sums AS (
    SELECT grouping(group_name) AS is_total, group_name, min(first_line) AS first_line,
           CASE WHEN count(opening) = count(*) THEN sum(opening) END AS opening,
           CASE WHEN count(approved) = count(*) THEN sum(approved) END AS approved,
           CASE WHEN count(recommended) = count(*) THEN sum(recommended) END AS recommended,
           CASE WHEN count(closing) = count(*) THEN sum(closing) END AS closing,
           bool_and(is_out) AS is_out
    FROM r GROUP BY GROUPING SETS ((group_name), ()) HAVING count(*) > 0),
  printed AS (
    SELECT DISTINCT 0 AS last, first_line, 0 AS part, 0 AS line, 'group' AS kind, group_name, group_name AS line_name,
           NULL::numeric AS opening, NULL::numeric AS approved, NULL::numeric AS recommended, NULL::numeric AS closing,
           NULL AS reason, true AS is_out
    FROM r
    UNION ALL
    SELECT 0, first_line, 1, line, 'body', group_name, reserve, opening, approved, recommended, closing, reason,
           is_out FROM r
    UNION ALL
    SELECT is_total, first_line, 2, 0, CASE is_total WHEN 1 THEN 'total' ELSE 'subtotal' END, coalesce(group_name, ''),
           CASE is_total WHEN 1 THEN 'Total' ELSE 'Sub Total' END, opening, approved, recommended, closing, NULL, is_out
    FROM sums)
  SELECT kind, group_name, line_name, opening, approved, recommended, closing, reason, is_out
  FROM printed ORDER BY last, first_line, part, line;
END;

-- What all reserves do over the year, and what a chart says of it.
CREATE FUNCTION reserve_steps(of_period integer)
  RETURNS TABLE (label text, value numeric, value_shown text, sense text, words text) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH step AS (
    SELECT v.* FROM reserve_statement(of_period) s,
      LATERAL (VALUES (1, 'Opening balance', s.opening, millions(s.opening), 'total'),
               (2, 'Approved use', s.approved, millions_signed(s.approved), NULL),
                      (3, 'Further use recommended', s.recommended, millions_signed(s.recommended), NULL),
                      (4, 'Closing balance', s.closing, millions(s.closing), 'total')) AS v (place, label, value, shown,
                          sense)
    WHERE s.kind = 'total')
  SELECT s.label, round(s.value, 3), s.shown, s.sense,
         (SELECT waterfall_words(array_agg(w.label ORDER BY w.place), array_agg(round(w.value, 3) ORDER BY w.place),
                                 array_agg(w.shown ORDER BY w.place), array_agg(w.sense IS NOT NULL ORDER BY w.place))
                                   FROM step w)
  FROM step s ORDER BY s.place;
END;

-- Every figure of every statement by itself: for figures in sentences and for the reconciliation.
CREATE FUNCTION finance_figures(of_statement text, of_period integer)
  RETURNS TABLE (group_name text, line_name text, measure text, value numeric, text text, released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.group_name, s.line_name, m.measure, m.value,
         coalesce(removed_shown(s.variance IS NULL),
                  CASE m.measure WHEN 'percent' THEN percent_signed(m.value)
                                 WHEN 'variance' THEN millions_signed(m.value)
                                 WHEN 'movement' THEN CASE WHEN s.is_new THEN 'new' ELSE millions_signed(m.value) END
                                 ELSE millions(m.value) END), s.released
  FROM revenue_statement(of_statement, of_period) s,
       LATERAL (VALUES ('budget', s.budget), ('outturn', s.outturn), ('variance', s.variance), ('percent', s.percent),
                       ('movement', s.movement)) AS m (measure, value)
  WHERE of_statement IN ('la', 'schools') AND s.kind <> 'group'
  UNION ALL
  SELECT '', s.line_name, m.measure, m.value, coalesce(removed_shown(s.opening IS NULL), millions(m.value)), s.released
  FROM balance_statement(of_period) s,
       LATERAL (VALUES ('opening', s.opening), ('forecast', s.closing), ('in_year', s.in_year),
                ('academies', s.academies),
                       ('change', s.closing - s.opening)) AS m (measure, value)
  WHERE of_statement = 'balances'
  UNION ALL
  SELECT s.group_name, s.line_name, m.measure, m.value, coalesce(removed_shown(s.opening IS NULL), millions(m.value)),
         s.released
  FROM reserve_statement(of_period) s,
       LATERAL (VALUES ('opening', s.opening), ('approved', s.approved), ('recommended', s.recommended),
                ('closing', s.closing),
                       ('change', s.closing - s.opening)) AS m (measure, value)
  WHERE of_statement = 'reserves' AND s.kind <> 'group'
  UNION ALL
  SELECT s.programme, s.line_name, m.measure, m.value, coalesce(removed_shown(s.total IS NULL), shown_pounds(m.value)),
         s.released
  FROM contribution_statement() s,
       LATERAL (VALUES ('total', s.total), ('share', s.share), ('in_kind', s.in_kind), ('cash', s.cash)) AS m (measure,
           value)
  WHERE of_statement = 'contributions' AND s.kind <> 'group'
  UNION ALL
  SELECT '', s.scheme, m.measure, m.value,
         CASE WHEN s.approved IS NULL THEN 'removed'
              WHEN m.measure IN ('approved', 'spent', 'forecast') THEN millions(m.value)
              ELSE millions_signed(m.value) END,
         s.released
  FROM capital_statement(of_period) s,
       LATERAL (VALUES ('approved', s.approved), ('spent', s.spent), ('forecast', s.forecast), ('variance', s.variance),
                       ('reprofiled', s.reprofiled), ('rest', s.rest)) AS m (measure, value)
  WHERE of_statement = 'capital'
  UNION ALL
  SELECT 'funding', s.source, 'amount', s.amount, coalesce(millions(s.amount), 'removed'), s.released
  FROM capital_funding_statement(of_period) s WHERE of_statement = 'capital';
END;

-- What the rounding of the entered numbers, to so many decimals, can make of their sum: half a unit each. The sum is a
-- line's, or that of so many lines; 0: what is entered itself, or no sum.
CREATE FUNCTION rounding_of(measure text, lines bigint, decimals integer) RETURNS numeric LANGUAGE sql IMMUTABLE
  RETURN 0.5 * power(10::numeric, -decimals) *
         CASE WHEN measure IN ('variance', 'change') THEN 2 * lines WHEN measure = 'closing' THEN 3 * lines
              WHEN measure = 'movement' THEN 4 * lines WHEN measure IN ('percent', 'share', 'in_kind', 'cash') THEN 0
              WHEN lines > 1 THEN lines ELSE 0 END;

-- What the publication prints otherwise than computed, in the order of the statement.
CREATE FUNCTION finance_differences(of_statement text, of_period integer)
  RETURNS TABLE (group_name text, line_name text, measure text, printed text, computed text, documents text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH f AS MATERIALIZED (
    SELECT *, row_number() OVER () AS place,
           CASE line_name WHEN 'Total' THEN count(*) FILTER (WHERE line_name NOT IN ('Total', 'Sub Total'))
                                              OVER (PARTITION BY measure)
                          WHEN 'Sub Total' THEN count(*) OVER (PARTITION BY measure, group_name) - 1
                          ELSE 1 END AS lines,
           max(scale(value)) FILTER (WHERE measure <> 'percent') OVER () AS decimals
    FROM finance_figures(of_statement, of_period))
  SELECT p.group_name, p.line_name, p.measure, p.printed, coalesce(min(f.text), 'none'),
         string_agg(DISTINCT p.document, ', ' ORDER BY p.document)
  FROM published_finance_now p
       LEFT JOIN f ON f.line_name = p.line_name AND f.measure = p.measure
                  AND (p.line_name <> 'Sub Total' OR f.group_name = p.group_name)
  WHERE p.statement = of_statement AND p.period_id = of_period
    AND disagrees(p.printed, f.value, rounding_of(f.measure, f.lines, f.decimals))
  GROUP BY p.group_name, p.line_name, p.measure, p.printed
  ORDER BY min(f.place), p.line_name, p.measure;
END
$$;

-- The periods that a statement is held for.
CREATE FUNCTION statement_periods(of_statement text) RETURNS TABLE (period_id integer, released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT h.period_id, bool_or(h.released)
  FROM (SELECT f.period_id, f.file_id IN (SELECT released_files()) AS released
        FROM (SELECT period_id, file_id FROM revenue_now WHERE statement = of_statement
              UNION ALL SELECT period_id, file_id FROM balance_now WHERE of_statement = 'balances'
              UNION ALL SELECT period_id, file_id FROM reserve_now WHERE of_statement = 'reserves'
              UNION ALL SELECT period_id, file_id FROM capital_now WHERE of_statement = 'capital') f
        UNION ALL SELECT l.period_id, l.released FROM ledger_periods() l
                  WHERE NOT l.no_budget AND EXISTS (SELECT FROM ledger_statements() s WHERE s.statement = of_statement))
                    h
  GROUP BY h.period_id;
END;

-- Those whose statement has a line, by its address.
CREATE FUNCTION line_periods(of_statement text, at_line text) RETURNS TABLE (period_id integer) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT r.period_id FROM revenue_now r
  WHERE r.statement = of_statement AND slug(r.line_name) = slug(at_line)
  UNION
  SELECT h.period_id FROM ledger_periods() h
  WHERE NOT h.no_budget AND EXISTS (SELECT FROM ledger_lines(of_statement, h.period_id, at_line) l
                                    WHERE slug(l.line_name) = slug(at_line));
END;

-- The period of a statement: the one asked for, else the latest released one that is held.
CREATE FUNCTION statement_scope(of_statement text, of_period text)
  RETURNS TABLE (period_id integer, period text, label text, kind text, last_day date)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  asked text := period_read(of_period);
  of_year integer := (period_called(asked)).financial_year;
BEGIN
  RETURN QUERY
    SELECT p.period_id, p.period, p.label, p.kind, p.last_day
    FROM statement_periods(of_statement) h JOIN period p USING (period_id)
    WHERE CASE WHEN asked IS NULL THEN h.released ELSE p.period = asked END
    ORDER BY p.last_day DESC LIMIT 1;
  IF FOUND THEN
    RETURN;
  ELSIF asked IS NULL THEN
    PERFORM refuse('MH404', format('no %s held: an import of %s fills this page',
      CASE of_statement WHEN 'la' THEN 'statement of the revenue budget is' WHEN 'schools'
           THEN 'statement of the schools budget is'
                        WHEN 'balances' THEN 'school balances are' WHEN 'reserves' THEN 'reserves are'
                          ELSE 'capital programme is' END,
      CASE WHEN of_statement IN ('la', 'schools') THEN 'revenue' ELSE of_statement END));
  ELSIF of_statement IN ('la', 'schools') AND EXISTS (
      SELECT FROM ledger_periods() l JOIN period h USING (period_id)
      WHERE l.no_budget AND h.financial_year = of_year) THEN
    PERFORM refuse('MH400', format('the ledger has postings for %s and no budget of that year, '
      'so there is no statement', asked));
  END IF;
  PERFORM refuse('MH400', format('there is no such statement for the period "%s"; there are: %s', asked,
    coalesce((SELECT string_agg(p.period, ', ' ORDER BY p.last_day)
              FROM statement_periods(of_statement) h JOIN period p USING (period_id)), 'none')));
END
$$;

-- A line by its address: its name, in the statement as entered or in the ledger. It is refused where there is none.
CREATE FUNCTION line_scope(of_statement text, of_period text, at_line text, at_day text)
  RETURNS TABLE (statement text, period_id integer, line_name text, day text, last_day date, line_slug text, title text,
                 period text, label text,
                 from_ledger boolean)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  s record;
  found text;
BEGIN
  SELECT * INTO s FROM statement_scope(of_statement, of_period);
  SELECT l.line_name INTO found FROM (
    SELECT r.line_name FROM revenue_lines(of_statement, s.period_id, at_line) r
    UNION ALL SELECT l.line_name FROM ledger_lines(of_statement, s.period_id, at_line) l) l
  WHERE slug(l.line_name) = slug(at_line) LIMIT 1;
  IF found IS NULL THEN
    PERFORM refuse('MH404', format('the statement of %s has no line "%s"', s.period, at_line));
  END IF;
  RETURN QUERY SELECT of_statement, s.period_id, found, at_day, s.last_day, at_line, found, s.period, s.label,
                      statement_from_ledger(of_statement, s.period_id);
END
$$;
