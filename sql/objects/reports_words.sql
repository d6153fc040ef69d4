-- What stands under the tables of every report that comes as cells: each published figure that is not
-- the computed one, and the terms of the glossary that its words use. And which period a way on leads to.

-- The rows of such a report that are of an indicator: its link says of which, and in which area if it is
-- not the report's.
CREATE FUNCTION grid_lines(cells grid_cell[], in_area integer)
  RETURNS TABLE (t integer, r integer, ref text, area_id integer, cohort text, own_period text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT l.t, l.r, substring(l.href FROM '^/performance/indicators/([^/?]+)'),
         CASE WHEN l.href LIKE '%area=%' THEN (SELECT a.area_id FROM area_now a WHERE a.area = substring(l.href FROM '[?&]area=([^&]+)')) ELSE in_area END,
         l.cohort, l.own_period
  FROM (SELECT c.t, c.r, max(c.href) FILTER (WHERE c.href LIKE '/performance/indicators/%') AS href,
               coalesce(max(c.text) FILTER (WHERE c.col = 'cohort'), '') AS cohort, max(c.text) FILTER (WHERE c.col = 'period') AS own_period
        FROM unnest(cells) c WHERE c.row_kind IN ('body', 'total') GROUP BY c.t, c.r) l
  WHERE l.href IS NOT NULL;
END;

-- Each figure in these cells that was published otherwise: of a period where a column is named after it,
-- of another measure where the column is. A sentence an indicator.
CREATE FUNCTION grid_differences(cells grid_cell[], in_area integer, at_period integer)
  RETURNS TABLE (t integer, place bigint, sentence text) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  ids integer[];
  areas integer[];
  since date;
  until date := (SELECT p.last_day FROM period p WHERE p.period_id = at_period);
BEGIN
  since := (SELECT min(p.last_day) FROM period p
            WHERE p.period = ANY (ARRAY(SELECT DISTINCT c.col FROM unnest(cells) c)) OR p.short = ANY (ARRAY(SELECT l.own_period FROM grid_lines(cells, in_area) l)));
  SELECT array_agg(DISTINCT i.indicator_id), array_agg(DISTINCT l.area_id) INTO ids, areas
  FROM grid_lines(cells, in_area) l JOIN indicator i USING (ref)
  WHERE EXISTS (SELECT FROM published p JOIN period q USING (period_id)
                WHERE p.indicator_id = i.indicator_id AND p.area_id = l.area_id AND q.last_day BETWEEN since AND until);
  IF ids IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH line AS MATERIALIZED (SELECT l.*, a.name AS area_name FROM grid_lines(cells, in_area) l JOIN area_now a USING (area_id)),
  differs AS MATERIALIZED (
    SELECT a.id AS area_id, d.*, d.period = (SELECT p.period FROM period p WHERE p.period_id = at_period) AS now
    FROM unnest(areas) a (id), published_differences(ids, a.id, since, until, NULL) d),
  stands AS (                           -- the first table that shows the figure
    SELECT DISTINCT ON (d.area_id, d.ref, d.cohort, d.period, d.measure, d.printed) c.t, c.r, c.c, l.area_id, l.area_name, l.ref, d.cohort, d.measure, d.printed, d.computed,
           CASE d.measure WHEN 'value' THEN d.short WHEN 'dot' THEN 'direction' WHEN 'rag' THEN 'rating' ELSE replace(replace(d.measure, '_', ' '), 'ytd', 'year to date') END AS what
    FROM differs d JOIN line l ON l.ref = d.ref AND l.area_id = d.area_id AND l.cohort = d.cohort
         JOIN unnest(cells) c ON c.t = l.t AND c.r = l.r AND (c.text IS NOT NULL OR c.rag IS NOT NULL OR c.dot IS NOT NULL)
              AND CASE d.measure WHEN 'value' THEN c.col = d.period OR c.col = 'value' AND l.own_period = d.short ELSE c.col = d.measure AND d.now END
    ORDER BY d.area_id, d.ref, d.cohort, d.period, d.measure, d.printed, c.t),
  told AS (
    SELECT s.t, min(s.r) AS r, count(*) AS figures,
           format('%s%s%s, %s.', s.ref, CASE WHEN s.area_id <> in_area THEN ', ' || s.area_name ELSE '' END, CASE WHEN s.cohort <> '' THEN ', ' || s.cohort ELSE '' END,
                  string_agg(format('%s: published %s, computed %s', s.what, rtrim(s.printed, '.'), rtrim(s.computed, '.')), '; ' ORDER BY s.c, s.measure)) AS sentence
    FROM stands s GROUP BY s.t, s.ref, s.area_id, s.area_name, s.cohort)
  SELECT x.t, x.place, x.sentence
  FROM (SELECT t.t, 0::bigint AS place,
               CASE sum(t.figures) WHEN 1 THEN 'One figure was published otherwise; the computed one is shown.'
                                   ELSE sum(t.figures) || ' figures were published otherwise; the computed ones are shown.' END AS sentence
        FROM told t GROUP BY t.t
        UNION ALL
        SELECT t.t, row_number() OVER (PARTITION BY t.t ORDER BY t.r, t.sentence), t.sentence FROM told t) x;
END
$$;

-- The cells with these notes and terms, in their order. Of a term, text is the term, label its meaning in
-- short and col its place in the glossary. A link to an indicator of which no figure is shown would lead
-- to nothing.
CREATE FUNCTION grid_finish(cells grid_cell[], in_area integer, at_period integer) RETURNS SETOF grid_cell
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  WITH c AS (SELECT * FROM unnest(cells)),
  tab AS (SELECT DISTINCT ON (c.t) c.t, c.tab, c.title FROM c WHERE c.row_kind <> 'point'),
  leads AS (
    SELECT DISTINCT l.href FROM c l JOIN c f ON f.t = l.t AND f.r = l.r AND f.kind LIKE 'figure%' AND f.text <> '-' WHERE l.href LIKE '/performance/indicators/%'),
  said AS (SELECT DISTINCT c.text FROM c WHERE c.row_kind NOT IN ('point', 'note') AND c.kind IN ('head', 'text') UNION SELECT c.title FROM c)
  SELECT x.* FROM (
    SELECT c.t, c.tab, c.title, c.r, c.row_kind, c.c, c.col, c.label, c.grp, c.kind, c.text, c.number, c.rag, c.dot, c.status, c.marks, c.why,
           CASE WHEN c.href NOT LIKE '/performance/indicators/%' OR c.href IN (SELECT l.href FROM leads l) THEN c.href END
    FROM c
    UNION ALL
    SELECT d.t, b.tab, b.title, 1500000 + d.place::integer, 'note', 0, NULL, NULL, NULL, NULL, d.sentence, NULL, NULL, NULL, NULL, NULL, NULL, '/published-figures'
    FROM grid_differences(cells, in_area, at_period) d JOIN tab b ON b.t = d.t
    UNION ALL
    SELECT 2000000000, 'terms', NULL, 1, 'term', row_number() OVER (ORDER BY lower(g.term), g.term)::integer, g.anchor, g.short, NULL, NULL, g.term,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM glossary_in(ARRAY(SELECT s.text FROM said s WHERE s.text IS NOT NULL)) g) x
  ORDER BY x.t, x.r, x.c;
END
$$;

-- The last period up to one of another report (or the first, if none is as early) for which something of
-- the indicator is held: a way on from a report of mixed periods leads there.
CREATE FUNCTION period_until(of_area text, until_period text, of_indicator integer) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  until date := (SELECT p.last_day FROM period p WHERE p.period = until_period);
BEGIN
  IF until_period IS NULL THEN
    RETURN NULL;
  END IF;
  IF until IS NULL THEN
    PERFORM refuse('MH400', format('there is no period "%s"; periods are such as 2017-01, 2017/18 Q1 or 2016/17', until_period));
  END IF;
  RETURN (SELECT h.period FROM held_periods(ARRAY[of_indicator], find_area(of_area), NULL) h
          ORDER BY h.last_day <= until DESC, CASE WHEN h.last_day <= until THEN h.last_day END DESC, h.last_day, h.kind LIMIT 1);
END
$$;
