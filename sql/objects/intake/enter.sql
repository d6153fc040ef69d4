-- What is entered on the site: rows of a record, by the rules of an import of their kind.

-- The site's own file of a kind, made when something of it is entered for the first time. It is released: of what is
-- entered the record itself says who reads it.
CREATE FUNCTION site_file_made(of_kind text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  file integer := site_file(of_kind);
  site integer;
BEGIN
  IF file IS NOT NULL OR NOT may_enter(of_kind) THEN
    RETURN file;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('moothall.site_file'));
  SELECT f.import_id INTO site FROM import_file f WHERE f.of_site LIMIT 1;
  IF site IS NULL THEN
    INSERT INTO import (source, loaded_by, loaded_person, released_by, released_at)
      VALUES ('site', 'site', NULL, 'site', now()) RETURNING import_id INTO site;
  END IF;
  INSERT INTO import_file (import_id, kind, name, sha256, of_site) VALUES (site, of_kind, of_kind, '', true)
    ON CONFLICT (kind) WHERE of_site DO NOTHING;
  RETURN (SELECT f.file_id FROM import_file f WHERE f.kind = of_kind AND f.of_site);
END
$$;
SELECT for_application('site_file_made(text)');

-- Enters rows, each an object by the columns of the kind's CSV, days as ISO 8601, what is blank left out; "gone": true
-- takes away what the key names. The first thing that is wrong is refused at the column's name, which is the field's.
-- One at a time: what a rule compares with must not change meanwhile.
CREATE FUNCTION enter(of_kind text, rows jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  bad record;
BEGIN
  IF NOT may_enter(of_kind) THEN
    PERFORM refuse('MH403', CASE WHEN is_of_meetings(of_kind) THEN 'only a committee officer may do this'
                                 ELSE 'you may not write this' END);
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('moothall.enter'));
  EXECUTE format('SELECT b."column" AS field, b.value, b.expected FROM %I($1, $2) b ORDER BY b.line, 1 LIMIT 1',
      'load_' || of_kind)
    INTO bad USING site_file_made(of_kind),
      (SELECT jsonb_agg(jsonb_strip_nulls(u.r) || jsonb_build_object('at', u.n) ORDER BY u.n)
       FROM jsonb_array_elements(rows) WITH ORDINALITY u (r, n));
  IF bad.field IS NOT NULL THEN
    PERFORM refuse_at(bad.field, 'MH400', CASE WHEN bad.value IS NULL THEN 'it should be ' || bad.expected
                                               ELSE format('"%s" should be %s', left(bad.value, 80), bad.expected) END);
  END IF;
END
$$;
