-- Exceptions: which indicators meet which of the four criteria, and the figures that show it.

CREATE FUNCTION exceptions(in_area integer, at_period integer)
  RETURNS TABLE (indicator_id integer, ref text, name text, criterion integer,
                 words text,            -- the figures that prove it, in a sentence without its full stop
                 period text, label text, number numeric, shown text, rag text, dot text, dot_why text, status text,
                 entered boolean, released boolean, impossible text, target_shown text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  at period;
  is_council boolean := in_area = (SELECT a.area_id FROM area a WHERE a.area = council());
BEGIN
  SELECT * INTO at FROM period p WHERE p.period_id = at_period;
  RETURN QUERY
  WITH i AS MATERIALIZED (SELECT * FROM indicators_at(at.first_day)),
  -- as far back as four periods of its frequency reach
  f AS MATERIALIZED (
    SELECT f.indicator_id, f.cohort, f.shown_value, f.text, f.rag, f.dot, f.dot_why, f.status, f.as_entered,
           f.released, f.impossible, f.break_day, f.polarity, f.measure, f.decimals, p.period, p.label, p.kind,
           p.first_day, p.last_day
    FROM (VALUES ('{monthly}'::text[], interval '5 months'), ('{quarterly,termly,annual}', interval '5 years')) AS b
         (frequencies, reach),
         figures(ARRAY(SELECT i.indicator_id FROM i WHERE i.frequency = ANY (b.frequencies)), ARRAY[in_area],
                 (at.last_day - b.reach)::date, at.last_day, 'dashboard') f
         JOIN period p USING (period_id)
    WHERE f.shown_value IS NOT NULL),
  one AS MATERIALIZED (               -- of several cohorts the first by name, as in sentences
    SELECT f.*, i.ref, i.name, i.frequency
    FROM (SELECT f.*, min(f.cohort) OVER (PARTITION BY f.indicator_id) AS first_cohort FROM f) f
         JOIN i USING (indicator_id)
    WHERE f.cohort = f.first_cohort),
  -- each figure with the three before it, if they follow one another nothing breaks them and all are possible
  walked AS (
    SELECT o.*, o.first_day - 1 = lag(o.last_day) OVER w AND lag(o.first_day) OVER w - 1 = lag(o.last_day, 2) OVER w
                AND lag(o.first_day, 2) OVER w - 1 = lag(o.last_day, 3) OVER w
                AND lag(o.break_day, 3) OVER w IS NOT DISTINCT FROM o.break_day
                AND num_nonnulls(o.impossible, lag(o.impossible) OVER w, lag(o.impossible, 2) OVER w,
                                 lag(o.impossible, 3) OVER w) = 0
                AS unbroken,
           ARRAY[lag(o.shown_value, 3) OVER w, lag(o.shown_value, 2) OVER w, lag(o.shown_value) OVER w,
             o.shown_value] AS four,
           ARRAY[lag(o.text, 3) OVER w, lag(o.text, 2) OVER w, lag(o.text) OVER w, o.text] AS four_texts,
           lag(o.label, 3) OVER w AS since
    FROM one o WINDOW w AS (PARTITION BY o.indicator_id, o.kind ORDER BY o.last_day)),
  -- the figure that stands at the period: its own, or the last of a slower indicator
  standing AS MATERIALIZED (
    SELECT DISTINCT ON (w.indicator_id) w.* FROM walked w
    WHERE w.last_day > at.last_day - CASE w.frequency WHEN 'monthly' THEN interval '1 month' WHEN 'quarterly'
                                          THEN interval '3 months'
                                                      WHEN 'termly' THEN interval '6 months' ELSE interval '1 year' END
    ORDER BY w.indicator_id, w.last_day DESC, w.first_day DESC),
  goal AS (
    SELECT r.indicator_id, r.operator, r.target, target_words(r, s.decimals, s.measure) AS printed
    FROM standing s JOIN rule_held(ARRAY(SELECT i.indicator_id FROM i), ARRAY[in_area], 'dashboard') r
         ON r.indicator_id = s.indicator_id AND r.from_day <= s.last_day AND s.last_day < r.until_day),
  statement AS (                      -- the budget statements that hold at the period
    SELECT DISTINCT ON (r.statement) r.statement, r.period_id, p.label FROM revenue_now r
         JOIN period p USING (period_id)
    WHERE is_council AND p.last_day <= at.last_day ORDER BY r.statement, p.last_day DESC),
  overspent AS MATERIALIZED (
    SELECT l.line_name, l.variance, l.percent, s.label FROM statement s, revenue_lines(s.statement, s.period_id) l
    WHERE l.variance > 0),
  -- each risk as its review of the period's end or before says, else as its first one
  risk_held AS (
    SELECT DISTINCT ON (r.number) r.*, r.likelihood * r.impact AS score,
           r.target_likelihood * r.target_impact AS target_score
    FROM risk_now r WHERE is_council
    ORDER BY r.number, coalesce(r.reviewed <= at.last_day, true) DESC,
             CASE WHEN r.reviewed > at.last_day THEN r.reviewed END, r.reviewed DESC NULLS LAST, r.file_id DESC),
  met AS (
    SELECT s.indicator_id, 1 AS criterion,
           concat_ws('; ',
             CASE WHEN g.target IS NOT NULL THEN format('%s against the target %s', s.text, g.printed) ELSE s.text END,
             CASE WHEN s.rag = 'red' THEN 'rated Red' END,
             CASE WHEN m.missed AND g.target <> 0
                  THEN format('missed by %s%s, %s%% of it',
                              shown(abs(s.shown_value - g.target), greatest(s.decimals, scale(trim_scale(g.target))),
                                    ''),
                              CASE s.measure WHEN 'percentage' THEN ' points' ELSE '' END,
                              shown(100 * abs(s.shown_value - g.target) / abs(g.target), 1, ''))
                  WHEN m.missed THEN 'a target of 0 is missed' END) AS words
    FROM standing s LEFT JOIN goal g USING (indicator_id)
         CROSS JOIN LATERAL (SELECT coalesce(NOT meets(s.shown_value, g.operator, g.target), false)) AS m (missed)
    WHERE s.impossible IS NULL AND (s.rag = 'red' OR m.missed AND abs(s.shown_value - g.target) >= 0.05 * abs(g.target))
    UNION ALL
    SELECT s.indicator_id, 2, format('%s, %s to %s; %s is better', array_to_string(s.four_texts, ' → '), s.since,
                                     s.label,
                                     CASE s.polarity WHEN 'low' THEN 'smaller' ELSE 'bigger' END)
    FROM standing s
    WHERE s.unbroken AND CASE s.polarity
            WHEN 'high' THEN s.four[1] > s.four[2] AND s.four[2] > s.four[3] AND s.four[3] > s.four[4]
            WHEN 'low' THEN s.four[1] < s.four[2] AND s.four[2] < s.four[3] AND s.four[3] < s.four[4] END
    UNION ALL
    SELECT l.indicator_id, 3, string_agg(format('%s is over budget by £%sm (%s), %s', o.line_name, millions(o.variance),
                                                percent_signed(o.percent), o.label), '; ' ORDER BY o.variance DESC,
                                                o.line_name)
    FROM (SELECT DISTINCT k.indicator_id, k.budget_line FROM link_now k) l
         JOIN overspent o ON o.line_name = l.budget_line
    GROUP BY l.indicator_id
    UNION ALL
    SELECT l.indicator_id, 4,
           string_agg(format('%s %s scores %s, its target is %s%s', r.number, r.name, r.score, r.target_score,
                                                coalesce(', reviewed ' || to_char(r.reviewed, 'FMDD FMMonth YYYY'),
                                                         '')), '; ' ORDER BY r.number)
    FROM (SELECT DISTINCT k.indicator_id, k.risk FROM link_now k) l JOIN risk_held r ON r.number = l.risk
    WHERE r.score > r.target_score
    GROUP BY l.indicator_id)
  SELECT m.indicator_id, i.ref, i.name, m.criterion,
         m.words, s.period, s.label, round(s.shown_value, i.decimals), s.text, s.rag, s.dot, s.dot_why, s.status,
         s.as_entered, s.released, s.impossible, g.printed
  FROM met m JOIN i USING (indicator_id) LEFT JOIN standing s USING (indicator_id)
       LEFT JOIN goal g ON g.indicator_id = m.indicator_id
  ORDER BY i.ref COLLATE natural_order, m.criterion;
END
$$;
