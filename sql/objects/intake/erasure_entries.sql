-- Erasing a single entry of a record, with all that was ever entered under its key.

-- What names an entry of each kind that democratic services keep, in the order in which it is typed.
CREATE FUNCTION erasure_keys() RETURNS TABLE (kind text, keys text[]) LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT k.kind, string_to_array(k.keys, ' ')
  FROM (VALUES ('committees', 'committee'), ('seats', 'committee person capacity'), ('terms', 'committee from_day'),
    ('substitutes', 'committee person'), ('programme', 'committee title meeting month'),
    ('training', 'committee day title person'), ('cover_texts', 'committee key from_day'), ('meetings', 'meeting'),
    ('group_meetings', 'meeting group_name'), ('joining_links', 'meeting'),
    ('agenda', 'meeting item'), ('contacts', 'meeting item name'), ('attendance', 'meeting person'),
    ('declarations', 'meeting item person'), ('minutes', 'meeting number'), ('motions', 'meeting item number'),
    ('votes', 'meeting item motion person'), ('resolutions', 'meeting item number'), ('minutes_states', 'meeting'),
    ('questions', 'meeting asked_as number'), ('actions', 'meeting item number')) AS k (kind, keys);
END;

-- "actions MEETING 8 1", "attendance MEETING Mr A White", or with slashes where a part has spaces or is blank:
-- "contacts MEETING / / Mr A White". The last part takes what is left.
CREATE FUNCTION erasure_key(typed text, OUT kind text, OUT keys text[], OUT parts text[],
                            OUT name text)
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  said CONSTANT text := substr(typed, length(split_part(typed, ' ', 1)) + 2);
  most integer;
BEGIN
  SELECT k.kind, k.keys INTO kind, keys FROM erasure_keys() k WHERE k.kind = split_part(typed, ' ', 1);
  IF kind IS NULL THEN
    PERFORM refuse_at('name', 'MH400', format('"%s" is no kind of which a single entry can be erased: these are %s',
      left(split_part(typed, ' ', 1), 40), (SELECT string_agg(k.kind, ', ' ORDER BY k.kind) FROM erasure_keys() k)));
  END IF;
  most := cardinality(keys);
  IF said ~ '(^| )/( |$)' THEN
    parts := ARRAY(SELECT btrim(p) FROM regexp_split_to_table(said, '(?:^| )/(?= |$)') WITH ORDINALITY s (p, n)
                   ORDER BY n);
  ELSE
    parts := ARRAY(SELECT p FROM unnest(string_to_array(said, ' ')) WITH ORDINALITY s (p, n) WHERE n < most ORDER BY n)
      || nullif(array_to_string((string_to_array(said, ' '))[most:], ' '), '');
    parts := array_remove(parts, NULL);
  END IF;
  -- A single resolution has no number.
  IF cardinality(parts) = most - 1 AND kind = 'resolutions' THEN
    parts := parts || ''::text;
  END IF;
  IF cardinality(parts) <> most OR parts[1] = '' AND kind <> 'cover_texts' THEN
    PERFORM refuse_at('name', 'MH400', format('an entry of %s is named by %s: write entry %s %s, with " / " between '
      'them where one is blank or has spaces', kind,
      replace(replace(replace(array_to_string(keys, ', '), '_day', ' (a day)'), '_name', ''), 'asked_as', 'as'), kind,
      upper(replace(replace(replace(array_to_string(keys, ' '), '_day', ''), '_name', ''), 'asked_as', 'as'))));
  END IF;
  name := kind || ' ' || array_to_string(parts, CASE WHEN EXISTS (
    SELECT FROM unnest(parts) WITH ORDINALITY u (p, n) WHERE p = '' OR n < most AND p ~ ' ') THEN ' / ' ELSE ' ' END);
END
$$;

-- The entries under a key that are not erased, in all tables of the kind; and those that had the same text under a key
-- that is taken away now: another number moves a paragraph.
CREATE FUNCTION erasure_entries(of_name text)
  RETURNS TABLE (kind text, tbl text, entry bigint, file_id integer, sha256 text)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  k record := erasure_key(of_name);
  t record;
BEGIN
  FOR t IN
    SELECT r.tbl, bool_or(r.col = 'text' AND r.fate = 'words') AND 'meeting' = ANY (k.keys) AS moves
    FROM erasure_rules() r WHERE r.kind = k.kind GROUP BY 1 ORDER BY 1
  LOOP
    RETURN QUERY EXECUTE format('
      WITH under AS (
        SELECT e.* FROM %1$I e
        WHERE ARRAY[%2$s] = $2),
      moved AS (
        SELECT o.* FROM %1$I o
        WHERE %3$s)
      SELECT $1, %1$L::text, u.entry, u.file_id,
             encode(sha256(convert_to((to_jsonb(u) - ''entry'' - ''file_id'' - ''line'')::text, ''UTF8'')), ''hex'')
      FROM (SELECT * FROM under UNION ALL SELECT * FROM moved) u WHERE NOT u.erased ORDER BY u.entry',
      t.tbl, (SELECT string_agg(format('coalesce(e.%I::text, '''')', c), ', ' ORDER BY n)
              FROM unnest(k.keys) WITH ORDINALITY u (c, n)),
      CASE WHEN t.moves THEN format('o.meeting = ($2)[1] AND ARRAY[%s] <> $2
          AND EXISTS (SELECT FROM under u WHERE u.text = o.text)
          AND NOT EXISTS (SELECT FROM %I n WHERE (%s) = (%s))',
        (SELECT string_agg(format('coalesce(o.%I::text, '''')', c), ', ' ORDER BY n)
         FROM unnest(k.keys) WITH ORDINALITY u (c, n)), t.tbl || '_now',
        (SELECT string_agg(format('n.%I', c), ', ') FROM unnest(k.keys) c),
        (SELECT string_agg(format('o.%I', c), ', ') FROM unnest(k.keys) c)) ELSE 'false' END)
      USING k.kind, k.parts;
  END LOOP;
END
$$;

-- What the rows of a kind are about: meetings or committees, the first part of their key.
CREATE FUNCTION erasure_about(of_kind text, by_col text, ids bigint[]) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  about text[];
BEGIN
  EXECUTE (SELECT format('SELECT array_agg(DISTINCT t.%I) FROM %I t WHERE t.%I = ANY ($1)', k.keys[1], r.tbl, by_col)
           FROM erasure_keys() k JOIN erasure_rules() r USING (kind) WHERE k.kind = of_kind ORDER BY r.tbl LIMIT 1)
    INTO about USING ids;
  RETURN coalesce(about, '{}');
END
$$;

-- Publications that may hold what was entered of a meeting or a committee, published since: those of the committee's
-- meetings from that one on, whose packs print its minutes, questions and what is outstanding; of a resolution, which
-- comes back with its figure, those of any committee. What is in doubt is destroyed.
CREATE FUNCTION publications_of_records(of_kind text, about text[], since timestamptz) RETURNS SETOF integer
LANGUAGE sql STABLE AS $$
  WITH met AS MATERIALIZED (
    SELECT DISTINCT ON (m.meeting) m.meeting, m.committee, m.day FROM meeting m ORDER BY m.meeting, m.entry DESC)
  SELECT p.publication_id FROM publication p JOIN met n USING (meeting)
  WHERE p.published_at >= since
    AND (n.committee = ANY (about) OR of_kind = 'cover_texts' AND '' = ANY (about)
         OR EXISTS (SELECT FROM met o WHERE o.meeting = ANY (about) AND n.day >= o.day
                                        AND (n.committee = o.committee OR of_kind = 'resolutions')))
$$;

-- When the first of these rows was entered.
CREATE FUNCTION erasure_since(tbl text, entries bigint[]) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
  since timestamptz;
BEGIN
  EXECUTE format('SELECT min(t.entered_at) FROM %I t WHERE t.entry = ANY ($1)', tbl) INTO since USING entries;
  RETURN since;
END
$$;

-- Destroys the entries that an erasure has noted; returns the tables whose files hold traces.
CREATE FUNCTION erasure_destroy_entries(of_erasure integer) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  words CONSTANT text := erased_words(now());
  touched text[] := ARRAY['erasure', 'erasure_entry'];
  k record;
BEGIN
  FOR k IN
    SELECT e.kind, e.tbl, array_agg(e.entry) AS entries FROM erasure_entry e
    WHERE e.erasure_id = of_erasure GROUP BY 1, 2
  LOOP
    touched := touched || erasure_publications(ARRAY(
      SELECT publications_of_records(k.kind, erasure_about(k.kind, 'entry', k.entries), erasure_since(k.tbl, k.entries))
      ), words) || erasure_wipe(k.tbl, 'entry', k.entries, words);
  END LOOP;
  RETURN ARRAY(SELECT DISTINCT t FROM unnest(touched) t ORDER BY t);
END
$$;
SELECT for_nobody('erasure_entries(text)', 'erasure_about(text, text, bigint[])',
  'publications_of_records(text, text[], timestamptz)', 'erasure_since(text, bigint[])',
  'erasure_destroy_entries(integer)');
