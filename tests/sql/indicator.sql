-- What an indicator's page and card have beside its figures: the chart's words, what others achieve, the limits of its
-- process as numbers. Figures made up; what is wanted of them was worked out by hand.
BEGIN;
SELECT * FROM no_plan();
:operator
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator
IND,Shown whole,Made up,low,percentage,stock,monthly,0,,') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value,cohort' || string_agg(format(E'\nIND,norfolk,%s,%s,', to_char(m, 'YYYY-MM'), 50 + n % 2), '')
  || E'\nIND,norfolk,2016-12,70,Girls')
FROM generate_series(timestamp '2015-10-01', '2016-12-01', interval '1 month') WITH ORDINALITY g (m, n) \g /dev/null
SELECT made_up('benchmarks', 'indicator,kind,value,period
IND,national_avg,66.9,2014/15
IND,national_avg,60.50,2015/16
IND,national_avg,55,2017/18
IND,stat_neighbour_avg,346.0,
IND,region_avg,61,
IND,region_avg,62,2015/16') \g /dev/null
CREATE TEMP VIEW at AS
  SELECT i.indicator_id, a.area_id, p.period_id FROM indicator i, area a, period p
  WHERE i.ref = 'IND' AND a.area = 'norfolk' AND p.period = '2016-12';

-- Others' figures have the decimals that were entered, whatever the indicator's are, and say of when they are.
SELECT results_eq($$SELECT b.kind, b.period, b.shown, b.number::text FROM at, indicator_benchmarks(indicator_id, period_id) b$$,
  $$VALUES ('stat_neighbour_avg', NULL, '346.0%', '346.0'), ('national_avg', '2014/15', '66.9%', '66.9'), ('national_avg', '2015/16', '60.50%', '60.50'),
           ('national_avg', '2017/18', '55%', '55'), ('region_avg', '2015/16', '62%', '62'), ('region_avg', NULL, '61%', '61')$$,
  'each with its period and its own decimals');
-- One line a kind: the newest that is not after the page's period.
SELECT results_eq($$SELECT b.kind, b.period FROM at, indicator_benchmarks(indicator_id, period_id) b WHERE b.newest$$,
  $$VALUES ('stat_neighbour_avg', NULL), ('national_avg', '2015/16'), ('region_avg', '2015/16')$$, 'the newest of each kind, none of a later year');

-- What has a period holds until the next of its kind; what is of no period, or of a later one, holds along no line.
SELECT results_eq($$SELECT b.kind, b.period, b.from_day, b.until_day FROM at, indicator_benchmarks(indicator_id, period_id) b WHERE b.from_day IS NOT NULL$$,
  $$VALUES ('national_avg', '2014/15', date '2014-04-01', date '2015-04-01'), ('national_avg', '2015/16', date '2015-04-01', NULL), ('region_avg', '2015/16', date '2015-04-01', NULL)$$,
  'each from its first day until the next of its kind');

SELECT is((SELECT series FROM at, indicator_said(indicator_id, area_id, period_id)),
  'From 51% in December 2015 to 51% in December 2016: no change. Lowest 50% in January 2016, highest 51% in December 2015.',
  'the chart is told in words, of the first cohort alone');
SELECT results_eq($$SELECT headline, other_kind, other_period, other_shown, other_side FROM at, indicator_said(indicator_id, area_id, period_id)$$,
  $$VALUES ('worse than November 2016 (50%)', 'national_avg', '2015/16', '60.50%', 'below')$$,
  '... the period against the one before it, as performance, and against England, which had 60.50');
SELECT is((SELECT count(*) FROM at, indicator_series(indicator_id, area_id, period_id) s WHERE s.drawn), 13::bigint, '... which is drawn');
SELECT is((SELECT count(*) FROM at, indicator_series(indicator_id, area_id, period_id) s), 14::bigint, '... while the table has the other too');

-- Fifteen points, 51 and 50 in turn, mean 50.533…, every moving range 1: limits 2.66 to either side. One decimal more than the figures.
SELECT results_eq($$SELECT DISTINCT s.mean, s.mean_shown, s.lpl, s.lpl_shown, s.upl, s.upl_shown FROM at, spc_series(indicator_id, area_id, period_id) s$$,
  $$VALUES (50.5, '50.5%', 47.9, '47.9%', 53.2, '53.2%')$$, 'the limits as they are shown, and their numbers the same');
SELECT * FROM finish();
ROLLBACK;
