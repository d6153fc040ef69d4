-- Who sees and adds which rows: docs/architecture.md, "Who sees what", asked of row-level security as
-- the daemon asks it. The columns of the expectations stand in the order of the table of roles.
BEGIN;
SELECT * FROM no_plan();
SELECT add_person(r, ARRAY[r]) FROM unnest(ARRAY['officer', 'analyst', 'finance', 'chief_officer', 'committee_officer', 'auditor', 'admin']) r \g /dev/null
SELECT add_person('member', '{member}', 'Mr R Smith'), add_person('stranger', '{member}', 'Ms Else Where'), add_person('left', '{member}', 'Ms Left'),
  add_person('author', '{officer}', NULL, 'A N Author'), add_person('nothing', '{}'), add_person('seated', '{auditor}', 'Mr A Adams'),
  add_person('gone', '{analyst,chief_officer,admin}', 'Mr R Smith') \g /dev/null
UPDATE person SET disabled_at = now() WHERE username = 'gone';
-- Who is only called like the author is not she, and a role holds from its first day to its last.
SELECT add_person('namesake', '{officer}', NULL, 'A N Author') \g /dev/null
INSERT INTO person (username, name) VALUES ('ended', 'E'), ('to-come', 'T'), ('last-day', 'L');
INSERT INTO person_role (person_id, role, from_day, to_day)
  SELECT person_id, 'chief_officer', NULL::date, today() - 1 FROM person WHERE username = 'ended'
  UNION ALL SELECT person_id, 'chief_officer', today() + 1, NULL FROM person WHERE username = 'to-come'
  UNION ALL SELECT person_id, 'member', today(), today() FROM person WHERE username = 'last-day';

-- Beside the demonstration: figures of all kinds not yet released, an exempt paper, a second committee.
:operator
SELECT made_up('committees', 'committee,name
other,Another Committee') \g /dev/null
SELECT made_up('seats', 'committee,person,capacity,from,to
other,Ms Else Where,Member,,
childrens-services,Ms Left,Member,,') \g /dev/null
SELECT made_up('meetings', 'committee,meeting,date,time,venue
other,other-2017-03-01,2017-03-01,10:00,Hall') \g /dev/null
SELECT made_up('papers', 'paper,text
secret.md,the secret') \g /dev/null
SELECT made_up('agenda', 'meeting,item,title,kind,exempt_paragraph,lead,report
childrens-services-2017-03-14,91,A contract,report,3,A N Author,secret.md
childrens-services-2017-03-14,92,Open at first,report,,,') \g /dev/null
SELECT made_up('contacts', 'meeting,item,name
childrens-services-2017-03-14,91,A Confidant') \g /dev/null
SELECT made_up('agenda', 'meeting,item,title,kind,exempt_paragraph,lead,report
childrens-services-2017-03-14,92,Closed since,report,3,A N Author,') \g /dev/null
-- Ms Left's seat ended before the meeting: the correction counts, not what it corrects.
SELECT made_up('seats', 'committee,person,capacity,from,to
childrens-services,Ms Left,Member,,2017-01-31') \g /dev/null
-- Agendas that are not published, and one that will be tomorrow: each an item, its paper and its contact.
SELECT made_up('meetings', 'committee,meeting,date,time,venue,published
other,other-draft,2017-05-01,10:00,Hall,
other,other-tomorrow,' || today() + 60 || ',10:00,Hall,' || today() + 1) \g /dev/null
SELECT made_up('papers', 'paper,text
draft.md,a draft'), made_up('papers', 'paper,text
tomorrow.md,a draft still'), made_up('papers', 'paper,text
nowhere.md,of no agenda') \g /dev/null
SELECT made_up('agenda', 'meeting,item,title,kind,lead,report
other-draft,1,A draft,report,A N Author,draft.md
other-tomorrow,1,A draft still,report,A N Author,tomorrow.md') \g /dev/null
SELECT made_up('contacts', 'meeting,item,name
other-draft,1,A Drafter') \g /dev/null
SELECT made_up('areas', 'area,name,kind,parent
not-yet,A home that opens,locality,norfolk', false), made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency
NOT-YET,Not yet,Not yet,low,count,flow,monthly', false), made_up('cost_centres', 'cost_centre,name
MU-NOT-YET,A home that opens', false) \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value
2.1,norfolk,2017-01,9999', false) \g /dev/null
SELECT made_up('revenue', 'statement,period,line,budget,outturn
la,2017-01,Not yet,1,2', false) \g /dev/null
SELECT made_up('risks', 'number,name,description,likelihood,impact,target_likelihood,target_impact
NOT-YET,Not yet,Not yet,1,1,1,1', false) \g /dev/null
SELECT made_up('meetings', 'committee,meeting,date,time,venue
other,other-not-yet,2017-04-01,10:00,Hall', false) \g /dev/null
SELECT made_up('seats', 'committee,person,capacity,from,to
childrens-services,Ms Else Where,Member,,', false) \g /dev/null

:superuser
-- What each kind of row is: a statement that finds some.
CREATE TEMP TABLE kind (place integer, kind text, query text);
INSERT INTO kind VALUES
  (1, 'released figures', $$SELECT FROM observation o JOIN import_file f USING (file_id) JOIN import i USING (import_id) WHERE i.released_at IS NOT NULL$$),
  (2, 'figures before release', $$SELECT FROM observation WHERE value = 9999$$),
  (3, 'statements', $$SELECT FROM revenue WHERE line_name <> 'Not yet'$$),
  (4, 'statements before release', $$SELECT FROM revenue WHERE line_name = 'Not yet'$$),
  (5, 'risks', $$SELECT FROM risk WHERE number <> 'NOT-YET'$$),
  (6, 'risks before release', $$SELECT FROM risk WHERE number = 'NOT-YET'$$),
  (7, 'meetings', $$SELECT FROM meeting WHERE meeting = 'childrens-services-2017-03-14'$$),
  (8, 'meetings before release', $$SELECT FROM meeting WHERE meeting = 'other-not-yet'$$),
  (9, 'public papers', $$SELECT FROM paper WHERE paper = 'integrated-performance-finance.md'$$),
  (10, 'an exempt paper', $$SELECT FROM paper WHERE paper = 'secret.md'$$),
  (11, 'an exempt item', $$SELECT FROM agenda_item WHERE item = '91'$$),
  (12, 'an item that was made exempt', $$SELECT FROM agenda_item_now WHERE item = '92'$$),
  (13, 'contacts', $$SELECT FROM contact WHERE item = '8'$$),
  (14, 'the contact of an exempt item', $$SELECT FROM contact WHERE item = '91'$$),
  (15, 'released imports', $$SELECT FROM import WHERE released_at IS NOT NULL$$),
  (16, 'other imports', $$SELECT FROM import WHERE released_at IS NULL$$),
  (17, 'other people', $$SELECT FROM person WHERE username = 'nothing'$$),
  (18, 'others'' roles', $$SELECT FROM person_role WHERE person_id::text <> asking()$$),
  (19, 'an item before its publication', $$SELECT FROM agenda_item WHERE meeting = 'other-draft'$$),
  (20, 'an item to be published tomorrow', $$SELECT FROM agenda_item WHERE meeting = 'other-tomorrow'$$),
  (21, 'its contact', $$SELECT FROM contact WHERE meeting = 'other-draft'$$),
  (22, 'a paper before its publication', $$SELECT FROM paper WHERE paper = 'draft.md'$$),
  (23, 'a paper to be published tomorrow', $$SELECT FROM paper WHERE paper = 'tomorrow.md'$$),
  (24, 'a paper of no agenda', $$SELECT FROM paper WHERE paper = 'nowhere.md'$$),
  (25, 'the name of a public paper', $$SELECT FROM import_file WHERE name = 'papers/integrated-performance-finance.md'$$),
  (26, 'the name of an exempt paper', $$SELECT FROM import_file WHERE name = 'papers.csv' AND row_count = 1$$),
  (27, 'the name of a draft', $$SELECT FROM import_file WHERE name = 'papers.csv' AND row_count = 2$$),
  (28, 'an area before release', $$SELECT FROM area WHERE area = 'not-yet'$$),
  (29, 'an indicator before release', $$SELECT FROM indicator WHERE ref = 'NOT-YET'$$),
  (30, 'areas and indicators', $$SELECT FROM area, indicator WHERE area = 'norfolk' AND ref = '7.2'$$),
  (31, 'cost centres', $$SELECT FROM cost_centre$$);
-- Which file is whose is told apart by its count of rows.
UPDATE import_file f SET row_count = CASE p.paper WHEN 'secret.md' THEN 1 WHEN 'draft.md' THEN 2 ELSE 3 END
FROM paper p WHERE p.file_id = f.file_id AND f.name = 'papers.csv';
CREATE TEMP TABLE wanted (who text, sees text);
INSERT INTO wanted VALUES
  --                     figures  risks meetings exempt contacts imports people  drafts: items, papers; names; identities
  ('member',            'y- y- y- y- y yyy yy y- --  --- --- yy- --y -'),
  ('stranger',          'y- y- y- y- y --- y- y- --  --- --- y-- --y -'),
  ('left',              'y- y- y- y- y --- y- y- --  --- --- y-- --y -'),
  ('officer',           'yy yy yy yy y --- y- yy --  --- --- y-- yyy y'),
  ('namesake',          'yy yy yy yy y --- y- yy --  --- --- y-- yyy y'),
  ('author',            'yy yy yy yy y yyy yy yy --  yyy yy- yyy yyy y'),
  ('analyst',           'yy yy yy yy y --- y- yy --  yyy yyy y-y yyy -'),
  ('finance',           'yy yy yy yy y --- y- yy --  yyy yyy y-y yyy y'),
  ('chief_officer',     'yy yy yy yy y yyy yy yy --  yyy yyy yyy yyy y'),
  ('committee_officer', 'y- y- y- yy y yyy yy yy --  yyy yyy yyy --y -'),
  ('auditor',           '-- -- -- y- y --- y- y- yy  --- --- y-- --y -'),
  ('seated',            '-- -- -- y- y --- y- y- yy  --- --- y-- --y -'),
  ('admin',             '-- -- -- -- - --- -- -- yy  --- --- --- --- -'),
  ('nothing',           '-- -- -- -- - --- -- -- y-  --- --- --- --- -'),
  ('gone',              '-- -- -- -- - --- -- -- --  --- --- --- --- -'),
  ('ended',             '-- -- -- -- - --- -- -- --  --- --- --- --- -'),
  ('to-come',           '-- -- -- -- - --- -- -- --  --- --- --- --- -'),
  ('last-day',          'y- y- y- y- y --- y- y- --  --- --- y-- --y -'),
  ('nobody',            '-- -- -- -- - --- -- -- --  --- --- --- --- -');
-- One's own row is one's own: "nothing" is the person looked for.
GRANT SELECT ON kind, wanted TO PUBLIC;

CREATE FUNCTION tap.sees(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  seen boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (%s)', query) INTO seen;
  RETURN seen;
END
$$;
CREATE FUNCTION tap.ask_in_turn(who text) RETURNS boolean LANGUAGE sql
  RETURN ask_as(who) IS NOT NULL;
SET LOCAL SESSION AUTHORIZATION moothall_app;
SELECT is(CASE WHEN ask_in_turn(w.who) THEN sees(k.query) END, substr(replace(w.sees, ' ', ''), k.place, 1) = 'y',
          format('%s %s %s', w.who, CASE WHEN substr(replace(w.sees, ' ', ''), k.place, 1) = 'y' THEN 'sees' ELSE 'does not see' END, k.kind))
FROM wanted w, kind k ORDER BY w.who, k.place;

-- No table is open to those who are nobody, whatever its policies are called.
:person('nobody') \g /dev/null
SELECT ok(NOT sees(format('SELECT FROM moothall.%I', t)), 'nobody sees no ' || t)
FROM unnest(ARRAY['area_definition', 'population', 'indicator_definition', 'target', 'benchmark', 'observation', 'total', 'published',
  'breakdown', 'commentary', 'link', 'revenue', 'balance', 'reserve', 'contribution', 'published_finance', 'risk', 'committee', 'seat',
  'meeting', 'agenda_item', 'contact', 'paper', 'bank_holiday', 'import', 'import_file', 'person', 'person_role', 'person_called']) t;
SELECT is((SELECT string_agg(relname, ' ') FROM pg_class c WHERE relnamespace = 'moothall'::regnamespace AND relkind IN ('r', 'p') AND NOT relrowsecurity),
  NULL, 'every table has row-level security');
SELECT is((SELECT string_agg(relname, ' ') FROM pg_class c WHERE relnamespace = 'moothall_code'::regnamespace AND relkind = 'v'
           AND has_table_privilege('moothall_app', c.oid, 'SELECT') AND 'security_invoker=true' <> ALL (coalesce(reloptions, '{}'))),
  NULL, 'every view that the application may read asks with its reader''s rights');
SELECT is((SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = 'moothall_app'), false,
  'the application''s role has no powers of its own');
SELECT is((SELECT count(*) FROM pg_class WHERE relowner = 'moothall_app'::regrole AND relnamespace <> pg_my_temp_schema()), 0::bigint, '... and owns nothing');

-- The daemon cannot be the operator.
SELECT set_config('moothall.person', 'operator', true) \g /dev/null
SELECT is(is_operator(), false, 'the daemon says that it is the operator, and is not');
SELECT ok(NOT sees('SELECT FROM observation') AND NOT sees('SELECT FROM person'), '... and sees nothing');
SELECT throws_ok($$SELECT operator_begin(NULL)$$, 'MH403', NULL, '... nor begins as the operator');
SELECT set_config('moothall.person', ' 1', true) \g /dev/null
SELECT ok(NOT sees('SELECT FROM observation'), 'a number with a blank is nobody''s');

-- Adding rows: who may, of which kind. Each attempt is one import with one file and its row.
:superuser
CREATE TEMP TABLE attempt (place integer, kind text, csv text);
INSERT INTO attempt VALUES
  (1, 'observations', E'indicator,area,period,value\n2.1,norfolk,2017-03,1'),
  (2, 'targets', E'indicator,from,target\n2.4,2019-04-01,400'),
  (3, 'indicators', E'ref,name,section,polarity,measure,basis,frequency\nMU-x,Made up,Made up,low,count,flow,monthly'),
  (4, 'commentary', E'indicator,period,kind,text\n2.1,2017-03,why,Made up'),
  (5, 'risks', E'number,name,description,likelihood,impact,target_likelihood,target_impact\nMU,Made up,Made up,1,1,1,1'),
  (6, 'revenue', E'statement,period,line,budget,outturn\nla,2017-03,Made up,1,2'),
  (7, 'reserves', E'period,group,reserve,opening,approved,recommended\n2017/18,Made up,Made up,1,0,0'),
  (8, 'papers', E'paper,text\nmade-up.md,made up'),
  (9, 'meetings', E'committee,meeting,date,time,venue\nother,other-made-up,2017-05-01,10:00,Hall'),
  (10, 'seats', E'committee,person,capacity\nother,Made Up,Member'),
  (11, 'agenda', E'meeting,item,title\nother-2017-03-01,1,Made up'),
  (12, 'contacts', E'meeting,name\nother-2017-03-01,Made Up');
GRANT SELECT ON attempt TO PUBLIC;
CREATE FUNCTION tap.adds(kind text, csv text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM made_up(kind, csv, false);
  RAISE EXCEPTION USING ERRCODE = 'MH999';      -- taken back
EXCEPTION
  WHEN SQLSTATE 'MH999' THEN RETURN true;
  WHEN insufficient_privilege THEN RETURN false;
END
$$;
SET LOCAL SESSION AUTHORIZATION moothall_app;
SELECT is(CASE WHEN ask_in_turn(w.who) THEN adds(a.kind, a.csv) END, substr(w.adds, a.place, 1) = 'y',
          format('%s %s %s', w.who, CASE WHEN substr(w.adds, a.place, 1) = 'y' THEN 'adds' ELSE 'does not add' END, a.kind))
FROM attempt a, (VALUES ('member', '------------'), ('officer', '------------'), ('analyst', 'yyyyyyyy----'), ('finance', '-----yy-----'),
  ('chief_officer', '------------'), ('auditor', '------------'), ('admin', '------------'), ('gone', '------------'),
  ('nobody', '------------')) AS w (who, adds)
ORDER BY w.who, a.place;
:operator
SELECT ok(adds(kind, csv), 'the operator adds ' || kind) FROM attempt ORDER BY place;

-- What is loaded is as it was looked at: nobody adds a row to a file of before, nor a file to an import, released or not.
:superuser
CREATE TEMP TABLE loaded AS
  SELECT c.oid::regclass AS name, (SELECT string_agg(quote_ident(a.attname), ', ') FROM pg_attribute a
                                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '') AS columns
  FROM pg_class c WHERE EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = 'a')
    AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'line' AND NOT a.attisdropped);
GRANT SELECT ON loaded TO PUBLIC;
SELECT ok((SELECT count(*) FROM loaded) >= 36, 'tables whose rows are loaded');
SELECT is((SELECT string_agg(format('%s on %s', policyname, tablename), ', ') FROM pg_policies
           WHERE schemaname = 'moothall' AND cmd IN ('INSERT', 'ALL') AND tablename::regclass IN (SELECT name FROM loaded)
             AND permissive = 'PERMISSIVE' AND with_check !~ 'open_files\(|is_own_commentary\(|site_file\('), NULL, 'every policy to add rows asks for an open file, or the site''s');
CREATE FUNCTION tap.adds_to(file text, relation regclass, columns text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  rows integer;
BEGIN
  EXECUTE format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM %1$s WHERE file_id IN (%3$s) LIMIT 1', relation, columns, file);
  GET DIAGNOSTICS rows = ROW_COUNT;
  RAISE EXCEPTION USING ERRCODE = 'MH999';
EXCEPTION
  WHEN SQLSTATE 'MH999' THEN RETURN CASE WHEN rows = 0 THEN 'none' ELSE 'added' END;
  WHEN insufficient_privilege THEN RETURN 'refused';
  WHEN OTHERS THEN RETURN SQLERRM;
END
$$;
UPDATE import SET loaded_at = now() - interval '1 hour';
CREATE FUNCTION tap.old(released boolean) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN format('SELECT f.file_id FROM import_file f JOIN import i USING (import_id) WHERE (i.released_at IS NOT NULL) = %L', released);
SET LOCAL SESSION AUTHORIZATION moothall_app;
-- (of some tables a reader has no row to copy)
CREATE TEMP TABLE tried AS
  SELECT w.who, r.released, l.name, CASE WHEN ask_in_turn(w.who) THEN adds_to(old(r.released), l.name, l.columns) END AS came
  FROM loaded l, (VALUES (true), (false)) r (released), (VALUES ('analyst'), ('finance'), ('officer'), ('member')) w (who);
:operator
INSERT INTO tried SELECT 'the operator', r.released, l.name, adds_to(old(r.released), l.name, l.columns)
  FROM loaded l, (VALUES (true), (false)) r (released);
SELECT is(came, 'refused', format('%s adds nothing to a file of before (%s): %s', who, CASE WHEN released THEN 'released' ELSE 'not released' END, name))
FROM tried WHERE came <> 'none' ORDER BY who, name, released;
SELECT ok(count(*) >= n, format('%s tried it of %s tables', t.who, n))
FROM (VALUES ('analyst', 24), ('finance', 28), ('the operator', 30)) w (who, n) JOIN tried t USING (who)
WHERE t.came <> 'none' GROUP BY t.who, n;
SELECT throws_ok($$INSERT INTO import_file (import_id, kind, name, sha256) SELECT max(import_id), 'targets', 'more', 'x' FROM import WHERE released_at IS NOT NULL$$,
  '42501', NULL, 'nor a file to an import of before');
WITH u AS (UPDATE import_file SET row_count = 0 RETURNING 1) SELECT is(count(*), 0::bigint, 'nor is one counted anew') FROM u;

-- People are added by administrators alone, and by the functions for it alone.
SET LOCAL SESSION AUTHORIZATION moothall_app;
CREATE FUNCTION pg_temp.does(statement text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  RAISE EXCEPTION USING ERRCODE = 'MH999';
EXCEPTION
  WHEN SQLSTATE 'MH999' THEN RETURN true;
  WHEN SQLSTATE 'MH403' OR insufficient_privilege OR invalid_text_representation THEN RETURN false;
END
$$;
SELECT is(CASE WHEN ask_in_turn(w.who) THEN pg_temp.does(d.statement) END, d.admin AND w.who = 'admin', d.what || ': ' || w.who)
FROM unnest(ARRAY['member', 'officer', 'analyst', 'finance', 'chief_officer', 'committee_officer', 'auditor', 'admin', 'gone', 'nobody']) AS w (who),
  (VALUES ($$SELECT person_add('eve', 'Eve', NULL, NULL, '{member}')$$, true, 'adding a person'),
          ($$INSERT INTO person (username, name) VALUES ('eve', 'Eve')$$, false, 'adding a person past the function'),
          ($$INSERT INTO person_role SELECT asking()::integer, 'auditor'$$, false, 'giving oneself a role'),
          ($$UPDATE person SET disabled_at = NULL$$, false, 'enabling past the function'),
          ($$INSERT INTO person_called SELECT 'A N Other', asking()::integer$$, false, 'taking a name of the lists'),
          ($$SELECT person_names_give(asking_username(), '{Mrs K Byrne}')$$, false, 'giving oneself a seat')) AS d (statement, admin, what);

-- Nobody changes or deletes a figure, and a password's hash is read by nobody.
SELECT ok(NOT has_table_privilege('moothall_app', format('moothall.%I', t), 'UPDATE, DELETE, TRUNCATE'), 'nobody changes or deletes a ' || t)
FROM unnest(ARRAY['observation', 'total', 'target', 'revenue', 'reserve', 'balance', 'risk', 'meeting', 'agenda_item', 'paper', 'import_file']) t;
SELECT throws_ok('SELECT password_hash FROM person', '42501', NULL, 'nobody reads a password''s hash');

-- Roles are found once a transaction, and again when they have changed. What they were found to be is believed of the
-- program alone: on a connection of their own people could say so themselves.
:person('member') \g /dev/null
SELECT ok(NOT sees_unreleased(), 'a member sees nothing that is not released');
:superuser
INSERT INTO person_role (person_id, role) SELECT person_id, 'analyst' FROM person WHERE username = 'member';
:person('member') \g /dev/null
SELECT ok(sees_unreleased(), 'a role that is given holds in the same transaction');
:superuser
DELETE FROM person_role WHERE role = 'analyst' AND person_id = (SELECT person_id FROM person WHERE username = 'member');
:person('member') \g /dev/null
SELECT ok(NOT sees_unreleased(), '... and one that is taken away no longer');
SELECT ok(sees_figures(), '... but the other one');
:superuser
UPDATE person SET disabled_at = now() WHERE username = 'member';
:person('member') \g /dev/null
SELECT ok(NOT sees_figures(), 'who is disabled has none in the same transaction');
SELECT set_config('moothall.roles', moothall.asking() || ':,operator', true) \g /dev/null
SELECT ok(NOT sees_unreleased() AND NOT is_operator(), 'nor does the daemon become the operator by saying so');
:superuser
UPDATE person SET disabled_at = NULL WHERE username = 'member';
CREATE ROLE member LOGIN;
GRANT moothall_reader, moothall_app TO member;
SET LOCAL SESSION AUTHORIZATION member;
SELECT set_config('moothall.roles', moothall.asking() || ':,chief_officer', true) \g /dev/null
SELECT ok(sees_figures() AND NOT sees_unreleased(), 'who says on a connection of their own that they were found to be a chief officer is none');
SELECT set_config('moothall.roles', ':,chief_officer', true) \g /dev/null
SELECT ok(NOT sees_unreleased(), '... nor who says it of nobody');
:superuser
SELECT * FROM finish();
ROLLBACK;
