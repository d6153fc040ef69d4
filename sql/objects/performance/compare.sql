-- Any indicators, areas and periods side by side.

-- What is asked for: as many indicators and areas as fit a page. What cannot be is a problem with what it is of, so
-- that the page can say so beside the choices: indicator, area (there is none), empty (an area that holds nothing of
-- these), indicators, areas, lines (too many; `most` says how many are possible), period (with why), order. without:
-- areas that are left out because they hold nothing, where others hold something.
CREATE FUNCTION compare_scope(refs text[], in_areas text[], from_period text, to_period text)
  RETURNS TABLE (ids integer[], area_ids integer[], first_day date, last_day date, problem text, what text,
                 most integer, without text[])
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  most_each CONSTANT integer := 12;
  most_lines CONSTANT integer := 36;
  wanted text[] := ARRAY(SELECT u.ref FROM unnest(refs) WITH ORDINALITY AS u (ref, place)
                         GROUP BY u.ref ORDER BY min(u.place));
  empty integer[];
  places text[] := ARRAY(SELECT u.area FROM unnest(coalesce(nullif(in_areas, '{}'), ARRAY[council()]))
                         WITH ORDINALITY AS u (area, place) GROUP BY u.area ORDER BY min(u.place));
BEGIN
  first_day := (period_meant(from_period)).first_day;
  last_day := (period_meant(to_period)).last_day;
  ids := ARRAY(SELECT i.indicator_id FROM unnest(wanted) WITH ORDINALITY AS u (ref, place)
               JOIN indicator i USING (ref) ORDER BY u.place);
  area_ids := ARRAY(SELECT a.area_id FROM unnest(places) WITH ORDINALITY AS u (area, place)
                    JOIN area_now a USING (area) ORDER BY u.place);
  SELECT q.problem, q.what, q.most INTO problem, what, most
  FROM (SELECT 1 AS place, 'indicators' AS problem, cardinality(wanted)::text AS what, most_each AS most
        WHERE cardinality(wanted) > most_each
        UNION ALL SELECT 2, 'areas', cardinality(places)::text, most_each WHERE cardinality(places) > most_each
        UNION ALL SELECT 3, 'indicator', u.ref, NULL FROM unnest(wanted) u (ref)
        WHERE u.ref NOT IN (SELECT i.ref FROM indicator_now i)
        UNION ALL SELECT 4, 'area', u.area, NULL FROM unnest(places) u (area)
        WHERE u.area NOT IN (SELECT a.area FROM area_now a)
        UNION ALL SELECT 5, 'lines', (cardinality(wanted) * cardinality(places))::text, most_lines
        WHERE cardinality(wanted) * cardinality(places) > most_lines
        UNION ALL SELECT 6, 'period', coalesce(t.why, format('there is no period "%s" in the calendar', u.typed)), NULL
        FROM (VALUES (from_period, first_day), (to_period, last_day)) AS u (typed, day), period_typed(u.typed) t
        WHERE u.day IS NULL AND num_nonnulls(t.period, t.why) > 0
        UNION ALL SELECT 7, 'order', from_period || ' ' || to_period, NULL WHERE first_day > last_day) q
  ORDER BY q.place LIMIT 1;
  IF problem IS NULL AND ids <> '{}' THEN
    SELECT array_agg(a.name ORDER BY a.name), array_agg(a.area_id) INTO without, empty
    FROM unnest(area_ids) u (area_id) JOIN area_now a USING (area_id)
    WHERE NOT EXISTS (SELECT FROM held_periods(ids, u.area_id, NULL));
    area_ids := ARRAY(SELECT u.area_id FROM unnest(area_ids) WITH ORDINALITY AS u (area_id, place)
                      WHERE u.area_id <> ALL (coalesce(empty, '{}')) ORDER BY u.place);
    IF area_ids = '{}' THEN
      problem := 'empty';
      what := array_to_string(without, ', ');
    END IF;
  END IF;
  IF problem IS NOT NULL THEN
    ids := '{}';
  END IF;
  RETURN NEXT;
END
$$;

-- A row an indicator, area and period: each indicator's figures of the kind of period of which most is held, the last
-- thirteen unless a range is asked for, of its first cohort by name. change: from the first to the last of them,
-- where no break lies between. rank: among the areas at that period; a count has none, because larger areas have more.
-- last_day: where on an axis of time it stands. plot: what one axis can bear: percentages, rates per 10,000,
-- numbers; each average and score has its own.
CREATE FUNCTION compare_lines(ids integer[], area_ids integer[], from_day date, until_day date)
  RETURNS TABLE (kind text, plot text, measure text, polarity text, ref text, name text, cohort text, area text,
                 area_name text, line text, series text, "column" text, column_label text, is_last boolean,
                 number numeric, shown text, rag text, rag_scope text, dot text, dot_why text, status text,
                 entered boolean, released boolean, why text, impossible text, break text, rank bigint,
                 rank_shown text, rank_why text, change numeric, change_shown text, change_why text, from_label text,
                 words text, last_day date)
  LANGUAGE plpgsql STABLE ROWS 1000 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH f AS MATERIALIZED (
    SELECT f.*, p.kind, p.period, p.first_day, p.last_day
    FROM figures_shown(ids, area_ids, coalesce(from_day, '-infinity'), coalesce(until_day, 'infinity'), NULL) f
         JOIN period p USING (period_id)
    WHERE from_day IS NULL OR p.first_day >= from_day),
  own AS MATERIALIZED (                 -- the kind and the cohort of each indicator
    SELECT i.indicator_id, (SELECT g.kind FROM f g WHERE g.indicator_id = i.indicator_id
                            GROUP BY g.kind ORDER BY count(g.number) DESC, g.kind LIMIT 1) AS kind,
           (SELECT min(g.cohort) FROM f g WHERE g.indicator_id = i.indicator_id) AS cohort
    FROM (SELECT DISTINCT f.indicator_id FROM f) i),
  held AS MATERIALIZED (SELECT f.* FROM f JOIN own USING (indicator_id, kind, cohort)),
  col AS MATERIALIZED (                 -- the periods of which anything is held
    SELECT c.* FROM (
      SELECT s.kind, p.period_id, p.period, p.short, p.label, p.last_day,
             row_number() OVER (PARTITION BY s.kind ORDER BY p.last_day DESC) AS back
      FROM (SELECT DISTINCT h.kind, h.period_id FROM held h) s JOIN period p USING (period_id)) c
    WHERE from_day IS NOT NULL AND c.back <= 60 OR c.back <= 13),
  cell AS MATERIALIZED (
    SELECT i.place AS i_place, a.place AS a_place, o.kind, d.measure AS of_measure, d.polarity AS of_polarity, d.ref,
           d.name, d.decimals AS of_decimals, o.cohort, n.area_id, n.area, n.name AS area_name, d.indicator_id, c.back,
           c.period, c.short, c.label, c.last_day, h.value, h.number, h.shown, h.rag, h.rag_scope, h.dot, h.dot_why,
           h.status, h.entered, h.released, h.why, h.impossible, coalesce(h.break_day, '-infinity') AS side,
           h.indicator_id IS NOT NULL AS is_held
    FROM unnest(ids) WITH ORDINALITY AS i (indicator_id, place) JOIN own o USING (indicator_id)
         JOIN indicator_now d USING (indicator_id)
         CROSS JOIN unnest(area_ids) WITH ORDINALITY AS a (area_id, place) JOIN area_now n USING (area_id)
         JOIN col c ON c.kind = o.kind
         LEFT JOIN held h ON h.indicator_id = i.indicator_id AND h.area_id = a.area_id AND h.period_id = c.period_id),
  line AS (
    SELECT c.indicator_id, c.area_id,
           (array_agg(c.value ORDER BY c.back DESC) FILTER (WHERE c.number IS NOT NULL))[1] AS first,
           (array_agg(c.short ORDER BY c.back DESC) FILTER (WHERE c.number IS NOT NULL))[1] AS first_short,
           (array_agg(c.side ORDER BY c.back DESC) FILTER (WHERE c.number IS NOT NULL))[1] AS first_side,
           (array_agg(c.value ORDER BY c.back) FILTER (WHERE c.number IS NOT NULL))[1] AS last,
           (array_agg(c.back ORDER BY c.back) FILTER (WHERE c.number IS NOT NULL))[1] AS last_back,
           (array_agg(c.side ORDER BY c.back) FILTER (WHERE c.number IS NOT NULL))[1] AS last_side,
           count(c.number) AS numbers
    FROM cell c GROUP BY c.indicator_id, c.area_id),
  ranked AS (
    SELECT c.*, CASE WHEN c.number IS NOT NULL AND c.of_polarity <> 'info' AND c.of_measure <> 'count'
                     THEN rank() OVER (PARTITION BY c.indicator_id, c.back, c.number IS NULL
                            ORDER BY CASE WHEN c.of_polarity = 'high' THEN -c.number ELSE c.number END) END AS nth,
           count(c.number) OVER (PARTITION BY c.indicator_id, c.back) AS of_them,
           lag(c.side) OVER (PARTITION BY c.indicator_id, c.area_id, c.is_held ORDER BY c.back DESC) AS side_before
    FROM cell c),
  turned AS MATERIALIZED (
    SELECT r.*, CASE WHEN r.is_held AND r.side <> r.side_before THEN break_words(r.indicator_id, r.side) END AS turn
    FROM ranked r),
  said AS (                             -- nothing is said across a break
    SELECT t.indicator_id, t.area_id,
           series_words(array_agg(t.label ORDER BY t.back DESC), array_agg(t.number ORDER BY t.back DESC),
                        array_agg(t.shown ORDER BY t.back DESC), array_agg(t.turn ORDER BY t.back DESC)) AS words
    FROM turned t GROUP BY t.indicator_id, t.area_id)
  SELECT r.kind, r.kind || ' ' || CASE WHEN r.of_measure IN ('percentage', 'rate', 'count') THEN r.of_measure
                                       ELSE r.ref END,
         r.of_measure, r.of_polarity, r.ref, r.name, nullif(r.cohort, ''), r.area, r.area_name,
         concat_ws(':', r.indicator_id, r.area_id), concat_ws(', ', r.ref || ' ' || r.name, r.area_name), r.period,
         r.short, r.back = coalesce(l.last_back, 1), r.number, coalesce(r.shown, 'n/a'), r.rag, r.rag_scope, r.dot,
         r.dot_why, r.status, r.entered, r.released, CASE WHEN r.is_held THEN r.why ELSE 'no figure is held' END,
         r.impossible,
         r.turn,
         CASE WHEN r.of_them > 1 THEN r.nth END,
         CASE WHEN r.of_them > 1 THEN coalesce(r.nth || ' of ' || r.of_them, '-') END,
         CASE WHEN r.of_them > 1 AND r.nth IS NULL THEN
           CASE WHEN r.number IS NULL THEN 'no figure is held' WHEN r.of_measure = 'count'
                THEN 'a count is not ranked: larger areas have more' ELSE 'neither high nor low is better' END END,
         CASE WHEN k.why IS NULL THEN round(l.last - l.first, r.of_decimals) END,
         CASE WHEN k.why IS NULL THEN shown_signed(l.last - l.first, r.of_decimals) ELSE 'n/a' END, k.why,
         l.first_short, s.words, r.last_day
  FROM turned r JOIN line l USING (indicator_id, area_id) JOIN said s USING (indicator_id, area_id)
       CROSS JOIN LATERAL (SELECT CASE WHEN l.numbers < 2 THEN 'there are no two figures'
                                       WHEN l.first_side <> l.last_side THEN 'the definition changed between' END
                          ) AS k (why)
  ORDER BY array_position(ARRAY['month', 'quarter', 'term', 'financial_year', 'academic_year', 'date'], r.kind),
    r.i_place, r.a_place, r.back DESC;
END
$$;

-- What one can choose from: the indicators, by section; the areas of which figures are held, with those chosen.
CREATE FUNCTION compare_indicators() RETURNS TABLE (ref text, label text, section text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT i.ref, i.ref || ' ' || i.name, i.section
  FROM indicator_now i JOIN indicator_order() o USING (indicator_id) ORDER BY o.section_place, o.place;
END;

CREATE FUNCTION compare_areas() RETURNS TABLE (area text, name text, kind text, is_council boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT a.area, a.name, a.kind, a.area = c.council FROM area_now a CROSS JOIN (SELECT council() AS council) c
  WHERE a.area_id IN (SELECT k.area_id FROM figure_kept k)
     OR EXISTS (SELECT FROM indicator i WHERE EXISTS (
          SELECT FROM observation o WHERE o.indicator_id = i.indicator_id AND o.area_id = a.area_id))
  ORDER BY a.kind <> 'council', a.kind, a.name;
END;
