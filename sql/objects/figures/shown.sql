-- Figures as tables and charts show them: each number rounded to the indicator's decimals, its text beside it, and why
-- there is none.

-- The text of a measure that has a number, or a reason for having none.
CREATE FUNCTION shown_or_na(number numeric, decimals integer, measure text, why text) RETURNS text LANGUAGE sql STABLE
  RETURN coalesce(shown(number, decimals, measure), CASE WHEN why IS NOT NULL THEN 'n/a' END);

-- Others' figures keep the decimals that were entered, whatever the indicator's are.
CREATE FUNCTION benchmark_shown(value numeric, measure text) RETURNS text LANGUAGE sql STABLE
  RETURN shown(value, scale(value), measure);

-- figures() with these names: number and shown are the figure's own.
CREATE FUNCTION figures_shown(indicators integer[], areas integer[], from_day date, until_day date, of_scope text)
  RETURNS TABLE (
    indicator_id integer, area_id integer, cohort text, period_id integer, value numeric, number numeric, shown text,
    rag text, rag_scope text, dot text, dot_why text, status text, entered boolean, released boolean, why text,
    impossible text, numerator numeric, numerator_shown text, denominator numeric, denominator_shown text,
    ytd numeric, ytd_shown text, ytd_why text, previous_ytd numeric, previous_ytd_shown text, previous_ytd_why text,
    rolling_12 numeric, rolling_12_shown text, rolling_12_why text, difference numeric, difference_shown text,
    difference_pct numeric, difference_pct_shown text, difference_why text, trend text, trend_why text,
    previous numeric, year_before numeric, year_dot text, above_national boolean, rag_why text, break_day date,
    why_changed text, polarity text,
    measure text, basis text, decimals integer)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT f.indicator_id, f.area_id, f.cohort, f.period_id, f.value, round(f.shown_value, f.decimals), f.text, f.rag,
         f.rag_scope, f.dot, f.dot_why, f.status, f.as_entered, f.released, f.why, f.impossible,
         trim_scale(f.numerator), shown(f.numerator, 0, ''), trim_scale(f.denominator), shown(f.denominator, 0, ''),
         round(f.ytd, f.decimals), shown_or_na(f.ytd, f.decimals, f.measure, f.ytd_why), f.ytd_why,
         round(f.previous_ytd, f.decimals), shown_or_na(f.previous_ytd, f.decimals, f.measure, f.previous_ytd_why),
         f.previous_ytd_why, round(f.rolling_12, f.decimals),
         shown_or_na(f.rolling_12, f.decimals, f.measure, f.rolling_12_why), f.rolling_12_why,
         round(f.difference, f.decimals),
         coalesce(shown_signed(f.difference, f.decimals), CASE WHEN f.difference_why IS NOT NULL THEN 'n/a' END),
         round(f.difference_pct, 1), shown_signed(f.difference_pct, 1) || '%', f.difference_why, f.trend, f.trend_why,
         f.previous, f.year_before, f.year_dot, f.above_national, f.rag_note, f.break_day, f.why_changed, f.polarity,
         f.measure, f.basis, f.decimals
  FROM figures(indicators, areas, from_day, until_day, of_scope) f;
END
$$;
