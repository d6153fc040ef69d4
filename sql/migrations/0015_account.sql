-- The second factor, and how wrong proofs of who somebody is (their password again, a code) are held back.

-- What makes the codes (RFC 6238) is sealed with a key that the hosts have and the database has not: a copy of the
-- database alone, a lost backup for one, makes no code. last_step: of the last code that was taken; none of that or of
-- an earlier one is taken again.
CREATE TABLE factor (
  person_id integer PRIMARY KEY REFERENCES person,
  sealed bytea NOT NULL CHECK (length(sealed) BETWEEN 40 AND 200),
  last_step bigint NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now()
);

-- Hashes of 120 random bits each, so that no slow hash is needed.
CREATE TABLE recovery_code (
  person_id integer NOT NULL REFERENCES person,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  used_at timestamptz,
  PRIMARY KEY (person_id, hash)
);

-- Failures of a person since they last succeeded, and from when on they may try again.
CREATE TABLE proof_count (
  person_id integer PRIMARY KEY REFERENCES person,
  failures integer NOT NULL DEFAULT 0,
  failed_at timestamptz NOT NULL DEFAULT now(),
  free_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE session ADD failures integer NOT NULL DEFAULT 0;

-- No policy and no grant: functions only.
ALTER TABLE factor ENABLE ROW LEVEL SECURITY;
ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE proof_count ENABLE ROW LEVEL SECURITY;
