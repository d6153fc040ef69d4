-- People as numbers: roles that hold for a time, the names under which lists know somebody, who loaded an import, and
-- what a session still has to prove.

-- Both days are the first and the last on which the role holds; null: no end on that side.
ALTER TABLE person_role ADD from_day date, ADD to_day date, ADD CHECK (to_day >= from_day);

-- Lists of seats, leads, owners of data and authors know people by name. Which person a name means is entered here, by
-- an administrator and never by a name that happens to be alike: a name is one person's, a person may have several.
CREATE TABLE person_called (
  name text PRIMARY KEY CHECK (name <> ''),
  person_id integer NOT NULL REFERENCES person
);
CREATE INDEX ON person_called (person_id);
-- So far the seat's name, and the person's own, did. Of two who have one, neither is taken to be meant.
INSERT INTO person_called (name, person_id)
  SELECT u.name, min(u.person_id)
  FROM (SELECT seat_name, person_id FROM person WHERE disabled_at IS NULL
        UNION SELECT name, person_id FROM person WHERE disabled_at IS NULL) u (name, person_id)
  WHERE u.name IS NOT NULL
  GROUP BY u.name HAVING count(*) = 1;
ALTER TABLE person DROP COLUMN seat_name;
ALTER TABLE person_called ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON person_called FOR SELECT
  USING (is_operator() OR has_role('admin', 'auditor') OR person_id::text = asking());
GRANT SELECT ON person_called TO moothall_app;
-- People, their roles and names are written by the functions of sql/objects/access/people.sql alone, which know what
-- an administrator may not do to himself.
REVOKE INSERT (username, name, password_hash), UPDATE (name, password_hash, disabled_at) ON person FROM moothall_app;
REVOKE INSERT, DELETE ON person_role FROM moothall_app;

-- The day in England, whatever the server's clock is set to.
CREATE FUNCTION is_today_within(from_day date, to_day date) RETURNS boolean LANGUAGE sql STABLE
  RETURN (now() AT TIME ZONE 'Europe/London')::date
    BETWEEN coalesce(from_day, '-infinity'::date) AND coalesce(to_day, 'infinity'::date);

-- Asked some hundred times a page: the person is found once, and the table of people is looked at only where a role
-- would hold.
CREATE OR REPLACE FUNCTION has_role(VARIADIC roles text[]) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  me CONSTANT integer := asking_person();
BEGIN
  RETURN EXISTS (
    SELECT FROM person_role r
    WHERE r.person_id = me AND r.role = ANY (roles)
      AND (r.from_day IS NULL AND r.to_day IS NULL OR is_today_within(r.from_day, r.to_day))
      AND NOT EXISTS (SELECT FROM person p WHERE p.person_id = me AND p.disabled_at IS NOT NULL));
END
$$;

-- The names under which lists know whoever is asking.
CREATE FUNCTION asking_called() RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT c.name FROM person_called c JOIN person p USING (person_id)
               WHERE p.person_id = asking_person() AND p.disabled_at IS NULL);
END
$$;

-- Whoever leads on something, or wrote it: an officer under one of these names.
CREATE FUNCTION is_author(VARIADIC names text[]) RETURNS boolean LANGUAGE sql STABLE
  RETURN has_role('officer') AND asking_called() && names;

CREATE OR REPLACE FUNCTION leads_on(indicator integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT asking_called() && ARRAY[d.lead, d.data_owner] FROM indicator_definition d
          WHERE d.indicator_id = indicator ORDER BY d.file_id DESC LIMIT 1);
END
$$;

CREATE OR REPLACE FUNCTION sees_exempt(of_meeting text, lead text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN is_operator() OR has_role('chief_officer', 'committee_officer') OR is_author(lead)
    OR has_role('member') AND EXISTS (
      SELECT FROM (SELECT DISTINCT ON (meeting) * FROM meeting
                   WHERE meeting = of_meeting AND was_released(file_id) ORDER BY meeting, file_id DESC) m
             JOIN (SELECT DISTINCT ON (committee, person, capacity) * FROM seat
                   WHERE person = ANY (asking_called()) AND was_released(file_id)
                   ORDER BY committee, person, capacity, file_id DESC) s USING (committee)
      WHERE m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day));
END
$$;

CREATE OR REPLACE FUNCTION sees_published(of_meeting text, of_item text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN is_published(of_meeting) OR sees_drafts()
    OR coalesce(is_author((SELECT a.lead FROM agenda_item a
                           WHERE a.meeting = of_meeting AND a.item = of_item ORDER BY a.file_id DESC LIMIT 1)), false);
END
$$;

-- Who loaded and who released, as numbers beside the names that are shown: a system account may be called like a user.
ALTER TABLE import ADD loaded_person integer REFERENCES person, ADD released_person integer REFERENCES person;
UPDATE import i SET loaded_person = p.person_id FROM person p WHERE p.username = i.loaded_by;
UPDATE import i SET released_person = p.person_id FROM person p WHERE p.username = i.released_by;
ALTER TABLE import ALTER loaded_person SET DEFAULT asking_person();
GRANT SELECT (loaded_person, released_person) ON import TO moothall_app;
DROP POLICY import_add ON import;
CREATE POLICY import_add ON import FOR INSERT
  WITH CHECK ((may_import('revenue') OR may_import('')) AND loaded_person IS NOT DISTINCT FROM asking_person());
DROP POLICY import_write ON import;
CREATE POLICY import_write ON import FOR INSERT
  WITH CHECK (has_role('officer') AND loaded_by = asking_username() AND loaded_person = asking_person()
    AND released_at IS NULL);

CREATE OR REPLACE FUNCTION is_own_commentary(file integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT FROM import_file f JOIN import i USING (import_id)
    WHERE f.file_id = file AND f.kind = 'commentary' AND i.released_at IS NULL AND i.loaded_person = asking_person()
      AND NOT EXISTS (SELECT FROM commentary c WHERE c.file_id = file));
END;

CREATE OR REPLACE FUNCTION is_own_import(import integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT FROM import i WHERE i.import_id = import AND i.released_at IS NULL AND i.loaded_person = asking_person()
      AND NOT EXISTS (SELECT FROM import_file f WHERE f.import_id = import));
END;

-- A session: its number, by which its owner speaks of it; when it ends whatever happens; when its person last proved
-- who they are; what is still to be proved before it says who is asking: a code of the second factor, or that there
-- is one at all; and the browser, as it calls itself.
ALTER TABLE session ADD session_id integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  ADD ends_at timestamptz NOT NULL DEFAULT now() + interval '12 hours',
  ADD fresh_at timestamptz NOT NULL DEFAULT now(),
  ADD pending text CHECK (pending IN ('code', 'enrol')),
  ADD browser text CHECK (length(browser) <= 300);
