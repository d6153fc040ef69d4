-- Statistical process control: XmR charts as in NHS England's "Making Data Count"; docs/figures.md says
-- how. On values as shown, so that a reader can compute the same from the table.

-- The limits and special causes of a series, point by point. stretches: a number for each value, which
-- grows where the series was rebased. Of several causes a point has the first of: outside the limits, part
-- of a trend, two of three, one side of the mean.
CREATE FUNCTION spc(y numeric[], stretches integer[], side_run integer, trend_run integer)
  RETURNS TABLE (place bigint, value numeric, stretch integer, mean numeric, lpl numeric, upl numeric,
                 special_cause text, sense integer)
  LANGUAGE plpgsql IMMUTABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH x AS (
    SELECT u.place, u.value, u.stretch, u.value - lag(u.value) OVER s AS step
    FROM unnest(y, stretches) WITH ORDINALITY AS u (value, stretch, place)
    WINDOW s AS (PARTITION BY u.stretch ORDER BY u.place)),
  base AS (
    SELECT x.stretch, avg(x.value) AS mean, avg(abs(x.step)) AS mr FROM x GROUP BY x.stretch),
  screened AS (                       -- moving ranges far above their mean are left out once
    SELECT b.stretch, b.mean, avg(abs(x.step)) FILTER (WHERE abs(x.step) <= 3.267 * b.mr) AS mr
    FROM base b JOIN x USING (stretch) GROUP BY b.stretch, b.mean),
  -- to ten places: endless quotients must not decide whether a point lies on a limit
  limits AS (
    SELECT s.stretch, s.mean, round(s.mean - 2.66 * s.mr, 10) AS lpl, round(s.mean + 2.66 * s.mr, 10) AS upl,
           round(s.mean - 2 * 2.66 * s.mr / 3, 10) AS near_lpl, round(s.mean + 2 * 2.66 * s.mr / 3, 10) AS near_upl
    FROM screened s),
  placed AS (
    SELECT x.*, l.mean, l.lpl, l.upl, sign(x.step) AS rise, sign(x.value - round(l.mean, 10)) AS side,
           x.value < l.lpl OR x.value > l.upl AS outside,
           x.value BETWEEN l.lpl AND l.upl AND (x.value < l.near_lpl OR x.value > l.near_upl) AS close
    FROM x JOIN limits l USING (stretch)),
  islands AS (                        -- neighbours of the same side, and of the same rise, share a number
    SELECT p.*,
           p.place - row_number() OVER (PARTITION BY p.stretch, p.side ORDER BY p.place) AS side_island,
           p.place - row_number() OVER (PARTITION BY p.stretch, p.rise ORDER BY p.place) AS rise_island,
           lead(p.rise) OVER s AS next_rise,
           CASE WHEN abs(sum(p.side) OVER before) = 3 THEN count(*) FILTER (WHERE p.close) OVER before >= 2 END
             AS two_before,
           CASE WHEN abs(sum(p.side) OVER around) = 3 THEN count(*) FILTER (WHERE p.close) OVER around >= 2 END
             AS two_around,
           CASE WHEN abs(sum(p.side) OVER after) = 3 THEN count(*) FILTER (WHERE p.close) OVER after >= 2 END
             AS two_after
    FROM placed p
    WINDOW s AS (PARTITION BY p.stretch ORDER BY p.place),
           before AS (s ROWS BETWEEN 2 PRECEDING AND CURRENT ROW),
           around AS (s ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING),
           after AS (s ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING)),
  counted AS (                        -- a trend of seven points has six steps
    SELECT i.*,
           i.side <> 0 AND count(*) OVER (PARTITION BY i.stretch, i.side, i.side_island) >= side_run AS one_side,
           i.rise <> 0 AND count(*) OVER (PARTITION BY i.stretch, i.rise, i.rise_island) >= trend_run - 1 AS ends_step
    FROM islands i),
  trended AS (
    SELECT c.*, coalesce(c.ends_step, false) OR coalesce(lead(c.ends_step) OVER s, false) AS trend
    FROM counted c WINDOW s AS (PARTITION BY c.stretch ORDER BY c.place)),
  -- inside a trend a point goes with the step that follows it, at its end with the one before
  told AS (
    SELECT t.*, CASE WHEN coalesce(lead(t.trend) OVER s, false) THEN t.next_rise ELSE t.rise END AS going
    FROM trended t WINDOW s AS (PARTITION BY t.stretch ORDER BY t.place))
  SELECT t.place, t.value, t.stretch, t.mean, t.lpl, t.upl, c.cause,
         CASE WHEN c.cause ~ 'Above|Increasing' THEN 1 WHEN c.cause ~ 'Below|Decreasing' THEN -1 ELSE 0 END
  FROM told t
       CROSS JOIN LATERAL (SELECT CASE
         WHEN t.outside THEN CASE WHEN t.side > 0 THEN 'Above UCL' ELSE 'Below LCL' END
         WHEN t.trend THEN format('%s Point Trend (%s)', trend_run,
                                  CASE WHEN t.going > 0 THEN 'Increasing' ELSE 'Decreasing' END)
         WHEN t.close AND (t.two_before OR t.two_around OR t.two_after)
           THEN CASE WHEN t.side > 0 THEN '2 in 3 Above CL' ELSE '2 in 3 Below CL' END
         WHEN t.one_side THEN format('%s Points %s CL', side_run, CASE WHEN t.side > 0 THEN 'Above' ELSE 'Below' END)
         ELSE 'Common Cause' END) AS c (cause)
  ORDER BY t.place;
END
$$;

-- A run length: a setting of the council; one that makes no sense is the usual 7.
CREATE FUNCTION spc_setting(name text) RETURNS integer LANGUAGE sql STABLE
  RETURN coalesce((SELECT s.value::integer FROM setting s WHERE s.key = name AND s.value ~ '^[1-9]\d?$'
                   AND s.value::integer > 2), 7);

-- What a special cause of a point says by polarity: good, bad, high, low; null: common cause.
CREATE FUNCTION spc_sense(polarity text, sense integer) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN sense = 0 THEN NULL
              WHEN polarity = 'info' THEN CASE sense WHEN 1 THEN 'high' ELSE 'low' END
              WHEN (sense = 1) = (polarity = 'high') THEN 'good' ELSE 'bad' END;

CREATE FUNCTION spc_cause_words(cause text) RETURNS text LANGUAGE sql STABLE
  RETURN CASE WHEN cause = 'Common Cause' THEN 'common cause'
              WHEN cause = 'Above UCL' THEN 'above the upper limit' WHEN cause = 'Below LCL'
                THEN 'below the lower limit'
              WHEN cause LIKE '2 in 3%' THEN 'two of three near the '
                || CASE WHEN cause LIKE '%Above%' THEN 'upper' ELSE 'lower' END || ' limit'
              WHEN cause LIKE '%Increasing)' THEN split_part(cause, ' ', 1) || ' in a row rising'
              WHEN cause LIKE '%Decreasing)' THEN split_part(cause, ' ', 1) || ' in a row falling'
              ELSE split_part(cause, ' ', 1) || ' in a row '
                || CASE WHEN cause LIKE '%Above%' THEN 'above' ELSE 'below' END || ' the mean' END;

-- What the last point of a process says; null: no limits.
CREATE FUNCTION spc_variation_words(variation text, cause text) RETURNS text LANGUAGE sql STABLE
  RETURN CASE WHEN variation IS NULL THEN NULL
              WHEN variation = 'common'
                THEN 'Common cause: the figures vary as they usually do, and nothing shows a change'
              ELSE CASE WHEN variation LIKE 'better%' THEN 'Special cause, an improvement'
                        WHEN variation LIKE 'worse%' THEN 'Special cause, a concern' ELSE 'Special cause' END
                   || ': ' || spc_cause_words(cause) END;

CREATE FUNCTION spc_assurance_words(assurance text, target text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE assurance WHEN 'pass' THEN 'The process will consistently meet the target of ' || target
                        WHEN 'fail' THEN 'The process will consistently miss the target of ' || target
                          || ' unless it is changed'
                        WHEN 'either' THEN 'The process will hit and miss the target of ' || target END;

-- The small print of the chart: what it counts as a special cause.
CREATE FUNCTION spc_note_words(mean text, lpl text, upl text, points bigint, side integer, trend integer) RETURNS text
  LANGUAGE sql STABLE
  RETURN format('Mean %s, limits %s to %s, %s points. Special causes: outside the limits; %s in a row on one side; '
                '%s rising or falling; 2 of 3 near a limit.', mean, lpl, upl, points, side, trend);

-- Why a point has no limits; null: it has. `points` are those of its stretch, `apart` says that they lie further apart
-- than the others, `nearer` that the stretch began where they came closer together.
CREATE FUNCTION spc_why_no_limits(basis text, all_points bigint, points bigint, apart boolean, nearer boolean)
  RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN basis = 'rolling_12' THEN 'no limits: each figure covers twelve months, so neighbouring ones overlap'
              WHEN all_points < 12 THEN format('no limits: %s points are held, and they need 12', all_points)
              WHEN points < 12 AND apart
                THEN format('no limits: %s further apart than the others, and they need 12',
                            CASE points WHEN 1 THEN '1 point lies' ELSE points || ' points lie' END)
              WHEN points < 12 AND nearer THEN format('no limits: %s point%s since figures are held more often, and '
                                                      'they need 12', points, CASE points WHEN 1 THEN '' ELSE 's' END)
              WHEN points < 12 THEN format('no limits: %s point%s since the method changed, and they need 12', points,
                                           CASE points WHEN 1 THEN '' ELSE 's' END) END;

-- Indicators as processes: one row a point, all that are held of the period's kind up to it (of several
-- cohorts the first by name). Limits are null where there are none, and mean_why says the reason: for the whole
-- series, or for a stretch after a change of method that has fewer than 12 points. What is said of the
-- whole (variation, assurance, note, no_limits) stands on every row and is the last point's. Quarter-ends and months
-- are never one process: what moves between neighbours depends on how far apart they are.
CREATE FUNCTION spc_processes(of_indicators integer[], in_area integer, at_period integer)
  RETURNS TABLE (indicator_id integer, is_last boolean, period text, short text, label text, number numeric,
                 shown text, status text, entered boolean, released boolean, mean numeric, mean_shown text,
                 mean_why text, lpl numeric, lpl_shown text, upl numeric, upl_shown text, cause text, sense text,
                 target numeric, target_shown text, change text,
                 variation text, variation_words text,     -- better_high …, common; null: no limits
                 assurance text, assurance_words text,     -- pass, fail, either; null: no target, no limits, or info
                 note text, no_limits text, last_day date)
  LANGUAGE plpgsql STABLE ROWS 1000 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
  side integer := spc_setting('spc_side');
  trend integer := spc_setting('spc_trend');
  at period;
BEGIN
  SELECT * INTO at FROM period p WHERE p.period_id = at_period;
  RETURN QUERY
  WITH d AS MATERIALIZED (SELECT i.* FROM indicators_at(at.first_day) i WHERE i.indicator_id = ANY (of_indicators)),
  f AS MATERIALIZED (
    SELECT f.indicator_id, f.cohort, f.number, f.shown, f.status, f.entered, f.released, p.period, p.short, p.label,
           f.break_day, p.first_day, p.last_day
    FROM figures_shown(of_indicators, ARRAY[in_area], date '-infinity', at.last_day, 'summary') f
         JOIN period p USING (period_id)
    WHERE p.kind = at.kind AND f.number IS NOT NULL),
  changes AS MATERIALIZED (
    SELECT i.indicator_id, b.words AS note, b.first_day
    FROM (SELECT f.indicator_id FROM f WHERE f.break_day IS NOT NULL    -- only these have any
          UNION SELECT m.indicator_id FROM method_change_now m WHERE m.indicator_id = ANY (of_indicators)) i
         CROSS JOIN LATERAL series_breaks(i.indicator_id) b),
  drawn AS (
    SELECT f.*, 12 * extract(year FROM f.last_day) + extract(month FROM f.last_day) AS month
    FROM f JOIN (SELECT g.indicator_id, min(g.cohort) AS cohort FROM f g GROUP BY g.indicator_id) c
           USING (indicator_id, cohort)),
  spaced AS (                          -- how far the nearer of its neighbours is
    SELECT d.*, least(d.month - lag(d.month) OVER s, lead(d.month) OVER s - d.month) AS near
    FROM drawn d WINDOW s AS (PARTITION BY d.indicator_id ORDER BY d.last_day)),
  sparse AS (
    SELECT s.*, coalesce(s.near >= 3 * min(s.near) OVER (PARTITION BY s.indicator_id), false) AS apart FROM spaced s),
  turned AS (
    SELECT s.*, s.apart <> coalesce(lag(s.apart) OVER (PARTITION BY s.indicator_id ORDER BY s.last_day), s.apart)
             AS turns FROM sparse s),
  points AS (
    SELECT t.*, row_number() OVER w AS place,
           (SELECT count(*)::integer FROM changes c
            WHERE c.indicator_id = t.indicator_id AND c.first_day <= t.first_day)
           + (count(*) FILTER (WHERE t.turns) OVER w)::integer AS stretch
    FROM turned t WINDOW w AS (PARTITION BY t.indicator_id ORDER BY t.last_day)),
  sized AS MATERIALIZED (
    SELECT p.*, count(*) OVER part AS points, count(*) OVER whole AS all_points, bool_or(p.turns) OVER part AS nearer,
           lag(p.stretch) OVER (whole ORDER BY p.place) AS earlier,
           p.place = count(*) OVER whole AS is_last, row_number() OVER (ORDER BY p.indicator_id, p.place) AS at,
           (dense_rank() OVER (ORDER BY p.indicator_id, p.stretch))::integer AS process
    FROM points p
    WINDOW part AS (PARTITION BY p.indicator_id, p.stretch), whole AS (PARTITION BY p.indicator_id)),
  goal AS (
    SELECT r.indicator_id, r.target, target_words(r, d.decimals, d.measure) AS shown
    FROM rule_held(of_indicators, ARRAY[in_area], NULL, true) r JOIN d USING (indicator_id)
    WHERE r.from_day <= at.last_day AND at.last_day < r.until_day),
  s AS MATERIALIZED (                  -- of all at once: no stretch of one is another's
    SELECT s.* FROM (SELECT array_agg(z.number ORDER BY z.at) AS y, array_agg(z.process ORDER BY z.at) AS stretches
                     FROM sized z) a, spc(a.y, a.stretches, side, trend) s),
  reasoned AS (
    SELECT z.*, s.sense AS way, s.special_cause, s.mean, s.lpl, s.upl,
           d.decimals, d.measure, d.polarity,
           spc_why_no_limits(d.basis, z.all_points, z.points, z.apart, z.nearer) AS why
    FROM sized z JOIN s ON s.place = z.at JOIN d USING (indicator_id)),
  joined AS (                          -- one decimal more than the figures
    SELECT r.*, CASE WHEN r.why IS NULL THEN round(r.mean, r.decimals + 1) END AS mid,
           CASE WHEN r.why IS NULL THEN round(r.lpl, r.decimals + 1) END AS low,
           CASE WHEN r.why IS NULL THEN round(r.upl, r.decimals + 1) END AS high,
           CASE WHEN r.why IS NULL THEN spc_sense(r.polarity, r.way) END AS says
    FROM reasoned r),
  last AS (SELECT j.* FROM joined j WHERE j.is_last)
  SELECT j.indicator_id, j.is_last, j.period, j.short, j.label, j.number, j.shown, j.status, j.entered, j.released,
         j.mid, shown(j.mid, j.decimals + 1, j.measure), j.why, j.low, shown(j.low, j.decimals + 1, j.measure),
         j.high, shown(j.high, j.decimals + 1, j.measure),
         CASE WHEN j.why IS NULL THEN spc_cause_words(j.special_cause) END, j.says, g.target, g.shown,
         CASE WHEN j.turns THEN CASE WHEN j.apart THEN 'Figures are held less often from here'
                                     ELSE 'Figures are held more often from here' END
              WHEN j.stretch > j.earlier THEN
           (SELECT c.note FROM changes c WHERE c.indicator_id = j.indicator_id AND c.first_day <= j.first_day
            ORDER BY c.first_day DESC LIMIT 1) END,
         v.variation, spc_variation_words(v.variation, l.special_cause), a.assurance,
         spc_assurance_words(a.assurance, g.shown),
         CASE WHEN l.why IS NULL THEN
           spc_note_words(shown(l.mid, j.decimals + 1, j.measure), shown(l.low, j.decimals + 1, j.measure),
                          shown(l.high, j.decimals + 1, j.measure), l.points, side, trend) END,
         l.why, j.last_day
  FROM joined j JOIN last l USING (indicator_id) LEFT JOIN goal g USING (indicator_id)
       CROSS JOIN LATERAL (SELECT CASE
         WHEN l.why IS NOT NULL THEN NULL WHEN l.way = 0 THEN 'common'
         ELSE concat_ws('_', CASE l.says WHEN 'good' THEN 'better' WHEN 'bad' THEN 'worse' END,
                        CASE l.way WHEN 1 THEN 'high' ELSE 'low' END) END) AS v (variation)
       CROSS JOIN LATERAL (SELECT CASE
         WHEN l.why IS NOT NULL OR g.target IS NULL OR j.polarity = 'info' THEN NULL
         WHEN g.target > l.upl THEN CASE j.polarity WHEN 'high' THEN 'fail' ELSE 'pass' END
         WHEN g.target < l.lpl THEN CASE j.polarity WHEN 'high' THEN 'pass' ELSE 'fail' END
         ELSE 'either' END) AS a (assurance)
  ORDER BY j.indicator_id, j.place;
END
$$;

-- One of them.
CREATE FUNCTION spc_series(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (period text, short text, label text, number numeric, shown text, status text, entered boolean,
                 released boolean, mean numeric, mean_shown text, mean_why text, lpl numeric, lpl_shown text,
                 upl numeric, upl_shown text, cause text, sense text, target numeric, target_shown text, change text,
                 variation text, variation_words text, assurance text, assurance_words text, note text,
                 no_limits text, last_day date)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT s.period, s.short, s.label, s.number, s.shown, s.status, s.entered, s.released, s.mean, s.mean_shown,
         s.mean_why, s.lpl, s.lpl_shown, s.upl, s.upl_shown, s.cause, s.sense, s.target, s.target_shown, s.change,
         s.variation, s.variation_words, s.assurance, s.assurance_words, s.note, s.no_limits, s.last_day
  FROM spc_processes(ARRAY[of_indicator], in_area, at_period) s;
END
$$;

-- The latest point of each of these, in their order, for a page of all: what varies, and whether a target can be
-- relied on. turn: of the matrix, the row (better, common, worse, neither) that it belongs to.
CREATE FUNCTION process_overview(ids integer[], in_area integer, at_period integer)
  RETURNS TABLE (ref text, name text, section text, lead text, period text, label text, number numeric, shown text,
                 status text, entered boolean, released boolean, mean numeric, mean_shown text, target_shown text,
                 variation text, variation_words text, assurance text, assurance_words text, no_limits text, turn text)
  LANGUAGE plpgsql STABLE ROWS 200 SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT i.ref, i.name, i.section, i.lead, s.period, s.label, s.number, s.shown, s.status, s.entered, s.released,
         s.mean, s.mean_shown, s.target_shown, s.variation, s.variation_words, s.assurance, s.assurance_words,
         s.no_limits, CASE WHEN s.variation LIKE 'better%' THEN 'better' WHEN s.variation LIKE 'worse%' THEN 'worse'
                           WHEN s.variation = 'common' THEN 'common' WHEN s.variation IS NOT NULL THEN 'neither' END
  FROM spc_processes(ids, in_area, at_period) s JOIN indicator_now i USING (indicator_id)
       JOIN indicator_order() o USING (indicator_id)
  WHERE s.is_last ORDER BY o.section_place, o.place;
END
$$;
