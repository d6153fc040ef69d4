-- Indicators A to Z, and those that some words are about.

-- What a name is about: "% of the S47's", "No. S47's" as S47's.
CREATE FUNCTION name_without_measure(name text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN regexp_replace(name, '^((%|no\.|nos\.|number|percentage|proportion|rate|of|the|all)\s+)+', '', 'i');

-- An indicator is found if it holds every word, in its reference, name, topic, definition or lead, or if a term of the
-- glossary that holds every word in its meaning stands in its name: "looked after" finds LAC. Null or blank: all.
CREATE FUNCTION indicators_found(words text)
  RETURNS TABLE (ref text, name text, section text, definition text, lead text, letter text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  wanted CONSTANT text[] := regexp_split_to_array(lower(btrim(coalesce(words, ''))), '[^[:alnum:].%]+');
  terms CONSTANT text[] := ARRAY(
    SELECT g.term FROM glossary_now g
    WHERE NOT EXISTS (SELECT FROM unnest(wanted) w WHERE position(w IN lower(g.meaning)) = 0));
BEGIN
  RETURN QUERY
  SELECT i.ref, i.name, i.section, i.definition, i.lead,
         coalesce(upper(substring(name_without_measure(i.name) FROM '[[:alpha:]]')), '0')
  FROM indicator_now i
  WHERE NOT EXISTS (SELECT FROM unnest(wanted) w
                    WHERE position(w IN lower(concat_ws(' ', i.ref, i.name, i.section, i.definition, i.lead))) = 0)
     OR EXISTS (SELECT FROM unnest(terms) t WHERE position(as_words(t) IN as_words(i.name)) > 0)
  ORDER BY 6, lower(substring(name_without_measure(i.name) FROM '[[:alpha:]].*')), i.ref COLLATE natural_order;
END
$$;
