-- Every performance figure is computed here, by the formulas of docs/figures.md, in exact decimals,
-- and rounded once, when it is shown. Kept by figures_kept.sql, rated by figures.sql.

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

-- Direction of travel, as performance, between two values as shown.
CREATE FUNCTION direction(polarity text, value numeric, previous numeric) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE
    WHEN polarity = 'info' OR previous IS NULL OR value IS NULL THEN '-'
    WHEN value = previous THEN '↔'
    WHEN (value > previous) = (polarity = 'high') THEN '↑'
    ELSE '↓' END;

-- Why it says neither; null: it does, or there is no figure.
CREATE FUNCTION why_no_direction(polarity text, value numeric, previous numeric, why_changed text) RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN value IS NULL THEN NULL
              WHEN previous IS NULL THEN coalesce(why_changed, 'nothing to compare with')
              WHEN polarity = 'info' THEN 'no direction is better' END;

-- The worst of several qualities of an input, and back. What is suppressed or was removed outranks what is not
-- available, so that nothing entered can stand in for it.
CREATE FUNCTION status_rank(status text) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN array_position(ARRAY['final', 'provisional', 'forecast', 'n/a', 'suppressed', 'removed'], status);

CREATE FUNCTION status_ranked(rank integer) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN (ARRAY['final', 'provisional', 'forecast', 'n/a', 'suppressed', 'removed'])[rank];

-- Whether a number is held back by its quality: suppressed, or removed for data protection.
CREATE FUNCTION is_withheld(status text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN coalesce(status IN ('suppressed', 'removed'), false);

-- Indicators of derivation: each with its inputs, part n of the numerator, d of the denominator.
CREATE VIEW indicator_input WITH (security_invoker) AS
  SELECT d.indicator_id, i.part, i.input_id
  FROM indicator_definition_now d,
       LATERAL (SELECT 'n' AS part, unnest(d.numerator_ids) AS input_id
                UNION ALL SELECT 'd', unnest(d.denominator_ids)) i;

-- An indicator and all that it is computed from: by the definitions that hold for a period which begins on this day, or
-- by any (null). PL/pgSQL for the plan that is kept.
CREATE FUNCTION with_inputs(indicators integer[], begins date DEFAULT NULL) RETURNS integer[]
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  IF begins IS NULL THEN
    RETURN (
      WITH RECURSIVE need (id) AS (
        SELECT unnest(indicators)
        UNION
        SELECT i.input_id FROM need n JOIN indicator_input i ON i.indicator_id = n.id)
      SELECT array_agg(id) FROM need);
  END IF;
  RETURN (
    WITH RECURSIVE at AS MATERIALIZED (SELECT d.indicator_id, d.numerator_ids || d.denominator_ids AS inputs
                                       FROM indicators_at(begins) d),
    need (id) AS (
      SELECT unnest(indicators)
      UNION
      SELECT i.id FROM need n JOIN at a ON a.indicator_id = n.id, unnest(a.inputs) i (id))
    SELECT array_agg(id) FROM need);
END
$$;

-- Periods of one kind follow one another; of what stands at a time, dates and months are one kind.
CREATE FUNCTION series_kind(kind text, stands boolean) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN stands AND kind IN ('month', 'date') THEN 'moment' ELSE kind END;

-- Why there is no figure where what it is computed from is no reason by its quality.
CREATE FUNCTION why_none(measure text, n numeric, d numeric, population integer, financial_year integer) RETURNS text
  LANGUAGE sql STABLE
  RETURN CASE WHEN measure = 'percentage' AND d = 0 THEN 'the denominator is 0'
              WHEN measure = 'rate' AND n IS NOT NULL AND population IS NULL
                THEN 'no population for ' || financial_year || '/' || to_char((financial_year + 1) % 100, 'FM00')
              ELSE 'what it is computed from is not held' END;

-- The definitions of a reading, of these indicators, each with the days on which a period begins that it holds for: a
-- reading is a set of files, and nothing else is looked at.
CREATE FUNCTION definitions_of(files integer[], indicators integer[])
  RETURNS TABLE (indicator_id integer, polarity text, measure text, basis text, decimals integer,
                 numerator_ids integer[],
                 denominator_ids integer[], base_id integer, beyond_100 boolean, from_id integer, from_day date,
                 next_day date)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT d.indicator_id, d.polarity, d.measure, d.basis, d.decimals, d.numerator_ids, d.denominator_ids, d.base_id,
         d.beyond_100, d.holds_from_id, d.holds_from,
         lead(d.holds_from, 1, date 'infinity') OVER (PARTITION BY d.indicator_id ORDER BY d.holds_from)
  FROM (SELECT DISTINCT ON (d.indicator_id, d.holds_from) d.* FROM indicator_definition d
        WHERE d.indicator_id = ANY (indicators) AND d.file_id IN (SELECT unnest(files))
        ORDER BY d.indicator_id, d.holds_from, d.file_id DESC) d;
END
$$;

-- What is the same however its terms are ordered.
CREATE FUNCTION in_order(ids integer[]) RETURNS integer[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY(SELECT u.id FROM unnest(ids) u (id) ORDER BY u.id);

-- The stretches of these indicators between their breaks, in a reading: a break is a change of method, or a definition
-- with other inputs, measure, basis or polarity than the one before, of the indicator or of anything it is computed
-- from; none is what is said to compare. changed: of a stretch after a break, the period from which it holds.
CREATE FUNCTION sides_of(files integer[], indicators integer[])
  RETURNS TABLE (indicator_id integer, first_day date, next_day date, changed text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH RECURSIVE rests (indicator_id, input_id) AS (
    SELECT u.id, u.id FROM unnest(indicators) u (id)
    UNION
    SELECT r.indicator_id, i.id
    FROM rests r JOIN indicator_definition d ON d.indicator_id = r.input_id AND d.file_id IN (SELECT unnest(files)),
         unnest(d.numerator_ids || d.denominator_ids) i (id)),
  method AS MATERIALIZED (
    SELECT DISTINCT ON (m.indicator_id, m.period_id) m.*, p.first_day, p.label
    FROM method_change m JOIN period p USING (period_id)
    WHERE m.indicator_id IN (SELECT r.input_id FROM rests r) AND m.file_id IN (SELECT unnest(files))
    ORDER BY m.indicator_id, m.period_id, m.file_id DESC),
  defined AS (
    SELECT d.indicator_id, d.from_id, d.from_day,
           ROW(d.polarity, d.measure, d.basis, in_order(d.numerator_ids), in_order(d.denominator_ids))::text AS content
    FROM definitions_of(files, ARRAY(SELECT DISTINCT r.input_id FROM rests r)) d),
  redefined AS (
    SELECT d.*, lag(d.content) OVER (PARTITION BY d.indicator_id ORDER BY d.from_day) AS content_before FROM defined d),
  break AS (
    SELECT m.indicator_id, m.first_day, m.label FROM method m WHERE NOT m.comparable
    UNION ALL
    SELECT d.indicator_id, d.from_day, p.label
    FROM redefined d JOIN period p ON p.period_id = d.from_id
    WHERE d.content <> d.content_before
      AND NOT EXISTS (SELECT FROM method m WHERE m.indicator_id = d.indicator_id AND m.first_day = d.from_day)),
  begins AS (
    SELECT u.id AS indicator_id, date '-infinity' AS first_day, NULL::text AS changed FROM unnest(indicators) u (id)
    UNION ALL
    (SELECT DISTINCT ON (r.indicator_id, b.first_day) r.indicator_id, b.first_day, b.label
     FROM rests r JOIN break b ON b.indicator_id = r.input_id
     ORDER BY r.indicator_id, b.first_day, r.indicator_id <> r.input_id, b.label))
  SELECT b.indicator_id, b.first_day,
         lead(b.first_day, 1, date 'infinity') OVER (PARTITION BY b.indicator_id ORDER BY b.first_day), b.changed
  FROM begins b;
END
$$;

-- Why a figure cannot be true, with the arithmetic; null: nothing says so. numerator and denominator are its own;
-- entered is a percentage as it was typed, of which base is the whole: some number of children must give it.
CREATE FUNCTION impossible_words(measure text, beyond_100 boolean, value numeric, decimals integer, numerator numeric,
    denominator numeric, entered numeric, base numeric) RETURNS text LANGUAGE sql STABLE
  RETURN CASE
    WHEN measure <> 'percentage' THEN NULL
    WHEN NOT beyond_100 AND denominator > 0 AND numerator > denominator
      THEN format('a part of %s is more than its whole of %s', trim_scale(numerator), trim_scale(denominator))
    WHEN NOT beyond_100 AND (value < 0 OR value > 100)
      THEN format('%s is outside 0 to 100', shown(value, decimals, measure))
    WHEN entered BETWEEN 0 AND 100 AND base > 0 AND base = trunc(base)
         AND round(100 * trunc(entered * base / 100) / base, scale(entered)) <> entered
         AND round(100 * (trunc(entered * base / 100) + 1) / base, scale(entered)) <> entered
      THEN format('no whole number of %s is %s%%: %s are %s%%, %s are %s%%', trim_scale(base), entered,
                  trunc(entered * base / 100), round(100 * trunc(entered * base / 100) / base, scale(entered)),
                  trunc(entered * base / 100) + 1,
                  round(100 * (trunc(entered * base / 100) + 1) / base, scale(entered)))
  END;

-- When what was entered, or what a figure is computed from, was removed. Asked of such figures alone.
CREATE FUNCTION why_removed(files integer[], of_indicator integer, in_area integer, of_cohort text, at_period integer)
  RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  own text := (SELECT file_erased_why(o.file_id, true) FROM observation o
               WHERE o.indicator_id = of_indicator AND o.area_id = in_area AND o.cohort = of_cohort
                 AND o.period_id = at_period AND o.file_id = ANY (files) ORDER BY o.file_id DESC LIMIT 1);
BEGIN
  RETURN coalesce(own, (
    WITH RECURSIVE input (id) AS (
      SELECT of_indicator
      UNION
      SELECT u.id FROM input i JOIN indicator_definition d ON d.indicator_id = i.id,
                       unnest(d.numerator_ids || d.denominator_ids) u (id))
    SELECT 'what it is computed from was ' || file_erased_why(max(o.file_id), true) FROM observation o
    WHERE o.indicator_id IN (SELECT i.id FROM input i) AND o.area_id = in_area AND o.cohort = of_cohort
      AND o.period_id = at_period AND o.erased AND o.file_id = ANY (files)), 'removed for data protection');
END
$$;

-- Whether anything that figures of an indicator in an area rest on was removed: then what there is none of is said to
-- be removed where it stands in a text that was whole when it was written.
CREATE FUNCTION rests_on_removed(of_indicator integer, in_area integer) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  inputs integer[] := with_inputs(ARRAY[of_indicator]);
BEGIN
  RETURN EXISTS (SELECT FROM observation o WHERE o.indicator_id = ANY (inputs) AND o.area_id = in_area AND o.erased)
    OR EXISTS (SELECT FROM total t WHERE t.indicator_id = ANY (inputs) AND t.area_id = in_area AND t.erased)
    OR EXISTS (SELECT FROM target t WHERE t.indicator_id = of_indicator AND t.erased)
    OR EXISTS (SELECT FROM population w WHERE w.area_id = in_area AND w.erased);
END
$$;

CREATE FUNCTION why_changed(changed text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN 'definition changed from ' || changed;

-- What can be an input: an entered figure, or a count that is derived from others.
CREATE TYPE amount AS (
  indicator_id integer, area_id integer, cohort text, period_id integer, first_day date,
  entered numeric, entered_status text, entered_released boolean,     -- as it was entered, if it was
  n numeric, d numeric, status text, released boolean,
  stated boolean,                                                     -- a derived count, but n is as entered
  ytd_n numeric, ytd_d numeric, ytd_held bigint,                      -- from 1 April; months held of them
  r12_n numeric, r12_d numeric, held bigint, r12_status text, r12_released boolean);

-- figures_counted(): one row an indicator, area, cohort and period up to until_day with anything held.
-- What is entered (latest import) → derived counts, from the amounts of their inputs, or as entered where
-- these are not held → sums over the year and over twelve months. What is suppressed or n/a breaks them.
CREATE FUNCTION figures_counted(files integer[], indicators integer[], areas integer[], until_day date)
  RETURNS SETOF amount
  LANGUAGE plpgsql STABLE ROWS 100000 SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  inputs integer[] := ARRAY(SELECT DISTINCT unnest(d.numerator_ids) FROM definitions_of(files, indicators) d
                            WHERE d.measure = 'count');
BEGIN
IF cardinality(indicators) = 0 THEN
  RETURN;
END IF;
RETURN QUERY WITH
  readable AS MATERIALIZED (SELECT unnest(files) AS file_id),
  def AS MATERIALIZED (
    SELECT d.indicator_id, d.measure, d.basis, d.numerator_ids,
           d.measure = 'count' AND d.numerator_ids <> '{}' AS derived,
           -- itself no amount, only as it was entered
           d.measure <> 'count' AND d.numerator_ids <> '{}' AS of_amounts, d.from_day, d.next_day
    FROM definitions_of(files, indicators) d),
  file_released AS MATERIALIZED (
    SELECT f.file_id FROM import_file f JOIN import i USING (import_id) WHERE i.released_at IS NOT NULL),
  latest AS (
    SELECT DISTINCT ON (o.indicator_id, o.area_id, o.cohort, o.period_id) o.*
    FROM observation o JOIN period p USING (period_id)
    WHERE o.indicator_id = ANY (indicators) AND o.area_id = ANY (areas) AND p.last_day <= until_day
      AND o.file_id IN (SELECT r.file_id FROM readable r)
    ORDER BY o.indicator_id, o.area_id, o.cohort, o.period_id, o.file_id DESC),
  observed AS MATERIALIZED (          -- a number beside "suppressed" is not for use
    SELECT l.indicator_id, l.area_id, l.cohort, l.period_id, l.status,
           l.file_id IN (SELECT r.file_id FROM file_released r) AS released,
           CASE WHEN l.status <> 'suppressed' THEN l.value END AS value,
           CASE WHEN l.status <> 'suppressed' THEN l.numerator END AS numerator,
           CASE WHEN l.status <> 'suppressed' THEN l.denominator END AS denominator
    FROM latest l),
  totalled AS (                       -- totals of periods whose months are not held
    SELECT t.indicator_id, t.area_id, t.cohort, t.period_id,
           max(t.value) FILTER (WHERE t.measure = 'ytd') AS ytd,
           max(t.value) FILTER (WHERE t.measure = 'rolling_12') AS rolling,
           bool_and(t.file_id IN (SELECT r.file_id FROM file_released r)) AS released
    FROM (SELECT DISTINCT ON (t.indicator_id, t.area_id, t.cohort, t.period_id, t.measure) t.*
          FROM total t JOIN period p USING (period_id)
          WHERE t.indicator_id = ANY (indicators) AND t.area_id = ANY (areas) AND p.last_day <= until_day
            AND t.file_id IN (SELECT r.file_id FROM readable r)
          ORDER BY t.indicator_id, t.area_id, t.cohort, t.period_id, t.measure, t.file_id DESC) t
    GROUP BY t.indicator_id, t.area_id, t.cohort, t.period_id),
  entered AS (
    SELECT indicator_id, area_id, cohort, period_id, o.value, o.status,
           coalesce(o.released, true) AND coalesce(t.released, true) AS released,
           CASE WHEN d.of_amounts THEN NULL WHEN d.measure = 'percentage' THEN o.numerator ELSE o.value END AS n,
           CASE WHEN d.measure = 'percentage' AND NOT d.of_amounts THEN o.denominator END AS d, t.ytd, t.rolling
    FROM observed o FULL JOIN totalled t USING (indicator_id, area_id, cohort, period_id)
         JOIN period p USING (period_id)
         JOIN def d USING (indicator_id)
    WHERE p.first_day >= d.from_day AND p.first_day < d.next_day),
  derived AS (                        -- all inputs are held, or there is none
    SELECT d.indicator_id, a.area_id, a.cohort, a.period_id, bool_and(a.released) AS released,
           CASE WHEN count(a.n) = cardinality(d.numerator_ids) THEN sum(a.n) END AS n,
           CASE WHEN count(a.ytd_n) = cardinality(d.numerator_ids) THEN sum(a.ytd_n) END AS ytd,
           CASE WHEN count(a.r12_n) = cardinality(d.numerator_ids) THEN sum(a.r12_n) END AS rolling,
           status_ranked(max(status_rank(a.status))) AS status,
           status_ranked(max(status_rank(a.r12_status))) AS r12_status, bool_and(a.r12_released) AS r12_released
    FROM def d JOIN figures_counted(files, inputs, areas, until_day) a
         ON a.indicator_id = ANY (d.numerator_ids) AND a.first_day >= d.from_day AND a.first_day < d.next_day
    WHERE d.derived
    GROUP BY d.indicator_id, d.numerator_ids, a.area_id, a.cohort, a.period_id),
  combined AS (
    SELECT k.indicator_id, k.area_id, k.cohort, k.period_id, f.basis, f.derived, e.value, e.status AS entered_status,
           e.released AS entered_released,
           CASE WHEN NOT is_withheld(c.status) THEN coalesce(c.n, e.n) END AS n,
           CASE WHEN NOT f.derived THEN e.d END AS d,
           CASE WHEN c.n IS NULL AND NOT is_withheld(c.status) THEN coalesce(e.status, c.status)
                ELSE c.status END AS status,
           CASE WHEN c.n IS NULL THEN coalesce(e.released, c.released) ELSE c.released END AS released,
           f.derived AND c.n IS NULL AS stated,
           coalesce(c.ytd, e.ytd) AS ytd, coalesce(c.rolling, e.rolling) AS rolling, c.r12_status, c.r12_released,
           p.kind, p.first_day, p.financial_year,
           CASE p.kind WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 END AS months,
           (extract(month FROM p.last_day)::integer + 8) % 12 + 1 AS months_of_year
    FROM entered e FULL JOIN derived c USING (indicator_id, area_id, cohort, period_id) AS k
         JOIN period p ON p.period_id = k.period_id
         JOIN def f ON f.indicator_id = k.indicator_id AND p.first_day >= f.from_day AND p.first_day < f.next_day)
SELECT w.indicator_id, w.area_id, w.cohort, w.period_id, w.first_day, w.value, w.entered_status, w.entered_released,
       w.n, w.d, w.status, w.released, w.stated, coalesce(w.ytd_n, w.ytd), w.ytd_d, w.ytd_held,
       coalesce(w.r12_n, w.rolling), w.r12_d, w.held,
       CASE WHEN w.r12_n IS NOT NULL THEN w.twelve_status WHEN w.derived THEN coalesce(w.r12_status, w.status)
            WHEN w.rolling IS NOT NULL THEN w.status ELSE w.twelve_status END,
       CASE WHEN w.r12_n IS NULL AND w.derived THEN coalesce(w.r12_released, w.released) ELSE w.twelve_released END
FROM (SELECT c.*,
             CASE WHEN c.months IS NOT NULL AND count(c.n) OVER year = c.months_of_year / c.months
                  THEN sum(c.n) OVER year END AS ytd_n,
             CASE WHEN c.months IS NOT NULL AND count(c.d) OVER year = c.months_of_year / c.months
                  THEN sum(c.d) OVER year END AS ytd_d,
             -- a figure over twelve months is not summed again
             CASE WHEN c.basis <> 'rolling_12' AND count(c.n) OVER twelve = 12 / c.months
                  THEN sum(c.n) OVER twelve END AS r12_n,
             CASE WHEN c.basis <> 'rolling_12' AND count(c.d) OVER twelve = 12 / c.months
                  THEN sum(c.d) OVER twelve END AS r12_d,
             count(c.n) OVER year * c.months AS ytd_held, count(c.n) OVER twelve * c.months AS held,
             status_ranked(max(status_rank(c.status)) OVER twelve) AS twelve_status,
             bool_and(c.released) OVER twelve AS twelve_released
      FROM combined c
      WINDOW year AS (PARTITION BY c.indicator_id, c.area_id, c.cohort, c.kind, c.financial_year ORDER BY c.first_day),
             twelve AS (PARTITION BY c.indicator_id, c.area_id, c.cohort, c.kind ORDER BY c.first_day
                        RANGE BETWEEN interval '11 months' PRECEDING AND CURRENT ROW)) w;
END
$$;

-- figures_computed(): one row an indicator, area, cohort and period with anything held, from from_day to
-- until_day; every measure at once, so that no two reports can compute one differently. Of a reading, whoever
-- asks; only_released is its name in the rows.
--
-- The way: amounts → sums of inputs for percentages and rates → value by measure and basis → rounded →
-- compared with the previous and with the year before. Rated by figures().
--
-- PL/pgSQL only because it keeps the plan for the session; planning takes longer than running. Told to hash, because it
-- takes the temporary results for short.
CREATE FUNCTION figures_computed(only_released boolean, files integer[], indicators integer[], areas integer[],
    from_day date, until_day date) RETURNS SETOF figure
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
  wanted integer[] := indicators || ARRAY(SELECT unnest(d.numerator_ids || d.denominator_ids || d.base_id)
                                          FROM definitions_of(files, indicators) d WHERE d.measure <> 'count');
BEGIN
RETURN QUERY WITH
  def AS MATERIALIZED (
    SELECT d.*, d.numerator_ids <> '{}' AS derived,
           cardinality(d.numerator_ids) AS n_inputs, cardinality(d.denominator_ids) AS d_inputs
    FROM definitions_of(files, indicators) d),
  side AS MATERIALIZED (SELECT s.* FROM sides_of(files, indicators) s),
  people AS MATERIALIZED (
    SELECT DISTINCT ON (w.area_id, w.year) w.area_id, w.year, w.population
    FROM population w WHERE w.area_id = ANY (areas) AND w.file_id IN (SELECT unnest(files))
    ORDER BY w.area_id, w.year, w.file_id DESC),
  counted AS MATERIALIZED (SELECT a.* FROM figures_counted(files, wanted, areas, until_day) a),
  ratio AS (                          -- numerator and denominator of derived percentages and rates
    SELECT d.indicator_id, c.area_id, c.cohort, c.period_id, c.first_day, bool_and(c.released) AS released,
           min(c.ytd_held) AS ytd_held, min(c.held) AS held,
           CASE WHEN count(c.n) FILTER (WHERE i.part = 'n') = d.n_inputs THEN sum(c.n)
                FILTER (WHERE i.part = 'n') END AS n,
           CASE WHEN count(c.n) FILTER (WHERE i.part = 'd') = d.d_inputs THEN sum(c.n)
                FILTER (WHERE i.part = 'd') END AS d,
           CASE WHEN count(c.ytd_n) FILTER (WHERE i.part = 'n') = d.n_inputs THEN sum(c.ytd_n)
                FILTER (WHERE i.part = 'n') END AS ytd_n,
           CASE WHEN count(c.ytd_n) FILTER (WHERE i.part = 'd') = d.d_inputs THEN sum(c.ytd_n)
                FILTER (WHERE i.part = 'd') END AS ytd_d,
           CASE WHEN count(c.r12_n) FILTER (WHERE i.part = 'n') = d.n_inputs THEN sum(c.r12_n)
                FILTER (WHERE i.part = 'n') END AS r12_n,
           CASE WHEN count(c.r12_n) FILTER (WHERE i.part = 'd') = d.d_inputs THEN sum(c.r12_n)
                FILTER (WHERE i.part = 'd') END AS r12_d,
           status_ranked(max(status_rank(c.status))) AS status,
           status_ranked(max(status_rank(c.r12_status))) AS r12_status, bool_and(c.r12_released) AS r12_released
    FROM def d
         CROSS JOIN LATERAL (SELECT 'n' AS part, unnest(d.numerator_ids) AS input_id
                             UNION ALL SELECT 'd', unnest(d.denominator_ids)) i
         JOIN counted c ON c.indicator_id = i.input_id AND c.first_day >= d.from_day AND c.first_day < d.next_day
    WHERE d.measure <> 'count'
    GROUP BY d.indicator_id, d.n_inputs, d.d_inputs, c.area_id, c.cohort, c.period_id, c.first_day),
  amounts AS (                        -- of what is asked for; a derived percentage or rate beside what was entered
    SELECT c.* FROM counted c JOIN def d USING (indicator_id)
    WHERE c.first_day >= d.from_day AND c.first_day < d.next_day AND (NOT d.derived OR d.measure = 'count')
    UNION ALL
    SELECT indicator_id, area_id, cohort, period_id, first_day, e.entered, e.entered_status, e.entered_released, r.n,
           r.d, r.status, r.released, false, r.ytd_n, r.ytd_d, r.ytd_held, r.r12_n, r.r12_d, r.held, r.r12_status,
           r.r12_released
    FROM ratio r FULL JOIN (SELECT c.* FROM counted c JOIN def d USING (indicator_id)
                            WHERE c.first_day >= d.from_day AND c.first_day < d.next_day AND d.derived
                              AND d.measure <> 'count') e
         USING (indicator_id, area_id, cohort, period_id, first_day)),
  based AS (                          -- of the period, or of the twelve months that end with it
    SELECT a.indicator_id, a.area_id, a.cohort, a.period_id, d.polarity, d.measure, d.basis, d.decimals, d.derived,
           p.kind, p.first_day, p.last_day, p.financial_year,
           (extract(month FROM p.last_day)::integer + 8) % 12 + 1 AS months_so_far, b.whole, w.population, d.beyond_100,
           o.n AS base, s.first_day AS side_from, why_changed(s.changed) AS why_changed, x.year_broken, x.twelve_broken,
           x.before_broken, x.year_ago_broken, a.held, a.ytd_held, a.ytd_n, a.ytd_d, a.r12_n, a.r12_d,
           CASE WHEN b.whole THEN CASE WHEN NOT x.twelve_broken THEN a.r12_n END WHEN NOT a.stated THEN a.n END AS n,
           CASE WHEN b.whole THEN CASE WHEN NOT x.twelve_broken THEN a.r12_d END ELSE a.d END AS d,
           CASE WHEN b.whole THEN a.r12_status ELSE a.status END AS computed_status, a.entered_status,
           CASE WHEN b.whole THEN a.r12_released ELSE a.released END AS computed_released, a.entered_released,
           a.entered AS entered_value
    FROM amounts a JOIN period p USING (period_id)
         JOIN def d ON d.indicator_id = a.indicator_id AND p.first_day >= d.from_day AND p.first_day < d.next_day
         JOIN side s ON s.indicator_id = a.indicator_id AND p.first_day >= s.first_day AND p.first_day < s.next_day
         CROSS JOIN LATERAL (SELECT d.basis = 'rolling_12' AND d.derived) AS b (whole)
         CROSS JOIN LATERAL (             -- whether a break lies inside what is summed, or between what is compared
           SELECT s.first_day > make_date(p.financial_year, 4, 1),
                  s.first_day > (p.last_day + 1 - interval '1 year')::date,
                  s.first_day > make_date(p.financial_year - 1, 4, 1),
                  s.first_day > (p.first_day - interval '1 year')::date
         ) AS x (year_broken, twelve_broken, before_broken, year_ago_broken)
         LEFT JOIN counted o ON o.indicator_id = d.base_id AND o.area_id = a.area_id AND o.cohort = a.cohort
           AND o.period_id = a.period_id
         LEFT JOIN people w ON d.measure = 'rate' AND w.area_id = a.area_id AND w.year = p.financial_year),
  valued AS (                         -- by measure
    SELECT v.*,
           CASE v.measure
             WHEN 'percentage' THEN 100 * v.n / nullif(v.d, 0)
             WHEN 'rate' THEN CASE WHEN v.derived
                                   THEN 10000 * v.n * CASE WHEN v.basis = 'flow' THEN 12 / y.months ELSE 1 END /
                                     v.population END
             ELSE v.n END AS computed,
           CASE WHEN v.basis = 'flow' AND NOT v.year_broken THEN CASE v.measure
             WHEN 'count' THEN v.ytd_n
             WHEN 'percentage' THEN 100 * v.ytd_n / nullif(v.ytd_d, 0)
             WHEN 'rate' THEN CASE WHEN v.derived THEN 10000 * v.ytd_n * 12 / v.months_so_far / v.population END END
               END AS ytd,
           CASE WHEN v.basis = 'flow' AND NOT v.twelve_broken THEN CASE v.measure
             WHEN 'count' THEN v.r12_n
             WHEN 'percentage' THEN 100 * v.r12_n / nullif(v.r12_d, 0)
             WHEN 'rate' THEN CASE WHEN v.derived THEN 10000 * v.r12_n / v.population END END END AS rolling_12
    FROM based v
         CROSS JOIN LATERAL (SELECT CASE v.kind WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 ELSE 12 END) AS y (months)),
  final AS (                          -- computed, or as entered where the inputs are not held
    SELECT v.*, s.best, s.as_entered, round(s.best, v.decimals) AS shown_value,
           impossible_words(v.measure, v.beyond_100, s.best, v.decimals, CASE WHEN NOT s.as_entered THEN v.n END,
             CASE WHEN NOT s.as_entered THEN v.d END, CASE WHEN t.may_stand THEN v.entered_value END,
             coalesce(v.d, v.base)) AS impossible,
           CASE WHEN s.as_entered THEN v.entered_status WHEN v.whole AND s.best IS NULL THEN 'n/a'
                ELSE coalesce(v.computed_status, v.entered_status) END AS status,
           coalesce(CASE WHEN s.as_entered THEN v.entered_released ELSE v.computed_released END,
                    v.entered_released) AS released
    FROM valued v
         CROSS JOIN LATERAL (SELECT v.computed IS NULL AND NOT is_withheld(v.computed_status)) AS t
           (may_stand)
         CROSS JOIN LATERAL (SELECT CASE WHEN t.may_stand THEN v.entered_value ELSE v.computed END,
                                    t.may_stand AND v.derived AND v.entered_value IS NOT NULL) AS s (best, as_entered)),
  -- A mean lies between its parts: of a quarter or year the months, where all are held, of all the girls and the boys.
  outside AS (
    SELECT f.indicator_id, f.area_id, f.cohort, f.period_id, 'its months' AS parts, f.best, f.decimals, f.measure,
           min(m.best) AS least, max(m.best) AS most
    FROM final f JOIN final m ON m.kind = 'month' AND m.indicator_id = f.indicator_id AND m.area_id = f.area_id
         AND m.cohort = f.cohort
         AND m.first_day >= f.first_day AND m.last_day <= f.last_day
    WHERE f.kind IN ('quarter', 'financial_year') AND f.basis = 'flow'
      AND f.measure IN ('percentage', 'rate', 'average')
    GROUP BY f.indicator_id, f.area_id, f.cohort, f.period_id, f.kind, f.best, f.shown_value, f.decimals, f.measure
    HAVING count(m.best) = CASE f.kind WHEN 'quarter' THEN 3 ELSE 12 END
      AND (f.shown_value < round(min(m.best), f.decimals) OR f.shown_value > round(max(m.best), f.decimals))
    UNION ALL
    SELECT f.indicator_id, f.area_id, f.cohort, f.period_id, 'girls and boys', f.best, f.decimals, f.measure,
           min(g.best), max(g.best)
    FROM final f JOIN final g ON g.indicator_id = f.indicator_id AND g.area_id = f.area_id AND g.period_id = f.period_id
         AND lower(g.cohort) ~ '^(girl|boy|male|female)s?$'
    WHERE f.cohort IN ('', 'All') AND f.measure IN ('percentage', 'rate', 'average')
    GROUP BY f.indicator_id, f.area_id, f.cohort, f.period_id, f.best, f.shown_value, f.decimals, f.measure
    HAVING count(g.best) = 2 AND (f.shown_value < round(min(g.best), f.decimals)
                                  OR f.shown_value > round(max(g.best), f.decimals))),
  outside_words AS MATERIALIZED (
    SELECT DISTINCT ON (o.indicator_id, o.area_id, o.cohort, o.period_id) o.indicator_id, o.area_id, o.cohort,
           o.period_id,
           format('%s is outside %s, which run from %s to %s', shown(o.best, o.decimals, o.measure), o.parts,
                  shown(o.least, o.decimals, o.measure), shown(o.most, o.decimals, o.measure)) AS words
    FROM outside o ORDER BY o.indicator_id, o.area_id, o.cohort, o.period_id, o.parts),
  checked AS (
    SELECT f.*, coalesce(f.impossible, o.words) AS fault
    FROM final f LEFT JOIN outside_words o ON o.indicator_id = f.indicator_id AND o.area_id = f.area_id
         AND o.cohort = f.cohort
         AND o.period_id = f.period_id),
  compared AS (
    SELECT f.*,
           lag(f.shown_value) OVER before AS previous, lag(f.fault) OVER before AS fault_before,
           CASE WHEN f.kind = 'month' AND count(f.best) OVER thirteen = 13
                -- quotients are held to at least 16 digits, not all to the same: their noise is no trend
                THEN round(13 * sum(f.best * f.month) OVER thirteen - sum(f.best) OVER thirteen * sum(f.month)
                           OVER thirteen, 9) END AS slope,
           CASE WHEN NOT f.year_ago_broken THEN first_value(f.best) OVER year_ago END AS best_before,
           CASE WHEN NOT f.before_broken THEN first_value(f.ytd) OVER year_ago END AS ytd_before
    FROM (SELECT f.*, (extract(year FROM f.first_day) * 12 + extract(month FROM f.first_day))::numeric AS month
          FROM checked f) f
    WINDOW before AS (PARTITION BY f.indicator_id, f.area_id, f.cohort, f.side_from, f.shown_value IS NULL,
                      series_kind(f.kind, f.basis = 'stock') ORDER BY f.last_day, f.first_day),
           thirteen AS (PARTITION BY f.indicator_id, f.area_id, f.cohort, f.side_from, f.kind ORDER BY f.first_day
                        RANGE BETWEEN interval '12 months' PRECEDING AND CURRENT ROW),
           year_ago AS (PARTITION BY f.indicator_id, f.area_id, f.cohort, f.kind ORDER BY f.first_day
                        RANGE BETWEEN interval '1 year' PRECEDING AND interval '1 year' PRECEDING))
SELECT only_released, c.indicator_id, c.area_id, c.last_day, c.period_id, c.cohort, c.best, c.shown_value,
       CASE WHEN c.shown_value IS NOT NULL THEN shown(c.best, c.decimals, c.measure)
            WHEN c.status = 'suppressed' THEN 'x' WHEN c.status = 'removed' THEN 'removed' ELSE 'n/a' END,
       CASE WHEN NOT c.as_entered AND (c.derived OR c.d IS NOT NULL) THEN c.n END,
       CASE WHEN NOT c.as_entered THEN c.d END, c.ytd, c.ytd_before, c.rolling_12, round(g.now - g.before, 10),
       round(round(100 * (g.now - g.before) / abs(nullif(g.before, 0)), 10), 1),
       CASE WHEN c.kind <> 'month' THEN NULL WHEN c.year_ago_broken THEN 'n/a' WHEN c.slope IS NULL
            THEN 'Dataset is incomplete.'
            WHEN c.slope > 0 THEN 'Increasing.' WHEN c.slope < 0 THEN 'Reducing.' ELSE 'No change.' END,
       CASE WHEN w.why IS NULL THEN direction(c.polarity, c.shown_value, c.previous) ELSE '-' END, c.previous,
       c.status, c.as_entered, c.released,
       CASE WHEN c.shown_value IS NOT NULL THEN NULL
            WHEN c.status = 'suppressed' THEN 'suppressed'
            WHEN c.status = 'removed' THEN why_removed(files, c.indicator_id, c.area_id, c.cohort, c.period_id)
            WHEN c.whole AND c.twelve_broken THEN c.why_changed
            WHEN c.whole AND (c.n IS NULL OR c.measure = 'percentage' AND c.d IS NULL) THEN coalesce(c.held, 0)
              || ' of 12 months'
            WHEN c.status = 'n/a' AND NOT c.whole THEN 'not available'
            ELSE why_none(c.measure, c.n, c.d, c.population, c.financial_year) END,
       CASE WHEN m.summable AND c.ytd IS NULL THEN
         CASE WHEN c.year_broken THEN c.why_changed
              WHEN c.ytd_held BETWEEN 1 AND c.months_so_far - 1
                THEN format('%s of %s months', c.ytd_held, c.months_so_far)
              ELSE why_none(c.measure, c.ytd_n, c.ytd_d, c.population, c.financial_year) END END,
       CASE WHEN m.summable AND c.rolling_12 IS NULL THEN
         CASE WHEN c.twelve_broken THEN c.why_changed
              WHEN c.held BETWEEN 1 AND 11 THEN c.held || ' of 12 months'
              ELSE why_none(c.measure, c.r12_n, c.r12_d, c.population, c.financial_year) END END,
       round(c.best_before, c.decimals),
       CASE WHEN c.fault IS NULL THEN direction(c.polarity, c.shown_value, round(c.best_before, c.decimals))
            ELSE '-' END,
       c.polarity, c.measure, c.basis, c.decimals, nullif(c.side_from, '-infinity'), c.why_changed,
       CASE WHEN m.summable AND c.before_broken THEN c.why_changed END,
       CASE WHEN CASE c.basis WHEN 'flow' THEN m.summable AND c.before_broken ELSE c.year_ago_broken END
            THEN c.why_changed END,
       CASE WHEN c.kind = 'month' AND c.year_ago_broken THEN c.why_changed END,
       coalesce(w.why, why_no_direction(c.polarity, c.shown_value, c.previous, c.why_changed)), c.fault
FROM compared c
     CROSS JOIN LATERAL (SELECT CASE WHEN c.fault IS NOT NULL THEN 'the figure is impossible'
                                     WHEN c.fault_before IS NOT NULL THEN 'the figure before is impossible'
                                       END) AS w (why)
     CROSS JOIN LATERAL (               -- a difference: of the year to date, or from a year before; to ten
                                        -- places, so that exactly half is half also of two endless quotients
       SELECT CASE c.basis WHEN 'flow' THEN c.ytd ELSE c.best END,
              CASE c.basis WHEN 'flow' THEN c.ytd_before ELSE c.best_before END
     ) AS g (now, before)
     CROSS JOIN LATERAL (               -- what has a year to date and a sum of twelve months
       SELECT c.basis = 'flow' AND c.kind IN ('month', 'quarter') AND c.measure IN ('count', 'percentage', 'rate')) AS m
              (summable)
WHERE c.last_day >= figures_computed.from_day;
END
$$;
