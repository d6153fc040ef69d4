-- Figures as published that are not the computed ones.

-- The day on which a later import entered anew what a figure is computed from (inputs), where without it, and those
-- after it, the figure agrees with what was printed; null: none did.
CREATE FUNCTION revised_on(of_indicator integer, inputs integer[], in_area integer, at_period integer, of_cohort text,
                           printed text) RETURNS text
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  at_day date := (SELECT p.last_day FROM period p WHERE p.period_id = at_period);
  files integer[] := ARRAY(SELECT readable_files(false));
  later record;
BEGIN
  FOR later IN
    SELECT n.file_id, moment_day(i.loaded_at) AS day
    FROM unnest(inputs) k (indicator_id)
         -- each looked up by its key, however many there are
         CROSS JOIN LATERAL (SELECT v.* FROM observation v
                             WHERE v.indicator_id = k.indicator_id AND v.area_id = in_area AND v.period_id = at_period
                             OFFSET 0) n
         JOIN import_file f USING (file_id) JOIN import i USING (import_id)
    WHERE EXISTS (SELECT FROM observation o
                  WHERE o.indicator_id = n.indicator_id AND o.area_id = in_area AND o.period_id = at_period
                    AND o.cohort = n.cohort AND o.file_id < n.file_id)
    GROUP BY n.file_id, i.loaded_at ORDER BY n.file_id DESC
  LOOP
    files := array_remove(files, later.file_id);
    IF EXISTS (
        SELECT FROM figures_computed(NOT sees_unreleased(), files, ARRAY[of_indicator], ARRAY[in_area], at_day,
                                     at_day) c
        WHERE c.period_id = at_period AND c.cohort = of_cohort AND c.value IS NOT NULL
          AND NOT disagrees(printed, c.value)) THEN
      RETURN later.day;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;

-- Beyond what printed rounding explains, of these indicators and areas (of_document null: by any document). computed is
-- null where a 0 is printed and nothing can be computed; why then says why. What the program cannot know is no
-- difference: an arrow, a trend or a movement without the months that it needs. Of a period the figure itself comes
-- first, then what is said of it. revised: the day of the import since which the figure is another than the printed
-- one, which it was before: no mistake of the document's.
CREATE FUNCTION published_differences(indicators integer[], areas integer[], from_day date, until_day date,
                                      of_document text)
  RETURNS TABLE (indicator_id integer, ref text, area_id integer, area_name text, period_id integer, period text,
                 short text,
                 last_day date, cohort text, measure text, printed text, computed text, why text, documents text,
                 revised text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  said integer[];
  rated integer[];
BEGIN
  SELECT array_agg(DISTINCT p.indicator_id), array_agg(DISTINCT p.indicator_id) FILTER (WHERE p.measure = 'rag')
    INTO said, rated
    FROM published p JOIN period q USING (period_id)
    WHERE p.indicator_id = ANY (indicators) AND p.area_id = ANY (areas) AND q.last_day BETWEEN from_day AND until_day;
  IF said IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH rating AS MATERIALIZED (
    SELECT r.indicator_id, r.area_id, r.period_id, r.cohort, r.rag
    FROM figures(rated, areas, from_day, until_day, 'summary') r WHERE rated IS NOT NULL),
  f AS MATERIALIZED (
    SELECT h.*, r.rag
    FROM figures_held(said, areas, from_day, until_day) h
         LEFT JOIN rating r USING (indicator_id, area_id, period_id, cohort)),
  compared AS (
    SELECT i.ref, i.indicator_id || i.numerator_ids || i.denominator_ids AS inputs, q.period, q.short, q.last_day, p.*,
           f.basis,
           CASE p.measure
             WHEN 'value' THEN CASE WHEN f.value IS NOT NULL THEN f.text END
             WHEN 'ytd' THEN shown(f.ytd, f.decimals, f.measure)
             WHEN 'previous_ytd' THEN shown(f.previous_ytd, f.decimals, f.measure)
             WHEN 'rolling_12' THEN shown(f.rolling_12, f.decimals, f.measure)
             WHEN 'difference' THEN shown_signed(f.difference, f.decimals)
             WHEN 'difference_pct' THEN shown_signed(f.difference_pct, 1) || '%'
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
         string_agg(DISTINCT c.document, ', ' ORDER BY c.document),
         CASE WHEN c.measure = 'value' AND c.computed IS NOT NULL AND EXISTS (
                SELECT FROM unnest(c.inputs) k (indicator_id)
                     CROSS JOIN LATERAL (SELECT v.* FROM observation v
                                         WHERE v.indicator_id = k.indicator_id AND v.area_id = c.area_id
                                           AND v.period_id = c.period_id OFFSET 0) n
                GROUP BY n.indicator_id, n.cohort HAVING count(DISTINCT n.file_id) > 1)
              THEN revised_on(c.indicator_id, c.inputs, c.area_id, c.period_id, c.cohort, c.printed) END
  FROM compared c JOIN area_now a USING (area_id)
  WHERE c.differs
    -- a difference is compared only against the period that ours is measured from
    AND (c.measure NOT IN ('difference', 'difference_pct')
         OR c.against = CASE WHEN c.basis = 'flow' THEN 'previous_ytd'
                             ELSE (SELECT b.period FROM period b JOIN period q ON q.period_id = c.period_id
                                   AND b.kind = q.kind
                                    AND b.first_day = q.first_day - interval '1 year') END)
  GROUP BY c.indicator_id, c.ref, c.inputs, c.area_id, a.name, c.period_id, c.period, c.short, c.last_day, c.cohort,
           c.measure, c.printed, c.computed, c.why, c.nothing
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
                 computed_rag text, why text, documents text, revised text, rag_scope text, changes_rating boolean)
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
         printed_number(d.computed), d.computed, x.computed_rag, d.why, d.documents, d.revised, x.scope,
         x.scope IS NOT NULL
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
