-- Papers that are written on the site: reading and listing them, saving a version, handing one on, comments.

CREATE FUNCTION paper_state_words(state text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE state WHEN 'draft' THEN 'Draft' WHEN 'finance' THEN 'With finance' WHEN 'legal' THEN 'With legal'
              WHEN 'lead' THEN 'With the lead officer' WHEN 'chief' THEN 'With the chief officer, to sign off'
              WHEN 'signed' THEN 'Signed off' WHEN 'final' THEN 'Final' WHEN 'unwritten' THEN 'Not written yet'
              WHEN 'attached' THEN 'A PDF is attached' END;

-- What was imported under a name before somebody wrote here; null: nothing.
CREATE FUNCTION paper_before(name text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT paper_joined(name, NULL, p.entry, p.text, false) FROM paper p
          WHERE p.paper = name AND NOT p.erased AND NOT EXISTS (
            SELECT FROM paper_version v WHERE v.paper = name AND v.version = 1 AND v.saved_at <= p.entered_at)
          ORDER BY p.entry DESC LIMIT 1);
END
$$;

-- The paper of a name, where it stands and how far it is; no row: there is none whose draft the reader may see. One
-- that is not there yet has the name of its item ("MEETING-ITEM.md"). version 0: nothing was written here; printed:
-- what the pack has. shown: the text as readers see it, with why its exempt parts are exempt. parts: those
-- of them, of all versions, that the reader reads.
CREATE TYPE paper_facts AS (paper text, meeting text, item text, number text, title text, lead text, exempt boolean,
  day date, committee_name text, kind text, version integer, text text, saved_by text, saved_at timestamptz,
  step integer, state text, printed text, writes boolean, is_chief boolean, finishes boolean, shown text, parts text);
CREATE FUNCTION paper_of(of_paper text) RETURNS SETOF paper_facts
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT of_paper, a.meeting, a.item, coalesce(a.number, a.item), a.title, a.lead, a.exempt_paragraph IS NOT NULL,
         a.day, c.name, coalesce(v.kind, a.kind), coalesce(v.version, 0),
         coalesce(paper_joined(of_paper, v.version, NULL, v.text, false),
                  paper_joined(of_paper, NULL, p.entry, p.text, false), ''), v.saved_by,
         v.saved_at, coalesce(s.step, 0), coalesce(s.state, CASE WHEN p.text IS NOT NULL THEN 'final' ELSE 'draft' END),
         paper_joined(of_paper, NULL, p.entry, p.text, false), writes_paper(of_paper, a.meeting, a.item),
         has_role('chief_officer'), has_role('chief_officer', 'committee_officer'),
         coalesce(paper_joined(of_paper, v.version, NULL, v.text, true),
                  paper_joined(of_paper, NULL, p.entry, p.text, true)),
         paper_parts_read(of_paper, NULL, coalesce(v.text, p.text))
  FROM (SELECT o.*, m.day, m.committee
        FROM (SELECT w.meeting, w.item, 1 AS sort
              FROM (SELECT x.meeting, x.item FROM paper_version x WHERE x.paper = of_paper
                    ORDER BY x.version DESC LIMIT 1) w
              UNION ALL
              SELECT w.meeting, w.item, 2 FROM agenda_item_now w WHERE w.paper = of_paper
              UNION ALL
              SELECT w.meeting, w.item, 3 FROM agenda_item_now w
              WHERE w.paper IS NULL AND w.meeting || '-' || w.item || '.md' = of_paper) w
             JOIN agenda_item_now o USING (meeting, item) JOIN meeting_now m USING (meeting)
        WHERE sees_paper_draft(w.meeting, w.item)
        ORDER BY w.sort, m.day DESC, o.item LIMIT 1) a
       LEFT JOIN committee_now c USING (committee)
       LEFT JOIN LATERAL (SELECT * FROM paper_version x WHERE x.paper = of_paper
                          ORDER BY x.version DESC LIMIT 1) v ON true
       LEFT JOIN LATERAL (SELECT * FROM paper_step x WHERE x.paper = of_paper ORDER BY x.step DESC LIMIT 1) s ON true
       LEFT JOIN paper_now p ON p.paper = of_paper;
END
$$;

-- The same for whoever is about to change it, one at a time; raises if there is none for them.
CREATE FUNCTION paper_held(name text) RETURNS paper_facts LANGUAGE plpgsql AS $$
DECLARE
  p paper_facts;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('moothall.paper'), hashtext(name));
  SELECT * INTO p FROM paper_of(name);
  IF p.paper IS NULL THEN
    PERFORM refuse('MH404', format('there is no paper "%s"', left(name, 80)));
  END IF;
  RETURN p;
END
$$;

-- Saves a version; its number. since: the version that the writer had before them, 0 for none. What was handed on stays
-- where it is; what was signed off is a draft again. follows: where the paragraph of each place before stands now
-- (null: nowhere); shown: what each live figure shows, whether it is known to be released, in which exempt part it
-- stands (null: in none), and whether in a report; those of a part have places behind all others, which so tell nothing
-- of it.
CREATE FUNCTION paper_save(name text, since integer, of_kind text, words text, follows integer[], refs text[],
  shown text[], open boolean[], blocks text[] DEFAULT '{}', in_report boolean[] DEFAULT '{}') RETURNS integer
  LANGUAGE plpgsql AS $$
DECLARE
  p paper_facts := paper_held(name);
  number integer := p.version + 1;
BEGIN
  IF NOT p.writes THEN
    PERFORM refuse('MH403', 'only its author, analysts, committee officers and, where money is in it, finance may '
      'write this paper');
  ELSIF p.version <> coalesce(since, 0) THEN
    PERFORM refuse_at('text', 'MH409', 'somebody else has saved a version meanwhile: save again to see theirs');
  ELSIF p.version > 0 AND p.text = words AND p.kind IS NOT DISTINCT FROM of_kind THEN
    PERFORM refuse_at('text', 'MH409', 'nothing is changed: this is the newest version');
  END IF;
  PERFORM paper_version_add(name, number, p.meeting, p.item, of_kind, words);
  INSERT INTO paper_figure (paper, version, place, reference, shown, open, block, in_report)
    SELECT name, number, CASE WHEN u.block IS NULL THEN 0 ELSE 10000 END
                         + row_number() OVER (PARTITION BY u.block IS NULL ORDER BY u.place),
           u.reference, u.shown, u.open, u.block, coalesce(u.in_report, false)
    FROM unnest(refs, shown, open, blocks, in_report)
         WITH ORDINALITY u (reference, shown, open, block, in_report, place);
  UPDATE paper_comment c SET place = follows[c.place + 1] WHERE c.paper = name AND c.place IS NOT NULL;
  IF p.state IN ('signed', 'final') OR p.step = 0 THEN
    INSERT INTO paper_step (paper, step, version, state) VALUES (name, p.step + 1, number, 'draft');
  END IF;
  PERFORM audit_note('paper-saved', p.meeting, jsonb_build_object('item', p.item, 'edition', number));
  RETURN number;
END
$$;

-- What is signed off becomes what the pack prints: an import of the paper and, where its item names another paper or
-- none, of the item. Only after the chief officer has signed this very version.
CREATE FUNCTION paper_print(name text, of_note text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  v record;
  s record;
  a record;
  made integer;
  file integer;
BEGIN
  SELECT * INTO v FROM paper_version x WHERE x.paper = name ORDER BY x.version DESC LIMIT 1;
  SELECT * INTO s FROM paper_step x WHERE x.paper = name ORDER BY x.step DESC LIMIT 1;
  IF v.paper IS NULL OR NOT sees_paper_draft(v.meeting, v.item) THEN
    PERFORM refuse('MH404', format('there is no paper "%s"', left(name, 80)));
  ELSIF NOT has_role('chief_officer', 'committee_officer') THEN
    PERFORM refuse_at('state', 'MH403', 'only a committee officer or chief officer makes a paper final');
  ELSIF s.state IS DISTINCT FROM 'signed' OR s.version <> v.version THEN
    PERFORM refuse_at('state', 'MH409', 'a paper becomes final when a chief officer has signed it off');
  END IF;
  SELECT * INTO a FROM agenda_item x WHERE x.meeting = v.meeting AND x.item = v.item ORDER BY x.entry DESC LIMIT 1;
  IF a.gone OR NOT was_released(a.file_id) THEN
    PERFORM refuse_at('state', 'MH409', 'its item is not on the agenda, or the agenda is not released yet');
  ELSIF EXISTS (SELECT FROM publication p JOIN publication_item i USING (publication_id)
                WHERE p.meeting = v.meeting AND p.withdrawn_at IS NULL AND i.paper = name
                  AND NOT paper_blocks(v.text) <@ i.blocks) THEN
    PERFORM refuse_at('state', 'MH409', 'the pack of this meeting is published, and its readers have in the open what '
      'is exempt in this version: withdraw the pack first, make the paper final, and publish it again');
  END IF;
  INSERT INTO import (source, loaded_by, loaded_person, released_by, released_person, released_at)
    VALUES ('written on the site', asking_username(), asking_person(), asking_username(), asking_person(), now())
    RETURNING import_id INTO made;
  IF a.paper IS DISTINCT FROM name THEN
    INSERT INTO import_file (import_id, kind, name, sha256, row_count)
      VALUES (made, 'agenda', 'agenda.csv', '', 1) RETURNING file_id INTO file;
    -- all that is known of the item, but for its paper
    EXECUTE format('INSERT INTO agenda_item (%1$s, paper, file_id, line) SELECT %1$s, $1, $2, 1 FROM agenda_item
                    WHERE entry = $3',
                   (SELECT string_agg(quote_ident(c.attname), ', ' ORDER BY c.attnum) FROM pg_attribute c
                    WHERE c.attrelid = 'moothall.agenda_item'::regclass AND c.attnum > 0 AND NOT c.attisdropped
                      AND c.attname NOT IN ('entry', 'gone', 'entered_by', 'entered_at', 'erased', 'paper', 'file_id',
                                            'line')))
      USING name, file, a.entry;
  END IF;
  INSERT INTO import_file (import_id, kind, name, sha256, row_count)
    VALUES (made, 'papers', 'papers/' || name, encode(sha256(convert_to(v.text, 'UTF8')), 'hex'), 1)
    RETURNING file_id INTO file;
  INSERT INTO paper (paper, text, file_id)
    VALUES (name, paper_joined(name, v.version, NULL, v.text, false), file);
  INSERT INTO paper_step (paper, step, version, state, note)
    VALUES (name, s.step + 1, v.version, 'final', nullif(btrim(of_note), ''));
END
$$;
SELECT for_application('paper_print(text, text)');

-- Hands a paper on. since: the step that the page showed.
CREATE FUNCTION paper_hand_on(name text, since integer, to_state text, words text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  p paper_facts := paper_held(name);
BEGIN
  IF p.step <> coalesce(since, 0) THEN
    PERFORM refuse_at('state', 'MH409', 'somebody else has handed it on meanwhile: what holds now is above');
  ELSIF to_state NOT IN ('draft', 'finance', 'legal', 'lead', 'chief', 'signed', 'final') THEN
    PERFORM refuse_at('state', 'MH400', 'choose to whom it goes');
  ELSIF p.version = 0 THEN
    PERFORM refuse_at('state', 'MH409', 'nothing has been written here yet');
  ELSIF p.state = to_state THEN
    PERFORM refuse_at('state', 'MH409', format('it is there already: %s', lower(paper_state_words(to_state))));
  ELSIF to_state = 'signed' AND NOT p.is_chief THEN
    PERFORM refuse_at('state', 'MH403', 'only a chief officer signs a paper off');
  ELSIF p.state = 'final' AND to_state <> 'draft' THEN
    PERFORM refuse_at('state', 'MH409', 'it is final: what is changed in it begins as a draft');
  ELSIF to_state = 'final' THEN
    PERFORM paper_print(name, words);
  ELSIF NOT p.writes AND NOT p.is_chief THEN
    PERFORM refuse_at('state', 'MH403', 'only who writes this paper, and chief officers, hand it on');
  ELSE
    INSERT INTO paper_step (paper, step, version, state, note)
      VALUES (name, p.step + 1, p.version, to_state, nullif(btrim(words), ''));
  END IF;
  PERFORM audit_note(CASE to_state WHEN 'signed' THEN 'paper-signed' WHEN 'final' THEN 'paper-finished'
                                   ELSE 'paper-handed-on' END,
                     p.meeting, jsonb_build_object('item', p.item, 'edition', p.version, 'state', to_state));
END
$$;

-- The number of a new comment: some are on what whoever asks may not read.
CREATE FUNCTION paper_comment_next(name text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(max(c.comment), 0) + 1 FROM paper_comment c WHERE c.paper = name);
END
$$;
SELECT for_application('paper_comment_next(text)');

-- A comment on a paragraph of the newest version, or on the whole paper (place null); or on an exempt part, whose
-- passage is the line that it begins with.
CREATE FUNCTION paper_comment_add(name text, of_version integer, at_place integer, of_passage text, said text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  p paper_facts := paper_held(name);
BEGIN
  IF p.version = 0 THEN
    PERFORM refuse_at('words', 'MH409', 'nothing has been written here yet: what is imported takes no comments');
  ELSIF p.version <> of_version THEN
    PERFORM refuse_at('place', 'MH409', 'the paper was changed meanwhile: choose the paragraph again');
  END IF;
  INSERT INTO paper_comment (paper, comment, version, place, passage, words, block)
    VALUES (name, paper_comment_next(name), p.version, at_place, of_passage, btrim(said),
            (paper_blocks(of_passage))[1]);
  PERFORM audit_note('paper-commented', p.meeting, jsonb_build_object('item', p.item, 'edition', p.version));
END
$$;

CREATE FUNCTION paper_comment_settle(name text, number integer, is_resolved boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  p paper_facts := paper_held(name);
BEGIN
  UPDATE paper_comment c
    SET resolved_by = CASE WHEN is_resolved THEN asking_shown() END, resolved_at = CASE WHEN is_resolved THEN now() END
    WHERE c.paper = name AND c.comment = number;
  IF NOT FOUND THEN
    PERFORM refuse('MH404', 'there is no such comment');
  END IF;
  PERFORM audit_note(CASE WHEN is_resolved THEN 'comment-resolved' ELSE 'comment-reopened' END, p.meeting,
                     jsonb_build_object('item', p.item));
END
$$;

-- Every version that the reader may see, the newest first, and last, as version 0, what was imported before the first.
CREATE FUNCTION paper_versions(name text)
  RETURNS TABLE (version integer, text text, saved_by text, saved_at timestamptz, state text)
  LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT v.version, paper_joined(name, v.version, NULL, v.text, false), v.saved_by, v.saved_at,
         (SELECT s.state FROM paper_step s WHERE s.paper = name AND s.version = v.version ORDER BY s.step DESC LIMIT 1)
  FROM paper_version v WHERE v.paper = name
  UNION ALL
  SELECT 0, b.text, NULL, NULL, 'final' FROM (SELECT paper_before(name) AS text) b WHERE b.text IS NOT NULL
  ORDER BY 1 DESC;
END
$$;

-- What a writer began from: the text of a version, or of what was imported.
CREATE FUNCTION paper_text(name text, of_version integer) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT v.text FROM paper_versions(name) v WHERE v.version = of_version);
END
$$;

-- The papers of a meeting, or, without one, of the next that the reader sees drafts of and, if there are not so
-- many, of the last: one an item that has or needs one. waits: for whoever is asking; due: the last day on which its
-- agenda can be published in time. OFFSET 0: item by item, and not by going through all agendas that there ever were.
CREATE FUNCTION paper_list(of_meeting text DEFAULT NULL, most integer DEFAULT 40)
  RETURNS TABLE (paper text, title text, meeting text, item text, number text, committee_name text,
                 iso_day date, lead text, kind text, version integer, state text, is_printed boolean,
                 handed_at timestamptz, handed_by text, due date, is_mine boolean,
                 waits boolean, exempt boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  -- whose items the reader sees at all the agenda itself says
  sees CONSTANT boolean := sees_drafts();
  is_chief CONSTANT boolean := has_role('chief_officer');
  is_finance CONSTANT boolean := has_role('finance');
  is_clerk CONSTANT boolean := has_role('committee_officer');
  wanted CONSTANT integer := notice_wanted();
BEGIN
  RETURN QUERY
  WITH item AS MATERIALIZED (
    SELECT a.*, m.day, m.published AS opens, c.name AS committee_name, is_author(a.lead) AS is_mine,
           coalesce(a.paper, w.paper, a.meeting || '-' || a.item || '.md') AS name, p.paper IS NOT NULL AS is_printed,
           b.meeting IS NOT NULL AS is_attached
    FROM (SELECT * FROM meeting_now n WHERE of_meeting IS NULL OR n.meeting = of_meeting
          ORDER BY n.day < today(), abs(n.day - today()), n.meeting LIMIT most) m
         CROSS JOIN LATERAL (SELECT * FROM agenda_item_now n WHERE n.meeting = m.meeting OFFSET 0) a
         LEFT JOIN committee_now c USING (committee)
         LEFT JOIN LATERAL (SELECT v.paper FROM paper_version v WHERE v.meeting = a.meeting AND v.item = a.item
                            ORDER BY v.saved_at DESC LIMIT 1) w ON true
         LEFT JOIN LATERAL (SELECT n.paper FROM paper_now n WHERE n.paper = a.paper OFFSET 0) p ON true
         LEFT JOIN LATERAL (SELECT n.meeting FROM attachment_now n
                            WHERE n.meeting = a.meeting AND n.item = a.item OFFSET 0) b ON true
    WHERE (a.kind = 'report' OR a.paper IS NOT NULL OR w.paper IS NOT NULL) AND (sees OR is_author(a.lead))),
  stands AS (
    SELECT i.*, coalesce(v.kind, i.kind) AS of_kind, coalesce(v.version, 0) AS version, s.made_at, s.made_by,
           coalesce(s.state, CASE WHEN i.is_printed THEN 'final' WHEN i.is_attached THEN 'attached' ELSE 'unwritten'
                             END) AS state
    FROM item i
         LEFT JOIN LATERAL (SELECT x.version, x.kind FROM paper_version x WHERE x.paper = i.name
                            ORDER BY x.version DESC LIMIT 1) v ON true
         LEFT JOIN LATERAL (SELECT x.* FROM paper_step x WHERE x.paper = i.name ORDER BY x.step DESC LIMIT 1) s ON true)
  SELECT s.name, s.title, s.meeting, s.item, coalesce(s.number, s.item), s.committee_name, s.day, s.lead, s.of_kind,
         s.version, s.state, s.is_printed, s.made_at,
         s.made_by, CASE WHEN s.opens IS NULL OR s.opens > today() THEN publish_by(s.day, wanted) END, s.is_mine,
         CASE s.state WHEN 'chief' THEN is_chief WHEN 'finance' THEN is_finance WHEN 'legal' THEN is_clerk
                      WHEN 'signed' THEN is_clerk ELSE s.state IN ('draft', 'unwritten', 'lead') AND s.is_mine END,
         s.exempt_paragraph IS NOT NULL
  FROM stands s
  ORDER BY s.day < today(), abs(s.day - today()), s.meeting, s.place, s.entry;
END
$$;
