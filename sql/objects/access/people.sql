-- Users, their roles and the names by which lists know them: for administrators and the operator. The tables are read
-- by their policies and written by these functions alone.

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
CREATE FUNCTION person_call(number integer, of_name text) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  other text;
BEGIN
  PERFORM must_administer();
  IF number = asking_person() THEN
    PERFORM refuse('MH403', 'nobody may give a name of the lists to themselves: another administrator can');
  ELSIF NOT is_listed(of_name) THEN
    PERFORM refuse('MH400', format('no list of seats, leads or authors has "%s"', left(of_name, 80)));
  END IF;
  SELECT p.username INTO other FROM person_called c JOIN person p USING (person_id)
    WHERE c.name = of_name AND c.person_id <> number;
  IF other IS NOT NULL THEN
    PERFORM refuse('MH409', format('"%s" is the user "%s": a name of the lists is one person''s', of_name, other));
  END IF;
  INSERT INTO person_called (name, person_id) VALUES (of_name, number) ON CONFLICT (name) DO NOTHING;
  PERFORM audit_note('name-given', p.username, jsonb_build_object('name', of_name)) FROM person p
    WHERE p.person_id = number;
END
$$;

-- `hash` is Argon2id's string, or null for somebody who cannot sign in; `called` are the names by which lists know
-- the person.
CREATE FUNCTION person_add(new_username text, full_name text, hash text, called text[],
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
  INSERT INTO person (username, name, password_hash) VALUES (new_username, full_name, hash)
    ON CONFLICT (username) DO NOTHING RETURNING person_id INTO number;
  IF number IS NULL THEN
    RAISE EXCEPTION 'there is a user "%" already', new_username USING ERRCODE = 'MH409';
  END IF;
  INSERT INTO person_role (person_id, role) SELECT DISTINCT number, r FROM unnest(new_roles) r;
  PERFORM audit_note('user-added', new_username, jsonb_build_object('roles', array_to_string(new_roles, ', ')));
  PERFORM person_call(number, c) FROM unnest(called) c;
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
  PERFORM audit_note('password-changed', of_username);
END
$$;

CREATE FUNCTION person_disable(of_username text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  number CONSTANT integer := person_number(of_username);
BEGIN
  UPDATE person SET disabled_at = coalesce(disabled_at, now()) WHERE person_id = number;
  DELETE FROM session WHERE person_id = number;
  PERFORM audit_note('user-disabled', of_username);
END
$$;

CREATE FUNCTION person_enable(of_username text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  number CONSTANT integer := person_number(of_username);
BEGIN
  UPDATE person SET disabled_at = NULL WHERE person_id = number;
  PERFORM audit_note('user-enabled', of_username);
END
$$;

-- Whoever may read it all gets it all, others at most themselves: the policies of person decide.
CREATE FUNCTION person_list()
RETURNS TABLE (username text, name text, called text, roles text, disabled boolean,
  created_at timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p.username, p.name,
         (SELECT string_agg(c.name, ', ' ORDER BY c.name) FROM person_called c WHERE c.person_id = p.person_id),
         coalesce((SELECT string_agg(r.role, ', ' ORDER BY r.role) FROM person_role r
                   WHERE r.person_id = p.person_id AND is_today_within(r.from_day, r.to_day)), ''),
         p.disabled_at IS NOT NULL, p.created_at
  FROM person p ORDER BY p.username;
END;

REVOKE ALL ON FUNCTION person_number(text), is_listed(text), person_call(integer, text),
  person_add(text, text, text, text[], text[]), person_password(text, text), person_disable(text), person_enable(text)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION person_number(text), is_listed(text), person_call(integer, text),
  person_add(text, text, text, text[], text[]), person_password(text, text), person_disable(text), person_enable(text)
  TO moothall_app;
