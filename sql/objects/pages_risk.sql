-- What the pages of risks show, each in one answer, as in pages_finance.sql.

CREATE FUNCTION risks_page(at_day date) RETURNS SETOF page_row LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
    SELECT 'risks', row_to_json(r)
    FROM (SELECT number, name, description, to_char(entered, 'FMDD FMMonth YYYY') AS entered, likelihood, impact, score, rating,
            target_likelihood, target_impact, target_score, target_rating, to_char(target_date, 'FMDD FMMonth YYYY') AS target_date,
            tasks, progress, direction, prospects, owner, to_char(reviewed, 'FMDD FMMonth YYYY') AS reviewed,
            to_char(due, 'FMDD FMMonth YYYY') AS due, overdue, released
          FROM risk_register(at_day) r ORDER BY r.score DESC, r.number) r;
  RETURN QUERY
    WITH h AS MATERIALIZED (SELECT * FROM risk_heat(at_day))
    (SELECT 'heat', row_to_json(h) FROM (SELECT * FROM h ORDER BY at_target, likelihood DESC, impact) h)
    UNION ALL
    (SELECT 'heat-words', json_build_object('words', heat_words(array_agg(DISTINCT likelihood::text), array_agg(DISTINCT impact::text),
       array_agg(coalesce(numbers, '') ORDER BY likelihood, impact), array_agg(rating ORDER BY likelihood, impact)))
     FROM h GROUP BY at_target ORDER BY at_target);
  RETURN QUERY SELECT 'words', json_build_object('overdue', risk_overdue_words(at_day));
  RETURN QUERY SELECT * FROM page_sources(ARRAY['risks']);
END
$$;

-- The reviews of one risk, the latest last.
CREATE FUNCTION risk_page(of_number text, at_day date) RETURNS SETOF page_row LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
    WITH r AS MATERIALIZED (
      SELECT r.*, coalesce(to_char(r.reviewed, 'DD Mon YY'), 'not dated') AS short, row_number() OVER (ORDER BY r.reviewed NULLS FIRST) AS place
      FROM risk_reviews(at_day) r WHERE r.number = of_number)
    (SELECT 'reviews', row_to_json(v)
     FROM (SELECT number, name, description, to_char(entered, 'FMDD FMMonth YYYY') AS entered, likelihood, impact, score, rating,
             target_likelihood, target_impact, target_score, target_rating, to_char(target_date, 'FMDD FMMonth YYYY') AS target_date,
             tasks, progress, direction, prospects, owner, coalesce(to_char(reviewed, 'FMDD FMMonth YYYY'), 'not dated') AS reviewed,
             short, to_char(coalesce(at_day, today()), 'FMDD FMMonth YYYY') AS day, to_char(due, 'FMDD FMMonth YYYY') AS due, overdue, released
           FROM r ORDER BY place) v)
    UNION ALL
    SELECT 'score-words', json_build_object('words',
      series_words(array_agg(short ORDER BY place), array_agg(score::numeric ORDER BY place), array_agg(score::text ORDER BY place))
      || coalesce(' ' || level_words('For comparison', ARRAY['Target score'], ARRAY[(array_agg(target_score::text ORDER BY place DESC))[1]]), ''))
    FROM r HAVING count(*) > 1;
  RETURN QUERY SELECT 'indicators', row_to_json(i) FROM linked_indicators_shown(NULL, of_number, at_day) i;
  RETURN QUERY SELECT 'lines', row_to_json(l) FROM linked_lines_shown(NULL, of_number, at_day) l;
  RETURN QUERY SELECT * FROM page_sources(ARRAY['risks', 'links']);
END
$$;
