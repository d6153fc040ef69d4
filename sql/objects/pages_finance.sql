-- What the pages of money show, each in one answer: rows of several parts, every row by the names of its
-- cells (src/db/parts.c takes them apart). All figures come as the text that is shown.

CREATE TYPE page_row AS (part text, cells json);

-- The imports that kinds of data come from.
CREATE FUNCTION page_sources(kinds text[]) RETURNS SETOF page_row LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT 'sources', row_to_json(s) FROM sources_of(kinds) s;
END;

CREATE FUNCTION page_differences(of_statement text, of_period integer) RETURNS SETOF page_row LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT 'differences', row_to_json(d)
  FROM (SELECT CASE group_name WHEN 'increase' THEN 'spending increases' WHEN 'reduction' THEN 'spending reductions'
                 WHEN 'corrective' THEN 'one-off corrective actions' ELSE group_name END AS group_name,
          line_name,
          CASE measure WHEN 'percent' THEN '% of budget' WHEN 'in_year' THEN 'in-year variance' WHEN 'academies' THEN 'schools becoming academies'
            WHEN 'opening' THEN 'opening balance' WHEN 'closing' THEN 'closing balance' WHEN 'recommended' THEN 'further use recommended'
            ELSE CASE WHEN of_statement = 'reserves' AND measure = 'approved' THEN 'approved use'
                      WHEN of_statement = 'balances' AND measure = 'forecast' THEN 'forecast closing balance' ELSE measure END END AS measure,
          CASE WHEN measure = 'percent' AND printed ~ '[0-9]$' THEN printed || '%' ELSE printed END AS printed, computed, documents
        FROM finance_differences(of_statement, of_period) WITH ORDINALITY AS d (group_name, line_name, measure, printed, computed,
          documents, place) ORDER BY place) d;
END;

CREATE FUNCTION revenue_page(of_statement text, of_period text, at_day date) RETURNS SETOF page_row
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  scope record;
BEGIN
  SELECT s.*, statement_from_ledger(of_statement, s.period_id) AS from_ledger INTO scope FROM statement_scope(of_statement, of_period) s;
  RETURN NEXT ('scope', row_to_json(scope))::page_row;
  RETURN QUERY
    WITH s AS MATERIALIZED (SELECT * FROM revenue_statement(of_statement, scope.period_id) WITH ORDINALITY AS s (kind, group_name, line_name,
      budget, outturn, variance, percent, movement, is_new, unknown, reason, released, place))
    (SELECT 'lines', row_to_json(l)
     FROM (SELECT kind, group_name, line_name, slug(line_name) AS slug, millions(budget) AS budget, millions(outturn) AS outturn,
             millions_signed(variance) AS variance, CASE WHEN kind = 'body' THEN percent_signed(percent) END AS percent,
             round(percent) AS percent_number, CASE WHEN is_new THEN 'new' ELSE millions_signed(movement) END AS movement,
             unknown, reason, released FROM s ORDER BY place) l)
    UNION ALL
    SELECT 'variance-words', json_build_object('words', variance_words(array_agg(line_name ORDER BY place),
      array_agg(round(variance, 3) ORDER BY place), array_agg(millions_signed(variance) ORDER BY place), 'under budget', 'over budget'))
    FROM s WHERE kind = 'body' HAVING count(*) > 0;
  IF NOT scope.from_ledger THEN
    RETURN QUERY
      SELECT 'vanished', json_build_object('words', w) FROM vanished_words(of_statement, scope.period_id) w WHERE w IS NOT NULL;
  ELSE
    RETURN QUERY
      SELECT 'shortfall', json_build_object('centres', u.centres, 'actual', pounds(u.actual), 'budget', pounds(u.budget),
        'forecast', pounds(u.forecast), 'variance', over_words(millions_of(u.forecast - u.budget)))
      FROM ledger_unmapped_sum(of_statement, scope.period_id) u;
  END IF;
  RETURN QUERY SELECT * FROM page_differences(of_statement, scope.period_id);
  RETURN QUERY
    WITH t AS MATERIALIZED (
      SELECT p.period, p.short, p.label, round(t.variance, 3) AS number, millions_signed(t.variance) AS variance, t.released, p.last_day
      FROM revenue_totals(of_statement, scope.period_id) t JOIN period p USING (period_id))
    (SELECT 'history', row_to_json(t) FROM (SELECT period, short, label, variance, released FROM t ORDER BY last_day) t)
    UNION ALL
    SELECT 'history-words', json_build_object('words', series_words(array_agg(short ORDER BY last_day), array_agg(number ORDER BY last_day),
      array_agg(variance ORDER BY last_day))) FROM t HAVING count(*) > 1;
  IF EXISTS (SELECT FROM link_now k WHERE k.budget_line <> '') THEN
    RETURN QUERY
      SELECT 'links', row_to_json(l)
      FROM (SELECT DISTINCT l.place, l.line_name, millions_signed(l.variance) AS variance, i.ref, i.name, council() AS area, k.risk,
              r.name AS risk_name, r.score, r.rating, r.likelihood, r.impact
            FROM revenue_lines(of_statement, scope.period_id) l JOIN link_now k ON k.budget_line = l.line_name JOIN indicator_now i USING (indicator_id)
                 LEFT JOIN risk_register(at_day) r ON r.number = k.risk
            ORDER BY l.place, l.line_name, i.ref, k.risk) l;
  END IF;
  RETURN QUERY SELECT * FROM page_sources(CASE WHEN scope.from_ledger
    THEN ARRAY['cost_centres', 'ledger', 'ledger_budgets', 'profiles', 'forecasts'] ELSE ARRAY['revenue', 'published_finance'] END);
END
$$;

-- A line by its address: its part of the statement, and what the ledger has of it.
CREATE FUNCTION line_page(of_statement text, of_period text, at text, at_day date) RETURNS SETOF page_row
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  scope record;
  line record;
BEGIN
  SELECT s.*, statement_from_ledger(of_statement, s.period_id) AS from_ledger, statement_href(of_statement, s.period) AS href
    INTO scope FROM statement_scope(of_statement, of_period) s;
  RETURN NEXT ('scope', row_to_json(scope))::page_row;
  SELECT coalesce(r.line_name, l.line_name) AS line_name, millions(r.budget) AS budget, millions(r.outturn) AS outturn,
         millions_signed(r.variance) AS variance, percent_signed(r.percent) AS percent,
         CASE WHEN r.is_new THEN 'new' ELSE millions_signed(r.movement) END AS movement, r.reason, r.released,
         pounds(l.budget) AS ledger_budget, pounds(l.profiled) AS profiled, pounds(l.actual) AS actual, pounds(l.committed) AS committed,
         pounds(l.computed) AS computed, pounds(l.forecast) AS forecast, l.is_manual, l.reason AS forecast_reason, l.centres
    INTO line
    FROM (SELECT * FROM revenue_lines(of_statement, scope.period_id, at) v WHERE slug(v.line_name) = slug(at)) r
         FULL JOIN ledger_lines(of_statement, scope.period_id, at) l USING (line_name)
    LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN NEXT ('line', row_to_json(line))::page_row;
  RETURN QUERY
    SELECT 'centres', row_to_json(c) FROM ledger_centres_shown(of_statement, line.line_name, scope.period_id) c;
  RETURN QUERY
    SELECT 'subjectives', row_to_json(s)
    FROM ledger_subjectives_shown(scope.period_id, ledger_line_ids(of_statement, line.line_name)) s;
  RETURN QUERY SELECT 'indicators', row_to_json(i) FROM linked_indicators_shown(line.line_name, NULL, scope.last_day) i;
  RETURN QUERY SELECT 'risks', row_to_json(r) FROM linked_risks_shown(NULL, line.line_name, at_day) r;
  RETURN QUERY SELECT * FROM page_sources(ARRAY['revenue', 'cost_centres', 'ledger', 'ledger_budgets', 'profiles', 'commitments', 'forecasts']);
END
$$;

-- Every line, and cost centres without one, of both statements, in £.
CREATE FUNCTION cost_centres_page(of_period text) RETURNS SETOF page_row LANGUAGE plpgsql STABLE AS $$
DECLARE
  scope record;
BEGIN
  SELECT * INTO scope FROM ledger_scope(of_period);
  RETURN NEXT ('scope', row_to_json(scope))::page_row;
  RETURN QUERY
    SELECT 'lines', row_to_json(l)
    FROM (SELECT statement, kind, line_name, slug(line_name) AS slug, pounds(budget) AS budget, pounds(profiled) AS profiled, pounds(actual) AS actual,
            pounds(committed) AS committed, pounds(forecast) AS forecast, pounds_signed(forecast - budget) AS variance, centres
          FROM ledger_statement(scope.period_id) WITH ORDINALITY AS s (statement, kind, line_name, budget, profiled, actual, committed,
            forecast, centres, place) ORDER BY place) l;
  RETURN QUERY SELECT 'unmapped', row_to_json(c) FROM ledger_centres_shown(NULL, NULL, scope.period_id) c;
  RETURN QUERY SELECT * FROM page_sources(ARRAY['cost_centres', 'ledger', 'ledger_budgets', 'profiles', 'commitments']);
END
$$;

-- A cost centre, with a page of its postings, newest first. How many there are is known from their sums; row security hides
-- both from whoever may not see the ledger.
CREATE FUNCTION cost_centre_page(of_code text, of_period text, page integer, size integer) RETURNS SETOF page_row LANGUAGE plpgsql STABLE AS $$
DECLARE
  centre record;
  scope record;
  months integer;
  first_month date;
BEGIN
  SELECT c.*, slug(c.line_name) AS slug INTO centre FROM ledger_centre(of_code) c;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN NEXT ('centre', row_to_json(centre))::page_row;
  SELECT s.*, p.financial_year INTO scope FROM ledger_scope(of_period) s JOIN period p USING (period_id);
  RETURN NEXT ('scope', row_to_json(scope))::page_row;
  months := (extract(month FROM scope.last_day)::integer + 8) % 12 + 1;
  first_month := make_date(scope.financial_year, 4, 1);
  RETURN QUERY
    SELECT 'subjectives', row_to_json(s) FROM ledger_subjectives_shown(scope.period_id, ARRAY[centre.cost_centre_id]) s;
  RETURN QUERY
    SELECT 'pages', json_build_object('postings', t.postings, 'pages', greatest((t.postings + size - 1) / size, 1))
    FROM (SELECT coalesce(sum(y.postings[months]), 0) AS postings FROM ledger_year y
          WHERE y.year = scope.financial_year AND y.cost_centre_id = centre.cost_centre_id) t;
  RETURN QUERY
    SELECT 'postings', row_to_json(r)
    FROM (SELECT l.posting, to_char(l.day, 'YYYY-MM-DD') AS day, l.subjective, pounds(l.pence) AS amount, l.description, f.name AS file, l.line,
            f.import_id, ledger_released(l.file_id) AS released
          FROM (SELECT * FROM ledger l
                WHERE l.cost_centre_id = centre.cost_centre_id AND l.month BETWEEN first_month AND scope.last_day
                ORDER BY l.day DESC, l.posting LIMIT size OFFSET (page - 1) * size) l JOIN import_file f USING (file_id)
          ORDER BY l.day DESC, l.posting) r;
  RETURN QUERY SELECT * FROM page_sources(ARRAY['cost_centres', 'ledger', 'ledger_budgets', 'profiles', 'commitments']);
END
$$;

CREATE FUNCTION capital_page(of_period text) RETURNS SETOF page_row LANGUAGE plpgsql STABLE AS $$
DECLARE
  scope record;
BEGIN
  SELECT * INTO scope FROM statement_scope('capital', of_period);
  RETURN NEXT ('scope', row_to_json(scope))::page_row;
  RETURN QUERY
    SELECT 'schemes', row_to_json(s)
    FROM (SELECT kind, scheme, millions(approved) AS approved, millions(spent) AS spent, millions(forecast) AS forecast,
            millions_signed(variance) AS variance, millions_signed(reprofiled) AS reprofiled, millions_signed(rest) AS rest, reason, released
          FROM capital_statement(scope.period_id) WITH ORDINALITY AS s (kind, scheme, approved, spent, forecast, variance, reprofiled, rest,
            reason, released, place) ORDER BY place) s;
  RETURN QUERY
    SELECT 'funding', row_to_json(f)
    FROM (SELECT kind, source, schemes, millions(amount) AS amount, released
          FROM capital_funding_statement(scope.period_id) WITH ORDINALITY AS f (kind, source, schemes, amount, released, place) ORDER BY place) f;
  RETURN QUERY
    SELECT 'balance', row_to_json(b)
    FROM (SELECT scheme, millions(forecast) AS forecast, millions(funding) AS funding, millions(abs(difference)) AS difference,
            sign(difference)::integer AS side
          FROM capital_balance(scope.period_id) WITH ORDINALITY AS b (scheme, forecast, funding, difference, place) ORDER BY place) b;
  RETURN QUERY SELECT * FROM page_differences('capital', scope.period_id);
  RETURN QUERY SELECT * FROM page_sources(ARRAY['capital', 'capital_funding', 'published_finance']);
END
$$;

CREATE FUNCTION balances_page(of_period text) RETURNS SETOF page_row LANGUAGE plpgsql STABLE AS $$
DECLARE
  scope record;
BEGIN
  SELECT * INTO scope FROM statement_scope('balances', of_period);
  RETURN NEXT ('scope', row_to_json(scope))::page_row;
  RETURN QUERY
    SELECT 'lines', row_to_json(l)
    FROM (SELECT kind, line_name, millions(opening) AS opening, millions(closing) AS closing, millions_signed(in_year) AS in_year,
            millions_signed(academies) AS academies, released
          FROM balance_statement(scope.period_id) WITH ORDINALITY AS s (kind, line_name, opening, closing, in_year, academies, forecast,
            released, place) ORDER BY place) l;
  RETURN QUERY SELECT * FROM page_differences('balances', scope.period_id);
  RETURN QUERY SELECT * FROM page_sources(ARRAY['balances', 'published_finance']);
END
$$;

CREATE FUNCTION reserves_page(of_period text) RETURNS SETOF page_row LANGUAGE plpgsql STABLE AS $$
DECLARE
  scope record;
BEGIN
  SELECT * INTO scope FROM statement_scope('reserves', of_period);
  RETURN NEXT ('scope', row_to_json(scope))::page_row;
  RETURN QUERY
    WITH s AS MATERIALIZED (SELECT * FROM reserve_statement(scope.period_id) WITH ORDINALITY AS s (kind, group_name, line_name, opening, approved,
      recommended, closing, reason, released, place))
    (SELECT 'lines', row_to_json(l)
     FROM (SELECT kind, group_name, line_name, millions(opening) AS opening, millions_signed(approved) AS approved,
             millions_signed(recommended) AS recommended, millions(closing) AS closing, reason, released,
             count(*) FILTER (WHERE kind = 'body') OVER (PARTITION BY group_name) AS lines
           FROM s ORDER BY place) l)
    UNION ALL
    SELECT 'words', json_build_object('words', waterfall_words(
        ARRAY['Opening balance', 'Approved use', 'Further use recommended', 'Closing balance'],
        ARRAY[round(opening, 3), round(approved, 3), round(recommended, 3), round(closing, 3)],
        ARRAY[millions(opening), millions_signed(approved), millions_signed(recommended), millions(closing)], ARRAY[true, false, false, true]))
    FROM s WHERE kind = 'total';
  RETURN QUERY SELECT * FROM page_differences('reserves', scope.period_id);
  RETURN QUERY SELECT * FROM page_sources(ARRAY['reserves', 'published_finance']);
END
$$;

-- A programme's partners in order and then all of them (partner null); each year's share, then their sum
-- (period null) with what of it is in kind and in cash.
CREATE FUNCTION contributions_page() RETURNS SETOF page_row LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT 'lines', row_to_json(l)
  FROM (SELECT kind, programme, line_name, shown_pounds(total) AS total, partners, shown(pct, min_scale(pct), 'percentage') AS pct,
          shown_pounds(share) AS share, shown_pounds(in_kind) AS in_kind, shown_pounds(cash) AS cash, left_over, released
        FROM contribution_statement() WITH ORDINALITY AS s (kind, programme, line_name, total, partners, pct, share, in_kind, cash,
          left_over, all_in_kind, all_cash, released, place) ORDER BY place) l
  UNION ALL
  SELECT 'years', row_to_json(y)
  FROM (SELECT DISTINCT p.period, p.first_day FROM contribution_now c JOIN period p ON p.period_id = c.year_id ORDER BY p.first_day) y
  UNION ALL
  SELECT 'shares', row_to_json(h)
  FROM (SELECT s.programme, s.partner, p.period, shown_pounds(sum(s.share)) AS share, shown_pounds(sum(s.in_kind)) AS in_kind,
          shown_pounds(sum(s.cash)) AS cash
        FROM contribution_shares() s JOIN period p ON p.period_id = s.year_id
        GROUP BY GROUPING SETS ((s.programme, s.partner, p.period), (s.programme, s.partner), (s.programme, p.period), (s.programme))
        ORDER BY s.programme, s.partner NULLS LAST, p.period NULLS LAST) h
  UNION ALL
  SELECT s.part, s.cells FROM page_sources(ARRAY['contributions']) s;
END;
