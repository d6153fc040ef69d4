-- An indicator at a period and in an area, in words: what its page, its card and its chart begin with.

-- Null where nothing is said: the council, the latest period that holds figures (up to until_period). No row: there is
-- no such indicator.
CREATE FUNCTION indicator_scope(of_ref text, of_area text, of_period text, until_period text)
  RETURNS TABLE (indicator_id integer, ref text, name text, section text, polarity text, measure text, basis text, frequency text,
                 decimals integer, definition text, lead text, data_owner text, derived boolean, area_id integer, area text,
                 area_name text, period_id integer, period text, label text, kind text, first_day date, last_day date,
                 numerator text, denominator text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT d.indicator_id, d.ref, d.name, d.section, d.polarity, d.measure, d.basis, d.frequency, d.decimals, d.definition,
         d.lead, d.data_owner, d.derived, s.area_id, s.area, s.area_name, s.period_id, s.period, s.label, s.kind, s.first_day, s.last_day,
         (SELECT string_agg(n.ref || ' ' || n.name, '; ' ORDER BY u.place)
          FROM unnest(d.numerator_ids) WITH ORDINALITY AS u (id, place) JOIN indicator_now n ON n.indicator_id = u.id),
         (SELECT string_agg(n.ref || ' ' || n.name, '; ' ORDER BY u.place)
          FROM unnest(d.denominator_ids) WITH ORDINALITY AS u (id, place) JOIN indicator_now n ON n.indicator_id = u.id)
  FROM indicator_now d CROSS JOIN LATERAL report_scope(of_area, coalesce(of_period, period_until(of_area, until_period, d.indicator_id)),
                                                         NULL, ARRAY[d.indicator_id]) s
  WHERE d.ref = of_ref;
END;
