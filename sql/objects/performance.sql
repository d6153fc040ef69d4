-- What the performance reports ask for: which period and area, the dashboard's grid, an indicator's
-- series, ratings and words about them.

-- The periods of one kind (null: any) for which something of these indicators is held.
CREATE FUNCTION held_periods(indicators integer[], in_area integer, of_kind text)
  RETURNS TABLE (period_id integer, period text, kind text, last_day date, released boolean) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p.period_id, p.period, p.kind, p.last_day, h.released
  FROM (SELECT o.period_id, bool_or(o.file_id IN (SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                                                  WHERE i.released_at IS NOT NULL)) AS released
        FROM observation o
        WHERE o.indicator_id = ANY (with_inputs(indicators)) AND o.area_id = in_area
        GROUP BY o.period_id) h
       JOIN period p USING (period_id)
  WHERE of_kind IS NULL OR p.kind = of_kind;
END;

CREATE FUNCTION find_area(of_area text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  found_id integer;
BEGIN
  SELECT a.area_id INTO found_id FROM area_now a WHERE a.area = coalesce(of_area, council());
  IF found_id IS NULL THEN
    PERFORM refuse('MH400', format('there is no area "%s"; known are: %s', coalesce(of_area, council()),
      coalesce((SELECT string_agg(a.area, ', ' ORDER BY a.area) FROM area_now a), 'none')));
  END IF;
  RETURN found_id;
END
$$;

-- Where and when a report on these indicators stands: the area asked for or the council; the period
-- asked for or the latest released one that holds data. A period outside what is held is refused.
CREATE FUNCTION report_scope(of_area text, of_period text, of_kind text, indicators integer[])
  RETURNS TABLE (area_id integer, area text, area_name text, period_id integer, period text, label text, kind text,
                 first_day date, last_day date)
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  in_area integer := find_area(of_area);
  chosen integer;
BEGIN
  IF of_period IS NULL THEN
    SELECT h.period_id INTO chosen FROM held_periods(indicators, in_area, of_kind) h
    WHERE h.released ORDER BY h.last_day DESC, h.kind LIMIT 1;
    IF chosen IS NULL THEN
      PERFORM refuse('MH404', 'no figures of this report are held for this area');
    END IF;
  ELSE
    SELECT p.period_id INTO chosen FROM period p
    WHERE p.period = of_period AND (of_kind IS NULL OR p.kind = of_kind)
      AND p.last_day <= (SELECT max(h.last_day) FROM held_periods(indicators, in_area, of_kind) h)
      AND p.last_day >= (SELECT min(h.last_day) FROM held_periods(indicators, in_area, of_kind) h);
    IF chosen IS NULL THEN
      PERFORM refuse('MH400', format('there are no figures for the period "%s"; %s', of_period,
        coalesce((SELECT format('they run from %s to %s', (array_agg(h.period ORDER BY h.last_day))[1],
                                (array_agg(h.period ORDER BY h.last_day DESC))[1])
                  FROM held_periods(indicators, in_area, of_kind) h HAVING count(*) > 0), 'none are held')));
    END IF;
  END IF;
  RETURN QUERY SELECT a.area_id, a.area, a.name, p.period_id, p.period, p.label, p.kind, p.first_day, p.last_day
               FROM area_now a, period p WHERE a.area_id = in_area AND p.period_id = chosen;
END
$$;

-- Short marks behind a figure; the notes under a table explain them.
CREATE FUNCTION marks(status text, as_entered boolean, released boolean) RETURNS text LANGUAGE sql STABLE
  RETURN nullif(concat_ws(' ', CASE status WHEN 'provisional' THEN '[p]' WHEN 'forecast' THEN '[f]' END,
                               CASE WHEN as_entered THEN '[e]' END, CASE WHEN NOT released THEN '[u]' END), '');

CREATE FUNCTION vital_signs() RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT d.indicator_id FROM indicator_now d WHERE d.vital_sign IS NOT NULL);
END
$$;

-- The dashboard: every vital sign × 13 months, or × the last months of 13 quarters. A cell of which
-- nothing is held is white when it is still to come (after the last one held), else grey; one that is
-- suppressed or cannot be computed says so itself. An arrow compares with the cell before that has a
-- figure. printed: what the published dashboard says instead, where the two disagree.
CREATE FUNCTION dashboard(in_area integer, at_period integer)
  RETURNS TABLE (block text, ref text, name text, polarity text, target text, period text, short text, text text, number numeric,
                 rag text, dot text, status text, marks text, why text, printed text, rag_rule text, rule text,
                 dot_why text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT last_day, first_day, date_trunc('quarter', last_day + 1)::date AS after_quarter FROM period WHERE period_id = at_period),
  columns AS MATERIALIZED (
    SELECT b.block, p.period_id, p.period, p.short, p.last_day
    FROM at, LATERAL (
      SELECT 'monthly' AS block, (at.first_day - make_interval(months => 12 - g))::date AS first_day FROM generate_series(0, 12) g
      UNION ALL
      SELECT 'quarterly', (at.after_quarter - make_interval(months => 37 - 3 * g))::date FROM generate_series(0, 12) g) b
      JOIN period p ON p.kind = 'month' AND p.first_day = b.first_day),
  sign AS MATERIALIZED (
    SELECT i.*, CASE WHEN i.dashboard_frequency = 'monthly' THEN 'monthly' ELSE 'quarterly' END AS block,
           r.shown AS target, r.rag_rule, r.words AS rule
    FROM indicator_now i LEFT JOIN rules_at(vital_signs(), in_area, (SELECT last_day FROM at), 'dashboard') r USING (indicator_id)
    WHERE i.vital_sign IS NOT NULL),
  signs AS (SELECT array_agg(indicator_id) AS ids FROM sign),
  f AS MATERIALIZED (
    SELECT f.*, p.last_day
    FROM figures((SELECT ids FROM signs), ARRAY[in_area], (SELECT min(last_day) FROM columns), (SELECT last_day FROM at), 'dashboard') f
         JOIN period p USING (period_id)
    WHERE f.cohort = ''),
  held AS (SELECT f.indicator_id, max(f.last_day) AS latest FROM f WHERE f.text IS NOT NULL GROUP BY f.indicator_id),
  print AS (
    SELECT p.indicator_id, p.period_id, p.printed FROM published_now p
    WHERE p.indicator_id = ANY (ARRAY(SELECT unnest(ids) FROM signs))
      AND p.area_id = in_area AND p.document = 'dashboard' AND p.measure = 'value' AND p.cohort = '')
  SELECT s.block, s.ref, s.name, CASE s.polarity WHEN 'high' THEN 'Bigger' WHEN 'low' THEN 'Smaller' ELSE '-' END,
         s.target, c.period, c.short, f.text, round(f.shown_value, s.decimals),
         CASE WHEN f.text IS NOT NULL THEN f.rag WHEN c.last_day > h.latest OR h.latest IS NULL THEN 'white' ELSE 'grey' END,
         CASE WHEN f.shown_value IS NULL THEN NULL WHEN s.block = 'monthly' THEN f.dot
              ELSE direction(f.polarity, f.shown_value, q.previous) END, f.status, marks(f.status, f.as_entered, f.released), f.why,
         CASE WHEN disagrees(p.printed, f.value) THEN p.printed END, s.rag_rule, s.rule,
         CASE WHEN s.block = 'monthly' THEN f.dot_why
              ELSE why_no_direction(f.polarity, f.shown_value, q.previous, CASE WHEN q.broken THEN f.why_changed END) END
  FROM sign s JOIN columns c USING (block) LEFT JOIN held h ON h.indicator_id = s.indicator_id
       LEFT JOIN f ON f.indicator_id = s.indicator_id AND f.period_id = c.period_id
       LEFT JOIN print p ON p.indicator_id = f.indicator_id AND p.period_id = f.period_id
       LEFT JOIN LATERAL (               -- the quarter before that has a figure, if no break lies between
         SELECT CASE WHEN b.break_day IS NOT DISTINCT FROM f.break_day THEN b.shown_value END AS previous,
                b.break_day IS DISTINCT FROM f.break_day AS broken
         FROM f b JOIN columns k USING (period_id)
         WHERE k.block = 'quarterly' AND s.block = 'quarterly' AND b.indicator_id = s.indicator_id AND b.last_day < c.last_day
           AND b.shown_value IS NOT NULL
         ORDER BY b.last_day DESC LIMIT 1) q ON true
  ORDER BY s.block, s.vital_sign, s.ref, c.last_day;
END;

-- Figures as published that differ from the computed ones beyond what printed rounding explains.
CREATE FUNCTION published_differences(indicators integer[], in_area integer, from_day date, until_day date, of_document text)
  RETURNS TABLE (ref text, period text, short text, cohort text, measure text, printed text, computed text, documents text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH f AS MATERIALIZED (SELECT * FROM figures(indicators, ARRAY[in_area], from_day, until_day, 'summary')),
  compared AS (
    SELECT i.ref, q.period, q.short, q.last_day, p.cohort, p.measure, p.printed, p.document,
           CASE p.measure
             WHEN 'value' THEN f.text
             WHEN 'ytd' THEN shown(f.ytd, i.decimals, i.measure)
             WHEN 'previous_ytd' THEN shown(f.previous_ytd, i.decimals, i.measure)
             WHEN 'rolling_12' THEN shown(f.rolling_12, i.decimals, i.measure)
             WHEN 'difference' THEN shown_signed(f.difference, i.decimals)
             WHEN 'difference_pct' THEN shown_signed(f.difference_pct, 1) || '%'
             WHEN 'trend' THEN f.trend WHEN 'dot' THEN f.dot WHEN 'rag' THEN f.rag END AS computed,
           CASE WHEN p.measure IN ('trend', 'dot', 'rag') THEN
                  p.printed IS DISTINCT FROM CASE p.measure WHEN 'trend' THEN f.trend WHEN 'dot' THEN f.dot ELSE f.rag END
                ELSE disagrees(p.printed, CASE p.measure WHEN 'value' THEN f.value WHEN 'ytd' THEN f.ytd
                       WHEN 'previous_ytd' THEN f.previous_ytd WHEN 'rolling_12' THEN f.rolling_12
                       WHEN 'difference' THEN f.difference ELSE f.difference_pct END) END AS differs
    FROM published_now p JOIN indicator_now i USING (indicator_id) JOIN period q USING (period_id)
         JOIN f USING (indicator_id, area_id, period_id, cohort)
    WHERE p.indicator_id = ANY (indicators) AND p.area_id = in_area AND q.last_day BETWEEN from_day AND until_day
      AND (of_document IS NULL OR p.document = of_document)
      -- a difference is compared only against the period that ours is measured from
      AND (p.measure NOT IN ('difference', 'difference_pct')
           OR p.against = CASE WHEN i.basis = 'flow' THEN 'previous_ytd'
                               ELSE (SELECT b.period FROM period b WHERE b.kind = q.kind AND b.first_day = q.first_day - interval '1 year') END))
  SELECT ref, period, short, cohort, measure, printed, coalesce(computed, 'none'), string_agg(DISTINCT document, ', ' ORDER BY document)
  FROM compared WHERE differs
  GROUP BY ref, period, short, last_day, cohort, measure, printed, computed
  ORDER BY ref COLLATE natural_order, last_day, cohort, measure;
END;
