-- The dashboard: every vital sign × 13 months, or × the last months of 13 quarters. A cell of which
-- nothing is held is white when it is still to come (after the last one held), else grey; one that is
-- suppressed or cannot be computed says so itself. An arrow compares with the cell before that has a
-- figure.
CREATE FUNCTION dashboard(in_area integer, at_period integer)
  RETURNS TABLE (
    block text, ref text, name text, polarity text, target_shown text, rag_rule text, rule text, shows boolean,
    "column" text, column_label text, number numeric, shown text, rag text, dot text, dot_why text, status text,
    entered boolean,
    released boolean, why text, impossible text)
  LANGUAGE plpgsql STABLE ROWS 200 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE         -- looked up once, not once a function
  signs integer[] := vital_signs();
  at_day date := (SELECT p.last_day FROM period p WHERE p.period_id = at_period);
BEGIN
  RETURN QUERY
  WITH at AS (SELECT last_day, first_day, date_trunc('quarter', last_day + 1)::date AS after_quarter FROM period
              WHERE period_id = at_period),
  columns AS MATERIALIZED (
    SELECT b.block, p.period_id, p.period, p.short, p.last_day
    FROM at, LATERAL (
      SELECT 'monthly' AS block, (at.first_day - make_interval(months => 12 - g))::date AS first_day
      FROM generate_series(0, 12) g
      UNION ALL
      SELECT 'quarterly', (at.after_quarter - make_interval(months => 37 - 3 * g))::date
      FROM generate_series(0, 12) g) b
      JOIN period p ON p.kind = 'month' AND p.first_day = b.first_day),
  sign AS MATERIALIZED (
    SELECT i.*, CASE WHEN i.dashboard_frequency = 'monthly' THEN 'monthly' ELSE 'quarterly' END AS block,
           r.shown AS target, r.rag_rule, r.words AS rule
    FROM indicator_now i LEFT JOIN rules_at(signs, in_area, at_day, 'dashboard') r USING (indicator_id)
    WHERE i.vital_sign IS NOT NULL),
  f AS MATERIALIZED (
    SELECT f.*, p.last_day
    FROM figures_shown(signs, ARRAY[in_area], (SELECT min(last_day) FROM columns), at_day, 'dashboard') f
         JOIN period p USING (period_id)
    WHERE f.cohort = ''),
  held AS (SELECT f.indicator_id, max(f.last_day) AS latest FROM f WHERE f.shown IS NOT NULL GROUP BY f.indicator_id),
  quarter AS MATERIALIZED (             -- each with the quarter before it that has a figure
    SELECT f.indicator_id, f.period_id, f.number, f.break_day, lag(f.number) OVER w AS previous,
           lag(f.break_day) OVER w AS before
    FROM f JOIN columns c ON c.block = 'quarterly' AND c.period_id = f.period_id
    WHERE f.number IS NOT NULL WINDOW w AS (PARTITION BY f.indicator_id ORDER BY f.last_day))
  SELECT s.block, s.ref, s.name, s.polarity, s.target, s.rag_rule, s.rule,
         bool_or(f.shown IS NOT NULL) OVER (PARTITION BY s.indicator_id), c.period, c.short, f.number, f.shown,
         CASE WHEN f.shown IS NOT NULL THEN f.rag WHEN c.last_day > h.latest OR h.latest IS NULL THEN 'white'
              ELSE 'grey' END,
         CASE WHEN f.number IS NULL THEN NULL WHEN s.block = 'monthly' THEN f.dot
              ELSE direction(f.polarity, f.number,
                             CASE WHEN q.before IS NOT DISTINCT FROM f.break_day THEN q.previous END) END,
         CASE WHEN s.block = 'monthly' THEN f.dot_why
              WHEN q.previous IS NOT NULL AND q.before IS DISTINCT FROM f.break_day
                THEN why_no_direction(f.polarity, f.number, NULL, f.why_changed)
              ELSE why_no_direction(f.polarity, f.number, q.previous, NULL) END,
         f.status, f.entered, f.released, f.why, f.impossible
  FROM sign s JOIN columns c USING (block) LEFT JOIN held h ON h.indicator_id = s.indicator_id
       LEFT JOIN f ON f.indicator_id = s.indicator_id AND f.period_id = c.period_id
       LEFT JOIN quarter q ON s.block = 'quarterly' AND q.indicator_id = s.indicator_id AND q.period_id = c.period_id
  ORDER BY s.block, s.vital_sign, s.ref, c.last_day;
END
$$;
