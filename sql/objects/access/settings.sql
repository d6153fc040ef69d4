-- What belongs to the council: which area it is, the numbers that it may choose, and what its papers say. Changed by
-- the operator and by administrators only, through these functions: moothall council, moothall setting.

-- Without a lowest number it is a text of at most so many characters.
CREATE FUNCTION settings_known() RETURNS TABLE (key text, usual text, lowest integer, highest integer, meaning text)
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  VALUES ('council_name', '', NULL, 80, 'what the council is called in full, on its papers'),
         ('paper_footer', '', NULL, 60, 'what the foot of every page on paper says'),
         ('paper_header', '', NULL, 60, 'what the head of every page on paper says, beside the document''s title'),
         ('risk_review_months', '3', 1, 99, 'months that a review of a risk holds before the next is due'),
         ('site_address', '', NULL, 200, 'where readers find this site, for the cover of a pack: https://…'),
         ('spc_side', '7', 3, 99, 'points in a row on one side of the mean that are a special cause'),
         ('spc_trend', '7', 3, 99, 'points in a row rising, or falling, that are a special cause');
END;

CREATE FUNCTION setting_list() RETURNS TABLE (key text, value text, usual text, meaning text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT k.key, coalesce(s.value, k.usual), k.usual, CASE
    WHEN k.lowest IS NULL THEN format('%s (up to %s characters)', k.meaning, k.highest)
    ELSE format('%s (%s to %s)', k.meaning, k.lowest, k.highest) END
  FROM settings_known() k LEFT JOIN setting s USING (key) ORDER BY k.key;
END;

-- One setting's value; what is not one is refused by name.
CREATE FUNCTION setting_value(of_key text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  found text := (SELECT l.value FROM setting_list() l WHERE l.key = of_key);
BEGIN
  IF of_key = 'council' THEN
    PERFORM refuse('MH400', 'the council has a command of its own: moothall council');
  ELSIF found IS NULL THEN
    PERFORM refuse('MH404', format('there is no setting "%s"; known are: %s', of_key,
      (SELECT string_agg(l.key, ', ' ORDER BY l.key) FROM setting_list() l)));
  END IF;
  RETURN found;
END
$$;

-- What the site is reached at; the pages' own addresses are put behind it.
CREATE FUNCTION must_be_site_address(address text) RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF address !~ '^https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$' THEN
    PERFORM refuse('MH400', format('site_address is the site''s address without a slash at its end, as '
      '"https://performance.example.gov.uk", not "%s"', left(address, 80)));
  END IF;
END
$$;

CREATE FUNCTION setting_change(of_key text, new_value text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  known record;
BEGIN
  PERFORM must_administer();
  PERFORM setting_value(of_key);
  SELECT * INTO known FROM settings_known() k WHERE k.key = of_key;
  IF known.lowest IS NULL THEN
    IF length(new_value) > known.highest OR new_value ~ '[[:cntrl:]]' THEN
      PERFORM refuse('MH400', format('%s (%s) is one line of at most %s characters', of_key, known.meaning,
        known.highest));
    END IF;
    IF of_key = 'site_address' AND new_value <> '' THEN
      PERFORM must_be_site_address(new_value);
    END IF;
  ELSIF new_value !~ '^[0-9]{1,4}$' OR new_value::integer NOT BETWEEN known.lowest AND known.highest THEN
    PERFORM refuse('MH400', format('%s (%s) is a whole number from %s to %s, not "%s"', of_key, known.meaning,
      known.lowest, known.highest, left(new_value, 40)));
  END IF;
  INSERT INTO setting (key, value)
  VALUES (of_key, CASE WHEN known.lowest IS NULL THEN new_value ELSE new_value::integer::text END)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value;
END
$$;

-- The area whose database this is. The figures that are kept are those of the council and its parts: of another
-- council they are others. Returns its name.
CREATE FUNCTION council_set(of_area text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  called text;
  before text := (SELECT value FROM setting WHERE key = 'council');
BEGIN
  PERFORM must_administer();
  called := (SELECT d.name FROM area a JOIN area_definition d USING (area_id)
             WHERE a.area = of_area ORDER BY d.file_id DESC LIMIT 1);
  IF called IS NULL THEN
    PERFORM refuse('MH404', format('"%s" cannot be the council, for there is no such area; %s', left(of_area, 80),
      coalesce('councils among the areas are: ' || (
        SELECT string_agg(DISTINCT a.area, ', ') FROM area a JOIN area_definition d USING (area_id)
        WHERE d.kind = 'council'),
        'import the areas first (moothall import areas FILE)')));
  END IF;
  IF before IS DISTINCT FROM of_area THEN
    PERFORM figures_lock();
    INSERT INTO setting (key, value) VALUES ('council', of_area)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value;
    DELETE FROM figure;
    DELETE FROM figure_kept;
    PERFORM figures_keep();
    ANALYZE figure, figure_kept;
  END IF;
  RETURN called;
END
$$;

-- The council's mark, in place of the one before; without a picture, none.
CREATE FUNCTION council_mark_set(picture bytea, picture_width integer, picture_height integer, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM must_administer();
  DELETE FROM council_mark;
  IF picture IS NOT NULL THEN
    INSERT INTO council_mark (png, width, height, alternative)
    VALUES (picture, picture_width, picture_height, words);
  END IF;
END
$$;

REVOKE ALL ON FUNCTION setting_change(text, text), council_set(text),
  council_mark_set(bytea, integer, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION setting_change(text, text), council_set(text),
  council_mark_set(bytea, integer, integer, text) TO moothall_app;
