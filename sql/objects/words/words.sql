-- What charts say, for those who do not see them: the figures in these words are compared, summed and
-- divided here. Arrays run along the chart's labels. A null number is no figure.

-- "A", "A and B", "A, B and C", "A, B and 4 others".
CREATE FUNCTION words_list(things text[]) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN cardinality(things) = 0 THEN 'none'
              WHEN cardinality(things) <= 2 THEN array_to_string(things, ' and ')
              WHEN cardinality(things) = 3 THEN format('%s, %s and %s', things[1], things[2], things[3])
              ELSE format('%s, %s and %s others', things[1], things[2], cardinality(things) - 2) END;

-- A line: first, last, direction, lowest, highest. Said of each line of each chart: PL/pgSQL plans nothing here.
CREATE FUNCTION series_words(labels text[], numbers numeric[], texts text[]) RETURNS text
  LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  first integer;
  last integer;
  low integer;
  high integer;
BEGIN
  FOR n IN 1 .. coalesce(cardinality(numbers), 0) LOOP
    CONTINUE WHEN numbers[n] IS NULL;
    IF first IS NULL THEN
      first := n;
      low := n;
      high := n;
    ELSIF numbers[n] < numbers[low] THEN
      low := n;
    ELSIF numbers[n] > numbers[high] THEN
      high := n;
    END IF;
    last := n;
  END LOOP;
  RETURN CASE WHEN first IS NULL THEN NULL
              WHEN first = last THEN format('%s in %s.', texts[first], labels[first])
              ELSE format('From %s in %s to %s in %s: %s. Lowest %s in %s, highest %s in %s.',
                     texts[first], labels[first], texts[last], labels[last],
                     CASE WHEN numbers[last] > numbers[first] THEN 'a rise' WHEN numbers[last] < numbers[first]
                          THEN 'a fall' ELSE 'no change' END,
                     texts[low], labels[low], texts[high], labels[high]) END;
END
$$;

-- A line too small for more: its ends. No figure may be missing.
CREATE FUNCTION line_words(labels text[], numbers numeric[], texts text[]) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE cardinality(numbers) WHEN 1 THEN texts[1] || ' in ' || labels[1]
              ELSE texts[1] || ' in ' || labels[1] || ', ' || texts[cardinality(numbers)] || ' in '
                   || labels[cardinality(numbers)]
                   || CASE sign(numbers[cardinality(numbers)] - numbers[1]) WHEN 1 THEN ': a rise'
                           WHEN -1 THEN ': a fall' ELSE ': no change' END END;

-- The same of a line with breaks, in words before the point that each stands at: nothing is said across one.
CREATE FUNCTION series_words(labels text[], numbers numeric[], texts text[], breaks text[]) RETURNS text
  LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  places integer := coalesce(cardinality(numbers), 0);
  began integer := 1;
  sides text[];
BEGIN
  FOR n IN 1 .. places LOOP
    IF n = places OR breaks[n + 1] IS NOT NULL THEN
      sides := sides || concat_ws(' ', breaks[began] || '.',
                                  series_words(labels[began:n], numbers[began:n], texts[began:n]));
      began := n + 1;
    END IF;
  END LOOP;
  RETURN nullif(array_to_string(sides, ' '), '');
END
$$;

-- Bars: the largest and the smallest, and for what there is no figure.
CREATE FUNCTION bars_words(labels text[], numbers numeric[], texts text[]) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  WITH p AS (SELECT * FROM unnest(labels, numbers, texts) WITH ORDINALITY AS u (label, number, text, place)),
  ends AS (SELECT min(number) AS low, max(number) AS high, count(number) AS held, count(*) - count(number) AS missing
           FROM p)
  SELECT CASE WHEN held = 0 THEN 'No figures.'
              ELSE CASE WHEN low = high AND held = 1
                        THEN (SELECT format('%s: %s.', label, text) FROM p WHERE number IS NOT NULL)
                        WHEN low = high THEN format('All are %s.', (SELECT min(text) FROM p WHERE number = high))
                        ELSE (SELECT format('Largest %s (%s)', min(text), words_list(array_agg(label ORDER BY place)))
                              FROM p WHERE number = high)
                             || (SELECT format(', smallest %s (%s).', min(text),
                                               words_list(array_agg(label ORDER BY place))) FROM p
                                                 WHERE number = low) END
                   || CASE WHEN missing = 0 THEN ''
                           ELSE (SELECT format(' No figure for %s.', words_list(array_agg(label ORDER BY place))) FROM p
                                 WHERE number IS NULL) END END
  FROM ends;
END;

-- Lines through a chart: "For comparison: Region 66.3, England 60.0." Null where there are none.
CREATE FUNCTION level_words(intro text, labels text[], texts text[]) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN (SELECT intro || ': ' || string_agg(format('%s %s', label, text), ', ' ORDER BY place) || '.'
          FROM unnest(labels, texts) WITH ORDINALITY AS u (label, text, place) WHERE text IS NOT NULL);

-- Bars to both sides of zero: how many on either side, and the furthest of each.
CREATE FUNCTION variance_words(labels text[], numbers numeric[], texts text[], below text, above text) RETURNS text
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  WITH p AS (SELECT * FROM unnest(labels, numbers, texts) WITH ORDINALITY AS u (label, number, text, place)
             WHERE number IS NOT NULL),
  side AS (
    SELECT sign(number) AS side, count(*) AS lines,
           (array_agg(format('%s %s', text, label) ORDER BY abs(number) DESC, place))[1] AS most
    FROM p GROUP BY sign(number))
  SELECT coalesce(string_agg(CASE WHEN side = 0 THEN format('%s at zero.', lines)
                                  ELSE format('%s %s, the most %s.', lines,
                                              CASE WHEN side > 0 THEN above ELSE below END, most) END,
                             ' ' ORDER BY side DESC), 'No figures.')
  FROM side;
END;

-- A waterfall: from the first level to the last, and the largest changes between them.
CREATE FUNCTION waterfall_words(labels text[], numbers numeric[], texts text[], totals boolean[]) RETURNS text
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  WITH p AS (SELECT * FROM unnest(labels, numbers, texts, totals)
             WITH ORDINALITY AS u (label, number, text, total, place) WHERE number IS NOT NULL),
  change AS (SELECT * FROM p WHERE NOT total),
  ends AS (SELECT (array_agg(place ORDER BY place))[1] AS first, (array_agg(place ORDER BY place DESC))[1] AS last
           FROM p WHERE total),
  says AS (
    SELECT CASE WHEN first < last THEN format('From %s (%s) to %s (%s): %s.', texts[first], labels[first], texts[last],
                                              labels[last],
                  CASE sign(numbers[last] - numbers[first]) WHEN 1 THEN 'a rise' WHEN -1 THEN 'a fall'
                       ELSE 'no change' END)
                WHEN first = last THEN format('%s (%s).', texts[first], labels[first]) END AS words, 1 AS turn FROM ends
    UNION ALL
    (SELECT format('Largest rise %s (%s).', text, label), 2 FROM change WHERE number > 0 ORDER BY number DESC,
     place LIMIT 1)
    UNION ALL
    (SELECT format('Largest fall %s (%s).', text, label), 3 FROM change WHERE number < 0 ORDER BY number,
     place LIMIT 1))
  SELECT coalesce(string_agg(words, ' ' ORDER BY turn), 'No figures.') FROM says;
END;

-- A heat map: for each rating what lies in its cells. `texts` and `ratings` run along the columns, row by row.
CREATE FUNCTION heat_words(rows text[], columns text[], texts text[], ratings text[]) RETURNS text
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  WITH cell AS (
    SELECT u.text, u.rating, format('%s (%s, %s)', u.text, rows[(u.place - 1) / cardinality(columns) + 1],
             columns[(u.place - 1) % cardinality(columns) + 1]) AS words, u.place
    FROM unnest(texts, ratings) WITH ORDINALITY AS u (text, rating, place))
  SELECT string_agg(format('%s: %s.', initcap(r.rating),
           coalesce((SELECT string_agg(c.words, '; ' ORDER BY c.place DESC) FROM cell c WHERE c.rating = r.rating
                     AND c.text <> ''), 'none')), ' ' ORDER BY r.place)
  FROM unnest(ARRAY['red', 'amber', 'green']) WITH ORDINALITY AS r (rating, place)
  WHERE r.rating = ANY (ratings);
END;

-- What a chart of several lines says, a sentence a line.
CREATE FUNCTION lines_words(names text[], words text[]) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT string_agg(u.name || ': ' || coalesce(u.word, 'no figures.'), ' ' ORDER BY u.place)
  FROM unnest(names, words) WITH ORDINALITY AS u (name, word, place);
END;

-- A share of a total, as shown; of nothing there is none.
CREATE FUNCTION share(part numeric, whole numeric) RETURNS text LANGUAGE sql STABLE
  RETURN coalesce(shown(100 * part / nullif(whole, 0), 1, 'percentage'), 'n/a');

-- The trend of thirteen values, of which none may be missing, as docs/figures.md words it.
CREATE FUNCTION trend_words(numbers numeric[]) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN count(u.number) < 13 THEN 'Dataset is incomplete.'
              WHEN s.slope > 0 THEN 'Increasing.' WHEN s.slope < 0 THEN 'Reducing.' ELSE 'No change.' END
  FROM unnest(numbers) WITH ORDINALITY AS u (number, place),
       -- quotients are held to at least 16 digits, not all to the same: their noise is no trend
       LATERAL (SELECT round(13 * sum(v.number * v.place) - sum(v.number) * sum(v.place), 9) AS slope
                FROM unnest(numbers) WITH ORDINALITY AS v (number, place)) s
  GROUP BY s.slope;
END;

-- A change, with the same in per cent of what it began with.
CREATE FUNCTION change_words(earlier numeric, later numeric, decimals integer) RETURNS text LANGUAGE sql STABLE
  RETURN shown_signed(round(later - earlier, 10), decimals)
         || CASE WHEN earlier = 0 THEN ' (n/a)'
                 ELSE format(' (%s%%)', shown_signed(round(100 * (later - earlier) / abs(earlier), 10), 1)) END;

-- Which periods a gap to England is between; null where there is none.
CREATE FUNCTION gap_words(period text, against text) RETURNS text LANGUAGE sql STABLE
  RETURN CASE WHEN against IS NOT NULL THEN format('%s against England''s %s', period, against) END;

-- A list as people say it: "a", "a and b", "a, b and c".
CREATE FUNCTION said_together(items text[]) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN cardinality(items) < 2 THEN items[1]
              ELSE array_to_string(items[:cardinality(items) - 1], ', ') || ' and ' || items[cardinality(items)] END;

-- What a figure is worth against the one before it; null: they do not compare. side: where it is, above or below; dot:
-- what that is worth.
-- Written with ||, for format() is not immutable and would keep this from being inlined.
CREATE FUNCTION travel_words(dot text, side text, before text, before_shown text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN side IS NOT NULL
              THEN CASE WHEN dot = '↑' THEN 'better than ' WHEN dot = '↓' THEN 'worse than '
                        WHEN dot = '↔' OR side = 'equal' THEN 'the same as '
                        WHEN side = 'above' THEN 'higher than ' ELSE 'lower than ' END
                   || coalesce(before, '') || ' (' || before_shown || ')' END;

-- "Target <55; worse than Dec-16 (65.5)"
CREATE FUNCTION standing_words(target text, dot text, side text, before text, before_shown text) RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN target IS NULL
              THEN upper(left(travel_words(dot, side, before, before_shown), 1))
                   || substr(travel_words(dot, side, before, before_shown), 2)
              ELSE 'Target ' || target || coalesce('; ' || travel_words(dot, side, before, before_shown), '') END;

-- What a figure is worth, in a sentence without its full stop: how it is rated and by which target, and against the one
-- before it. "Red (target <55), worse than December 2016 (65.5)"; null: nothing can be said.
CREATE FUNCTION headline_words(rag text, target text, dot text, side text, before text, before_shown text) RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN nullif(concat_ws(', ', CASE WHEN rag IN ('red', 'amber', 'green')
                                     THEN initcap(rag) || coalesce(' (target ' || target || ')', '') END,
                          travel_words(dot, side, before, before_shown)), '');

-- Where a figure is against another.
CREATE FUNCTION side_of(number numeric, other numeric) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN number > other THEN 'above' WHEN number < other THEN 'below' WHEN number = other THEN 'equal' END;
