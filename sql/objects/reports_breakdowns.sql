-- Breakdowns: contacts by source, cross-tables with their totals; early help; the list of reports. As
-- cells.

-- A share of a total, as shown; of nothing there is none.
CREATE FUNCTION share(part numeric, whole numeric) RETURNS text LANGUAGE sql STABLE
  RETURN coalesce(shown(100 * part / nullif(whole, 0), 1, 'percentage'), 'n/a');

-- Where the cells of a breakdown come from, in a sentence.
CREATE FUNCTION breakdown_origin(files integer[], lines integer[]) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT 'Entered in ' || string_agg(format('%s, %s, import %s, loaded by %s on %s%s', g.file,
                                            CASE WHEN x.first = x.last THEN 'line ' || x.first ELSE format('lines %s to %s', x.first, x.last) END,
                                            g.import_id, g.loaded_by, g.loaded, CASE g.released WHEN 'not yet' THEN ', not yet released' ELSE '' END),
                                     '; ' ORDER BY x.file_id) || '.'
  FROM (SELECT u.file_id, min(u.line) AS first, max(u.line) AS last FROM unnest(files, lines) AS u (file_id, line) GROUP BY u.file_id) x
       JOIN file_origin g USING (file_id);
END;

-- The trend of thirteen values, of which none may be missing, as docs/figures.md words it.
CREATE FUNCTION trend_words(numbers numeric[]) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN count(u.number) < 13 THEN 'Dataset is incomplete.'
              WHEN s.slope > 0 THEN 'Increasing.' WHEN s.slope < 0 THEN 'Reducing.' ELSE 'No change.' END
  FROM unnest(numbers) WITH ORDINALITY AS u (number, place),
       -- quotients are held to at least 16 digits, not all to the same: their noise is no trend
       LATERAL (SELECT round(13 * sum(v.number * v.place) - sum(v.number) * sum(v.place), 9) AS slope FROM unnest(numbers) WITH ORDINALITY AS v (number, place)) s
  GROUP BY s.slope;
END;

-- A change, with the same in per cent of what it began with.
CREATE FUNCTION change_words(earlier numeric, later numeric, decimals integer) RETURNS text LANGUAGE sql STABLE
  RETURN shown_signed(round(later - earlier, 10), decimals)
         || CASE WHEN earlier = 0 THEN ' (n/a)' ELSE format(' (%s%%)', shown_signed(round(100 * (later - earlier) / abs(earlier), 10), 1)) END;

-- Contacts by source: the month with the shares of all contacts and of all referrals, the trend, then
-- thirteen months each of contacts, of those that became referrals, and of the percentage.
CREATE FUNCTION sources_grid(in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH months AS MATERIALIZED (SELECT * FROM months_to(at_period, 13)),
  ids AS MATERIALIZED (SELECT report_indicators('contacts-by-source', NULL) AS ids),
  b AS MATERIALIZED (
    SELECT m.c, b.row_name AS source, max(b.value) FILTER (WHERE b.column_name = 'contacts') AS contacts, max(b.value) FILTER (WHERE b.column_name = 'referrals') AS referrals,
           min(b.line) AS line, array_agg(b.file_id) AS files, array_agg(b.line) AS lines, bool_and(is_released(b.file_id)) AS released
    FROM ids, breakdown_now b JOIN months m USING (period_id)
    WHERE b.indicator_id = ids.ids[1] AND b.area_id = in_area AND b.row_dimension = 'source' AND b.column_dimension = 'stage' AND b.measure = 'value'
    GROUP BY m.c, b.row_name),
  source AS MATERIALIZED (SELECT source, row_number() OVER (ORDER BY max(c) DESC, (array_agg(line ORDER BY c DESC))[1])::integer AS n FROM b GROUP BY source),
  full_grid AS MATERIALIZED (           -- each source and the total, in every month
    SELECT s.source, s.n, m.c, m.period, m.short, b.contacts, b.referrals, marks(NULL, false, b.released) AS marks, false AS total
    FROM source s CROSS JOIN months m LEFT JOIN b ON b.source = s.source AND b.c = m.c
    UNION ALL
    SELECT 'Total', (SELECT count(*)::integer + 1 FROM source), m.c, m.period, m.short, sum(b.contacts), sum(b.referrals), marks(NULL, false, bool_and(b.released)), true
    FROM months m LEFT JOIN b ON b.c = m.c GROUP BY m.c, m.period, m.short),
  now AS MATERIALIZED (SELECT g.*, t.contacts AS all_contacts, t.referrals AS all_referrals FROM full_grid g JOIN full_grid t ON t.total AND t.c = g.c WHERE g.c = 13),
  own AS (                              -- the indicators' own figures of the month
    SELECT f.indicator_id = ids.ids[1] AS of_contacts, i.ref, i.name, f.text, f.value
    FROM ids, indicator_now i, figures(ARRAY[ids.ids[1]] || ARRAY(SELECT unnest(d.numerator_ids) FROM indicator_now d WHERE d.measure = 'percentage' AND d.denominator_ids = ARRAY[ids.ids[1]]),
           ARRAY[in_area], (SELECT m.last_day FROM months m WHERE m.c = 13), (SELECT m.last_day FROM months m WHERE m.c = 13), 'summary') f
    WHERE i.indicator_id = f.indicator_id AND f.period_id = at_period AND f.cohort = ''),
  -- over thirteen months, as shown at the end of each row: how the three run
  run AS MATERIALIZED (
    SELECT g.source, g.n, g.total, k.k, trend_words(array_agg(k.value ORDER BY g.c)) AS trend,
           change_words(min(k.value) FILTER (WHERE g.c = 1), min(k.value) FILTER (WHERE g.c = 13), k.decimals) AS change,
           round(min(k.value) FILTER (WHERE g.c = 13) - min(k.value) FILTER (WHERE g.c = 1), k.decimals) AS number
    FROM full_grid g CROSS JOIN LATERAL (VALUES (1, g.contacts, 0), (2, g.referrals, 0), (3, 100 * g.referrals / nullif(g.contacts, 0), 1)) AS k (k, value, decimals)
    GROUP BY g.source, g.n, g.total, k.k, k.decimals),
  cells AS (
    SELECT 1 AS t, n AS r, CASE WHEN total THEN 'total' ELSE 'body' END AS row_kind, v.c, v.col, v.label, NULL::text AS grp, v.kind, v.text, v.number, CASE WHEN v.c > 1 THEN now.marks END AS marks, v.why
    FROM now, LATERAL (VALUES
      (1, 'source', 'Source', 'head', source, NULL::numeric, NULL),
      (2, 'contacts', 'Total contacts', 'figure', coalesce(shown(contacts, 0, ''), '-'), contacts, NULL),
      (3, 'referrals', 'Progressed to referral', 'figure', coalesce(shown(referrals, 0, ''), '-'), referrals, NULL),
      (4, 'percent', '% progressed', 'figure', share(referrals, contacts), round(100 * referrals / nullif(contacts, 0), 1), CASE WHEN contacts = 0 THEN 'the denominator is 0' END),
      (5, 'share_of_contacts', '% of all contacts', 'figure', share(contacts, all_contacts), round(100 * contacts / nullif(all_contacts, 0), 1), NULL),
      (6, 'share_of_referrals', '% of all referrals', 'figure', share(referrals, all_referrals), round(100 * referrals / nullif(all_referrals, 0), 1), NULL)
    ) AS v (c, col, label, kind, text, number, why)
    UNION ALL
    SELECT 2, g.n, CASE WHEN g.total THEN 'total' ELSE 'body' END, 1, 'source', 'Source', NULL, 'head', g.source, NULL, NULL, NULL FROM full_grid g WHERE g.c = 13
    UNION ALL
    SELECT 2, r.n, CASE WHEN r.total THEN 'total' ELSE 'body' END, 2 * r.k + v.c, (ARRAY['contacts', 'referrals', 'percent'])[r.k] || v.col, v.label,
           (ARRAY['Total contacts', 'Progressed to referral', '% progressed'])[r.k], v.kind, v.text, v.number, NULL, v.why
    FROM run r, LATERAL (VALUES
      (0, '_trend', '13-month trend', 'text', r.trend, NULL::numeric, NULL),
      (1, '_first_to_last', (SELECT format('Difference (%s to %s)', min(m.short) FILTER (WHERE m.c = 1), min(m.short) FILTER (WHERE m.c = 13)) FROM months m), 'figure',
         coalesce(r.change, '-'), r.number, CASE WHEN r.change IS NULL THEN 'the first or the last month has no figure' END)
    ) AS v (c, col, label, kind, text, number, why)
    UNION ALL
    SELECT k.t, g.c, 'body', 1, 'month', 'Month', NULL, 'head', g.short, NULL, NULL, NULL
    FROM (SELECT DISTINCT c, short FROM full_grid) g CROSS JOIN (VALUES (3), (4), (5)) AS k (t)
    UNION ALL
    SELECT k.t, g.c, 'body', 1 + g.n, CASE WHEN g.total THEN 'total' ELSE slug(g.source) END, g.source, NULL, 'figure',
           CASE WHEN g.contacts IS NULL THEN '-' WHEN k.t = 5 THEN share(g.referrals, g.contacts) ELSE coalesce(shown(CASE k.t WHEN 3 THEN g.contacts ELSE g.referrals END, 0, ''), '-') END,
           CASE k.t WHEN 3 THEN g.contacts WHEN 4 THEN g.referrals ELSE round(100 * g.referrals / nullif(g.contacts, 0), 1) END, g.marks,
           CASE WHEN g.contacts IS NULL THEN 'no figure is held' END
    FROM full_grid g CROSS JOIN (VALUES (3), (4), (5)) AS k (t)),
  names AS (SELECT * FROM (VALUES (1, 'sources', 'Contacts by source, ' || (SELECT m.label FROM months m WHERE m.c = 13)), (2, 'trend', 'Trend over thirteen months'),
            (3, 'contacts', 'Total contacts'), (4, 'referrals', 'Progressed to referral'), (5, 'percent', '% progressed to referral')) AS v (t, tab, title))
  SELECT t, tab, title, r, row_kind, c, col, label, grp, kind, text, number, NULL, NULL, NULL, marks, why, NULL
  FROM cells JOIN names USING (t)
  UNION ALL
  SELECT (grid_note(1, n.tab, n.title, CASE WHEN o.of_contacts THEN 1 ELSE 2 END,
            format('The table''s total is %s; %s %s is %s.', shown(x.total, 0, ''), o.ref, o.name, o.text))).*
  FROM own o CROSS JOIN names n CROSS JOIN LATERAL (SELECT CASE WHEN o.of_contacts THEN contacts ELSE referrals END AS total FROM full_grid WHERE total AND c = 13) x
  WHERE n.t = 1 AND o.value IS NOT NULL AND x.total IS DISTINCT FROM o.value
  UNION ALL
  SELECT (grid_note(1, n.tab, n.title, 3, 'A share is of the same month''s total.')).* FROM names n WHERE n.t = 1
  UNION ALL
  SELECT (grid_note(1, n.tab, n.title, 4, (SELECT breakdown_origin(array_agg(u.file_id), array_agg(u.line)) FROM b, unnest(b.files, b.lines) AS u (file_id, line) WHERE b.c = 13))).*
  FROM names n WHERE n.t = 1 AND EXISTS (SELECT FROM b WHERE b.c = 13)
  UNION ALL
  SELECT (grid_note(2, n.tab, n.title, 1, 'The trend says what the value does over thirteen months, not whether that is good. A difference is in per cent of the first month''s size, in brackets.')).*
  FROM names n WHERE n.t = 2
  UNION ALL
  SELECT 6, 'chart-sources', n.title, n2.n, 'point', g.n, slug(g.source), g.source, n2.label, 'value',
         shown(CASE n2.n WHEN 1 THEN g.contacts ELSE g.referrals END, 0, ''), CASE n2.n WHEN 1 THEN g.contacts ELSE g.referrals END, NULL, NULL,
         (SELECT string_agg(format('%s %s of %s.', w.source, shown(w.referrals, 0, ''), shown(w.contacts, 0, '')), ' ' ORDER BY w.n) FROM now w WHERE w.contacts IS NOT NULL), NULL, 'number', 'across'
  FROM now g CROSS JOIN (VALUES (1, 'Total contacts'), (2, 'Progressed to referral')) AS n2 (n, label) CROSS JOIN names n
  WHERE n.t = 1 AND NOT g.total AND EXISTS (SELECT FROM now WHERE contacts IS NOT NULL)
  ORDER BY 1, 4, 6;
END;

-- Dimensions that a population pyramid is made of.
CREATE FUNCTION is_age(dimension text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN lower(dimension) ~ '^age( |$)';
CREATE FUNCTION is_gender(dimension text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN lower(dimension) IN ('gender', 'sex');

-- The cross-tables of an indicator: for each pair of dimensions the newest up to the period, with row and
-- column totals; a breakdown in one dimension over its last thirteen periods, of what happens in a month
-- with the year to date. Where a total is not the indicator's own figure, a note says the other.
CREATE FUNCTION breakdown_grid(of_ref text, in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH d AS (SELECT * FROM indicator_now WHERE ref = of_ref),
  at AS (SELECT * FROM period WHERE period_id = at_period),
  every AS MATERIALIZED (
    SELECT b.*, p.last_day, p.short, p.label AS period_label, p.period, b.column_dimension = 'total' AS single,
           b.column_dimension = 'stage' AS overlap    -- who reaches a stage has passed those before it: their sum is nothing
    FROM d, at, breakdown_now b JOIN period p USING (period_id)
    WHERE b.indicator_id = d.indicator_id AND b.area_id = in_area AND p.last_day <= at.last_day),
  sort AS MATERIALIZED (
    SELECT row_dimension, column_dimension, measure, single, overlap, max(last_day) AS latest, row_number() OVER (ORDER BY min(file_id), min(line))::integer AS t
    FROM every GROUP BY row_dimension, column_dimension, measure, single, overlap),
  used AS MATERIALIZED (                -- of a single dimension the columns are periods
    SELECT s.t, s.single, e.row_name, CASE WHEN s.single THEN e.period ELSE e.column_name END AS col, CASE WHEN s.single THEN e.short ELSE e.column_name END AS label,
           e.value, e.line, e.file_id, e.last_day, e.period_label, e.period_id, marks(NULL, false, is_released(e.file_id)) AS marks
    FROM sort s JOIN every e USING (row_dimension, column_dimension, measure, single, overlap)
    WHERE e.last_day = s.latest OR s.single AND e.last_day > s.latest - interval '13 months'),
  row AS MATERIALIZED (
    SELECT t, row_name, row_number() OVER (PARTITION BY t ORDER BY max(last_day) DESC, (array_agg(line ORDER BY last_day DESC, line))[1])::integer AS r FROM used GROUP BY t, row_name),
  col AS MATERIALIZED (
    SELECT t, single, col, label, row_number() OVER (PARTITION BY t ORDER BY CASE WHEN single THEN min(last_day) END, min(file_id), min(line))::integer AS c FROM used GROUP BY t, single, col, label),
  width AS (SELECT t, max(c) AS c FROM col GROUP BY t),
  name AS MATERIALIZED (
    SELECT s.*, slug(s.row_dimension || CASE WHEN s.single THEN '' ELSE '-' || s.column_dimension END || CASE s.measure WHEN 'ytd' THEN '-ytd' ELSE '' END) AS tab,
           format('%s by %s%s, %s', d.name, s.row_dimension, CASE WHEN s.single THEN '' ELSE ' and ' || s.column_dimension END,
                  CASE s.measure WHEN 'ytd' THEN 'year to ' ELSE '' END || (SELECT u.period_label FROM used u WHERE u.t = s.t AND u.last_day = s.latest LIMIT 1)) AS title,
           (SELECT u.period_id FROM used u WHERE u.t = s.t AND u.last_day = s.latest LIMIT 1) AS period_id
    FROM sort s, d),
  total AS MATERIALIZED (SELECT t, sum(value) AS value FROM used JOIN sort USING (t) WHERE used.last_day = sort.latest GROUP BY t),
  to_date AS MATERIALIZED (             -- from April to the latest month, where every month is held
    SELECT s.t, u.row_name, CASE WHEN count(u.value) = (extract(month FROM s.latest)::integer + 8) % 12 + 1 THEN sum(u.value) END AS value
    FROM sort s JOIN used u USING (t) JOIN period p USING (period_id) JOIN d ON d.basis = 'flow'
    WHERE s.single AND s.measure = 'value' AND p.kind = 'month'
      AND p.financial_year = extract(year FROM s.latest)::integer - CASE WHEN extract(month FROM s.latest) < 4 THEN 1 ELSE 0 END
    GROUP BY s.t, s.latest, u.row_name),
  all_to_date AS MATERIALIZED (         -- a row that has none leaves the others without a total
    SELECT r.t, CASE WHEN count(x.value) = count(*) THEN sum(x.value) END AS value FROM row r LEFT JOIN to_date x USING (t, row_name)
    WHERE r.t IN (SELECT y.t FROM to_date y) GROUP BY r.t),
  own AS (
    SELECT n.t, CASE n.measure WHEN 'ytd' THEN f.ytd ELSE f.value END AS value
    FROM name n JOIN d ON true JOIN period p ON p.period_id = n.period_id CROSS JOIN LATERAL figures(ARRAY[d.indicator_id], ARRAY[in_area], p.last_day, p.last_day, 'summary') f
    WHERE f.period_id = n.period_id AND f.cohort = ''),
  cells AS (
    SELECT r.t, r.r, 'body' AS row_kind, 1 AS c, 'category' AS col, initcap(left(s.row_dimension, 1)) || substr(s.row_dimension, 2) AS label, NULL::text AS grp, 'head' AS kind, r.row_name AS text, NULL::numeric AS number, NULL::text AS marks, NULL::text AS why
    FROM row r JOIN sort s USING (t)
    UNION ALL
    SELECT r.t, r.r, 'body', 1 + c.c, CASE WHEN c.single THEN c.col ELSE 'c-' || slug(replace(replace(replace(c.col, '<', 'under '), '+', ' plus'), '>', 'over ')) END, c.label, CASE WHEN s.single THEN NULL ELSE initcap(left(s.column_dimension, 1)) || substr(s.column_dimension, 2) END, 'figure',
           coalesce(shown(u.value, 0, ''), '-'), u.value, u.marks, CASE WHEN u.value IS NULL THEN 'no figure is held' END
    FROM row r JOIN col c USING (t) JOIN sort s USING (t) LEFT JOIN used u ON u.t = r.t AND u.row_name = r.row_name AND u.col = c.col
    UNION ALL
    SELECT r.t, r.r, 'body', 1 + w.c + v.c, v.col, v.label, NULL, 'figure', v.text, v.number, x.marks, NULL
    FROM row r JOIN width w USING (t) JOIN total USING (t) JOIN sort s USING (t)
         CROSS JOIN LATERAL (SELECT sum(u.value) AS value, min(u.marks) AS marks FROM used u WHERE u.t = r.t AND u.row_name = r.row_name AND u.last_day = s.latest) x,
         LATERAL (VALUES (1, 'total', 'Total', coalesce(shown(x.value, 0, ''), '-'), x.value), (2, 'share', '% of total', share(x.value, total.value), round(100 * x.value / nullif(total.value, 0), 1)))
         AS v (c, col, label, text, number)
    WHERE NOT s.overlap AND (NOT s.single OR v.c = 2)
    UNION ALL
    SELECT c.t, 10000, 'total', 1 + c.c, CASE WHEN c.single THEN c.col ELSE 'c-' || slug(replace(replace(replace(c.col, '<', 'under '), '+', ' plus'), '>', 'over ')) END, c.label, NULL, 'figure', shown(sum(u.value), 0, ''), sum(u.value), min(u.marks), NULL
    FROM col c JOIN used u ON u.t = c.t AND u.col = c.col GROUP BY c.t, c.single, c.c, c.col, c.label
    UNION ALL
    SELECT w.t, 10000, 'total', 1, 'category', '', NULL, 'head', 'Total', NULL, NULL, NULL FROM width w
    UNION ALL
    SELECT w.t, 10000, 'total', 1 + w.c + v.c, v.col, v.label, NULL, 'figure', v.text, v.number, (SELECT min(u.marks) FROM used u WHERE u.t = w.t AND u.last_day = s.latest), NULL
    FROM width w JOIN total USING (t) JOIN sort s USING (t), LATERAL (VALUES (1, 'total', 'Total', shown(total.value, 0, ''), total.value), (2, 'share', '% of total', share(total.value, total.value), CASE WHEN total.value <> 0 THEN 100.0 END)) AS v (c, col, label, text, number)
    WHERE NOT s.overlap AND (NOT s.single OR v.c = 2)
    UNION ALL
    SELECT k.t, k.r, k.row_kind, 4 + w.c + v.c, v.col, v.label, NULL, 'figure', v.text, v.number, (SELECT min(u.marks) FROM used u WHERE u.t = k.t AND k.value IS NOT NULL), v.why
    FROM (SELECT r.t, r.r, 'body' AS row_kind, x.value FROM row r LEFT JOIN to_date x USING (t, row_name)
          UNION ALL SELECT a.t, 10000, 'total', a.value FROM all_to_date a) k
         JOIN all_to_date a USING (t) JOIN width w USING (t),
         LATERAL (VALUES (0, 'to-date', 'Year to date', coalesce(shown(k.value, 0, ''), '-'), k.value, CASE WHEN k.value IS NULL THEN 'not every month of the year is held' END),
                         (1, 'share-to-date', '% of year to date', share(k.value, a.value), round(100 * k.value / nullif(a.value, 0), 1), NULL))
         AS v (c, col, label, text, number, why)),
  placed AS (SELECT cells.*, s.single FROM cells JOIN sort s USING (t)),
  -- charts: age by gender as a pyramid, parts of a whole as a ring, else bars of the longer dimension,
  -- stacked by the shorter
  side AS MATERIALIZED (                -- of a pyramid: which rows or columns are its left and its right
    SELECT x.t, x.by_row, x.name, CASE WHEN lower(x.name) ~ '^(female|girl)' THEN 2 WHEN lower(x.name) ~ '^(male|boy)' THEN 1 END AS side
    FROM (SELECT r.t, true AS by_row, r.row_name AS name FROM row r JOIN sort s USING (t) WHERE is_gender(s.row_dimension) AND is_age(s.column_dimension)
          UNION ALL
          SELECT c.t, false, c.col FROM col c JOIN sort s USING (t) WHERE is_gender(s.column_dimension) AND is_age(s.row_dimension)) x),
  drawn AS (
    SELECT n.t, n.tab, n.title, n.single, n.overlap, NOT n.overlap AND (SELECT count(*) FROM row x WHERE x.t = n.t) <= (SELECT count(*) FROM col x WHERE x.t = n.t) AS by_column,
           (SELECT count(*) FILTER (WHERE x.side = 1) = 1 AND count(*) FILTER (WHERE x.side = 2) = 1 FROM side x WHERE x.t = n.t) AS pyramid
    FROM name n WHERE (SELECT total.value FROM total WHERE total.t = n.t) > 0),
  half AS MATERIALIZED (                -- a point of a pyramid: in the table's order of ages, the youngest first
    SELECT g.t, x.side, x.name, CASE WHEN x.by_row THEN c.c ELSE r.r END AS place, CASE WHEN x.by_row THEN c.label ELSE r.row_name END AS label, u.value
    FROM drawn g JOIN side x USING (t) JOIN row r USING (t) JOIN col c USING (t) LEFT JOIN used u ON u.t = r.t AND u.row_name = r.row_name AND u.col = c.col
    WHERE g.pyramid AND x.side IS NOT NULL AND x.name = CASE WHEN x.by_row THEN r.row_name ELSE c.col END),
  half_words AS (
    SELECT h.t, string_agg(h.words, ' ' ORDER BY h.side) AS words
    FROM (SELECT t, side, format('%s %s: %s', name, shown(sum(value), 0, ''), bars_words(array_agg(label ORDER BY place), array_agg(value ORDER BY place), array_agg(shown(value, 0, '') ORDER BY place))) AS words
          FROM half GROUP BY t, side, name) h GROUP BY h.t),
  words AS (
    SELECT r.t, CASE WHEN bool_or(s.overlap) THEN (SELECT string_agg(format('%s %s.', x.row_name, x.texts), ' ' ORDER BY x.r)
                                                   FROM (SELECT y.r, y.row_name, string_agg(c.label || ' ' || shown(u.value, 0, ''), ', ' ORDER BY c.c) AS texts
                                                         FROM row y JOIN col c USING (t) JOIN used u ON u.t = y.t AND u.row_name = y.row_name AND u.col = c.col WHERE y.t = r.t GROUP BY y.r, y.row_name) x)
           ELSE string_agg(format('%s %s (%s).', r.row_name, shown(x.value, 0, ''), share(x.value, total.value)), ' ' ORDER BY r.r) END AS words
    FROM row r JOIN total USING (t) JOIN sort s USING (t)
         CROSS JOIN LATERAL (SELECT sum(u.value) AS value FROM used u WHERE u.t = r.t AND u.row_name = r.row_name AND u.last_day = s.latest) x
    WHERE x.value IS NOT NULL GROUP BY r.t),
  over_time AS MATERIALIZED (           -- one dimension of what stands at a time, stacked over its periods
    SELECT g.t, g.tab, g.title, r.r, r.row_name, c.c, c.col, c.label, u.value
    FROM drawn g JOIN row r USING (t) JOIN col c USING (t) LEFT JOIN used u ON u.t = r.t AND u.row_name = r.row_name AND u.col = c.col
    WHERE g.single AND (SELECT basis FROM d) = 'stock' AND (SELECT count(*) FROM col x WHERE x.t = g.t) > 1),
  over_time_words AS (
    SELECT x.t, lines_words(array_agg(x.row_name ORDER BY x.r), array_agg(x.words ORDER BY x.r)) AS words
    FROM (SELECT t, r, row_name, series_words(array_agg(label ORDER BY c), array_agg(value ORDER BY c), array_agg(shown(value, 0, '') ORDER BY c)) AS words
          FROM over_time GROUP BY t, r, row_name) x GROUP BY x.t)
  SELECT 3 * p.t, n.tab, n.title, p.r, p.row_kind, p.c - CASE WHEN p.single AND p.col IN ('share', 'to-date', 'share-to-date') THEN 1 ELSE 0 END, p.col, p.label, p.grp, p.kind, p.text, p.number, NULL, NULL, NULL, p.marks, p.why, NULL
  FROM placed p JOIN name n USING (t)
  UNION ALL
  SELECT (grid_note(3 * n.t, n.tab, n.title, 1, format('The table''s total is %s; %s %s is %s. The table shows its own.', shown(total.value, 0, ''), d.ref, d.name, shown(o.value, d.decimals, d.measure)))).*
  FROM name n JOIN total USING (t) JOIN own o USING (t) CROSS JOIN d WHERE NOT n.overlap AND o.value IS NOT NULL AND o.value IS DISTINCT FROM total.value
  UNION ALL
  SELECT (grid_note(3 * n.t, n.tab, n.title, 2, format('Not in the drawing: %s.', x.names))).*
  FROM name n JOIN (SELECT x.t, string_agg(format('%s %s', x.name, shown(v.value, 0, '')), ', ' ORDER BY v.value DESC, x.name) AS names
                    FROM side x JOIN drawn g USING (t)
                         CROSS JOIN LATERAL (SELECT sum(u.value) AS value FROM used u WHERE u.t = x.t AND x.name = CASE WHEN x.by_row THEN u.row_name ELSE u.col END) v
                    WHERE g.pyramid AND x.side IS NULL AND v.value > 0 GROUP BY x.t) x USING (t)
  UNION ALL
  SELECT (grid_note(3 * n.t, n.tab, n.title, 3, CASE WHEN n.overlap THEN '' ELSE 'Totals are the sums of the cells. ' END || (SELECT breakdown_origin(array_agg(u.file_id), array_agg(u.line)) FROM used u WHERE u.t = n.t))).*
  FROM name n
  UNION ALL
  SELECT 3 * g.t + 1 + k.k, 'chart-' || g.tab || CASE k.k WHEN 1 THEN '-to-date' ELSE '' END, g.title || CASE k.k WHEN 1 THEN ', year to date' ELSE '' END, 1, 'point', r.r, slug(r.row_name), r.row_name, 'Number', 'value',
         shown(x.value, 0, '') || ', ' || share(x.value, x.whole), x.value, NULL, NULL,
         string_agg(format('%s %s (%s).', r.row_name, shown(x.value, 0, ''), share(x.value, x.whole)), ' ') OVER (PARTITION BY g.t, k.k ORDER BY r.r RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), NULL, 'number', 'ring'
  FROM drawn g JOIN row r USING (t) JOIN sort s USING (t) JOIN total USING (t) LEFT JOIN all_to_date a USING (t) CROSS JOIN (VALUES (0), (1)) AS k (k)
       JOIN LATERAL (SELECT u.value, total.value AS whole FROM used u WHERE k.k = 0 AND u.t = r.t AND u.row_name = r.row_name AND u.last_day = s.latest
                     UNION ALL
                     SELECT y.value, a.value FROM to_date y WHERE k.k = 1 AND y.t = r.t AND y.row_name = r.row_name AND a.value > 0) x ON true
  WHERE g.single
  UNION ALL
  SELECT 3 * o.t + 2, 'chart-' || o.tab || '-over-time', o.title || ', over time', o.r, 'point', o.c, o.col, o.label, o.row_name, 'value', shown(o.value, 0, ''), o.value,
         NULL, NULL, w.words, NULL, 'number', 'stacked'
  FROM over_time o JOIN over_time_words w USING (t)
  UNION ALL
  SELECT 3 * h.t + 1, 'chart-' || g.tab, g.title, h.side, 'point', h.place, '', h.label, h.name, 'value', shown(h.value, 0, ''), h.value, NULL, NULL, w.words, NULL, 'number', 'pyramid'
  FROM half h JOIN drawn g USING (t) JOIN half_words w USING (t)
  UNION ALL
  SELECT 3 * g.t + 1, 'chart-' || g.tab, g.title, CASE WHEN g.by_column THEN r.r ELSE c.c END, 'point', CASE WHEN g.by_column THEN c.c ELSE r.r END,
         '', CASE WHEN g.by_column THEN c.label ELSE r.row_name END, CASE WHEN g.by_column THEN r.row_name ELSE c.label END, 'value', shown(u.value, 0, ''), u.value, NULL, NULL, w.words, NULL, 'number',
         CASE WHEN g.overlap THEN 'across' WHEN g.by_column THEN 'stacked' ELSE 'across_stacked' END
  FROM drawn g JOIN row r USING (t) JOIN col c USING (t) JOIN words w USING (t) LEFT JOIN used u ON u.t = r.t AND u.row_name = r.row_name AND u.col = c.col
  WHERE NOT g.single AND NOT g.pyramid
  ORDER BY 1, 4, 6;
END;

-- The early help dashboard: what is held of the whole, then each measure by team, thirteen months; months
-- without data are blank. The claims of the Troubled Families programme beside their target.
CREATE FUNCTION early_help_grid(in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH ids AS (SELECT report_indicators('early-help', NULL) AS ids),
  ind AS MATERIALIZED (SELECT i.*, row_number() OVER (ORDER BY o.place)::integer AS n, i.name LIKE 'Troubled Families:%' AS claim
                       FROM ids, indicator_now i JOIN indicator_order() o USING (indicator_id)
                       WHERE i.indicator_id = ANY (ids.ids) OR i.name LIKE 'Troubled Families:%'),
  at AS (SELECT * FROM period WHERE period_id = at_period),
  months AS MATERIALIZED (SELECT * FROM months_to(at_period, 13)),
  f AS MATERIALIZED (
    SELECT f.* FROM ids, at, figures(ids.ids, ARRAY(SELECT a.area_id FROM area_now a WHERE a.area_id = in_area OR a.parent_id = in_area),
                                     (SELECT min(m.first_day) FROM months m), (at.last_day + interval '3 months')::date, 'summary') f WHERE f.cohort = ''),
  line AS MATERIALIZED (
    SELECT i.indicator_id, i.n, i.ref, i.name, i.decimals, a.area_id, a.name AS area_name, a.area_id = in_area AS whole,
           row_number() OVER (ORDER BY i.n, a.area_id <> in_area, a.line)::integer AS r
    FROM ind i JOIN (SELECT DISTINCT f.indicator_id, f.area_id FROM f JOIN months USING (period_id)) k USING (indicator_id) JOIN area_now a USING (area_id)
    WHERE NOT i.claim),
  part AS MATERIALIZED (                -- the whole, then a table a measure that teams report
    SELECT l.*, CASE WHEN l.whole AND NOT EXISTS (SELECT FROM line x WHERE x.n = l.n AND NOT x.whole) THEN 1 ELSE 1 + l.n END AS t,
           l.whole AND NOT EXISTS (SELECT FROM line x WHERE x.n = l.n AND NOT x.whole) AS alone FROM line l)
  SELECT p.t, CASE WHEN p.alone THEN 'whole' ELSE slug(p.ref) END, CASE WHEN p.alone THEN 'Early help, ' || (SELECT a.name FROM area_now a WHERE a.area_id = in_area) ELSE p.name END,
         p.r, CASE WHEN p.whole AND NOT p.alone THEN 'total' ELSE 'body' END, v.c, v.col, v.label, NULL::text, v.kind, v.text, v.number, v.rag, NULL::text, v.status, v.marks, v.why, v.href
  FROM part p, LATERAL (
    SELECT 1 AS c, CASE WHEN p.alone THEN 'measure' ELSE 'team' END AS col, CASE WHEN p.alone THEN 'Measure' ELSE 'Team' END AS label, 'head' AS kind, CASE WHEN p.alone THEN p.name ELSE p.area_name END AS text,
           NULL::numeric AS number, NULL::text AS rag, NULL::text AS status, NULL::text AS marks, NULL::text AS why, '/performance/indicators/' || p.ref || CASE WHEN p.alone THEN '' ELSE '?area=' || (SELECT a.area FROM area_now a WHERE a.area_id = p.area_id) END AS href
    UNION ALL
    SELECT 1 + m.c, m.period, m.short, 'figure', f.text, round(f.shown_value, p.decimals), f.rag, f.status, marks(f.status, f.as_entered, f.released), f.why, NULL
    FROM months m LEFT JOIN f ON f.indicator_id = p.indicator_id AND f.area_id = p.area_id AND f.period_id = m.period_id) v
  UNION ALL
  SELECT 500, 'claims', 'Troubled Families: payment by results', i.n, 'body', v.c, v.col, v.label, NULL, v.kind, v.text, v.number, v.rag, NULL, v.status, NULL, v.why,
         CASE WHEN v.c = 1 AND f.text IS NOT NULL THEN format('/performance/indicators/%s?to=%s', i.ref, replace(f.period, ' ', '%20')) END
  FROM ind i LEFT JOIN LATERAL (
         SELECT f.*, p.period, p.label FROM figures(ARRAY[i.indicator_id], ARRAY[in_area], (SELECT first_day FROM at), (SELECT (last_day + interval '1 year')::date FROM at), 'summary') f
           JOIN period p USING (period_id) ORDER BY p.last_day LIMIT 1) f ON true
       LEFT JOIN LATERAL (SELECT r.shown FROM rules_at(ARRAY[i.indicator_id], in_area, (SELECT (last_day + interval '3 months')::date FROM at), 'summary') r) g ON true,
       LATERAL (VALUES (1, 'measure', 'Measure', 'head', i.name, NULL::numeric, NULL, NULL, NULL), (2, 'period', 'Period', 'text', coalesce(f.label, '-'), NULL, NULL, NULL, NULL),
                       (3, 'value', 'Families', 'figure', coalesce(f.text, '-'), f.shown_value, f.rag, f.status, coalesce(f.why, CASE WHEN f.text IS NULL THEN 'no figure is held' END)),
                       (4, 'target', 'Target', 'figure', coalesce(g.shown, 'No target set'), NULL, NULL, NULL, NULL)) AS v (c, col, label, kind, text, number, rag, status, why)
  WHERE i.claim
  ORDER BY 1, 4, 6;
END;

-- The performance reports, for the page that lists them.
CREATE FUNCTION report_list() RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH list AS (
    SELECT 1 AS n, 'Overview' AS part, '' AS place, 'Performance dashboard' AS name, '/performance' AS href
    UNION ALL SELECT 1, 'Overview', v.place, v.name, v.href
    FROM (VALUES ('1', 'Management summary', '/performance/summary'), ('2', 'Exceptions', '/performance/exceptions'),
                 ('3', 'Commentary still to write', '/performance/commentary')) AS v (place, name, href)
    WHERE v.place <> '3' OR prepares_papers()
    UNION ALL SELECT 2, 'Sections', to_char(min(o.section_place), '0000'), i.section, '/performance/sections/' || slug(i.section)
    FROM indicator_now i JOIN indicator_order() o USING (indicator_id) WHERE i.frequency = 'monthly' GROUP BY i.section
    UNION ALL SELECT 3, 'Scorecards', s.name, s.title || ' scorecard', '/performance/scorecards/' || s.name FROM scorecards() s
    UNION ALL SELECT 4, 'Other reports', v.place, v.name, v.href
    FROM (VALUES ('1', 'Education, NEET and exclusions', '/performance/education', 'education'), ('2', 'Early help dashboard', '/performance/early-help', 'early-help'),
                 ('3', 'Contacts by source', '/performance/contacts-by-source', 'contacts-by-source'), ('4', 'Quarterly exception report', '/performance/quarterly', 'quarterly')) AS v (place, name, href, report)
    WHERE EXISTS (SELECT FROM indicator_now)
    UNION ALL SELECT 5, 'Breakdowns', i.ref, i.ref || ' ' || i.name, '/performance/breakdowns/' || i.ref
    FROM indicator_now i WHERE i.indicator_id IN (SELECT b.indicator_id FROM breakdown_now b)
    UNION ALL SELECT 6, 'Localities compared', i.ref, i.ref || ' ' || i.name, '/performance/localities/' || i.ref
    FROM indicator_now i WHERE i.vital_sign IS NOT NULL AND EXISTS (   -- asked an area at a time, by the key
      SELECT FROM area_now a WHERE a.of_council AND a.area <> council() AND (
        SELECT true FROM observation o WHERE o.indicator_id = ANY (i.indicator_id || i.numerator_ids) AND o.area_id = a.area_id LIMIT 1))),
  placed AS (SELECT *, row_number() OVER (ORDER BY n, place, name)::integer AS r, row_number() OVER (PARTITION BY n ORDER BY place, name) AS of_part FROM list)
  SELECT 1, 'reports', 'Performance reports', 10 * r - 5, 'group', 1, 'report', 'Report', NULL::text, 'head', part, NULL::numeric, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text
  FROM placed WHERE of_part = 1
  UNION ALL
  SELECT 1, 'reports', 'Performance reports', 10 * r, 'body', v.c, v.col, v.label, NULL, v.kind, v.text, NULL, NULL, NULL, NULL, NULL, NULL, v.href
  FROM placed, LATERAL (VALUES (1, 'report', 'Report', 'head', name, href), (2, 'address', 'Address', 'text', href, NULL)) AS v (c, col, label, kind, text, href)
  ORDER BY 1, 4, 6;
END;
