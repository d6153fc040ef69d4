-- The second factor: codes by time (src/auth/totp.c), and recovery codes for whoever has lost what makes them.

-- What a session's person has, and has to have; and the time by which codes are judged, in seconds. Also of a session
-- that has to add one first.
CREATE FUNCTION factor_state(token bytea, idle interval, OUT person_id integer, OUT username text, OUT has boolean,
  OUT added text, OUT codes_left bigint, OUT wanted boolean, OUT at bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who CONSTANT integer := (session_of(token, idle)).person_id;
BEGIN
  SELECT p.person_id, p.username, f.person_id IS NOT NULL, moment_words(f.added_at), factor_wanted(roles_now(who))
    INTO person_id, username, has, added, wanted
    FROM person p LEFT JOIN factor f USING (person_id) WHERE p.person_id = who;
  codes_left := (SELECT count(*) FROM recovery_code c WHERE c.person_id = who AND c.used_at IS NULL);
  at := floor(extract(epoch FROM now()));
END
$$;

-- Whether one of these roles asks for a second factor.
CREATE FUNCTION factor_wanted(roles text[]) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN coalesce(roles && (SELECT string_to_array(s.value, ',') FROM setting s WHERE s.key = 'second_factor_roles'),
                  false);
END
$$;

-- A session whose person has proved of late who they are: what changes a factor asks for it, whatever the page says.
CREATE FUNCTION session_fresh(token bytea, idle interval) RETURNS session
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  s CONSTANT session := session_of(token, idle);
BEGIN
  IF s.person_id IS NULL THEN
    PERFORM refuse('MH409', 'your session has ended: sign in again');
  ELSIF s.pending = 'code' OR s.fresh_at <= now() - fresh_for() THEN
    PERFORM refuse('MH403', 'confirm first that it is you');
  END IF;
  RETURN s;
END
$$;

-- Other sessions end with what let them in; this one goes on under a new token.
CREATE FUNCTION session_alone(token bytea, new_token bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  DELETE FROM session o USING session s
    WHERE s.token_hash = token AND o.person_id = s.person_id AND o.token_hash <> token;
  UPDATE session SET token_hash = new_token, fresh_at = now(), failures = 0, pending = NULL WHERE token_hash = token;
END
$$;

-- 'right' the first time, 'used' from then on: also for all codes before it.
CREATE FUNCTION factor_use(who integer, step bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  UPDATE factor f SET last_step = step WHERE f.person_id = who AND f.last_step < step;
  RETURN CASE WHEN FOUND THEN 'right' ELSE 'used' END;
END
$$;

CREATE FUNCTION recovery_use(who integer, recovery bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  UPDATE recovery_code c SET used_at = now() WHERE c.person_id = who AND c.hash = recovery AND c.used_at IS NULL;
  IF FOUND THEN
    RETURN 'right';
  END IF;
  RETURN CASE WHEN EXISTS (SELECT FROM recovery_code c WHERE c.person_id = who AND c.hash = recovery)
              THEN 'used' ELSE 'wrong' END;
END
$$;

-- New recovery codes take the place of those before.
CREATE FUNCTION recovery_set(who integer, hashes bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  DELETE FROM recovery_code c WHERE c.person_id = who;
  INSERT INTO recovery_code (person_id, hash) SELECT who, h FROM unnest(hashes) h;
END
$$;

CREATE FUNCTION factor_add(token bytea, idle interval, new_token bytea, sealed bytea, step bigint, hashes bytea[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  s CONSTANT session := session_of(token, idle);
  who CONSTANT integer := CASE WHEN may_add_first(s) THEN s.person_id ELSE (session_fresh(token, idle)).person_id END;
BEGIN
  INSERT INTO factor AS f (person_id, sealed, last_step) VALUES (who, sealed, step) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    PERFORM refuse('MH409', 'you have a second factor already: remove it before you add another');
  END IF;
  PERFORM recovery_set(who, hashes);
  PERFORM session_alone(token, new_token);
  PERFORM set_config('moothall.person', who::text, true);
  PERFORM audit_note('factor-added', p.username) FROM person p WHERE p.person_id = who;
END
$$;

CREATE FUNCTION recovery_renew(token bytea, idle interval, hashes bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT integer := (session_fresh(token, idle)).person_id;
BEGIN
  IF NOT EXISTS (SELECT FROM factor f WHERE f.person_id = who) THEN
    PERFORM refuse('MH409', 'you have no second factor');
  END IF;
  PERFORM recovery_set(who, hashes);
  PERFORM audit_note('recovery-renewed', p.username) FROM person p WHERE p.person_id = who;
END
$$;

CREATE FUNCTION factor_drop(who integer, proof text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  had boolean;
BEGIN
  DELETE FROM recovery_code c WHERE c.person_id = who;
  DELETE FROM factor f WHERE f.person_id = who;
  had := FOUND;
  IF had THEN
    PERFORM audit_note('factor-removed', p.username, jsonb_strip_nulls(jsonb_build_object('proof', proof)))
      FROM person p WHERE p.person_id = who;
  END IF;
  RETURN had;
END
$$;

CREATE FUNCTION factor_remove(token bytea, idle interval, new_token bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT integer := (session_fresh(token, idle)).person_id;
BEGIN
  IF NOT factor_drop(who) THEN
    PERFORM refuse('MH409', 'you have no second factor');
  END IF;
  PERFORM session_alone(token, new_token);
END
$$;

-- How it was seen to that it is them who asks, in the words of the trail.
CREATE FUNCTION proofs_of_identity() RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY['in-person', 'telephone', 'manager'];

-- For whoever has lost theirs, by an administrator or the operator, who see to it that it is them who asks, and say
-- how: that is on record.
CREATE FUNCTION factor_reset(of_username text, proof text, since integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  number CONSTANT integer := (person_hold(of_username, since)).person_id;
BEGIN
  IF proof IS NULL OR proof <> ALL (proofs_of_identity()) THEN
    PERFORM refuse_at('proof', 'MH400', format('how was it seen to that it is them: %s?',
                                               array_to_string(proofs_of_identity(), ', ')));
  ELSIF number = asking_person() THEN
    PERFORM refuse('MH403', 'nobody may take the second factor from themselves in this way: it is removed in "Your '
      'account", with a code, or by another administrator');
  ELSIF NOT factor_drop(number, proof) THEN
    PERFORM refuse('MH409', format('the user "%s" has no second factor', of_username));
  END IF;
  DELETE FROM session WHERE person_id = number;
END
$$;

-- What is sealed, for the operator, whose host has the keys: held until the transaction ends, so that nothing of it
-- changes meanwhile.
CREATE FUNCTION factors_sealed() RETURNS TABLE (person_id integer, username text, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_operate();
  RETURN QUERY SELECT f.person_id, p.username, f.sealed FROM factor f JOIN person p USING (person_id)
    ORDER BY f.person_id FOR UPDATE OF f;
END
$$;

CREATE FUNCTION factor_reseal(who integer, sealed_anew bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM must_operate();
  UPDATE factor f SET sealed = sealed_anew WHERE f.person_id = who;
  PERFORM audit_note('factor-resealed', p.username) FROM person p WHERE p.person_id = who;
END
$$;

SELECT for_nobody('factor_wanted(text[])', 'session_fresh(bytea, interval)', 'session_alone(bytea, bytea)',
  'factor_use(integer, bigint)', 'recovery_use(integer, bytea)', 'recovery_set(integer, bytea[])',
  'factor_drop(integer, text)');
SELECT for_application('factor_state(bytea, interval)', 'factor_add(bytea, interval, bytea, bytea, bigint, bytea[])',
  'recovery_renew(bytea, interval, bytea[])', 'factor_remove(bytea, interval, bytea)',
  'factor_reset(text, text, integer)',
  'factors_sealed()', 'factor_reseal(integer, bytea)');
