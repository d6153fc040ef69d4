-- The management summary: one statement that says everything of it, for an area and its localities.

-- References in the order of people: 2.9 before 2.10.
CREATE COLLATION natural_order (provider = icu, locale = 'en-u-kn-true');

-- Which indicators stand in it: those of the period's own frequency. Which areas: the area itself and
-- its parts, teams apart.
CREATE FUNCTION summary_indicators(at_kind text) RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT d.indicator_id FROM indicator_definition_now d
               WHERE d.frequency = CASE at_kind WHEN 'month' THEN 'monthly' WHEN 'quarter' THEN 'quarterly'
                                                WHEN 'term' THEN 'termly' ELSE 'annual' END);
END
$$;

CREATE FUNCTION summary_areas(in_area integer) RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT a.area_id FROM area_now a
               WHERE a.area_id = in_area OR a.parent_id = in_area AND a.kind <> 'team');
END
$$;

-- One row an indicator, area and period, four periods of the kind of at_period, oldest first, also where
-- there is no figure; the area itself before its parts, and of the parts only those that hold a figure of
-- any indicator in these periods. What is said once a row of the printed table (year to date, target,
-- tolerances, benchmarks) stands on the row of the last period (is_last) and is null on the others;
-- target, tolerances and benchmarks on the rows of the area itself alone.
CREATE FUNCTION summary(in_area integer, at_period integer)
  RETURNS TABLE (
    section text, ref text, name text,
    polarity text,          -- High, Low, Info
    data_note text,         -- Count, Percentage, Annualised rate, Rolling rate …
    decimals integer,
    area text, area_name text, is_part boolean,
    period text, short text, label text, is_last boolean,
    text text, number numeric, rag text, dot text, status text, marks text, why text,
    rag_note text,          -- which figure a rating by the national gap used; null: nothing to say
    ytd text, ytd_number numeric, previous_ytd text, previous_ytd_number numeric,
    target text, red text, green text,
    stat_neighbour_avg text, best_stat_neighbour text, national_avg text, national_top_quartile text, region_avg text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  at period;
  indicators integer[];
  areas integer[] := summary_areas(in_area);
  first_last date;
BEGIN
  SELECT * INTO at FROM period p WHERE p.period_id = at_period;
  indicators := summary_indicators(at.kind);
  SELECT min(c.last_day) INTO first_last
  FROM (SELECT p.last_day FROM period p WHERE p.kind = at.kind AND p.last_day <= at.last_day ORDER BY p.last_day DESC LIMIT 4) c;
  RETURN QUERY
  WITH shown_period AS MATERIALIZED (
    SELECT p.period_id, p.period, p.short, p.label, p.last_day FROM period p
    WHERE p.kind = at.kind AND p.last_day BETWEEN first_last AND at.last_day),
  f AS MATERIALIZED (
    SELECT f.* FROM figures(indicators, areas, first_last, at.last_day, 'summary') f
    WHERE f.cohort = '' AND f.period_id IN (SELECT s.period_id FROM shown_period s)),
  i AS MATERIALIZED (
    SELECT i.*, first_value(i.ref) OVER (PARTITION BY i.section ORDER BY i.ref COLLATE natural_order) AS section_ref
    FROM indicator_now i WHERE i.indicator_id IN (SELECT f.indicator_id FROM f WHERE f.area_id = in_area)),
  a AS MATERIALIZED (
    SELECT a.area_id, a.area, a.name, a.area_id <> in_area AS is_part
    FROM area_now a WHERE a.area_id = in_area OR a.area_id IN (SELECT f.area_id FROM f)),
  rule AS MATERIALIZED (
    SELECT DISTINCT ON (t.indicator_id) t.indicator_id, coalesce(t.shown, t.target::text) AS target, t.red, t.green, t.rag_rule
    FROM target_now t
    WHERE t.indicator_id = ANY (indicators) AND t.scope = 'summary' AND t.from_day <= at.last_day
      AND (t.area_id = in_area OR t.area_id IS NULL AND (SELECT o.of_council FROM area_now o WHERE o.area_id = in_area))
    ORDER BY t.indicator_id, t.area_id NULLS LAST, t.from_day DESC),
  benchmark AS MATERIALIZED (
    SELECT l.indicator_id,
           max(shown(l.value, i.decimals, i.measure)) FILTER (WHERE l.kind = 'stat_neighbour_avg') AS stat_neighbour_avg,
           max(shown(l.value, i.decimals, i.measure)) FILTER (WHERE l.kind = 'best_stat_neighbour') AS best_stat_neighbour,
           max(shown(l.value, i.decimals, i.measure)) FILTER (WHERE l.kind = 'national_avg') AS national_avg,
           max(shown(l.value, i.decimals, i.measure)) FILTER (WHERE l.kind = 'national_top_quartile') AS national_top_quartile,
           max(shown(l.value, i.decimals, i.measure)) FILTER (WHERE l.kind = 'region_avg') AS region_avg
    FROM (SELECT DISTINCT ON (b.indicator_id, b.kind) b.indicator_id, b.kind, b.value
          FROM benchmark_now b LEFT JOIN period p USING (period_id)
          WHERE b.indicator_id = ANY (indicators) AND (p.last_day IS NULL OR p.last_day <= at.last_day)
          ORDER BY b.indicator_id, b.kind, p.last_day DESC NULLS LAST) l
         JOIN i USING (indicator_id)
    GROUP BY l.indicator_id)
  SELECT i.section, i.ref, i.name, initcap(i.polarity), data_note(i.measure, i.basis, i.derived), i.decimals,
         a.area, a.name, a.is_part, s.period, s.short, s.label, w.is_last,
         f.text, round(f.shown_value, i.decimals), f.rag, f.dot, f.status, marks(f.status, f.as_entered, f.released), f.why,
         f.rag_note,
         CASE WHEN w.is_last THEN shown(f.ytd, i.decimals, i.measure) END, CASE WHEN w.is_last THEN round(f.ytd, i.decimals) END,
         CASE WHEN w.is_last THEN shown(f.previous_ytd, i.decimals, i.measure) END,
         CASE WHEN w.is_last THEN round(f.previous_ytd, i.decimals) END,
         r.target,
         CASE WHEN r.rag_rule = 'tolerance' THEN shown(r.red, scale(trim_scale(r.red)), i.measure) END,
         CASE WHEN r.rag_rule = 'tolerance' THEN shown(r.green, scale(trim_scale(r.green)), i.measure) END,
         b.stat_neighbour_avg, b.best_stat_neighbour, b.national_avg, b.national_top_quartile, b.region_avg
  FROM i CROSS JOIN a CROSS JOIN shown_period s
       CROSS JOIN LATERAL (SELECT s.period_id = at_period) w (is_last)
       LEFT JOIN f ON f.indicator_id = i.indicator_id AND f.area_id = a.area_id AND f.period_id = s.period_id
       LEFT JOIN rule r ON w.is_last AND NOT a.is_part AND r.indicator_id = i.indicator_id
       LEFT JOIN benchmark b ON w.is_last AND NOT a.is_part AND b.indicator_id = i.indicator_id
  ORDER BY i.section_ref COLLATE natural_order, i.section, i.ref COLLATE natural_order, a.is_part, a.name, s.last_day;
END
$$;
