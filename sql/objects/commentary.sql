-- Commentary that is written on the site: what there is, what is still to write, a new version.

CREATE FUNCTION commentary_kinds() RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY['why', 'background', 'analysis', 'response', 'action', 'success'];

-- The newest of each kind up to a period, with its author and its own period; `own`: of this period.
CREATE FUNCTION commentary_for(of_indicator integer, at_period integer)
  RETURNS TABLE (kind text, text text, file_id integer, own boolean, label text, loaded_by text, loaded text, released text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH newest AS (
    SELECT DISTINCT ON (c.kind) c.kind, c.text, c.file_id, p.period_id, p.label
    FROM commentary_now c JOIN period p USING (period_id)
    WHERE c.indicator_id = of_indicator AND p.last_day <= (SELECT last_day FROM period WHERE period_id = at_period)
    ORDER BY c.kind, p.last_day DESC, p.period_id = at_period DESC)
  SELECT u.kind, n.text, n.file_id, coalesce(n.period_id = at_period, false), n.label, g.loaded_by, g.loaded, g.released
  FROM unnest(commentary_kinds()) WITH ORDINALITY AS u (kind, place) LEFT JOIN newest n ON n.kind = u.kind
       LEFT JOIN file_origin g ON g.file_id = n.file_id
  ORDER BY u.place;
END;

-- Writes a version. `since`: the file of the version that the writer had before them, null for none;
-- if another one is there now, theirs was not seen and is not passed over (MH409).
CREATE FUNCTION commentary_write(of_indicator integer, at_period integer, of_kind text, words text, since integer)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  import integer;
  file integer;
  newest commentary;
BEGIN
  IF NOT may_comment(of_indicator) THEN
    PERFORM refuse('MH403', 'only who leads on this indicator, and analysts, may write its commentary');
  END IF;
  -- It has a lock, so that two who write at once are seen one after the other.
  import := import_begin('written on the site', NULL);
  SELECT * INTO newest FROM commentary_now c
  WHERE c.indicator_id = of_indicator AND c.period_id = at_period AND c.kind = of_kind;
  IF newest.file_id IS DISTINCT FROM since THEN
    PERFORM refuse('MH409', 'somebody else has written this meanwhile: theirs is shown above the form; save again to put yours in its place');
  END IF;
  INSERT INTO import_file (import_id, kind, name, sha256, row_count)
  SELECT import, 'commentary', format('commentary of %s, %s', i.ref, p.period), encode(sha256(convert_to(words, 'UTF8')), 'hex'), 1
  FROM indicator i, period p WHERE i.indicator_id = of_indicator AND p.period_id = at_period
  RETURNING file_id INTO file;
  INSERT INTO commentary (indicator_id, period_id, kind, text, file_id, line)
  VALUES (of_indicator, at_period, of_kind, words, file, 1);
END
$$;

-- Vital signs, and indicators that are rated Red, with what is written for the period and what is not.
CREATE FUNCTION commentary_due(in_area integer, at_period integer)
  RETURNS TABLE (ref text, name text, reason text, text text, number numeric, rag text, dot text, status text, marks text,
                 lead text, written text, missing text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  rated AS MATERIALIZED (
    SELECT array_agg(DISTINCT t.indicator_id) AS ids FROM target_now t WHERE t.rag_rule <> 'none'),
  signs AS MATERIALIZED (SELECT vital_signs() AS ids),
  f AS MATERIALIZED (
    SELECT f.*, s.scope
    FROM at, (VALUES ('dashboard', (SELECT ids FROM signs)), ('summary', (SELECT ids FROM rated))) AS s (scope, ids),
         figures(s.ids, ARRAY[in_area], at.last_day, at.last_day, s.scope) f
    WHERE f.period_id = at_period AND f.cohort = ''),
  due AS (
    SELECT i.*, coalesce(d.text, s.text) AS figure, coalesce(d.shown_value, s.shown_value) AS shown_value,
           CASE WHEN d.rag IS NOT NULL THEN d.rag ELSE s.rag END AS rag, coalesce(d.dot, s.dot) AS dot,
           coalesce(d.status, s.status) AS status,
           CASE WHEN d.indicator_id IS NOT NULL THEN marks(d.status, d.as_entered, d.released)
                ELSE marks(s.status, s.as_entered, s.released) END AS marks
    FROM indicator_now i LEFT JOIN f d ON d.indicator_id = i.indicator_id AND d.scope = 'dashboard'
         LEFT JOIN f s ON s.indicator_id = i.indicator_id AND s.scope = 'summary'
    WHERE i.vital_sign IS NOT NULL OR d.rag = 'red' OR s.rag = 'red'),
  held AS (
    SELECT c.indicator_id, array_agg(c.kind) AS kinds FROM commentary_now c WHERE c.period_id = at_period GROUP BY c.indicator_id)
  SELECT d.ref, d.name, concat_ws(', ', CASE WHEN d.vital_sign IS NOT NULL THEN 'vital sign' END, CASE WHEN d.rag = 'red' THEN 'Red' END),
         d.figure, round(d.shown_value, d.decimals), d.rag, d.dot, d.status, d.marks, d.lead,
         (SELECT string_agg(k, ', ' ORDER BY n) FROM unnest(commentary_kinds()) WITH ORDINALITY AS u (k, n) WHERE k = ANY (h.kinds)),
         m.missing
  FROM due d LEFT JOIN held h USING (indicator_id)
       CROSS JOIN LATERAL (
         SELECT string_agg(k, ', ' ORDER BY n) AS missing
         FROM unnest(ARRAY['background', 'analysis', 'action', 'success']) WITH ORDINALITY AS u (k, n)
         WHERE k <> ALL (coalesce(h.kinds, '{}'))) m
  ORDER BY m.missing IS NULL, d.vital_sign NULLS LAST, d.ref;
END;

-- The first meeting after a period: the one that its commentary is written for.
CREATE FUNCTION meeting_after(at_period integer) RETURNS TABLE (meeting text, words text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.meeting, format('%s, %s', coalesce(c.name, m.committee), to_char(m.day, 'FMDD FMMonth YYYY'))
  FROM meeting_now m LEFT JOIN committee_now c USING (committee)
  WHERE m.day > (SELECT last_day FROM period WHERE period_id = at_period)
  ORDER BY m.day, m.meeting LIMIT 1;
END;
