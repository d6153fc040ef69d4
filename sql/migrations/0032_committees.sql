-- A committee's year: what kind of body it is, its terms of reference with what can be checked, its named substitutes,
-- its programme of work and training; what a meeting's cover says; who joins a meeting by link; and the personal
-- address by which a calendar program reads the meetings.

-- Two kinds more beside those that the migrations before this one know.
DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('is_of_meetings(text)'::regprocedure), $q$'cover_texts'::text$q$,
    $q$'cover_texts'::text, 'group_meetings'::text, 'joining_links'::text$q$);
END
$$;

ALTER TABLE committee ADD kind text NOT NULL DEFAULT 'committee'
    CHECK (kind IN ('committee', 'sub-committee', 'task-and-finish group')),
  ADD parent text,                 -- the committee that it reports to
  ADD CHECK (parent <> committee);

-- A seat that nobody has: its person is what a list prints, "Liberal Democrat vacancy".
ALTER TABLE seat ADD group_name text CHECK (group_name <> ''),
  ADD votes_on text NOT NULL DEFAULT 'all' CHECK (votes_on IN ('all', 'none', 'education')),
  ADD vacant boolean NOT NULL DEFAULT false;
UPDATE seat SET votes_on = 'none' WHERE NOT voting;
ALTER TABLE seat ADD CHECK (voting = (votes_on <> 'none'));

CREATE TABLE terms (
  committee text NOT NULL,
  from_day date NOT NULL,          -- on which they were agreed: they hold until the next
  text text,                       -- Markdown
  size integer CHECK (size BETWEEN 1 AND 200),        -- seats of members of the council
  quorum integer CHECK (quorum BETWEEN 1 AND 200),
  substitutes text CHECK (substitutes IN ('none', 'any', 'named')),
  meetings_a_year integer CHECK (meetings_a_year BETWEEN 1 AND 100),   -- at least
  decides boolean,                 -- false: it recommends
  minority_views boolean,          -- they are reported
  annual_report boolean,
  question_days integer CHECK (question_days BETWEEN 0 AND 60),        -- working days before a meeting
  casting_vote boolean,
  recorded_vote integer CHECK (recorded_vote BETWEEN 1 AND 200),       -- by name if so many ask for it
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false,
  CHECK (quorum <= size)
);
SELECT as_record('terms', 'terms', 'committee, from_day');

CREATE TABLE substitute (
  committee text NOT NULL,
  person text NOT NULL,            -- of a place that nobody has: "Liberal Democrat vacancy"
  group_name text CHECK (group_name <> ''),           -- for whose members; null: for any
  vacant boolean NOT NULL DEFAULT false,
  from_day date,
  to_day date,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false,
  CHECK (to_day >= from_day)
);
SELECT as_record('substitute', 'substitutes', 'committee, person');

CREATE TABLE programme (
  committee text NOT NULL,
  title text NOT NULL,
  meeting text,                    -- or, where its day is not fixed yet,
  month date CHECK (extract(day FROM month) = 1),
  purpose text,
  lead text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false,
  CHECK (meeting IS NULL OR month IS NULL)
);
SELECT as_record('programme', 'programme', 'committee, title, meeting, month');

-- A row of an event, and one of each person who was there.
CREATE TABLE training (
  committee text NOT NULL,
  day date NOT NULL,
  title text NOT NULL,
  kind text CHECK (kind IN ('training', 'briefing', 'workshop', 'visit')),
  place text,
  person text NOT NULL DEFAULT '',                    -- '': the event itself
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);
SELECT as_record('training', 'training', 'committee, day, title, person');

CREATE TABLE cover_text (
  committee text NOT NULL DEFAULT '',                 -- '': of the council, where a committee has none of its own
  key text NOT NULL CHECK (key IN ('by_link', 'telephones', 'filming', 'joining', 'access', 'signatory')),
  from_day date NOT NULL,
  text text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);
SELECT as_record('cover_text', 'cover_texts', 'committee, key, from_day');

-- `link` is the public's, where a meeting is streamed.
ALTER TABLE meeting ADD held text NOT NULL DEFAULT 'in person' CHECK (held IN ('in person', 'by link')),
  ADD change text CHECK (change IN ('cancelled', 'moved')),
  ADD change_reason text CHECK (change_reason <> ''),
  ADD CHECK (erased OR (change IS NULL) = (change_reason IS NULL));

CREATE TABLE group_meeting (
  meeting text NOT NULL,
  group_name text NOT NULL CHECK (group_name <> ''),
  starts time,
  room text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);
SELECT as_record('group_meeting', 'group_meetings', 'meeting, group_name');

-- By which those who take part join: a link of its own, as whoever has it is let in.
CREATE TABLE meeting_joining (
  meeting text NOT NULL,
  link text CHECK (link ~ '^https?://'),
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  erased boolean NOT NULL DEFAULT false
);
SELECT as_record('meeting_joining', 'joining_links', 'meeting');

-- Of a meeting, for whom: its committee officers, and whoever has a seat of its committee or is a substitute for one on
-- its day, by the newest released rows.
CREATE FUNCTION joins_meeting(of_meeting text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  names text[];
BEGIN
  IF is_operator() OR has_role('committee_officer') THEN
    RETURN true;
  END IF;
  names := asking_called();
  IF names = '{}' OR NOT has_role('member') THEN
    RETURN false;
  END IF;
  RETURN EXISTS (
    SELECT FROM (SELECT m.committee, m.day FROM meeting m
                 WHERE m.meeting = of_meeting AND was_released(m.file_id) ORDER BY m.entry DESC LIMIT 1) m
           JOIN LATERAL (
             SELECT * FROM (SELECT DISTINCT ON (s.person, s.capacity) s.from_day, s.to_day, s.gone FROM seat s
                            WHERE s.committee = m.committee AND s.person = ANY (names) AND was_released(s.file_id)
                            ORDER BY s.person, s.capacity, s.entry DESC) s
             UNION ALL
             SELECT * FROM (SELECT DISTINCT ON (s.person) s.from_day, s.to_day, s.gone FROM substitute s
                            WHERE s.committee = m.committee AND s.person = ANY (names) AND was_released(s.file_id)
                            ORDER BY s.person, s.entry DESC) s) s ON NOT s.gone
    WHERE m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day));
END
$$;
CREATE POLICY joins ON meeting_joining AS RESTRICTIVE FOR SELECT USING (joins_meeting(meeting));
-- The name of a file tells what is in it: who may read none of its rows does not learn it.
CREATE FUNCTION sees_joining_file(file integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT bool_or(joins_meeting(j.meeting)) FROM meeting_joining j WHERE j.file_id = file), true);
END
$$;
CREATE POLICY joining ON import_file AS RESTRICTIVE FOR SELECT
  USING (kind <> 'joining_links' OR of_site OR sees_joining_file(file_id));

-- The address by which somebody's calendar program reads the meetings: one a person, a new one ends the one before.
-- It lets nobody in and tells what every reader of meetings knows.
CREATE TABLE calendar_token (
  person_id integer PRIMARY KEY REFERENCES person,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),    -- BLAKE2b of what stands in the address
  made_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz,
  hour timestamptz,                -- in which it was used last …
  uses integer NOT NULL DEFAULT 0  -- … and how often
);
-- No policy and no grant: functions only.
ALTER TABLE calendar_token ENABLE ROW LEVEL SECURITY;

-- Days between which a law lets meetings be held by link: sql/objects/access/settings.sql. SI 2020/392, regulations 2
-- and 5.
INSERT INTO setting VALUES ('meetings_by_link', '2020-04-04 to 2021-05-06');

-- A calendar is asked for by days, whatever else is held.
CREATE INDEX meeting_day ON meeting (day);
