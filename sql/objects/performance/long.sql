-- Every figure, long: one row an indicator, area, cohort and period.

-- The first and last day asked for: of from and to; of neither, of the period that the dashboard shows, or,
-- without vital signs, of the one that began last of those that hold something released.
CREATE FUNCTION figures_days(in_area integer, indicators integer[], from_period text, to_period text)
  RETURNS TABLE (first_day date, last_day date) LANGUAGE plpgsql STABLE AS $$
DECLARE
  first text := period_read(from_period);
  last text := period_read(to_period);
  begins date := (period_called(first)).first_day;
  ends date := (period_called(last)).last_day;
BEGIN
  IF begins IS NULL AND first IS NOT NULL OR ends IS NULL AND last IS NOT NULL THEN
    PERFORM refuse('MH400', format('there is no period "%s" in the calendar',
                                   CASE WHEN begins IS NULL AND first IS NOT NULL THEN first ELSE last END));
  END IF;
  IF begins > ends THEN
    PERFORM refuse('MH400', format('the period "%s" begins after "%s" ends', from_period, to_period));
  END IF;
  IF begins IS NULL AND ends IS NULL THEN
    RETURN QUERY SELECT p.first_day, p.last_day
                 FROM (SELECT 1 AS choice, h.* FROM held_periods(vital_signs(), in_area, 'month') h
                       UNION ALL SELECT 2, h.* FROM held_periods(indicators, in_area, NULL) h) h
                         JOIN period p USING (period_id)
                 WHERE h.released ORDER BY h.choice, p.first_day DESC, p.last_day LIMIT 1;
    IF NOT FOUND THEN
      PERFORM refuse('MH404', 'no figures are held for this area: an import of observations fills this page');
    END IF;
  ELSE
    RETURN QUERY SELECT coalesce(begins, '-infinity'), coalesce(ends, 'infinity');
  END IF;
END
$$;

-- A figure is rated by the rule of the scope asked for; if none is, by the one that holds. More rows than a page or a
-- spreadsheet is good for are refused, not cut off.
CREATE FUNCTION figures_long(of_area text, from_period text, to_period text, of_ref text, of_scope text)
  RETURNS TABLE (ref text, area text, cohort text, period text, scope text, value numeric, value_shown text,
                 value_status text, value_entered boolean, value_released boolean, value_why text,
                 value_impossible text, numerator numeric, denominator numeric, ytd numeric, ytd_shown text,
                 ytd_why text, previous_ytd numeric, previous_ytd_shown text, previous_ytd_why text, rolling_12 numeric,
                 rolling_12_shown text, rolling_12_why text, difference numeric, difference_shown text,
                 difference_why text, difference_pct numeric, difference_pct_shown text, trend text,
                 travel_dot text, travel_dot_why text, rating_rag text, rating_why text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  most CONSTANT integer := 20000;
  in_area integer := find_area(of_area);
  indicators integer[] := ARRAY(SELECT i.indicator_id FROM indicator_now i WHERE i.ref = coalesce(of_ref, i.ref));
  days record;
BEGIN
  IF of_scope NOT IN ('dashboard', 'summary', 'scorecard') THEN
    PERFORM refuse('MH400', format('there is no scope "%s"; known are: dashboard, summary, scorecard', of_scope));
  ELSIF indicators = '{}' AND of_ref IS NOT NULL THEN
    PERFORM refuse('MH400', format('there is no indicator "%s"', of_ref));
  END IF;
  SELECT * INTO days FROM figures_days(in_area, indicators, from_period, to_period);
  RETURN QUERY
  WITH f AS (
    SELECT p.period, p.first_day, p.last_day, f.*
    FROM figures_shown(indicators, ARRAY[in_area], days.first_day, days.last_day, of_scope) f
         JOIN period p USING (period_id)
    WHERE p.first_day >= days.first_day)
  SELECT i.ref, a.area, f.cohort, f.period, coalesce(f.rag_scope, of_scope), f.number, f.shown, f.status, f.entered,
         f.released, f.why, f.impossible, f.numerator, f.denominator, f.ytd, f.ytd_shown, f.ytd_why, f.previous_ytd,
         f.previous_ytd_shown, f.previous_ytd_why, f.rolling_12, f.rolling_12_shown, f.rolling_12_why, f.difference,
         f.difference_shown, f.difference_why, f.difference_pct, f.difference_pct_shown, f.trend, f.dot, f.dot_why,
         f.rag, f.rag_why
  FROM f JOIN indicator_now i USING (indicator_id) JOIN area a USING (area_id)
  ORDER BY i.ref COLLATE natural_order, f.cohort, f.last_day, f.first_day
  LIMIT most + 1;
  GET DIAGNOSTICS in_area = ROW_COUNT;
  IF in_area > most THEN
    PERFORM refuse('MH400', format('there are more than %s figures; narrow them by from, to, area or ref',
                                   shown(most, 0, '')));
  END IF;
END
$$;
