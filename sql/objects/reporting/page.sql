-- What the frame of every page shows, whichever report is in it.

-- The files that a report of these kinds of data draws on, oldest import first, and the day of the newest.
CREATE FUNCTION sources_of(kinds text[])
  RETURNS TABLE (import_id integer, name text, as_of date) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT i.import_id, f.name, max(i.loaded_at) OVER ()::date
  FROM import_file f JOIN import i USING (import_id)
  WHERE f.kind = ANY (kinds)
  ORDER BY i.import_id, f.file_id;
END;

-- The areas that one can choose from.
CREATE FUNCTION page_areas() RETURNS TABLE (area text, name text, kind text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT a.area, d.name, d.kind
  FROM area a JOIN LATERAL (
    SELECT v.name, v.kind FROM area_definition v WHERE v.area_id = a.area_id
    ORDER BY v.file_id DESC LIMIT 1) d ON true
  ORDER BY a.area_id;
END;

-- What an area is called.
CREATE FUNCTION page_name(of_area text) RETURNS text LANGUAGE sql STABLE
  RETURN (SELECT a.name FROM area_now a WHERE a.area = of_area);
