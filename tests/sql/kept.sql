-- What is kept is what would be computed, in both readings, after every kind of change; and what is not
-- kept is computed, so that nobody is shown an old figure meanwhile.
BEGIN;
SELECT * FROM no_plan();
SELECT add_person('member', '{member}') \g /dev/null
SELECT add_person('analyst', '{analyst}') \g /dev/null
SELECT add_person('auditor', '{auditor}') \g /dev/null
SELECT add_person('nobody', '{}') \g /dev/null

CREATE FUNCTION pg_temp.not_kept() RETURNS bigint LANGUAGE sql AS $$
  SELECT count(*) FROM (VALUES (true), (false)) r (reading), indicator i, area_now a
  WHERE (a.of_council OR a.kind = 'national')
    AND NOT EXISTS (SELECT FROM figure_kept k WHERE k.of_released = reading AND k.indicator_id = i.indicator_id AND k.area_id = a.area_id)
$$;
SELECT cmp_ok((SELECT count(*) FROM moothall.figure), '>', 5000::bigint, 'the figures of the demonstration are kept');
SELECT is(pg_temp.not_kept(), 0::bigint, '... every indicator of every area of the council''s, and of England, in both readings');
SELECT is_empty('SELECT wrongly_kept()', '... and none is another than the computed one');
SELECT is_empty('SELECT wrongly_defined()', '... nor are the areas and definitions');
SELECT is_empty($$SELECT FROM figure_kept k JOIN area_now a USING (area_id) WHERE NOT a.of_council AND a.kind <> 'national'$$,
  'other authorities'' are not kept');

-- A correction: 790 of 3,163 is 24.98%; it was 776, 24.5%.
:operator
SELECT made_up('observations', 'indicator,area,period,value
2.2,norfolk,2017-01,790', false) AS import \gset
SELECT is(fig('2.3', '2017-01') ->> 'text', '25.0%', 'before it is kept, an officer sees what a correction makes of the derived figure');
:superuser
SELECT is_empty($$SELECT FROM figure_kept k JOIN indicator i USING (indicator_id) JOIN moothall.area a USING (area_id)
  WHERE i.ref IN ('2.2', '2.3') AND a.area = 'norfolk' AND NOT of_released$$, '... because neither is kept any longer');
SELECT is((SELECT count(*) FROM figure_kept k JOIN indicator i USING (indicator_id) JOIN moothall.area a USING (area_id)
  WHERE i.ref IN ('2.2', '2.3') AND a.area = 'norfolk' AND of_released), 2::bigint, 'what members see is kept: the import is not released');
:person('member') \g /dev/null
SELECT is(fig('2.3', '2017-01') ->> 'text', '24.5%', '... and is the released figure');
:operator
SELECT import_end() \g /dev/null
SELECT is(fig('2.3', '2017-01') ->> 'text', '25.0%', 'at the end of the import it is kept');
SELECT is(fig('2.3', '2017-01') -> 'released', 'false', '... as not released');
:superuser
SELECT is(pg_temp.not_kept(), 0::bigint, '... all of it');
SELECT is_empty('SELECT wrongly_kept()', '... and right');
:person('member') \g /dev/null
SELECT is(fig('2.3', '2017-01') ->> 'text', '24.5%', 'a member sees the old one until the release');
:operator
SELECT import_release(:import, 'test') \g /dev/null
SELECT is(fig('2.3', '2017-01') -> 'released', 'true', 'released, it is no longer marked');
:person('member') \g /dev/null
SELECT is(fig('2.3', '2017-01') ->> 'text', '25.0%', '... and members see it');
:superuser
SELECT is_empty('SELECT wrongly_kept()', '... right in both readings');

-- A definition, a population, a total.
:operator
SELECT made_up('populations', 'area,year,population
norfolk,2016,100000') \g /dev/null
SELECT is(fig('7.2', '2017-01') ->> 'text', '111.3', 'another population, another rate: 10,000 × 1,113 ÷ 100,000');
:superuser
SELECT is_empty('SELECT wrongly_kept()', '... kept likewise');
:operator
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator
2.3,Accepted,Made up,info,percentage,flow,monthly,3,2.2,2.1', false) AS import \gset
SELECT is(fig('2.3', '2017-01') ->> 'text', '24.976%', 'another definition, another figure: 100 × 790 ÷ 3,163');
:superuser
SELECT is_empty('SELECT wrongly_defined()', '... which holds in the reading of everything alone');
:person('member') \g /dev/null
SELECT is((SELECT name FROM indicator_now WHERE ref = '2.3') <> 'Accepted', true, '... and not for members');
:operator
SELECT is((SELECT name FROM indicator_now WHERE ref = '2.3'), 'Accepted', '... but for who sees what is not released');
:superuser
SELECT is_empty('SELECT wrongly_kept()', '... not yet kept');
:person('member') \g /dev/null
SELECT is(fig('2.3', '2017-01') ->> 'text', '25.0%', 'members have the definition that is released');
:operator
SELECT import_release(:import, 'test') \g /dev/null
:superuser
SELECT is(pg_temp.not_kept(), 0::bigint, 'released, it is kept');
SELECT is_empty('SELECT wrongly_kept()', '... right');
:operator
SELECT made_up('totals', 'indicator,area,period,measure,value
2.1,norfolk,2013-05,ytd,4321') \g /dev/null
SELECT is(rounded('2.1', '2013-05', 'ytd'), '4321', 'a total');
:superuser
SELECT is_empty('SELECT wrongly_kept()', '... is kept');

-- Rows mended by hand.
UPDATE observation SET value = 3000 WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE ref = '2.1')
  AND period_id = (SELECT period_id FROM moothall.period WHERE period = '2017-01') AND area_id = (SELECT area_id FROM moothall.area WHERE area = 'norfolk');
SELECT is((SELECT count(*) FROM moothall.figure), 0::bigint, 'after a change by hand nothing is kept');
:person('member') \g /dev/null
SELECT is(fig('2.1', '2017-01') ->> 'text', '3,000', '... and the figure is the changed one');
:superuser
SELECT figures_keep() \g /dev/null
SELECT is_empty('SELECT wrongly_kept()', '... kept again');

SELECT import_id AS released FROM import WHERE released_at IS NOT NULL ORDER BY 1 LIMIT 1 \gset
:operator
SELECT made_up('observations', 'indicator,area,period,value
2.1,norfolk,2017-01,2500', false) AS import \gset
SELECT import_end() \g /dev/null
:superuser
UPDATE import_file SET import_id = :released WHERE import_id = :import;
SELECT is_empty('SELECT wrongly_defined()', 'definitions follow a file that is laid by hand to another import');
:person('member') \g /dev/null
SELECT is(fig('2.1', '2017-01') ->> 'text', '2,500', 'a file that was laid by hand to an import that is released is released');
:superuser
SELECT figures_keep() \g /dev/null
SELECT is_empty('SELECT wrongly_kept()', '... and kept as such');

-- Areas: a new part of the council, before its release and after; another council; a release that is undone.
:operator
SELECT made_up('areas', 'area,name,kind,parent
made-up,Made up,locality,norfolk', false) AS import \gset
SELECT is((SELECT of_council FROM area_now WHERE area = 'made-up'), true, 'a new part of the council is known at once');
:person('member') \g /dev/null
SELECT is_empty($$SELECT FROM area_now WHERE area = 'made-up'$$, '... not to members');
:superuser
SELECT is_empty('SELECT wrongly_defined()', '... and right');
:operator
SELECT import_release(:import, 'test') \g /dev/null
:superuser
SELECT is_empty('SELECT wrongly_defined()', 'released, it is right for both');
:person('member') \g /dev/null
SELECT is((SELECT of_council FROM area_now WHERE area = 'made-up'), true, '... and known to members');
:superuser
UPDATE import SET released_at = NULL, released_by = NULL WHERE import_id = :import;
SELECT is_empty('SELECT wrongly_defined()', 'a release that is undone by hand takes it away');
UPDATE setting SET value = 'blackpool' WHERE key = 'council';
SELECT is_empty('SELECT wrongly_defined()', 'with another council other areas are of it');
SELECT isnt_empty($$SELECT FROM area_kept WHERE area = 'blackpool' AND of_council$$, '... of which there are');
UPDATE setting SET value = 'norfolk' WHERE key = 'council';
UPDATE moothall.area SET area = 'removed-1' WHERE area = 'made-up';
UPDATE indicator SET ref = 'removed-2' WHERE ref = '2.3';
SELECT is_empty('SELECT wrongly_defined()', 'another name of an area or an indicator is kept');

-- Who reads which.
SELECT cmp_ok((SELECT count(*) FROM moothall.figure WHERE NOT of_released), '>', 0::bigint, 'there are both readings');
:person('member') \g /dev/null
SELECT is_empty('SELECT FROM moothall.figure WHERE NOT of_released', 'members read what is released');
SELECT isnt_empty('SELECT FROM moothall.figure', '... that they do');
SELECT throws_ok('DELETE FROM moothall.figure', '42501', NULL, 'the program cannot write figures');
SELECT throws_ok('INSERT INTO figure_kept VALUES (true, 1, 1)', '42501', NULL, '... nor say that they are kept');
SELECT is_empty('SELECT of_released FROM area_kept WHERE NOT of_released UNION ALL SELECT of_released FROM indicator_kept WHERE NOT of_released',
  'nor are areas and definitions read that are not released');
SELECT throws_ok('DELETE FROM indicator_kept', '42501', NULL, '... nor written');
:person('analyst') \g /dev/null
SELECT isnt_empty('SELECT FROM moothall.figure WHERE NOT of_released', 'officers read what is not released');
:person('auditor') \g /dev/null
SELECT is_empty('SELECT FROM moothall.figure', 'auditors read none');
SELECT is(fig('2.1', '2017-01'), NULL, '... by any way');
SELECT is_empty('SELECT of_released FROM area_kept UNION ALL SELECT of_released FROM indicator_kept', '... nor definitions');
:person('nobody') \g /dev/null
SELECT is_empty('SELECT FROM moothall.figure', 'nor does somebody without a role');
SELECT * FROM finish();
ROLLBACK;
