-- Figures that cannot be true, and facts that cannot both hold: docs/figures.md, "Faults". The first are withheld from
-- arrows and exceptions where figures are computed; the second are only said.

-- Figures of these indicators in an area as the reader may know them, unrated: kept, or computed now.
CREATE FUNCTION figures_held(indicators integer[], areas integer[], from_day date, until_day date) RETURNS SETOF figure
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_variable
DECLARE
  only_released boolean := NOT sees_unreleased();
BEGIN
  RETURN QUERY
  SELECT f.* FROM figure f
  WHERE f.of_released = only_released AND f.indicator_id = ANY (indicators) AND f.area_id = ANY (areas)
    AND f.last_day BETWEEN from_day AND until_day;
  RETURN QUERY
  SELECT n.* FROM figures_not_kept(only_released, indicators, areas, from_day, until_day) n;
END
$$;

-- The faults of these indicators in an area: impossible ones of every period from the day on, disagreements of the
-- period.
CREATE FUNCTION figure_faults(indicators integer[], in_area integer, from_day date, at_period integer)
  RETURNS TABLE (indicator_id integer, period_id integer, cohort text, impossible boolean, words text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  at period;
  flows integer[];
  parts integer[] := ARRAY(SELECT a.area_id FROM area_now a WHERE a.parent_id = in_area);
BEGIN
  SELECT p.* INTO at FROM period p WHERE p.period_id = at_period;
  RETURN QUERY
    SELECT f.indicator_id, f.period_id, f.cohort, true, f.impossible
    FROM figures_held(indicators, ARRAY[in_area], figure_faults.from_day, at.last_day) f
    WHERE f.impossible IS NOT NULL;
  -- what stands at the end is what stood before, and what began, less what ended
  flows := ARRAY(SELECT unnest(ARRAY[d.starts_id, d.ceases_id]) FROM indicators_at(at.first_day) d
                 WHERE d.indicator_id = ANY (indicators) AND d.starts_id IS NOT NULL);
  IF flows <> '{}' THEN
    RETURN QUERY
      WITH held AS MATERIALIZED (
        SELECT f.indicator_id, f.cohort, f.last_day, f.value, f.break_day
        FROM figures_held(indicators || flows, ARRAY[in_area], at.first_day - 1, at.last_day) f
             JOIN period p ON p.period_id = f.period_id AND p.kind = at.kind)
      SELECT d.indicator_id, at_period, n.cohort, false,
             format('%s is not %s + %s − %s = %s: what stood before, what began and what ended',
                    shown(n.value, d.decimals, ''), shown(b.value, d.decimals, ''), shown(s.value, d.decimals, ''),
                    shown(c.value, d.decimals, ''),
                    shown(b.value + s.value - c.value, d.decimals, ''))
      FROM indicators_at(at.first_day) d
           JOIN held n ON n.indicator_id = d.indicator_id AND n.last_day = at.last_day
           JOIN held b ON b.indicator_id = d.indicator_id AND b.cohort = n.cohort AND b.last_day = at.first_day - 1
                      AND b.break_day IS NOT DISTINCT FROM n.break_day
           JOIN held s ON s.indicator_id = d.starts_id AND s.cohort = n.cohort AND s.last_day = at.last_day
           JOIN held c ON c.indicator_id = d.ceases_id AND c.cohort = n.cohort AND c.last_day = at.last_day
      WHERE d.indicator_id = ANY (indicators) AND n.value <> b.value + s.value - c.value;
  END IF;
  -- a whole lies within its parts, and is no less than their sum; each kind of part by itself
  IF parts <> '{}' THEN
    RETURN QUERY
      WITH held AS MATERIALIZED (
        SELECT f.* FROM figures_held(indicators, parts || in_area, at.first_day, at.last_day) f
        WHERE f.period_id = at_period AND f.shown_value IS NOT NULL),
      part AS (
        SELECT f.indicator_id, f.cohort, a.kind, sum(f.value) AS sum, min(f.shown_value) AS least,
               max(f.shown_value) AS most,
               count(*) = (SELECT count(*) FROM area_now o WHERE o.parent_id = in_area AND o.kind = a.kind)
                 AND count(*) > 1 AS whole
        FROM held f JOIN area_now a ON a.area_id = f.area_id WHERE f.area_id <> in_area
        GROUP BY f.indicator_id, f.cohort, a.kind)
      SELECT f.indicator_id, at_period, f.cohort, false,
             CASE WHEN f.measure = 'count'
                  THEN format('%s is less than its parts come to (%s): %s', f.text, p.kind,
                              shown(p.sum, f.decimals, ''))
                  ELSE format('%s is outside its parts (%s), which run from %s to %s', f.text, p.kind,
                              shown(p.least, f.decimals, f.measure),
                              shown(p.most, f.decimals, f.measure)) END
      FROM held f JOIN part p USING (indicator_id, cohort)
      WHERE f.area_id = in_area
        AND CASE WHEN f.measure = 'count' THEN f.value < p.sum
                 WHEN f.measure IN ('percentage', 'rate', 'average') THEN p.whole
                   AND (f.shown_value < p.least OR f.shown_value > p.most)
                 ELSE false END;
  END IF;
END
$$;
