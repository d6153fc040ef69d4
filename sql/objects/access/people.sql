-- Users, their roles and the names by which lists know them: for administrators and the operator. The tables are read
-- by their policies and written by these functions alone. What is written of it goes on record with what it was before.

CREATE FUNCTION must_administer() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT (is_operator() OR has_role('admin')) THEN
    PERFORM refuse('MH403', 'you do not have the right to do this: it takes the role admin');
  END IF;
END
$$;

CREATE FUNCTION roles_known() RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY['member', 'officer', 'analyst', 'finance', 'chief_officer', 'committee_officer', 'auditor', 'admin'];

CREATE FUNCTION must_be_role(of_role text) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF of_role IS NULL OR of_role <> ALL (roles_known()) THEN
    PERFORM refuse_at('role', 'MH400', format('there is no role "%s": the roles are %s', left(of_role, 40),
                                              array_to_string(roles_known(), ', ')));
  END IF;
END
$$;

-- The version that a form says it was filled in on; null: it is no form. What is no number was no version ever.
CREATE FUNCTION version_seen(sent text) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN sent ~ '^[0-9]{1,9}$' THEN sent::integer WHEN sent IS NOT NULL THEN 0 END;

-- The person that is to be changed, whom nobody else changes until this is done. `since` is the version that whoever
-- asks has seen; null: whatever it is. One change at a time: each may be what leaves nobody to administer.
CREATE FUNCTION person_hold(of_username text, since integer) RETURNS person LANGUAGE plpgsql
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who person;
BEGIN
  PERFORM must_administer();
  LOCK TABLE person_role IN SHARE ROW EXCLUSIVE MODE;
  SELECT * INTO who FROM person p WHERE p.username = of_username;
  IF who.person_id IS NULL THEN
    PERFORM refuse('MH404', format('there is no user "%s"', left(of_username, 64)));
  ELSIF since <> who.version THEN
    PERFORM refuse('MH409', format('somebody else has changed %s meanwhile: look at what holds now, then change it',
                                   who.name));
  END IF;
  UPDATE person SET version = version + 1 WHERE person_id = who.person_id;
  RETURN who;
END
$$;

CREATE FUNCTION must_be_another(number integer, what text) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF number = asking_person() THEN
    PERFORM refuse('MH403', format('nobody may %s: another administrator can', what));
  END IF;
END
$$;

-- Refused is what would leave, on that day, no administrator who can sign in. The operator can always make one.
CREATE FUNCTION must_leave_administrator(number integer, on_day date) RETURNS void LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  IF NOT is_operator() AND NOT EXISTS (
    SELECT FROM person p JOIN person_role r USING (person_id)
    WHERE r.role = 'admin' AND p.person_id <> number AND p.disabled_at IS NULL
      AND (p.password_hash IS NOT NULL OR p.signed_in_at IS NOT NULL)
      AND on_day BETWEEN coalesce(r.from_day, '-infinity'::date) AND coalesce(r.to_day, 'infinity'::date))
  THEN
    PERFORM refuse('MH409', 'nobody would be left who can administer: give somebody else the role admin first, and let '
      'them sign in');
  END IF;
END
$$;

-- Who administers now.
CREATE FUNCTION administers(number integer) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN ARRAY['admin'] <@ roles_now(number)
    AND EXISTS (SELECT FROM person p WHERE p.person_id = number AND p.disabled_at IS NULL);
END
$$;

-- The days of a role that is to be given.
CREATE FUNCTION must_be_days(from_day date, to_day date) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF from_day < today() THEN
    PERFORM refuse_at('from', 'MH400', 'a role begins today or later');
  ELSIF to_day < from_day THEN
    PERFORM refuse_at('to', 'MH400', format('a role cannot end on %s, before it begins on %s', day_words(to_day),
                                            day_words(from_day)));
  ELSIF to_day < today() THEN
    PERFORM refuse_at('to', 'MH400', 'the last day of a role is today or later');
  END IF;
END
$$;

-- Puts on record what was done, and returns it in words.
CREATE FUNCTION person_note(event text, who person, detail jsonb) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM audit_note(event, who.username, detail);
  RETURN account_event_words(event, detail);
END
$$;

-- A role from one day to another, or, of one that somebody has, its new days: of one that has begun the last alone.
-- Without a first day it begins today, without a last one it does not end.
CREATE FUNCTION person_role_give(of_username text, of_role text, first_day date, last_day date,
  since integer DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who CONSTANT person := person_hold(of_username, since);
  before person_role;
  begins date;
BEGIN
  PERFORM must_be_another(who.person_id, 'give a role to themselves');
  PERFORM must_be_role(of_role);
  SELECT * INTO before FROM person_role r WHERE r.person_id = who.person_id AND r.role = of_role
    AND (r.to_day IS NULL OR r.to_day >= today());
  IF before.role IS NULL THEN
    begins := coalesce(first_day, today());
    PERFORM must_be_days(begins, last_day);
    INSERT INTO person_role (person_id, role, from_day, to_day) VALUES (who.person_id, of_role, begins, last_day)
      ON CONFLICT (person_id, role) DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day;
    RETURN person_note('role-given', who, jsonb_build_object('role', of_role, 'from', begins, 'to', last_day));
  END IF;
  begins := before.from_day;
  IF begins > today() THEN
    begins := coalesce(first_day, begins);
    PERFORM must_be_days(begins, last_day);
  ELSIF first_day IS DISTINCT FROM begins AND first_day IS NOT NULL THEN
    PERFORM refuse_at('from', 'MH409', 'they have this role already: its first day is past, only its last can change');
  ELSIF last_day < today() THEN
    PERFORM must_be_days(NULL, last_day);
  END IF;
  IF begins IS NOT DISTINCT FROM before.from_day AND last_day IS NOT DISTINCT FROM before.to_day THEN
    PERFORM refuse_at('role', 'MH409', 'they have this role already, for just these days');
  ELSIF last_day IS NOT NULL AND of_role = 'admin' AND administers(who.person_id) THEN
    PERFORM must_leave_administrator(who.person_id, last_day + 1);
  END IF;
  UPDATE person_role r SET from_day = begins, to_day = last_day WHERE r.person_id = who.person_id AND r.role = of_role;
  RETURN person_note('role-changed', who, jsonb_build_object('role', of_role, 'from', begins, 'to', last_day,
    'was_from', before.from_day, 'was_to', before.to_day));
END
$$;

-- Without a day it ends at once.
CREATE FUNCTION person_role_end(of_username text, of_role text, on_day date, since integer DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who CONSTANT person := person_hold(of_username, since);
  before person_role;
BEGIN
  PERFORM must_be_role(of_role);
  SELECT * INTO before FROM person_role r WHERE r.person_id = who.person_id AND r.role = of_role
    AND (r.to_day IS NULL OR r.to_day >= today());
  IF before.role IS NULL THEN
    PERFORM refuse_at('role', 'MH409', format('%s does not have the role %s', who.name, of_role));
  ELSIF on_day < today() THEN
    PERFORM refuse_at('to', 'MH400', 'a role ends today or later; without a day it ends at once');
  ELSIF on_day < before.from_day THEN
    PERFORM refuse_at('to', 'MH400', format('a role cannot end on %s, before it begins on %s', day_words(on_day),
                                            day_words(before.from_day)));
  ELSIF of_role = 'admin' AND administers(who.person_id) THEN
    PERFORM must_leave_administrator(who.person_id, coalesce(on_day + 1, today()));
  END IF;
  IF on_day IS NULL AND before.from_day >= today() THEN
    DELETE FROM person_role r WHERE r.person_id = who.person_id AND r.role = of_role;
  ELSE
    UPDATE person_role r SET to_day = coalesce(on_day, today() - 1)
      WHERE r.person_id = who.person_id AND r.role = of_role;
  END IF;
  RETURN person_note('role-ended', who, jsonb_build_object('role', of_role, 'from', before.from_day, 'to', on_day,
    'was_to', before.to_day));
END
$$;

-- Whether a list that was imported has somebody of this name: a seat, a lead, an owner of data, an author.
CREATE FUNCTION is_listed(of_name text) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM seat s WHERE s.person = of_name)
    OR EXISTS (SELECT FROM indicator_definition d WHERE of_name IN (d.lead, d.data_owner))
    OR EXISTS (SELECT FROM agenda_item a WHERE a.lead = of_name);
END
$$;

-- Makes a name of the lists a person's. Refused: a name that stands in none, or is another's.
CREATE FUNCTION person_call(who person, of_name text) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  other text;
BEGIN
  PERFORM must_administer();
  PERFORM must_be_another(who.person_id, 'give a name of the lists to themselves');
  IF NOT is_listed(of_name) THEN
    PERFORM refuse_at('called', 'MH400', format('no list of seats, leads or authors has "%s"', left(of_name, 80)));
  END IF;
  SELECT p.username INTO other FROM person_called c JOIN person p USING (person_id)
    WHERE c.name = of_name AND c.person_id <> who.person_id;
  IF other IS NOT NULL THEN
    PERFORM refuse_at('called', 'MH409', format('"%s" is the user "%s": a name of the lists is one person''s',
                                                left(of_name, 80), other));
  END IF;
  INSERT INTO person_called (name, person_id) VALUES (of_name, who.person_id) ON CONFLICT (name) DO NOTHING;
  IF FOUND THEN
    PERFORM audit_note('name-given', who.username, jsonb_build_object('name', of_name));
  END IF;
END
$$;

CREATE FUNCTION person_names_give(of_username text, names text[], since integer DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT person := person_hold(of_username, since);
BEGIN
  PERFORM person_call(who, n.name) FROM unnest(names) n (name);
END
$$;

-- Makes these names, and no others, those by which lists know them.
CREATE FUNCTION person_names_set(of_username text, names text[], since integer DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who CONSTANT person := person_hold(of_username, since);
  taken text;
BEGIN
  FOR taken IN DELETE FROM person_called c WHERE c.person_id = who.person_id AND c.name <> ALL (names) RETURNING c.name
  LOOP
    PERFORM audit_note('name-taken', who.username, jsonb_build_object('name', taken));
  END LOOP;
  PERFORM person_call(who, n.name) FROM unnest(names) n (name)
    WHERE NOT EXISTS (SELECT FROM person_called c WHERE c.person_id = who.person_id AND c.name = n.name);
END
$$;

CREATE FUNCTION person_name_take(of_username text, of_name text, since integer DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT person := person_hold(of_username, since);
BEGIN
  DELETE FROM person_called c WHERE c.person_id = who.person_id AND c.name = of_name;
  IF NOT FOUND THEN
    PERFORM refuse('MH409', format('no list knows %s as "%s"', who.name, left(of_name, 80)));
  END IF;
  PERFORM audit_note('name-taken', who.username, jsonb_build_object('name', of_name));
END
$$;

CREATE FUNCTION must_be_name(full_name text) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF coalesce(btrim(full_name), '') = '' THEN
    PERFORM refuse_at('name', 'MH400', 'a user needs a name');
  ELSIF full_name ~ '[[:cntrl:]]' OR length(full_name) > 200 THEN
    PERFORM refuse_at('name', 'MH400', 'a name is one line of at most 200 characters');
  END IF;
END
$$;

-- None is null.
CREATE FUNCTION must_be_email(email text) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF length(email) > 254 OR email !~ '^[^[:space:][:cntrl:]<>"(),:;@]+@[^[:space:][:cntrl:]<>"(),:;@]+$' THEN
    PERFORM refuse_at('email', 'MH400', 'an e-mail address is like name@example.gov.uk');
  END IF;
END
$$;

-- A new person. A user name that would be another address of the site's (/users/changes, /users/x.pdf) is none.
CREATE FUNCTION person_make(new_username text, full_name text, new_email text, hash text, called text[],
  new_roles text[], first_day date, last_day date) RETURNS person
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  begins CONSTANT date := coalesce(first_day, today());
  who person;
BEGIN
  PERFORM must_administer();
  IF new_username IS NULL OR new_username !~ '^[a-z0-9][a-z0-9._-]{0,63}$' THEN
    PERFORM refuse_at('username', 'MH400', format('a user name has up to 64 of a-z, 0-9, ".", "_" and "-", '
      'and begins with a letter or digit, not "%s"', left(new_username, 80)));
  ELSIF new_username IN ('changes', 'invite') OR new_username ~ '\.(json|csv|xlsx|pdf)$' THEN
    PERFORM refuse_at('username', 'MH400', format('"%s" cannot be a user name: this site has a page of that name',
                                                  new_username));
  END IF;
  PERFORM must_be_name(full_name), must_be_email(new_email);
  PERFORM must_be_role(r) FROM unnest(new_roles) r;
  IF cardinality(new_roles) > 0 THEN
    PERFORM must_be_days(begins, last_day);
  END IF;
  INSERT INTO person (username, name, email, password_hash) VALUES (new_username, btrim(full_name), new_email, hash)
    ON CONFLICT (username) DO NOTHING RETURNING * INTO who;
  IF who.person_id IS NULL THEN
    PERFORM refuse_at('username', 'MH409', format('there is a user "%s" already', new_username));
  END IF;
  PERFORM audit_note(CASE WHEN hash IS NULL THEN 'user-invited' ELSE 'user-added' END, who.username,
    jsonb_build_object('roles', array_to_string(new_roles, ', '), 'from', begins, 'to', last_day));
  INSERT INTO person_role (person_id, role, from_day, to_day)
    SELECT DISTINCT who.person_id, r, begins, last_day FROM unnest(new_roles) r;
  PERFORM person_call(who, n.name) FROM unnest(called) n (name);
  RETURN who;
END
$$;

-- `hash` is Argon2id's string, or null for somebody who cannot sign in; `called` are the names by which lists know
-- the person.
CREATE FUNCTION person_add(new_username text, full_name text, hash text, called text[],
  new_roles text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT person := person_make(new_username, full_name, NULL, hash, called, new_roles, NULL, NULL);
BEGIN
  RETURN who.person_id;
END
$$;

-- What they are called and where they are written to: what is null stays, a blank address is none. Nothing that
-- somebody may see follows from either. On record with what was before, since a link for a password goes to that
-- address.
CREATE FUNCTION person_details(of_username text, full_name text, new_email text, since integer DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT person := person_hold(of_username, since);
  name_then CONSTANT text := btrim(coalesce(full_name, who.name));
  email_then CONSTANT text := nullif(btrim(coalesce(new_email, who.email, '')), '');
BEGIN
  PERFORM must_be_name(name_then), must_be_email(email_then);
  IF name_then = who.name AND email_then IS NOT DISTINCT FROM who.email THEN
    RETURN;
  END IF;
  UPDATE person SET name = name_then, email = email_then WHERE person_id = who.person_id;
  PERFORM audit_note('details-changed', who.username, jsonb_strip_nulls(
    CASE WHEN name_then <> who.name THEN jsonb_build_object('name', name_then, 'was_name', who.name) ELSE '{}' END
    || CASE WHEN email_then IS DISTINCT FROM who.email
            THEN jsonb_build_object('email', coalesce(email_then, ''), 'was_email', coalesce(who.email, ''))
            ELSE '{}' END));
END
$$;

-- A new password, and a disabled account, end the sessions made with the old one. A password does not
-- enable: who sets one for a disabled user takes them to be able to sign in.
CREATE FUNCTION person_password(of_username text, hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT person := person_hold(of_username, NULL);
BEGIN
  IF who.disabled_at IS NOT NULL THEN
    PERFORM refuse('MH409', format('the user "%s" is disabled and could not sign in with it: enable them first',
                                   of_username));
  END IF;
  UPDATE person SET password_hash = hash WHERE person_id = who.person_id;
  DELETE FROM invitation WHERE person_id = who.person_id;
  DELETE FROM session WHERE person_id = who.person_id;
  PERFORM audit_note('password-changed', who.username);
END
$$;

-- Ends all that they have open, at once: the next request of each finds no session.
CREATE FUNCTION person_disable(of_username text, since integer DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT person := person_hold(of_username, since);
  ended integer;
BEGIN
  IF who.disabled_at IS NOT NULL THEN
    RETURN;
  ELSIF administers(who.person_id) THEN
    PERFORM must_leave_administrator(who.person_id, today());
  END IF;
  UPDATE person SET disabled_at = now() WHERE person_id = who.person_id;
  DELETE FROM invitation WHERE person_id = who.person_id;
  DELETE FROM session WHERE person_id = who.person_id;
  GET DIAGNOSTICS ended = ROW_COUNT;
  PERFORM audit_note('user-disabled', who.username, jsonb_build_object('sessions', ended));
END
$$;

CREATE FUNCTION person_enable(of_username text, since integer DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT person := person_hold(of_username, since);
BEGIN
  PERFORM must_be_another(who.person_id, 'enable themselves');
  IF who.disabled_at IS NULL THEN
    RETURN;
  END IF;
  UPDATE person SET disabled_at = NULL WHERE person_id = who.person_id;
  PERFORM audit_note('user-enabled', who.username,
                     jsonb_build_object('roles', array_to_string(roles_now(who.person_id), ', ')));
END
$$;

-- Ends one of their sessions, by its number, or all of them; how many that were.
CREATE FUNCTION person_sessions_end(of_username text, of_session integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT person := person_hold(of_username, NULL);
  ended integer;
BEGIN
  DELETE FROM session s WHERE s.person_id = who.person_id AND (s.session_id = of_session OR of_session IS NULL);
  GET DIAGNOSTICS ended = ROW_COUNT;
  IF ended > 0 THEN
    PERFORM audit_note('session-ended', who.username, jsonb_build_object('sessions', ended));
  END IF;
  RETURN ended;
END
$$;

SELECT for_nobody('person_hold(text, integer)', 'must_leave_administrator(integer, date)', 'administers(integer)',
  'person_call(person, text)', 'person_make(text, text, text, text, text[], text[], date, date)');
SELECT for_application('person_role_give(text, text, date, date, integer)',
  'person_role_end(text, text, date, integer)', 'is_listed(text)', 'person_names_give(text, text[], integer)',
  'person_names_set(text, text[], integer)', 'person_name_take(text, text, integer)',
  'person_add(text, text, text, text[], text[])', 'person_details(text, text, text, integer)',
  'person_password(text, text)', 'person_disable(text, integer)',
  'person_enable(text, integer)', 'person_sessions_end(text, integer)');
