-- Process limits and special causes: the published series of tests/data/spc_golden.csv, with what the public
-- R package NHSRplotthedots computes for them, and rules that they have no case of.
BEGIN;
SELECT * FROM no_plan();
CREATE TEMP TABLE golden (ref text, period text, value numeric, mean numeric, lpl numeric, upl numeric, special_cause text);
\copy golden FROM '../data/spc_golden.csv' CSV HEADER
CREATE TEMP VIEW computed AS
  SELECT g.ref, g.periods[s.place] AS period, s.*
  FROM (SELECT ref, array_agg(period ORDER BY period) AS periods, array_agg(value ORDER BY period) AS y, array_agg(0) AS stretches
        FROM golden GROUP BY ref) g, spc(g.y, g.stretches, 7, 7) s;
SELECT is((SELECT count(*) FROM golden), 78::bigint, 'six series of thirteen points');
SELECT is(c.special_cause, g.special_cause, format('%s %s: %s', g.ref, g.period, g.special_cause))
FROM golden g JOIN computed c USING (ref, period) ORDER BY g.ref, g.period;
SELECT results_eq($$SELECT k.special_cause FROM (
    SELECT array_agg(g.value ORDER BY g.ref, g.period) AS y, array_agg(g.n ORDER BY g.ref, g.period) AS s
    FROM (SELECT *, dense_rank() OVER (ORDER BY ref)::integer AS n FROM golden) g) a, spc(a.y, a.s, 7, 7) k ORDER BY k.place$$,
  'SELECT special_cause FROM golden ORDER BY ref, period', 'six processes at once are as each by itself');
-- six significant digits are promised; ten places are asked for
SELECT ok(bool_and(abs(c.mean - g.mean) < 1e-10 AND abs(c.lpl - g.lpl) < 1e-9 AND abs(c.upl - g.upl) < 1e-9),
  g.ref || ': mean and limits')
FROM golden g JOIN computed c USING (ref, period) GROUP BY g.ref ORDER BY g.ref;

-- The special causes of one stretch, joined.
CREATE FUNCTION pg_temp.causes(y numeric[], stretches integer[] DEFAULT NULL, side integer DEFAULT 7, trend integer DEFAULT 7)
RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(special_cause, ', ' ORDER BY place) FROM spc(y, coalesce(stretches, array_fill(0, ARRAY[cardinality(y)])), side, trend)
$$;
-- A moving range above 3.267 × the mean (13 ranges of 1 and one of 41: 54 ÷ 14) is left out once: 2.66 × 1.
SELECT is((SELECT DISTINCT round(upl - mean, 6) FROM spc('{0,1,0,1,0,1,0,1,0,1,0,1,0,1,42}', array_fill(0, ARRAY[15]), 7, 7)), 2.66,
  'a moving range far above their mean is left out');
SELECT is(pg_temp.causes('{5,5,5,5,5,5,5,5,5,5,5,5}'), array_to_string(array_fill('Common Cause'::text, ARRAY[12]), ', '),
  'what never varies is common cause');
-- Mean 10 and ranges of 2: limits 10 ± 5.32.
SELECT is((SELECT special_cause FROM spc('{9,11,9,11,9,11,9,11,9,11,9,11,9,11,9,11,9,11,9,11,10}', array_fill(0, ARRAY[21]), 7, 7) WHERE place = 21),
  'Common Cause', 'a point on the mean belongs to neither side');
SELECT is((SELECT string_agg(place || ' ' || special_cause, ', ' ORDER BY place) FROM spc('{1,2,3,4,5,6,7,6,7,6,7,6,7,6,7,6}', array_fill(0, ARRAY[16]), 20, 7)
           WHERE special_cause LIKE '%Trend%'),
  (SELECT string_agg(n || ' 7 Point Trend (Increasing)', ', ' ORDER BY n) FROM generate_series(3, 7) n),
  'seven in a row rising: all that are inside the limits');
SELECT ok(pg_temp.causes('{1,2,3,4,5,6,6,6,5,6,5,6,5,6}', NULL, 20) NOT LIKE '%Trend%', 'an equal value ends a trend');
SELECT ok(pg_temp.causes('{6,7,6,7,6,7,3,4,3,4,3,4}') NOT LIKE '%Points%', 'six on one side are not seven');
SELECT ok(pg_temp.causes('{6,7,6,7,6,7,3,4,3,4,3,4}', NULL, 6) LIKE '%6 Points%', '... but a run length is a setting');
-- Each stretch has its own mean, limits and runs.
SELECT is((SELECT string_agg(DISTINCT stretch || ': ' || round(mean, 2), ', ') FROM
    spc('{1,2,1,2,1,2,1,2,1,2,1,2,11,12,11,12,11,12,11,12,11,12,11,12}', array_fill(0, ARRAY[12]) || array_fill(1, ARRAY[12]), 7, 7)),
  '0: 1.50, 1: 11.50', 'after a change of method the limits begin again');
SELECT ok(pg_temp.causes('{1,2,1,2,1,2,1,2,1,2,1,2,11,12,11,12,11,12,11,12,11,12,11,12}', array_fill(0, ARRAY[12]) || array_fill(1, ARRAY[12]))
  !~ '(UCL|LCL|Points)', '... and no run goes across it');

-- On an indicator: words, assurance, reasons. Figures made up.
:operator
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator
SPC-low,Low is good,Made up,low,count,stock,monthly,0,,
SPC-high,High is good,Made up,high,percentage,stock,monthly,1,,
SPC-info,For information,Made up,info,count,flow,monthly,0,,
SPC-12,Over twelve months,Made up,high,count,rolling_12,monthly,0,,') \g /dev/null
SELECT made_up('targets', 'indicator,from,scope,operator,target,rag_rule
SPC-low,2010-01-01,dashboard,<=,100,target
SPC-high,2010-01-01,dashboard,>=,90,target') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value' || string_agg(format(E'\n%s,norfolk,%s,%s', i.ref, to_char(date '2014-01-01' + make_interval(months => n), 'YYYY-MM'),
    CASE WHEN n = 13 AND i.last THEN 90 ELSE 50 + n % 2 END), ''))
FROM (VALUES ('SPC-low', true), ('SPC-high', false), ('SPC-info', true), ('SPC-12', false)) i (ref, last), generate_series(0, 13) n \g /dev/null
CREATE FUNCTION pg_temp.process(ref text, period text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT to_jsonb(s) FROM indicator i, area a, period p, spc_series(i.indicator_id, a.area_id, p.period_id) s
  WHERE i.ref = process.ref AND a.area = 'norfolk' AND p.period = process.period AND s.period = process.period
$$;
SELECT is(pg_temp.process('SPC-low', '2015-02') ->> 'variation', 'worse_high', 'above the limits where low is good: a concern');
SELECT is(pg_temp.process('SPC-low', '2015-02') ->> 'cause', 'above the upper limit', '... in words');
SELECT is(pg_temp.process('SPC-low', '2015-02') ->> 'assurance', 'pass', 'a target above the upper limit where low is good: always met');
SELECT is(pg_temp.process('SPC-high', '2015-02') ->> 'variation', 'common', 'nothing new is common cause');
SELECT is(pg_temp.process('SPC-high', '2015-02') ->> 'assurance', 'fail', 'a target above the upper limit where high is good: never met');
SELECT is(pg_temp.process('SPC-info', '2015-02') ->> 'variation', 'high', 'for information: high, and neither good nor bad');
SELECT is(pg_temp.process('SPC-info', '2015-02') -> 'assurance', 'null', '... without assurance');
SELECT matches(pg_temp.process('SPC-low', '2015-02') ->> 'note', '7 in a row', 'the run lengths are printed');
SELECT is(pg_temp.process('SPC-low', '2014-11') ->> 'no_limits', 'no limits: 11 points are held, and they need 12', 'eleven points are too few');
SELECT is(pg_temp.process('SPC-low', '2014-11') -> 'upl', 'null', '... and have no limits');
SELECT matches(pg_temp.process('SPC-12', '2015-02') ->> 'no_limits', 'overlap', 'a rolling series has none');
SELECT made_up('method_changes', 'indicator,from,note
SPC-low,2015-01,Counted by the day') \g /dev/null
SELECT is(pg_temp.process('SPC-low', '2015-01') ->> 'change', 'Definition changed from January 2015: Counted by the day', 'a change of method is said where it is');
SELECT is(pg_temp.process('SPC-low', '2015-02') ->> 'no_limits', 'no limits: 2 points since the method changed, and they need 12', '... and the limits begin again');
SELECT is((pg_temp.process('SPC-low', '2014-12') ->> 'mean')::numeric, 50.5, '... while those before it stay');
-- Quarter-ends and then months are no one process. Seven of 100, then thirteen of 50 and 51 in turn: their mean is
-- 656 / 13 = 50.46, every step is 1, the limits are 2.66 away: 47.8 and 53.1. A hole of two months is no other frequency.
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator
SPC-mix,Quarters then months,Made up,low,count,stock,monthly,0,,
SPC-hole,Two months are missing,Made up,low,count,stock,monthly,0,,') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value'
  || (SELECT string_agg(format(E'\nSPC-mix,norfolk,%s,100', to_char(date '2012-03-01' + make_interval(months => 3 * n), 'YYYY-MM')), '') FROM generate_series(0, 6) n)
  || (SELECT string_agg(format(E'\nSPC-mix,norfolk,%s,%s', to_char(date '2014-01-01' + make_interval(months => n), 'YYYY-MM'), 50 + n % 2), '') FROM generate_series(0, 12) n)
  || (SELECT string_agg(format(E'\nSPC-hole,norfolk,%s,%s', to_char(date '2014-01-01' + make_interval(months => n), 'YYYY-MM'), 50 + n % 2), '')
      FROM generate_series(0, 13) n WHERE n NOT IN (6, 7))) \g /dev/null
SELECT is((SELECT jsonb_build_array((p ->> 'mean')::numeric, (p ->> 'lpl')::numeric, (p ->> 'upl')::numeric) FROM pg_temp.process('SPC-mix', '2015-01') p),
  '[50.5, 47.8, 53.1]', 'limits of a series of quarters, then months, are those of its months');
SELECT matches(pg_temp.process('SPC-mix', '2015-01') ->> 'note', '13 points', '... and say of how many');
SELECT results_eq($$SELECT s.period, s.mean_why, s.change FROM indicator i, area a, period p, spc_series(i.indicator_id, a.area_id, p.period_id) s
    WHERE i.ref = 'SPC-mix' AND a.area = 'norfolk' AND p.period = '2015-01' AND s.period IN ('2012-03', '2013-09', '2014-01', '2014-02')$$,
  $$VALUES ('2012-03', 'no limits: 7 points lie further apart than the others, and they need 12', NULL), ('2013-09', 'no limits: 7 points lie further apart than the others, and they need 12', NULL),
           ('2014-01', NULL, 'Figures are held more often from here'), ('2014-02', NULL, NULL)$$, '... while the quarters have none, and where the months begin is said');
SELECT is(pg_temp.process('SPC-mix', '2014-06') ->> 'no_limits', 'no limits: 6 points since figures are held more often, and they need 12', '... nor have too few months');
SELECT is((SELECT count(s.change) || ' ' || count(s.mean) FROM indicator i, area a, period p, spc_series(i.indicator_id, a.area_id, p.period_id) s
           WHERE i.ref = 'SPC-hole' AND a.area = 'norfolk' AND p.period = '2015-02'), '0 12', 'a hole in the months is no change');
:superuser
SELECT * FROM finish();
ROLLBACK;
