-- The ledger, in pounds and pence (kept as whole pence): cost centres, postings, budgets, profiles,
-- commitments, forecasts. Postings may name people and payees: they are finance's and the officers',
-- not members' and not analysts'. What everybody sees of them is sums by line, which functions make.

CREATE TABLE cost_centre (
  cost_centre_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cost_centre text NOT NULL UNIQUE
);

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
-- So that a line's sums by subjective are read from the index alone.
CREATE INDEX ON ledger_0 (cost_centre_id, month) INCLUDE (pence, subjective);
ALTER TABLE ledger_0 ENABLE ROW LEVEL SECURITY;

-- Sums of each file, written by the import of the postings and, as these never change, right for good. Those by cost
-- centre are in the form in which statements ask for them: a row a file, financial year and cost centre, with what had
-- been posted of the year at the end of each month, so that a page adds up one row a cost centre, however many months
-- and postings there are.
CREATE TABLE ledger_year (
  year integer NOT NULL,            -- in which the financial year begins
  cost_centre_id integer NOT NULL,
  file_id integer NOT NULL,
  pence bigint[] NOT NULL CHECK (cardinality(pence) = 12),        -- from 1 April to the end of the month; 1 is April
  postings integer[] NOT NULL CHECK (cardinality(postings) = 12)
);
CREATE INDEX ledger_year_key ON ledger_year (year, cost_centre_id);

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
-- Budgets of a year come out of this index in their order, and nothing else is read.
CREATE UNIQUE INDEX ledger_budget_key ON ledger_budget (year, cost_centre_id, subjective, file_id DESC)
  INCLUDE (pence, profile);
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
