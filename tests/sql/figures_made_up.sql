-- The rules that the publication has no case of, on figures made up for the purpose. Included by
-- figures.sql. MU- are made-up indicators, mu the made-up part of the council.
:operator
SELECT made_up('areas', 'area,name,kind,parent
mu,Made Up,district,norfolk
mu-team,Made Up Team,team,mu
elsewhere,Elsewhere,council,') \g /dev/null
SELECT made_up('populations', 'area,year,population
mu,2015,30000
mu,2016,30000
elsewhere,2016,1000') \g /dev/null
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator
MU-n,Counted,Made up,high,count,flow,monthly,0,,
MU-d,Of which counted,Made up,low,count,flow,monthly,0,,
MU-p,Share,Made up,high,percentage,flow,monthly,1,MU-n,MU-d
MU-p12,Share over twelve months,Made up,high,percentage,rolling_12,monthly,1,MU-n,MU-d
MU-r,Rate,Made up,high,rate,flow,monthly,1,MU-n,
MU-r12,Rate over twelve months,Made up,high,rate,rolling_12,monthly,1,MU-n,
MU-n12,Count over twelve months,Made up,high,count,rolling_12,monthly,0,MU-n,
MU-s,Standing,Made up,low,count,stock,monthly,0,,
MU-sum,Sum,Made up,high,count,stock,monthly,0,MU-s+MU-t,
MU-t,Also standing,Made up,low,count,stock,monthly,0,,
MU-sumr,Rate of the sum,Made up,high,rate,stock,monthly,2,MU-sum,
MU-e,Entered share,Made up,high,percentage,flow,monthly,1,,
MU-e12,Entered share over twelve months,Made up,high,percentage,rolling_12,monthly,1,,
MU-q,By quarter,Made up,high,count,flow,quarterly,0,,
MU-qr,Rate by quarter,Made up,high,rate,flow,quarterly,1,MU-q,
MU-qr12,Rate over four quarters,Made up,high,rate,rolling_12,quarterly,1,MU-q,
MU-a,Average,Made up,low,average,flow,monthly,1,,
MU-i,Information,Made up,info,count,stock,monthly,0,,') \g /dev/null

-- Zero and missing denominators.
SELECT made_up('observations', 'indicator,area,period,value,numerator,denominator,status
MU-n,mu,2016-04,0,,,
MU-d,mu,2016-04,0,,,
MU-n,mu,2016-05,3,,,
MU-n,mu,2016-06,,,,suppressed
MU-d,mu,2016-06,40,,,
MU-n,mu,2016-07,5,,,
MU-d,mu,2016-07,,,,n/a
MU-n,mu,2016-08,7,,,provisional
MU-d,mu,2016-08,40,,,
MU-n,mu-team,2016-04,1,,,
MU-n,mu,2017-04,1,,,
MU-e,mu,2016-04,,1,8,
MU-e,mu,2016-05,,3,8,
MU-e,mu,2016-06,99,,,') \g /dev/null
SELECT is(fig('MU-p', '2016-04', 'mu') ->> 'text', 'n/a', 'of nothing there is no share');
SELECT is(fig('MU-p', '2016-04', 'mu') ->> 'why', 'the denominator is 0', '... and it says why');
SELECT is(fig('MU-p', '2016-05', 'mu') ->> 'text', 'n/a', 'an input missing');
SELECT is(fig('MU-p', '2016-06', 'mu') ->> 'text', 'x', 'an input suppressed');
SELECT is(fig('MU-p', '2016-06', 'mu') ->> 'status', 'suppressed', '... is inherited');
SELECT is(fig('MU-r', '2016-06', 'mu') -> 'value', 'null', '... by the rate too');
SELECT is(fig('MU-p', '2016-07', 'mu') ->> 'text', 'n/a', 'an input not available');
SELECT is(fig('MU-p', '2016-08', 'mu') ->> 'text' || ' ' || (fig('MU-p', '2016-08', 'mu') ->> 'status'), '17.5% provisional',
  'a provisional input makes a provisional figure');
SELECT is(fig('MU-n', '2016-05', 'mu') ->> 'ytd', '3', 'to date: 0 + 3');
SELECT is(fig('MU-n', '2016-06', 'mu') -> 'ytd', 'null', 'to date: a month suppressed');
SELECT is(fig('MU-n', '2016-08', 'mu') -> 'ytd', 'null', '... and all months after it');
SELECT is(fig('MU-n', '2016-08', 'mu') ->> 'ytd_why', '4 of 5 months', '... says how many are held');
SELECT is(fig('MU-n', '2016-08', 'mu') ->> 'rolling_12_why', '4 of 12 months', '... so does the sum of twelve');
SELECT is(fig('MU-p', '2016-08', 'mu') ->> 'ytd_why', '3 of 5 months', '... and a share, of the input that is held least');
SELECT is(fig('MU-n', '2016-05', 'mu') -> 'ytd_why', 'null', 'there is nothing to say of one that there is');
SELECT is(fig('MU-r', '2016-04', 'mu-team') ->> 'ytd_why', 'no population for 2016/17', 'a rate to date without a population');
SELECT is(fig('MU-p', '2016-04', 'mu') ->> 'ytd_why', 'the denominator is 0', 'a share to date of nothing');
SELECT is(fig('MU-r', '2016-04', 'mu-team') ->> 'why', 'no population for 2016/17', 'a part without population has no rate');
SELECT is(fig('MU-r', '2016-04', 'mu-team') ->> 'text', 'n/a', '... and n/a, not 0');
SELECT is(fig('MU-r', '2017-04', 'mu') ->> 'why', 'no population for 2017/18', 'nor of a year without one');
SELECT is(fig('MU-r', '2016-05', 'mu') ->> 'text', '12.0', 'a part''s rate is of its own people: 10,000 × 3 × 12 ÷ 30,000');
SELECT is(rounded('MU-e', '2016-05', 'ytd', 'mu'), '25.0', 'a share to date: 4 of 16, not the mean of 12.5 and 37.5');
SELECT is(fig('MU-e', '2016-06', 'mu') -> 'ytd', 'null', '... and none where a month has no numbers');
SELECT is(fig('MU-e', '2016-06', 'mu') ->> 'ytd_why', '2 of 3 months', '... of three');
SELECT is(fig('MU-e', '2016-06', 'mu') ->> 'text', '99.0%', '... though it has a value');

-- Direction skips what has no value; dates and months are one kind for a stock; a year never precedes a quarter.
SELECT made_up('observations', 'indicator,area,period,value,status
MU-s,mu,2016-04,10,
MU-s,mu,2016-05,,suppressed
MU-s,mu,2016-06,9,
MU-s,mu,2016-07-15,8,
MU-s,mu,2016-07,9,
MU-s,mu,2016-08,8,
MU-s,mu,2015/16,50,
MU-s,mu,2016/17 Q1,60,
MU-q,mu,2015/16,90,
MU-q,mu,2016/17 Q1,30,
MU-q,mu,2016/17 Q2,35,
MU-a,mu,2016-04,2.45,
MU-a,mu,2016-05,2.54,
MU-i,mu,2016-04,1,
MU-i,mu,2016-05,2,') \g /dev/null
SELECT is(fig('MU-s', '2016-05', 'mu') ->> 'dot', '-', 'what has no value has no direction');
SELECT is(fig('MU-s', '2016-06', 'mu') ->> 'previous', '10', 'the previous figure is the last that has a value');
SELECT is(fig('MU-s', '2016-06', 'mu') ->> 'dot', '↑', '... 9 after 10, low is good');
SELECT is(fig('MU-s', '2016-07-15', 'mu') ->> 'previous', '9', 'a day in July comes after the end of June');
SELECT is(fig('MU-s', '2016-07', 'mu') ->> 'previous', '8', '... and before the end of July');
SELECT is(fig('MU-s', '2016/17 Q1', 'mu') ->> 'dot', '-', 'a year does not precede a quarter');
SELECT is(fig('MU-q', '2016/17 Q1', 'mu') ->> 'dot', '-', '... of a flow either');
SELECT is(fig('MU-q', '2016/17 Q2', 'mu') ->> 'dot', '↑', '... a quarter does');
SELECT is(fig('MU-a', '2016-05', 'mu') ->> 'dot', '↔', '2.54 after 2.45 is 2.5 after 2.5');
SELECT is(fig('MU-i', '2016-05', 'mu') ->> 'dot', '-', 'information is neither better nor worse');
SELECT is(fig('MU-a', '2016-05', 'mu') -> 'ytd', 'null', 'an average has no year to date');
SELECT is(fig('MU-a', '2016-05', 'mu') -> 'ytd_why', 'null', '... and nothing is missing');

-- Quarters. 10,000 × 35 × 4 ÷ 30,000 = 46.67; to date 10,000 × 65 × 12 ÷ 6 ÷ 30,000 = 43.33; four quarters 115.
SELECT made_up('observations', 'indicator,area,period,value
MU-q,mu,2015/16 Q3,20
MU-q,mu,2015/16 Q4,30') \g /dev/null
SELECT is(fig('MU-qr', '2016/17 Q2', 'mu') ->> 'text', '46.7', 'a quarter''s rate is × 4');
SELECT is(rounded('MU-qr', '2016/17 Q2', 'ytd', 'mu'), '43.3', '... to date × 12 ÷ 6 months');
SELECT is(fig('MU-qr12', '2016/17 Q2', 'mu') ->> 'text', '38.3', '... over four quarters, 115 of 30,000');
SELECT is(fig('MU-qr12', '2016/17 Q1', 'mu') ->> 'text', 'n/a', 'three quarters are not twelve months');
SELECT is(fig('MU-qr12', '2016/17 Q1', 'mu') ->> 'why', '9 of 12 months', '... and it says so in months');
SELECT is(fig('MU-q', '2016/17 Q2', 'mu') ->> 'ytd', '65', 'two quarters to date');

-- Totals serve only where months are not held.
SELECT made_up('totals', 'indicator,area,period,measure,value
MU-n,mu,2016-05,ytd,1000
MU-n,mu,2016-08,ytd,2000
MU-d,mu,2016-08,ytd,8000
MU-n,mu,2016-08,rolling_12,3000
MU-q,mu,2016/17 Q2,ytd,1000') \g /dev/null
SELECT is(fig('MU-n', '2016-05', 'mu') ->> 'ytd', '3', 'a total does not stand in for months that are held');
SELECT is(fig('MU-q', '2016/17 Q2', 'mu') ->> 'ytd', '65', '... nor for quarters');
SELECT is(fig('MU-n', '2016-08', 'mu') ->> 'ytd', '2000', 'it does for months that are not');
SELECT is(fig('MU-n12', '2016-08', 'mu') ->> 'value', '3000', '... over twelve months too');
SELECT is(fig('MU-r12', '2016-08', 'mu') ->> 'text', '1,000.0', '... and in a rate');
SELECT is(rounded('MU-p', '2016-08', 'ytd', 'mu'), '25.0', '... and on both sides of a percentage');

-- Twelve months, with provenance.
SELECT made_up('areas', 'area,name,kind,parent
yr,A Year,district,norfolk') \g /dev/null
SELECT made_up('populations', 'area,year,population
yr,2016,30000') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value
' || string_agg(format('%s,yr,2016-%s,%s', i.ref, to_char(m, 'FM00'), i.v), E'\n'))
FROM generate_series(1, 12) m, (VALUES ('MU-n', 10), ('MU-d', 40), ('MU-n12', 100)) i (ref, v)
WHERE i.ref <> 'MU-n12' \g /dev/null
SELECT is(fig('MU-p12', '2016-12', 'yr') ->> 'text', '25.0%', 'twelve months: 120 of 480');
SELECT is(fig('MU-n12', '2016-12', 'yr') ->> 'value', '120', 'twelve months: 120');
SELECT is(fig('MU-p12', '2016-12', 'yr') ->> 'status', 'final', '... final');
SELECT made_up('observations', 'indicator,area,period,value,status
MU-n,yr,2016-06,22,provisional', false) AS correction \gset
SELECT is(fig('MU-n12', '2016-12', 'yr') ->> 'value', '132', 'a correction of June counts in December');
SELECT is(fig('MU-n12', '2016-12', 'yr') ->> 'released', 'false', '... and is not released there either');
SELECT is(fig('MU-p12', '2016-12', 'yr') ->> 'released', 'false', '... nor in the share');
SELECT is(fig('MU-n12', '2016-12', 'yr') ->> 'status', 'provisional', '... and is provisional there too');
SELECT is(fig('MU-p12', '2016-12', 'yr') ->> 'status', 'provisional', '... and in the share');
:person('reader') \g /dev/null
SELECT is(fig('MU-n12', '2016-12', 'yr') ->> 'value', '120', 'a member sees the released twelve months');
SELECT is(fig('MU-n12', '2016-12', 'yr') ->> 'status', 'final', '... final as they were');
SELECT is(fig('MU-n', '2016-06', 'yr') ->> 'value', '10', '... and the last released June');
:person('author') \g /dev/null
SELECT is(fig('MU-n', '2016-06', 'yr') ->> 'value', '22', 'an officer sees the correction');
SELECT is(fig('MU-n', '2016-06', 'yr') ->> 'released', 'false', '... as not released');
:operator
SELECT import_release(:correction, 'test') \g /dev/null
:person('reader') \g /dev/null
SELECT is(fig('MU-n12', '2016-12', 'yr') ->> 'value', '132', 'released, the correction supersedes for members');
SELECT is(fig('MU-n12', '2016-12', 'yr') ->> 'released', 'true', '... and nothing in it is unreleased');
:operator
SELECT made_up('observations', 'indicator,area,period,status
MU-n,yr,2016-03,suppressed') \g /dev/null
SELECT is(fig('MU-n12', '2016-12', 'yr') ->> 'text', 'n/a', 'a month suppressed: no twelve months');
SELECT is(fig('MU-n12', '2016-12', 'yr') ->> 'why', '11 of 12 months', '... and it says so');
SELECT is(fig('MU-n12', '2016-03', 'yr') ->> 'why', '2 of 12 months', '... in the month itself too');

-- A number beside "suppressed" is held, and not shown.
SELECT made_up('observations', 'indicator,area,period,value,numerator,denominator,status
MU-s,yr,2016-04,3,,,suppressed
MU-t,yr,2016-04,10,,,
MU-n,yr,2016-04,3,,,suppressed
MU-e,yr,2016-04,,3,4,suppressed') \g /dev/null
SELECT is(fig('MU-s', '2016-04', 'yr') ->> 'text', 'x', 'a suppressed count shows x');
SELECT is(fig('MU-s', '2016-04', 'yr') -> 'value', 'null', '... and no value');
SELECT is(fig('MU-e', '2016-04', 'yr') ->> 'text', 'x', 'a suppressed share shows x');
SELECT is(fig('MU-e', '2016-04', 'yr') -> 'numerator', 'null', '... and no numerator');
SELECT is(fig('MU-sum', '2016-04', 'yr') ->> 'text', 'x', 'nor can a sum give it away');
SELECT is(fig('MU-n', '2016-04', 'yr') -> 'ytd', 'null', '... nor the year to date');

-- As entered, where the inputs are not held: counts as well as rates.
SELECT made_up('observations', 'indicator,area,period,value,status
MU-sum,yr,2015-01,70,provisional
MU-sum,yr,2016-04,14,
MU-sumr,yr,2015-02,1.25,
' || string_agg(format('MU-n12,yr,2014-%s,600,', to_char(m, 'FM00')), E'\n')) FROM generate_series(1, 12) m \g /dev/null
SELECT is(fig('MU-sum', '2015-01', 'yr') ->> 'text', '70', 'a derived count may be entered');
SELECT is(fig('MU-sum', '2015-01', 'yr') ->> 'as_entered', 'true', '... and is marked as entered');
SELECT is(fig('MU-sum', '2015-01', 'yr') ->> 'status', 'provisional', '... with its own status');
SELECT is(fig('MU-sumr', '2015-02', 'yr') ->> 'as_entered', 'true', 'a rate likewise');
SELECT is(fig('MU-sum', '2016-04', 'yr') ->> 'text', 'x', 'an entered figure does not replace one whose input is suppressed');
SELECT is(fig('MU-n12', '2014-12', 'yr') ->> 'text', '600', 'an entered twelve months'' count is not added up again');
SELECT is(fig('MU-n12', '2014-12', 'yr') ->> 'as_entered', 'true', '... and is marked');
SELECT made_up('observations', 'indicator,area,period,numerator,denominator
' || string_agg(format('MU-e12,yr,2014-%s,%s,100', to_char(m, 'FM00'), m), E'\n')) FROM generate_series(1, 12) m \g /dev/null
SELECT is(fig('MU-e12', '2014-06', 'yr') ->> 'text', '6.0%', 'an entered share over twelve months is its own numerator ÷ denominator');
SELECT is(fig('MU-e12', '2014-12', 'yr') ->> 'text', '12.0%', '... also where twelve are held');
SELECT throws_like($$SELECT made_up('totals', 'indicator,area,period,measure,value
MU-e,yr,2015-03,ytd,40.5')$$, '%a count%', 'a total of percentages is refused: it cannot serve as a sum');

-- Exactly half, of two endless quotients: 100 ÷ 48 − 200 ÷ 600 = 2.08333… − 0.33333… = 1.75.
SELECT made_up('areas', 'area,name,kind,parent
tie,A Tie,district,norfolk') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,numerator,denominator
MU-e,tie,2015-04,2,600
MU-e,tie,2016-04,1,48') \g /dev/null
SELECT is(rounded('MU-e', '2016-04', 'difference', 'tie'), '1.8', 'exactly half is half away from zero, in a difference too');

-- Targets: an area's own before the council's, each from its day, none for others.
SELECT made_up('targets', 'indicator,from,area,scope,operator,target,rag_rule,red,green
MU-s,2016-04-01,,summary,<=,10,target,,
MU-s,2016-08-01,,summary,<=,5,target,,
MU-s,2016-07-01,mu,summary,<=,9,target,,
MU-s,2016-04-01,,dashboard,<=,1,target,,') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value
MU-s,norfolk,2016-03,10
MU-s,norfolk,2016-04,10
MU-s,norfolk,2016-08,10
MU-s,mu-team,2016-04,10
MU-s,elsewhere,2016-04,10
MU-s,blackpool,2016-04,10
MU-s,england,2016-04,10') \g /dev/null
SELECT is(fig('MU-s', c.period, c.area, '', c.scope) ->> 'rag', c.wanted, format('%s, %s: %s', c.area, c.period, c.what))
FROM (VALUES ('2016-03', 'norfolk', 'summary', NULL, 'before the target begins'), ('2016-04', 'norfolk', 'summary', 'green', 'from its day'),
  ('2016-08', 'norfolk', 'summary', 'red', 'until the next'), ('2016-04', 'norfolk', 'dashboard', 'red', 'another scope, another rule'),
  ('2016-04', 'mu-team', 'summary', 'green', 'a part of a part'), ('2016-04', 'mu', 'summary', 'green', 'a part, before it has its own'),
  ('2016-07', 'mu', 'summary', 'green', 'its own, 9'), ('2016-08', 'mu', 'summary', 'green', 'its own still, 8 against 9, not 5'),
  ('2016-04', 'elsewhere', 'summary', NULL, 'another council'), ('2016-04', 'blackpool', 'summary', NULL, 'another council'),
  ('2016-04', 'england', 'summary', NULL, 'England')) AS c (period, area, scope, wanted, what);
SELECT is_empty($$SELECT target_shown FROM dashboard((SELECT area_id FROM moothall.area WHERE area = 'blackpool'),
  (SELECT period_id FROM moothall.period WHERE period = '2017-01')) WHERE target_shown IS NOT NULL$$, 'nor does the dashboard show another council the target');

-- Trend: by the exact values; one month missing and there is none.
SELECT made_up('observations', 'indicator,area,period,numerator,denominator
' || string_agg(format('MU-e,tie,%s,%s,%s', to_char(date '2015-12-01' + make_interval(months => m), 'YYYY-MM'), 31 * k, 3000 * k), E'\n'))
FROM generate_series(1, 13) m, LATERAL (SELECT CASE WHEN m < 7 THEN 1 ELSE 10 END) AS t (k) \g /dev/null
SELECT is(fig('MU-e', '2017-01', 'tie') ->> 'trend', 'No change.', 'the same share of different numbers does not change');
SELECT is(fig('MU-e', '2016-12', 'tie') ->> 'trend', 'Dataset is incomplete.', 'twelve months have no trend of thirteen');

-- Differences from nothing, and words for a sentence.
SELECT made_up('observations', 'indicator,area,period,value
MU-i,tie,2015-04,0
MU-i,tie,2016-04,5
MU-i,tie,2015-05,-4
MU-i,tie,2016-05,-3') \g /dev/null
SELECT is(rounded('MU-i', '2016-04', 'difference', 'tie'), '5', 'a difference from 0');
SELECT is(fig('MU-i', '2016-04', 'tie') -> 'difference_pct', 'null', '... has no per cent');
SELECT is(rounded('MU-i', '2016-05', 'difference_pct', 'tie'), '25.0', 'a rise from -4 is 25% of its size');
SELECT is(t.text, c.wanted, c.wanted)
FROM (VALUES ('2.1', 'norfolk', '2017-01', '-5,821 (-17.1%)'), ('MU-i', 'tie', '2016-04', '+5 (n/a)')) AS c (ref, area, period, wanted),
     LATERAL figure_texts(ARRAY[c.ref], ARRAY[c.area], ARRAY[c.period], ARRAY['difference'], ARRAY['summary']) t;
