-- What hangs together: indicators, budget lines and risks (imported as links), each beside the
-- others' figures. docs/figures.md "What hangs together".

-- The statement that holds at a day: the latest one of that day or before.
CREATE FUNCTION statement_at(of_statement text, at_day date) RETURNS integer LANGUAGE sql STABLE
  RETURN (SELECT p.period_id FROM revenue_now r JOIN period p USING (period_id)
          WHERE r.statement = of_statement AND p.last_day <= at_day ORDER BY p.last_day DESC LIMIT 1);

-- Budget lines by name in the statements that hold at a day; one that stands in none has no figures.
CREATE FUNCTION linked_lines(lines text[], at_day date)
  RETURNS TABLE (line_name text, statement text, period_id integer, budget numeric, outturn numeric, variance numeric,
                 percent numeric, movement numeric, is_new boolean, released boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH at AS MATERIALIZED (     -- looked up once, not once a row
    SELECT s.statement, statement_at(s.statement, at_day) AS period_id FROM (VALUES ('la'), ('schools')) s (statement)),
  held AS MATERIALIZED (
    SELECT s.statement, s.period_id, l.* FROM at s, revenue_lines(s.statement, s.period_id) l)
  SELECT n.line_name, h.statement, h.period_id, h.budget, h.outturn, h.variance, h.percent, h.movement, h.is_new,
         coalesce(h.released, true)
  FROM (SELECT DISTINCT unnest(lines)) n (line_name) LEFT JOIN held h USING (line_name)
  ORDER BY h.statement NULLS LAST, h.place, n.line_name;
END
$$;

-- The council's latest figure of each indicator at a day.
CREATE FUNCTION linked_figures(indicators integer[], at_day date)
  RETURNS TABLE (ref text, name text, period_id integer, shown text, number numeric, rag text, rag_scope text, dot text,
                 dot_why text, status text, entered boolean, released boolean, difference numeric,
                 difference_shown text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH f AS (
    SELECT DISTINCT ON (f.indicator_id) f.*
    FROM figures(indicators, ARRAY[(SELECT a.area_id FROM area a WHERE a.area = council())], date '-infinity',
                 at_day, NULL) f
         JOIN period p USING (period_id)
    WHERE f.shown_value IS NOT NULL
    ORDER BY f.indicator_id, p.last_day DESC, p.first_day DESC, f.cohort)
  SELECT i.ref, i.name, f.period_id, f.text, round(f.shown_value, i.decimals), f.rag, f.rag_scope, f.dot, f.dot_why,
         f.status, f.as_entered, f.released, round(f.difference, i.decimals), shown_signed(f.difference, i.decimals)
  FROM indicator_now i LEFT JOIN f USING (indicator_id)
  WHERE i.indicator_id = ANY (indicators)
  ORDER BY i.ref COLLATE natural_order;
END;

-- "What do 68 more cost?": for a count of what stands at a time (children looked after), the variance of
-- the lines linked to it ÷ its change from a year before. Only where both are of one financial year, of the
-- council, and point the same way; else quotient is null and the words say why. No rows: nothing to say.
CREATE FUNCTION linked_quotient(of_indicator integer, in_area integer, at_period integer)
  RETURNS TABLE (difference numeric, variance numeric, quotient numeric, question text, words text) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH p AS (SELECT * FROM period WHERE period_id = at_period),
  f AS MATERIALIZED (
    SELECT f.value, f.difference, d.decimals
    FROM indicator_now d, p, figures(ARRAY[of_indicator], ARRAY[in_area], p.first_day, p.last_day, 'summary') f
    WHERE d.indicator_id = of_indicator AND d.measure = 'count' AND d.basis = 'stock' AND f.period_id = at_period
      AND f.cohort = ''
      AND f.difference IS NOT NULL AND in_area = (SELECT a.area_id FROM area a WHERE a.area = council())),
  v AS MATERIALIZED (
    SELECT sum(l.variance) AS variance, count(*) AS lines, said_together(array_agg(DISTINCT s.label)) AS statements
    FROM p, linked_lines(ARRAY(SELECT k.budget_line FROM link_now k WHERE k.indicator_id = of_indicator
                               AND k.budget_line <> ''), p.last_day) l
         JOIN period s ON s.period_id = l.period_id
    WHERE s.financial_year = p.financial_year
    HAVING count(*) > 0),
  q AS (
    SELECT f.*, v.*, CASE WHEN sign(v.variance) = sign(f.difference) THEN v.variance / nullif(f.difference, 0)
                          END AS quotient FROM f, v)
  SELECT difference, variance, quotient,
         CASE WHEN quotient IS NULL THEN 'What does the change cost?'
              ELSE format('What %s %s %s?', CASE abs(difference) WHEN 1 THEN 'does' ELSE 'do' END,
                          shown(abs(difference), decimals, ''),
                          CASE WHEN difference > 0 THEN 'more cost' ELSE 'fewer save' END) END,
         format('The %s linked to it %s %s in the statement of %s. The figure is %s (%s against %s). ',
           CASE lines WHEN 1 THEN 'budget line' ELSE lines || ' budget lines' END,
           CASE lines WHEN 1 THEN 'is' ELSE 'are together' END, over_words(variance), statements,
           CASE sign(difference) WHEN 1 THEN shown(difference, decimals, '') || ' higher than a year before'
                                 WHEN -1 THEN shown(-difference, decimals, '') || ' lower than a year before'
                                 ELSE 'the same as a year before' END,
           shown(value, decimals, ''), shown(value - difference, decimals, ''))
         || CASE WHEN quotient IS NOT NULL
                 THEN format('One divided by the other is %s for each one %s. '
                              'It is a quotient of two figures, not a cause and not a price: '
                             'the variance is measured against the budget, '
                              'the change against a year before, and what the service costs '
                             'and which kind is needed change too.', million_words(quotient),
                             CASE WHEN difference > 0 THEN 'more' ELSE 'fewer' END)
                 WHEN difference = 0 THEN 'There is no change to divide by.'
                 WHEN variance = 0 THEN 'There is no variance to divide.'
                 ELSE 'The two do not point the same way, so that a quotient would say nothing.' END
  FROM q;
END;

-- As pages show them. Of the first two parameters one is null: what the links are looked up by. A line that no
-- statement has by then has no statement; a risk that the register has not has no name.
CREATE FUNCTION linked_lines_shown(of_indicator integer, of_risk text, at_day date)
  RETURNS TABLE (line_name text, statement text, period text, label text, budget numeric, budget_shown text,
                 outturn numeric, outturn_shown text, variance numeric, variance_shown text, variance_released boolean,
                 percent numeric,
                 percent_shown text, movement numeric, movement_shown text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT l.line_name, l.statement, p.period, p.label, round(l.budget, 3), millions(l.budget), round(l.outturn, 3),
         millions(l.outturn), round(l.variance, 3), millions_signed(l.variance), l.released, round(l.percent),
         CASE WHEN l.statement IS NOT NULL THEN percent_signed(l.percent) END,
         CASE WHEN NOT l.is_new THEN round(l.movement, 3) END,
         CASE WHEN l.is_new THEN 'new' ELSE millions_signed(l.movement) END
  FROM linked_lines(ARRAY(SELECT k.budget_line FROM link_now k WHERE k.budget_line <> ''
                          AND (k.indicator_id = of_indicator OR k.risk = of_risk)),
         coalesce(at_day, today())) WITH ORDINALITY AS l (line_name, statement, period_id, budget, outturn, variance,
                                                          percent, movement,
         is_new, released, place) LEFT JOIN period p USING (period_id)
  ORDER BY l.place;
END;

CREATE FUNCTION linked_risks_shown(of_indicator integer, of_line text, at_day date)
  RETURNS TABLE (number text, name text, score integer, score_rag text, score_why text, score_released boolean,
                 target_score integer, target_score_rag text, target_score_why text, direction_dot text,
                 direction_why text, reviewed text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT k.risk, r.name, r.score, r.rating, score_words(r.likelihood, r.impact), coalesce(r.released, true),
         r.target_score, r.target_rating, score_words(r.target_likelihood, r.target_impact),
         CASE WHEN r.number IS NOT NULL THEN coalesce(r.direction, 'none') END,
         CASE WHEN r.number IS NOT NULL AND r.direction IS NULL THEN 'no earlier review is held' END,
         day_words(r.reviewed)
  FROM (SELECT DISTINCT l.risk FROM link_now l WHERE l.risk <> ''
        AND (l.indicator_id = of_indicator OR l.budget_line = of_line)) k
       LEFT JOIN risk_register(at_day) r ON r.number = k.risk
  ORDER BY r.score DESC NULLS LAST, k.risk;
END;

CREATE FUNCTION linked_indicators_shown(of_line text, of_risk text, at_day date)
  RETURNS TABLE (ref text, name text, area text, "to" text, label text, number numeric, shown text, rag text,
                 rag_scope text,
                 dot text, dot_why text, status text, entered boolean, released boolean, difference numeric,
                 difference_shown text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT f.ref, f.name, council(), p.period, p.label, f.number, f.shown, f.rag, f.rag_scope, f.dot, f.dot_why, f.status,
         f.entered, f.released, f.difference, f.difference_shown
  FROM linked_figures(ARRAY(SELECT DISTINCT k.indicator_id FROM link_now k WHERE k.budget_line = of_line
                            OR k.risk = of_risk),
         coalesce(at_day, today())) WITH ORDINALITY AS f (ref, name, period_id, shown, number, rag, rag_scope, dot,
                                                          dot_why, status,
         entered, released, difference, difference_shown, place)
       LEFT JOIN period p USING (period_id)
  ORDER BY f.place;
END;
