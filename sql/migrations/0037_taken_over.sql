-- What was taken over from the system that a council had before, row by row, by its hash: the same again is left out,
-- so that what was changed here since then stays. about: the meeting, the committee.
CREATE TABLE taken_over (
  kind text NOT NULL,
  about text NOT NULL,
  sha256 bytea NOT NULL,
  taken_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (kind, about, sha256)
);
COMMENT ON TABLE taken_over IS 'What was taken over from the system before, by its hash.';
ALTER TABLE taken_over ENABLE ROW LEVEL SECURITY;
