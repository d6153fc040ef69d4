-- From a figure back to its inputs: the formula with the numbers in it, and every row that it rests
-- on, those that a later import has replaced among them.

-- A number in full, without rounding it.
CREATE FUNCTION exact(number numeric) RETURNS text LANGUAGE sql STABLE
  RETURN rtrim(to_char(number, 'FM999,999,999,999,990.9999999999'), '.');

-- The periods whose rows make the figure of a period: itself, or the twelve months that end with it.
CREATE FUNCTION input_periods(of_indicator integer, at_period integer) RETURNS SETOF integer LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p.period_id
  FROM period q JOIN indicators_at(q.first_day) d ON d.indicator_id = of_indicator
       JOIN period p ON p.kind = q.kind AND p.first_day <= q.first_day
         AND p.first_day > CASE WHEN d.derived AND d.basis = 'rolling_12' THEN q.first_day - interval '12 months'
                                ELSE q.first_day - interval '1 day' END
  WHERE q.period_id = at_period AND (p.period_id = q.period_id OR q.kind IN ('month', 'quarter'));
END;

-- What a derived count is summed from: the counts that are entered, in the order of its definition, for a period that
-- begins on this day.
CREATE FUNCTION count_leaves(of_indicator integer, begins date) RETURNS TABLE (leaf_id integer, place text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE at AS MATERIALIZED (SELECT * FROM indicators_at(begins)),
  leaf (id, place) AS (
    SELECT u.id, to_char(u.n, 'FM0000') FROM at d, unnest(d.numerator_ids) WITH ORDINALITY AS u (id, n)
    WHERE d.indicator_id = of_indicator
    UNION ALL
    SELECT u.id, l.place || to_char(u.n, 'FM0000')
    FROM leaf l JOIN at d ON d.indicator_id = l.id, unnest(d.numerator_ids) WITH ORDINALITY AS u (id, n))
  SELECT l.id, l.place FROM leaf l JOIN at d ON d.indicator_id = l.id AND NOT d.derived;
END;

-- The refs of a list of indicators, as the terms of a sum.
CREATE FUNCTION sum_of_refs(indicators integer[]) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE WHEN count(*) > 1 THEN '(' || string_agg(i.ref, ' + ' ORDER BY u.n) || ')' ELSE min(i.ref) END
  FROM unnest(indicators) WITH ORDINALITY AS u (id, n) JOIN indicator i ON i.indicator_id = u.id;
END;

-- One row a cohort: the figure, its formula in words, and the formula with the numbers in it.
CREATE FUNCTION figure_formula(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (cohort text, number numeric, shown text, status text, entered boolean, released boolean, why text,
                 impossible text,
                 formula text, numbers text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH d AS (
    SELECT d.* FROM indicators_at((SELECT p.first_day FROM period p WHERE p.period_id = at_period)) d
    WHERE d.indicator_id = of_indicator),
  at AS (
    SELECT p.*, CASE p.kind WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 ELSE 1 END AS a_year,
           (SELECT w.population FROM population_now w WHERE w.area_id = in_area
            AND w.year = p.financial_year) AS population
    FROM period p WHERE p.period_id = at_period),
  f AS (
    SELECT f.* FROM at, figures_shown(ARRAY[of_indicator], ARRAY[in_area], at.last_day, at.last_day, 'summary') f
    WHERE f.period_id = at_period),
  leaf AS MATERIALIZED (
    SELECT l.leaf_id, l.place, i.ref FROM at, count_leaves(of_indicator, at.first_day) l
         JOIN indicator i ON i.indicator_id = l.leaf_id),
  part AS (
    SELECT v.cohort, string_agg(exact(v.value) || ' (' || l.ref || ')', ' + ' ORDER BY l.place) AS sum
    FROM leaf l JOIN at ON true
         JOIN LATERAL figures(ARRAY(SELECT leaf_id FROM leaf), ARRAY[in_area], at.last_day, at.last_day, 'summary') v
           ON v.indicator_id = l.leaf_id AND v.period_id = at_period
    GROUP BY v.cohort)
  SELECT f.cohort, f.number, f.shown, f.status, f.entered, f.released, f.why, f.impossible,
         CASE WHEN NOT d.derived AND NOT (d.measure = 'percentage' AND f.denominator IS NOT NULL) THEN 'As entered'
              WHEN d.measure = 'percentage' AND d.derived THEN sum_of_refs(d.numerator_ids) || ' ÷ '
                || sum_of_refs(d.denominator_ids) || ' × 100'
              WHEN d.measure = 'percentage' THEN 'Numerator ÷ denominator × 100'
              WHEN d.measure = 'rate' THEN '10,000 × ' || sum_of_refs(d.numerator_ids)
                || CASE WHEN d.basis = 'flow' AND at.a_year > 1 THEN format(' × %s (annualised)', at.a_year) ELSE '' END
                || ' ÷ people aged 0 to 17'
              ELSE btrim(sum_of_refs(d.numerator_ids), '()') END
         || CASE WHEN d.derived AND d.basis = 'rolling_12'
                 THEN ', each count over the 12 months that end with the period' ELSE '' END,
         CASE WHEN f.value IS NULL THEN 'No figure: ' || coalesce(f.why, 'not held')
              WHEN f.entered THEN f.shown || ', as entered: what it is computed from is not held'
              WHEN d.measure = 'percentage' AND f.denominator IS NOT NULL
                THEN format('%s ÷ %s × 100 = %s', exact(f.numerator), exact(f.denominator), f.shown)
              WHEN d.measure = 'rate' AND d.derived
                THEN format('10,000 × %s%s ÷ %s = %s', exact(f.numerator),
                       CASE WHEN d.basis = 'flow' AND at.a_year > 1 THEN ' × ' || at.a_year ELSE '' END,
                       exact(at.population), f.shown)
              WHEN d.derived AND d.basis <> 'rolling_12' THEN coalesce(part.sum, exact(f.numerator)) || ' = ' || f.shown
              WHEN d.derived THEN exact(f.numerator) || ' = ' || f.shown
              ELSE exact(f.value) || CASE WHEN exact(f.value)
                                          || CASE d.measure WHEN 'percentage' THEN '%' ELSE '' END <> f.shown
                                          THEN ', shown as ' || f.shown ELSE '' END || ', as entered' END
  FROM f CROSS JOIN d CROSS JOIN at LEFT JOIN part ON part.cohort = f.cohort
  ORDER BY f.cohort;
END;

-- Where a file came from, for the rows of one.
CREATE VIEW file_origin WITH (security_invoker) AS
  SELECT f.file_id, f.name AS file, f.import_id, m.loaded_by,
         to_char(m.loaded_at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY, HH24:MI') AS loaded,
         CASE WHEN m.released_at IS NULL THEN 'not yet'
              ELSE to_char(m.released_at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY') || ' by '
                || m.released_by END AS released
  FROM import_file f JOIN import m USING (import_id);

-- Every row that the figure rests on, and every one that a later row has replaced.
CREATE FUNCTION figure_inputs(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (ref text, name text, period text, short text, cohort text, measure text, value numeric,
                 numerator numeric, denominator numeric, status text, note text, superseded boolean, file text,
                 line integer, import_id integer,
                 loaded_by text, loaded text, released text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH need AS MATERIALIZED (
    SELECT with_inputs(ARRAY[of_indicator], (SELECT p.first_day FROM period p WHERE p.period_id = at_period)) AS ids),
  span AS MATERIALIZED (SELECT ARRAY(SELECT * FROM input_periods(of_indicator, at_period)) AS ids),
  held AS (
    SELECT o.indicator_id, o.period_id, o.cohort, 'value' AS measure, o.value, o.numerator, o.denominator, o.status,
           o.note, o.file_id, o.line
    FROM observation o
    WHERE o.indicator_id = ANY ((SELECT ids FROM need)::integer[]) AND o.area_id = in_area
      AND o.period_id = ANY ((SELECT ids FROM span)::integer[])
    UNION ALL
    SELECT t.indicator_id, t.period_id, t.cohort,
           CASE t.measure WHEN 'ytd' THEN 'year to date' ELSE 'rolling 12 months' END, t.value, NULL, NULL,
           'final', NULL, t.file_id, t.line
    FROM total t
    WHERE t.indicator_id = ANY ((SELECT ids FROM need)::integer[]) AND t.area_id = in_area AND t.period_id = at_period)
  SELECT i.ref, i.name, p.period, p.short, h.cohort, h.measure, trim_scale(h.value), trim_scale(h.numerator),
         trim_scale(h.denominator), nullif(h.status, 'final'), h.note,
         h.file_id < max(h.file_id) OVER (PARTITION BY h.indicator_id, h.period_id, h.cohort, h.measure),
         g.file, h.line, g.import_id, g.loaded_by, g.loaded, g.released
  FROM held h JOIN indicator_now i ON i.indicator_id = h.indicator_id JOIN period p ON p.period_id = h.period_id
       JOIN file_origin g ON g.file_id = h.file_id
  ORDER BY i.ref COLLATE natural_order, p.last_day, h.cohort, h.measure, h.file_id DESC;
END;

-- What else the figure and its ratings rest on: definition, population, the rules that rate it.
-- `what` is definition, population, or rule with its scope.
CREATE FUNCTION figure_basis(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (what text, scope text, words text, superseded boolean, file text, line integer, import_id integer,
                 loaded_by text,
                 loaded text, released text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  used AS (
    SELECT r.* FROM at, unnest(rule_scopes()) s (scope), rule_held(ARRAY[of_indicator], ARRAY[in_area], s.scope) r
    WHERE r.from_day <= at.last_day AND at.last_day < r.until_day),
  basis AS (
    SELECT 1 AS place, 'definition' AS what, NULL AS scope,
           format('%s: %s, %s, %s better', d.name, d.measure, replace(d.basis, '_', ' '),
             CASE d.polarity WHEN 'high' THEN 'bigger is' WHEN 'low' THEN 'smaller is' ELSE 'neither is' END) AS words,
           d.file_id, d.line
    FROM at, indicators_at(at.first_day) n JOIN indicator_definition d USING (indicator_id, holds_from)
    WHERE n.indicator_id = of_indicator
    UNION ALL
    SELECT 2, 'population', NULL,
           exact(w.population) || ' people aged 0 to 17 in ' || w.year || '/' || to_char((w.year + 1) % 100, 'FM00')
             || coalesce(', ' || w.source, ''), w.file_id, w.line
    FROM at JOIN population w ON w.area_id = in_area AND w.year = at.financial_year
         JOIN indicators_at(at.first_day) d ON d.indicator_id = of_indicator AND d.measure = 'rate' AND d.derived
    UNION ALL
    SELECT 3, 'rule', t.scope, concat_ws(', ', 'from ' || to_char(t.from_day, 'FMDD FMMonth YYYY'), t.rag_rule,
             'target ' || coalesce(t.shown, t.operator || ' ' || exact(t.target)), 'green ' || exact(t.green),
             'red ' || exact(t.red)),
           t.file_id, t.line
    FROM used u JOIN target t ON t.indicator_id = of_indicator AND t.scope = u.scope AND t.from_day = u.rule_from
                             AND t.area_id IS NOT DISTINCT FROM CASE WHEN u.own THEN in_area END)
  SELECT b.what, b.scope, b.words, b.file_id < max(b.file_id) OVER (PARTITION BY b.what, b.scope),
         g.file, b.line, g.import_id, g.loaded_by, g.loaded, g.released
  FROM basis b JOIN file_origin g USING (file_id)
  ORDER BY b.place, b.scope, b.file_id DESC;
END;

-- The rows that are entered for the very period: of the indicator and of what it is computed from.
CREATE FUNCTION figure_entered(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (ref text, name text, cohort text, value numeric, numerator numeric, denominator numeric, note text,
                 file text,
                 line integer, import_id integer, loaded_by text, loaded text, is_released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT i.ref, i.name, o.cohort, trim_scale(o.value), trim_scale(o.numerator), trim_scale(o.denominator), o.note,
         f.name, o.line, m.import_id, m.loaded_by, to_char(m.loaded_at, 'FMDD FMMonth YYYY'), m.released_at IS NOT NULL
  FROM observation_now o JOIN indicator_now i USING (indicator_id) JOIN import_file f ON f.file_id = o.file_id
       JOIN import m ON m.import_id = f.import_id
  WHERE o.indicator_id = ANY
    (with_inputs(ARRAY[of_indicator], (SELECT p.first_day FROM period p WHERE p.period_id = at_period)))
    AND o.area_id = in_area AND o.period_id = at_period
  ORDER BY i.ref, o.cohort;
END;
