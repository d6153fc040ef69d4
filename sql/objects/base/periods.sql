-- How people write a period: "Jan-17", "January 2017", "2017-01", "2016/17 Q3", "2016-17 q3", "AY2015/16".

-- The year that is meant by its two or four digits; null: neither.
CREATE FUNCTION year_typed(digits text) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN digits ~ '^\d{4}$' THEN digits::integer
              WHEN digits ~ '^\d\d$' THEN digits::integer + CASE WHEN digits::integer < 70 THEN 2000 ELSE 1900 END END;

-- "2016/17", "2016-2017" or "16/17" as 2016/17; null: it is no two years of which one follows the other.
CREATE FUNCTION years_typed(words text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT format('%s/%s', y.first, to_char((y.first + 1) % 100, 'FM00'))
  FROM regexp_match(words, '^(\d{4}|\d\d)[-/ ](\d{4}|\d\d)$') m (part),
       LATERAL (SELECT year_typed(m.part[1]) AS first) y
  WHERE m.part[2] IN ((y.first + 1)::text, to_char((y.first + 1) % 100, 'FM00'));
END;

-- "jan", "january", "sept" as 1, 1 and 9; null: no month begins so.
CREATE FUNCTION month_typed(word text) RETURNS integer LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT m.place::integer
  FROM unnest(ARRAY['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october',
                    'november', 'december']) WITH ORDINALITY AS m (name, place)
  WHERE length(word) >= 3 AND starts_with(m.name, word);
END;

-- What was typed as the calendar names it. Neither that nor why there is none: the latest period is meant. What can be
-- read in two ways is not guessed, but what is a name of the calendar as it stands is that.
CREATE FUNCTION period_typed(typed text, OUT period text, OUT why text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  -- one blank for each run of them, of whatever kind; one dash for all dashes
  words text := btrim(regexp_replace(
    translate(lower(typed), E'\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2212.,''\u2019', '    ------'),
    '\s+', ' ', 'g'));
  part text[];
  years text;
  n integer;
BEGIN
  words := regexp_replace(words, ' ?([-/]) ?', '\1', 'g');
  IF coalesce(words, '') IN ('', 'latest') THEN
    RETURN;
  END IF;

  part := regexp_match(words, '^(\d{4})-(\d\d)$');                     -- the calendar's own name of a month
  IF part[2]::integer BETWEEN 1 AND 12 THEN
    period := words;
    RETURN;
  END IF;

  part := regexp_match(words, '^(?:ay|academic year) ?(.+?)(?: (autumn|spring|summer)(?: term)?)?$');
  IF part IS NULL THEN
    part := regexp_match(words, '^(autumn|spring|summer)(?: term)? (\d.*)$');
    part := ARRAY[part[2], part[1]];
    n := CASE WHEN part[1] ~ '^\d{4}$' THEN part[1]::integer - CASE part[2] WHEN 'autumn' THEN 0 ELSE 1 END END;
    years := format('%s/%s', n, to_char((n + 1) % 100, 'FM00'));
  END IF;
  years := coalesce(years_typed(part[1]), CASE WHEN n IS NOT NULL THEN years END);
  IF years IS NOT NULL THEN
    period := 'AY' || years || coalesce(' ' || part[2], '');
    RETURN;
  END IF;

  part := regexp_match(words, '^(.*?)[-/ ]?\mq(?:uarter|tr)? ?([1-4])(?: of)?\M[-/ ]?(.*)$');
  IF part IS NULL THEN
    part := regexp_match(words, '^(.*?)[-/ ]?\m([1-4])q\M[-/ ]?(.*)$');
  END IF;
  IF part IS NOT NULL THEN
    years := years_typed(regexp_replace(btrim(part[1] || ' ' || part[3]), '^(fy|financial year) ?', ''));
    IF years IS NOT NULL THEN
      period := format('%s Q%s', years, part[2]);
    ELSE
      why := format('"%s" does not say of which financial year the quarter is: write 2016/17 Q%s', typed, part[2]);
    END IF;
    RETURN;
  END IF;

  part := regexp_match(words, '^(fy|financial year) ?(.+)$');
  years := years_typed(coalesce(part[2], words));
  IF years IS NOT NULL AND part IS NULL AND words ~ '^(0?[1-9]|1[0-2])[-/ ]\d\d$' THEN
    why := format('"%s" may be a month or a financial year: write %s or %s', typed,
                  to_char(make_date(year_typed(right(words, 2)), split_part(regexp_replace(words, '[-/ ]', '/'), '/', 1)
                  ::integer, 1), 'YYYY-MM'), years);
  ELSIF years IS NOT NULL THEN
    period := years;
  END IF;
  IF period IS NOT NULL OR why IS NOT NULL THEN
    RETURN;
  END IF;

  part := regexp_match(words, '^(\d{4})-(\d\d?)-(\d\d?)$');             -- a day
  IF part IS NULL THEN
    part := regexp_match(words, '^(\d\d?)[-/](\d\d?)[-/](\d{4})$');
    part := ARRAY[part[3], part[2], part[1]];
  END IF;
  IF part[1] IS NULL THEN
    part := regexp_match(words, '^(\d\d?)(?:st|nd|rd|th)? ([a-z]+) (\d{4})$');
    part := ARRAY[part[3], month_typed(part[2])::text, part[1]];
  END IF;
  IF part[1] IS NOT NULL AND part[2]::integer BETWEEN 1 AND 12 AND part[3]::integer BETWEEN 1 AND 31 THEN
    period := format('%s-%s-%s', part[1], lpad(part[2], 2, '0'), lpad(part[3], 2, '0'));
    RETURN;
  END IF;

  part := regexp_match(words, '^([a-z]+)[-/ ]?(\d{4}|\d\d)$');          -- a month: Jan-17, 2017 January, 1/2017, 01/17
  part := ARRAY[part[2], month_typed(part[1])::text];
  IF part[2] IS NULL THEN
    part := regexp_match(words, '^(\d{4})[-/ ]?([a-z]+)$');
    part := ARRAY[part[1], month_typed(part[2])::text];
  END IF;
  IF part[2] IS NULL THEN
    part := regexp_match(words, '^(\d{4})[-/ ](\d\d?)$');
  END IF;
  IF part[2] IS NULL THEN
    part := regexp_match(words, '^(\d\d?)[-/ ](\d{4}|\d\d)$');
    part := ARRAY[part[2], part[1]];
  END IF;
  IF part[2]::integer BETWEEN 1 AND 12 THEN
    period := format('%s-%s', year_typed(part[1]), lpad(part[2], 2, '0'));
  ELSIF words ~ '^((fy|financial year) ?)?\d{4}$' THEN
    n := right(words, 4)::integer;
    why := format('"%s" may be the financial year %s/%s or %s/%s: write the one that is meant', typed, n - 1,
                  to_char(n % 100, 'FM00'), n, to_char((n + 1) % 100, 'FM00'));
  ELSE
    why := format('"%s" is not a period; periods are written 2017-01, January 2017, 2016/17 Q3, 2016/17, AY2015/16, '
                  'AY2016/17 autumn or 2017-01-31', typed);
  END IF;
END
$$;

-- Whether the reader may see anything of a day: asked by the keys of what there may be, not by reading all; of the
-- council itself first, which has most days.
CREATE FUNCTION is_day_held(of_period integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  own CONSTANT integer := (SELECT a.area_id FROM area a
                           WHERE a.area = (SELECT s.value FROM setting s WHERE s.key = 'council'));
BEGIN
  RETURN EXISTS (
      SELECT FROM indicator i
      WHERE (SELECT true FROM observation o
             WHERE o.indicator_id = i.indicator_id AND o.area_id = own AND o.period_id = of_period LIMIT 1))
    OR EXISTS (
      SELECT FROM indicator i CROSS JOIN area a
      WHERE (SELECT true FROM observation o
             WHERE o.indicator_id = i.indicator_id AND o.area_id = a.area_id AND o.period_id = of_period LIMIT 1)
        OR (SELECT true FROM breakdown b
            WHERE b.indicator_id = i.indicator_id AND b.area_id = a.area_id AND b.period_id = of_period LIMIT 1)
        OR (SELECT true FROM total t
            WHERE t.indicator_id = i.indicator_id AND t.area_id = a.area_id AND t.period_id = of_period LIMIT 1));
END
$$;

-- The period of that name. A day is one once somebody has loaded figures of it: for those who see none of them it is
-- none, or the answer would tell that they are there.
CREATE FUNCTION period_called(name text) RETURNS period LANGUAGE plpgsql STABLE AS $$
DECLARE
  found period;
BEGIN
  SELECT p.* INTO found FROM period p WHERE p.period = name;
  IF found.kind = 'date' THEN
    IF NOT (sees_unreleased() OR is_day_held(found.period_id)) THEN
      RETURN NULL;
    END IF;
  END IF;
  RETURN found;
END
$$;

-- The period that is meant, if the calendar has it: by its own name, or as people write it.
CREATE FUNCTION period_meant(typed text) RETURNS period LANGUAGE plpgsql STABLE AS $$
DECLARE
  meant period := period_called(typed);
BEGIN
  IF meant.period_id IS NULL THEN
    meant := period_called((SELECT t.period FROM period_typed(typed) t));
  END IF;
  RETURN meant;
END
$$;

-- The same, refused where it is none; null: the latest.
CREATE FUNCTION period_read(typed text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  said record;
BEGIN
  IF typed IS NULL OR EXISTS (SELECT FROM period p WHERE p.period = typed) THEN
    RETURN typed;
  END IF;
  said := period_typed(typed);
  IF said.why IS NOT NULL THEN
    PERFORM refuse('MH400', said.why);
  END IF;
  RETURN said.period;
END
$$;

-- A day as people write one, or why it is none; neither: nothing was typed.
CREATE FUNCTION day_typed(typed text, OUT day date, OUT why text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  name CONSTANT text := (SELECT t.period FROM period_typed(typed) t);
BEGIN
  IF btrim(coalesce(typed, '')) = '' THEN
    RETURN;
  END IF;
  IF name ~ '^(19|2[01])\d\d-\d\d-\d\d$' THEN
    day := make_date(left(name, 4)::integer, substr(name, 6, 2)::integer, 1);
    day := day + right(name, 2)::integer - 1;
    IF to_char(day, 'YYYY-MM-DD') = name THEN
      RETURN;
    END IF;
    day := NULL;
  END IF;
  why := format('"%s" is not a day: write 3 May 2017, 03/05/2017 or 2017-05-03', left(typed, 40));
END
$$;

CREATE FUNCTION day_read(typed text) RETURNS date LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  said record;
BEGIN
  said := day_typed(typed);
  IF said.why IS NOT NULL THEN
    PERFORM refuse('MH400', said.why);
  END IF;
  RETURN said.day;
END
$$;
