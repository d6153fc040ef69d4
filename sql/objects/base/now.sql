-- What holds now: of every imported key the row of the newest import that the reader may see.
-- Each view is the table of its name with the key that identifies a fact. A row that was erased holds like any other,
-- so that what was there before it does not come back; `stands`: what of such rows is shown all the same. Those of a
-- sum are, until the reader may see the file that supplies them.

DO $$
DECLARE
  k record;
  hole CONSTANT text := 'supplied_by IS NULL OR supplied_by NOT IN (SELECT readable_files(false))';
BEGIN
  FOR k IN
    SELECT * FROM (VALUES
      ('area_definition', 'area_id', NULL),
      ('population', 'area_id, year', 'false'),
      ('indicator_definition', 'indicator_id, holds_from', NULL),
      ('target', 'indicator_id, scope, from_day, area_id', NULL),
      ('benchmark', 'indicator_id, kind, period_id', 'false'),
      ('observation', 'indicator_id, area_id, period_id, cohort', NULL),
      ('total', 'indicator_id, area_id, period_id, cohort, measure', NULL),
      ('published', 'indicator_id, area_id, period_id, cohort, measure, document, against', 'false'),
      ('breakdown',
       'indicator_id, area_id, period_id, measure, row_dimension, row_name, column_dimension, column_name', hole),
      ('method_change', 'indicator_id, period_id', NULL),
      ('council_word', 'word', 'false'),
      ('link', 'indicator_id, budget_line, risk', 'false'),
      ('revenue', 'statement, period_id, line_name', hole),
      ('balance', 'period_id, phase', hole),
      ('reserve', 'period_id, group_name, reserve', hole),
      ('contribution', 'programme, year_id', hole),
      ('capital', 'period_id, scheme', hole),
      ('capital_funding', 'period_id, scheme, source', hole),
      ('published_finance', 'statement, period_id, group_name, line_name, measure, document', 'false'),
      ('risk', 'number, reviewed', hole)) AS v (name, key, stands)
  LOOP
    EXECUTE format('CREATE VIEW %I WITH (security_invoker) AS
      SELECT * FROM (SELECT DISTINCT ON (%s) * FROM moothall.%I ORDER BY %s, file_id DESC) newest %s',
      k.name || '_now', k.key, k.name, k.key, 'WHERE NOT erased OR ' || k.stands);
  END LOOP;
END
$$;

-- The same of records (as_record() in the migration that made them), by import or from the site: the row with the
-- greatest entry holds, unless it says that what it was of is gone.
DO $$
DECLARE
  k record;
BEGIN
  FOR k IN
    SELECT * FROM (VALUES
      ('committee', 'committee'),
      ('seat', 'committee, person, capacity'),
      ('meeting', 'meeting'),
      ('agenda_item', 'meeting, item'),
      ('contact', 'meeting, item, name'),
      ('paper', 'paper'),
      ('paper_section', 'kind, section'),
      ('exemption', 'paper, block'),
      ('attendance', 'meeting, person'),
      ('declaration', 'meeting, person, item'),
      ('minute', 'meeting, number'),
      ('minute_summary', 'meeting, number'),
      ('motion', 'meeting, item, number'),
      ('vote', 'meeting, item, motion, person'),
      ('resolution', 'meeting, item, number'),
      ('minutes_state', 'meeting'),
      ('terms', 'committee, from_day'),
      ('substitute', 'committee, person'),
      ('programme', 'committee, title, meeting, month'),
      ('training', 'committee, day, title, person'),
      ('cover_text', 'committee, key, from_day'),
      ('group_meeting', 'meeting, group_name'),
      ('meeting_joining', 'meeting'),
      ('question', 'meeting, asked_as, number'),
      ('action', 'meeting, item, number')) AS v (name, key)
  LOOP
    EXECUTE format('CREATE VIEW %I WITH (security_invoker) AS
      SELECT * FROM (SELECT DISTINCT ON (%s) * FROM moothall.%I ORDER BY %s, entry DESC) newest WHERE NOT gone',
      k.name || '_now', k.key, k.name, k.key);
  END LOOP;
END
$$;

-- The number that an item of an agenda is printed under; its key, which addresses have, stays when others come before
-- it. The key of an item that the reader does not see.
CREATE FUNCTION item_number(of_meeting text, of_item text) RETURNS text
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN coalesce((SELECT a.number FROM agenda_item_now a WHERE a.meeting = of_meeting AND a.item = of_item), of_item);
END
$$;

-- A text that its author took back is followed by a version without words.
CREATE VIEW commentary_now WITH (security_invoker) AS
  SELECT * FROM (
    SELECT DISTINCT ON (indicator_id, period_id, kind) * FROM commentary
    ORDER BY indicator_id, period_id, kind, file_id DESC) newest
  WHERE text <> '';

-- The reading of whoever asks: of what is released, or of everything, which the program's own functions see too, for
-- which there is no row security.
CREATE FUNCTION reads_released() RETURNS boolean LANGUAGE sql STABLE
  RETURN row_security_active('moothall.indicator_definition'::regclass) AND NOT sees_unreleased();

CREATE VIEW area_now WITH (security_invoker) AS
  SELECT * FROM area_kept a WHERE a.of_released = (SELECT reads_released());
COMMENT ON VIEW area_now IS 'of_council: the council itself or a part of it';

CREATE VIEW indicator_defined WITH (security_invoker) AS
  SELECT * FROM indicator_kept i WHERE i.of_released = (SELECT reads_released());
COMMENT ON VIEW indicator_defined
  IS 'Every definition that holds for some periods: those that begin on holds_from or later, until the next';

-- Each indicator by the definition that holds for a period which begins on this day; by its first if none does yet.
CREATE FUNCTION indicators_at(begins date) RETURNS SETOF indicator_defined LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT d.* FROM indicator_defined d
  WHERE coalesce(begins >= d.applies_from, d.applies_from IS NULL) AND coalesce(begins < d.applies_until, true);
END;

CREATE VIEW indicator_now WITH (security_invoker) AS SELECT * FROM indicators_at(today());

-- The council whose database this is; what rests on it says so where none is set. This and the next are asked once
-- a row: in PL/pgSQL, which keeps the plan for the session.
CREATE FUNCTION council() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  code text := (SELECT s.value FROM setting s WHERE s.key = 'council');
BEGIN
  IF code IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'MH409', MESSAGE = 'no council is set: the operator imports its areas (moothall '
      'import --release areas FILE) and names it (moothall council AREA)';
  END IF;
  RETURN code;
END
$$;

-- What the council calls a thing; the same word where it has not said.
CREATE FUNCTION council_says(of_word text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT w.text FROM council_word_now w WHERE w.word = of_word), of_word);
END
$$;

-- Whether what is still to write concerns the reader: who writes it, and who puts the papers together.
CREATE FUNCTION prepares_papers() RETURNS boolean LANGUAGE sql STABLE
  RETURN sees_unreleased() OR has_role('committee_officer');

-- Files that members may see, for marking what they may not. Asked once a statement, not once a row: file_id IN
-- (SELECT released_files()). SECURITY DEFINER: a number tells nothing, and policies would be asked of every file.
CREATE FUNCTION released_files() RETURNS SETOF integer LANGUAGE plpgsql STABLE ROWS 100
  SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT f.file_id FROM import_file f JOIN import i USING (import_id) WHERE i.released_at IS NOT NULL;
END
$$;

-- Raises what a reader can act on; see include/db/db.h for the codes.
CREATE FUNCTION refuse(code text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message;
END
$$;

-- The same of what one field of a form says: src/page/form.c puts it there.
CREATE FUNCTION refuse_at(field text, code text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message, COLUMN = field;
END
$$;

-- The number of a page of a long list, as a reader asks for it; null: the first.
CREATE FUNCTION page_number(asked text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF asked !~ '^[0-9]{1,6}$' OR asked::integer = 0 THEN
    PERFORM refuse('MH400', format('"%s" is not the number of a page', asked));
  END IF;
  RETURN coalesce(asked::integer, 1);
END
$$;

CREATE FUNCTION day_words(day date) RETURNS text LANGUAGE sql STABLE
  RETURN to_char(day, 'FMDD FMMonth YYYY');

-- What stands in the place of what was erased at a moment.
CREATE FUNCTION erased_words(moment timestamptz) RETURNS text LANGUAGE sql STABLE
  RETURN format('Removed on %s for data protection', day_words((moment AT TIME ZONE 'Europe/London')::date));

-- ... of what a file held; null: it was not erased.
CREATE FUNCTION file_erased_words(file integer) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT erased_words(f.erased_at) FROM import_file f WHERE f.file_id = file AND f.erased_at IS NOT NULL);
END
$$;

-- ... as the reason of a figure, or of one that it is a part of.
CREATE FUNCTION file_erased_why(file integer, whole boolean) RETURNS text LANGUAGE sql STABLE
  RETURN (SELECT CASE WHEN whole THEN 'removed' ELSE 'a part of it was removed' END || substr(w.words, 8)
          FROM (SELECT file_erased_words(file) AS words) w);

-- A moment in England: "8 Feb 2017 10:14".
CREATE FUNCTION moment_words(moment timestamptz) RETURNS text LANGUAGE sql STABLE
  RETURN to_char(moment AT TIME ZONE 'Europe/London', 'FMDD Mon YYYY HH24:MI');

-- The day of a moment in England: "3 May 2017".
CREATE FUNCTION moment_day(moment timestamptz) RETURNS text LANGUAGE sql STABLE
  RETURN to_char(moment AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY');

-- A name as it stands in an address: "Looked-after children" as looked-after-children.
CREATE FUNCTION slug(name text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN trim('-' FROM regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g'));

-- References in the order of people: 2.9 before 2.10.
CREATE COLLATION natural_order (provider = icu, locale = 'en-u-kn-true');
