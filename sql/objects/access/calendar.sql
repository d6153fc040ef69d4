-- The address by which a calendar program reads the meetings: its owner makes it, sees it once and ends it. The table
-- has the hash of what stands in it. Whoever has the address reads what every reader of meetings may read, and nothing
-- else: no session begins with it.

-- How often an hour an address is answered: calendar programs ask every few minutes at most.
CREATE FUNCTION calendar_uses() RETURNS integer LANGUAGE sql IMMUTABLE RETURN 60;

-- What stands on one's account: when it was made and used; no row: there is none.
CREATE FUNCTION calendar_token_state() RETURNS TABLE (made text, used text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT moment_words(t.made_at), moment_words(t.used_at) FROM calendar_token t
               WHERE t.person_id = asking_person();
END
$$;

-- In place of the one before.
CREATE FUNCTION calendar_token_make(token bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  IF asking_person() IS NULL OR NOT sees_meetings() THEN
    PERFORM refuse('MH403', 'only who may read meetings has an address for them');
  END IF;
  INSERT INTO calendar_token (person_id, token_hash) VALUES (asking_person(), token)
    ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = now(), used_at = NULL,
      hour = NULL, uses = 0;
  PERFORM audit_note('calendar-address-made', asking_username());
END
$$;

CREATE FUNCTION calendar_token_end() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  DELETE FROM calendar_token t WHERE t.person_id = asking_person();
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM audit_note('calendar-address-ended', asking_username());
  RETURN true;
END
$$;

-- Whether the address may be answered; null: it is none (any more), or its owner no longer reads meetings. Counts
-- nothing.
CREATE FUNCTION calendar_token_owner(token bytea) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT p.person_id FROM calendar_token t JOIN person p USING (person_id)
          WHERE t.token_hash = token AND p.disabled_at IS NULL AND EXISTS (
            SELECT FROM person_role r
            WHERE r.person_id = p.person_id AND r.role <> 'admin'
              AND today() BETWEEN coalesce(r.from_day, today()) AND coalesce(r.to_day, today())));
END
$$;

-- Counts a use. How many seconds to wait; null: none.
CREATE FUNCTION calendar_token_use(token bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  now_hour CONSTANT timestamptz := date_trunc('hour', now());
  counted integer;
BEGIN
  IF calendar_token_owner(token) IS NULL THEN
    PERFORM refuse('MH404',
      'this address of a calendar is none, or it has ended: your account has the way to a new one');
  END IF;
  UPDATE calendar_token t
    SET used_at = now(), hour = now_hour, uses = CASE WHEN t.hour = now_hour THEN t.uses + 1 ELSE 1 END
    WHERE t.token_hash = token RETURNING t.uses INTO counted;
  RETURN CASE WHEN counted > calendar_uses()
              THEN ceil(extract(epoch FROM now_hour + interval '1 hour' - now()))::integer END;
END
$$;

SELECT for_nobody('calendar_token_owner(bytea)');
SELECT for_application('calendar_token_state()', 'calendar_token_make(bytea)', 'calendar_token_end()',
  'calendar_token_use(bytea)');
