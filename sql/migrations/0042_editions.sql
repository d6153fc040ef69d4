-- A pack that is made to be kept is made as a member reads it (0030_publication.sql), by the rights that are found once
-- a statement (0033_rights.sql). What else a role may read, drafts of minutes among it, is in no edition, and of what
-- is exempt what the edition holds: of "own" that of its own meeting, of "all" that of other meetings too.
CREATE OR REPLACE FUNCTION asking_roles() RETURNS text[]
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

-- The readers of an edition have no name.
CREATE OR REPLACE FUNCTION asking_called() RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  me CONSTANT integer := asking_person();
BEGIN
  IF edition_made() IS NOT NULL THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(SELECT c.name FROM person_called c
               WHERE c.person_id = me
                 AND NOT EXISTS (SELECT FROM person p WHERE p.person_id = me AND p.disabled_at IS NOT NULL));
END
$$;

CREATE OR REPLACE FUNCTION asking_rights() RETURNS meeting_rights
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  roles CONSTANT text[] := asking_roles();
  edition CONSTANT text := edition_made();
  called text[];
  r meeting_rights;
BEGIN
  r.drafts := sees_drafts(roles);
  r.unreleased := sees_unreleased(roles);
  r.exempt := roles && '{operator,chief_officer,committee_officer}'
    OR coalesce(edition = 'all', false) AND roles <> '{}';
  r.names := '{}';
  r.committees := '{}';
  IF edition = 'own' AND roles <> '{}' THEN
    -- as if they sat on its committee on its day
    SELECT ARRAY[m.committee], ARRAY[m.day], ARRAY[m.day] INTO r.committees, r.since, r.until
      FROM meeting m
      WHERE m.meeting = current_setting('moothall.edition_of', true) AND was_released(m.file_id)
      ORDER BY m.entry DESC LIMIT 1;
    r.committees := coalesce(r.committees, '{}');
  ELSIF NOT r.exempt AND edition IS NULL AND roles && '{officer,member}' THEN
    called := asking_called();
    IF 'officer' = ANY (roles) THEN
      r.names := called;
    END IF;
    IF 'member' = ANY (roles) AND called <> '{}' THEN
      SELECT coalesce(array_agg(s.committee), '{}'), array_agg(s.from_day), array_agg(s.to_day)
        INTO r.committees, r.since, r.until
        FROM (SELECT DISTINCT ON (s.committee, s.person, s.capacity) s.* FROM seat s
              WHERE s.person = ANY (called) AND was_released(s.file_id)
              ORDER BY s.committee, s.person, s.capacity, s.entry DESC) s
        WHERE NOT s.gone;
    END IF;
  END IF;
  RETURN r;
END
$$;

-- Policies and the application ask these, and nobody on a connection of their own.
REVOKE ALL ON FUNCTION is_frozen(text), sees_edition(integer, text, text[], text[], text), makes_editions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_frozen(text), sees_edition(integer, text, text[], text[], text) TO moothall_app;
-- What the planner looks at last, and of the one publication that is asked for.
ALTER FUNCTION sees_edition(integer, text, text[], text[], text) COST 10000;
