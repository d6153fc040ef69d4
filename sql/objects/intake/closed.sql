-- Closed financial periods: closing and opening them, and what an import brings in for one nevertheless.
--
-- A closed period's statements no longer change without a reason, which they print. What changes one: a row that is
-- entered for it or for a part of it; a posting of its financial year up to its end, for statements add up the year; a
-- budget of its year; a profile that such a budget has; and another line for a cost centre that the year knows.
-- Commitments are what was open on the day of the file, and no statement adds them to its forecast.

-- The periods that are closed now.
CREATE VIEW closed_period WITH (security_invoker) AS
  SELECT c.closing_id, c.closed_by, c.closed_at, p.*
  FROM period_closing c JOIN period p USING (period_id)
  WHERE c.reopened_at IS NULL;

-- The period that is meant, of those that can be closed.
CREATE FUNCTION closable_period(typed text) RETURNS period LANGUAGE plpgsql STABLE AS $$
DECLARE
  meant period;
BEGIN
  IF NOT may_close() THEN
    PERFORM refuse('MH403', 'you do not have the right to close periods: it takes the role finance');
  END IF;
  SELECT p.* INTO meant FROM period p WHERE p.period = period_read(typed);
  IF meant.period_id IS NULL THEN
    PERFORM refuse('MH404', format('there is no period "%s"', left(typed, 80)));
  ELSIF meant.kind NOT IN ('month', 'quarter', 'financial_year') THEN
    PERFORM refuse('MH400', format('%s is no month, quarter or financial year: only these are closed', meant.label));
  END IF;
  RETURN meant;
END
$$;

-- A reason as it will be printed; null: none was given.
CREATE FUNCTION reason_read(typed text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  reason CONSTANT text := rtrim(btrim(typed), '.');
BEGIN
  IF reason = '' OR length(reason) > 300 OR reason ~ '[[:cntrl:]]' THEN
    PERFORM refuse('MH400', 'a reason is one line of words, of at most 300 characters');
  END IF;
  RETURN reason;
END
$$;

-- Returns what the period is called.
CREATE FUNCTION period_close(typed text, account text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  meant period := closable_period(typed);
  held record;
BEGIN
  -- An import under way has looked already at what is closed.
  PERFORM figures_lock();
  SELECT c.* INTO held FROM closed_period c WHERE c.period_id = meant.period_id;
  IF held.closing_id IS NOT NULL THEN
    PERFORM refuse('MH409', format('%s is closed already: %s did it on %s', meant.label, held.closed_by,
      moment_day(held.closed_at)));
  END IF;
  INSERT INTO period_closing (period_id, closed_by) VALUES (meant.period_id, asking_name(account));
  PERFORM audit_note('period-closed', meant.period);
  RETURN meant.label;
END
$$;

CREATE FUNCTION period_reopen(typed text, reason text, account text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  meant period := closable_period(typed);
  why text := reason_read(reason);
BEGIN
  IF why IS NULL THEN
    PERFORM refuse('MH400', format('%s is not opened again without a reason, which its statements print (--reason)',
      meant.label));
  END IF;
  PERFORM figures_lock();
  UPDATE period_closing c SET reopened_by = asking_name(account), reopened_at = now(), reopened_why = why
    WHERE c.period_id = meant.period_id AND c.reopened_at IS NULL;
  IF NOT FOUND THEN
    PERFORM refuse('MH409', format('%s is not closed%s', meant.label, coalesce((
      SELECT format('; it lies in %s, which is', string_agg(c.label, ' and ' ORDER BY c.first_day)) FROM closed_period c
      WHERE meant.first_day >= c.first_day AND meant.last_day <= c.last_day), '')));
  END IF;
  PERFORM audit_note('period-reopened', meant.period);
  RETURN meant.label;
END
$$;

-- All closings that were ever made, the newest first, with the imports that changed something since.
CREATE FUNCTION period_list()
  RETURNS TABLE (period text, is_closed boolean, closed_at timestamptz, closed_by text, reopened_at timestamptz,
                 reopened_by text, reopened_why text, changes integer[]) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT p.period, c.reopened_at IS NULL, c.closed_at, c.closed_by, c.reopened_at, c.reopened_by, c.reopened_why,
         ARRAY(SELECT DISTINCT h.import_id FROM closed_change h WHERE h.closing_id = c.closing_id ORDER BY 1)
  FROM period_closing c JOIN period p USING (period_id)
  ORDER BY c.closed_at DESC, c.closing_id DESC;
END
$$;

-- What an import has changed of closed periods, for the list of imports.
CREATE FUNCTION import_changed(of_import integer) RETURNS TABLE (periods text, reason text, given_by text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT string_agg(DISTINCT p.period, ', '), min(h.reason), min(h.given_by)
  FROM closed_change h JOIN period_closing c USING (closing_id) JOIN period p ON p.period_id = c.period_id
  WHERE h.import_id = of_import HAVING count(*) > 0;
END
$$;

-- What a file brings in for closed periods: where that stands in it, of which closing, and which statement of which
-- period it changes. Run by import_closed() and import_release(), as the owner.

-- Rows that are entered for a period.
CREATE FUNCTION closed_entered(file integer, of_kind text)
  RETURNS TABLE (line integer, "column" text, value text, closing_id integer, statement text, period_id integer)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT r.line, r."column", p.period, c.closing_id, r.statement, r.period_id
  FROM (SELECT t.line, 'period' AS "column", t.period_id, t.statement FROM revenue t
        WHERE of_kind = 'revenue' AND t.file_id = file
        UNION ALL
        SELECT t.line, 'period', t.period_id, t.statement FROM published_finance t
        WHERE of_kind = 'published_finance' AND t.file_id = file
        UNION ALL
        SELECT t.line, 'period', t.period_id, t.statement FROM ledger_forecast t
        WHERE of_kind = 'forecasts' AND t.file_id = file
        UNION ALL
        SELECT t.line, 'period', t.period_id, 'balances' FROM balance t WHERE of_kind = 'balances' AND t.file_id = file
        UNION ALL
        SELECT t.line, 'period', t.period_id, 'reserves' FROM reserve t WHERE of_kind = 'reserves' AND t.file_id = file
        UNION ALL
        SELECT t.line, 'period', t.period_id, 'capital' FROM capital t WHERE of_kind = 'capital' AND t.file_id = file
        UNION ALL
        SELECT t.line, 'period', t.period_id, 'capital' FROM capital_funding t
        WHERE of_kind = 'capital_funding' AND t.file_id = file
        UNION ALL
        SELECT t.line, 'year', t.year_id, 'contributions' FROM contribution t
        WHERE of_kind = 'contributions' AND t.file_id = file) r
       JOIN period p USING (period_id)
       JOIN closed_period c ON p.first_day >= c.first_day AND p.last_day <= c.last_day;
END
$$;

-- In which statement and line each cost centre was before a file, or, only_released, was released to be.
CREATE FUNCTION centres_before(file integer, only_released boolean)
  RETURNS TABLE (cost_centre_id integer, statement text, line_name text) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT DISTINCT ON (d.cost_centre_id) d.cost_centre_id, d.statement, d.line_name
  FROM cost_centre_definition d
  WHERE d.file_id < file AND (NOT only_released OR d.file_id IN (SELECT released_files()))
  ORDER BY d.cost_centre_id, d.file_id DESC;
END
$$;

-- What goes with the ledger: budgets of the year; profiles that its budgets have, and cost centres that it knows, where
-- they say something else than before.
CREATE FUNCTION closed_around_ledger(file integer, of_kind text)
  RETURNS TABLE (line integer, "column" text, value text, closing_id integer, statement text, period_id integer)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH centre AS MATERIALIZED (
    SELECT d.cost_centre_id, coalesce(d.statement, 'ledger') AS statement FROM centres_before(file + 1, false) d),
  shared AS (
    SELECT t.line, t.profile, s.share AS before, t.share AS after
    FROM profile_share t CROSS JOIN (VALUES (false), (true)) r (only_released) CROSS JOIN LATERAL (
           SELECT s.share FROM profile_share s
           WHERE s.profile = t.profile AND s.month = t.month AND s.file_id < file
             AND (NOT r.only_released OR s.file_id IN (SELECT released_files()))
           ORDER BY s.file_id DESC LIMIT 1) s
    WHERE of_kind = 'profiles' AND t.file_id = file),
  moved AS (
    SELECT t.line, t.cost_centre_id, u.statement
    FROM (VALUES (false), (true)) r (only_released) CROSS JOIN LATERAL centres_before(file, r.only_released) b
         JOIN cost_centre_definition t USING (cost_centre_id)
         CROSS JOIN LATERAL (VALUES (coalesce(b.statement, 'ledger')), (coalesce(t.statement, 'ledger'))) u (statement)
    WHERE of_kind = 'cost_centres' AND t.file_id = file
      AND (b.statement, b.line_name) IS DISTINCT FROM (t.statement, t.line_name)),
  row_of AS (
    SELECT t.line, 'year' AS "column", t.cost_centre_id, t.year, centre.statement
    FROM ledger_budget t JOIN centre USING (cost_centre_id) WHERE of_kind = 'ledger_budgets' AND t.file_id = file
    UNION ALL
    SELECT s.line, 'share', b.cost_centre_id, b.year, centre.statement
    FROM shared s JOIN ledger_budget b USING (profile) JOIN centre USING (cost_centre_id)
    WHERE s.before <> s.after
    UNION ALL
    SELECT m.line, 'cost_centre', m.cost_centre_id, b.year, m.statement
    FROM moved m JOIN ledger_budget b USING (cost_centre_id)
    UNION ALL
    SELECT m.line, 'cost_centre', m.cost_centre_id, y.year, m.statement
    FROM moved m JOIN ledger_year y USING (cost_centre_id))
  SELECT DISTINCT r.line, r."column",
         CASE r."column" WHEN 'year' THEN y.period WHEN 'share' THEN s.share::text ELSE k.cost_centre END,
         c.closing_id, r.statement, y.period_id
  FROM row_of r JOIN closed_period c ON c.financial_year = r.year
       JOIN period y ON y.kind = 'financial_year' AND y.financial_year = r.year
       JOIN cost_centre k USING (cost_centre_id)
       LEFT JOIN profile_share s ON s.file_id = file AND s.line = r.line AND of_kind = 'profiles';
END
$$;

-- The files of postings that have the same bytes: what they hold was loaded with the first of them.
CREATE FUNCTION same_postings(file integer) RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT s.file_id FROM import_file f JOIN import_file s USING (kind, sha256)
               WHERE f.file_id = file AND f.kind = 'ledger');
END
$$;

-- Postings, one by one: as many as anybody reads. Nothing is looked through where no month of the file is closed.
CREATE FUNCTION closed_postings(file integer) RETURNS TABLE (line integer, value text, closing_id integer)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  files integer[] := same_postings(file);
BEGIN
  IF EXISTS (SELECT FROM closed_posted(file)) THEN
    RETURN QUERY
    WITH closed AS MATERIALIZED (
      SELECT DISTINCT ON (m.month) m.month, c.closing_id
      FROM ledger_month m JOIN closed_period c
           ON c.financial_year = financial_year(m.month) AND m.month <= c.last_day
      WHERE m.file_id = ANY (files)
      ORDER BY m.month, c.last_day, c.first_day DESC)
    SELECT l.line, to_char(l.day, 'YYYY-MM-DD'), c.closing_id
    FROM ledger l JOIN closed c USING (month)
    WHERE l.shelf = ANY (0 || files) AND l.file_id = ANY (files)
    ORDER BY l.line LIMIT 1000;
  END IF;
END
$$;

-- ... and as statements and the first month of each that they change, out of the sums that were made of the file.
CREATE FUNCTION closed_posted(file integer) RETURNS TABLE (closing_id integer, statement text, period_id integer)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  files integer[] := same_postings(file);
BEGIN
  RETURN QUERY
  WITH centre AS MATERIALIZED (
    SELECT d.cost_centre_id, coalesce(d.statement, 'ledger') AS statement FROM centres_before(file + 1, false) d),
  posted AS (
    SELECT y.year, coalesce(c.statement, 'ledger') AS statement,
           min((SELECT min(n) FROM generate_series(1, 12) n WHERE y.postings[n] > 0)) AS place
    FROM ledger_year y LEFT JOIN centre c USING (cost_centre_id)
    WHERE y.file_id = ANY (files) GROUP BY 1, 2)
  SELECT c.closing_id, o.statement, p.period_id
  FROM posted o JOIN period p ON p.kind = 'month' AND p.financial_year = o.year
                                 AND p.first_day = make_date(o.year, 3, 1) + make_interval(months => o.place)
       JOIN closed_period c ON c.financial_year = o.year AND p.first_day <= c.last_day;
END
$$;

-- All that an import changes of closed periods.
CREATE FUNCTION closed_changes(of_import integer)
  RETURNS TABLE (kind text, closing_id integer, statement text, period_id integer) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT DISTINCT f.kind, r.closing_id, r.statement, r.period_id
  FROM import_file f CROSS JOIN LATERAL (
    SELECT e.closing_id, e.statement, e.period_id FROM closed_entered(f.file_id, f.kind) e
    UNION ALL
    SELECT a.closing_id, a.statement, a.period_id FROM closed_around_ledger(f.file_id, f.kind) a WHERE is_ledger(f.kind)
    UNION ALL
    SELECT p.closing_id, p.statement, p.period_id FROM closed_posted(f.file_id) p WHERE f.kind = 'ledger') r
  WHERE f.import_id = of_import AND is_money(f.kind);
END
$$;

-- Keeps the reason for what an import changes and no reason is kept of yet; how many rows that made.
CREATE FUNCTION closed_explain(of_import integer, why text, account text) RETURNS bigint
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  made bigint;
BEGIN
  INSERT INTO closed_change (closing_id, import_id, kind, statement, period_id, reason, given_by)
  SELECT c.closing_id, of_import, c.kind, c.statement, c.period_id, why, asking_name(account)
  FROM closed_changes(of_import) c
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END
$$;
SELECT for_nobody('closed_explain(integer, text, text)');

-- What of an import that is loaded is for closed periods, row by row, as its problems.
CREATE FUNCTION import_closed(of_import integer)
  RETURNS TABLE (file text, line integer, "column" text, value text, expected text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM closed_period) THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT f.name, r.line, r."column", r.value,
         format(': %s is closed (on %s by %s)%s; give a reason (--reason), which its statement prints', r.period,
                moment_day(r.closed_at), r.closed_by,
                CASE r."column" WHEN 'cost_centre' THEN ', and this gives it another line there'
                                WHEN 'share' THEN ', and budgets have this profile' END)
  FROM import_file f CROSS JOIN LATERAL (
    SELECT DISTINCT ON (r.line) r.line, r."column", r.value, c.period, c.closed_at, c.closed_by
    FROM (SELECT e.line, e."column", e.value, e.closing_id FROM closed_entered(f.file_id, f.kind) e
          UNION ALL
          SELECT a.line, a."column", a.value, a.closing_id FROM closed_around_ledger(f.file_id, f.kind) a
          WHERE is_ledger(f.kind)
          UNION ALL
          SELECT p.line, 'date', p.value, p.closing_id FROM closed_postings(f.file_id) p WHERE f.kind = 'ledger') r
         JOIN closed_period c USING (closing_id)
    ORDER BY r.line, c.last_day - c.first_day, c.closing_id) r
  WHERE f.import_id = of_import AND is_money(f.kind) AND may_import(f.kind)
  ORDER BY f.file_id, r.line;
END
$$;

-- ... or, once all of them are, the reason for the import as a whole. Whether there was anything to explain.
CREATE FUNCTION import_explain(of_import integer, reason text, account text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  made bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM import i WHERE i.import_id = of_import AND i.released_at IS NULL
                 AND i.loaded_by = asking_name(account)
                 AND i.loaded_person IS NOT DISTINCT FROM asking_person()) THEN
    PERFORM refuse('MH403', 'a reason is given by whoever imports');
  END IF;
  made := closed_explain(of_import, reason_read(reason), account);
  IF made > 0 THEN
    PERFORM audit_note('closed-period-changed', of_import::text);
  END IF;
  RETURN made > 0;
END
$$;

SELECT for_application('period_close(text, text)', 'period_reopen(text, text, text)', 'import_closed(integer)',
  'import_explain(integer, text, text)');
