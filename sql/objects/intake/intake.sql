-- Imports: beginning and ending one, and the checks that the kinds share.
--
-- A load_KIND(file, rows) takes the rows of one file as a JSON array of objects: "at" is the line,
-- the others are the columns' normalised texts, blank ones left out. It inserts the good rows and
-- returns what is wrong with the others; the caller rolls back if anything is. So a row refused
-- in one file does not make rows of the next look as if they referred to nothing.

-- Who may import a kind, as a refusal names them; see may_import().
CREATE FUNCTION importers(kind text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN is_ledger(kind) THEN 'it takes the role finance'
              WHEN is_of_meetings(kind) THEN 'it takes the role committee officer'
              WHEN is_money(kind) THEN 'it takes the role analyst or finance'
              ELSE 'it takes the role analyst' END;

-- Refuses kinds of file that whoever is asking may not import, before anything is done.
CREATE FUNCTION import_check(kinds text[]) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  refused text := (SELECT u.kind FROM unnest(kinds) WITH ORDINALITY u (kind, n) WHERE NOT may_import(u.kind)
                   ORDER BY u.n LIMIT 1);
BEGIN
  IF refused IS NOT NULL THEN
    PERFORM refuse('MH403', format('you do not have the right to import %s: %s', refused, importers(refused)));
  END IF;
END
$$;

CREATE FUNCTION import_begin(source text, account text) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  made integer;
BEGIN
  -- One import at a time: "the greatest file supersedes" needs an order.
  PERFORM figures_lock();
  INSERT INTO import (source, loaded_by) VALUES (source, asking_name(account))
    RETURNING import_id INTO made;
  RETURN made;
END
$$;

-- What an import does last: keeps its figures, and tells the planner what this transaction has loaded, without which
-- the first pack after an import takes seconds. SECURITY DEFINER: only a table's owner may. The statistics
-- go if the import is rolled back.
CREATE FUNCTION import_end() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  loaded regclass;
BEGIN
  IF NOT imports() THEN
    RAISE EXCEPTION USING ERRCODE = 'MH403', MESSAGE = 'only whoever may import may do this';
  END IF;
  FOR loaded IN
    SELECT c.oid FROM pg_class c
    WHERE c.relnamespace = 'moothall'::regnamespace AND c.relkind = 'r' AND pg_stat_get_xact_tuples_inserted(c.oid) > 0
  LOOP
    EXECUTE format('ANALYZE %s', loaded);
  END LOOP;
  PERFORM erasure_supply();
  PERFORM figures_keep();
  ANALYZE figure, figure_kept;
  -- This transaction's own: imports go one at a time.
  PERFORM audit_note('import-loaded', i.import_id::text, jsonb_build_object(
      'kinds', (SELECT CASE WHEN count(DISTINCT f.kind) > 5 THEN count(DISTINCT f.kind) || ' kinds'
                            ELSE string_agg(DISTINCT f.kind, ', ') END
                FROM import_file f WHERE f.import_id = i.import_id)))
    FROM import i WHERE i.loaded_at = now();
END
$$;

-- The imports of which the reader may see a file, the newest first: all, or one; kinds in the order of their files.
CREATE FUNCTION import_list(of_import integer)
  RETURNS TABLE (import_id integer, loaded_at timestamptz, loaded text, loaded_by text, released_at timestamptz,
                 released text, released_by text, files bigint, first_file text, kinds text, rows bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT i.import_id, i.loaded_at, moment_words(i.loaded_at), i.loaded_by, i.released_at, moment_words(i.released_at),
         i.released_by, sum(k.files)::bigint, min(k.first_file) FILTER (WHERE k.place = 1),
         string_agg(k.kind, ', ' ORDER BY k.place), sum(k.rows)::bigint
  FROM import i JOIN (
         SELECT f.import_id, f.kind, count(*) AS files, sum(f.row_count) AS rows, min(f.name) AS first_file,
                row_number() OVER (PARTITION BY f.import_id ORDER BY min(f.file_id)) AS place
         FROM import_file f WHERE of_import IS NULL OR f.import_id = of_import
         GROUP BY f.import_id, f.kind) k USING (import_id)
  WHERE of_import IS NULL OR i.import_id = of_import
  GROUP BY i.import_id
  ORDER BY i.import_id DESC;
END;

-- The files of one. periods: the first and the last that its rows speak of, where they are figures.
CREATE FUNCTION import_files(of_import integer)
  RETURNS TABLE (name text, kind text, rows integer, sha256 text, first_period text, last_period text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT f.name, f.kind, f.row_count, f.sha256, o.first_period, o.last_period
  FROM import_file f LEFT JOIN LATERAL (
         SELECT (array_agg(p.period ORDER BY p.last_day, p.first_day DESC))[1] AS first_period,
                (array_agg(p.period ORDER BY p.last_day DESC, p.first_day))[1] AS last_period
         FROM (SELECT DISTINCT b.period_id FROM observation b WHERE b.file_id = f.file_id) b
              JOIN period p USING (period_id)) o ON f.kind = 'observations'
  WHERE f.import_id = of_import
  ORDER BY f.file_id;
END;

-- The number of a period; a date becomes one when it is first spoken of. NULL: no such period.
CREATE FUNCTION period_find(wanted text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  number integer;
  day date;
BEGIN
  SELECT period_id INTO number FROM period WHERE period = wanted;
  IF number IS NULL AND wanted ~ '^\d{4}-\d{2}-\d{2}$' THEN
    day := wanted::date;
    INSERT INTO period (period, kind, first_day, last_day, label, short, financial_year)
      VALUES (wanted, 'date', day, day, to_char(day, 'FMDD FMMonth YYYY'),
        to_char(day, 'FMDD Mon YY'), financial_year(day))
      RETURNING period_id INTO number;
  END IF;
  RETURN number;
END
$$;

CREATE FUNCTION dates_add(rows jsonb, key text) RETURNS void LANGUAGE sql AS $$
  SELECT period_find(d.day)
  FROM (SELECT DISTINCT r ->> key AS day FROM jsonb_array_elements(rows) r) d
  WHERE d.day ~ '^\d{4}-\d{2}-\d{2}$'
$$;

-- What is known is said when the list is short enough to be of use.
CREATE FUNCTION known(what text, items text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format('a known %s', what) || CASE
    WHEN cardinality(items) = 0 THEN ': none has been imported'
    WHEN cardinality(items) <= 30 THEN ': ' || array_to_string(items, ', ')
    ELSE '' END
$$;

CREATE FUNCTION known_areas() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT a.area FROM area a ORDER BY a.area_id)
$$;

CREATE FUNCTION known_indicators() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT i.ref FROM indicator i ORDER BY i.indicator_id)
$$;

CREATE FUNCTION known_periods() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT p.period FROM period p)
$$;

CREATE FUNCTION known_committees() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT DISTINCT c.committee FROM committee c ORDER BY 1)
$$;

CREATE FUNCTION known_meetings() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT DISTINCT m.meeting FROM meeting m ORDER BY 1)
$$;

-- The definitions of each indicator as they were imported last, released or not: what an import is checked against.
CREATE FUNCTION definitions_loaded() RETURNS SETOF indicator_definition
LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (d.indicator_id, d.holds_from) d.* FROM indicator_definition d
  ORDER BY d.indicator_id, d.holds_from, d.file_id DESC
$$;

-- Rows whose value of a column names nothing.
CREATE FUNCTION unknown(rows jsonb, key text, what text, items text[])
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql STABLE AS $$
  SELECT (r ->> 'at')::integer, key, r ->> key, known(what, items)
  FROM jsonb_array_elements(rows) r
  WHERE r ? key AND r ->> key NOT IN (SELECT unnest(items))
$$;

-- Rows that an earlier row of the file has said already; "rule" names what makes a row one.
CREATE FUNCTION repeated(rows jsonb, keys text[], what text)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql STABLE AS $$
  SELECT k.line, keys[1], k.value, format('the only row of its %s: line %s is another', what, k.first)
  FROM (
    SELECT s.line, s.value, min(s.line) OVER (PARTITION BY s.key) AS first
    FROM (
      SELECT (r ->> 'at')::integer AS line, r ->> keys[1] AS value,
        array(SELECT coalesce(r ->> u.name, '') FROM unnest(keys) WITH ORDINALITY u (name, n) ORDER BY n) AS key
      FROM jsonb_array_elements(rows) r) s) k
  WHERE k.line > k.first
$$;
