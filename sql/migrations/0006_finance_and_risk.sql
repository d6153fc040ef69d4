-- Money (£m, three decimals, unless said otherwise) and risks.

CREATE TABLE revenue (
  statement text NOT NULL CHECK (statement IN ('la', 'schools')),
  period_id integer NOT NULL REFERENCES period,
  line_name text NOT NULL,
  corrective boolean NOT NULL DEFAULT false,   -- a one-off corrective action
  budget numeric NOT NULL,
  outturn numeric NOT NULL,
  reason text,
  position integer,
  previous_variance numeric,     -- only where the previous report itself is not loaded
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (statement, period_id, line_name, file_id)
);

CREATE TABLE balance (
  period_id integer NOT NULL REFERENCES period,
  phase text NOT NULL,
  opening numeric NOT NULL,
  forecast numeric NOT NULL,     -- as entered: must agree with what opening and changes give
  in_year numeric,
  academies numeric,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (period_id, phase, file_id)
);

CREATE TABLE reserve (
  period_id integer NOT NULL REFERENCES period,
  group_name text NOT NULL,
  reserve text NOT NULL,
  opening numeric NOT NULL,
  approved numeric NOT NULL,
  recommended numeric NOT NULL,
  reason text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (period_id, group_name, reserve, file_id)
);

CREATE TABLE contribution (
  programme text NOT NULL,
  year_id integer NOT NULL REFERENCES period,
  total numeric NOT NULL CHECK (total >= 0),   -- £
  partners integer NOT NULL CHECK (partners > 0),
  in_kind_max_pct numeric CHECK (in_kind_max_pct BETWEEN 0 AND 100),
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (programme, year_id, file_id)
);

-- The capital programme: schemes as forecast at a period, and what pays for them.
CREATE TABLE capital (
  period_id integer NOT NULL REFERENCES period,
  scheme text NOT NULL,
  approved numeric NOT NULL,
  spent numeric NOT NULL,
  forecast numeric NOT NULL,
  reprofiled numeric NOT NULL DEFAULT 0 CHECK (reprofiled <= 0),   -- the part of the variance moved to a later year
  reason text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (period_id, scheme, file_id)
);

CREATE TABLE capital_funding (
  period_id integer NOT NULL REFERENCES period,
  scheme text NOT NULL,
  source text NOT NULL,
  amount numeric NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (period_id, scheme, source, file_id)
);

-- Figures of money as somebody printed them.
CREATE TABLE published_finance (
  statement text NOT NULL CHECK (statement IN ('la', 'schools', 'balances', 'reserves', 'capital')),
  period_id integer NOT NULL REFERENCES period,
  group_name text NOT NULL DEFAULT '',
  line_name text NOT NULL,
  measure text NOT NULL,
  printed text NOT NULL,
  document text NOT NULL DEFAULT '',
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (statement, period_id, group_name, line_name, measure, document, file_id)
);

-- Several reviews of a risk may come in one file: a review is known by its number and its day.
CREATE TABLE risk (
  number text NOT NULL,
  area_id integer REFERENCES area,
  name text NOT NULL,
  description text NOT NULL,
  entered date,
  likelihood integer NOT NULL CHECK (likelihood BETWEEN 1 AND 5),
  impact integer NOT NULL CHECK (impact BETWEEN 1 AND 5),
  target_likelihood integer NOT NULL CHECK (target_likelihood BETWEEN 1 AND 5),
  target_impact integer NOT NULL CHECK (target_impact BETWEEN 1 AND 5),
  target_date date,
  tasks text,
  progress text,
  direction text CHECK (direction IN ('up', 'down', 'level')),  -- as entered, where no earlier review is held
  prospects text CHECK (prospects IN ('green', 'amber', 'red', 'met')),
  owner text,
  reviewed date,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL
);
CREATE UNIQUE INDEX risk_review ON risk (number, coalesce(reviewed, '-infinity'), file_id);
