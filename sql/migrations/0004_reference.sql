-- What figures refer to: areas, periods, populations, indicators, targets, benchmarks, terms.

-- Identities are rows of their own, so that figures refer to a number; what is known of an area
-- or an indicator is versioned beside them.
CREATE TABLE area (
  area_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  area text NOT NULL UNIQUE
);

CREATE TABLE area_definition (
  area_id integer NOT NULL REFERENCES area,
  name text NOT NULL,
  kind text NOT NULL,                 -- council, district, locality, team, national, region …
  parent_id integer REFERENCES area,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (area_id, file_id)
);

-- The calendar. Months, quarters, years and terms are all here; dates come with the imports.
CREATE TABLE period (
  period_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  period text NOT NULL UNIQUE,        -- 2017-01, 2017/18 Q1, 2016/17, AY2015/16, AY2016/17 autumn, 2017-03-06
  kind text NOT NULL CHECK (kind IN ('date', 'month', 'quarter', 'term', 'financial_year', 'academic_year')),
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  label text NOT NULL,                -- January 2017
  short text NOT NULL,                -- Jan-17
  financial_year integer NOT NULL     -- the year in which the financial year holding last_day begins
);
CREATE INDEX period_kind ON period (kind, last_day);

CREATE FUNCTION financial_year(day date) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN extract(year FROM day - interval '3 months')::integer;

INSERT INTO period (period, kind, first_day, last_day, label, short, financial_year)
SELECT to_char(d, 'YYYY-MM'), 'month', d::date, (d + interval '1 month - 1 day')::date,
       to_char(d, 'FMMonth YYYY'), to_char(d, 'Mon-YY'), financial_year(d::date)
FROM generate_series(timestamp '1990-01-01', timestamp '2069-12-01', interval '1 month') d;

INSERT INTO period (period, kind, first_day, last_day, label, short, financial_year)
SELECT format('%s/%s Q%s', y, to_char((y + 1) % 100, 'FM00'), q), 'quarter', f,
       (f + interval '3 months - 1 day')::date,
       format('Quarter %s of %s/%s', q, y, to_char((y + 1) % 100, 'FM00')),
       format('Q%s %s/%s', q, to_char(y % 100, 'FM00'), to_char((y + 1) % 100, 'FM00')), y
FROM generate_series(1990, 2069) y, generate_series(1, 4) q,
     LATERAL (SELECT (make_date(y, 4, 1) + make_interval(months => 3 * (q - 1)))::date) AS s (f);

INSERT INTO period (period, kind, first_day, last_day, label, short, financial_year)
SELECT format('%s/%s', y, to_char((y + 1) % 100, 'FM00')), 'financial_year',
       make_date(y, 4, 1), make_date(y + 1, 3, 31),
       format('%s/%s', y, to_char((y + 1) % 100, 'FM00')),
       format('%s/%s', y, to_char((y + 1) % 100, 'FM00')), y
FROM generate_series(1990, 2069) y;

INSERT INTO period (period, kind, first_day, last_day, label, short, financial_year)
SELECT format('AY%s/%s', y, to_char((y + 1) % 100, 'FM00')), 'academic_year',
       make_date(y, 9, 1), make_date(y + 1, 8, 31),
       format('Academic year %s/%s', y, to_char((y + 1) % 100, 'FM00')),
       format('AY%s/%s', y, to_char((y + 1) % 100, 'FM00')), financial_year(make_date(y + 1, 8, 31))
FROM generate_series(1990, 2069) y;

-- Terms: autumn to 31 December, spring to 30 April, summer to 31 August; the law sets no dates.
INSERT INTO period (period, kind, first_day, last_day, label, short, financial_year)
SELECT format('AY%s/%s %s', y, to_char((y + 1) % 100, 'FM00'), t.term), 'term', t.f, t.l,
       format('%s term %s/%s', initcap(t.term), y, to_char((y + 1) % 100, 'FM00')),
       format('%s %s/%s', initcap(t.term), to_char(y % 100, 'FM00'), to_char((y + 1) % 100, 'FM00')),
       financial_year(t.l)
FROM generate_series(1990, 2069) y,
     LATERAL (VALUES ('autumn', make_date(y, 9, 1), make_date(y, 12, 31)),
                     ('spring', make_date(y + 1, 1, 1), make_date(y + 1, 4, 30)),
                     ('summer', make_date(y + 1, 5, 1), make_date(y + 1, 8, 31))) AS t (term, f, l);

CREATE TABLE population (
  area_id integer NOT NULL REFERENCES area,
  year integer NOT NULL,              -- in which the financial year begins
  population integer NOT NULL CHECK (population > 0),   -- people aged 0 to 17
  source text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (area_id, year, file_id)
);

CREATE TABLE indicator (
  indicator_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ref text NOT NULL UNIQUE
);

-- A definition holds from a period on.
CREATE TABLE indicator_definition (
  indicator_id integer NOT NULL REFERENCES indicator,
  holds_from_id integer REFERENCES period,           -- null: from the beginning
  holds_from date NOT NULL DEFAULT '-infinity',      -- the period's first day
  reported_until date,                               -- the last day that it is reported for; null: still
  name text NOT NULL,
  section text NOT NULL,
  polarity text NOT NULL CHECK (polarity IN ('high', 'low', 'info')),
  measure text NOT NULL CHECK (measure IN ('count', 'percentage', 'rate', 'average', 'maximum', 'score')),
  basis text NOT NULL CHECK (basis IN ('flow', 'stock', 'rolling_12')),
  frequency text NOT NULL CHECK (frequency IN ('monthly', 'quarterly', 'termly', 'annual')),
  decimals integer NOT NULL DEFAULT 0 CHECK (decimals BETWEEN 0 AND 6),
  beyond_100 boolean NOT NULL DEFAULT false,         -- a percentage that may lie outside 0 to 100
  numerator_ids integer[] NOT NULL DEFAULT '{}',     -- indicators that are added up; empty: entered
  denominator_ids integer[] NOT NULL DEFAULT '{}',
  base_id integer REFERENCES indicator,              -- the count that an entered percentage is of
  starts_id integer REFERENCES indicator,            -- what a count that stands grows by in a period
  ceases_id integer REFERENCES indicator,            -- ... and shrinks by
  definition text,
  lead text,
  data_owner text,
  vital_sign integer,
  dashboard_frequency text CHECK (dashboard_frequency IN ('monthly', 'quarterly', 'termly')),
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (indicator_id, holds_from, file_id),
  -- A percentage of nothing cannot be computed, and only a percentage has a denominator.
  CHECK (CASE WHEN numerator_ids = '{}' THEN denominator_ids = '{}'
              ELSE (measure = 'percentage') = (denominator_ids <> '{}')
                   AND measure IN ('count', 'percentage', 'rate') END)
);

-- A change of method: from a period on the indicator is counted anew, its process limits begin again, and nothing
-- compares or sums across it unless it says so.
CREATE TABLE method_change (
  indicator_id integer NOT NULL REFERENCES indicator,
  period_id integer NOT NULL REFERENCES period,   -- the first that is counted anew
  note text NOT NULL,
  comparable boolean NOT NULL DEFAULT false,      -- the figures before and after may be compared
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (indicator_id, period_id, file_id)
);

CREATE TABLE target (
  indicator_id integer NOT NULL REFERENCES indicator,
  from_day date NOT NULL,
  area_id integer REFERENCES area,    -- null: the council and its parts
  scope text NOT NULL DEFAULT 'summary' CHECK (scope IN ('dashboard', 'summary', 'scorecard')),
  operator text NOT NULL CHECK (operator IN ('<', '<=', '=', '>=', '>')),
  target numeric,
  rag_rule text NOT NULL DEFAULT 'none' CHECK (rag_rule IN ('tolerance', 'target', 'national_gap', 'none')),
  red numeric,
  green numeric,
  shown text,                         -- as the target is printed: "<20%"
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  CHECK (CASE rag_rule WHEN 'target' THEN target IS NOT NULL
                       WHEN 'none' THEN true ELSE red IS NOT NULL AND green IS NOT NULL END)
);
CREATE UNIQUE INDEX target_key ON target (indicator_id, scope, from_day, coalesce(area_id, 0), file_id);

CREATE TABLE benchmark (
  indicator_id integer NOT NULL REFERENCES indicator,
  kind text NOT NULL CHECK (kind IN ('stat_neighbour_avg', 'best_stat_neighbour', 'national_avg',
    'national_top_quartile', 'region_avg')),
  period_id integer REFERENCES period,
  value numeric NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL
);
CREATE UNIQUE INDEX benchmark_key ON benchmark (indicator_id, kind, coalesce(period_id, 0), file_id);

CREATE TABLE glossary (
  term text NOT NULL,
  meaning text NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (term, file_id)
);
