-- The command line's identity: the operator, or with --as the rights of one user.

-- Run first in every transaction of the command line, and lasts to its end. The connection is one
-- of moothall_owner or a member; from here on it has the application's rights, so row-level
-- security holds for the operator too. SECURITY INVOKER: whoever is not a member gains nothing. The
-- user's roles, with commas between; null for the operator. `account` is the system account, for the audit trail.
CREATE FUNCTION operator_begin(as_user text, account text DEFAULT NULL, OUT roles text)
LANGUAGE plpgsql SECURITY INVOKER AS $$
DECLARE
  who person;
BEGIN
  -- Refusals quote what is in a file: the server's log need not keep it (see sql/roles.sql).
  IF has_parameter_privilege('log_min_messages', 'SET') THEN
    PERFORM set_config('log_min_messages', 'log', true);
  END IF;
  IF has_parameter_privilege('log_parameter_max_length', 'SET') THEN
    PERFORM set_config('log_parameter_max_length', '0', true);
  END IF;
  IF NOT pg_has_role(session_user, 'moothall_owner', 'MEMBER') THEN
    RAISE EXCEPTION USING ERRCODE = 'MH403', MESSAGE = format(
      'the command line needs a database user that is a member of moothall_owner, which "%s" is not',
      session_user);
  ELSIF NOT pg_has_role(session_user, 'moothall_app', 'MEMBER') THEN
    RAISE EXCEPTION USING ERRCODE = 'MH403', MESSAGE = format('the database user "%s" may not act as moothall_app: '
      'migrate again, which mends it, or let a superuser say GRANT moothall_app TO moothall_owner', session_user);
  ELSIF NOT has_schema_privilege('moothall_app', 'moothall', 'USAGE') THEN
    RAISE EXCEPTION USING ERRCODE = 'MH403', MESSAGE = 'the role moothall_app has no rights in this database: it was '
      'restored without its privileges, and must be restored with them';
  END IF;
  IF as_user IS NOT NULL THEN
    SELECT * INTO who FROM person p WHERE p.username = as_user;
    IF who.person_id IS NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'MH404', MESSAGE = format('there is no user "%s"', as_user);
    ELSIF who.disabled_at IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'MH403', MESSAGE = format('the user "%s" is disabled', as_user);
    END IF;
  END IF;
  roles := nullif(array_to_string(roles_now(who.person_id), ','), '');
  PERFORM set_config('moothall.person', coalesce(who.person_id::text, 'operator'), true),
          set_config('moothall.account', coalesce(account, ''), true);
  PERFORM set_config('role', 'moothall_app', true);
END
$$;

-- Whoever is asking, as an import or a release records them: the username, or the operator's
-- system account.
CREATE FUNCTION asking_name(account text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN is_operator() THEN account
    ELSE (SELECT p.username FROM person p WHERE p.person_id::text = asking()) END
$$;
