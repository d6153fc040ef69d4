-- Signing in, sessions and the people who have them. The tables behind these functions are closed
-- to the application's role: what is not offered here cannot be done with them.

-- How long a proof of who one is holds for administration.
CREATE FUNCTION fresh_for() RETURNS interval LANGUAGE sql IMMUTABLE
  RETURN interval '10 minutes';

-- Single sign-on says who somebody is, and not that they are at the keyboard: a browser that is left open comes back by
-- itself. So it is no proof for administration. But the first second factor of whoever has nothing else to prove it by
-- is added on the strength of it, soon after signing in.
CREATE FUNCTION may_add_first(s session) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN s.through = 'proxy' AND s.created_at > now() - fresh_for()
    AND EXISTS (SELECT FROM person p WHERE p.person_id = s.person_id AND p.password_hash IS NULL)
    AND NOT EXISTS (SELECT FROM factor f WHERE f.person_id = s.person_id);
END
$$;

-- The roles that somebody holds today. What policies ask for is has_role(), which looks at the same table.
CREATE FUNCTION roles_now(who integer) RETURNS text[] LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT r.role FROM person_role r
               WHERE r.person_id = who AND is_today_within(r.from_day, r.to_day) ORDER BY r.role);
END
$$;

-- Who is asking: finds the session, makes its person the one that row-level security knows for the
-- rest of this transaction, and says who it is. Always one row; person_id is null for nobody, and for whoever has still
-- to prove something: `pending` says what. `fresh`: they have proved who they are within the last minutes, as
-- administration asks for. `may_add`: without that they may add a second factor. `mark`: the digest of the council's
-- mark, with its width and height. `content`: the same while all of this is; to who asked in this session when it was
-- `known`, it is not said again. The address and the request's number are for the audit trail. An ordinary request
-- writes nothing: seen_at moves at most once a minute.
CREATE FUNCTION session_begin(token bytea, idle interval, from_address text DEFAULT NULL, request text DEFAULT NULL,
  known text DEFAULT NULL, OUT person_id integer, OUT username text, OUT name text, OUT roles text, OUT council text,
  OUT pending text, OUT fresh boolean, OUT may_add boolean, OUT mark text, OUT mark_width integer,
  OUT mark_height integer, OUT content text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  seen timestamptz;
BEGIN
  content := content_now();
  SELECT p.person_id, p.username, p.name, s.seen_at, s.pending, s.fresh_at > now() - fresh_for(),
         s.through = 'proxy' AND may_add_first(s)
    INTO person_id, username, name, seen, pending, fresh, may_add
    FROM session s JOIN person p USING (person_id)
    WHERE s.token_hash = token AND s.seen_at > now() - idle AND s.ends_at > now() AND p.disabled_at IS NULL;
  IF seen < now() - interval '1 minute' THEN
    UPDATE session SET seen_at = now() WHERE token_hash = token;
  END IF;
  IF known = content AND person_id IS NOT NULL AND pending IS NULL THEN
    PERFORM set_config('moothall.person', person_id::text, true),
            set_config('moothall.address', coalesce(from_address, ''), true),
            set_config('moothall.request', coalesce(request, ''), true);
    username := NULL;
    name := NULL;
    RETURN;
  END IF;
  roles := array_to_string(roles_now(person_id), ',');
  IF person_id IS NOT NULL AND pending IS NULL AND factor_wanted(string_to_array(roles, ','))
     AND NOT EXISTS (SELECT FROM factor f WHERE f.person_id = session_begin.person_id) THEN
    pending := 'enrol';
  END IF;
  IF pending IS NOT NULL THEN
    person_id := NULL;
    username := NULL;
    name := NULL;
    roles := NULL;
  END IF;
  PERFORM set_config('moothall.person', coalesce(person_id::text, ''), true),
          set_config('moothall.address', coalesce(from_address, ''), true),
          set_config('moothall.request', coalesce(request, ''), true);
  council := council_name();
  SELECT m.digest, m.width, m.height INTO mark, mark_width, mark_height FROM council_mark m;
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

-- How long a session lasts at most, however busy it is.
CREATE FUNCTION session_lasts() RETURNS interval LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN make_interval(hours => setting_value('session_hours')::integer);
END
$$;

-- After somebody has proved who they are: by their password, or to the server in front, `how` (sign_in = proxy). A new
-- session, in place of the one that the browser may have had; whoever they were in it is signed out. Sessions past
-- their time are deleted on the way. new_hash is the same password's at the cost that the settings ask for today, or
-- null if it has that already. Whoever has a second factor has ten minutes to enter a code: until then it is a session
-- of nobody's (proof_done).
CREATE FUNCTION session_open(who integer, how text, token bytea, old_token bytea, old_device bytea, new_device bytea,
  from_address text, idle interval, new_hash text, from_browser text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  asked_by CONSTANT text := coalesce(current_setting('moothall.person', true), '');
  wants_code CONSTANT boolean := EXISTS (SELECT FROM factor f WHERE f.person_id = who);
BEGIN
  DELETE FROM session s WHERE s.seen_at <= now() - idle OR s.ends_at <= now() OR s.token_hash = old_token;
  INSERT INTO session (token_hash, person_id, address, through, browser, pending, ends_at, fresh_at)
    SELECT token, p.person_id, from_address, how, left(from_browser, 300), CASE WHEN wants_code THEN 'code' END,
           now() + CASE WHEN wants_code THEN interval '10 minutes' ELSE session_lasts() END,
           CASE WHEN how = 'proxy' THEN '-infinity' ELSE now() END
    FROM person p
    WHERE p.person_id = who AND p.disabled_at IS NULL AND (how <> 'password' OR p.password_hash IS NOT NULL);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such person' USING ERRCODE = 'MH404';
  END IF;
  IF new_hash IS NOT NULL THEN
    UPDATE person p SET password_hash = new_hash WHERE p.person_id = who;
  END IF;
  PERFORM sign_in_forget(who, from_address, old_device, new_device);
  PERFORM set_config('moothall.person', who::text, true);
  PERFORM audit_note(CASE WHEN wants_code THEN 'sign-in-begun' ELSE 'sign-in' END, p.username,
                     jsonb_build_object('how', how))
    FROM person p WHERE p.person_id = who;
  PERFORM set_config('moothall.person', asked_by, true);
END
$$;

-- Returns how its person had proved who they are; null if there is no such session.
CREATE FUNCTION session_end(token bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  whose integer;
  how text;
BEGIN
  DELETE FROM session s WHERE s.token_hash = token RETURNING s.person_id, s.through INTO whose, how;
  PERFORM audit_note('sign-out', p.username) FROM person p WHERE p.person_id = whose;
  RETURN how;
END
$$;

SELECT for_nobody('roles_now(integer)', 'may_add_first(session)');
SELECT for_application('session_begin(bytea, interval, text, text, text)', 'council_name()', 'contact_words()',
  'session_open(integer, text, bytea, bytea, bytea, bytea, text, interval, text, text)', 'session_end(bytea)');
