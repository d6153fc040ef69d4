-- Statements, balances, reserves and risks: docs/figures.md, "Finance" and "Risk". Expected values are
-- arithmetic done by hand on the published budgets and outturns, or on made-up ones.
BEGIN;
SELECT * FROM no_plan();
SELECT add_person('reader', '{member}') \g /dev/null
:superuser
CREATE FUNCTION tap.number_of(period text) RETURNS integer LANGUAGE sql STABLE
  RETURN (SELECT p.period_id FROM moothall.period p WHERE p.period = number_of.period);
-- A figure of a statement as a sentence has it, and why there is none.
CREATE FUNCTION tap.money(statement text, line text, measure text, period text, in_group text DEFAULT NULL) RETURNS text LANGUAGE sql STABLE
  RETURN (SELECT coalesce(t.text, 'none: ' || t.why) FROM finance_texts(ARRAY[statement], ARRAY[line], ARRAY[measure], ARRAY[period], ARRAY[in_group]) t);
:person('reader') \g /dev/null

-- Variance and per cent, with the sign of the variance.
SELECT is(money('la', c.line, c.measure, '2017-01'), c.wanted, format('%s, %s', c.line, c.measure))
FROM (VALUES
  ('School non-attendance court fee income', 'variance', '+0.080'), ('School non-attendance court fee income', 'percent', '+79%'),
  ('Additional Troubled Families Grant', 'variance', '-0.400'), ('Additional Troubled Families Grant', 'percent', '-17%'),
  ('Looked After Children - Agency Residential', 'variance', '+6.945'), ('Looked After Children - Agency Residential', 'percent', '+176%'),
  ('Looked After Children - Agency Residential', 'movement', '+0.380'), ('Staying-put fostering', 'percent', 'n/a'),
  ('Staying-put fostering', 'movement', '0.000'), ('Grants and reserves adjustment', 'movement', '-1.818'),
  ('Total', 'variance', '+9.007'), ('Total', 'movement', '-1.301 (without 3 lines whose movement is not known)')) AS c (line, measure, wanted);
SELECT alike(money('la', 'Looked After Children - Agency Fostering', 'movement', '2017-01'), 'none: %', 'a movement that is not known is none');
SELECT is(millions(v), t, format('%s is %s', v, t))
FROM (VALUES (1234.5, '1,234.500'), (-0.0004, '0.000'), (0.0005, '0.001'), (-0.0005, '-0.001')) AS c (v, t);
SELECT is(percent_signed(v), t, format('%s per cent is %s', v, t))
FROM (VALUES (0.4, '0%'), (0.5, '+1%'), (-0.5, '-1%'), (-89.02, '-89%'), (1234.5, '+1,235%')) AS c (v, t);

-- Groups by the sign, corrective lines apart; the published lines in their groups.
SELECT results_eq($$SELECT group_name, variance, movement, unknown FROM revenue_statement('la', number_of('2017-01')) WHERE kind IN ('subtotal', 'total')$$,
  $$VALUES ('increase', 13.901, 0.802, 1::bigint), ('reduction', -3.875, -0.285, 2), ('corrective', -1.019, -1.818, 0), ('', 9.007, -1.301, 3)$$,
  'local authority: subtotals and total, and how many movements are not in them');
SELECT results_eq($$SELECT group_name, variance FROM revenue_statement('schools', number_of('2017-01')) WHERE kind IN ('subtotal', 'total')$$,
  $$VALUES ('increase', 5.150), ('reduction', -1.807), ('corrective', -3.453), ('', -0.110)$$, 'schools: what remains is -0.110');
SELECT is((SELECT group_name FROM revenue_lines('la', number_of('2017-01')) WHERE line_name = 'Early Help Service Level Agreements'), 'reduction',
  'a line under its budget is a reduction, wherever it was printed');

-- Against a previous report that is held: made up, unrounded in the fourth place.
:operator
SELECT made_up('revenue', 'statement,period,line,group,budget,outturn,previous_variance
la,2018-01,Over,,10,10.5,
la,2018-01,Under,,10,9,
la,2018-01,Gone,,1,2,
la,2018-02,Over,,10,10.8,9
la,2018-02,Under,,10,9.25,9
la,2018-02,Level,,5,5,
la,2018-02,Adjust,corrective,0,0.1234,
la,2018-02,Small,,0.0003,0.0007,
la,2018-02,Smaller,,0.0003,0.0007,') \g /dev/null
:person('reader') \g /dev/null
SELECT is(money('la', c.line, c.measure, '2018-02', c.g), c.wanted, format('%s, %s: %s', c.line, c.measure, c.what))
FROM (VALUES
  ('Over', 'movement', NULL, '+0.300', 'this variance less the previous, whatever else was entered'), ('Under', 'movement', NULL, '+0.250', 'less of a reduction'),
  ('Adjust', 'movement', NULL, 'new', 'was not in the previous report'), ('Level', 'variance', NULL, '0.000', 'no sign'),
  ('Level', 'percent', NULL, '0%', 'nothing is not n/a'), ('Adjust', 'percent', NULL, 'n/a', 'of no budget'),
  ('Sub Total', 'variance', 'increase', '+0.801', 'summed before rounding: 0.8 + 2 × 0.0004'),
  ('Sub Total', 'variance', 'reduction', '-0.750', 'a variance of 0 is among the reductions'),
  ('Total', 'variance', '', '+0.174', '0.8008 - 0.75 + 0.1234'), ('Total', 'movement', '', '+0.674 (without 1 line no longer in the statement)', '0.3008 + 0.25 + 0.1234')) AS c (line, measure, g, wanted, what);
SELECT is((SELECT group_name FROM revenue_lines('la', number_of('2018-02')) WHERE line_name = 'Adjust'), 'corrective', 'corrective whatever its sign');
SELECT alike(money('la', 'Sub Total', 'variance', '2018-02'), 'none: %say group=', 'a subtotal without its group is ambiguous');
:operator
SELECT made_up('revenue', 'statement,period,line,group,budget,outturn
la,2018-01,Over,,10,10.6', false) AS correction \gset
SELECT is(money('la', 'Over', 'movement', '2018-02'), '+0.200', 'a correction of the previous report moves the movement');
:person('reader') \g /dev/null
SELECT is(money('la', 'Over', 'movement', '2018-02'), '+0.300', '... for members when it is released');

-- A year that ends with the month before is no previous report of a month, nor counted beside one.
:operator
SELECT made_up('revenue', 'statement,period,line,group,budget,outturn
la,2017/18,Over,,120,130
la,2018-03,Over,,10,10.9
la,2018-04,Over,,10,11.2') \g /dev/null
SELECT is(money('la', 'Over', 'movement', '2018-03'), '+0.100', 'the end of the year: against February');
SELECT is(money('la', 'Over', 'movement', '2018-04'), '+0.300', '... and April against March');
SELECT is(money('la', 'Total', 'variance', '2018-04'), '+1.200', '... once');

-- Any statement adds up: lines, subtotals and total, exactly, on random ones (the seed is fixed).
:operator
SELECT setseed(0.20170314) \g /dev/null
SELECT made_up('revenue', 'statement,period,line,group,budget,outturn
' || string_agg(format('%s,20%s-06,Line %s,%s,%s,%s', CASE s % 2 WHEN 0 THEN 'la' ELSE 'schools' END, 19 + s, n,
    CASE WHEN random() < 0.2 THEN 'corrective' END, CASE WHEN random() < 0.1 THEN 0 ELSE round((random() * 200 - 50)::numeric, (random() * 6)::integer) END,
    round((random() * 200 - 50)::numeric, (random() * 6)::integer)), E'\n'))
FROM generate_series(1, 20) s, generate_series(1, 25) n \g /dev/null
CREATE TEMP TABLE random_statement AS
  SELECT 19 + s AS year, r.* FROM generate_series(1, 20) s,
    revenue_statement(CASE s % 2 WHEN 0 THEN 'la' ELSE 'schools' END, number_of(format('20%s-06', 19 + s))) r;
SELECT is((SELECT count(*) FROM random_statement WHERE kind = 'body'), 500::bigint, '500 random lines');
SELECT is_empty($$SELECT year FROM random_statement GROUP BY year
  HAVING sum(outturn - budget) FILTER (WHERE kind = 'body') <> sum(variance) FILTER (WHERE kind = 'total')
      OR sum(variance) FILTER (WHERE kind = 'subtotal') <> sum(variance) FILTER (WHERE kind = 'total')$$, 'lines = subtotals = total, before rounding');
SELECT is_empty($$SELECT year, group_name FROM random_statement WHERE kind <> 'total' GROUP BY year, group_name
  HAVING sum(variance) FILTER (WHERE kind = 'body') IS DISTINCT FROM sum(variance) FILTER (WHERE kind = 'subtotal')$$, '... in each group');
SELECT is_empty($$SELECT line_name FROM random_statement WHERE kind = 'body' AND (group_name = 'increase' AND variance <= 0
  OR group_name = 'reduction' AND variance > 0)$$, '... of lines of its sign');

-- Balances: 22.234 - 5.593 - 3.439 = 13.202.
SELECT results_eq($$SELECT line_name, opening, closing, in_year, academies FROM balance_statement(number_of('2016/17')) WHERE kind = 'total'$$,
  $$VALUES ('Total', 22.234, 13.202, -5.593, -3.439)$$, 'school balances');
SELECT is_empty($$SELECT line_name FROM balance_statement(number_of('2016/17')) WHERE opening + in_year + academies <> closing$$, '... each phase closes');
SELECT throws_like($$SELECT made_up('balances', 'period,phase,opening,forecast,in_year,academies
2018/19,Made up,1,2,0.5,0.4')$$, '%which is 1.9%', '... and one that does not is refused');
SELECT made_up('balances', 'period,phase,opening,forecast
2018/19,Made up,1,2.5') \g /dev/null
SELECT is(money('balances', 'Made up', 'forecast', '2018/19'), '2.500', 'without its changes the forecast is as entered');

-- Reserves: openings 17.270, approved -4.248, recommended -5.271: 7.751, which is not the published 7.750.
SELECT results_eq($$SELECT group_name, opening, approved, recommended, closing FROM reserve_statement(number_of('2016/17')) WHERE kind IN ('subtotal', 'total')$$,
  $$VALUES ('Dedicated Schools Grant', 5.547, -2.000, -3.453, 0.094), ('Schools', 4.805, -0.642, -1.019, 3.144),
    ('Children''s Services', 6.918, -1.606, -0.799, 4.513), ('', 17.270, -4.248, -5.271, 7.751)$$, 'reserves: groups and grand total');
SELECT is(money('reserves', 'Total', 'closing', '2016/17'), '7.751', '... which is what a sentence quotes');
SELECT is(money('reserves', 'Grants and Contributions', 'closing', '2016/17'), '1.323', '... above 0, whatever was printed');

-- Risks: scores, bands, direction as performance.
SELECT is((SELECT string_agg(l * i || ' ' || risk_rating(l * i), ', ' ORDER BY l * i) FROM (VALUES (1, 5), (2, 3), (3, 5), (4, 4), (5, 5)) AS r (l, i)),
  '5 green, 6 amber, 15 amber, 16 red, 25 red', 'the edges of the bands');
SELECT results_eq($$SELECT number, score, rating, target_score, target_rating FROM risk_register('2017-03-14') ORDER BY number$$,
  $$VALUES ('RM13906', 25, 'red', 25, 'red'), ('RM14147', 15, 'amber', 10, 'amber'), ('RM14148', 15, 'amber', 8, 'amber'),
    ('RM14157', 15, 'amber', 10, 'amber'), ('RM14284', 12, 'amber', 6, 'amber')$$, 'the published register');
SELECT made_up('risks', 'number,name,description,likelihood,impact,target_likelihood,target_impact,direction,reviewed
A,A,A,3,4,1,1,down,2017-01-01
B,B,B,3,4,1,1,down,2017-01-01
C,C,C,3,4,1,1,down,2017-01-01
D,D,D,3,4,1,1,down,2017-01-01
E,E,E,3,4,1,1,down,2017-01-01') \g /dev/null
SELECT made_up('risks', 'number,name,description,likelihood,impact,target_likelihood,target_impact,direction,reviewed
A,A,A,3,3,1,1,down,2017-02-01
B,B,B,4,4,1,1,up,2017-02-01
C,C,C,4,3,1,1,up,2017-02-01
E,E,E,1,1,1,1,down,2017-01-01') \g /dev/null
SELECT is((SELECT string_agg(number || ' ' || direction, ', ' ORDER BY number) FROM risk_register() WHERE length(number) = 1),
  'A up, B down, C level, D down, E down', 'better, worse, the same (12 by another way), as entered; a correction of one review is no second');
SELECT made_up('risks', 'number,name,description,likelihood,impact,target_likelihood,target_impact,reviewed
A,A,A,5,5,1,1,2017-03-01', false) \g /dev/null
:person('reader') \g /dev/null
SELECT is((SELECT score FROM risk_register() WHERE number = 'A'), 9, 'members go on seeing the last released review');
SELECT * FROM finish();
ROLLBACK;
