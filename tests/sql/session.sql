-- People, sessions and the throttle, as the application's role and as the operator meet them.
SET client_min_messages = warning;
CREATE SCHEMA tap;
CREATE EXTENSION pgtap SCHEMA tap;
GRANT USAGE ON SCHEMA tap TO PUBLIC;
SET search_path = moothall_code, moothall, tap, pg_temp;
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(63);

-- What is closed to the application's role, and what is open.
SELECT ok(NOT has_table_privilege('moothall_app', t, p), 'moothall_app has no ' || p || ' on ' || t)
FROM unnest(ARRAY['session', 'sign_in_count', 'sign_in_secret', 'device', 'factor', 'recovery_code', 'proof_count']) t, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p;
SELECT ok(NOT has_column_privilege('moothall_app', 'person', 'password_hash', 'SELECT'), 'password hashes cannot be read');
SELECT is((SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname IN ('moothall', 'moothall_code') AND p.prosecdef
             AND (p.proconfig IS NULL OR NOT p.proconfig::text LIKE '%search\_path=%moothall, pg\_temp%')),
  0::bigint, 'every SECURITY DEFINER function fixes its search path');
SELECT is((SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
             LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
           WHERE n.nspname = 'moothall' AND a.grantee = 0
             AND p.proname ~ '^(session_|sign_in_|person_|must_)'),
  0::bigint, 'none of these functions is for everybody');

-- The daemon says that it is the operator: nobody believes it.
SET LOCAL SESSION AUTHORIZATION moothall_app;
SELECT set_config('moothall.person', 'operator', true) \g /dev/null
SELECT throws_ok($$SELECT person_add('eve', 'Eve', NULL, NULL, '{admin}')$$, 'MH403', NULL, 'the daemon is no operator: no user added');
SELECT throws_ok($$SELECT person_password('eve', 'x')$$, 'MH403', NULL, '... no password changed');
SELECT throws_ok($$SELECT person_disable('eve')$$, 'MH403', NULL, '... nobody disabled');
SELECT is_empty('SELECT * FROM person_list()', '... nobody listed');

-- The operator.
SET LOCAL SESSION AUTHORIZATION moothall_owner;
SET LOCAL ROLE moothall_app;
SELECT set_config('moothall.person', 'operator', true) \g /dev/null
SELECT lives_ok($$SELECT person_add('ann', 'Ann', 'hash', NULL, '{member,auditor,member}')$$, 'the operator adds a user');
SELECT lives_ok($$SELECT person_add('bob', 'Bob', NULL, NULL, '{admin}')$$, '... and an administrator');
SELECT results_eq($$SELECT username, roles, disabled FROM person_list() ORDER BY username$$,
  $$VALUES ('ann', 'auditor, member', false), ('bob', 'admin', false)$$, 'both are listed, roles once each');
SELECT throws_ok($$SELECT person_add('ann', 'Ann', NULL, NULL, '{}')$$, 'MH409', 'there is a user "ann" already', 'a name is taken once');
SELECT throws_ok($$SELECT person_add('Ann', 'Ann', NULL, NULL, '{}')$$, 'MH400', NULL, 'a name is in small letters');
SELECT throws_ok($$SELECT person_add('c', '', NULL, NULL, '{}')$$, 'MH400', NULL, 'a person has a name');
SELECT throws_ok($$SELECT person_add('c', 'C', NULL, NULL, '{king}')$$, 'MH400', NULL, 'an unknown role is refused');
SELECT throws_ok($$SELECT person_add('c', 'C', NULL, '{Mr Nobody}', '{}')$$, 'MH400', NULL, 'a name that no list has is refused');
SELECT throws_ok($$SELECT person_password('c', 'x')$$, 'MH404', 'there is no user "c"', 'an unknown user is named');

-- An administrator, over the daemon.
SET LOCAL SESSION AUTHORIZATION moothall_app;
SELECT set_config('moothall.person', (SELECT person_id::text FROM sign_in_attempt('bob', '', NULL)), true) \g /dev/null
SELECT lives_ok($$SELECT person_add('cat', 'Cat', 'hash', NULL, '{member}')$$, 'an administrator adds a user');
SELECT is((SELECT count(*) FROM person_list()), 3::bigint, '... and sees all');
SELECT set_config('moothall.person', (SELECT person_id::text FROM sign_in_attempt('cat', '', NULL)), true) \g /dev/null
SELECT throws_ok($$SELECT person_add('dan', 'Dan', NULL, NULL, '{admin}')$$, 'MH403', NULL, 'a member does not');
SELECT results_eq('SELECT username FROM person_list()', $$VALUES ('cat')$$, '... and sees only themselves');

-- Sessions.
SELECT lives_ok($$SELECT session_open((SELECT person_id FROM sign_in_attempt(' CAT ', '', NULL)), 'password',
  decode(repeat('01', 32), 'hex'), NULL, NULL, decode(repeat('f01', 21) || 'f', 'hex'), '', '30 minutes', NULL)$$, 'a session is opened, the name typed as it may be');
SELECT results_eq($$SELECT username, roles, asking() = person_id::text FROM session_begin(decode(repeat('01', 32), 'hex'), '30 minutes')$$,
  $$VALUES ('cat', 'member', true)$$, 'it says who asks, to row-level security too');
-- The clock stands still within a transaction.
\set begin 'SELECT username FROM session_begin(decode(repeat(''01'', 32), ''hex''), ''30 minutes'')'
\set seen 'SET LOCAL SESSION AUTHORIZATION DEFAULT; UPDATE session SET seen_at = now() - interval'
\set app 'SET LOCAL SESSION AUTHORIZATION moothall_app;'
:seen '1 minute'; :app
:begin \g /dev/null
SET LOCAL SESSION AUTHORIZATION DEFAULT;
SELECT results_eq('SELECT now() - seen_at FROM session', $$VALUES (interval '1 minute')$$, 'one in use is not touched within the minute');
:seen '61 seconds'; :app
:begin \g /dev/null
SET LOCAL SESSION AUTHORIZATION DEFAULT;
SELECT results_eq('SELECT now() - seen_at FROM session', $$VALUES (interval '0')$$, '... but after it');
:seen '1799 seconds'; :app
SELECT results_eq(:'begin', $$VALUES ('cat')$$, 'a second before its time it goes on');
:seen '30 minutes'; :app
SELECT results_eq(:'begin', $$VALUES (NULL::text)$$, '... and then it has ended');
:seen '0'; :app
:seen '0', ends_at = now() + interval '1 second'; :app
SELECT results_eq(:'begin', $$VALUES ('cat')$$, 'one that is used to the last second');
:seen '0', ends_at = now(); :app
SELECT results_eq(:'begin', $$VALUES (NULL::text)$$, '... ends all the same when its hours are over');
:seen '0', ends_at = now() + interval '1 hour'; :app
SELECT results_eq($$SELECT person_id, asking() FROM session_begin(decode(repeat('02', 32), 'hex'), '30 minutes')$$,
  $$VALUES (NULL::integer, '')$$, 'an unknown token is nobody''s');
SELECT throws_ok($$SELECT session_open((SELECT person_id FROM sign_in_attempt('bob', '', NULL)), 'password',
  decode(repeat('03', 32), 'hex'), NULL, NULL, decode(repeat('f03', 21) || 'f', 'hex'), '', '30 minutes', NULL)$$, 'MH404', NULL, 'without a password there is no session');
SET LOCAL SESSION AUTHORIZATION moothall_owner;
SELECT set_config('moothall.person', 'operator', true) \g /dev/null
SELECT session_open((SELECT person_id FROM sign_in_attempt('ann', '', NULL)), 'password',
  decode(repeat('04', 32), 'hex'), NULL, NULL, decode(repeat('f04', 21) || 'f', 'hex'), '', '30 minutes', NULL) \g /dev/null
SELECT session_open((SELECT person_id FROM sign_in_attempt('ann', '', NULL)), 'password',
  decode(repeat('05', 32), 'hex'), NULL, NULL, decode(repeat('f05', 21) || 'f', 'hex'), '', '30 minutes', NULL) \g /dev/null
SELECT is((SELECT count(*) FROM session), 3::bigint, 'one of somebody and two of another');
SELECT person_password('ann', 'another hash') \g /dev/null
SELECT results_eq('SELECT username FROM session JOIN person USING (person_id)', $$VALUES ('cat')$$, 'a change of password ends all of their sessions, and nobody else''s');
SELECT is((SELECT password_hash FROM sign_in_attempt('ann', '', NULL)), 'another hash', '... and is the password from then on');
SELECT person_disable('cat') \g /dev/null
SELECT is_empty('SELECT * FROM session', 'disabling somebody ends their sessions');
SELECT is((SELECT password_hash FROM sign_in_attempt('cat', '', NULL)), NULL, '... and their password');

SELECT * FROM finish();
ROLLBACK;
