-- How guesses are held back, and who is not: the clock stands still within the transaction, and is moved by hand.
SET client_min_messages = warning;
CREATE SCHEMA tap;
CREATE EXTENSION pgtap SCHEMA tap;
SET search_path = moothall_code, moothall, tap, pg_temp;
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(42);
SELECT set_config('moothall.person', 'operator', true) \g /dev/null
SELECT person_add('ann', 'Ann', 'hash', '{}', '{member}'), person_add('bob', 'Bob', 'hash', '{}', '{member}'),
       person_add('off', 'Off', 'hash', '{}', '{member}'), person_add('new', 'New', NULL, '{}', '{member}') \g /dev/null
SELECT person_disable('off') \g /dev/null

CREATE FUNCTION pg_temp.token(text) RETURNS bytea LANGUAGE sql RETURN sha256(convert_to($1, 'UTF8'));
-- The wait that an attempt is told of; null: it may go on.
CREATE FUNCTION pg_temp.try(typed text, address text, device text DEFAULT NULL) RETURNS integer LANGUAGE sql
  RETURN (SELECT wait_seconds FROM moothall_code.sign_in_attempt(typed, address, pg_temp.token(device)));
-- ... of several in turn.
CREATE FUNCTION pg_temp.try(times integer, typed text, address text, device text DEFAULT NULL) RETURNS integer[]
LANGUAGE plpgsql AS $$
DECLARE
  seen integer[];
BEGIN
  FOR i IN 1 .. times LOOP
    seen := seen || pg_temp.try(typed, address, device);
  END LOOP;
  RETURN seen;
END
$$;
CREATE FUNCTION pg_temp.pass(span interval) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  UPDATE moothall.sign_in_count SET failed_at = failed_at - span, free_at = free_at - span;
END;
-- One who tries again as soon as it is allowed: how long the waits are, attempt by attempt.
CREATE FUNCTION pg_temp.persist(times integer, typed text, address text, device text DEFAULT NULL) RETURNS integer[]
LANGUAGE plpgsql AS $$
DECLARE
  seen integer[];
  wait integer;
BEGIN
  FOR i IN 1 .. times LOOP
    wait := pg_temp.try(typed, address, device);
    seen := seen || wait;
    IF wait IS NOT NULL THEN
      PERFORM pg_temp.pass(make_interval(secs => wait)), pg_temp.try(typed, address, device);
    END IF;
  END LOOP;
  RETURN seen;
END
$$;
CREATE FUNCTION pg_temp.succeed(who text, address text, old text, new text) RETURNS void LANGUAGE sql
  RETURN moothall_code.sign_in_forget((SELECT person_id FROM moothall.person WHERE username = who), address,
                                      pg_temp.token(old), pg_temp.token(new));

-- A name from one network.
SELECT is(pg_temp.try(5, 'ann', '192.0.2.1'), ARRAY[NULL, NULL, NULL, NULL, NULL]::integer[], 'five attempts go on');
SELECT is(pg_temp.try(' ANN ', '192.0.2.1'), 30, 'the sixth waits, however it is typed');
SELECT is(pg_temp.try('ann', '192.0.2.1'), 30, '... and so long only: a throttled one is not counted');
SELECT is(pg_temp.try('bob', '192.0.2.1'), NULL, 'another name goes on');
SELECT is(pg_temp.try('ann', '192.0.2.2'), NULL, 'a stranger does not hold back the same name elsewhere');
SELECT pg_temp.succeed('ann', '192.0.2.2', NULL, 'anns browser') \g /dev/null
SELECT is(pg_temp.try('ann', '192.0.2.1', 'anns browser'), NULL,
  '... nor in a browser in which it has signed in before, in the stranger''s very network');
SELECT is(pg_temp.try('ann', '192.0.2.1', 'another browser'), 30, '... but in any other');
SELECT is(pg_temp.try('bob', '192.0.2.9', 'anns browser'), NULL, 'the browser is known for her alone');
SELECT is((SELECT count(*) FROM sign_in_count WHERE kind = 'device'), 1::bigint, '... and not for another');

-- Waits grow, and end; nobody learns from them who there is.
DELETE FROM sign_in_count;
SELECT is(pg_temp.persist(13, 'ann', '192.0.2.1'), ARRAY[NULL, NULL, NULL, NULL, NULL, 30, 60, 120, 240, 480, 900, 900, 900],
  'waits double up to a quarter of an hour');
SELECT is(pg_temp.persist(13, name, '192.0.2.1' || name),
  ARRAY[NULL, NULL, NULL, NULL, NULL, 30, 60, 120, 240, 480, 900, 900, 900], 'alike for a name that is ' || what)
FROM (VALUES ('nobody', 'nobody''s'), ('off', 'disabled'), ('new', 'without a password')) v (name, what);
SELECT results_eq(format('SELECT person_id, password_hash FROM sign_in_attempt(%L, ''192.0.2.7'', NULL)', name),
  'VALUES (NULL::integer, NULL::text)', '... and nothing is known of it: ' || name)
FROM (VALUES ('nobody'), ('off')) v (name);
SELECT is((SELECT password_hash FROM sign_in_attempt('new', '192.0.2.7', NULL)), NULL, '... nor of one without a password');
SELECT pg_temp.pass('1 day') \g /dev/null
SELECT is(pg_temp.persist(6, 'ann', '192.0.2.1'), ARRAY[NULL, NULL, NULL, NULL, NULL, 30], 'after a day without a failure it begins anew');

-- A browser that is known: its own count.
DELETE FROM sign_in_count;
SELECT is(pg_temp.persist(13, 'ann', '192.0.2.1', 'anns browser'), array_fill(NULL::integer, ARRAY[10]) || ARRAY[30, 60, 120],
  'a known browser is held back too, later');
SELECT is(pg_temp.try('ann', '192.0.2.1'), NULL, '... and holds back no other');
SELECT pg_temp.succeed('ann', '192.0.2.1', 'anns browser', 'anns browser anew') \g /dev/null
SELECT is(pg_temp.persist(11, 'ann', '192.0.2.1', 'anns browser anew'), array_fill(NULL::integer, ARRAY[10]) || 30,
  'a success forgets');
DELETE FROM sign_in_count;
SELECT is(pg_temp.try(6, 'ann', '192.0.2.1', 'anns browser'), ARRAY[NULL, NULL, NULL, NULL, NULL, 30],
  'the token of before the success is known no more');
UPDATE device SET used_at = now() - interval '180 days' + interval '1 second';
SELECT is(pg_temp.try('ann', '192.0.2.1', 'anns browser anew'), NULL, 'one that was not used for nearly half a year is');
UPDATE device SET used_at = now() - interval '180 days';
SELECT is(pg_temp.try('ann', '192.0.2.1', 'anns browser anew'), 30, '... for longer is not');
SELECT pg_temp.succeed('bob', '192.0.2.1', NULL, 'bobs ' || g) FROM generate_series(1, 25) g \g /dev/null
SELECT is((SELECT count(*) FROM device), 20::bigint, 'of a person 20 are kept, and none that is too old');

-- A network, and a name from everywhere.
DELETE FROM sign_in_count;
SELECT pg_temp.succeed('ann', '192.0.2.1', NULL, 'anns browser') \g /dev/null
SELECT is((SELECT array_agg(pg_temp.try('name' || g, '192.0.2.1')) FROM generate_series(1, 30) g), array_fill(NULL::integer, ARRAY[30]),
  '30 names from one network go on');
SELECT is(pg_temp.try('name31', '192.0.2.1'), 10, '... then it waits, for a moment');
SELECT is(pg_temp.try('name31', '192.0.2.2'), NULL, '... and no other network');
SELECT is(pg_temp.try('ann', '192.0.2.1', 'anns browser'), NULL, '... nor a known browser in it');
SELECT is(pg_temp.persist(5, 'name32', '192.0.2.1'), ARRAY[10, 20, 40, 60, 60], '... a minute at most');
DELETE FROM sign_in_count;
SELECT is((SELECT array_agg(pg_temp.try('ann', '198.51.100.' || g)) FROM generate_series(1, 100) g), array_fill(NULL::integer, ARRAY[100]),
  'a name from 100 networks goes on');
SELECT is(pg_temp.try('ann', '192.0.2.1'), 30, '... then it waits everywhere');
SELECT is(pg_temp.try('ann', '192.0.2.1', 'anns browser'), NULL, '... but in a browser that is known');
SELECT is(pg_temp.try('bob', '192.0.2.1'), NULL, '... and nobody else');

-- What a success gives back.
DELETE FROM sign_in_count;
SELECT pg_temp.try(4, 'ann', '192.0.2.1'), pg_temp.try('bob', '192.0.2.1'), pg_temp.try('ann', '192.0.2.2') \g /dev/null
SELECT pg_temp.succeed('ann', '192.0.2.1', NULL, 'x') \g /dev/null
SELECT results_eq($$SELECT kind, failures FROM sign_in_count WHERE failures > 0 ORDER BY kind, failures$$,
  $$VALUES ('anywhere', 1), ('anywhere', 1), ('name', 1), ('name', 1), ('network', 1), ('network', 1)$$,
  'a success forgets its own failures from there, and no others');

-- What a network is.
SELECT is(network_of(a), n, a) FROM (VALUES
  ('192.0.2.1', '192.0.2.1'), ('2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'), ('2001:db8:1:2::1', '2001:db8:1:2::/64'),
  ('2001:db8:1:3::1', '2001:db8:1:3::/64'), ('::ffff:192.0.2.1', '::ffff:192.0.2.1'), ('unix:', 'unix:')) v (a, n);

-- What was typed is nowhere, unless it is somebody's name.
DELETE FROM sign_in_count;
SELECT sign_in_attempt('my secret password', '192.0.2.1', NULL) \g /dev/null
SELECT set_config('moothall.person', '', true), set_config('moothall.address', '192.0.2.1', true),
       sign_in_refused('my secret password', 'x'), sign_in_refused(' ANN ', 'y') \g /dev/null
SELECT ok((SELECT string_agg(s::text, '') FROM sign_in_count s) !~ ('secret|' || encode('secret', 'hex')),
  'what was typed as a name is not kept');
SELECT results_eq($$SELECT about, detail ->> 'reason' FROM audit_event
                    WHERE event = 'sign-in-refused' AND address = '192.0.2.1' ORDER BY event_id DESC LIMIT 2$$,
  $$VALUES ('ann', 'y'), (NULL, 'x')$$, 'the trail names whoever there is, and nothing else that was typed');
SELECT * FROM finish();
ROLLBACK;
