-- Figures as a publication prints them.

-- A printed figure as a number: "+6.945", "-17%", "28,208"; null: it is not one.
CREATE FUNCTION printed_number(printed text) RETURNS numeric LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN translate(printed, ',%£ ', '') ~ '^[+-]?[0-9]+(\.[0-9]+)?$'
              THEN translate(printed, ',%£ ', '')::numeric END;

-- Whether a printed number disagrees with a computed one beyond what rounding explains: its own, and, of a sum, that of
-- its terms together (rounding). What cannot be computed cannot be checked either; but who prints a 0 there says that
-- it is known, and it is not.
CREATE FUNCTION disagrees(printed text, computed numeric, rounding numeric DEFAULT 0) RETURNS boolean
  LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  number CONSTANT numeric := printed_number(printed);
BEGIN
  RETURN CASE WHEN computed IS NULL THEN coalesce(number = 0, false)
              WHEN number IS NULL THEN true
              ELSE abs(number - computed) > ('5e-' || scale(number) + 1)::numeric + rounding END;
END
$$;
