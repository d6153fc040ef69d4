-- Scorecards (areas and cohorts over the years against national; or measures by district), the
-- education tables of the report's text, and one indicator across localities, as cells.

CREATE FUNCTION national_area() RETURNS integer LANGUAGE sql STABLE
  RETURN (SELECT min(a.area_id) FROM area_now a WHERE a.kind = 'national');

-- The areas of a scorecard, in its order: the area itself, England, the parts.
CREATE FUNCTION scorecard_areas(in_area integer) RETURNS TABLE (area_id integer, area text, name text, kind text, place integer) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT a.area_id, a.area, a.name, a.kind, CASE WHEN a.area_id = in_area THEN 1 WHEN a.area_id = national_area() THEN 2
                                     ELSE 2 + row_number() OVER (PARTITION BY a.area_id = in_area OR a.area_id = national_area() ORDER BY a.name) END::integer
  FROM area_now a WHERE a.area_id = in_area OR a.area_id = national_area() OR a.parent_id = in_area;
END;

-- Figures of these indicators in these areas, each with the national figure it is measured against:
-- of the same cohort and period, else of the latest period of that kind before.
CREATE FUNCTION gap_figures(indicators integer[], in_area integer, at_period integer)
  RETURNS TABLE (indicator_id integer, area_id integer, cohort text, period_id integer, text text, shown_value numeric, counts text, rag text, dot text,
                 status text, marks text, why text, previous numeric, gap numeric, against text, polarity text, decimals integer, measure text) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT last_day FROM period WHERE period_id = at_period),
  f AS MATERIALIZED (
    SELECT f.*, p.first_day, p.last_day, p.short, CASE WHEN p.kind = 'date' THEN 'month' ELSE p.kind END AS sort
    FROM figures(indicators, ARRAY(SELECT a.area_id FROM scorecard_areas(in_area) a), (SELECT (last_day - interval '7 years')::date FROM at),
                 (SELECT last_day FROM at), 'scorecard') f JOIN period p USING (period_id)),
  national AS MATERIALIZED (SELECT f.* FROM f WHERE f.area_id = national_area() AND f.shown_value IS NOT NULL),
  rule AS MATERIALIZED (SELECT * FROM rules_at(indicators, in_area, (SELECT last_day FROM at), 'scorecard'))
  SELECT f.indicator_id, f.area_id, f.cohort, f.period_id, f.text, f.shown_value,
         CASE WHEN d.numerator_ids = '{}' AND f.denominator IS NOT NULL AND f.numerator IS NOT NULL THEN format('%s/%s', trim_scale(f.numerator), trim_scale(f.denominator)) END,
         CASE WHEN f.area_id IS DISTINCT FROM national_area() THEN f.rag END,
         CASE WHEN p.kind = 'month' OR p.kind = 'date' THEN CASE WHEN f.previous IS NOT NULL THEN f.dot END WHEN f.year_before IS NOT NULL THEN f.year_dot END, f.status,
         nullif(concat_ws(' ', CASE WHEN f.above_national AND r.rag_rule = 'national_gap' THEN '+' END,
                               marks(f.status, f.as_entered, f.released)), ''),
         f.why, f.previous, f.shown_value - n.shown_value, n.short, d.polarity, d.decimals, d.measure
  FROM f JOIN period p USING (period_id) JOIN indicator_now d USING (indicator_id) LEFT JOIN rule r USING (indicator_id)
       LEFT JOIN LATERAL (SELECT n.* FROM national n
                          WHERE n.indicator_id = f.indicator_id AND n.cohort = f.cohort AND f.area_id <> n.area_id
                            AND (n.period_id = f.period_id OR n.last_day < f.last_day AND n.sort = f.sort)
                          ORDER BY n.period_id = f.period_id DESC, n.last_day DESC LIMIT 1) n ON true;
END;

-- A scorecard over the years: a table a section, a group a measure, a row an area and a cohort.
CREATE FUNCTION scorecard_years(indicators integer[], in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH ind AS MATERIALIZED (
    SELECT i.*, o.place, dense_rank() OVER (ORDER BY o.section_place)::integer AS t
    FROM indicator_now i JOIN indicator_order() o USING (indicator_id) WHERE i.indicator_id = ANY (indicators)),
  f AS MATERIALIZED (SELECT g.* FROM gap_figures(indicators, in_area, at_period) g),
  columns AS MATERIALIZED (             -- the latest eight periods of the section; a year after its terms
    SELECT t, period_id, period, short, last_day, 9 - back AS place, row_number() OVER (PARTITION BY t ORDER BY back DESC)::integer AS c
    FROM (SELECT i.t, p.period_id, p.period, p.short, p.last_day, row_number() OVER (PARTITION BY i.t ORDER BY p.last_day DESC, p.first_day) AS back
          FROM (SELECT DISTINCT i.t, f.period_id FROM f JOIN ind i USING (indicator_id)) i JOIN period p USING (period_id)) x
    WHERE back <= 8),
  line AS MATERIALIZED (
    SELECT i.t, i.indicator_id, i.name, i.ref, i.decimals, k.area_id, k.cohort, a.area, a.name AS area_name,
           row_number() OVER (ORDER BY i.place, k.cohort, a.place)::integer AS r,
           row_number() OVER (PARTITION BY i.indicator_id ORDER BY k.cohort, a.place) AS of_indicator
    FROM (SELECT DISTINCT f.indicator_id, f.area_id, f.cohort FROM f) k JOIN ind i USING (indicator_id) JOIN scorecard_areas(in_area) a USING (area_id)
    WHERE EXISTS (SELECT FROM f JOIN columns c ON c.t = i.t AND c.period_id = f.period_id
                  WHERE f.indicator_id = k.indicator_id AND f.area_id = k.area_id AND f.cohort = k.cohort)),
  latest AS (
    SELECT DISTINCT ON (l.r) l.r, f.gap, f.against, c.short FROM line l JOIN columns c USING (t)
      JOIN f ON f.indicator_id = l.indicator_id AND f.area_id = l.area_id AND f.cohort = l.cohort AND f.period_id = c.period_id
    WHERE f.gap IS NOT NULL ORDER BY l.r, c.c DESC),
  last_column AS (SELECT t, max(c) AS c FROM columns GROUP BY t),
  spread AS (                           -- how far the parts of the area lie apart
    SELECT DISTINCT ON (f.indicator_id, f.cohort) f.indicator_id, f.cohort, c.short, count(*) AS parts, f.decimals, f.measure, min(f.shown_value) AS low, max(f.shown_value) AS high
    FROM f JOIN ind i USING (indicator_id) JOIN columns c ON c.t = i.t AND c.period_id = f.period_id
    WHERE f.area_id <> in_area AND f.area_id IS DISTINCT FROM national_area() AND f.shown_value IS NOT NULL
    GROUP BY f.indicator_id, f.cohort, c.short, c.c, f.decimals, f.measure HAVING count(*) > 1
    ORDER BY f.indicator_id, f.cohort, c.c DESC),
  cells AS (
    SELECT l.t, 10 * l.r - 5 AS r, 'group' AS row_kind, 1 AS c, 'measure' AS col, 'Measure and area' AS label, 'head' AS kind, l.name AS text, NULL::numeric AS number,
           NULL::text AS rag, NULL::text AS dot, NULL::text AS status, NULL::text AS marks, NULL::text AS why, NULL::text AS href
    FROM line l WHERE l.of_indicator = 1
    UNION ALL
    SELECT l.t, 10 * l.r, 'body', v.c, v.col, v.label, v.kind, v.text, NULL, NULL, NULL, NULL, NULL, NULL, v.href
    FROM line l, LATERAL (VALUES (1, 'measure', 'Measure and area', 'head', l.area_name, NULL), (2, 'ref', 'Ref', 'text', l.ref, format('/performance/indicators/%s?area=%s', l.ref, l.area)),
                                 (3, 'cohort', 'Pupils or children', 'text?', nullif(l.cohort, ''), NULL)) AS v (c, col, label, kind, text, href)
    UNION ALL
    SELECT l.t, 10 * l.r, 'body', 3 + c.c, c.period, c.short, 'figure', f.text || coalesce(' (' || f.counts || ')', ''),
           f.shown_value, f.rag, f.dot, f.status, f.marks, coalesce(f.why, CASE WHEN f.text IS NULL THEN 'no figure is held' END), NULL
    FROM line l JOIN columns c USING (t)
         LEFT JOIN f ON f.indicator_id = l.indicator_id AND f.area_id = l.area_id AND f.cohort = l.cohort AND f.period_id = c.period_id
    UNION ALL
    SELECT l.t, 10 * l.r, 'body', 4 + m.c, 'gap', 'Gap to England', 'figure?', shown_signed(x.gap, l.decimals), round(x.gap, l.decimals), NULL, NULL, NULL, NULL,
           CASE WHEN x.gap IS NOT NULL THEN format('%s against England''s %s', x.short, x.against) END, NULL
    FROM line l JOIN last_column m USING (t) LEFT JOIN latest x USING (r))
  SELECT t, s.tab, s.section, r, row_kind, c, col, label, NULL, kind, text, number, rag, dot, status, marks, why, href
  FROM cells JOIN (SELECT DISTINCT t, section, slug(section) AS tab FROM ind) s USING (t)
  UNION ALL
  SELECT (grid_note(x.t, x.tab, x.section, x.n::integer, x.sentence)).*
  FROM (SELECT DISTINCT i.t, slug(i.section) AS tab, i.section, v.n, v.sentence
        FROM ind i JOIN columns USING (t), LATERAL (VALUES
          (1, CASE WHEN EXISTS (SELECT FROM f JOIN ind j USING (indicator_id) WHERE j.t = i.t AND f.gap IS NOT NULL)
                   THEN CASE WHEN EXISTS (SELECT FROM f JOIN ind j USING (indicator_id) WHERE j.t = i.t AND f.rag IS NOT NULL)
                             THEN 'Green: in line with England or better, + above England. Amber: below England by no more than the threshold. Red: further below. ' ELSE '' END
                        || 'The gap is to England''s figure for the same children and period, else the latest before.' END),
          (2, 'An arrow compares with the same area and children a year before (an Ofsted outcome with the one before it): ↑ better, ↓ worse, ↔ the same.')) AS v (n, sentence)
        WHERE v.sentence IS NOT NULL
        UNION ALL
        SELECT i.t, slug(i.section), i.section, 10 + row_number() OVER (ORDER BY i.place, s.cohort),
               format('%s%s, %s: the parts of the area range from %s to %s, %s apart.', i.name, CASE WHEN s.cohort <> '' THEN ', ' || s.cohort ELSE '' END, s.short,
                      shown(s.low, s.decimals, s.measure), shown(s.high, s.decimals, s.measure), shown(s.high - s.low, s.decimals, ''))
        FROM spread s JOIN ind i USING (indicator_id)) x
  ORDER BY 1, 4, 6;
END;

-- A scorecard of a month: a row a measure, a column an area, and the change on the month before.
CREATE FUNCTION scorecard_month(indicators integer[], in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH ind AS MATERIALIZED (
    SELECT i.*, row_number() OVER (ORDER BY o.place)::integer AS r
    FROM indicator_now i JOIN indicator_order() o USING (indicator_id) WHERE i.indicator_id = ANY (indicators)),
  f AS MATERIALIZED (SELECT g.*, p.last_day FROM gap_figures(indicators, in_area, at_period) g JOIN period p USING (period_id)
                     WHERE g.cohort = '' AND p.kind = 'month'),
  now AS MATERIALIZED (                 -- where others have no figure of the month yet, their latest
    SELECT DISTINCT ON (f.indicator_id, f.area_id) f.*, p.label AS late FROM f LEFT JOIN period p ON p.period_id = f.period_id AND f.period_id <> at_period
    WHERE f.period_id = at_period OR f.shown_value IS NOT NULL AND f.area_id IS DISTINCT FROM in_area
    ORDER BY f.indicator_id, f.area_id, f.last_day DESC),
  area AS MATERIALIZED (
    SELECT a.*, row_number() OVER (ORDER BY a.place)::integer AS c FROM scorecard_areas(in_area) a WHERE a.area_id IN (SELECT now.area_id FROM now)),
  rule AS MATERIALIZED (SELECT r.* FROM rules_at(indicators, in_area, (SELECT last_day FROM period WHERE period_id = at_period), 'scorecard') r),
  past AS (SELECT count(*)::integer AS areas FROM area),
  cells AS (
    SELECT i.r, v.c, v.col, v.label, NULL::text AS grp, v.kind, v.text, NULL::numeric AS number, NULL::text AS rag, NULL::text AS dot, NULL::text AS status, NULL::text AS marks, NULL::text AS why, v.href
    FROM ind i LEFT JOIN rule USING (indicator_id),
         LATERAL (VALUES (1, 'ref', 'Ref', 'text', i.ref, '/performance/indicators/' || i.ref), (2, 'name', 'Measure', 'head', i.name, NULL), (3, 'target', 'Target', 'figure', rule.shown, NULL)) AS v (c, col, label, kind, text, href)
    UNION ALL
    SELECT i.r, 3 + a.c, a.area, a.name, NULL, 'figure', coalesce(n.text, '-'), n.shown_value, n.rag, NULL, n.status, n.marks, coalesce(n.why, n.late, CASE WHEN n.text IS NULL THEN 'no figure is held' END), NULL
    FROM ind i CROSS JOIN area a LEFT JOIN now n ON n.indicator_id = i.indicator_id AND n.area_id = a.area_id
    UNION ALL
    SELECT i.r, 3 + p.areas + k.c, k.col, k.label, 'Change on the previous month', 'figure', coalesce(shown_signed(n.shown_value - n.previous, i.decimals), '-'), n.shown_value - n.previous,
           NULL, n.dot, NULL, NULL, CASE WHEN n.previous IS NULL THEN 'no earlier figure is held' END, NULL
    FROM ind i CROSS JOIN past p
         CROSS JOIN LATERAL (SELECT a.c, 'change-' || a.area AS col, a.name AS label, a.area_id FROM area a WHERE a.place <= 2) k
         LEFT JOIN now n ON n.indicator_id = i.indicator_id AND n.area_id = k.area_id)
  SELECT 1, 'measures', (SELECT i.section FROM ind i LIMIT 1), r, 'body', c, col, label, grp, kind, text, number, rag, dot, status, marks, why, href
  FROM cells
  UNION ALL
  SELECT (grid_note(1, 'measures', (SELECT i.section FROM ind i LIMIT 1), 1,
            'The change is in percentage points; its arrow says what it means: ↑ better, ↓ worse, ↔ the same.')).*
  UNION ALL
  SELECT (grid_note(1, 'measures', (SELECT i.section FROM ind i LIMIT 1), 2, format('%s: %s, the latest held.', a.name, x.late))).*
  FROM (SELECT DISTINCT n.area_id, n.late FROM now n WHERE n.late IS NOT NULL) x JOIN area a USING (area_id)
  ORDER BY 1, 4, 6;
END;

CREATE FUNCTION scorecard_grid(of_name text, in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE plpgsql STABLE AS $$
DECLARE
  ids integer[] := report_indicators('scorecards', of_name);
BEGIN
  IF (SELECT bool_and(i.frequency = 'monthly') FROM indicator_now i WHERE i.indicator_id = ANY (ids)) THEN
    RETURN QUERY SELECT * FROM scorecard_month(ids, in_area, at_period);
  ELSE
    RETURN QUERY SELECT * FROM scorecard_years(ids, in_area, at_period);
  END IF;
END
$$;

-- The education tables of the report's text: the latest figure of each measure and cohort here and in
-- England, with the gap; a year before beside it.
CREATE FUNCTION education_grid(in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH ids AS (SELECT report_indicators('education', NULL) AS ids),
  ind AS MATERIALIZED (
    SELECT i.*, o.place, CASE WHEN i.section LIKE 'NEET%' THEN 2 WHEN i.section LIKE 'Inclusion%' THEN 3 ELSE 1 END AS t
    FROM ids, indicator_now i JOIN indicator_order() o USING (indicator_id) WHERE i.indicator_id = ANY (ids.ids)),
  f AS MATERIALIZED (SELECT g.*, p.first_day, p.last_day, p.short, p.label FROM ids, gap_figures(ids.ids, in_area, at_period) g JOIN period p USING (period_id)
                     WHERE g.area_id IN (in_area, national_area())),
  here AS MATERIALIZED (
    SELECT DISTINCT ON (f.indicator_id, f.cohort) f.* FROM f WHERE f.area_id = in_area AND f.shown_value IS NOT NULL
    ORDER BY f.indicator_id, f.cohort, f.last_day DESC, f.first_day DESC),
  line AS MATERIALIZED (
    SELECT i.t, i.ref, i.name, h.*, row_number() OVER (ORDER BY i.t, i.place, h.cohort)::integer AS r,
           e.text AS england, e.shown_value AS england_value, b.text AS before, b.shown_value AS before_value
    FROM here h JOIN ind i USING (indicator_id)
         LEFT JOIN LATERAL (SELECT e.text, e.shown_value FROM f e
                            WHERE e.indicator_id = h.indicator_id AND e.cohort = h.cohort AND e.area_id = national_area() AND e.shown_value IS NOT NULL AND h.against = e.short LIMIT 1) e ON true
         LEFT JOIN LATERAL (SELECT b.text, b.shown_value FROM f b
                            WHERE b.indicator_id = h.indicator_id AND b.cohort = h.cohort AND b.area_id = in_area
                              AND b.first_day = (h.first_day - interval '1 year')::date AND b.last_day = (h.last_day + 1 - interval '1 year')::date - 1 LIMIT 1) b ON true)
  SELECT l.t, (ARRAY['attainment', 'neet', 'exclusions'])[l.t], (ARRAY['Education achievement', 'NEET and participation', 'Exclusions'])[l.t],
         l.r, 'body', v.c, v.col, v.label, NULL, v.kind, v.text, v.number, v.rag, v.dot, NULL, v.marks, v.why, v.href
  FROM line l, LATERAL (VALUES
    (1, 'ref', 'Ref', 'text', l.ref, NULL::numeric, NULL, NULL, NULL, NULL, '/performance/indicators/' || l.ref),
    (2, 'name', 'Measure', 'head', l.name, NULL, NULL, NULL, NULL, NULL, NULL),
    (3, 'cohort', 'Pupils', 'text?', nullif(l.cohort, ''), NULL, NULL, NULL, NULL, NULL, NULL),
    (4, 'period', 'Period', 'text', l.short, NULL, NULL, NULL, NULL, NULL, NULL),
    (5, 'value', (SELECT a.name FROM area_now a WHERE a.area_id = in_area), 'figure', l.text, l.shown_value, l.rag, l.dot, l.marks, NULL, NULL),
    (6, 'national', 'National', 'figure', coalesce(l.england, '-'), l.england_value, NULL, NULL, NULL, CASE WHEN l.england IS NULL THEN 'no national figure is held' ELSE l.against END, NULL),
    (7, 'gap', 'Gap', 'figure', coalesce(shown_signed(l.gap, l.decimals), '-'), l.gap, NULL, NULL, NULL, NULL, NULL),
    (8, 'before', 'A year before', 'figure', coalesce(l.before, '-'), l.before_value, NULL, NULL, NULL, CASE WHEN l.before IS NULL THEN 'no figure is held' END, NULL)
  ) AS v (c, col, label, kind, text, number, rag, dot, marks, why, href)
  ORDER BY 1, 4, 6;
END;

-- One indicator across the parts of an area: figure, what it is computed from, the part's own
-- population, rate, rating, rank; bars against the area itself and the benchmarks.
CREATE FUNCTION locality_grid(of_ref text, in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH d AS (SELECT * FROM indicator_now WHERE ref = of_ref),
  at AS (SELECT * FROM period WHERE period_id = at_period),
  partner AS (                          -- a count's rate, so that parts of unlike size compare
    SELECT r.* FROM indicator_now r, d WHERE d.measure = 'count' AND r.measure = 'rate' AND r.numerator_ids = ARRAY[d.indicator_id] ORDER BY r.ref LIMIT 1),
  every AS MATERIALIZED (
    SELECT f.* FROM d, at, figures(ARRAY(SELECT indicator_id FROM d UNION SELECT indicator_id FROM partner),
                                ARRAY(SELECT a.area_id FROM area_now a WHERE a.area_id = in_area OR a.parent_id = in_area), at.last_day, at.last_day,
                                NULL) f
    WHERE f.period_id = at_period),
  f AS MATERIALIZED (                   -- of several cohorts the first by name
    SELECT e.* FROM every e WHERE e.cohort = (SELECT min(x.cohort) FROM every x JOIN d USING (indicator_id))),
  kinds AS (SELECT a.kind FROM area_now a LEFT JOIN f USING (area_id) WHERE a.parent_id = in_area
            GROUP BY a.kind ORDER BY count(f.value) DESC, a.kind = 'locality' DESC, a.kind = 'district' DESC, a.kind LIMIT 1),
  part AS MATERIALIZED (
    SELECT a.area_id, a.area, a.name, m.text, m.shown_value, m.numerator, m.rag, m.dot, m.status, marks(m.status, m.as_entered, m.released) AS marks, m.why,
           r.text AS rate_text, round(r.shown_value, q.decimals) AS rate_value, r.why AS rate_why, w.population,
           CASE WHEN m.shown_value IS NOT NULL AND d.polarity <> 'info' THEN
             rank() OVER (PARTITION BY m.shown_value IS NULL ORDER BY CASE WHEN d.polarity = 'high' THEN -m.shown_value ELSE m.shown_value END) END AS place,
           row_number() OVER (ORDER BY a.name)::integer AS r
    FROM d CROSS JOIN at CROSS JOIN area_now a LEFT JOIN partner q ON true
         LEFT JOIN f m ON m.area_id = a.area_id AND m.indicator_id = d.indicator_id
         LEFT JOIN f r ON r.area_id = a.area_id AND r.indicator_id = q.indicator_id
         LEFT JOIN population_now w ON w.area_id = a.area_id AND w.year = at.financial_year
    WHERE a.parent_id = in_area AND a.kind IN (SELECT kind FROM kinds)),
  whole AS MATERIALIZED (
    SELECT a.area_id, a.area, a.name, m.text, m.shown_value, m.numerator, m.rag, m.dot, m.status, marks(m.status, m.as_entered, m.released) AS marks, m.why,
           r.text AS rate_text, round(r.shown_value, q.decimals) AS rate_value, r.why AS rate_why, w.population, NULL::bigint AS place, 100000 AS r
    FROM d CROSS JOIN at CROSS JOIN area_now a LEFT JOIN partner q ON true LEFT JOIN f m ON m.area_id = a.area_id AND m.indicator_id = d.indicator_id
         LEFT JOIN f r ON r.area_id = a.area_id AND r.indicator_id = q.indicator_id LEFT JOIN population_now w ON w.area_id = a.area_id AND w.year = at.financial_year
    WHERE a.area_id = in_area),
  bench AS (SELECT b.*, array_position(ARRAY['stat_neighbour_avg', 'region_avg', 'national_avg'], b.kind) AS n FROM d, at, benchmarks_at(ARRAY[d.indicator_id], at.last_day) b
            WHERE b.kind IN ('stat_neighbour_avg', 'region_avg', 'national_avg')),
  bench_label AS (SELECT b.*, (ARRAY['Statistical neighbours', 'Region', 'England'])[n] AS label FROM bench b)
  SELECT 1 AS t, 'localities' AS tab, d.name || ', by locality' AS title, l.r, CASE WHEN l.r = 100000 THEN 'total' ELSE 'body' END, v.c, v.col, v.label, NULL::text, v.kind, v.text, v.number,
         v.rag, NULL::text, v.status, v.marks, v.why, CASE WHEN v.c = 1 AND l.text IS NOT NULL THEN format('/performance/indicators/%s?area=%s', d.ref, l.area) END
  FROM d CROSS JOIN (SELECT * FROM part UNION ALL SELECT * FROM whole) l, LATERAL (VALUES
    (1, 'area', 'Area', 'head', l.name, NULL::numeric, NULL, NULL, NULL, NULL),
    (2, 'value', (SELECT short FROM at), 'figure', coalesce(l.text, 'n/a'), round(l.shown_value, d.decimals), l.rag, l.status, l.marks, coalesce(l.why, CASE WHEN l.text IS NULL THEN 'no figure is held' END)),
    (3, 'count', 'Number', 'figure?', CASE WHEN d.measure IN ('rate', 'percentage') THEN shown(l.numerator, 0, '') END, CASE WHEN d.measure IN ('rate', 'percentage') THEN l.numerator END, NULL, NULL, NULL, NULL),
    (4, 'population', 'Aged 0 to 17', 'figure?', CASE WHEN d.measure = 'rate' OR EXISTS (SELECT FROM partner) THEN coalesce(shown(l.population, 0, ''), 'n/a') END, l.population, NULL, NULL, NULL,
       CASE WHEN l.population IS NULL THEN 'no population is held' END),
    (5, 'rate', 'Rate per 10,000', 'figure?', CASE WHEN EXISTS (SELECT FROM partner) THEN coalesce(l.rate_text, 'n/a') END, l.rate_value, NULL, NULL, NULL,
       CASE WHEN EXISTS (SELECT FROM partner) THEN coalesce(l.rate_why, CASE WHEN l.rate_text IS NULL THEN 'no figure is held' END) END),
    (6, 'rag', 'RAG', 'text', initcap(l.rag), NULL, l.rag, NULL, NULL, NULL),
    (7, 'rank', 'Rank', 'figure', CASE WHEN l.r < 100000 THEN coalesce(l.place::text, '-') END, l.place, NULL, NULL, NULL, CASE WHEN l.place IS NULL AND l.r < 100000 THEN
       CASE WHEN d.polarity = 'info' THEN 'neither more nor less is better' ELSE 'there is no figure' END END)
  ) AS v (c, col, label, kind, text, number, rag, status, marks, why)
  UNION ALL
  SELECT 1, 'localities', d.name || ', by locality', 100000 + b.n, 'body', v.c, v.col, v.label, NULL, v.kind, v.text, v.number, NULL, NULL, NULL, NULL, v.why, NULL
  FROM d, bench_label b, LATERAL (VALUES (1, 'area', 'Area', 'head', b.label, NULL::numeric, NULL), (2, 'value', NULL, 'figure', b.text, b.number, b.period)) AS v (c, col, label, kind, text, number, why)
  UNION ALL
  SELECT (grid_note(1, 'localities', d.name || ', by locality', v.n, v.sentence)).*
  FROM d, LATERAL (VALUES
    (1, 'Rank 1 is best; equal figures share the better rank. A rate is by the locality''s own population; the whole is not the sum of its parts where cases have no locality.'),
    (2, (SELECT format('Rated by the rule of the %s.', string_agg(DISTINCT scope_words(f.rag_scope), ', ')) FROM f WHERE f.rag IS NOT NULL HAVING count(*) > 0))) AS v (n, sentence)
  WHERE v.sentence IS NOT NULL
  UNION ALL
  SELECT 2, 'chart-localities', d.name || ', by locality', 1, 'point', p.r, p.area, p.name, (SELECT short FROM at), 'value', p.text, round(p.shown_value, d.decimals), p.rag, NULL,
         series_words(array_agg(p.name) OVER whole_part, array_agg(p.shown_value) OVER whole_part, array_agg(p.text) OVER whole_part), NULL,
         CASE d.measure WHEN 'percentage' THEN '%' WHEN 'rate' THEN 'per 10,000 people aged 0 to 17' ELSE 'number' END, 'across'
  FROM d, part p WHERE (SELECT count(shown_value) FROM part) > 1
  WINDOW whole_part AS (ORDER BY p.r RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
  UNION ALL
  SELECT 2, 'chart-localities', d.name || ', by locality', 1 + x.n, 'point', 1, 'level', '', x.label, 'level', x.text, x.number, NULL, NULL, NULL, NULL, NULL, NULL
  FROM d, (SELECT 1 AS n, w.name AS label, w.text, w.shown_value AS number FROM whole w WHERE w.shown_value IS NOT NULL
           UNION ALL SELECT 1 + n, label, text, number FROM bench_label) x
  WHERE (SELECT count(shown_value) FROM part) > 1 AND d.measure <> 'count'
  ORDER BY 1, 4, 6;
END;
