-- Taking over what the council's system before this one holds: src/intake/moderngov.c.

-- The hash of a row, whatever line it stands on.
CREATE FUNCTION taken_hash(of_row jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE
  RETURN sha256(convert_to((of_row - 'at')::text, 'UTF8'));

-- The rows of a kind that are to be loaded: not those that were taken over before, nor those of a meeting that is held
-- here already by another way; of committees and seats not those that there are; in the attendance nobody whose seat on
-- that day is not known. They are noted as taken over. As the owner, since nobody reads what was.
CREATE FUNCTION take_over(of_kind text, of_rows jsonb) RETURNS TABLE (rows jsonb, count bigint, warning text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM import_check(ARRAY[of_kind]);
  RETURN QUERY
  WITH given AS MATERIALIZED (
    SELECT g.r, (g.r ->> 'at')::integer AS at, coalesce(g.r ->> 'meeting', g.r ->> 'committee') AS about,
           taken_hash(g.r) AS hash
    FROM jsonb_array_elements(of_rows) g (r)),
  sat AS MATERIALIZED (
    SELECT s.* FROM seats_on_the_day(ARRAY(SELECT DISTINCT g.about FROM given g WHERE of_kind = 'attendance')) s),
  taking AS MATERIALIZED (
    SELECT g.*,
           CASE WHEN EXISTS (SELECT FROM taken_over t
                             WHERE t.kind = of_kind AND t.about = g.about AND t.sha256 = g.hash) THEN 'before'
                WHEN of_kind = 'committees' THEN
                  CASE WHEN EXISTS (SELECT FROM committee c WHERE c.committee = g.about) THEN 'there' END
                WHEN of_kind = 'seats' THEN
                  CASE WHEN EXISTS (SELECT FROM seat s WHERE s.committee = g.about AND s.person = g.r ->> 'person')
                            AND NOT EXISTS (SELECT FROM taken_over t WHERE t.kind = 'seats' AND t.about = g.about)
                       THEN 'there' END
                WHEN EXISTS (SELECT FROM meeting m WHERE m.meeting = g.about)
                     AND NOT EXISTS (SELECT FROM taken_over t WHERE t.kind = 'meetings' AND t.about = g.about)
                  THEN 'other'
                WHEN of_kind = 'attendance' AND (g.r ->> 'as' IN ('present', 'apologies'))
                     <> EXISTS (SELECT FROM sat s WHERE s.meeting = g.about AND s.person = g.r ->> 'person')
                  THEN 'seat' END AS why
    FROM given g),
  noted AS (
    INSERT INTO taken_over (kind, about, sha256)
    SELECT DISTINCT of_kind, t.about, t.hash FROM taking t WHERE t.why IS NULL)
  -- a meeting is open to its readers from its day at the latest, as nobody says from when it was
  SELECT coalesce(jsonb_agg(CASE WHEN of_kind = 'meetings' AND t.r ? 'late_reason'
                                 THEN t.r || jsonb_build_object('published', least((t.r ->> 'date')::date, today()))
                                 ELSE t.r END ORDER BY t.at) FILTER (WHERE t.why IS NULL), '[]'),
         count(*) FILTER (WHERE t.why IS NULL),
         CASE WHEN of_kind = 'meetings' AND count(*) FILTER (WHERE t.why = 'other') > 0
                THEN format('of the meetings %s held here already, and left as they are',
                            count(*) FILTER (WHERE t.why = 'other') || ' are')
              WHEN count(*) FILTER (WHERE t.why = 'seat') > 0
                THEN format('in the lists of attendance it is not known of %s names in what capacity, and they are '
                            'left out', count(*) FILTER (WHERE t.why = 'seat')) END
  FROM taking t;
END
$$;

-- Whether a document of an item is to be taken over: not if the same was, or if its item was not; it is noted.
CREATE FUNCTION take_over_document(of_meeting text, of_item text, title text, of_bytes text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM import_check(ARRAY['agenda']);
  IF NOT EXISTS (SELECT FROM taken_over t WHERE t.kind = 'meetings' AND t.about = of_meeting) THEN
    RETURN false;
  END IF;
  INSERT INTO taken_over (kind, about, sha256)
    VALUES ('documents', of_meeting, taken_hash(jsonb_build_array(of_item, title, of_bytes)))
    ON CONFLICT DO NOTHING;
  RETURN FOUND;
END
$$;
SELECT for_application('take_over(text, jsonb)', 'take_over_document(text, text, text, text)');
