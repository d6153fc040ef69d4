-- The risk register, by docs/figures.md "Risk": score = likelihood × impact, 1-5 Green, 6-15 Amber, 16-25 Red.

CREATE FUNCTION risk_rating(score integer) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN score <= 5 THEN 'green' WHEN score <= 15 THEN 'amber' ELSE 'red' END;

-- direction is computed against the last earlier review that is held, else as entered, as
-- performance: up (the risk has become smaller), down, level.
CREATE FUNCTION risk_register()
  RETURNS TABLE (number text, area_id integer, name text, description text, entered date, likelihood integer, impact integer,
                 score integer, rating text, target_likelihood integer, target_impact integer, target_score integer,
                 target_rating text, target_date date, tasks text, progress text, direction text, prospects text,
                 owner text, reviewed date, released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT r.number, r.area_id, r.name, r.description, r.entered, r.likelihood, r.impact,
         r.likelihood * r.impact, risk_rating(r.likelihood * r.impact),
         r.target_likelihood, r.target_impact, r.target_likelihood * r.target_impact,
         risk_rating(r.target_likelihood * r.target_impact), r.target_date, r.tasks, r.progress,
         CASE WHEN b.score IS NULL THEN r.direction
              WHEN r.likelihood * r.impact < b.score THEN 'up' WHEN r.likelihood * r.impact > b.score THEN 'down' ELSE 'level' END,
         r.prospects, r.owner, r.reviewed, is_released(r.file_id)
  FROM risk_now r LEFT JOIN LATERAL (
    SELECT e.likelihood * e.impact AS score FROM risk e
    WHERE e.number = r.number AND e.reviewed < r.reviewed ORDER BY e.reviewed DESC, e.file_id DESC LIMIT 1) b ON true;
END;
