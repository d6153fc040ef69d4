-- What an import or an erasure means for packs that are published.

-- Of the rows of a kind of file the first day of any that has a period or a year; null: they have none, or there are no
-- such rows.
CREATE FUNCTION file_first_day(of_kind text, file integer) RETURNS date LANGUAGE plpgsql STABLE AS $$
DECLARE
  r record;
  first date;
BEGIN
  SELECT e.tbl, e.col INTO r FROM erasure_rules() e
    WHERE e.kind = of_kind AND e.col IN ('period_id', 'year_id') LIMIT 1;
  IF of_kind = 'ledger' THEN
    SELECT min(m.month) INTO first FROM ledger_month m WHERE m.file_id = file;
  ELSIF r.tbl IS NOT NULL THEN
    EXECUTE format('SELECT min(p.first_day)
                    FROM (SELECT DISTINCT t.%2$I AS period_id FROM %1$I t WHERE t.file_id = $1) d
                         JOIN period p USING (period_id)', r.tbl, r.col) INTO first USING file;
  END IF;
  RETURN first;
END
$$;
SELECT for_nobody('file_first_day(text, integer)');

-- The first day that anything in an import is of; null: not known, or not of days.
CREATE FUNCTION import_first_day(of_import integer) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT CASE WHEN bool_and(d.first IS NOT NULL) THEN min(d.first) END
          FROM (SELECT file_first_day(f.kind, f.file_id) AS first FROM import_file f
                WHERE f.import_id = of_import AND f.row_count > 0) d);
END
$$;
SELECT for_nobody('import_first_day(integer)');

-- Publications that may hold what stands in these files or attachments. Exactly, by the versions of papers and
-- attachments, and by the meeting of agendas, contacts and seats; of figures those that were published after the file
-- was loaded, for a meeting on or after the first day that it has something of: what is in doubt is destroyed.
CREATE FUNCTION publications_of(files integer[], attachments integer[]) RETURNS SETOF integer
  LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  WITH figures AS MATERIALIZED (
    SELECT i.loaded_at, file_first_day(f.kind, f.file_id) AS first_day
    FROM import_file f JOIN import i USING (import_id)
    WHERE f.file_id = ANY (files) AND NOT is_of_meetings(f.kind) AND f.kind <> 'papers')
  SELECT i.publication_id FROM publication_item i
  WHERE i.attachment_id = ANY (attachments)
     OR EXISTS (SELECT FROM paper p WHERE p.entry = i.paper_entry AND p.file_id = ANY (files))
  UNION
  SELECT p.publication_id FROM publication p
  WHERE EXISTS (SELECT FROM meeting m WHERE m.meeting = p.meeting AND m.file_id = ANY (files))
     OR EXISTS (SELECT FROM agenda_item a WHERE a.meeting = p.meeting AND a.file_id = ANY (files))
     OR EXISTS (SELECT FROM contact c WHERE c.meeting = p.meeting AND c.file_id = ANY (files))
     OR EXISTS (SELECT FROM meeting m JOIN seat s USING (committee)
                WHERE m.meeting = p.meeting AND s.file_id = ANY (files))
     OR EXISTS (SELECT FROM meeting m JOIN committee c USING (committee)
                WHERE m.meeting = p.meeting AND c.file_id = ANY (files))
  UNION
  SELECT r.publication
  FROM import_file f JOIN import i USING (import_id)
       CROSS JOIN LATERAL publications_of_records(f.kind, erasure_about(f.kind, 'file_id', ARRAY[f.file_id]),
                                                  i.loaded_at) r (publication)
  WHERE f.file_id = ANY (files)
    AND f.kind IN (SELECT k.kind FROM erasure_keys() k
                   WHERE k.kind NOT IN ('meetings', 'agenda', 'contacts', 'seats', 'committees'))
  UNION
  SELECT p.publication_id
  FROM figures f JOIN publication p ON p.published_at >= f.loaded_at
  WHERE (f.first_day IS NULL OR f.first_day <= (SELECT max(m.day) FROM meeting m WHERE m.meeting = p.meeting))
    AND EXISTS (SELECT FROM publication_edition e WHERE e.publication_id = p.publication_id
                AND cardinality(e.printed_what) > 0);
END
$$;

-- Destroys what is kept of them: the bytes, the figures as they were printed, what differs from them, titles and
-- reasons. That they were published, by whom, when and the hashes stay. Returns the tables whose files hold traces.
CREATE FUNCTION erasure_publications(those integer[], words text) RETURNS text[]
LANGUAGE plpgsql AS $$
BEGIN
  IF those = '{}' THEN
    RETURN '{}';
  END IF;
  UPDATE publication_face f SET bytes = NULL
    FROM publication_edition e WHERE e.edition_id = f.edition_id AND e.publication_id = ANY (those);
  UPDATE publication_edition e SET printed_items = NULL, printed_what = NULL, printed_text = NULL, papers = '{}',
                                   blocks = '{}'
    WHERE e.publication_id = ANY (those);
  DELETE FROM publication_difference d WHERE d.publication_id = ANY (those);
  UPDATE publication_item i SET title = words, lead = NULL, paper = NULL, paper_sha256 = NULL, blocks = '{}'
    WHERE i.publication_id = ANY (those);
  UPDATE publication p SET despite = CASE WHEN p.despite IS NOT NULL THEN words END,
                           withdrawn_reason = CASE WHEN p.withdrawn_reason IS NOT NULL THEN words END
    WHERE p.publication_id = ANY (those);
  RETURN ARRAY['publication', 'publication_item', 'publication_edition', 'publication_face', 'publication_difference'];
END
$$;
SELECT for_nobody('publications_of(integer[], integer[])', 'erasure_publications(integer[], text)');
