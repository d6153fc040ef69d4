-- Finding by words. A hit is a row that the reader sees and that holds, as the reader's own row security has it; the
-- index (0027_search.sql) only says in which rows the words stand. A rank is a row's own: nothing that stands in other
-- rows has a part in it. docs/meetings.md says how it is asked.

-- How many hits of a kind are looked for; of more it is only said that there are more.
CREATE FUNCTION search_most() RETURNS integer LANGUAGE sql IMMUTABLE RETURN 50;
CREATE FUNCTION search_page_size() RETURNS integer LANGUAGE sql IMMUTABLE RETURN 20;

-- What is typed, as the index is asked: quotes, "or" and a minus mean what they mean elsewhere. Null: there is no word
-- in it to look for, or only some to leave out.
CREATE FUNCTION search_query(sought text) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
  query tsquery := websearch_to_tsquery('english', regexp_replace(
    translate(left(sought, 500), '“”„‟’', '""""'''), '(\w)[-/‐‑–—](?=\w)', '\1 ', 'g'));
BEGIN
  RETURN CASE WHEN querytree(query) NOT IN ('', 'T') THEN query END;
END
$$;

-- What begins like a single word; null: it is not one.
CREATE FUNCTION search_beginning(sought text) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE WHEN btrim(sought) ~ '^[[:alnum:]]{3,50}$' THEN to_tsquery('english', btrim(sought) || ':*') END;
END
$$;

CREATE TYPE search_row AS (kind text, meeting text, key1 text, key2 text, key3 text, file_id integer, place bigint,
  exact boolean, rank real);

CREATE TYPE search_hit AS (kind text, ref text, of text, name text, day date, place text, exempt boolean, said text,
  exact boolean, rank real, item text);

-- Where a paper may be printed.
CREATE TYPE search_printed AS (meeting text, item text, day date, name text);

-- The rows, of files that the reader may see, in which the words stand, or that have this name, of each kind the `best`
-- so many and those as good (null: all); a paper, and an exempt part of one, once for each item (key2, of a meeting)
-- that has ever named it. As the owner, since under row security no index is asked for words; so that what it finds is
-- to be found again by the reader.
CREATE FUNCTION search_found(query tsquery, name text, best integer) RETURNS SETOF search_row
  LANGUAGE plpgsql STABLE ROWS 1000 SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  named CONSTANT text[] := ARRAY[name];
BEGIN
  RETURN QUERY
  WITH found AS MATERIALIZED (
    SELECT r.*
    FROM (SELECT t.kind, t.meeting, t.key1, t.key2, t.key3, t.file_id, t.place, r.exact, r.rank,
                 rank() OVER (PARTITION BY t.kind COLLATE "C" ORDER BY r.exact DESC, r.rank DESC) AS standing
          FROM search_text t CROSS JOIN LATERAL (
                 SELECT t.names @> named AS exact, coalesce(ts_rank(t.words, query, 1), 0) AS rank) r
          WHERE (t.words @@ query OR t.names @> named) AND t.file_id IN (SELECT readable_files(true))) r
    WHERE r.standing <= coalesce(best, 2147483647))
  SELECT f.kind, f.meeting, f.key1, f.key2, f.key3, f.file_id, f.place, f.exact, f.rank FROM found f
  WHERE f.kind NOT IN ('paper', 'part')
  UNION ALL
  SELECT f.kind, b.meeting, f.key1, b.item, f.key3, f.file_id, f.place, f.exact, f.rank
  FROM found f LEFT JOIN LATERAL (
         SELECT a.meeting, a.item FROM agenda_item a WHERE a.paper = f.key1 OFFSET 0) b ON true
  WHERE f.kind IN ('paper', 'part');
END
$$;
SELECT for_application('search_found(tsquery, text, integer)');

-- The hits among rows that were found, the best of each kind. ref: what its address needs; of: the statement of a line,
-- the meeting of an item, the period of a commentary; said: what it says; exempt: that the public does not know of it;
-- item: that it is about. A committee and days leave out what has none. Each row is looked up by its key: OFFSET 0
-- keeps the lookup from becoming a join, for which all rows would be read, under all their policies.
CREATE FUNCTION search_hits(among search_row[], query tsquery, sought text, of_committee text, from_day date,
                            to_day date) RETURNS SETOF search_hit
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  title CONSTANT text := lower(btrim(sought));
  first_day CONSTANT date := coalesce(from_day, '-infinity');
  last_day CONSTANT date := coalesce(to_day, 'infinity');
  anywhere CONSTANT boolean := of_committee IS NULL;
  any_time CONSTANT boolean := from_day IS NULL AND to_day IS NULL;
  most CONSTANT integer := search_most() + 1;
  meetings CONSTANT text[] := ARRAY(SELECT DISTINCT f.meeting FROM unnest(among) f WHERE f.meeting IS NOT NULL);
BEGIN
  RETURN QUERY
  WITH candidate AS MATERIALIZED (SELECT f.* FROM unnest(among) f),
  sitting AS MATERIALIZED (
    SELECT m.meeting, m.day, c.name
    FROM unnest(meetings) f CROSS JOIN LATERAL (SELECT v.* FROM meeting_now v WHERE v.meeting = f OFFSET 0) m
         JOIN committee_now c USING (committee)
    WHERE (anywhere OR m.committee = of_committee) AND m.day BETWEEN first_day AND last_day),
  defined AS MATERIALIZED (SELECT i.* FROM indicator_now i WHERE anywhere),
  of_meeting AS MATERIALIZED (
    SELECT c.*, s.day, s.name AS committee_name FROM candidate c JOIN sitting s USING (meeting)),
  hit AS (
    SELECT 'indicator' AS kind, i.ref, NULL::text AS of, i.ref || ' ' || i.name AS name, NULL::date AS day,
           NULL::text AS place, false AS exempt, i.definition AS said, c.exact, c.rank, NULL::text AS item
    FROM candidate c JOIN defined i
         ON i.indicator_id = c.key1::integer AND i.file_id = c.file_id AND i.line = c.place
    WHERE c.kind = 'indicator' AND any_time
    UNION ALL
    -- the subjects of report_subjects(), which also knows their order: that would take half of the time
    SELECT 'topic', slug(s.title), s.report, s.title, NULL, NULL, false, NULL, lower(s.title) = title,
           ts_rank(setweight(w.words, 'A'), query, 1), NULL
    FROM (SELECT m.report, m.group_name FROM report_member_now m WHERE m.report IN ('sections', 'scorecards')
          UNION
          SELECT 'sections', i.section FROM defined i WHERE i.frequency = 'monthly' OFFSET 0) s (report, title)
         CROSS JOIN LATERAL (SELECT search_words(s.title) AS words) w
    WHERE anywhere AND any_time AND (w.words @@ query OR lower(s.title) = title)
    UNION ALL
    SELECT 'committee', k.committee, NULL, k.name, NULL, NULL, false, NULL, lower(k.name) = title,
           ts_rank(setweight(w.words, 'A'), query, 1), NULL
    FROM committee_now k CROSS JOIN LATERAL (SELECT search_words(k.name) AS words) w
    WHERE (anywhere OR k.committee = of_committee) AND any_time AND (w.words @@ query OR lower(k.name) = title)
    UNION ALL
    -- a line, and the newest of its periods that has the words
    (SELECT 'line', slug(l.line_name), l.statement, l.line_name, l.last_day, l.label, false, l.reason, l.exact, l.rank,
            NULL
     FROM (SELECT array_agg(ROW(c.*)::search_row) AS rows
           FROM candidate c WHERE c.kind = 'line' AND anywhere GROUP BY c.key1, c.key2) g
          CROSS JOIN LATERAL (
            SELECT n.statement, n.line_name, n.reason, c.last_day, c.label, c.exact, c.rank
            FROM (SELECT r.*, p.last_day, p.label
                  FROM unnest(g.rows) r JOIN period p ON p.period_id = r.key3::integer
                  WHERE p.last_day BETWEEN first_day AND last_day
                  ORDER BY p.last_day DESC, r.file_id DESC) c
                 CROSS JOIN LATERAL (
                   SELECT v.* FROM revenue_now v
                   WHERE v.statement = c.key1 AND v.period_id = c.key3::integer AND v.line_name = c.key2 OFFSET 0) n
            WHERE n.file_id = c.file_id AND n.line = c.place LIMIT 1) l
     ORDER BY l.exact DESC, l.rank DESC, l.line_name LIMIT most)
    UNION ALL
    (SELECT 'risk', l.number, NULL, l.number || ' ' || l.name, l.reviewed, NULL, false,
            concat_ws(E'\n', l.description, l.tasks, l.progress), l.exact, l.rank, NULL
     FROM (SELECT array_agg(ROW(c.*)::search_row) AS rows
           FROM candidate c WHERE c.kind = 'risk' AND anywhere GROUP BY c.key1) g
          CROSS JOIN LATERAL (
            SELECT n.*, c.exact, c.rank
            FROM (SELECT r.* FROM unnest(g.rows) r
                  WHERE r.key2::date BETWEEN first_day AND last_day
                  ORDER BY r.key2::date DESC, r.file_id DESC) c
                 CROSS JOIN LATERAL (
                   SELECT v.* FROM risk_now v WHERE v.number = c.key1 AND v.reviewed = c.key2::date OFFSET 0) n
            WHERE n.file_id = c.file_id AND n.line = c.place LIMIT 1) l
     ORDER BY l.exact DESC, l.rank DESC, l.number LIMIT most)
    UNION ALL
    (SELECT 'commentary', i.ref, c.period, i.ref || ' ' || i.name, c.last_day, c.label, false, n.text, c.exact, c.rank,
            NULL
     FROM (SELECT c.*, p.period, p.label, p.last_day
           FROM candidate c JOIN period p ON p.period_id = c.key2::integer
           WHERE c.kind = 'commentary' AND anywhere AND p.last_day BETWEEN first_day AND last_day
           ORDER BY c.rank DESC, p.last_day DESC, c.file_id DESC, c.place) c
          CROSS JOIN LATERAL (
            SELECT v.* FROM commentary_now v
            WHERE v.indicator_id = c.key1::integer AND v.period_id = c.key2::integer AND v.kind = c.key3 OFFSET 0) n
          JOIN defined i ON i.indicator_id = n.indicator_id
     WHERE n.file_id = c.file_id AND n.line = c.place
     ORDER BY c.rank DESC, c.last_day DESC, c.file_id DESC, c.place LIMIT most)
    UNION ALL
    (SELECT 'term', g.anchor, NULL, g.term, NULL, NULL, false, g.meaning, c.exact, c.rank, NULL
     FROM candidate c CROSS JOIN LATERAL (SELECT v.* FROM glossary_now v WHERE v.term = c.key1 OFFSET 0) g
     WHERE c.kind = 'term' AND anywhere AND any_time AND g.file_id = c.file_id AND g.line = c.place)
    UNION ALL
    (SELECT 'item', a.item, c.meeting, coalesce(a.number, a.item) || '. ' || a.title, c.day, c.committee_name,
            a.exempt_paragraph IS NOT NULL, nullif(concat_ws(E'\n\n', a.words, a.recommendations), ''), c.exact, c.rank,
            NULL
     FROM (SELECT m.* FROM of_meeting m WHERE m.kind = 'item'
           ORDER BY m.exact DESC, m.rank DESC, m.day DESC, m.meeting, m.key1) c
          CROSS JOIN LATERAL (
            SELECT v.* FROM agenda_item_now v WHERE v.meeting = c.meeting AND v.item = c.key1 OFFSET 0) a
     WHERE a.entry = c.place
     LIMIT most)
    UNION ALL
    -- a paper, or an exempt part of one, where it is printed last
    (SELECT 'paper', a.item, a.meeting, coalesce(a.number, a.item) || '. ' || a.title, a.day, a.name,
            g.kind = 'part' OR a.exempt_paragraph IS NOT NULL, CASE g.kind WHEN 'part' THEN b.text ELSE n.text END,
            g.exact, g.rank, NULL
     FROM (SELECT c.kind, c.key1, c.file_id, c.place, c.exact, c.rank,
                  array_agg(ROW(c.meeting, c.key2, c.day, c.committee_name)::search_printed) AS printed
           FROM of_meeting c WHERE c.kind IN ('paper', 'part')
           GROUP BY c.kind, c.key1, c.file_id, c.place, c.exact, c.rank
           ORDER BY c.rank DESC, c.file_id DESC, c.place) g
          LEFT JOIN LATERAL (
            SELECT v.* FROM paper_block v WHERE g.kind = 'part' AND v.block_id = g.place OFFSET 0) b ON true
          CROSS JOIN LATERAL (SELECT v.* FROM paper_now v WHERE v.paper = g.key1 OFFSET 0) n
          CROSS JOIN LATERAL (
            SELECT v.*, p.day, p.name
            FROM (SELECT r.* FROM unnest(g.printed) r ORDER BY r.day DESC, r.meeting, r.item) p
                 CROSS JOIN LATERAL (
                   SELECT v.* FROM agenda_item_now v WHERE v.meeting = p.meeting AND v.item = p.item OFFSET 0) v
            WHERE v.paper = g.key1 LIMIT 1) a
     WHERE n.entry = CASE g.kind WHEN 'part' THEN b.entry ELSE g.place END
     LIMIT most)
    UNION ALL
    (SELECT 'minute', n.number, c.meeting, 'Minute ' || n.number, c.day, c.committee_name, n.exempt,
            coalesce(n.amended, n.text), c.exact, c.rank, n.item
     FROM (SELECT m.* FROM of_meeting m WHERE m.kind = 'minute'
           ORDER BY m.exact DESC, m.rank DESC, m.day DESC, m.meeting, m.key1) c
          CROSS JOIN LATERAL (
            SELECT v.* FROM minute_now v WHERE v.meeting = c.meeting AND v.number = c.key1 OFFSET 0) n
     WHERE n.entry = c.place
     LIMIT most)
    UNION ALL
    -- what is said in public of an exempt paragraph
    (SELECT 'minute', n.number, c.meeting, 'Minute ' || n.number || ': summary', c.day, c.committee_name, false, n.text,
            c.exact, c.rank, n.item
     FROM (SELECT m.* FROM of_meeting m WHERE m.kind = 'summary'
           ORDER BY m.rank DESC, m.day DESC, m.meeting, m.key1) c
          CROSS JOIN LATERAL (
            SELECT v.* FROM minute_summary_now v WHERE v.meeting = c.meeting AND v.number = c.key1 OFFSET 0) n
     WHERE n.entry = c.place
     LIMIT most)
    UNION ALL
    (SELECT 'motion', n.item, c.meeting, 'Motion ' || n.number, c.day, c.committee_name, false, n.text,
            c.exact, c.rank, n.item
     FROM (SELECT m.* FROM of_meeting m WHERE m.kind = 'motion'
           ORDER BY m.rank DESC, m.day DESC, m.meeting, m.key1, m.key2) c
          CROSS JOIN LATERAL (
            SELECT v.* FROM motion_now v
            WHERE v.meeting = c.meeting AND v.item = c.key1 AND v.number = c.key2 OFFSET 0) n
     WHERE n.entry = c.place
     LIMIT most)
    UNION ALL
    (SELECT 'resolution', n.item, c.meeting, btrim('Resolved ' || n.number), c.day, c.committee_name, false,
            concat_ws(' ', CASE WHEN n.verb <> 'other' THEN 'to ' || n.verb END, n.text), c.exact, c.rank, n.item
     FROM (SELECT m.* FROM of_meeting m WHERE m.kind = 'resolution'
           ORDER BY m.rank DESC, m.day DESC, m.meeting, m.key1, m.key2) c
          CROSS JOIN LATERAL (
            SELECT v.* FROM resolution_now v
            WHERE v.meeting = c.meeting AND v.item = c.key1 AND v.number = c.key2 OFFSET 0) n
     WHERE n.entry = c.place
     LIMIT most)
    UNION ALL
    (SELECT 'question', coalesce(n.item, ''), c.meeting, 'Question of ' || n.asker, c.day, c.committee_name,
            false, concat_ws(E'\n\n', n.text, n.answer, n.supplementary, n.supplementary_answer), c.exact, c.rank,
            n.item
     FROM (SELECT m.* FROM of_meeting m WHERE m.kind = 'question'
           ORDER BY m.rank DESC, m.day DESC, m.meeting, m.key1, m.key2) c
          CROSS JOIN LATERAL (
            SELECT v.* FROM question_now v
            WHERE v.meeting = c.meeting AND v.asked_as = c.key1 AND v.number = c.key2::integer OFFSET 0) n
     WHERE n.entry = c.place
     LIMIT most)
    UNION ALL
    (SELECT 'action', n.item || '/' || n.number, c.meeting, 'Action', c.day, c.committee_name, false, n.text, c.exact,
            c.rank, n.item
     FROM (SELECT m.* FROM of_meeting m WHERE m.kind = 'action'
           ORDER BY m.rank DESC, m.day DESC, m.meeting, m.key1, m.key2) c
          CROSS JOIN LATERAL (
            SELECT v.* FROM action_now v
            WHERE v.meeting = c.meeting AND v.item = c.key1 AND v.number = c.key2::integer OFFSET 0) n
     WHERE n.entry = c.place
     LIMIT most))
  SELECT h.kind, h.ref, h.of, h.name, h.day, h.place, h.exempt, h.said, h.exact, coalesce(h.rank, 0), h.item
  FROM hit h;
END
$$;

-- The same of all rows that there are. A word may stand in ten thousand: the best rows of each kind mostly have as many
-- hits as are looked for, unless a committee or days leave most of them out.
CREATE FUNCTION search_best(query tsquery, sought text, of_committee text, from_day date, to_day date)
  RETURNS SETOF search_hit LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  best integer := CASE WHEN coalesce(of_committee, from_day::text, to_day::text) IS NULL THEN 6 * search_most() END;
  among search_row[];
  hits search_hit[];
BEGIN
  LOOP
    among := ARRAY(SELECT f FROM search_found(query, lower(btrim(sought)), best) f);
    hits := ARRAY(SELECT h FROM search_hits(among, query, sought, of_committee, from_day, to_day) h);
    EXIT WHEN best IS NULL OR NOT EXISTS (
      SELECT FROM unnest(among) f GROUP BY f.kind
      HAVING count(*) >= best AND search_most() >= (
        SELECT count(*) FROM unnest(hits) h
        WHERE h.kind = CASE f.kind WHEN 'part' THEN 'paper' WHEN 'summary' THEN 'minute' ELSE f.kind END));
    best := NULL;
  END LOOP;
  RETURN QUERY SELECT h.* FROM unnest(hits) h;
END
$$;

-- Where in a text the words stand, between the characters 1 and 2 each: its neighbourhood, found by the beginnings of
-- the words, so that no long text is read whole. Its beginning where they stand elsewhere, as in its name.
CREATE FUNCTION search_passage(said text, query tsquery) RETURNS text
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  plain text;
  low text;
  near integer;
BEGIN
  IF said IS NULL OR query IS NULL THEN
    RETURN NULL;
  END IF;
  plain := search_plain(said);
  IF length(plain) > 1200 THEN
    low := lower(plain);
    SELECT min(nullif(strpos(low, left(w.word, greatest(length(w.word) - 1, 3))), 0)) INTO near
      FROM (SELECT m[1] AS word FROM regexp_matches(query::text, '''([^'']+)''', 'g') m) w;
    near := greatest(coalesce(near, 1) - 200, 1);
    plain := CASE WHEN near > 1 THEN regexp_replace(substr(plain, near, 1200), '^\S*\s', '… ')
                  ELSE substr(plain, near, 1200) END;
  END IF;
  RETURN btrim(regexp_replace(ts_headline('english', plain, query,
    E'StartSel="\x01", StopSel="\x02", MaxWords=35, MinWords=15, ShortWord=2, MaxFragments=2, '
      'FragmentDelimiter=" … "'),
    '\s+', ' ', 'g'));
END
$$;

-- What is asked for; problem: why it cannot be answered.
CREATE FUNCTION search_scope(sought text, of_kind text, of_committee text, from_text text, to_text text, asked text)
  RETURNS TABLE (text text, kind text, committee text, from_day date, to_day date, page integer, problem text,
                 sees_figures boolean)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  from_day := day_read(from_text);
  to_day := day_read(to_text);
  IF to_day < from_day THEN
    PERFORM refuse('MH400', format('%s is before %s', to_text, from_text));
  END IF;
  RETURN QUERY SELECT btrim(sought), nullif(btrim(of_kind), ''), nullif(btrim(of_committee), ''), from_day, to_day,
                      page_number(asked), NULL::text, sees_figures();
EXCEPTION WHEN SQLSTATE 'MH400' THEN
  RETURN QUERY SELECT btrim(sought), nullif(btrim(of_kind), ''), nullif(btrim(of_committee), ''), NULL::date,
                      NULL::date, 1, SQLERRM, sees_figures();
END
$$;

-- The hits of a page, the best first, each with how many there are of its kind and in all (more: and there are more of
-- the kind); and a row without a name of each other kind that has any. begins: nothing has the word, but something
-- begins like it.
CREATE FUNCTION search(sought text, of_kind text, of_committee text, from_day date, to_day date, page integer)
  RETURNS TABLE (kind text, hits bigint, more boolean, begins boolean, ref text, of text, name text, day date,
                 day_words text, place text, exempt boolean, passage text, total bigint)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  query tsquery := search_query(sought);
BEGIN
  IF btrim(coalesce(sought, '')) = '' THEN
    RETURN;
  END IF;
  FOR begins IN SELECT * FROM unnest(ARRAY[false, true]) LOOP
    RETURN QUERY
    WITH hit AS MATERIALIZED (
      SELECT h.*, count(*) OVER (PARTITION BY h.kind) AS hits,
             row_number() OVER (PARTITION BY h.kind
               ORDER BY h.exact DESC, h.rank DESC, h.day DESC NULLS LAST, h.of, h.ref COLLATE natural_order) AS place_in
      FROM search_best(query, sought, of_committee, from_day, to_day) h),
    shown AS MATERIALIZED (
      SELECT h.*, count(*) OVER () AS total,
             row_number() OVER (ORDER BY h.exact DESC, h.rank DESC, h.day DESC NULLS LAST, h.kind, h.place_in)
               AS place_on
      FROM hit h WHERE h.place_in <= search_most() AND (of_kind IS NULL OR h.kind = of_kind)
      ORDER BY place_on OFFSET (page - 1) * search_page_size() LIMIT search_page_size())
    SELECT r.kind, r.hits, r.more, begins, r.ref, r.of, r.name, r.day, r.day_words, r.place, r.exempt, r.passage,
           r.total
    FROM (
      SELECT s.kind, NULL::bigint AS hits, NULL::boolean AS more, s.ref, s.of,
             s.name || coalesce(': ' || i.title, '') AS name, s.day, day_words(s.day) AS day_words, s.place,
             s.exempt OR i.exempt_paragraph IS NOT NULL AS exempt, search_passage(s.said, query) AS passage,
             s.total, s.place_on
      FROM shown s LEFT JOIN LATERAL (
             SELECT v.* FROM agenda_item_now v WHERE v.meeting = s.of AND v.item = s.item OFFSET 0) i ON true
      UNION ALL
      SELECT h.kind, least(h.hits, search_most()), h.hits > search_most(), NULL, NULL, NULL, NULL, NULL, NULL, NULL,
             NULL, NULL, NULL
      FROM hit h WHERE h.place_in = 1) r
    ORDER BY r.place_on, r.kind;
    EXIT WHEN FOUND;
    query := search_beginning(sought);
    EXIT WHEN query IS NULL;
  END LOOP;
END
$$;
