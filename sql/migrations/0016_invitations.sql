-- Invitations: a link by which somebody sets their password, once and for some hours; and what else an administrator of
-- people goes by: where they can be written to, when they last signed in, and whether somebody else has changed them
-- meanwhile.

ALTER TABLE person ADD email text CHECK (email ~ '^[^[:space:][:cntrl:]<>"(),:;@]+@[^[:space:][:cntrl:]<>"(),:;@]+$'
                                         AND length(email) <= 254),
  ADD signed_in_at timestamptz,
  ADD version integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN person.version IS 'Counts the changes that administrators make: what a form was filled in on.';
GRANT SELECT (email, signed_in_at, version) ON person TO moothall_app;
UPDATE person p SET signed_in_at = s.latest
  FROM (SELECT person_id, max(created_at) AS latest FROM session GROUP BY person_id) s WHERE s.person_id = p.person_id;

-- One a person: a new link ends the one before. A link that was used is gone.
CREATE TABLE invitation (
  person_id integer PRIMARY KEY REFERENCES person,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),  -- BLAKE2b of what stands in the link
  made_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL
);
-- No policy and no grant: functions only.
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;

-- However somebody signs in, with whatever they have to prove.
CREATE FUNCTION session_signs_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  UPDATE person SET signed_in_at = now() WHERE person_id = NEW.person_id;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION session_signs_in() FROM PUBLIC;
CREATE TRIGGER signs_in AFTER INSERT OR UPDATE OF pending ON session
  FOR EACH ROW WHEN (NEW.pending IS NULL) EXECUTE FUNCTION session_signs_in();
