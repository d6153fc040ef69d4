-- The minutes of a meeting: who was there, what was declared, what was said, moved, voted on and resolved; and whether
-- they are a draft, circulated, or confirmed by a later meeting.

CREATE OR REPLACE FUNCTION is_of_meetings(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN kind IN ('committees', 'seats', 'bank_holidays', 'meetings', 'agenda', 'contacts', 'terms', 'substitutes',
    'programme', 'training', 'cover_texts', 'attendance', 'declarations', 'minutes', 'motions', 'votes', 'resolutions',
    'minutes_states', 'actions', 'questions');

-- One row a person: nobody attends in two capacities.
CREATE TABLE attendance (
  meeting text NOT NULL,
  person text NOT NULL,          -- as the list of seats has it
  present_as text CHECK (present_as IN ('present', 'apologies', 'substitute', 'in attendance')),
  for_person text,               -- of a substitute: whose place they take
  post text,                     -- of somebody in attendance: what they are
  from_time time,                -- null: from the beginning
  to_time time,                  -- null: to the end
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false,
  CHECK (to_time > from_time)
);

CREATE TABLE declaration (
  meeting text NOT NULL,
  person text NOT NULL,
  item text NOT NULL DEFAULT '', -- '': in no item of its own
  interest text CHECK (interest IN ('disclosable pecuniary', 'other')),
  text text,
  left_room boolean,             -- while the item was dealt with
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);

-- A numbered paragraph. The numbers of a meeting are its order; that of the meeting's own matters (item ''), such as an
-- adjournment, only says where it stands and is not printed.
CREATE TABLE minute (
  meeting text NOT NULL,
  number text NOT NULL,          -- "8.2.1"
  item text NOT NULL DEFAULT '', -- of the agenda
  text text,                     -- paragraphs parted by blank lines; lines that begin with "- " are a list
  amended text,                  -- as it reads since the minutes were confirmed subject to this; null: as it was
  exempt boolean NOT NULL DEFAULT false,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);

-- What is said in public of an exempt paragraph (LGA 1972, s.100C(2): a fair summary).
CREATE TABLE minute_summary (
  meeting text NOT NULL,
  number text NOT NULL,
  item text NOT NULL DEFAULT '',
  text text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);

CREATE TABLE motion (
  meeting text NOT NULL,
  item text NOT NULL,
  number text NOT NULL,
  text text,
  amends text,                   -- the number of the motion that it would amend; null: none
  proposer text,
  seconder text,
  votes_for integer CHECK (votes_for >= 0),
  votes_against integer CHECK (votes_against >= 0),
  abstained integer CHECK (abstained >= 0),
  outcome text CHECK (outcome IN ('carried', 'lost', 'withdrawn')),
  casting text CHECK (casting IN ('for', 'against')),   -- the chair's second vote; null: none
  by_name boolean NOT NULL DEFAULT false,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);

CREATE TABLE vote (
  meeting text NOT NULL,
  item text NOT NULL,
  motion text NOT NULL,
  person text NOT NULL,
  vote text CHECK (vote IN ('for', 'against', 'abstained')),
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);

CREATE TABLE resolution (
  meeting text NOT NULL,
  item text NOT NULL,
  number text NOT NULL DEFAULT '', -- "a", "b(i)"; '': the only one of its item
  verb text CHECK (verb IN ('note', 'agree', 'endorse', 'approve', 'adopt', 'support', 'recommend', 'refer', 'other')),
  text text,                     -- what follows the verb; of "other" the whole
  to_body text,                  -- of what is recommended or referred: to whom
  by_day date,                   -- when that body meets, or by when it is to be done
  indicator text,                -- the reference of the one that it is about
  budget_line text,
  risk text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);

CREATE TABLE minutes_state (
  meeting text NOT NULL,
  state text CHECK (state IN ('draft', 'circulated', 'confirmed')),
  day date,                      -- on which they were circulated; null: not known
  confirmed_at text,             -- the meeting that confirmed them
  signed_by text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);

SELECT as_record('attendance', 'attendance', 'meeting, person');
SELECT as_record('declaration', 'declarations', 'meeting, person, item');
SELECT as_record('minute', 'minutes', 'meeting, number');
SELECT as_record('minute_summary', 'minutes', 'meeting, number');
SELECT as_record('motion', 'motions', 'meeting, item, number');
SELECT as_record('vote', 'votes', 'meeting, item, motion, person');
SELECT as_record('resolution', 'resolutions', 'meeting, item, number');
SELECT as_record('minutes_state', 'minutes_states', 'meeting');

ALTER TABLE attendance ADD CHECK (gone OR erased OR present_as IS NOT NULL),
  ADD CHECK (gone OR erased OR (present_as = 'substitute') = (for_person IS NOT NULL));
ALTER TABLE declaration ADD CHECK (gone OR erased OR interest IS NOT NULL AND text IS NOT NULL);
ALTER TABLE minute ADD CHECK (gone OR erased OR text IS NOT NULL);
ALTER TABLE minute_summary ADD CHECK (gone OR erased OR text IS NOT NULL);
ALTER TABLE motion ADD CHECK (gone OR erased OR text IS NOT NULL AND outcome IS NOT NULL),
  ADD CHECK (proposer <> seconder);
ALTER TABLE vote ADD CHECK (gone OR erased OR vote IS NOT NULL);
ALTER TABLE resolution ADD CHECK (gone OR erased OR text IS NOT NULL AND verb IS NOT NULL);
ALTER TABLE minutes_state ADD CHECK (gone OR erased OR state IS NOT NULL),
  ADD CHECK (gone OR (state = 'confirmed') = (confirmed_at IS NOT NULL));
CREATE INDEX minute_exempt ON minute (meeting) WHERE exempt;
CREATE INDEX resolution_indicator ON resolution (indicator) WHERE indicator IS NOT NULL;

-- Who reads minutes before they are circulated: who writes them, and the chief officers.
CREATE FUNCTION sees_draft_minutes() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('chief_officer', 'committee_officer');

-- What the policies below ask, once a statement. The meetings whose minutes are circulated or confirmed, by the newest
-- that the reader may see of it ...
CREATE FUNCTION minutes_open() RETURNS SETOF text
  LANGUAGE plpgsql STABLE ROWS 1000 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT s.meeting
  FROM (SELECT DISTINCT ON (s.meeting) s.meeting, s.state, s.gone FROM minutes_state s
        WHERE s.file_id IN (SELECT readable_files(true)) ORDER BY s.meeting, s.entry DESC) s
  WHERE NOT s.gone AND s.state IN ('circulated', 'confirmed');
END
$$;

-- ... the items that are exempt and not for this reader, whichever version of the agenda says so; `all_seen`: there is
-- nothing of it that the reader may not see ...
CREATE FUNCTION items_hidden(all_seen boolean) RETURNS TABLE (meeting text, item text)
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF NOT all_seen THEN
    RETURN QUERY
    SELECT DISTINCT a.meeting, a.item FROM agenda_item a
    WHERE a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.lead);
  END IF;
END
$$;

-- ... and the paragraphs of which this or a later version is exempt and not for this reader.
CREATE FUNCTION minutes_hidden(all_seen boolean) RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  IF NOT all_seen THEN
    RETURN QUERY
    SELECT m.entry FROM minute m
    WHERE EXISTS (SELECT FROM minute e
                  WHERE e.exempt AND e.meeting = m.meeting AND e.number = m.number AND e.entry >= m.entry
                    AND NOT sees_exempt(e.meeting, (SELECT a.lead FROM agenda_item a
                                                    WHERE a.meeting = e.meeting AND a.item = e.item
                                                    ORDER BY a.entry DESC LIMIT 1)))
      AND m.meeting IN (SELECT e.meeting FROM minute e WHERE e.exempt);
  END IF;
END
$$;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['attendance', 'declaration', 'minute', 'minute_summary', 'motion', 'vote', 'resolution',
    'minutes_state'] LOOP
    EXECUTE format('CREATE POLICY open ON %I AS RESTRICTIVE FOR SELECT
      USING ((SELECT sees_draft_minutes()) OR meeting IN (SELECT minutes_open()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['declaration', 'minute', 'motion', 'vote', 'resolution'] LOOP
    EXECUTE format('CREATE POLICY exempt ON %I AS RESTRICTIVE FOR SELECT
      USING (item = '''' OR (meeting, item) NOT IN (
        SELECT h.meeting, h.item FROM items_hidden((SELECT sees_draft_minutes())) h))', t);
  END LOOP;
END
$$;
CREATE POLICY exempt_part ON minute AS RESTRICTIVE FOR SELECT
  USING (entry NOT IN (SELECT minutes_hidden((SELECT sees_draft_minutes()))));
-- They tell what there is that the reader may not see.
REVOKE ALL ON FUNCTION items_hidden(boolean), minutes_hidden(boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION items_hidden(boolean), minutes_hidden(boolean) TO moothall_app;

-- The name of a file tells what is in it: who may read none of its rows does not learn it.
CREATE FUNCTION sees_minutes_file(file integer, kind text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  seen boolean;
BEGIN
  IF sees_draft_minutes() THEN
    RETURN true;
  END IF;
  EXECUTE format('SELECT bool_or(t.meeting IN (SELECT minutes_open()) AND %s) FROM %I t WHERE t.file_id = $1',
      CASE WHEN kind IN ('attendance', 'minutes_states') THEN 'true'
           ELSE '(t.meeting, t.item) NOT IN (SELECT h.meeting, h.item FROM items_hidden(false) h)' END
      || CASE kind WHEN 'minutes' THEN ' AND t.entry NOT IN (SELECT minutes_hidden(false))' ELSE '' END,
      CASE kind WHEN 'declarations' THEN 'declaration' WHEN 'minutes' THEN 'minute' WHEN 'motions' THEN 'motion'
                WHEN 'votes' THEN 'vote' WHEN 'resolutions' THEN 'resolution' WHEN 'minutes_states' THEN 'minutes_state'
                ELSE 'attendance' END)
    INTO seen USING file;
  -- Of a file without rows, which is still being loaded, and to whoever asks of one that there is not.
  RETURN CASE WHEN is_application() THEN coalesce(seen, true)
              ELSE coalesce(seen, false) AND file IN (SELECT readable_files(true)) END;
END
$$;
CREATE POLICY minuted ON import_file AS RESTRICTIVE FOR SELECT
  USING (kind NOT IN ('attendance', 'declarations', 'minutes', 'motions', 'votes', 'resolutions', 'minutes_states')
    OR of_site OR sees_minutes_file(file_id, kind));
