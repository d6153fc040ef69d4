-- Commentary that is written on the site: what there is, what is still to write, a new version.

CREATE FUNCTION commentary_kinds() RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY['why', 'background', 'analysis', 'response', 'action', 'success'];

-- The kinds that a period needs of an indicator on which something is to be said.
CREATE FUNCTION commentary_needed() RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY['background', 'analysis', 'action', 'success'];

-- The newest of each kind up to a period, with its author and its own period; `own`: of this period.
CREATE FUNCTION commentary_for(of_indicator integer, at_period integer)
  RETURNS TABLE (kind text, text text, file_id integer, own boolean, label text, loaded_by text, loaded text,
                 released text, period text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH newest AS (
    SELECT DISTINCT ON (c.kind) c.kind, c.text, c.file_id, p.period_id, p.label, p.period
    FROM commentary_now c JOIN period p USING (period_id)
    WHERE c.indicator_id = of_indicator AND p.last_day <= (SELECT last_day FROM period WHERE period_id = at_period)
    ORDER BY c.kind, p.last_day DESC, p.period_id = at_period DESC, p.first_day DESC)
  SELECT u.kind, n.text, n.file_id, coalesce(n.period_id = at_period, false), n.label, g.loaded_by, g.loaded,
         g.released, n.period
  FROM unnest(commentary_kinds()) WITH ORDINALITY AS u (kind, place) LEFT JOIN newest n ON n.kind = u.kind
       LEFT JOIN file_origin g ON g.file_id = n.file_id
  ORDER BY u.place;
END;

-- The same of one kind, of each of these indicators that has any, in their order.
CREATE FUNCTION commentary_texts(indicators integer[], of_kind text, at_period integer)
  RETURNS TABLE (name text, text text, label text, own boolean, is_released boolean) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT i.name, c.text, c.label, c.own, c.file_id IN (SELECT released_files())
  FROM unnest(indicators) WITH ORDINALITY AS u (indicator_id, place) JOIN indicator_now i USING (indicator_id)
       CROSS JOIN LATERAL commentary_for(u.indicator_id, at_period) c
  WHERE c.kind = of_kind AND c.text IS NOT NULL
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
    PERFORM refuse('MH409', 'somebody else has written this meanwhile: theirs is shown above the form; '
      'save again to put yours in its place');
  END IF;
  INSERT INTO import_file (import_id, kind, name, sha256, row_count)
  SELECT import, 'commentary', format('commentary of %s, %s', i.ref, p.period),
         encode(sha256(convert_to(words, 'UTF8')), 'hex'), 1
  FROM indicator i, period p WHERE i.indicator_id = of_indicator AND p.period_id = at_period
  RETURNING file_id INTO file;
  INSERT INTO commentary (indicator_id, period_id, kind, text, file_id, line)
  VALUES (of_indicator, at_period, of_kind, words, file, 1);
  PERFORM audit_note('commentary-written', i.ref, jsonb_build_object('period', p.period, 'kind', of_kind,
                                                                     'import', import))
    FROM indicator i, period p WHERE i.indicator_id = of_indicator AND p.period_id = at_period;
END
$$;

-- Every version of one kind for a period that the reader may see, newest first. `may_take_back`: the newest, if it is
-- the reader's own and no member has seen it.
CREATE FUNCTION commentary_versions(of_indicator integer, at_period integer, of_kind text)
  RETURNS TABLE (file_id integer, text text, loaded_by text, loaded text, is_released boolean, released text,
                 may_take_back boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT c.file_id, c.text, i.loaded_by, moment_words(i.loaded_at), i.released_at IS NOT NULL,
         moment_words(i.released_at),
         c.text <> '' AND i.released_at IS NULL AND i.loaded_by = asking_username()
           AND row_number() OVER (ORDER BY c.file_id DESC) = 1
  FROM commentary c JOIN import_file f USING (file_id) JOIN import i USING (import_id)
  WHERE c.indicator_id = of_indicator AND c.period_id = at_period AND c.kind = of_kind
  ORDER BY c.file_id DESC;
END
$$;

-- Takes back one's own newest version that is not released: a new version with the words of the one before it, or
-- without words if there was none. since: its file, as it was sent.
CREATE FUNCTION commentary_take_back(of_indicator integer, at_period integer, of_kind text, since text)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  newest record;
BEGIN
  IF NOT may_comment(of_indicator) THEN
    PERFORM refuse('MH403', 'only who leads on this indicator, and analysts, may write its commentary');
  END IF;
  SELECT * INTO newest FROM commentary_versions(of_indicator, at_period, of_kind) LIMIT 1;
  IF newest.file_id::text IS DISTINCT FROM since THEN
    PERFORM refuse('MH409', 'there is a newer version meanwhile');
  ELSIF NOT newest.may_take_back THEN
    PERFORM refuse('MH403', 'only a version of your own that is not released can be taken back');
  END IF;
  PERFORM commentary_write(of_indicator, at_period, of_kind, coalesce((
    SELECT v.text FROM commentary_versions(of_indicator, at_period, of_kind) v OFFSET 1 LIMIT 1), ''), newest.file_id);
END
$$;

-- Vital signs, and indicators that meet a criterion of an exception, with what is written and what is not
-- for the period of their figure: the last one up to the period asked for, which a slower indicator has
-- before it.
CREATE FUNCTION commentary_due(in_area integer, at_period integer)
  RETURNS TABLE (ref text, name text, vital_sign boolean, criteria integer[], period text, label text, number numeric,
                 shown text, rag text, dot text, dot_why text, status text, entered boolean, released boolean,
                 lead text, written text[],
                 missing text[])
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH at AS (SELECT * FROM period WHERE period_id = at_period),
  met AS MATERIALIZED (
    SELECT e.*, min(e.criterion) OVER (PARTITION BY e.indicator_id) = e.criterion AS first,
           array_agg(e.criterion) OVER (PARTITION BY e.indicator_id ORDER BY e.criterion
                                        RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS criteria
    FROM exceptions(in_area, at_period) e),
  sign AS (
    SELECT DISTINCT ON (f.indicator_id) f.*, p.period
    FROM at, figures_shown(vital_signs(), ARRAY[in_area], (at.last_day - interval '1 year')::date, at.last_day,
                           'dashboard') f
         JOIN period p USING (period_id)
    WHERE f.cohort = '' AND (f.number IS NOT NULL OR f.period_id = at_period)
    ORDER BY f.indicator_id, p.last_day DESC, p.first_day DESC),
  standing AS (                         -- a vital sign as it stands, else as it is an exception
    SELECT s.indicator_id, s.period, s.number, s.shown, s.rag, s.dot, s.dot_why, s.status, s.entered,
           s.released FROM sign s
    UNION ALL
    SELECT m.indicator_id, m.period, m.number, m.shown, m.rag, m.dot, m.dot_why, m.status, m.entered,
           m.released FROM met m
    WHERE m.first AND m.indicator_id NOT IN (SELECT s.indicator_id FROM sign s)),
  due AS (
    SELECT i.*, m.criteria, coalesce(s.period, m.period, (SELECT at.period FROM at)) AS period, s.number, s.shown,
           s.rag, s.dot, s.dot_why, s.status, s.entered, s.released
    FROM indicator_now i LEFT JOIN met m ON m.indicator_id = i.indicator_id AND m.first
         LEFT JOIN standing s ON s.indicator_id = i.indicator_id
    WHERE i.vital_sign IS NOT NULL OR m.indicator_id IS NOT NULL)
  SELECT d.ref, d.name, d.vital_sign IS NOT NULL, coalesce(d.criteria, '{}'), d.period, p.label, d.number, d.shown,
         d.rag, d.dot, d.dot_why, d.status, d.entered, d.released, d.lead,
         ARRAY(SELECT k FROM unnest(commentary_kinds()) WITH ORDINALITY AS u (k, n) WHERE k = ANY (h.kinds) ORDER BY n),
         w.missing
  FROM due d JOIN period p USING (period)
       CROSS JOIN LATERAL (SELECT coalesce(array_agg(c.kind), '{}') AS kinds FROM commentary_now c
                           WHERE c.indicator_id = d.indicator_id AND c.period_id = p.period_id) h
       CROSS JOIN LATERAL (
         SELECT ARRAY(SELECT k FROM unnest(commentary_needed())
                      WITH ORDINALITY AS u (k, n)
                      WHERE k <> ALL (h.kinds) ORDER BY n) AS missing) w
  ORDER BY w.missing = '{}', d.vital_sign NULLS LAST, d.ref COLLATE natural_order;
END;

-- The first meeting after a period: the one that its commentary is written for.
CREATE FUNCTION next_meeting(at_period integer) RETURNS TABLE (meeting text, committee_name text, day text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.meeting, coalesce(c.name, m.committee), day_words(m.day)
  FROM meeting_now m LEFT JOIN committee_now c USING (committee)
  WHERE m.day > (SELECT last_day FROM period WHERE period_id = at_period)
  ORDER BY m.day, m.meeting LIMIT 1;
END;
