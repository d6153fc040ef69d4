-- What was resolved comes back: what became of the figure, the budget line and the risk that a resolution names.

-- Of an indicator: the council's last figure up to the day, and its last up to the end of a period (null: of all),
-- which compare if no break lies between. One row; none where there is no such indicator for the reader.
CREATE FUNCTION figure_since(of_ref text, on_day date, until_period integer)
  RETURNS TABLE (indicator_id integer, area_id integer, period_id integer, from_day date, words text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  id CONSTANT integer := (SELECT i.indicator_id FROM indicator_now i WHERE i.ref = of_ref);
  area CONSTANT integer := (SELECT a.area_id FROM area a WHERE a.area = council());
  until_day CONSTANT date := (SELECT p.last_day FROM period p WHERE p.period_id = until_period);
BEGIN
  RETURN QUERY
  WITH f AS MATERIALIZED (
    SELECT f.cohort, f.shown, f.break_day, f.why_changed, f.released, p.period_id, p.kind, p.label, p.first_day,
           p.last_day
    FROM figures_shown(ARRAY[id], ARRAY[area], (on_day - interval '3 years')::date, coalesce(until_day, 'infinity'),
                       NULL) f
         JOIN period p USING (period_id)
    WHERE f.number IS NOT NULL),
  now AS (SELECT f.* FROM f ORDER BY f.last_day DESC, f.first_day DESC, f.cohort LIMIT 1),
  was AS (SELECT f.* FROM f JOIN now n USING (kind, cohort) WHERE f.last_day <= on_day
          ORDER BY f.last_day DESC LIMIT 1),
  said AS (
    SELECT n.*, w.first_day AS was_day, w.shown AS was_shown, w.label AS was_label, w.break_day AS was_break,
           n.label || CASE WHEN n.released THEN '' ELSE ', not yet released' END AS now_label
    FROM now n LEFT JOIN was w ON true)
  SELECT id, area, s.period_id, coalesce(s.was_day, s.first_day),
         CASE WHEN s.period_id IS NULL THEN 'No figure is held.'
              WHEN s.was_label IS NULL THEN format('No figure from before is held. It is %s (%s).', s.shown,
                                                   s.now_label)
              WHEN s.was_day = s.first_day THEN format('It was %s (%s), and no later figure is held.', s.shown,
                                                       s.now_label)
              WHEN s.was_break IS DISTINCT FROM s.break_day
              THEN format('It was %s (%s) and is %s (%s). The two do not compare: %s.', s.was_shown, s.was_label,
                          s.shown, s.now_label, coalesce(s.why_changed, 'the definition changed between'))
              ELSE format('Since then %s → %s (%s to %s).', s.was_shown, s.shown, s.was_label, s.now_label) END
  FROM (VALUES (1)) one LEFT JOIN said s ON true
  WHERE id IS NOT NULL;
END
$$;

-- Of a line of a budget: what it was over or under in the statements of one financial year. Null: there is none.
CREATE FUNCTION line_since(line text, on_day date, until_day date) RETURNS text
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  was record;
  now record;
BEGIN
  SELECT l.variance, p.label, p.financial_year INTO now
    FROM linked_lines(ARRAY[line], until_day) l JOIN period p USING (period_id) WHERE l.variance IS NOT NULL;
  SELECT l.variance, p.label, p.financial_year INTO was
    FROM linked_lines(ARRAY[line], on_day) l JOIN period p USING (period_id) WHERE l.variance IS NOT NULL;
  RETURN CASE
    WHEN now.label IS NULL THEN NULL
    WHEN was.label IS NULL THEN format('It is %s (%s); no statement from before is held.', over_words(now.variance),
      now.label)
    WHEN was.label = now.label THEN format('It was %s (%s), and no later statement is held.', over_words(now.variance),
      now.label)
    WHEN was.financial_year <> now.financial_year THEN format('It was %s (%s) and is %s (%s). The two do not compare: '
      'they are of two budgets.', over_words(was.variance), was.label, over_words(now.variance), now.label)
    ELSE format('Since then %s → %s (%s to %s).', over_words(was.variance), over_words(now.variance), was.label,
      now.label) END;
END
$$;

-- Of a risk: its score at the last review up to the day, and at the last. Null: there is none.
CREATE FUNCTION risk_since(of_number text, on_day date, until_day date) RETURNS text
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  was record;
  now record;
BEGIN
  SELECT r.score, r.reviewed INTO now FROM risk_register(until_day) r WHERE r.number = of_number;
  SELECT r.score, r.reviewed INTO was FROM risk_register(on_day) r WHERE r.number = of_number;
  RETURN CASE
    WHEN now.score IS NULL THEN NULL
    WHEN was.score IS NULL THEN format('Its score is %s; no review from before is held.', now.score)
    WHEN was.reviewed IS NOT DISTINCT FROM now.reviewed THEN format('Its score was %s, and it has not been reviewed '
      'since.', now.score)
    ELSE format('Since then its score %s → %s (reviewed %s).', was.score, now.score, day_words(now.reviewed)) END;
END
$$;

-- "agree the recommendations"; of what has no verb of its own the whole text.
CREATE FUNCTION resolved_words(verb text, text text, to_body text, by_day date) RETURNS text LANGUAGE sql STABLE
  RETURN concat_ws(' ', CASE WHEN verb <> 'other' THEN verb END,
    coalesce('to ' || to_body || ': ', '') || text, '(by ' || day_words(by_day) || ')');

-- Every resolution that the reader sees. resolution: as its address has it; exempt: of an item that is, so that its
-- reader goes on record.
CREATE VIEW resolution_line WITH (security_invoker) AS
  SELECT r.meeting || '.' || r.item || coalesce('.' || nullif(r.number, ''), '') AS resolution, r.meeting, r.item,
         r.number, r.verb, resolved_words(r.verb, r.text, r.to_body, r.by_day) AS words, r.to_body, r.by_day,
         r.indicator AS ref, r.budget_line, r.risk, m.committee, c.name AS committee_name, m.day AS meets,
         day_words(m.day) AS meeting_day,
         EXISTS (SELECT FROM agenda_item_now i
                 WHERE i.meeting = r.meeting AND i.item = r.item AND i.exempt_paragraph IS NOT NULL) AS exempt
  FROM resolution_now r JOIN meeting_now m USING (meeting) JOIN committee_now c USING (committee);

CREATE FUNCTION resolution_list()
  RETURNS TABLE (resolution text, meeting text, item text, words text, verb text, to_body text, by_day text, ref text,
                 budget_line text, risk text, committee_name text, meets date, meeting_day text,
                 exempt boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT r.resolution, r.meeting, r.item, r.words, r.verb, r.to_body, day_words(r.by_day), r.ref, r.budget_line,
         r.risk, r.committee_name, r.meets, r.meeting_day, r.exempt
  FROM resolution_line r
  ORDER BY r.meets DESC, r.meeting, r.item COLLATE natural_order, r.number COLLATE natural_order;
END
$$;

-- Those that name an indicator, a line or a risk (two are null), up to a day (null: today), with what became of it; of
-- an indicator up to a period.
CREATE FUNCTION resolved_about(of_indicator integer, line text, of_risk text, until_day date, until_period integer)
  RETURNS TABLE (resolution text, words text, meeting_day text, committee_name text, since text, meeting text,
                 item text, exempt boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  of_ref CONSTANT text := (SELECT i.ref FROM indicator i WHERE i.indicator_id = of_indicator);
  day CONSTANT date := coalesce(until_day, today());
BEGIN
  RETURN QUERY
  SELECT r.resolution, r.words, r.meeting_day, r.committee_name,
         CASE WHEN of_ref IS NOT NULL THEN (SELECT f.words FROM figure_since(of_ref, r.meets, until_period) f)
              WHEN line IS NOT NULL THEN line_since(line, r.meets, day)
              ELSE risk_since(of_risk, r.meets, day) END,
         r.meeting, r.item, r.exempt
  FROM resolution_line r
  WHERE (r.ref = of_ref OR r.budget_line = line OR r.risk = of_risk) AND r.meets <= day
  ORDER BY r.meets DESC, r.meeting, r.item COLLATE natural_order, r.number COLLATE natural_order;
END
$$;

-- The page of one: what its figure's chart is drawn from, and what became of all that it names. No row: there is none
-- for the reader.
CREATE FUNCTION resolution_scope(of_resolution text)
  RETURNS TABLE (indicator_id integer, area_id integer, period_id integer, from_day date, ref text, name text,
                 figure_words text, budget_line text, line_words text, risk text, risk_words text, title text,
                 words text, meeting text, committee_name text, meeting_day text, item_title text, item text,
                 measure text, area_name text, area text, period text, label text, exempt boolean)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT f.indicator_id, f.area_id, f.period_id, f.from_day, r.ref, i.name, f.words, r.budget_line,
         line_since(r.budget_line, r.meets, today()), r.risk, risk_since(r.risk, r.meets, today()),
         format('Resolution of %s, item %s', r.meeting_day, r.item) || coalesce(' ' || nullif(r.number, ''), ''),
         r.words, r.meeting, r.committee_name, r.meeting_day,
         (SELECT i.title FROM agenda_item_now i WHERE i.meeting = r.meeting AND i.item = r.item), r.item, i.measure,
         a.name, a.area, p.period, p.label, r.exempt
  FROM resolution_line r LEFT JOIN LATERAL figure_since(r.ref, r.meets, NULL) f ON r.ref IS NOT NULL
       LEFT JOIN indicator_now i ON i.indicator_id = f.indicator_id LEFT JOIN area_now a ON a.area_id = f.area_id
       LEFT JOIN period p ON p.period_id = f.period_id
  WHERE r.meeting = split_part(of_resolution, '.', 1) AND r.resolution = of_resolution;
END
$$;
