-- What is exempt, and for whom: of items, and of parts of papers, whose words stand apart from their text
-- (sql/migrations/0046_exempt_parts.sql) and are put into it again here, for who may read them.

-- The names of the exempt parts of a text as it is stored.
CREATE FUNCTION paper_blocks(open text) RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY(SELECT m[1] FROM regexp_matches(open, '^\{\{exempt ([a-z0-9-]+)\}\}$', 'gn') m);

-- Words inside a directive and its quotation marks, whatever they are.
CREATE FUNCTION directive_value(words text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN regexp_replace(regexp_replace(translate(words, '"{}', '”()'), '\s+', ' ', 'g'),
                        '([][\\`*_<>&~|^$!#])', '\\\1', 'g');

-- A text with what is exempt in it, as far as the reader may read it: of a version or of an entry. said: each part says
-- why it is exempt, as readers are told.
CREATE FUNCTION paper_joined(of_paper text, of_version integer, of_entry bigint, open text, said boolean) RETURNS text
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  b record;
BEGIN
  IF strpos(open, '{{exempt ') = 0 THEN
    RETURN open;
  END IF;
  FOR b IN
    SELECT k.name, format('{{exempt %s}}', k.name) AS mark, p.text, e.paragraph, e.reason
    FROM unnest(paper_blocks(open)) k (name)
         LEFT JOIN LATERAL (
           SELECT q.text FROM paper_block q
           WHERE q.paper = of_paper AND q.block = k.name AND NOT q.erased
             AND (q.version = of_version OR q.entry = of_entry)) p ON true
         LEFT JOIN LATERAL (
           SELECT x.paragraph, x.reason FROM exemption_now x
           WHERE said AND x.paper = of_paper AND x.block = k.name AND NOT x.erased) e ON true
  LOOP
    open := replace(open, b.mark || E'\n\n{{end-exempt}}',
      CASE WHEN said THEN format('{{exempt %s%s%s}}', b.name, ' paragraph="' || b.paragraph || '"',
                                 ' reason="' || directive_value(b.reason) || '"')
           ELSE b.mark END || E'\n\n' || coalesce(b.text || E'\n\n', '') || '{{end-exempt}}');
  END LOOP;
  RETURN open;
END
$$;

-- The names of the exempt parts that the reader reads of an entry, or, null, of all versions of a paper that the reader
-- sees; null: of none.
CREATE FUNCTION paper_parts_read(of_paper text, of_entry bigint, open text) RETURNS text
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  IF strpos(open, '{{exempt ') = 0 THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT string_agg(DISTINCT b.block, ', part ' ORDER BY b.block) FROM paper_block b
          WHERE b.paper = of_paper AND NOT b.erased AND (b.entry = of_entry OR of_entry IS NULL));
END
$$;

-- The parts of a paper that whoever is asking may not read, of its newest version or, where none was written, of what
-- was imported.
CREATE FUNCTION paper_hidden(of_paper text) RETURNS TABLE (block text, text text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  newest CONSTANT integer := (SELECT max(v.version) FROM paper_version v WHERE v.paper = of_paper);
BEGIN
  RETURN QUERY
  SELECT b.block, b.text FROM paper_block b
  WHERE b.paper = of_paper AND (b.version = newest OR newest IS NULL AND b.entry = (
      SELECT max(p.entry) FROM paper p WHERE p.paper = of_paper))
    AND NOT reads_block(of_paper, b.block, asking_rights());
END
$$;

-- Adds a version. A part that its writer may not read is in their text as two lines with nothing between; what stood in
-- it stays, and so do its figures. The rights to write are the invoker's: paper_save().
CREATE FUNCTION paper_version_add(name text, number integer, of_meeting text, of_item text, of_kind text, words text)
  RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  h record;
  typed text;
BEGIN
  IF NOT writes_paper(name, of_meeting, of_item) THEN
    PERFORM refuse('MH403', 'you may not write this paper');
  END IF;
  FOR h IN SELECT * FROM paper_hidden(name) LOOP
    typed := substring(words FROM format('(?w)^\{\{exempt %s\}\}[ \t\r]*?\n(.*?)^\{\{end-exempt\}\}', h.block));
    IF typed IS NULL THEN
      PERFORM refuse_at('text', 'MH403', format('The exempt part “%s” is not yours to read: leave its two lines, '
        '{{exempt %1$s}} and {{end-exempt}}, in the paper', h.block));
    ELSIF typed ~ '\S' THEN
      PERFORM refuse_at('text', 'MH403', format('The exempt part “%s” is not yours to read, so write nothing into it: '
        'what stands in it would be lost', h.block));
    END IF;
    words := replace(words, format('{{exempt %s}}', h.block),
                     format(E'{{exempt %s}}\n%s\n', h.block, h.text));
  END LOOP;
  INSERT INTO paper_version (paper, version, meeting, item, kind, text)
    VALUES (name, number, of_meeting, of_item, nullif(of_kind, ''), words);
  INSERT INTO paper_figure (paper, version, place, reference, shown, open, block, in_report)
    SELECT f.paper, number, 100000 + f.place, f.reference, f.shown, f.open, f.block, f.in_report
    FROM paper_figure f WHERE f.paper = name AND f.version = number - 1
      AND f.block IN (SELECT k.block FROM paper_hidden(name) k);
END
$$;
SELECT for_nobody('paper_hidden(text)'), for_application('paper_version_add(text, integer, text, text, text, text)');
