-- Which indicators make up a report, in which order and under which heading: data, imported as report_members; only
-- sections are what the definitions of the indicators say.

CREATE VIEW report_member_now WITH (security_invoker) AS
  SELECT m.*, (m.file_id::bigint << 40) + (m.place::bigint << 20) + m.line AS in_order
  FROM moothall.report_member m
  WHERE m.file_id = (SELECT max(n.file_id) FROM moothall.report_member n
                     WHERE n.report = m.report AND n.group_name = m.group_name) AND NOT m.erased;

-- Every indicator with its place in the order of the imports, and of its section in that order.
CREATE FUNCTION indicator_order() RETURNS TABLE (indicator_id integer, section_place bigint, place bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT d.indicator_id, min(d.place) OVER (PARTITION BY d.section), d.place
  FROM (SELECT indicator_id, section, row_number() OVER (ORDER BY file_id, line, indicator_id) AS place
        FROM indicator_now) d;
END;

-- The members of a report by its name and, where it has several, the subject in its address (a group as in an address,
-- of a scorecard also how it begins, or an indicator's reference). A section that no import has put together is what
-- the definitions of the indicators say.
CREATE FUNCTION report_members(of_report text, of_subject text)
  RETURNS TABLE (indicator_id integer, title text, heading text, place bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.indicator_id, m.group_name, coalesce(m.heading, i.section), m.in_order
  FROM report_member_now m JOIN indicator_now i USING (indicator_id)
  WHERE m.report = of_report AND (of_subject IS NULL OR slug(m.group_name) = of_subject
                                  OR of_report = 'scorecards' AND starts_with(slug(m.group_name), of_subject || '-'))
  UNION ALL
  SELECT i.indicator_id, i.section, i.section, o.place
  FROM indicator_now i JOIN indicator_order() o USING (indicator_id)
  WHERE of_report = 'sections' AND slug(i.section) = of_subject
    AND NOT EXISTS (SELECT FROM report_member_now m WHERE m.report = 'sections' AND slug(m.group_name) = of_subject)
  UNION ALL
  SELECT DISTINCT i.indicator_id, i.name, i.section, 1::bigint
  FROM indicator_now i LEFT JOIN breakdown_now b USING (indicator_id)
  WHERE of_report IN ('localities', 'breakdowns', 'contacts-by-source')   -- for others nothing is read
    AND CASE of_report WHEN 'localities' THEN i.ref = of_subject
                       WHEN 'breakdowns' THEN i.ref = of_subject AND b.indicator_id IS NOT NULL
                       WHEN 'contacts-by-source' THEN b.row_dimension = 'source' AND b.column_dimension = 'stage' END;
END;

-- The subjects that a report is held for, as an address has them, in their order.
CREATE FUNCTION report_subjects(of_report text) RETURNS TABLE (subject text, title text, place bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT slug(m.group_name), m.group_name, min(m.in_order) FROM report_member_now m
  WHERE m.report = of_report GROUP BY m.group_name
  UNION ALL
  SELECT slug(i.section), i.section, min(o.section_place) FROM indicator_now i
       JOIN indicator_order() o USING (indicator_id)
  WHERE of_report = 'sections' AND i.frequency = 'monthly'
    AND NOT EXISTS (SELECT FROM report_member_now m WHERE m.report = 'sections' AND m.group_name = i.section)
  GROUP BY i.section
  UNION ALL
  SELECT i.ref, i.ref || ' ' || i.name, 0 FROM indicator_now i
  WHERE of_report = 'breakdowns' AND i.indicator_id IN (SELECT b.indicator_id FROM breakdown_now b)
  UNION ALL
  SELECT i.ref, i.ref || ' ' || i.name, 0 FROM indicator_now i
  WHERE of_report = 'localities' AND i.vital_sign IS NOT NULL AND EXISTS (   -- asked an area at a time, by the key
    SELECT FROM area_now a WHERE a.of_council AND a.area <> council() AND (
      SELECT true FROM observation o WHERE o.indicator_id = ANY (i.indicator_id || i.numerator_ids)
        AND o.area_id = a.area_id LIMIT 1));
END;

-- The kind of period that a report is of; null: whichever its indicators are of.
CREATE FUNCTION report_kind(of_report text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN of_report IN ('dashboard', 'summary', 'sections', 'early-help', 'contacts-by-source') THEN 'month'
              WHEN of_report = 'quarterly' THEN 'quarter' END;

-- The first subject of a report that has several and shows the others beside it.
CREATE FUNCTION first_subject(of_report text) RETURNS text LANGUAGE sql STABLE
  RETURN (SELECT s.subject FROM report_subjects(of_report) s ORDER BY s.place LIMIT 1);

-- Where and when a report of several indicators stands: its members in order, with their headings beside them.
CREATE FUNCTION report_start(of_report text, of_subject text, of_area text, of_period text)
  RETURNS TABLE (area_id integer, period_id integer, ids integer[], headings text[], first_day date, last_day date,
                 area text,
                 area_name text, period text, label text, short text, name text, ref text, titles text[])
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  members integer[];
  heads text[];
  names text[];
  known text;
BEGIN
  SELECT array_agg(m.indicator_id ORDER BY m.place), array_agg(m.heading ORDER BY m.place),
         array_agg(m.title ORDER BY m.place)
    INTO members, heads, names FROM report_members(of_report, of_subject) m;
  IF members IS NULL THEN
    known := (SELECT string_agg(s.subject, ', ' ORDER BY s.subject COLLATE natural_order)
              FROM report_subjects(of_report) s);
    PERFORM refuse('MH404', CASE
      WHEN known IS NOT NULL THEN format('there is no "%s"; known are: %s', of_subject, known)
      WHEN of_report = 'contacts-by-source'
        THEN 'no contacts by source are held: an import of breakdowns with rows by source and '
        'columns by stage fills this page'
      WHEN of_report = 'localities'
        THEN format('no figures of %s are held: an import of observations of the council''s parts fills '
        'this page', council_says('localities'))
      WHEN of_report = 'breakdowns' THEN 'no breakdowns are held: an import of breakdowns fills this page'
      WHEN of_subject IS NOT NULL
        THEN format('there is no "%s": an import of report_members says which indicators make it up', of_subject)
      ELSE 'no indicators make up this report yet: an import of report_members says which do' END);
  END IF;
  RETURN QUERY
    SELECT s.area_id, s.period_id, members, heads, s.first_day, s.last_day, s.area, s.area_name, s.period, s.label,
           p.short, names[1], i.ref, names
    FROM report_scope(of_area, of_period, report_kind(of_report), members,
                       of_report IN ('breakdowns', 'contacts-by-source')) s
         JOIN period p USING (period_id)
         LEFT JOIN indicator i ON cardinality(members) = 1 AND i.indicator_id = members[1];
END
$$;

-- The months that end with a period, numbered from the earliest.
CREATE FUNCTION months_to(at_period integer, how_many integer)
  RETURNS TABLE (c integer, period_id integer, period text, short text, label text, first_day date, last_day date)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT row_number() OVER (ORDER BY p.first_day)::integer, p.period_id, p.period, p.short, p.label, p.first_day,
         p.last_day
  FROM period at JOIN period p ON p.kind = 'month' AND p.last_day <= at.last_day
       AND p.first_day > (date_trunc('month', at.last_day) - make_interval(months => how_many))::date
  WHERE at.period_id = at_period;
END;

-- A line for each indicator, area and cohort with a figure in the last months, in the order of the indicators; a row
-- for each line and month. PL/pgSQL keeps the plan; told to hash, because it takes the temporary results for short.
CREATE FUNCTION monthly_lines(ids integer[], areas integer[], at_period integer, how_many integer, of_scope text)
  RETURNS TABLE (
    place bigint, indicator_id integer, ref text, name text, area_id integer, area text, area_name text, cohort text,
    line text, c integer, "column" text, column_label text, label text, value numeric, number numeric, shown text,
    rag text, rag_scope text, dot text, dot_why text, status text, entered boolean, released boolean, why text,
    impossible text, break_day date, measure text,
    decimals integer)
  LANGUAGE plpgsql STABLE ROWS 1000 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
BEGIN
  RETURN QUERY
  WITH month AS MATERIALIZED (SELECT * FROM months_to(at_period, how_many)),
  f AS MATERIALIZED (
    SELECT f.*, m.c FROM figures_shown(ids, areas, (SELECT min(m.first_day) FROM month m),
                                       (SELECT max(m.last_day) FROM month m),
                                       of_scope) f JOIN month m USING (period_id)),
  line AS MATERIALIZED (
    SELECT u.place, i.indicator_id, i.ref, i.name, a.area_id, a.area, a.name AS area_name, k.cohort
    FROM (SELECT DISTINCT f.indicator_id, f.area_id, f.cohort FROM f) k JOIN indicator_now i USING (indicator_id)
         JOIN area_now a USING (area_id) JOIN unnest(ids) WITH ORDINALITY AS u (indicator_id, place) USING
           (indicator_id))
  SELECT l.place, l.indicator_id, l.ref, l.name, l.area_id, l.area, l.area_name, l.cohort,
         concat_ws(':', l.indicator_id, l.area_id, l.cohort), m.c, m.period, m.short, m.label, f.value, f.number,
         f.shown, f.rag, f.rag_scope, f.dot, f.dot_why, f.status, f.entered, f.released, f.why, f.impossible,
         f.break_day, f.measure, f.decimals
  FROM line l CROSS JOIN month m
       LEFT JOIN f ON f.indicator_id = l.indicator_id AND f.area_id = l.area_id AND f.cohort = l.cohort AND f.c = m.c
  ORDER BY l.place, l.cohort, l.area_name, m.c;
END
$$;

-- What others achieve: for each indicator and kind the newest up to a day, as shown; and the same side by side.
CREATE FUNCTION benchmarks_at(indicators integer[], at_day date)
  RETURNS TABLE (indicator_id integer, kind text, number numeric, shown text, period text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT DISTINCT ON (b.indicator_id, b.kind) b.indicator_id, b.kind, b.value, benchmark_shown(b.value, d.measure),
         p.short
  FROM benchmark_now b JOIN indicator_now d USING (indicator_id) LEFT JOIN period p USING (period_id)
  WHERE b.indicator_id = ANY (indicators) AND (p.last_day IS NULL OR p.last_day <= at_day)
  ORDER BY b.indicator_id, b.kind, p.last_day DESC NULLS LAST;
END;

CREATE FUNCTION benchmarks_beside(indicators integer[], at_day date)
  RETURNS TABLE (indicator_id integer, stat_neighbour_avg numeric, stat_neighbour_avg_shown text,
                 best_stat_neighbour numeric, best_stat_neighbour_shown text, region_avg numeric, region_avg_shown text,
                 national_avg numeric,
                 national_avg_shown text, national_top_quartile numeric, national_top_quartile_shown text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT b.indicator_id, min(b.number) FILTER (WHERE b.kind = 'stat_neighbour_avg'),
         min(b.shown) FILTER (WHERE b.kind = 'stat_neighbour_avg'),
         min(b.number) FILTER (WHERE b.kind = 'best_stat_neighbour'),
         min(b.shown) FILTER (WHERE b.kind = 'best_stat_neighbour'), min(b.number) FILTER (WHERE b.kind = 'region_avg'),
         min(b.shown) FILTER (WHERE b.kind = 'region_avg'), min(b.number) FILTER (WHERE b.kind = 'national_avg'),
         min(b.shown) FILTER (WHERE b.kind = 'national_avg'),
         min(b.number) FILTER (WHERE b.kind = 'national_top_quartile'),
         min(b.shown) FILTER (WHERE b.kind = 'national_top_quartile')
  FROM benchmarks_at(indicators, at_day) b GROUP BY b.indicator_id;
END;
