-- Figures as published that are not the computed ones.

-- Beyond what printed rounding explains, of these indicators and areas (of_document null: by any document). computed is
-- null where a 0 is printed and nothing can be computed; why then says why. What the program cannot know is no
-- difference: an arrow, a trend or a movement without the months that it needs. Of a period the figure itself comes
-- first, then what is said of it.
CREATE FUNCTION published_differences(indicators integer[], areas integer[], from_day date, until_day date,
                                      of_document text)
  RETURNS TABLE (indicator_id integer, ref text, area_id integer, area_name text, period_id integer, period text,
                 short text,
                 last_day date, cohort text, measure text, printed text, computed text, why text, documents text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  said integer[] := ARRAY(
    SELECT DISTINCT p.indicator_id FROM published p JOIN period q USING (period_id)
    WHERE p.indicator_id = ANY (indicators) AND p.area_id = ANY (areas) AND q.last_day BETWEEN from_day AND until_day);
BEGIN
  IF said = '{}' THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH f AS MATERIALIZED (SELECT * FROM figures_shown(said, areas, from_day, until_day, 'summary')),
  compared AS (
    SELECT i.ref, q.period, q.short, q.last_day, p.*, f.basis,
           CASE p.measure
             WHEN 'value' THEN CASE WHEN f.value IS NOT NULL THEN f.shown END WHEN 'ytd' THEN nullif(f.ytd_shown, 'n/a')
             WHEN 'previous_ytd' THEN nullif(f.previous_ytd_shown, 'n/a') WHEN 'rolling_12'
               THEN nullif(f.rolling_12_shown, 'n/a')
             WHEN 'difference' THEN nullif(f.difference_shown, 'n/a') WHEN 'difference_pct' THEN f.difference_pct_shown
             WHEN 'trend' THEN f.trend WHEN 'dot' THEN f.dot WHEN 'rag' THEN f.rag END AS computed,
           CASE p.measure WHEN 'value' THEN f.why WHEN 'ytd' THEN f.ytd_why WHEN 'previous_ytd' THEN f.previous_ytd_why
             WHEN 'rolling_12' THEN f.rolling_12_why WHEN 'trend' THEN f.trend_why WHEN 'dot' THEN f.dot_why
             ELSE f.difference_why END AS why, f.indicator_id IS NULL AS nothing,
           CASE WHEN p.measure IN ('trend', 'dot', 'rag') THEN f.indicator_id IS NOT NULL AND
                  p.printed IS DISTINCT FROM CASE p.measure WHEN 'trend' THEN f.trend WHEN 'dot' THEN f.dot
                                                  ELSE f.rag END
                ELSE disagrees(p.printed, CASE p.measure WHEN 'value' THEN f.value WHEN 'ytd' THEN f.ytd
                       WHEN 'previous_ytd' THEN f.previous_ytd WHEN 'rolling_12' THEN f.rolling_12
                       WHEN 'difference' THEN f.difference ELSE f.difference_pct END) END AS differs
    FROM published_now p JOIN indicator_now i USING (indicator_id) JOIN period q USING (period_id)
         LEFT JOIN f USING (indicator_id, area_id, period_id, cohort)
    WHERE p.indicator_id = ANY (said) AND p.area_id = ANY (areas) AND q.last_day BETWEEN from_day AND until_day
      AND (of_document IS NULL OR p.document = of_document))
  SELECT c.indicator_id, c.ref, c.area_id, a.name, c.period_id, c.period, c.short, c.last_day, c.cohort, c.measure,
         c.printed, c.computed, CASE WHEN c.nothing THEN 'nothing is held of it' ELSE c.why END,
         string_agg(DISTINCT c.document, ', ' ORDER BY c.document)
  FROM compared c JOIN area_now a USING (area_id)
  WHERE c.differs
    -- a difference is compared only against the period that ours is measured from
    AND (c.measure NOT IN ('difference', 'difference_pct')
         OR c.against = CASE WHEN c.basis = 'flow' THEN 'previous_ytd'
                             ELSE (SELECT b.period FROM period b JOIN period q ON q.period_id = c.period_id
                                   AND b.kind = q.kind
                                    AND b.first_day = q.first_day - interval '1 year') END)
  GROUP BY c.indicator_id, c.ref, c.area_id, a.name, c.period_id, c.period, c.short, c.last_day, c.cohort, c.measure,
    c.printed,
           c.computed, c.why, c.nothing
  ORDER BY c.ref COLLATE natural_order, a.name, c.last_day, c.cohort, c.measure <> 'value', c.measure, c.printed;
END
$$;

-- All of them, of all areas, those first that change a rating, then the newest. A rating changes where the printed
-- figure, rated by the rule that holds, has another than the computed one (printed_rag, computed_rag: only there), or
-- where the rating itself is printed otherwise. rag_scope: whose rule; of several by which it changes, the first in the
-- order of rule_scopes(). What is printed and is no number has no rating to compare.
CREATE FUNCTION differences_rated()
  RETURNS TABLE (ref text, name text, area text, area_name text, period text, label text, cohort text, measure text,
                 printed numeric, printed_shown text, printed_rag text, computed numeric, computed_shown text,
                 computed_rag text, why text, documents text, rag_scope text, changes_rating boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
  everything integer[] := ARRAY(SELECT DISTINCT p.indicator_id FROM published_now p);
  areas integer[] := ARRAY(SELECT DISTINCT p.area_id FROM published_now p);
BEGIN
  RETURN QUERY
  WITH d AS MATERIALIZED (
    SELECT d.*, printed_number(d.printed) AS number
    FROM published_differences(everything, areas, '-infinity', 'infinity', NULL) d),
  ids AS MATERIALIZED (
    SELECT array_agg(DISTINCT d.indicator_id) AS indicators, array_agg(DISTINCT d.area_id) AS areas,
           min(d.last_day) AS first_day, max(d.last_day) AS last_day
    FROM d WHERE d.measure = 'value' AND d.number IS NOT NULL),
  scope AS (SELECT s.scope, s.place FROM unnest(rule_scopes()) WITH ORDINALITY AS s (scope, place)),
  rule AS MATERIALIZED (
    SELECT s.place, r.* FROM ids CROSS JOIN scope s
           CROSS JOIN LATERAL rule_held(ids.indicators, ids.areas, s.scope) r),
  f AS MATERIALIZED (
    SELECT s.place, f.* FROM ids CROSS JOIN scope s
           CROSS JOIN LATERAL figures(ids.indicators, ids.areas, ids.first_day, ids.last_day, s.scope) f),
  rated AS MATERIALIZED (
    SELECT d.indicator_id, d.area_id, d.period_id, d.cohort, d.number, r.scope, r.place, f.rag AS computed_rag,
           rag(r.rag_rule, coalesce(f.polarity, i.polarity), r.operator, r.target, r.red, r.green,
               CASE WHEN r.rag_rule = 'national_gap' THEN d.number - f.national_value ELSE d.number END) AS printed_rag
    FROM d JOIN rule r USING (indicator_id, area_id) JOIN indicator_now i USING (indicator_id)
         LEFT JOIN f ON f.place = r.place AND f.indicator_id = d.indicator_id AND f.area_id = d.area_id
                    AND f.period_id = d.period_id AND f.cohort = d.cohort
    WHERE d.measure = 'value' AND d.number IS NOT NULL AND d.last_day >= r.from_day AND d.last_day < r.until_day),
  change AS (
    SELECT DISTINCT ON (r.indicator_id, r.area_id, r.period_id, r.cohort, r.number) r.*
    FROM rated r WHERE r.printed_rag IS DISTINCT FROM r.computed_rag
    ORDER BY r.indicator_id, r.area_id, r.period_id, r.cohort, r.number, r.place)
  SELECT d.ref, i.name, a.area, d.area_name, d.period, p.label, d.cohort, d.measure, d.number, d.printed, x.printed_rag,
         printed_number(d.computed), d.computed, x.computed_rag, d.why, d.documents, x.scope, x.scope IS NOT NULL
  FROM d JOIN indicator_now i USING (indicator_id) JOIN area_now a USING (area_id) JOIN period p USING (period_id)
       LEFT JOIN LATERAL (
         SELECT c.printed_rag, c.computed_rag, c.scope FROM change c
         WHERE d.measure = 'value' AND c.indicator_id = d.indicator_id AND c.area_id = d.area_id
           AND c.period_id = d.period_id AND c.cohort = d.cohort AND c.number = d.number
         UNION ALL
         SELECT d.printed, d.computed, 'summary' WHERE d.measure = 'rag') x ON true
  ORDER BY x.scope IS NULL, p.last_day DESC, d.ref COLLATE natural_order, d.area_name, d.cohort, d.measure <> 'value',
           d.measure, d.printed;
END
$$;
