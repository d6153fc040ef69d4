-- People, what they may do, and their sessions.

CREATE TABLE setting (
  key text PRIMARY KEY,
  value text NOT NULL,
  CONSTRAINT setting_review_months CHECK (key <> 'risk_review_months' OR value ~ '^[1-9][0-9]?$')
);
COMMENT ON TABLE setting IS 'What belongs to this council, not to a host: council is the area that owns the database.';
-- How long a review of a risk holds; how many points in a row, on one side of the mean or rising or
-- falling, are a special cause.
INSERT INTO setting VALUES ('risk_review_months', '3'), ('spc_side', '7'), ('spc_trend', '7');

CREATE TABLE person (
  person_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  username text NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
  name text NOT NULL CHECK (name <> ''),
  seat_name text,                   -- as in the lists of seats: ties a person to theirs
  password_hash text,               -- Argon2id, libsodium's string; null: cannot sign in
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE person_role (
  person_id integer NOT NULL REFERENCES person,
  role text NOT NULL CHECK (role IN ('member', 'officer', 'analyst', 'finance', 'chief_officer',
    'committee_officer', 'auditor', 'admin')),
  PRIMARY KEY (person_id, role)
);

CREATE TABLE session (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),  -- BLAKE2b of the cookie's token
  person_id integer NOT NULL REFERENCES person,
  address text,
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_seen ON session (seen_at);

-- Failed attempts to sign in, by name and by address, for the throttle; old ones are deleted.
CREATE TABLE sign_in_failure (
  username text NOT NULL,
  address text NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_failure_username ON sign_in_failure (username, failed_at);
CREATE INDEX sign_in_failure_address ON sign_in_failure (address, failed_at);

-- Whether the settings moothall.* of this connection are the application's, which sets them, and not what a person
-- has written into their own connection. It is asked of who has connected, whatever role has been taken on since.
CREATE FUNCTION is_application() RETURNS boolean LANGUAGE sql STABLE
  RETURN session_user = 'moothall_app' OR pg_has_role(session_user, 'moothall_owner', 'MEMBER');

-- The number of the person whose own database login has connected, by its name; '': nobody's.
CREATE FUNCTION reader() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT p.person_id::text FROM person p
                   WHERE p.username = session_user AND p.disabled_at IS NULL
                     AND pg_has_role(session_user, 'moothall_reader', 'MEMBER')), '');
END
$$;

-- Who is asking. The application sets moothall.person at the start of every transaction: a
-- person's number, or 'operator' for the command line. The daemon cannot be the operator: that
-- takes a connection made by a member of moothall_owner. On any other connection it is whoever has logged in.
CREATE FUNCTION asking() RETURNS text LANGUAGE sql STABLE
  RETURN CASE WHEN is_application() THEN coalesce(current_setting('moothall.person', true), '') ELSE reader() END;

CREATE FUNCTION is_operator() RETURNS boolean LANGUAGE sql STABLE
  RETURN asking() = 'operator' AND pg_has_role(session_user, 'moothall_owner', 'MEMBER');

-- The person's number; null for the operator and for nobody.
CREATE FUNCTION asking_person() RETURNS integer LANGUAGE sql STABLE
  RETURN CASE WHEN asking() ~ '^[0-9]{1,9}$' THEN asking()::integer END;

-- The name by which whoever is asking loads; null for the operator and for nobody.
CREATE FUNCTION asking_username() RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
  RETURN (SELECT p.username FROM person p WHERE p.person_id = asking_person() AND p.disabled_at IS NULL);

-- The roles of whoever is asking; SECURITY DEFINER because the application's role may not read
-- other people's. Policies ask several times a statement: PL/pgSQL keeps the plan, SQL would make
-- it anew each time. Keeping the roles in a setting of the transaction would be quicker still, but
-- they would then be what the last to write the setting says, not what the table says.
CREATE FUNCTION has_role(VARIADIC roles text[]) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM person_role r JOIN person p USING (person_id)
    WHERE p.person_id = asking_person() AND p.disabled_at IS NULL AND r.role = ANY (roles));
END
$$;

-- Released figures, statements, risks, published papers: see docs/architecture.md, "Who sees what".
-- An auditor sees figures only as they stand in a pack: report_pack says so for its transaction.
CREATE FUNCTION sees_figures() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('member', 'officer', 'analyst', 'finance', 'chief_officer',
    'committee_officer')
    OR is_application() AND current_setting('moothall.reading', true) = 'pack' AND has_role('auditor');

CREATE FUNCTION sees_unreleased() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('officer', 'analyst', 'finance', 'chief_officer');

-- Meetings and the public part of their papers.
CREATE FUNCTION sees_meetings() RETURNS boolean LANGUAGE sql STABLE
  RETURN sees_figures() OR has_role('auditor');

-- Agendas and papers before the agenda is published: for those who write them, sign them off and put them together.
CREATE FUNCTION sees_drafts() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('analyst', 'finance', 'chief_officer', 'committee_officer');

-- Whoever puts packs together.
CREATE FUNCTION assembles_packs() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('committee_officer');

-- Cost centres and postings: they may name people and payees. Whoever sees these sees unreleased figures too.
CREATE FUNCTION sees_ledger() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('officer', 'finance', 'chief_officer');

-- The kinds of file that finance may import and release.
CREATE FUNCTION is_money(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN kind IN ('revenue', 'published_finance', 'balances', 'reserves', 'contributions', 'capital',
    'capital_funding', 'cost_centres', 'ledger', 'ledger_budgets', 'profiles', 'commitments', 'forecasts');

-- ... and that finance alone may.
CREATE FUNCTION is_ledger(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN kind IN ('cost_centres', 'ledger', 'ledger_budgets', 'profiles', 'commitments', 'forecasts');

-- What is democratic services' own: the operator imports it for them.
CREATE FUNCTION is_of_meetings(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN kind IN ('committees', 'seats', 'meetings', 'agenda', 'contacts');

CREATE FUNCTION may_import(kind text) RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR (NOT is_ledger(kind) AND NOT is_of_meetings(kind) AND has_role('analyst'))
    OR (is_money(kind) AND has_role('finance'));

ALTER TABLE setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_role ENABLE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_failure ENABLE ROW LEVEL SECURITY;

CREATE POLICY everyone ON setting FOR SELECT USING (true);
GRANT SELECT ON setting TO moothall_app;

-- People are read and changed by administrators and the operator; auditors read. The hash of a
-- password is in no grant: only the functions of sql/objects/access/session.sql come near it.
CREATE POLICY person_read ON person FOR SELECT
  USING (is_operator() OR has_role('admin', 'auditor') OR person_id::text = asking());
CREATE POLICY person_add ON person FOR INSERT WITH CHECK (is_operator() OR has_role('admin'));
CREATE POLICY person_change ON person FOR UPDATE USING (is_operator() OR has_role('admin'));
GRANT SELECT (person_id, username, name, seat_name, disabled_at, created_at) ON person TO moothall_app;
GRANT INSERT (username, name, seat_name, password_hash), UPDATE (name, seat_name, password_hash, disabled_at)
  ON person TO moothall_app;

CREATE POLICY role_read ON person_role FOR SELECT
  USING (is_operator() OR has_role('admin', 'auditor') OR person_id::text = asking());
CREATE POLICY role_change ON person_role FOR ALL USING (is_operator() OR has_role('admin'));
GRANT SELECT, INSERT, DELETE ON person_role TO moothall_app;
-- session and sign_in_failure: no policy and no grant; functions only.
