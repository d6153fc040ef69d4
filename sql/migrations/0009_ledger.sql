-- The ledger, in pounds and pence (kept as whole pence): cost centres, postings, budgets, profiles,
-- commitments, forecasts. Postings may name people and payees: they are finance's and the officers',
-- not members' and not analysts'. What everybody sees of them is sums by line, which functions make.

CREATE OR REPLACE FUNCTION is_money(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN kind IN ('revenue', 'published_finance', 'balances', 'reserves', 'contributions', 'capital',
    'capital_funding', 'cost_centres', 'ledger', 'ledger_budgets', 'profiles', 'commitments', 'forecasts');

CREATE FUNCTION is_ledger(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN kind IN ('cost_centres', 'ledger', 'ledger_budgets', 'profiles', 'commitments', 'forecasts');

CREATE OR REPLACE FUNCTION may_import(kind text) RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR (NOT is_ledger(kind) AND NOT is_of_meetings(kind) AND has_role('analyst'))
    OR (is_money(kind) AND has_role('finance'));

-- Cost centres and postings. Whoever sees these sees unreleased figures too.
CREATE FUNCTION sees_ledger() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('officer', 'finance', 'chief_officer');

CREATE TABLE cost_centre (
  cost_centre_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cost_centre text NOT NULL UNIQUE
);
ALTER TABLE cost_centre ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON cost_centre FOR SELECT USING (true);
CREATE POLICY loaders ON cost_centre FOR INSERT WITH CHECK (may_import('cost_centres'));
GRANT SELECT, INSERT ON cost_centre TO moothall_app;

CREATE TABLE cost_centre_definition (
  cost_centre_id integer NOT NULL REFERENCES cost_centre,
  name text NOT NULL,
  statement text CHECK (statement IN ('la', 'schools')),   -- null: mapped to none
  line_name text,                                          -- null: mapped to none
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (cost_centre_id, file_id),
  CHECK (line_name IS NULL OR statement IS NOT NULL)
);

-- Postings are added and never superseded: a ledger corrects one by another. Their numbers are
-- unique among all files, which ledger_close() sees to: imports go one at a time. Each large file is a partition,
-- filled and indexed before anybody reads it; the others share one. No foreign keys here: a check of every row
-- would take longer than the load, and ledger_close() makes each once a file.
CREATE TABLE ledger (
  shelf integer NOT NULL,           -- the partition: 0, or the number of a large file
  file_id integer NOT NULL,
  line integer NOT NULL,
  day date NOT NULL,
  month date NOT NULL,              -- its first day
  cost_centre_id integer NOT NULL,
  pence bigint NOT NULL,
  posting text COLLATE "C" NOT NULL,
  subjective text COLLATE "C" NOT NULL,
  description text
) PARTITION BY LIST (shelf);
CREATE TABLE ledger_0 PARTITION OF ledger FOR VALUES IN (0);
CREATE UNIQUE INDEX ON ledger_0 (posting);
CREATE INDEX ON ledger_0 (cost_centre_id, month) INCLUDE (pence);
ALTER TABLE ledger_0 ENABLE ROW LEVEL SECURITY;

-- Sums of each file by cost centre and month, and by month alone: written by the import of the postings
-- and, as these never change, right for good.
CREATE TABLE ledger_total (
  file_id integer NOT NULL,
  cost_centre_id integer NOT NULL,
  month date NOT NULL,              -- its first day
  pence bigint NOT NULL,
  postings integer NOT NULL
);
CREATE INDEX ledger_total_key ON ledger_total (cost_centre_id, month);

CREATE TABLE ledger_month (
  file_id integer NOT NULL REFERENCES import_file,
  month date NOT NULL,
  pence bigint NOT NULL,
  postings integer NOT NULL,
  PRIMARY KEY (file_id, month)
);

CREATE TABLE ledger_budget (
  year integer NOT NULL,            -- in which the financial year begins
  cost_centre_id integer NOT NULL REFERENCES cost_centre,
  subjective text COLLATE "C" NOT NULL,
  pence bigint NOT NULL,
  profile text,                     -- null: twelfths
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL
);
CREATE UNIQUE INDEX ledger_budget_key ON ledger_budget (year, cost_centre_id, subjective, file_id DESC);
CREATE INDEX ledger_budget_year ON ledger_budget (file_id, year);

-- A profile is replaced as a whole, so that its shares always come to 1.
CREATE TABLE profile_share (
  profile text NOT NULL,
  month integer NOT NULL CHECK (month BETWEEN 1 AND 12),   -- 1 is April
  share numeric NOT NULL CHECK (scale(share) <= 6),
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (profile, month, file_id)
);

-- Orders that were open when the file was made: the newest file replaces the one before as a whole.
CREATE TABLE commitment (
  order_number text NOT NULL,
  day date NOT NULL,
  cost_centre_id integer NOT NULL REFERENCES cost_centre,
  subjective text COLLATE "C" NOT NULL,
  pence bigint NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (order_number, cost_centre_id, subjective, file_id)
);

-- What the budget holder expects instead of the profile.
CREATE TABLE ledger_forecast (
  statement text NOT NULL CHECK (statement IN ('la', 'schools')),
  period_id integer NOT NULL REFERENCES period,
  line_name text NOT NULL,
  pence bigint NOT NULL,
  reason text NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (statement, period_id, line_name, file_id)
);

DO $$
DECLARE
  t text;
  k text;
BEGIN
  FOR t, k IN VALUES ('cost_centre_definition', 'cost_centres'), ('ledger_budget', 'ledger_budgets'),
    ('profile_share', 'profiles'), ('commitment', 'commitments'), ('ledger_forecast', 'forecasts')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING ((SELECT sees_ledger()))', t);
    EXECUTE format('CREATE POLICY load ON %I FOR INSERT WITH CHECK ((SELECT may_import(%L))
      AND file_id IN (SELECT f.file_id FROM import_file f WHERE f.kind = %L))', t, k, k);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO moothall_app', t);
    EXECUTE format('CREATE INDEX ON %I (file_id)', t);
  END LOOP;
  -- Postings and their sums come in through ledger_open() and ledger_close() alone.
  FOREACH t IN ARRAY ARRAY['ledger', 'ledger_total', 'ledger_month'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING ((SELECT sees_ledger()))', t);
    EXECUTE format('GRANT SELECT ON %I TO moothall_app', t);
  END LOOP;
END
$$;
