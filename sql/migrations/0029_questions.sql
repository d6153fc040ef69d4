-- Questions to a committee, and what it asked for: actions and reports back, until a minute or a decision closes them.

CREATE TABLE question (
  meeting text NOT NULL,
  asked_as text NOT NULL CHECK (asked_as IN ('public', 'member')),
  number integer NOT NULL CHECK (number > 0),
  asker text NOT NULL,
  item text,                     -- of the agenda, that it is about; null: none
  text text NOT NULL,
  received date NOT NULL,
  accepted boolean,              -- null: not decided
  reason text,                   -- why it is refused, or taken though it came late
  answered_by text,
  answer text,
  supplementary text,
  supplementary_answer text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);
SELECT as_record('question', 'questions', 'meeting, asked_as, number');

CREATE TABLE action (
  meeting text NOT NULL,         -- that asked for it
  item text NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  text text NOT NULL,
  owner text,                    -- as lists name people or posts; null: erased
  due date,                      -- null: no day was set
  indicator_id integer REFERENCES indicator,
  budget_line text,
  risk text,
  report_back boolean NOT NULL DEFAULT false,
  closed date,
  closed_by text,                -- the minute or the decision, or the meeting that it was closed at
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false,
  CHECK (closed IS NULL OR closed_by IS NOT NULL OR erased)
);
SELECT as_record('action', 'actions', 'meeting, item, number');
CREATE INDEX ON action (indicator_id);

-- How far it is, as its owner wrote: rows are added, never changed.
CREATE TABLE action_progress (
  progress_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  meeting text NOT NULL,
  item text NOT NULL,
  number integer NOT NULL,
  text text NOT NULL CHECK (text <> '' AND length(text) <= 4000),
  author text NOT NULL,          -- as they are called
  written_by integer NOT NULL DEFAULT asking_person() REFERENCES person,
  written_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX action_progress_of ON action_progress (meeting, item, number, progress_id DESC);

-- A question is open when it is accepted and the agenda is published, with its answer from the day of the meeting on.
-- Of what is said of it the newest released row counts, and it is as exempt as any item that it was ever put to.
CREATE FUNCTION sees_question(of_meeting text, whose text, of_number integer, answered boolean) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  newest question;
BEGIN
  IF EXISTS (SELECT FROM question q
             WHERE q.meeting = of_meeting AND q.asked_as = whose AND q.number = of_number AND q.item IS NOT NULL
               AND NOT sees_item(q.meeting, q.item)) THEN
    RETURN false;
  ELSIF sees_draft_minutes() THEN
    RETURN true;
  END IF;
  SELECT q.* INTO newest FROM question q
    WHERE q.meeting = of_meeting AND q.asked_as = whose AND q.number = of_number AND was_released(q.file_id)
    ORDER BY q.entry DESC LIMIT 1;
  RETURN coalesce(newest.accepted AND NOT newest.gone, false) AND is_published(of_meeting)
    AND (NOT answered OR (SELECT m.day <= today() FROM meeting m
                          WHERE m.meeting = of_meeting AND was_released(m.file_id) ORDER BY m.entry DESC LIMIT 1));
END
$$;
CREATE POLICY open ON question AS RESTRICTIVE FOR SELECT
  USING (sees_question(meeting, asked_as, number, answer IS NOT NULL));

-- Meetings whose actions are open: their minutes are, or the agenda of a later meeting is, on which they stand. Asked
-- once a statement.
CREATE FUNCTION standing_meetings() RETURNS SETOF text
  LANGUAGE plpgsql STABLE ROWS 1000 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN QUERY
  WITH newest AS MATERIALIZED (
    SELECT DISTINCT ON (m.meeting) m.meeting, m.committee, m.day, m.published, m.gone FROM meeting m
    WHERE m.file_id IN (SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                        WHERE i.released_at IS NOT NULL)
    ORDER BY m.meeting, m.entry DESC)
  SELECT n.meeting
  FROM newest n JOIN (SELECT l.committee, max(l.day) AS day FROM newest l
                      WHERE l.published <= today() AND NOT l.gone GROUP BY l.committee) l USING (committee)
  WHERE n.day < l.day
  UNION
  SELECT o FROM minutes_open() o;
END
$$;

-- Before that whoever owns one sees it, under one of the names by which lists know them.
CREATE FUNCTION owns_action(of_meeting text, of_item text, of_number integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN has_role('officer', 'chief_officer') AND coalesce(
    (SELECT a.owner = ANY (asking_called()) AND NOT a.gone AND sees_item(a.meeting, a.item) FROM action a
     WHERE a.meeting = of_meeting AND a.item = of_item AND a.number = of_number AND was_released(a.file_id)
     ORDER BY a.entry DESC LIMIT 1), false);
END
$$;

CREATE POLICY open ON action AS RESTRICTIVE FOR SELECT
  USING ((SELECT sees_draft_minutes()) OR meeting IN (SELECT standing_meetings())
    OR owns_action(meeting, item, number));
CREATE POLICY exempt ON action AS RESTRICTIVE FOR SELECT
  USING ((meeting, item) NOT IN (SELECT h.meeting, h.item FROM items_hidden((SELECT sees_draft_minutes())) h));

ALTER TABLE action_progress ENABLE ROW LEVEL SECURITY;
-- The action's own policies answer here.
CREATE POLICY read ON action_progress FOR SELECT
  USING (EXISTS (SELECT FROM action a WHERE a.meeting = action_progress.meeting AND a.item = action_progress.item
                   AND a.number = action_progress.number));
CREATE POLICY write ON action_progress FOR INSERT
  WITH CHECK ((owns_action(meeting, item, number) OR has_role('committee_officer')) AND written_by = asking_person()
    AND author = (SELECT p.name FROM person p WHERE p.person_id = asking_person())
    AND EXISTS (SELECT FROM action a WHERE a.meeting = action_progress.meeting AND a.item = action_progress.item
                  AND a.number = action_progress.number));
GRANT SELECT ON action_progress TO moothall_app;
GRANT INSERT (meeting, item, number, text, author) ON action_progress TO moothall_app;

REVOKE ALL ON FUNCTION sees_question(text, text, integer, boolean), standing_meetings(),
  owns_action(text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sees_question(text, text, integer, boolean), standing_meetings(),
  owns_action(text, text, integer) TO moothall_app;

-- The name of a file tells what is in it: who may read none of its rows does not learn it.
CREATE FUNCTION sees_asked_file(file integer, kind text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  seen boolean;
BEGIN
  IF sees_draft_minutes() THEN
    RETURN true;
  ELSIF kind = 'questions' THEN
    seen := (SELECT bool_or(sees_question(q.meeting, q.asked_as, q.number, q.answer IS NOT NULL))
             FROM question q WHERE q.file_id = file);
  ELSE
    seen := (SELECT bool_or((a.meeting IN (SELECT standing_meetings()) OR owns_action(a.meeting, a.item, a.number))
                            AND (a.meeting, a.item) NOT IN (SELECT h.meeting, h.item FROM items_hidden(false) h))
             FROM action a WHERE a.file_id = file);
  END IF;
  -- Of a file without rows, which is still being loaded, and to whoever asks of one that there is not.
  RETURN CASE WHEN is_application() THEN coalesce(seen, true)
              ELSE coalesce(seen, false) AND file IN (SELECT readable_files(true)) END;
END
$$;
CREATE POLICY asked ON import_file AS RESTRICTIVE FOR SELECT
  USING (kind NOT IN ('questions', 'actions') OR of_site OR sees_asked_file(file_id, kind));
