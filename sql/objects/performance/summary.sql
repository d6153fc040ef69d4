-- The months that end with a period as small lines, one row an indicator: its figures, null where there is none or a
-- break lies between, and the words of the line. Of kept figures alone, unrated: that costs little.
CREATE FUNCTION month_lines(ids integer[], in_area integer, at_period integer, how_many integer)
  RETURNS TABLE (indicator_id integer, numbers numeric[], words text)
  LANGUAGE plpgsql STABLE ROWS 100 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
  only_released boolean := NOT sees_unreleased();
  first_day date;
  last_day date;
BEGIN
  SELECT min(m.first_day), max(m.last_day) INTO first_day, last_day FROM months_to(at_period, how_many) m;
  RETURN QUERY
  WITH f AS MATERIALIZED (
    SELECT k.* FROM figures_kept_for(only_released, ids, ARRAY[in_area], first_day, last_day) k WHERE k.cohort = ''
    UNION ALL
    SELECT n.* FROM figures_not_kept(only_released, ids, ARRAY[in_area], first_day, last_day) n
    WHERE n.cohort = '' AND n.last_day >= first_day),
  side AS (SELECT DISTINCT ON (f.indicator_id) f.indicator_id, f.break_day FROM f
           ORDER BY f.indicator_id, f.last_day DESC),
  point AS (
    SELECT s.indicator_id, m.c, m.short, round(f.shown_value, f.decimals) AS number, f.text
    FROM side s CROSS JOIN months_to(at_period, how_many) m
         LEFT JOIN f ON f.indicator_id = s.indicator_id AND f.period_id = m.period_id
                    AND f.break_day IS NOT DISTINCT FROM s.break_day),
  line AS (
    SELECT p.indicator_id, array_agg(p.number ORDER BY p.c) AS numbers,
           array_agg(p.number ORDER BY p.c) FILTER (WHERE p.number IS NOT NULL) AS held,
           array_agg(p.short ORDER BY p.c) FILTER (WHERE p.number IS NOT NULL) AS labels,
           array_agg(p.text ORDER BY p.c) FILTER (WHERE p.number IS NOT NULL) AS texts
    FROM point p GROUP BY p.indicator_id)
  SELECT l.indicator_id, l.numbers, line_words(l.labels, l.held, l.texts)
  FROM line l WHERE l.held IS NOT NULL;
END
$$;

-- The management summary: last four months, year to date, target, direction, rating, tolerances,
-- previous year to date, difference, benchmarks, and thirteen months as a line. in_heading is for
-- rows that stand in no groups. missing: the members of which nothing is held in the four months; of many only their
-- references.
CREATE FUNCTION summary(ids integer[], headings text[], in_area integer, at_period integer)
  RETURNS TABLE (
    place bigint, heading text, in_heading text, ref text, name text, lead text, polarity text, measure text,
    basis text, line text, "column" text, column_label text, number numeric, shown text, rag text, rag_scope text,
    dot text, dot_why text, status text, entered boolean, released boolean, why text, impossible text, ytd numeric,
    ytd_shown text, ytd_why text, target_shown text, direction_dot text, direction_dot_why text, rating_rag text,
    red numeric, red_shown text, green numeric, green_shown text, previous_ytd numeric, previous_ytd_shown text,
    previous_ytd_why text, difference numeric, difference_shown text, difference_why text, difference_pct numeric,
    difference_pct_shown text, drawn text, drawn_words text, stat_neighbour_avg numeric,
    stat_neighbour_avg_shown text, best_stat_neighbour numeric, best_stat_neighbour_shown text, national_avg numeric,
    national_avg_shown text, national_top_quartile numeric, national_top_quartile_shown text, missing text)
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
  drawn AS MATERIALIZED (SELECT d.* FROM month_lines(ids, in_area, at_period, 13) d),
  other AS MATERIALIZED (SELECT b.* FROM at, benchmarks_beside(ids, at.last_day) b),
  missing AS MATERIALIZED (
    SELECT CASE WHEN count(*) <= 12 THEN string_agg(i.ref || ' ' || i.name, '; ' ORDER BY u.place)
                ELSE string_agg(i.ref, ', ' ORDER BY u.place) END AS names
    FROM at CROSS JOIN unnest(ids) WITH ORDINALITY AS u (indicator_id, place) JOIN indicator_now i USING (indicator_id)
    WHERE coalesce(i.reported_until >= at.first_day, true)
      AND u.indicator_id NOT IN (SELECT l.indicator_id FROM line l))
  SELECT l.place, u.heading, NULL::text, l.ref, l.name, i.lead, i.polarity, i.measure, i.basis, l.line, l."column",
         l.column_label, l.number, l.shown, l.rag, l.rag_scope, l.dot, l.dot_why, l.status, l.entered, l.released,
         l.why, l.impossible, n.ytd, n.ytd_shown, n.ytd_why, r.shown, coalesce(n.dot, '-'), n.dot_why, n.rag, t.red,
         shown(t.red, greatest(scale(trim_scale(t.red)), 0), i.measure), t.green, shown(t.green,
         greatest(scale(trim_scale(t.green)), 0), i.measure), n.previous_ytd, n.previous_ytd_shown,
         n.previous_ytd_why, n.difference, n.difference_shown, n.difference_why, n.difference_pct,
         n.difference_pct_shown, d.numbers::text, d.words, b.stat_neighbour_avg, b.stat_neighbour_avg_shown,
         b.best_stat_neighbour, b.best_stat_neighbour_shown, b.national_avg, b.national_avg_shown,
         b.national_top_quartile, b.national_top_quartile_shown, m.names
  FROM missing m CROSS JOIN line l JOIN indicator_now i USING (indicator_id) LEFT JOIN now n USING (indicator_id)
       LEFT JOIN rule r USING (indicator_id)
       LEFT JOIN other b USING (indicator_id) LEFT JOIN drawn d USING (indicator_id)
       LEFT JOIN unnest(headings) WITH ORDINALITY AS u (heading, place) ON u.place = l.place
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
