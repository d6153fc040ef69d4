-- Proving once more who one is: a code after the password, or either before administration. While a session has
-- something to prove, row-level security knows nobody: these functions take the session's token itself.

-- The session, whatever it has still to prove; of nulls if it has ended or its person is disabled.
CREATE FUNCTION session_of(token bytea, idle interval) RETURNS session
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  found session;
BEGIN
  SELECT s.* INTO found FROM session s JOIN person p USING (person_id)
    WHERE s.token_hash = token AND s.seen_at > now() - idle AND s.ends_at > now() AND p.disabled_at IS NULL;
  RETURN found;
END
$$;

-- After so many failures in a row: four are free, then each is followed by a wait, of half a minute at first and a
-- quarter of an hour at most.
CREATE FUNCTION proof_wait(failures integer) RETURNS interval LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN failures < 5 THEN interval '0'
              ELSE least(interval '30 seconds' * power(2, least(failures - 5, 20)), interval '15 minutes') END;

-- ... and so many in one session end it.
CREATE FUNCTION proof_failures_most() RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN 10;

-- What a session's person can prove it by.
CREATE FUNCTION proof_by(token bytea, idle interval, OUT username text, OUT by_code boolean, OUT by_password boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT integer := (session_of(token, idle)).person_id;
BEGIN
  by_code := EXISTS (SELECT FROM factor f WHERE f.person_id = who);
  SELECT p.username, p.password_hash IS NOT NULL AND NOT by_code INTO username, by_password
    FROM person p WHERE p.person_id = who;
END
$$;

-- An attempt counts as failed until it has succeeded, so that attempts made at the same moment cannot slip under the
-- limit together; one within a wait is not counted, so that the wait ends. person_id is null if the session has ended.
-- `at` is the time by which codes are judged, in seconds.
CREATE FUNCTION proof_attempt(token bytea, idle interval, OUT person_id integer, OUT wait_seconds integer,
  OUT password_hash text, OUT sealed bytea, OUT last_step bigint, OUT at bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who CONSTANT integer := (session_of(token, idle)).person_id;
  c proof_count;
BEGIN
  IF who IS NULL THEN
    RETURN;
  END IF;
  person_id := who;
  INSERT INTO proof_count AS p (person_id) VALUES (who)
    ON CONFLICT (person_id) DO UPDATE
      SET failures = CASE WHEN p.failed_at > now() - interval '1 day' THEN p.failures ELSE 0 END
    RETURNING * INTO c;
  IF waits_until(c.failed_at, c.free_at) > now() THEN
    wait_seconds := ceil(extract(epoch FROM c.free_at - now()))::integer;
    RETURN;
  END IF;
  UPDATE proof_count p
    SET failures = c.failures + 1, failed_at = now(), free_at = now() + proof_wait(c.failures + 1)
    WHERE p.person_id = who;
  UPDATE session s SET failures = s.failures + 1 WHERE s.token_hash = token;
  SELECT p.password_hash INTO password_hash FROM person p WHERE p.person_id = who;
  SELECT f.sealed, f.last_step INTO sealed, last_step FROM factor f WHERE f.person_id = who;
  at := floor(extract(epoch FROM now()));
END
$$;

-- It was wrong: put on record, and after too many the session ends.
CREATE FUNCTION proof_refused(token bytea, idle interval, means text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  s CONSTANT session := session_of(token, idle);
  ended CONSTANT boolean := s.failures >= proof_failures_most();
BEGIN
  PERFORM audit_note('sign-in-refused', (SELECT p.username FROM person p WHERE p.person_id = s.person_id),
                     jsonb_build_object('by', means, 'ended', ended));
  IF ended THEN
    DELETE FROM session WHERE token_hash = token;
  END IF;
  RETURN ended;
END
$$;

-- It was right, as far as the program can tell: the session goes on under a new token, with nothing left to prove, and
-- its person is the one that row-level security knows from here on. What can be used once, a code of a step or a
-- recovery code, is used here; `verdict` is "used" or "wrong" if it cannot be.
CREATE FUNCTION proof_done(token bytea, idle interval, new_token bytea, means text, step bigint, recovery bytea,
  OUT verdict text, OUT codes_left bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  s CONSTANT session := session_of(token, idle);
  called CONSTANT text := (SELECT p.username FROM person p WHERE p.person_id = s.person_id);
BEGIN
  IF s.person_id IS NULL THEN
    PERFORM refuse('MH409', 'your session has ended: sign in again');
  END IF;
  verdict := CASE
    WHEN step IS NOT NULL THEN factor_use(s.person_id, step)
    WHEN recovery IS NOT NULL THEN recovery_use(s.person_id, recovery)
    ELSE 'right' END;
  IF verdict <> 'right' THEN
    RETURN;
  END IF;
  DELETE FROM proof_count p WHERE p.person_id = s.person_id;
  UPDATE session SET token_hash = new_token, pending = NULL, fresh_at = now(), failures = 0 WHERE token_hash = token;
  IF s.pending IS NOT NULL THEN
    UPDATE session SET ends_at = now() + session_lasts() WHERE token_hash = new_token;
  END IF;
  PERFORM set_config('moothall.person', s.person_id::text, true);
  PERFORM audit_note(CASE WHEN s.pending IS NULL THEN 'identity-confirmed' ELSE 'sign-in' END, called,
                     jsonb_build_object('by', means));
  IF recovery IS NOT NULL THEN
    codes_left := (SELECT count(*) FROM recovery_code c WHERE c.person_id = s.person_id AND c.used_at IS NULL);
    PERFORM audit_note('recovery-used', called, jsonb_build_object('left', codes_left));
  END IF;
END
$$;

SELECT for_nobody('session_of(bytea, interval)');
SELECT for_application('proof_by(bytea, interval)', 'proof_attempt(bytea, interval)',
  'proof_refused(bytea, interval, text)', 'proof_done(bytea, interval, bytea, text, bigint, bytea)');
