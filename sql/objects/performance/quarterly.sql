-- The quarterly exception report: two past years and the quarters of this one; the latest figure beside those of
-- others.

-- What others achieve, by their own periods; newest: the last held of its kind.
CREATE FUNCTION others_at(indicators integer[], at_day date)
  RETURNS TABLE (indicator_id integer, kind text, place integer, period_id integer, number numeric, shown text,
                 newest boolean, period text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT b.indicator_id, b.kind, k.place::integer, b.period_id, b.value, benchmark_shown(b.value, d.measure),
         row_number() OVER (PARTITION BY b.indicator_id, b.kind ORDER BY p.last_day DESC NULLS LAST) = 1, p.short
  FROM benchmark_now b JOIN indicator_now d USING (indicator_id) LEFT JOIN period p USING (period_id)
       JOIN unnest(ARRAY['stat_neighbour_avg', 'region_avg', 'national_avg']) WITH ORDINALITY AS k (kind, place)
         ON k.kind = b.kind
  WHERE b.indicator_id = ANY (indicators) AND (p.last_day IS NULL OR p.last_day <= at_day);
END;

-- A count and its rate are one line, and what is drawn of them is the rate.
CREATE FUNCTION quarterly_indicators(ids integer[])
  RETURNS TABLE (place bigint, indicator_id integer, rate_id integer, drawn_id integer) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT u.place, i.indicator_id, q.indicator_id, coalesce(q.indicator_id, i.indicator_id)
  FROM unnest(ids) WITH ORDINALITY AS u (indicator_id, place) JOIN indicator_now i USING (indicator_id)
       LEFT JOIN indicator_now q ON q.measure = 'rate' AND q.numerator_ids = ARRAY[i.indicator_id]
         AND q.indicator_id = ANY (ids)
  WHERE NOT (i.measure = 'rate' AND i.numerator_ids && ids);
END;

CREATE FUNCTION quarterly_columns(at_period integer)
  RETURNS TABLE (c integer, period_id integer, period text, kind text, label text, of_year text, future boolean)
    LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT row_number() OVER (ORDER BY p.first_day, p.last_day)::integer, p.period_id, p.period, p.kind,
         CASE p.kind WHEN 'quarter' THEN right(p.period, 2) ELSE p.short END,
         CASE p.kind WHEN 'quarter' THEN split_part(p.period, ' ', 1) END, p.last_day > at.last_day
  FROM period at JOIN period p ON p.kind = 'financial_year'
       AND p.financial_year IN (at.financial_year - 2, at.financial_year - 1)
                               OR p.kind = 'quarter' AND p.financial_year = at.financial_year
  WHERE at.period_id = at_period;
END;

CREATE FUNCTION quarterly(ids integer[], in_area integer, at_period integer)
  RETURNS TABLE (
    ref text, name text, has_rate boolean, polarity text, line text, "column" text, column_label text,
    column_group text, number numeric,
    shown text, rag text, dot text, dot_why text, status text, entered boolean, released boolean, why text,
    impossible text, target_shown text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  f AS MATERIALIZED (
    SELECT f.* FROM at, figures_shown(ids, ARRAY[in_area], make_date(at.financial_year - 2, 4, 1), at.last_day,
                                      'summary') f
    WHERE f.cohort = ''),
  rule AS MATERIALIZED (SELECT r.* FROM at, rules_at(ids, in_area, at.last_day, 'summary') r)
  SELECT i.ref, i.name, q.rate_id IS NOT NULL, i.polarity, i.ref, c.period, c.label, c.of_year,
         CASE WHEN q.rate_id IS NULL THEN f.number END,
         CASE WHEN c.future THEN NULL ELSE coalesce(f.shown, '-')
           || CASE WHEN q.rate_id IS NOT NULL AND f.value IS NOT NULL THEN format(' (%s)', coalesce(x.shown, 'n/a'))
                   ELSE '' END END,
         f.rag, CASE WHEN f.previous IS NOT NULL THEN f.dot END, f.dot_why, f.status, f.entered, f.released,
         coalesce(f.why || coalesce(': ' || (SELECT o.note FROM observation_now o WHERE o.indicator_id = f.indicator_id
                                               AND o.area_id = in_area AND o.period_id = f.period_id AND o.cohort = ''),
                                               ''),
                  CASE WHEN f.value IS NOT NULL THEN x.why END), f.impossible, r.shown
  FROM quarterly_indicators(ids) q JOIN indicator_now i USING (indicator_id) CROSS JOIN quarterly_columns(at_period) c
       LEFT JOIN f ON f.indicator_id = i.indicator_id AND f.period_id = c.period_id
       LEFT JOIN f x ON x.indicator_id = q.rate_id AND x.period_id = c.period_id
       LEFT JOIN rule r ON r.indicator_id = i.indicator_id
  ORDER BY q.place, c.c;
END;

-- The latest figure of what others have figures of, beside theirs.
CREATE FUNCTION quarterly_others(ids integer[], in_area integer, at_period integer)
  RETURNS TABLE (
    ref text, name text, number numeric, shown text, rag text, status text, entered boolean, released boolean, why text,
    impossible text, stat_neighbour_avg numeric, stat_neighbour_avg_shown text, region_avg numeric,
    region_avg_shown text, national_avg numeric,
    national_avg_shown text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  f AS MATERIALIZED (
    SELECT f.* FROM at, figures_shown(ids, ARRAY[in_area], at.last_day, at.last_day, 'summary') f
    WHERE f.cohort = '' AND f.period_id = at_period),
  other AS MATERIALIZED (
    SELECT o.*, o.shown || coalesce(' (' || o.period || ')', '') AS dated FROM at, others_at(ids, at.last_day) o
    WHERE o.newest)
  SELECT i.ref, i.name, f.number, f.shown, f.rag, f.status, f.entered, f.released, f.why, f.impossible, s.number,
         s.dated, r.number, r.dated, n.number, n.dated
  FROM quarterly_indicators(ids) q JOIN indicator_now i ON i.indicator_id = q.drawn_id
       LEFT JOIN f ON f.indicator_id = q.drawn_id
       LEFT JOIN other s ON s.indicator_id = q.drawn_id AND s.kind = 'stat_neighbour_avg'
       LEFT JOIN other r ON r.indicator_id = q.drawn_id AND r.kind = 'region_avg'
       LEFT JOIN other n ON n.indicator_id = q.drawn_id AND n.kind = 'national_avg'
  WHERE q.drawn_id IN (SELECT o.indicator_id FROM other o)
  ORDER BY q.place;
END;

-- A chart a line: years beside quarters only of what stands at a moment. series: value, or the kind of others' figures.
-- Others with figures of the periods that are drawn stand beside; else, of a moment, their newest as a level.
CREATE FUNCTION quarterly_points(ids integer[], in_area integer, at_period integer)
  RETURNS TABLE (ref text, name text, measure text, series text, role text, label text, number numeric, shown text,
                 rag text, words text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  f AS MATERIALIZED (
    SELECT f.* FROM at, figures_shown(ids, ARRAY[in_area], make_date(at.financial_year - 2, 4, 1), at.last_day,
                                      'summary') f
    WHERE f.cohort = ''),
  bar AS MATERIALIZED (
    SELECT q.place, i.ref, d.name, d.measure, i.basis, q.drawn_id, c.c, c.period_id, c.label, f.number, f.shown, f.rag
    FROM quarterly_indicators(ids) q JOIN indicator_now i USING (indicator_id)
         JOIN indicator_now d ON d.indicator_id = q.drawn_id
         JOIN quarterly_columns(at_period) c ON NOT c.future AND (i.basis = 'stock' OR c.kind = 'quarter')
         LEFT JOIN f ON f.indicator_id = q.drawn_id AND f.period_id = c.period_id),
  other AS MATERIALIZED (
    SELECT o.*, b.c, bool_or(b.c IS NOT NULL) OVER (PARTITION BY o.indicator_id, o.kind) AS along
    FROM at CROSS JOIN LATERAL others_at(ids, at.last_day) o LEFT JOIN bar b ON b.drawn_id = o.indicator_id
         AND b.period_id = o.period_id),
  said AS (
    SELECT b.drawn_id, series_words(array_agg(b.label ORDER BY b.c), array_agg(b.number ORDER BY b.c),
                                    array_agg(b.shown ORDER BY b.c)) AS words
    FROM bar b GROUP BY b.drawn_id)
  SELECT x.ref, x.name, x.measure, x.series, x.role, x.label, x.number, x.shown, x.rag, s.words
  FROM (
    SELECT b.place, 0 AS turn, b.c, b.drawn_id, b.ref, b.name, b.measure, 'value' AS series, 'value' AS role, b.label,
           b.number, b.shown, b.rag
    FROM bar b
    UNION ALL
    SELECT b.place, k.place, b.c, b.drawn_id, b.ref, b.name, b.measure, k.kind, 'comparator', b.label, o.number,
           o.shown, NULL
    FROM bar b JOIN (SELECT DISTINCT o.indicator_id, o.place, o.kind FROM other o WHERE o.along) k ON k.indicator_id =
         b.drawn_id
         LEFT JOIN other o ON o.indicator_id = b.drawn_id AND o.kind = k.kind AND o.c = b.c
    UNION ALL
    SELECT DISTINCT b.place, 10 + o.place, 0, b.drawn_id, b.ref, b.name, b.measure, o.kind, 'level', '', o.number,
           o.shown || coalesce(' (' || o.period || ')', ''), NULL
    FROM bar b JOIN other o ON o.indicator_id = b.drawn_id WHERE b.basis = 'stock' AND NOT o.along AND o.newest) x
    JOIN said s USING (drawn_id)
  ORDER BY x.place, x.turn, x.c;
END;
