-- Every performance figure is computed here, by the formulas of docs/figures.md, in exact decimals,
-- and rounded once, when it is shown.

-- A value as a person reads it. The number alone (for spreadsheets) is round(value, decimals). STABLE,
-- like all that use to_char() and concat_ws(), because these are: what promises more than it calls
-- is not expanded into the statement but run as a function, at many times the cost.
CREATE FUNCTION shown(value numeric, decimals integer, measure text) RETURNS text LANGUAGE sql STABLE
  RETURN to_char(round(value, decimals),
                 'FM999,999,999,990' || CASE WHEN decimals > 0 THEN '.' || repeat('0', decimals) ELSE '' END)
         || CASE WHEN measure = 'percentage' THEN '%' ELSE '' END;

-- A difference: its sign is said also when it is a rise.
CREATE FUNCTION shown_signed(value numeric, decimals integer) RETURNS text LANGUAGE sql STABLE
  RETURN CASE WHEN round(value, decimals) > 0 THEN '+' ELSE '' END || shown(value, decimals, '');

CREATE FUNCTION meets(value numeric, operator text, target numeric) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN CASE operator WHEN '<' THEN value < target WHEN '<=' THEN value <= target WHEN '=' THEN value = target
                       WHEN '>=' THEN value >= target WHEN '>' THEN value > target END;

-- The rating of a value as shown; null: not rated. By national_gap the value is the gap to England's
-- figure, both as shown.
CREATE FUNCTION rag(rule text, polarity text, operator text, target numeric, red numeric, green numeric, value numeric)
  RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE
    WHEN value IS NULL THEN NULL
    WHEN rule IN ('tolerance', 'national_gap') AND polarity = 'high' THEN
      CASE WHEN value >= green THEN 'green' WHEN value < red THEN 'red' ELSE 'amber' END
    WHEN rule IN ('tolerance', 'national_gap') AND polarity = 'low' THEN
      CASE WHEN value <= green THEN 'green' WHEN value > red THEN 'red' ELSE 'amber' END
    WHEN rule = 'target' THEN
      CASE WHEN meets(value, operator, target) THEN 'green'
           WHEN target <> 0 AND abs(value - target) <= 0.10 * abs(target) THEN 'amber'
           ELSE 'red' END
  END;

-- Direction of travel, as performance, between two values as shown.
CREATE FUNCTION direction(polarity text, value numeric, previous numeric) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE
    WHEN polarity = 'info' OR previous IS NULL OR value IS NULL THEN '-'
    WHEN value = previous THEN '↔'
    WHEN (value > previous) = (polarity = 'high') THEN '↑'
    ELSE '↓' END;

-- The worst of several qualities of an input, and back. What is suppressed outranks what is not
-- available, so that nothing entered can stand in for it.
CREATE FUNCTION status_rank(status text) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN array_position(ARRAY['final', 'provisional', 'forecast', 'n/a', 'suppressed'], status);

CREATE FUNCTION status_ranked(rank integer) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN (ARRAY['final', 'provisional', 'forecast', 'n/a', 'suppressed'])[rank];

-- Indicators of derivation: each with its inputs, part n of the numerator, d of the denominator.
CREATE VIEW indicator_input WITH (security_invoker) AS
  SELECT d.indicator_id, i.part, i.input_id
  FROM indicator_definition_now d,
       LATERAL (SELECT 'n' AS part, unnest(d.numerator_ids) AS input_id
                UNION ALL SELECT 'd', unnest(d.denominator_ids)) i;

-- An indicator and all that it is computed from. PL/pgSQL for the plan that is kept.
CREATE FUNCTION with_inputs(indicators integer[]) RETURNS integer[]
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (
    WITH RECURSIVE need (id) AS (
      SELECT unnest(indicators)
      UNION
      SELECT i.input_id FROM need n JOIN indicator_input i ON i.indicator_id = n.id)
    SELECT array_agg(id) FROM need);
END
$$;

-- figures_since(): one row an indicator, area, cohort and period with anything held, from from_day to
-- until_day, months and quarters read from since on; every measure at once, so that no two reports can
-- compute one differently.
--
-- The way: what is entered (latest visible import) → sums over the year and over twelve months of
-- what is entered → sums of inputs for derived counts, then for percentages and rates → value by
-- measure and basis → rounded → rated, compared with the previous and with the year before.
--
-- PL/pgSQL only because it keeps the plan for the session; planning takes longer than running.
CREATE FUNCTION figures_since(indicators integer[], areas integer[], from_day date, until_day date, rag_scope text, since date)
  RETURNS TABLE (
    indicator_id integer, area_id integer, cohort text, period_id integer,
    value numeric,          -- unrounded; null: none, and why says why
    shown_value numeric,    -- rounded, null likewise
    text text,              -- as a person reads it: 24.5%, n/a, x
    numerator numeric, denominator numeric,
    ytd numeric, previous_ytd numeric, rolling_12 numeric,    -- unrounded
    difference numeric, difference_pct numeric,
    trend text, dot text, rag text, previous numeric,
    status text,            -- final, provisional, forecast, suppressed, n/a
    as_entered boolean,     -- derived, but its inputs are not held
    released boolean,       -- everything it rests on may be seen by members
    why text,
    year_before numeric,    -- the value as shown of the same period a year before
    year_dot text,          -- the arrow against it: a scorecard's
    national_value numeric, -- England's figure as shown that the rating used, where the rule asks for one
    above_national boolean, -- better than it, printed +
    rag_note text)          -- which of England's figures the rating used, if not the same period's
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  -- England, read beside the areas asked for where a rule rates by the gap to it
  england integer := (
    SELECT min(a.area_id) FROM area_now a
    WHERE a.kind = 'national' AND EXISTS (
      SELECT FROM target t
      WHERE t.indicator_id = ANY (indicators) AND t.scope = rag_scope AND t.rag_rule = 'national_gap'));
  places integer[] := areas || england;
BEGIN
RETURN QUERY WITH RECURSIVE
  need (id) AS (                      -- the indicators asked for and all that they derive from
    SELECT unnest(indicators)
    UNION
    SELECT i.input_id FROM need JOIN indicator_input i ON i.indicator_id = need.id),
  def AS MATERIALIZED (
    SELECT d.*, d.numerator_ids <> '{}' AS derived,
           cardinality(d.numerator_ids) AS n_inputs, cardinality(d.denominator_ids) AS d_inputs
    FROM indicator_definition_now d WHERE d.indicator_id = ANY (ARRAY(SELECT id FROM need))),
  leaf (id, leaf_id) AS (             -- derived counts, down to what is entered
    SELECT d.indicator_id, unnest(d.numerator_ids) FROM def d WHERE d.derived AND d.measure = 'count'
    UNION ALL
    SELECT l.id, unnest(d.numerator_ids) FROM leaf l JOIN def d ON d.indicator_id = l.leaf_id AND d.derived),
  leaf_only AS (
    SELECT l.id, l.leaf_id, count(*) OVER (PARTITION BY l.id) AS leaves
    FROM leaf l JOIN def d ON d.indicator_id = l.leaf_id WHERE NOT d.derived),
  file_released AS MATERIALIZED (
    SELECT f.file_id FROM import_file f JOIN import i USING (import_id) WHERE i.released_at IS NOT NULL),
  rule AS MATERIALIZED (              -- rules of rating, each until the next of the same area begins
    SELECT t.indicator_id, t.area_id, t.rag_rule, t.operator, t.target, t.red, t.green, t.from_day,
           lead(t.from_day, 1, date 'infinity') OVER (PARTITION BY t.indicator_id, t.area_id ORDER BY t.from_day) AS until_day
    FROM target_now t WHERE t.indicator_id = ANY (indicators) AND t.scope = rag_scope),
  council_family AS MATERIALIZED (SELECT a.area_id FROM area_now a WHERE a.of_council),
  latest AS (
    SELECT DISTINCT ON (o.indicator_id, o.area_id, o.cohort, o.period_id) o.*
    FROM observation o JOIN period p USING (period_id)
    WHERE o.indicator_id = ANY (ARRAY(SELECT id FROM need)) AND o.area_id = ANY (places) AND p.last_day <= until_day
      AND (p.last_day >= since OR p.kind NOT IN ('month', 'quarter'))
    ORDER BY o.indicator_id, o.area_id, o.cohort, o.period_id, o.file_id DESC),
  observed AS MATERIALIZED (          -- what is entered; a number beside "suppressed" is not for use
    SELECT l.indicator_id, l.area_id, l.cohort, l.period_id, l.status, l.file_id,
           CASE WHEN l.status <> 'suppressed' THEN l.value END AS value,
           CASE WHEN l.status <> 'suppressed' THEN l.numerator END AS numerator,
           CASE WHEN l.status <> 'suppressed' THEN l.denominator END AS denominator
    FROM latest l),
  totalled AS (                       -- totals of periods whose months are not held
    SELECT t.indicator_id, t.area_id, t.cohort, t.period_id,
           max(t.value) FILTER (WHERE t.measure = 'ytd') AS ytd,
           max(t.value) FILTER (WHERE t.measure = 'rolling_12') AS rolling,
           bool_and(t.file_id IN (SELECT r.file_id FROM file_released r)) AS released
    FROM total_now t JOIN period p USING (period_id)
    WHERE t.indicator_id = ANY (ARRAY(SELECT id FROM need)) AND t.area_id = ANY (places) AND p.last_day <= until_day
      AND (p.last_day >= since OR p.kind NOT IN ('month', 'quarter'))
    GROUP BY t.indicator_id, t.area_id, t.cohort, t.period_id),
  entered AS (
    SELECT e.indicator_id, e.area_id, e.cohort, e.period_id, e.value, e.status, e.released,
           CASE WHEN d.measure = 'percentage' THEN e.numerator ELSE e.value END AS n,
           CASE WHEN d.measure = 'percentage' THEN e.denominator END AS d,
           d.derived, d.basis, e.total_ytd, e.total_rolling,
           p.kind, p.first_day, p.financial_year,
           CASE p.kind WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 END AS months,
           (extract(month FROM p.last_day)::integer + 8) % 12 + 1 AS months_of_year
    FROM (SELECT indicator_id, area_id, cohort, period_id, o.value, o.numerator, o.denominator, o.status,
                 coalesce(o.file_id IN (SELECT r.file_id FROM file_released r), true) AND coalesce(t.released, true) AS released,
                 t.ytd AS total_ytd, t.rolling AS total_rolling
          FROM observed o FULL JOIN totalled t USING (indicator_id, area_id, cohort, period_id)) e
         JOIN def d USING (indicator_id) JOIN period p USING (period_id)),
  summed AS (                         -- and its sums; what is suppressed or n/a breaks them
    SELECT w.indicator_id, w.area_id, w.cohort, w.period_id, w.n, w.d, w.status, w.released, w.derived,
           coalesce(w.ytd_n, w.total_ytd) AS ytd_n, w.ytd_d, coalesce(w.r12_n, w.total_rolling) AS r12_n, w.r12_d, w.held,
           CASE WHEN w.r12_n IS NULL AND w.total_rolling IS NOT NULL THEN w.status ELSE status_ranked(w.r12_rank) END AS r12_status,
           w.r12_released
    FROM (SELECT e.*,
                 CASE WHEN e.months IS NOT NULL AND count(e.n) OVER year = e.months_of_year / e.months
                      THEN sum(e.n) OVER year END AS ytd_n,
                 CASE WHEN e.months IS NOT NULL AND count(e.d) OVER year = e.months_of_year / e.months
                      THEN sum(e.d) OVER year END AS ytd_d,
                 -- a figure over twelve months is not summed again
                 CASE WHEN e.basis <> 'rolling_12' AND count(e.n) OVER twelve = 12 / e.months THEN sum(e.n) OVER twelve END AS r12_n,
                 CASE WHEN e.basis <> 'rolling_12' AND count(e.d) OVER twelve = 12 / e.months THEN sum(e.d) OVER twelve END AS r12_d,
                 count(e.n) OVER twelve * e.months AS held, max(status_rank(e.status)) OVER twelve AS r12_rank,
                 bool_and(e.released) OVER twelve AS r12_released
          FROM entered e
          WINDOW year AS (PARTITION BY e.indicator_id, e.area_id, e.cohort, e.kind, e.financial_year ORDER BY e.first_day),
                 twelve AS (PARTITION BY e.indicator_id, e.area_id, e.cohort, e.kind ORDER BY e.first_day
                            RANGE BETWEEN interval '11 months' PRECEDING AND CURRENT ROW)) w),
  counted AS (                        -- what may be an input: entered figures and derived counts
    SELECT s.*, false AS stated FROM summed s WHERE NOT s.derived
    UNION ALL
    SELECT id, area_id, cohort, period_id,
           CASE WHEN c.status IS DISTINCT FROM 'suppressed' THEN coalesce(c.n, s.n) END, NULL,
           CASE WHEN c.n IS NULL AND c.status IS DISTINCT FROM 'suppressed' THEN coalesce(s.status, c.status) ELSE c.status END,
           CASE WHEN c.n IS NULL THEN coalesce(s.released, c.released) ELSE c.released END, true,
           coalesce(c.ytd_n, s.ytd_n), NULL, coalesce(c.r12_n, s.r12_n), NULL, c.held,
           CASE WHEN c.r12_n IS NULL THEN coalesce(c.r12_status, s.status) ELSE c.r12_status END,
           coalesce(c.r12_released, s.released), c.n IS NULL
    FROM (SELECT l.id, s.area_id, s.cohort, s.period_id, bool_and(s.released) AS released, min(s.held) AS held,
                 CASE WHEN count(s.n) = l.leaves THEN sum(s.n) END AS n,
                 CASE WHEN count(s.ytd_n) = l.leaves THEN sum(s.ytd_n) END AS ytd_n,
                 CASE WHEN count(s.r12_n) = l.leaves THEN sum(s.r12_n) END AS r12_n,
                 status_ranked(max(status_rank(s.status))) AS status,
                 status_ranked(max(status_rank(s.r12_status))) AS r12_status, bool_and(s.r12_released) AS r12_released
          FROM leaf_only l JOIN summed s ON s.indicator_id = l.leaf_id
          GROUP BY l.id, l.leaves, s.area_id, s.cohort, s.period_id) c
         FULL JOIN (SELECT s.indicator_id AS id, s.area_id, s.cohort, s.period_id, s.n, s.ytd_n, s.r12_n, s.status, s.released
                    FROM summed s JOIN def d USING (indicator_id) WHERE d.derived AND d.measure = 'count') s
         USING (id, area_id, cohort, period_id)),
  ratio AS (                          -- numerator and denominator of derived percentages and rates
    SELECT i.indicator_id, c.area_id, c.cohort, c.period_id, bool_and(c.released) AS released, min(c.held) AS held,
           CASE WHEN count(c.n) FILTER (WHERE i.part = 'n') = d.n_inputs THEN sum(c.n) FILTER (WHERE i.part = 'n') END AS n,
           CASE WHEN count(c.n) FILTER (WHERE i.part = 'd') = d.d_inputs THEN sum(c.n) FILTER (WHERE i.part = 'd') END AS d,
           CASE WHEN count(c.ytd_n) FILTER (WHERE i.part = 'n') = d.n_inputs THEN sum(c.ytd_n) FILTER (WHERE i.part = 'n') END AS ytd_n,
           CASE WHEN count(c.ytd_n) FILTER (WHERE i.part = 'd') = d.d_inputs THEN sum(c.ytd_n) FILTER (WHERE i.part = 'd') END AS ytd_d,
           CASE WHEN count(c.r12_n) FILTER (WHERE i.part = 'n') = d.n_inputs THEN sum(c.r12_n) FILTER (WHERE i.part = 'n') END AS r12_n,
           CASE WHEN count(c.r12_n) FILTER (WHERE i.part = 'd') = d.d_inputs THEN sum(c.r12_n) FILTER (WHERE i.part = 'd') END AS r12_d,
           status_ranked(max(status_rank(c.status))) AS status,
           status_ranked(max(status_rank(c.r12_status))) AS r12_status, bool_and(c.r12_released) AS r12_released
    FROM indicator_input i JOIN def d USING (indicator_id) JOIN counted c ON c.indicator_id = i.input_id
    WHERE d.measure <> 'count'
    GROUP BY i.indicator_id, d.n_inputs, d.d_inputs, c.area_id, c.cohort, c.period_id),
  amount AS (
    SELECT indicator_id, area_id, cohort, period_id, n, d, ytd_n, ytd_d, r12_n, r12_d, held, status, released,
           r12_status, r12_released, stated
    FROM counted WHERE indicator_id = ANY (indicators)
    UNION ALL
    SELECT indicator_id, area_id, cohort, period_id, n, d, ytd_n, ytd_d, r12_n, r12_d, held, status, released,
           r12_status, r12_released, false
    FROM ratio WHERE indicator_id = ANY (indicators)),
  based AS (                          -- of the period, or of the twelve months that end with it
    SELECT k.indicator_id, k.area_id, k.cohort, k.period_id, d.polarity, d.measure, d.basis, d.decimals, d.derived,
           p.kind, p.first_day, p.last_day, p.financial_year, b.whole, w.population,
           a.held, a.ytd_n, a.ytd_d, a.r12_n, a.r12_d,
           CASE WHEN b.whole THEN a.r12_n WHEN NOT a.stated THEN a.n END AS n, CASE WHEN b.whole THEN a.r12_d ELSE a.d END AS d,
           CASE WHEN b.whole THEN a.r12_status ELSE a.status END AS computed_status, e.status AS entered_status,
           CASE WHEN b.whole THEN a.r12_released ELSE a.released END AS computed_released, e.released AS entered_released,
           e.value AS entered_value
    FROM amount a
         FULL JOIN (SELECT e.* FROM entered e WHERE e.indicator_id = ANY (indicators)) e
           USING (indicator_id, area_id, cohort, period_id) AS k
         JOIN def d ON d.indicator_id = k.indicator_id
         JOIN period p ON p.period_id = k.period_id
         CROSS JOIN LATERAL (SELECT d.basis = 'rolling_12' AND d.derived) AS b (whole)
         LEFT JOIN population_now w ON d.measure = 'rate' AND w.area_id = k.area_id AND w.year = p.financial_year),
  valued AS (                         -- by measure
    SELECT v.*,
           CASE v.measure
             WHEN 'percentage' THEN 100 * v.n / nullif(v.d, 0)
             WHEN 'rate' THEN CASE WHEN v.derived THEN 10000 * v.n * CASE WHEN v.basis = 'flow' THEN 12 / y.months ELSE 1 END / v.population END
             ELSE v.n END AS computed,
           CASE WHEN v.basis = 'flow' THEN CASE v.measure
             WHEN 'count' THEN v.ytd_n
             WHEN 'percentage' THEN 100 * v.ytd_n / nullif(v.ytd_d, 0)
             WHEN 'rate' THEN CASE WHEN v.derived THEN 10000 * v.ytd_n * 12 / ((extract(month FROM v.last_day)::integer + 8) % 12 + 1)
                                                       / v.population END END END AS ytd,
           CASE WHEN v.basis = 'flow' THEN CASE v.measure
             WHEN 'count' THEN v.r12_n
             WHEN 'percentage' THEN 100 * v.r12_n / nullif(v.r12_d, 0)
             WHEN 'rate' THEN CASE WHEN v.derived THEN 10000 * v.r12_n / v.population END END END AS rolling_12
    FROM based v
         CROSS JOIN LATERAL (SELECT CASE v.kind WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 ELSE 12 END) AS y (months)),
  final AS (                          -- computed, or as entered where the inputs are not held
    SELECT v.*, s.best, s.as_entered, round(s.best, v.decimals) AS shown_value,
           CASE WHEN s.as_entered THEN v.entered_status WHEN v.whole AND s.best IS NULL THEN 'n/a'
                ELSE coalesce(v.computed_status, v.entered_status) END AS status,
           coalesce(CASE WHEN s.as_entered THEN v.entered_released ELSE v.computed_released END, v.entered_released) AS released
    FROM valued v
         CROSS JOIN LATERAL (SELECT v.computed IS NULL AND v.computed_status IS DISTINCT FROM 'suppressed') AS t (may_stand)
         CROSS JOIN LATERAL (SELECT CASE WHEN t.may_stand THEN v.entered_value ELSE v.computed END,
                                    t.may_stand AND v.derived AND v.entered_value IS NOT NULL) AS s (best, as_entered)),
  compared AS (
    SELECT f.*,
           lag(f.shown_value) OVER (PARTITION BY f.indicator_id, f.area_id, f.cohort, f.shown_value IS NULL,
             CASE WHEN f.basis = 'stock' AND f.kind IN ('month', 'date') THEN 'moment' ELSE f.kind END ORDER BY f.last_day, f.first_day) AS previous,
           CASE WHEN f.kind = 'month' AND count(f.best) OVER thirteen = 13
                -- quotients are held to at least 16 digits, not all to the same: their noise is no trend
                THEN round(13 * sum(f.best * f.month) OVER thirteen - sum(f.best) OVER thirteen * sum(f.month) OVER thirteen, 9) END AS slope,
           first_value(f.best) OVER year_ago AS best_before, first_value(f.ytd) OVER year_ago AS ytd_before
    FROM (SELECT f.*, (extract(year FROM f.first_day) * 12 + extract(month FROM f.first_day))::numeric AS month FROM final f) f
    WINDOW thirteen AS (PARTITION BY f.indicator_id, f.area_id, f.cohort, f.kind ORDER BY f.first_day
                        RANGE BETWEEN interval '12 months' PRECEDING AND CURRENT ROW),
           year_ago AS (PARTITION BY f.indicator_id, f.area_id, f.cohort, f.kind ORDER BY f.first_day
                        RANGE BETWEEN interval '1 year' PRECEDING AND interval '1 year' PRECEDING)),
  rated AS (                          -- each with its rule: an area's own before the council's
    SELECT c.*, r.rag_rule, r.operator, r.target, r.red, r.green
    FROM compared c
         LEFT JOIN LATERAL (
           SELECT r.* FROM rule r
           WHERE r.indicator_id = c.indicator_id AND c.last_day >= r.from_day AND c.last_day < r.until_day
             AND (r.area_id = c.area_id
                  OR r.area_id IS NULL AND c.area_id IN (SELECT f.area_id FROM council_family f))
           ORDER BY r.area_id NULLS LAST LIMIT 1) r ON true
    WHERE c.last_day >= figures_since.from_day)
SELECT c.indicator_id, c.area_id, c.cohort, c.period_id, c.best, c.shown_value,
       CASE WHEN c.shown_value IS NOT NULL THEN shown(c.best, c.decimals, c.measure)
            WHEN c.status = 'suppressed' THEN 'x' ELSE 'n/a' END,
       CASE WHEN NOT c.as_entered AND (c.derived OR c.d IS NOT NULL) THEN c.n END, CASE WHEN NOT c.as_entered THEN c.d END,
       c.ytd, c.ytd_before, c.rolling_12, round(g.now - g.before, 10),
       round(round(100 * (g.now - g.before) / abs(nullif(g.before, 0)), 10), 1),
       CASE WHEN c.kind <> 'month' THEN NULL WHEN c.slope IS NULL THEN 'Dataset is incomplete.'
            WHEN c.slope > 0 THEN 'Increasing.' WHEN c.slope < 0 THEN 'Reducing.' ELSE 'No change.' END,
       direction(c.polarity, c.shown_value, c.previous),
       rag(c.rag_rule, c.polarity, c.operator, c.target, c.red, c.green,
           CASE WHEN c.rag_rule = 'national_gap' THEN c.shown_value - e.shown_value ELSE c.shown_value END),
       c.previous,
       c.status, c.as_entered, c.released,
       CASE WHEN c.shown_value IS NOT NULL THEN NULL
            WHEN c.status = 'suppressed' THEN 'suppressed'
            WHEN c.whole AND (c.n IS NULL OR c.measure = 'percentage' AND c.d IS NULL) THEN coalesce(c.held, 0) || ' of 12 months'
            WHEN c.status = 'n/a' AND NOT c.whole THEN 'not available'
            WHEN c.measure = 'percentage' AND c.d = 0 THEN 'the denominator is 0'
            WHEN c.measure = 'rate' AND c.n IS NOT NULL AND c.population IS NULL
              THEN 'no population for ' || c.financial_year || '/' || to_char((c.financial_year + 1) % 100, 'FM00')
            ELSE 'what it is computed from is not held' END,
       round(c.best_before, c.decimals), direction(c.polarity, c.shown_value, round(c.best_before, c.decimals)),
       e.shown_value,
       CASE c.polarity WHEN 'high' THEN c.shown_value > e.shown_value WHEN 'low' THEN c.shown_value < e.shown_value END,
       CASE WHEN c.rag_rule IS DISTINCT FROM 'national_gap' OR c.shown_value IS NULL THEN NULL
            WHEN e.shown_value IS NULL THEN 'no figure of England is held'
            WHEN e.period_id <> c.period_id THEN format('rated against England, %s: the latest held', e.label) END
FROM rated c
     CROSS JOIN LATERAL (               -- a difference: of the year to date, or from a year before; to ten
                                        -- places, so that exactly half is half also of two endless quotients
       SELECT CASE c.basis WHEN 'flow' THEN c.ytd ELSE c.best END, CASE c.basis WHEN 'flow' THEN c.ytd_before ELSE c.best_before END
     ) AS g (now, before)
     LEFT JOIN LATERAL (                -- England, same cohort: the same period, else the latest before
       SELECT n.shown_value, n.period_id, q.label
       FROM compared n JOIN period q USING (period_id)
       WHERE c.rag_rule = 'national_gap' AND n.indicator_id = c.indicator_id AND n.area_id = england AND n.cohort = c.cohort
         AND n.kind = c.kind AND n.last_day <= c.last_day AND n.shown_value IS NOT NULL
       ORDER BY n.last_day DESC LIMIT 1) e ON true
WHERE c.area_id = ANY (areas);
END
$$;

-- What the reports ask. A month's figure needs no more than the two years before it and its sums do: older
-- months are read only where a figure found none before it to be compared with, and there are some.
CREATE FUNCTION figures(indicators integer[], areas integer[], from_day date, until_day date, rag_scope text)
  RETURNS TABLE (
    indicator_id integer, area_id integer, cohort text, period_id integer,
    value numeric,          -- unrounded; null: none, and why says why
    shown_value numeric,    -- rounded, null likewise
    text text,              -- as a person reads it: 24.5%, n/a, x
    numerator numeric, denominator numeric,
    ytd numeric, previous_ytd numeric, rolling_12 numeric,    -- unrounded
    difference numeric, difference_pct numeric,
    trend text, dot text, rag text, previous numeric,
    status text,            -- final, provisional, forecast, suppressed, n/a
    as_entered boolean,     -- derived, but its inputs are not held
    released boolean,       -- everything it rests on may be seen by members
    why text,
    year_before numeric,    -- the value as shown of the same period a year before
    year_dot text,          -- the arrow against it: a scorecard's
    national_value numeric, -- England's figure as shown that the rating used, where the rule asks for one
    above_national boolean, -- better than it, printed +
    rag_note text)          -- which of England's figures the rating used, if not the same period's
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  since date := from_day - interval '28 months';
BEGIN
  RETURN QUERY
  WITH f AS MATERIALIZED (
    SELECT * FROM figures_since(indicators, areas, from_day, until_day, rag_scope, since)),
  lone AS (
    SELECT DISTINCT f.indicator_id, f.area_id FROM f JOIN period p USING (period_id)
    WHERE f.shown_value IS NOT NULL AND f.previous IS NULL AND p.kind IN ('month', 'quarter')),
  older AS MATERIALIZED (
    SELECT l.indicator_id, l.area_id FROM lone l
    WHERE EXISTS (SELECT FROM observation o JOIN period p USING (period_id)
                  WHERE o.indicator_id = ANY (with_inputs(ARRAY[l.indicator_id])) AND o.area_id = l.area_id
                    AND p.last_day < since AND p.kind IN ('month', 'quarter', 'date')))
  SELECT f.* FROM f WHERE (f.indicator_id, f.area_id) NOT IN (SELECT o.indicator_id, o.area_id FROM older o)
  UNION ALL
  SELECT g.*
  FROM (SELECT array_agg(DISTINCT o.indicator_id) AS ids, array_agg(DISTINCT o.area_id) AS places FROM older o HAVING count(*) > 0) a,
       figures_since(a.ids, a.places, from_day, until_day, rag_scope, '-infinity') g
  WHERE (g.indicator_id, g.area_id) IN (SELECT o.indicator_id, o.area_id FROM older o);
END
$$;
