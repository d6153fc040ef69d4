-- A reader's own notes on the papers of a meeting: seen by nobody else, and by no administrator.

CREATE TABLE member_note (
  note_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id integer NOT NULL REFERENCES person DEFAULT asking_person(),
  meeting text NOT NULL,
  key text NOT NULL CHECK (key <> '' AND length(key) <= 200),      -- of the heading or paragraph in the pack
  place text NOT NULL CHECK (place <> '' AND length(place) <= 300),   -- as the reader knew it: "Item 8, 5.5"
  mark text NOT NULL CHECK (mark ~ '^[0-9a-f]{64}$'),              -- SHA-256 of its words, by which it is found again
  text text NOT NULL CHECK (text <> '' AND length(text) <= 10000),
  changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE member_note IS 'What readers note for themselves on the papers of meetings.';
CREATE INDEX ON member_note (person_id, meeting);
ALTER TABLE member_note ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON member_note USING (person_id = (SELECT asking_person()) AND (SELECT sees_meetings()))
  WITH CHECK (person_id = (SELECT asking_person()) AND (SELECT sees_meetings()));
GRANT SELECT, INSERT (meeting, key, place, mark, text), UPDATE (text, changed_at), DELETE ON member_note
  TO moothall_app;
