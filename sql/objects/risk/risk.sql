-- The risk register, by docs/figures.md "Risk": score = likelihood × impact, 1-5 Green, 6-15 Amber, 16-25 Red.

CREATE FUNCTION risk_rating(score integer) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN score <= 5 THEN 'green' WHEN score <= 15 THEN 'amber' WHEN score > 15 THEN 'red' END;

CREATE FUNCTION score_words(likelihood integer, impact integer) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN 'likelihood ' || likelihood || ' × impact ' || impact;

-- How long a review holds: a setting of the council.
CREATE FUNCTION risk_review_months() RETURNS integer LANGUAGE sql STABLE
  RETURN coalesce((SELECT value::integer FROM setting WHERE key = 'risk_review_months'), 3);

-- Every review that is held, up to a day (null: all). is_latest: the one that holds now; a row
-- without a day of review counts as earlier than any with one. direction is computed against the
-- review before, else as entered, as performance: up (the risk has become smaller), down, level.
-- A review holds for a time from its day, or, if there was none, from the day the risk was entered.
CREATE FUNCTION risk_reviews(until_day date DEFAULT NULL)
  RETURNS TABLE (number text, area_id integer, name text, description text, entered date, likelihood integer,
                 impact integer, score integer, rating text, target_likelihood integer, target_impact integer,
                 target_score integer, target_rating text, target_date date, tasks text, progress text, direction text,
                 prospects text,
                 owner text, reviewed date, released boolean, is_latest boolean, due date, overdue boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH r AS (
    SELECT r.*, r.likelihood * r.impact AS score, r.target_likelihood * r.target_impact AS target_score,
           CASE WHEN lag(r.reviewed) OVER reviews IS NOT NULL THEN lag(r.likelihood * r.impact) OVER reviews END
             AS earlier,
           lead(r.number) OVER reviews IS NULL AS is_latest,
           (coalesce(r.reviewed, r.entered) + make_interval(months => risk_review_months()))::date AS due
    FROM risk_now r
    WHERE until_day IS NULL OR r.reviewed IS NULL OR r.reviewed <= until_day
    WINDOW reviews AS (PARTITION BY r.number ORDER BY r.reviewed NULLS FIRST))
  SELECT r.number, r.area_id, r.name, r.description, r.entered, r.likelihood, r.impact, r.score, risk_rating(r.score),
         r.target_likelihood, r.target_impact, r.target_score, risk_rating(r.target_score), r.target_date, r.tasks,
         r.progress,
         CASE WHEN r.earlier IS NULL OR r.score IS NULL THEN r.direction WHEN r.score < r.earlier THEN 'up'
              WHEN r.score > r.earlier
              THEN 'down'
              ELSE 'level' END,
         r.prospects, r.owner, r.reviewed, r.file_id IN (SELECT released_files()), r.is_latest, r.due,
         coalesce(r.due < coalesce(until_day, today()), false)
  FROM r;
END;

CREATE FUNCTION risk_register(until_day date DEFAULT NULL)
  RETURNS TABLE (number text, area_id integer, name text, description text, entered date, likelihood integer,
                 impact integer, score integer, rating text, target_likelihood integer, target_impact integer,
                 target_score integer, target_rating text, target_date date, tasks text, progress text, direction text,
                 prospects text,
                 owner text, reviewed date, released boolean, due date, overdue boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT number, area_id, name, description, entered, likelihood, impact, score, rating, target_likelihood,
         target_impact, target_score, target_rating, target_date, tasks, progress, direction, prospects, owner,
         reviewed, released, due, overdue
  FROM risk_reviews(until_day) WHERE is_latest;
END;

-- The 5 × 5 grid, now and at the target: which risks stand in each cell.
CREATE FUNCTION risk_heat(until_day date DEFAULT NULL)
  RETURNS TABLE (at_target boolean, likelihood integer, impact integer, score integer, rating text, risks bigint,
                 numbers text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT t.at_target, l.likelihood, i.impact, l.likelihood * i.impact, risk_rating(l.likelihood * i.impact),
         count(r.number), string_agg(r.number, ', ' ORDER BY r.number)
  FROM (VALUES (false), (true)) t (at_target) CROSS JOIN generate_series(1, 5) l (likelihood)
       CROSS JOIN generate_series(1, 5) i (impact)
       LEFT JOIN risk_register(until_day) r
         ON CASE WHEN t.at_target THEN r.target_likelihood ELSE r.likelihood END = l.likelihood
        AND CASE WHEN t.at_target THEN r.target_impact ELSE r.impact END = i.impact
  GROUP BY t.at_target, l.likelihood, i.impact
  ORDER BY t.at_target, l.likelihood DESC, i.impact;
END;

-- What is overdue, in a sentence that says by which day.
CREATE FUNCTION risk_overdue_words(until_day date DEFAULT NULL) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE WHEN count(*) FILTER (WHERE r.overdue) = 0
              THEN format('At %s no review is overdue', to_char(coalesce(until_day, today()), 'FMDD FMMonth YYYY'))
              ELSE format('At %s the %s of %s %s overdue', to_char(coalesce(until_day, today()), 'FMDD FMMonth YYYY'),
                CASE count(*) FILTER (WHERE r.overdue) WHEN 1 THEN 'review' ELSE 'reviews' END,
                said_together(array_agg(r.number ORDER BY r.due, r.number) FILTER (WHERE r.overdue)),
                CASE count(*) FILTER (WHERE r.overdue) WHEN 1 THEN 'is' ELSE 'are' END) END
         || format(': each risk is to be reviewed every %s.',
              CASE risk_review_months() WHEN 1 THEN 'month' ELSE risk_review_months() || ' months' END)
  FROM risk_register(until_day) r;
END;

-- As pages show them: every review that is held up to a day, with the date that the page stands for.
CREATE FUNCTION risk_reviews_shown(at_day date)
  RETURNS TABLE (number text, name text, description text, entered text, likelihood integer, impact integer,
                 score integer, score_rag text, score_why text, score_released boolean, target_score integer,
                 target_score_rag text, target_score_why text, target_date text, tasks text, progress text,
                 direction_dot text, direction_why text, prospects text, prospects_rag text, owner text,
                 reviewed text, short text, due text, due_overdue boolean, day text, reviewed_day date,
                 is_latest boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT r.number, r.name, r.description, day_words(r.entered), r.likelihood, r.impact, r.score, r.rating,
         score_words(r.likelihood, r.impact), r.released, r.target_score, r.target_rating,
         score_words(r.target_likelihood, r.target_impact), day_words(r.target_date), r.tasks, r.progress,
         coalesce(r.direction, 'none'), CASE WHEN r.direction IS NULL THEN 'no earlier review is held' END, r.prospects,
         r.prospects, r.owner, day_words(r.reviewed), coalesce(to_char(r.reviewed, 'DD Mon YY'), 'not dated'),
         day_words(r.due), r.overdue, day_words(coalesce(at_day, today())), r.reviewed, r.is_latest
  FROM risk_reviews(at_day) r;
END;
