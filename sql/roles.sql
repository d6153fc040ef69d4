-- Before every migration: the roles are there, and what follows is done as moothall_owner, whoever has connected, so
-- that nothing that is made is a superuser's. moothall_owner owns and migrates, moothall_app runs and owns nothing,
-- moothall_reader is the group of those who read the schema `reporting`. A cluster whose roles were made by hand, for
-- a restore, may lack what is mended here; where the connection may not mend it, the sentence says what is missing.

DO $$
DECLARE
  by_superuser CONSTANT boolean := (SELECT rolsuper FROM pg_roles WHERE rolname = session_user);
  found text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'moothall_owner') THEN
    RAISE EXCEPTION USING ERRCODE = 'MH409', MESSAGE = format('the role moothall_owner does not exist; a superuser '
      'makes it: CREATE ROLE moothall_owner LOGIN CREATEROLE, ALTER DATABASE %I OWNER TO moothall_owner',
      current_database());
  ELSIF NOT pg_has_role(session_user, 'moothall_owner', 'MEMBER') THEN
    RAISE EXCEPTION USING ERRCODE = 'MH403', MESSAGE = format(
      'the database user "%s" is not a member of moothall_owner, to whom the schema belongs', session_user);
  ELSIF NOT by_superuser THEN
    PERFORM set_config('role', 'moothall_owner', true);
  END IF;

  IF NOT has_database_privilege('moothall_owner', current_database(), 'CREATE') THEN
    RAISE EXCEPTION USING ERRCODE = 'MH409', MESSAGE = format('moothall_owner may make no schema in this database; a '
      'superuser gives it: ALTER DATABASE %I OWNER TO moothall_owner', current_database());
  END IF;
  SELECT format('%s, which belongs to "%s"', what, pg_get_userbyid(whose)) INTO found
    FROM (SELECT 'the schema ' || nspname, nspowner FROM pg_namespace
          WHERE nspname IN ('moothall', 'moothall_code', 'reporting')
          UNION ALL
          SELECT c.oid::regclass::text, c.relowner FROM pg_class c
          WHERE c.relnamespace = to_regnamespace('moothall') AND c.relkind IN ('r', 'p', 'v')
          UNION ALL
          SELECT p.oid::regprocedure::text, p.proowner FROM pg_proc p
          WHERE p.pronamespace IN (to_regnamespace('moothall'), to_regnamespace('moothall_code'))) AS o (what, whose)
    WHERE whose <> 'moothall_owner'::regrole LIMIT 1;
  IF found IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'MH409', MESSAGE = format('all of the schema must belong to moothall_owner, but '
      'there is %s: restore the database with its owners, or give them with ALTER ... OWNER TO moothall_owner', found);
  END IF;

  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'moothall_app') THEN
      CREATE ROLE moothall_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'moothall_reader') THEN
      CREATE ROLE moothall_reader NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
    IF NOT pg_has_role('moothall_owner', 'moothall_app', 'MEMBER') THEN
      GRANT moothall_app TO moothall_owner;
    END IF;
  EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION USING ERRCODE = 'MH403', MESSAGE = 'moothall_owner may not make or grant roles here; migrate as a '
      'superuser, or let one say: ' || concat_ws(', ',
      CASE WHEN to_regrole('moothall_app') IS NULL THEN 'CREATE ROLE moothall_app LOGIN' END,
      CASE WHEN to_regrole('moothall_reader') IS NULL THEN 'CREATE ROLE moothall_reader NOLOGIN' END,
      CASE WHEN NOT coalesce(pg_has_role('moothall_owner', to_regrole('moothall_app'), 'MEMBER'), false)
        THEN 'GRANT moothall_app TO moothall_owner' END);
  END;

  -- The words of an error may quote what somebody has typed, or rows that are people's: what goes wrong is in the
  -- program's own log, without them, and not in the server's. Only a superuser may say so, or whom one lets.
  IF NOT EXISTS (SELECT FROM pg_db_role_setting s WHERE s.setrole = to_regrole('moothall_app') AND s.setdatabase = 0
                   AND s.setconfig @> ARRAY['log_min_messages=log', 'log_min_error_statement=panic',
                                            'log_parameter_max_length=0']) THEN
    BEGIN
      ALTER ROLE moothall_app SET log_min_messages = 'log';
      ALTER ROLE moothall_app SET log_min_error_statement = 'panic';
      ALTER ROLE moothall_app SET log_parameter_max_length = 0;
    EXCEPTION WHEN insufficient_privilege THEN
      NULL; -- the program says what is missing, see sql/queries/migrate.sql
    END;
  END IF;

  -- What the database decides must hold for them.
  SELECT rolname INTO found FROM pg_roles
    WHERE rolname IN ('moothall_app', 'moothall_reader')
      AND (rolsuper OR rolbypassrls OR pg_has_role(oid, 'moothall_owner', 'MEMBER'));
  IF found IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'MH409', MESSAGE = format('the role %s would see and do everything: it must be '
      'NOSUPERUSER NOBYPASSRLS and no member of moothall_owner', found);
  END IF;
END
$$;

SET LOCAL ROLE moothall_owner;
