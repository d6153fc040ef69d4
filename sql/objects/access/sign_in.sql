-- Holding guesses back. An attempt counts as failed until it has succeeded, so that attempts made at the same moment
-- cannot slip under the limit together. After some failures each next one is followed by a wait, which doubles up to
-- the longest; an attempt within a wait is not counted, so that the wait ends. A success forgets, and so does a day
-- without a failure. Counted are
--
--   device    a browser in which this person has signed in before: that alone is counted there, and so no stranger's
--             failures hold the person back in it
--   name      a name from one network: a stranger holds back others of that network, in browsers new to them
--   network   all names from one network
--   anywhere  a name from all networks: more than one network alone gets to
--
-- Names that there are and names that there are not are treated alike, word for word and step for step.
CREATE FUNCTION sign_in_waits() RETURNS TABLE (kind text, free integer, first interval, longest interval)
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  VALUES ('device', 10, interval '30 seconds', interval '15 minutes'),
         ('name', 5, interval '30 seconds', interval '15 minutes'),
         ('network', 30, interval '10 seconds', interval '1 minute'),
         ('anywhere', 100, interval '30 seconds', interval '15 minutes');
END;

-- The wait after so many failures.
CREATE FUNCTION sign_in_wait(of_kind text, failures integer) RETURNS interval LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN failures < w.free THEN interval '0'
              ELSE least(w.first * power(2, least(failures - w.free, 20)), w.longest) END
  FROM sign_in_waits() w WHERE w.kind = of_kind;
END;

-- Until when somebody waits who failed then. Who failed in a minute that is still to come did so before the clock was
-- set back, and does not wait for it to get there; another attempt of this moment may be later than this by less.
CREATE FUNCTION waits_until(failed_at timestamptz, free_at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE
  RETURN CASE WHEN failed_at < now() + interval '1 minute' THEN free_at END;

-- Where an address belongs: in IPv6 a household or an office has 2^64 of them.
CREATE FUNCTION network_of(address text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  a inet;
BEGIN
  a := address::inet;
  RETURN CASE WHEN family(a) = 4 OR a <<= '::ffff:0.0.0.0/96' THEN host(a) ELSE network(set_masklen(a, 64))::text END;
EXCEPTION WHEN invalid_text_representation THEN
  RETURN address;  -- nginx calls a Unix socket "unix:"
END
$$;

CREATE FUNCTION sign_in_name(typed text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN left(lower(btrim(typed)), 64);

CREATE FUNCTION is_known_device(of_device bytea, who integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM device d WHERE d.token_hash = of_device AND d.person_id = who
                   AND d.used_at > now() - interval '180 days');
END
$$;

-- What an attempt counts for, in the order in which all take the locks.
CREATE FUNCTION sign_in_counts(name text, from_address text, of_device bytea, who integer)
RETURNS TABLE (kind text, key bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  known CONSTANT boolean := is_known_device(of_device, who);
  salt CONSTANT text := (SELECT s.secret::text FROM sign_in_secret s);
BEGIN
  RETURN QUERY
    SELECT c.kind, sha256(convert_to(concat_ws(chr(31), salt, c.kind, c.of), 'UTF8'))
    FROM (VALUES ('anywhere', false, sign_in_counts.name),
                 ('device', true, concat_ws(chr(31), encode(of_device, 'hex'), who)),
                 ('name', false, concat_ws(chr(31), sign_in_counts.name, network_of(from_address))),
                 ('network', false, network_of(from_address))) c (kind, of_known, of)
    WHERE c.of_known = known
    ORDER BY c.kind;
END
$$;

-- Puts it on record that somebody was not let in. Whom they wanted to be is recorded only if there is such a user: a
-- password is easily typed into the wrong field.
CREATE FUNCTION sign_in_refused(typed text, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM audit_note('sign-in-refused', (SELECT p.username FROM person p WHERE p.username = sign_in_name(typed)),
                     jsonb_build_object('reason', reason));
END
$$;

-- Whether an attempt may go on. wait_seconds is null if so; password_hash is null for a name that is unknown, disabled
-- or without a password.
CREATE FUNCTION sign_in_attempt(typed text, from_address text, device bytea,
  OUT wait_seconds integer, OUT person_id integer, OUT password_hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  wanted CONSTANT text := sign_in_name(typed);
  who CONSTANT integer := (SELECT p.person_id FROM person p WHERE p.username = wanted);
  c record;
  free timestamptz;
  blocked timestamptz;
BEGIN
  DELETE FROM sign_in_count s USING (
    SELECT o.kind, o.key FROM sign_in_count o WHERE o.failed_at <= now() - interval '1 day'
    LIMIT 100 FOR UPDATE SKIP LOCKED) AS old
  WHERE s.kind = old.kind AND s.key = old.key;
  FOR c IN SELECT * FROM sign_in_counts(wanted, from_address, device, who) LOOP
    INSERT INTO sign_in_count AS s (kind, key) VALUES (c.kind, c.key)
      ON CONFLICT (kind, key) DO UPDATE SET failures = s.failures
        RETURNING waits_until(s.failed_at, s.free_at) INTO free;
    blocked := greatest(blocked, free);
  END LOOP;
  IF blocked > now() THEN
    wait_seconds := ceil(extract(epoch FROM blocked - now()))::integer;
    PERFORM sign_in_refused(typed, 'too many attempts');
    RETURN;
  END IF;
  UPDATE sign_in_count s
    SET failures = s.failures + 1, failed_at = now(), free_at = now() + sign_in_wait(s.kind, s.failures + 1)
    FROM sign_in_counts(wanted, from_address, device, who) c WHERE s.kind = c.kind AND s.key = c.key;
  SELECT p.person_id, p.password_hash INTO person_id, password_hash
    FROM person p WHERE p.person_id = who AND p.disabled_at IS NULL;
END
$$;

-- The attempt has succeeded: what this person has failed at from there is forgotten, and its share in what is counted
-- of the network and of the name anywhere. The browser is known from now on, under a new token.
CREATE FUNCTION sign_in_forget(who integer, from_address text, old_device bytea, new_device bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  called CONSTANT text := (SELECT p.username FROM person p WHERE p.person_id = who);
  gone integer;
BEGIN
  -- in the order in which attempts lock them too
  PERFORM FROM sign_in_count s JOIN sign_in_counts(called, from_address, old_device, who) c USING (kind, key)
    ORDER BY s.kind FOR UPDATE OF s;
  gone := (SELECT max(s.failures) FROM sign_in_count s JOIN sign_in_counts(called, from_address, old_device, who) c
             USING (kind, key) WHERE kind = 'name');
  UPDATE sign_in_count s SET failures = greatest(s.failures - gone, 0),
      free_at = s.failed_at + sign_in_wait(s.kind, greatest(s.failures - gone, 0))
    FROM sign_in_counts(called, from_address, old_device, who) c
    WHERE s.kind = c.kind AND s.key = c.key AND s.kind IN ('network', 'anywhere');
  DELETE FROM sign_in_count s USING sign_in_counts(called, from_address, old_device, who) c
    WHERE s.kind = c.kind AND s.key = c.key AND s.kind IN ('name', 'device');
  DELETE FROM device d WHERE d.used_at <= now() - interval '180 days';
  UPDATE device d SET token_hash = new_device WHERE d.token_hash = old_device;
  INSERT INTO device (token_hash, person_id) VALUES (new_device, who)
    ON CONFLICT (token_hash, person_id) DO UPDATE SET used_at = now();
  DELETE FROM device d WHERE d.person_id = who AND d.ctid NOT IN (
    SELECT n.ctid FROM device n WHERE n.person_id = who ORDER BY n.used_at DESC LIMIT 20);
END
$$;

-- Whom the server in front has proved somebody to be: the user of that name, or null, which is put on record.
CREATE FUNCTION sign_in_proxy(name text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT integer := (SELECT p.person_id FROM person p
                           WHERE p.username = sign_in_name(sign_in_proxy.name) AND p.disabled_at IS NULL);
BEGIN
  IF who IS NULL THEN
    PERFORM sign_in_refused(name, 'single sign-on: no such user, or disabled');
  END IF;
  RETURN who;
END
$$;

SELECT for_nobody('is_known_device(bytea, integer)', 'sign_in_counts(text, text, bytea, integer)',
  'sign_in_forget(integer, text, bytea, bytea)');
SELECT for_application('sign_in_attempt(text, text, bytea)', 'sign_in_refused(text, text)', 'sign_in_proxy(text)');
