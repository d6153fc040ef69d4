-- Figures in sentences: references in, texts out, all of a paper in one call each. Of several cohorts
-- the figure of no cohort is meant, else the first by name (All). PL/pgSQL keeps the plan: the paper and
-- each card of a pack ask.

-- Short marks behind a figure; as a sentence shows them.
CREATE FUNCTION marks(status text, as_entered boolean, released boolean) RETURNS text LANGUAGE sql STABLE
  RETURN nullif(concat_ws(' ', CASE status WHEN 'provisional' THEN '[p]' WHEN 'forecast' THEN '[f]' END,
                               CASE WHEN as_entered THEN '[e]' END, CASE WHEN NOT released THEN '[u]' END), '');

CREATE FUNCTION figure_texts(refs text[], in_areas text[], periods text[], measures text[], scopes text[])
  RETURNS TABLE (place bigint, text text, why text) LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH wanted AS MATERIALIZED (
    SELECT u.place, u.ref, coalesce(u.area, council()) AS area, u.period, coalesce(u.measure, 'value') AS measure,
           u.scope, i.indicator_id, a.area_id, p.period_id, p.last_day
    FROM unnest(refs, in_areas, periods, measures, scopes) WITH ORDINALITY AS u (ref, area, period, measure, scope,
        place)
         LEFT JOIN indicator i ON i.ref = u.ref LEFT JOIN area a ON a.area = coalesce(u.area, council())
         LEFT JOIN period p ON p.period = u.period),
  f AS MATERIALIZED (
    SELECT s.scope, f.*
    FROM (SELECT w.scope, array_agg(DISTINCT w.indicator_id) AS indicators, array_agg(DISTINCT w.area_id) AS areas,
                 min(w.last_day) AS from_day, max(w.last_day) AS until_day
          FROM wanted w GROUP BY w.scope) s,
           figures(s.indicators, s.areas, s.from_day, s.until_day, s.scope) f),
  found AS (
    SELECT w.*, f.shown_value, f.decimals,
           CASE w.measure WHEN 'ytd' THEN f.ytd_why WHEN 'rolling_12' THEN f.rolling_12_why
                          WHEN 'previous_ytd' THEN f.previous_ytd_why WHEN 'difference' THEN f.difference_why
                          WHEN 'trend' THEN f.trend_why ELSE f.why END AS figure_why,
           CASE w.measure
             WHEN 'value' THEN f.text || coalesce(' ' || marks(f.status, f.as_entered, f.released), '')
             WHEN 'ytd' THEN shown(f.ytd, f.decimals, f.measure)
             WHEN 'previous_ytd' THEN shown(f.previous_ytd, f.decimals, f.measure)
             WHEN 'rolling_12' THEN shown(f.rolling_12, f.decimals, f.measure)
             WHEN 'difference' THEN shown_signed(f.difference, f.decimals) ||
               ' (' || coalesce(shown_signed(f.difference_pct, 1) || '%', 'n/a') || ')'
             WHEN 'rag' THEN initcap(f.rag) WHEN 'dot' THEN f.dot WHEN 'trend' THEN nullif(f.trend, 'n/a')
             WHEN 'target' THEN (SELECT r.shown FROM rules_at(ARRAY[w.indicator_id], w.area_id, w.last_day, w.scope) r)
           END AS text,
           row_number() OVER (PARTITION BY w.place ORDER BY f.cohort) AS choice
    FROM wanted w LEFT JOIN f ON f.indicator_id = w.indicator_id AND f.area_id = w.area_id AND f.period_id = w.period_id
         AND f.scope IS NOT DISTINCT FROM w.scope)
  SELECT place, coalesce(text, removed),
         CASE WHEN text IS NOT NULL OR removed IS NOT NULL THEN NULL
              WHEN indicator_id IS NULL THEN format('there is no indicator "%s"', ref)
              WHEN area_id IS NULL THEN format('there is no area "%s"', area)
              WHEN period_id IS NULL THEN format('"%s" is not a period', period)
              WHEN measure NOT IN ('value', 'ytd', 'previous_ytd', 'rolling_12', 'difference', 'rag', 'dot', 'trend',
                                   'target')
                THEN format('"%s" is not a measure', measure)
              WHEN scope NOT IN ('dashboard', 'summary', 'scorecard') THEN format('"%s" is not a scope', scope)
              ELSE format('indicator %s has no %s for %s in %s%s', ref, measure, area, period,
                          coalesce(' (' || figure_why || ')', '')) END
  FROM found CROSS JOIN LATERAL (
    SELECT CASE WHEN text IS NULL AND period_id IS NOT NULL AND rests_on_removed(indicator_id, area_id)
                THEN 'removed' END) r (removed)
  WHERE choice = 1;
END
$$;

-- In PL/pgSQL, which plans the six kinds of statement once a session; that takes longer than to run them.
-- forms: null for the figure as in its table, "words" for one whose wording follows its sign.
CREATE FUNCTION finance_texts(statements text[], lines text[], measures text[], periods text[], groups text[],
  forms text[] DEFAULT NULL)
  RETURNS TABLE (place bigint, text text, why text) LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH wanted AS MATERIALIZED (
    SELECT u.*, p.period_id
    FROM unnest(statements, lines, measures, periods, groups, forms) WITH ORDINALITY
           AS u (statement, line, measure, period, of_group, form, place)
         LEFT JOIN period p USING (period)),
  f AS MATERIALIZED (
    SELECT s.statement, s.period_id, f.*
    FROM (SELECT DISTINCT statement, period_id FROM wanted) s, finance_figures(s.statement, s.period_id) f),
  found AS (
    SELECT w.place, count(f.text) AS hits, count(DISTINCT f.group_name) AS groups,
           coalesce((array_agg(h.has_hole))[1], false) AS has_hole,
           min(CASE WHEN w.form = 'words' AND f.text NOT IN ('new', 'removed')
                    THEN finance_words(w.statement, f.measure, f.value)
                    ELSE f.text END
               || CASE WHEN f.measure = 'movement'
                       THEN coalesce(movement_gap(w.statement, w.period_id, w.line, w.of_group), '')
                         ELSE '' END) AS text
    FROM wanted w LEFT JOIN f ON f.statement = w.statement AND f.period_id IS NOT DISTINCT FROM w.period_id
         AND f.line_name = w.line AND f.measure = w.measure
                             AND (w.of_group IS NULL OR f.group_name = w.of_group)
         LEFT JOIN (SELECT f.statement, f.period_id, bool_or(f.text = 'removed') AS has_hole FROM f
                    GROUP BY f.statement, f.period_id) h
           ON h.statement = w.statement AND h.period_id IS NOT DISTINCT FROM w.period_id
    GROUP BY w.place)
  -- a line that is not there may be one whose name was removed
  SELECT place, CASE WHEN hits = 1 AND coalesce(form, 'words') = 'words' THEN text
                     WHEN hits = 0 AND has_hole AND coalesce(form, 'words') = 'words' THEN 'removed' END,
         CASE WHEN form <> 'words' THEN format('as=%s is not known: as=words is', form)
              WHEN hits = 1 AND text IS NULL THEN format('the %s of "%s" cannot be said in words', measure, line)
              WHEN hits = 1 OR hits = 0 AND has_hole THEN NULL
              WHEN hits > 1 THEN format('"%s" stands in several groups: say group=', line)
              WHEN statement NOT IN ('la', 'schools', 'balances', 'reserves', 'capital', 'contributions')
                THEN format('"%s" is not a statement (la, schools, balances, reserves, capital, contributions)',
                            statement)
              WHEN statement = 'contributions' THEN format('the contributions have no %s of "%s"', measure, line)
              WHEN period_id IS NULL THEN format('"%s" is not a period', period)
              ELSE format('the statement %s of %s has no %s of "%s"', statement, period, measure, line) END
  FROM found JOIN wanted USING (place);
END
$$;
