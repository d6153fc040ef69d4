-- What a page that is kept depends on: who may read what, the day, and all that may be shown.

-- The tables of which no such page shows anything: who was here, and what is derived from the rest.
CREATE FUNCTION content_apart() RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY['area_kept', 'audit_event', 'audit_head', 'audit_hold', 'audit_link', 'audit_turn', 'audit_waiting',
    'calendar_token', 'content_change', 'device', 'figure', 'figure_kept', 'indicator_kept', 'invitation',
    'proof_count', 'recovery_code', 'search_source', 'search_text', 'session', 'sign_in_count', 'sign_in_secret'];

-- Every other table is watched, also those to come. Signing in, which leaves its time with the person and the step of a
-- code with the second factor, changes nothing; that there is one changes what session_begin() says.
DO $$
DECLARE
  t record;
BEGIN
  FOR t IN
    SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'moothall'::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relname <> ALL (content_apart())
      AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'content_changed')
  LOOP
    EXECUTE format('CREATE TRIGGER content_changed AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE%s ON moothall.%I
                    FOR EACH STATEMENT EXECUTE FUNCTION moothall.content_changed()',
                   CASE t.name WHEN 'person' THEN ' OF username, name, disabled_at'
                               WHEN 'factor' THEN ' OF sealed' END, t.name);
  END LOOP;
END
$$;

-- Whoever has the same rights is shown the same page of figures while content is the same: roles, and what is read of
-- meetings by names and seats. Content is also what a process knows people by: session_begin().
CREATE FUNCTION reading_rights() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN md5(asking_roles()::text || asking_rights()::text);
END
$$;
