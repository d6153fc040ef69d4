-- Signing in, sessions and the people who have them. The tables behind these functions are closed
-- to the application's role: what is not offered here cannot be done with them.

-- Who is asking: finds the session, makes its person the one that row-level security knows for the
-- rest of this transaction, and says who it is. Always one row; person_id is null for nobody. An
-- ordinary request writes nothing: seen_at moves at most once a minute.
CREATE FUNCTION session_begin(token bytea, idle interval,
  OUT person_id integer, OUT username text, OUT name text, OUT roles text, OUT council text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  seen timestamptz;
BEGIN
  SELECT p.person_id, p.username, p.name, s.seen_at,
         (SELECT string_agg(r.role, ',') FROM person_role r WHERE r.person_id = p.person_id)
    INTO person_id, username, name, seen, roles
    FROM session s JOIN person p USING (person_id)
    WHERE s.token_hash = token AND s.seen_at > now() - idle AND p.disabled_at IS NULL;
  PERFORM set_config('moothall.person', coalesce(person_id::text, ''), true);
  IF seen < now() - interval '1 minute' THEN
    UPDATE session SET seen_at = now() WHERE token_hash = token;
  END IF;
  council := council_name();
END
$$;

-- What the council is called, also to somebody who has not signed in yet.
CREATE FUNCTION council_name() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  code text;
  called text;
BEGIN
  SELECT value INTO code FROM setting WHERE key = 'council';
  SELECT d.name INTO called
    FROM area a JOIN area_definition d USING (area_id) JOIN import_file f USING (file_id)
      JOIN import i USING (import_id)
    WHERE a.area = code AND i.released_at IS NOT NULL
    ORDER BY d.file_id DESC LIMIT 1;
  RETURN coalesce(called, initcap(code));
END
$$;

-- Whom to ask, in the council's words: on pages that are read before signing in. The newest that members may see.
CREATE FUNCTION contact_words() RETURNS TABLE (word text, text text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT DISTINCT ON (w.word) w.word, w.text FROM council_word w
    WHERE w.word ~ '^(contact|privacy)_' AND w.file_id IN (SELECT released_files())
    ORDER BY w.word, w.file_id DESC;
END
$$;

-- An attempt to sign in counts as failed until it has succeeded, so that attempts made at the same
-- moment cannot slip under the limit together: 5 for a name, 20 from an address, in 15 minutes.
-- wait_seconds is null if this one may go on; a throttled attempt is not counted again, so the
-- wait ends. password_hash is null for a name that is unknown, disabled or without a password;
-- the throttle treats every name alike.
CREATE FUNCTION sign_in_attempt(typed text, from_address text,
  OUT wait_seconds integer, OUT person_id integer, OUT password_hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  span CONSTANT interval := '15 minutes';
  wanted CONSTANT text := left(lower(btrim(typed)), 64);
  blocked timestamptz;
BEGIN
  LOCK TABLE sign_in_failure IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM sign_in_failure f WHERE f.failed_at <= now() - span;
  SELECT max(free_at) INTO blocked FROM (
    (SELECT f.failed_at + span FROM sign_in_failure f WHERE f.username = wanted
       ORDER BY f.failed_at DESC OFFSET 4 LIMIT 1)
    UNION ALL
    (SELECT f.failed_at + span FROM sign_in_failure f WHERE f.address = from_address
       ORDER BY f.failed_at DESC OFFSET 19 LIMIT 1)) AS full_windows (free_at);
  IF blocked IS NOT NULL THEN
    wait_seconds := ceil(extract(epoch FROM blocked - now()))::integer;
    RETURN;
  END IF;
  INSERT INTO sign_in_failure (username, address) VALUES (wanted, from_address);
  SELECT p.person_id, p.password_hash INTO person_id, password_hash
    FROM person p WHERE p.username = wanted AND p.disabled_at IS NULL;
END
$$;

-- After the password was verified: a new session, in place of the one the browser may have had.
-- Sessions past their time are deleted on the way. new_hash is the same password's at the cost
-- that the settings ask for today, or null if it has that already.
CREATE FUNCTION session_open(who integer, token bytea, old_token bytea, from_address text,
  idle interval, new_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  DELETE FROM session s WHERE s.seen_at <= now() - idle OR s.token_hash = old_token;
  DELETE FROM sign_in_failure f USING person p WHERE p.person_id = who AND f.username = p.username;
  INSERT INTO session (token_hash, person_id, address)
    SELECT token, p.person_id, from_address FROM person p
    WHERE p.person_id = who AND p.disabled_at IS NULL AND p.password_hash IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such person' USING ERRCODE = 'MH404';
  END IF;
  IF new_hash IS NOT NULL THEN
    UPDATE person p SET password_hash = new_hash WHERE p.person_id = who;
  END IF;
END
$$;

CREATE FUNCTION session_end(token bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp
BEGIN ATOMIC
  DELETE FROM session WHERE token_hash = token;
END;

-- Users, for administrators and the operator.
CREATE FUNCTION must_administer() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT (is_operator() OR has_role('admin')) THEN
    PERFORM refuse('MH403', 'you do not have the right to do this: it takes the role admin');
  END IF;
END
$$;

CREATE FUNCTION person_number(of_username text) RETURNS integer LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  number integer;
BEGIN
  PERFORM must_administer();
  SELECT p.person_id INTO number FROM person p WHERE p.username = of_username;
  IF number IS NULL THEN
    RAISE EXCEPTION 'there is no user "%"', of_username USING ERRCODE = 'MH404';
  END IF;
  RETURN number;
END
$$;

-- `hash` is Argon2id's string, or null for somebody who cannot sign in; `seat` is the person as
-- the lists of seats have them, or null.
CREATE FUNCTION person_add(new_username text, full_name text, hash text, seat text,
  new_roles text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  known CONSTANT text[] := ARRAY['member', 'officer', 'analyst', 'finance', 'chief_officer',
    'committee_officer', 'auditor', 'admin'];
  unknown text;
  number integer;
BEGIN
  PERFORM must_administer();
  IF new_username !~ '^[a-z0-9][a-z0-9._-]{0,63}$' THEN
    PERFORM refuse('MH400', format('a user name has up to 64 of a-z, 0-9, ".", "_" and "-", '
      'and begins with a letter or digit, not "%s"', left(new_username, 80)));
  END IF;
  SELECT r INTO unknown FROM unnest(new_roles) r WHERE r IS NULL OR r <> ALL (known) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'there is no role "%": the roles are %', unknown, array_to_string(known, ', ')
      USING ERRCODE = 'MH400';
  END IF;
  IF coalesce(full_name, '') = '' THEN
    RAISE EXCEPTION 'a user needs a name' USING ERRCODE = 'MH400';
  END IF;
  IF seat IS NOT NULL AND NOT EXISTS (SELECT FROM seat s WHERE s.person = seat) THEN
    RAISE EXCEPTION 'no committee has a seat for "%"', seat USING ERRCODE = 'MH400';
  END IF;
  INSERT INTO person (username, name, password_hash, seat_name)
    VALUES (new_username, full_name, hash, seat)
    ON CONFLICT (username) DO NOTHING RETURNING person_id INTO number;
  IF number IS NULL THEN
    RAISE EXCEPTION 'there is a user "%" already', new_username USING ERRCODE = 'MH409';
  END IF;
  INSERT INTO person_role (person_id, role) SELECT DISTINCT number, r FROM unnest(new_roles) r;
  RETURN number;
END
$$;

-- A new password, and a disabled account, end the sessions made with the old one. A password does not
-- enable: who sets one for a disabled user takes them to be able to sign in.
CREATE FUNCTION person_password(of_username text, hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  number CONSTANT integer := person_number(of_username);
BEGIN
  IF EXISTS (SELECT FROM person p WHERE p.person_id = number AND p.disabled_at IS NOT NULL) THEN
    PERFORM refuse('MH409', format('the user "%s" is disabled and could not sign in with it: enable them first',
                                   of_username));
  END IF;
  UPDATE person SET password_hash = hash WHERE person_id = number;
  DELETE FROM session WHERE person_id = number;
END
$$;

CREATE FUNCTION person_disable(of_username text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  number CONSTANT integer := person_number(of_username);
BEGIN
  UPDATE person SET disabled_at = coalesce(disabled_at, now()) WHERE person_id = number;
  DELETE FROM session WHERE person_id = number;
END
$$;

CREATE FUNCTION person_enable(of_username text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  number CONSTANT integer := person_number(of_username);
BEGIN
  UPDATE person SET disabled_at = NULL WHERE person_id = number;
END
$$;

-- Whoever may read it all gets it all, others at most themselves: the policies of person decide.
CREATE FUNCTION person_list()
RETURNS TABLE (username text, name text, seat_name text, roles text, disabled boolean,
  created_at timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p.username, p.name, p.seat_name,
         coalesce((SELECT string_agg(r.role, ', ' ORDER BY r.role) FROM person_role r
                   WHERE r.person_id = p.person_id), ''),
         p.disabled_at IS NOT NULL, p.created_at
  FROM person p ORDER BY p.username;
END;

DO $$
DECLARE
  f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['session_begin(bytea, interval)', 'council_name()', 'contact_words()',
    'sign_in_attempt(text, text)', 'session_open(integer, bytea, bytea, text, interval, text)',
    'session_end(bytea)', 'must_administer()', 'person_number(text)',
    'person_add(text, text, text, text, text[])', 'person_password(text, text)',
    'person_disable(text)', 'person_enable(text)', 'person_list()']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO moothall_app', f);
  END LOOP;
END
$$;
