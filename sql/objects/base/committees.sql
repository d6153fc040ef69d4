-- What holds of a committee on a day: its terms of reference, who sits, who may substitute. Rules of other records go
-- by these (who was present, who voted), and so do the pages.

-- A seat or a place of a list that nobody has is said in the place of a name: "Vacancy", "Liberal Democrat vacancy".
CREATE FUNCTION is_vacancy(name text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN coalesce(name, '') ~* '(^$|(^|\s)vacancy( \([0-9]+\))?$)';
-- ... and how it is kept: the second of a kind has a number, which is not printed.
CREATE FUNCTION vacancy_name(group_name text, nth bigint) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN coalesce(group_name || ' vacancy', 'Vacancy') || CASE WHEN nth > 1 THEN format(' (%s)', nth) ELSE '' END;
CREATE FUNCTION seat_shown(person text, vacant boolean) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN vacant THEN regexp_replace(person, ' \([0-9]+\)$', '') ELSE person END;

-- "Chair", "Chairman": not the vice-chair.
CREATE FUNCTION is_chair(capacity text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN capacity ~* '^chair';

-- The terms that hold on a day; no row: none are held.
CREATE FUNCTION committee_terms(of_committee text, on_day date) RETURNS SETOF terms_now LANGUAGE plpgsql STABLE ROWS 1
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY SELECT t.* FROM terms_now t WHERE t.committee = of_committee AND t.from_day <= on_day AND NOT t.erased
               ORDER BY t.from_day DESC LIMIT 1;
END
$$;

CREATE FUNCTION is_named_substitute(of_committee text, of_person text, on_day date) RETURNS boolean
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN EXISTS (SELECT FROM substitute_now s
                 WHERE s.committee = of_committee AND s.person = of_person AND NOT s.vacant AND NOT s.erased
                   AND on_day BETWEEN coalesce(s.from_day, on_day) AND coalesce(s.to_day, on_day));
END
$$;

-- What a rule says of a substitute: null, nothing; else who it should be. Groups are compared where both are known.
CREATE FUNCTION substitute_wanted(of_committee text, of_person text, in_place_of text, on_day date) RETURNS text
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  rule CONSTANT text := (SELECT t.substitutes FROM committee_terms(of_committee, on_day) t);
  of_group text;
  wanted text;
BEGIN
  IF rule = 'none' THEN
    RETURN 'nobody: the terms of reference allow no substitutes';
  ELSIF rule IS DISTINCT FROM 'named' THEN
    RETURN NULL;
  ELSIF NOT is_named_substitute(of_committee, of_person, on_day) THEN
    RETURN coalesce('one of the named substitutes: ' || (
        SELECT string_agg(s.person, ', ' ORDER BY s.person) FROM substitute_now s
        WHERE s.committee = of_committee AND is_named_substitute(of_committee, s.person, on_day)),
      'one of the named substitutes, of whom none is entered');
  END IF;
  of_group := (SELECT s.group_name FROM seat_now s
               WHERE s.committee = of_committee AND s.person = in_place_of
                 AND on_day BETWEEN coalesce(s.from_day, on_day) AND coalesce(s.to_day, on_day) LIMIT 1);
  wanted := (SELECT s.group_name FROM substitute_now s WHERE s.committee = of_committee AND s.person = of_person);
  RETURN CASE WHEN of_group <> wanted
              THEN format('a named substitute of the group %s, to which %s belongs', of_group, in_place_of) END;
END
$$;

-- Whether a law lets a meeting be held by link on a day, by the setting meetings_by_link: "DAY to DAY, DAY to DAY"; the
-- last may be open.
CREATE FUNCTION by_link_allowed(on_day date) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM setting s, regexp_split_to_table(s.value, ',') AS r (span),
           LATERAL regexp_match(r.span, '([0-9-]{10}) to ?([0-9-]{10})?') AS m (days)
    WHERE s.key = 'meetings_by_link' AND on_day BETWEEN m.days[1]::date AND coalesce(m.days[2]::date, 'infinity'));
END
$$;

-- The municipal year of a day, from the annual meeting of the council in May to the next: here whole months.
CREATE FUNCTION municipal_year(on_day date) RETURNS daterange LANGUAGE sql IMMUTABLE
  RETURN (SELECT daterange(y.first, (y.first + interval '1 year')::date)
          FROM (SELECT make_date(date_part('year', on_day - interval '4 months')::integer, 5, 1) AS first) y);

-- Who may read what is exempt, beside those who always do: chief officers, committee officers, whoever leads on it.
CREATE FUNCTION audiences() RETURNS TABLE (audience text, label text, place integer) LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT * FROM (VALUES
    ('committee', 'The committee''s members, co-opted ones included', 1),
    ('substitutes', 'The committee''s members and its named substitutes', 2),
    ('councillors', 'The committee''s members of the council, without co-opted ones', 3),
    ('council', 'All members of the council', 4),
    ('persons', 'The persons named below', 5),
    ('officers', 'No member: the officers who prepare it alone', 6)) AS a;
END;

-- Names as they were typed, on lines or with semicolons between them, as they are kept.
CREATE FUNCTION audience_names(typed text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN (SELECT nullif(string_agg(btrim(n.name), '; ' ORDER BY n.place), '')
          FROM regexp_split_to_table(typed, '[;\n\r]+') WITH ORDINALITY n (name, place) WHERE n.name ~ '\S');

-- Of what is exempt for an audience what is missing or wrong with it, at the field that it is of.
CREATE FUNCTION audience_faults(audience text, names text)
  RETURNS TABLE ("column" text, value text, expected text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT 'audience', audience, 'committee, substitutes, councillors, council, persons or officers'
  WHERE audience NOT IN (SELECT a.audience FROM audiences() a)
  UNION ALL
  SELECT 'audience_names', NULL, 'the names of those who may read it, as the list of members has them'
  WHERE audience = 'persons' AND names IS NULL
  UNION ALL
  SELECT 'audience_names', names, 'blank, for it is not for named persons'
  WHERE names IS NOT NULL AND audience IS DISTINCT FROM 'persons';
END;

CREATE FUNCTION is_exempt_paragraph(paragraph text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN paragraph ~ '^[1-7]( and [1-7]|, [1-7])*$';
