-- Signing in, sessions and the people who have them. The tables behind these functions are closed
-- to the application's role: what is not offered here cannot be done with them.

-- How long a proof of who one is holds for administration.
CREATE FUNCTION fresh_for() RETURNS interval LANGUAGE sql IMMUTABLE
  RETURN interval '10 minutes';

-- Who is asking: finds the session, makes its person the one that row-level security knows for the
-- rest of this transaction, and says who it is. Always one row; person_id is null for nobody, and for whoever has still
-- to prove something: `pending` says what. `fresh`: they have proved who they are within the last minutes, as
-- administration asks for. The address and the request's number are for the audit trail. An
-- ordinary request writes nothing: seen_at moves at most once a minute.
CREATE FUNCTION session_begin(token bytea, idle interval, from_address text DEFAULT NULL, request text DEFAULT NULL,
  OUT person_id integer, OUT username text, OUT name text, OUT roles text, OUT council text, OUT pending text,
  OUT fresh boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  seen timestamptz;
BEGIN
  SELECT p.person_id, p.username, p.name, s.seen_at, s.pending, s.fresh_at > now() - fresh_for(),
         (SELECT string_agg(r.role, ',') FROM person_role r
          WHERE r.person_id = p.person_id AND is_today_within(r.from_day, r.to_day))
    INTO person_id, username, name, seen, pending, fresh, roles
    FROM session s JOIN person p USING (person_id)
    WHERE s.token_hash = token AND s.seen_at > now() - idle AND s.ends_at > now() AND p.disabled_at IS NULL;
  IF pending IS NOT NULL THEN
    person_id := NULL;
    username := NULL;
    name := NULL;
    roles := NULL;
  END IF;
  PERFORM set_config('moothall.person', coalesce(person_id::text, ''), true),
          set_config('moothall.address', coalesce(from_address, ''), true),
          set_config('moothall.request', coalesce(request, ''), true);
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

-- Puts it on record that somebody was not let in. Whom they wanted to be is recorded only if there is such a user: a
-- password is easily typed into the wrong field.
CREATE FUNCTION sign_in_refused(typed text, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM audit_note('sign-in-refused', (SELECT p.username FROM person p WHERE p.username = lower(btrim(typed))),
                     jsonb_build_object('reason', reason));
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
    PERFORM sign_in_refused(typed, 'too many attempts');
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
DECLARE
  asked_by CONSTANT text := coalesce(current_setting('moothall.person', true), '');
BEGIN
  DELETE FROM session s WHERE s.seen_at <= now() - idle OR s.ends_at <= now() OR s.token_hash = old_token;
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
  PERFORM set_config('moothall.person', who::text, true);
  PERFORM audit_note('sign-in', p.username) FROM person p WHERE p.person_id = who;
  PERFORM set_config('moothall.person', asked_by, true);
END
$$;

CREATE FUNCTION session_end(token bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  whose integer;
BEGIN
  DELETE FROM session s WHERE s.token_hash = token RETURNING s.person_id INTO whose;
  PERFORM audit_note('sign-out', p.username) FROM person p WHERE p.person_id = whose;
END
$$;

DO $$
DECLARE
  f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['session_begin(bytea, interval, text, text)', 'council_name()', 'contact_words()',
    'sign_in_refused(text, text)', 'sign_in_attempt(text, text)',
    'session_open(integer, bytea, bytea, text, interval, text)', 'session_end(bytea)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO moothall_app', f);
  END LOOP;
END
$$;
