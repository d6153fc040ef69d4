-- Imports: the files that were loaded, by whom, and since when members may see what is in them.
--
-- Everything imported keeps its file and line. Nothing is overwritten: a later import of the same
-- key stands beside the earlier one and supersedes it (the greatest file_id that the reader may
-- see wins), so members go on seeing the last released value. The views *_now in sql/objects/
-- choose it.

CREATE TABLE import (
  import_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,               -- the file or folder, as named by whoever imported it
  loaded_by text NOT NULL,            -- username, or the operator's system account
  loaded_at timestamptz NOT NULL DEFAULT now(),
  released_by text,
  released_at timestamptz,
  CHECK ((released_by IS NULL) = (released_at IS NULL))
);

CREATE TABLE import_file (
  file_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_id integer NOT NULL REFERENCES import,
  kind text NOT NULL,
  name text NOT NULL,                 -- "observations.csv"
  sha256 text NOT NULL,
  row_count integer NOT NULL DEFAULT 0
);
CREATE INDEX import_file_import ON import_file (import_id);

CREATE FUNCTION was_released(file integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM import_file f JOIN import i USING (import_id)
                 WHERE f.file_id = file AND i.released_at IS NOT NULL);
END
$$;

-- Whether whoever is asking may import every kind of file in the import. SECURITY DEFINER: the
-- policies of import and import_file would otherwise ask each other.
CREATE FUNCTION may_release(import integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT FROM import_file f WHERE f.import_id = import AND NOT may_import(f.kind));
END
$$;

-- The files whose rows whoever is asking may read; `of_meetings`: meetings and papers, which auditors
-- read too. In PL/pgSQL and SECURITY DEFINER so that a policy costs one call a table: policies that
-- ask for rows under other policies had taken most of a page's time.
CREATE FUNCTION readable_files(of_meetings boolean) RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF sees_unreleased() THEN
    RETURN QUERY SELECT f.file_id FROM import_file f;
  ELSIF sees_figures() OR of_meetings AND sees_meetings() THEN
    RETURN QUERY SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                 WHERE i.released_at IS NOT NULL;
  END IF;
END
$$;

ALTER TABLE import ENABLE ROW LEVEL SECURITY;
CREATE POLICY import_read ON import FOR SELECT
  USING ((SELECT sees_unreleased()) OR released_at IS NOT NULL AND (SELECT sees_meetings()));
CREATE POLICY import_add ON import FOR INSERT WITH CHECK (may_import('revenue') OR may_import(''));
-- Released once.
CREATE POLICY import_release ON import FOR UPDATE
  USING (released_at IS NULL AND (may_import('revenue') OR may_import('')) AND may_release(import_id))
  WITH CHECK (released_at IS NOT NULL);
-- What was given to the import command names files, and no page shows it.
GRANT SELECT (import_id, loaded_by, loaded_at, released_by, released_at), INSERT ON import TO moothall_app;
GRANT UPDATE (released_by, released_at) ON import TO moothall_app;

ALTER TABLE import_file ENABLE ROW LEVEL SECURITY;
-- The first half alone lets an import see the file that it is just adding.
CREATE POLICY file_read ON import_file FOR SELECT
  USING ((SELECT sees_unreleased()) OR file_id IN (SELECT readable_files(true)));
CREATE POLICY file_add ON import_file FOR INSERT WITH CHECK (may_import(kind));
CREATE POLICY file_count ON import_file FOR UPDATE USING (may_import(kind));
GRANT SELECT, INSERT ON import_file TO moothall_app;
GRANT UPDATE (row_count) ON import_file TO moothall_app;
