-- Accounts as administrators look after them: invitations, roles with their days, names of the lists, disabling and
-- enabling, and what nobody may do to themselves. On the demonstration council, asked as the program asks.
BEGIN;
SELECT * FROM no_plan();
\set link 'decode(repeat(''01'', 32), ''hex'')'
\set link2 'decode(repeat(''02'', 32), ''hex'')'
\set link3 'decode(repeat(''03'', 32), ''hex'')'
SELECT add_person('adam', '{admin}'), add_person('eve', '{admin}'), add_person('alma', '{auditor}'),
  add_person('mary', '{member}', 'Mr R Smith'), add_person('olive', '{officer}') \g /dev/null
UPDATE person SET password_hash = 'x' WHERE username IN ('adam', 'mary', 'olive');

-- refused(CALL, CODE, SENTENCE): what it is refused with; the sentence may be null.
CREATE FUNCTION tap.refused(call text, code text, said text, what text) RETURNS text LANGUAGE sql AS $$
  SELECT throws_ok('SELECT ' || call, code, said, what)
$$;
-- The last event of that name, and what it says.
CREATE FUNCTION tap.noted(what text) RETURNS text LANGUAGE sql SECURITY DEFINER AS $$
  SELECT concat_ws(' ', about, 'by', username, nullif(jsonb_strip_nulls(detail), '{}'))
  FROM moothall.audit_event WHERE event = what ORDER BY event_id DESC LIMIT 1
$$;

-- Inviting.
:person('adam') \g /dev/null
SELECT matches(person_invite('ann', ' Ann Analyst ', 'ann@example.gov.uk', NULL, '{analyst,analyst}', NULL, NULL, :link),
  '^\d+ ... \d{4} \d\d:\d\d$', 'an administrator invites somebody, and is told when the link ends');
SELECT results_eq($$SELECT name, email, roles, role_words, need, state LIKE 'Invited: the link ends on %' FROM person_list() WHERE username = 'ann'$$,
  $$VALUES ('Ann Analyst', 'ann@example.gov.uk', 'analyst', 'Analyst', 'Waiting for their invitation', true)$$, '... who is then somebody who waits');
SELECT is(noted('user-invited'), format('ann by adam {"from": "%s", "roles": "analyst, analyst"}', today()), '... on record');
SELECT refused(t.call, t.code, t.said, t.what) FROM (VALUES
  ($$person_invite('ann', 'Ann', NULL, NULL, '{}', NULL, NULL, '\x03')$$, 'MH409', 'there is a user "ann" already', 'inviting twice'),
  ($$person_invite('"><script>', 'X', NULL, NULL, '{}', NULL, NULL, '\x03')$$, 'MH400', NULL, 'a hostile user name'),
  ($$person_invite('changes', 'X', NULL, NULL, '{}', NULL, NULL, '\x03')$$, 'MH400', NULL, 'a user name that is a page of the site'),
  ($$person_invite('x.pdf', 'X', NULL, NULL, '{}', NULL, NULL, '\x03')$$, 'MH400', NULL, 'a user name that would be a file'),
  ($$person_invite('x', E'X\nY', NULL, NULL, '{}', NULL, NULL, '\x03')$$, 'MH400', NULL, 'a name of two lines'),
  ($$person_invite('x', 'X', 'a@b@c', NULL, '{}', NULL, NULL, '\x03')$$, 'MH400', 'an e-mail address is like name@example.gov.uk', 'what is no address'),
  ($$person_invite('x', 'X', NULL, NULL, '{king}', NULL, NULL, '\x03')$$, 'MH400', NULL, 'an unknown role'),
  ($$person_invite('x', 'X', NULL, NULL, '{member}', today() + 3, today() + 2, '\x03')$$, 'MH400', NULL, 'a role that ends before it begins'),
  ($$person_invite('x', 'X', NULL, NULL, '{member}', today() - 1, NULL, '\x03')$$, 'MH400', 'a role begins today or later', 'a role of yesterday'),
  ($$person_invite('x', 'X', NULL, '{Mr R Smith}', '{member}', NULL, NULL, '\x03')$$, 'MH409', NULL, 'a name that somebody has'),
  ($$person_invite('x', 'X', NULL, '{Nobody At All}', '{member}', NULL, NULL, '\x03')$$, 'MH400', NULL, 'a name that no list has')) t (call, code, said, what);

-- Using the link: nobody is signed in.
SET LOCAL SESSION AUTHORIZATION moothall_app;
SELECT set_config('moothall.person', '', true) \g /dev/null
SELECT is((SELECT DISTINCT username || ' ' || full_name FROM invitation_find(:link)), 'ann Ann Analyst', 'a link says whom it is for');
SELECT is((SELECT count(*) FROM invitation_find(:link3)), 0::bigint, '... another nobody');
SELECT is(invitation_use(:link3, 'hash'), NULL, '... and sets no password');
SELECT is(invitation_use(:link, 'hash'), 'ann', 'it sets a password');
SELECT is(invitation_use(:link, 'other'), NULL, '... once');
SELECT is((SELECT count(*) FROM invitation_find(:link)), 0::bigint, '... and is nobody''s then');
SELECT is(noted('invitation-used'), 'ann by ann', '... on record as theirs');
SELECT is(asking(), '', '... and nobody is signed in by it');
:superuser
SELECT is((SELECT password_hash FROM person WHERE username = 'ann'), 'hash', 'the password is the one of the first use');
SELECT is((SELECT count(*) FROM audit_event WHERE to_jsonb(audit_event)::text ~ '0101010101'), 0::bigint, 'the trail holds nothing of a link');

-- Lost passwords: a new link ends the one before, and what is open goes on until it is used.
INSERT INTO session (token_hash, person_id) SELECT decode(repeat('0a', 32), 'hex'), person_id FROM person WHERE username = 'ann';
:person('adam') \g /dev/null
SELECT person_link('ann', :link) \g /dev/null
SELECT person_link('ann', :link2) \g /dev/null
SELECT is((SELECT count(*) FROM invitation_find(:link)), 0::bigint, 'a new link ends the one before');
SELECT is((SELECT count(*) FROM person_sessions('ann')), 1::bigint, 'what is open stays so');
SELECT is((SELECT state FROM person_list() WHERE username = 'ann') ~ 'a new link works until', true, 'the list says that there is one');
SELECT is(invitation_use(:link2, 'third'), 'ann', '... until the link is used');
SELECT is((SELECT count(*) FROM person_sessions('ann')), 0::bigint, '... which ends it');
SELECT refused($$person_link('adam', '\x04')$$, 'MH403', 'nobody may make a link for themselves: another administrator can', 'a link for oneself');
SELECT person_link('ann', :link) \g /dev/null
:superuser
UPDATE invitation SET ends_at = now();
:person('adam') \g /dev/null
SELECT is((SELECT count(*) FROM invitation_find(:link)), 0::bigint, 'a link that has ended is nobody''s');
SELECT is(invitation_use(:link, 'x'), NULL, '... and sets no password');

-- What somebody is called, and where they are written to.
SELECT person_details('ann', ' Ann Married ', NULL) \g /dev/null
SELECT results_eq($$SELECT name, email FROM person_list() WHERE username = 'ann'$$, $$VALUES ('Ann Married', 'ann@example.gov.uk')$$, 'another name: the address stays');
SELECT is(noted('details-changed'), 'ann by adam {"name": "Ann Married", "was_name": "Ann Analyst"}', '... on record with the one before');
SELECT person_details('ann', NULL, 'am@example.gov.uk') \g /dev/null
SELECT results_eq($$SELECT name, email FROM person_list() WHERE username = 'ann'$$, $$VALUES ('Ann Married', 'am@example.gov.uk')$$, 'another address: the name stays');
SELECT is((SELECT what FROM person_history('ann') LIMIT 1), 'E-mail am@example.gov.uk, before that ann@example.gov.uk', '... told with the one before');
SELECT person_details('ann', 'Ann Analyst', ' ') \g /dev/null
SELECT results_eq($$SELECT name, email FROM person_list() WHERE username = 'ann'$$, $$VALUES ('Ann Analyst', NULL)$$, 'a blank address is none');
SELECT is((SELECT what FROM person_history('ann') LIMIT 1), 'Called Ann Analyst, before that Ann Married; E-mail taken away, before that am@example.gov.uk', '... told');
SELECT is((SELECT count(*) FROM (SELECT person_details('ann', 'Ann Analyst', '')) d, person_history('ann') h WHERE h.what ~ '^(Called|E-mail)'), 3::bigint,
  'what stays as it was is no change');
SELECT refused(t.call, t.code, t.said, t.what) FROM (VALUES
  ($$person_details('ann', ' ', NULL)$$, 'MH400', 'a user needs a name', 'no name'),
  ($$person_details('ann', E'X\nY', NULL)$$, 'MH400', 'a name is one line of at most 200 characters', 'a name of two lines, later'),
  ($$person_details('ann', NULL, 'a@b@c')$$, 'MH400', 'an e-mail address is like name@example.gov.uk', 'what is no address, later'),
  ($$person_details('ann', 'Ann', NULL, 0)$$, 'MH409', NULL, 'what was seen before somebody else changed it'),
  ($$person_details('nobody', 'X', NULL)$$, 'MH404', 'there is no user "nobody"', 'nobody''s name')) t (call, code, said, what);
SELECT person_details('adam', 'Adam the Younger', NULL) \g /dev/null
SELECT is((SELECT name FROM person_list() WHERE username = 'adam'), 'Adam the Younger', 'one''s own name may be another: nothing follows from it');
:person('alma') \g /dev/null
SELECT refused($$person_details('ann', 'X', NULL)$$, 'MH403', 'you do not have the right to do this: it takes the role admin', 'an auditor changes no name');
:person('ann') \g /dev/null
SELECT refused($$person_details('ann', 'X', NULL)$$, 'MH403', 'you do not have the right to do this: it takes the role admin', 'nor anybody their own');
:person('adam') \g /dev/null

-- Roles.
SELECT lives_ok($$SELECT person_role_give('ann', 'auditor', today() + 10, today() + 20)$$, 'a role to come');
SELECT is((SELECT role_words FROM person_list() WHERE username = 'ann'), format('Analyst; Auditor from %s until %s', day_words(today() + 10), day_words(today() + 20)),
  '... is said with its days');
SELECT is(noted('role-given'), format('ann by adam {"to": "%s", "from": "%s", "role": "auditor"}', today() + 20, today() + 10), '... and on record');
SELECT lives_ok($$SELECT person_role_give('ann', 'auditor', today() + 5, NULL)$$, 'its days can be others');
SELECT is(noted('role-changed'), format('ann by adam {"from": "%s", "role": "auditor", "was_to": "%s", "was_from": "%s"}', today() + 5, today() + 20, today() + 10),
  '... old and new on record');
SELECT refused(t.call, t.code, t.said, t.what) FROM (VALUES
  ($$person_role_give('ann', 'auditor', NULL, NULL)$$, 'MH409', 'they have this role already, for just these days', 'the role that they have'),
  ($$person_role_give('ann', 'analyst', today() + 1, NULL)$$, 'MH409', NULL, 'another first day of a role that has begun'),
  ($$person_role_give('ann', 'analyst', NULL, today() - 1)$$, 'MH400', 'the last day of a role is today or later', 'a last day that is past'),
  ($$person_role_give('ann', 'auditor', today() + 5, today() + 4)$$, 'MH400', NULL, 'days the wrong way round'),
  ($$person_role_give('ann', 'king', NULL, NULL)$$, 'MH400', NULL, 'an unknown role is not given'),
  ($$person_role_give('nobody', 'member', NULL, NULL)$$, 'MH404', 'there is no user "nobody"', 'a role to nobody'),
  ($$person_role_give('adam', 'analyst', NULL, NULL)$$, 'MH403', 'nobody may give a role to themselves: another administrator can', 'a role given to oneself'),
  ($$person_role_give('adam', 'admin', NULL, today() + 3)$$, 'MH403', NULL, '... nor other days'),
  ($$person_role_end('ann', 'finance', NULL)$$, 'MH409', 'Ann Analyst does not have the role finance', 'ending what they do not have'),
  ($$person_role_end('ann', 'analyst', today() - 1)$$, 'MH400', NULL, 'ending it yesterday'),
  ($$person_role_end('ann', 'auditor', today() + 4)$$, 'MH400', NULL, 'ending it before it begins')) t (call, code, said, what);
SELECT person_role_end('ann', 'auditor', NULL) \g /dev/null
SELECT is((SELECT count(*) FROM person_roles('ann')), 1::bigint, 'a role that never began is gone');
SELECT person_role_end('ann', 'analyst', today()) \g /dev/null
SELECT is((SELECT role_words || ': ' || need FROM person_list() WHERE username = 'ann'), format('Analyst until %s: A role ends within a month', day_words(today())), 'a role holds through its last day');
:superuser
UPDATE person_role SET from_day = today() - 30 WHERE role = 'analyst';
:person('adam') \g /dev/null
SELECT person_role_end('ann', 'analyst', NULL) \g /dev/null
SELECT is((SELECT roles || '|' || role_words FROM person_list() WHERE username = 'ann'), '|None', 'one that is ended at once holds no more');
SELECT is((SELECT state FROM person_roles('ann')), 'Ended', '... and is still told of');
SELECT lives_ok($$SELECT person_role_give('ann', 'analyst', NULL, NULL)$$, 'it can be given again');

-- Names of the lists.
SELECT is((SELECT count(*) FROM names_free() WHERE name = 'Mr R Smith'), 0::bigint, 'a name that somebody has is not offered');
SELECT is((SELECT count(*) > 20 FROM names_free() WHERE kind = 'Seats'), true, 'names of seats are');
SELECT is((SELECT what FROM person_names('mary')), 'Children''s Services Committee, Chairman', 'what follows from a name: a seat');
SELECT name AS lead FROM names_free() WHERE kind <> 'Seats' AND what ~ '^Lead officer' ORDER BY 1 LIMIT 1 \gset
SELECT person_names_give('olive', ARRAY[:'lead']) \g /dev/null
SELECT is(noted('name-given'), format('olive by adam {"name": "%s"}', :'lead'), 'a name given is on record');
SELECT is((SELECT count(*) > 0 FROM person_names('olive') WHERE kind = 'Lead officer of' AND what ~ '^[0-9A-Z]'), true, '... and what they lead on follows');
SELECT refused($$person_names_give('adam', '{Mr A Adams}')$$, 'MH403', 'nobody may give a name of the lists to themselves: another administrator can', 'a name given to oneself');
SELECT refused($$person_name_take('olive', 'Mr R Smith')$$, 'MH409', NULL, 'taking a name that is another''s');
SELECT person_name_take('olive', :'lead') \g /dev/null
SELECT is((SELECT count(*) FROM person_names('olive')), 0::bigint, 'a name is taken away');
-- What is not released, or exempt, or a draft, is not told.
:operator
SELECT made_up('seats', 'committee,person,capacity,from,to
childrens-services,Ms Not Yet,Member,,', false) \g /dev/null
SELECT made_up('agenda', 'meeting,item,title,kind,exempt_paragraph,lead,report
childrens-services-2017-03-14,77,A secret,report,3,Ms Confidant,') \g /dev/null
SELECT made_up('meetings', 'committee,meeting,date,time,venue,published
childrens-services,draft-meeting,2017-05-01,10:00,Hall,') \g /dev/null
SELECT made_up('agenda', 'meeting,item,title,kind,lead,report
draft-meeting,1,A draft,report,Ms Drafter,') \g /dev/null
:person('adam') \g /dev/null
SELECT is((SELECT count(*) FROM names_free() WHERE name IN ('Ms Not Yet', 'Ms Confidant', 'Ms Drafter')), 0::bigint,
  'names that stand only in what is unreleased, exempt or a draft are not offered');

-- Disabling and enabling.
:superuser
INSERT INTO session (token_hash, person_id) SELECT decode(repeat(n, 32), 'hex'), person_id FROM person, unnest('{0b,0c}'::text[]) n WHERE username = 'mary';
UPDATE person SET signed_in_at = NULL WHERE username = 'eve';
:person('adam') \g /dev/null
SELECT person_link('mary', :link3) \g /dev/null
SELECT person_disable('mary') \g /dev/null
SELECT is((SELECT count(*) FROM person_sessions('mary')), 0::bigint, 'disabling somebody ends both of their sessions');
SELECT is((SELECT count(*) FROM invitation_find(:link3)), 0::bigint, '... and their link');
SELECT is(noted('user-disabled'), 'mary by adam {"sessions": 2}', '... on record');
SELECT refused($$person_link('mary', '\x05')$$, 'MH409', NULL, 'no link for whoever is disabled');
SELECT person_enable('mary') \g /dev/null
SELECT is(noted('user-enabled'), 'mary by adam {"roles": "member"}', 'enabling says which roles hold');
SELECT refused($$person_disable('adam')$$, 'MH409', 'nobody would be left who can administer: give somebody else the role admin first, and let them sign in',
  'the last administrator who can sign in does not disable himself');
SELECT refused($$person_role_end('adam', 'admin', NULL)$$, 'MH409', NULL, '... nor end his role');
SELECT refused($$person_role_end('adam', 'admin', today() + 7)$$, 'MH409', NULL, '... on a later day');
SELECT lives_ok($$SELECT person_disable('eve')$$, 'one who could never sign in is not the last');
SELECT person_enable('eve') \g /dev/null
:superuser
UPDATE person SET password_hash = 'x' WHERE username = 'eve';
UPDATE person_role SET to_day = today() + 3 WHERE person_id = (SELECT person_id FROM person WHERE username = 'eve');
:person('adam') \g /dev/null
SELECT refused($$person_role_end('adam', 'admin', today() + 5)$$, 'MH409', NULL, 'nor is one who will not be one by then');
SELECT lives_ok($$SELECT person_role_end('adam', 'admin', today() + 1)$$, '... but one who is by then');
SELECT refused($$person_enable('adam')$$, 'MH403', NULL, 'nobody enables themselves');

-- Two administrators at once: the second has seen what no longer holds.
SELECT version AS seen FROM person_page('olive') \gset
SELECT person_role_give('olive', 'finance', NULL, NULL, :seen) \g /dev/null
SELECT refused(format($$person_role_give('olive', 'analyst', NULL, NULL, %s)$$, :seen), 'MH409',
  'somebody else has changed olive meanwhile: look at what holds now, then change it', 'who has not seen the last change is told');
SELECT refused(format($$person_disable('olive', %s)$$, :seen), 'MH409', NULL, '... of whatever they do');

-- Sessions.
:superuser
INSERT INTO session (token_hash, person_id) SELECT decode(repeat(n, 32), 'hex'), person_id FROM person, unnest('{0b,0c}'::text[]) n WHERE username = 'mary';
SELECT is((SELECT signed_in_at FROM person WHERE username = 'mary'), now(), 'a session says when somebody last signed in');
UPDATE person SET signed_in_at = NULL WHERE username = 'mary';
INSERT INTO session (token_hash, person_id, pending) SELECT decode(repeat('0d', 32), 'hex'), person_id, 'code' FROM person WHERE username = 'mary';
SELECT is((SELECT signed_in_at FROM person WHERE username = 'mary'), NULL, '... not while something is still to be proved');
UPDATE session SET pending = NULL WHERE pending = 'code';
SELECT is((SELECT signed_in_at FROM person WHERE username = 'mary'), now(), '... but then');
:person('adam') \g /dev/null
SELECT is((SELECT person_sessions_end('mary', session_id) FROM person_sessions('mary') LIMIT 1), 1, 'one session is ended');
SELECT is((SELECT person_sessions_end('mary', session_id) FROM person_sessions('mary') LIMIT 1), 1, 'another');
SELECT is(person_sessions_end('olive', (SELECT session_id FROM person_sessions('mary') LIMIT 1)), 0, 'a number of somebody else''s ends nothing');
SELECT is(person_sessions_end('mary', NULL), 1, 'all that are left');

-- What is told of it.
SELECT is(account_event_words('role-changed', t.detail::jsonb), t.words, 'in words: ' || t.words) FROM (VALUES
  ('{"role": "finance", "from": "2017-05-03", "to": "2017-06-01", "was_from": "2017-05-03"}', 'Finance until 1 June 2017, before that without an end'),
  ('{"role": "chief_officer", "from": "2017-05-03", "to": null, "was_from": "2017-05-01", "was_to": "2017-06-01"}',
   'Chief officer from 3 May 2017, before that from 1 May 2017 until 1 June 2017')) t (detail, words);
SELECT results_eq($$SELECT what, by_whom FROM person_history('olive')$$, format($$VALUES ('Finance given from %1$s', 'adam'),
  ('No longer known to lists as %2$s', 'adam'), ('Known to lists as %2$s', 'adam')$$, day_words(today()), :'lead'), 'the history of an account, the newest first');
SELECT results_eq($$SELECT DISTINCT sort, what FROM person_changes(today(), today()) WHERE username IN ('olive', 'mary') AND sort <> 'Mover' ORDER BY 1$$,
  $$VALUES ('Joiner', 'Enabled'), ('Leaver', 'Disabled')$$, 'joiners and leavers');
SELECT is((SELECT sort FROM person_changes(today(), today()) WHERE username = 'ann' AND what LIKE 'Invited%'), 'Joiner', 'who is invited joins');
SELECT is((SELECT string_agg(DISTINCT sort, '') FROM person_changes(today(), today()) WHERE username = 'olive'), 'Mover', 'who is given a role moves');
SELECT is((SELECT count(*) FROM person_changes(today() - 5, today() - 1) WHERE username = 'ann'), 0::bigint, 'other days have none of it');
:superuser
UPDATE person_role SET from_day = today() - 9, to_day = today() - 4 WHERE role = 'finance';
:person('alma') \g /dev/null
SELECT results_eq($$SELECT on_day, sort, what FROM person_changes(today() - 20, today() - 1) WHERE username = 'olive'$$,
  $$VALUES (today() - 4, 'Mover', 'Last day of Finance'), (today() - 9, 'Mover', 'Finance begins')$$, 'roles begin and end by their days');
SELECT is((SELECT may FROM person_page('olive')), false, 'an auditor looks');
SELECT refused(t.call, 'MH403', 'you do not have the right to do this: it takes the role admin', 'an auditor changes nothing: ' || t.call) FROM (VALUES
  ($$person_invite('x', 'X', NULL, NULL, '{}', NULL, NULL, '\x03')$$), ($$person_link('ann', '\x03')$$), ($$person_role_give('ann', 'member', NULL, NULL)$$),
  ($$person_role_end('ann', 'analyst', NULL)$$), ($$person_names_give('ann', '{Mr A Adams}')$$), ($$person_name_take('mary', 'Mr R Smith')$$),
  ($$person_disable('ann')$$), ($$person_enable('ann')$$), ($$person_sessions_end('ann', NULL)$$), ($$person_password('ann', 'x')$$)) t (call);
:person('mary') \g /dev/null
SELECT is((SELECT string_agg(username, '') FROM person_list()), 'mary', 'others see themselves');
SELECT refused(t.call, 'MH403', 'you do not have the right to see this: it takes the role admin or auditor', 'and nothing more: ' || t.call) FROM (VALUES
  ($$person_page('mary')$$), ($$person_roles('mary')$$), ($$person_names('mary')$$), ($$names_free()$$), ($$person_sessions('mary')$$),
  ($$person_history('mary')$$), ($$person_changes(today(), today())$$)) t (call);

-- The operator can end the last administrator's access, for the operator can make another.
:operator
SELECT person_disable('eve') \g /dev/null
SELECT lives_ok($$SELECT person_disable('adam')$$, 'the operator disables the last administrator');
:superuser
SELECT is((SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
             LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
           WHERE n.nspname LIKE 'moothall%' AND a.grantee = 0 AND p.prosecdef AND p.proname ~ '^(invitation|person|names)_'),
  0::bigint, 'none of these functions is for everybody');
SELECT * FROM finish();
ROLLBACK;
