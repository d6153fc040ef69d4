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
