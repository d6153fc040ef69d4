-- What the reports of many figures share: a report is cells in long form, which the program lays out
-- as tables and charts without knowing what they mean; which indicators a report is about.

-- A cell of table t. row_kind: body, group, subtotal, total; note: `text` is a sentence under the
-- table; point: of chart `tab`, whose series is row r, named by grp, and whose label is column c.
-- kind: of a column, head, text, figure, or with "?" where it may be left out when it says nothing;
-- of a point, value, target or comparator. Of a chart's first point, status is the text
-- alternative, why the unit and href the kind of chart.
CREATE TYPE grid_cell AS (
  t integer, tab text, title text, r integer, row_kind text, c integer, col text, label text, grp text, kind text,
  text text, number numeric, rag text, dot text, status text, marks text, why text, href text);

-- A scorecard is what stands before the colon of its sections: "Education: key stage 2".
CREATE FUNCTION scorecard_slug(section text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN slug(split_part(section, ':', 1));

CREATE FUNCTION good_is(polarity text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE polarity WHEN 'high' THEN 'High' WHEN 'low' THEN 'Low' ELSE 'Info' END;

CREATE FUNCTION measure_words(measure text, basis text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN basis = 'rolling_12' THEN 'Rolling ' || measure ELSE initcap(measure) END;

-- Every indicator with its place in the order of the imports, and of its section in that order.
CREATE FUNCTION indicator_order() RETURNS TABLE (indicator_id integer, section_place bigint, place bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT d.indicator_id, min(d.place) OVER (PARTITION BY d.section), d.place
  FROM (SELECT indicator_id, section, row_number() OVER (ORDER BY file_id, line, indicator_id) AS place FROM indicator_now) d;
END;

-- The indicators of a report, by its name and subject; none is refused, with what is known.
--   summary        the numbered ones that are reported monthly
--   sections       those of a section; scorecards: of the sections of a scorecard
--   breakdowns, localities   the one asked for
--   contacts-by-source       the one whose breakdown is by source and stage
CREATE FUNCTION report_indicators(report text, subject text) RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  found_ids integer[];
  known text;
BEGIN
  CASE report
    WHEN 'summary' THEN
      found_ids := ARRAY(SELECT i.indicator_id FROM indicator_now i WHERE i.frequency = 'monthly' AND i.ref ~ '^[0-9]');
    WHEN 'sections' THEN
      found_ids := ARRAY(SELECT i.indicator_id FROM indicator_now i WHERE slug(i.section) = subject);
      known := (SELECT string_agg(DISTINCT slug(i.section), ', ' ORDER BY slug(i.section)) FROM indicator_now i);
    WHEN 'scorecards' THEN
      found_ids := ARRAY(SELECT i.indicator_id FROM indicator_now i
                         WHERE scorecard_slug(i.section) = subject OR starts_with(scorecard_slug(i.section), subject || '-'));
      known := (SELECT string_agg(DISTINCT s.name, ', ' ORDER BY s.name) FROM scorecards() s);
    WHEN 'education' THEN
      found_ids := ARRAY(SELECT i.indicator_id FROM indicator_now i
                         WHERE i.section LIKE 'Education:%' OR i.section LIKE 'NEET%' OR i.section LIKE 'Inclusion: exclusions');
    WHEN 'early-help' THEN
      found_ids := ARRAY(SELECT i.indicator_id FROM indicator_now i WHERE i.section = 'Early help' AND i.name NOT LIKE 'Troubled Families:%');
    WHEN 'contacts-by-source' THEN
      found_ids := ARRAY(SELECT DISTINCT b.indicator_id FROM breakdown_now b WHERE b.row_dimension = 'source' AND b.column_dimension = 'stage');
    WHEN 'breakdowns' THEN
      found_ids := ARRAY(SELECT DISTINCT b.indicator_id FROM breakdown_now b JOIN indicator_now i USING (indicator_id) WHERE i.ref = subject);
      known := (SELECT string_agg(DISTINCT i.ref, ', ' ORDER BY i.ref) FROM breakdown_now b JOIN indicator_now i USING (indicator_id));
    WHEN 'quarterly' THEN
      found_ids := ARRAY(SELECT i.indicator_id FROM indicator_now i WHERE i.frequency = 'quarterly' AND i.section = 'Exception report');
    ELSE
      found_ids := ARRAY(SELECT i.indicator_id FROM indicator_now i WHERE i.ref = subject);
  END CASE;
  IF found_ids = '{}' THEN
    PERFORM refuse('MH404', CASE WHEN subject IS NULL THEN 'no indicators of this report are held'
      ELSE format('there is no "%s"', subject) || coalesce('; known are: ' || known, '') END);
  END IF;
  RETURN found_ids;
END
$$;

-- The scorecards: sections in parts, and those that are rated as a scorecard.
CREATE FUNCTION scorecards() RETURNS TABLE (name text, title text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT DISTINCT scorecard_slug(i.section), split_part(i.section, ':', 1)
  FROM indicator_now i
  WHERE i.section LIKE '%:%' OR i.indicator_id IN (SELECT t.indicator_id FROM target_now t WHERE t.scope = 'scorecard')
  ORDER BY 1;
END;

-- What others achieve: for each indicator and kind the newest up to a day, as shown.
CREATE FUNCTION benchmarks_at(indicators integer[], at_day date)
  RETURNS TABLE (indicator_id integer, kind text, text text, number numeric, period text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT DISTINCT ON (b.indicator_id, b.kind) b.indicator_id, b.kind, shown(b.value, d.decimals, d.measure), round(b.value, d.decimals), p.short
  FROM benchmark_now b JOIN indicator_now d USING (indicator_id) LEFT JOIN period p USING (period_id)
  WHERE b.indicator_id = ANY (indicators) AND (p.last_day IS NULL OR p.last_day <= at_day)
  ORDER BY b.indicator_id, b.kind, p.last_day DESC NULLS LAST;
END;

-- Commentary of one kind, the newest up to a day, of each of the indicators, as one Markdown text.
CREATE FUNCTION commentary_text(indicators integer[], of_kind text, at_day date) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT string_agg(format('## %s%s%s', n.name, E'\n\n', n.text), E'\n\n' ORDER BY n.file_id, n.line)
  FROM (SELECT DISTINCT ON (c.indicator_id) i.name, c.text, i.file_id, i.line
        FROM commentary_now c JOIN period p USING (period_id) JOIN indicator_now i USING (indicator_id)
        WHERE c.indicator_id = ANY (indicators) AND c.kind = of_kind AND p.last_day <= at_day
        ORDER BY c.indicator_id, p.last_day DESC, p.first_day DESC) n;
END;

-- The area of a report: the one asked for or the council; where the council holds nothing of these
-- indicators and another area does, that one.
CREATE FUNCTION report_area(of_area text, of_kind text, indicators integer[]) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF of_area IS NOT NULL OR EXISTS (SELECT FROM held_periods(indicators, find_area(NULL), of_kind)) THEN
    RETURN of_area;
  END IF;
  RETURN (SELECT min(a.area) FROM area_now a WHERE a.kind = 'council' AND EXISTS (SELECT FROM held_periods(indicators, a.area_id, of_kind)));
END
$$;
