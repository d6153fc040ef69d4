-- Scorecards: areas and cohorts over the years against England, or the measures of a month by area; the education
-- tables of the report's text.

CREATE FUNCTION national_area() RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT min(a.area_id) FROM area_now a WHERE a.kind = 'national');
END
$$;

-- The areas of a scorecard, in its order: the area itself, England, the parts.
CREATE FUNCTION scorecard_areas(in_area integer)
  RETURNS TABLE (area_id integer, area text, name text, kind text, place integer) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT a.area_id, a.area, a.name, a.kind,
         CASE WHEN a.area_id = in_area THEN 1 WHEN a.area_id = (SELECT national_area()) THEN 2
              ELSE 2 + row_number() OVER (PARTITION BY a.area_id = in_area OR a.area_id = (SELECT national_area())
                                          ORDER BY a.name) END::integer
  FROM area_now a WHERE a.area_id = in_area OR a.area_id = (SELECT national_area()) OR a.parent_id = in_area;
END;

-- Figures of these indicators in these areas, each with the national figure it is measured against: of the same cohort
-- and period, else of the latest period of that kind before. counts: of a share that was entered, how many of how many.
CREATE FUNCTION gap_figures(indicators integer[], in_area integer, at_period integer)
  RETURNS TABLE (
    indicator_id integer, area_id integer, cohort text, period_id integer, number numeric, shown text, counts text,
    rag text, dot text, dot_why text, status text, entered boolean, released boolean, above boolean, why text,
    impossible text, previous numeric, gap numeric, against text, england numeric, england_shown text, break_day date,
    why_changed text,
    polarity text, decimals integer, measure text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT last_day FROM period WHERE period_id = at_period),
  f AS MATERIALIZED (
    SELECT f.*, p.first_day, p.last_day, p.short, p.kind IN ('month', 'date') AS at_a_time,
           CASE WHEN p.kind = 'date' THEN 'month' ELSE p.kind END AS sort
    FROM figures_shown(indicators, ARRAY(SELECT a.area_id FROM scorecard_areas(in_area) a),
                       (SELECT (last_day - interval '7 years')::date FROM at), (SELECT last_day FROM at), 'scorecard') f
         JOIN period p USING (period_id)),
  national AS MATERIALIZED (SELECT f.* FROM f WHERE f.area_id = (SELECT national_area()) AND f.number IS NOT NULL),
  rule AS MATERIALIZED (SELECT * FROM rules_at(indicators, in_area, (SELECT last_day FROM at), 'scorecard'))
  SELECT f.indicator_id, f.area_id, f.cohort, f.period_id, f.number, f.shown,
         CASE WHEN d.numerator_ids = '{}' THEN f.numerator_shown || '/' || f.denominator_shown END,
         CASE WHEN f.area_id IS DISTINCT FROM (SELECT national_area()) THEN f.rag END,
         CASE WHEN f.at_a_time THEN CASE WHEN f.previous IS NOT NULL THEN f.dot END
              WHEN f.year_before IS NOT NULL THEN f.year_dot END,
         f.dot_why, f.status, f.entered, f.released, f.above_national AND r.rag_rule = 'national_gap', f.why,
         f.impossible, f.previous, f.number - n.number, n.short, n.number, n.shown, f.break_day, f.why_changed,
         f.polarity, f.decimals, f.measure
  FROM f JOIN indicator_now d USING (indicator_id) LEFT JOIN rule r USING (indicator_id)
       LEFT JOIN LATERAL (SELECT n.* FROM national n
                          WHERE n.indicator_id = f.indicator_id AND n.cohort = f.cohort AND f.area_id <> n.area_id
                            AND (n.period_id = f.period_id OR n.last_day < f.last_day AND n.sort = f.sort)
                          ORDER BY n.period_id = f.period_id DESC, n.last_day DESC LIMIT 1) n ON true;
END;

-- Over the years: a heading a table, a line an area and cohort of a measure, a column each of the latest eight periods
-- of the heading; a year after its terms. gap: to England, of the last period that has one.
CREATE FUNCTION scorecard_years(ids integer[], headings text[], in_area integer, at_period integer)
  RETURNS TABLE (
    heading text, ref text, name text, area text, area_name text, cohort text, line text, "column" text,
    column_label text, number numeric, shown text, rag text, dot text, dot_why text, status text, entered boolean,
    released boolean, above boolean,
    why text, impossible text, gap numeric, gap_shown text, gap_why text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH ind AS MATERIALIZED (
    SELECT u.indicator_id, u.heading, u.place, min(u.place) OVER (PARTITION BY u.heading) AS t, i.ref, i.name,
           i.decimals
    FROM unnest(ids, headings) WITH ORDINALITY AS u (indicator_id, heading, place)
         JOIN indicator_now i USING (indicator_id)),
  f AS MATERIALIZED (SELECT g.* FROM gap_figures(ids, in_area, at_period) g),
  columns AS MATERIALIZED (
    SELECT x.t, x.period_id, x.period, x.short, x.last_day, x.back
    FROM (SELECT i.t, p.period_id, p.period, p.short, p.last_day,
                 row_number() OVER (PARTITION BY i.t ORDER BY p.last_day DESC, p.first_day) AS back
          FROM (SELECT DISTINCT i.t, f.period_id FROM f JOIN ind i USING (indicator_id)) i
               JOIN period p USING (period_id)) x
    WHERE x.back <= 8),
  line AS MATERIALIZED (
    SELECT i.*, k.area_id, k.cohort, a.area, a.name AS area_name, a.place AS area_place
    FROM (SELECT DISTINCT f.indicator_id, f.area_id, f.cohort, f.period_id FROM f) k JOIN ind i USING (indicator_id)
         JOIN scorecard_areas(in_area) a USING (area_id) JOIN columns c ON c.t = i.t AND c.period_id = k.period_id
    GROUP BY i.indicator_id, i.heading, i.place, i.t, i.ref, i.name, i.decimals, k.area_id, k.cohort, a.area, a.name,
      a.place),
  latest AS (
    SELECT DISTINCT ON (f.indicator_id, f.area_id, f.cohort) f.indicator_id, f.area_id, f.cohort, f.gap, f.against,
           c.short
    FROM f JOIN ind i USING (indicator_id) JOIN columns c ON c.t = i.t AND c.period_id = f.period_id
    WHERE f.gap IS NOT NULL ORDER BY f.indicator_id, f.area_id, f.cohort, c.back)
  SELECT l.heading, l.ref, l.name, l.area, l.area_name, nullif(l.cohort, ''),
         concat_ws(':', l.indicator_id, l.area_id, l.cohort), c.period, c.short, f.number,
         f.shown || coalesce(' (' || f.counts || ')', ''), f.rag, f.dot, f.dot_why, f.status, f.entered, f.released,
         f.above, f.why, f.impossible, round(x.gap, l.decimals), shown_signed(x.gap, l.decimals),
         gap_words(x.short, x.against)
  FROM line l JOIN columns c ON c.t = l.t
       LEFT JOIN f ON f.indicator_id = l.indicator_id AND f.area_id = l.area_id AND f.cohort = l.cohort
         AND f.period_id = c.period_id
       LEFT JOIN latest x ON x.indicator_id = l.indicator_id AND x.area_id = l.area_id AND x.cohort = l.cohort
  ORDER BY l.t, l.place, l.cohort, l.area_place, c.back DESC;
END;

-- How far the parts of the area lie apart, in the last of these periods in which several have figures.
CREATE FUNCTION scorecard_spread(ids integer[], headings text[], in_area integer, at_period integer)
  RETURNS TABLE (heading text, name text, cohort text, short text, low_shown text, high_shown text, apart_shown text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT x.heading, x.name, nullif(x.cohort, ''), x.short, shown(x.low, x.decimals, x.measure),
         shown(x.high, x.decimals, x.measure), shown(x.high - x.low, x.decimals, '')
  FROM (SELECT DISTINCT ON (u.place, f.cohort) u.place, u.heading, i.name, f.cohort, p.short, f.decimals, f.measure,
               min(f.number) AS low, max(f.number) AS high
        FROM gap_figures(ids, in_area, at_period) f JOIN indicator_now i USING (indicator_id)
             JOIN period p USING (period_id)
             JOIN unnest(ids, headings) WITH ORDINALITY AS u (indicator_id, heading, place) USING (indicator_id)
        WHERE f.area_id <> in_area AND f.area_id IS DISTINCT FROM (SELECT national_area()) AND f.number IS NOT NULL
        GROUP BY u.place, u.heading, i.name, f.cohort, p.short, p.last_day, f.decimals, f.measure HAVING count(*) > 1
        ORDER BY u.place, f.cohort, p.last_day DESC) x
  ORDER BY x.place, x.cohort;
END;

-- Of a month: a line a measure, a column an area, and the change on the month before here and in England. late: where
-- others have no figure of the month yet, the label of their latest.
CREATE FUNCTION scorecard_month(ids integer[], in_area integer, at_period integer)
  RETURNS TABLE (
    ref text, name text, target_shown text, line text, "column" text, column_label text, changes boolean,
    number numeric, shown text, rag text, dot text, dot_why text, status text, entered boolean, released boolean,
    above boolean, why text, impossible text,
    late text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH ind AS MATERIALIZED (
    SELECT i.indicator_id, i.ref, i.name, i.decimals, u.place
    FROM unnest(ids) WITH ORDINALITY AS u (indicator_id, place) JOIN indicator_now i USING (indicator_id)),
  f AS MATERIALIZED (
    SELECT g.*, p.last_day, p.label FROM gap_figures(ids, in_area, at_period) g JOIN period p USING (period_id)
    WHERE g.cohort = '' AND p.kind = 'month'),
  now AS MATERIALIZED (
    SELECT DISTINCT ON (f.indicator_id, f.area_id) f.*, CASE WHEN f.period_id <> at_period THEN f.label END AS late
    FROM f WHERE f.period_id = at_period OR f.number IS NOT NULL AND f.area_id IS DISTINCT FROM in_area
    ORDER BY f.indicator_id, f.area_id, f.last_day DESC),
  area AS MATERIALIZED (SELECT a.* FROM scorecard_areas(in_area) a WHERE a.area_id IN (SELECT now.area_id FROM now)),
  rule AS MATERIALIZED (
    SELECT r.* FROM rules_at(ids, in_area, (SELECT last_day FROM period WHERE period_id = at_period), 'scorecard') r)
  SELECT i.ref, i.name, r.shown, i.ref, CASE WHEN v.changes THEN 'change-' ELSE '' END || a.area, a.name, v.changes,
         CASE WHEN v.changes THEN n.number - n.previous ELSE n.number END,
         CASE WHEN v.changes THEN shown_signed(n.number - n.previous, i.decimals) ELSE n.shown END,
         CASE WHEN NOT v.changes THEN n.rag END, CASE WHEN v.changes THEN n.dot END, n.dot_why,
         CASE WHEN NOT v.changes THEN n.status END, n.entered AND NOT v.changes, n.released OR v.changes,
         n.above AND NOT v.changes,
         CASE WHEN NOT v.changes THEN coalesce(n.why, n.late) WHEN n.previous IS NULL
              THEN 'no earlier figure is held' END,
         CASE WHEN NOT v.changes THEN n.impossible END, n.late
  FROM ind i CROSS JOIN (VALUES (false), (true)) AS v (changes) JOIN area a ON NOT v.changes OR a.place <= 2
       LEFT JOIN now n ON n.indicator_id = i.indicator_id AND n.area_id = a.area_id
       LEFT JOIN rule r ON r.indicator_id = i.indicator_id
  ORDER BY i.place, v.changes, a.place;
END;

-- The latest figure of each measure and cohort here and in England, with the gap; a year before beside it.
CREATE FUNCTION education(ids integer[], titles text[], in_area integer, at_period integer)
  RETURNS TABLE (
    title text, ref text, name text, cohort text, period text, number numeric, shown text, rag text, dot text,
    dot_why text, status text, entered boolean, released boolean, impossible text, england numeric, england_shown text,
    england_why text,
    gap numeric, gap_shown text, before numeric, before_shown text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH f AS MATERIALIZED (
    SELECT g.*, p.first_day, p.last_day, p.short FROM gap_figures(ids, in_area, at_period) g
         JOIN period p USING (period_id)
    WHERE g.area_id = in_area),
  here AS MATERIALIZED (
    SELECT DISTINCT ON (f.indicator_id, f.cohort) f.* FROM f WHERE f.number IS NOT NULL
    ORDER BY f.indicator_id, f.cohort, f.last_day DESC, f.first_day DESC)
  SELECT u.title, i.ref, i.name, nullif(h.cohort, ''), h.short, h.number, h.shown, h.rag, h.dot, h.dot_why, h.status,
         h.entered, h.released, h.impossible, h.england, h.england_shown, h.against, h.gap,
         shown_signed(h.gap, h.decimals), b.number, b.shown
  FROM here h JOIN indicator_now i USING (indicator_id)
       JOIN unnest(ids, titles) WITH ORDINALITY AS u (indicator_id, title, place) USING (indicator_id)
       LEFT JOIN LATERAL (
         SELECT b.number, b.shown FROM f b
         WHERE b.indicator_id = h.indicator_id AND b.cohort = h.cohort AND b.break_day IS NOT DISTINCT FROM h.break_day
           AND b.first_day = (h.first_day - interval '1 year')::date
           AND b.last_day = (h.last_day + 1 - interval '1 year')::date - 1 LIMIT 1) b ON true
  ORDER BY min(u.place) OVER (PARTITION BY u.title), u.place, h.cohort;
END;

-- One indicator across the parts of an area: figure, what it is computed from, the part's own population, rate, rating,
-- rank; then the area itself and what others achieve. Of several cohorts the first by name.
CREATE FUNCTION locality_lines(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (
    kind text, benchmark text, ref text, area text, area_name text, shows boolean, number numeric, shown text, rag text,
    rag_scope text, status text, entered boolean, released boolean, why text, impossible text, count numeric,
    count_shown text, population numeric, population_shown text, population_why text, rate numeric, rate_shown text,
    rate_why text, rank bigint, rank_shown text,
    rank_why text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH d AS (SELECT * FROM indicator_now WHERE indicator_id = of_indicator),
  at AS (SELECT * FROM period WHERE period_id = at_period),
  partner AS (                          -- a count's rate, so that parts of unlike size compare
    SELECT r.* FROM indicator_now r,
         d WHERE d.measure = 'count' AND r.measure = 'rate' AND r.numerator_ids = ARRAY[d.indicator_id]
    ORDER BY r.ref LIMIT 1),
  every AS MATERIALIZED (
    SELECT f.* FROM at, figures_shown(ARRAY(SELECT of_indicator UNION SELECT indicator_id FROM partner),
                                      ARRAY(SELECT a.area_id FROM area_now a WHERE a.area_id = in_area
                                            OR a.parent_id = in_area),
                                      at.last_day, at.last_day, NULL) f
    WHERE f.period_id = at_period),
  f AS MATERIALIZED (
    SELECT e.* FROM every e WHERE e.cohort = (SELECT min(x.cohort) FROM every x WHERE x.indicator_id = of_indicator)),
  kinds AS (                            -- the parts of the kind of which most is held
    SELECT a.kind FROM area_now a LEFT JOIN f USING (area_id) WHERE a.parent_id = in_area
    GROUP BY a.kind ORDER BY count(f.value) DESC, a.kind = 'locality' DESC, a.kind = 'district' DESC, a.kind LIMIT 1),
  line AS MATERIALIZED (
    SELECT a.area_id = in_area AS is_whole, a.area, a.name, m.*, q.indicator_id IS NOT NULL AS has_rate,
           d.measure AS of_measure, d.polarity AS of_polarity, r.number AS rate, r.shown AS rate_shown,
           r.why AS rate_why, w.population,
           CASE WHEN a.area_id <> in_area AND m.number IS NOT NULL AND d.polarity <> 'info' THEN
             rank() OVER (PARTITION BY a.area_id = in_area, m.number IS NULL
                          ORDER BY CASE WHEN d.polarity = 'high' THEN -m.number ELSE m.number END) END AS rank
    FROM d CROSS JOIN at CROSS JOIN area_now a LEFT JOIN partner q ON true
         LEFT JOIN f m ON m.area_id = a.area_id AND m.indicator_id = of_indicator
         LEFT JOIN f r ON r.area_id = a.area_id AND r.indicator_id = q.indicator_id
         LEFT JOIN population_now w ON w.area_id = a.area_id AND w.year = at.financial_year
    WHERE a.area_id = in_area OR a.parent_id = in_area AND a.kind IN (SELECT kind FROM kinds))
  SELECT x.kind, x.benchmark, x.ref, x.area, x.area_name, x.shows, x.number, x.shown, x.rag, x.rag_scope, x.status,
         x.entered, x.released, x.why, x.impossible, x.count, x.count_shown, x.population, x.population_shown,
         x.population_why, x.rate, x.rate_shown, x.rate_why, x.rank, x.rank_shown, x.rank_why
  FROM (
    SELECT CASE WHEN l.is_whole THEN 2 ELSE 1 END AS turn, l.name AS place,
           CASE WHEN l.is_whole THEN 'total' ELSE 'body' END AS kind, NULL::text AS benchmark,
           (SELECT d.ref FROM d) AS ref, l.area, l.name AS area_name, l.shown IS NOT NULL AS shows, l.number,
           coalesce(l.shown, 'n/a') AS shown, l.rag, l.rag_scope, l.status, l.entered, l.released,
           coalesce(l.why, CASE WHEN l.shown IS NULL THEN 'no figure is held' END) AS why, l.impossible,
           CASE WHEN l.of_measure IN ('rate', 'percentage') THEN l.numerator END AS count,
           CASE WHEN l.of_measure IN ('rate', 'percentage') THEN l.numerator_shown END AS count_shown,
           l.population::numeric, CASE WHEN l.of_measure = 'rate' OR l.has_rate
                                       THEN coalesce(shown(l.population, 0, ''), 'n/a') END AS population_shown,
           CASE WHEN l.population IS NULL THEN 'no population is held' END AS population_why, l.rate,
           CASE WHEN l.has_rate THEN coalesce(l.rate_shown, 'n/a') END AS rate_shown,
           CASE WHEN l.has_rate THEN coalesce(l.rate_why, CASE WHEN l.rate_shown IS NULL THEN 'no figure is held' END)
                END AS rate_why,
           l.rank, CASE WHEN NOT l.is_whole THEN coalesce(l.rank::text, '-') END AS rank_shown,
           CASE WHEN l.is_whole OR l.rank IS NOT NULL THEN NULL WHEN l.of_polarity = 'info'
                THEN 'neither more nor less is better'
                ELSE 'there is no figure' END AS rank_why
    FROM line l
    UNION ALL
    SELECT 3, array_position(ARRAY['stat_neighbour_avg', 'region_avg', 'national_avg'], b.kind)::text, 'body',
           b.kind, NULL, NULL, NULL, false, b.number, b.shown, NULL, NULL, NULL, false, true,
           b.period, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM at, benchmarks_at(ARRAY[of_indicator], at.last_day) b WHERE b.kind IN ('stat_neighbour_avg', 'region_avg',
        'national_avg')) x
  ORDER BY x.turn, x.place;
END;

-- The same over the last thirteen periods in which a part has a figure, part by part; then the area itself, but of a
-- count, of which a part is always smaller. Only where two parts have two figures each. `break`: the definition changed
-- at this period, and how; nothing is drawn or said across it.
CREATE FUNCTION locality_points(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (series text, role text, line text, "column" text, column_label text, label text, number numeric,
                 shown text, status text, entered boolean, released boolean, last_day date, break text, words text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  part AS MATERIALIZED (
    SELECT a.area_id, a.name, l.kind <> 'body' AS whole
    FROM locality_lines(of_indicator, in_area, at_period) l JOIN area_now a ON a.area = l.area
    WHERE l.benchmark IS NULL),
  every AS MATERIALIZED (
    SELECT f.*, p.period, p.short, p.label, p.last_day
    FROM at, figures_shown(ARRAY[of_indicator], ARRAY(SELECT q.area_id FROM part q),
                           (at.first_day - interval '13 years')::date, at.last_day, NULL) f
         JOIN period p USING (period_id)
    WHERE p.kind = at.kind AND f.number IS NOT NULL),
  f AS MATERIALIZED (SELECT e.* FROM every e WHERE e.cohort = (SELECT min(x.cohort) FROM every x)),
  times AS (
    SELECT f.period_id, f.period, f.short, f.label, f.last_day FROM f JOIN part q USING (area_id) WHERE NOT q.whole
    GROUP BY f.period_id, f.period, f.short, f.label, f.last_day ORDER BY f.last_day DESC LIMIT 13),
  drawn AS (
    SELECT q.area_id, q.name, q.whole FROM part q JOIN f USING (area_id) JOIN times t USING (period_id)
    WHERE NOT q.whole OR (SELECT d.measure FROM indicator_now d WHERE d.indicator_id = of_indicator) <> 'count'
    GROUP BY q.area_id, q.name, q.whole HAVING count(*) > 1),
  point AS MATERIALIZED (
    SELECT d.name, d.whole, t.period, t.short, t.label, t.last_day, f.number, f.shown, f.status, f.entered, f.released,
           CASE WHEN f.period_id IS NOT NULL THEN coalesce(f.break_day, '-infinity') END AS side
    FROM drawn d CROSS JOIN times t LEFT JOIN f ON f.area_id = d.area_id AND f.period_id = t.period_id
    WHERE (SELECT count(*) FROM drawn o WHERE NOT o.whole) > 1),
  walked AS (
    SELECT p.*, lag(p.side) OVER (PARTITION BY p.name, p.side IS NULL ORDER BY p.last_day) AS side_before FROM point p),
  turned AS MATERIALIZED (
    SELECT w.*, CASE WHEN w.side <> w.side_before THEN break_words(of_indicator, w.side) END AS turn
    FROM walked w),
  said AS (
    SELECT lines_words(array_agg(p.name ORDER BY p.whole, p.name), array_agg(p.words ORDER BY p.whole, p.name)) AS words
    FROM (SELECT q.name, q.whole,
                 series_words(array_agg(q.label ORDER BY q.last_day), array_agg(q.number ORDER BY q.last_day),
                              array_agg(q.shown ORDER BY q.last_day), array_agg(q.turn ORDER BY q.last_day)) AS words
          FROM turned q GROUP BY q.name, q.whole) p)
  SELECT p.name, CASE WHEN p.whole THEN 'comparator' ELSE 'value' END, p.name, p.period, p.short, p.short, p.number,
         p.shown, p.status, p.entered, p.released, p.last_day, p.turn, s.words
  FROM turned p CROSS JOIN said s
  ORDER BY p.whole, p.name, p.last_day;
END
$$;
