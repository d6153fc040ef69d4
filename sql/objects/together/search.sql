-- Finding: what a reader may see, by the words in its name, its reference or what is said of it.

-- The words of a text, in lower case; at most ten, as nobody types more to find a thing.
CREATE FUNCTION search_words(sought text) RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY(SELECT w.word FROM regexp_split_to_table(lower(sought), '\s+') WITH ORDINALITY AS w (word, place)
               WHERE w.word <> '' ORDER BY w.place LIMIT 10);

-- Every thing in whose texts all the words stand. `ref`: what its address needs; `of`: the statement of a line, the
-- meeting of an item. Those whose name has the words come before those of which only more is said. `exempt`: an item
-- that the public does not know of.
CREATE FUNCTION search(sought text)
  RETURNS TABLE (kind text, ref text, name text, of text, more text, exempt boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  words text[] := search_words(sought);
BEGIN
  RETURN QUERY
  WITH thing AS (
    SELECT 1 AS place, 'indicator' AS kind, i.ref, i.ref || ' ' || i.name AS name, i.section AS of,
           i.definition AS more, false AS exempt
    FROM indicator_now i
    UNION ALL
    SELECT 2, r.kind, s.subject, s.title, NULL, NULL, false
    FROM (VALUES ('sections'), ('scorecards')) r (kind) CROSS JOIN LATERAL report_subjects(r.kind) s
    UNION ALL
    (SELECT DISTINCT ON (l.statement, l.line_name) 3, 'line', slug(l.line_name), l.line_name, l.statement, l.reason,
            false
     FROM revenue_now l JOIN period p USING (period_id)
     ORDER BY l.statement, l.line_name, p.last_day DESC)
    UNION ALL
    (SELECT DISTINCT ON (r.number) 4, 'risk', r.number, r.number || ' ' || r.name, NULL, r.description, false
     FROM risk_now r
     ORDER BY r.number, r.file_id DESC)
    UNION ALL
    SELECT 5, 'item', a.item, a.item || '. ' || a.title, m.meeting, day_words(m.day),
           a.exempt_paragraph IS NOT NULL
    FROM agenda_item_now a JOIN meeting_now m USING (meeting)
    UNION ALL
    SELECT 6, 'term', g.anchor, g.term, NULL, g.meaning, false FROM glossary_now g)
  SELECT t.kind, t.ref, t.name, t.of, t.more, t.exempt
  FROM thing t
       CROSS JOIN LATERAL (
         SELECT coalesce(bool_and(position(w IN lower(t.name)) > 0), false) AS named,
                coalesce(bool_and(position(w IN lower(concat_ws(' ', t.name, t.of, t.more))) > 0), false) AS said
         FROM unnest(words) w) has
  WHERE has.said
  ORDER BY t.place, lower(t.ref) = lower(trim(sought)) DESC, has.named DESC, t.of, t.ref COLLATE natural_order
  LIMIT 200;
END
$$;
