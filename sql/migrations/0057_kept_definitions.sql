-- Areas and indicators as the views area_now and indicator_defined have them, kept as figures are: in two readings, out
-- of what is released and out of everything held. Every page asks for them ten times and more, and each time it was
-- found anew which rows the reader may see and which of them are the newest. Only sql/objects/base/kept.sql writes
-- here.

CREATE TABLE area_kept (
  of_released boolean NOT NULL,       -- the reading
  area text NOT NULL,
  LIKE area_definition,
  of_council boolean NOT NULL,        -- the council itself or a part of it
  PRIMARY KEY (of_released, area_id)
);
CREATE TABLE indicator_kept (
  of_released boolean NOT NULL,
  ref text NOT NULL,
  LIKE indicator_definition,
  derived boolean NOT NULL,
  applies_from date,                  -- the first day of periods that it holds for; null: the first definition
  applies_until date,                 -- ... and of those that it no longer holds for; null: the last
  PRIMARY KEY (of_released, indicator_id, holds_from)
);
COMMENT ON TABLE area_kept IS 'Derived, never entered: written again when an area, its parents or the council change.';
COMMENT ON TABLE indicator_kept IS 'Derived, never entered: written again whenever a definition changes.';

ALTER TABLE area_kept ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON area_kept FOR SELECT
  USING (CASE WHEN of_released THEN (SELECT sees_figures()) ELSE (SELECT sees_unreleased()) END);
ALTER TABLE indicator_kept ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON indicator_kept FOR SELECT
  USING (CASE WHEN of_released THEN (SELECT sees_figures()) ELSE (SELECT sees_unreleased()) END);
GRANT SELECT ON area_kept, indicator_kept TO moothall_app;
