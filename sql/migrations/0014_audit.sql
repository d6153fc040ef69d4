-- The audit trail: who did, saw or was refused what, when and from where. Rows are added by audit_note()
-- (sql/objects/base/audit.sql) and never changed; what is past its retention goes by audit_prune() alone.
--
-- Each row is chained to the one before it in a step of its own, after its transaction: an import notes at its
-- beginning what is committed an hour later, and nobody's sign-in may wait for that.

CREATE TABLE audit_event (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  person_id integer,                -- no reference: what was done stays on record whatever becomes of the person
  username text,                    -- theirs, or of the one with whose rights the operator acted
  account text,                     -- of the operator: the system account on the command line; null: the web site
  address text,                     -- from which it was asked; null on the command line
  request text,                     -- as the log names it
  event text NOT NULL CHECK (event ~ '^[a-z]+(-[a-z]+)*$' AND length(event) <= 60),
  about text CHECK (length(about) <= 300),
  edition text CHECK (length(edition) <= 100),
  detail jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(detail) = 'object')
);
COMMENT ON TABLE audit_event IS 'Append only: no figures, no passwords, nothing that was typed into a form.';
CREATE INDEX audit_event_at ON audit_event (at);
CREATE INDEX audit_event_event ON audit_event (event, event_id);
CREATE INDEX audit_event_person ON audit_event (person_id, event_id) WHERE person_id IS NOT NULL;
CREATE INDEX audit_event_about ON audit_event (about, event_id) WHERE about IS NOT NULL;
-- How many refusals of nobody's an address has had of late: see audit_note().
CREATE INDEX audit_event_nobody ON audit_event (address, at) WHERE person_id IS NULL AND account IS NULL;

-- What is not chained yet.
CREATE TABLE audit_waiting (
  event_id bigint PRIMARY KEY
);

CREATE TABLE audit_link (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  event_id bigint NOT NULL UNIQUE,  -- no reference: it stays when the event is past its retention
  linked_at timestamptz NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32)
);
COMMENT ON TABLE audit_link IS 'The chain: hash is SHA-256 of the hash before it and of the event; see docs/audit.md.';

-- Nothing is ever in it: whoever chains locks it, and nobody else may.
CREATE TABLE audit_turn ();

-- Up to where the chain reached when an import was released: printed in the packs whose meeting it published.
CREATE TABLE audit_head (
  import_id integer PRIMARY KEY REFERENCES import,
  seq bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32)
);

-- What must not go although its time is past: all of a time, of a person, or of a person in a time.
CREATE TABLE audit_hold (
  hold_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  username text,                    -- what they did, and what was done to their account; null: everybody's
  from_day date,
  to_day date CHECK (to_day >= from_day),
  reason text NOT NULL CHECK (reason <> '' AND length(reason) <= 300),
  placed_by text NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now(),
  ended_by text,
  ended_at timestamptz,
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);

INSERT INTO setting VALUES ('audit_retention_years', '6'), ('audit_export_rows', '1000');

CREATE FUNCTION audit_retention() RETURNS interval LANGUAGE sql STABLE
  RETURN make_interval(years => (SELECT s.value::integer FROM moothall.setting s
                                 WHERE s.key = 'audit_retention_years'));

CREATE FUNCTION audit_is_held(of_username text, of_about text, of_at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM audit_hold h
    WHERE h.ended_at IS NULL AND (h.username IS NULL OR h.username IN (of_username, of_about))
      AND (of_at AT TIME ZONE 'Europe/London')::date BETWEEN coalesce(h.from_day, '-infinity')
                                                         AND coalesce(h.to_day, 'infinity'));
END
$$;

-- What a checkpoint covers (an event of its own, which says up to where), is past its retention, and nobody holds.
CREATE FUNCTION audit_is_past(e audit_event) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN e.at < now() - audit_retention() AND NOT audit_is_held(e.username, e.about, e.at)
    AND EXISTS (SELECT FROM audit_link l JOIN audit_event c ON (c.detail ->> 'to')::bigint >= l.seq
                WHERE l.event_id = e.event_id AND c.event = 'trail-pruned');
END
$$;

-- Holds for the owner too, and for whoever replays a replica.
CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = moothall, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_event' THEN
    IF audit_is_past(OLD) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'MH403', MESSAGE = format('what stands in %s is never changed or taken out',
                                                            TG_TABLE_NAME);
END
$$;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_event', 'audit_link', 'audit_head'] LOOP
    EXECUTE format('CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_stays()', t);
    EXECUTE format('CREATE TRIGGER stays_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION audit_stays()',
                   t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER stays_whole', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['audit_event', 'audit_waiting', 'audit_link', 'audit_turn', 'audit_head', 'audit_hold'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  END LOOP;
END
$$;

-- Auditors and the operator read the trail; nobody but functions of the owner adds to it.
CREATE FUNCTION sees_audit() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('auditor');

CREATE POLICY read ON audit_event FOR SELECT USING ((SELECT sees_audit()));
CREATE POLICY read ON audit_link FOR SELECT USING ((SELECT sees_audit()));
CREATE POLICY read ON audit_hold FOR SELECT USING ((SELECT sees_audit()));
-- What is printed in packs.
CREATE POLICY everyone ON audit_head FOR SELECT USING (true);
GRANT SELECT ON audit_event, audit_link, audit_hold, audit_head TO moothall_app;

-- The chain begins with the trail itself.
INSERT INTO audit_event (account, event) VALUES (session_user, 'trail-begun');
INSERT INTO audit_waiting (event_id) SELECT e.event_id FROM audit_event e;
