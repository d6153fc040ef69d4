-- What the files of checks share: pgTAP, who asks, made-up imports, one figure by itself.
CREATE SCHEMA tap;
CREATE EXTENSION pgtap SCHEMA tap;
GRANT USAGE ON SCHEMA tap TO PUBLIC;
SET search_path = moothall_code, moothall, tap, pg_temp;
\pset format unaligned
\pset tuples_only true

-- :operator and :person, as the program begins a transaction: the command line over a connection of
-- the owner, the daemon over its own. :person is followed by a username in quotes and \g /dev/null.
-- :superuser is the test itself.
\set operator 'SET LOCAL SESSION AUTHORIZATION moothall_owner; SET LOCAL ROLE moothall_app; SET LOCAL moothall.person = operator;'
\set superuser 'SET LOCAL SESSION AUTHORIZATION DEFAULT;'
\set person 'SET LOCAL SESSION AUTHORIZATION moothall_app; SELECT tap.ask_as'

CREATE FUNCTION tap.ask_as(who text) RETURNS text LANGUAGE sql SECURITY DEFINER
  RETURN set_config('moothall.person',
    coalesce((SELECT person_id::text FROM moothall.person WHERE username = who), ''), true);

-- A person for a test, without a password, whom lists know by that name or seat.
CREATE FUNCTION tap.add_person(username text, roles text[], seat text DEFAULT NULL, name text DEFAULT NULL)
RETURNS void LANGUAGE sql AS $$
  WITH p AS (
    INSERT INTO moothall.person (username, name) VALUES (username, coalesce(name, seat, username)) RETURNING person_id),
  c AS (INSERT INTO moothall.person_called SELECT DISTINCT n, p.person_id FROM p, unnest(ARRAY[seat, name]) n WHERE n IS NOT NULL
        ON CONFLICT DO NOTHING)
  INSERT INTO moothall.person_role SELECT p.person_id, r FROM p, unnest(roles) r
$$;

-- Imports made-up rows: a CSV without quotes, as the loaders take it. The figures are nobody's.
CREATE FUNCTION tap.made_up(kind text, csv text, release boolean DEFAULT true) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  lines text[] := string_to_array(trim(E'\n' FROM csv), E'\n');
  columns text[] := string_to_array(lines[1], ',');
  import integer := import_begin('made up', 'test');
  file integer;
  rows jsonb;
  problem record;
BEGIN
  INSERT INTO import_file (import_id, kind, name, sha256) VALUES (import, kind, kind || '.csv', '') RETURNING file_id INTO file;
  SELECT jsonb_agg(r.fields || jsonb_build_object('at', l.at)) INTO rows
  FROM unnest(lines) WITH ORDINALITY AS l (line, at),
       LATERAL (SELECT jsonb_object_agg(c.name, c.value) FILTER (WHERE c.value <> '')
                FROM unnest(columns, string_to_array(l.line, ',')) AS c (name, value)) AS r (fields)
  WHERE l.at > 1;
  FOR problem IN EXECUTE format('SELECT * FROM load_%s($1, $2)', kind) USING file, rows LOOP
    RAISE EXCEPTION '%: line %: % "%": expected %', kind, problem.line, problem."column", problem.value, problem.expected;
  END LOOP;
  IF release THEN
    PERFORM import_release(import, 'test');
  END IF;
  RETURN import;
END
$$;

-- One row of figures(), as JSON: fig('2.3', '2017-01') ->> 'text'. NULL: there is none.
CREATE FUNCTION tap.fig(ref text, period text, area text DEFAULT 'norfolk', cohort text DEFAULT '', scope text DEFAULT 'summary')
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT to_jsonb(f)
  FROM indicator i, moothall.area a, moothall.period p, figures(ARRAY[i.indicator_id], ARRAY[a.area_id], p.last_day, p.last_day, scope) f
  WHERE i.ref = fig.ref AND a.area = fig.area AND p.period = fig.period AND f.period_id = p.period_id AND f.cohort = fig.cohort
$$;

-- A measure of it as shown: rounded to the indicator's decimals.
CREATE FUNCTION tap.rounded(ref text, period text, measure text, area text DEFAULT 'norfolk') RETURNS text LANGUAGE sql STABLE AS $$
  SELECT round((fig(i.ref, rounded.period, rounded.area) ->> rounded.measure)::numeric,
               CASE rounded.measure WHEN 'difference_pct' THEN 1 ELSE i.decimals END)::text
  FROM indicator_now i WHERE i.ref = rounded.ref
$$;

-- Figures that are kept and would not be computed, or the other way round.
CREATE FUNCTION tap.wrongly_kept() RETURNS SETOF text LANGUAGE sql AS $$
  WITH computed AS MATERIALIZED (
    SELECT c.* FROM (VALUES (true), (false)) r (reading),
         figures_computed(reading, ARRAY(SELECT f.file_id FROM import_file f JOIN import i USING (import_id) WHERE NOT reading OR i.released_at IS NOT NULL),
           ARRAY(SELECT indicator_id FROM indicator), ARRAY(SELECT area_id FROM moothall.area), '-infinity', 'infinity') c
         JOIN figure_kept k USING (of_released, indicator_id, area_id))
  SELECT format('kept: %s', (SELECT f)) FROM (SELECT * FROM moothall.figure EXCEPT SELECT * FROM computed) f
  UNION ALL
  SELECT format('computed: %s', (SELECT f)) FROM (SELECT * FROM computed EXCEPT SELECT * FROM moothall.figure) f
$$;

-- Areas and definitions that are kept and are not those that hold, or the other way round: of each reading, the newest of
-- its rows, and for the day of every definition, the day before it and no day the one that applies.
CREATE FUNCTION tap.wrongly_defined() RETURNS SETOF text LANGUAGE sql AS $$
  WITH RECURSIVE reading (of_released, files) AS MATERIALIZED (
    SELECT r, ARRAY(SELECT f.file_id FROM import_file f JOIN import i USING (import_id) WHERE NOT r OR i.released_at IS NOT NULL)
    FROM (VALUES (true), (false)) v (r)),
  newest_area AS MATERIALIZED (
    SELECT DISTINCT ON (r.of_released, d.area_id) r.of_released, d.*
    FROM reading r JOIN area_definition d ON d.file_id = ANY (r.files) ORDER BY r.of_released, d.area_id, d.file_id DESC),
  ours (of_released, area_id) AS (
    SELECT n.of_released, a.area_id FROM newest_area n JOIN moothall.area a USING (area_id) JOIN setting s ON s.key = 'council' AND s.value = a.area
    UNION
    SELECT n.of_released, n.area_id FROM ours o JOIN newest_area n ON n.of_released = o.of_released AND n.parent_id = o.area_id),
  areas AS (
    SELECT n.of_released, a.area, n.name, n.kind, n.parent_id, n.file_id, n.erased,
           EXISTS (SELECT FROM ours o WHERE o.of_released = n.of_released AND o.area_id = n.area_id)
    FROM newest_area n JOIN moothall.area a USING (area_id)),
  kept_areas AS (SELECT k.of_released, k.area, k.name, k.kind, k.parent_id, k.file_id, k.erased, k.of_council FROM area_kept k),
  newest AS MATERIALIZED (
    SELECT DISTINCT ON (r.of_released, d.indicator_id, d.holds_from) r.of_released, d.*
    FROM reading r JOIN indicator_definition d ON d.file_id = ANY (r.files)
    ORDER BY r.of_released, d.indicator_id, d.holds_from, d.file_id DESC),
  day AS (SELECT DISTINCT unnest(ARRAY[d.holds_from, d.holds_from - 1, NULL]) AS begins FROM indicator_definition d),
  applying AS (
    SELECT DISTINCT ON (n.of_released, day.begins, n.indicator_id) n.of_released, day.begins, i.ref, n.holds_from, n.name, n.file_id, n.erased
    FROM newest n CROSS JOIN day JOIN indicator i USING (indicator_id)
    ORDER BY n.of_released, day.begins, n.indicator_id, n.holds_from <= day.begins DESC, CASE WHEN n.holds_from <= day.begins THEN n.holds_from END DESC,
             n.holds_from),
  kept AS (
    SELECT k.of_released, day.begins, k.ref, k.holds_from, k.name, k.file_id, k.erased FROM indicator_kept k CROSS JOIN day
    WHERE coalesce(day.begins >= k.applies_from, k.applies_from IS NULL) AND coalesce(day.begins < k.applies_until, true))
  SELECT format('area kept: %s', (SELECT a)) FROM (SELECT * FROM kept_areas EXCEPT SELECT * FROM areas) a
  UNION ALL SELECT format('area: %s', (SELECT a)) FROM (SELECT * FROM areas EXCEPT SELECT * FROM kept_areas) a
  UNION ALL SELECT format('definition kept: %s', (SELECT d)) FROM (SELECT * FROM kept EXCEPT SELECT * FROM applying) d
  UNION ALL SELECT format('definition: %s', (SELECT d)) FROM (SELECT * FROM applying EXCEPT SELECT * FROM kept) d
$$;
