-- What belongs to the council: which area it is, the numbers that it may choose, and what its papers say. Changed by
-- the operator and by administrators only, through these functions: moothall council, moothall setting.

-- With choices it is one of them; with a lowest number a whole number up to the highest; else a text of at most so
-- many characters.
CREATE FUNCTION settings_known()
  RETURNS TABLE (key text, usual text, choices text[], lowest integer, highest integer, meaning text)
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  VALUES ('audit_export_rows', '1000', NULL::text[], 1, 9999,
          'rows above which data that are taken away go on record as an export'),
         ('audit_retention_years', '6', NULL, 1, 99,
          'years for which the audit trail is kept, unless it is held for longer'),
         ('backup_days', '35', NULL, 1, 3650,
          'days that backups are kept, and so still hold what was erased'),
         ('council_name', '', NULL, NULL, 80, 'what the council is called in full, on its papers'),
         ('invitation_hours', '72', NULL, 1, 720, 'hours that a link to set a password works'),
         ('meetings_by_link', '2020-04-04 to 2021-05-06', NULL, NULL, 200,
          'days between which a law let meetings be held by link: 2020-04-04 to 2021-05-06, others behind a comma'),
         ('notice_days', '5', NULL, 0, 30, 'clear working days between the publication of an agenda and its meeting'),
         ('paper_footer', '', NULL, NULL, 60, 'what the foot of every page on paper says'),
         ('paper_header', '', NULL, NULL, 60,
          'what the head of every page on paper says, beside the document''s title'),
         ('question_days', '3', NULL, 0, 30, 'working days before a meeting that questions to it are taken until'),
         ('release_by_another', 'no', '{yes,no}', NULL, NULL,
          'whether an import is released by another than imported it'),
         ('risk_review_months', '3', NULL, 1, 99, 'months that a review of a risk holds before the next is due'),
         ('second_factor_roles', '', NULL, NULL, 120,
          'roles, with commas between, whose people must have a second factor'),
         ('session_hours', '12', NULL, 1, 24, 'hours after which whoever has signed in does so again, however busy'),
         ('site_address', '', NULL, NULL, 200, 'where readers find this site, for the cover of a pack: https://…'),
         ('spc_side', '7', NULL, 3, 99, 'points in a row on one side of the mean that are a special cause'),
         ('spc_trend', '7', NULL, 3, 99, 'points in a row rising, or falling, that are a special cause');
END;

-- "yes or no", "a, b or c".
CREATE FUNCTION choices_words(choices text[]) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN concat_ws(' or ', nullif(array_to_string(trim_array(choices, 1), ', '), ''), choices[cardinality(choices)]);

CREATE FUNCTION setting_list() RETURNS TABLE (key text, value text, usual text, meaning text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT k.key, coalesce(s.value, k.usual), k.usual, CASE
    WHEN k.choices IS NOT NULL THEN format('%s (%s)', k.meaning, choices_words(k.choices))
    WHEN k.lowest IS NULL THEN format('%s (up to %s characters)', k.meaning, k.highest)
    ELSE format('%s (%s to %s)', k.meaning, k.lowest, k.highest) END
  FROM settings_known() k LEFT JOIN setting s USING (key) ORDER BY k.key;
END;

-- One setting's value; what is not one is refused by name.
CREATE FUNCTION setting_value(of_key text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  found text := (SELECT l.value FROM setting_list() l WHERE l.key = of_key);
BEGIN
  IF of_key = 'council' THEN
    PERFORM refuse('MH400', 'the council has a command of its own: moothall council');
  ELSIF found IS NULL THEN
    PERFORM refuse('MH404', format('there is no setting "%s"; known are: %s', of_key,
      (SELECT string_agg(l.key, ', ' ORDER BY l.key) FROM setting_list() l)));
  END IF;
  RETURN found;
END
$$;

-- How many clear days an agenda is open before its meeting.
CREATE FUNCTION notice_wanted() RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN setting_value('notice_days')::integer;
END
$$;

-- The last day on which a question to a meeting of a committee is taken: as many working days before it as the
-- committee's terms say on its day, or else the council's setting; 0 is the day itself.
CREATE FUNCTION question_deadline(of_committee text, meets date) RETURNS date LANGUAGE plpgsql STABLE AS $$
DECLARE
  days CONSTANT integer := coalesce(
    (SELECT t.question_days FROM terms_now t WHERE t.committee = of_committee AND t.from_day <= meets AND NOT t.erased
     ORDER BY t.from_day DESC LIMIT 1), setting_value('question_days')::integer);
BEGIN
  RETURN CASE WHEN days = 0 THEN meets ELSE publish_by(meets, days - 1) END;
END
$$;

-- What the site is reached at; the pages' own addresses are put behind it.
CREATE FUNCTION must_be_site_address(address text) RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF address !~ '^https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$' THEN
    PERFORM refuse('MH400', format('site_address is the site''s address without a slash at its end, as '
      '"https://performance.example.gov.uk", not "%s"', left(address, 80)));
  END IF;
END
$$;

-- Roles as they are kept: "admin,finance", each once.
CREATE FUNCTION roles_read(of_key text, typed text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  roles CONSTANT text[] := array_remove(regexp_split_to_array(lower(btrim(typed)), '[ ,]+'), '');
  unknown CONSTANT text := (SELECT r FROM unnest(roles) r WHERE r <> ALL (roles_known()) LIMIT 1);
BEGIN
  IF unknown IS NOT NULL THEN
    PERFORM refuse('MH400', format('%s: there is no role "%s"; the roles are %s', of_key, left(unknown, 40),
      array_to_string(roles_known(), ', ')));
  END IF;
  RETURN coalesce((SELECT string_agg(DISTINCT r, ',' ORDER BY r) FROM unnest(roles) r), '');
END
$$;

-- The value as it is kept, if the setting may have it.
CREATE FUNCTION setting_read(of_key text, typed text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  known record;
BEGIN
  SELECT * INTO known FROM settings_known() k WHERE k.key = of_key;
  IF known.choices IS NOT NULL THEN
    IF lower(typed) <> ALL (known.choices) THEN
      PERFORM refuse('MH400', format('%s (%s) is %s, not "%s"', of_key, known.meaning, choices_words(known.choices),
        left(typed, 40)));
    END IF;
    RETURN lower(typed);
  ELSIF known.lowest IS NOT NULL THEN
    IF typed !~ '^[0-9]{1,4}$' OR typed::integer NOT BETWEEN known.lowest AND known.highest THEN
      PERFORM refuse('MH400', format('%s (%s) is a whole number from %s to %s, not "%s"', of_key, known.meaning,
        known.lowest, known.highest, left(typed, 40)));
    END IF;
    RETURN typed::integer::text;
  ELSIF length(typed) > known.highest OR typed ~ '[[:cntrl:]]' THEN
    PERFORM refuse('MH400', format('%s (%s) is one line of at most %s characters', of_key, known.meaning,
      known.highest));
  ELSIF of_key = 'second_factor_roles' THEN
    RETURN roles_read(of_key, typed);
  ELSIF of_key = 'site_address' AND typed <> '' THEN
    PERFORM must_be_site_address(typed);
  ELSIF of_key = 'meetings_by_link' THEN
    PERFORM must_be_spans(typed);
  END IF;
  RETURN typed;
END
$$;

-- Spans of days, "2020-04-04 to 2021-05-06, 2031-01-01 to", the last of which may be open.
CREATE FUNCTION must_be_spans(spans text) RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  span text;
  days text[];
BEGIN
  FOREACH span IN ARRAY coalesce(string_to_array(nullif(btrim(spans), ''), ','), '{}') LOOP
    days := regexp_match(btrim(span), '^([0-9]{4}-[0-9]{2}-[0-9]{2}) to(?: ([0-9]{4}-[0-9]{2}-[0-9]{2}))?$');
    IF days IS NULL OR day_read(days[2]) < day_read(days[1]) THEN
      PERFORM refuse('MH400', format('"%s" is no span of days such as 2020-04-04 to 2021-05-06',
        left(btrim(span), 40)));
    END IF;
  END LOOP;
END
$$;

CREATE FUNCTION setting_change(of_key text, new_value text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  kept text;
BEGIN
  PERFORM must_administer();
  PERFORM setting_value(of_key);
  kept := setting_read(of_key, new_value);
  INSERT INTO setting (key, value) VALUES (of_key, kept) ON CONFLICT (key) DO UPDATE SET value = excluded.value;
  -- Words that somebody typed stay out of the trail.
  PERFORM audit_note('setting-changed', of_key, jsonb_strip_nulls(jsonb_build_object('value',
    (SELECT kept FROM settings_known() k WHERE k.key = of_key
       AND (num_nonnulls(k.choices, k.lowest) > 0 OR k.key = 'second_factor_roles')))));
END
$$;

-- The area whose database this is. The figures that are kept are those of the council and its parts: of another
-- council they are others. Returns its name.
CREATE FUNCTION council_set(of_area text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  called text;
  before text := (SELECT value FROM setting WHERE key = 'council');
BEGIN
  PERFORM must_administer();
  called := (SELECT d.name FROM area a JOIN area_definition d USING (area_id)
             WHERE a.area = of_area ORDER BY d.file_id DESC LIMIT 1);
  IF called IS NULL THEN
    PERFORM refuse('MH404', format('"%s" cannot be the council, for there is no such area; %s', left(of_area, 80),
      coalesce('councils among the areas are: ' || (
        SELECT string_agg(DISTINCT a.area, ', ') FROM area a JOIN area_definition d USING (area_id)
        WHERE d.kind = 'council'),
        'import the areas first (moothall import areas FILE)')));
  END IF;
  IF before IS DISTINCT FROM of_area THEN
    PERFORM figures_lock();
    INSERT INTO setting (key, value) VALUES ('council', of_area)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value;
    DELETE FROM figure;
    DELETE FROM figure_kept;
    PERFORM figures_keep();
    ANALYZE figure, figure_kept;
    PERFORM audit_note('setting-changed', 'council', jsonb_build_object('value', of_area));
  END IF;
  RETURN called;
END
$$;

-- The council's mark, in place of the one before; without a picture, none.
CREATE FUNCTION council_mark_set(picture bytea, picture_width integer, picture_height integer, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM must_administer();
  DELETE FROM council_mark;
  IF picture IS NOT NULL THEN
    INSERT INTO council_mark (png, width, height, alternative)
    VALUES (picture, picture_width, picture_height, words);
  END IF;
  PERFORM audit_note('setting-changed', 'council mark',
                     jsonb_build_object('value', CASE WHEN picture IS NULL THEN 'none' ELSE 'a picture' END));
END
$$;

SELECT for_application('setting_change(text, text)', 'council_set(text)',
  'council_mark_set(bytea, integer, integer, text)');
