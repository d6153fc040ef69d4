-- Several reviews of a risk may come in one file: a review is known by its number and its day.

ALTER TABLE risk DROP CONSTRAINT risk_pkey;
CREATE UNIQUE INDEX risk_review ON risk (number, coalesce(reviewed, '-infinity'), file_id);

-- How long a review holds.
INSERT INTO setting VALUES ('risk_review_months', '3');
ALTER TABLE setting ADD CONSTRAINT setting_review_months
  CHECK (key <> 'risk_review_months' OR value ~ '^[1-9][0-9]?$');
