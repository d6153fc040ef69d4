-- Breakdowns: contacts by source, cross-tables with their totals; early help; the quarterly exception
-- report. As cells.

-- A share of a total, as shown; of nothing there is none.
CREATE FUNCTION share(part numeric, whole numeric) RETURNS text LANGUAGE sql STABLE
  RETURN coalesce(shown(100 * part / nullif(whole, 0), 1, 'percentage'), 'n/a');

-- Contacts by source: the month with the shares of all contacts and of all referrals, then thirteen
-- months each of contacts, of those that became referrals, and of the percentage.
CREATE FUNCTION sources_grid(in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH months AS MATERIALIZED (SELECT * FROM months_to(at_period, 13)),
  ids AS MATERIALIZED (SELECT report_indicators('contacts-by-source', NULL) AS ids),
  b AS MATERIALIZED (
    SELECT m.c, b.row_name AS source, max(b.value) FILTER (WHERE b.column_name = 'contacts') AS contacts, max(b.value) FILTER (WHERE b.column_name = 'referrals') AS referrals,
           min(b.line) AS line
    FROM ids, breakdown_now b JOIN months m USING (period_id)
    WHERE b.indicator_id = ids.ids[1] AND b.area_id = in_area AND b.row_dimension = 'source' AND b.column_dimension = 'stage' AND b.measure = 'value'
    GROUP BY m.c, b.row_name),
  source AS MATERIALIZED (SELECT source, row_number() OVER (ORDER BY max(c) DESC, (array_agg(line ORDER BY c DESC))[1])::integer AS n FROM b GROUP BY source),
  full_grid AS MATERIALIZED (           -- each source and the total, in every month
    SELECT s.source, s.n, m.c, m.period, m.short, b.contacts, b.referrals, false AS total
    FROM source s CROSS JOIN months m LEFT JOIN b ON b.source = s.source AND b.c = m.c
    UNION ALL
    SELECT 'Total', (SELECT count(*)::integer + 1 FROM source), m.c, m.period, m.short, sum(b.contacts), sum(b.referrals), true
    FROM months m LEFT JOIN b ON b.c = m.c GROUP BY m.c, m.period, m.short),
  now AS MATERIALIZED (SELECT g.*, t.contacts AS all_contacts, t.referrals AS all_referrals FROM full_grid g JOIN full_grid t ON t.total AND t.c = g.c WHERE g.c = 13),
  own AS (                              -- the indicators' own figures of the month
    SELECT f.indicator_id = ids.ids[1] AS of_contacts, i.ref, i.name, f.text, f.value
    FROM ids, indicator_now i, figures(ARRAY[ids.ids[1]] || ARRAY(SELECT unnest(d.numerator_ids) FROM indicator_now d WHERE d.measure = 'percentage' AND d.denominator_ids = ARRAY[ids.ids[1]]),
           ARRAY[in_area], (SELECT m.last_day FROM months m WHERE m.c = 13), (SELECT m.last_day FROM months m WHERE m.c = 13), 'summary') f
    WHERE i.indicator_id = f.indicator_id AND f.period_id = at_period AND f.cohort = ''),
  cells AS (
    SELECT 1 AS t, n AS r, CASE WHEN total THEN 'total' ELSE 'body' END AS row_kind, v.c, v.col, v.label, v.kind, v.text, v.number, v.why
    FROM now, LATERAL (VALUES
      (1, 'source', 'Source', 'head', source, NULL::numeric, NULL),
      (2, 'contacts', 'Total contacts', 'figure', coalesce(shown(contacts, 0, ''), '-'), contacts, NULL),
      (3, 'referrals', 'Progressed to referral', 'figure', coalesce(shown(referrals, 0, ''), '-'), referrals, NULL),
      (4, 'percent', '% progressed', 'figure', share(referrals, contacts), round(100 * referrals / nullif(contacts, 0), 1), CASE WHEN contacts = 0 THEN 'the denominator is 0' END),
      (5, 'share_of_contacts', '% of all contacts', 'figure', share(contacts, all_contacts), round(100 * contacts / nullif(all_contacts, 0), 1), NULL),
      (6, 'share_of_referrals', '% of all referrals', 'figure', share(referrals, all_referrals), round(100 * referrals / nullif(all_referrals, 0), 1), NULL)
    ) AS v (c, col, label, kind, text, number, why)
    UNION ALL
    SELECT k.t, g.c, 'body', 1, 'month', 'Month', 'head', g.short, NULL, NULL
    FROM (SELECT DISTINCT c, short FROM full_grid) g CROSS JOIN (VALUES (2), (3), (4)) AS k (t)
    UNION ALL
    SELECT k.t, g.c, 'body', 1 + g.n, CASE WHEN g.total THEN 'total' ELSE slug(g.source) END, g.source, 'figure',
           CASE WHEN g.contacts IS NULL THEN '-' WHEN k.t = 4 THEN share(g.referrals, g.contacts) ELSE coalesce(shown(CASE k.t WHEN 2 THEN g.contacts ELSE g.referrals END, 0, ''), '-') END,
           CASE k.t WHEN 2 THEN g.contacts WHEN 3 THEN g.referrals ELSE round(100 * g.referrals / nullif(g.contacts, 0), 1) END,
           CASE WHEN g.contacts IS NULL THEN 'no figure is held' END
    FROM full_grid g CROSS JOIN (VALUES (2), (3), (4)) AS k (t)),
  names AS (SELECT * FROM (VALUES (1, 'sources', 'Contacts by source, ' || (SELECT m.label FROM months m WHERE m.c = 13)), (2, 'contacts', 'Total contacts'), (3, 'referrals', 'Progressed to referral'), (4, 'percent', '% progressed to referral')) AS v (t, tab, title))
  SELECT t, tab, title, r, row_kind, c, col, label, NULL, kind, text, number, NULL, NULL, NULL, NULL, why, NULL
  FROM cells JOIN names USING (t)
  UNION ALL
  SELECT (grid_note(1, n.tab, n.title, CASE WHEN o.of_contacts THEN 1 ELSE 2 END,
            format('The table''s total is %s; %s %s is %s.', shown(x.total, 0, ''), o.ref, o.name, o.text))).*
  FROM own o CROSS JOIN names n CROSS JOIN LATERAL (SELECT CASE WHEN o.of_contacts THEN contacts ELSE referrals END AS total FROM full_grid WHERE total AND c = 13) x
  WHERE n.t = 1 AND o.value IS NOT NULL AND x.total IS DISTINCT FROM o.value
  UNION ALL
  SELECT (grid_note(1, n.tab, n.title, 3, 'A share is of the same month''s total.')).* FROM names n WHERE n.t = 1
  UNION ALL
  SELECT 5, 'chart-sources', n.title, n2.n, 'point', g.n, slug(g.source), g.source, n2.label, 'value',
         shown(CASE n2.n WHEN 1 THEN g.contacts ELSE g.referrals END, 0, ''), CASE n2.n WHEN 1 THEN g.contacts ELSE g.referrals END, NULL, NULL,
         (SELECT string_agg(format('%s %s of %s.', w.source, shown(w.referrals, 0, ''), shown(w.contacts, 0, '')), ' ' ORDER BY w.n) FROM now w WHERE w.contacts IS NOT NULL), NULL, 'number', 'across'
  FROM now g CROSS JOIN (VALUES (1, 'Total contacts'), (2, 'Progressed to referral')) AS n2 (n, label) CROSS JOIN names n
  WHERE n.t = 1 AND NOT g.total AND EXISTS (SELECT FROM now WHERE contacts IS NOT NULL)
  ORDER BY 1, 4, 6;
END;

-- The cross-tables of an indicator: for each pair of dimensions the newest up to the period, with row and
-- column totals; a breakdown in one dimension over its last thirteen periods. Where a total is not the
-- indicator's own figure, a note says the other.
CREATE FUNCTION breakdown_grid(of_ref text, in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH d AS (SELECT * FROM indicator_now WHERE ref = of_ref),
  at AS (SELECT * FROM period WHERE period_id = at_period),
  every AS MATERIALIZED (
    SELECT b.*, p.last_day, p.short, p.label AS period_label, p.period, b.column_dimension = 'total' AS single
    FROM d, at, breakdown_now b JOIN period p USING (period_id)
    WHERE b.indicator_id = d.indicator_id AND b.area_id = in_area AND p.last_day <= at.last_day),
  sort AS MATERIALIZED (
    SELECT row_dimension, column_dimension, measure, single, max(last_day) AS latest, row_number() OVER (ORDER BY min(file_id), min(line))::integer AS t
    FROM every GROUP BY row_dimension, column_dimension, measure, single),
  used AS MATERIALIZED (                -- of a single dimension the columns are periods
    SELECT s.t, s.single, e.row_name, CASE WHEN s.single THEN e.period ELSE e.column_name END AS col, CASE WHEN s.single THEN e.short ELSE e.column_name END AS label,
           e.value, e.line, e.file_id, e.last_day, e.period_label, e.period_id
    FROM sort s JOIN every e USING (row_dimension, column_dimension, measure, single)
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
  own AS (
    SELECT n.t, CASE n.measure WHEN 'ytd' THEN f.ytd ELSE f.value END AS value
    FROM name n JOIN d ON true JOIN period p ON p.period_id = n.period_id CROSS JOIN LATERAL figures(ARRAY[d.indicator_id], ARRAY[in_area], p.last_day, p.last_day, 'summary') f
    WHERE f.period_id = n.period_id AND f.cohort = ''),
  cells AS (
    SELECT r.t, r.r, 'body' AS row_kind, 1 AS c, 'category' AS col, initcap(left(s.row_dimension, 1)) || substr(s.row_dimension, 2) AS label, NULL::text AS grp, 'head' AS kind, r.row_name AS text, NULL::numeric AS number, NULL::text AS why
    FROM row r JOIN sort s USING (t)
    UNION ALL
    SELECT r.t, r.r, 'body', 1 + c.c, CASE WHEN c.single THEN c.col ELSE 'c-' || slug(replace(replace(replace(c.col, '<', 'under '), '+', ' plus'), '>', 'over ')) END, c.label, CASE WHEN s.single THEN NULL ELSE s.column_dimension END, 'figure',
           coalesce(shown(u.value, 0, ''), '-'), u.value, CASE WHEN u.value IS NULL THEN 'no figure is held' END
    FROM row r JOIN col c USING (t) JOIN sort s USING (t) LEFT JOIN used u ON u.t = r.t AND u.row_name = r.row_name AND u.col = c.col
    UNION ALL
    SELECT r.t, r.r, 'body', 1 + w.c + v.c, v.col, v.label, NULL, 'figure', v.text, v.number, NULL
    FROM row r JOIN width w USING (t) JOIN total USING (t) JOIN sort s USING (t)
         CROSS JOIN LATERAL (SELECT sum(u.value) AS value FROM used u WHERE u.t = r.t AND u.row_name = r.row_name AND u.last_day = s.latest) x,
         LATERAL (VALUES (1, 'total', 'Total', coalesce(shown(x.value, 0, ''), '-'), x.value), (2, 'share', '% of total', share(x.value, total.value), round(100 * x.value / nullif(total.value, 0), 1)))
         AS v (c, col, label, text, number)
    WHERE NOT s.single OR v.c = 2
    UNION ALL
    SELECT c.t, 10000, 'total', 1 + c.c, CASE WHEN c.single THEN c.col ELSE 'c-' || slug(replace(replace(replace(c.col, '<', 'under '), '+', ' plus'), '>', 'over ')) END, c.label, NULL, 'figure', shown(sum(u.value), 0, ''), sum(u.value), NULL
    FROM col c JOIN used u ON u.t = c.t AND u.col = c.col GROUP BY c.t, c.single, c.c, c.col, c.label
    UNION ALL
    SELECT w.t, 10000, 'total', 1, 'category', '', NULL, 'head', 'Total', NULL, NULL FROM width w
    UNION ALL
    SELECT w.t, 10000, 'total', 1 + w.c + v.c, v.col, v.label, NULL, 'figure', v.text, v.number, NULL
    FROM width w JOIN total USING (t) JOIN sort s USING (t), LATERAL (VALUES (1, 'total', 'Total', shown(total.value, 0, ''), total.value), (2, 'share', '% of total', share(total.value, total.value), CASE WHEN total.value <> 0 THEN 100.0 END)) AS v (c, col, label, text, number)
    WHERE NOT s.single OR v.c = 2),
  placed AS (SELECT cells.*, s.single FROM cells JOIN sort s USING (t)),
  -- charts: parts of a whole as a ring, else bars of the longer dimension, stacked by the shorter
  drawn AS (
    SELECT n.t, n.tab, n.title, n.single, (SELECT count(*) FROM row x WHERE x.t = n.t) <= (SELECT count(*) FROM col x WHERE x.t = n.t) AS by_column
    FROM name n WHERE (SELECT total.value FROM total WHERE total.t = n.t) > 0),
  words AS (
    SELECT r.t, string_agg(format('%s %s (%s).', r.row_name, shown(x.value, 0, ''), share(x.value, total.value)), ' ' ORDER BY r.r) AS words
    FROM row r JOIN total USING (t) JOIN sort s USING (t)
         CROSS JOIN LATERAL (SELECT sum(u.value) AS value FROM used u WHERE u.t = r.t AND u.row_name = r.row_name AND u.last_day = s.latest) x
    WHERE x.value IS NOT NULL GROUP BY r.t)
  SELECT 2 * p.t, n.tab, n.title, p.r, p.row_kind, p.c - CASE WHEN p.single AND p.col = 'share' THEN 1 ELSE 0 END, p.col, p.label, p.grp, p.kind, p.text, p.number, NULL, NULL, NULL, NULL, p.why, NULL
  FROM placed p JOIN name n USING (t)
  UNION ALL
  SELECT (grid_note(2 * n.t, n.tab, n.title, 1, format('The table''s total is %s; %s %s is %s. The table shows its own.', shown(total.value, 0, ''), d.ref, d.name, shown(o.value, d.decimals, d.measure)))).*
  FROM name n JOIN total USING (t) JOIN own o USING (t) CROSS JOIN d WHERE o.value IS NOT NULL AND o.value IS DISTINCT FROM total.value
  UNION ALL
  SELECT 2 * g.t + 1, 'chart-' || g.tab, g.title, 1, 'point', r.r, slug(r.row_name), r.row_name, 'Number', 'value',
         shown(u.value, 0, '') || ', ' || share(u.value, total.value), u.value, NULL, NULL, w.words, NULL, 'number', 'ring'
  FROM drawn g JOIN row r USING (t) JOIN sort s USING (t) JOIN total USING (t) JOIN words w USING (t) JOIN used u ON u.t = r.t AND u.row_name = r.row_name AND u.last_day = s.latest
  WHERE g.single
  UNION ALL
  SELECT 2 * g.t + 1, 'chart-' || g.tab, g.title, CASE WHEN g.by_column THEN r.r ELSE c.c END, 'point', CASE WHEN g.by_column THEN c.c ELSE r.r END,
         '', CASE WHEN g.by_column THEN c.label ELSE r.row_name END, CASE WHEN g.by_column THEN r.row_name ELSE c.label END, 'value', shown(u.value, 0, ''), u.value, NULL, NULL, w.words, NULL, 'number',
         CASE WHEN g.by_column THEN 'stacked' ELSE 'across_stacked' END
  FROM drawn g JOIN row r USING (t) JOIN col c USING (t) JOIN words w USING (t) LEFT JOIN used u ON u.t = r.t AND u.row_name = r.row_name AND u.col = c.col
  WHERE NOT g.single
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
  SELECT 500, 'claims', 'Troubled Families: payment by results', i.n, 'body', v.c, v.col, v.label, NULL, v.kind, v.text, v.number, v.rag, NULL, v.status, NULL, v.why, NULL
  FROM ind i LEFT JOIN LATERAL (
         SELECT f.*, p.label FROM figures(ARRAY[i.indicator_id], ARRAY[in_area], (SELECT first_day FROM at), (SELECT (last_day + interval '1 year')::date FROM at), 'summary') f
           JOIN period p USING (period_id) ORDER BY p.last_day LIMIT 1) f ON true
       LEFT JOIN LATERAL (SELECT r.shown FROM rules_at(ARRAY[i.indicator_id], in_area, (SELECT (last_day + interval '3 months')::date FROM at), 'summary') r) g ON true,
       LATERAL (VALUES (1, 'measure', 'Measure', 'head', i.name, NULL::numeric, NULL, NULL, NULL), (2, 'period', 'Period', 'text', coalesce(f.label, '-'), NULL, NULL, NULL, NULL),
                       (3, 'value', 'Families', 'figure', coalesce(f.text, '-'), f.shown_value, f.rag, f.status, coalesce(f.why, CASE WHEN f.text IS NULL THEN 'no figure is held' END)),
                       (4, 'target', 'Target', 'figure', coalesce(g.shown, 'No target set'), NULL, NULL, NULL, NULL)) AS v (c, col, label, kind, text, number, rag, status, why)
  WHERE i.claim
  ORDER BY 1, 4, 6;
END;

-- The quarterly exception report: two past years and the quarters of this one, a number with its rate in
-- brackets, the target or that there is none.
CREATE FUNCTION quarterly_grid(in_area integer, at_period integer) RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH ids AS (SELECT report_indicators('quarterly', NULL) AS ids),
  at AS (SELECT * FROM period WHERE period_id = at_period),
  ind AS MATERIALIZED (
    SELECT i.*, row_number() OVER (ORDER BY o.place)::integer AS r, q.indicator_id AS rate_id, q.decimals AS rate_decimals
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
  rule AS MATERIALIZED (SELECT r.* FROM ids, at, rules_at(ids.ids, in_area, at.last_day, 'summary') r)
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
  SELECT 1 + i.r, 'chart-' || slug(i.ref), i.name, 1, 'point', c.c, c.period, c.label, (SELECT a.name FROM area_now a WHERE a.area_id = in_area), 'value', f.text, f.shown_value, f.rag, NULL,
         (SELECT series_words(array_agg(c.label ORDER BY c.c), array_agg(x.shown_value ORDER BY c.c), array_agg(x.text ORDER BY c.c)) FROM columns c LEFT JOIN f x ON x.indicator_id = coalesce(i.rate_id, i.indicator_id) AND x.period_id = c.period_id WHERE NOT c.future),
         NULL, CASE WHEN i.rate_id IS NOT NULL THEN 'per 10,000 people aged 0 to 17' ELSE 'number' END, 'bars'
  FROM ind i JOIN columns c ON NOT c.future AND (i.basis = 'stock' OR c.kind = 'quarter') LEFT JOIN f ON f.indicator_id = coalesce(i.rate_id, i.indicator_id) AND f.period_id = c.period_id
  ORDER BY 1, 4, 6;
END;

-- The performance reports, for the page that lists them.
CREATE FUNCTION report_list() RETURNS SETOF grid_cell LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH list AS (
    SELECT 1 AS n, 'Overview' AS part, '' AS place, 'Performance dashboard' AS name, '/performance' AS href
    UNION ALL SELECT 1, 'Overview', '1', 'Management summary', '/performance/summary'
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
    FROM indicator_now i WHERE i.vital_sign IS NOT NULL),
  placed AS (SELECT *, row_number() OVER (ORDER BY n, place, name)::integer AS r, row_number() OVER (PARTITION BY n ORDER BY place, name) AS of_part FROM list)
  SELECT 1, 'reports', 'Performance reports', 10 * r - 5, 'group', 1, 'report', 'Report', NULL::text, 'head', part, NULL::numeric, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text
  FROM placed WHERE of_part = 1
  UNION ALL
  SELECT 1, 'reports', 'Performance reports', 10 * r, 'body', v.c, v.col, v.label, NULL, v.kind, v.text, NULL, NULL, NULL, NULL, NULL, NULL, v.href
  FROM placed, LATERAL (VALUES (1, 'report', 'Report', 'head', name, href), (2, 'address', 'Address', 'text', href, NULL)) AS v (c, col, label, kind, text, href)
  ORDER BY 1, 4, 6;
END;
