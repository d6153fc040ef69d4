-- Figures that are kept: what sql/objects/figures_computed.sql computes, before it is rated, of the
-- council's areas and England. Kept in two readings: out of what is released, for members, and out of
-- everything held. Only sql/objects/figures_kept.sql writes here; what a change of their inputs puts in
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
  PRIMARY KEY (of_released, indicator_id, area_id, last_day, period_id, cohort)
);
COMMENT ON TABLE figure IS 'Computed, never entered: deleted and written again whenever an input changes.';

ALTER TABLE figure_kept ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON figure_kept FOR SELECT USING (true);
ALTER TABLE figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON figure FOR SELECT
  USING (CASE WHEN of_released THEN (SELECT sees_figures()) ELSE (SELECT sees_unreleased()) END);
GRANT SELECT ON figure_kept, figure TO moothall_app;
