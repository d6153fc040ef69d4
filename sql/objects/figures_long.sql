-- Every figure, long: one row an indicator, area, cohort and period.

-- The first and last day asked for: of from and to; of neither, of the period that the dashboard shows, or,
-- without vital signs, of the one that began last of those that hold something released.
CREATE FUNCTION figures_days(in_area integer, indicators integer[], from_period text, to_period text)
  RETURNS TABLE (first_day date, last_day date) LANGUAGE plpgsql STABLE AS $$
DECLARE
  begins date;
  ends date;
  word text;
BEGIN
  FOREACH word IN ARRAY ARRAY[from_period, to_period] LOOP
    IF word IS NOT NULL AND NOT EXISTS (SELECT FROM period p WHERE p.period = word) THEN
      PERFORM refuse('MH400', format('"%s" is not a period; periods are written 2017-01, 2017/18 Q1, 2016/17, AY2015/16, AY2016/17 autumn or 2017-01-31', word));
    END IF;
  END LOOP;
  begins := (SELECT p.first_day FROM period p WHERE p.period = from_period);
  ends := (SELECT p.last_day FROM period p WHERE p.period = to_period);
  IF begins > ends THEN
    PERFORM refuse('MH400', format('the period "%s" begins after "%s" ends', from_period, to_period));
  END IF;
  IF begins IS NULL AND ends IS NULL THEN
    RETURN QUERY SELECT p.first_day, p.last_day
                 FROM (SELECT 1 AS choice, h.* FROM held_periods(vital_signs(), in_area, 'month') h
                       UNION ALL SELECT 2, h.* FROM held_periods(indicators, in_area, NULL) h) h JOIN period p USING (period_id)
                 WHERE h.released ORDER BY h.choice, p.first_day DESC, p.last_day LIMIT 1;
    IF NOT FOUND THEN
      PERFORM refuse('MH404', 'no figures are held for this area');
    END IF;
  ELSE
    RETURN QUERY SELECT coalesce(begins, '-infinity'), coalesce(ends, 'infinity');
  END IF;
END
$$;

-- A figure is rated by the rule of the scope asked for; if none is, by the one that holds. More rows than a page or a spreadsheet is good for are refused, not cut off.
CREATE FUNCTION figures_long(of_area text, from_period text, to_period text, of_ref text, of_scope text)
  RETURNS TABLE (ref text, area text, cohort text, period text, scope text, text text, number numeric, status text, marks text, why text,
                 numerator text, denominator text, ytd text, ytd_number numeric, previous_ytd text, previous_ytd_number numeric,
                 rolling_12 text, rolling_12_number numeric, difference text, difference_number numeric,
                 difference_pct text, difference_pct_number numeric, trend text, dot text, rag text, rag_note text)
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
    SELECT p.period, p.kind, p.first_day, p.last_day, f.*
    FROM figures(indicators, ARRAY[in_area], days.first_day, days.last_day, of_scope) f JOIN period p USING (period_id)
    WHERE p.first_day >= days.first_day)
  SELECT i.ref, a.area, f.cohort, f.period, coalesce(f.rag_scope, of_scope), f.text, round(f.shown_value, i.decimals), f.status,
         marks(f.status, f.as_entered, f.released), f.why,
         trim_scale(f.numerator)::text, trim_scale(f.denominator)::text,
         shown(f.ytd, i.decimals, i.measure), round(f.ytd, i.decimals),
         shown(f.previous_ytd, i.decimals, i.measure), round(f.previous_ytd, i.decimals),
         shown(f.rolling_12, i.decimals, i.measure), round(f.rolling_12, i.decimals),
         shown_signed(f.difference, i.decimals), round(f.difference, i.decimals),
         shown_signed(f.difference_pct, 1) || '%', round(f.difference_pct, 1),
         f.trend, f.dot, f.rag, f.rag_note
  FROM f JOIN indicator_now i USING (indicator_id) JOIN area a USING (area_id)
  ORDER BY i.ref COLLATE natural_order, f.cohort, f.last_day, f.first_day
  LIMIT most + 1;
  GET DIAGNOSTICS in_area = ROW_COUNT;
  IF in_area > most THEN
    PERFORM refuse('MH400', format('there are more than %s figures; narrow them by from, to, area or ref', shown(most, 0, '')));
  END IF;
END
$$;
