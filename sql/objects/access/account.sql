-- One's own account: who one is here, one's password and one's sessions.

-- A browser, as it calls itself, in words: most call themselves by the names of several.
CREATE FUNCTION browser_words(agent text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN b.name IS NULL THEN 'a program that does not say which'
              ELSE concat_ws(' on ', b.name, s.name) END
  FROM (SELECT CASE
          WHEN agent ~ 'Edg(e|A|iOS)?/' THEN 'Edge'
          WHEN agent ~ 'OPR/|Opera' THEN 'Opera'
          WHEN agent ~ 'SamsungBrowser/' THEN 'Samsung Internet'
          WHEN agent ~ '(Firefox|FxiOS)/' THEN 'Firefox'
          WHEN agent ~ '(Chrome|Chromium|CriOS)/' THEN 'Chrome'
          WHEN agent ~ 'Safari/' THEN 'Safari'
          WHEN agent ~ '^[A-Za-z][A-Za-z0-9._-]{0,30}/' THEN substring(agent FROM '^[^/]+') END AS name) b,
       (SELECT CASE
          WHEN agent ~ 'iPhone' THEN 'an iPhone'
          WHEN agent ~ 'iPad' THEN 'an iPad'
          WHEN agent ~ 'Android' THEN 'Android'
          WHEN agent ~ 'Windows' THEN 'Windows'
          WHEN agent ~ 'CrOS' THEN 'ChromeOS'
          WHEN agent ~ 'Mac OS X|Macintosh' THEN 'a Mac'
          WHEN agent ~ 'Linux' THEN 'Linux' END AS name) s
$$;

CREATE FUNCTION account_person(OUT username text, OUT name text, OUT has_password boolean, OUT called text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SELECT p.username, p.name, p.password_hash IS NOT NULL,
         (SELECT string_agg(c.name, '; ' ORDER BY c.name) FROM person_called c WHERE c.person_id = p.person_id)
    INTO username, name, has_password, called
    FROM person p WHERE p.person_id = asking_person();
END
$$;

-- Those that hold today first, then those to come; those that are over are not said.
CREATE FUNCTION account_roles() RETURNS TABLE (role text, holds text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT replace(r.role, '_', ' '),
           concat_ws(' ', CASE WHEN r.from_day > today() THEN 'from ' || to_char(r.from_day, 'FMDD FMMonth YYYY') END,
                     'until ' || to_char(r.to_day, 'FMDD FMMonth YYYY'))
    FROM person_role r
    WHERE r.person_id = asking_person() AND coalesce(r.to_day >= today(), true)
    ORDER BY r.from_day > today() NULLS FIRST, r.role;
END
$$;

-- `own`: the one that asks.
CREATE FUNCTION account_sessions(token bytea, idle interval)
RETURNS TABLE (session_id integer, begun text, seen text, address text, browser text, own boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT s.session_id, moment_words(s.created_at), moment_words(s.seen_at), s.address, browser_words(s.browser),
           s.token_hash = token
    FROM session s
    WHERE s.person_id = asking_person() AND s.seen_at > now() - idle AND s.ends_at > now()
    ORDER BY s.token_hash = token DESC, s.seen_at DESC;
END
$$;

-- One of one's own sessions, or all but the one that asks; how many those were.
CREATE FUNCTION account_sessions_end(token bytea, which integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  ended bigint;
BEGIN
  WITH gone AS (
    DELETE FROM session s
    WHERE s.person_id = asking_person()
      AND CASE WHEN which IS NULL THEN s.token_hash <> token ELSE s.session_id = which END
    RETURNING s.session_id)
  SELECT count(*) INTO ended FROM gone;
  IF ended > 0 THEN
    PERFORM audit_note('session-ended', asking_username(), jsonb_build_object('sessions', ended));
  END IF;
  RETURN ended;
END
$$;

-- After the present password was verified.
CREATE FUNCTION password_change(token bytea, idle interval, new_token bytea, hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  s CONSTANT session := session_of(token, idle);
BEGIN
  IF s.person_id IS NULL OR s.pending IS NOT NULL THEN
    PERFORM refuse('MH409', 'your session has ended: sign in again');
  END IF;
  DELETE FROM proof_count p WHERE p.person_id = s.person_id;
  UPDATE person p SET password_hash = hash WHERE p.person_id = s.person_id;
  DELETE FROM session o WHERE o.person_id = s.person_id AND o.token_hash <> token;
  UPDATE session SET token_hash = new_token, failures = 0 WHERE token_hash = token;
  PERFORM audit_note('password-changed', p.username) FROM person p WHERE p.person_id = s.person_id;
END
$$;

SELECT for_application('account_person()', 'account_roles()', 'account_sessions(bytea, interval)',
  'account_sessions_end(bytea, integer)', 'password_change(bytea, interval, bytea, text)');
