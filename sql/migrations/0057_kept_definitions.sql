-- Areas and indicators as the views area_now and indicator_defined have them, kept as figures are: in two readings, out
-- of what is released and out of everything held. Every page asks for them ten times and more, and each time it was
-- found anew which rows the reader may see and which of them are the newest. Only sql/objects/base/kept.sql writes
-- here.

CREATE TABLE area_kept (
  of_released boolean NOT NULL,       -- the reading
  area text NOT NULL,
  LIKE area_definition,
  of_council boolean NOT NULL,        -- the council itself or a part of it
  PRIMARY KEY (of_released, area_id)
);
CREATE TABLE indicator_kept (
  of_released boolean NOT NULL,
  ref text NOT NULL,
  LIKE indicator_definition,
  derived boolean NOT NULL,
  applies_from date,                  -- the first day of periods that it holds for; null: the first definition
  applies_until date,                 -- ... and of those that it no longer holds for; null: the last
  PRIMARY KEY (of_released, indicator_id, holds_from)
);
COMMENT ON TABLE area_kept IS 'Derived, never entered: written again when an area, its parents or the council change.';
COMMENT ON TABLE indicator_kept IS 'Derived, never entered: written again whenever a definition changes.';

ALTER TABLE area_kept ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON area_kept FOR SELECT
  USING (CASE WHEN of_released THEN (SELECT sees_figures()) ELSE (SELECT sees_unreleased()) END);
ALTER TABLE indicator_kept ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON indicator_kept FOR SELECT
  USING (CASE WHEN of_released THEN (SELECT sees_figures()) ELSE (SELECT sees_unreleased()) END);
GRANT SELECT ON area_kept, indicator_kept TO moothall_app;

-- The roles of whoever is asking are found once a transaction on the program's own connections, which say themselves
-- who is asking: a page asks for them 80 times. On a connection of one's own the setting would be one's own, and is not
-- believed.
CREATE FUNCTION roles_found() RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  me CONSTANT integer := asking_person();
BEGIN
  IF edition_made() IS NOT NULL THEN
    RETURN CASE WHEN makes_editions() THEN '{member}' ELSE '{}' END;
  ELSIF me IS NULL THEN
    RETURN CASE WHEN is_operator() THEN '{operator}' ELSE '{}' END;
  END IF;
  RETURN ARRAY(SELECT r.role FROM person_role r
               WHERE r.person_id = me
                 AND (r.from_day IS NULL AND r.to_day IS NULL OR is_today_within(r.from_day, r.to_day))
                 AND NOT EXISTS (SELECT FROM person p WHERE p.person_id = me AND p.disabled_at IS NOT NULL));
END
$$;
-- Without a search_path of its own, which costs more than the rest: every name has its schema.
CREATE OR REPLACE FUNCTION asking_roles() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
DECLARE
  whose text;
  found text[];
BEGIN
  IF moothall.is_operator() THEN
    RETURN '{operator}';
  ELSIF session_user <> 'moothall_app' OR moothall.edition_made() IS NOT NULL THEN
    RETURN moothall.roles_found();
  END IF;
  whose := moothall.asking() || ':';
  found := string_to_array(current_setting('moothall.roles', true), ',');
  IF found[1] IS DISTINCT FROM whose THEN
    found := whose || moothall.roles_found();
    PERFORM set_config('moothall.roles', array_to_string(found, ','), true);
  END IF;
  RETURN array_remove(found[2:], 'operator');        -- who the daemon can never be
END
$$;
CREATE FUNCTION roles_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('moothall.roles', '', true);
  RETURN NULL;
END
$$;
CREATE TRIGGER roles_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON person_role
  FOR EACH STATEMENT EXECUTE FUNCTION roles_changed();
CREATE TRIGGER roles_changed AFTER UPDATE OF disabled_at ON person
  FOR EACH STATEMENT EXECUTE FUNCTION roles_changed();

CREATE OR REPLACE FUNCTION sees_figures() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  roles CONSTANT text[] := moothall.asking_roles();
BEGIN
  RETURN moothall.sees_figures(roles);
END
$$;
