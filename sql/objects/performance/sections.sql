-- A section of the monthly report: thirteen months, sums and trend, others, charts.


-- What an indicator comes to over time: the month, year to date, twelve months, trend, first and last of thirteen
-- months.
CREATE FUNCTION section_year(ids integer[], in_area integer, at_period integer)
  RETURNS TABLE (
    place bigint, ref text, name text, cohort text, number numeric, shown text, rag text, rag_scope text, dot text,
    dot_why text, status text, entered boolean, released boolean, why text, impossible text, shows boolean, ytd numeric,
    ytd_shown text, ytd_why text, previous_ytd numeric, previous_ytd_shown text, previous_ytd_why text,
    difference numeric, difference_shown text, difference_why text, rolling_12 numeric, rolling_12_shown text,
    rolling_12_why text, trend_shown text, trend_why text, from_month text, to_month text, first_to_last numeric,
    first_to_last_shown text, first_to_last_why text, target_shown text, stat_neighbour_avg numeric,
    stat_neighbour_avg_shown text, best_stat_neighbour numeric, best_stat_neighbour_shown text, region_avg numeric,
    region_avg_shown text, national_avg numeric, national_avg_shown text, national_top_quartile numeric,
    national_top_quartile_shown text)
  LANGUAGE plpgsql STABLE ROWS 100 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
  at period;
BEGIN
  SELECT p.* INTO at FROM period p WHERE p.period_id = at_period;
  RETURN QUERY
  WITH line AS MATERIALIZED (SELECT * FROM monthly_lines(ids, ARRAY[in_area], at_period, 13, 'summary')),
  ends AS (
    SELECT l.line, min(l.column_label) FILTER (WHERE l.c = 1) AS from_month,
           min(l.column_label) FILTER (WHERE l.c = 13) AS to_month, min(l.value) FILTER (WHERE l.c = 1) AS first,
           min(l.value) FILTER (WHERE l.c = 13) AS last, min(l.decimals) AS decimals,
           bool_or(l.shown IS NOT NULL) AS shows,
           (min(l.break_day) FILTER (WHERE l.c = 1)) IS DISTINCT FROM (min(l.break_day)
               FILTER (WHERE l.c = 13)) AS broken
    FROM line l GROUP BY l.line),
  f AS MATERIALIZED (
    SELECT f.* FROM figures_shown(ids, ARRAY[in_area], at.last_day, at.last_day, 'summary') f
    WHERE f.period_id = at_period),
  rule AS MATERIALIZED (SELECT r.* FROM rules_at(ids, in_area, at.last_day, 'summary') r),
  other AS MATERIALIZED (SELECT b.* FROM benchmarks_beside(ids, at.last_day) b)
  SELECT l.place, l.ref, l.name, l.cohort, l.number, l.shown, l.rag, l.rag_scope, l.dot, l.dot_why, l.status, l.entered,
         l.released, l.why, l.impossible, e.shows, f.ytd, f.ytd_shown, f.ytd_why, f.previous_ytd, f.previous_ytd_shown,
         f.previous_ytd_why, f.difference,
         f.difference_shown || CASE WHEN f.difference_why IS NULL
                                    THEN format(' (%s)', coalesce(f.difference_pct_shown, 'n/a')) ELSE '' END,
         f.difference_why, f.rolling_12, f.rolling_12_shown, f.rolling_12_why,
         coalesce(f.trend, trend_words(array_fill(NULL::numeric, ARRAY[13]))), f.trend_why, e.from_month, e.to_month,
         CASE WHEN NOT e.broken THEN round(e.last - e.first, e.decimals) END,
         CASE WHEN NOT e.broken THEN change_words(e.first, e.last, e.decimals) END,
         CASE WHEN e.first IS NULL OR e.last IS NULL THEN 'the first or the last month has no figure'
              WHEN e.broken THEN break_words(l.indicator_id, l.break_day) END,
         r.shown,
         b.stat_neighbour_avg, b.stat_neighbour_avg_shown, b.best_stat_neighbour, b.best_stat_neighbour_shown,
         b.region_avg, b.region_avg_shown, b.national_avg, b.national_avg_shown, b.national_top_quartile,
         b.national_top_quartile_shown
  FROM line l JOIN ends e USING (line) LEFT JOIN f ON f.indicator_id = l.indicator_id AND f.cohort = l.cohort
       LEFT JOIN rule r ON r.indicator_id = l.indicator_id LEFT JOIN other b ON b.indicator_id = l.indicator_id
  WHERE l.c = 13
  ORDER BY l.place, l.cohort;
END
$$;

-- The lines of its charts, a chart a measure: at most twelve, of which two months have figures. `break`: the line's
-- definition changed at this month, and how; nothing is drawn across it.
CREATE FUNCTION section_points(ids integer[], in_area integer, at_period integer)
  RETURNS TABLE (measure text, series text, label text, number numeric, shown text, break text, words text)
  LANGUAGE plpgsql STABLE ROWS 500 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
BEGIN
  RETURN QUERY
  WITH cell AS MATERIALIZED (
    SELECT l.*, i.measure AS of_measure, count(l.number) OVER (PARTITION BY l.line) AS held,
           coalesce(l.break_day, '-infinity') AS side
    FROM monthly_lines(ids, ARRAY[in_area], at_period, 13, 'summary') l
         JOIN indicator_now i ON i.indicator_id = l.indicator_id),
  named AS MATERIALIZED (
    SELECT d.* FROM (
      SELECT c.of_measure, c.line, min(c.place) AS place, min(c.cohort) AS cohort, min(c.name)
             || CASE WHEN min(c.cohort) <> '' THEN ', ' || min(c.cohort) ELSE '' END AS series,
             row_number() OVER (PARTITION BY c.of_measure ORDER BY min(c.place), min(c.cohort)) AS nth
      FROM cell c WHERE c.held >= 2 GROUP BY c.of_measure, c.line) d
    WHERE d.nth <= 12),
  side AS (                             -- of a broken line its parts from a break on
    SELECT c.line, c.side, min(c.c) AS c, min(c.indicator_id) AS indicator_id
    FROM cell c WHERE c.shown IS NOT NULL GROUP BY c.line, c.side),
  turn AS MATERIALIZED (
    SELECT s.line, s.c, break_words(s.indicator_id, s.side) AS words
    FROM side s WHERE EXISTS (SELECT FROM side o WHERE o.line = s.line AND o.c < s.c)),
  point AS MATERIALIZED (
    SELECT n.of_measure, n.place, n.cohort, n.series, c.c, c.column_label, c.label, c.number, c.shown, t.words AS turn
    FROM named n JOIN cell c ON c.line = n.line LEFT JOIN turn t ON t.line = c.line AND t.c = c.c),
  said AS (
    SELECT p.of_measure, lines_words(array_agg(p.series ORDER BY p.place, p.cohort),
                                     array_agg(p.words ORDER BY p.place, p.cohort)) AS words
    FROM (SELECT q.of_measure, q.series, q.place, q.cohort,
                 series_words(array_agg(q.label ORDER BY q.c), array_agg(q.number ORDER BY q.c),
                              array_agg(q.shown ORDER BY q.c), array_agg(q.turn ORDER BY q.c)) AS words
          FROM point q GROUP BY q.of_measure, q.series, q.place, q.cohort) p
    GROUP BY p.of_measure)
  SELECT p.of_measure, p.series, p.column_label, p.number, p.shown, p.turn, s.words
  FROM point p JOIN said s ON s.of_measure = p.of_measure
  ORDER BY array_position(ARRAY['percentage', 'rate', 'count', 'average', 'maximum', 'score'], p.of_measure), p.place,
    p.cohort, p.c;
END
$$;
