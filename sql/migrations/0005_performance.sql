-- Performance figures as they are entered, and as they were published.

CREATE TABLE observation (
  indicator_id integer NOT NULL REFERENCES indicator,
  area_id integer NOT NULL REFERENCES area,
  period_id integer NOT NULL REFERENCES period,
  cohort text NOT NULL DEFAULT '',
  value numeric,
  numerator numeric,
  denominator numeric,
  status text NOT NULL DEFAULT 'final' CHECK (status IN ('final', 'provisional', 'forecast', 'suppressed', 'n/a')),
  note text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (indicator_id, area_id, period_id, cohort, file_id),
  CHECK ((numerator IS NULL) = (denominator IS NULL)),
  CHECK (status IN ('suppressed', 'n/a') OR value IS NOT NULL OR numerator IS NOT NULL)
);

-- Totals of periods whose months are not held.
CREATE TABLE total (
  indicator_id integer NOT NULL REFERENCES indicator,
  area_id integer NOT NULL REFERENCES area,
  period_id integer NOT NULL REFERENCES period,
  cohort text NOT NULL DEFAULT '',
  measure text NOT NULL CHECK (measure IN ('ytd', 'rolling_12')),
  value numeric NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (indicator_id, area_id, period_id, cohort, measure, file_id)
);

-- Figures as somebody printed them: never shown as figures, only reconciled with the computed ones.
CREATE TABLE published (
  indicator_id integer NOT NULL REFERENCES indicator,
  area_id integer NOT NULL REFERENCES area,
  period_id integer NOT NULL REFERENCES period,
  cohort text NOT NULL DEFAULT '',
  measure text NOT NULL CHECK (measure IN ('value', 'ytd', 'previous_ytd', 'rolling_12', 'difference',
    'difference_pct', 'trend', 'dot', 'rag')),
  printed text NOT NULL,
  document text NOT NULL DEFAULT '',
  against text NOT NULL DEFAULT '',
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (indicator_id, area_id, period_id, cohort, measure, document, against, file_id)
);

CREATE TABLE breakdown (
  indicator_id integer NOT NULL REFERENCES indicator,
  area_id integer NOT NULL REFERENCES area,
  period_id integer NOT NULL REFERENCES period,
  measure text NOT NULL DEFAULT 'value' CHECK (measure IN ('value', 'ytd')),
  row_dimension text NOT NULL,
  row_name text NOT NULL,
  column_dimension text NOT NULL,
  column_name text NOT NULL,
  value numeric NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,                -- rows and columns are shown in the order of the file
  PRIMARY KEY (indicator_id, area_id, period_id, measure, row_dimension, row_name,
    column_dimension, column_name, file_id)
);

CREATE TABLE commentary (
  indicator_id integer NOT NULL REFERENCES indicator,
  period_id integer NOT NULL REFERENCES period,
  kind text NOT NULL CHECK (kind IN ('why', 'background', 'analysis', 'action', 'success', 'response')),
  text text NOT NULL,                   -- Markdown with live figures
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (indicator_id, period_id, kind, file_id)
);

CREATE TABLE link (
  indicator_id integer NOT NULL REFERENCES indicator,
  budget_line text NOT NULL DEFAULT '',
  risk text NOT NULL DEFAULT '',
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (indicator_id, budget_line, risk, file_id),
  CHECK (budget_line <> '' OR risk <> '')
);

-- Figures that are kept: what sql/objects/figures/computed.sql computes, before it is rated, of the
-- council's areas and England. Kept in two readings: out of what is released, for members, and out of
-- everything held. Only sql/objects/figures/kept.sql writes here; what a change of their inputs puts in
-- doubt is deleted by that change's own transaction and is computed anew where it is asked for.

-- Which indicators of which areas are kept, whole: a pair that is not here has no row in figure.
CREATE TABLE figure_kept (
  of_released boolean NOT NULL,       -- the reading: out of what is released, or out of everything
  indicator_id integer NOT NULL REFERENCES indicator,
  area_id integer NOT NULL REFERENCES area,
  PRIMARY KEY (of_released, indicator_id, area_id)
);

CREATE TABLE figure (
  of_released boolean NOT NULL,
  indicator_id integer NOT NULL,
  area_id integer NOT NULL,
  last_day date NOT NULL,             -- the period's
  period_id integer NOT NULL,
  cohort text NOT NULL,
  value numeric,                      -- unrounded; null: none, and why says why
  shown_value numeric,                -- rounded, null likewise
  text text,                          -- as a person reads it: 24.5%, n/a, x
  numerator numeric,
  denominator numeric,
  ytd numeric,                        -- unrounded, as are the next three
  previous_ytd numeric,
  rolling_12 numeric,
  difference numeric,
  difference_pct numeric,
  trend text,
  dot text,
  previous numeric,                   -- as shown: the one before that has a value
  status text,                        -- final, provisional, forecast, suppressed, n/a
  as_entered boolean NOT NULL,        -- derived, but its inputs are not held
  released boolean NOT NULL,          -- everything it rests on may be seen by members
  why text,
  ytd_why text,                       -- why there is no year to date where the basis has one
  rolling_12_why text,
  year_before numeric,                -- the value as shown of the same period a year before
  year_dot text,                      -- the arrow against it: a scorecard's
  polarity text NOT NULL,         -- as defined for the period, as are the next three
  measure text NOT NULL,
  basis text NOT NULL,
  decimals integer NOT NULL,
  break_day date,                 -- the last break not after the period; null: none. Nothing compares across it
  why_changed text,               -- ... and that it is one, in words
  previous_ytd_why text,          -- why there is none of these, where a break is the reason
  difference_why text,
  trend_why text,
  dot_why text,                   -- why the arrow is "-"
  impossible text,                -- that it cannot be true, with the arithmetic; null: nothing says so
  PRIMARY KEY (of_released, indicator_id, area_id, last_day, period_id, cohort)
);
COMMENT ON TABLE figure IS 'Computed, never entered: deleted and written again whenever an input changes.';
