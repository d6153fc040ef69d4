-- A derived count of derived counts. MU-v = MU-u + MU-c, MU-u = MU-a + MU-b. Where MU-a and MU-b are not held and
-- MU-u is entered, MU-u stands at 30; MU-c is 5. All of MU-v's inputs are held, so MU-v is 35.
BEGIN;
SELECT * FROM no_plan();
:operator
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator
MU-a,A,Made up,high,count,flow,monthly,0,,
MU-b,B,Made up,high,count,flow,monthly,0,,
MU-c,C,Made up,high,count,flow,monthly,0,,
MU-u,A and B,Made up,high,count,flow,monthly,0,MU-a+MU-b,
MU-v,A and B and C,Made up,high,count,flow,monthly,0,MU-u+MU-c,
MU-p,Share of A and B,Made up,high,percentage,flow,monthly,1,MU-u,MU-v
MU-r,Rate of A and B,Made up,high,rate,flow,monthly,1,MU-u,') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value,status
MU-u,norfolk,2016-04,30,
MU-c,norfolk,2016-04,5,
MU-a,norfolk,2016-05,10,
MU-b,norfolk,2016-05,20,
MU-c,norfolk,2016-05,5,
MU-u,norfolk,2016-05,99,
MU-u,norfolk,2016-06,30,
MU-c,norfolk,2016-06,5,
MU-v,norfolk,2016-06,77,') \g /dev/null
SELECT is(fig('MU-u', '2016-04') ->> 'text', '30', 'the intermediate count is as entered');
SELECT is(fig('MU-u', '2016-04') ->> 'as_entered', 'true', '... and says so');
SELECT is(fig('MU-r', '2016-04') ->> 'text', (SELECT shown(10000.0 * 30 * 12 / 167942, 1, 'rate')), 'a rate of it is computed from it');
SELECT is(fig('MU-v', '2016-05') ->> 'text', '35', 'where the leaves are held, from them');
SELECT is(fig('MU-p', '2016-05') ->> 'text', '85.7%', '... 30 of 35');
SELECT is(fig('MU-v', '2016-04') ->> 'text', '35', 'a count of it is computed from it too: 30 + 5');
SELECT is(fig('MU-p', '2016-04') ->> 'text', '85.7%', '... and a share: 30 of 35');
SELECT is(fig('MU-v', '2016-06') ->> 'text', '35', 'its inputs are held, so an entered 77 does not stand');
SELECT is(fig('MU-v', '2016-06') ->> 'as_entered', 'false', '... and is not marked');
-- April as entered, May from its parts: two months of the year.
SELECT is(fig('MU-u', '2016-05') ->> 'ytd', '60', 'to date: 30 as entered and 10 + 20');
SELECT is(fig('MU-v', '2016-05') ->> 'ytd', '70', '... and of what is counted from it');
SELECT is(rounded('MU-p', '2016-05', 'ytd'), '85.7', '... a share: 60 of 70');
SELECT * FROM finish();
ROLLBACK;
