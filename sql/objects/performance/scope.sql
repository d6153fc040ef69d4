-- What the performance reports ask for: which period and area, the dashboard's grid, an indicator's
-- series, ratings and words about them.

-- The periods of one kind (null: any) for which something of these indicators is held: of areas whose figures are kept
-- a figure, of others something that one is computed from. released: members see it; valued: there is more than a
-- reason why there is no figure. PL/pgSQL: what it rests on is asked once, and not once an observation, as a function
-- in the condition of a scan would be.
CREATE FUNCTION held_periods(indicators integer[], in_area integer, of_kind text)
  RETURNS TABLE (period_id integer, period text, kind text, last_day date, released boolean, valued boolean)
  LANGUAGE plpgsql STABLE ROWS 50 SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  mine boolean := NOT sees_unreleased();        -- the reading that the reader sees
  inputs integer[];
BEGIN
  IF (SELECT count(*) FROM figure_kept k
      WHERE k.of_released = mine AND k.indicator_id = ANY (indicators) AND k.area_id = in_area)
     = (SELECT count(DISTINCT i) FROM unnest(indicators) i) THEN
    RETURN QUERY
    SELECT p.period_id, p.period, p.kind, p.last_day, h.released, h.valued
    FROM (SELECT f.period_id, bool_or(f.released) AS released, bool_or(f.valued) AS valued
          FROM (SELECT f.period_id, mine AS released, f.value IS NOT NULL OR is_withheld(f.status) AS valued,
                       true AS own
                FROM figure f
                WHERE f.of_released = mine AND f.indicator_id = ANY (indicators) AND f.area_id = in_area
                UNION ALL
                SELECT f.period_id, true, false, false FROM figure f
                WHERE NOT mine AND f.of_released AND f.indicator_id = ANY (indicators) AND f.area_id = in_area) f
          GROUP BY f.period_id HAVING bool_or(f.own)) h
         JOIN period p USING (period_id)
    WHERE of_kind IS NULL OR p.kind = of_kind;
    RETURN;
  END IF;
  inputs := with_inputs(indicators);
  RETURN QUERY
  SELECT p.period_id, p.period, p.kind, p.last_day, h.released, h.valued
  FROM (SELECT o.period_id, bool_or(o.file_id IN (SELECT released_files())) AS released,
               bool_or(o.value IS NOT NULL OR o.numerator IS NOT NULL OR is_withheld(o.status)) AS valued
        FROM observation o
        WHERE o.indicator_id = ANY (inputs) AND o.area_id = in_area
        GROUP BY o.period_id) h
       JOIN period p USING (period_id)
  WHERE of_kind IS NULL OR p.kind = of_kind;
END
$$;

-- The same of breakdowns.
CREATE FUNCTION breakdown_periods(indicators integer[], in_area integer)
  RETURNS TABLE (period_id integer, period text, kind text, last_day date, released boolean, valued boolean)
  LANGUAGE plpgsql STABLE ROWS 50 SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT p.period_id, p.period, p.kind, p.last_day, h.released, true
  FROM (SELECT b.period_id, bool_or(b.file_id IN (SELECT released_files())) AS released
        FROM breakdown b WHERE b.indicator_id = ANY (indicators) AND b.area_id = in_area
        GROUP BY b.period_id) h
       JOIN period p USING (period_id);
END
$$;

CREATE FUNCTION find_area(of_area text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  found_id integer;
BEGIN
  SELECT a.area_id INTO found_id FROM area_now a WHERE a.area = coalesce(of_area, council());
  IF found_id IS NULL AND NOT EXISTS (SELECT FROM area_now) THEN
    PERFORM refuse('MH404', 'nothing has been released yet: there are no areas to report on');
  ELSIF found_id IS NULL THEN
    PERFORM refuse('MH400', format('there is no area "%s"; known are: %s', coalesce(of_area, council()),
      (SELECT string_agg(a.area, ', ' ORDER BY a.area) FROM area_now a)));
  END IF;
  RETURN found_id;
END
$$;

CREATE FUNCTION kind_words(kind text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE kind WHEN 'date' THEN 'a day' WHEN 'academic_year' THEN 'an academic year'
                   WHEN 'financial_year' THEN 'a financial year' ELSE 'a ' || kind END;

-- Where and when a report on these indicators stands: the area asked for or the council; the period
-- asked for or the latest released one that holds data. A period outside what is held is refused, and so is one of
-- another kind than the report's or, of a single indicator, than the figures'.
CREATE FUNCTION report_scope(of_area text, of_period text, of_kind text, indicators integer[],
                             of_breakdowns boolean DEFAULT false)
  RETURNS TABLE (area_id integer, area text, area_name text, period_id integer, period text, label text, kind text,
                 first_day date, last_day date)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  in_area integer := find_area(of_area);
  asked text := period_read(of_period);
  latest integer;
  first_held text;
  last_held text;
  first_end date;
  last_end date;
  kinds text[];
  chosen period;
  near period;
BEGIN
  SELECT (array_agg(h.period_id ORDER BY h.alive DESC, h.last_day DESC, h.kind) FILTER (WHERE h.released))[1],
         (array_agg(h.period ORDER BY h.last_day))[1], (array_agg(h.period ORDER BY h.last_day DESC))[1],
         min(h.last_day), max(h.last_day), array_agg(DISTINCT h.kind)
    INTO latest, first_held, last_held, first_end, last_end, kinds
  FROM (SELECT x.*, bool_or(x.valued) OVER (PARTITION BY x.kind) AS alive  -- not a kind of which there are only reasons
        FROM (SELECT h.* FROM held_periods(indicators, in_area, of_kind) h WHERE NOT of_breakdowns
              UNION ALL
              SELECT b.* FROM breakdown_periods(indicators, in_area) b WHERE of_breakdowns) x) h;
  IF last_held IS NULL OR asked IS NULL AND latest IS NULL THEN
    PERFORM refuse('MH404', format('no figures of this report are held for %s: an import of %s fills it',
      (SELECT a.name FROM area_now a WHERE a.area_id = in_area),
      CASE WHEN cardinality(indicators) = 0 THEN 'indicators' WHEN of_breakdowns THEN 'breakdowns'
           WHEN of_kind IN ('month', 'quarter') THEN 'observations by ' || of_kind ELSE 'observations' END));
  END IF;
  IF asked IS NULL THEN
    SELECT * INTO chosen FROM period p WHERE p.period_id = latest;
  ELSE
    chosen := period_called(asked);
    IF of_breakdowns THEN               -- they stand until there are newer ones, beside figures that go on
      last_end := greatest(last_end, (SELECT max(h.last_day) FROM held_periods(indicators, in_area, of_kind) h));
    END IF;
    IF chosen.kind <> of_kind OR cardinality(indicators) = 1 AND NOT of_breakdowns AND chosen.kind <> ALL (kinds) THEN
      SELECT p.* INTO near FROM held_periods(indicators, in_area, of_kind) h JOIN period p USING (period_id)
      WHERE h.last_day BETWEEN chosen.first_day AND chosen.last_day ORDER BY h.last_day DESC, h.kind LIMIT 1;
      PERFORM refuse('MH400', format(
        'there are no figures for the period "%s": it is %s, and these figures are by %s%s', asked,
        kind_words(chosen.kind),
        coalesce(of_kind, (SELECT string_agg(split_part(kind_words(k), ' ', 2) || CASE k WHEN 'financial_year' THEN
                             ' year' WHEN 'academic_year' THEN ' year' ELSE '' END, ' and ' ORDER BY k)
                           FROM unnest(kinds) k)),
        coalesce(format('; the last within it is %s (%s)', near.label, near.period), '')));
    ELSIF chosen.last_day BETWEEN first_end AND last_end IS NOT TRUE THEN
      PERFORM refuse('MH400', format('there are no figures for the period "%s"; they run from %s to %s', asked,
                                     first_held, last_held));
    END IF;
  END IF;
  RETURN QUERY SELECT a.area_id, a.area, a.name, chosen.period_id, chosen.period, chosen.label, chosen.kind,
                      chosen.first_day, chosen.last_day
               FROM area_now a WHERE a.area_id = in_area;
END
$$;

CREATE FUNCTION vital_signs() RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT d.indicator_id FROM indicator_now d WHERE d.vital_sign IS NOT NULL);
END
$$;

-- The last period up to one of another report (or the first, if none is as early) for which something of
-- the indicator is held: a way on from a report of mixed periods leads there.
CREATE FUNCTION period_until(of_area text, until_period text, of_indicator integer) RETURNS text
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  asked text := period_read(until_period);
  until date := (period_called(asked)).last_day;
BEGIN
  IF asked IS NULL THEN
    RETURN NULL;
  ELSIF until IS NULL THEN
    PERFORM refuse('MH400', format('there is no period "%s" in the calendar', asked));
  END IF;
  RETURN (SELECT h.period FROM held_periods(ARRAY[of_indicator], find_area(of_area), NULL) h
          ORDER BY h.last_day <= until DESC, CASE WHEN h.last_day <= until THEN h.last_day END DESC, h.last_day,
            h.kind LIMIT 1);
END
$$;
