-- The words of charts, on figures whose sums, shares and extremes were worked out by hand.
SET client_min_messages = warning;
CREATE SCHEMA tap;
CREATE EXTENSION pgtap SCHEMA tap;
SET search_path = moothall_code, moothall, tap, pg_temp;
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(27);

SELECT is(words_list('{}'), 'none', 'no thing');
SELECT is(words_list('{A,B}'), 'A and B', 'two things');
SELECT is(words_list('{A,B,C}'), 'A, B and C', 'three things');
SELECT is(words_list('{A,B,C,D,E}'), 'A, B and 3 others', 'more things');
SELECT is(words_number(1234.50), '1,234.5', 'a sum has as many decimals as it needs');
SELECT is(words_number(-0.05), '-0.05', 'and its sign');

SELECT is(series_words('{Jan,Feb,Mar}', '{62.4,NULL,66.3}', '{62.4,n/a,66.3}'),
  'From 62.4 in Jan to 66.3 in Mar: a rise. Lowest 62.4 in Jan, highest 66.3 in Mar.', 'a line');
SELECT is(lines_words('{One,Two}', '{Jan,Feb}', '{2,1,NULL,NULL}', '{2,1,NULL,NULL}'),
  'One: From 2 in Jan to 1 in Feb: a fall. Lowest 1 in Feb, highest 2 in Jan. Two: No figures.', 'two lines, one without figures');

SELECT is(bars_words('{A,B,C,D}', '{58.2,41.7,NULL,104.6}', '{58.2,41.7,n/a,104.6}'),
  'Largest 104.6 (D), smallest 41.7 (B). No figure for C.', 'bars');
SELECT is(bars_words('{A,B,C}', '{5,1,5}', '{5,1,5}'), 'Largest 5 (A and C), smallest 1 (B).', 'bars that are equally long');
SELECT is(bars_words('{A,B}', '{5,5}', '{5,5}'), 'All are 5.', 'bars that are all equal');
SELECT is(bars_words('{A}', '{5}', '{5}'), 'A: 5.', 'one bar');
SELECT is(bars_words('{A}', '{NULL}', '{NULL}'), 'No figures.', 'no bar');

-- 98 ÷ 230 = 42.6 %, 61 ÷ 230 = 26.5 %, 71 ÷ 230 = 30.9 %
SELECT is(share_words('{Home,Adopted,Other}', '{98,61,71}'),
  'Home 98 (43%), Other 71 (31%), Adopted 61 (27%); together 230.', 'shares of a whole');
SELECT is(share_words('{A}', '{0}'), 'A 0; together 0.', 'shares of nothing');
SELECT is(variance_words('{Agency,Transport,Training,Level}', '{2.893,0.15,-0.936,0}', '{+2.893,+0.150,-0.936,0.000}', 'under budget', 'over budget'),
  '2 over budget, the most +2.893 Agency. 1 at zero. 1 under budget, the most -0.936 Training.', 'variances');
SELECT is(waterfall_words('{Opening,Transport,Grants,Closing}', '{12.42,-1.25,0.66,11.83}', '{12.420,-1.250,+0.660,11.830}', '{t,f,f,t}'),
  'From 12.420 (Opening) to 11.830 (Closing): a fall. Largest rise +0.660 (Grants). Largest fall -1.250 (Transport).', 'a waterfall');
SELECT is(waterfall_words('{A}', '{NULL}', '{NULL}', '{f}'), 'No figures.', 'a waterfall without water');
SELECT is(groups_words('{Girls,Boys}', '{young,old}', '{28,81,34,NULL}', '{28,81,34,NULL}', true),
  'Girls: 109 in all. Largest 81 (old), smallest 28 (young). Boys: 34 in all. young: 34. No figure for old.', 'a pyramid');
SELECT is(heat_words('{Rare,Likely}', '{Minor,Major}', '{NULL,R1,R2,"R3 R4"}', '{green,amber,amber,red}'),
  'Red: R3 R4 (Likely, Major). Amber: R2 (Likely, Minor); R1 (Rare, Major). Green: none.', 'a heat map');
SELECT is(spc_words('{Jan,Feb,Mar}', '{1,2,9}', '{1,2,9}', '{NULL,NULL,bad}', true),
  'From 1 in Jan to 9 in Mar: a rise. Lowest 1 in Jan, highest 9 in Mar. Special causes: concern (Mar).', 'a special cause');
SELECT is(spc_words('{Jan,Feb}', '{1,1}', '{1,1}', '{NULL,NULL}', true),
  'From 1 in Jan to 1 in Feb: no change. Lowest 1 in Jan, highest 1 in Jan. No special cause.', 'no special cause');
SELECT is(level_words('For comparison', '{England,East}', '{60.0,NULL}'), 'For comparison: England 60.0.', 'a level without a figure is not named');
SELECT is(level_words('For comparison', '{}', '{}'), NULL, 'no levels');

SELECT is(chart_words('across', '{Rate}', '{A,B}', '{1,2}', '{1,2}', '{NULL,NULL}', '{NULL,NULL}', NULL, NULL, '{England}', '{1.5}'),
  'Largest 2 (B), smallest 1 (A). For comparison: England 1.5.', 'a chart of one series with a level');
SELECT is(chart_words('waterfall', '{R}', '{A,B}', '{2,-1}', '{2,-1}', '{total,NULL}', '{NULL,NULL}', NULL, NULL, '{}', '{}'),
  '2 (A). Largest fall -1 (B).', 'a waterfall knows its levels');
SELECT is(chart_words('line', '{}', '{}', '{}', '{}', '{}', '{}', NULL, NULL, '{}', '{}'), 'No figures.', 'an empty chart');
SELECT * FROM finish();
ROLLBACK;
