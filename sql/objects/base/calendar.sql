-- Notice: clear days between the publication of an agenda or a paper and the meeting. Local Government Act 1972,
-- s.100B: five, without the day of publication and that of the meeting; working days are those that are neither of a
-- weekend nor a bank holiday. How many a council wants is its setting (notice_wanted()).

CREATE FUNCTION working_days(first date, last date) RETURNS SETOF date LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT d::date FROM generate_series(first, last, '1 day') d
               WHERE extract(isodow FROM d) < 6 AND d::date NOT IN (SELECT b.day FROM bank_holiday b);
END
$$;

CREATE FUNCTION clear_days(published date, meets date) RETURNS integer LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN
  RETURN (SELECT count(*) FROM working_days(published + 1, meets - 1));
END
$$;

-- The last working day on which what is published has so many clear days, looked for as far back as any holidays
-- could move it.
CREATE FUNCTION publish_by(meets date, wanted integer) RETURNS date LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT d FROM working_days(meets - 31 - 3 * wanted, meets - 1) d ORDER BY d DESC OFFSET wanted LIMIT 1);
END
$$;

-- Bank holidays are known for whole years: a count that reaches beyond them is not certain.
CREATE FUNCTION holidays_known(on_day date) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT FROM bank_holiday b WHERE date_part('year', b.day) = date_part('year', on_day));

-- "1 clear working day".
CREATE FUNCTION clear_days_words(days integer) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN days || CASE days WHEN 1 THEN ' clear working day' ELSE ' clear working days' END;

-- "5 clear working days before the meeting"; of what is published on its day or later that it is.
CREATE FUNCTION notice_words(published date, meets date) RETURNS text LANGUAGE sql STABLE
  RETURN CASE WHEN published >= meets THEN 'not before the meeting'
              ELSE clear_days_words(clear_days(published, meets)) || ' before the meeting' END;
