-- Figures out of the ledger, by docs/figures.md "Ledger". Everything is summed in whole pence; the
-- profiled budget in twelfths of a penny, so that nothing is divided before the sum is whole.
--
-- Members may know the sums by line and nothing below. So the functions that make sums run as the
-- owner and choose for themselves what whoever is asking may be told; the daemon has no right to the views here.

-- The files that count for whoever is asking. Postings are loaded once: where the same file was imported again, the
-- release of either import releases them.
CREATE VIEW ledger_file AS
  WITH again AS MATERIALIZED (     -- what was released of postings, by its bytes
    SELECT f.sha256 FROM import_file f JOIN import i USING (import_id)
    WHERE f.kind = 'ledger' AND f.sha256 <> '' AND i.released_at IS NOT NULL)
  SELECT f.file_id, f.kind, r.released
  FROM import_file f JOIN import i USING (import_id),
       LATERAL (SELECT i.released_at IS NOT NULL OR f.kind = 'ledger'
                AND f.sha256 IN (SELECT a.sha256 FROM again a) AS released) r
  WHERE is_ledger(f.kind) AND (SELECT sees_figures()) AND (r.released OR (SELECT sees_unreleased()));

CREATE FUNCTION ledger_released(file integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp
  RETURN (SELECT f.released FROM ledger_file f WHERE f.file_id = file);

CREATE VIEW cost_centre_mapped AS
  SELECT DISTINCT ON (d.cost_centre_id) d.cost_centre_id, d.name, d.statement, d.line_name, f.released, d.file_id,
         d.line
  FROM cost_centre_definition d JOIN ledger_file f USING (file_id)
  ORDER BY d.cost_centre_id, d.file_id DESC;

CREATE VIEW profile_holding AS
  SELECT s.profile, s.month, s.share
  FROM profile_share s
  WHERE s.file_id = (SELECT max(n.file_id) FROM profile_share n JOIN ledger_file f USING (file_id)
                     WHERE n.profile = s.profile);

REVOKE ALL ON ledger_file, cost_centre_mapped, profile_holding FROM moothall_app;

CREATE FUNCTION pounds(pence numeric) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN to_char(round(pence / 100, 2), 'FM999,999,999,999,990.00');

CREATE FUNCTION in_pounds(pence numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
  RETURN round(pence / 100, 2);

CREATE FUNCTION pounds_signed(pence numeric) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN round(pence / 100, 2) > 0 THEN '+' ELSE '' END || pounds(pence);

-- Twelfths of a penny in pence, and pence in £m: enough places that a sum of some of them, rounded by exact_sum(),
-- is what the sum of the true values would be (shares have six decimals at most).
CREATE FUNCTION pence_of(twelfths numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
  RETURN twelfths / 12.00000000000000000000000000;

CREATE FUNCTION millions_of(pence numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
  RETURN pence * 0.00000001;

CREATE FUNCTION exact_sum(sum numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
  RETURN trim_scale(round(sum, 15));

-- Whether a year has a budget, and whether a released one; null: it has none. One look into the index for each file.
CREATE FUNCTION budget_released(of_year integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (SELECT bool_or(f.released) FROM ledger_file f
          WHERE f.kind = 'ledger_budgets'
            AND (SELECT true FROM ledger_budget b WHERE b.file_id = f.file_id AND b.year = of_year LIMIT 1));
END
$$;

-- What the ledger has of each cost centre, for the financial year of a period and up to its end. `only`: of these
-- cost centres; null: of all. *_before: at the end of the month before. Nothing for a period that ends within a month.
-- Runs as the owner: not for the daemon.
CREATE FUNCTION ledger_centres(of_period integer, only_centres integer[])
  RETURNS TABLE (cost_centre_id integer, budget numeric, twelfths numeric, twelfths_before numeric, actual numeric,
                 actual_before numeric, committed numeric, postings bigint, released boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp
  SET plan_cache_mode = force_custom_plan SET work_mem = '32MB' AS $$
#variable_conflict use_column
DECLARE
  year_first date;
  until_day date;
  of_year integer;
  months integer;
  files integer[];
  out_files integer[];
BEGIN
  SELECT make_date(p.financial_year, 4, 1), p.last_day, p.financial_year,
         (extract(month FROM p.last_day)::integer + 8) % 12 + 1
    INTO year_first, until_day, of_year, months
    FROM period p WHERE p.period_id = of_period AND extract(day FROM p.last_day + 1) = 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT array_agg(f.file_id), coalesce(array_agg(f.file_id) FILTER (WHERE f.released), '{}') INTO files,
         out_files FROM ledger_file f;
  RETURN QUERY
    WITH actual AS (
      -- null: postings were removed, and no file that is seen says them again
      SELECT y.cost_centre_id, CASE WHEN count(y.pence[months]) = count(*) THEN sum(y.pence[months]) END AS pence,
             CASE WHEN months = 1 THEN 0 WHEN count(y.pence[months - 1]) = count(*) THEN sum(y.pence[months - 1]) END
               AS before,
             sum(y.postings[months]) AS postings, bool_and(y.file_id = ANY (out_files)) AS released
      FROM ledger_year y
      WHERE y.year = of_year AND y.file_id = ANY (files) AND y.postings[months] > 0
        AND (y.supplied_by IS NULL OR y.supplied_by <> ALL (files))
        AND (only_centres IS NULL OR y.cost_centre_id = ANY (only_centres))
      GROUP BY y.cost_centre_id),
    share AS (
      SELECT s.profile,
             CASE WHEN count(s.share) = count(*)
                  THEN 12 * coalesce(sum(s.share) FILTER (WHERE s.month <= months), 0) END AS part,
             CASE WHEN count(s.share) = count(*)
                  THEN 12 * coalesce(sum(s.share) FILTER (WHERE s.month < months), 0) END AS before
      FROM profile_holding s GROUP BY s.profile),
    planned AS (
      SELECT DISTINCT ON (b.cost_centre_id, b.subjective) b.cost_centre_id, b.pence, b.profile, b.file_id
      FROM ledger_budget b
      WHERE b.year = of_year AND b.file_id = ANY (files)
        AND (only_centres IS NULL OR b.cost_centre_id = ANY (only_centres))
      ORDER BY b.cost_centre_id, b.subjective, b.file_id DESC),
    profiled AS (                  -- whole pence, multiplied once a profile
      SELECT p.cost_centre_id, p.profile,
             CASE WHEN count(p.pence) = count(*) THEN sum(p.pence) END AS pence,
             bool_and(p.file_id = ANY (out_files)) AS released
      FROM planned p GROUP BY p.cost_centre_id, p.profile),
    budget AS (
      SELECT p.cost_centre_id, CASE WHEN count(p.pence) = count(*) THEN sum(p.pence) END AS pence,
             CASE WHEN bool_and(h.whole)
                  THEN coalesce(sum(p.pence * CASE WHEN p.profile IS NULL THEN months ELSE s.part END), 0) END
               AS twelfths,
             CASE WHEN bool_and(h.whole)
                  THEN coalesce(sum(p.pence * CASE WHEN p.profile IS NULL THEN months - 1 ELSE s.before END), 0) END
               AS before,
             bool_and(p.released) AS released
      FROM profiled p LEFT JOIN share s USING (profile)
           CROSS JOIN LATERAL (SELECT p.pence IS NOT NULL AND (s.profile IS NULL OR s.part IS NOT NULL)) h (whole)
      GROUP BY p.cost_centre_id),
    ordered AS (
      SELECT c.cost_centre_id,
             CASE WHEN count(c.pence) = count(*) THEN sum(c.pence) END AS pence, true AS ordered FROM commitment c
      WHERE c.file_id = (SELECT max(f.file_id) FROM ledger_file f WHERE f.kind = 'commitments')
        AND c.day BETWEEN year_first AND until_day AND (only_centres IS NULL OR c.cost_centre_id = ANY (only_centres))
      GROUP BY c.cost_centre_id)
    SELECT cost_centre_id, CASE WHEN b.released IS NULL THEN 0 ELSE b.pence END,
           CASE WHEN b.released IS NULL THEN 0 ELSE b.twelfths END,
           CASE WHEN b.released IS NULL THEN 0 ELSE b.before END,
           CASE WHEN a.released IS NULL THEN 0 ELSE a.pence END, CASE WHEN a.released IS NULL THEN 0 ELSE a.before END,
           CASE WHEN o.ordered IS NULL THEN 0 ELSE o.pence END, coalesce(a.postings, 0)::bigint,
           coalesce(a.released, true) AND coalesce(b.released, true)
    FROM actual a FULL JOIN budget b USING (cost_centre_id) FULL JOIN ordered o USING (cost_centre_id);
END
$$;
REVOKE ALL ON FUNCTION ledger_centres FROM PUBLIC;

-- The lines of a statement as the ledger has them, in pence; none where the year has no budget. forecast: what was
-- entered for the line, with its reason, else actual + the rest of the profiled budget. earlier: the
-- forecast of the month before, null in April. `at`: the line of this address alone; null: all.
CREATE FUNCTION ledger_lines(of_statement text, of_period integer, at text DEFAULT NULL)
  RETURNS TABLE (line_name text, budget numeric, profiled numeric, actual numeric, committed numeric, computed numeric,
                 forecast numeric, earlier numeric, is_manual boolean, reason text, centres bigint, postings bigint,
                 place bigint,
                 released boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  wanted integer[];
  before_period integer := ledger_previous(of_period);
BEGIN
  -- asked first, as it costs little: most councils enter their statements
  IF (SELECT budget_released(p.financial_year) FROM period p WHERE p.period_id = of_period) IS NULL THEN
    RETURN;
  END IF;
  IF at IS NOT NULL THEN
    -- the address of each line once, not of each cost centre
    wanted := array(
      WITH names AS MATERIALIZED (SELECT DISTINCT d.line_name FROM cost_centre_definition d
                                  WHERE d.statement = of_statement)
      SELECT m.cost_centre_id FROM cost_centre_mapped m
      WHERE m.statement = of_statement
        AND m.line_name IN (SELECT n.line_name FROM names n WHERE slug(n.line_name) = slug(at)));
  END IF;
  RETURN QUERY
    WITH manual AS MATERIALIZED (
      SELECT DISTINCT ON (m.line_name, m.period_id) m.line_name, m.period_id, m.pence, m.reason, f.released
      FROM ledger_forecast m JOIN ledger_file f USING (file_id)
      WHERE m.statement = of_statement AND m.period_id IN (of_period, before_period)
      ORDER BY m.line_name, m.period_id, m.file_id DESC),
    line AS (
      SELECT m.line_name, CASE WHEN count(c.budget) = count(*) THEN sum(c.budget) END AS budget,
             CASE WHEN count(c.twelfths) = count(*) THEN sum(c.twelfths) END AS twelfths,
             CASE WHEN count(c.actual) = count(*) THEN sum(c.actual) END AS actual,
             CASE WHEN count(c.committed) = count(*) THEN sum(c.committed) END AS committed,
             CASE WHEN count(c.actual) = count(*) AND count(c.twelfths) = count(*)
                  THEN sum(c.actual * 12 + c.budget * 12 - c.twelfths) END AS outturn12,
             CASE WHEN count(c.actual_before) = count(*) AND count(c.twelfths) = count(*)
                  THEN sum(c.actual_before * 12 + c.budget * 12 - c.twelfths_before) END AS before12,
             count(*) AS centres,
             sum(c.postings)::bigint AS postings, min(m.line)::bigint AS place,
             bool_and(c.released AND m.released) AS released
      FROM cost_centre_mapped m JOIN ledger_centres(of_period, wanted) c USING (cost_centre_id)
      WHERE m.statement = of_statement AND m.line_name IS NOT NULL
      GROUP BY m.line_name)
    SELECT l.line_name, l.budget, pence_of(l.twelfths), l.actual, l.committed, pence_of(l.outturn12),
           CASE WHEN m.line_name IS NULL THEN pence_of(l.outturn12) ELSE m.pence END,
           CASE WHEN before_period IS NULL THEN NULL WHEN e.line_name IS NULL THEN pence_of(l.before12)
                ELSE e.pence END,
           m.line_name IS NOT NULL, m.reason, l.centres, l.postings, l.place, l.released AND coalesce(m.released, true)
    FROM line l LEFT JOIN manual m ON m.line_name = l.line_name AND m.period_id = of_period
         LEFT JOIN manual e ON e.line_name = l.line_name AND e.period_id = before_period;
END
$$;

-- How a statement's total variance has moved, in pence: at the end of each month of the year that has postings, up to
-- this period. The same figures as the totals of ledger_lines(), for all months at once.
CREATE FUNCTION ledger_totals(of_statement text, of_period integer)
  RETURNS TABLE (period_id integer, variance numeric, released boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp
  SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  of_year integer;
  until_day date;
  files integer[];
  out_files integer[];
BEGIN
  SELECT p.financial_year, p.last_day INTO of_year, until_day FROM period p WHERE p.period_id = of_period;
  SELECT array_agg(f.file_id), coalesce(array_agg(f.file_id) FILTER (WHERE f.released), '{}') INTO files,
         out_files FROM ledger_file f;
  RETURN QUERY
    WITH month AS (
      SELECT p.period_id, (extract(month FROM p.last_day)::integer + 8) % 12 + 1 AS place
      FROM ledger_periods() h JOIN period p USING (period_id)
      WHERE p.financial_year = of_year AND p.last_day <= until_day AND NOT h.no_budget),
    centre AS MATERIALIZED (
      SELECT m.cost_centre_id, m.line_name, m.released FROM cost_centre_mapped m
      WHERE m.statement = of_statement AND m.line_name IS NOT NULL),
    actual AS (                    -- from a month with a posting that is not released, none of the rest of the year is
      SELECT c.line_name, min((SELECT min(n) FROM generate_series(1, 12) n WHERE y.postings[n] > 0))
               FILTER (WHERE NOT (c.released AND y.file_id = ANY (out_files))) AS unreleased_from,
             -- ... and from one whose postings were removed there is no sum
             min((SELECT min(n) FROM generate_series(1, 12) n WHERE y.pence[n] IS NULL))
               FILTER (WHERE y.pence[12] IS NULL) AS removed_from,
             ARRAY[sum(y.pence[1]), sum(y.pence[2]), sum(y.pence[3]), sum(y.pence[4]), sum(y.pence[5]), sum(y.pence[6]),
               sum(y.pence[7]), sum(y.pence[8]), sum(y.pence[9]), sum(y.pence[10]), sum(y.pence[11]),
               sum(y.pence[12])] AS pence
      FROM ledger_year y JOIN centre c USING (cost_centre_id)
      WHERE y.year = of_year AND y.file_id = ANY (files)
        AND (y.supplied_by IS NULL OR y.supplied_by <> ALL (files)) GROUP BY c.line_name),
    planned AS (
      SELECT DISTINCT ON (b.cost_centre_id, b.subjective) b.cost_centre_id, b.pence, b.profile, b.file_id
      FROM ledger_budget b WHERE b.year = of_year AND b.file_id = ANY (files)
      ORDER BY b.cost_centre_id, b.subjective, b.file_id DESC),
    budget AS MATERIALIZED (
      SELECT c.line_name, p.profile, CASE WHEN count(p.pence) = count(*) THEN sum(p.pence) END AS pence,
             bool_and(c.released AND p.file_id = ANY (out_files)) AS released
      FROM planned p JOIN centre c USING (cost_centre_id) GROUP BY c.line_name, p.profile),
    due AS (                       -- twelfths of a penny of the profiled budget, at each month
      SELECT b.line_name, m.place, bool_and(b.released) AS released,
             CASE WHEN count(b.pence) = count(*) THEN sum(b.pence) END AS pence,
             CASE WHEN bool_and(h.whole)
                  THEN sum(b.pence * CASE WHEN b.profile IS NULL THEN m.place
                                          ELSE 12 * coalesce((SELECT sum(s.share) FROM profile_holding s
                                                              WHERE s.profile = b.profile AND s.month <= m.place),
                                                             0) END) END AS twelfths
      FROM budget b
           CROSS JOIN LATERAL (SELECT b.pence IS NOT NULL AND NOT EXISTS (
             SELECT FROM profile_holding s WHERE s.profile = b.profile AND s.share IS NULL)) h (whole)
           CROSS JOIN month m
      GROUP BY b.line_name, m.place),
    manual AS (
      SELECT DISTINCT ON (f.line_name, f.period_id) f.line_name, f.period_id, f.pence,
             f.file_id = ANY (out_files) AS released
      FROM ledger_forecast f WHERE f.statement = of_statement AND f.file_id = ANY (files)
      ORDER BY f.line_name, f.period_id, f.file_id DESC)
    SELECT m.period_id,
           CASE WHEN count(v.pence) = count(*) THEN exact_sum(sum(v.pence)) END,
           bool_and(coalesce(m.place < a.unreleased_from, true) AND coalesce(d.released, true)
                    AND coalesce(e.released, true))
    FROM month m CROSS JOIN (SELECT DISTINCT c.line_name FROM centre c) l
         LEFT JOIN actual a USING (line_name) LEFT JOIN due d ON d.line_name = l.line_name AND d.place = m.place
         LEFT JOIN manual e ON e.line_name = l.line_name AND e.period_id = m.period_id
         CROSS JOIN LATERAL (
           SELECT CASE WHEN e.line_name IS NOT NULL
                       THEN e.pence - CASE WHEN d.line_name IS NULL THEN 0 ELSE d.pence END
                       WHEN m.place < a.removed_from IS NOT FALSE
                       THEN pence_of(CASE WHEN a.line_name IS NULL THEN 0 ELSE coalesce(a.pence[m.place], 0) END * 12
                                     - CASE WHEN d.line_name IS NULL THEN 0 ELSE d.twelfths END) END) v (pence)
    WHERE a.line_name IS NOT NULL OR d.line_name IS NOT NULL
    GROUP BY m.period_id;
END
$$;

-- By how much a statement is short because of cost centres that no line has: those of the statement, and those
-- of no statement, in pence.
CREATE FUNCTION ledger_unmapped_sum(of_statement text, of_period integer)
  RETURNS TABLE (centres bigint, actual numeric, committed numeric, budget numeric, profiled numeric, forecast numeric,
                 postings bigint)
  LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  unmapped integer[] := array(SELECT m.cost_centre_id FROM cost_centre_mapped m
                              WHERE m.line_name IS NULL AND coalesce(m.statement, of_statement) = of_statement);
BEGIN
  RETURN QUERY
    SELECT count(*), CASE WHEN count(c.actual) = count(*) THEN sum(c.actual) END,
           CASE WHEN count(c.committed) = count(*) THEN sum(c.committed) END,
           CASE WHEN count(c.budget) = count(*) THEN sum(c.budget) END,
           pence_of(CASE WHEN count(c.twelfths) = count(*) THEN sum(c.twelfths) END),
           CASE WHEN count(c.actual) = count(*) AND count(c.twelfths) = count(*)
                THEN pence_of(sum(c.actual * 12 + c.budget * 12 - c.twelfths)) END,
           sum(c.postings)::bigint
    FROM ledger_centres(of_period, unmapped) c
    HAVING count(*) > 0;
END
$$;

-- The statements that cost centres are mapped to.
CREATE FUNCTION ledger_statements() RETURNS TABLE (statement text)
  LANGUAGE plpgsql STABLE ROWS 2 SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT DISTINCT m.statement FROM cost_centre_mapped m WHERE m.line_name IS NOT NULL;
END
$$;

-- The months that the ledger has a statement for: postings and a budget. no_budget: postings only.
CREATE FUNCTION ledger_periods()
  RETURNS TABLE (period_id integer, released boolean, no_budget boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN QUERY
    WITH held AS (
      SELECT m.month, bool_and(f.released) AS released FROM ledger_month m
           JOIN ledger_file f USING (file_id) GROUP BY m.month),
    planned AS MATERIALIZED (
      SELECT y.year, budget_released(y.year) AS released
      FROM (SELECT DISTINCT financial_year(h.month) AS year FROM held h) y)
    SELECT p.period_id, h.released AND coalesce(b.released, false), b.released IS NULL
    FROM held h JOIN period p ON p.kind = 'month' AND p.first_day = h.month
         LEFT JOIN planned b ON b.year = financial_year(h.month);
END
$$;

-- The month before, in the same year: what a statement out of the ledger is compared with.
CREATE FUNCTION ledger_previous(of_period integer) RETURNS integer LANGUAGE sql STABLE STRICT
  RETURN (SELECT b.period_id FROM period p JOIN period b ON b.kind = 'month' AND b.financial_year = p.financial_year
            AND b.last_day = (date_trunc('month', p.last_day::timestamp) - interval '1 day')::date
          WHERE p.period_id = of_period);

-- For drilling down. Whoever may not see the ledger is answered as if nothing were there.

-- The cost centres of a line, or with a null line those of no line, with their figures in pence.
CREATE FUNCTION ledger_line_centres(of_statement text, of_line text, of_period integer)
  RETURNS TABLE (cost_centre text, name text, statement text, budget numeric, profiled numeric, actual numeric,
                 committed numeric,
                 forecast numeric, postings bigint, released boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  wanted integer[];
BEGIN
  IF NOT sees_ledger() THEN
    RETURN;
  END IF;
  wanted := array(SELECT m.cost_centre_id FROM cost_centre_mapped m
                  WHERE CASE WHEN of_line IS NULL THEN m.line_name IS NULL
                             AND (of_statement IS NULL OR coalesce(m.statement, of_statement) = of_statement)
                             ELSE m.statement = of_statement AND m.line_name = of_line END);
  RETURN QUERY
    SELECT i.cost_centre, m.name, m.statement, c.budget, pence_of(c.twelfths), c.actual, c.committed,
           pence_of(c.actual * 12 + c.budget * 12 - c.twelfths), c.postings, c.released AND m.released
    FROM ledger_centres(of_period, wanted) c JOIN cost_centre_mapped m USING (cost_centre_id)
         JOIN cost_centre i USING (cost_centre_id)
    ORDER BY i.cost_centre;
END
$$;

-- The ledger as a whole: the lines of both statements, what no line has, and all of it. In pence.
CREATE FUNCTION ledger_statement(of_period integer)
  RETURNS TABLE (statement text, kind text, line_name text, budget numeric, profiled numeric, actual numeric,
                 committed numeric,
                 forecast numeric, centres bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT sees_ledger() THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH c AS MATERIALIZED (
      SELECT m.statement, m.line_name, m.line, c.*, c.actual * 12 + c.budget * 12 - c.twelfths AS outturn12
      FROM ledger_centres(of_period, NULL) c JOIN cost_centre_mapped m USING (cost_centre_id)),
    sums AS (
      SELECT grouping(c.line_name) AS is_total, c.statement, c.line_name, min(c.line) AS place,
             CASE WHEN count(c.budget) = count(*) THEN sum(c.budget) END AS budget,
             CASE WHEN count(c.twelfths) = count(*) THEN sum(c.twelfths) END AS twelfths,
             CASE WHEN count(c.actual) = count(*) THEN sum(c.actual) END AS actual,
             CASE WHEN count(c.committed) = count(*) THEN sum(c.committed) END AS committed,
             CASE WHEN count(c.outturn12) = count(*) THEN sum(c.outturn12) END AS outturn12, count(*) AS centres
      FROM c GROUP BY GROUPING SETS ((c.statement, c.line_name), ()) HAVING count(*) > 0)
    SELECT s.statement, CASE s.is_total WHEN 1 THEN 'total' ELSE 'body' END, s.line_name, s.budget,
           pence_of(s.twelfths), s.actual, s.committed, pence_of(s.outturn12), s.centres
    FROM sums s ORDER BY s.is_total, s.line_name IS NULL, s.statement, s.place, s.line_name;
END
$$;

-- A line's or a cost centre's figures by subjective, in pence.
CREATE FUNCTION ledger_subjectives(of_period integer, of_centres integer[])
  RETURNS TABLE (subjective text, budget numeric, profiled numeric, actual numeric, committed numeric, forecast numeric,
                 postings bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp
  SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  year_first date;
  until_day date;
  of_year integer;
  months integer;
  whole boolean;
BEGIN
  SELECT make_date(p.financial_year, 4, 1), p.last_day, p.financial_year,
         (extract(month FROM p.last_day)::integer + 8) % 12 + 1
    INTO year_first, until_day, of_year, months
    FROM period p WHERE p.period_id = of_period;
  IF NOT sees_ledger() THEN
    RETURN;
  END IF;
  -- of which subjectives removed postings were is not known: none has an actual
  SELECT NOT bool_or(y.pence[months] IS NULL) INTO whole FROM ledger_year y
    WHERE y.year = of_year AND y.cost_centre_id = ANY (of_centres) AND y.supplied_by IS NULL;
  RETURN QUERY
    WITH share AS (SELECT s.profile, CASE WHEN count(s.share) = count(*)
                                          THEN coalesce(sum(s.share) FILTER (WHERE s.month <= months), 0) END AS part
                   FROM profile_holding s GROUP BY s.profile),
    actual AS (
      SELECT l.subjective, sum(l.pence) AS pence, count(*) AS postings FROM ledger l
      WHERE l.cost_centre_id = ANY (of_centres) AND l.month BETWEEN year_first AND until_day GROUP BY l.subjective),
    planned AS (
      SELECT DISTINCT ON (b.cost_centre_id, b.subjective) b.subjective, b.pence, b.profile FROM ledger_budget b
      WHERE b.year = of_year AND b.cost_centre_id = ANY (of_centres)
      ORDER BY b.cost_centre_id, b.subjective, b.file_id DESC),
    budget AS (
      SELECT b.subjective, CASE WHEN count(b.pence) = count(*) THEN sum(b.pence) END AS pence, true AS planned,
             CASE WHEN count(t.twelfths) = count(*) THEN sum(t.twelfths) END AS twelfths
      FROM planned b LEFT JOIN share s USING (profile)
           CROSS JOIN LATERAL (SELECT CASE WHEN b.profile IS NULL THEN b.pence * months WHEN s.profile IS NULL THEN 0
                                           ELSE b.pence * 12 * s.part END) t (twelfths)
      GROUP BY b.subjective),
    ordered AS (
      SELECT c.subjective,
             CASE WHEN count(c.pence) = count(*) THEN sum(c.pence) END AS pence, true AS ordered FROM commitment c
      WHERE c.file_id = (SELECT max(f.file_id) FROM ledger_file f WHERE f.kind = 'commitments')
        AND c.day BETWEEN year_first AND until_day AND c.cost_centre_id = ANY (of_centres)
      GROUP BY c.subjective)
    SELECT subjective::text, n.budget, pence_of(n.twelfths), n.actual, CASE WHEN o.ordered THEN o.pence ELSE 0 END,
           pence_of(n.actual * 12 + n.budget * 12 - n.twelfths), coalesce(a.postings, 0)
    FROM actual a FULL JOIN budget b USING (subjective) FULL JOIN ordered o USING (subjective)
         CROSS JOIN LATERAL (SELECT CASE WHEN b.planned THEN b.pence ELSE 0 END,
                                    CASE WHEN b.planned THEN b.twelfths ELSE 0 END,
                                    CASE WHEN coalesce(whole, true) THEN coalesce(a.pence, 0) END)
           AS n (budget, twelfths, actual)
    ORDER BY subjective;
END
$$;

-- Figures in pence as the pages show them, in £.
CREATE FUNCTION ledger_shown(budget numeric, profiled numeric, actual numeric, committed numeric, forecast numeric)
  RETURNS TABLE (budget numeric, budget_shown text, profiled numeric, profiled_shown text, actual numeric,
                 actual_shown text,
                 committed numeric, committed_shown text, forecast numeric, forecast_shown text, variance numeric,
                 variance_shown text)
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  -- null: it was removed, or a part of it
  SELECT in_pounds(budget), coalesce(pounds(budget), 'removed'), in_pounds(profiled),
         coalesce(pounds(profiled), 'removed'), in_pounds(actual), coalesce(pounds(actual), 'removed'),
         in_pounds(committed), coalesce(pounds(committed), 'removed'), in_pounds(forecast),
         coalesce(pounds(forecast), 'removed'), in_pounds(forecast - budget),
         coalesce(pounds_signed(forecast - budget), 'removed');
END;

-- The cost centres of a line by number; of one code. Empty for whoever may not see the ledger.
CREATE FUNCTION ledger_line_ids(of_statement text, of_line text) RETURNS integer[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp
  RETURN array(SELECT m.cost_centre_id FROM cost_centre_mapped m
               WHERE (SELECT sees_ledger()) AND m.statement = of_statement AND m.line_name = of_line);

CREATE FUNCTION ledger_centre(of_code text)
  RETURNS TABLE (cost_centre_id integer, cost_centre text, name text, statement text, line_name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp
BEGIN ATOMIC
  SELECT m.cost_centre_id, i.cost_centre, m.name, m.statement, m.line_name
  FROM cost_centre_mapped m JOIN cost_centre i USING (cost_centre_id)
  WHERE i.cost_centre = of_code AND (SELECT sees_ledger());
END;

-- The period that the ledger's own pages show: the one asked for, else the latest month that has postings.
CREATE FUNCTION ledger_scope(of_period text)
  RETURNS TABLE (period_id integer, period text, label text, kind text, last_day date)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  asked text := period_read(of_period);
BEGIN
  IF asked IS NULL THEN
    RETURN QUERY SELECT p.period_id, p.period, p.label, p.kind, p.last_day
      FROM ledger_periods() h JOIN period p USING (period_id) ORDER BY p.last_day DESC LIMIT 1;
  ELSE
    RETURN QUERY SELECT p.period_id, p.period, p.label, p.kind, p.last_day
      FROM period p WHERE p.period = asked AND extract(day FROM p.last_day + 1) = 1;
  END IF;
  IF NOT FOUND AND asked IS NULL THEN
    PERFORM refuse('MH404', 'no postings are held: an import of ledger fills this page');
  ELSIF NOT FOUND THEN
    PERFORM refuse('MH400', format('"%s" is not a period that ends with a month', asked));
  END IF;
END
$$;

CREATE FUNCTION ledger_page_size() RETURNS integer LANGUAGE sql IMMUTABLE RETURN 100;

-- How many postings a cost centre has in the year up to a period, and how many pages of them, from their sums. Row
-- security hides both from whoever may not see the ledger.
CREATE FUNCTION ledger_pages(of_centre integer, of_period integer, asked text)
  RETURNS TABLE (postings bigint, page integer, pages bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT t.postings, page_number(asked), greatest((t.postings + ledger_page_size() - 1) / ledger_page_size(), 1)
  FROM (SELECT coalesce(sum(y.postings[(extract(month FROM p.last_day)::integer + 8) % 12 + 1]), 0)::bigint AS postings
        FROM period p LEFT JOIN ledger_year y ON y.year = p.financial_year AND y.cost_centre_id = of_centre
               AND y.pence[12] IS NOT NULL                       -- what was removed is counted no longer
        WHERE p.period_id = of_period) t;
END;

-- One page of them, newest first, each with where it comes from. PL/pgSQL reads the partitions of the year alone.
CREATE FUNCTION ledger_postings(of_centre integer, of_period integer, asked text)
  RETURNS TABLE (posting text, day date, subjective text, pence bigint, description text, released boolean, file text,
                 line integer,
                 import_id integer)
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  from_month date := (SELECT make_date(p.financial_year, 4, 1) FROM period p WHERE p.period_id = of_period);
  until_day date := (SELECT p.last_day FROM period p WHERE p.period_id = of_period);
BEGIN
  RETURN QUERY
    SELECT l.posting::text, l.day, l.subjective::text, l.pence::bigint, l.description::text, ledger_released(l.file_id),
           f.name, l.line, f.import_id
    FROM (SELECT * FROM ledger l
          WHERE l.cost_centre_id = of_centre AND l.month BETWEEN from_month AND until_day
          ORDER BY l.day DESC, l.posting LIMIT ledger_page_size() OFFSET (page_number(asked) - 1) * ledger_page_size())
            l
         JOIN import_file f USING (file_id)
    ORDER BY l.day DESC, l.posting;
END
$$;
