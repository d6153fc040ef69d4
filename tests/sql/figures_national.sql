-- The rating by the gap to England's figure, on figures made up for the purpose; expected ratings are
-- worked out by hand from the published rules. Included by figures.sql. NG- are made-up indicators.
:operator
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator
NG-p,Percentage,Made up,high,percentage,stock,annual,0,,
NG-l,Percentage where low is good,Made up,low,percentage,stock,annual,1,,
NG-a8,Attainment 8,Made up,high,score,stock,annual,1,,
NG-p8,Progress 8,Made up,high,score,stock,annual,2,,
NG-i,No figure of England,Made up,high,percentage,stock,annual,0,,
NG-s,By a rule of another report,Made up,high,percentage,stock,annual,0,,') \g /dev/null
SELECT made_up('targets', 'indicator,from,scope,rag_rule,red,green
NG-p,2012-09-01,scorecard,national_gap,-4,0
NG-l,2012-09-01,scorecard,national_gap,4,0
NG-a8,2012-09-01,scorecard,national_gap,-1,0
NG-p8,2012-09-01,scorecard,national_gap,-0.1,0
NG-i,2012-09-01,scorecard,national_gap,-4,0
NG-s,2012-09-01,dashboard,national_gap,-4,0') \g /dev/null

-- England: 66 in AY2014/15, 69.4 (shown 69) in AY2015/16, nothing in AY2016/17 but for the
-- disadvantaged; of Attainment 8 49.9, of Progress 8 -0.03.
SELECT made_up('observations', 'indicator,area,period,cohort,value
NG-p,england,AY2014/15,All,66
NG-p,england,AY2015/16,All,69.4
NG-p,england,AY2015/16,Disadvantaged,54
NG-p,england,AY2016/17,Disadvantaged,50
NG-p,norfolk,AY2013/14,All,70
NG-p,norfolk,AY2014/15,All,62
NG-p,norfolk,AY2015/16,All,68.6
NG-p,norfolk,AY2016/17,All,65
NG-p,norfolk,AY2015/16,Disadvantaged,49
NG-p,norfolk,AY2016/17,Disadvantaged,51
NG-p,norfolk,AY2015/16,Girls,90
NG-p,breckland,AY2015/16,All,65.4
NG-p,broadland,AY2015/16,All,64.4
NG-p,norwich,AY2015/16,All,75
NG-p,blackpool,AY2015/16,All,75
NG-l,england,AY2015/16,,5.0
NG-l,norfolk,AY2014/15,,1.0
NG-l,norfolk,AY2015/16,,9.0
NG-l,breckland,AY2015/16,,9.1
NG-l,norwich,AY2015/16,,4.9
NG-a8,england,AY2015/16,,49.9
NG-a8,norfolk,AY2015/16,,48.9
NG-a8,breckland,AY2015/16,,48.8
NG-a8,norwich,AY2015/16,,49.9
NG-p8,england,AY2015/16,,-0.03
NG-p8,norfolk,AY2015/16,,-0.13
NG-p8,breckland,AY2015/16,,-0.14
NG-p8,norwich,AY2015/16,,-0.03
NG-p8,broadland,AY2015/16,,0.01
NG-i,norfolk,AY2015/16,,69
NG-s,england,AY2015/16,,69
NG-s,norfolk,AY2015/16,,60') \g /dev/null
SELECT is((fig(c.ref, c.period, c.area, c.cohort, 'scorecard') ->> 'rag') || CASE WHEN (fig(c.ref, c.period, c.area, c.cohort, 'scorecard') ->> 'above_national')::boolean THEN ' +' ELSE '' END,
          c.wanted, format('%s %s %s %s: %s', c.ref, c.area, c.period, c.cohort, c.what))
FROM (VALUES
  ('NG-p', 'norfolk', 'AY2015/16', 'All', 'green', '68.6 is shown as 69, as is England''s 69.4: as good as England, not above it'),
  ('NG-p', 'norwich', 'AY2015/16', 'All', 'green +', 'six above England'),
  ('NG-p', 'breckland', 'AY2015/16', 'All', 'amber', '65, four below 69: not further than the threshold'),
  ('NG-p', 'broadland', 'AY2015/16', 'All', 'red', '64, five below 69'),
  ('NG-p', 'norfolk', 'AY2014/15', 'All', 'amber', '62 against 66 of its own year, not 69'),
  ('NG-p', 'norfolk', 'AY2016/17', 'All', 'amber', '65 against 69 of the year before, the latest held'),
  ('NG-p', 'norfolk', 'AY2013/14', 'All', NULL, 'England''s figure of a later year is not used'),
  ('NG-p', 'norfolk', 'AY2015/16', 'Disadvantaged', 'red', '49 against 54 of the same pupils, five below'),
  ('NG-p', 'norfolk', 'AY2016/17', 'Disadvantaged', 'green +', '51 against 50 of the same pupils'),
  ('NG-p', 'norfolk', 'AY2015/16', 'Girls', NULL, 'no figure of England for these pupils'),
  ('NG-p', 'england', 'AY2015/16', 'All', NULL, 'the council''s rule does not rate England'),
  ('NG-p', 'blackpool', 'AY2015/16', 'All', NULL, 'nor another council'),
  ('NG-l', 'norwich', 'AY2015/16', '', 'green +', 'low is good: 4.9 is better than 5.0'),
  ('NG-l', 'norfolk', 'AY2015/16', '', 'amber', 'low is good: 9.0 is four above 5.0'),
  ('NG-l', 'breckland', 'AY2015/16', '', 'red', 'low is good: 9.1 is further above'),
  ('NG-l', 'norfolk', 'AY2014/15', '', NULL, 'no figure of England up to this year'),
  ('NG-a8', 'norwich', 'AY2015/16', '', 'green', 'Attainment 8: 49.9 against 49.9'),
  ('NG-a8', 'norfolk', 'AY2015/16', '', 'amber', 'Attainment 8: exactly 1 below'),
  ('NG-a8', 'breckland', 'AY2015/16', '', 'red', 'Attainment 8: 1.1 below'),
  ('NG-p8', 'norwich', 'AY2015/16', '', 'green', 'Progress 8: -0.03 against -0.03'),
  ('NG-p8', 'broadland', 'AY2015/16', '', 'green +', 'Progress 8: 0.01 is above -0.03'),
  ('NG-p8', 'norfolk', 'AY2015/16', '', 'amber', 'Progress 8: exactly 0.1 below'),
  ('NG-p8', 'breckland', 'AY2015/16', '', 'red', 'Progress 8: 0.11 below'),
  ('NG-i', 'norfolk', 'AY2015/16', '', NULL, 'no figure of England at all: no rating'),
  ('NG-s', 'norfolk', 'AY2015/16', '', NULL, 'the dashboard''s rule does not rate the scorecard')
) AS c (ref, area, period, cohort, wanted, what);
SELECT is(fig('NG-s', 'AY2015/16', 'norfolk', '', 'dashboard') ->> 'rag', 'red', '... but the dashboard');
SELECT is(fig('NG-p', '2015/16', 'norfolk', 'All', 'scorecard'), NULL, 'an academic year is no financial year');

-- It says which of England's figures it used, and when it could use none.
SELECT is(fig('NG-p', 'AY2015/16', 'norfolk', 'All', 'scorecard') ->> 'national_value', '69', 'England''s figure as shown');
SELECT is(fig('NG-p', 'AY2015/16', 'norfolk', 'All', 'scorecard') -> 'rag_note', 'null', 'of the same year there is nothing to say');
SELECT is(fig('NG-p', 'AY2016/17', 'norfolk', 'All', 'scorecard') ->> 'rag_note', 'rated against England, Academic year 2015/16: the latest held',
  'of an earlier year it says so');
SELECT is(fig('NG-i', 'AY2015/16', 'norfolk', '', 'scorecard') ->> 'rag_note', 'no figure of England is held', 'without one it says so');

-- A later figure of England's takes its place; a suppressed one does not.
SELECT made_up('observations', 'indicator,area,period,cohort,value,status
NG-p,england,AY2016/17,All,,suppressed') \g /dev/null
SELECT is(fig('NG-p', 'AY2016/17', 'norfolk', 'All', 'scorecard') ->> 'national_value', '69', 'what is suppressed is not used');
SELECT made_up('observations', 'indicator,area,period,cohort,value
NG-p,england,AY2016/17,All,70') \g /dev/null
SELECT is(fig('NG-p', 'AY2016/17', 'norfolk', 'All', 'scorecard') ->> 'rag', 'red', '65 against 70 once it is held');
SELECT is(fig('NG-p', 'AY2016/17', 'norfolk', 'All', 'scorecard') -> 'rag_note', 'null', '... and nothing more to say');

-- Of what stands at a time, a date and a month are one kind; of what happens in a period they are not.
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals
NG-d,On a day,Made up,high,percentage,stock,monthly,0
NG-f,In a month,Made up,high,percentage,flow,monthly,0') \g /dev/null
SELECT made_up('targets', 'indicator,from,scope,rag_rule,red,green
NG-d,2012-09-01,scorecard,national_gap,-4,0
NG-f,2012-09-01,scorecard,national_gap,-4,0') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value
NG-d,england,2016-12,69
NG-d,norfolk,2017-03-06,68
NG-f,england,2016-12,69
NG-f,norfolk,2017-03-06,68') \g /dev/null
SELECT is(fig('NG-d', '2017-03-06', scope => 'scorecard') ->> 'rag', 'amber', 'a day in March is rated against England''s December');
SELECT is(fig('NG-d', '2017-03-06', scope => 'scorecard') ->> 'rag_note', 'rated against England, December 2016: the latest held', '... and says so');
SELECT is(fig('NG-f', '2017-03-06', scope => 'scorecard') ->> 'rag', NULL, '... but not where months count what happens in them');
