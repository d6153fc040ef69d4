-- The quarterly exception report, as cells: two past years and the quarters of this one, a number with its
-- rate in brackets, the target or that there is none; the latest figure beside those of others; a chart
-- of each against others.

-- What stands for an indicator against others: its rate where there is one, else itself. Others are the
-- benchmarks that are held, by their own periods.
CREATE FUNCTION others_at(indicators integer[], at_day date)
  RETURNS TABLE (indicator_id integer, kind text, place integer, label text, period_id integer, text text, number numeric, newest boolean, period text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT b.indicator_id, b.kind, k.place, k.label, b.period_id, shown(b.value, d.decimals, d.measure), round(b.value, d.decimals),
         row_number() OVER (PARTITION BY b.indicator_id, b.kind ORDER BY p.last_day DESC NULLS LAST) = 1, p.short
  FROM benchmark_now b JOIN indicator_now d USING (indicator_id) LEFT JOIN period p USING (period_id)
       JOIN (VALUES (1, 'stat_neighbour_avg', 'Statistical neighbours'), (2, 'region_avg', 'Region'), (3, 'national_avg', 'England')) AS k (place, kind, label) ON k.kind = b.kind
  WHERE b.indicator_id = ANY (indicators) AND (p.last_day IS NULL OR p.last_day <= at_day);
END;

CREATE FUNCTION quarterly_grid(in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH ids AS (SELECT report_indicators('quarterly', NULL) AS ids),
  at AS (SELECT * FROM period WHERE period_id = at_period),
  ind AS MATERIALIZED (
    SELECT i.*, row_number() OVER (ORDER BY o.place)::integer AS r, q.indicator_id AS rate_id, coalesce(q.indicator_id, i.indicator_id) AS drawn_id, coalesce(q.name, i.name) AS drawn_name, coalesce(q.measure, i.measure) AS drawn_measure
    FROM ids CROSS JOIN indicator_now i JOIN indicator_order() o USING (indicator_id)
         LEFT JOIN indicator_now q ON q.measure = 'rate' AND q.numerator_ids = ARRAY[i.indicator_id] AND q.indicator_id = ANY (ids.ids)
    WHERE i.indicator_id = ANY (ids.ids) AND NOT (i.measure = 'rate' AND i.numerator_ids && ids.ids)),
  columns AS MATERIALIZED (
    SELECT p.period_id, p.period, p.kind, CASE p.kind WHEN 'quarter' THEN right(p.period, 2) ELSE p.short END AS label,
           CASE p.kind WHEN 'quarter' THEN (SELECT format('%s/%s', at.financial_year, to_char((at.financial_year + 1) % 100, 'FM00')) FROM at) END AS grp,
           p.last_day > at.last_day AS future, row_number() OVER (ORDER BY p.first_day, p.last_day)::integer AS c
    FROM at JOIN period p ON p.kind = 'financial_year' AND p.financial_year IN (at.financial_year - 2, at.financial_year - 1)
                          OR p.kind = 'quarter' AND p.financial_year = at.financial_year),
  f AS MATERIALIZED (
    SELECT f.* FROM ids, at, figures(ids.ids, ARRAY[in_area], make_date(at.financial_year - 2, 4, 1), at.last_day, 'summary') f WHERE f.cohort = ''),
  rule AS MATERIALIZED (SELECT r.* FROM ids, at, rules_at(ids.ids, in_area, at.last_day, 'summary') r),
  other AS MATERIALIZED (
    SELECT i.r, i.drawn_name, o.*, c.c FROM ids, at, others_at(ids.ids, at.last_day) o JOIN ind i ON i.drawn_id = o.indicator_id LEFT JOIN columns c USING (period_id)),
  here AS (SELECT a.area, a.name FROM area_now a WHERE a.area_id = in_area),
  bar AS MATERIALIZED (                 -- years beside quarters only of what stands at a moment
    SELECT i.r, i.ref, i.drawn_name, i.drawn_measure, c.c, c.period, c.label, f.text, f.shown_value, f.rag
    FROM ind i JOIN columns c ON NOT c.future AND (i.basis = 'stock' OR c.kind = 'quarter') LEFT JOIN f ON f.indicator_id = i.drawn_id AND f.period_id = c.period_id),
  marked AS MATERIALIZED (              -- others with figures of the periods that are drawn; else, of a moment, the newest as a line
    SELECT o.*, EXISTS (SELECT FROM other x JOIN bar b USING (r, c) WHERE x.r = o.r AND x.kind = o.kind) AS along FROM other o),
  level AS (SELECT m.* FROM marked m JOIN ind i USING (r) WHERE NOT m.along AND m.newest AND i.basis = 'stock'),
  words AS (
    SELECT b.r, concat_ws(' ', series_words(array_agg(b.label ORDER BY b.c), array_agg(b.shown_value ORDER BY b.c), array_agg(b.text ORDER BY b.c)),
                          (SELECT string_agg(format('%s: %s.', x.label, x.texts), ' ' ORDER BY x.place)
                           FROM (SELECT m.place, m.label, string_agg(format('%s in %s', m.text, y.label), ', ' ORDER BY m.c) AS texts FROM marked m JOIN bar y USING (r, c)
                                 WHERE m.r = b.r GROUP BY m.place, m.label) x),
                          (SELECT level_words('For comparison', array_agg(l.label ORDER BY l.place), array_agg(l.text ORDER BY l.place)) FROM level l WHERE l.r = b.r)) AS words
    FROM bar b GROUP BY b.r)
  SELECT 1, 'exceptions', 'Quarterly exception report', i.r, 'body', v.c, v.col, v.label, v.grp, v.kind, v.text, v.number, v.rag, v.dot, v.status, v.marks, v.why, v.href
  FROM ind i, LATERAL (
    SELECT 1 AS c, 'name' AS col, 'Indicator' AS label, NULL::text AS grp, 'head' AS kind, i.name || CASE WHEN i.rate_id IS NOT NULL THEN ' (rate per 10,000)' ELSE '' END AS text, NULL::numeric AS number, NULL::text AS rag, NULL::text AS dot,
           NULL::text AS status, NULL::text AS marks, NULL::text AS why,
           '/performance/indicators/' || i.ref || '?area=' || (SELECT a.area FROM area_now a WHERE a.area_id = in_area) AS href
    UNION ALL
    SELECT 2, 'better', 'Better to be', NULL, 'text', good_is(i.polarity), NULL, NULL, NULL, NULL, NULL, NULL, NULL
    UNION ALL
    SELECT 2 + c.c, c.period, c.label, c.grp, 'figure',
           CASE WHEN c.future THEN NULL ELSE coalesce(f.text, '-') || CASE WHEN i.rate_id IS NOT NULL AND f.value IS NOT NULL THEN format(' (%s)', coalesce(q.text, 'n/a')) ELSE '' END END,
           CASE WHEN i.rate_id IS NULL THEN f.shown_value END, f.rag, CASE WHEN f.previous IS NOT NULL THEN f.dot END, f.status, marks(f.status, f.as_entered, f.released),
           coalesce(f.why || coalesce(': ' || (SELECT o.note FROM observation_now o WHERE o.indicator_id = f.indicator_id AND o.area_id = in_area AND o.period_id = f.period_id AND o.cohort = ''), ''),
                    CASE WHEN f.value IS NOT NULL AND i.rate_id IS NOT NULL THEN q.why END), NULL
    FROM columns c LEFT JOIN f ON f.indicator_id = i.indicator_id AND f.period_id = c.period_id LEFT JOIN f q ON q.indicator_id = i.rate_id AND q.period_id = c.period_id
    UNION ALL
    SELECT 3 + (SELECT max(c.c) FROM columns c), 'target', 'Target', NULL, 'figure', coalesce((SELECT r.shown FROM rule r WHERE r.indicator_id = i.indicator_id), 'No target set'), NULL, NULL, NULL, NULL, NULL, NULL, NULL) v
  UNION ALL
  SELECT (grid_note(1, 'exceptions', 'Quarterly exception report', 1, 'No figures of others are held to compare these with.')).*
  WHERE NOT EXISTS (SELECT FROM other)
  UNION ALL
  SELECT 2, 'others', 'Compared with others', o.r, 'body', v.c, v.col, v.label, NULL, v.kind, v.text, v.number, v.rag, NULL, v.status, v.marks, v.why, v.href
  FROM (SELECT DISTINCT r, drawn_name, indicator_id FROM other) o JOIN indicator_now i USING (indicator_id) CROSS JOIN at
       LEFT JOIN f ON f.indicator_id = o.indicator_id AND f.period_id = at_period, LATERAL (
    SELECT 1 AS c, 'name' AS col, 'Indicator' AS label, 'head' AS kind, o.drawn_name AS text, NULL::numeric AS number, NULL::text AS rag, NULL::text AS status, NULL::text AS marks, NULL::text AS why,
           '/performance/indicators/' || i.ref || '?area=' || (SELECT here.area FROM here) AS href
    UNION ALL
    SELECT 2, 'value', (SELECT here.name FROM here) || ', ' || at.short, 'figure', coalesce(f.text, '-'), f.shown_value, f.rag, f.status, marks(f.status, f.as_entered, f.released),
           coalesce(f.why, CASE WHEN f.text IS NULL THEN 'no figure is held' END), NULL
    UNION ALL
    SELECT 2 + k.place, k.kind, k.label, 'figure?', x.text || coalesce(' (' || x.period || ')', ''), x.number, NULL, NULL, NULL, NULL, NULL
    FROM (VALUES (1, 'stat_neighbour_avg', 'Statistical neighbours'), (2, 'region_avg', 'Region'), (3, 'national_avg', 'England')) AS k (place, kind, label)
         LEFT JOIN other x ON x.r = o.r AND x.kind = k.kind AND x.newest) v
  UNION ALL
  SELECT 2 + b.r, 'chart-' || slug(b.ref), b.drawn_name, 1, 'point', b.c, b.period, b.label, (SELECT here.name FROM here), 'value', b.text, b.shown_value, b.rag, NULL,
         w.words, NULL, CASE b.drawn_measure WHEN 'rate' THEN 'per 10,000 people aged 0 to 17' WHEN 'percentage' THEN '%' ELSE 'number' END, 'bars'
  FROM bar b JOIN words w USING (r)
  UNION ALL
  SELECT 2 + b.r, 'chart-' || slug(b.ref), b.drawn_name, 1 + k.place, 'point', b.c, b.period, b.label, k.label, 'comparator', m.text, m.number, NULL, NULL, NULL, NULL, NULL, NULL
  FROM bar b JOIN (SELECT DISTINCT r, place, label FROM marked WHERE along) k USING (r) LEFT JOIN marked m ON m.r = b.r AND m.place = k.place AND m.c = b.c
  UNION ALL
  SELECT 2 + l.r, 'chart-' || slug(i.ref), l.drawn_name, 10 + l.place, 'point', 1, 'level', '', l.label, 'level', l.text || coalesce(' (' || l.period || ')', ''), l.number, NULL, NULL, NULL, NULL, NULL, NULL
  FROM level l JOIN ind i USING (r)
  ORDER BY 1, 4, 6;
END;
