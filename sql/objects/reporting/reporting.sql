-- The schema `reporting`: relations for Power BI, spreadsheets and other people's SQL, by the functions that the pages
-- ask, so that no two can differ. docs/reporting.md is its description for those who use it.
--
-- Each view reads one function here. The function brings its own search path and switches JIT off, which takes longer
-- to compile these statements than they run: a setting of the group role would not reach the logins in it. Who
-- asks is the login itself (moothall.asking), and row security answers as everywhere.

-- reporting_view(NAME, MEANING, 'column: meaning'...): makes or replaces the view over reporting_NAME(). Replaced, it
-- keeps what stands on it and what was granted; columns may be added at the end. Others can change only while
-- nothing stands on it.
CREATE FUNCTION reporting_view(view text, meaning text, VARIADIC columns text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  definition text := format('VIEW reporting.%I AS SELECT * FROM moothall_code.%I()', view, 'reporting_' || view);
  stands text;
  said text;
BEGIN
  BEGIN
    EXECUTE 'CREATE OR REPLACE ' || definition;
  EXCEPTION WHEN invalid_table_definition THEN
    BEGIN
      EXECUTE format('DROP VIEW reporting.%I', view);
    EXCEPTION WHEN dependent_objects_still_exist THEN
      GET STACKED DIAGNOSTICS stands = PG_EXCEPTION_DETAIL;
      PERFORM refuse('MH409', format('the columns of reporting.%s are others in this version, and on it stands what '
        'must be dropped first: %s', view, stands));
    END;
    EXECUTE 'CREATE ' || definition;
  END;
  EXECUTE format('GRANT SELECT ON reporting.%I TO moothall_reader, moothall_app', view);
  EXECUTE format('COMMENT ON VIEW reporting.%I IS %L', view, meaning);
  FOREACH said IN ARRAY columns LOOP
    EXECUTE format('COMMENT ON COLUMN reporting.%I.%I IS %L', view, split_part(said, ': ', 1),
      substr(said, length(split_part(said, ': ', 1)) + 3));
  END LOOP;
END
$$;

-- The areas that the relations of figures are of: ours, and England.
CREATE FUNCTION reporting_scope() RETURNS integer[] LANGUAGE sql STABLE
  RETURN ARRAY(SELECT a.area_id FROM area_now a WHERE a.of_council OR a.kind = 'national');

CREATE FUNCTION reporting_areas()
  RETURNS TABLE (area text, name text, kind text, parent text, of_council boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT a.area, a.name, a.kind, p.area, a.of_council FROM area_now a LEFT JOIN area p ON p.area_id = a.parent_id;
END;

CREATE FUNCTION reporting_periods()
  RETURNS TABLE (period text, kind text, first_day date, last_day date, label text, short text, financial_year integer)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  -- a day is a period once somebody has figures of it: known to those who see some
  SELECT p.period, p.kind, p.first_day, p.last_day, p.label, p.short, p.financial_year FROM period p
  WHERE p.kind <> 'date' OR EXISTS (SELECT FROM observation o WHERE o.period_id = p.period_id)
     OR EXISTS (SELECT FROM breakdown b WHERE b.period_id = p.period_id)
     OR EXISTS (SELECT FROM total t WHERE t.period_id = p.period_id);
END;

CREATE FUNCTION reporting_indicators()
  RETURNS TABLE (ref text, name text, section text, polarity text, measure text, basis text, frequency text,
                 decimals integer, derived boolean, definition text, lead text, data_owner text, vital_sign integer,
                 reported_until date)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT ref, name, section, polarity, measure, basis, frequency, decimals, derived, definition, lead, data_owner,
         vital_sign, reported_until
  FROM indicator_now;
END;

CREATE FUNCTION reporting_figures()
  RETURNS TABLE (ref text, area text, period text, last_day date, cohort text, shown text, number numeric,
                 value numeric,
                 numerator numeric, denominator numeric, ytd numeric, previous_ytd numeric, rolling_12 numeric,
                 difference numeric, difference_pct numeric, trend text, direction text, rating text, rated_by text,
                 status text, as_entered boolean, released boolean, why text, impossible text)
  LANGUAGE sql STABLE ROWS 10000 SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT i.ref, a.area, p.period, p.last_day, f.cohort, f.text, f.shown_value, f.value, f.numerator, f.denominator,
         f.ytd,
         f.previous_ytd, f.rolling_12, f.difference, f.difference_pct, f.trend,
         CASE f.dot WHEN '↑' THEN 'up' WHEN '↓' THEN 'down' WHEN '↔' THEN 'level' END,
         f.rag, f.rag_scope, f.status, f.as_entered, f.released, f.why, f.impossible
  FROM figures(ARRAY(SELECT i.indicator_id FROM indicator i), reporting_scope(), '-infinity', 'infinity', NULL) f
       JOIN indicator i USING (indicator_id) JOIN area a USING (area_id) JOIN period p USING (period_id);
END;

CREATE FUNCTION reporting_targets()
  RETURNS TABLE (ref text, area text, scope text, from_day date, operator text, target numeric, rule text, red numeric,
                 green numeric, shown text, released boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT i.ref, a.area, t.scope, t.from_day, t.operator, t.target, t.rag_rule, t.red, t.green, t.shown,
         t.file_id IN (SELECT released_files())
  FROM target_now t JOIN indicator i USING (indicator_id) LEFT JOIN area a USING (area_id);
END;

CREATE FUNCTION reporting_benchmarks()
  RETURNS TABLE (ref text, kind text, period text, value numeric, released boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT i.ref, b.kind, p.period, b.value, b.file_id IN (SELECT released_files())
  FROM benchmark_now b JOIN indicator i USING (indicator_id) LEFT JOIN period p USING (period_id);
END;

CREATE FUNCTION reporting_exceptions()
  RETURNS TABLE (area text, at_period text, ref text, name text, criterion integer, reason text,
                 period text, shown text, number numeric, rating text, direction text, status text, target text)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT a.area, l.period, x.ref, x.name, x.criterion, x.words, x.period, x.shown, x.number, x.rag,
         CASE x.dot WHEN '↑' THEN 'up' WHEN '↓' THEN 'down' WHEN '↔' THEN 'level' END, x.status, x.target_shown
  FROM area a
       CROSS JOIN LATERAL (SELECT h.period_id, h.period FROM held_periods(vital_signs(), a.area_id, 'month') h
                           WHERE h.released ORDER BY h.last_day DESC LIMIT 1) l
       CROSS JOIN LATERAL exceptions(a.area_id, l.period_id) x
  WHERE a.area = council();
END;

CREATE FUNCTION reporting_commentary()
  RETURNS TABLE (ref text, period text, kind text, text text, released boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT i.ref, p.period, c.kind, c.text, c.file_id IN (SELECT released_files())
  FROM commentary_now c JOIN indicator i USING (indicator_id) JOIN period p USING (period_id);
END;

CREATE FUNCTION reporting_links()
  RETURNS TABLE (ref text, budget_line text, risk text)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT i.ref, nullif(l.budget_line, ''), nullif(l.risk, '') FROM link_now l JOIN indicator i USING (indicator_id);
END;

CREATE FUNCTION reporting_budget_lines()
  RETURNS TABLE (statement text, period text, last_day date, line text, line_group text, budget numeric,
                 outturn numeric,
                 variance numeric, variance_pct numeric, movement numeric, is_new boolean, reason text,
                 released boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT s.statement, p.period, p.last_day, r.line_name, r.group_name, r.budget, r.outturn, r.variance, r.percent,
         r.movement,
         r.is_new, r.reason, r.released
  FROM unnest(ARRAY['la', 'schools']) s (statement),
       LATERAL statement_periods(s.statement) h JOIN period p USING (period_id),
       LATERAL revenue_lines(s.statement, h.period_id) r;
END;

CREATE FUNCTION reporting_balances()
  RETURNS TABLE (period text, last_day date, phase text, opening numeric, in_year numeric, academies numeric,
                 closing numeric,
                 released boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT p.period, p.last_day, b.line_name, b.opening, b.in_year, b.academies, b.closing, b.released
  FROM statement_periods('balances') h JOIN period p USING (period_id), LATERAL balance_statement(h.period_id) b
  WHERE b.kind = 'body';
END;

CREATE FUNCTION reporting_reserves()
  RETURNS TABLE (period text, last_day date, reserve_group text, reserve text, opening numeric, approved numeric,
                 recommended numeric, closing numeric, reason text, released boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT p.period, p.last_day, r.group_name, r.line_name, r.opening, r.approved, r.recommended, r.closing, r.reason,
         r.released
  FROM statement_periods('reserves') h JOIN period p USING (period_id), LATERAL reserve_statement(h.period_id) r
  WHERE r.kind = 'body';
END;

CREATE FUNCTION reporting_capital()
  RETURNS TABLE (period text, last_day date, scheme text, approved numeric, spent numeric, forecast numeric,
                 variance numeric, reprofiled numeric, rest numeric, reason text, released boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT p.period, p.last_day, c.scheme, c.approved, c.spent, c.forecast, c.variance, c.reprofiled, c.rest, c.reason,
         c.released
  FROM statement_periods('capital') h JOIN period p USING (period_id), LATERAL capital_statement(h.period_id) c
  WHERE c.kind = 'body';
END;

CREATE FUNCTION reporting_capital_funding()
  RETURNS TABLE (period text, last_day date, scheme text, source text, amount numeric, released boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT p.period, p.last_day, f.scheme, f.source, f.amount, f.file_id IN (SELECT released_files())
  FROM capital_funding_now f JOIN period p USING (period_id);
END;

CREATE FUNCTION reporting_contributions()
  RETURNS TABLE (programme text, year text, total numeric, partners integer, share numeric, in_kind numeric,
                 cash numeric,
                 released boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT c.programme, c.line_name, c.total, c.partners, c.share, c.in_kind, c.cash, c.released
  FROM contribution_statement() c WHERE c.kind = 'body';
END;

CREATE FUNCTION reporting_risks()
  RETURNS TABLE (number text, area text, name text, description text, entered date, likelihood integer, impact integer,
                 score integer, rating text, target_likelihood integer, target_impact integer, target_score integer,
                 target_rating text, target_date date, tasks text, progress text, direction text, prospects text,
                 owner text, reviewed date, review_due date, overdue boolean, released boolean)
  LANGUAGE sql STABLE SET search_path = moothall_code, moothall, pg_temp SET jit = off
BEGIN ATOMIC
  SELECT r.number, a.area, r.name, r.description, r.entered, r.likelihood, r.impact, r.score, r.rating,
         r.target_likelihood,
         r.target_impact, r.target_score, r.target_rating, r.target_date, r.tasks, r.progress, r.direction, r.prospects,
         r.owner, r.reviewed, r.due, r.overdue, r.released
  FROM risk_register() r LEFT JOIN area a USING (area_id);
END;

SELECT reporting_view('areas', 'The council, its parts and other areas',
  'area: the area''s short name, as in the other views', 'name: its name',
  'kind: council, district, locality, national, region …',
  'parent: the area that it is a part of', 'of_council: it is the council or a part of it');
SELECT reporting_view('periods', 'The calendar: months, quarters, terms, years and single days',
  'period: as in the other views: 2017-01, 2017/18 Q1, 2016/17, AY2015/16, AY2016/17 autumn, 2017-03-06',
  'kind: date, month, quarter, term, financial_year or academic_year', 'first_day: its first day',
  'last_day: its last day',
  'label: January 2017', 'short: Jan-17',
  'financial_year: the year in which the financial year of its last day begins');
SELECT reporting_view('indicators', 'The indicators, as they are defined today',
  'ref: the reference, as in the other views', 'name: its name', 'section: the section of the monthly report',
  'polarity: high or low is good; info: neither', 'measure: count, percentage, rate, average, maximum or score',
  'basis: flow (counted over the period), stock (at its end) or rolling_12',
  'frequency: monthly, quarterly, termly or annual', 'decimals: places that are shown',
  'derived: computed from other indicators', 'definition: what is counted', 'lead: who leads on it',
  'data_owner: whose data it is', 'vital_sign: its place on the dashboard; null: none',
  'reported_until: the last day that it is reported for; null: still');
SELECT reporting_view('figures', 'Every figure of the council, its parts and England, as the pages show it: one row an '
  'indicator, area, period and cohort',
  'ref: the indicator', 'area: the area', 'period: the period', 'last_day: the period''s last day',
  'cohort: of whom, where a figure is given for several; blank: of all', 'shown: as a person reads it: 24.5%, n/a, x',
  'number: rounded as it is shown; null: there is none, and why says why', 'value: unrounded',
  'numerator: what is counted', 'denominator: of how many', 'ytd: the financial year up to this period',
  'previous_ytd: the same months a year before', 'rolling_12: the last twelve months',
  'difference: ytd less previous_ytd', 'difference_pct: the difference as a percentage of previous_ytd',
  'trend: of the last months, in a word',
  'direction: up (better), down (worse) or level against the period before; null: cannot be said',
  'rating: red, amber, green, white or grey; null: no rule holds',
  'rated_by: the report whose rule rates it: dashboard, summary or scorecard',
  'status: final, provisional, forecast, suppressed or n/a',
  'as_entered: a derived figure whose inputs are not held, so as somebody entered it',
  'released: members may see it', 'why: why there is no number',
  'impossible: that it cannot be true, with the arithmetic');
SELECT reporting_view('targets', 'Targets and the rules that rate, from the day that each begins',
  'ref: the indicator', 'area: the area; null: the council and its parts', 'scope: the report that the rule belongs to',
  'from_day: the first day that it holds', 'operator: how the figure must stand to the target', 'target: the target',
  'rule: tolerance, target, national_gap or none', 'red: where red begins', 'green: where green begins',
  'shown: the target as it is printed', 'released: members may see it');
SELECT reporting_view('benchmarks', 'Figures of others to compare with, as entered',
  'ref: the indicator',
  'kind: stat_neighbour_avg, best_stat_neighbour, national_avg, national_top_quartile or region_avg',
  'period: the period that it is of; null: not said', 'value: the figure', 'released: members may see it');
SELECT reporting_view('exceptions',
  'The council''s indicators that meet a criterion of the exception report, at the latest '
  'released month of the dashboard',
  'area: the council', 'at_period: the month of the report', 'ref: the indicator', 'name: its name',
  'criterion: 1 off target, 2 three periods of deterioration, 3 budget line overspent, 4 risk above its target',
  'reason: the figures that show it, in a sentence',
  'period: the period of the figure',
  'shown: the figure as a person reads it', 'number: the figure', 'rating: red, amber, green, white or grey',
  'direction: up (better), down (worse) or level', 'status: final, provisional or forecast',
  'target: the target as it is printed');
SELECT reporting_view('commentary', 'What was written on indicators: the newest text of each kind and period',
  'ref: the indicator', 'period: the period that it was written for',
  'kind: why, background, analysis, action, success or response',
  'text: Markdown; {{figure …}} in it stands for a figure', 'released: members may see it');
SELECT reporting_view('links', 'Which budget lines and risks belong to an indicator',
  'ref: the indicator', 'budget_line: a line of a revenue statement', 'risk: the number of a risk');
SELECT reporting_view('budget_lines', 'Revenue monitoring: the lines of every statement that is held, £ million',
  'statement: la (the local authority''s budget) or schools', 'period: the period that it is forecast at',
  'last_day: the period''s last day', 'line: the division of service',
  'line_group: increase, reduction or corrective (a one-off action)', 'budget: approved',
  'outturn: forecast for the year',
  'variance: outturn less budget', 'variance_pct: the variance as a percentage of the budget',
  'movement: against the variance of the report before', 'is_new: the report before had no such line',
  'reason: of the variance', 'released: members may see it');
SELECT reporting_view('balances', 'School balances by phase, £ million',
  'period: the financial year', 'last_day: its last day', 'phase: of schools', 'opening: at the year''s beginning',
  'in_year: change over the year', 'academies: leaves with schools that become academies',
  'closing: forecast at the year''s end', 'released: members may see it');
SELECT reporting_view('reserves', 'Reserves and provisions, £ million',
  'period: the financial year', 'last_day: its last day', 'reserve_group: its group', 'reserve: its name',
  'opening: at the year''s beginning', 'approved: use that is approved', 'recommended: further use that is recommended',
  'closing: at the year''s end', 'reason: of the use', 'released: members may see it');
SELECT reporting_view('capital', 'The capital programme: schemes as forecast at each period, £ million',
  'period: the period', 'last_day: its last day', 'scheme: the scheme', 'approved: approved', 'spent: spent so far',
  'forecast: forecast', 'variance: forecast less approved', 'reprofiled: the part of it that moves to a later year',
  'rest: the part that is over or under', 'reason: of the variance', 'released: members may see it');
SELECT reporting_view('capital_funding', 'What pays for the capital programme, £ million',
  'period: the period', 'last_day: its last day', 'scheme: the scheme', 'source: who pays', 'amount: how much',
  'released: members may see it');
SELECT reporting_view('contributions', 'Programmes that partners share, £',
  'programme: the programme', 'year: the financial year', 'total: of all partners', 'partners: how many share it',
  'share: of a partner', 'in_kind: of a share, at most in kind', 'cash: of a share, at least in cash',
  'released: members may see it');
SELECT reporting_view('risks', 'The risk register: the latest review of each risk',
  'number: the risk''s number', 'area: the area that it is of', 'name: its name', 'description: what may happen',
  'entered: when it came into the register', 'likelihood: 1 to 5', 'impact: 1 to 5', 'score: likelihood × impact',
  'rating: of the score: green, amber or red', 'target_likelihood: 1 to 5', 'target_impact: 1 to 5',
  'target_score: the score that is aimed at', 'target_rating: of that score', 'target_date: until when',
  'tasks: what is to be done', 'progress: what has been done',
  'direction: up (the risk has become smaller), down or level',
  'prospects: of meeting the target: green, amber, red or met', 'owner: whose risk it is',
  'reviewed: when it was last reviewed',
  'review_due: when the next review is due', 'overdue: that day has passed', 'released: members may see it');

DO $$
DECLARE
  o record;
  name text;
  stands text;
BEGIN
  -- What the application may read, but for people and attachments, row security being the same.
  FOR o IN
    SELECT c.oid::regclass AS name FROM pg_class c
    WHERE c.relnamespace IN ('moothall'::regnamespace, 'moothall_code'::regnamespace) AND c.relkind IN ('r', 'p', 'v')
      AND NOT c.relispartition AND has_table_privilege('moothall_app', c.oid, 'SELECT')
      AND c.relname NOT IN ('person', 'person_role', 'attachment', 'migration', 'import_file')
  LOOP
    EXECUTE format('GRANT SELECT ON %s TO moothall_reader', o.name);
  END LOOP;
  GRANT SELECT (import_id, loaded_by, loaded_at, released_by, released_at) ON import TO moothall_reader;
  -- without their digests: who guesses what a file holds could make sure of it
  REVOKE SELECT ON import_file FROM moothall_reader;
  EXECUTE (SELECT format('GRANT SELECT (%s) ON import_file TO moothall_reader', string_agg(quote_ident(attname), ', '))
           FROM pg_attribute
           WHERE attrelid = 'import_file'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'sha256');
  -- What writes with the owner's rights is the application's alone.
  FOR o IN
    SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = 'moothall_code'::regnamespace AND p.prosecdef AND p.provolatile = 'v'
      AND p.prorettype <> 'trigger'::regtype AND has_function_privilege('public', p.oid, 'EXECUTE')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', o.name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO moothall_app', o.name);
  END LOOP;
  -- A view that this version has no more.
  FOREACH name IN ARRAY string_to_array(current_setting('moothall.views_emptied', true), ',') LOOP
    CONTINUE WHEN to_regproc('moothall_code.reporting_' || name) IS NOT NULL;
    BEGIN
      EXECUTE format('DROP VIEW reporting.%I', name);
    EXCEPTION WHEN dependent_objects_still_exist THEN
      GET STACKED DIAGNOSTICS stands = PG_EXCEPTION_DETAIL;
      PERFORM refuse('MH409', format('reporting.%s is no more in this version, and on it stands what must be dropped '
        'first: %s', name, stands));
    END;
  END LOOP;
END
$$;
