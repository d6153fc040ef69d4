-- Papers that are written on the site: their versions, how they go from hand to hand, what their figures showed, and
-- comments. A version that becomes final is an import of one file, as any paper is (table paper), and is printed; what
-- stands here is seen by those who prepare papers.

-- Who is asking, as others are told.
CREATE FUNCTION asking_shown() RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT p.name FROM person p WHERE p.person_id = asking_person() AND p.disabled_at IS NULL);
END
$$;

CREATE TABLE paper_version (
  paper text NOT NULL CHECK (paper ~ '^[A-Za-z0-9._-]+\.md$'),
  version integer NOT NULL CHECK (version > 0),
  meeting text NOT NULL,         -- what it is written for
  item text NOT NULL,
  kind text,                     -- of report, which says what sections it must have; null: that of the item
  text text NOT NULL,
  saved_person integer NOT NULL DEFAULT asking_person() REFERENCES person,
  saved_by text NOT NULL DEFAULT asking_shown(),
  saved_at timestamptz NOT NULL DEFAULT now(),
  erased boolean NOT NULL DEFAULT false,
  PRIMARY KEY (paper, version)
);
CREATE INDEX ON paper_version (meeting, item);

-- In whose hands it is: the greatest step holds.
CREATE TABLE paper_step (
  paper text NOT NULL,
  step integer NOT NULL CHECK (step > 0),
  version integer NOT NULL,      -- as it was handed on
  state text NOT NULL CHECK (state IN ('draft', 'finance', 'legal', 'lead', 'chief', 'signed', 'final')),
  note text CHECK (note <> ''),
  made_person integer NOT NULL DEFAULT asking_person() REFERENCES person,
  made_by text NOT NULL DEFAULT asking_shown(),
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (paper, step),
  FOREIGN KEY (paper, version) REFERENCES paper_version ON UPDATE CASCADE
);

-- What each live figure of a version showed when it was saved.
CREATE TABLE paper_figure (
  paper text NOT NULL,
  version integer NOT NULL,
  place integer NOT NULL,        -- in the order of the text
  reference text NOT NULL,       -- "7.2 2017-01"; in a report its table, row and column
  shown text NOT NULL,
  open boolean NOT NULL,         -- known to have been released then
  in_report boolean NOT NULL DEFAULT false,    -- of a table or chart; otherwise in a sentence
  PRIMARY KEY (paper, version, place),
  FOREIGN KEY (paper, version) REFERENCES paper_version ON UPDATE CASCADE
);

CREATE TABLE paper_comment (
  paper text NOT NULL,
  comment integer NOT NULL CHECK (comment > 0),
  version integer NOT NULL,      -- to which it was made
  place integer,                 -- of its paragraph in the newest version, from 0; null: that is there no more
  passage text NOT NULL,         -- the paragraph as it was
  words text NOT NULL CHECK (words <> ''),
  made_person integer NOT NULL DEFAULT asking_person() REFERENCES person,
  made_by text NOT NULL DEFAULT asking_shown(),
  made_at timestamptz NOT NULL DEFAULT now(),
  resolved_by text,
  resolved_at timestamptz,
  erased boolean NOT NULL DEFAULT false,
  PRIMARY KEY (paper, comment),
  FOREIGN KEY (paper, version) REFERENCES paper_version ON UPDATE CASCADE
);

-- A draft is seen by those who see drafts, and by its author; that of an exempt item only by who may see the item.
CREATE FUNCTION sees_paper_draft(of_meeting text, of_item text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp SET plan_cache_mode = force_generic_plan
  AS $$
BEGIN
  RETURN (sees_drafts() OR coalesce(is_author((SELECT a.lead FROM agenda_item a
                                               WHERE a.meeting = of_meeting AND a.item = of_item
                                               ORDER BY a.entry DESC LIMIT 1)), false))
    AND sees_item(of_meeting, of_item);
END
$$;

-- Its author, analysts and committee officers write it; finance where it is with them, or has or had money in it.
CREATE FUNCTION writes_paper(name text, of_meeting text, of_item text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp SET plan_cache_mode = force_generic_plan
  AS $$
BEGIN
  IF NOT sees_paper_draft(of_meeting, of_item) THEN
    RETURN false;
  END IF;
  RETURN has_role('analyst', 'committee_officer')
    OR coalesce(is_author((SELECT a.lead FROM agenda_item a WHERE a.meeting = of_meeting AND a.item = of_item
                           ORDER BY a.entry DESC LIMIT 1)), false)
    OR has_role('finance') AND (
      coalesce((SELECT s.state FROM paper_step s WHERE s.paper = name ORDER BY s.step DESC LIMIT 1) = 'finance', false)
      OR EXISTS (SELECT FROM (SELECT v.text FROM paper_version v WHERE v.paper = name
                              UNION ALL SELECT p.text FROM paper p WHERE p.paper = name) t
                 WHERE t.text ~ '\{\{\s*(finance\s|report\s+"?finance/)'));
END
$$;

-- Whoever may hand it on: who writes it, and chief officers, who alone sign it off. What is final is printed:
-- paper_print() in sql/objects/intake/papers.sql, and no other, says so.
CREATE FUNCTION hands_on_paper(name text, of_version integer, to_state text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  v record;
BEGIN
  SELECT * INTO v FROM paper_version p WHERE p.paper = name AND p.version = of_version;
  RETURN CASE WHEN v.paper IS NULL OR NOT sees_paper_draft(v.meeting, v.item) OR to_state = 'final' THEN false
              WHEN to_state = 'signed' THEN has_role('chief_officer')
              ELSE has_role('chief_officer') OR writes_paper(name, v.meeting, v.item) END;
END
$$;

-- Whoever has a connection of their own could ask them of what may be there.
REVOKE ALL ON FUNCTION sees_paper_draft(text, text), writes_paper(text, text, text), hands_on_paper(text, integer, text)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sees_paper_draft(text, text), writes_paper(text, text, text),
  hands_on_paper(text, integer, text) TO moothall_app;

ALTER TABLE paper_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON paper_version FOR SELECT USING (sees_paper_draft(meeting, item));
CREATE POLICY write ON paper_version FOR INSERT WITH CHECK (writes_paper(paper, meeting, item));
GRANT SELECT, INSERT (paper, version, meeting, item, kind, text) ON paper_version TO moothall_app;

ALTER TABLE paper_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON paper_step FOR SELECT
  USING (EXISTS (SELECT FROM paper_version v WHERE v.paper = paper_step.paper AND v.version = paper_step.version));
CREATE POLICY hand_on ON paper_step FOR INSERT WITH CHECK (hands_on_paper(paper, version, state));
GRANT SELECT, INSERT (paper, step, version, state, note) ON paper_step TO moothall_app;

ALTER TABLE paper_figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON paper_figure FOR SELECT
  USING ((open OR (SELECT sees_unreleased()))
    AND EXISTS (SELECT FROM paper_version v WHERE v.paper = paper_figure.paper AND v.version = paper_figure.version));
CREATE POLICY write ON paper_figure FOR INSERT
  WITH CHECK (EXISTS (SELECT FROM paper_version v
                      WHERE v.paper = paper_figure.paper AND v.version = paper_figure.version AND v.saved_at = now()
                        AND v.saved_person = (SELECT asking_person())));
GRANT SELECT, INSERT ON paper_figure TO moothall_app;

ALTER TABLE paper_comment ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON paper_comment FOR SELECT
  USING (EXISTS (SELECT FROM paper_version v
                 WHERE v.paper = paper_comment.paper AND v.version = paper_comment.version));
CREATE POLICY write ON paper_comment FOR INSERT
  WITH CHECK (EXISTS (SELECT FROM paper_version v
                      WHERE v.paper = paper_comment.paper AND v.version = paper_comment.version));
CREATE POLICY change ON paper_comment FOR UPDATE
  USING (EXISTS (SELECT FROM paper_version v
                 WHERE v.paper = paper_comment.paper AND v.version = paper_comment.version));
GRANT SELECT, INSERT (paper, comment, version, place, passage, words), UPDATE (place, resolved_by, resolved_at)
  ON paper_comment TO moothall_app;

-- The sections that a report of a kind must have: democratic services' own.
DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('is_of_meetings(text)'::regprocedure), $q$'agenda'::text$q$,
    $q$'agenda'::text, 'paper_sections'::text$q$);
  ASSERT is_of_meetings('paper_sections');
END
$$;
CREATE TABLE paper_section (
  kind text NOT NULL,            -- of report: "report", "decision"
  section text NOT NULL,         -- "Equality impact": the heading that it has in a new paper
  headings text,                 -- what it may be called instead, with semicolons between
  place integer NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);
SELECT as_record('paper_section', 'paper_sections', 'kind, section');
