-- Loading money and risks.

CREATE FUNCTION load_revenue(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'period', 'period', known_periods())
    UNION ALL SELECT * FROM repeated(rows, '{line,statement,period}', 'statement, period and line')
  ), loaded AS (
    INSERT INTO revenue (statement, period_id, line_name, corrective, budget, outturn, reason, position,
      previous_variance, file_id, line)
    SELECT r.statement, p.period_id, r.line, r."group" IS NOT NULL, r.budget, r.outturn, r.reason,
      r."order", r.previous_variance, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, statement text, period text, line text, "group" text,
        budget numeric, outturn numeric, reason text, "order" integer, previous_variance numeric)
      JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- The measures that a statement has: its columns, and what follows from them.
CREATE FUNCTION statement_measures(statement text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE statement
    WHEN 'balances' THEN '{opening,forecast,in_year,academies,closing,variance,percent,movement}'
    WHEN 'reserves' THEN '{opening,approved,recommended,closing,variance,percent,movement}'
    WHEN 'capital' THEN '{approved,spent,forecast,variance,reprofiled,rest,amount}'
    ELSE '{budget,outturn,variance,percent,movement}' END::text[]
$$;

CREATE FUNCTION load_published_finance(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, statement text, period text, "group" text,
      line text, measure text, printed text, document text)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'period', 'period', known_periods())
    UNION ALL
    SELECT * FROM repeated(rows, '{line,statement,period,group,measure,document}',
      'statement, period, group, line, measure and document')
    UNION ALL
    SELECT r.at, 'measure', r.measure, format('a measure of the statement %s: %s', r.statement,
      array_to_string(statement_measures(r.statement), ', '))
    FROM r WHERE r.measure <> ALL (statement_measures(r.statement))
  ), loaded AS (
    INSERT INTO published_finance (statement, period_id, group_name, line_name, measure, printed,
      document, file_id, line)
    SELECT r.statement, p.period_id, coalesce(r."group", ''), r.line, r.measure, r.printed,
      coalesce(r.document, ''), file, r.at
    FROM r JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_balances(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, period text, phase text, opening numeric,
      forecast numeric, in_year numeric, academies numeric)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'period', 'period', known_periods())
    UNION ALL SELECT * FROM repeated(rows, '{phase,period}', 'period and phase')
    UNION ALL
    SELECT r.at, 'forecast', r.forecast::text, format('opening + in_year + academies, which is %s', s.closing)
    FROM r, LATERAL (SELECT r.opening + coalesce(r.in_year, 0) + coalesce(r.academies, 0)) s (closing)
    WHERE (r.in_year IS NOT NULL OR r.academies IS NOT NULL) AND s.closing <> r.forecast
  ), loaded AS (
    INSERT INTO balance (period_id, phase, opening, forecast, in_year, academies, file_id, line)
    SELECT p.period_id, r.phase, r.opening, r.forecast, r.in_year, r.academies, file, r.at
    FROM r JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_reserves(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'period', 'period', known_periods())
    UNION ALL SELECT * FROM repeated(rows, '{reserve,period,group}', 'period, group and reserve')
  ), loaded AS (
    INSERT INTO reserve (period_id, group_name, reserve, opening, approved, recommended, reason, file_id, line)
    SELECT p.period_id, r."group", r.reserve, r.opening, r.approved, r.recommended, r.reason, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, period text, "group" text, reserve text,
        opening numeric, approved numeric, recommended numeric, reason text)
      JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_contributions(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, programme text, year text, total numeric,
      partners integer, in_kind_max_pct numeric)
  ), bad AS MATERIALIZED (
    SELECT u.line, u."column", u.value, 'a financial year (2017/18)'
    FROM unknown(rows, 'year', 'year', array(SELECT p.period FROM period p WHERE p.kind = 'financial_year')) u
    UNION ALL SELECT * FROM repeated(rows, '{programme,year}', 'programme and year')
    UNION ALL
    SELECT r.at, 'total', r.total::text, '0 or more' FROM r WHERE r.total < 0
    UNION ALL
    SELECT r.at, 'in_kind_max_pct', r.in_kind_max_pct::text, 'from 0 to 100'
    FROM r WHERE r.in_kind_max_pct NOT BETWEEN 0 AND 100
  ), loaded AS (
    INSERT INTO contribution (programme, year_id, total, partners, in_kind_max_pct, file_id, line)
    SELECT r.programme, p.period_id, r.total, r.partners, r.in_kind_max_pct, file, r.at
    FROM r JOIN period p ON p.period = r.year
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_risks(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'area', 'area', known_areas())
    UNION ALL SELECT * FROM repeated(rows, '{number,reviewed}', 'number and day of review')
  ), loaded AS (
    INSERT INTO risk (number, area_id, name, description, entered, likelihood, impact,
      target_likelihood, target_impact, target_date, tasks, progress, direction, prospects, owner,
      reviewed, file_id, line)
    SELECT r.number, a.area_id, r.name, r.description, r.entered, r.likelihood, r.impact,
      r.target_likelihood, r.target_impact, r.target_date, r.tasks, r.progress, r.direction, r.prospects,
      r.owner, r.reviewed, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, number text, name text, description text, entered date,
        likelihood integer, impact integer, target_likelihood integer, target_impact integer,
        target_date date, tasks text, progress text, direction text, prospects text, owner text,
        reviewed date, area text)
      LEFT JOIN area a USING (area)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;
