-- Which rule rates a figure, and what it says of it: by docs/figures.md, "RAG". Asked by everything that rates.

-- A report rates by the rules of its own scope; a page without one takes the first scope of these that has a rule.
CREATE FUNCTION rule_scopes() RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY['dashboard', 'summary', 'scorecard'];

-- A rule with the days on which it holds.
CREATE TYPE held_rule AS (
  indicator_id integer, area_id integer, from_day date, until_day date,       -- until_day is the first day without it
  scope text, rag_rule text, operator text, target numeric, red numeric, green numeric, shown text,
  own boolean, rule_from date, file_id integer, line integer);                -- own: the area's, not the council's

-- Which rule holds when, for each of these indicators in each of these areas: of the scope asked for, the area's own
-- before the council's, which is for the council's areas alone; of these the latest, until the next begins. Of no scope
-- (null): of the first scope in the order above that has a rule which rates, or, to draw a target, one with a number.
CREATE FUNCTION rule_held(indicators integer[], areas integer[], of_scope text, with_target boolean DEFAULT false)
  RETURNS SETOF held_rule LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH rule AS MATERIALIZED (
    SELECT t.*, array_position(rule_scopes(), t.scope) AS place,
           lead(t.from_day, 1, date 'infinity') OVER (PARTITION BY t.indicator_id, t.scope,
                                                      t.area_id ORDER BY t.from_day)
             AS until_day
    FROM target_now t WHERE t.indicator_id = ANY (indicators) AND t.scope = coalesce(of_scope, t.scope)),
  stretch AS MATERIALIZED (           -- the council's in each of its areas until the area has its own
    SELECT a.area_id AS in_area, r.*,
           CASE WHEN r.area_id IS NOT NULL THEN r.until_day
                ELSE least(r.until_day, (SELECT min(o.from_day) FROM rule o
                                         WHERE o.indicator_id = r.indicator_id AND o.scope = r.scope
                                           AND o.area_id = a.area_id))
           END AS last_until
    FROM rule r JOIN area_now a ON a.area_id = r.area_id OR r.area_id IS NULL AND a.of_council
    WHERE a.area_id = ANY (areas)),
  change AS (SELECT DISTINCT s.indicator_id, s.in_area, s.from_day FROM stretch s),
  span AS (
    SELECT c.*, lead(c.from_day, 1, date 'infinity') OVER (PARTITION BY c.indicator_id,
                                                           c.in_area ORDER BY c.from_day) AS next_day
    FROM change c)
  SELECT DISTINCT ON (c.indicator_id, c.in_area, c.from_day)
         c.indicator_id, c.in_area, c.from_day, c.next_day, s.scope, s.rag_rule, s.operator, s.target, s.red, s.green,
         s.shown, s.area_id IS NOT NULL, s.from_day, s.file_id, s.line
  FROM span c JOIN stretch s ON s.indicator_id = c.indicator_id AND s.in_area = c.in_area
                            AND s.from_day <= c.from_day AND c.from_day < s.last_until
  WHERE NOT with_target OR s.target IS NOT NULL
  ORDER BY c.indicator_id, c.in_area, c.from_day, NOT with_target AND s.rag_rule = 'none', s.place;
END
$$;

CREATE FUNCTION meets(value numeric, operator text, target numeric) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN CASE operator WHEN '<' THEN value < target WHEN '<=' THEN value <= target WHEN '=' THEN value = target
                       WHEN '>=' THEN value >= target WHEN '>' THEN value > target END;

-- The rating of a value as shown; null: not rated. By national_gap the value is the gap to England's
-- figure, both as shown.
CREATE FUNCTION rag(rule text, polarity text, operator text, target numeric, red numeric, green numeric, value numeric)
  RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE
    WHEN value IS NULL THEN NULL
    WHEN rule IN ('tolerance', 'national_gap') AND polarity = 'high' THEN
      CASE WHEN value >= green THEN 'green' WHEN value < red THEN 'red' ELSE 'amber' END
    WHEN rule IN ('tolerance', 'national_gap') AND polarity = 'low' THEN
      CASE WHEN value <= green THEN 'green' WHEN value > red THEN 'red' ELSE 'amber' END
    WHEN rule = 'target' THEN
      CASE WHEN meets(value, operator, target) THEN 'green'
           WHEN target <> 0 AND abs(value - target) <= 0.10 * abs(target) THEN 'amber'
           ELSE 'red' END
  END;

-- The target as it is printed: as the council writes it, else the number with the indicator's decimals.
CREATE FUNCTION target_words(rule held_rule, decimals integer, measure text) RETURNS text LANGUAGE sql STABLE
  RETURN coalesce(rule.shown, CASE WHEN rule.target IS NOT NULL THEN shown(rule.target, decimals, measure) END);

-- How a rule rates, in words.
CREATE FUNCTION rule_words(rule held_rule, polarity text, target_shown text) RETURNS text LANGUAGE sql STABLE
  RETURN CASE rule.rag_rule
    WHEN 'target' THEN format('target %s: Green when met, Amber when missed by up to 10%% of it, else Red',
                              target_shown)
    WHEN 'tolerance' THEN CASE polarity
      WHEN 'low' THEN format('Green at %s or less, Red above %s, Amber between', rule.green, rule.red)
      ELSE format('Green at %s or more, Red below %s, Amber between', rule.green, rule.red) END
    WHEN 'national_gap'
      THEN format('against England: Green at its figure or better, Red by more than %s worse, Amber between',
      trim_scale(abs(rule.red)))
    ELSE 'not rated' END;

-- The rules of a scope at a day; null: of the scope that each indicator is rated by where the page has none.
CREATE FUNCTION rules_at(indicators integer[], in_area integer, at_day date, of_scope text)
  RETURNS TABLE (indicator_id integer, scope text, shown text, rag_rule text, operator text, target numeric,
                 red numeric,
                 green numeric, words text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT r.indicator_id, r.scope, t.shown, r.rag_rule, r.operator, r.target, r.red, r.green,
         rule_words(r, d.polarity, t.shown)
  FROM rule_held(indicators, ARRAY[in_area], of_scope) r JOIN indicators_at(at_day) d USING (indicator_id)
       CROSS JOIN LATERAL (SELECT target_words(r, d.decimals, d.measure) AS shown) t
  WHERE r.from_day <= at_day AND at_day < r.until_day;
END
$$;
