-- Links by which somebody sets their password: made by an administrator, used once, by whoever holds them. The table
-- has the hash of what stands in a link and nothing that could make one.

-- Makes the link, in place of the one before. When it ends.
CREATE FUNCTION invitation_make(number integer, token bytea) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  ends CONSTANT timestamptz := now() + make_interval(hours => setting_value('invitation_hours')::integer);
BEGIN
  PERFORM must_administer();
  INSERT INTO invitation (person_id, token_hash, ends_at) VALUES (number, token, ends)
    ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = now(), ends_at = excluded.ends_at;
  RETURN ends;
END
$$;

-- A new person, who sets their own password. When their link ends, in words.
CREATE FUNCTION person_invite(new_username text, full_name text, new_email text, called text[], new_roles text[],
  first_day date, last_day date, token bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT person := person_make(new_username, full_name, new_email, NULL, called, new_roles, first_day, last_day);
BEGIN
  RETURN moment_words(invitation_make(who.person_id, token));
END
$$;

-- A new link for somebody who has lost their password, or the link before. What they have signed in with goes on to
-- work until the link is used.
CREATE FUNCTION person_link(of_username text, token bytea, since integer DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  who CONSTANT person := person_hold(of_username, since);
  ends timestamptz;
BEGIN
  PERFORM must_be_another(who.person_id, 'make a link for themselves');
  IF who.disabled_at IS NOT NULL THEN
    PERFORM refuse('MH409', format('the user "%s" is disabled and could not sign in: enable them first', of_username));
  END IF;
  ends := invitation_make(who.person_id, token);
  PERFORM audit_note('link-made', who.username);
  RETURN moment_words(ends);
END
$$;

-- Whom a link is for, and with them the names that their password must be more than; nobody, of one that was used, has
-- ended or never was. For whoever holds it: nobody is signed in.
CREATE FUNCTION invitation_find(token bytea) RETURNS TABLE (username text, full_name text, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT p.username, p.name, n.name
    FROM invitation i JOIN person p USING (person_id), password_names_of(p.username) n
    WHERE i.token_hash = token AND i.ends_at > now() AND p.disabled_at IS NULL;
END
$$;

-- Sets the password of whom the link is for, and ends the link and what they had signed in with before. Who they are is
-- on record as having done it. Returns their user name; null: there is no such link any more.
CREATE FUNCTION invitation_use(token bytea, hash text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  asked_by CONSTANT text := coalesce(current_setting('moothall.person', true), '');
  number integer;
  who person;
BEGIN
  DELETE FROM invitation i WHERE i.token_hash = token AND i.ends_at > now() RETURNING i.person_id INTO number;
  UPDATE person p SET password_hash = hash WHERE p.person_id = number AND p.disabled_at IS NULL RETURNING * INTO who;
  IF who.person_id IS NULL THEN
    RETURN NULL;
  END IF;
  DELETE FROM session s WHERE s.person_id = number;
  PERFORM set_config('moothall.person', number::text, true);
  PERFORM audit_note('invitation-used', who.username);
  PERFORM set_config('moothall.person', asked_by, true);
  RETURN who.username;
END
$$;

SELECT for_nobody('invitation_make(integer, bytea)');
SELECT for_application('person_invite(text, text, text, text[], text[], date, date, bytea)',
  'person_link(text, bytea, integer)', 'invitation_find(bytea)', 'invitation_use(bytea, text)');
