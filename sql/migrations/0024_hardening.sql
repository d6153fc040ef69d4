-- What a test of every relation as every reader found: rows that told of what is hidden, and ways to add to what is
-- released already.

-- Which figures are kept out of what is not released is known to those alone who see them. Of indicators and areas that
-- are not released none is; pages ask for one by what they know, but a person's own connection asks for all.
DROP POLICY everyone ON figure_kept;
CREATE POLICY read ON figure_kept FOR SELECT
  USING (CASE WHEN of_released THEN (SELECT sees_figures()) ELSE (SELECT sees_unreleased()) END);
CREATE POLICY known ON figure_kept AS RESTRICTIVE FOR SELECT
  USING ((SELECT is_application()) OR indicator_id IN (SELECT i.indicator_id FROM indicator i)
    AND area_id IN (SELECT a.area_id FROM area a));

-- An import of nothing but exempt papers, or drafts, would be known by its own row. No page shows an import without one
-- of its files, and to ask this for every page would cost more than the page; a person's own connection pays for it.
CREATE POLICY named ON import AS RESTRICTIVE FOR SELECT
  USING ((SELECT is_application()) OR import_id IN (SELECT f.import_id FROM import_file f));

-- Files of a kind that whoever is asking is loading in this very transaction. Rows are added to these alone: an import
-- that has ended, and one that is released all the more, is what it was when it was looked at.
CREATE FUNCTION open_files(of_kind text) RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 10 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF may_import(of_kind) THEN
    RETURN QUERY SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                 WHERE f.kind = of_kind AND i.loaded_at = now() AND i.released_at IS NULL
                   AND i.loaded_person IS NOT DISTINCT FROM asking_person();
  END IF;
END
$$;
CREATE FUNCTION is_open_import(import integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM import i
                 WHERE i.import_id = import AND i.loaded_at = now() AND i.released_at IS NULL
                   AND i.loaded_person IS NOT DISTINCT FROM asking_person());
END
$$;

DO $$
DECLARE
  p record;
BEGIN
  FOR p IN
    SELECT tablename, substring(with_check FROM 'may_import\(''([a-z_]+)''') AS kind
    FROM pg_policies WHERE schemaname = 'moothall' AND policyname = 'load' AND cmd = 'INSERT'
  LOOP
    EXECUTE format('DROP POLICY load ON %I', p.tablename);
    EXECUTE format('CREATE POLICY load ON %I FOR INSERT WITH CHECK (file_id IN (SELECT open_files(%L)))',
      p.tablename, p.kind);
  END LOOP;
END
$$;
DROP POLICY file_add ON import_file;
CREATE POLICY file_add ON import_file FOR INSERT WITH CHECK (may_import(kind) AND is_open_import(import_id));
DROP POLICY file_count ON import_file;
CREATE POLICY file_count ON import_file FOR UPDATE USING (may_import(kind) AND is_open_import(import_id));

-- Policies ask these of rows that are there. Whoever has a connection of their own could ask them of what may be there,
-- and "no" would have told that it is: to them they say whether they may read it, all rules taken together, which of
-- what there is not is "no" as well.
CREATE FUNCTION reads_item(of_meeting text, of_item text, since integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN sees_published(of_meeting, of_item) AND EXISTS (
    SELECT FROM agenda_item a
    WHERE a.meeting = of_meeting AND a.item = of_item AND a.file_id >= since
      AND a.file_id IN (SELECT readable_files(true)));
END
$$;
CREATE OR REPLACE FUNCTION sees_item(of_meeting text, of_item text, since integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (
      SELECT FROM agenda_item a
      WHERE a.meeting = of_meeting AND a.item = of_item AND a.file_id >= since
        AND a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.lead))
    AND (is_application() OR reads_item(of_meeting, of_item, since));
END
$$;
CREATE OR REPLACE FUNCTION sees_item(of_meeting text, of_item text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN sees_item(of_meeting, of_item, 0);
END
$$;

-- Not exempt; and printed by an item that is published. Each is a part of what sees_paper() and sees_published_paper()
-- say, and nobody but those may ask for it alone.
CREATE FUNCTION is_not_exempt(paper_name text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.paper = paper_name AND a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.lead));
END
$$;
CREATE FUNCTION is_printed(paper_name text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN sees_drafts() OR EXISTS (
    SELECT FROM (SELECT DISTINCT ON (a.meeting, a.item) a.meeting, a.item, a.paper
                 FROM agenda_item a
                 WHERE (a.meeting, a.item) IN (SELECT b.meeting, b.item FROM agenda_item b WHERE b.paper = paper_name)
                   AND (was_released(a.file_id) OR sees_unreleased())
                 ORDER BY a.meeting, a.item, a.file_id DESC) a
    WHERE a.paper = paper_name AND sees_published(a.meeting, a.item));
END
$$;
REVOKE ALL ON FUNCTION is_not_exempt(text), is_printed(text), reads_item(text, text, integer) FROM PUBLIC;
CREATE FUNCTION reads_paper(paper_name text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN is_not_exempt(paper_name) AND is_printed(paper_name) AND EXISTS (
    SELECT FROM paper p WHERE p.paper = paper_name AND p.file_id IN (SELECT readable_files(true)));
END
$$;
CREATE OR REPLACE FUNCTION sees_paper(name text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN CASE WHEN is_application() THEN is_not_exempt(name) ELSE reads_paper(name) END;
END
$$;
CREATE OR REPLACE FUNCTION sees_published_paper(name text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN CASE WHEN is_application() THEN is_printed(name) ELSE reads_paper(name) END;
END
$$;
DROP FUNCTION may_release(integer);
