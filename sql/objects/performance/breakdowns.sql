-- Breakdowns of an indicator: cross-tables with their totals, and one dimension over its periods.

-- Where the cells of a breakdown come from, in a sentence.
CREATE FUNCTION breakdown_origin(files integer[], lines integer[]) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT 'Entered in ' || string_agg(format('%s, %s, import %s, loaded by %s on %s%s', g.file,
                                            CASE WHEN x.first = x.last THEN 'line ' || x.first
                                                 ELSE format('lines %s to %s', x.first, x.last) END,
                                            g.import_id, g.loaded_by, g.loaded,
                                            CASE g.released WHEN 'not yet' THEN ', not yet released' ELSE '' END),
                                     '; ' ORDER BY x.file_id) || '.'
  FROM (SELECT u.file_id, min(u.line) AS first, max(u.line) AS last FROM unnest(files, lines) AS u (file_id, line)
        GROUP BY u.file_id) x
       JOIN file_origin g USING (file_id);
END;

-- Dimensions that a population pyramid is made of.
CREATE FUNCTION is_age(dimension text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN lower(dimension) ~ '^age( |$)';
CREATE FUNCTION is_gender(dimension text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN lower(dimension) IN ('gender',
    'sex');

-- What is held of an indicator by its dimensions up to a period, a table a pair of dimensions and a measure. single:
-- one dimension, over its last thirteen periods. whole: the parts make up a whole, so they have totals and shares; what
-- is no count has none, and who reaches a stage has passed those before it.
CREATE FUNCTION breakdown_sorts(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (t integer, key text, row_dimension text, column_dimension text, measure text, single boolean,
                 whole boolean, counts boolean,
                 latest date, period_id integer, label text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH held AS (
    SELECT b.row_dimension, b.column_dimension, b.measure, max(p.last_day) AS latest, min(b.file_id) AS file_id,
           min(b.line) AS line, (array_agg(p.period_id ORDER BY p.last_day DESC))[1] AS period_id,
           (array_agg(p.label ORDER BY p.last_day DESC))[1] AS label
    FROM period at JOIN breakdown_now b ON b.indicator_id = of_indicator AND b.area_id = in_area
         JOIN period p ON p.period_id = b.period_id
    WHERE at.period_id = at_period AND p.last_day <= at.last_day
    GROUP BY b.row_dimension, b.column_dimension, b.measure)
  SELECT row_number() OVER (ORDER BY h.file_id, h.line)::integer,
         slug(h.row_dimension || CASE WHEN h.column_dimension = 'total' THEN '' ELSE '-' || h.column_dimension END
              || CASE h.measure WHEN 'ytd' THEN '-ytd' ELSE '' END),
         h.row_dimension, h.column_dimension, h.measure, h.column_dimension = 'total',
         d.measure = 'count' AND h.column_dimension <> 'stage', d.measure = 'count', h.latest, h.period_id, h.label
  FROM held h JOIN indicator_now d ON d.indicator_id = of_indicator
  ORDER BY h.file_id, h.line;
END;

-- Their values, each with the places of its row and its column.
CREATE FUNCTION breakdown_values(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (t integer, r bigint, row_name text, c bigint, col text, label text, value numeric, latest boolean,
                 file_id integer, line integer,
                 released boolean, to_date boolean, stands_in_year boolean, removed boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH used AS MATERIALIZED (
    SELECT s.t, s.single, b.row_name, CASE WHEN s.single THEN p.period ELSE b.column_name END AS col,
           CASE WHEN s.single THEN p.short ELSE b.column_name END AS label, b.value, b.line, b.file_id, b.erased,
           p.last_day,
           p.last_day = s.latest AS latest, b.file_id IN (SELECT released_files()) AS released,
           s.single AND s.whole AND s.measure = 'value' AND d.basis = 'flow' AND p.kind = 'month'
             AND p.financial_year = extract(year FROM s.latest)::integer - CASE WHEN extract(month FROM s.latest) < 4
                 THEN 1 ELSE 0 END AS to_date
    FROM breakdown_sorts(of_indicator, in_area, at_period) s JOIN breakdown_now b
           ON b.indicator_id = of_indicator AND b.area_id = in_area AND b.row_dimension = s.row_dimension
          AND b.column_dimension = s.column_dimension AND b.measure = s.measure
         JOIN period p ON p.period_id = b.period_id JOIN indicator_now d ON d.indicator_id = of_indicator
    WHERE p.last_day = s.latest OR s.single AND p.last_day <= s.latest
      AND p.last_day > s.latest - interval '13 months'),
  row AS MATERIALIZED (
    SELECT u.t, u.row_name, row_number() OVER (PARTITION BY u.t ORDER BY max(u.last_day) DESC,
                                               (array_agg(u.line ORDER BY u.last_day DESC, u.line))[1]) AS r
    FROM used u GROUP BY u.t, u.row_name),
  col AS MATERIALIZED (
    SELECT u.t, u.col, u.label, bool_or(u.latest) AS latest,
           row_number() OVER (PARTITION BY u.t ORDER BY CASE WHEN u.single THEN min(u.last_day) END, min(u.file_id),
                              min(u.line)) AS c
    FROM used u GROUP BY u.t, u.single, u.col, u.label)
  SELECT r.t, r.r, r.row_name, c.c, c.col, c.label, u.value, c.latest, u.file_id, u.line, coalesce(u.released, true),
         coalesce(u.to_date, false), bool_or(u.to_date) OVER (PARTITION BY r.t), coalesce(u.erased, false)
  FROM row r JOIN col c ON c.t = r.t LEFT JOIN used u ON u.t = r.t AND u.row_name = r.row_name AND u.col = c.col
  ORDER BY r.t, r.r, c.c;
END;

-- The lines of the tables, the total of a whole last: a row a cell, with the line's own total, share and, where every
-- month of the year is held, year to date.
CREATE FUNCTION breakdown_lines(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (
    t integer, key text, row_dimension text, column_dimension text, measure text, single boolean, whole boolean,
    label text, kind text, row_name text, line text, "column" text, column_label text, column_group text,
    number numeric, shown text, released boolean, total numeric, total_shown text, total_released boolean,
    share numeric, share_shown text, share_released boolean, to_date numeric, to_date_shown text,
    to_date_released boolean, to_date_why text, share_to_date numeric, share_to_date_shown text,
    share_to_date_released boolean, why text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH d AS (SELECT * FROM indicator_now WHERE indicator_id = of_indicator),
  sort AS MATERIALIZED (SELECT * FROM breakdown_sorts(of_indicator, in_area, at_period)),
  cell AS MATERIALIZED (SELECT * FROM breakdown_values(of_indicator, in_area, at_period)),
  line AS MATERIALIZED (                -- months: how many of the year to date there are, of how many
    SELECT s.t, c.r, c.row_name, bool_or(c.removed AND c.latest) AS removed,
           CASE WHEN NOT bool_or(c.removed AND c.latest) THEN sum(c.value) FILTER (WHERE c.latest) END AS total,
           bool_and(c.released) FILTER (WHERE c.latest) AS released,
           CASE WHEN count(c.value) FILTER (WHERE c.to_date) = (extract(month FROM s.latest)::integer + 8) % 12 + 1
                THEN sum(c.value) FILTER (WHERE c.to_date) END AS to_date,
           bool_and(c.released) AS all_released, bool_or(c.stands_in_year) AS has_to_date
    FROM sort s JOIN cell c ON c.t = s.t GROUP BY s.t, s.latest, c.r, c.row_name),
  whole AS MATERIALIZED (
    SELECT l.t, bool_or(l.removed) AS removed, CASE WHEN NOT bool_or(l.removed) THEN sum(l.total) END AS total,
           bool_and(l.released) AS released, bool_and(l.all_released) AS all_released,
           bool_or(l.has_to_date) AS has_to_date,
           CASE WHEN count(l.to_date) = count(*) THEN sum(l.to_date) END AS to_date
    FROM line l GROUP BY l.t),
  every AS (
    SELECT c.t, 'body' AS kind, c.r, c.row_name, c.c, c.col, c.label, c.value, c.removed, c.released, l.total,
           CASE WHEN c.removed THEN file_erased_why(c.file_id, true) END AS why,
           l.removed AS total_removed, w.removed AS whole_removed,
           l.released AS total_released, l.to_date, l.all_released
    FROM cell c JOIN line l ON l.t = c.t AND l.r = c.r JOIN whole w ON w.t = c.t
    UNION ALL
    SELECT c.t, 'total', 1000000, NULL, c.c, c.col, c.label, CASE WHEN NOT bool_or(c.removed) THEN sum(c.value) END,
           bool_or(c.removed), bool_and(c.released), w.total,
           file_erased_why(max(c.file_id) FILTER (WHERE c.removed), false), w.removed, w.removed, w.released,
           w.to_date, w.all_released
    FROM cell c JOIN whole w ON w.t = c.t JOIN sort s ON s.t = c.t AND s.counts
    GROUP BY c.t, c.c, c.col, c.label, w.total, w.removed, w.released, w.to_date, w.all_released)
  SELECT s.t, s.key, s.row_dimension, s.column_dimension, s.measure, s.single, s.whole, s.label, e.kind, e.row_name,
         concat_ws(':', s.t, e.r),
         CASE WHEN s.single THEN e.col ELSE 'c-'
              || slug(replace(replace(replace(e.col, '<', 'under '), '+', ' plus'), '>', 'over ')) END, e.label,
         CASE WHEN NOT s.single THEN initcap(left(s.column_dimension, 1)) || substr(s.column_dimension, 2) END, e.value,
         CASE WHEN e.removed THEN 'removed' ELSE shown(e.value, x.decimals, d.measure) END, e.released,
         CASE WHEN s.whole AND NOT s.single THEN e.total END,
         CASE WHEN NOT s.whole OR s.single THEN NULL WHEN e.total_removed THEN 'removed' ELSE shown(e.total, 0, '') END,
         e.total_released,
         CASE WHEN s.whole THEN round(100 * e.total / nullif(w.total, 0), 1) END,
         CASE WHEN s.whole THEN CASE WHEN e.whole_removed THEN 'removed' ELSE share(e.total, w.total) END END,
         e.total_released,
         CASE WHEN w.has_to_date THEN e.to_date END,
         CASE WHEN w.has_to_date THEN coalesce(shown(e.to_date, 0, ''), '-') END, e.all_released,
         CASE WHEN w.has_to_date AND e.to_date IS NULL THEN 'not every month of the year is held' END,
         CASE WHEN w.has_to_date THEN round(100 * e.to_date / nullif(w.to_date, 0), 1) END,
         CASE WHEN w.has_to_date THEN share(e.to_date, w.to_date) END, e.all_released, e.why
  FROM every e JOIN sort s ON s.t = e.t JOIN whole w ON w.t = e.t CROSS JOIN d
       CROSS JOIN LATERAL (SELECT CASE WHEN s.counts THEN 0 ELSE d.decimals END AS decimals) x
  ORDER BY e.t, e.r, e.c;
END
$$;

-- Of a table of ages by gender: which of its rows or columns are the left and the right of a pyramid (1, 2; null:
-- neither), in the table's order of ages, the youngest first. pyramid: each side is one of them.
CREATE FUNCTION breakdown_sides(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (t integer, pyramid boolean, side integer, name text, place bigint, label text, value numeric)
    LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH half AS MATERIALIZED (
    SELECT c.t, x.name, CASE WHEN lower(x.name) ~ '^(female|girl)' THEN 2 WHEN lower(x.name) ~ '^(male|boy)'
                             THEN 1 END AS side, x.place, x.label, c.value
    FROM breakdown_sorts(of_indicator, in_area, at_period) s JOIN breakdown_values(of_indicator, in_area, at_period) c
         ON c.t = s.t
         CROSS JOIN LATERAL (
           SELECT c.row_name AS name, c.c AS place,
                  c.label WHERE is_gender(s.row_dimension) AND is_age(s.column_dimension)
           UNION ALL
           SELECT c.col, c.r, c.row_name WHERE is_gender(s.column_dimension) AND is_age(s.row_dimension)) x
    WHERE s.whole),
  sided AS (
    SELECT g.t, count(DISTINCT g.name) FILTER (WHERE g.side = 1) = 1
           AND count(DISTINCT g.name) FILTER (WHERE g.side = 2) = 1 AS pyramid
    FROM half g GROUP BY g.t)
  SELECT h.t, b.pyramid, h.side, h.name, h.place, h.label, h.value FROM half h JOIN sided b ON b.t = h.t;
END;

-- What stands under a table: where its cells come from; the indicator's own figure where the table's total is another;
-- what a pyramid leaves out.
CREATE FUNCTION breakdown_notes(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (t integer, origin text, whole boolean, counts boolean, total_shown text, own_shown text, undrawn text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH d AS (SELECT * FROM indicator_now WHERE indicator_id = of_indicator),
  sort AS MATERIALIZED (SELECT * FROM breakdown_sorts(of_indicator, in_area, at_period)),
  cell AS MATERIALIZED (SELECT * FROM breakdown_values(of_indicator, in_area, at_period)),
  part AS MATERIALIZED (SELECT * FROM breakdown_sides(of_indicator, in_area, at_period)),
  total AS (SELECT c.t, sum(c.value) AS value FROM cell c WHERE c.latest GROUP BY c.t HAVING NOT bool_or(c.removed)),
  own AS (
    SELECT s.t, CASE s.measure WHEN 'ytd' THEN f.ytd ELSE f.value END AS value
    FROM sort s JOIN period p ON p.period_id = s.period_id
         CROSS JOIN LATERAL figures(ARRAY[of_indicator], ARRAY[in_area], p.last_day, p.last_day, 'summary') f
    WHERE f.period_id = s.period_id AND f.cohort = '')
  SELECT s.t, (SELECT breakdown_origin(array_agg(c.file_id), array_agg(c.line)) FROM cell c WHERE c.t = s.t
               AND c.file_id IS NOT NULL), s.whole, s.counts,
         CASE WHEN s.whole AND o.value <> x.value AND o.value IS NOT NULL THEN shown(x.value, 0, '') END,
         shown(o.value, d.decimals, d.measure),
         (SELECT string_agg(format('%s %s', u.name, shown(u.value, 0, '')), ', ' ORDER BY u.value DESC, u.name)
          FROM (SELECT p.name, sum(p.value) AS value FROM part p
                WHERE p.t = s.t AND p.side IS NULL AND p.pyramid GROUP BY p.name) u WHERE u.value > 0)
  FROM sort s CROSS JOIN d LEFT JOIN total x ON x.t = s.t LEFT JOIN own o ON o.t = s.t
  ORDER BY s.t;
END
$$;

-- Their charts. sort: pyramid (age by gender), ring (parts of a whole: the latest period, and the year to date),
-- over_time (what stands at a time, stacked), side_by_side (parts of no whole), stacked and stacked_across (the longer
-- dimension by the shorter).
CREATE FUNCTION breakdown_points(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (t integer, chart text, sort text, series text, label text, number numeric, shown text, words text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH d AS (SELECT * FROM indicator_now WHERE indicator_id = of_indicator),
  line AS MATERIALIZED (
    SELECT l.*, row_number() OVER (PARTITION BY l.t, l.line ORDER BY l.nth) AS c,
           dense_rank() OVER (PARTITION BY l.t ORDER BY l.first) AS r
    FROM (SELECT b.*, b.place AS nth, min(b.place) OVER (PARTITION BY b.line) AS first
          FROM breakdown_lines(of_indicator, in_area, at_period)
               WITH ORDINALITY AS b (t, key, row_dimension, column_dimension, measure, single,
                 whole, label, kind, row_name, line, col, column_label, column_group, number, shown, released, total,
                 total_shown, total_released, share, share_shown, share_released, to_date, to_date_shown,
                 to_date_released, to_date_why, share_to_date, share_to_date_shown,
                 share_to_date_released, why, place)
          WHERE b.kind = 'body') l),
  part AS MATERIALIZED (SELECT * FROM breakdown_sides(of_indicator, in_area, at_period)),
  sort AS MATERIALIZED (                -- of what is drawn: something is above nothing
    SELECT l.t, bool_and(l.single) AS single, bool_and(l.whole) AS whole, max(l.r) AS rows, max(l.c) AS columns,
           EXISTS (SELECT FROM part p WHERE p.t = l.t AND p.pyramid) AS pyramid
    FROM line l GROUP BY l.t HAVING sum(l.number) > 0 AND NOT bool_or(coalesce(l.shown = 'removed', false))),
  half AS MATERIALIZED (SELECT p.* FROM part p JOIN sort s ON s.t = p.t WHERE p.pyramid AND p.side IS NOT NULL),
  latest AS (SELECT l.* FROM line l JOIN sort s ON s.t = l.t WHERE s.single AND l.c = s.columns),
  point AS MATERIALIZED (               -- words: which of those below are its chart's
    SELECT h.t, 1 AS turn, '' AS chart, 'pyramid' AS sort, h.side::bigint AS a, h.place AS b, h.name AS series, h.label,
           h.value AS number, shown(h.value, 0, '') AS shown, 'pyramid' AS words
    FROM half h
    UNION ALL
    SELECT l.t, 1, '', 'ring', 1, l.r, 'Number', l.row_name, l.number, l.shown || ', ' || l.share_shown, 'ring'
    FROM latest l WHERE l.whole
    UNION ALL
    SELECT l.t, 2, '-to-date', 'ring', 1, l.r, 'Number', l.row_name, l.to_date,
           l.to_date_shown || ', ' || l.share_to_date_shown, 'to date'
    FROM latest l WHERE l.whole AND l.share_to_date IS NOT NULL
    UNION ALL
    SELECT l.t, 1, '', 'side_by_side', 1, l.r, l.column_label, l.row_name, l.number, l.shown, 'bars'
    FROM latest l WHERE NOT l.whole
    UNION ALL
    SELECT l.t, 3, '-over-time', 'over_time', l.r, l.c, l.row_name, l.column_label, l.number, l.shown, 'lines'
    FROM line l JOIN sort s ON s.t = l.t WHERE s.single AND s.whole AND s.columns > 1
         AND (SELECT d.basis FROM d) = 'stock'
    UNION ALL
    SELECT l.t, 1, '', CASE WHEN NOT s.whole THEN 'side_by_side' WHEN x.by_column THEN 'stacked'
                            ELSE 'stacked_across' END,
           CASE WHEN x.by_column THEN l.r ELSE l.c END, CASE WHEN x.by_column THEN l.c ELSE l.r END,
           CASE WHEN x.by_column THEN l.row_name ELSE l.column_label END,
           CASE WHEN x.by_column THEN l.column_label ELSE l.row_name END, l.number, l.shown,
           CASE WHEN s.whole THEN 'totals' ELSE 'cells' END
    FROM line l JOIN sort s ON s.t = l.t CROSS JOIN LATERAL (SELECT s.whole AND s.rows <= s.columns AS by_column) x
    WHERE NOT s.single AND NOT s.pyramid),
  said AS MATERIALIZED (                -- once a chart, not once a point
    SELECT k.t, k.words, CASE k.words
      WHEN 'pyramid' THEN
        (SELECT string_agg(w.words, ' ' ORDER BY w.side)
         FROM (SELECT g.side, format('%s %s: %s', g.name, shown(sum(g.value), 0, ''),
                                     bars_words(array_agg(g.label ORDER BY g.place),
                        array_agg(g.value ORDER BY g.place),
                        array_agg(shown(g.value, 0, '') ORDER BY g.place))) AS words
               FROM half g WHERE g.t = k.t GROUP BY g.side, g.name) w)
      WHEN 'ring' THEN
        (SELECT string_agg(format('%s %s (%s).', x.row_name, x.shown, x.share_shown), ' ' ORDER BY x.r) FROM latest x
         WHERE x.t = k.t)
      WHEN 'to date' THEN
        (SELECT string_agg(format('%s %s (%s).', x.row_name, x.to_date_shown, x.share_to_date_shown),
                           ' ' ORDER BY x.r) FROM latest x WHERE x.t = k.t)
      WHEN 'bars' THEN
        (SELECT bars_words(array_agg(x.row_name ORDER BY x.r), array_agg(x.number ORDER BY x.r),
                           array_agg(x.shown ORDER BY x.r)) FROM latest x WHERE x.t = k.t)
      WHEN 'lines' THEN
        (SELECT lines_words(array_agg(x.row_name ORDER BY x.r), array_agg(x.words ORDER BY x.r))
         FROM (SELECT y.r, y.row_name,
               series_words(array_agg(y.column_label ORDER BY y.c), array_agg(y.number ORDER BY y.c),
                            array_agg(y.shown ORDER BY y.c)) AS words
               FROM line y WHERE y.t = k.t GROUP BY y.r, y.row_name) x)
      WHEN 'totals' THEN
        (SELECT string_agg(format('%s %s (%s).', y.row_name, y.total_shown, y.share_shown),
                           ' ' ORDER BY y.r) FROM line y
         WHERE y.t = k.t AND y.c = 1 AND y.total IS NOT NULL)
      WHEN 'cells' THEN
        (SELECT string_agg(format('%s %s.', z.row_name, z.texts), ' ' ORDER BY z.r)
         FROM (SELECT y.r, y.row_name,
               string_agg(y.column_label || ' ' || y.shown, ', ' ORDER BY y.c) AS texts
               FROM line y WHERE y.t = k.t AND y.number IS NOT NULL GROUP BY y.r, y.row_name) z) END AS text
    FROM (SELECT DISTINCT p.t, p.words FROM point p) k)
  SELECT p.t, p.chart, p.sort, p.series, p.label, p.number, p.shown, s.text
  FROM point p JOIN said s ON s.t = p.t AND s.words = p.words
  ORDER BY p.t, p.turn, p.a, p.b;
END
$$;
