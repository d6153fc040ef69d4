-- Breaks: what compares or sums across a change of definition is not computed and says why; docs/figures.md, "Breaks". The figures
-- are made up; what is wanted of them was worked out by hand.
BEGIN;
SELECT * FROM no_plan();
:operator
-- A count of 10 more each month from April 2014, 24 months; counted anew from October 2015. What it goes into has no break of its own.
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator,from
BR,Counted,Breaks,low,count,flow,monthly,0,,,
BR-s,Standing,Breaks,low,count,stock,monthly,0,,,
BR-of,Of all,Breaks,low,count,flow,monthly,0,,,
BR-p,Share,Breaks,low,percentage,flow,monthly,1,BR,BR-of,
BR-12,Share of a year,Breaks,low,percentage,rolling_12,monthly,1,BR,BR-of,
BR-info,For information,Breaks,info,count,flow,monthly,0,,,
BR-d,Redefined,Breaks,high,percentage,flow,monthly,1,BR-info,BR-of,
BR-base,A base not held,Breaks,info,count,flow,monthly,0,,,
BR-d,Redefined,Breaks,high,percentage,flow,monthly,1,BR-info,BR-base,2015-10
BR-w,Words,Breaks,low,count,flow,monthly,0,,,
BR-w,Other words,Breaks,low,count,flow,monthly,0,,,2015-10
BR-c,Comparable,Breaks,low,count,flow,monthly,0,,,') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value
' || string_agg(format('%s,norfolk,%s,%s', i.ref, to_char(m, 'YYYY-MM'), CASE i.ref WHEN 'BR-of' THEN 1000 ELSE 100 + 10 * n END), E'\n')
  || E'\nBR-d,norfolk,2015-10,61.5')
FROM generate_series(timestamp '2014-04-01', '2016-03-01', interval '1 month') WITH ORDINALITY AS g (m, n),
     unnest(ARRAY['BR', 'BR-s', 'BR-of', 'BR-info', 'BR-w', 'BR-c']) i (ref) \g /dev/null
SELECT made_up('method_changes', 'indicator,from,note,comparable
BR,2015-10,counted by the day,
BR-s,2015-10,counted by the day,
BR-c,2015-10,counted by the day,yes') \g /dev/null

CREATE FUNCTION pg_temp.of(ref text, period text, field text) RETURNS text LANGUAGE sql RETURN fig(ref, period) ->> field;
CREATE TEMP TABLE said AS SELECT 'definition changed from October 2015'::text AS words;

-- The month of the break.
SELECT is(pg_temp.of('BR', '2015-10', 'text'), '290', 'the figure of the month stands');
SELECT is(pg_temp.of('BR', '2015-10', 'dot'), '-', 'its arrow says nothing');
SELECT is(pg_temp.of('BR', '2015-10', 'dot_why'), words, '... and why') FROM said;
SELECT is(pg_temp.of('BR', '2015-10', f.name), NULL, f.name || ' is not computed') FROM (VALUES ('ytd'), ('previous_ytd'), ('rolling_12'), ('difference')) f (name);
SELECT is(pg_temp.of('BR', '2015-10', f.name), words, f.name || ' says so') FROM said, (VALUES ('ytd_why'), ('previous_ytd_why'), ('rolling_12_why'),
  ('difference_why'), ('trend_why')) f (name);
SELECT is(pg_temp.of('BR', '2015-10', 'trend'), 'n/a', 'there is no trend across it');
-- Before it nothing is changed: April to September 2015 are 230 to 280, the year before 110 to 160.
SELECT is(pg_temp.of('BR', '2015-09', 'dot'), '↓', 'the month before compares with its own');
SELECT is(pg_temp.of('BR', '2015-09', 'ytd')::numeric, 1530::numeric, '... sums its year');
SELECT is(pg_temp.of('BR', '2015-09', 'previous_ytd')::numeric, 810::numeric, '... and the one before');
SELECT is(pg_temp.of('BR', '2015-09', 'difference')::numeric, 720::numeric, '... and compares them');
SELECT is(pg_temp.of('BR', '2015-09', 'rolling_12')::numeric, 2700::numeric, '... and twelve months: 170 to 280');
-- After it: the arrow compares with the same side; year and twelve months are across it to their end.
SELECT is(pg_temp.of('BR', '2015-11', 'dot'), '↓', 'the month after compares with that of the break');
SELECT is(pg_temp.of('BR', '2015-11', 'dot_why'), NULL, '... and needs no reason');
SELECT is(pg_temp.of('BR', '2016-03', f.name), words, 'the rest of the year: ' || f.name) FROM said, (VALUES ('ytd_why'), ('rolling_12_why')) f (name);
-- What stands at a time.
SELECT is(pg_temp.of('BR-s', '2015-10', 'difference'), NULL, 'what stands is not compared with the year before');
SELECT is(pg_temp.of('BR-s', '2015-10', 'difference_why'), words, '... and says why') FROM said;
SELECT is(pg_temp.of('BR-s', '2015-09', 'difference')::numeric, 120::numeric, 'before the break it is');
-- Of an input.
SELECT is(pg_temp.of('BR-p', '2015-10', 'text'), '29.0%', 'a share of what is counted anew stands');
SELECT is(pg_temp.of('BR-p', '2015-10', 'dot_why'), words, '... without an arrow') FROM said;
SELECT is(pg_temp.of('BR-p', '2015-10', 'ytd_why'), words, '... or a year to date') FROM said;
SELECT is(pg_temp.of('BR-12', '2015-09', 'text'), '22.5%', 'twelve months before it: 2,700 of 12,000');
SELECT is(pg_temp.of('BR-12', '2015-10', 'text'), 'n/a', 'twelve months across it are no figure');
SELECT is(pg_temp.of('BR-12', '2015-10', 'why'), words, '... and say why') FROM said;
-- Another definition: the base of the new one is not held.
SELECT is(pg_temp.of('BR-d', '2015-09', 'text'), '28.0%', 'by the old definition 280 of 1,000');
SELECT is(pg_temp.of('BR-d', '2015-10', 'text'), '61.5%', 'by the new one what was entered');
SELECT is(pg_temp.of('BR-d', '2015-10', 'as_entered'), 'true', '... as entered');
SELECT is(pg_temp.of('BR-d', '2015-10', 'dot_why'), words, '... which does not compare with the old') FROM said;
SELECT is(pg_temp.of('BR-d', '2015-11', 'text'), 'n/a', 'nothing entered, no figure: never the quotient by the old base');
SELECT is(pg_temp.of('BR-d', '2015-11', 'why'), 'what it is computed from is not held', '... and says why');
SELECT is((SELECT d.name FROM indicators_at(p.first_day) d WHERE d.ref = 'BR-w'), CASE p.period WHEN '2015-09' THEN 'Words' ELSE 'Other words' END,
          'words hold from their period: ' || p.period) FROM moothall.period p WHERE p.period IN ('2015-09', '2015-10');
SELECT is(pg_temp.of('BR-w', '2015-10', 'dot'), '↓', 'other words alone are no break');
SELECT is(pg_temp.of('BR-c', '2015-10', 'ytd')::numeric, 1820::numeric, 'a change that compares stops nothing: 230 to 290');
SELECT is(pg_temp.of('BR-info', '2015-10', 'dot_why'), 'no direction is better', 'an arrow for information says that no direction is better');
SELECT is(pg_temp.of('BR-info', '2014-04', 'dot_why'), 'nothing to compare with', '... and in the first month that there is nothing before');

-- Exceptions: three worsening steps in a row, of which one is across the break. From January 2016 on there are three again.
CREATE FUNCTION pg_temp.worsens(of_ref text, at text) RETURNS bigint LANGUAGE sql AS $$
  SELECT count(*) FROM moothall.area a, moothall.period p, exceptions(a.area_id, p.period_id) e
  WHERE a.area = 'norfolk' AND p.period = at AND e.ref = of_ref AND e.criterion = 2
$$;
SELECT is(pg_temp.worsens('BR', p.period), p.met, 'three periods of deterioration, ' || p.period)
FROM (VALUES ('2015-09', 1::bigint), ('2015-10', 0), ('2015-12', 0), ('2016-01', 1)) p (period, met);
-- A chart's words, and the mark in its line.
SELECT is((SELECT s.break FROM indicator_now i, moothall.area a, moothall.period p, indicator_series(i.indicator_id, a.area_id, p.period_id) s
           WHERE i.ref = 'BR' AND a.area = 'norfolk' AND p.period = '2016-03' AND s.break IS NOT NULL),
  'Definition changed from October 2015: counted by the day', 'the series has one mark, with its words');
SELECT is(series_words(ARRAY['a', 'b', 'c', 'd'], ARRAY[1, 2, 9, 8], ARRAY['1', '2', '9', '8'], ARRAY[NULL, NULL, 'Changed', NULL]),
  'From 1 in a to 2 in b: a rise. Lowest 1 in a, highest 2 in b. Changed. From 9 in c to 8 in d: a fall. Lowest 8 in d, highest 9 in c.',
  'words of a line are said of either side');
-- Parts of the council over time: the same break, on each line.
SELECT made_up('areas', 'area,name,kind,parent
br-east,East (made up),locality,norfolk
br-west,West (made up),locality,norfolk') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value
BR,br-east,2015-08,10
BR,br-east,2015-09,11
BR,br-east,2015-10,90
BR,br-west,2015-09,20
BR,br-west,2015-11,80
BR,br-west,2015-12,70') \g /dev/null
CREATE TEMP VIEW places AS
  SELECT l.* FROM indicator_now i, moothall.area a, moothall.period p, locality_points(i.indicator_id, a.area_id, p.period_id) l
  WHERE i.ref = 'BR' AND a.area = 'norfolk' AND p.period = '2015-12';
SELECT results_eq('SELECT series, "column" FROM places WHERE break IS NOT NULL ORDER BY series',
  $$VALUES ('East (made up)', '2015-10'), ('West (made up)', '2015-11')$$, 'a part''s line breaks where its figures do');
SELECT is((SELECT DISTINCT words FROM places) LIKE '%11 in September 2015: a rise.%' AND (SELECT DISTINCT words FROM places) NOT LIKE '%to 90%'
          AND (SELECT DISTINCT words FROM places) LIKE '%From 80 in November 2015 to 70 in December 2015: a fall.%', true, '... and so do its words');
SELECT is_empty('SELECT wrongly_kept()', 'what is kept of all this is what would be computed');
SELECT * FROM finish();
ROLLBACK;
