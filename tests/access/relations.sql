-- What a reader sees of every relation: how many rows, and a hash of all of them. :reader is the user's name, :login
-- whose connection it is: the daemon's, or his own. With :brief only whether there are any, and of no function. A line each: "RELATION SEES ROWS HASH", where SEES is y, - (no row)
-- or . (no right to ask). Relations are the tables and views of our schemas, their functions without
-- parameters, and those that run as the owner.
\set QUIET on
\if :{?brief}
\else
\set brief no
\endif
\pset format unaligned
\pset tuples_only on
\pset fieldsep ' '
SET search_path = moothall_code, moothall, pg_temp;
SET client_min_messages = error;
CREATE FUNCTION pg_temp.seen(relation text, columns text[], brief boolean) RETURNS TABLE (sees text, rows bigint, hash text)
LANGUAGE plpgsql AS $$
BEGIN
  IF brief THEN
    EXECUTE format('SELECT count(*), NULL FROM (SELECT FROM %s LIMIT 1) t', relation) INTO rows, hash;
  ELSE
    EXECUTE format('SELECT count(*), md5(coalesce(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE "C"), ''''))
      FROM (SELECT %s FROM %s) t', coalesce((SELECT string_agg(quote_ident(c), ', ') FROM unnest(columns) c), '*'), relation)
      INTO rows, hash;
  END IF;
  sees := CASE WHEN rows > 0 THEN 'y' ELSE '-' END;
  RETURN NEXT;
EXCEPTION WHEN insufficient_privilege OR SQLSTATE 'MH403' THEN
  sees := '.';
  RETURN NEXT;
WHEN syntax_error THEN                     -- not known with what to call it
  sees := '?';
  RETURN NEXT;
END
$$;
-- Functions that run as the owner and that a person's own connection may call: with what each is asked here, about
-- what only the canaries have. A new one needs a row, or nobody but the application may call it.
CREATE TEMP TABLE asked (function text, arguments text);
INSERT INTO asked VALUES
  ('has_role', $$'officer'$$), ('was_released', '1'), ('readable_files', 'true'), ('readable_files', 'false'),
  ('leads_on', '1'), ('is_own_commentary', '1'), ('is_own_import', '1'),
  ('open_files', $$'observations'$$), ('is_open_import', '1'),
  ('reads_block', $$'parted.md', 'terms', NULL$$), ('reads_block', $$'parted.md', 'zxqblock', NULL$$),
  ('reads_block', $$'parted.md', 'terms', ROW(true, true, true, '{}', '{}', NULL, NULL, '{}', true, NULL, '{}', NULL, NULL)$$),
  ('reads_entry', $$'parted.md', 0, NULL$$), ('reads_entry', $$'zxqexemptname.md', 0, NULL$$),
  ('sees_item', $$'childrens-services-2017-03-14', '29'$$), ('sees_item', $$'other-2017-03-01', '2'$$),
  ('sees_item', $$'childrens-services-2017-05-09', '1'$$), ('sees_item', $$'zxq-meeting', '1'$$),
  ('reads_item', $$'childrens-services-2017-03-14', '29', 0, NULL$$),
  ('reads_item', $$'childrens-services-2017-03-14', '30', 0, NULL$$),
  ('reads_item', $$'childrens-services-2017-03-14', '29', 0, ROW(true, true, true, '{}', '{}', NULL, NULL, '{}', true, NULL, '{}', NULL, NULL)$$),
  ('reads_item', $$'other-2017-03-01', '2', 0, NULL$$), ('reads_item', $$'childrens-services-2017-05-09', '1', 0, NULL$$),
  ('reads_item', $$'zxq-meeting', '1', 0, NULL$$), ('is_published', $$'zxq-meeting'$$),
  ('reads_paper', $$'zxqexemptname.md', NULL$$), ('reads_paper', $$'zxqothername.md', NULL$$),
  ('reads_paper', $$'zxqexemptname.md', ROW(true, true, true, '{}', '{}', NULL, NULL, '{}', true, NULL, '{}', NULL, NULL)$$),
  ('reads_paper', $$'zxqdraftname.md', NULL$$), ('reads_paper', $$'zxqpapername.md', NULL$$),
  ('reads_file', $$(SELECT max(file_id) FROM moothall.import_file), 'papers', NULL$$),
  ('sees_minutes_file', $$(SELECT max(file_id) FROM moothall.import_file), 'minutes'$$),
  ('joins_meeting', $$'childrens-services-2017-03-14'$$), ('joins_meeting', $$'zxq-meeting'$$),
  ('sees_joining_file', $$(SELECT max(file_id) FROM moothall.import_file)$$),
  ('sees_asked_file', $$(SELECT max(file_id) FROM moothall.import_file), 'actions'$$),
  ('account_name', $$'zxquser'$$),
  ('attachment_erased_words', '1'), ('file_erased_words', '1'), ('same_person', '1, 2'),
  ('ledger_released', '1'), ('budget_released', '2015'),
  ('ledger_lines', $$'la', (SELECT period_id FROM period WHERE period = '2015-12'), NULL$$),
  ('ledger_totals', $$'la', (SELECT period_id FROM period WHERE period = '2015-12')$$),
  ('ledger_unmapped_sum', $$'la', (SELECT period_id FROM period WHERE period = '2015-12')$$),
  ('ledger_line_centres', $$'la', 'zxqledgerline', (SELECT period_id FROM period WHERE period = '2015-12')$$),
  ('ledger_statement', $$(SELECT period_id FROM period WHERE period = '2015-12')$$),
  ('ledger_subjectives', $$(SELECT period_id FROM period WHERE period = '2015-12'), NULL$$),
  ('ledger_line_ids', $$'la', 'zxqledgerline'$$), ('ledger_centre', $$'ZXQ01'$$), ('ledger_centre', $$'ZXQ99'$$);

CREATE TEMP TABLE relation AS
  SELECT format('%I.%I', n.nspname, c.relname) AS name, c.oid, NULL::oid AS function
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('moothall', 'moothall_code', 'reporting') AND c.relkind IN ('r', 'p', 'v', 'm')
    AND NOT c.relispartition
  UNION ALL
  SELECT format('%I.%I()', n.nspname, p.proname), NULL, p.oid
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname IN ('moothall', 'moothall_code') AND p.pronargs = p.pronargdefaults AND p.prokind = 'f'
    AND p.provolatile <> 'v' AND p.prorettype NOT IN ('trigger'::regtype, 'void'::regtype)
  UNION ALL
  SELECT format('%I.%I(%s)', n.nspname, p.proname, coalesce(a.arguments, '?')), NULL, p.oid
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace LEFT JOIN asked a ON a.function = p.proname
       AND (SELECT count(*) FROM regexp_matches(a.arguments, ', (?![^(]*\))', 'g')) + 1 = p.pronargs
  WHERE n.nspname IN ('moothall', 'moothall_code') AND p.pronargs > p.pronargdefaults AND p.prokind = 'f' AND p.prosecdef
    AND has_function_privilege('moothall_reader', p.oid, 'EXECUTE') AND p.prorettype <> 'trigger'::regtype;
GRANT SELECT ON relation TO PUBLIC;
SELECT set_config('moothall.person', coalesce((SELECT p.person_id::text FROM moothall.person p WHERE p.username = :'reader'), ''),
                  false) \g /dev/null
SET SESSION AUTHORIZATION :"login";
SELECT replace(r.name, ' ', '_'), s.sees, s.rows, s.hash
FROM relation r CROSS JOIN LATERAL pg_temp.seen(r.name, CASE
       WHEN r.oid IS NOT NULL AND NOT has_table_privilege(r.oid, 'SELECT') THEN ARRAY(
         SELECT a.attname FROM pg_attribute a
         WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege(r.oid, a.attnum, 'SELECT'))
       END, :'brief' = 'yes') s
WHERE r.oid IS NOT NULL OR :'brief' <> 'yes'
ORDER BY r.name;
