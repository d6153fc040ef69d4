-- Finding by words: what of each text can be looked for. The index stands apart from the texts, and nobody may read it:
-- under row security PostgreSQL asks no index about "@@" (the operator might tell of rows that are hidden, so the
-- policies come first, row by row). search_found(), in sql/objects/together/search.sql, asks it as the owner, and says
-- to the application alone which rows may be hits; what becomes a hit is read from the rows themselves, by the reader.

-- A text as it is looked for and shown: without the marks of Markdown, live figures and addresses.
CREATE FUNCTION search_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(regexp_replace(regexp_replace(regexp_replace(translate(said, E'\x01\x02’“”', E'  ''""'),
    '\{\{[^{}]*\}\}', '…', 'g'), '\]\([^()\s]*\)', ' ', 'g'), '^\s*(:::.*|[|:\s-]+)$|^\s*#+\s', '', 'gn'),
    '[*_`|\[\]\\]+', ' ', 'g');

-- Its words: parts of a compound are words of their own, so that "looked after" finds "looked-after". What is longer
-- than an index can hold is found by its first 200,000 characters.
CREATE FUNCTION search_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('english', regexp_replace(regexp_replace(left(search_plain(said), 200000),
    '(\w)[-/‐‑–—](?=\w)', '\1 ', 'g'), '\S{250,}', ' ', 'g'));

-- A row of these tables can be found as this kind: expressions over its row "a". meeting: of which it is. key1 to key3:
-- its key, as its view ..._now has it; place: which row of the key it is, the entry or the line of the file; names: by
-- what exactly it is called; title: what else it is called; body: what it says.
CREATE TABLE search_source (
  tbl text PRIMARY KEY,
  kind text NOT NULL,
  meeting text NOT NULL,
  key1 text NOT NULL,
  key2 text NOT NULL,
  key3 text NOT NULL,
  place text NOT NULL,
  names text NOT NULL,
  title text NOT NULL,
  body text NOT NULL
);
COMMENT ON TABLE search_source IS 'Which tables are searched, and by what.';

CREATE TABLE search_text (
  kind text NOT NULL,
  meeting text,                  -- null: of no meeting
  key1 text NOT NULL,
  key2 text,
  key3 text,
  file_id integer NOT NULL,
  place bigint NOT NULL,
  names text[] NOT NULL,         -- in lower case
  words tsvector NOT NULL        -- A: its names; D: what it says
);
COMMENT ON TABLE search_text IS 'By which words every imported text can be found: made by triggers, read by nobody.';
-- A word may stand in ten thousand rows, all of which are ranked: none is unpacked for it.
ALTER TABLE search_text SET (toast_tuple_target = 8160);
ALTER TABLE search_text ALTER words SET STORAGE EXTERNAL;
CREATE INDEX search_text_words ON search_text USING gin (words);
CREATE INDEX search_text_names ON search_text USING gin (names);
CREATE INDEX search_text_row ON search_text (file_id, kind, place);
ALTER TABLE search_source ENABLE ROW LEVEL SECURITY;
ALTER TABLE search_text ENABLE ROW LEVEL SECURITY;

-- Adds rows of a table, or of what has its columns.
CREATE FUNCTION search_add(of_table text, relation text) RETURNS text
  LANGUAGE plpgsql STABLE SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT format('INSERT INTO moothall.search_text
      SELECT %L, %s, %s, %s, %s, a.file_id, %s,
             array(SELECT lower(btrim(n)) FROM unnest(%s) n WHERE n IS NOT NULL),
             setweight(search_words(concat_ws('' '', %s)), ''A'')
               || setweight(search_words(concat_ws(E''\n'', %s)), ''D'')
      FROM %s a WHERE NOT a.erased%s',
      s.kind, s.meeting, s.key1, s.key2, s.key3, s.place, s.names, s.title, s.body, relation,
      CASE WHEN s.place = 'a.entry' THEN ' AND NOT a.gone' END)
    FROM search_source s WHERE s.tbl = of_table);
END
$$;
REVOKE ALL ON FUNCTION search_add(text, text) FROM PUBLIC;

CREATE FUNCTION search_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  source search_source;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    SELECT * INTO source FROM search_source s WHERE s.tbl = TG_TABLE_NAME;
    EXECUTE format('DELETE FROM search_text t USING was a WHERE t.kind = %L AND t.file_id = a.file_id AND t.place = %s',
      source.kind, source.place);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    EXECUTE search_add(TG_TABLE_NAME, 'added');
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION search_change() FROM PUBLIC;

-- From now on, and of what is there already.
CREATE FUNCTION search_watch(of_table text, of_kind text, of_meeting text, k1 text, k2 text, k3 text, of_place text,
  by_names text, by_title text, by_body text) RETURNS void
  LANGUAGE plpgsql SET search_path = moothall, pg_temp AS $$
BEGIN
  INSERT INTO search_source
    VALUES (of_table, of_kind, of_meeting, k1, k2, k3, of_place, by_names, by_title, by_body);
  EXECUTE format('CREATE TRIGGER search_added AFTER INSERT ON %I REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION search_change()', of_table);
  EXECUTE format('CREATE TRIGGER search_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS was NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION search_change()', of_table);
  EXECUTE format('CREATE TRIGGER search_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION search_change()', of_table);
  EXECUTE search_add(of_table, format('%I', of_table));
END
$$;
REVOKE ALL ON FUNCTION search_watch(text, text, text, text, text, text, text, text, text, text) FROM PUBLIC;

SELECT search_watch('indicator_definition', 'indicator', 'NULL', 'a.indicator_id', 'NULL', 'NULL', 'a.line',
  'ARRAY[a.name, (SELECT i.ref FROM indicator i WHERE i.indicator_id = a.indicator_id)]',
  '(SELECT i.ref FROM indicator i WHERE i.indicator_id = a.indicator_id), a.name', 'a.section, a.definition');
SELECT search_watch('revenue', 'line', 'NULL', 'a.statement', 'a.line_name', 'a.period_id', 'a.line',
  'ARRAY[a.line_name]', 'a.line_name', 'a.reason');
SELECT search_watch('risk', 'risk', 'NULL', 'a.number', 'a.reviewed', 'NULL', 'a.line',
  'ARRAY[a.number, a.name]', 'a.number, a.name', 'a.description, a.tasks, a.progress');
SELECT search_watch('glossary', 'term', 'NULL', 'a.term', 'NULL', 'NULL', 'a.line', 'ARRAY[a.term]', 'a.term',
  'a.meaning');
SELECT search_watch('commentary', 'commentary', 'NULL', 'a.indicator_id', 'a.period_id', 'a.kind', 'a.line',
  'ARRAY[]::text[]', 'NULL', 'a.text');
SELECT search_watch('agenda_item', 'item', 'a.meeting', 'a.item', 'NULL', 'NULL', 'a.entry',
  'ARRAY[a.title, ''item '' || coalesce(a.number, a.item)]', '''Item'', coalesce(a.number, a.item), a.title', 'NULL');
SELECT search_watch('paper', 'paper', 'NULL', 'a.paper', 'NULL', 'NULL', 'a.entry', 'ARRAY[]::text[]', 'NULL',
  'a.text');
