-- The management summary: last four months, year to date, target, direction, rating, tolerances,
-- previous year to date, benchmarks.
CREATE FUNCTION summary(ids integer[], headings text[], in_area integer, at_period integer)
  RETURNS TABLE (
    place bigint, heading text, ref text, name text, polarity text, measure text, basis text, line text, "column" text,
    column_label text, number numeric, shown text, rag text, rag_scope text, dot text, dot_why text, status text,
    entered boolean, released boolean, why text, impossible text, ytd numeric, ytd_shown text, ytd_why text,
    target_shown text, direction_dot text, direction_dot_why text, rating_rag text, red numeric, red_shown text,
    green numeric, green_shown text, previous_ytd numeric, previous_ytd_shown text, previous_ytd_why text,
    stat_neighbour_avg numeric, stat_neighbour_avg_shown text, best_stat_neighbour numeric,
    best_stat_neighbour_shown text, national_avg numeric, national_avg_shown text,
    national_top_quartile numeric, national_top_quartile_shown text)
  LANGUAGE plpgsql STABLE ROWS 1000 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  line AS MATERIALIZED (SELECT * FROM monthly_lines(ids, ARRAY[in_area], at_period, 4, 'summary') l
                        WHERE l.cohort = ''),
  now AS (
    SELECT f.* FROM at, figures_shown(ids, ARRAY[in_area], at.last_day, at.last_day, 'summary') f
    WHERE f.cohort = '' AND f.period_id = at_period),
  rule AS MATERIALIZED (SELECT r.* FROM at, rules_at(ids, in_area, at.last_day, 'summary') r),
  other AS MATERIALIZED (SELECT b.* FROM at, benchmarks_beside(ids, at.last_day) b)
  SELECT l.place, u.heading, l.ref, l.name, i.polarity, i.measure, i.basis, l.line, l."column", l.column_label,
         l.number, l.shown, l.rag, l.rag_scope, l.dot, l.dot_why, l.status, l.entered, l.released, l.why, l.impossible,
         n.ytd, n.ytd_shown, n.ytd_why, r.shown, coalesce(n.dot, '-'), n.dot_why, n.rag, t.red,
         shown(t.red, greatest(scale(trim_scale(t.red)), 0), i.measure), t.green,
         shown(t.green, greatest(scale(trim_scale(t.green)), 0), i.measure), n.previous_ytd, n.previous_ytd_shown,
         n.previous_ytd_why, b.stat_neighbour_avg, b.stat_neighbour_avg_shown, b.best_stat_neighbour,
         b.best_stat_neighbour_shown, b.national_avg, b.national_avg_shown, b.national_top_quartile,
         b.national_top_quartile_shown
  FROM line l JOIN indicator_now i USING (indicator_id) LEFT JOIN now n USING (indicator_id)
       LEFT JOIN rule r USING (indicator_id)
       LEFT JOIN other b USING (indicator_id) LEFT JOIN unnest(headings) WITH ORDINALITY AS u (heading, place)
         ON u.place = l.place
       CROSS JOIN LATERAL (SELECT CASE WHEN r.rag_rule = 'tolerance' THEN r.red END AS red,
                                  CASE WHEN r.rag_rule = 'tolerance' THEN r.green END AS green) t
  ORDER BY l.place, l.c;
END
$$;

-- The same month in the area and each part of it that has figures, of the indicators of which parts have any.
CREATE FUNCTION summary_parts(ids integer[], headings text[], in_area integer, at_period integer)
  RETURNS TABLE (
    heading text, ref text, name text, line text, "column" text, column_label text, number numeric, shown text,
    rag text, rag_scope text,
    status text, entered boolean, released boolean, why text, impossible text)
  LANGUAGE plpgsql STABLE ROWS 1000 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
  at period;
BEGIN
  SELECT p.* INTO at FROM period p WHERE p.period_id = at_period;
  RETURN QUERY
  WITH f AS MATERIALIZED (
    SELECT f.* FROM figures_shown(ids, in_area || ARRAY(SELECT a.area_id FROM area_now a WHERE a.parent_id = in_area),
                                  at.last_day,
                                  at.last_day, 'summary') f
    WHERE f.cohort = '' AND f.period_id = at_period),
  part AS MATERIALIZED (
    SELECT a.area_id, a.area, a.name, a.area_id <> in_area AS is_part FROM area_now a
    WHERE a.area_id = in_area OR a.parent_id = in_area AND a.area_id IN (SELECT f.area_id FROM f)),
  line AS MATERIALIZED (SELECT DISTINCT f.indicator_id FROM f WHERE f.area_id <> in_area)
  SELECT h.heading, i.ref, i.name, i.ref, p.area, p.name, f.number, f.shown, f.rag, f.rag_scope, f.status, f.entered,
         f.released, f.why, f.impossible
  FROM line l JOIN indicator_now i USING (indicator_id) JOIN unnest(ids, headings)
       WITH ORDINALITY AS h (indicator_id, heading, place)
         USING (indicator_id)
       CROSS JOIN part p LEFT JOIN f ON f.indicator_id = l.indicator_id AND f.area_id = p.area_id
  ORDER BY h.place, p.is_part, p.name;
END
$$;
