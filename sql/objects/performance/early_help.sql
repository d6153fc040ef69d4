-- The early help dashboard: each measure by team over thirteen months; months without data are blank.

-- alone: a measure of the whole area that no team reports stands with others of its sort; else a table a measure.
CREATE FUNCTION early_help(ids integer[], in_area integer, at_period integer)
  RETURNS TABLE (
    alone boolean, ref text, name text, kind text, area text, area_name text, line text, "column" text,
    column_label text,
    number numeric, shown text, rag text, status text, entered boolean, released boolean, why text, impossible text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH cell AS MATERIALIZED (
    SELECT l.*, a.area_id = in_area AS whole,
           bool_or(a.area_id <> in_area) OVER (PARTITION BY l.indicator_id) AS by_team, a.line AS nth
    FROM monthly_lines(ids, ARRAY(SELECT a.area_id FROM area_now a WHERE a.area_id = in_area OR a.parent_id = in_area),
                       at_period, 13,
                       'summary') l JOIN area_now a USING (area_id)
    WHERE l.cohort = '')
  SELECT NOT c.by_team, c.ref, c.name, CASE WHEN c.whole AND c.by_team THEN 'total' ELSE 'body' END, c.area,
         c.area_name, c.line, c."column", c.column_label, c.number, c.shown, c.rag, c.status, c.entered, c.released,
         c.why, c.impossible
  FROM cell c
  ORDER BY c.by_team, c.place, NOT c.whole, c.nth, c.c;
END;

-- The claims of a programme that pays by results: the first period held from a period's beginning on, beside its
-- target.
CREATE FUNCTION claims(ids integer[], in_area integer, at_period integer)
  RETURNS TABLE (ref text, name text, shows boolean, "to" text, label text, number numeric, shown text, rag text,
                 status text,
                 entered boolean, released boolean, why text, impossible text, target_shown text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT * FROM period WHERE period_id = at_period)
  SELECT i.ref, i.name, f.shown IS NOT NULL, f.period, f.label, f.number, f.shown, f.rag, f.status, f.entered,
         f.released, f.why, f.impossible, r.shown
  FROM at CROSS JOIN unnest(ids) WITH ORDINALITY AS u (indicator_id, place) JOIN indicator_now i USING (indicator_id)
       LEFT JOIN LATERAL (
         SELECT f.*, p.period, p.label
         FROM figures_shown(ARRAY[i.indicator_id], ARRAY[in_area], at.first_day,
                            (at.last_day + interval '1 year')::date, 'summary') f
              JOIN period p USING (period_id) ORDER BY p.last_day LIMIT 1) f ON true
       LEFT JOIN LATERAL rules_at(ARRAY[i.indicator_id], in_area, (at.last_day + interval '3 months')::date, 'summary')
         r ON true
  ORDER BY u.place;
END;
