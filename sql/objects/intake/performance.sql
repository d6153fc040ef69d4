-- Loading performance figures: observations, totals, published figures, breakdowns, commentary.

-- Indicator, area and period are the same three columns in most of these.
CREATE FUNCTION unknown_place(rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql STABLE AS $$
  SELECT * FROM unknown(rows, 'indicator', 'indicator', known_indicators())
  UNION ALL SELECT * FROM unknown(rows, 'area', 'area', known_areas())
  UNION ALL SELECT * FROM unknown(rows, 'period', 'period', known_periods())
$$;

CREATE FUNCTION load_observations(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH r AS MATERIALIZED (
    SELECT r.at, r.indicator, r.area, r.period, coalesce(r.cohort, '') AS cohort, r.value, r.numerator,
      r.denominator, coalesce(r.status, 'final') AS status, r.note
    FROM jsonb_to_recordset(rows) AS r (at integer, indicator text, area text, period text, cohort text,
      value numeric, numerator numeric, denominator numeric, status text, note text)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown_place(rows)
    UNION ALL
    SELECT * FROM repeated(rows, '{indicator,area,period,cohort}', 'indicator, area, period and cohort')
    UNION ALL
    SELECT r.at, 'denominator', NULL, format('a number: the numerator is %s', r.numerator)
    FROM r WHERE r.numerator IS NOT NULL AND r.denominator IS NULL
    UNION ALL
    SELECT r.at, 'numerator', NULL, format('a number: the denominator is %s', r.denominator)
    FROM r WHERE r.numerator IS NULL AND r.denominator IS NOT NULL
    UNION ALL
    SELECT r.at, 'denominator', r.denominator::text, '0 or more'
    FROM r WHERE r.denominator < 0
    UNION ALL
    SELECT r.at, 'value', NULL,
      'a value, or numerator and denominator, or the status suppressed or n/a'
    FROM r WHERE r.value IS NULL AND r.numerator IS NULL AND r.denominator IS NULL
      AND r.status NOT IN ('suppressed', 'n/a')
    UNION ALL
    SELECT r.at, 'status', 'n/a', 'possible beside a value'
    FROM r WHERE r.status = 'n/a' AND (r.value IS NOT NULL OR r.numerator IS NOT NULL)
    UNION ALL
    SELECT r.at, 'numerator', r.numerator::text, format('possible: the indicator is a %s, not a percentage', d.measure)
    FROM r JOIN indicator i ON i.ref = r.indicator
      JOIN (SELECT DISTINCT d.indicator_id, d.measure FROM definitions_loaded() d) d USING (indicator_id)
    WHERE r.numerator IS NOT NULL AND d.measure NOT IN ('percentage', 'rate', 'average')
  ), loaded AS (
    INSERT INTO observation (indicator_id, area_id, period_id, cohort, value, numerator, denominator,
      status, note, file_id, line)
    SELECT i.indicator_id, a.area_id, p.period_id, r.cohort, r.value, r.numerator, r.denominator,
      r.status, r.note, file, r.at
    FROM r JOIN indicator i ON i.ref = r.indicator JOIN area a USING (area) JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_totals(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown_place(rows)
    UNION ALL
    SELECT * FROM repeated(rows, '{indicator,area,period,cohort,measure}',
      'indicator, area, period, cohort and measure')
    UNION ALL
    -- It stands for a sum; a percentage or a rate is computed from the totals of its counts.
    SELECT (r ->> 'at')::integer, 'indicator', r ->> 'indicator', format('a count: it is a%s %s',
      CASE d.measure WHEN 'average' THEN 'n' ELSE '' END, d.measure)
    FROM jsonb_array_elements(rows) r JOIN indicator i ON i.ref = r ->> 'indicator'
      JOIN (SELECT DISTINCT d.indicator_id, d.measure FROM definitions_loaded() d) d USING (indicator_id)
    WHERE d.measure <> 'count'
  ), loaded AS (
    INSERT INTO total (indicator_id, area_id, period_id, cohort, measure, value, file_id, line)
    SELECT i.indicator_id, a.area_id, p.period_id, coalesce(r.cohort, ''), r.measure, r.value, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, indicator text, area text, period text, cohort text,
        measure text, value numeric)
      JOIN indicator i ON i.ref = r.indicator JOIN area a USING (area) JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_published(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');
  SELECT dates_add(rows, 'against');

  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown_place(rows)
    UNION ALL
    SELECT u.line, u."column", u.value, 'previous_ytd or a known period'
    FROM unknown(rows, 'against', 'period', known_periods() || 'previous_ytd'::text) u
    UNION ALL
    SELECT * FROM repeated(rows, '{indicator,area,period,cohort,measure,document,against}',
      'indicator, area, period, cohort, measure, document and comparison')
  ), loaded AS (
    INSERT INTO published (indicator_id, area_id, period_id, cohort, measure, printed, document, against,
      file_id, line)
    SELECT i.indicator_id, a.area_id, p.period_id, coalesce(r.cohort, ''), r.measure, r.printed,
      coalesce(r.document, ''), coalesce(r.against, ''), file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, indicator text, area text, period text, cohort text,
        measure text, printed text, document text, against text)
      JOIN indicator i ON i.ref = r.indicator JOIN area a USING (area) JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_breakdowns(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown_place(rows)
    UNION ALL
    SELECT * FROM repeated(rows,
      '{row,indicator,area,period,measure,row_dimension,column_dimension,column}',
      'indicator, area, period, measure, row and column')
  ), loaded AS (
    INSERT INTO breakdown (indicator_id, area_id, period_id, measure, row_dimension, row_name,
      column_dimension, column_name, value, file_id, line)
    SELECT i.indicator_id, a.area_id, p.period_id, coalesce(r.measure, 'value'), r.row_dimension, r."row",
      r.column_dimension, r."column", r.value, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, indicator text, area text, period text, measure text,
        row_dimension text, "row" text, column_dimension text, "column" text, value numeric)
      JOIN indicator i ON i.ref = r.indicator JOIN area a USING (area) JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_commentary(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown_place(rows)
    UNION ALL SELECT * FROM repeated(rows, '{indicator,period,kind}', 'indicator, period and kind')
  ), loaded AS (
    INSERT INTO commentary (indicator_id, period_id, kind, text, file_id, line)
    SELECT i.indicator_id, p.period_id, r.kind, r.text, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, indicator text, period text, kind text, text text)
      JOIN indicator i ON i.ref = r.indicator JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- The periods that are held of an indicator, of any area and by any definition: its series.
CREATE FUNCTION series_held(of_ref text) RETURNS TABLE (first_day date, last_day date, first text, last text)
  LANGUAGE sql STABLE AS $$
  SELECT min(p.first_day), max(p.last_day), (array_agg(p.period ORDER BY p.first_day))[1],
         (array_agg(p.period ORDER BY p.last_day DESC))[1]
  FROM (SELECT DISTINCT o.period_id FROM observation o
        WHERE o.indicator_id IN (
          SELECT unnest(with_inputs(ARRAY[(SELECT i.indicator_id FROM indicator i WHERE i.ref = of_ref)])))) o
       JOIN period p USING (period_id)
  HAVING count(*) > 0
$$;

CREATE FUNCTION load_method_changes(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'from');

  WITH r AS MATERIALIZED (
    SELECT r.*, i.indicator_id, p.period_id, p.first_day
    FROM jsonb_to_recordset(rows) AS r (at integer, indicator text, "from" text, note text, comparable boolean)
      LEFT JOIN indicator i ON i.ref = r.indicator LEFT JOIN period p ON p.period = r."from"
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'indicator', 'indicator', known_indicators())
    UNION ALL SELECT * FROM unknown(rows, 'from', 'period', known_periods())
    UNION ALL SELECT * FROM repeated(rows, '{indicator,from}', 'indicator and period')
    UNION ALL
    SELECT r.at, 'from', r."from", CASE
      WHEN h.first IS NULL THEN 'a period within the series: no figures of this indicator are held'
      ELSE format('a period within the series, which runs from %s to %s', h.first, h.last) END
    FROM r LEFT JOIN LATERAL series_held(r.indicator) h ON true
    WHERE r.indicator_id IS NOT NULL AND r.period_id IS NOT NULL
      AND (h.first_day IS NULL OR r.first_day <= h.first_day OR r.first_day > h.last_day)
  ), loaded AS (
    INSERT INTO method_change (indicator_id, period_id, note, comparable, file_id, line)
    SELECT r.indicator_id, r.period_id, r.note, coalesce(r.comparable, false), file, r.at
    FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_report_members(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'indicator', 'indicator', known_indicators())
    UNION ALL SELECT * FROM repeated(rows, '{report,group,indicator}', 'report, group and indicator')
    UNION ALL
    SELECT (r ->> 'at')::integer, 'group', NULL, format('which of the %s it is', r ->> 'report')
    FROM jsonb_array_elements(rows) r WHERE r ->> 'report' IN ('sections', 'scorecards') AND r ->> 'group' IS NULL
  ), loaded AS (
    INSERT INTO report_member (report, group_name, heading, place, indicator_id, file_id, line)
    SELECT r.report, coalesce(r."group", ''), r.heading, coalesce(r."order", r.at), i.indicator_id, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, report text, indicator text, "order" integer, "group" text,
                                        heading text)
      JOIN indicator i ON i.ref = r.indicator
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_council_words(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{word}', 'word')
  ), loaded AS (
    INSERT INTO council_word (word, text, file_id, line)
    SELECT r.word, r.text, file, r.at FROM jsonb_to_recordset(rows) AS r (at integer, word text, text text)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_links(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'indicator', 'indicator', known_indicators())
    UNION ALL
    SELECT * FROM unknown(rows, 'budget_line', 'budget line',
      array(SELECT DISTINCT v.line_name FROM revenue v ORDER BY 1))
    UNION ALL
    SELECT * FROM unknown(rows, 'risk', 'risk', array(SELECT DISTINCT k.number FROM risk k ORDER BY 1))
    UNION ALL
    SELECT * FROM repeated(rows, '{indicator,budget_line,risk}', 'indicator, budget line and risk')
    UNION ALL
    SELECT (r ->> 'at')::integer, 'budget_line', NULL, 'a budget line or a risk, or both'
    FROM jsonb_array_elements(rows) r WHERE NOT r ?| '{budget_line,risk}'
  ), loaded AS (
    INSERT INTO link (indicator_id, budget_line, risk, file_id, line)
    SELECT i.indicator_id, coalesce(r.budget_line, ''), coalesce(r.risk, ''), file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, indicator text, budget_line text, risk text)
      JOIN indicator i ON i.ref = r.indicator
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;
