-- Publication of packs: making and withdrawing one, what of it is served, and what is known otherwise since. What is
-- kept: docs/meetings.md, "Publication".

-- The editions to be made, each with all that is in those before it; what turns out the same is kept once.
CREATE FUNCTION publication_sets(of_meeting text) RETURNS TABLE (made_as text) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH exempt AS (
    SELECT a.audience FROM agenda_item_now a
    WHERE a.meeting = of_meeting AND a.exempt_paragraph IS NOT NULL),
  part AS (
    SELECT e.audience
    FROM agenda_item_now a JOIN paper_now p USING (paper) CROSS JOIN LATERAL unnest(paper_blocks(p.text)) b (name)
         LEFT JOIN exemption_now e ON e.paper = a.paper AND e.block = b.name
    WHERE a.meeting = of_meeting)
  SELECT 'open' UNION ALL
  SELECT 'own' WHERE EXISTS (SELECT FROM exempt) OR EXISTS (SELECT FROM part) UNION ALL
  SELECT 'all' WHERE EXISTS (SELECT FROM exempt e WHERE e.audience IN ('persons', 'officers'))
    OR EXISTS (SELECT FROM part p WHERE p.audience IN ('persons', 'officers'))
    OR EXISTS (
    SELECT FROM meeting_now o JOIN meeting_now m ON m.committee = o.committee AND m.day <= o.day
    WHERE o.meeting = of_meeting AND m.meeting <> o.meeting
      AND (EXISTS (SELECT FROM agenda_item_now a WHERE a.meeting = m.meeting AND a.exempt_paragraph IS NOT NULL)
           OR EXISTS (SELECT FROM minute_now e WHERE e.meeting = m.meeting AND e.exempt)));
END;

-- Raises unless whoever is asking may publish this meeting's pack, or withdraw it.
CREATE FUNCTION must_publish(of_meeting text) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM must_assemble();
  IF NOT EXISTS (SELECT FROM meeting_now m WHERE m.meeting = of_meeting) THEN
    PERFORM refuse('MH404', format('there is no meeting "%s"', of_meeting));
  END IF;
END
$$;

-- A reason as it is kept; refuses one that is too long, or blank where there must be one.
CREATE FUNCTION publication_reason(field text, typed text, wanted text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  said CONSTANT text := nullif(btrim(typed), '');
BEGIN
  IF said IS NULL AND wanted IS NOT NULL THEN
    PERFORM refuse_at(field, 'MH400', wanted);
  ELSIF length(said) > 1000 THEN
    PERFORM refuse_at(field, 'MH400', 'the reason is longer than 1,000 characters');
  END IF;
  RETURN said;
END
$$;

-- What somebody who publishes this needs to be told, and asked: whether a pack is published already (when, by whom),
-- whether the agenda has its day of publication, and whether today would be late.
CREATE FUNCTION publication_form(of_meeting text)
  RETURNS TABLE (title text, stands text, dated boolean, late boolean, over boolean, notice text)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_publish(of_meeting);
  RETURN QUERY
  SELECT s.title, (SELECT format('It was published on %s by %s.', moment_words(p.published_at), p.published_by)
                   FROM publication p WHERE p.meeting = of_meeting AND p.withdrawn_at IS NULL),
         coalesce(m.published <= today(), false),
         coalesce(m.published > today(), true) AND m.late_reason IS NULL
           AND (today() >= m.day OR clear_days(today(), m.day) < notice_wanted()),
         coalesce(m.published > today(), true) AND today() > m.day,
         notice_words(today(), m.day)
  FROM meeting_scope(of_meeting) s JOIN meeting_now m USING (meeting);
END
$$;

-- Begins: refuses what cannot be published, withdraws what stands, and says when the agenda is published. The rest of
-- the transaction makes what is kept.
CREATE FUNCTION publication_begin(of_meeting text, late text, why_replaced text, account text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  f record;
  m record;
BEGIN
  PERFORM must_publish(of_meeting);
  -- one at a time: who comes second is told that it is published
  PERFORM pg_advisory_xact_lock(hashtext('moothall.publish ' || of_meeting));
  SELECT * INTO f FROM publication_form(of_meeting);
  IF f.over THEN
    PERFORM refuse('MH400', 'this meeting is over, and an agenda is published before its meeting');
  ELSIF f.stands IS NOT NULL THEN
    PERFORM publication_withdraw(of_meeting, publication_reason('replaced', why_replaced,
      format('This pack is published already. %s Say why another takes its place', f.stands)), account);
  END IF;
  IF f.dated THEN
    RETURN;
  END IF;
  SELECT n.* INTO m FROM meeting_now n WHERE n.meeting = of_meeting;
  IF f.late THEN
    m.late_reason := publication_reason('late_reason', late, format('This is %s, and not %s before it: say why it is '
      'late. The pack prints it', f.notice, clear_days_words(notice_wanted())));
  END IF;
  PERFORM enter('meetings', jsonb_build_array(
    to_jsonb(m) - '{day,starts,file_id,line,erased,entry,gone,entered_by,entered_at}'::text[]
    || jsonb_build_object('date', m.day, 'time', m.starts, 'published', today(), 'late_reason', m.late_reason)));
END
$$;

-- The publication itself and the versions of what it rests on, as released; `why`: in spite of what the preflight
-- found.
CREATE FUNCTION publication_add(of_meeting text, why text, account text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  made integer;
BEGIN
  INSERT INTO publication (meeting, published_by, despite, compared_import)
    VALUES (of_meeting, asking_name(account), publication_reason('despite', why, NULL),
            (SELECT max(i.import_id) FROM import i WHERE i.released_at IS NOT NULL))
    RETURNING publication_id INTO made;
  INSERT INTO publication_item (publication_id, item, place, title, lead, exempt, paper, paper_file, paper_entry,
                                paper_sha256, attachment_id, blocks)
    SELECT made, a.item, row_number() OVER (ORDER BY a.place, a.entry), a.title, a.lead, a.exempt_paragraph IS NOT NULL,
           p.paper, p.file_id, p.entry, sha256(convert_to(p.text, 'UTF8')), b.attachment_id,
           coalesce(paper_blocks(p.text), '{}')
    FROM agenda_item_now a
         -- whoever publishes may see a later text, which is not released and not printed
         LEFT JOIN LATERAL (SELECT w.* FROM paper w WHERE w.paper = a.paper AND was_released(w.file_id)
                            ORDER BY w.entry DESC LIMIT 1) p ON true
         LEFT JOIN attachment_now b USING (meeting, item)
    WHERE a.meeting = of_meeting;
  PERFORM audit_note('pack-published', of_meeting, jsonb_build_object('edition', made));
  RETURN made;
END
$$;

-- From here on the database is read as the readers of that edition have it; null: as oneself again.
CREATE FUNCTION edition_read(of_meeting text, which text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('moothall.edition', coalesce(which, ''), true),
          set_config('moothall.edition_of', coalesce(of_meeting, ''), true);
END
$$;

-- What it holds, asked while it is read so.
CREATE FUNCTION edition_holds(of_meeting text)
  RETURNS TABLE (items text[], exempt text[], papers text[], minutes_of text, blocks text[]) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT coalesce(array_agg(a.item ORDER BY a.place, a.entry), '{}'),
         coalesce(array_agg(a.item ORDER BY a.place, a.entry) FILTER (WHERE a.exempt_paragraph IS NOT NULL), '{}'),
         coalesce(array_agg(a.paper) FILTER (WHERE a.paper IS NOT NULL), '{}'), minutes_printed(of_meeting),
         ARRAY(SELECT DISTINCT b.paper || ' ' || b.block
               FROM agenda_item_now i JOIN paper_now p USING (paper) JOIN paper_block b ON b.entry = p.entry
               WHERE i.meeting = of_meeting ORDER BY 1)
  FROM agenda_item_now a WHERE a.meeting = of_meeting;
END;

CREATE FUNCTION edition_add(of_publication integer, which text, holds text[], row_count integer, items text[],
  what text[], texts text[]) RETURNS integer LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
  made integer;
BEGIN
  INSERT INTO publication_edition (publication_id, made_as, items, exempt, papers, minutes_of, blocks, row_count,
                                   printed_items, printed_what, printed_text)
    VALUES (of_publication, which, holds[1]::text[], holds[2]::text[], holds[3]::text[], holds[4], holds[5]::text[],
            row_count, items, what, texts)
    RETURNING edition_id INTO made;
  RETURN made;
END
$$;

CREATE FUNCTION face_add(of_edition integer, of_face text, contents bytea, of_parts text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  hash bytea := sha256(contents);
BEGIN
  INSERT INTO publication_face (edition_id, face, sha256, size, bytes, parts)
    VALUES (of_edition, of_face, hash, octet_length(contents), contents, nullif(of_parts, ''));
  RETURN encode(hash, 'hex');
END
$$;

-- Its tables, "csv:KEY", and what their columns are, "csvw:KEY", all at once.
CREATE FUNCTION tables_add(of_edition integer, faces text[], contents text[], row_counts integer[]) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO publication_face (edition_id, face, sha256, size, bytes, place, row_count)
    SELECT of_edition, u.face, sha256(b.bytes), octet_length(b.bytes), b.bytes, u.place, u.row_count
    FROM unnest(faces, contents, row_counts) WITH ORDINALITY u (face, content, row_count, place)
         CROSS JOIN LATERAL (SELECT convert_to(u.content, 'UTF8') AS bytes) b;
END;

-- Where the parts of a pack began when it was last published, on paper and in large print, in the edition that the
-- reader is served: they begin there again, so that no number that somebody has written down changes.
CREATE FUNCTION pack_begun(of_meeting text) RETURNS TABLE (key text, page text, large text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  -- not the one that is being made
  newest CONSTANT integer := (SELECT max(p.publication_id) FROM publication p
                              WHERE p.meeting = of_meeting AND p.published_at <> now());
BEGIN
  IF newest IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH part AS (
    SELECT f.face, split_part(l.line, E'\t', 1) AS key, split_part(l.line, E'\t', 2) AS page
    FROM publication_face f CROSS JOIN LATERAL regexp_split_to_table(f.parts, E'\n') l (line)
    WHERE f.edition_id = (SELECT max(e.edition_id) FROM publication_edition e WHERE e.publication_id = newest)
      AND l.line <> '')
  SELECT p.key, max(p.page) FILTER (WHERE p.face = 'pdf'), max(p.page) FILTER (WHERE p.face = 'large-print')
  FROM part p GROUP BY p.key;
END
$$;

-- Withdraws what stands; it is kept. Only whoever puts packs together may, and the row of nothing else changes.
CREATE FUNCTION publication_withdraw(of_meeting text, why text, account text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  withdrawn integer;
BEGIN
  PERFORM must_publish(of_meeting);
  UPDATE publication p
    SET withdrawn_at = now(), withdrawn_by = asking_name(account),
        withdrawn_reason = publication_reason('reason', why, 'say why the pack is withdrawn')
    WHERE p.meeting = of_meeting AND p.withdrawn_at IS NULL
    RETURNING p.publication_id INTO withdrawn;
  IF withdrawn IS NULL THEN
    PERFORM refuse('MH409', 'the pack of this meeting is not published, or was withdrawn meanwhile');
  END IF;
  PERFORM audit_note('pack-withdrawn', of_meeting, jsonb_build_object('edition', withdrawn));
  RETURN withdrawn;
END
$$;

-- What its address answers with, in a face: the bytes of this hash, or that it was withdrawn. No row: it is made as it
-- is asked for, as it was never published, it was erased, or the reader may not see all that an edition of it holds.
CREATE FUNCTION publication_served(of_meeting text, of_face text)
  RETURNS TABLE (publication_id integer, edition_id integer, sha256 text, size integer, exempt text, rows integer,
                 published text, withdrawn text) LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  p publication;
BEGIN
  SELECT * INTO p FROM publication q WHERE q.meeting = of_meeting ORDER BY q.publication_id DESC LIMIT 1;
  IF p.withdrawn_at IS NOT NULL THEN
    RETURN QUERY SELECT p.publication_id, NULL::integer, NULL, NULL::integer, NULL, NULL::integer,
                        moment_words(p.published_at),
                        format('This pack was withdrawn on %s: %s', moment_words(p.withdrawn_at),
                               left(p.withdrawn_reason, 300));
  ELSIF p.publication_id IS NOT NULL THEN
    RETURN QUERY
    SELECT e.publication_id, e.edition_id, encode(f.sha256, 'hex'), f.size,
           nullif(concat_ws(', ', 'item ' || nullif(array_to_string(e.exempt, ', item '), ''),
                            'part ' || nullif(array_to_string(e.blocks, ', part '), ''),
                            CASE e.made_as WHEN 'all' THEN 'of other meetings' END), ''),
           coalesce(f.row_count, e.row_count),
           moment_words(p.published_at), NULL
    FROM publication_edition e JOIN publication_face f USING (edition_id)
    WHERE e.publication_id = p.publication_id AND f.face = of_face AND f.bytes IS NOT NULL
      -- who leads on some of several exempt items sees more than one edition has, and less than the other
      AND NOT EXISTS (SELECT FROM publication_item i
                      WHERE i.publication_id = p.publication_id AND i.exempt AND i.item <> ALL (e.items))
      -- nor has who reads one exempt part of several
      AND NOT EXISTS (SELECT FROM publication_item i CROSS JOIN LATERAL unnest(i.blocks) b (name)
                      WHERE i.publication_id = p.publication_id AND i.paper || ' ' || b.name <> ALL (e.blocks)
                        AND reads_block(i.paper, b.name, NULL))
    ORDER BY e.edition_id DESC LIMIT 1;
  END IF;
END
$$;

-- Those of hashes whose bytes are served: what else lies in a spool is stale. A hash tells nothing of what it is of.
CREATE FUNCTION publication_hashes() RETURNS TABLE (sha256 text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT DISTINCT encode(f.sha256, 'hex')
  FROM publication p JOIN publication_edition e USING (publication_id) JOIN publication_face f USING (edition_id)
  WHERE p.withdrawn_at IS NULL AND f.bytes IS NOT NULL;
END
$$;

-- The publications of a meeting that the reader may see, the newest first. sha256: of the PDF that the reader is
-- served.
CREATE FUNCTION publication_list(of_meeting text)
  RETURNS TABLE (publication_id integer, published text, published_by text, despite text, withdrawn text,
                 withdrawn_by text, withdrawn_reason text, sha256 text, size text, stands boolean, erased boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p.publication_id, moment_words(p.published_at), p.published_by,
         CASE WHEN assembles_packs() THEN p.despite END, moment_words(p.withdrawn_at), p.withdrawn_by,
         p.withdrawn_reason, encode(f.sha256, 'hex'), size_words(f.size::bigint), p.withdrawn_at IS NULL,
         f.sha256 IS NOT NULL AND NOT f.is_there
  FROM publication p LEFT JOIN LATERAL (
         SELECT g.sha256, g.size, g.bytes IS NOT NULL AS is_there
         FROM publication_edition e JOIN publication_face g USING (edition_id)
         WHERE e.publication_id = p.publication_id AND g.face = 'pdf'
         ORDER BY e.edition_id DESC LIMIT 1) f ON true
  WHERE p.meeting = of_meeting
  ORDER BY p.publication_id DESC;
END;

-- What of a publication is known otherwise now: of its items what became of title, paper and attachment; of its figures
-- what publication_compare() kept. Of the one that stands, or, where none does, the newest.
CREATE FUNCTION publication_changes(of_meeting text)
  RETURNS TABLE (item text, what text, published text, now text, import_id integer, found text, is_figure boolean)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  newest CONSTANT integer := (SELECT max(p.publication_id) FROM publication p WHERE p.meeting = of_meeting);
BEGIN
  RETURN QUERY
  WITH changed AS (
    SELECT coalesce(w.item, a.item) AS item, coalesce(w.place, 10000 + a.place) AS place, c.*
    FROM (SELECT * FROM publication_item i WHERE i.publication_id = newest) w
         FULL JOIN (SELECT n.*, p.text AS paper_text, p.file_id AS paper_file, p.entry AS paper_entry, b.attachment_id,
                           b.title AS attached
                    FROM agenda_item_now n LEFT JOIN paper_now p USING (paper)
                         LEFT JOIN attachment_now b USING (meeting, item)
                    WHERE n.meeting = of_meeting) a ON a.item = w.item
         LEFT JOIN attachment o ON o.attachment_id = w.attachment_id
         CROSS JOIN LATERAL (VALUES
           ('Title', w.title, a.title, w.title IS DISTINCT FROM a.title, NULL::integer),
           ('Paper', CASE WHEN w.paper_file IS NOT NULL THEN publication_version(w.paper_file, w.paper_entry) END,
            CASE WHEN a.paper_file IS NOT NULL THEN publication_version(a.paper_file, a.paper_entry) END,
            w.paper_sha256 IS DISTINCT FROM sha256(convert_to(a.paper_text, 'UTF8'))
              OR paper_parts(w.paper_entry) IS DISTINCT FROM paper_parts(a.paper_entry),
            (SELECT f.import_id FROM import_file f WHERE f.file_id = a.paper_file)),
           ('Attachment', o.title, a.attached, w.attachment_id IS DISTINCT FROM a.attachment_id, NULL))
           AS c (what, published, now, differs, import_id)
    WHERE newest IS NOT NULL AND c.differs)
  SELECT x.item, x.what, x.published, x.now, x.import_id, x.found, x.is_figure
  FROM (
    SELECT c.item, c.place, 0::bigint AS printed, c.what, c.published, c.now, c.import_id, NULL AS found,
           false AS is_figure
    FROM changed c
    UNION ALL
    SELECT d.item, coalesce(i.place, 0), d.place, d.what, d.published, d.now, d.import_id, moment_words(d.found_at),
           true
    FROM publication_difference d LEFT JOIN publication_item i USING (publication_id, item)
    WHERE d.publication_id = newest) x
  ORDER BY x.place, x.is_figure, x.printed, x.what;
END
$$;

-- What the reader may read of the exempt parts of an entry of a paper.
CREATE FUNCTION paper_parts(of_entry bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT string_agg(b.block || E'\n' || b.text, E'\n' ORDER BY b.block_id) FROM paper_block b
          WHERE b.entry = of_entry);
END
$$;

-- "of import 14", "version 3 of 12 March 2017, 10:14": what a version of a paper is called.
CREATE FUNCTION publication_version(file integer, of_entry bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT CASE WHEN f.of_site THEN 'as written ' ELSE format('of import %s, ', f.import_id) END
                          || moment_words(p.entered_at)
                   FROM paper p JOIN import_file f USING (file_id) WHERE p.entry = of_entry), 'an earlier version');
END
$$;

-- Those that stand and whose figures are known otherwise now: for whoever puts packs together, and for who leads on an
-- item, of that item.
CREATE FUNCTION publications_changed()
  RETURNS TABLE (meeting text, short_day text, committee_name text, figures bigint, words text) LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT m.meeting, m.short_day, m.committee_name, d.figures, d.words
  FROM (SELECT p.meeting, count(*) AS figures,
               (array_agg(concat_ws(', ', 'item ' || nullif(item_number(p.meeting, d.item), ''), d.what) || ': '
                          || publication_said(d.published, d.now, d.import_id)
                          ORDER BY d.found_at DESC, d.place, d.what))[1]
                 AS words
        FROM publication_difference d JOIN publication p USING (publication_id)
             LEFT JOIN publication_item i USING (publication_id, item)
        WHERE p.withdrawn_at IS NULL AND (assembles_packs() OR is_author(i.lead))
        GROUP BY p.meeting) d JOIN meeting_shown m USING (meeting)
  ORDER BY m.iso_day DESC, m.meeting;
END
$$;

-- "published 65.5, now 65.8: import 14".
CREATE FUNCTION publication_said(published text, now text, import_id integer) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN concat(CASE WHEN published IS NULL THEN 'not published' ELSE 'published ' || published END, ', ',
                CASE WHEN now IS NULL THEN 'now no longer there' ELSE 'now ' || now END, ': import ' || import_id);

-- Of the meeting's page: what stands, and how much of it is known otherwise, for who is told.
CREATE FUNCTION publication_state(of_meeting text)
  RETURNS TABLE (publication_id integer, published text, withdrawn text, sha256 text, figures bigint)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT p.publication_id, moment_words(p.published_at), moment_words(p.withdrawn_at), s.sha256,
         nullif((SELECT count(*) FROM publication_difference d LEFT JOIN publication_item i USING (publication_id, item)
                 WHERE d.publication_id = p.publication_id AND p.withdrawn_at IS NULL
                   AND (assembles_packs() OR is_author(i.lead))), 0)
  FROM (SELECT * FROM publication q WHERE q.meeting = of_meeting ORDER BY q.publication_id DESC LIMIT 1) p
       LEFT JOIN publication_served(of_meeting, 'pdf') s USING (publication_id);
END
$$;

-- --- what is known otherwise ---

-- Publications that stand and may print something else since an import: those that were made before its release and
-- whose meeting is not before the first period that it says something of. All that are behind, where none is named.
CREATE FUNCTION publications_behind(by_import integer)
  RETURNS TABLE (publication_id integer, meeting text, made_as text) LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  since CONSTANT date := import_first_day(by_import);
BEGIN
  IF NOT assembles_packs() THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT p.publication_id, p.meeting, e.made_as
  FROM publication p
       JOIN LATERAL (SELECT m.day FROM meeting m WHERE m.meeting = p.meeting ORDER BY m.entry DESC LIMIT 1) m ON true
       JOIN LATERAL (SELECT x.made_as, x.printed_what FROM publication_edition x
                     WHERE x.publication_id = p.publication_id ORDER BY x.edition_id DESC LIMIT 1) e
         ON cardinality(e.printed_what) > 0
  WHERE p.withdrawn_at IS NULL AND (since IS NULL OR m.day >= since)
  ORDER BY m.day DESC, p.publication_id;
END
$$;

-- Compares what a publication printed with what would be printed now (as edition_add() takes it), and keeps where they
-- differ; what differed before in the same way keeps the import that it was put down to. Returns how many do.
CREATE FUNCTION publication_compare(of_publication integer, items text[], what text[], texts text[], by_import integer)
  RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  differ bigint;
BEGIN
  IF NOT assembles_packs() THEN
    PERFORM refuse('MH403', 'only a committee officer may do this');
  END IF;
  CREATE TEMPORARY TABLE differs ON COMMIT DROP AS
    WITH was AS (
      SELECT n.* FROM publication_edition e CROSS JOIN LATERAL publication_named(e.printed_items, e.printed_what,
                                                                                 e.printed_text) n
      WHERE e.publication_id = of_publication AND e.edition_id = (
        SELECT max(x.edition_id) FROM publication_edition x WHERE x.publication_id = of_publication)),
    now AS (SELECT * FROM publication_named($2, $3, $4))
    SELECT item, what, w.text AS published, n.text AS now, coalesce(w.place, n.place) AS place
    FROM was w FULL JOIN now n USING (item, what) WHERE w.text IS DISTINCT FROM n.text;
  DELETE FROM publication_difference d
    WHERE d.publication_id = of_publication
      AND NOT EXISTS (SELECT FROM differs x WHERE x.item = d.item AND x.what = d.what
                      AND x.now IS NOT DISTINCT FROM d.now AND x.published IS NOT DISTINCT FROM d.published);
  INSERT INTO publication_difference (publication_id, item, what, published, now, place, import_id)
    SELECT of_publication, x.item, x.what, x.published, x.now, x.place, by_import FROM differs x
    ON CONFLICT DO NOTHING;
  SELECT count(*) INTO differ FROM differs;
  DROP TABLE differs;
  UPDATE publication p SET compared_import = greatest(p.compared_import, by_import)
    WHERE p.publication_id = of_publication;
  RETURN differ;
END
$$;

-- What was printed, each by a name of its own: what says otherwise under the same name is "(2)".
CREATE FUNCTION publication_named(items text[], what text[], texts text[])
  RETURNS TABLE (item text, what text, text text, place bigint) LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT u.item, u.what || CASE WHEN u.nth > 1 THEN format(' (%s)', u.nth) ELSE '' END, u.text, u.place
  FROM (SELECT p.item, p.what, p.text, min(p.n) AS place,
               row_number() OVER (PARTITION BY p.item, p.what ORDER BY min(p.n)) AS nth
        FROM unnest(items, what, texts) WITH ORDINALITY p (item, what, text, n)
        GROUP BY p.item, p.what, p.text) u;
END;

-- A turn for making a pack, which costs seconds of a process: until the transaction ends. One for each person, and so
-- many at once in all.
CREATE FUNCTION pack_turn(in_all integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('moothall.pack'), asking_person()) THEN
    PERFORM refuse('MH429', 'a pack that you asked for is still being made: wait until it has come, then ask again');
  END IF;
  FOR turn IN 1..in_all LOOP
    IF pg_try_advisory_xact_lock(hashtext('moothall.packs'), turn) THEN
      RETURN;
    END IF;
  END LOOP;
  PERFORM refuse('MH503', 'other people''s packs are being made: ask again in a minute');
END
$$;

SELECT for_application('publication_withdraw(text, text, text)', 'publication_hashes()', 'publications_behind(integer)',
  'publication_compare(integer, text[], text[], text[], integer)');
