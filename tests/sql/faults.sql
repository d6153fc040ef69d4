-- What cannot be true, and what cannot both hold: docs/figures.md, "Faults". Made-up figures; what is wanted was worked out by hand.
BEGIN;
SELECT * FROM no_plan();
:operator
SELECT made_up('areas', 'area,name,kind,parent
fa,Whole,council,
fa-1,One,district,fa
fa-2,Two,district,fa') \g /dev/null
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator,base,starts,ceases,beyond_100
FA-n,Part,Faults,low,count,flow,monthly,0,,,,,,
FA-d,Whole,Faults,info,count,flow,monthly,0,,,,,,
FA-p,Share,Faults,low,percentage,flow,monthly,1,FA-n,FA-d,,,,
FA-x,Ratio,Faults,low,percentage,flow,monthly,1,FA-n,FA-d,,,,yes
FA-e,Entered,Faults,low,percentage,flow,monthly,1,,,FA-d,,,
FA-m,Mean,Faults,low,average,flow,monthly,1,,,,,,
FA-in,Began,Faults,info,count,flow,monthly,0,,,,,,
FA-out,Ended,Faults,info,count,flow,monthly,0,,,,,,
FA-s,Standing,Faults,low,count,stock,monthly,0,,,,FA-in,FA-out,') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value
FA-n,fa,2015-01,5
FA-d,fa,2015-01,38
FA-n,fa,2015-02,39
FA-d,fa,2015-02,38
FA-n,fa,2015-03,6
FA-d,fa,2015-03,38
FA-n,fa,2015-04,7
FA-d,fa,2015-04,38
FA-e,fa,2015-01,31.4
FA-e,fa,2015-02,21.1
FA-e,fa,2015-03,23.7
FA-e,fa,2015-04,26.3
FA-m,fa,2015-04,10
FA-m,fa,2015-05,12.5
FA-m,fa,2015-06,11
FA-m,fa,2015/16 Q1,12.6
FA-m,fa-1,2015-04,8
FA-m,fa-2,2015-04,9.9
FA-m,fa-1,2015-05,12
FA-m,fa-2,2015-05,13
FA-s,fa,2015-01,100
FA-s,fa,2015-02,104
FA-in,fa,2015-02,9
FA-out,fa,2015-02,6
FA-s,fa,2015-03,101
FA-in,fa,2015-03,2
FA-out,fa,2015-03,5
FA-n,fa-1,2015-04,4
FA-n,fa-2,2015-04,4') \g /dev/null
CREATE FUNCTION pg_temp.of(ref text, period text, field text) RETURNS text LANGUAGE sql RETURN fig(ref, period, 'fa') ->> field;

SELECT is(pg_temp.of('FA-p', '2015-01', 'impossible'), NULL, '5 of 38 are possible');
SELECT is(pg_temp.of('FA-p', '2015-02', 'text'), '102.6%', 'more than the whole is shown as it is');
SELECT is(pg_temp.of('FA-p', '2015-02', 'impossible'), 'a part of 39 is more than its whole of 38', '... with the arithmetic');
SELECT is(pg_temp.of('FA-p', '2015-02', 'dot'), '-', '... without an arrow');
SELECT is(pg_temp.of('FA-p', '2015-02', 'dot_why'), 'the figure is impossible', '... and why');
SELECT is(pg_temp.of('FA-p', '2015-03', 'dot'), '-', 'what would be compared with it has none');
SELECT is(pg_temp.of('FA-p', '2015-03', 'dot_why'), 'the figure before is impossible', '... and why');
SELECT is(pg_temp.of('FA-p', '2015-04', 'dot'), '↓', 'the next compares again');
SELECT is(pg_temp.of('FA-x', '2015-02', 'impossible'), NULL, 'a ratio that may be more than 100 is possible');
-- 11 of 38 are 28.947, 12 are 31.579; 8 are 21.053; 9 are 23.684; 10 are 26.316.
SELECT is(pg_temp.of('FA-e', '2015-01', 'impossible'), 'no whole number of 38 is 31.4%: 11 are 28.9%, 12 are 31.6%', 'no whole number of the base gives it');
SELECT is(pg_temp.of('FA-e', p, 'impossible'), NULL, 'some whole number does: ' || p) FROM unnest(ARRAY['2015-02', '2015-03', '2015-04']) p;
SELECT is(pg_temp.of('FA-m', '2015/16 Q1', 'impossible'), '12.6 is outside its months, which run from 10.0 to 12.5', 'a mean lies within its months');
-- Three worsening steps, of which the first begins at an impossible figure.
CREATE FUNCTION pg_temp.worsens(of_ref text, at text) RETURNS bigint LANGUAGE sql AS $$
  SELECT count(*) FROM moothall.area a, moothall.period p, exceptions(a.area_id, p.period_id) e
  WHERE a.area = 'fa' AND p.period = at AND e.ref = of_ref AND e.criterion = 2
$$;
SELECT is(pg_temp.worsens('FA-e', '2015-04'), 0::bigint, 'nothing is made of steps from an impossible figure');
SELECT made_up('observations', 'indicator,area,period,value
FA-e,fa,2015-01,18.4') \g /dev/null
SELECT is(pg_temp.worsens('FA-e', '2015-04'), 1::bigint, '... and of the same from a possible one there is: 7 of 38 are 18.4%');

CREATE FUNCTION pg_temp.faults(of_ref text, at text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(CASE WHEN f.impossible THEN '! ' ELSE '' END || f.words, '; ')
  FROM moothall.area a, moothall.period p, figure_faults(ARRAY[(SELECT indicator_id FROM indicator WHERE ref = of_ref)], a.area_id, p.first_day, p.period_id) f
  WHERE a.area = 'fa' AND p.period = at
$$;
SELECT is(pg_temp.faults('FA-s', '2015-02'), '104 is not 100 + 9 − 6 = 103: what stood before, what began and what ended', 'a stock that does not follow');
SELECT is(pg_temp.faults('FA-s', '2015-03'), NULL, '... and one that does: 104 + 2 − 5');
SELECT is(pg_temp.faults('FA-n', '2015-04'), '7 is less than its parts come to (district): 8', 'parts that are more than the whole');
SELECT is(pg_temp.faults('FA-m', '2015-04'), '10.0 is outside its parts (district), which run from 8.0 to 9.9', 'a whole outside its parts');
SELECT is(pg_temp.faults('FA-m', '2015-05'), NULL, '... and one within: 12.0 to 13.0');
SELECT is(pg_temp.faults('FA-p', '2015-02'), '! a part of 39 is more than its whole of 38', 'impossible ones are among the faults');
-- Of the demonstration: the publication's 31.4% of March 2016 is of 35 or 51 children, and 38 had started.
SELECT is(fig('VS-4', '2016-03') ->> 'impossible', 'no whole number of 38 is 31.4%: 11 are 28.9%, 12 are 31.6%', 'a vital sign that is not of its month');
SELECT is_empty('SELECT wrongly_kept()', 'what is kept of all this is what would be computed');
SELECT * FROM finish();
ROLLBACK;
