-- Loading what figures refer to: areas, populations, indicators, targets, benchmarks.

CREATE FUNCTION load_areas(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  INSERT INTO area (area)
  SELECT r.area FROM jsonb_to_recordset(rows) AS r (at integer, area text)
  GROUP BY r.area ORDER BY min(r.at)
  ON CONFLICT DO NOTHING;

  WITH RECURSIVE r AS (
    SELECT * FROM jsonb_to_recordset(rows) AS r (at integer, area text, name text, kind text, parent text)
  ), parents AS (
    SELECT r.area, r.parent FROM r WHERE r.parent IS NOT NULL
    UNION ALL
    SELECT a.area, p.area
    FROM (SELECT DISTINCT ON (d.area_id) d.* FROM area_definition d ORDER BY d.area_id, d.file_id DESC) d
      JOIN area a USING (area_id) JOIN area p ON p.area_id = d.parent_id
    WHERE a.area NOT IN (SELECT r.area FROM r)
  ), above (area, ancestor) AS (
    SELECT p.area, p.parent FROM parents p
    UNION
    SELECT u.area, p.parent FROM above u JOIN parents p ON p.area = u.ancestor
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'parent', 'area', known_areas())
    UNION ALL SELECT * FROM repeated(rows, '{area}', 'area')
    UNION ALL
    SELECT r.at, 'parent', r.parent, 'an area outside this one: it lies within it'
    FROM r JOIN above u ON u.area = r.area AND u.ancestor = r.area
  ), loaded AS (
    INSERT INTO area_definition (area_id, name, kind, parent_id, file_id, line)
    SELECT a.area_id, r.name, r.kind, p.area_id, file, r.at
    FROM r JOIN area a USING (area) LEFT JOIN area p ON p.area = r.parent
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_populations(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'area', 'area', known_areas())
    UNION ALL SELECT * FROM repeated(rows, '{area,year}', 'area and year')
  ), loaded AS (
    INSERT INTO population (area_id, year, population, source, file_id, line)
    SELECT a.area_id, r.year, r.population, r.source, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, area text, year integer, population integer, source text)
      JOIN area a USING (area)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- Who an area's neighbours are; without an order as they stand in the file.
CREATE FUNCTION load_neighbours(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'area', 'area', known_areas())
    UNION ALL SELECT * FROM unknown(rows, 'neighbour', 'area', known_areas())
    UNION ALL SELECT * FROM repeated(rows, '{area,neighbour,from}', 'area, neighbour and from')
    UNION ALL
    SELECT (r ->> 'at')::integer, 'neighbour', r ->> 'neighbour', 'another area'
    FROM jsonb_array_elements(rows) r WHERE r ->> 'neighbour' = r ->> 'area'
  ), loaded AS (
    INSERT INTO neighbour (area_id, neighbour_id, place, from_day, file_id, line)
    SELECT a.area_id, n.area_id, coalesce(r."order", r.at), coalesce(r."from", '-infinity'), file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, area text, neighbour text, "order" integer, "from" date)
      JOIN area a USING (area) JOIN area n ON n.area = r.neighbour
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- Refs joined by + as indicators' numbers, in that order.
CREATE FUNCTION indicators_find(refs text) RETURNS integer[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(i.indicator_id ORDER BY u.n), '{}')
  FROM unnest(string_to_array(refs, '+')) WITH ORDINALITY u (ref, n) JOIN indicator i USING (ref)
$$;

-- What is wrong with how the indicators of a file are derived. The definitions of the file stand
-- before those held already, which may in turn be derived from the file's.
CREATE FUNCTION derivation_check(rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE r AS MATERIALIZED (
    SELECT r.*, coalesce(p.first_day, '-infinity') AS holds_from
    FROM jsonb_to_recordset(rows) AS r (at integer, ref text, measure text, numerator text, denominator text,
                                        "from" text)
      LEFT JOIN period p ON p.period = r."from"
  ), held AS MATERIALIZED (
    SELECT i.ref, d.* FROM definitions_loaded() d JOIN indicator i USING (indicator_id)
    WHERE (i.ref, d.holds_from) NOT IN (SELECT r.ref, r.holds_from FROM r)
  ), measures AS MATERIALIZED (
    SELECT r.ref, r.measure FROM r UNION SELECT h.ref, h.measure FROM held h
  ), inputs AS MATERIALIZED (
    SELECT r.at, r.ref, s.side, u.input
    FROM r, LATERAL (VALUES ('numerator', r.numerator), ('denominator', r.denominator)) s (side, refs),
      LATERAL unnest(string_to_array(s.refs, '+')) u (input)
    UNION ALL
    SELECT NULL, h.ref, NULL, i.ref
    FROM held h, LATERAL unnest(h.numerator_ids || h.denominator_ids) u (id)
      JOIN indicator i ON i.indicator_id = u.id
  ), walk (start, ref, steps, path) AS (
    SELECT i.ref, i.input, 1, ARRAY[i.ref, i.input] FROM inputs i
    UNION
    SELECT w.start, i.input, w.steps + 1, w.path || i.input
    FROM walk w JOIN inputs i ON i.ref = w.ref
    WHERE w.steps < 4 AND w.ref <> w.start
  )
  SELECT r.at, 'numerator', r.numerator, format(': it refers back to itself: %s', array_to_string(min(w.path), ' → '))
  FROM walk w JOIN r ON r.ref = w.start WHERE w.ref = w.start GROUP BY r.at, r.numerator
  UNION ALL
  SELECT r.at, 'numerator', r.numerator,
    format('within 3 steps of what is entered: %s', array_to_string(min(w.path), ' → '))
  FROM walk w JOIN r ON r.ref = (SELECT u.ref FROM unnest(w.path) WITH ORDINALITY u (ref, n)
    WHERE u.ref IN (SELECT f.ref FROM r f) ORDER BY n LIMIT 1)
  WHERE w.steps = 4 AND NOT EXISTS (SELECT FROM walk c WHERE c.start = ANY (w.path) AND c.ref = c.start)
  GROUP BY r.at, r.numerator
  UNION ALL
  SELECT i.at, i.side, i.input, 'a known indicator'
  FROM inputs i WHERE i.at IS NOT NULL AND i.input NOT IN (SELECT m.ref FROM measures m)
  UNION ALL
  SELECT i.at, i.side, i.input, format('a count: it is a%s %s', CASE m.measure WHEN 'average' THEN 'n' ELSE '' END,
                                       m.measure)
  FROM inputs i JOIN measures m ON m.ref = i.input WHERE i.at IS NOT NULL AND m.measure <> 'count'
  UNION ALL
  -- The other way round: what held definitions take as a count must stay one.
  SELECT r.at, 'measure', r.measure, format('count: %s is derived from it', min(i.ref))
  FROM r JOIN inputs i ON i.input = r.ref WHERE i.at IS NULL AND r.measure <> 'count'
  GROUP BY r.at, r.measure
  UNION ALL
  SELECT r.at, 'denominator', r.denominator, CASE
      WHEN r.numerator IS NULL THEN 'allowed without a numerator'
      WHEN r.measure = 'percentage' THEN 'indicators: a derived percentage needs them'
      ELSE 'allowed: only a percentage has a denominator' END
  FROM r WHERE (r.denominator IS NOT NULL) <> (r.numerator IS NOT NULL AND r.measure = 'percentage')
  UNION ALL
  SELECT r.at, 'numerator', r.numerator, 'allowed: only a count, percentage or rate is derived'
  FROM r WHERE r.numerator IS NOT NULL AND r.measure NOT IN ('count', 'percentage', 'rate')
$$;

CREATE FUNCTION load_indicators(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  INSERT INTO indicator (ref)
  SELECT r.ref FROM jsonb_to_recordset(rows) AS r (at integer, ref text)
  GROUP BY r.ref ORDER BY min(r.at)
  ON CONFLICT DO NOTHING;

  SELECT dates_add(rows, 'from');
  SELECT dates_add(rows, 'until');

  WITH r AS MATERIALIZED (
    SELECT r.*, f.period_id AS holds_from_id, coalesce(f.first_day, '-infinity') AS holds_from,
           u.last_day AS reported_until
    FROM jsonb_to_recordset(rows) AS r (at integer, ref text, name text, section text, polarity text,
        measure text, basis text, frequency text, decimals integer, numerator text, denominator text,
        definition text, lead text, data_owner text, vital_sign integer, dashboard_frequency text,
        "from" text, until text, base text, starts text, ceases text, beyond_100 boolean)
      LEFT JOIN period f ON f.period = r."from" LEFT JOIN period u ON u.period = r.until
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'from', 'period', known_periods())
    UNION ALL SELECT * FROM unknown(rows, 'until', 'period', known_periods())
    UNION ALL SELECT * FROM repeated(rows, '{ref,from}', 'reference and first period')
    UNION ALL SELECT * FROM unknown(rows, 'base', 'indicator', known_indicators())
    UNION ALL SELECT * FROM unknown(rows, 'starts', 'indicator', known_indicators())
    UNION ALL SELECT * FROM unknown(rows, 'ceases', 'indicator', known_indicators())
    UNION ALL
    SELECT r.at, 'base', r.base, 'allowed: only an entered percentage has a base'
    FROM r WHERE r.base IS NOT NULL AND (r.measure <> 'percentage' OR r.numerator IS NOT NULL)
    UNION ALL
    SELECT r.at, 'starts', r.starts, 'allowed: only a count that stands has both starts and ceases'
    FROM r WHERE (r.starts IS NOT NULL OR r.ceases IS NOT NULL)
      AND (r.measure <> 'count' OR r.basis <> 'stock' OR r.starts IS NULL OR r.ceases IS NULL)
    UNION ALL SELECT * FROM derivation_check(rows)
    UNION ALL
    SELECT r.at, 'from', r."from", format('%s or later: its first definition begins there', h.first)
    FROM r JOIN (
      SELECT DISTINCT ON (i.ref) i.ref, d.holds_from, p.period AS first
      FROM definitions_loaded() d JOIN indicator i USING (indicator_id)
           LEFT JOIN period p ON p.period_id = d.holds_from_id
      ORDER BY i.ref, d.holds_from) h USING (ref)
    WHERE r.holds_from < h.holds_from
    UNION ALL
    SELECT r.at, 'until', r.until, format('a period that ends after %s begins', r."from")
    FROM r WHERE r.reported_until < r.holds_from
  ), loaded AS (
    INSERT INTO indicator_definition (indicator_id, name, section, polarity, measure, basis, frequency,
      decimals, numerator_ids, denominator_ids, definition, lead, data_owner, vital_sign,
      dashboard_frequency, holds_from_id, holds_from, reported_until, base_id,
      starts_id, ceases_id, beyond_100, file_id, line)
    SELECT i.indicator_id, r.name, r.section, r.polarity, r.measure, r.basis, r.frequency,
      coalesce(r.decimals, 0), indicators_find(r.numerator), indicators_find(r.denominator),
      r.definition, r.lead, r.data_owner, r.vital_sign, r.dashboard_frequency, r.holds_from_id, r.holds_from,
      r.reported_until, (SELECT b.indicator_id FROM indicator b WHERE b.ref = r.base),
      (SELECT b.indicator_id FROM indicator b WHERE b.ref = r.starts),
      (SELECT b.indicator_id FROM indicator b WHERE b.ref = r.ceases), coalesce(r.beyond_100, false), file, r.at
    FROM r JOIN indicator i USING (ref)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_targets(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.at, r.indicator, r."from", r.area, coalesce(r.scope, 'summary') AS scope, r.operator,
      r.target, coalesce(r.rag_rule, 'none') AS rag_rule, r.red, r.green, r.shown,
      i.indicator_id, d.polarity
    FROM jsonb_to_recordset(rows) AS r (at integer, indicator text, "from" date, area text, scope text,
        operator text, target numeric, rag_rule text, red numeric, green numeric, shown text)
      LEFT JOIN indicator i ON i.ref = r.indicator
      LEFT JOIN LATERAL (              -- by the definition of its day
        SELECT d.polarity FROM definitions_loaded() d WHERE d.indicator_id = i.indicator_id
        ORDER BY d.holds_from <= r."from" DESC, CASE WHEN d.holds_from <= r."from" THEN d.holds_from END DESC,
          d.holds_from LIMIT 1
      ) d ON true
  ), keyed AS (
    SELECT jsonb_agg(jsonb_build_object('at', r.at, 'indicator', r.indicator, 'from', r."from",
      'area', r.area, 'scope', r.scope)) AS rows
    FROM r
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'indicator', 'indicator', known_indicators())
    UNION ALL SELECT * FROM unknown(rows, 'area', 'area', known_areas())
    UNION ALL
    SELECT d.* FROM keyed k, repeated(coalesce(k.rows, '[]'), '{indicator,scope,from,area}',
      'indicator, scope, day and area') d
    UNION ALL
    SELECT r.at, 'target', NULL, 'the target that the rule rates by'
    FROM r WHERE r.rag_rule = 'target' AND r.target IS NULL
    UNION ALL
    SELECT r.at, c.name, NULL, format('a number: the rule %s rates by red and green', r.rag_rule)
    FROM r, LATERAL (VALUES ('red', r.red), ('green', r.green)) c (name, value)
    WHERE r.rag_rule IN ('tolerance', 'national_gap') AND c.value IS NULL
    UNION ALL
    SELECT r.at, 'rag_rule', r.rag_rule,
      'a rule for this indicator: its polarity is info, so no value is better than another'
    FROM r WHERE r.rag_rule IN ('tolerance', 'national_gap') AND r.polarity = 'info'
    UNION ALL
    SELECT r.at, 'red', r.red::text, CASE r.polarity
      WHEN 'high' THEN format('at or below green, %s: high is good, so red begins below it', r.green)
      ELSE format('at or above green, %s: low is good, so red begins above it', r.green) END
    FROM r WHERE r.rag_rule IN ('tolerance', 'national_gap')
      AND (r.polarity = 'high' AND r.red > r.green OR r.polarity = 'low' AND r.red < r.green)
    UNION ALL
    SELECT r.at, 'operator', r.operator, CASE r.polarity
      WHEN 'info' THEN 'one of <, <=, =, >=, >: the indicator''s polarity is info, so it does not follow'
      ELSE format('one that fits: %s is good', r.polarity) END
    FROM r WHERE r.target IS NOT NULL
      AND (r.operator IS NULL AND r.polarity = 'info'
        OR r.rag_rule = 'target' AND (r.operator IN ('<', '<=') AND r.polarity = 'high'
          OR r.operator IN ('>', '>=') AND r.polarity = 'low'))
  ), loaded AS (
    INSERT INTO target (indicator_id, from_day, area_id, scope, operator, target, rag_rule, red, green,
      shown, file_id, line)
    SELECT r.indicator_id, r."from", a.area_id, r.scope,
      coalesce(r.operator, CASE r.polarity WHEN 'low' THEN '<=' ELSE '>=' END), r.target, r.rag_rule,
      r.red, r.green, r.shown, file, r.at
    FROM r LEFT JOIN area a USING (area)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

CREATE FUNCTION load_benchmarks(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  SELECT dates_add(rows, 'period');

  WITH bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'indicator', 'indicator', known_indicators())
    UNION ALL SELECT * FROM unknown(rows, 'period', 'period', known_periods())
    UNION ALL SELECT * FROM repeated(rows, '{indicator,kind,period}', 'indicator, kind and period')
  ), loaded AS (
    INSERT INTO benchmark (indicator_id, kind, period_id, value, file_id, line)
    SELECT i.indicator_id, r.kind, p.period_id, r.value, file, r.at
    FROM jsonb_to_recordset(rows) AS r (at integer, indicator text, kind text, period text, value numeric)
      JOIN indicator i ON i.ref = r.indicator LEFT JOIN period p USING (period)
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;
