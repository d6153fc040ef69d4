-- How attempts to sign in are held back without a stranger being able to hold back somebody else: see
-- sql/objects/access/sign_in.sql. Nothing of the table before is worth keeping: it went back 15 minutes.
DROP TABLE sign_in_failure;

-- Failures since the last success, and from when on the next attempt may be made. What is counted: a name from one
-- network, a network, a name from anywhere, a person in a browser of theirs.
CREATE TABLE sign_in_count (
  kind text NOT NULL CHECK (kind IN ('name', 'network', 'anywhere', 'device')),
  key bytea NOT NULL,               -- a hash: what was typed as a name may have been a password
  failures integer NOT NULL DEFAULT 0,
  failed_at timestamptz NOT NULL DEFAULT now(),
  free_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (kind, key)
);
CREATE INDEX sign_in_count_failed ON sign_in_count (failed_at);

-- Mixed into those hashes, so that they cannot be looked up in a list of passwords.
CREATE TABLE sign_in_secret (
  secret uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO sign_in_secret DEFAULT VALUES;

-- Browsers in which a person has signed in, by the hash of what their cookie holds. It lets nobody in: attempts from
-- there are counted by themselves.
CREATE TABLE device (
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  person_id integer NOT NULL REFERENCES person,
  used_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (token_hash, person_id)
);
CREATE INDEX device_person ON device (person_id, used_at);

-- How its person proved who they are: by their password, or to the server in front.
ALTER TABLE session ADD through text NOT NULL DEFAULT 'password' CHECK (through IN ('password', 'proxy'));

-- No policy and no grant: functions only.
ALTER TABLE sign_in_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE device ENABLE ROW LEVEL SECURITY;
