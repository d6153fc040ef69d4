-- The words of charts, on figures whose sums, shares and extremes were worked out by hand.
SET client_min_messages = warning;
CREATE SCHEMA tap;
CREATE EXTENSION pgtap SCHEMA tap;
SET search_path = moothall_code, moothall, tap, pg_temp;
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(95);

SELECT is(words_list('{}'), 'none', 'no thing');
SELECT is(words_list('{A,B}'), 'A and B', 'two things');
SELECT is(words_list('{A,B,C}'), 'A, B and C', 'three things');
SELECT is(words_list('{A,B,C,D,E}'), 'A, B and 3 others', 'more things');

SELECT is(series_words('{Jan,Feb,Mar}', '{62.4,NULL,66.3}', '{62.4,n/a,66.3}'),
  'From 62.4 in Jan to 66.3 in Mar: a rise. Lowest 62.4 in Jan, highest 66.3 in Mar.', 'a line');

SELECT is(bars_words('{A,B,C,D}', '{58.2,41.7,NULL,104.6}', '{58.2,41.7,n/a,104.6}'),
  'Largest 104.6 (D), smallest 41.7 (B). No figure for C.', 'bars');
SELECT is(bars_words('{A,B,C}', '{5,1,5}', '{5,1,5}'), 'Largest 5 (A and C), smallest 1 (B).', 'bars that are equally long');
SELECT is(bars_words('{A,B}', '{5,5}', '{5,5}'), 'All are 5.', 'bars that are all equal');
SELECT is(bars_words('{A}', '{5}', '{5}'), 'A: 5.', 'one bar');
SELECT is(bars_words('{A}', '{NULL}', '{NULL}'), 'No figures.', 'no bar');

SELECT is(variance_words('{Agency,Transport,Training,Level}', '{2.893,0.15,-0.936,0}', '{+2.893,+0.150,-0.936,0.000}', 'under budget', 'over budget'),
  '2 over budget, the most +2.893 Agency. 1 at zero. 1 under budget, the most -0.936 Training.', 'variances');
SELECT is(waterfall_words('{Opening,Transport,Grants,Closing}', '{12.42,-1.25,0.66,11.83}', '{12.420,-1.250,+0.660,11.830}', '{t,f,f,t}'),
  'From 12.420 (Opening) to 11.830 (Closing): a fall. Largest rise +0.660 (Grants). Largest fall -1.250 (Transport).', 'a waterfall');
SELECT is(waterfall_words('{A}', '{NULL}', '{NULL}', '{f}'), 'No figures.', 'a waterfall without water');
SELECT is(heat_words('{Rare,Likely}', '{Minor,Major}', '{NULL,R1,R2,"R3 R4"}', '{green,amber,amber,red}'),
  'Red: R3 R4 (Likely, Major). Amber: R2 (Likely, Minor); R1 (Rare, Major). Green: none.', 'a heat map');
SELECT is(level_words('For comparison', '{England,East}', '{60.0,NULL}'), 'For comparison: England 60.0.', 'a level without a figure is not named');
SELECT is(level_words('For comparison', '{}', '{}'), NULL, 'no levels');

-- A figure in a sentence.
SELECT is(headline_words('red', '<55', '↓', 'above', 'December 2016', '65.5'), 'Red (target <55), worse than December 2016 (65.5)',
  'a figure with its rating, its target and the one before');
SELECT is(headline_words(NULL, NULL, '-', 'above', 'December 2016', '1,100'), 'higher than December 2016 (1,100)', '... of which neither direction is better');
SELECT is(headline_words('green', NULL, '↔', 'equal', 'May 2016', '5'), 'Green, the same as May 2016 (5)', '... that did not change');
SELECT is(headline_words(NULL, '80%', NULL, NULL, NULL, NULL), NULL, '... with nothing to compare it with');
SELECT is(headline_words('red', NULL, NULL, NULL, 'May 2016', 'x'), 'Red', '... after one that is suppressed, which is neither above nor below it');
SELECT is(standing_words('<20%', '↓', 'above', 'Dec-16', '20.0%'), 'Target <20%; worse than Dec-16 (20.0%)', 'the same in a tile');

-- How people write a period. What can be read in two ways is not guessed; a name of the calendar is itself.
CREATE TEMP TABLE typed (typed text, period text);
INSERT INTO typed VALUES
  ('2017-01', '2017-01'), ('Jan-17', '2017-01'), ('JAN 17', '2017-01'), ('Jan ’17', '2017-01'), ('January 2017', '2017-01'),
  ('  january   2017 ', '2017-01'), (E'January\u00a02017', '2017-01'), ('2017 January', '2017-01'), ('01/2017', '2017-01'),
  ('2017/1', '2017-01'), ('1/17', '2017-01'), ('Sept 2016', '2016-09'), ('May-69', '2069-05'), ('May-99', '1999-05'),
  ('2016/17 Q3', '2016/17 Q3'), ('2016-17 q3', '2016/17 Q3'), ('2016-2017 Q3', '2016/17 Q3'), ('Q3 16/17', '2016/17 Q3'),
  (' Q3  2016 / 17', '2016/17 Q3'), ('Quarter 3 of 2016/17', '2016/17 Q3'), (E'2016\u201317 Q3', '2016/17 Q3'),
  ('2016/17', '2016/17'), ('2016-17', '2016/17'), ('2016/2017', '2016/17'), ('16/17', '2016/17'), ('FY 2016/17', '2016/17'),
  ('1999/00', '1999/00'), ('2011-12', '2011-12'), ('2011/12', '2011/12'), ('2011-12 Q1', '2011/12 Q1'),
  ('ay2015/16', 'AY2015/16'), ('Academic year 2015-16', 'AY2015/16'), ('AY2016/17 Autumn', 'AY2016/17 autumn'),
  ('Autumn term 2016/17', 'AY2016/17 autumn'), ('Spring 2017', 'AY2016/17 spring'), ('autumn 2016', 'AY2016/17 autumn'),
  ('2017-03-06', '2017-03-06'), ('06/03/2017', '2017-03-06'), ('6 March 2017', '2017-03-06'),
  ('latest', NULL), (' Latest ', NULL), ('', NULL), (NULL, NULL);
SELECT is((period_typed(t.typed)).period, t.period, format('"%s" is %s', t.typed, coalesce(t.period, 'the latest')))
FROM typed t;
SELECT is_empty($$SELECT t.typed FROM typed t WHERE (period_typed(t.typed)).why IS NOT NULL$$, '... and none is refused');
SELECT is(t.day, '2017-05-03', format('"%s" is a day', d.typed)) FROM unnest(ARRAY['3 May 2017', '03/05/2017', '2017-05-03', ' 3rd may 2017 ',
  '3/5/2017', '3 MAY, 2017']) d (typed), day_typed(d.typed) t;
SELECT is(t.day::text || coalesce(t.why, ''), NULL, format('"%s" is none, and refused', d.typed)) FROM unnest(ARRAY['31/02/2017', '2017-05', '3/5/17',
  '30 February 2016', '0001-01-01', '99/99/2017', '<b>']) d (typed), day_typed(d.typed) t WHERE t.why IS NOT NULL;
SELECT is(t.why, NULL, 'nothing typed is no day and no mistake') FROM day_typed('  ') t WHERE t.day IS NULL;
SELECT is_empty($$SELECT p.period FROM period p, unnest(ARRAY[p.period, p.label, p.short, upper(p.label), lower(p.period)]) t (typed)
  WHERE p.last_day > '2000-09-01' AND (period_typed(t.typed)).period IS DISTINCT FROM p.period
    AND t.typed NOT LIKE '__-__-____'$$, 'every period by its own names');
SELECT throws_ok(format('SELECT period_read(%L)', t.typed), 'MH400', t.why, format('"%s" is refused', t.typed)) FROM (VALUES
  ('11/12', '"11/12" may be a month or a financial year: write 2012-11 or 2011/12'),
  ('2017', '"2017" may be the financial year 2016/17 or 2017/18: write the one that is meant'),
  ('Q3 2016', '"Q3 2016" does not say of which financial year the quarter is: write 2016/17 Q3'),
  ('Q3', '"Q3" does not say of which financial year the quarter is: write 2016/17 Q3'), ('soon', NULL), ('2017-13', NULL),
  ('2016/18', NULL), ('Ma 2017', NULL), ('January', NULL), ('2016/17 Q5', NULL), ('201701', NULL), ('-', NULL),
  (repeat('9', 5000), NULL), ($$2017-01'; DROP$$, NULL)) t (typed, why);

SELECT * FROM finish();
ROLLBACK;
