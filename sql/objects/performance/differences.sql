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
