-- What whoever is asking may read of meetings is found once a statement, and handed to what is asked of each row: where
-- roles, names and seats were looked at for each row that is hidden, the time of an answer told how many there are. The
-- rules are those of before.

-- All roles that whoever is asking has today; {operator}: the command line. A pack that is made to be kept is made as a
-- member reads it (0030_publication.sql): what else a role may read, drafts of minutes among it, is in no edition.
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

-- The roles of whoever is asking are found once a transaction on the program's own connections, which say themselves
-- who is asking: a page asks for them 80 times. On a connection of one's own the setting would be one's own, and is not
-- believed.
-- Without a search_path of its own, which costs more than the rest: every name has its schema.
CREATE FUNCTION asking_roles() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
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

CREATE OR REPLACE FUNCTION has_role(VARIADIC roles text[]) RETURNS boolean LANGUAGE sql STABLE
  RETURN asking_roles() && roles;

-- The rights of roles, and of whoever is asking. In PL/pgSQL where they ask twice: SQL would not be inlined.
CREATE FUNCTION sees_figures(roles text[]) RETURNS boolean LANGUAGE sql STABLE
  RETURN roles && '{operator,member,officer,analyst,finance,chief_officer,committee_officer}'
    OR 'auditor' = ANY (roles) AND is_application() AND current_setting('moothall.reading', true) = 'pack';
CREATE FUNCTION sees_meetings(roles text[]) RETURNS boolean LANGUAGE sql STABLE
  RETURN roles && '{auditor}' OR sees_figures(roles);
CREATE FUNCTION sees_unreleased(roles text[]) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN roles && '{operator,officer,analyst,finance,chief_officer}';
CREATE FUNCTION sees_drafts(roles text[]) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN roles && '{operator,analyst,finance,chief_officer,committee_officer}';
CREATE OR REPLACE FUNCTION sees_unreleased() RETURNS boolean LANGUAGE sql STABLE RETURN sees_unreleased(asking_roles());
CREATE OR REPLACE FUNCTION sees_drafts() RETURNS boolean LANGUAGE sql STABLE RETURN sees_drafts(asking_roles());
CREATE OR REPLACE FUNCTION sees_figures() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  roles CONSTANT text[] := moothall.asking_roles();
BEGIN
  RETURN moothall.sees_figures(roles);
END
$$;
CREATE OR REPLACE FUNCTION sees_meetings() RETURNS boolean
  LANGUAGE plpgsql STABLE SET search_path = moothall, pg_temp AS $$
DECLARE
  roles CONSTANT text[] := asking_roles();
BEGIN
  RETURN sees_meetings(roles);
END
$$;

-- Whoever runs a meeting reads what is to go into its pack: papers of an import that is not released yet too, as drafts
-- that are written on the site already.
CREATE OR REPLACE FUNCTION readable_files(of_meetings boolean) RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  roles CONSTANT text[] := asking_roles();
BEGIN
  IF sees_unreleased(roles) THEN
    RETURN QUERY SELECT f.file_id FROM import_file f;
  ELSIF of_meetings AND 'committee_officer' = ANY (roles) AND edition_made() IS NULL THEN
    RETURN QUERY SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                 WHERE i.released_at IS NOT NULL OR is_of_meetings(f.kind) OR f.kind = 'papers';
  ELSIF sees_figures(roles) OR of_meetings AND sees_meetings(roles) THEN
    RETURN QUERY SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                 WHERE i.released_at IS NOT NULL;
  END IF;
END
$$;

-- The names under which lists know whoever is asking; the readers of an edition have none.
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

-- What somebody reads of meetings: agendas before their day of publication; what is not released; all that is exempt;
-- else what is led on under these names, and of committees while the reader sits on them, by the newest released rows.
-- Of what is exempt an edition "own" holds that of its own meeting, "all" that of other meetings too.
CREATE TYPE meeting_rights AS (drafts boolean, unreleased boolean, exempt boolean, names text[], committees text[],
  since date[], until date[]);
CREATE FUNCTION asking_rights() RETURNS meeting_rights
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
CREATE INDEX ON seat (person);

-- Whether what is exempt of a meeting, under this lead, is not for these rights. For no others than those below, whose
-- search_path it has.
CREATE FUNCTION exempt_from(r meeting_rights, of_meeting text, lead text) RETURNS boolean
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  on_committee text;
  on_day date;
BEGIN
  IF r.exempt OR coalesce(lead, '') = ANY (r.names) THEN
    RETURN false;
  ELSIF r.committees = '{}' THEN
    RETURN true;
  END IF;
  SELECT m.committee, m.day INTO on_committee, on_day
    FROM meeting m
    WHERE m.meeting = of_meeting AND (
                     SELECT i.released_at FROM import_file f JOIN import i USING (import_id)
                     WHERE f.file_id = m.file_id) IS NOT NULL ORDER BY m.entry DESC LIMIT 1;
  FOR i IN 1 .. cardinality(r.committees) LOOP
    IF r.committees[i] = on_committee
        AND on_day BETWEEN coalesce(r.since[i], on_day) AND coalesce(r.until[i], on_day) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END
$$;
REVOKE ALL ON FUNCTION exempt_from(meeting_rights, text, text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION sees_exempt(of_meeting text, lead text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  r CONSTANT meeting_rights := asking_rights();
BEGIN
  RETURN NOT exempt_from(r, of_meeting, lead);
END
$$;

-- Policies ask the following of rows that are there, with the rights of whoever is asking. Whoever has a connection of
-- their own could ask them of what may be there, with any rights: to them they say, by their own, whether they may read
-- it, all rules taken together, which of what there is not is "no" as well. They cost what makes the planner look first
-- at what else is asked of a row.

-- A row of an agenda is as exempt as any later one of its item: what was public by mistake does not come to light again
-- when the correction is hidden. It is open with its meeting, or a draft of one's own.
CREATE FUNCTION reads_item(of_meeting text, of_item text, since bigint, rights meeting_rights) RETURNS boolean
  LANGUAGE plpgsql STABLE COST 10000 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF rights IS NULL OR NOT is_application() THEN
    rights := asking_rights();
  END IF;
  IF NOT is_application() THEN
    IF NOT EXISTS (SELECT FROM agenda_item a
                   WHERE a.meeting = of_meeting AND a.item = of_item AND a.entry >= since
                     AND a.file_id IN (SELECT readable_files(true))) THEN
      RETURN false;
    END IF;
  END IF;
  IF NOT rights.drafts AND NOT is_published(of_meeting) THEN
    IF rights.names = '{}' OR NOT coalesce(
        (SELECT a.lead = ANY (rights.names) FROM agenda_item a
         WHERE a.meeting = of_meeting AND a.item = of_item ORDER BY a.entry DESC LIMIT 1), false) THEN
      RETURN false;
    END IF;
  END IF;
  RETURN NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.meeting = of_meeting AND a.item = of_item AND a.entry >= since AND a.exempt_paragraph IS NOT NULL
      AND exempt_from(rights, a.meeting, a.lead));
END
$$;

-- A paper is as exempt as the items that print it, in any version, and open with an item that prints it now.
CREATE FUNCTION reads_paper(of_paper text, rights meeting_rights) RETURNS boolean
  LANGUAGE plpgsql STABLE COST 10000 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF rights IS NULL OR NOT is_application() THEN
    rights := asking_rights();
  END IF;
  IF NOT is_application() THEN
    IF NOT EXISTS (SELECT FROM paper p
                   WHERE p.paper = of_paper AND p.file_id IN (SELECT readable_files(true))) THEN
      RETURN false;
    END IF;
  END IF;
  IF NOT rights.drafts AND NOT EXISTS (
      SELECT FROM (SELECT DISTINCT b.meeting, b.item FROM agenda_item b WHERE b.paper = of_paper) k
             CROSS JOIN LATERAL (
               SELECT a.paper, a.gone
               FROM agenda_item a
               WHERE a.meeting = k.meeting AND a.item = k.item AND (rights.unreleased OR (
                     SELECT i.released_at FROM import_file f JOIN import i USING (import_id)
                     WHERE f.file_id = a.file_id) IS NOT NULL)
               ORDER BY a.entry DESC LIMIT 1) a
      WHERE a.paper = of_paper AND NOT a.gone AND (is_published(k.meeting) OR rights.names <> '{}' AND (
        SELECT n.lead = ANY (rights.names) FROM agenda_item n
        WHERE n.meeting = k.meeting AND n.item = k.item ORDER BY n.entry DESC LIMIT 1))) THEN
    RETURN false;
  END IF;
  RETURN NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.paper = of_paper AND a.exempt_paragraph IS NOT NULL AND exempt_from(rights, a.meeting, a.lead));
END
$$;

-- The name of a file of papers, agendas or contacts tells what is in it: who may read none of its rows does not learn
-- it. One without rows is still being loaded.
CREATE FUNCTION reads_file(file integer, kind text, rights meeting_rights) RETURNS boolean
  LANGUAGE plpgsql STABLE COST 10000 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF rights IS NULL OR NOT is_application() THEN
    rights := asking_rights();
  END IF;
  IF NOT is_application() THEN
    IF file NOT IN (SELECT readable_files(true)) THEN
      RETURN false;
    END IF;
  END IF;
  IF kind = 'papers' THEN
    RETURN EXISTS (SELECT FROM paper p WHERE p.file_id = file AND reads_paper(p.paper, rights))
      OR NOT EXISTS (SELECT FROM paper p WHERE p.file_id = file);
  ELSIF kind = 'agenda' THEN
    RETURN EXISTS (SELECT FROM agenda_item a
                   WHERE a.file_id = file AND reads_item(a.meeting, a.item, a.entry, rights))
      OR NOT EXISTS (SELECT FROM agenda_item a WHERE a.file_id = file);
  END IF;
  RETURN EXISTS (SELECT FROM contact c
                 WHERE c.file_id = file AND (c.item = '' OR reads_item(c.meeting, c.item, 0::bigint, rights)))
    OR NOT EXISTS (SELECT FROM contact c WHERE c.file_id = file);
END
$$;

-- Whether nothing of an item is exempt and not for whoever is asking.
CREATE OR REPLACE FUNCTION sees_item(of_meeting text, of_item text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  r meeting_rights;
BEGIN
  IF NOT is_application() THEN
    RETURN reads_item(of_meeting, of_item, 0::bigint, r);
  ELSIF NOT EXISTS (SELECT FROM agenda_item a
                    WHERE a.meeting = of_meeting AND a.item = of_item AND a.exempt_paragraph IS NOT NULL) THEN
    RETURN true;
  END IF;
  r := asking_rights();
  RETURN NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.meeting = of_meeting AND a.item = of_item AND a.exempt_paragraph IS NOT NULL
      AND exempt_from(r, a.meeting, a.lead));
END
$$;

-- One policy a table, so that of rows that are not released nothing else is asked.
DROP POLICY read ON agenda_item;
DROP POLICY exempt ON agenda_item;
DROP POLICY published ON agenda_item;
CREATE POLICY read ON agenda_item FOR SELECT
  USING (file_id IN (SELECT readable_files(true)) AND reads_item(meeting, item, entry, (SELECT asking_rights())));
-- Whom to ask about such an item would tell of it.
DROP POLICY read ON contact;
DROP POLICY exempt ON contact;
DROP POLICY published ON contact;
CREATE POLICY read ON contact FOR SELECT
  USING (file_id IN (SELECT readable_files(true))
    AND (item = '' OR reads_item(meeting, item, 0::bigint, (SELECT asking_rights()))));
DROP POLICY read ON paper;
DROP POLICY exempt ON paper;
DROP POLICY published ON paper;
CREATE POLICY read ON paper FOR SELECT
  USING (file_id IN (SELECT readable_files(true)) AND reads_paper(paper, (SELECT asking_rights())));
-- An attachment is as exempt as its item, in any version of the agenda, and seen with the item.
DROP POLICY read ON attachment;
CREATE POLICY read ON attachment FOR SELECT
  USING (reads_item(meeting, item, 0::bigint, (SELECT asking_rights()))
    AND EXISTS (SELECT FROM agenda_item a WHERE a.meeting = attachment.meeting AND a.item = attachment.item));
-- The site's own files tell by their names that somebody has entered something, and no more.
DROP POLICY file_read ON import_file;
DROP POLICY named ON import_file;
CREATE POLICY file_read ON import_file FOR SELECT
  USING (((SELECT sees_unreleased()) OR (SELECT has_role('committee_officer')) AND is_of_meetings(kind)
      OR file_id IN (SELECT readable_files(true)))
    AND (kind NOT IN ('papers', 'agenda', 'contacts') OR of_site
      OR reads_file(file_id, kind, (SELECT asking_rights()))));
DROP FUNCTION sees_file(integer, text), sees_paper(text), sees_published_paper(text), reads_paper(text),
  is_not_exempt(text), is_printed(text), sees_item(text, text, integer), reads_item(text, text, integer),
  sees_published(text, text);
