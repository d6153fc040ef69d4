-- See test_money.sh. Everything is entered here; the demonstration's figures are in tests/report.
SET client_min_messages = warning;
CREATE SCHEMA tap;
CREATE EXTENSION pgtap SCHEMA tap;
SET search_path = moothall_code, moothall, tap, pg_temp;
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SET LOCAL moothall.person = 'operator';
SELECT plan(71);

-- Sign, wording and figure.
SELECT is(finance_words(v.statement, v.measure, v.value), v.words, format('%s %s in words', v.measure, v.value))
FROM (VALUES
  ('la', 'variance', 9.0074, '£9.007 million overspend'), ('la', 'variance', -0.0005, '£0.001 million underspend'),
  ('la', 'variance', -1234.5, '£1,234.500 million underspend'), ('la', 'variance', 0.0004, 'balanced budget'),
  ('la', 'variance', -0.0004, 'balanced budget'),
  ('la', 'movement', -1.301, 'a decrease of £1.301 million'), ('la', 'movement', 0.02, 'an increase of £0.020 million'),
  ('la', 'movement', 0, 'no change'),
  ('la', 'percent', 175.6, '176% over budget'), ('la', 'percent', -17.2, '17% under budget'), ('la', 'percent', 0.3, 'on budget'),
  ('balances', 'change', -9.032, 'a fall of £9.032 million'), ('balances', 'change', 1, 'a rise of £1.000 million'),
  ('balances', 'in_year', 0, 'no change'),
  ('reserves', 'approved', -4.248, 'a use of £4.248 million'), ('reserves', 'recommended', 0.294, 'an addition of £0.294 million'),
  ('reserves', 'closing', -1.323, 'minus £1.323 million'), ('reserves', 'closing', 7.751, '£7.751 million'),
  ('contributions', 'share', 11186, '£11,186')) v (statement, measure, value, words);
SELECT is(finance_words('la', 'variance', NULL), NULL, 'no figure, no words');
SELECT is(said_together(v.items), v.words, format('%s said together', v.words))
FROM (VALUES (ARRAY['a'], 'a'), (ARRAY['a', 'b'], 'a and b'), (ARRAY['a', 'b', 'c'], 'a, b and c')) v (items, words);

-- Entered as the owner: what is tested is arithmetic, not rights.
INSERT INTO import (source, loaded_by, released_by, released_at) VALUES ('test', 'test', 'test', now());
INSERT INTO import_file (import_id, kind, name, sha256) SELECT currval('moothall.import_import_id_seq'), k, k || '.csv', ''
FROM unnest(ARRAY['areas', 'indicators', 'observations', 'revenue', 'balances', 'reserves', 'contributions', 'risks', 'links', 'capital', 'capital_funding', 'published_finance']) k;
CREATE FUNCTION pg_temp.file(of_kind text) RETURNS integer LANGUAGE sql
  RETURN (SELECT max(file_id) FROM import_file WHERE kind = of_kind);
CREATE FUNCTION pg_temp.at(of_period text) RETURNS integer LANGUAGE sql RETURN (SELECT period_id FROM period WHERE period = of_period);

-- Contributions: 100 ÷ 3 = 33, one pound left over, a quarter in kind.
INSERT INTO contribution SELECT 'P', pg_temp.at(y), t, n, k, pg_temp.file('contributions'), l
FROM (VALUES ('2017/18', 100.00, 3, 25, 1), ('2018/19', 11.55, 4, NULL, 2), ('2019/20', 0, 2, 50, 3)) v (y, t, n, k, l);
SELECT results_eq($$SELECT partner, share, in_kind, cash FROM contribution_shares() WHERE year_id = pg_temp.at('2017/18') ORDER BY 1$$,
  $$VALUES (1, 34::numeric, 8::numeric, 26::numeric), (2, 33, 8, 25), (3, 33, 8, 25)$$, 'the pound left over goes to the first');
SELECT results_eq($$SELECT partner, share, in_kind, cash FROM contribution_shares() WHERE year_id = pg_temp.at('2018/19') ORDER BY 1$$,
  $$VALUES (1, 3.55::numeric, 0::numeric, 3.55::numeric), (2, 3, 0, 3), (3, 3, 0, 3), (4, 2, 0, 2)$$, 'pence go to the first; without an agreement nothing is in kind');
SELECT is((SELECT left_over FROM contribution_statement() WHERE line_name = '2018/19'), 3, 'how many pay a pound more');
SELECT is((SELECT share FROM contribution_statement() WHERE kind = 'total'), NULL, 'no common sum where shares are uneven');
SELECT setseed(0.5) \g /dev/null
INSERT INTO contribution SELECT 'random ' || n, pg_temp.at('2017/18'), round((random() * 1000000)::numeric, n % 3), 1 + (random() * 40)::integer,
  round((random() * 100)::numeric, 1), pg_temp.file('contributions'), n FROM generate_series(1, 200) n;
SELECT is_empty($$SELECT c.programme FROM contribution_now c JOIN contribution_shares() s USING (programme, year_id)
  GROUP BY c.programme, c.year_id, c.total, c.in_kind_max_pct
  HAVING sum(s.share) <> c.total OR sum(s.in_kind + s.cash) <> c.total OR max(s.share) - min(s.share) >= 2
    OR bool_or(s.in_kind > s.share * coalesce(c.in_kind_max_pct, 0) / 100)$$, 'shares add up to totals, whatever they are');

-- Statements: December and January, then the end of the year with every sign the other way.
INSERT INTO revenue (statement, period_id, line_name, corrective, budget, outturn, position, file_id, line)
SELECT s, pg_temp.at(p), n, c, b, o, l, pg_temp.file('revenue'), l FROM (VALUES
  ('la', '2016-12', 'Homes', false, 4.000, 5.000, 1), ('la', '2016-12', 'Fostering', false, 8.000, 8.500, 2),
  ('la', '2017-01', 'Homes', false, 4.000, 6.000, 3), ('la', '2017-01', 'Fostering', false, 8.000, 8.250, 4),
  ('la', '2017-01', 'Grant', false, -2.000, -2.125, 5), ('la', '2017-01', 'Release', true, 0, -0.500, 6),
  ('la', '2017-03', 'Homes', false, 4.000, 3.000, 7), ('la', '2017-03', 'Fostering', false, 8.000, 8.000, 8),
  ('la', '2017-03', 'Grant', false, -2.000, -2.000, 13), ('la', '2017-03', 'Release', true, 0, 0, 14),
  ('schools', '2017-01', 'Special', false, 25.000, 26.400, 9), ('schools', '2017-01', 'Reserve', true, 0, -1.400, 10),
  ('schools', '2017-03', 'Special', false, 25.000, 24.000, 11), ('schools', '2017-03', 'Reserve', true, 0, 1.250, 12)) v (s, p, n, c, b, o, l);
INSERT INTO balance (period_id, phase, opening, forecast, in_year, academies, file_id, line)
  VALUES (pg_temp.at('2016/17'), 'Primary', 10.000, 11.500, 2.000, -0.500, pg_temp.file('balances'), 1);
INSERT INTO reserve (period_id, group_name, reserve, opening, approved, recommended, file_id, line)
  VALUES (pg_temp.at('2016/17'), 'Grant', 'a', 5, -2, 0.5, pg_temp.file('reserves'), 1),
         (pg_temp.at('2016/17'), 'Schools', 'b', 1, 0, -1.25, pg_temp.file('reserves'), 2);
SELECT results_eq($$SELECT words FROM key_points(pg_temp.at('2017-01')) ORDER BY place$$, ARRAY[
  'The local authority''s revenue budget shows a projected £1.625 million overspend for the year. This is an increase of £0.125 million on the previously reported forecast.',
  'It is made up of spending increases of £2.250 million on 2 lines, spending reductions of £0.125 million on 1 line and one-off corrective actions, a reduction of £0.500 million. The largest variance is that of Homes, £2.000 million over budget (+50%).',
  'The schools budget shows a projected £1.400 million overspend. With £1.400 million from the Dedicated Schools Grant reserve it nets to nothing.',
  'School balances are expected to be £11.500 million at 31 March 2017, a rise of £1.500 million from £10.000 million at 1 April 2016.',
  'Unused reserves and provisions are expected to total £3.250 million at 31 March 2017, a fall of £2.750 million from £6.000 million at 1 April 2016. They are made up of Grant £3.500 million and Schools minus £0.250 million.'],
  'the points of a month');
SELECT results_eq($$SELECT words FROM key_points(pg_temp.at('2017-03')) WHERE place IN (1, 3, 4) ORDER BY place$$, ARRAY[
  'The local authority''s revenue budget shows a final £1.000 million underspend for the year. This is a decrease of £2.625 million on the previously reported forecast.',
  'The schools budget shows a final £1.000 million underspend. With £1.250 million paid into the Dedicated Schools Grant reserve it is £0.250 million over budget, where a ring-fenced budget should net to nothing.',
  'School balances are £11.500 million at 31 March 2017, a rise of £1.500 million from £10.000 million at 1 April 2016.'],
  'the points at the end of the year, with the signs the other way');
SELECT is((SELECT words FROM key_points(pg_temp.at('2016-12')) WHERE place = 1),
  'The local authority''s revenue budget shows a projected £1.500 million overspend for the year. How far it has moved since the last report is not known.',
  'no earlier report: the movement is not known');
SELECT is((SELECT words FROM key_points(pg_temp.at('2016-12')) WHERE place = 3),
  'No statement of the schools budget is held for December 2016.', 'a statement that is not held is said');
SELECT is_empty($$SELECT t.period_id FROM revenue_totals('la', pg_temp.at('2017-03')) t, revenue_statement('la', t.period_id) s
  WHERE s.kind = 'total' AND s.variance <> t.variance$$, 'the forecast over the months is of the statements'' totals');
SELECT is((SELECT text FROM finance_texts('{la}', '{Total}', '{movement}', '{2017-01}', '{NULL}', '{words}')),
  'an increase of £0.125 million', 'a movement in a sentence');
SELECT is((SELECT text FROM finance_texts('{reserves}', '{Total}', '{change}', '{2016/17}', '{NULL}', '{NULL}')), '-2.750', 'a change as a figure');
SELECT is((SELECT why FROM finance_texts('{la}', '{Total}', '{variance}', '{2017-01}', '{NULL}', '{song}')),
  'as=song is not known: as=words is', 'a form that is not known is refused');
SELECT is((SELECT why FROM finance_texts('{la}', '{Nobody}', '{variance}', '{2017-01}', '{NULL}', '{words}')),
  'the statement la of 2017-01 has no variance of "Nobody"', 'a line that is not there is refused');
UPDATE revenue SET previous_variance = NULL;
INSERT INTO revenue (statement, period_id, line_name, budget, outturn, previous_variance, file_id, line)
  VALUES ('la', pg_temp.at('2015-12'), 'Homes', 4, 5, 0.4, pg_temp.file('revenue'), 20), ('la', pg_temp.at('2015-12'), 'Fostering', 4, 4.5, NULL, pg_temp.file('revenue'), 21);
SELECT is((SELECT text FROM finance_texts('{la}', '{Total}', '{movement}', '{2015-12}', '{NULL}', '{words}')),
  'an increase of £0.600 million (without 1 line whose movement is not known)', 'an incomplete movement says so');

SELECT is((SELECT text FROM finance_texts('{la}', '{Total}', '{movement}', '{2015-12}', '{NULL}', '{NULL}')),
  '+0.600 (without 1 line whose movement is not known)', '... as a figure too');

-- A line that vanished: 0.100 under and a new one 0.200 over; the other moved by 0.150. Totals: 0.500 - 0.100 = 0.400, then 0.850.
INSERT INTO revenue (statement, period_id, line_name, budget, outturn, file_id, line)
  VALUES ('la', pg_temp.at('2018-04'), 'Kept', 1, 1.5, pg_temp.file('revenue'), 30), ('la', pg_temp.at('2018-04'), 'Gone', 1, 0.9, pg_temp.file('revenue'), 31),
         ('la', pg_temp.at('2018-05'), 'Kept', 1, 1.65, pg_temp.file('revenue'), 32), ('la', pg_temp.at('2018-05'), 'Come', 0, 0.2, pg_temp.file('revenue'), 33);
SELECT is((SELECT movement FROM revenue_statement('la', pg_temp.at('2018-05')) WHERE kind = 'total'), 0.350, 'the total of the movements is that of the lines');
SELECT is(vanished_words('la', pg_temp.at('2018-05')), 'No longer in the statement, with the variance of the last report: Gone (-0.100). The movements leave it out: that of '
  'the total is +0.350, while the total variance has moved by +0.450 since the last report, from +0.400 to +0.850. The difference, +0.100, is what it took along.',
  'a line that vanished, and what it took along');
SELECT is((SELECT words FROM key_points(pg_temp.at('2018-05')) WHERE place = 1),
  'The local authority''s revenue budget shows a projected £0.850 million overspend for the year. This is an increase of £0.450 million on the previously '
  'reported forecast. That includes what Gone (£0.100 million under budget) took along, no longer in the statement.', 'a sentence on the whole says the difference of the totals');
SELECT is((SELECT text FROM finance_texts('{la}', '{Total}', '{movement}', '{2018-05}', '{NULL}', '{words}')),
  'an increase of £0.350 million (without 1 line no longer in the statement)', 'a movement that is quoted says what it leaves out');
SELECT is(vanished_words('la', pg_temp.at('2017-01')), NULL, 'no line vanished, no words');

-- Capital: over, moved to a later year, short of funding; then everything the other way, and nothing held.
SELECT is((SELECT count(*) FROM key_points(pg_temp.at('2017-01')) WHERE place = 6), 0::bigint, 'no capital held, no sentence');
INSERT INTO capital (period_id, scheme, approved, spent, forecast, reprofiled, file_id, line)
  VALUES (pg_temp.at('2016-12'), 'Hall', 5, 1, 4.5, -0.75, pg_temp.file('capital'), 1), (pg_temp.at('2016-12'), 'Yard', 1, 0, 1, 0, pg_temp.file('capital'), 2),
         (pg_temp.at('2017-03'), 'Hall', 5, 5, 5.25, 0, pg_temp.file('capital'), 3), (pg_temp.at('2017-03'), 'Yard', 1, 1, 1, 0, pg_temp.file('capital'), 4),
         (pg_temp.at('2018-03'), 'Hall', 5, 5, 5, 0, pg_temp.file('capital'), 5);
INSERT INTO capital_funding (period_id, scheme, source, amount, file_id, line)
  VALUES (pg_temp.at('2016-12'), 'Hall', 'Grant', 4.4, pg_temp.file('capital_funding'), 1), (pg_temp.at('2016-12'), 'Yard', 'Loan', 1, pg_temp.file('capital_funding'), 2),
         (pg_temp.at('2017-03'), 'Hall', 'Grant', 5.5, pg_temp.file('capital_funding'), 3), (pg_temp.at('2017-03'), 'Yard', 'Loan', 0.75, pg_temp.file('capital_funding'), 4);
SELECT is((SELECT words FROM key_points(pg_temp.at('2017-01')) WHERE place = 6),
  'The capital programme is forecast at £5.500 million, £0.500 million below what was approved (£6.000 million). £0.750 million is moved to a later year; apart '
  'from that the programme is £0.250 million over. The funding of £5.400 million is £0.100 million short of the forecast.', 'capital, as last reported by then');
SELECT is((SELECT words FROM key_points(pg_temp.at('2017-03')) WHERE place = 6),
  'The capital programme comes to £6.250 million, £0.250 million above what was approved (£6.000 million). The funding comes to the forecast, though not in 2 schemes.',
  '... at the end of the year, over, balanced as a whole alone');
SELECT is(capital_point(pg_temp.at('2018-03'), false), 'The capital programme comes to £5.000 million, as approved. No funding has been entered.', '... as approved, without funding');
SELECT is((SELECT text FROM finance_texts('{capital}', '{Hall}', '{reprofiled}', '{2016-12}', '{NULL}', '{words}')), '£0.750 million moved to a later year', 'a part of it in a sentence');

-- Capital as published: right, right to its rounding, wrong; a source, and a scheme that is not there.
SELECT is((SELECT string_agg(format('%s %s', line, expected), ', ') FROM load_published_finance(pg_temp.file('published_finance'), jsonb_build_array(
    jsonb_build_object('at', 2, 'statement', 'capital', 'period', '2016-12', 'line', 'Hall', 'measure', 'outturn', 'printed', '1')))),
  '2 a measure of the statement capital: approved, spent, forecast, variance, reprofiled, rest, amount', 'a measure that capital has not');
SELECT is_empty($$SELECT * FROM load_published_finance(pg_temp.file('published_finance'), (SELECT jsonb_agg(jsonb_build_object('at', n, 'statement', 'capital',
    'period', '2016-12', 'line', l, 'measure', m, 'printed', p, 'document', 'paper')) FROM (VALUES (1, 'Hall', 'forecast', '4.500'), (2, 'Hall', 'variance', '-0.4'),
    (3, 'Hall', 'reprofiled', '-0.8'), (4, 'Total', 'forecast', '5.600'), (5, 'Grant', 'amount', '4.4'), (6, 'Loan', 'amount', '1.1'),
    (7, 'Shed', 'approved', '0.1'), (8, 'Total', 'rest', '+0.25')) v (n, l, m, p)))$$, 'published figures of capital are taken');
SELECT results_eq($$SELECT line_name, measure, printed, computed FROM finance_differences('capital', pg_temp.at('2016-12')) ORDER BY 1, 2$$,
  $$VALUES ('Hall', 'variance', '-0.4', '-0.500'), ('Loan', 'amount', '1.1', '1.000'), ('Total', 'forecast', '5.600', '5.500')$$,
  '... and those that differ are named, rounding apart');

-- Reviews of risks: 12, 16, 16, 9, then the target's side.
INSERT INTO risk (number, name, description, entered, likelihood, impact, target_likelihood, target_impact, direction, reviewed, file_id, line)
SELECT n, n, n, '2015-01-31', l, i, 2, 4, d, r::date, pg_temp.file('risks'), k FROM (VALUES
  ('A', 3, 4, 'level', '2016-05-31', 1), ('A', 4, 4, NULL, '2016-08-31', 2), ('A', 4, 4, NULL, '2016-11-30', 3), ('A', 3, 3, 'down', '2017-02-28', 4),
  ('B', 5, 5, NULL, NULL, 5)) v (n, l, i, d, r, k);
SELECT results_eq($$SELECT score, rating, direction, is_latest FROM risk_reviews(NULL) WHERE number = 'A' ORDER BY reviewed$$,
  $$VALUES (12, 'amber', 'level', false), (16, 'red', 'down', false), (16, 'red', 'level', false), (9, 'amber', 'up', true)$$,
  'every review is held; direction by the one before, the first as entered');
SELECT is((SELECT direction FROM risk_register('2016-12-31') WHERE number = 'A'), 'level', 'the register of an earlier day');
SELECT is((SELECT score FROM risk_register('2016-06-30') WHERE number = 'A'), 12, '... knows no later review');
SELECT results_eq($$SELECT number, due, overdue FROM risk_register('2017-05-28') ORDER BY 1$$,
  $$VALUES ('A', date '2017-05-28', false), ('B', date '2015-04-30', true)$$, 'a review holds three months, to the day; one never made is overdue');
SELECT is((SELECT overdue FROM risk_register('2017-05-29') WHERE number = 'A'), true, '... and is overdue the day after');
SELECT is(risk_overdue_words('2017-05-29'), 'At 29 May 2017 the reviews of B and A are overdue: each risk is to be reviewed every 3 months.', 'overdue reviews in words');
UPDATE setting SET value = '12' WHERE key = 'risk_review_months';
SELECT is((SELECT due FROM risk_register(NULL) WHERE number = 'A'), date '2018-02-28', 'the interval is a setting');
SELECT throws_ok($$UPDATE setting SET value = 'soon' WHERE key = 'risk_review_months'$$, '23514', NULL, '... that must be a number');
INSERT INTO import_file (import_id, kind, name, sha256) VALUES (currval('moothall.import_import_id_seq'), 'risks', 'risks.csv', '');
INSERT INTO risk (number, name, description, entered, likelihood, impact, target_likelihood, target_impact, reviewed, file_id, line)
  VALUES ('A', 'A', 'A', '2015-01-31', 5, 4, 2, 4, '2016-11-30', pg_temp.file('risks'), 1);
SELECT results_eq($$SELECT score FROM risk_reviews(NULL) WHERE number = 'A' ORDER BY reviewed$$, ARRAY[12, 16, 20, 9], 'a correction of a review takes its place');
SELECT is((SELECT count(*) FROM risk_heat(NULL)), 50::bigint, 'two grids of 25');
SELECT is((SELECT string_agg(format('%s:%s', score, numbers), ' ' ORDER BY score) FROM risk_heat(NULL) WHERE risks > 0 AND NOT at_target), '9:A 25:B', 'the risks stand where they are');
SELECT is((SELECT string_agg(format('%s:%s', score, numbers), ' ') FROM risk_heat(NULL) WHERE risks > 0 AND at_target), '8:A, B', '... and at their targets');
SELECT is((SELECT count(*) FROM risk_heat(NULL) WHERE rating <> CASE WHEN score >= 16 THEN 'red' WHEN score >= 6 THEN 'amber' ELSE 'green' END), 0::bigint, 'and are coloured by score');

-- What hangs together: 30 children, 24 a year before, two lines 1.750 over in January.
INSERT INTO area (area) VALUES ('norfolk') ON CONFLICT DO NOTHING;
INSERT INTO area_definition SELECT area_id, 'Norfolk', 'council', NULL, pg_temp.file('areas'), 1 FROM area WHERE area = 'norfolk';
INSERT INTO indicator (ref) VALUES ('LAC'), ('FLOW');
INSERT INTO indicator_definition (indicator_id, name, section, polarity, measure, basis, frequency, file_id, line)
  SELECT indicator_id, ref, 's', 'low', 'count', CASE ref WHEN 'LAC' THEN 'stock' ELSE 'flow' END, 'monthly', pg_temp.file('indicators'), 1 FROM indicator;
INSERT INTO observation (indicator_id, area_id, period_id, value, file_id, line)
  SELECT i.indicator_id, a.area_id, pg_temp.at(v.p), v.v, pg_temp.file('observations'), v.v
  FROM indicator i, area a, (VALUES ('2016-01', 24), ('2016-03', 31), ('2017-01', 30), ('2017-03', 30), ('2016-12', 20), ('2015-12', 20)) v (p, v) WHERE a.area = 'norfolk';
INSERT INTO link (indicator_id, budget_line, risk, file_id, line)
  SELECT i.indicator_id, l, r, pg_temp.file('links'), n FROM indicator i, (VALUES ('Homes', 'A', 1), ('Grant', '', 2), ('Homes', '', 3)) v (l, r, n);
CREATE FUNCTION pg_temp.quotient(ref text, p text) RETURNS TABLE (d numeric, v numeric, q numeric, question text, words text) LANGUAGE sql
  AS $$SELECT q.* FROM indicator i, area a, linked_quotient(i.indicator_id, a.area_id, pg_temp.at($2)) q WHERE i.ref = $1 AND a.area = 'norfolk'$$;
SELECT results_eq($$SELECT d, v, round(q, 6), question FROM pg_temp.quotient('LAC', '2017-01')$$,
  $$VALUES (6::numeric, 1.875::numeric, 0.312500::numeric, 'What do 6 more cost?')$$, 'variance of the linked lines, each once, ÷ the change of a year');
SELECT results_eq($$SELECT d, v, q, question FROM pg_temp.quotient('LAC', '2017-03')$$,
  $$VALUES (-1::numeric, -1.000::numeric, 1.000::numeric, 'What does 1 fewer save?')$$, 'fewer children, less money');
SELECT results_eq($$SELECT d, q, question FROM pg_temp.quotient('LAC', '2016-12')$$,
  $$VALUES (0::numeric, NULL::numeric, 'What does the change cost?')$$, 'no change: no quotient');
SELECT is_empty($$SELECT * FROM pg_temp.quotient('FLOW', '2017-01')$$, 'only for what stands at a time');
SELECT results_eq($$SELECT line_name, statement, variance FROM linked_lines('{Homes,Nobody,Special}', '2017-02-15') ORDER BY 1$$,
  $$VALUES ('Homes', 'la', 2.000::numeric), ('Nobody', NULL, NULL), ('Special', 'schools', 1.400)$$, 'lines in the statement that held at a day');
SELECT results_eq($$SELECT ref, shown, difference_shown FROM linked_figures(ARRAY(SELECT indicator_id FROM indicator WHERE ref = 'LAC'), '2017-02-15')$$,
  $$VALUES ('LAC', '30', '+6')$$, 'the latest figure at a day');

SELECT * FROM finish();
ROLLBACK;
