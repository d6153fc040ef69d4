-- An import and a release of the same figures at the same time, by two people: what is kept afterwards is
-- what both have done.
CREATE EXTENSION dblink SCHEMA tap;
SELECT * FROM no_plan();
CREATE FUNCTION tap.run(session text, statement text) RETURNS text LANGUAGE sql AS $$
  SELECT dblink_exec(session, statement)
$$;
SELECT dblink_connect(session, format('host=%s dbname=%s user=postgres', current_setting('unix_socket_directories'), current_database()))
FROM unnest(ARRAY['importer', 'releaser']) session \g /dev/null
SELECT run(session, 'SET search_path = moothall_code, moothall, tap, pg_temp') FROM unnest(ARRAY['importer', 'releaser']) session \g /dev/null
SET moothall.person = operator;
SELECT made_up('observations', 'indicator,area,period,value
2.1,norfolk,2017-01,3000', false) AS import \gset
SELECT import_end() \g /dev/null

SELECT run('importer', 'BEGIN') \g /dev/null
SELECT run('importer', $statement$DO $do$ BEGIN
  PERFORM set_config('moothall.person', 'operator', false);
  PERFORM made_up('observations', E'indicator,area,period,value\n2.2,norfolk,2017-01,750', false), import_end();
END $do$$statement$) \g /dev/null
SELECT run('releaser', 'SET moothall.person = operator') \g /dev/null
SELECT is(dblink_send_query('releaser', format('SELECT import_release(%s, ''test'')', :import)), 1, 'a release while an import is not yet finished');
DO $$
BEGIN
  -- until it waits, however long that takes, or has not waited
  WHILE dblink_is_busy('releaser') = 1 LOOP
    EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted);
    PERFORM pg_sleep(0.02);
  END LOOP;
END
$$;
SELECT is((SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted), 1::bigint, '... waits for it');
SELECT run('importer', 'COMMIT') \g /dev/null
SELECT is((SELECT count(*) FROM dblink_get_result('releaser') AS t (released text)), 1::bigint, '... and then goes on');
SELECT is(fig('2.3', '2017-01') ->> 'text', '25.0%', 'both are in the figure: 750 of 3,000');
SELECT is_empty('SELECT wrongly_kept()', '... and what is kept is what would be computed');
SELECT is((SELECT count(*) FROM moothall.figure f JOIN indicator i USING (indicator_id) JOIN moothall.area a USING (area_id)
  JOIN moothall.period p USING (period_id) WHERE i.ref = '2.3' AND a.area = 'norfolk' AND p.period = '2017-01'), 2::bigint, '... in both readings');
SELECT * FROM finish();
