-- Publication: what was published of a meeting's pack is kept, byte for byte, in every face, with the versions of what
-- it rests on. Row security says who may have which edition of it.

-- A pack that is made to be kept is made as a member reads it, not as who makes it: nothing unreleased, no draft, no
-- ledger, whatever roles they have, and of what is exempt what the edition holds. The settings moothall.edition and
-- moothall.edition_of say which, of which meeting, for the transaction that makes it: "open" holds nothing that is
-- exempt, "own" that of the meeting itself, "all" that of other meetings too, as minutes of the last one may have. Who
-- may not make editions sees nothing by them.
CREATE FUNCTION edition_made() RETURNS text LANGUAGE sql STABLE
  RETURN nullif(current_setting('moothall.edition', true), '');

CREATE FUNCTION makes_editions() RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN is_application() AND (asking() = 'operator' AND pg_has_role(session_user, 'moothall_owner', 'MEMBER')
    OR EXISTS (SELECT FROM person_role r JOIN person p USING (person_id)
    WHERE r.person_id = asking_person() AND r.role = 'committee_officer' AND p.disabled_at IS NULL
      AND (r.from_day IS NULL AND r.to_day IS NULL OR is_today_within(r.from_day, r.to_day))));
END
$$;

CREATE OR REPLACE FUNCTION is_operator() RETURNS boolean LANGUAGE sql STABLE
  RETURN asking() = 'operator' AND pg_has_role(session_user, 'moothall_owner', 'MEMBER') AND edition_made() IS NULL;

CREATE TABLE publication (
  publication_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  meeting text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  published_by text NOT NULL CHECK (published_by <> ''),
  despite text CHECK (despite <> '' AND length(despite) <= 1000),   -- why, although the preflight found errors
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text CHECK (withdrawn_reason <> '' AND length(withdrawn_reason) <= 1000),
  compared_import integer REFERENCES import,   -- up to which what it prints was compared with what is known
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);
COMMENT ON TABLE publication IS 'Packs as they were published: rows are added, and withdrawn; the newest holds';
CREATE UNIQUE INDEX publication_stands ON publication (meeting) WHERE withdrawn_at IS NULL;
CREATE INDEX ON publication (meeting, publication_id DESC);

-- The versions of what it rests on.
CREATE TABLE publication_item (
  publication_id integer NOT NULL REFERENCES publication,
  item text NOT NULL,
  place integer NOT NULL,
  title text NOT NULL,
  lead text,
  exempt boolean NOT NULL,
  paper text,
  paper_file integer REFERENCES import_file,
  paper_entry bigint,
  paper_sha256 bytea,              -- of its text
  attachment_id integer REFERENCES attachment,
  PRIMARY KEY (publication_id, item)
);
CREATE INDEX ON publication_item (paper_file);
CREATE INDEX ON publication_item (attachment_id);

-- What was made of it for those who may see the same items of the agenda, and every figure in it as it was printed.
CREATE TABLE publication_edition (
  edition_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  publication_id integer NOT NULL REFERENCES publication,
  made_as text NOT NULL,           -- edition_made()
  items text[] NOT NULL,
  exempt text[] NOT NULL,          -- those of them that are
  papers text[] NOT NULL,
  minutes_of text,                 -- another meeting, whose minutes it prints
  row_count integer NOT NULL,      -- of all its tables
  printed_items text[],            -- null: erased; item by item, what it is and how it was shown
  printed_what text[],
  printed_text text[],
  UNIQUE (publication_id, made_as)
);

CREATE TABLE publication_face (
  edition_id integer NOT NULL REFERENCES publication_edition,
  face text NOT NULL CHECK (face IN ('html', 'pdf', 'large-print', 'json', 'xlsx')),
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  size integer NOT NULL,
  bytes bytea,                     -- null: erased
  PRIMARY KEY (edition_id, face),
  CHECK (bytes IS NULL OR sha256(bytes) = sha256 AND octet_length(bytes) = size)
);
CREATE INDEX ON publication_face (sha256);
-- What is compressed already is not compressed again.
ALTER TABLE publication_face ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- What it printed and what is known now, where these differ: kept by publication_compare().
CREATE TABLE publication_difference (
  publication_id integer NOT NULL REFERENCES publication,
  item text NOT NULL,              -- '': before the items
  what text NOT NULL,
  published text,                  -- null: it was not printed
  now text,                        -- null: it is not any more
  place bigint NOT NULL,           -- in the order in which they were printed
  import_id integer REFERENCES import,
  found_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (publication_id, item, what)
);

-- Whether the pack of a meeting is published and not withdrawn: its agenda then stays as it is.
CREATE FUNCTION is_frozen(of_meeting text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM publication p WHERE p.meeting = of_meeting AND p.withdrawn_at IS NULL);
END
$$;

-- Whether whoever is asking may read all that an edition holds, as it is exempt now: of the meeting's own items and
-- papers; of the minutes that it prints, what was made exempt since it was published; and of one that holds what is
-- exempt of other meetings, all that is of any of the committee's up to that day.
CREATE FUNCTION sees_edition(of_publication integer, made_as text, items text[], papers text[], minutes_of text)
  RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  p publication;
BEGIN
  SELECT * INTO p FROM publication q WHERE q.publication_id = of_publication;
  IF NOT is_application() OR EXISTS (
      SELECT FROM agenda_item a
      WHERE a.meeting = p.meeting AND a.item = ANY (items) AND a.exempt_paragraph IS NOT NULL
        AND NOT sees_exempt(a.meeting, a.lead))
    OR papers <> '{}' AND EXISTS (
      SELECT FROM agenda_item a
      WHERE a.paper = ANY (papers) AND a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.lead))
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

-- Whether something of these meetings is exempt and not for whoever is asking, that was made so since; null: at any
-- time.
CREATE FUNCTION exempt_since(meetings text[], since timestamptz) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN EXISTS (
      SELECT FROM agenda_item a
      WHERE a.meeting = ANY (meetings) AND a.exempt_paragraph IS NOT NULL
        AND (since IS NULL OR a.entered_at > since AND EXISTS (
          SELECT FROM agenda_item b WHERE b.meeting = a.meeting AND b.item = a.item AND b.entry < a.entry
            AND b.exempt_paragraph IS NULL))
        AND NOT sees_exempt(a.meeting, a.lead))
    OR EXISTS (
      SELECT FROM minute e
      WHERE e.meeting = ANY (meetings) AND e.exempt
        AND (since IS NULL OR e.entered_at > since AND EXISTS (
          SELECT FROM minute b WHERE b.meeting = e.meeting AND b.number = e.number AND b.entry < e.entry
            AND NOT b.exempt))
        AND NOT sees_exempt(e.meeting, (SELECT a.lead FROM agenda_item a WHERE a.meeting = e.meeting AND a.item = e.item
                                        ORDER BY a.entry DESC LIMIT 1)));
END
$$;
REVOKE ALL ON FUNCTION exempt_since(text[], timestamptz) FROM PUBLIC;

ALTER TABLE publication ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON publication FOR SELECT
  USING (EXISTS (SELECT FROM meeting m WHERE m.meeting = publication.meeting)
    AND (is_published(meeting) OR (SELECT sees_drafts())));
ALTER TABLE publication_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON publication_item FOR SELECT
  USING (EXISTS (SELECT FROM publication p WHERE p.publication_id = publication_item.publication_id
                 AND sees_item(p.meeting, item)));
ALTER TABLE publication_edition ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON publication_edition FOR SELECT
  USING (EXISTS (SELECT FROM publication p WHERE p.publication_id = publication_edition.publication_id)
    AND sees_edition(publication_id, made_as, items, papers, minutes_of));
ALTER TABLE publication_face ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON publication_face FOR SELECT
  USING (edition_id IN (SELECT e.edition_id FROM publication_edition e));
ALTER TABLE publication_difference ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON publication_difference FOR SELECT
  USING (EXISTS (SELECT FROM publication p WHERE p.publication_id = publication_difference.publication_id
                 AND (item = '' OR sees_item(p.meeting, item))));
-- Rows are added by whoever puts packs together; what withdraws, compares and erases is the owner's.
CREATE POLICY publish ON publication FOR INSERT
  WITH CHECK (assembles_packs() AND (is_operator() OR published_by = asking_username()));
CREATE POLICY publish ON publication_item FOR INSERT
  WITH CHECK (assembles_packs() AND publication_id IN (SELECT p.publication_id FROM publication p
                                                       WHERE p.published_at = now() AND p.withdrawn_at IS NULL));
CREATE POLICY publish ON publication_edition FOR INSERT
  WITH CHECK (assembles_packs() AND publication_id IN (SELECT p.publication_id FROM publication p
                                                       WHERE p.published_at = now() AND p.withdrawn_at IS NULL));
CREATE POLICY publish ON publication_face FOR INSERT
  WITH CHECK (assembles_packs() AND edition_id IN (SELECT e.edition_id FROM publication_edition e
                                                   JOIN publication p USING (publication_id)
                                                   WHERE p.published_at = now() AND p.withdrawn_at IS NULL));
GRANT SELECT ON publication, publication_item, publication_edition, publication_face, publication_difference
  TO moothall_app;
GRANT INSERT (meeting, published_by, despite, compared_import) ON publication TO moothall_app;
GRANT INSERT (publication_id, item, place, title, lead, exempt, paper, paper_file, paper_entry, paper_sha256,
    attachment_id)
  ON publication_item TO moothall_app;
GRANT INSERT (publication_id, made_as, items, exempt, papers, minutes_of, row_count, printed_items, printed_what,
    printed_text) ON publication_edition TO moothall_app;
GRANT INSERT (edition_id, face, sha256, size, bytes) ON publication_face TO moothall_app;

-- Policies and the application ask these, and nobody on a connection of their own.
REVOKE ALL ON FUNCTION is_frozen(text), sees_edition(integer, text, text[], text[], text), makes_editions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_frozen(text), sees_edition(integer, text, text[], text[], text) TO moothall_app;
-- What the planner looks at last, and of the one publication that is asked for.
ALTER FUNCTION sees_edition(integer, text, text[], text[], text) COST 10000;
