-- The management summary and the monthly tables of a section (topic pages), as cells of tables.

-- The months that end with a period, numbered from the earliest.
CREATE FUNCTION months_to(at_period integer, how_many integer)
  RETURNS TABLE (c integer, period_id integer, period text, short text, label text, first_day date, last_day date) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT row_number() OVER (ORDER BY p.first_day)::integer, p.period_id, p.period, p.short, p.label, p.first_day, p.last_day
  FROM period at JOIN period p ON p.kind = 'month' AND p.last_day <= at.last_day
       AND p.first_day > (date_trunc('month', at.last_day) - make_interval(months => how_many))::date
  WHERE at.period_id = at_period;
END;

-- A table's sentence.
CREATE FUNCTION grid_note(t integer, tab text, title text, place integer, sentence text) RETURNS grid_cell LANGUAGE sql IMMUTABLE
  RETURN ROW(t, tab, title, 1000000 + place, 'note', 0, NULL, NULL, NULL, NULL, sentence,
             NULL, NULL, NULL, NULL, NULL, NULL, NULL)::grid_cell;

-- The management summary: last four months, year to date, target, direction, rating, tolerances,
-- previous year to date, benchmarks; then the same month in each part of the area that has figures.
-- PL/pgSQL keeps the plan; told to hash, because it takes the temporary results for short.
CREATE FUNCTION summary_grid(in_area integer, at_period integer) RETURNS SETOF grid_cell
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
BEGIN
  RETURN QUERY
  WITH ind AS MATERIALIZED (
    SELECT i.*, o.section_place, row_number() OVER (ORDER BY o.section_place, o.place)::integer AS n
    FROM indicator_now i JOIN indicator_order() o USING (indicator_id)
    WHERE i.indicator_id = ANY (report_indicators('summary', NULL))),
  ids AS (SELECT array_agg(indicator_id) AS ids FROM ind),
  months AS MATERIALIZED (SELECT * FROM months_to(at_period, 4)),
  at AS (SELECT last_day FROM period WHERE period_id = at_period),
  f AS MATERIALIZED (
    SELECT f.* FROM ids, figures(ids.ids, ARRAY[in_area] || ARRAY(SELECT a.area_id FROM area_now a WHERE a.parent_id = in_area),
                                 (SELECT min(m.first_day) FROM months m), (SELECT a.last_day FROM at a), 'summary') f
    WHERE f.cohort = ''),
  shown AS MATERIALIZED (               -- indicators of which this area or a part of it has a figure
    SELECT i.* FROM ind i WHERE EXISTS (SELECT FROM f JOIN months m USING (period_id) WHERE f.indicator_id = i.indicator_id)),
  now AS (SELECT f.* FROM f WHERE f.area_id = in_area AND f.period_id = at_period),
  b AS MATERIALIZED (SELECT b.* FROM ids, benchmarks_at(ids.ids, (SELECT last_day FROM at)) b),
  rule AS MATERIALIZED (SELECT r.* FROM ids, rules_at(ids.ids, in_area, (SELECT last_day FROM at), 'summary') r),
  part AS MATERIALIZED (
    SELECT a.area_id, a.area, a.name, row_number() OVER (ORDER BY a.name)::integer AS c FROM area_now a
    WHERE a.parent_id = in_area AND EXISTS (SELECT FROM f WHERE f.area_id = a.area_id AND f.period_id = at_period)),
  parted AS MATERIALIZED (SELECT s.* FROM shown s WHERE EXISTS (SELECT FROM f JOIN part USING (area_id) WHERE f.indicator_id = s.indicator_id AND f.period_id = at_period)),
  headings AS (SELECT s.section, min(s.n) AS n FROM shown s GROUP BY s.section),
  cells AS (
    SELECT 1 AS t, 10 * n - 5 AS r, 'group' AS row_kind, 1 AS c, 'ref' AS col, 'Ref' AS label, NULL::text AS grp, 'text' AS kind, section AS text,
           NULL::numeric AS number, NULL::text AS rag, NULL::text AS dot, NULL::text AS status, NULL::text AS marks, NULL::text AS why, NULL::text AS href
    FROM headings
    UNION ALL
    SELECT 1, 10 * s.n, 'body', v.c, v.col, v.label, v.grp, v.kind, v.text, v.number, v.rag, v.dot, NULL, NULL, v.why, v.href
    FROM shown s LEFT JOIN now ON now.indicator_id = s.indicator_id LEFT JOIN rule ON rule.indicator_id = s.indicator_id,
         LATERAL (VALUES
           (1, 'ref', 'Ref', NULL, 'text', s.ref, NULL::numeric, NULL, NULL, NULL, '/performance/indicators/' || s.ref),
           (2, 'name', 'Indicator', NULL, 'head', s.name, NULL, NULL, NULL, NULL, NULL),
           (3, 'good', 'Good is', NULL, 'text', good_is(s.polarity), NULL, NULL, NULL, NULL, NULL),
           (4, 'data', 'Data note', NULL, 'text', measure_words(s.measure, s.basis), NULL, NULL, NULL, NULL, NULL),
           (9, 'ytd', 'YTD', 'Current year', 'figure', coalesce(shown(now.ytd, s.decimals, s.measure), CASE WHEN now.ytd_why IS NOT NULL THEN 'n/a' END), round(now.ytd, s.decimals), NULL, NULL,
              now.ytd_why, NULL),
           (10, 'target', 'Target', 'Current year', 'figure', rule.shown, NULL, NULL, NULL, NULL, NULL),
           (11, 'dot', 'DOT', NULL, 'text', NULL, NULL, NULL, coalesce(now.dot, '-'), NULL, NULL),
           (12, 'rag', 'RAG', NULL, 'text', initcap(now.rag), NULL, now.rag, NULL, NULL, NULL),
           (13, 'red', 'Red', 'Tolerances', 'figure', CASE WHEN rule.rag_rule = 'tolerance' THEN shown(rule.red, greatest(scale(trim_scale(rule.red)), 0), s.measure) END,
              CASE WHEN rule.rag_rule = 'tolerance' THEN rule.red END, NULL, NULL, NULL, NULL),
           (14, 'green', 'Green', 'Tolerances', 'figure', CASE WHEN rule.rag_rule = 'tolerance' THEN shown(rule.green, greatest(scale(trim_scale(rule.green)), 0), s.measure) END,
              CASE WHEN rule.rag_rule = 'tolerance' THEN rule.green END, NULL, NULL, NULL, NULL),
           (15, 'previous_ytd', 'Previous YTD', NULL, 'figure', shown(now.previous_ytd, s.decimals, s.measure), round(now.previous_ytd, s.decimals), NULL, NULL, NULL, NULL)
         ) AS v (c, col, label, grp, kind, text, number, rag, dot, why, href)
    UNION ALL
    SELECT 1, 10 * s.n, 'body', 4 + m.c, m.period, m.short, 'Last four months', 'figure', coalesce(f.text, '-'), round(f.shown_value, s.decimals),
           NULL, NULL, f.status, marks(f.status, f.as_entered, f.released), f.why, NULL
    FROM shown s CROSS JOIN months m
         LEFT JOIN f ON f.indicator_id = s.indicator_id AND f.period_id = m.period_id AND f.area_id = in_area
    UNION ALL
    SELECT 1, 10 * s.n, 'body', 15 + k.c, k.kind, k.label, 'Latest benchmarking', 'figure', b.text, b.number, NULL, NULL, NULL, NULL, NULL, NULL
    FROM shown s CROSS JOIN (VALUES (1, 'stat_neighbour_avg', 'Stat. neigh.'), (2, 'best_stat_neighbour', 'Best neigh.'),
                                    (3, 'national_avg', 'England'), (4, 'national_top_quartile', 'Top quartile')) AS k (c, kind, label)
         LEFT JOIN b ON b.indicator_id = s.indicator_id AND b.kind = k.kind
    UNION ALL                           -- by part of the area, each cell with its own rating
    SELECT 2, 10 * min(n) - 5, 'group', 1, 'ref', 'Ref', NULL, 'text', section, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM parted GROUP BY section
    UNION ALL
    SELECT 2, 10 * s.n, 'body', v.c, v.col, v.label, NULL, v.kind, v.text, NULL, NULL, NULL, NULL, NULL, NULL, v.href
    FROM parted s, LATERAL (VALUES (1, 'ref', 'Ref', 'text', s.ref, '/performance/localities/' || s.ref), (2, 'name', 'Indicator', 'head', s.name, NULL))
         AS v (c, col, label, kind, text, href)
    UNION ALL
    SELECT 2, 10 * s.n, 'body', p.c + 2, p.area, p.name, NULL, 'figure', coalesce(f.text, '-'), round(f.shown_value, s.decimals), f.rag, NULL,
           f.status, marks(f.status, f.as_entered, f.released), coalesce(f.why, CASE WHEN f.value IS NULL THEN 'no figure is held' END), NULL
    FROM parted s CROSS JOIN (SELECT area_id, area, name, c + 1 AS c FROM part
                             UNION ALL SELECT a.area_id, a.area, a.name, 1 FROM area_now a WHERE a.area_id = in_area) p
         LEFT JOIN f ON f.indicator_id = s.indicator_id AND f.area_id = p.area_id AND f.period_id = at_period)
  SELECT t, CASE t WHEN 1 THEN 'summary' ELSE 'localities' END,
         CASE t WHEN 1 THEN 'Management summary' ELSE 'By locality' END,
         r, row_kind, c, col, label, grp, kind, text, number, rag, dot, status, marks, why, href
  FROM cells
  UNION ALL
  SELECT (grid_note(1, 'summary', 'Management summary', n, sentence)).*
  FROM (VALUES (1, 'YTD: from 1 April to the month; a percentage of sums, never a mean of percentages. Blank where the figure stands at a moment; n/a, with how many months are held, where one is missing.'),
               (2, 'DOT compares the month with the one before, as performance: ↑ better, ↓ worse, ↔ the same, - nothing to compare with or for information. RAG rates the month by the tolerances beside it; the dashboard has its own targets.'),
               (3, (SELECT format('By locality: n/a for %s of the %s indicators, of which no figures of localities are held for this month.', count(*) FILTER (WHERE p.n IS NULL), count(*))
                   FROM shown s LEFT JOIN parted p ON p.n = s.n
                   WHERE EXISTS (SELECT FROM area_now a WHERE a.parent_id = in_area) HAVING count(*) > count(p.n)))) AS v (n, sentence)
  WHERE sentence IS NOT NULL
  ORDER BY 1, 4, 6;
END
$$;

-- What a chart of several lines says, a sentence a line.
CREATE FUNCTION lines_words(names text[], words text[]) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT string_agg(u.name || ': ' || coalesce(u.word, 'no figures.'), ' ' ORDER BY u.place)
  FROM unnest(names, words) WITH ORDINALITY AS u (name, word, place);
END;

-- A section of the monthly report: definitions, thirteen months, sums and trend, benchmarks, and
-- charts of at most seven measures of one sort.
CREATE FUNCTION section_grid(of_section text, in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH ids AS (SELECT report_indicators('sections', of_section) AS ids),
  ind AS MATERIALIZED (
    SELECT i.*, row_number() OVER (ORDER BY o.place)::integer AS n
    FROM ids, indicator_now i JOIN indicator_order() o USING (indicator_id) WHERE i.indicator_id = ANY (ids.ids)),
  months AS MATERIALIZED (SELECT * FROM months_to(at_period, 13)),
  at AS (SELECT last_day FROM period WHERE period_id = at_period),
  all_f AS MATERIALIZED (
    SELECT f.* FROM ids, figures(ids.ids, ARRAY[in_area], (SELECT min(m.first_day) FROM months m), (SELECT last_day FROM at), 'summary') f),
  line AS MATERIALIZED (                -- an indicator and a cohort of it
    SELECT i.*, k.cohort, i.name || CASE WHEN k.cohort <> '' THEN ', ' || k.cohort ELSE '' END AS title,
           row_number() OVER (ORDER BY i.n, k.cohort)::integer AS r
    FROM ind i JOIN (SELECT DISTINCT f.indicator_id, f.cohort FROM all_f f JOIN months USING (period_id)) k USING (indicator_id)),
  cell AS MATERIALIZED (
    SELECT l.indicator_id, l.cohort, l.r, m.c, m.period_id, m.period, m.short, m.label, l.decimals, f.text, f.shown_value, f.value, f.rag, f.dot, f.status, f.as_entered, f.released,
           f.why, f.ytd, f.ytd_why, f.previous_ytd, f.rolling_12, f.rolling_12_why, f.difference, f.difference_pct, f.trend
    FROM line l CROSS JOIN months m LEFT JOIN all_f f ON f.indicator_id = l.indicator_id AND f.cohort = l.cohort AND f.period_id = m.period_id),
  ends AS (SELECT a.r, a.decimals, b.value - a.value AS change, round(round(100 * (b.value - a.value) / abs(nullif(a.value, 0)), 10), 1) AS change_pct,
                  a.short AS from_month, b.short AS to_month
           FROM cell a JOIN cell b USING (r) WHERE a.c = 1 AND b.c = 13),
  b AS MATERIALIZED (SELECT b.* FROM ids, benchmarks_at(ids.ids, (SELECT last_day FROM at)) b),
  rule AS MATERIALIZED (SELECT r.* FROM ids, rules_at(ids.ids, in_area, (SELECT last_day FROM at), 'summary') r),
  drawn AS MATERIALIZED (
    SELECT l.*, row_number() OVER (PARTITION BY l.measure ORDER BY l.r)::integer AS s FROM line l
    WHERE (SELECT count(x.value) FROM cell x WHERE x.r = l.r) >= 2),
  words AS (
    SELECT d.measure, lines_words(array_agg(d.title ORDER BY d.r), array_agg(w.words ORDER BY d.r)) AS words
    FROM drawn d, LATERAL (SELECT series_words(array_agg(x.label ORDER BY x.c), array_agg(x.shown_value ORDER BY x.c), array_agg(x.text ORDER BY x.c)) AS words
                           FROM cell x WHERE x.r = d.r) w
    WHERE d.s <= 7 GROUP BY d.measure),
  -- t: 1 months, 2 year, 3 benchmarks, 4 definitions, 10 and more charts
  cells AS (
    SELECT t.t, l.r, v.c, v.col, v.label, NULL::text AS grp, v.kind, v.text, NULL::numeric AS number, NULL::text AS rag, NULL::text AS dot, NULL::text AS status,
           NULL::text AS marks, NULL::text AS why, v.href
    FROM line l CROSS JOIN (VALUES (1), (2), (3)) AS t (t),
         LATERAL (VALUES (1, 'ref', 'Ref', 'text', l.ref, '/performance/indicators/' || l.ref), (2, 'name', 'Measure', 'head', l.name, NULL),
                         (3, 'cohort', 'Pupils or children', 'text?', nullif(l.cohort, ''), NULL)) AS v (c, col, label, kind, text, href)
    UNION ALL
    SELECT 1, x.r, 3 + x.c, x.period, x.short, NULL, 'figure', coalesce(x.text, '-'), round(x.shown_value, x.decimals), x.rag, NULL, x.status,
           marks(x.status, x.as_entered, x.released), coalesce(x.why, CASE WHEN x.text IS NULL THEN 'no figure is held' END), NULL
    FROM cell x
    UNION ALL
    SELECT 2, x.r, 3 + v.c, v.col, v.label, NULL, v.kind, v.text, v.number, v.rag, v.dot, NULL, NULL, v.why, NULL
    FROM cell x JOIN line l ON l.r = x.r LEFT JOIN ends e ON e.r = x.r,
         LATERAL (VALUES
           (1, 'value', 'Month', 'figure', coalesce(x.text, '-'), round(x.shown_value, x.decimals), x.rag, x.dot, x.why),
           (2, 'ytd', 'YTD', 'figure', coalesce(shown(x.ytd, l.decimals, l.measure), CASE WHEN x.ytd_why IS NOT NULL THEN 'n/a' END), round(x.ytd, l.decimals),
              NULL, NULL, x.ytd_why),
           (3, 'previous_ytd', 'Previous YTD', 'figure', shown(x.previous_ytd, l.decimals, l.measure), round(x.previous_ytd, l.decimals), NULL, NULL, NULL),
           (4, 'difference', 'Difference', 'figure', shown_signed(x.difference, l.decimals) || coalesce(' (' || shown_signed(x.difference_pct, 1) || '%)', ' (n/a)'),
              round(x.difference, l.decimals), NULL, NULL, NULL),
           (5, 'rolling_12', 'Rolling 12', 'figure', coalesce(shown(x.rolling_12, l.decimals, l.measure), CASE WHEN x.rolling_12_why IS NOT NULL THEN 'n/a' END),
              round(x.rolling_12, l.decimals), NULL, NULL, x.rolling_12_why),
           (6, 'trend', '13-month trend', 'text', coalesce(x.trend, 'Dataset is incomplete.'), NULL, NULL, NULL, NULL),
           (7, 'first_to_last', format('Difference (%s to %s)', e.from_month, e.to_month), 'figure',
              coalesce(shown_signed(e.change, l.decimals) || coalesce(' (' || shown_signed(e.change_pct, 1) || '%)', ' (n/a)'), '-'), round(e.change, l.decimals), NULL, NULL,
              CASE WHEN e.change IS NULL THEN 'the first or the last month has no figure' END)
         ) AS v (c, col, label, kind, text, number, rag, dot, why)
    WHERE x.c = 13
    UNION ALL
    SELECT 3, x.r, 4, 'value', x.short, NULL, 'figure', coalesce(x.text, '-'), round(x.shown_value, x.decimals), x.rag, NULL, NULL, NULL, x.why, NULL
    FROM cell x WHERE x.c = 13
    UNION ALL
    SELECT 3, l.r, 5, 'target', 'Target', NULL, 'figure', rule.shown, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM line l LEFT JOIN rule ON rule.indicator_id = l.indicator_id
    UNION ALL
    SELECT 3, l.r, 5 + k.c, k.kind, k.label, NULL, CASE k.c WHEN 5 THEN 'figure?' ELSE 'figure' END, b.text, b.number, NULL, NULL, NULL, NULL, NULL, NULL
    FROM line l CROSS JOIN (VALUES (1, 'national_avg', 'England'), (2, 'stat_neighbour_avg', 'Statistical neighbours'), (3, 'best_stat_neighbour', 'Best neighbour'),
                                   (4, 'national_top_quartile', 'Top quartile'), (5, 'region_avg', 'Region')) AS k (c, kind, label)
         LEFT JOIN b ON b.indicator_id = l.indicator_id AND b.kind = k.kind
    UNION ALL
    SELECT 4, i.n, v.c, v.col, v.label, NULL, v.kind, v.text, NULL, NULL, NULL, NULL, NULL, NULL, v.href
    FROM ind i, LATERAL (VALUES (1, 'ref', 'Ref', 'text', i.ref, '/performance/indicators/' || i.ref), (2, 'name', 'Measure', 'head', i.name, NULL),
                                (3, 'definition', 'Definition', 'text', i.definition, NULL), (4, 'good', 'Good is', 'text', good_is(i.polarity), NULL),
                                (5, 'data', 'Data note', 'text', measure_words(i.measure, i.basis), NULL)) AS v (c, col, label, kind, text, href))
  SELECT t, (ARRAY['months', 'year', 'benchmarks', 'definitions'])[t],
         (ARRAY['Thirteen months', 'Year to date, twelve months, trend', 'Compared with others', 'Definitions'])[t],
         r, 'body', c, col, label, grp, kind, text, number, rag, dot, status, marks, why, href
  FROM cells
  UNION ALL
  SELECT 10 + array_position(ARRAY['percentage', 'rate', 'count', 'average', 'maximum', 'score'], d.measure), 'chart-' || d.measure,
         i.section || CASE d.measure WHEN 'percentage' THEN ', percentages' WHEN 'rate' THEN ', rates' WHEN 'count' THEN ', numbers'
                        WHEN 'average' THEN ', averages' WHEN 'maximum' THEN ', maxima' ELSE ', scores' END,
         d.s, 'point', x.c, x.period, x.short, d.title, 'value', x.text, x.shown_value, NULL, NULL, w.words, NULL,
         CASE d.measure WHEN 'percentage' THEN '%' WHEN 'rate' THEN 'per 10,000 people aged 0 to 17' ELSE 'number' END, 'line'
  FROM drawn d JOIN cell x ON x.r = d.r JOIN words w ON w.measure = d.measure CROSS JOIN (SELECT section FROM ind LIMIT 1) i
  WHERE d.s <= 7
  UNION ALL
  SELECT (grid_note(2, 'year', 'Year to date, twelve months, trend', 2,
           'Difference: of what happens in a month, the year to date less that of the year before; of what stands at its end, the month less the same month a year before. '
           || 'The trend says what the value does over thirteen months, not whether that is good.')).*
  ORDER BY 1, 4, 6;
END;
