-- Loading the ledger. Postings come by COPY into a table of their own, between ledger_open() and
-- ledger_close(); what goes with them is small and comes as other kinds do.

-- The table that the postings of one file go into: the application may add to it, and to it alone, until it is closed.
-- SECURITY DEFINER: only the owner makes tables. A file is open as long as it has no digest.
CREATE FUNCTION ledger_open(file integer) RETURNS TABLE (cost_centre_id integer, cost_centre text, first_day date,
                                                         last_day date)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  IF NOT may_import('ledger') OR NOT EXISTS (
      SELECT FROM import_file f WHERE f.file_id = file AND f.kind = 'ledger' AND f.sha256 = '') THEN
    PERFORM refuse('MH403', 'you may not import a ledger');
  END IF;
  EXECUTE format('CREATE TABLE moothall.ledger_incoming (
      shelf integer NOT NULL DEFAULT %1$s CHECK (shelf = %1$s), file_id integer NOT NULL DEFAULT %1$s,
      line integer NOT NULL, day date NOT NULL, month date NOT NULL, cost_centre_id integer NOT NULL,
      pence bigint NOT NULL, posting text COLLATE "C" NOT NULL,
      subjective text COLLATE "C" NOT NULL, description text)', file);
  -- a small sample will do for the planner, and ANALYZE comes after every import
  EXECUTE (SELECT 'ALTER TABLE moothall.ledger_incoming ' || string_agg(format('ALTER %I SET STATISTICS 10', a.attname),
      ', ')
           FROM pg_attribute a WHERE a.attrelid = 'moothall.ledger_incoming'::regclass AND a.attnum > 0);
  GRANT INSERT (line, day, month, cost_centre_id, pence, posting, subjective, description) ON moothall.ledger_incoming
    TO moothall_app;
  RETURN QUERY
    SELECT c.cost_centre_id, c.cost_centre, y.first_day, y.last_day
    FROM (SELECT min(p.first_day) AS first_day, max(p.last_day) AS last_day FROM period p
          WHERE p.kind = 'financial_year') y
      LEFT JOIN cost_centre c ON true;
END
$$;

-- Checks, sums and shelves what was copied. Large files keep their table, which becomes a partition. The sums
-- follow the index, which takes less than a hash of every group, and come to one row a cost centre and year.
CREATE FUNCTION ledger_close(file integer, digest text, rows integer)
  RETURNS TABLE (line integer, "column" text, value text, expected text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp
  SET max_parallel_workers_per_gather = 0 SET enable_hashagg = off AS $$
#variable_conflict use_column
DECLARE
  large constant integer := 100000;
  problems_most constant integer := 1000;
  doubled boolean := false;
BEGIN
  IF NOT may_import('ledger') THEN
    PERFORM refuse('MH403', 'you may not import a ledger');
  END IF;
  REVOKE ALL ON moothall.ledger_incoming FROM moothall_app;
  REVOKE ALL (line, day, month, cost_centre_id, pence, posting, subjective, description) ON moothall.ledger_incoming
    FROM moothall_app;
  UPDATE import_file f SET sha256 = digest,
  row_count = rows WHERE f.file_id = file AND f.kind = 'ledger' AND f.sha256 = '';
  IF NOT FOUND THEN
    PERFORM refuse('MH409', 'this file is closed');
  END IF;
  -- the same bytes again: every posting is held
  IF EXISTS (SELECT FROM import_file f WHERE f.kind = 'ledger' AND f.sha256 = digest AND f.file_id <> file) THEN
    DROP TABLE moothall.ledger_incoming;
    RETURN;
  END IF;
  BEGIN
    CREATE UNIQUE INDEX ON moothall.ledger_incoming (posting);
  EXCEPTION WHEN unique_violation THEN
    doubled := true;
    RETURN QUERY
      SELECT r.line, 'posting'::text, r.posting, format('the only posting of its number: line %s is another', r.first)
      FROM (SELECT n.line, n.posting, min(n.line) OVER (PARTITION BY n.posting) AS first
            FROM moothall.ledger_incoming n) r
      WHERE r.line > r.first ORDER BY r.line LIMIT problems_most;
  END;
  RETURN QUERY
    SELECT n.line, 'posting'::text, n.posting,
           format('a new posting: import %s has it already, in line %s of %s', f.import_id, l.line, f.name)
    FROM moothall.ledger_incoming n JOIN ledger l USING (posting) JOIN import_file f ON f.file_id = l.file_id
    ORDER BY n.line LIMIT problems_most;
  IF FOUND OR doubled THEN
    DROP TABLE moothall.ledger_incoming;
    RETURN;
  END IF;
  CREATE INDEX ON moothall.ledger_incoming (cost_centre_id, month) INCLUDE (pence, subjective);
  EXECUTE (
    SELECT format('WITH month AS MATERIALIZED (
        SELECT cost_centre_id, month, sum(pence)::bigint AS pence, count(*)::integer AS postings
        FROM moothall.ledger_incoming GROUP BY cost_centre_id, month),
      calendar AS MATERIALIZED (
        SELECT d.month, financial_year(d.month) AS year, (extract(month FROM d.month)::integer + 8) %% 12 + 1 AS place
        FROM (SELECT DISTINCT month FROM month) d),
      each AS (
        INSERT INTO ledger_month (file_id, month, pence, postings)
        SELECT $1, month, sum(pence), sum(postings) FROM month GROUP BY month)
      INSERT INTO ledger_year (file_id, year, cost_centre_id, pence, postings)
      SELECT $1, year, cost_centre_id, ARRAY[%s]::bigint[], ARRAY[%s]::integer[]
      FROM month JOIN calendar USING (month) GROUP BY year, cost_centre_id ORDER BY year, cost_centre_id',
      string_agg(format('coalesce(sum(pence) FILTER (WHERE place <= %s), 0)', place), ', ' ORDER BY place),
      string_agg(format('coalesce(sum(postings) FILTER (WHERE place <= %s), 0)', place), ', ' ORDER BY place))
    FROM generate_series(1, 12) place) USING file;
  -- what foreign keys would have asked of each row
  IF EXISTS (SELECT FROM ledger_year t WHERE t.file_id = file
             AND t.cost_centre_id NOT IN (SELECT c.cost_centre_id FROM cost_centre c)) THEN
    RAISE EXCEPTION 'a posting of file % has a cost centre that does not exist', file;
  END IF;
  IF (SELECT sum(t.postings[12]) FROM ledger_year t WHERE t.file_id = file)
      IS DISTINCT FROM (SELECT sum(m.postings) FROM ledger_month m WHERE m.file_id = file) THEN
    RAISE EXCEPTION 'a posting of file % is not in its sums', file;
  END IF;
  IF rows < large THEN
    INSERT INTO ledger SELECT 0, n.file_id, n.line, n.day, n.month, n.cost_centre_id, n.pence, n.posting, n.subjective,
      n.description
      FROM moothall.ledger_incoming n;
    DROP TABLE moothall.ledger_incoming;
  ELSE
    ALTER TABLE moothall.ledger_incoming ENABLE ROW LEVEL SECURITY;
    EXECUTE format('ALTER TABLE moothall.ledger_incoming RENAME TO ledger_%s', file);
    EXECUTE format('ALTER TABLE ledger ATTACH PARTITION moothall.ledger_%s FOR VALUES IN (%s)', file, file);
  END IF;
END
$$;

CREATE FUNCTION known_cost_centres() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT c.cost_centre FROM cost_centre c ORDER BY c.cost_centre_id)
$$;

CREATE FUNCTION financial_years() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT p.period FROM period p WHERE p.kind = 'financial_year')
$$;

-- Amounts that are not pounds and pence.
CREATE FUNCTION not_pence(rows jsonb, key text) RETURNS TABLE (line integer, "column" text, value text, expected text)
LANGUAGE sql STABLE AS $$
  SELECT (r ->> 'at')::integer, key, r ->> key, 'an amount in pounds and pence: two decimals at most, no brackets'
  FROM jsonb_array_elements(rows) r
  WHERE scale((r ->> key)::numeric) > 2 OR abs((r ->> key)::numeric) >= 1e15
$$;

CREATE FUNCTION load_cost_centres(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  INSERT INTO cost_centre (cost_centre)
  SELECT r.cost_centre FROM jsonb_to_recordset(rows) AS r (at integer, cost_centre text)
  WHERE r.cost_centre IS NOT NULL GROUP BY r.cost_centre ORDER BY min(r.at)
  ON CONFLICT DO NOTHING;

  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, cost_centre text, name text, statement text, line text)
  ), bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{cost_centre}', 'cost centre')
    UNION ALL
    SELECT r.at, 'statement', NULL, 'la or schools: the line is one of a statement'
    FROM r WHERE r.line IS NOT NULL AND r.statement IS NULL
    UNION ALL
    -- two lines at one address would be one page
    SELECT r.at, 'line', r.line, format('a name of its own: "%s" has the same address', o.first)
    FROM r JOIN (SELECT l.statement, l.line, min(l.line) OVER (PARTITION BY l.statement, slug(l.line)) AS first
                 FROM (SELECT DISTINCT x.statement, x.line FROM r x) l) o USING (statement, line)
    WHERE o.first < r.line
  ), loaded AS (
    INSERT INTO cost_centre_definition (cost_centre_id, name, statement, line_name, file_id, line)
    SELECT c.cost_centre_id, r.name, r.statement, r.line, file, r.at
    FROM r JOIN cost_centre c USING (cost_centre)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_profiles(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, profile text, month integer, share numeric)
  ), bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{month,profile}', 'profile and month')
    UNION ALL
    SELECT r.at, 'share', r.share::text, 'a share with six decimals at most' FROM r WHERE scale(r.share) > 6
    UNION ALL
    SELECT min(r.at), 'share', NULL, format('shares of the profile %s that come to 1: they come to %s', r.profile,
                                            sum(r.share))
    FROM r GROUP BY r.profile HAVING sum(r.share) <> 1
  ), loaded AS (
    INSERT INTO profile_share (profile, month, share, file_id, line)
    SELECT r.profile, r.month, r.share, file, r.at FROM r WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_ledger_budgets(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, year text, cost_centre text, subjective text,
                                                 amount numeric, profile text)
  ), bad AS MATERIALIZED (
    SELECT u.line, u."column", u.value, 'a financial year (2017/18)'
    FROM unknown(rows, 'year', 'year', financial_years()) u
    UNION ALL SELECT * FROM unknown(rows, 'cost_centre', 'cost centre', known_cost_centres())
    UNION ALL SELECT * FROM unknown(rows, 'profile', 'profile',
                                    array(SELECT DISTINCT s.profile FROM profile_share s ORDER BY 1))
    UNION ALL SELECT * FROM repeated(rows, '{cost_centre,year,subjective}', 'year, cost centre and subjective')
    UNION ALL SELECT * FROM not_pence(rows, 'amount')
  ), loaded AS (
    INSERT INTO ledger_budget (year, cost_centre_id, subjective, pence, profile, file_id, line)
    SELECT p.financial_year, c.cost_centre_id, r.subjective, r.amount * 100, r.profile, file, r.at
    FROM r JOIN cost_centre c USING (cost_centre) JOIN period p ON p.period = r.year
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_commitments(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'cost_centre', 'cost centre', known_cost_centres())
    UNION ALL SELECT * FROM repeated(rows, '{order,cost_centre,subjective}', 'order, cost centre and subjective')
    UNION ALL SELECT * FROM not_pence(rows, 'amount')
    UNION ALL
    SELECT r.at, 'date', r.date::text, format('a day of a financial year: %s to %s', y.first_day, y.last_day)
    FROM jsonb_to_recordset(rows) AS r (at integer, date date),
      (SELECT min(p.first_day) AS first_day, max(p.last_day) AS last_day FROM period p WHERE p.kind = 'financial_year')
        y
    WHERE r.date NOT BETWEEN y.first_day AND y.last_day
  ), loaded AS (
    INSERT INTO commitment (order_number, day, cost_centre_id, subjective, pence, file_id, line)
    SELECT r."order", r.date, c.cost_centre_id, r.subjective, r.amount * 100, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, "order" text, date date, cost_centre text, subjective text,
                                        amount numeric)
      JOIN cost_centre c USING (cost_centre)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_forecasts(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, statement text, period text, line text, amount numeric,
                                                 reason text)
  ), mapped AS MATERIALIZED (
    SELECT DISTINCT d.statement, d.line_name, b.year
    FROM cost_centre_definition d JOIN ledger_budget b USING (cost_centre_id) WHERE d.line_name IS NOT NULL
  ), bad AS MATERIALIZED (
    SELECT * FROM repeated(rows, '{line,statement,period}', 'statement, period and line')
    UNION ALL SELECT * FROM not_pence(rows, 'amount')
    UNION ALL
    SELECT r.at, 'period', r.period, 'a period that ends with a month'
    FROM r WHERE r.period NOT IN (SELECT p.period FROM period p WHERE extract(day FROM p.last_day + 1) = 1)
    UNION ALL
    SELECT r.at, 'line', r.line, format('a line of the statement %s that cost centres are mapped to', r.statement)
    FROM r WHERE NOT EXISTS (SELECT FROM cost_centre_definition d WHERE d.statement = r.statement
                             AND d.line_name = r.line)
    UNION ALL
    SELECT r.at, 'period', r.period, format('of a year with a budget for this line: there is none for %s', y.period)
    FROM r JOIN period p USING (period) JOIN period y ON y.kind = 'financial_year'
         AND y.financial_year = p.financial_year
    WHERE EXISTS (SELECT FROM cost_centre_definition d WHERE d.statement = r.statement AND d.line_name = r.line)
      AND NOT EXISTS (SELECT FROM mapped m WHERE m.statement = r.statement AND m.line_name = r.line
                      AND m.year = p.financial_year)
  ), loaded AS (
    INSERT INTO ledger_forecast (statement, period_id, line_name, pence, reason, file_id, line)
    SELECT r.statement, p.period_id, r.line, r.amount * 100, r.reason, file, r.at
    FROM r JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_capital(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'period', 'period', known_periods())
    UNION ALL SELECT * FROM repeated(rows, '{scheme,period}', 'period and scheme')
  ), loaded AS (
    -- moved out of the year, with whichever sign it was written
    INSERT INTO capital (period_id, scheme, approved, spent, forecast, reprofiled, reason, file_id, line)
    SELECT p.period_id, r.scheme, r.approved, r.spent, r.forecast, -abs(coalesce(r.reprofiled, 0)), r.reason, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, period text, scheme text, approved numeric, spent numeric,
                                        forecast numeric,
        reprofiled numeric, reason text)
      JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_capital_funding(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, period text, scheme text, source text, amount numeric)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'period', 'period', known_periods())
    UNION ALL SELECT * FROM repeated(rows, '{source,period,scheme}', 'period, scheme and source')
    UNION ALL
    SELECT r.at, 'scheme', r.scheme, format('a scheme of %s', r.period)
    FROM r WHERE NOT EXISTS (SELECT FROM capital c JOIN period p USING (period_id) WHERE p.period = r.period
                             AND c.scheme = r.scheme)
      AND r.period IN (SELECT p.period FROM period p)
  ), loaded AS (
    INSERT INTO capital_funding (period_id, scheme, source, amount, file_id, line)
    SELECT p.period_id, r.scheme, r.source, r.amount, file, r.at
    FROM r JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;
