-- What a committee officer enters on the site of a committee and of a meeting's day. Each function takes what stood in
-- the form, by the names of its fields, and makes rows of it by enter(): the rules are those of the imports.

CREATE FUNCTION must_have_committee(of_committee text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  called text;
BEGIN
  PERFORM must_assemble();
  called := (SELECT c.name FROM committee_now c WHERE c.committee = of_committee);
  IF called IS NULL THEN
    PERFORM refuse('MH404', format('there is no committee "%s"', of_committee));
  END IF;
  RETURN called;
END
$$;

-- What a form says, without what is blank and what is none of the row's columns.
CREATE FUNCTION form_row(form jsonb, VARIADIC columns text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE
  RETURN (SELECT coalesce(jsonb_object_agg(f.key, btrim(f.value)), '{}') FROM jsonb_each_text(form) f
          WHERE f.key = ANY (columns) AND btrim(f.value) <> '');

-- Refuses what somebody else has changed since a form was filled in from an entry of it (its field "since").
CREATE FUNCTION must_be_newest(held bigint, seen text, advice text DEFAULT 'what is entered now stands above the form; '
  'save again to put yours in its place') RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF coalesce(seen, '') <> coalesce(held::text, '') THEN
    PERFORM refuse('MH409', 'somebody else has changed this meanwhile: ' || advice);
  END IF;
END
$$;

-- --- seats ---

CREATE FUNCTION seat_row(s seat_now) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_strip_nulls(jsonb_build_object('committee', s.committee, 'person', s.person, 'capacity', s.capacity,
    'votes_on', s.votes_on, 'group', s.group_name, 'from', s.from_day, 'to', s.to_day, 'order', s.place));

-- A seat without a name is a vacancy, beside those of its kind that there are.
CREATE FUNCTION seat_add(of_committee text, form jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r jsonb := form_row(form, 'person', 'capacity', 'group', 'votes_on', 'from', 'to');
  last_place CONSTANT integer := (SELECT max(s.place) FROM seat_now s WHERE s.committee = of_committee);
  n bigint := 1;
BEGIN
  PERFORM must_have_committee(of_committee);
  IF NOT r ? 'person' THEN
    WHILE EXISTS (SELECT FROM seat_now s WHERE s.committee = of_committee AND s.capacity = r ->> 'capacity'
                    AND s.person = vacancy_name(r ->> 'group', n) AND coalesce(s.to_day >= today(), true)) LOOP
      n := n + 1;
    END LOOP;
    r := r || jsonb_build_object('person', vacancy_name(r ->> 'group', n));
  END IF;
  IF EXISTS (SELECT FROM seat_now s WHERE s.committee = of_committee AND s.capacity = r ->> 'capacity'
               AND s.person = r ->> 'person'
               AND coalesce(s.to_day >= coalesce((r ->> 'from')::date, '-infinity'), true)) THEN
    PERFORM refuse_at('person', 'MH400', format('%s has this seat already', r ->> 'person'));
  END IF;
  PERFORM enter('seats', jsonb_build_array(
    r || jsonb_build_object('committee', of_committee, 'order', least(coalesce(last_place, 0) + 1, 1000000))));
  PERFORM audit_note('seat-added', of_committee, jsonb_build_object('capacity', r ->> 'capacity'));
END
$$;

-- Ends one, or takes away what was entered by mistake.
CREATE FUNCTION seat_end(of_committee text, form jsonb, takes_away boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  s seat_now;
BEGIN
  PERFORM must_have_committee(of_committee);
  SELECT * INTO s FROM seat_now n WHERE n.committee = of_committee AND n.entry::text = form ->> 'which';
  IF s.entry IS NULL THEN
    PERFORM refuse_at('which', 'MH409', 'Somebody else has changed this seat meanwhile: choose again');
  ELSIF NOT takes_away AND coalesce(form ->> 'to', '') = '' THEN
    PERFORM refuse_at('to', 'MH400', 'Enter the last day');
  END IF;
  PERFORM enter('seats', jsonb_build_array(seat_row(s) || CASE WHEN takes_away THEN '{"gone": true}'
    ELSE jsonb_build_object('to', form ->> 'to') END));
  PERFORM audit_note(CASE WHEN takes_away THEN 'seat-taken-away' ELSE 'seat-ended' END, of_committee,
                     jsonb_build_object('capacity', s.capacity));
END
$$;

-- --- substitutes ---

CREATE FUNCTION substitute_add(of_committee text, form jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r jsonb := form_row(form, 'person', 'group', 'from', 'to');
  n bigint := 1;
BEGIN
  PERFORM must_have_committee(of_committee);
  IF NOT r ? 'person' THEN
    WHILE EXISTS (SELECT FROM substitute_now s WHERE s.committee = of_committee
                    AND s.person = vacancy_name(r ->> 'group', n) AND coalesce(s.to_day >= today(), true)) LOOP
      n := n + 1;
    END LOOP;
    r := r || jsonb_build_object('person', vacancy_name(r ->> 'group', n));
  END IF;
  PERFORM enter('substitutes', jsonb_build_array(r || jsonb_build_object('committee', of_committee)));
  PERFORM audit_note('substitute-added', of_committee);
END
$$;

CREATE FUNCTION substitute_end(of_committee text, form jsonb, takes_away boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  s substitute_now;
BEGIN
  PERFORM must_have_committee(of_committee);
  SELECT * INTO s FROM substitute_now n WHERE n.committee = of_committee AND n.entry::text = form ->> 'which';
  IF s.entry IS NULL THEN
    PERFORM refuse_at('which', 'MH409', 'Somebody else has changed this list meanwhile: choose again');
  ELSIF NOT takes_away AND coalesce(form ->> 'to', '') = '' THEN
    PERFORM refuse_at('to', 'MH400', 'Enter the last day');
  END IF;
  PERFORM enter('substitutes', jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('committee', s.committee,
    'person', s.person, 'group', s.group_name, 'from', s.from_day, 'to', CASE WHEN takes_away THEN s.to_day::text
    ELSE form ->> 'to' END, 'gone', CASE WHEN takes_away THEN true END))));
  PERFORM audit_note(CASE WHEN takes_away THEN 'substitute-taken-away' ELSE 'substitute-ended' END, of_committee);
END
$$;

-- --- terms ---

CREATE FUNCTION terms_newest(of_committee text) RETURNS bigint LANGUAGE sql STABLE
  RETURN (SELECT max(t.entry) FROM terms_now t WHERE t.committee = of_committee);

CREATE FUNCTION terms_save(of_committee text, form jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r CONSTANT jsonb := form_row(form, 'from', 'text', 'size', 'quorum', 'substitutes', 'meetings_a_year', 'decides',
    'minority_views', 'annual_report', 'question_days', 'casting_vote', 'recorded_vote');
BEGIN
  PERFORM must_have_committee(of_committee);
  PERFORM must_be_newest(terms_newest(of_committee), form ->> 'since');
  PERFORM enter('terms', jsonb_build_array(r || jsonb_build_object('committee', of_committee)));
  PERFORM audit_note('terms-changed', of_committee, jsonb_build_object('from', r ->> 'from'));
END
$$;

-- --- programme, training ---

CREATE FUNCTION programme_add(of_committee text, form jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r CONSTANT jsonb := form_row(form, 'meeting', 'month', 'title', 'purpose', 'lead');
BEGIN
  PERFORM must_have_committee(of_committee);
  PERFORM enter('programme', jsonb_build_array(r || jsonb_build_object('committee', of_committee)));
  PERFORM audit_note('programme-changed', of_committee, jsonb_build_object('what', 'added'));
END
$$;

-- To another meeting or month, or away.
CREATE FUNCTION programme_move(of_committee text, form jsonb, takes_away boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  p programme_now;
  was jsonb;
BEGIN
  PERFORM must_have_committee(of_committee);
  SELECT * INTO p FROM programme_now n WHERE n.committee = of_committee AND n.entry::text = form ->> 'which';
  IF p.entry IS NULL THEN
    PERFORM refuse_at('which', 'MH409', 'Somebody else has changed the programme meanwhile: choose again');
  END IF;
  was := jsonb_build_object('committee', p.committee, 'title', p.title, 'meeting', p.meeting,
                            'month', to_char(p.month, 'YYYY-MM'));
  PERFORM enter('programme', jsonb_build_array(was || '{"gone": true}'));
  IF NOT takes_away THEN
    PERFORM enter('programme', jsonb_build_array(
      jsonb_build_object('committee', p.committee, 'title', p.title, 'purpose', p.purpose, 'lead', p.lead)
      || form_row(form, 'meeting', 'month')));
  END IF;
  PERFORM audit_note('programme-changed', of_committee,
                     jsonb_build_object('what', CASE WHEN takes_away THEN 'taken away' ELSE 'moved' END));
END
$$;

-- An event, and who was there: a name a line.
CREATE FUNCTION training_add(of_committee text, form jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r CONSTANT jsonb := form_row(form, 'date', 'title', 'kind', 'place') || jsonb_build_object('committee', of_committee);
BEGIN
  PERFORM must_have_committee(of_committee);
  PERFORM enter('training', jsonb_build_array(r) || coalesce((
    SELECT jsonb_agg(r || jsonb_build_object('person', n.name))
    FROM (SELECT DISTINCT btrim(l) AS name FROM regexp_split_to_table(form ->> 'people', E'[\r\n]+') l) n
    WHERE n.name <> ''), '[]'));
  PERFORM audit_note('training-entered', of_committee);
END
$$;

-- --- cover texts ---

CREATE FUNCTION cover_text_newest(of_committee text, of_key text) RETURNS bigint LANGUAGE sql STABLE
  RETURN (SELECT max(t.entry) FROM cover_text_now t WHERE t.committee = of_committee AND t.key = of_key);

-- Of a committee, or ('') of the council.
CREATE FUNCTION cover_text_save(of_committee text, form jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r CONSTANT jsonb := form_row(form, 'key', 'text', 'from');
BEGIN
  PERFORM must_assemble();
  PERFORM must_be_newest(cover_text_newest(of_committee, r ->> 'key'), form ->> 'since');
  PERFORM enter('cover_texts', jsonb_build_array(r || CASE of_committee WHEN '' THEN '{}'
    ELSE jsonb_build_object('committee', of_committee) END));
  PERFORM audit_note('cover-text-changed', nullif(of_committee, ''), jsonb_build_object('text', r ->> 'key'));
END
$$;

-- --- a meeting's day ---

-- A meeting as an import has it: what changes one thing of it begins with this.
CREATE FUNCTION meeting_row(of_meeting text) RETURNS jsonb LANGUAGE sql STABLE
  RETURN (SELECT jsonb_strip_nulls(jsonb_build_object('committee', m.committee, 'meeting', m.meeting, 'date', m.day,
            'time', to_char(m.starts, 'HH24:MI'), 'venue', m.venue, 'link', m.link, 'published', m.published,
            'late_reason', m.late_reason, 'held', m.held, 'change', m.change, 'change_reason', m.change_reason))
          FROM meeting_now m WHERE m.meeting = of_meeting);

-- As they are typed: "Conservative, 9:00, Conservative Group Room", a group a line.
CREATE FUNCTION group_lines(of_meeting text) RETURNS text LANGUAGE sql STABLE
  RETURN (SELECT string_agg(concat_ws(', ', g.group_name, g.starts, g.room), E'\n') FROM meeting_groups(of_meeting) g);

CREATE FUNCTION group_rows(of_meeting text, lines text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  l text;
  m text[];
  rows jsonb := '[]';
BEGIN
  FOR l IN SELECT btrim(x) FROM regexp_split_to_table(coalesce(lines, ''), E'[\r\n]+') x WHERE btrim(x) <> '' LOOP
    m := regexp_match(l, '^([^,]+)(?:, *([0-9]{1,2})[:.]([0-9]{2}) *([AaPp][Mm])?)?(?:, *(.+))?$');
    IF m IS NULL OR m[2]::integer > (CASE WHEN m[4] IS NULL THEN 23 ELSE 12 END) OR m[3]::integer > 59 THEN
      PERFORM refuse_at('groups', 'MH400', format(
        '“%s” is not the name of a group, a time such as 9:00 and a room, with commas between', left(l, 80)));
    END IF;
    rows := rows || jsonb_strip_nulls(jsonb_build_object('meeting', of_meeting, 'group', btrim(m[1]), 'room', m[5],
      'time', CASE WHEN m[2] IS NULL THEN NULL
                   ELSE format('%s:%s', m[2]::integer % CASE WHEN m[4] IS NULL THEN 24 ELSE 12 END
                                        + CASE WHEN lower(m[4]) = 'pm' THEN 12 ELSE 0 END, m[3]) END));
  END LOOP;
  RETURN rows;
END
$$;

-- What there was of a record and is not among the rows any more, as rows that are gone.
CREATE FUNCTION group_rows_gone(of_meeting text, rows jsonb) RETURNS jsonb LANGUAGE sql STABLE
  RETURN coalesce((SELECT jsonb_agg(jsonb_build_object('meeting', of_meeting, 'group', g.group_name, 'gone', true))
                   FROM meeting_groups(of_meeting) g
                   WHERE g.group_name NOT IN (SELECT r ->> 'group' FROM jsonb_array_elements(rows) r)), '[]');

CREATE FUNCTION meeting_newest(of_meeting text) RETURNS bigint LANGUAGE sql STABLE
  RETURN (SELECT m.entry FROM meeting_now m WHERE m.meeting = of_meeting);

CREATE FUNCTION meeting_details_save(of_meeting text, form jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r jsonb := meeting_row(of_meeting);
  groups jsonb;
  joining CONSTANT text := nullif(btrim(form ->> 'joining'), '');
BEGIN
  PERFORM must_assemble();
  IF r IS NULL THEN
    PERFORM refuse('MH404', format('there is no meeting "%s"', of_meeting));
  END IF;
  PERFORM must_be_newest(meeting_newest(of_meeting), form ->> 'since');
  IF NOT coalesce(form ->> 'time', '') ~ '^ *([01]?[0-9]|2[0-3])[:.][0-5][0-9] *$' THEN
    PERFORM refuse_at('time', 'MH400', 'Enter a time such as 10:00 or 14:30');
  END IF;
  r := (r - ARRAY['date', 'time', 'venue', 'held', 'link', 'change', 'change_reason'])
    || form_row(form, 'date', 'venue', 'held', 'link', 'change', 'change_reason')
    || jsonb_build_object('time', replace(btrim(form ->> 'time'), '.', ':'));
  groups := group_rows(of_meeting, form ->> 'groups');
  PERFORM enter('meetings', jsonb_build_array(r));
  groups := groups || group_rows_gone(of_meeting, groups);
  IF groups <> '[]' THEN
    PERFORM enter('group_meetings', groups);
  END IF;
  IF joining IS DISTINCT FROM (SELECT j.link FROM meeting_joining_now j WHERE j.meeting = of_meeting) THEN
    PERFORM enter('joining_links', jsonb_build_array(jsonb_build_object('meeting', of_meeting)
      || CASE WHEN joining IS NULL THEN '{"gone": true}' ELSE jsonb_build_object('link', joining) END));
  END IF;
  PERFORM audit_note('meeting-changed', of_meeting, jsonb_strip_nulls(jsonb_build_object('change', r ->> 'change')));
END
$$;
