-- What the home page says to each role beside the meetings.

-- The vital signs of the council as they stand at the end of a period, the worst first: each with its months of the
-- year before up to its last figure (`latest`), of which `words` says against what it stands; rated as on the
-- dashboard. One that is measured by the quarter or the term stands in the last months of quarters.
-- `flipped`: its rating is another than the one before, with which it compares. `break`: the series breaks before this
-- figure. `falling`: three arrows in a row say worse, which no break interrupts.
CREATE FUNCTION vital_signs_stand(in_area integer, at_period integer)
  RETURNS TABLE (ref text, name text, column_label text, number numeric, shown text, rag text, dot text, dot_why text,
                 status text, entered boolean, released boolean, why text, impossible text, words text, before text,
                 was numeric, was_shown text, was_rag text, latest boolean, break boolean, is_of_period boolean,
                 flipped boolean, falling boolean, signs bigint)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  sign_ids integer[] := vital_signs();
  at_day date := (SELECT p.last_day FROM period p WHERE p.period_id = at_period);
BEGIN
  RETURN QUERY
  WITH sign AS MATERIALIZED (SELECT * FROM indicator_now i WHERE i.indicator_id = ANY (sign_ids)),
  f AS (
    SELECT f.*, p.short, p.last_day, i.frequency <> 'monthly' OR i.dashboard_frequency = 'termly' AS is_slow
    FROM figures_shown(sign_ids, ARRAY[in_area], (at_day - interval '12 months 2 days')::date, at_day, 'dashboard') f
         JOIN period p USING (period_id) JOIN sign i USING (indicator_id)
    WHERE f.cohort = '' AND f.shown IS NOT NULL AND p.kind = 'month'
      AND (i.frequency = 'monthly' AND i.dashboard_frequency IS DISTINCT FROM 'termly'
           OR extract(month FROM p.last_day)::integer % 3 = 0)),
  moved AS (                            -- one that is slower is compared with the quarter before
    SELECT f.*, CASE WHEN NOT f.is_slow THEN f.dot
                     WHEN lag(f.break_day) OVER w IS NOT DISTINCT FROM f.break_day
                       THEN direction(f.polarity, f.number, lag(f.number) OVER w) END AS arrow
    FROM f WINDOW w AS (PARTITION BY f.indicator_id ORDER BY f.last_day)),
  walked AS (
    SELECT f.*, lag(f.short) OVER w AS before, lag(f.number) OVER w AS was, lag(f.shown) OVER w AS was_shown,
           lag(f.rag) OVER w AS was_rag,
           f.arrow = '↓' AND lag(f.arrow) OVER w = '↓' AND lag(f.arrow, 2) OVER w = '↓' AS falling,
           lag(f.break_day) OVER w IS DISTINCT FROM f.break_day AND lag(f.period_id) OVER w IS NOT NULL AS broken,
           row_number() OVER (PARTITION BY f.indicator_id ORDER BY f.last_day DESC) = 1 AS latest
    FROM moved f WINDOW w AS (PARTITION BY f.indicator_id ORDER BY f.last_day)),
  rated AS (
    SELECT w.indicator_id, CASE WHEN w.rag IN ('red', 'amber', 'green') THEN w.rag END AS rating
    FROM walked w WHERE w.latest),
  counted AS (SELECT r.*, count(*) OVER (PARTITION BY r.rating) AS signs FROM rated r),
  rule AS MATERIALIZED (SELECT * FROM rules_at(sign_ids, in_area, at_day, 'dashboard'))
  SELECT i.ref, i.name, w.short, w.number, w.shown, w.rag, w.arrow, w.dot_why, w.status, w.entered, w.released, w.why,
         w.impossible,
         CASE WHEN w.latest
              THEN standing_words(t.shown, w.arrow, CASE WHEN NOT w.broken THEN side_of(w.number, w.was) END, w.before,
                                  w.was_shown) END,
         w.before, w.was, w.was_shown, w.was_rag, w.latest, nullif(w.broken, false), w.period_id = at_period,
         NOT w.broken AND w.rag <> w.was_rag AND w.rag IN ('red', 'amber', 'green')
           AND w.was_rag IN ('red', 'amber', 'green'),
         coalesce(w.falling, false), c.signs
  FROM walked w JOIN counted c USING (indicator_id) JOIN sign i USING (indicator_id)
       LEFT JOIN rule t USING (indicator_id)
  ORDER BY array_position(ARRAY['red', 'amber', 'green'], c.rating), i.ref COLLATE natural_order, w.last_day;
END
$$;

-- What whoever asks leads on, with its last figure up to a period and the kinds of commentary that are not
-- written of it.
CREATE FUNCTION led_on(in_area integer, at_period integer)
  RETURNS TABLE (ref text, name text, period text, label text, number numeric, shown text, rag text, dot text,
                 dot_why text, status text, entered boolean, released boolean, missing text, shows boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  names text[] := asking_called();
  led integer[] := ARRAY(SELECT i.indicator_id FROM indicator_now i WHERE names && ARRAY[i.lead, i.data_owner]);
  at_day date := (SELECT p.last_day FROM period p WHERE p.period_id = at_period);
BEGIN
  RETURN QUERY
  WITH f AS (
    SELECT DISTINCT ON (f.indicator_id) f.*, p.period, p.label
    FROM figures_shown(led, ARRAY[in_area], (at_day - interval '1 year')::date, at_day, 'dashboard') f
         JOIN period p USING (period_id)
    WHERE f.number IS NOT NULL
    ORDER BY f.indicator_id, p.last_day DESC, p.first_day DESC, f.cohort)
  SELECT i.ref, i.name, f.period, f.label, f.number, f.shown, f.rag, f.dot, f.dot_why, f.status, f.entered, f.released,
         nullif(array_to_string(ARRAY(
           SELECT k FROM unnest(commentary_needed()) WITH ORDINALITY AS u (k, place)
           WHERE NOT EXISTS (SELECT FROM commentary_now c
                             WHERE c.indicator_id = f.indicator_id AND c.period_id = f.period_id AND c.kind = k)
           ORDER BY place), ', '), ''), true
  FROM f JOIN indicator_now i USING (indicator_id)
  ORDER BY i.ref COLLATE natural_order;
END
$$;

-- What was entered of the council for the month before a period and not for the period.
CREATE FUNCTION returns_missing(in_area integer, at_period integer) RETURNS TABLE (ref text, name text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  before integer := (SELECT b.period_id FROM period p JOIN period b ON b.kind = p.kind AND b.last_day = p.first_day - 1
                     WHERE p.period_id = at_period);
BEGIN
  RETURN QUERY
  SELECT i.ref, i.name FROM indicator_now i
  WHERE i.frequency = 'monthly'
    AND EXISTS (SELECT FROM observation o WHERE o.indicator_id = i.indicator_id AND o.area_id = in_area
                  AND o.period_id = before)
    AND NOT EXISTS (SELECT FROM observation o WHERE o.indicator_id = i.indicator_id AND o.area_id = in_area
                      AND o.period_id = at_period)
  ORDER BY i.ref COLLATE natural_order;
END
$$;

-- What was entered of the vital signs of the council, and of what they are computed from, and entered otherwise by an
-- import that was released within the last month.
CREATE FUNCTION restated(in_area integer) RETURNS TABLE (ref text, name text, label text, was text, now text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  signs integer[] := ARRAY(SELECT unnest(with_inputs(vital_signs())));
BEGIN
  RETURN QUERY
  WITH recent AS MATERIALIZED (
    SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
    WHERE f.kind = 'observations'
      AND (i.released_at AT TIME ZONE 'Europe/London')::date > today() - interval '1 month'),
  entered AS (
    SELECT o.*, coalesce(o.value::text, concat_ws(' of ', o.numerator, o.denominator)) AS words
    FROM observation o WHERE o.indicator_id = ANY (signs) AND o.area_id = in_area),
  walked AS (
    SELECT e.*, lag(e.words) OVER (PARTITION BY e.indicator_id, e.period_id, e.cohort ORDER BY e.file_id) AS was
    FROM entered e WHERE e.file_id IN (SELECT released_files()))
  SELECT i.ref, i.name, p.label, w.was, w.words
  FROM walked w JOIN indicator_now i USING (indicator_id) JOIN period p USING (period_id)
  WHERE w.file_id IN (SELECT r.file_id FROM recent r) AND w.was <> w.words
  ORDER BY p.last_day DESC, i.ref COLLATE natural_order LIMIT 20;
END
$$;

-- The budget lines that are furthest from their budget, of the last statement that is released.
CREATE FUNCTION variances_largest()
  RETURNS TABLE (statement text, period text, label text, line_name text, line_slug text, variance numeric,
                 variance_shown text, movement numeric, movement_shown text, released boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT 'la', s.period, s.label, l.line_name, slug(l.line_name), l.variance, millions_signed(l.variance), l.movement,
         millions_signed(l.movement), l.released
  FROM (SELECT p.* FROM statement_periods('la') h JOIN period p USING (period_id) WHERE h.released
        ORDER BY p.last_day DESC LIMIT 1) s
       CROSS JOIN LATERAL revenue_lines('la', s.period_id) l
  ORDER BY abs(l.variance) DESC, l.line_name LIMIT 5;
END
$$;

-- The budget lines of that statement whose forecast moved most since the one before, and last (kind total) all of them.
CREATE FUNCTION forecast_moved()
  RETURNS TABLE (kind text, statement text, period text, label text, line_name text, line_slug text, variance numeric,
                 variance_shown text, movement numeric, movement_shown text, released boolean, unknown bigint)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH s AS MATERIALIZED (
    SELECT p.* FROM statement_periods('la') h JOIN period p USING (period_id) WHERE h.released
    ORDER BY p.last_day DESC LIMIT 1),
  l AS MATERIALIZED (SELECT l.*, s.period, s.label FROM s CROSS JOIN LATERAL revenue_statement('la', s.period_id) l),
  most AS (
    SELECT l.* FROM l WHERE l.kind NOT IN ('group', 'subtotal', 'total') AND l.movement <> 0
    ORDER BY abs(l.movement) DESC, l.line_name LIMIT 5)
  SELECT NULL, 'la', m.period, m.label, m.line_name, slug(m.line_name), m.variance, millions_signed(m.variance),
         m.movement, millions_signed(m.movement), m.released, NULL::bigint
  FROM most m
  UNION ALL
  SELECT 'total', 'la', l.period, l.label, 'All lines', NULL, l.variance, millions_signed(l.variance), l.movement,
         millions_signed(l.movement), l.released, l.unknown
  FROM l WHERE l.kind = 'total' AND EXISTS (SELECT FROM most);
END
$$;

-- Of the newest month that the ledger holds, the cost centres that no line has; no row: there is no ledger.
CREATE FUNCTION centres_unmapped() RETURNS TABLE (period text, label text, centres bigint)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT p.period, p.label, (SELECT count(*) FROM ledger_line_centres(NULL, NULL, p.period_id))
  FROM ledger_periods() h JOIN period p USING (period_id)
  ORDER BY p.last_day DESC LIMIT 1;
END
$$;

-- The risks whose owner is whoever asks, those first whose review is due first.
CREATE FUNCTION risks_owned()
  RETURNS TABLE (number text, name text, score integer, score_rag text, score_released boolean, due text,
                 is_late boolean)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  names CONSTANT text[] := asking_called();
BEGIN
  RETURN QUERY
  SELECT r.number, r.name, r.score, r.rating, r.released, day_words(r.due), r.overdue
  FROM risk_register() r WHERE r.owner = ANY (names)
  ORDER BY r.due NULLS LAST, r.number COLLATE natural_order;
END
$$;

-- Imports that members do not see yet, the newest first.
CREATE FUNCTION imports_unreleased()
  RETURNS TABLE (import_id integer, loaded text, loaded_by text, files text, periods text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT i.import_id, day_words(i.loaded_at::date), i.loaded_by, string_agg(DISTINCT f.name, ', '),
         (SELECT string_agg(DISTINCT p.period, ', ') FROM observation o JOIN period p USING (period_id)
          WHERE o.file_id IN (SELECT g.file_id FROM import_file g WHERE g.import_id = i.import_id))
  FROM import i JOIN import_file f USING (import_id)
  WHERE i.released_at IS NULL
  GROUP BY i.import_id
  ORDER BY i.import_id DESC;
END;
