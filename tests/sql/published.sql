-- Every figure that the publications print, against the one that the system computes, to the last
-- printed digit. The disagreements must be those of published_expected.csv, each with its reason and
-- with the figure as exact fractions give it, worked out apart from the database.
BEGIN;
SELECT * FROM no_plan();
SELECT add_person('reader', '{member}') \g /dev/null
CREATE TEMP TABLE expected (document text, indicator text, area text, period text, cohort text, measure text, against text,
  printed text, computed text, reason text);
\copy expected FROM 'published_expected.csv' (FORMAT csv, HEADER)
UPDATE expected SET cohort = coalesce(cohort, ''), against = coalesce(against, '');
CREATE TEMP TABLE finance_expected (statement text, "group" text, line text, measure text, printed text, document text, computed text,
  reason text);
\copy finance_expected FROM 'published_finance_expected.csv' (FORMAT csv, HEADER)
UPDATE finance_expected SET "group" = coalesce("group", '');
GRANT SELECT ON expected, finance_expected TO PUBLIC;

-- What follows is seen as a member sees it.
:person('reader') \g /dev/null
CREATE TEMP TABLE ours AS
  SELECT * FROM figures(ARRAY(SELECT indicator_id FROM indicator), ARRAY(SELECT area_id FROM moothall.area), '1990-01-01', '2069-12-31', 'summary');

-- A printed number without its dressing; NULL: it is a word.
CREATE FUNCTION pg_temp.bare(printed text) RETURNS numeric LANGUAGE sql
  RETURN substring(regexp_replace(printed, '[,%£ ]', '', 'g') FROM '^[+-]?[0-9]+(?:[.][0-9]+)?$')::numeric;

-- A difference is of the years to date, or of the values of two periods.
CREATE TEMP TABLE compared AS
  SELECT p.document, i.ref, a.area, q.period, p.cohort, p.measure, p.against, p.printed, pg_temp.bare(p.printed) AS number,
         CASE p.measure WHEN 'trend' THEN f.trend WHEN 'dot' THEN f.dot WHEN 'rag' THEN f.rag END AS word,
         CASE p.measure WHEN 'value' THEN f.value WHEN 'ytd' THEN f.ytd WHEN 'previous_ytd' THEN f.previous_ytd
           WHEN 'rolling_12' THEN f.rolling_12 WHEN 'difference_pct' THEN f.difference_pct
           WHEN 'difference' THEN CASE p.against WHEN 'previous_ytd' THEN f.difference ELSE f.value - b.value END END AS exact,
         greatest(d.decimals, 1) AS decimals, p.measure IN ('trend', 'dot', 'rag') AS is_word
  FROM published_now p JOIN indicator i USING (indicator_id) JOIN indicator_now d USING (indicator_id)
       JOIN moothall.area a USING (area_id) JOIN moothall.period q USING (period_id)
       LEFT JOIN ours f USING (indicator_id, area_id, cohort, period_id)
       LEFT JOIN moothall.period e ON e.period = p.against
       LEFT JOIN ours b ON b.indicator_id = p.indicator_id AND b.area_id = p.area_id AND b.cohort = p.cohort AND b.period_id = e.period_id;
CREATE TEMP TABLE judged AS
  SELECT c.*, CASE WHEN is_word THEN coalesce(word, '') ELSE coalesce(round(exact, coalesce(scale(number), decimals))::text, '') END AS computed,
         CASE WHEN is_word THEN printed IS NOT DISTINCT FROM word
              WHEN number IS NULL THEN exact IS NULL AND printed <> 'FALSE'
              ELSE round(exact, scale(number)) IS NOT DISTINCT FROM number END AS agrees
  FROM compared c;
SELECT format('# %s, %s: %s of %s agree', document, measure, count(*) FILTER (WHERE agrees), count(*))
FROM judged GROUP BY document, measure ORDER BY document, measure;
SELECT format('# all: %s of %s agree', count(*) FILTER (WHERE agrees), count(*)) FROM judged;

SELECT is((SELECT count(*) FROM judged), 2044::bigint, 'every published figure is compared');
SELECT is_empty($$SELECT document, ref, area, period, cohort, measure, against, printed, computed FROM judged WHERE NOT agrees
  EXCEPT SELECT document, indicator, area, period, cohort, measure, against, printed, coalesce(computed, '') FROM expected$$,
  'no figure disagrees but those that are known to');
SELECT is_empty($$SELECT document, indicator, area, period, cohort, measure, against, printed, coalesce(computed, '') FROM expected
  EXCEPT SELECT document, ref, area, period, cohort, measure, against, printed, computed FROM judged WHERE NOT agrees$$,
  '... and each of those does, by as much');
SELECT is_empty($$SELECT * FROM expected WHERE reason IS NULL$$, '... for a reason');

-- The notes under the tables name them: what the program finds to differ is what does. It compares
-- differences only against the period that its own are measured from, and calls half a unit of
-- printed rounding no difference.
CREATE TEMP TABLE noted AS
  SELECT a.area, d.ref, d.period, d.cohort, d.measure, d.printed
  FROM published_differences(ARRAY(SELECT indicator_id FROM indicator), ARRAY(SELECT area_id FROM moothall.area), '1990-01-01', '2069-12-31', NULL) d
       JOIN moothall.area a USING (area_id);
SELECT is_empty($$SELECT n.area, n.ref, n.period, n.cohort, n.measure, n.printed FROM noted n
  EXCEPT SELECT area, ref, period, cohort, measure, printed FROM judged WHERE NOT agrees$$, 'no note names a figure that agrees');
SELECT is_empty($$SELECT j.area, j.ref, j.period, j.cohort, j.measure, j.printed FROM judged j
  JOIN indicator_now i USING (ref) JOIN moothall.area a USING (area) JOIN moothall.period p USING (period)
  JOIN ours f ON f.indicator_id = i.indicator_id AND f.area_id = a.area_id AND f.period_id = p.period_id AND f.cohort = j.cohort
  WHERE NOT j.agrees AND j.measure NOT IN ('difference', 'difference_pct')
    AND (j.computed <> '' OR j.number = 0)      -- what cannot be computed cannot be checked, but for a 0
  EXCEPT SELECT area, ref, period, cohort, measure, printed FROM noted$$, 'every other one has its note');
SELECT is((SELECT count(*) FROM noted n WHERE n.printed ~ '^0[.]0' AND EXISTS (
             SELECT FROM expected e WHERE e.reason = 'publication: 0 for a month without data' AND (e.indicator, e.area, e.period, e.printed)
               = (n.ref, n.area, n.period, n.printed))), 14::bigint, '... also a 0 that is printed where nothing is held');

-- Money: as printed, sign and all.
CREATE TEMP TABLE money AS
  SELECT p.statement, p.group_name, p.line_name, p.measure, p.printed, p.document, f.text AS shown,
         CASE WHEN pg_temp.bare(p.printed) IS NULL THEN p.printed ELSE pg_temp.bare(p.printed)::text END AS wanted,
         CASE WHEN pg_temp.bare(f.text) IS NULL THEN f.text ELSE pg_temp.bare(f.text)::text END AS computed
  FROM published_finance_now p
       LEFT JOIN LATERAL (SELECT * FROM finance_figures(p.statement, p.period_id)) f
         ON f.line_name = p.line_name AND f.measure = p.measure AND f.group_name = p.group_name
            OR p.statement = 'balances' AND f.line_name = p.line_name AND f.measure = p.measure;
SELECT format('# %s, %s: %s of %s agree', statement, measure, count(*) FILTER (WHERE computed = wanted), count(*))
FROM money GROUP BY statement, measure ORDER BY statement, measure;
SELECT is((SELECT count(*) FROM money), 186::bigint, 'every published figure of money is compared, with the group it stands in');
SELECT is_empty($$SELECT statement, group_name, line_name, measure, printed, document, coalesce(computed, '') FROM money WHERE computed IS DISTINCT FROM wanted
  EXCEPT SELECT statement, "group", line, measure, printed, document, coalesce(computed, '') FROM finance_expected$$,
  'no figure of money disagrees but those that are known to');
SELECT is_empty($$SELECT statement, "group", line, measure, printed, document, coalesce(computed, '') FROM finance_expected
  EXCEPT SELECT statement, group_name, line_name, measure, printed, document, coalesce(computed, '') FROM money WHERE computed IS DISTINCT FROM wanted$$,
  '... and each of those does, by as much');
SELECT is_empty($$SELECT * FROM finance_expected WHERE reason IS NULL$$, '... for a reason');

-- The notes under the statements.
CREATE TEMP TABLE money_noted AS
  SELECT v.statement, d.*
  FROM (VALUES ('la', '2017-01'), ('schools', '2017-01'), ('balances', '2016/17'), ('reserves', '2016/17')) AS v (statement, period)
       JOIN moothall.period p USING (period), LATERAL finance_differences(v.statement, p.period_id) d;
SELECT set_eq('SELECT statement, group_name, line_name, measure, printed FROM money_noted',
  $$SELECT DISTINCT statement, "group", line, measure, printed FROM finance_expected
    WHERE reason <> 'the terms are rounded: within half a unit each' AND (measure, printed) <> ('movement', '+0.176')$$,
  'each has its note, and nothing else has but for what rounding explains, and a movement that cannot be computed');

-- A figure that was entered anew after it was printed is no mistake: that it was revised is said, and on which day. 776 and
-- 24.5% were printed; 790 of 3,163 is 25.0%, 800 of it 25.3%.
CREATE FUNCTION pg_temp.revised() RETURNS TABLE (ref text, computed text, revised text) LANGUAGE sql AS $$
  SELECT DISTINCT d.ref, d.computed, d.revised
  FROM published_differences(ARRAY(SELECT indicator_id FROM indicator WHERE ref IN ('2.2', '2.3', '8.2')),
                             ARRAY(SELECT area_id FROM moothall.area WHERE area = 'norfolk'), '2017-01-01', '2017-01-31', NULL) d
  WHERE d.measure = 'value'
$$;
SELECT set_eq('SELECT * FROM pg_temp.revised()', $$VALUES ('8.2', '85.0%', NULL)$$, 'before, one differs, and nothing revised it');
:operator
SELECT made_up('observations', 'indicator,area,period,value
2.2,norfolk,2017-01,790') \g /dev/null
SELECT set_eq('SELECT * FROM pg_temp.revised()',
  $$VALUES ('2.2', '790', moment_day(now())), ('2.3', '25.0%', moment_day(now())), ('8.2', '85.0%', NULL)$$,
  'what was entered anew since is revised, and what is computed from it');
SELECT made_up('observations', 'indicator,area,period,value
2.2,norfolk,2017-01,800') \g /dev/null
SELECT set_eq('SELECT * FROM pg_temp.revised()',
  $$VALUES ('2.2', '800', moment_day(now())), ('2.3', '25.3%', moment_day(now())), ('8.2', '85.0%', NULL)$$,
  '... however often; what was printed otherwise before is not');
:superuser
SELECT * FROM finish();
ROLLBACK;
