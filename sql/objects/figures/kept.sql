-- Figures that are kept: of the council, its parts and England, so that a page looks up what an import has
-- computed once. None can be stale: a change deletes, in its own transaction, whatever depends on it, and
-- figures() computes what is not kept. figures_keep() only makes it quick, at the end of an import or a release.

-- What depends on these pairs of indicator and area is kept no longer, in the reading of everything, and
-- also_released in that of what is released. By every definition ever imported: each reading has its own.
CREATE FUNCTION figures_forget(indicators integer[], areas integer[], also_released boolean) RETURNS void
LANGUAGE sql AS $$
  WITH RECURSIVE depends AS MATERIALIZED (
    SELECT DISTINCT d.indicator_id, unnest(d.numerator_ids || d.denominator_ids) AS input_id
    FROM indicator_definition d),
  hit (indicator_id, area_id) AS (
    SELECT * FROM unnest(indicators, areas)
    UNION
    SELECT d.indicator_id, h.area_id FROM hit h JOIN depends d ON d.input_id = h.indicator_id),
  gone AS (
    DELETE FROM figure_kept k USING hit h
    WHERE k.indicator_id = h.indicator_id AND k.area_id = h.area_id AND (also_released OR NOT k.of_released)
    RETURNING k.*)
  DELETE FROM figure f USING gone g
  WHERE f.of_released = g.of_released AND f.indicator_id = g.indicator_id AND f.area_id = g.area_id;
$$;

-- Rows were added: definitions and changes of method concern every area, populations every indicator.
CREATE FUNCTION figures_input_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  indicators integer[];
  areas integer[];
BEGIN
  PERFORM figures_lock();
  IF TG_TABLE_NAME IN ('indicator_definition', 'method_change') THEN
    SELECT array_agg(p.indicator_id), array_agg(p.area_id) INTO indicators, areas
    FROM (SELECT DISTINCT a.indicator_id, k.area_id FROM added a, figure_kept k) p;
  ELSIF TG_TABLE_NAME = 'population' THEN
    SELECT array_agg(p.indicator_id), array_agg(p.area_id) INTO indicators, areas
    FROM (SELECT DISTINCT k.indicator_id, k.area_id FROM figure_kept k
          WHERE k.area_id IN (SELECT a.area_id FROM added a)) p;
  ELSE
    SELECT array_agg(p.indicator_id), array_agg(p.area_id) INTO indicators, areas
    FROM (SELECT DISTINCT a.indicator_id, a.area_id FROM added a
          WHERE a.area_id IN (SELECT k.area_id FROM figure_kept k)) p;
  END IF;
  IF indicators IS NOT NULL THEN
    PERFORM figures_forget(indicators, areas,        -- asked once a file, not once a row
      EXISTS (SELECT FROM (SELECT DISTINCT a.file_id FROM added a) f WHERE f.file_id IN (SELECT released_files())));
  END IF;
  RETURN NULL;
END
$$;

-- An import was released, or its release undone by hand.
CREATE FUNCTION figures_import_released() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  indicators integer[];
  areas integer[];
BEGIN
  PERFORM figures_lock();
  WITH file AS MATERIALIZED (SELECT f.file_id FROM import_file f WHERE f.import_id = NEW.import_id),
  kept AS MATERIALIZED (SELECT DISTINCT k.indicator_id, k.area_id FROM figure_kept k)
  SELECT array_agg(p.indicator_id), array_agg(p.area_id) INTO indicators, areas
  FROM (SELECT o.indicator_id, o.area_id FROM observation o WHERE o.file_id IN (SELECT file_id FROM file)
        UNION
        SELECT t.indicator_id, t.area_id FROM total t WHERE t.file_id IN (SELECT file_id FROM file)
        UNION
        SELECT k.indicator_id, k.area_id FROM kept k JOIN indicator_definition d USING (indicator_id)
        WHERE d.file_id IN (SELECT file_id FROM file)
        UNION
        SELECT k.indicator_id, k.area_id FROM kept k JOIN method_change m USING (indicator_id)
        WHERE m.file_id IN (SELECT file_id FROM file)
        UNION
        SELECT k.indicator_id, k.area_id FROM kept k JOIN population w USING (area_id)
        WHERE w.file_id IN (SELECT file_id FROM file)) p
  WHERE p.area_id IN (SELECT k.area_id FROM kept k);
  PERFORM figures_forget(indicators, areas, true);
  RETURN NULL;
END
$$;

-- Rows are added, never changed or deleted; whoever mends the tables by hand all the same finds no old figure.
CREATE FUNCTION figures_forget_all() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM figures_lock();
  DELETE FROM figure;
  DELETE FROM figure_kept;
  RETURN NULL;
END
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['observation', 'total', 'indicator_definition', 'method_change', 'population'] LOOP
    EXECUTE format('CREATE TRIGGER figures_input_added AFTER INSERT ON %I REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION figures_input_added()', t);
    EXECUTE format('CREATE TRIGGER figures_forget_all AFTER UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION figures_forget_all()', t);
  END LOOP;
END
$$;
CREATE TRIGGER figures_forget_all AFTER UPDATE OF file_id, import_id ON import_file
  FOR EACH STATEMENT EXECUTE FUNCTION figures_forget_all();
CREATE TRIGGER figures_import_released AFTER UPDATE OF released_at ON import
  FOR EACH ROW EXECUTE FUNCTION figures_import_released();

-- Keeps what is not kept, in both readings. Whoever may call it cannot make it write anything but what
-- the tables say.
CREATE FUNCTION figures_keep() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  only_released boolean;
  indicators integer[];
  areas integer[];
BEGIN
  PERFORM figures_lock();
  FOREACH only_released IN ARRAY ARRAY[true, false] LOOP
    SELECT array_agg(p.indicator_id), array_agg(p.area_id) INTO indicators, areas
    FROM (SELECT i.indicator_id, a.area_id FROM indicator i, area_now a WHERE a.of_council OR a.kind = 'national'
          EXCEPT
          SELECT k.indicator_id, k.area_id FROM figure_kept k WHERE k.of_released = only_released) p;
    INSERT INTO figure
    SELECT c.* FROM figures_computed(only_released,
      ARRAY(SELECT f.file_id FROM import_file f WHERE NOT only_released OR f.file_id IN (SELECT released_files())),
      ARRAY(SELECT DISTINCT unnest(indicators)), ARRAY(SELECT DISTINCT unnest(areas)), '-infinity', 'infinity') c
    WHERE NOT EXISTS (SELECT FROM figure_kept k
                      WHERE k.of_released = only_released AND k.indicator_id = c.indicator_id
                        AND k.area_id = c.area_id);
    INSERT INTO figure_kept SELECT only_released, p.* FROM unnest(indicators, areas) p;
  END LOOP;
END
$$;
SELECT for_application('figures_keep()');

-- A formula may be another one now.
TRUNCATE figure, figure_kept;
SELECT figures_keep();
