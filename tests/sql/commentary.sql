-- Words: which terms a name uses, who writes commentary and what becomes of it, and the way back from
-- a figure to its rows. Expected numbers are the publication's own or are worked out by hand.
BEGIN;
:superuser
SELECT * FROM no_plan();
SELECT add_person('member', '{member}'), add_person('officer', '{officer}'), add_person('analyst', '{analyst}'),
       add_person('chief', '{chief_officer}'), add_person('finance', '{finance}'), add_person('auditor', '{auditor}'),
       add_person('lead', '{officer}', NULL, 'Ms Lead'), add_person('idle', '{member}', NULL, 'Ms Lead') \g /dev/null

-- The glossary.
:operator
SELECT is((SELECT string_agg(term, ' ') FROM glossary_in('{"RCL & FRCL EET - No.","ICPCs held"}')), 'EET FRCL ICPC RCL',
  'terms are found in names, also in the plural');
SELECT is((SELECT count(*) FROM glossary_in('{"a lackey fits the mash, in care"}')), 0::bigint, '... as whole words with their capitals');
SELECT is((SELECT string_agg(DISTINCT w, ' ' ORDER BY w)
           FROM indicator_now i, regexp_split_to_table(i.name, '[^[:alnum:]]+') w
           WHERE w ~ '^[A-Z]{2,}s?$' AND NOT EXISTS (SELECT FROM glossary_in(ARRAY[w]))),
  'AVAILABLE CURRENTLY NOT', 'every abbreviation in an indicator''s name is explained');
SELECT is((SELECT meaning FROM glossary_now WHERE anchor = 'neet'), 'Not in education, employment or training.', 'a term has its place');
:person('auditor') \g /dev/null
SELECT ok((SELECT count(*) > 40 FROM glossary_now), 'auditors read it');
:person('nobody') \g /dev/null
SELECT is((SELECT count(*) FROM glossary_now), 0::bigint, 'nobody does not');
:operator
SELECT made_up('glossary', E'term,meaning\nNEET,Made up') \g /dev/null
SELECT is((SELECT meaning FROM glossary_now WHERE term = 'NEET'), 'Made up', 'a later meaning supersedes');
SELECT throws_like($$SELECT made_up('glossary', E'term,meaning\n--,Dashes')$$, '%a letter or digit%', 'a term needs a letter');

-- Who writes: MU-9 has a lead, MU-8 has none.
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,lead
MU-9,Made up,Made up,low,count,flow,monthly,Ms Lead
MU-8,Made up too,Made up,low,count,flow,monthly,') \g /dev/null
:superuser
CREATE FUNCTION tap.writes(of_ref text, words text, since integer DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
  SELECT commentary_write((SELECT indicator_id FROM indicator WHERE ref = of_ref),
    (SELECT period_id FROM period WHERE period = '2017-01'), 'analysis', words, since)
$$;
CREATE FUNCTION tap.written(of_ref text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT c.text FROM commentary_now c JOIN indicator i USING (indicator_id) JOIN period p USING (period_id)
  WHERE i.ref = of_ref AND p.period = '2017-01' AND c.kind = 'analysis'
$$;
CREATE FUNCTION tap.file_of(of_ref text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT c.file_id FROM commentary_now c JOIN indicator i USING (indicator_id) JOIN period p USING (period_id)
  WHERE i.ref = of_ref AND p.period = '2017-01' AND c.kind = 'analysis'
$$;
:person('officer') \g /dev/null
SELECT throws_ok($$SELECT writes('MU-9', 'x')$$, 'MH403', NULL, 'another officer does not write on MU-9');
:person('member') \g /dev/null
SELECT throws_ok($$SELECT writes('MU-9', 'x')$$, 'MH403', NULL, 'nor a member');
:person('idle') \g /dev/null
SELECT throws_ok($$SELECT writes('MU-9', 'x')$$, 'MH403', NULL, 'nor who has the lead''s name and is no officer');
:person('chief') \g /dev/null
SELECT throws_ok($$SELECT writes('MU-9', 'x')$$, 'MH403', NULL, 'nor a chief officer');
:person('finance') \g /dev/null
SELECT throws_ok($$SELECT writes('MU-9', 'x')$$, 'MH403', NULL, 'nor finance');
:person('nobody') \g /dev/null
SELECT throws_ok($$SELECT writes('MU-9', 'x')$$, 'MH403', NULL, 'nor nobody');
:person('lead') \g /dev/null
SELECT throws_ok($$SELECT writes('MU-8', 'x')$$, 'MH403', NULL, 'the lead of MU-9 does not write on MU-8');
SELECT lives_ok($$SELECT writes('MU-9', 'First.')$$, '... but on MU-9');
SELECT is(written('MU-9'), 'First.', '... and reads it');
SELECT throws_ok($$SELECT writes('MU-9', 'Second.')$$, 'MH409', NULL, 'a version that was not seen is not passed over');
SELECT lives_ok($$SELECT writes('MU-9', 'Second.', file_of('MU-9'))$$, '... one that was is superseded');
SELECT is(written('MU-9'), 'Second.', '... by the later one');
SELECT is((SELECT count(*) FROM commentary c JOIN indicator i USING (indicator_id) WHERE i.ref = 'MU-9'), 2::bigint, '... and stays');
SELECT is((SELECT loaded_by FROM file_origin WHERE file_id = file_of('MU-9')), 'lead', 'its author is known');

-- Around the function: the policies decide.
SELECT throws_ok($$INSERT INTO commentary SELECT i.indicator_id, p.period_id, 'why', 'x', file_of('MU-9'), 2
  FROM indicator i, period p WHERE i.ref = 'MU-9' AND p.period = '2017-01'$$, '42501', NULL, 'a file holds one text: no row is added to it');
SELECT throws_ok($$INSERT INTO import (source, loaded_by) VALUES ('x', 'analyst')$$, '42501', NULL, 'no import in another''s name');
SELECT throws_ok($$INSERT INTO import (source, loaded_by, released_by, released_at) VALUES ('x', 'lead', 'lead', now())$$, '42501', NULL,
  'none that is released at once');
SELECT throws_ok($$WITH i AS (INSERT INTO import (source, loaded_by) VALUES ('x', 'lead') RETURNING import_id)
  SELECT import_release(import_id, 'x') FROM i$$, NULL, NULL, 'nor is it released by its author');
SELECT lives_ok($$INSERT INTO import (source, loaded_by) VALUES ('x', 'lead')$$, 'an import of their own');
SELECT throws_ok($$INSERT INTO import_file (import_id, kind, name, sha256) SELECT max(import_id), 'observations', 'x', '' FROM import$$,
  '42501', NULL, '... holds no figures');

-- Members see it after its release.
:person('member') \g /dev/null
SELECT is(written('MU-9'), NULL, 'a member does not see it before its release');
:person('analyst') \g /dev/null
SELECT import_release((SELECT import_id FROM file_origin WHERE file_id = file_of('MU-9')), NULL) \g /dev/null
:person('member') \g /dev/null
SELECT is(written('MU-9'), 'Second.', '... and does after it');
:person('analyst') \g /dev/null
SELECT lives_ok($$SELECT writes('MU-8', 'By the analyst.')$$, 'analysts write on all');

-- What is still to write: the vital signs and what meets a criterion of an exception.
:operator
SELECT is((SELECT d.missing FROM period p, commentary_due(find_area(NULL), p.period_id) d WHERE p.period = '2017-01' AND d.ref = '7.2'), '{}',
  'of 7.2 nothing is missing for January 2017');
SELECT is((SELECT d.missing FROM period p, commentary_due(find_area(NULL), p.period_id) d WHERE p.period = '2016-12' AND d.ref = '7.2'),
  '{background,analysis,action,success}', '... and all of it for December: what was written stays with its period');
SELECT is((SELECT count(*) FROM period p, commentary_due(find_area(NULL), p.period_id) d JOIN indicator_now i USING (ref)
           WHERE p.period = '2017-01' AND i.vital_sign IS NOT NULL), (SELECT count(*) FROM indicator_now WHERE vital_sign IS NOT NULL),
  'every vital sign is listed');
SELECT set_eq($$SELECT d.ref FROM period p, commentary_due(find_area(NULL), p.period_id) d WHERE p.period = '2017-01'$$,
  $$SELECT e.ref FROM period p, exceptions(find_area(NULL), p.period_id) e WHERE p.period = '2017-01'
    UNION SELECT i.ref FROM indicator_now i WHERE i.vital_sign IS NOT NULL$$, '... and every exception, and nothing else');
CREATE FUNCTION pg_temp.due(of_ref text, of_period text) RETURNS text LANGUAGE sql AS $$
  SELECT format('%s%s: %s', CASE WHEN d.vital_sign THEN 'vital sign ' ELSE '' END, array_to_string(d.criteria, ','), d.shown) FROM period p, commentary_due(find_area(NULL), p.period_id) d WHERE p.period = of_period AND d.ref = of_ref
$$;
SELECT is(pg_temp.due(ref, '2017-01'), wanted, ref || ': ' || wanted)
FROM (VALUES ('7.2', 'vital sign 1,2,3: 66.3'),
  ('7.1', '2,3: 1,113'), ('LAC-5', '2: 190'),
  ('11.1', '3,4: 38'), ('7.12', 'vital sign : 98.6%'),
  ('EXC-2', '3,4: 29')) AS c (ref, wanted);
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency
MU-7,Off target and no vital sign,Made up,high,count,stock,monthly
MU-6,On target,Made up,high,count,stock,monthly') \g /dev/null
SELECT made_up('targets', 'indicator,from,scope,operator,target,rag_rule
MU-7,2010-01-01,dashboard,>=,100,target
MU-6,2010-01-01,dashboard,>=,100,target') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value
MU-7,norfolk,2017-01,95
MU-6,norfolk,2017-01,96') \g /dev/null
SELECT is(pg_temp.due('MU-7', '2017-01'), '1: 95', 'an Amber one that misses its target by 5% of it is listed');
SELECT is(pg_temp.due('MU-6', '2017-01'), NULL, '... by 4% not');
SELECT is((SELECT m.meeting FROM period p, next_meeting(p.period_id) m WHERE p.period = '2017-01'), 'childrens-services-2017-03-14',
  'commentary for January is for the meeting in March');

-- Formulas with their numbers, from the published counts.
CREATE FUNCTION pg_temp.numbers(of_ref text, of_period text) RETURNS text LANGUAGE sql AS $$
  SELECT f.numbers FROM indicator i, period p, figure_formula(i.indicator_id, find_area(NULL), p.period_id) f
  WHERE i.ref = of_ref AND p.period = of_period AND f.cohort = ''
$$;
SELECT is(pg_temp.numbers('2.3', '2017-01'), '776 ÷ 3,163 × 100 = 24.5%', 'a percentage');
SELECT is(pg_temp.numbers('7.2', '2017-01'), '10,000 × 1,113 ÷ 167,942 = 66.3', 'a rate of a stock');
SELECT is(pg_temp.numbers('4.3', '2017-01'), '10,000 × 190 × 12 ÷ 167,942 = 135.76', 'a rate of a flow, annualised');
SELECT is(pg_temp.numbers('2.1', '2017-01'), '3,163, as entered', 'what is entered');
SELECT is(pg_temp.numbers('3.5', '2017-01'), '122 (AO-3) + 99 (AO-4) + 37 (AO-5) = 258', 'a sum');
-- 12 months of 2.2 and CR-6 by hand: the rows are there, the sum is of them.
SELECT is((SELECT format('%s ÷ %s × 100 = %s%%', to_char(sum(f.value) FILTER (WHERE f.ref = 'CR-6'), 'FM9,999'), to_char(sum(f.value) FILTER (WHERE f.ref = '2.2'), 'FM9,999'),
             round(100 * sum(f.value) FILTER (WHERE f.ref = 'CR-6') / sum(f.value) FILTER (WHERE f.ref = '2.2'), 1))
           FROM indicator i, period p, figure_inputs(i.indicator_id, find_area(NULL), p.period_id) f
           WHERE i.ref = '2.8' AND p.period = '2017-01' AND f.ref IN ('CR-6', '2.2') AND NOT f.superseded AND f.measure = 'value'),
  pg_temp.numbers('2.8', '2017-01'), 'a figure over 12 months: its rows make its numbers');
SELECT is(pg_temp.numbers('2.3', '2017-03'), NULL, 'no figure, no formula');

-- A correction: both rows are there, the earlier one marked.
SELECT made_up('observations', E'indicator,area,period,value\n2.2,norfolk,2017-01,777') \g /dev/null
SELECT is((SELECT string_agg(f.value || CASE WHEN f.superseded THEN ' r' ELSE '' END, ', ') FROM indicator i, period p,
           figure_inputs(i.indicator_id, find_area(NULL), p.period_id) f
           WHERE i.ref = '2.3' AND p.period = '2017-01' AND f.ref = '2.2'), '777, 776 r', 'a superseded row is there, marked');
SELECT is(pg_temp.numbers('2.3', '2017-01'), '777 ÷ 3,163 × 100 = 24.6%', '... and the formula has the new one');
SELECT made_up('observations', E'indicator,area,period,value\n2.2,norfolk,2017-01,780', false) \g /dev/null
:person('member') \g /dev/null
SELECT is((SELECT string_agg(f.value || CASE WHEN f.superseded THEN ' r' ELSE '' END, ', ') FROM indicator i, period p,
           figure_inputs(i.indicator_id, find_area(NULL), p.period_id) f
           WHERE i.ref = '2.3' AND p.period = '2017-01' AND f.ref = '2.2'), '777, 776 r', 'a member sees neither one that is not released');
SELECT is((SELECT string_agg(concat_ws(' of the ', b.what, b.scope), ', ') FROM indicator i, period p, figure_basis(i.indicator_id, find_area(NULL), p.period_id) b
           WHERE i.ref = '7.2' AND p.period = '2017-01'), 'definition, population, rule of the dashboard, rule of the summary',
  'definition, population and rules are named');

-- A year, its last quarter and its last month end on the same day.
:operator
SELECT made_up('commentary', 'indicator,period,kind,text
7.2,2016/17,success,of the year
7.2,2017-03,success,of the month
7.2,2016/17 Q4,success,of the quarter') \g /dev/null
SELECT results_eq($$SELECT u.period, c.text FROM unnest('{2016/17,2016/17 Q4,2017-03,2017-04}'::text[]) WITH ORDINALITY AS u (period, place) JOIN period p USING (period),
    indicator i, commentary_for(i.indicator_id, p.period_id) c WHERE i.ref = '7.2' AND c.kind = 'success' ORDER BY u.place$$,
  $$VALUES ('2016/17', 'of the year'), ('2016/17 Q4', 'of the quarter'), ('2017-03', 'of the month'), ('2017-04', 'of the month')$$,
  'of commentary for periods that end together that of the period itself, else of the shortest');
SELECT made_up('observations', 'indicator,area,period,value
7.1,norfolk,2016/17,9999
7.1,norfolk,2017-03,1100
7.1,norfolk,2016/17 Q4,8888') \g /dev/null
SELECT is((SELECT l.shown FROM indicator i, linked_figures(ARRAY[i.indicator_id], '2017-03-31') l WHERE i.ref = '7.1'), '1,100',
  '... and so of the figures beside what is linked');
SELECT * FROM finish();
ROLLBACK;
