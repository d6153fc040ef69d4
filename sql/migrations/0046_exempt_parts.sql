-- Part of a paper can be exempt, as a whole item can, and who may read what is exempt is said with it. What is exempt
-- in a paper is taken out of its text when it is stored: the text that all its readers get holds a marker, the words
-- stand in rows of their own, and row security says who reads those.

-- --- who may read it ---

-- Beside those who always read what is exempt (chief officers, committee officers, whoever leads on it) these. Null:
-- "committee", as it was before there was a choice.
CREATE FUNCTION is_audience(word text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN word IN ('committee', 'substitutes', 'councillors', 'council', 'persons', 'officers');
ALTER TABLE agenda_item ADD audience text CHECK (is_audience(audience)),
  ADD audience_names text CHECK (audience_names <> '');   -- of "persons": with semicolons between
CREATE INDEX agenda_item_audience ON agenda_item (meeting, item) WHERE audience IS NOT NULL;
CREATE INDEX agenda_item_review ON agenda_item (review_on) WHERE review_on IS NOT NULL;

-- Why a part of a paper is exempt, and for whom. The part is known by its name in the text.
CREATE TABLE exemption (
  paper text NOT NULL,
  block text NOT NULL CHECK (block ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  paragraph text,                -- of Schedule 12A to the Local Government Act 1972
  reason text CHECK (reason <> ''),                     -- what in it is exempt: printed in its place
  public_interest text CHECK (public_interest <> ''),   -- why that outweighs the public's interest in it
  audience text CHECK (is_audience(audience)),
  audience_names text CHECK (audience_names <> ''),
  approved_by text CHECK (approved_by <> ''),
  review_on date,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);
DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('is_of_meetings(text)'::regprocedure), $q$'paper_sections'::text$q$,
    $q$'paper_sections'::text, 'exemptions'::text$q$);
  ASSERT is_of_meetings('exemptions');
END
$$;
SELECT as_record('exemption', 'exemptions', 'paper, block');
CREATE INDEX exemption_review ON exemption (review_on) WHERE review_on IS NOT NULL;

-- --- what is exempt in a paper ---

CREATE TABLE paper_block (
  block_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  paper text NOT NULL,
  block text NOT NULL,
  version integer,               -- of paper_version, or
  entry bigint,                  -- of paper
  file_id integer REFERENCES import_file,
  text text NOT NULL,
  since bigint NOT NULL,         -- versions or entries before this one may have it in the open
  erased boolean NOT NULL DEFAULT false,
  CHECK ((version IS NULL) = (entry IS NOT NULL) AND (entry IS NULL) = (file_id IS NULL))
);
COMMENT ON TABLE paper_block IS 'What is exempt in papers, apart from their texts: written by triggers alone.';
CREATE INDEX ON paper_block (paper, block);
CREATE INDEX ON paper_block (entry);
ALTER TABLE paper_comment ADD block text;   -- the exempt part that it is on
ALTER TABLE paper_figure ADD block text;    -- the exempt part that it stands in

-- A text and the exempt parts in it, in their order: {{exempt NAME}} and {{end-exempt}}, each a line of its own.
CREATE FUNCTION paper_split(said text, OUT open text, OUT blocks text[], OUT texts text[])
  LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  mark CONSTANT text := '\{\{\s*(?:end-)?exempt\M';
  l text;
  n integer := 0;
  named text;
  at integer;
  said_in text;
  lines text[] := '{}';
BEGIN
  blocks := '{}';
  texts := '{}';
  open := said;
  IF said !~ mark THEN
    RETURN;
  ELSIF (SELECT count(*) FROM regexp_matches(said, mark, 'g')) <> (
      SELECT count(*) FROM regexp_split_to_table(said, '\r?\n') x (line) WHERE x.line ~ mark) THEN
    RAISE EXCEPTION USING ERRCODE = 'MH400', COLUMN = 'text', MESSAGE =
      '{{exempt NAME}} and {{end-exempt}} each stand on a line of their own';
  END IF;
  FOREACH l IN ARRAY regexp_split_to_array(said, '\r?\n') LOOP
    n := n + 1;
    IF l !~ mark THEN
      IF named IS NULL THEN
        lines := lines || l;
      ELSE
        said_in := said_in || l || E'\n';
      END IF;
    ELSIF l ~ '^\{\{end-exempt\}\}\s*$' THEN
      IF named IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'MH400', COLUMN = 'text', MESSAGE =
          format('Line %s: {{end-exempt}} ends no part: there is no {{exempt NAME}} before it', n);
      ELSIF said_in !~ '\S' THEN
        RAISE EXCEPTION USING ERRCODE = 'MH400', COLUMN = 'text', MESSAGE =
          format('Line %s: the exempt part “%s” has nothing in it', at, named);
      -- Its words would stand at the end of the paper, and its number would count for all.
      ELSIF said_in ~ '\[\^' THEN
        RAISE EXCEPTION USING ERRCODE = 'MH400', COLUMN = 'text', MESSAGE =
          format('Line %s: the exempt part “%s” has a footnote: say it in the part itself', at, named);
      END IF;
      blocks := blocks || named;
      texts := texts || btrim(said_in, E'\n');
      lines := lines || format(E'{{exempt %s}}\n\n{{end-exempt}}', named);
      named := NULL;
    ELSIF l !~ '^\{\{exempt [a-z0-9][a-z0-9-]{0,39}\}\}\s*$' THEN
      RAISE EXCEPTION USING ERRCODE = 'MH400', COLUMN = 'text', MESSAGE =
        format('Line %s: an exempt part begins with a line {{exempt NAME}}, whose name is of small letters, digits and '
          'hyphens and has at most 40 of them, and ends with a line {{end-exempt}}', n);
    ELSIF named IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'MH400', COLUMN = 'text', MESSAGE =
        format('Line %s: an exempt part begins inside the part “%s” of line %s: end that first', n, named, at);
    ELSE
      named := substring(l FROM '^\{\{exempt ([a-z0-9-]+)');
      at := n;
      said_in := '';
      IF named = ANY (blocks) THEN
        RAISE EXCEPTION USING ERRCODE = 'MH400', COLUMN = 'text', MESSAGE =
          format('Line %s: there is an exempt part “%s” already: each has a name of its own', n, named);
      END IF;
    END IF;
  END LOOP;
  IF named IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'MH400', COLUMN = 'text', MESSAGE =
      format('Line %s: the exempt part “%s” is not ended by a line {{end-exempt}}', at, named);
  END IF;
  open := array_to_string(lines, E'\n');
END
$$;

-- Whether a text has some of this in the open: a paragraph of it, letter by letter.
CREATE FUNCTION holds_openly(open text, part text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN EXISTS (SELECT FROM regexp_split_to_table(part, '\n\s*\n') p (words)
                 WHERE length(btrim(p.words, E' \n\r\t')) >= 20
                   AND strpos(open, btrim(p.words, E' \n\r\t')) > 0);

-- No way of storing a paper leaves what is exempt in its text.
CREATE FUNCTION paper_take_apart() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  s record;
  of_entry bigint;
  of_version integer;
  file integer;
BEGIN
  SELECT * INTO s FROM paper_split(NEW.text);
  NEW.text := s.open;
  IF s.blocks = '{}' THEN
    RETURN NEW;
  ELSIF TG_TABLE_NAME = 'paper' THEN
    of_entry := NEW.entry;
    file := NEW.file_id;
  ELSE
    of_version := NEW.version;
  END IF;
  -- What is exempt now may have been open before: in what has no part of this name, or has its words.
  INSERT INTO paper_block (paper, block, version, entry, file_id, text, since)
    SELECT NEW.paper, b.block, of_version, of_entry, file, b.text, coalesce((
             SELECT max(o.number) + 1
             FROM (SELECT p.entry AS number, p.text FROM paper p
                   WHERE of_entry IS NOT NULL AND p.paper = NEW.paper AND p.entry < of_entry
                   UNION ALL
                   SELECT v.version, v.text FROM paper_version v
                   WHERE of_version IS NOT NULL AND v.paper = NEW.paper AND v.version < of_version) o
             WHERE strpos(o.text, format('{{exempt %s}}', b.block)) = 0 OR holds_openly(o.text, b.text)), 0)
    FROM unnest(s.blocks, s.texts) b (block, text);
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION paper_take_apart() FROM PUBLIC;
CREATE TRIGGER take_apart BEFORE INSERT ON paper FOR EACH ROW EXECUTE FUNCTION paper_take_apart();
CREATE TRIGGER take_apart BEFORE INSERT ON paper_version FOR EACH ROW EXECUTE FUNCTION paper_take_apart();

-- --- rights ---

-- What whoever is asking is beside the rights that there were: by which names lists know them; whether they sit on any
-- committee as a member of the council; of each of their seats whether it is no such member's; and of which committees
-- they are named substitutes.
ALTER TYPE meeting_rights ADD ATTRIBUTE called text[], ADD ATTRIBUTE council boolean, ADD ATTRIBUTE advises boolean[],
  ADD ATTRIBUTE stands_in text[], ADD ATTRIBUTE stands_since date[], ADD ATTRIBUTE stands_until date[];

CREATE FUNCTION is_of_council(capacity text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN capacity LIKE 'Chair%' OR capacity LIKE 'Vice-Chair%' OR capacity = 'Member';

-- An edition "own" holds what a member of the council who sits on the committee reads.
CREATE OR REPLACE FUNCTION asking_rights() RETURNS meeting_rights
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  roles CONSTANT text[] := asking_roles();
  edition CONSTANT text := edition_made();
  r meeting_rights;
BEGIN
  r.drafts := sees_drafts(roles);
  r.unreleased := sees_unreleased(roles);
  r.exempt := roles && '{operator,chief_officer,committee_officer}'
    OR coalesce(edition = 'all', false) AND roles <> '{}';
  r.names := '{}';
  r.committees := '{}';
  r.called := '{}';
  r.council := false;
  r.stands_in := '{}';
  IF edition = 'own' AND roles <> '{}' THEN
    -- as if they sat on its committee on its day
    r.council := true;
    SELECT ARRAY[m.committee], ARRAY[m.day], ARRAY[m.day], '{f}' INTO r.committees, r.since, r.until, r.advises
      FROM meeting m
      WHERE m.meeting = current_setting('moothall.edition_of', true) AND was_released(m.file_id)
      ORDER BY m.entry DESC LIMIT 1;
    r.committees := coalesce(r.committees, '{}');
  ELSIF NOT r.exempt AND edition IS NULL AND sees_meetings(roles) THEN
    r.called := asking_called();
    IF 'officer' = ANY (roles) THEN
      r.names := r.called;
    END IF;
    IF 'member' = ANY (roles) AND r.called <> '{}' THEN
      SELECT coalesce(array_agg(s.committee), '{}'), array_agg(s.from_day), array_agg(s.to_day),
             array_agg(NOT is_of_council(s.capacity)),
             coalesce(bool_or(is_of_council(s.capacity) AND is_today_within(s.from_day, s.to_day)), false)
        INTO r.committees, r.since, r.until, r.advises, r.council
        FROM (SELECT DISTINCT ON (s.committee, s.person, s.capacity) s.* FROM seat s
              WHERE s.person = ANY (r.called) AND was_released(s.file_id)
              ORDER BY s.committee, s.person, s.capacity, s.entry DESC) s
        WHERE NOT s.gone;
      SELECT coalesce(array_agg(s.committee), '{}'), array_agg(s.from_day), array_agg(s.to_day)
        INTO r.stands_in, r.stands_since, r.stands_until
        FROM (SELECT DISTINCT ON (s.committee, s.person) s.* FROM substitute s
              WHERE s.person = ANY (r.called) AND was_released(s.file_id)
              ORDER BY s.committee, s.person, s.entry DESC) s
        WHERE NOT s.gone AND NOT s.vacant;
    END IF;
  END IF;
  RETURN r;
END
$$;
CREATE INDEX ON substitute (person);

-- Whether these rights are outside of an audience of what belongs to a meeting. For no others than those below, whose
-- search_path it has.
CREATE FUNCTION is_outside(r meeting_rights, audience text, names text, of_meeting text) RETURNS boolean
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  on_committee text;
  on_day date;
BEGIN
  IF audience = 'officers' THEN
    RETURN true;
  ELSIF audience = 'persons' THEN
    RETURN NOT coalesce(r.called && regexp_split_to_array(btrim(names), '\s*;\s*'), false);
  ELSIF audience = 'council' AND r.council THEN
    RETURN false;
  ELSIF r.committees = '{}' AND (audience IS DISTINCT FROM 'substitutes' OR r.stands_in = '{}') THEN
    RETURN true;
  END IF;
  SELECT m.committee, m.day INTO on_committee, on_day FROM meeting m
    WHERE m.meeting = of_meeting AND (
      SELECT i.released_at FROM import_file f JOIN import i USING (import_id)
      WHERE f.file_id = m.file_id) IS NOT NULL ORDER BY m.entry DESC LIMIT 1;
  FOR i IN 1 .. cardinality(r.committees) LOOP
    IF r.committees[i] = on_committee
        AND on_day BETWEEN coalesce(r.since[i], on_day) AND coalesce(r.until[i], on_day)
        AND NOT (audience IN ('councillors', 'council') AND r.advises[i]) IS TRUE THEN
      RETURN false;
    END IF;
  END LOOP;
  FOR i IN 1 .. CASE audience WHEN 'substitutes' THEN cardinality(r.stands_in) ELSE 0 END LOOP
    IF r.stands_in[i] = on_committee
        AND on_day BETWEEN coalesce(r.stands_since[i], on_day) AND coalesce(r.stands_until[i], on_day) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END
$$;
REVOKE ALL ON FUNCTION is_outside(meeting_rights, text, text, text) FROM PUBLIC;

-- Whether what is exempt of an item, under this lead, is not for these rights. For whom it is the newest row says that
-- is released, and, while there is none, the newest.
CREATE FUNCTION exempt_from(r meeting_rights, of_meeting text, of_item text, lead text) RETURNS boolean
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  a record;
BEGIN
  IF r.exempt OR coalesce(lead, '') = ANY (r.names) THEN
    RETURN false;
  ELSIF r.committees = '{}' AND r.called = '{}' AND NOT r.council THEN
    RETURN true;
  END IF;
  SELECT x.audience, x.audience_names INTO a FROM agenda_item x
    WHERE x.meeting = of_meeting AND x.item = of_item AND x.exempt_paragraph IS NOT NULL
    ORDER BY was_released(x.file_id) DESC, x.entry DESC LIMIT 1;
  RETURN is_outside(r, a.audience, a.audience_names, of_meeting);
END
$$;
REVOKE ALL ON FUNCTION exempt_from(meeting_rights, text, text, text) FROM PUBLIC;

CREATE FUNCTION sees_exempt(of_meeting text, of_item text, lead text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  r CONSTANT meeting_rights := asking_rights();
BEGIN
  RETURN NOT exempt_from(r, of_meeting, of_item, lead);
END
$$;
REVOKE ALL ON FUNCTION sees_exempt(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sees_exempt(text, text, text) TO moothall_app;

-- Whoever asked by meeting and lead asks by the item as well; nothing else of these functions changes.
DO $$
DECLARE
  f text;
  was text;
  made text;
BEGIN
  FOREACH f IN ARRAY ARRAY['reads_item(text, text, bigint, meeting_rights)', 'reads_paper(text, meeting_rights)',
    'sees_item(text, text)', 'exempt_since(text[], timestamptz)', 'reads_paragraph(text, text, bigint)'] LOOP
    was := pg_get_functiondef(f::regprocedure);
    made := replace(replace(replace(replace(was, 'exempt_from(rights, a.meeting, a.lead)',
        'exempt_from(rights, a.meeting, a.item, a.lead)'), 'exempt_from(r, a.meeting, a.lead)',
        'exempt_from(r, a.meeting, a.item, a.lead)'), 'sees_exempt(a.meeting, a.lead)',
        'sees_exempt(a.meeting, a.item, a.lead)'), 'sees_exempt(e.meeting, (', 'sees_exempt(e.meeting, e.item, (');
    ASSERT made <> was, f;
    EXECUTE made;
  END LOOP;
END
$$;

-- Who reads a part of a paper: by its own audience, at each item that prints the paper or for which it is written.
CREATE FUNCTION reads_block(of_paper text, of_block text, rights meeting_rights) RETURNS boolean
  LANGUAGE plpgsql STABLE COST 10000 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  e record;
  k record;
  printed boolean := false;
BEGIN
  IF rights IS NULL OR NOT is_application() THEN
    rights := asking_rights();
    IF NOT is_application() AND NOT reads_paper(of_paper, rights) THEN
      RETURN false;
    END IF;
  END IF;
  IF rights.exempt THEN
    RETURN true;
  END IF;
  SELECT x.audience, x.audience_names, x.gone INTO e FROM exemption x
    WHERE x.paper = of_paper AND x.block = of_block ORDER BY was_released(x.file_id) DESC, x.entry DESC LIMIT 1;
  FOR k IN
    SELECT i.*, (SELECT a.lead FROM agenda_item a WHERE a.meeting = i.meeting AND a.item = i.item
                 ORDER BY a.entry DESC LIMIT 1) AS lead
    FROM (SELECT a.meeting, a.item FROM agenda_item a WHERE a.paper = of_paper
          UNION SELECT v.meeting, v.item FROM paper_version v WHERE v.paper = of_paper) i
  LOOP
    printed := true;
    IF NOT coalesce(k.lead, '') = ANY (rights.names)
        AND is_outside(rights, CASE WHEN NOT e.gone THEN e.audience END, e.audience_names, k.meeting) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN printed;
END
$$;

-- Whether nothing that an entry (a version) of a paper may have in the open is exempt in a later one, and not for the
-- reader.
CREATE FUNCTION reads_entry(of_paper text, of_entry bigint, rights meeting_rights) RETURNS boolean
  LANGUAGE plpgsql STABLE COST 10000 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF rights IS NULL OR NOT is_application() THEN
    rights := asking_rights();
    IF NOT is_application() AND NOT reads_paper(of_paper, rights) THEN
      RETURN false;
    END IF;
  END IF;
  RETURN rights.exempt OR NOT EXISTS (
    SELECT FROM paper_block b
    WHERE b.paper = of_paper AND b.entry > of_entry AND b.since > of_entry
      AND NOT reads_block(of_paper, b.block, rights));
END
$$;
CREATE FUNCTION reads_version(of_paper text, of_version integer, rights meeting_rights) RETURNS boolean
  LANGUAGE plpgsql STABLE COST 10000 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN rights.exempt OR NOT EXISTS (
    SELECT FROM paper_block b
    WHERE b.paper = of_paper AND b.version > of_version AND b.since > of_version
      AND NOT reads_block(of_paper, b.block, rights));
END
$$;
REVOKE ALL ON FUNCTION reads_version(text, integer, meeting_rights) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reads_version(text, integer, meeting_rights) TO moothall_app;

DROP POLICY read ON paper;
CREATE POLICY read ON paper FOR SELECT
  USING (file_id IN (SELECT readable_files(true)) AND reads_paper(paper, (SELECT asking_rights()))
    AND reads_entry(paper, entry, (SELECT asking_rights())));
DROP POLICY read ON paper_version;
CREATE POLICY read ON paper_version FOR SELECT
  USING (sees_paper_draft(meeting, item) AND reads_version(paper, version, (SELECT asking_rights())));

-- How a paper went from hand to hand tells nothing of its words, and is seen where a version is not.
CREATE FUNCTION sees_step(of_paper text, of_version integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM paper_version v WHERE v.paper = of_paper AND v.version = of_version
                 AND sees_paper_draft(v.meeting, v.item));
END
$$;
REVOKE ALL ON FUNCTION sees_step(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sees_step(text, integer) TO moothall_app;
DROP POLICY read ON paper_step;
CREATE POLICY read ON paper_step FOR SELECT USING (sees_step(paper, version));

ALTER TABLE paper_block ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON paper_block FOR SELECT
  USING ((entry IS NULL OR EXISTS (SELECT FROM paper p WHERE p.entry = paper_block.entry))
    AND (version IS NULL OR EXISTS (SELECT FROM paper_version v
                                    WHERE v.paper = paper_block.paper AND v.version = paper_block.version))
    AND reads_block(paper, block, (SELECT asking_rights())));
GRANT SELECT ON paper_block TO moothall_app;

-- Why a part is exempt reads whoever reads the paper.
DROP POLICY read ON exemption;
CREATE POLICY read ON exemption FOR SELECT
  USING (file_id IN (SELECT readable_files(true))
    AND (EXISTS (SELECT FROM paper p WHERE p.paper = exemption.paper)
      OR EXISTS (SELECT FROM paper_version v WHERE v.paper = exemption.paper)));

CREATE POLICY exempt ON paper_comment AS RESTRICTIVE
  USING (block IS NULL OR reads_block(paper, block, (SELECT asking_rights())));
CREATE POLICY exempt ON paper_figure AS RESTRICTIVE FOR SELECT
  USING (block IS NULL OR reads_block(paper, block, (SELECT asking_rights())));
GRANT INSERT (block) ON paper_comment TO moothall_app;

-- What sees_exempt() says of each item, for all of them at once; of the few with an audience of their own one by one.
CREATE OR REPLACE FUNCTION items_hidden(all_seen boolean) RETURNS TABLE (meeting text, item text)
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  r meeting_rights;
BEGIN
  IF all_seen OR sees_draft_minutes() THEN
    RETURN;
  END IF;
  r := asking_rights();
  RETURN QUERY
  WITH own AS MATERIALIZED (
    SELECT m.meeting
    FROM (SELECT DISTINCT ON (m.meeting) m.meeting, m.committee, m.day FROM meeting m
          WHERE was_released(m.file_id) AND r.committees <> '{}'
          ORDER BY m.meeting, m.entry DESC) m
         JOIN unnest(r.committees, r.since, r.until) s (committee, from_day, to_day)
              ON s.committee = m.committee
             AND m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day))
  SELECT DISTINCT a.meeting, a.item FROM agenda_item a
  WHERE a.exempt_paragraph IS NOT NULL AND NOT coalesce(a.lead, '') = ANY (r.names)
    AND CASE WHEN (a.meeting, a.item) IN (SELECT x.meeting, x.item FROM agenda_item x WHERE x.audience IS NOT NULL)
             THEN exempt_from(r, a.meeting, a.item, a.lead)
             ELSE NOT r.exempt AND a.meeting NOT IN (SELECT o.meeting FROM own o) END;
END
$$;

-- --- published packs ---

-- The exempt parts that the paper of an item had, and those that an edition holds ("PAPER NAME").
ALTER TABLE publication_item ADD blocks text[] NOT NULL DEFAULT '{}';
ALTER TABLE publication_edition ADD blocks text[] NOT NULL DEFAULT '{}';
GRANT INSERT (blocks) ON publication_item TO moothall_app;
GRANT INSERT (blocks) ON publication_edition TO moothall_app;

CREATE FUNCTION sees_edition(of_publication integer, made_as text, items text[], papers text[], minutes_of text,
    blocks text[])
  RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp COST 10000
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  p publication;
  r meeting_rights;
BEGIN
  SELECT * INTO p FROM publication q WHERE q.publication_id = of_publication;
  r := asking_rights();
  IF NOT is_application() OR EXISTS (
      SELECT FROM agenda_item a
      WHERE a.meeting = p.meeting AND a.item = ANY (items) AND a.exempt_paragraph IS NOT NULL
        AND exempt_from(r, a.meeting, a.item, a.lead))
    OR papers <> '{}' AND EXISTS (
      SELECT FROM agenda_item a
      WHERE a.paper = ANY (papers) AND a.exempt_paragraph IS NOT NULL AND exempt_from(r, a.meeting, a.item, a.lead))
    OR EXISTS (SELECT FROM unnest(blocks) b
               WHERE NOT reads_block(split_part(b, ' ', 1), split_part(b, ' ', 2), r))
    -- what a paper had in the open then, and has no longer
    OR EXISTS (SELECT FROM publication_item i JOIN paper_block b ON b.paper = i.paper
               WHERE i.publication_id = of_publication AND i.paper = ANY (papers) AND b.entry > i.paper_entry
                 AND b.since > i.paper_entry AND NOT reads_block(b.paper, b.block, r))
  THEN
    RETURN false;
  END IF;
  IF minutes_of IS NOT NULL AND exempt_since(ARRAY[minutes_of], p.published_at) THEN
    RETURN false;
  END IF;
  RETURN made_as <> 'all' OR NOT exempt_since(ARRAY(
    SELECT DISTINCT m.meeting FROM meeting m, meeting o
    WHERE o.meeting = p.meeting AND m.committee = o.committee AND m.day <= o.day), NULL);
END
$$;
REVOKE ALL ON FUNCTION sees_edition(integer, text, text[], text[], text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sees_edition(integer, text, text[], text[], text, text[]) TO moothall_app;
DROP POLICY read ON publication_edition;
CREATE POLICY read ON publication_edition FOR SELECT
  USING (EXISTS (SELECT FROM publication p WHERE p.publication_id = publication_edition.publication_id)
    AND sees_edition(publication_id, made_as, items, papers, minutes_of, blocks));

DROP FUNCTION sees_edition(integer, text, text[], text[], text), sees_exempt(text, text),
  exempt_from(meeting_rights, text, text);

-- --- search ---

-- What stands under no file is a draft, and is not found.
CREATE OR REPLACE FUNCTION search_add(of_table text, relation text) RETURNS text
  LANGUAGE plpgsql STABLE SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT format('INSERT INTO moothall.search_text
      SELECT %L, %s, %s, %s, %s, a.file_id, %s,
             array(SELECT lower(btrim(n)) FROM unnest(%s) n WHERE n IS NOT NULL),
             setweight(search_words(concat_ws('' '', %s)), ''A'')
               || setweight(search_words(concat_ws(E''\n'', %s)), ''D'')
      FROM %s a WHERE NOT a.erased AND a.file_id IS NOT NULL%s',
      s.kind, s.meeting, s.key1, s.key2, s.key3, s.place, s.names, s.title, s.body, relation,
      CASE WHEN s.place = 'a.entry' THEN ' AND NOT a.gone' END)
    FROM search_source s WHERE s.tbl = of_table);
END
$$;
SELECT search_watch('paper_block', 'part', 'NULL', 'a.paper', 'a.block', 'NULL', 'a.block_id', 'ARRAY[]::text[]',
  'NULL', 'a.text');

-- --- who says why ---

-- Committee officers and chief officers, and whoever leads on what prints it: each only of what they read themselves.
CREATE FUNCTION classifies(of_paper text, of_block text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  r CONSTANT meeting_rights := asking_rights();
BEGIN
  RETURN r.exempt OR r.names <> '{}' AND reads_block(of_paper, of_block, r) AND EXISTS (
    SELECT FROM (SELECT a.meeting, a.item FROM agenda_item a WHERE a.paper = of_paper
                 UNION SELECT v.meeting, v.item FROM paper_version v WHERE v.paper = of_paper) i
    WHERE (SELECT a.lead FROM agenda_item a WHERE a.meeting = i.meeting AND a.item = i.item
           ORDER BY a.entry DESC LIMIT 1) = ANY (r.names));
END
$$;
REVOKE ALL ON FUNCTION classifies(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION classifies(text, text) TO moothall_app;
CREATE OR REPLACE FUNCTION may_enter(kind text) RETURNS boolean LANGUAGE sql STABLE
  RETURN is_of_meetings(kind) AND assembles_packs() OR kind = 'exemptions' AND has_role('officer', 'chief_officer');
CREATE POLICY classify ON exemption AS RESTRICTIVE FOR INSERT WITH CHECK (classifies(paper, block));
