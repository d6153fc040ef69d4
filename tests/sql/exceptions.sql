-- Exceptions by the four criteria, and properties that every figure has. Of the demonstration's figures the
-- expected ones stand in the publication; the others are made up.
BEGIN;
SELECT * FROM no_plan();
:operator
CREATE FUNCTION pg_temp.met(ref text, period text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(x.criterion::text, ',' ORDER BY x.criterion)
  FROM area a, period p, exceptions(a.area_id, p.period_id) x
  WHERE a.area = 'norfolk' AND p.period = met.period AND x.ref = met.ref
$$;
CREATE FUNCTION pg_temp.proof(ref text, period text, criterion integer) RETURNS text LANGUAGE sql AS $$
  SELECT x.words FROM area a, period p, exceptions(a.area_id, p.period_id) x
  WHERE a.area = 'norfolk' AND p.period = proof.period AND x.ref = proof.ref AND x.criterion = proof.criterion
$$;
-- 66.3 − 55 = 11.3; 100 × 11.3 ÷ 55 = 20.5
SELECT is(pg_temp.proof('7.2', '2017-01', 1), '66.3 against the target <55; rated Red; missed by 11.3, 20.5% of it', 'off target, with its figures');
SELECT is(pg_temp.proof('7.2', '2017-01', 2), '63.1 → 64.6 → 65.5 → 66.3, October 2016 to January 2017; smaller is better', 'three worsening steps');
SELECT matches(pg_temp.proof('10.1', '2017-01', 3), '^Adoption Support is over budget by £0\.190m', 'a linked line is overspent');
SELECT matches(pg_temp.proof('11.1', '2017-01', 4), '^RM14148 .* scores 15, its target is 8', 'a linked risk is above its target: 3 × 5 and 2 × 4');

SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator
EX-near,Missed by 4 per cent,Made up,high,count,stock,monthly,0,,
EX-five,Missed by 5 per cent,Made up,high,count,stock,monthly,0,,
EX-gap,A month missing,Made up,low,count,stock,monthly,0,,
EX-two,Two steps,Made up,low,count,stock,monthly,0,,
EX-same,A level step,Made up,low,count,stock,monthly,0,,
EX-info,For information,Made up,info,count,stock,monthly,0,,
EX-a,Part,Made up,high,count,flow,monthly,0,,
EX-b,Other part,Made up,high,count,flow,monthly,0,,
EX-ab,Both,Made up,high,count,flow,monthly,0,EX-a+EX-b,
EX-share,Share,Made up,high,percentage,flow,monthly,1,EX-a,EX-ab') \g /dev/null
SELECT made_up('targets', 'indicator,from,scope,operator,target,rag_rule
EX-near,2010-01-01,dashboard,>=,100,target
EX-five,2010-01-01,dashboard,>=,100,target') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value
EX-near,norfolk,2017-01,96
EX-five,norfolk,2017-01,95
EX-gap,norfolk,2016-09,1
EX-gap,norfolk,2016-11,2
EX-gap,norfolk,2016-12,3
EX-gap,norfolk,2017-01,4
EX-two,norfolk,2016-10,5
EX-two,norfolk,2016-11,2
EX-two,norfolk,2016-12,3
EX-two,norfolk,2017-01,4
EX-same,norfolk,2016-10,2
EX-same,norfolk,2016-11,2
EX-same,norfolk,2016-12,3
EX-same,norfolk,2017-01,4
EX-info,norfolk,2016-10,1
EX-info,norfolk,2016-11,2
EX-info,norfolk,2016-12,3
EX-info,norfolk,2017-01,4') \g /dev/null
SELECT is(pg_temp.met('EX-near', '2017-01'), NULL, 'missed by 4%: Amber, no exception');
SELECT is(pg_temp.met('EX-five', '2017-01'), '1', 'missed by 5%: Amber, and an exception');
SELECT is(pg_temp.met('EX-gap', '2017-01'), NULL, 'three steps over a month that is missing are none');
SELECT is(pg_temp.met('EX-two', '2017-01'), NULL, 'two steps are not three');
SELECT is(pg_temp.met('EX-same', '2017-01'), NULL, 'a level step is no worsening');
SELECT is(pg_temp.met('EX-info', '2017-01'), NULL, 'for information: nothing is a worsening');

-- A figure is compared with the one before it however long ago that was.
SELECT made_up('observations', 'indicator,area,period,value
EX-near,norfolk,2009-05,90') \g /dev/null
SELECT is(fig('EX-near', '2017-01') ->> 'previous', '90', 'seven years ago is still the previous one');

-- Properties. A total is the sum of its parts; a share of a whole lies between 0 and 100; the order in
-- which imports came makes no difference to figures of different facts.
SELECT setseed(0.4);
SELECT made_up('observations', 'indicator,area,period,value' || string_agg(format(E'\n%s,norfolk,%s,%s', r, m, floor(random() * 1000)::integer), '' ORDER BY random()))
FROM unnest(ARRAY['EX-a', 'EX-b']) r, (SELECT to_char(d, 'YYYY-MM') AS m FROM generate_series(date '2012-04-01', '2014-03-01', '1 month') d) x \g /dev/null
CREATE FUNCTION pg_temp.all_figures() RETURNS TABLE (ref text, period text, f jsonb) LANGUAGE sql AS $$
  SELECT i.ref, p.period, to_jsonb(f) FROM area a, figures(ARRAY(SELECT indicator_id FROM indicator WHERE ref LIKE 'EX-%'), ARRAY[a.area_id], '2012-04-01', '2014-03-31', 'summary') f
    JOIN indicator i USING (indicator_id) JOIN period p USING (period_id) WHERE a.area = 'norfolk'
$$;
CREATE TEMP TABLE once AS SELECT * FROM pg_temp.all_figures();
SELECT is((SELECT count(*) FROM once WHERE ref = 'EX-ab'), 24::bigint, 'two years of a sum');
SELECT ok(bool_and((ab.f ->> m)::numeric = (a.f ->> m)::numeric + (b.f ->> m)::numeric), format('a total is the sum of its parts: %s', m))
FROM once ab JOIN once a ON a.ref = 'EX-a' AND a.period = ab.period JOIN once b ON b.ref = 'EX-b' AND b.period = ab.period,
     unnest(ARRAY['value', 'ytd', 'rolling_12']) m WHERE ab.ref = 'EX-ab' GROUP BY m ORDER BY m;
SELECT ok(bool_and((f ->> m)::numeric BETWEEN 0 AND 100), format('a share keeps its bounds: %s', m))
FROM once, unnest(ARRAY['value', 'ytd', 'rolling_12']) m WHERE ref = 'EX-share' GROUP BY m ORDER BY m;
-- the same facts again, another way round: each month an import of its own, the last first
SELECT made_up('observations', E'indicator,area,period,value\n' || format('%s,norfolk,%s,%s', ref, period, f ->> 'value'))
FROM once WHERE ref IN ('EX-a', 'EX-b') ORDER BY period DESC, ref DESC \g /dev/null
SELECT is((SELECT count(*) FROM once o JOIN pg_temp.all_figures() a USING (ref, period) WHERE a.f <> o.f), 0::bigint, 'the order of import does not matter');
:superuser
SELECT * FROM finish();
ROLLBACK;
