-- What every report asks for its performance figures: kept ones, or computed where they are not, and
-- rated by the rules that hold.

-- Computed now, because they are not kept: of areas that are not ours, and of what this very transaction
-- has changed. Whoever asks may have forbidden nested loops; for this they are right.
CREATE FUNCTION figures_not_kept(only_released boolean, indicators integer[], areas integer[], from_day date,
                                 until_day date)
  RETURNS SETOF figure LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_nestloop = on AS $$
DECLARE
  missing_indicators integer[];
  missing_areas integer[];
BEGIN
  SELECT array_agg(DISTINCT m.indicator_id), array_agg(DISTINCT m.area_id) INTO missing_indicators, missing_areas
  FROM (SELECT i.indicator_id, a.area_id FROM unnest(indicators) i (indicator_id), unnest(areas) a (area_id)
        EXCEPT
        SELECT k.indicator_id, k.area_id FROM figure_kept k
        WHERE k.of_released = only_released AND k.indicator_id = ANY (indicators) AND k.area_id = ANY (areas)) m;
  IF missing_indicators IS NOT NULL THEN
    RETURN QUERY
    SELECT c.* FROM figures_computed(only_released, ARRAY(SELECT readable_files(false)), missing_indicators,
                                     missing_areas,
                                     from_day, until_day) c
    WHERE NOT EXISTS (SELECT FROM figure_kept k
                      WHERE k.of_released = only_released AND k.indicator_id = c.indicator_id
                        AND k.area_id = c.area_id);
  END IF;
END
$$;

-- Those that are kept, an area at a time: by the whole key, which a plan for many areas at once would not use.
CREATE FUNCTION figures_kept_for(only_released boolean, indicators integer[], areas integer[], from_day date,
                                 until_day date)
  RETURNS SETOF figure LANGUAGE plpgsql STABLE ROWS 10000 SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  in_area integer;
BEGIN
  FOREACH in_area IN ARRAY areas LOOP
    RETURN QUERY
    SELECT f.* FROM figure f
    WHERE f.of_released = only_released AND f.indicator_id = ANY (indicators) AND f.area_id = in_area
      AND f.last_day BETWEEN from_day AND until_day;
  END LOOP;
END
$$;

-- figures(): one row an indicator, area, cohort and period with anything held, from from_day to until_day, rated by
-- the rules of a scope (null: by rule_held() of no scope).
-- PL/pgSQL only because it keeps the plan for the session; planning takes longer than running. A plan for
-- arrays of any length takes them for short: it must be told to hash, and its callers that many rows come.
CREATE FUNCTION figures(indicators integer[], areas integer[], from_day date, until_day date, of_scope text)
  RETURNS TABLE (
    indicator_id integer, area_id integer, cohort text, period_id integer,
    value numeric, shown_value numeric, text text, numerator numeric, denominator numeric,
    ytd numeric, previous_ytd numeric, rolling_12 numeric,
    difference numeric, difference_pct numeric, trend text, dot text, rag text, previous numeric,
    status text, as_entered boolean, released boolean, why text, ytd_why text, rolling_12_why text,
    year_before numeric, year_dot text,     -- all of these as in the table figure, but for rag; and of the rating:
    national_value numeric, -- England's figure as shown that it used, where the rule asks for one
    above_national boolean, -- better than it, printed +
    rag_note text,          -- which of England's figures it used, if not the same period's
    rag_scope text,         -- of the rule; null: none holds
    polarity text, measure text, basis text, decimals integer, break_day date, why_changed text,
    previous_ytd_why text, difference_why text,
    trend_why text, dot_why text, impossible text)         -- as in the table figure
  LANGUAGE plpgsql STABLE ROWS 100000 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
  only_released boolean := NOT sees_unreleased();
  -- England, read beside the areas asked for where a rule rates by the gap to it
  england integer := (
    SELECT min(a.area_id) FROM area_now a
    WHERE a.kind = 'national' AND EXISTS (
      SELECT FROM target t
      WHERE t.indicator_id = ANY (indicators) AND t.scope = coalesce(of_scope, t.scope)
        AND t.rag_rule = 'national_gap'));
  computed figure[] := ARRAY(
    SELECT n FROM figures_not_kept(only_released, indicators, array_remove(areas || england, NULL),
                                   CASE WHEN england IS NULL THEN from_day ELSE '-infinity' END, until_day) n);
BEGIN
RETURN QUERY WITH
  rule AS MATERIALIZED (SELECT r.* FROM rule_held(indicators, areas, of_scope) r),
  held AS (
    SELECT f.* FROM figures_kept_for(only_released, indicators, areas, from_day, until_day) f
    UNION ALL
    SELECT c.* FROM unnest(computed) c WHERE c.area_id = ANY (areas) AND c.last_day >= from_day),
  national AS MATERIALIZED (
    SELECT n.indicator_id, n.cohort, n.period_id, n.last_day, n.break_day, n.shown_value, p.kind, p.label
    FROM (SELECT f.* FROM figure f
          WHERE f.of_released = only_released AND f.indicator_id = ANY (indicators) AND f.area_id = england
            AND f.last_day <= until_day
          UNION ALL
          SELECT c.* FROM unnest(computed) c WHERE c.area_id = england) n
         JOIN period p USING (period_id)
    WHERE n.shown_value IS NOT NULL)
SELECT h.indicator_id, h.area_id, h.cohort, h.period_id, h.value, h.shown_value, h.text, h.numerator, h.denominator,
       h.ytd, h.previous_ytd, h.rolling_12, h.difference, h.difference_pct, h.trend, h.dot,
       rag(r.rag_rule, h.polarity, r.operator, r.target, r.red, r.green,
           CASE WHEN r.rag_rule = 'national_gap' THEN h.shown_value - e.shown_value ELSE h.shown_value END),
       h.previous, h.status, h.as_entered, h.released, h.why, h.ytd_why, h.rolling_12_why, h.year_before, h.year_dot,
       e.shown_value,
       CASE h.polarity WHEN 'high' THEN h.shown_value > e.shown_value WHEN 'low' THEN h.shown_value < e.shown_value END,
       CASE WHEN r.rag_rule IS DISTINCT FROM 'national_gap' OR h.shown_value IS NULL THEN NULL
            WHEN e.shown_value IS NULL THEN 'no figure of England is held'
            WHEN e.period_id <> h.period_id THEN format('rated against England, %s: the latest held', e.label) END,
            r.scope,
       h.polarity, h.measure, h.basis, h.decimals, h.break_day, h.why_changed, h.previous_ytd_why, h.difference_why,
       h.trend_why, h.dot_why, h.impossible
FROM held h LEFT JOIN rule r ON r.indicator_id = h.indicator_id AND r.area_id = h.area_id
                      AND h.last_day >= r.from_day AND h.last_day < r.until_day
     -- England, same cohort: the same period, else the latest before, with no break between
     LEFT JOIN LATERAL (
       SELECT n.shown_value, n.period_id, n.label FROM national n
       WHERE r.rag_rule = 'national_gap' AND n.indicator_id = h.indicator_id AND n.cohort = h.cohort
         AND n.last_day <= h.last_day
         AND n.break_day IS NOT DISTINCT FROM h.break_day
         AND series_kind(n.kind, h.basis = 'stock') = (SELECT series_kind(p.kind, h.basis = 'stock') FROM period p
                                                       WHERE p.period_id = h.period_id)
       ORDER BY n.last_day DESC, n.period_id = h.period_id DESC LIMIT 1) e ON true;
END
$$;
