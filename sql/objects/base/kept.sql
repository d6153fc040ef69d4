-- Areas and indicators that are kept: of each reading what holds in it. What changes them writes them again, in its own
-- transaction, so that nobody sees old ones.

-- Imports, releases and what is kept change one at a time: what another transaction is adding would be
-- seen by neither.
CREATE FUNCTION figures_lock() RETURNS void LANGUAGE sql AS 'SELECT pg_advisory_xact_lock(7316406)';

CREATE FUNCTION definitions_keep() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM figures_lock();
  DELETE FROM area_kept;
  INSERT INTO area_kept
  WITH RECURSIVE held AS MATERIALIZED (
    SELECT DISTINCT ON (r.of_released, d.area_id) r.of_released, d.area_id, d.parent_id, d
    FROM (VALUES (true), (false)) r (of_released), area_definition d
    WHERE NOT r.of_released OR d.file_id IN (SELECT released_files())
    ORDER BY r.of_released, d.area_id, d.file_id DESC),
  family (of_released, area_id) AS (
    SELECT r.of_released, a.area_id
    FROM (VALUES (true), (false)) r (of_released), area a JOIN setting s ON s.key = 'council' AND s.value = a.area
    UNION
    SELECT h.of_released, h.area_id
    FROM family f JOIN held h ON h.of_released = f.of_released AND h.parent_id = f.area_id)
  SELECT h.of_released, a.area, (h.d).*, (h.of_released, h.area_id) IN (SELECT f.of_released, f.area_id FROM family f)
  FROM held h JOIN area a USING (area_id);

  DELETE FROM indicator_kept;
  INSERT INTO indicator_kept
  SELECT h.of_released, i.ref, (h.d).*, (h.d).numerator_ids <> '{}',
         CASE WHEN lag(h.holds_from) OVER one IS NOT NULL THEN h.holds_from END, lead(h.holds_from) OVER one
  FROM (SELECT DISTINCT ON (r.of_released, d.indicator_id, d.holds_from)
               r.of_released, d.indicator_id, d.holds_from, d
        FROM (VALUES (true), (false)) r (of_released), indicator_definition d
        WHERE NOT r.of_released OR d.file_id IN (SELECT released_files())
        ORDER BY r.of_released, d.indicator_id, d.holds_from, d.file_id DESC) h
       JOIN indicator i USING (indicator_id)
  WINDOW one AS (PARTITION BY h.of_released, h.indicator_id ORDER BY h.holds_from);
END
$$;

CREATE FUNCTION definitions_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM definitions_keep();
  RETURN NULL;
END
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['area_definition', 'indicator_definition', 'setting'] LOOP
    EXECUTE format('CREATE TRIGGER definitions_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION definitions_changed()', t);
  END LOOP;
  -- what is erased may lose its name
  FOREACH t IN ARRAY ARRAY['area', 'indicator'] LOOP
    EXECUTE format('CREATE TRIGGER definitions_changed AFTER UPDATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION definitions_changed()', t);
  END LOOP;
END
$$;
CREATE TRIGGER definitions_changed AFTER UPDATE OF released_at ON import
  FOR EACH STATEMENT EXECUTE FUNCTION definitions_changed();
CREATE TRIGGER definitions_changed AFTER UPDATE OF file_id, import_id ON import_file
  FOR EACH STATEMENT EXECUTE FUNCTION definitions_changed();

-- What is kept of them may be something else now.
SELECT definitions_keep();
