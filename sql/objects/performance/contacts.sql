-- Contacts by source: what came of them, over thirteen months.

-- Each source and the total, in every month: contacts, those that became referrals, and shares of the same month's
-- totals.
CREATE FUNCTION contacts_by_source(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (
    place integer, kind text, source text, c integer, period text, short text, contacts numeric, referrals numeric,
    percent numeric,
    share_of_contacts numeric, share_of_referrals numeric, released boolean, files integer[], lines integer[])
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH month AS MATERIALIZED (SELECT * FROM months_to(at_period, 13)),
  b AS MATERIALIZED (
    SELECT m.c, b.row_name AS source, max(b.value) FILTER (WHERE b.column_name = 'contacts') AS contacts,
           max(b.value) FILTER (WHERE b.column_name = 'referrals') AS referrals, min(b.line) AS line,
           array_agg(b.file_id) AS files, array_agg(b.line) AS lines,
           bool_and(b.file_id IN (SELECT released_files())) AS released, bool_or(b.erased) AS removed
    FROM breakdown_now b JOIN month m USING (period_id)
    WHERE b.indicator_id = of_indicator AND b.area_id = in_area AND b.row_dimension = 'source'
      AND b.column_dimension = 'stage'
      AND b.measure = 'value'
    GROUP BY m.c, b.row_name),
  source AS MATERIALIZED (
    SELECT b.source, row_number() OVER (ORDER BY max(b.c) DESC,
                                        (array_agg(b.line ORDER BY b.c DESC))[1])::integer AS place
    FROM b GROUP BY b.source),
  line AS MATERIALIZED (
    SELECT s.place, 'body' AS kind, s.source, m.c, m.period, m.short, b.contacts, b.referrals, b.released, b.files,
           b.lines
    FROM source s CROSS JOIN month m LEFT JOIN b ON b.source = s.source AND b.c = m.c
    UNION ALL
    SELECT (SELECT count(*)::integer + 1 FROM source), 'total', NULL, m.c, m.period, m.short,
           CASE WHEN NOT bool_or(b.removed) THEN sum(b.contacts) END,
           CASE WHEN NOT bool_or(b.removed) THEN sum(b.referrals) END, bool_and(b.released), NULL, NULL
    FROM month m LEFT JOIN b ON b.c = m.c GROUP BY m.c, m.period, m.short)
  SELECT l.place, l.kind, l.source, l.c, l.period, l.short, l.contacts, l.referrals,
         100 * l.referrals / nullif(l.contacts, 0), 100 * l.contacts / nullif(t.contacts, 0),
         100 * l.referrals / nullif(t.referrals, 0), coalesce(l.released, true), l.files, l.lines
  FROM line l JOIN line t ON t.kind = 'total' AND t.c = l.c
  ORDER BY l.place, l.c;
END;

-- The same as lines of a table by month: measure says which of the three is shown.
CREATE FUNCTION contacts_by_month(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (measure text, short text, kind text, line text, "column" text, column_label text, number numeric,
                 shown text,
                 released boolean, why text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT v.measure, s.short, 'body', v.measure || s.c, CASE s.kind WHEN 'total' THEN 'total' ELSE slug(s.source) END,
         coalesce(s.source, 'Total'), round(v.number, v.decimals),
         CASE WHEN s.contacts IS NOT NULL THEN shown_or_na(v.number, v.decimals, v.sort, v.why)
              WHEN r.why IS NOT NULL THEN 'removed' END, s.released, coalesce(r.why, v.why)
  FROM contacts_by_source(of_indicator, in_area, at_period) s
       CROSS JOIN LATERAL (SELECT CASE WHEN s.contacts IS NULL THEN (
         SELECT max(file_erased_why(f, true)) FROM unnest(s.files) f) END) r (why)
       CROSS JOIN LATERAL (VALUES
         (1, 'contacts', s.contacts, 0, '', NULL), (2, 'referrals', s.referrals, 0, '', NULL),
         (3, 'percent', s.percent, 1, 'percentage', CASE WHEN s.contacts = 0 THEN 'the denominator is 0' END)
       ) AS v (place, measure, number, decimals, sort, why)
  ORDER BY v.place, s.c, s.place;
END;

-- How each runs over the thirteen months.
CREATE FUNCTION contacts_trend(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (
    kind text, source text, contacts_trend text, contacts_change numeric, contacts_change_shown text,
    contacts_change_why text, referrals_trend text, referrals_change numeric, referrals_change_shown text,
    referrals_change_why text, percent_trend text,
    percent_change numeric, percent_change_shown text, percent_change_why text, from_month text, to_month text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH run AS MATERIALIZED (
    SELECT s.place, s.kind, s.source, v.measure, trend_words(array_agg(v.number ORDER BY s.c)) AS trend,
           round(min(v.number) FILTER (WHERE s.c = 13) - min(v.number) FILTER (WHERE s.c = 1), v.decimals) AS change,
           change_words(min(v.number) FILTER (WHERE s.c = 1), min(v.number) FILTER (WHERE s.c = 13),
                        v.decimals) AS shown,
           CASE WHEN count(v.number) FILTER (WHERE s.c IN (1, 13)) < 2 THEN 'the first or the last month has no figure'
                END AS why,
           min(s.short) FILTER (WHERE s.c = 1) AS from_month, min(s.short) FILTER (WHERE s.c = 13) AS to_month
    FROM contacts_by_source(of_indicator, in_area, at_period) s CROSS JOIN LATERAL (VALUES
           ('contacts', s.contacts, 0), ('referrals', s.referrals, 0),
           ('percent', s.percent, 1)) AS v (measure, number, decimals)
    GROUP BY s.place, s.kind, s.source, v.measure, v.decimals)
  SELECT c.kind, c.source, c.trend, c.change, c.shown, c.why, r.trend, r.change, r.shown, r.why, p.trend, p.change,
         p.shown, p.why, c.from_month, c.to_month
  FROM run c JOIN run r ON r.place = c.place AND r.measure = 'referrals' JOIN run p ON p.place = c.place
       AND p.measure = 'percent'
  WHERE c.measure = 'contacts'
  ORDER BY c.place;
END;

-- Where the table's total is not the indicator's own figure of the month: contacts, or those that became referrals.
CREATE FUNCTION contacts_own(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (ref text, name text, shown text, total_shown text) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH total AS (SELECT * FROM contacts_by_source(of_indicator, in_area, at_period) s WHERE s.kind = 'total'
                 AND s.c = 13)
  SELECT i.ref, i.name, f.shown, shown(x.number, 0, '')
  FROM period p, figures_shown(of_indicator || ARRAY(SELECT unnest(d.numerator_ids) FROM indicator_now d
                                                     WHERE d.measure = 'percentage'
                                                       AND d.denominator_ids = ARRAY[of_indicator]),
                               ARRAY[in_area], p.last_day, p.last_day, 'summary') f
       JOIN indicator_now i USING (indicator_id) CROSS JOIN total t
       CROSS JOIN LATERAL (SELECT CASE WHEN f.indicator_id = of_indicator THEN t.contacts
                                       ELSE t.referrals END AS number) x
  WHERE p.period_id = at_period AND f.period_id = at_period AND f.cohort = '' AND f.value IS NOT NULL
    AND x.number IS DISTINCT FROM f.value
  ORDER BY f.indicator_id <> of_indicator;
END;
