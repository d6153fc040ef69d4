-- What the frame of every page shows, whichever report is in it.

-- The files that a report of these kinds of data draws on, oldest import first, and the day of the newest.
CREATE FUNCTION sources_of(kinds text[])
  RETURNS TABLE (import_id integer, name text, as_of date) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT i.import_id, f.name, max(i.loaded_at) OVER ()::date
  FROM import_file f JOIN import i USING (import_id)
  WHERE f.kind = ANY (kinds)
  ORDER BY i.import_id, f.file_id;
END;

-- What the choices on the pages of a report come from: figures of these indicators, by periods of one kind (null: any),
-- those of the dashboard, breakdowns, a statement, a line of one (the subject), or the ledger. ids: those known, else
-- looked for; null where there are none.
CREATE FUNCTION choices_of(of_report text, of_subject text, known integer[])
  RETURNS TABLE (held_in text, ids integer[], of_kind text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  held_in := CASE WHEN of_report IN ('breakdowns', 'contacts-by-source') THEN 'breakdowns'
                  WHEN of_report IN ('dashboard', 'la', 'schools', 'capital', 'balances', 'reserves', 'la line',
                                     'schools line', 'ledger') THEN of_report
                  ELSE 'figures' END;
  of_kind := report_kind(of_report);
  IF held_in IN ('figures', 'dashboard', 'breakdowns') THEN
    ids := known;
    CASE WHEN ids IS NOT NULL THEN
      NULL;
    WHEN of_report = 'dashboard' THEN
      ids := vital_signs();
    WHEN of_report = 'indicators' THEN
      ids := (SELECT array_agg(i.indicator_id) FROM indicator i WHERE i.ref = of_subject);
    WHEN of_report = 'figures' THEN
      ids := (SELECT array_agg(i.indicator_id) FROM indicator i);
    WHEN of_report = 'early-help' THEN
      ids := (SELECT array_agg(m.indicator_id) FROM report_members(of_report, first_subject(of_report)) m);
    ELSE
      ids := (SELECT array_agg(m.indicator_id) FROM report_members(of_report, of_subject) m);
    END CASE;
  END IF;
  RETURN NEXT;
END
$$;

-- What such a page is about, where the report has no title of its own.
CREATE FUNCTION choices_title(of_report text, of_subject text) RETURNS text
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN CASE WHEN of_report IN ('sections', 'scorecards') THEN
                (SELECT m.title FROM report_members(of_report, of_subject) m ORDER BY m.place LIMIT 1)
              WHEN of_report IN ('la line', 'schools line') THEN
                (SELECT min(r.line_name) FROM revenue_now r WHERE slug(r.line_name) = slug(of_subject))
              ELSE (SELECT i.ref || ' ' || i.name FROM indicator_now i WHERE i.ref = of_subject) END;
END
$$;

-- The areas that hold figures of a report which this reader may see, its kinds together. known: its indicators, if the
-- page has found them already. Asked an area at a time, by the key: of areas whose figures are kept for a figure, of
-- others for what one is computed from.
CREATE FUNCTION page_areas(of_report text, of_subject text, known integer[])
  RETURNS TABLE (area text, name text, kind text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  mine boolean := NOT sees_unreleased();
  c record;
  kept integer[];
  others integer[];
  holding integer[];
  derived integer[];
BEGIN
  SELECT * INTO c FROM choices_of(of_report, of_subject, known);
  IF c.held_in = 'breakdowns' THEN
    holding := ARRAY(SELECT a.area_id FROM area a WHERE (
      SELECT true FROM breakdown b WHERE b.indicator_id = ANY (c.ids) AND b.area_id = a.area_id LIMIT 1));
  ELSE
    kept := ARRAY(SELECT k.area_id FROM figure_kept k WHERE k.of_released = mine AND k.indicator_id = c.ids[1]);
    holding := ARRAY(SELECT a.area_id FROM unnest(kept) a (area_id) WHERE (
      SELECT true FROM figure f
      WHERE f.of_released = mine AND f.indicator_id = ANY (c.ids) AND f.area_id = a.area_id
        AND (f.value IS NOT NULL OR is_withheld(f.status))
        AND (c.of_kind IS NULL OR (SELECT p.kind FROM period p WHERE p.period_id = f.period_id) = c.of_kind) LIMIT 1));
    others := ARRAY(SELECT a.area_id FROM area a WHERE a.area_id <> ALL (kept));
  END IF;
  IF cardinality(others) > 0 THEN
    holding := holding || ARRAY(SELECT a.area_id FROM unnest(others) a (area_id) WHERE (
      SELECT true FROM observation o
      WHERE o.indicator_id = ANY (c.ids) AND o.area_id = a.area_id
        AND (o.value IS NOT NULL OR o.numerator IS NOT NULL OR is_withheld(o.status))
        AND (c.of_kind IS NULL OR (SELECT p.kind FROM period p WHERE p.period_id = o.period_id) = c.of_kind) LIMIT 1));
    others := ARRAY(SELECT unnest(others) EXCEPT SELECT unnest(holding));
    derived := ARRAY(SELECT d.indicator_id FROM indicator_definition_now d
                     WHERE d.indicator_id = ANY (c.ids) AND d.numerator_ids <> '{}');
    holding := holding || ARRAY(SELECT a.area_id FROM unnest(others) a (area_id) WHERE EXISTS (
      SELECT FROM indicator_input i
      WHERE i.indicator_id = ANY (derived) GROUP BY i.indicator_id
      HAVING bool_and((SELECT true FROM observation o
                       WHERE o.indicator_id = i.input_id AND o.area_id = a.area_id
                         AND (c.of_kind IS NULL
                              OR (SELECT p.kind FROM period p WHERE p.period_id = o.period_id) = c.of_kind) LIMIT 1)
                      IS NOT NULL)));
  END IF;
  RETURN QUERY
  SELECT a.area, a.name, a.kind FROM area_now a WHERE a.area_id = ANY (holding)
  ORDER BY min(a.area_id) OVER (PARTITION BY a.kind), a.area_id;
END
$$;

-- The periods that hold anything of such a source in an area.
CREATE FUNCTION choice_periods(held_in text, ids integer[], of_kind text, of_subject text, in_area integer)
  RETURNS TABLE (period_id integer) LANGUAGE plpgsql STABLE ROWS 50 SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  monthly integer[];
  slower integer[];
BEGIN
  CASE
    WHEN held_in = 'dashboard' THEN        -- a quarter stands in its last month
      SELECT array_agg(i.indicator_id) FILTER (WHERE i.dashboard_frequency = 'monthly'),
             array_agg(i.indicator_id) FILTER (WHERE i.dashboard_frequency IS DISTINCT FROM 'monthly')
        INTO monthly, slower FROM indicator_now i WHERE i.indicator_id = ANY (ids);
      RETURN QUERY
      SELECT h.period_id FROM held_periods(monthly, in_area, of_kind) h WHERE h.valued
      UNION
      SELECT h.period_id FROM held_periods(slower, in_area, of_kind) h
      WHERE h.valued AND extract(month FROM h.last_day)::integer % 3 = 0;
    WHEN held_in = 'figures' THEN
      RETURN QUERY SELECT h.period_id FROM held_periods(ids, in_area, of_kind) h WHERE h.valued;
    WHEN held_in = 'breakdowns' THEN
      RETURN QUERY SELECT b.period_id FROM breakdown_periods(ids, in_area) b;
    WHEN held_in = 'ledger' THEN
      RETURN QUERY SELECT l.period_id FROM ledger_periods() l;
    WHEN held_in IN ('la line', 'schools line') THEN
      RETURN QUERY SELECT l.period_id FROM line_periods(split_part(held_in, ' ', 1), of_subject) l;
    ELSE
      RETURN QUERY SELECT s.period_id FROM statement_periods(held_in) s;
  END CASE;
END
$$;

-- The periods of a report that hold anything, the newest of each kind first. near: the one asked for, or, where it
-- holds nothing, the last before it, else the first; step: the one before or after it, of its kind. reach: from where
-- to begin a series up to it that is to be longer than thirteen: three years before, or with all that is held.
CREATE FUNCTION page_periods(of_report text, of_subject text, known integer[], of_area text, asked text)
  RETURNS TABLE (period text, label text, kind text, near boolean, step text, reach text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  c record;
  in_area integer := coalesce((SELECT a.area_id FROM area a WHERE a.area = of_area),
                              (SELECT a.area_id FROM area a WHERE a.area = council()));
  at period := period_meant(asked);
BEGIN
  SELECT * INTO c FROM choices_of(of_report, of_subject, known);
  RETURN QUERY
  WITH held AS MATERIALIZED (
    SELECT p.*, p.kind = at.kind AS alike
    FROM choice_periods(c.held_in, c.ids, c.of_kind, of_subject, in_area) JOIN period p USING (period_id)),
  near AS (
    SELECT h.* FROM held h
    ORDER BY h.period_id IS NOT DISTINCT FROM at.period_id DESC,
             CASE WHEN at.last_day IS NULL OR h.last_day <= at.last_day THEN h.last_day END DESC NULLS LAST,
             h.alike DESC NULLS LAST, h.last_day, h.kind LIMIT 1),
  around AS (
    SELECT h.period_id, h.last_day < n.last_day AS earlier,
           row_number() OVER (PARTITION BY h.last_day < n.last_day ORDER BY abs(h.last_day - n.last_day)) AS nth,
           h.first_day < n.first_day - interval '3 years' AS long_ago,
           count(*) OVER (PARTITION BY h.last_day < n.last_day) AS many
    FROM held h JOIN near n ON h.kind = n.kind AND h.period_id <> n.period_id)
  SELECT h.period, h.label, h.kind, h.period_id = n.period_id,
         CASE WHEN r.nth = 1 THEN CASE WHEN r.earlier THEN 'previous' ELSE 'next' END END,
         CASE WHEN NOT r.earlier OR r.nth < 13 THEN NULL WHEN r.nth = r.many THEN 'all'
              WHEN NOT r.long_ago AND lead(r.long_ago) OVER (PARTITION BY h.kind ORDER BY h.last_day DESC) THEN 'years'
              END
  FROM held h CROSS JOIN near n LEFT JOIN around r ON r.period_id = h.period_id
  ORDER BY max(h.last_day) OVER (PARTITION BY h.kind) DESC, h.kind, h.last_day DESC;
END
$$;

-- What an area is called.
CREATE FUNCTION page_name(of_area text) RETURNS text LANGUAGE sql STABLE
  RETURN (SELECT a.name FROM area_now a WHERE a.area = of_area);
