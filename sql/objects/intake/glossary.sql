-- The glossary: its terms, their places on the page, and which of them stand in a name.

CREATE VIEW glossary_now WITH (security_invoker) AS
  SELECT g.*, lower(regexp_replace(g.term, '[^[:alnum:]]+', '-', 'g')) AS anchor
  FROM (SELECT DISTINCT ON (n.term) n.* FROM moothall.glossary n ORDER BY n.term, n.file_id DESC) g
  WHERE NOT g.erased OR g.term !~ '^Removed [0-9]+$';        -- one whose name is gone too explains nothing

-- A text as words with one blank between them and around them.
CREATE FUNCTION as_words(text text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN ' ' || regexp_replace(text, '[^[:alnum:]]+', ' ', 'g') || ' ';

-- The terms that stand in any of the texts, also in the plural; capitals count: "it" is not IT.
CREATE FUNCTION glossary_in(texts text[])
  RETURNS TABLE (term text, short text, anchor text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH said AS MATERIALIZED (SELECT string_agg(as_words(t), '') AS words FROM unnest(texts) t)
  SELECT g.term, rtrim(split_part(g.meaning, ':', 1), '.'), g.anchor
  FROM said, glossary_now g
  WHERE position(as_words(g.term) IN said.words) > 0 OR position(as_words(g.term || 's') IN said.words) > 0
  ORDER BY lower(g.term), g.term;
END
$$;

CREATE FUNCTION load_glossary(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{term}', 'term')
    UNION ALL
    SELECT (r ->> 'at')::integer, 'term', r ->> 'term', 'a term with a letter or digit in it'
    FROM jsonb_array_elements(rows) r WHERE r ->> 'term' !~ '[[:alnum:]]'
  ), loaded AS (
    INSERT INTO glossary (term, meaning, file_id, line)
    SELECT r.term, r.meaning, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, term text, meaning text)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;
