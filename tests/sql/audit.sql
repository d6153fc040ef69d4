-- The audit trail: who adds to it and with what, that nothing in it changes, and the chain. tests/cli/test_audit.sh
-- verifies what was changed behind its back.
SET client_min_messages = warning;
\ir common.sql
\set QUIET 1
BEGIN;
SELECT plan(42);
SET LOCAL timezone = 'UTC';
SELECT tap.add_person('ann', '{member}'), tap.add_person('aud', '{auditor}'), tap.add_person('adm', '{admin}') \g /dev/null
CREATE VIEW tap.last AS SELECT * FROM moothall.audit_event ORDER BY event_id DESC LIMIT 1;
GRANT SELECT ON tap.last TO PUBLIC;

-- Nobody writes but through audit_note(), which takes nobody's word for who they are.
SELECT ok(NOT has_table_privilege('moothall_app', t, p), 'moothall_app has no ' || p || ' on ' || t)
FROM unnest(ARRAY['audit_event', 'audit_link', 'audit_waiting']) t, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) p;
SELECT ok(NOT has_function_privilege('moothall_app', 'audit_add(text, text, jsonb)', 'EXECUTE'), '... nor may it go past audit_note()');
:person('ann') \g /dev/null
SET LOCAL moothall.address = '10.0.0.7';
SET LOCAL moothall.request = 'r1';
SET LOCAL moothall.account = 'root';
SELECT lives_ok($$SELECT audit_note('pack-read', 'm-1', '{"edition": "members", "what": "item 9"}')$$, 'the daemon notes something');
:superuser
SELECT is((SELECT to_jsonb(l) - 'event_id' - 'at' - 'person_id' FROM tap.last l),
  '{"username": "ann", "account": null, "address": "10.0.0.7", "request": "r1", "event": "pack-read", "about": "m-1", "edition": "members", "detail": {"what": "item 9"}}',
  '... of who asks, from where, in which request, and no account that it claims');
SELECT is((SELECT person_id FROM tap.last), (SELECT person_id FROM moothall.person WHERE username = 'ann'), '... by number');
:operator
SET LOCAL moothall.account = 'root';
SELECT audit_note('setting-changed', 'x') \g /dev/null
:superuser
SELECT is((SELECT (username, account, person_id)::text FROM tap.last), '(,root,)', 'of the operator the system account stands there');
SET LOCAL SESSION AUTHORIZATION moothall_owner;
SELECT operator_begin('ann', 'root') \g /dev/null
SELECT audit_note('pack-read', 'm-1') \g /dev/null
:superuser
SELECT is((SELECT (username, account)::text FROM tap.last), '(ann,root)', '... and with whose rights they acted');
:person('ann') \g /dev/null
SELECT throws_ok($$SELECT audit_note('trail-pruned', NULL, '{"to": 5}')$$, 'MH403', NULL, 'what is done to the trail cannot be noted by anybody');
SELECT throws_ok($$SELECT audit_note('No Such Thing', NULL)$$, '23514', NULL, 'an event has a name');
SELECT lives_ok($$SELECT audit_note('pack-read', repeat('x', 4000), jsonb_build_object('edition', repeat('y', 4000)))$$, 'what is too long is cut, not refused');
:superuser
CREATE ROLE ann LOGIN;
GRANT moothall_reader, moothall_app TO ann;
SET LOCAL SESSION AUTHORIZATION ann;
SELECT throws_ok($$SELECT audit_note('pack-read', 'm-1')$$, 'MH403', NULL, 'a person on a connection of their own forges nothing, whatever they were granted');

-- Who reads it.
:person('ann') \g /dev/null
SELECT is_empty('SELECT FROM audit_event', 'a member does not read it');
:person('adm') \g /dev/null
SELECT is_empty('SELECT FROM audit_event', '... nor an administrator');
:person('aud') \g /dev/null
SELECT isnt_empty('SELECT FROM audit_event', 'an auditor does');
:operator
SELECT isnt_empty('SELECT FROM audit_event', '... and the operator');

-- Whoever only knocks does not fill it.
:person('nobody') \g /dev/null
SET LOCAL moothall.address = '10.0.0.8';
SELECT audit_refused(401, 'GET', '/performance.json') FROM generate_series(1, 30) \g /dev/null
:superuser
SELECT is((SELECT count(*) FROM moothall.audit_event WHERE address = '10.0.0.8'), 20::bigint, 'of nobody''s refusals an address has twenty of a kind a minute');
SELECT is((SELECT detail ->> 'more' FROM tap.last), 'not recorded until a minute has passed', '... and the last says that there may be more');
:person('nobody') \g /dev/null
SET LOCAL moothall.address = '10.0.0.9';
SELECT sign_in_refused('ANN ', 'wrong'), sign_in_refused('my secret password', 'wrong') \g /dev/null
:superuser
SELECT results_eq($$SELECT about FROM moothall.audit_event WHERE address = '10.0.0.9' ORDER BY event_id$$, $$VALUES ('ann'), (NULL)$$,
  'what was typed as a name is recorded if it is one');

-- Of what is not there the record says whether it is.
:person('ann') \g /dev/null
SELECT audit_refused(404, 'GET', '/performance/indicators/no-such'), audit_refused(403, 'GET', '/audit') \g /dev/null
:superuser
SELECT results_eq($$SELECT event, about, detail FROM moothall.audit_event ORDER BY event_id DESC LIMIT 2$$,
  $$VALUES ('refused', '/audit', '{"status": 403, "method": "GET"}'::jsonb), ('not-found', '/performance/indicators/no-such', '{"status": 404, "method": "GET"}')$$,
  'a refusal is one, and what is nowhere is not found');

-- A link by which somebody sets a password is nobody else's to read.
:person('ann') \g /dev/null
SELECT audit_refused(404, 'GET', '/invitation/c2VjcmV0') \g /dev/null
:superuser
SELECT is((SELECT about FROM tap.last), '/invitation/...', 'the trail has no link of an invitation');

-- Exports over a size.
:person('ann') \g /dev/null
SELECT audit_export('performance/figures', 'csv', 1000) \g /dev/null
:superuser
SELECT isnt((SELECT event FROM tap.last), 'export', 'data of a thousand rows are nothing to speak of');
:person('ann') \g /dev/null
SELECT audit_export('performance/figures', 'csv', 1001) \g /dev/null
:superuser
SELECT is((SELECT (event, about, detail)::text FROM tap.last), '(export,performance/figures,"{""face"": ""csv"", ""rows"": 1001}")', '... and one more are');

-- The chain.
SELECT set_config('tap.before', count(*)::text, true) FROM moothall.audit_link \g /dev/null
SELECT is(audit_chain(), (SELECT count(*) FROM moothall.audit_event) - current_setting('tap.before')::bigint, 'what waits is chained');
:person('ann') \g /dev/null
SELECT is(audit_chain(), 0::bigint, '... once, and the daemon may do it');
:superuser
SELECT is_empty('SELECT FROM moothall.audit_waiting', 'nothing waits then');
SELECT is((SELECT array_agg(event_id ORDER BY seq) FROM moothall.audit_link), (SELECT array_agg(event_id ORDER BY event_id) FROM moothall.audit_event),
  'every event has its place, in the order of their numbers');
SELECT is((SELECT l.hash FROM moothall.audit_link l WHERE seq = 2),
  (SELECT sha256(b.hash || convert_to(format('[2, %s, %s, %s, ', to_json(l.linked_at), e.event_id, to_json(e.at))
     || substring(json_build_array(e.person_id, e.username, e.account, e.address, e.request, e.event, e.about, e.edition, e.detail)::text FROM 2), 'UTF8'))
   FROM moothall.audit_link l JOIN moothall.audit_link b ON b.seq = 1 JOIN moothall.audit_event e ON e.event_id = l.event_id WHERE l.seq = 2),
  'a link is the SHA-256 of the one before and of the event, as JSON');

-- Nothing is changed or taken out, by the owner neither.
SELECT throws_ok(format(s, t), 'MH403', NULL, format(s, t) || ' is refused')
FROM unnest(ARRAY['audit_event', 'audit_link']) t,
     unnest(ARRAY['UPDATE moothall.%s SET event_id = DEFAULT', 'DELETE FROM moothall.%s', 'TRUNCATE moothall.%s']) s
WHERE NOT (t = 'audit_link' AND s LIKE 'UPDATE%');
SELECT throws_ok('UPDATE moothall.audit_link SET seq = seq + 100', 'MH403', NULL, 'a link is not moved');
SET LOCAL session_replication_role = replica;
SELECT throws_ok('DELETE FROM moothall.audit_event', 'MH403', NULL, '... nor by who says that he is a replica');
SELECT * FROM finish();
ROLLBACK;
