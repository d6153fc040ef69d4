-- Financial periods that are closed, what was changed of them afterwards and why; and who releases.

-- One closing of a month, quarter or financial year, until it is opened again. Rows stay: a period may be closed and
-- opened several times, and its statements go on saying so.
CREATE TABLE period_closing (
  closing_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  period_id integer NOT NULL REFERENCES period,
  closed_by text NOT NULL,            -- username, or the operator's system account
  closed_at timestamptz NOT NULL DEFAULT now(),
  reopened_by text,
  reopened_at timestamptz,
  reopened_why text CHECK (reopened_why <> ''),
  CHECK (num_nulls(reopened_by, reopened_at, reopened_why) IN (0, 3))
);
CREATE UNIQUE INDEX period_closed ON period_closing (period_id) WHERE reopened_at IS NULL;

-- What an import brought in for a closed period, and the reason that was given for it: a row for each kind of file,
-- statement and period of its rows. A posting's period is its month, whose statement and all later ones of the year it
-- changes; a budget's is its year.
CREATE TABLE closed_change (
  closing_id integer NOT NULL REFERENCES period_closing,
  import_id integer NOT NULL REFERENCES import,
  kind text NOT NULL,
  statement text NOT NULL,            -- la, schools, balances, reserves, capital, contributions; ledger: of neither
  period_id integer NOT NULL REFERENCES period,
  reason text NOT NULL CHECK (reason <> ''),
  given_by text NOT NULL,
  given_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (closing_id, import_id, kind, statement, period_id)
);
CREATE INDEX closed_change_import ON closed_change (import_id);

-- Read beside the figures; written by the functions of sql/objects/intake/closed.sql alone. A change is known to those
-- who know of its import, which the policy of import says.
ALTER TABLE period_closing ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON period_closing FOR SELECT USING ((SELECT sees_meetings()));
ALTER TABLE closed_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON closed_change FOR SELECT USING (import_id IN (SELECT i.import_id FROM import i));
GRANT SELECT ON period_closing, closed_change TO moothall_app;

-- Who closes periods and opens them again.
CREATE FUNCTION may_close() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('finance');

-- A release is import_release()'s alone (sql/objects/intake/release.sql), which also looks at who imported and at what
-- is closed.
DROP POLICY import_release ON import;
REVOKE UPDATE (released_by, released_at) ON import FROM moothall_app;
