-- An indicator at a period and in an area, in words: what its page, its card and its chart begin with.

-- Null where nothing is said: the council, the latest period that holds figures (up to until_period). No row: there is
-- no such indicator.
CREATE FUNCTION indicator_scope(of_ref text, of_area text, of_period text, until_period text)
  RETURNS TABLE (indicator_id integer, ref text, name text, section text, polarity text, measure text, basis text,
                 frequency text, decimals integer, definition text, lead text, data_owner text, derived boolean,
                 area_id integer, area text, area_name text, period_id integer, period text, label text, kind text,
                 first_day date, last_day date,
                 numerator text, denominator text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT d.indicator_id, d.ref, d.name, d.section, d.polarity, d.measure, d.basis, d.frequency, d.decimals,
         d.definition, d.lead, d.data_owner, d.derived, s.area_id, s.area, s.area_name, s.period_id, s.period, s.label,
         s.kind, s.first_day, s.last_day,
         (SELECT string_agg(n.ref || ' ' || n.name, '; ' ORDER BY u.place)
          FROM unnest(d.numerator_ids) WITH ORDINALITY AS u (id, place) JOIN indicator_now n ON n.indicator_id = u.id),
         (SELECT string_agg(n.ref || ' ' || n.name, '; ' ORDER BY u.place)
          FROM unnest(d.denominator_ids) WITH ORDINALITY AS u (id, place) JOIN indicator_now n ON n.indicator_id = u.id)
  FROM indicator i CROSS JOIN LATERAL report_scope(of_area,
                                                   coalesce(of_period, period_until(of_area, until_period,
                                                       i.indicator_id)),
                                                   NULL, ARRAY[i.indicator_id]) s
       JOIN indicators_at(s.first_day) d USING (indicator_id)
  WHERE i.ref = of_ref;
END;

-- The breaks of an indicator's series, and changes of its method that are said to compare, in words.
CREATE FUNCTION series_breaks(of_indicator integer) RETURNS TABLE (first_day date, words text, comparable boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH method AS MATERIALIZED (
    SELECT p.first_day, p.label, m.comparable, m.indicator_id = of_indicator AS own, m.note
    FROM method_change_now m JOIN period p USING (period_id)
    WHERE m.indicator_id IN (SELECT unnest(with_inputs(ARRAY[of_indicator]))))
  SELECT s.first_day,
         initcap(left(w.words, 1)) || substr(w.words, 2) || coalesce(': ' || (
           SELECT string_agg(DISTINCT m.note, '; ') FROM method m
           WHERE m.first_day = s.first_day AND NOT m.comparable
             AND (m.own OR NOT EXISTS (SELECT FROM method o WHERE o.own AND o.first_day = s.first_day))), ''), false
  FROM sides_of(ARRAY(SELECT readable_files(false)), ARRAY[of_indicator]) s
       CROSS JOIN LATERAL (SELECT why_changed(s.changed) AS words) w
  WHERE s.changed IS NOT NULL
  UNION ALL
  SELECT m.first_day, format('Method changed from %s, and the figures compare: %s', m.label, m.note), true
  FROM method m WHERE m.own AND m.comparable;
END;

-- Why nothing compares across a day at which a series breaks.
CREATE FUNCTION break_words(of_indicator integer, at_day date) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT min(b.words) FROM series_breaks(of_indicator) b WHERE b.first_day = at_day AND NOT b.comparable);
END
$$;

-- From where a series up to a period is asked for; null: its last thirteen periods.
CREATE FUNCTION series_since(from_period text, at_period integer) RETURNS date LANGUAGE plpgsql STABLE AS $$
DECLARE
  asked text := period_read(from_period);
  begins date := (period_called(asked)).first_day;
  at period;
BEGIN
  IF asked IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT p.* INTO at FROM period p WHERE p.period_id = at_period;
  IF begins IS NULL THEN
    PERFORM refuse('MH400', format('there is no period "%s" in the calendar', asked));
  ELSIF begins > at.first_day THEN
    PERFORM refuse('MH400', format('the series would begin with "%s", after %s', asked, at.label));
  END IF;
  RETURN begins;
END
$$;

-- Thirteen periods of one kind up to a period, or as many as there are since a day, rated by the rule that holds where
-- a page has no scope of its own.
-- `drawn`: of the first cohort by name. `break`: the series breaks at this period, and why; `event`: something changed
-- at it, and the figures compare.
CREATE FUNCTION indicator_series(of_indicator integer, in_area integer, at_period integer, since date DEFAULT NULL)
  RETURNS TABLE (ref text, period text, short text, label text, cohort text, drawn boolean, number numeric, shown text,
                 rag text, rag_scope text, dot text, dot_why text, status text, entered boolean, released boolean,
                 why text, impossible text, numerator numeric, numerator_shown text, denominator numeric,
                 denominator_shown text, ytd numeric, ytd_shown text, ytd_why text, previous_ytd_shown text,
                 previous_ytd_why text, rolling_12 numeric, rolling_12_shown text, rolling_12_why text,
                 difference_shown text, difference_pct_shown text,
                 difference_why text, trend text, trend_why text, target numeric, break text, event text,
                 last_day date)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  f AS MATERIALIZED (
    SELECT f.*, p.period, p.short, p.label, p.first_day, p.last_day
    FROM at, figures_shown(ARRAY[of_indicator], ARRAY[in_area],
                           coalesce(since, (at.first_day - interval '13 years')::date), at.last_day, NULL) f
         JOIN period p USING (period_id)
    WHERE p.kind = at.kind AND (since IS NULL OR p.first_day >= since)),
  latest AS (SELECT period_id FROM (SELECT DISTINCT period_id, last_day FROM f) x ORDER BY last_day DESC
             LIMIT CASE WHEN since IS NULL THEN 13 END),
  b AS MATERIALIZED (SELECT b.* FROM series_breaks(of_indicator) b),
  t AS MATERIALIZED (SELECT r.* FROM rule_held(ARRAY[of_indicator], ARRAY[in_area], NULL, true) r)
  SELECT (SELECT i.ref FROM indicator i WHERE i.indicator_id = of_indicator), f.period, f.short, f.label, f.cohort,
         f.cohort = min(f.cohort) OVER (), f.number, f.shown, f.rag, f.rag_scope, f.dot, f.dot_why, f.status, f.entered,
         f.released, f.why, f.impossible, f.numerator, f.numerator_shown, f.denominator, f.denominator_shown, f.ytd,
         f.ytd_shown, f.ytd_why, f.previous_ytd_shown, f.previous_ytd_why, f.rolling_12, f.rolling_12_shown,
         f.rolling_12_why, f.difference_shown, f.difference_pct_shown, f.difference_why, f.trend, f.trend_why, t.target,
         CASE WHEN f.break_day IS DISTINCT FROM lag(f.break_day) OVER (PARTITION BY f.cohort ORDER BY f.last_day)
                AND row_number() OVER (PARTITION BY f.cohort ORDER BY f.last_day) > 1 THEN b.words END,
         (SELECT min(e.words) FROM b e WHERE e.comparable AND e.first_day BETWEEN f.first_day AND f.last_day),
         f.last_day
  FROM f JOIN latest USING (period_id)
       LEFT JOIN t ON t.from_day <= f.last_day AND f.last_day < t.until_day
       LEFT JOIN b ON b.first_day = f.break_day AND NOT b.comparable
  ORDER BY f.cohort, f.last_day;
END
$$;

-- What others achieve, with the decimals that were entered; `newest`: of its kind up to the period, what has no period
-- last. What has one holds from its first day (from_day) until that of the next of its kind (until_day; null: none).
CREATE FUNCTION indicator_benchmarks(of_indicator integer, at_period integer)
  RETURNS TABLE (kind text, number numeric, shown text, period text, newest boolean, from_day date,
                 until_day date) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  held AS (
    SELECT b.kind, b.value, p.label, p.first_day, p.last_day, coalesce(p.last_day <= at.last_day, true) AS past
    FROM at, benchmark_now b LEFT JOIN period p USING (period_id) WHERE b.indicator_id = of_indicator)
  SELECT h.kind, h.value, benchmark_shown(h.value, d.measure), h.label,
         h.past AND row_number() OVER (PARTITION BY h.kind, h.past ORDER BY h.last_day DESC NULLS LAST) = 1,
         CASE WHEN h.past THEN h.first_day END,
         CASE WHEN h.past THEN min(h.first_day) OVER (PARTITION BY h.kind, h.past ORDER BY h.first_day
                                                      ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) END
  FROM at, held h, indicators_at(at.first_day) d
  WHERE d.indicator_id = of_indicator
  ORDER BY array_position(ARRAY['stat_neighbour_avg', 'best_stat_neighbour', 'national_avg', 'national_top_quartile',
                          'region_avg'],
             h.kind), h.last_day;
END;

-- What the page says first: the series in words, what the period's figure is worth, and the figure of others that it
-- stands above or below: England's, else the statistical neighbours'. Nothing is said across a break.
CREATE FUNCTION indicator_said(of_indicator integer, in_area integer, at_period integer, since date DEFAULT NULL)
  RETURNS TABLE (series text, headline text, other_kind text, other_period text, other_shown text, other_side text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH at AS (SELECT p.period FROM period p WHERE p.period_id = at_period),
  s AS MATERIALIZED (SELECT * FROM indicator_series(of_indicator, in_area, at_period, since) WITH ORDINALITY s
                     WHERE s.drawn),
  here AS (
    SELECT w.*, t.shown AS target_words
    FROM (SELECT s.*, lag(s.label) OVER o AS before, lag(s.shown) OVER o AS before_shown,
                 lag(s.number) OVER o AS before_number
          FROM s WINDOW o AS (ORDER BY s.ordinality)) w
         JOIN at USING (period) CROSS JOIN period p
         LEFT JOIN LATERAL rules_at(ARRAY[of_indicator], in_area, p.last_day, w.rag_scope) t ON true
    WHERE p.period_id = at_period AND w.number IS NOT NULL),
  other AS (
    SELECT b.* FROM indicator_benchmarks(of_indicator, at_period) b
    WHERE b.newest AND b.kind IN ('national_avg', 'stat_neighbour_avg') ORDER BY b.kind LIMIT 1)
  SELECT (SELECT series_words(array_agg(s.label ORDER BY s.ordinality), array_agg(s.number ORDER BY s.ordinality),
                              array_agg(s.shown ORDER BY s.ordinality), array_agg(s.break ORDER BY s.ordinality))
          FROM s),
         headline_words(h.rag, h.target_words, h.dot,
                        CASE WHEN h.break IS NULL THEN side_of(h.number, h.before_number) END, h.before,
                        h.before_shown),
         o.kind, o.period, o.shown, side_of(h.number, o.number)
  FROM at LEFT JOIN here h ON true LEFT JOIN other o ON h.number IS NOT NULL;
END
$$;

-- The rules of an indicator at a period, each with what it says of the figure; `taken`: the one by which the page
-- rates. Of several cohorts the figure of the first by name.
CREATE FUNCTION indicator_rules(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (scope text, shown text, words text, rag text, taken boolean) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  taken AS MATERIALIZED (SELECT n.scope FROM at CROSS JOIN LATERAL rules_at(ARRAY[of_indicator], in_area, at.last_day,
                                                                             NULL) n)
  SELECT s.scope, r.shown, r.words, f.rag, s.scope = (SELECT n.scope FROM taken n)
  FROM at, unnest(rule_scopes()) WITH ORDINALITY AS s (scope, place)
       CROSS JOIN LATERAL rules_at(ARRAY[of_indicator], in_area, at.last_day, s.scope) r
       LEFT JOIN LATERAL (
         SELECT f.rag FROM figures(ARRAY[of_indicator], ARRAY[in_area], at.last_day, at.last_day, s.scope) f
         WHERE f.period_id = at_period ORDER BY f.cohort LIMIT 1) f ON true
  ORDER BY s.place;
END;
