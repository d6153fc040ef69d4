-- What the performance reports ask for: which period and area, the dashboard's grid, an indicator's
-- series, ratings and words about them.

-- The periods of one kind (null: any) for which something of these indicators is held. PL/pgSQL: what it rests on is
-- asked once, and not once an observation, as a function in the condition of a scan would be.
CREATE FUNCTION held_periods(indicators integer[], in_area integer, of_kind text)
  RETURNS TABLE (period_id integer, period text, kind text, last_day date, released boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  inputs integer[] := with_inputs(indicators);
BEGIN
  RETURN QUERY
  SELECT p.period_id, p.period, p.kind, p.last_day, h.released
  FROM (SELECT o.period_id, bool_or(o.file_id IN (SELECT released_files())) AS released
        FROM observation o
        WHERE o.indicator_id = ANY (inputs) AND o.area_id = in_area
        GROUP BY o.period_id) h
       JOIN period p USING (period_id)
  WHERE of_kind IS NULL OR p.kind = of_kind;
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

-- Where and when a report on these indicators stands: the area asked for or the council; the period
-- asked for or the latest released one that holds data. A period outside what is held is refused.
CREATE FUNCTION report_scope(of_area text, of_period text, of_kind text, indicators integer[])
  RETURNS TABLE (area_id integer, area text, area_name text, period_id integer, period text, label text, kind text,
                 first_day date, last_day date)
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  in_area integer := find_area(of_area);
  chosen integer;
BEGIN
  IF of_period IS NULL THEN
    SELECT h.period_id INTO chosen FROM held_periods(indicators, in_area, of_kind) h
    WHERE h.released ORDER BY h.last_day DESC, h.kind LIMIT 1;
    IF chosen IS NULL THEN
      PERFORM refuse('MH404', 'no figures of this report are held for this area: an import of '
        || CASE WHEN cardinality(indicators) = 0 THEN 'indicators fills it'
                ELSE format('observations%s fills it',
                            CASE of_kind WHEN 'month' THEN ' by month' WHEN 'quarter' THEN ' by quarter' ELSE '' END)
                              END);
    END IF;
  ELSE
    SELECT p.period_id INTO chosen FROM period p
    WHERE p.period = of_period AND (of_kind IS NULL OR p.kind = of_kind)
      AND p.last_day <= (SELECT max(h.last_day) FROM held_periods(indicators, in_area, of_kind) h)
      AND p.last_day >= (SELECT min(h.last_day) FROM held_periods(indicators, in_area, of_kind) h);
    IF chosen IS NULL THEN
      PERFORM refuse('MH400', format('there are no figures for the period "%s"; %s', of_period,
        coalesce((SELECT format('they run from %s to %s', (array_agg(h.period ORDER BY h.last_day))[1],
                                (array_agg(h.period ORDER BY h.last_day DESC))[1])
                  FROM held_periods(indicators, in_area, of_kind) h HAVING count(*) > 0), 'none are held')));
    END IF;
  END IF;
  RETURN QUERY SELECT a.area_id, a.area, a.name, p.period_id, p.period, p.label, p.kind, p.first_day, p.last_day
               FROM area_now a, period p WHERE a.area_id = in_area AND p.period_id = chosen;
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
  until date := (SELECT p.last_day FROM period p WHERE p.period = until_period);
BEGIN
  IF until_period IS NULL THEN
    RETURN NULL;
  END IF;
  IF until IS NULL THEN
    PERFORM refuse('MH400', format('there is no period "%s"; periods are such as 2017-01, 2017/18 Q1 or 2016/17',
                                   until_period));
  END IF;
  RETURN (SELECT h.period FROM held_periods(ARRAY[of_indicator], find_area(of_area), NULL) h
          ORDER BY h.last_day <= until DESC, CASE WHEN h.last_day <= until THEN h.last_day END DESC, h.last_day,
            h.kind LIMIT 1);
END
$$;
