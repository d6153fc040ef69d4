-- Money in words: sign, wording and figure follow from the value, so that a sentence cannot say
-- "overspend" of an underspend. src/report/paper/paper.c ({{finance … as=words}}), key_points.c.

CREATE FUNCTION million_words(value numeric) RETURNS text LANGUAGE sql STABLE
  RETURN CASE WHEN round(value, 3) < 0 THEN 'minus ' ELSE '' END || '£' || millions(abs(value)) || ' million';

-- What a main point says of a statement of which something was removed.
CREATE FUNCTION removed_point(what text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN format('%s cannot be said: a part of it was removed for data protection.', what);

-- A value that is a change: "a fall of £9.032 million".
CREATE FUNCTION movement_words(value numeric, up text, down text, level text) RETURNS text LANGUAGE sql STABLE
  RETURN CASE sign(round(value, 3)) WHEN 1 THEN up || ' of ' || million_words(value)
                                    WHEN -1 THEN down || ' of ' || million_words(abs(value)) WHEN 0 THEN level END;

CREATE FUNCTION spend_words(variance numeric) RETURNS text LANGUAGE sql STABLE
  RETURN CASE sign(round(variance, 3)) WHEN 1 THEN million_words(variance) || ' overspend'
                                       WHEN -1 THEN million_words(abs(variance)) || ' underspend' WHEN 0
                                         THEN 'balanced budget' END;

CREATE FUNCTION over_words(variance numeric) RETURNS text LANGUAGE sql STABLE
  RETURN CASE sign(round(variance, 3)) WHEN 1 THEN million_words(variance) || ' over budget'
                                       WHEN -1 THEN million_words(abs(variance)) || ' under budget' WHEN 0
                                         THEN 'on budget' END;

-- Of capital: a variance is against what was approved, and a part of it is moved to a later year.
CREATE FUNCTION capital_words(measure text, value numeric) RETURNS text LANGUAGE sql STABLE
  RETURN CASE
    WHEN measure = 'variance'
      THEN CASE sign(round(value, 3)) WHEN 1 THEN million_words(value) || ' above what was approved'
      WHEN -1 THEN million_words(-value) || ' below what was approved' WHEN 0 THEN 'as approved' END
    WHEN measure = 'reprofiled' THEN CASE sign(round(value, 3)) WHEN 0 THEN 'nothing' ELSE million_words(abs(value)) END
      || ' moved to a later year'
    WHEN measure = 'rest' THEN CASE sign(round(value, 3)) WHEN 1 THEN million_words(value) || ' over'
      WHEN -1 THEN million_words(-value) || ' under' WHEN 0 THEN 'neither over nor under' END
    ELSE million_words(value) END;

-- A figure of a statement by its measure. Contributions are in pounds, all else in £m.
CREATE FUNCTION finance_words(statement text, measure text, value numeric) RETURNS text LANGUAGE sql STABLE
  RETURN CASE
    WHEN statement = 'contributions' THEN '£' || shown_pounds(value)
    WHEN statement = 'capital' THEN capital_words(measure, value)
    WHEN measure = 'variance' THEN spend_words(value)
    WHEN measure = 'movement' THEN movement_words(value, 'an increase', 'a decrease', 'no change')
    WHEN measure = 'percent' THEN CASE sign(round(value)) WHEN 0 THEN 'on budget'
      WHEN 1 THEN shown(value, 0, 'percentage') || ' over budget'
      WHEN -1 THEN shown(abs(value), 0, 'percentage') || ' under budget' END
    WHEN measure IN ('change', 'in_year', 'academies') THEN movement_words(value, 'a rise', 'a fall', 'no change')
    WHEN measure IN ('approved', 'recommended') THEN movement_words(value, 'an addition', 'a use', 'no use')
    ELSE million_words(value) END;

CREATE FUNCTION line_count_words(count bigint) RETURNS text LANGUAGE sql STABLE
  RETURN count || CASE count WHEN 1 THEN ' line' ELSE ' lines' END;

-- Of a sum of movements that leaves out lines; null: it leaves out none.
CREATE FUNCTION unknown_words(lines bigint) RETURNS text LANGUAGE sql STABLE
  RETURN CASE WHEN lines > 0 THEN format('without %s whose movement is not known', line_count_words(lines)) END;

-- Why a line has no movement; null: it has one, or is new.
CREATE FUNCTION movement_unknown(movement numeric, is_new boolean) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN movement IS NULL AND NOT is_new
              THEN 'what the last report said of this line is not held, so there is nothing to compare it with' END;

-- What a movement in a sentence has to add: a sum that leaves out lines says so.
CREATE FUNCTION movement_gap(of_statement text, of_period integer, of_line text, of_group text) RETURNS text
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE WHEN min(s.unknown) > 0 THEN format(' (%s)', unknown_words(min(s.unknown)))
              WHEN min(s.kind) = 'total'
                THEN (SELECT format(' (without %s no longer in the statement)', line_count_words(count(*)))
                                               FROM revenue_vanished(of_statement, of_period) HAVING count(*) > 0) END
  FROM revenue_statement(of_statement, of_period) s
  WHERE s.line_name = of_line AND s.kind <> 'group' AND (of_group IS NULL OR s.group_name = of_group);
END;

-- Lines that vanished, by name and variance, and what they took with them: the movements are those of the lines that
-- are there, so the total's is not the difference of the two totals.
CREATE FUNCTION vanished_words(of_statement text, of_period integer) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH gone AS (
    SELECT string_agg(format('%s (%s)', v.line_name, millions_signed(v.variance)), '; ' ORDER BY v.place) AS names,
           count(*) AS lines, sum(v.variance) AS variance
    FROM revenue_vanished(of_statement, of_period) WITH ORDINALITY AS v (line_name, variance, place)),
  total AS (SELECT s.variance, s.movement FROM revenue_statement(of_statement, of_period) s WHERE s.kind = 'total')
  SELECT format('No longer in the statement, with the variance of the last report: %s. The movements leave %s out: '
                'that of the total is %s, while the '
                'total variance has moved by %s since the last report, from %s to %s. '
                'The difference, %s, is what %s took along.',
                g.names, CASE g.lines WHEN 1 THEN 'it' ELSE 'them' END, millions_signed(t.movement),
                millions_signed(t.movement - g.variance), millions_signed(t.variance - t.movement + g.variance),
                millions_signed(t.variance), millions_signed(-g.variance),
                CASE g.lines WHEN 1 THEN 'it' ELSE 'they' END)
  FROM gone g, total t WHERE g.lines > 0;
END;

-- By what unmapped cost centres make a statement out of the ledger short; null: by nothing.
CREATE FUNCTION shortfall_words(of_statement text, of_period integer) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT format('This statement leaves out %s: budget £%s, actual to date £%s, forecast £%s, %s.',
           CASE u.centres WHEN 1 THEN '1 unmapped cost centre' ELSE u.centres || ' unmapped cost centres' END,
           pounds(u.budget), pounds(u.actual), pounds(u.forecast), over_words(millions_of(u.forecast - u.budget)))
  FROM ledger_unmapped_sum(of_statement, of_period) u;
END;

-- The sentences on one monitoring statement. Before the year has ended its variance is projected.
CREATE FUNCTION revenue_points(of_period integer, projected boolean) RETURNS TABLE (place integer, words text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH s AS MATERIALIZED (SELECT * FROM revenue_statement('la', of_period)),
  t AS (SELECT * FROM s WHERE kind = 'total'),
  parts AS (
    SELECT said_together(array_agg(
             CASE s.group_name
               WHEN 'increase' THEN format('spending increases of %s on %s', million_words(s.variance),
                                           line_count_words(n.count))
               WHEN 'reduction' THEN format('spending reductions of %s on %s', million_words(-s.variance),
                                            line_count_words(n.count))
               ELSE format('one-off corrective actions, %s',
                           movement_words(s.variance, 'an addition', 'a reduction', 'which come to nothing')) END
             ORDER BY n.count = 0, array_position(ARRAY['increase', 'reduction', 'corrective'], s.group_name))) AS words
    FROM s CROSS JOIN LATERAL (SELECT count(*) FROM s b WHERE b.kind = 'body' AND b.group_name = s.group_name) n
    WHERE s.kind = 'subtotal'),
  largest AS (
    SELECT s.line_name, s.variance, s.percent FROM s WHERE s.kind = 'body' AND s.group_name <> 'corrective'
    ORDER BY abs(s.variance) DESC, s.line_name LIMIT 1),
  gone AS (
    SELECT coalesce(sum(v.variance), 0) AS variance,
           ' That includes what ' ||
             said_together(array_agg(format('%s (%s)', v.line_name, over_words(v.variance)) ORDER BY v.place))
           || ' took along, no longer in the statement.' AS words
    FROM revenue_vanished('la', of_period) WITH ORDINALITY AS v (line_name, variance, place))
  SELECT 1, CASE WHEN t.variance IS NULL
                 THEN removed_point('How the local authority''s revenue budget stands')
                 ELSE format('The local authority''s revenue budget shows a %s %s for the year. %s',
                   CASE WHEN projected THEN 'projected' ELSE 'final' END,
           spend_words(t.variance),
           CASE WHEN t.movement IS NULL THEN 'How far it has moved since the last report is not known.'
                ELSE CASE WHEN t.unknown > 0 THEN format('Leaving out %s whose movement is not known, this is ',
                                                         line_count_words(t.unknown)) ELSE 'This is ' END
                     || movement_words(t.movement - gone.variance, 'an increase', 'a decrease', 'no change')
                       || ' on the previously reported forecast.'
                     || coalesce(gone.words, '') END) END
  FROM t, gone
  UNION ALL
  SELECT 2, format('It is made up of %s.', parts.words)
           || coalesce((SELECT format(' The largest variance is that of %s, %s', l.line_name, over_words(l.variance))
                               || CASE WHEN l.percent IS NULL THEN '.' ELSE format(' (%s).', percent_signed(l.percent))
                                       END FROM largest l), '')
  FROM t, parts WHERE t.variance IS NOT NULL;
END;

-- The schools budget is ring-fenced: what is over or under is met from its reserve, an entered line.
CREATE FUNCTION schools_words(of_period integer, projected boolean) RETURNS text
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (
  WITH v AS (
    SELECT coalesce(sum(l.variance) FILTER (WHERE l.group_name <> 'corrective'), 0) AS before,
           coalesce(sum(l.variance) FILTER (WHERE l.group_name = 'corrective'), 0) AS reserve, sum(l.variance) AS net,
           count(l.variance) < count(*) AS removed
    FROM revenue_lines('schools', of_period) l HAVING count(*) > 0)
  SELECT CASE WHEN v.removed THEN removed_point('How the schools budget stands')
              ELSE format('The schools budget shows a %s %s. ', CASE WHEN projected THEN 'projected' ELSE 'final' END,
                spend_words(before))
         || CASE WHEN round(reserve, 3) = 0
                 THEN 'Nothing is taken from the Dedicated Schools Grant reserve or paid into it'
                 ELSE format('With %s the Dedicated Schools Grant reserve',
                        CASE WHEN reserve < 0 THEN million_words(-reserve) || ' from' ELSE million_words(reserve)
                             || ' paid into' END) END
         || CASE WHEN round(net, 3) = 0 THEN CASE WHEN round(reserve, 3) = 0 THEN '.' ELSE ' it nets to nothing.' END
                 ELSE format('%s it is %s, where a ring-fenced budget should net to nothing.',
                        CASE WHEN round(reserve, 3) = 0 THEN ':' ELSE '' END, over_words(net)) END END
  FROM v);
END
$$;

-- The capital programme: forecast against approved, how much of that is moved to a later year, and whether it is paid
-- for.
CREATE FUNCTION capital_point(of_period integer, projected boolean) RETURNS text
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (
  WITH t AS (SELECT * FROM capital_statement(of_period) WHERE kind = 'total'),
  b AS MATERIALIZED (SELECT * FROM capital_balance(of_period)),
  unpaid AS (SELECT count(*) AS schemes FROM b WHERE b.scheme <> '')
  SELECT CASE WHEN t.forecast IS NULL OR b.funding IS NULL
              THEN removed_point('How the capital programme stands')
              ELSE format('The capital programme %s %s, %s%s. ',
                CASE WHEN projected THEN 'is forecast at' ELSE 'comes to' END,
                million_words(t.forecast), capital_words('variance', t.variance),
                CASE WHEN round(t.variance, 3) = 0 THEN '' ELSE format(' (%s)', million_words(t.approved)) END)
         || CASE WHEN round(t.reprofiled, 3) = 0 THEN ''
                 ELSE format('%s is moved to a later year; apart from that the programme is %s. ',
                             million_words(-t.reprofiled), capital_words('rest', t.rest)) END
         || CASE WHEN b.funding = 0 AND b.forecast <> 0 THEN 'No funding has been entered.'
                 WHEN round(b.difference, 3) = 0 THEN 'The funding comes to the forecast'
                 WHEN b.difference < 0 THEN format('The funding of %s is %s short of the forecast',
                                                   million_words(b.funding), million_words(-b.difference))
                 ELSE format('The funding of %s is %s more than the forecast', million_words(b.funding),
                             million_words(b.difference)) END
         || CASE WHEN b.funding = 0 AND b.forecast <> 0 THEN '' WHEN unpaid.schemes = 0 THEN '.'
                 WHEN round(b.difference, 3) <> 0 THEN '.'
                 ELSE format(', though not in %s.',
                             CASE unpaid.schemes WHEN 1 THEN '1 scheme' ELSE unpaid.schemes || ' schemes' END) END END
  FROM t, unpaid, b WHERE b.scheme = '');
END
$$;

-- The main points of the financial papers: what the statements of a period say, in sentences. The
-- balances and reserves are those of the same financial year; capital is said where it is held, as last reported by
-- then.
CREATE FUNCTION key_points(of_period integer) RETURNS TABLE (place integer, statement text, period text, words text)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH y AS (
    SELECT p.period_id, p.period, p.label, p.financial_year, f.period AS year, f.first_day AS opened,
           f.last_day AS closed, p.last_day < f.last_day AS projected
    FROM period p JOIN period f ON f.kind = 'financial_year' AND f.financial_year = p.financial_year
    WHERE p.period_id = of_period),
  b AS (
    SELECT s.*, p.period FROM y, LATERAL (
      SELECT p.period_id, p.period FROM balance_now JOIN period p USING (period_id)
      WHERE p.financial_year = y.financial_year
      ORDER BY p.last_day DESC LIMIT 1) p, balance_statement(p.period_id) s WHERE s.kind = 'total'),
  r AS MATERIALIZED (
    SELECT s.*, p.period FROM y, LATERAL (
      SELECT p.period_id, p.period FROM reserve_now JOIN period p USING (period_id)
      WHERE p.financial_year = y.financial_year
      ORDER BY p.last_day DESC LIMIT 1) p,
        reserve_statement(p.period_id) WITH ORDINALITY AS s (kind, group_name, line_name, opening,
        approved, recommended, closing, reason, released, place))
  SELECT n.place, 'la', y.period, n.words FROM y, revenue_points(y.period_id, y.projected) n
  UNION ALL
  SELECT 3, 'schools', CASE WHEN w.words IS NOT NULL THEN y.period END,
         coalesce(w.words, format('No statement of the schools budget is held for %s.', y.label))
  FROM y, schools_words(y.period_id, y.projected) w (words)
  UNION ALL
  SELECT 4, 'balances', (SELECT b.period FROM b),
         coalesce((SELECT CASE WHEN b.closing IS NULL THEN removed_point('What school balances are')
                               ELSE format('School balances %s %s at %s, %s %s at %s.',
                                 CASE WHEN y.projected THEN 'are expected to be' ELSE 'are' END,
                            million_words(b.closing), day_words(y.closed),
                            movement_words(b.closing - b.opening, 'a rise', 'a fall', 'no change')
                            || CASE WHEN round(b.closing - b.opening, 3) = 0 THEN ' on' ELSE ' from' END,
                            million_words(b.opening), day_words(y.opened)) END FROM b),
                  format('No school balances are held for %s.', y.year))
  FROM y
  UNION ALL
  SELECT 5, 'reserves', (SELECT r.period FROM r WHERE r.kind = 'total'),
         coalesce((SELECT CASE WHEN r.closing IS NULL THEN removed_point('What reserves and provisions are')
                               ELSE format('Unused reserves and provisions %s %s at %s, %s %s at %s.',
                                 CASE WHEN y.projected THEN 'are expected to total' ELSE 'total' END,
                            million_words(r.closing), day_words(y.closed),
                            movement_words(r.closing - r.opening, 'a rise', 'a fall', 'no change')
                            || CASE WHEN round(r.closing - r.opening, 3) = 0 THEN ' on' ELSE ' from' END,
                            million_words(r.opening), day_words(y.opened))
                          || (SELECT format(' They are made up of %s.',
                                            said_together(array_agg(g.group_name || ' ' || million_words(g.closing)
                                                                    ORDER BY g.place)))
                              FROM r g WHERE g.kind = 'subtotal') END
                   FROM r WHERE r.kind = 'total'),
                  format('No reserves are held for %s.', y.year))
  FROM y
  UNION ALL
  SELECT 6, 'capital', c.period, capital_point(c.period_id, y.projected)
  FROM y, LATERAL (
    SELECT p.period_id, p.period FROM capital_now JOIN period p USING (period_id)
         JOIN period u ON u.period_id = y.period_id
    WHERE p.financial_year = y.financial_year AND p.last_day <= u.last_day ORDER BY p.last_day DESC LIMIT 1) c
  ORDER BY 1;
END
$$;
