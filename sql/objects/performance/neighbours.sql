-- An area among its statistical neighbours, where they and their figures are held.

CREATE VIEW neighbour_now WITH (security_invoker) AS
  SELECT n.* FROM moothall.neighbour n
  WHERE n.file_id = (SELECT max(m.file_id) FROM moothall.neighbour m
                     WHERE m.area_id = n.area_id AND m.from_day = n.from_day) AND NOT n.erased;

-- The area (kind total) and its neighbours of that day, the best first. Rank 1 is best; of n with a figure, rank r is
-- in quartile 1 + 4 (r - 1) / n, without its fraction. A count is not ranked: larger areas have more.
CREATE FUNCTION neighbour_lines(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (kind text, ref text, area text, area_name text, number numeric, shown text, status text,
                 entered boolean, released boolean, why text, impossible text, rank bigint, rank_shown text,
                 quartile bigint)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  at period;
  d indicator_defined;
  others integer[];
BEGIN
  SELECT * INTO at FROM period p WHERE p.period_id = at_period;
  SELECT * INTO d FROM indicators_at(at.first_day) i WHERE i.indicator_id = of_indicator;
  others := ARRAY(SELECT n.neighbour_id FROM neighbour_now n
                  WHERE n.area_id = in_area AND n.from_day = (
                    SELECT max(m.from_day) FROM neighbour_now m
                    WHERE m.area_id = in_area AND m.from_day <= at.last_day));
  IF others = '{}' THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH f AS MATERIALIZED (
    SELECT f.* FROM figures_shown(ARRAY[of_indicator], in_area || others, at.last_day, at.last_day, NULL) f
    WHERE f.period_id = at_period),
  line AS (
    SELECT a.area_id, a.area, a.name, f.*
    FROM area_now a LEFT JOIN f ON f.area_id = a.area_id AND f.cohort = (SELECT min(g.cohort) FROM f g)
    WHERE a.area_id = ANY (in_area || others)),
  ranked AS (
    SELECT l.*, count(l.number) OVER () AS n,
           CASE WHEN l.number IS NOT NULL AND d.polarity <> 'info' AND d.measure <> 'count' THEN
             rank() OVER (PARTITION BY l.number IS NULL
                          ORDER BY CASE WHEN d.polarity = 'high' THEN -l.number ELSE l.number END) END AS nth
    FROM (SELECT l.area, l.name, l.number, l.shown, l.status, l.entered, l.released, l.why, l.impossible,
                 l.area = (SELECT a.area FROM area a WHERE a.area_id = in_area) AS own FROM line l) l)
  SELECT CASE WHEN r.own THEN 'total' ELSE 'body' END, d.ref, r.area, r.name, r.number, coalesce(r.shown, 'n/a'),
         r.status, r.entered, r.released, CASE WHEN r.shown IS NULL THEN 'no figure is held' ELSE r.why END,
         r.impossible, r.nth,
         coalesce(r.nth || ' of ' || r.n, '-'), 1 + 4 * (r.nth - 1) / r.n
  FROM ranked r ORDER BY r.nth NULLS LAST, r.name;
END
$$;
