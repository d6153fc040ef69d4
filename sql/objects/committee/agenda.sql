-- Agendas as they are made on the site: a meeting from the last one, items, their order and numbers.

-- The kinds of item, in the order in which agendas have them, with the title and the words that one begins with; those
-- of the last agenda come before these.
CREATE FUNCTION item_kinds() RETURNS TABLE (kind text, label text, title text, words text, place integer)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT * FROM (VALUES
    ('apologies', 'Apologies', 'To receive apologies and details of any substitute members attending', NULL, 1),
    ('election', 'Election of a chair or vice-chair', 'Election of Chair', NULL, 2),
    ('minutes', 'Minutes', 'Minutes', NULL, 3),
    ('declarations', 'Declarations of interest', 'Declarations of interest',
     'If you have a disclosable pecuniary interest in a matter on this agenda that is on your register of interests, '
     'you must not speak or vote on it. If it is not on the register, declare it at the meeting, do not speak or vote '
     'on it, and tell the monitoring officer within 28 days. If you have another interest that affects you, your '
     'family or a body to which you belong more than most people in your division, declare it; you may then speak '
     'and vote on the matter.', 4),
    ('urgent business', 'Urgent business', 'Items of business that the Chair decides should be considered as urgent',
     NULL, 5),
    ('public questions', 'Public questions', 'Public question time',
     'Fifteen minutes for questions from members of the public of which due notice has been given.', 6),
    ('member questions', 'Members'' questions', 'Local member issues and members'' questions',
     'Fifteen minutes for members to raise matters of which due notice has been given.', 7),
    ('terms of reference', 'Terms of reference', 'Terms of reference', NULL, 8),
    ('report', 'Report', NULL, NULL, 9),
    ('forward programme', 'Forward programme of work', 'Forward programme of work', NULL, 10),
    ('exclusion', 'Exclusion of the public', 'Exclusion of the public',
     'The committee is asked to exclude the public while it considers the items below, which hold exempt information, '
     'having applied the test of the public interest.', 11),
    ('other', 'Something else', NULL, NULL, 12)) AS k;
END;

-- Whether an item of this kind has a paper.
CREATE FUNCTION needs_paper(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN kind IN ('report', 'minutes');

-- What an import of the item's row would say.
CREATE FUNCTION agenda_row(a agenda_item_now) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_build_object('meeting', a.meeting, 'item', a.item, 'title', a.title, 'kind', a.kind,
    'exempt_paragraph', a.exempt_paragraph, 'lead', a.lead, 'report', a.paper, 'published', a.published,
    'late_reason', a.late_reason, 'order', a.place, 'number', a.number, 'words', a.words,
    'recommendations', a.recommendations, 'follows', a.follows_on, 'exempt_reason', a.exempt_reason,
    'public_interest', a.public_interest, 'approved_by', a.approved_by, 'review', a.review_on,
    'education', a.education, 'audience', a.audience, 'audience_names', a.audience_names);

-- Whether what stands on the agenda is printed already, and so stays where it is.
CREATE FUNCTION agenda_is_out(of_meeting text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT m.published <= today() FROM meeting_now m WHERE m.meeting = of_meeting), false);
END
$$;

-- The agenda for whoever makes it. number: as it is printed; stands: where and by what; version: the newest entry of
-- all of them, which changes with each; first, last: of those that may be moved.
CREATE FUNCTION agenda_made(of_meeting text)
  RETURNS TABLE (item text, number text, title text, kind_label text, lead text, exempt text, stands text, late text,
                 education text, version bigint, may_move boolean, is_first boolean, is_last boolean)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  is_out CONSTANT boolean := agenda_is_out(of_meeting);
BEGIN
  PERFORM must_assemble();
  RETURN QUERY
  SELECT a.item, coalesce(a.number, a.item), a.title, k.label, a.lead,
         'Exempt, paragraph ' || a.exempt_paragraph,
         CASE WHEN b.bytes IS NOT NULL AND a.paper IS NOT NULL THEN 'Paper and attachment'
              WHEN b.bytes IS NOT NULL THEN 'Attachment' WHEN p.paper IS NOT NULL THEN 'Paper'
              WHEN a.follows_on IS NOT NULL THEN 'To follow, ' || day_words(a.follows_on)
              WHEN needs_paper(a.kind) THEN 'To follow' END,
         CASE WHEN a.published > m.published THEN 'Published ' || day_words(a.published) END,
         CASE WHEN a.education THEN 'Education matter' END, max(a.entry) OVER (), NOT is_out,
         row_number() OVER w = 1, row_number() OVER w = count(*) OVER ()
  FROM agenda_item_now a JOIN meeting_now m USING (meeting) LEFT JOIN item_kinds() k USING (kind)
       LEFT JOIN paper_now p USING (paper) LEFT JOIN attachment_now b USING (meeting, item)
  WHERE a.meeting = of_meeting
  WINDOW w AS (ORDER BY a.place, a.entry)
  ORDER BY a.place, a.entry;
END
$$;

-- What the form of an item begins with; of_item null: a new one, of a kind, as the last agenda of the committee had it.
CREATE FUNCTION agenda_item_filled(of_meeting text, of_item text, of_kind text)
  RETURNS TABLE (title text, kind text, lead text, words text, recommendations text, report text, follows text,
                 exempt_paragraph text, exempt_reason text, public_interest text, audience text, audience_names text,
                 approved_by text, review text, late_reason text, education text, version bigint, changed text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_assemble();
  IF of_item IS NOT NULL THEN
    RETURN QUERY
    SELECT a.title, a.kind, a.lead, a.words, a.recommendations, a.paper, day_words(a.follows_on), a.exempt_paragraph,
           a.exempt_reason, a.public_interest, a.audience, a.audience_names, a.approved_by, day_words(a.review_on),
           a.late_reason, CASE WHEN a.education THEN 'yes' ELSE 'no' END, a.entry,
           concat_ws(', ', moment_words(a.entered_at), entered_name(a.entered_by))
    FROM agenda_item_now a
    WHERE a.meeting = of_meeting AND a.item = of_item;
    RETURN;
  END IF;
  RETURN QUERY
  SELECT coalesce(last.title, k.title), k.kind, NULL, coalesce(last.words, k.words), NULL, NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, NULL, NULL, 'no', 0::bigint, NULL
  FROM item_kinds() k LEFT JOIN LATERAL (
         SELECT a.title, a.words
         FROM meeting_now m JOIN meeting_now o ON o.committee = m.committee AND o.day < m.day
              JOIN agenda_item_now a ON a.meeting = o.meeting
         WHERE m.meeting = of_meeting AND a.kind = k.kind AND NOT needs_paper(k.kind) AND k.kind <> 'election'
         ORDER BY o.day DESC, a.place LIMIT 1) last ON true
  WHERE k.kind = of_kind;
END
$$;

-- Items are numbered in their order, until the agenda is out.
CREATE FUNCTION agenda_number(of_meeting text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb := (
    SELECT jsonb_agg(agenda_row(a) || jsonb_build_object('number', a.wanted::text) ORDER BY a.wanted)
    FROM (SELECT a AS a, row_number() OVER (ORDER BY a.place, a.entry) AS wanted, coalesce(a.number, a.item) AS number
          FROM agenda_item_now a WHERE a.meeting = of_meeting) a
    WHERE a.number <> a.wanted::text);
BEGIN
  IF changed IS NOT NULL AND NOT agenda_is_out(of_meeting) THEN
    PERFORM enter('agenda', changed);
  END IF;
END
$$;

-- The number of an item that comes after one that is printed: 8a, 8b.
CREATE FUNCTION agenda_number_after(of_meeting text, after_number text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  stem CONSTANT text := regexp_replace(after_number, '[a-z]$', '');
BEGIN
  RETURN (SELECT stem || c.letter FROM (SELECT chr(g) AS letter FROM generate_series(97, 122) g) c
          WHERE NOT EXISTS (SELECT FROM agenda_item a
                            WHERE a.meeting = of_meeting AND coalesce(a.number, a.item) = stem || c.letter)
          ORDER BY c.letter LIMIT 1);
END
$$;

-- Who entered something, for those who enter and prepare. SECURITY DEFINER: they read no list of users.
CREATE FUNCTION entered_name(number integer) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN CASE WHEN sees_drafts() THEN (SELECT p.name FROM person p WHERE p.person_id = number) END;
END
$$;
SELECT for_application('entered_name(integer)');

-- Refuses what somebody else has changed since the form was filled; "since" is the entry that it was filled from.
CREATE FUNCTION must_be_newest_item(of_meeting text, of_item text, since bigint) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
  a record;
BEGIN
  SELECT n.entry, n.title, moment_words(n.entered_at) AS at, entered_name(n.entered_by) AS name INTO a
  FROM agenda_item n
  WHERE n.meeting = of_meeting AND n.item = of_item
  ORDER BY n.entry DESC LIMIT 1;
  IF a.entry > since THEN
    PERFORM refuse_at('title', 'MH409', format('While you were writing, %s changed this item (%s): it says now '
      '“%s”. What you wrote is below: put into it what should stay of theirs, and save again',
      coalesce(a.name, 'somebody'), a.at, a.title));
  END IF;
END
$$;

-- Saves an item, and says its number; of_item null: a new one, which stands after another, or, null, at the end.
CREATE FUNCTION agenda_item_save(of_meeting text, of_item text, since bigint, after_item text, wanted jsonb)
  RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  is_out CONSTANT boolean := agenda_is_out(of_meeting);
  held agenda_item_now;
  meets date;
  stands numeric;
  printed text;
BEGIN
  PERFORM must_assemble();
  IF wanted ->> 'exempt_paragraph' IS NULL OR wanted ->> 'audience' = 'committee' THEN
    wanted := wanted || '{"audience": null}';
  END IF;
  SELECT m.day INTO meets FROM meeting_now m WHERE m.meeting = of_meeting;
  IF meets IS NULL THEN
    PERFORM refuse('MH404', format('there is no meeting "%s"', of_meeting));
  ELSIF of_item IS NULL AND is_out AND meets < today() THEN
    PERFORM refuse('MH409', 'the meeting is over: what else it dealt with stands in its minutes');
  ELSIF of_item IS NULL AND is_out AND notice_fault(today(), meets, wanted ->> 'late_reason') IS NOT NULL THEN
    PERFORM refuse_at('late_reason', 'MH400', format('Enter why the item cannot wait: it is less than %s to the '
      'meeting. The agenda prints the reason, and the Chair decides', clear_days_words(notice_wanted())));
  ELSIF wanted ->> 'exempt_paragraph' IS NOT NULL AND wanted ->> 'exempt_reason' IS NULL THEN
    PERFORM refuse_at('exempt_reason', 'MH400',
      'Enter what in the item is exempt: the agenda says why it is not public');
  ELSIF wanted ->> 'exempt_paragraph' IS NOT NULL AND wanted ->> 'public_interest' IS NULL THEN
    PERFORM refuse_at('public_interest', 'MH400',
      'Enter why keeping it private outweighs the public''s interest in it: the law asks for this test');
  ELSIF wanted ->> 'exempt_paragraph' IS NULL AND wanted ->> 'exempt_reason' IS NOT NULL THEN
    PERFORM refuse_at('exempt_paragraph', 'MH400', 'Choose the paragraph by which the item is exempt');
  ELSIF wanted ->> 'exempt_paragraph' IS NOT NULL AND (wanted ->> 'review')::date < meets THEN
    PERFORM refuse_at('review', 'MH400', format('The item would be exempt until %s, and the meeting is on %s: enter a '
      'later day', day_words((wanted ->> 'review')::date), day_words(meets)));
  ELSIF NOT EXISTS (SELECT FROM item_kinds() k WHERE k.kind = wanted ->> 'kind') AND of_item IS NULL THEN
    PERFORM refuse_at('kind', 'MH400', 'Choose what kind of item it is');
  END IF;
  IF of_item IS NOT NULL THEN
    PERFORM must_be_newest_item(of_meeting, of_item, since);
    SELECT a.* INTO held FROM agenda_item_now a WHERE a.meeting = of_meeting AND a.item = of_item;
    IF held.item IS NULL THEN
      PERFORM refuse('MH404', format('the agenda of %s has no item "%s"', of_meeting, of_item));
    END IF;
    PERFORM enter('agenda', jsonb_build_array(agenda_row(held) || wanted));
    PERFORM audit_note('agenda-changed', of_meeting, jsonb_build_object('item', of_item));
    RETURN coalesce(held.number, held.item);
  END IF;
  SELECT a.place, coalesce(a.number, a.item) INTO stands, printed
  FROM agenda_item_now a WHERE a.meeting = of_meeting AND (a.item = after_item OR after_item IS NULL)
  ORDER BY a.place DESC, a.entry DESC LIMIT 1;
  IF after_item IS NOT NULL AND stands IS NULL THEN
    PERFORM refuse_at('after', 'MH400', 'Choose an item of this agenda');
  END IF;
  stands := coalesce((SELECT (stands + min(a.place)) / 2 FROM agenda_item_now a
                      WHERE a.meeting = of_meeting AND a.place > stands), floor(coalesce(stands, 0)) + 1);
  printed := CASE WHEN is_out AND printed IS NOT NULL THEN agenda_number_after(of_meeting, printed) END;
  of_item := coalesce(printed, (SELECT (coalesce(max(substring(a.item FROM '^[0-9]{1,6}')::integer), 0) + 1)::text
                               FROM agenda_item a WHERE a.meeting = of_meeting));
  PERFORM enter('agenda', jsonb_build_array(wanted || jsonb_build_object('meeting', of_meeting, 'item', of_item,
    'order', stands, 'number', printed)));
  PERFORM agenda_number(of_meeting);
  PERFORM audit_note('agenda-changed', of_meeting, jsonb_build_object('item', of_item));
  RETURN item_number(of_meeting, of_item);
END
$$;

-- One place up or down; says what stands where now.
CREATE FUNCTION agenda_item_move(of_meeting text, of_item text, down boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  one agenda_item_now;
  other agenda_item_now;
BEGIN
  PERFORM must_assemble();
  IF agenda_is_out(of_meeting) THEN
    PERFORM refuse('MH409', 'the agenda is published: its items stay in their order and keep their numbers. The '
      'meeting itself may take them in another, and its minutes say so');
  END IF;
  SELECT a.* INTO one FROM agenda_item_now a WHERE a.meeting = of_meeting AND a.item = of_item;
  IF one.item IS NULL THEN
    PERFORM refuse('MH404', format('the agenda of %s has no item "%s"', of_meeting, of_item));
  END IF;
  SELECT a.* INTO other FROM agenda_item_now a
  WHERE a.meeting = of_meeting AND CASE WHEN down THEN (a.place, a.entry) > (one.place, one.entry)
                                        ELSE (a.place, a.entry) < (one.place, one.entry) END
  ORDER BY CASE WHEN down THEN a.place ELSE -a.place END, CASE WHEN down THEN a.entry ELSE -a.entry END LIMIT 1;
  IF other.item IS NOT NULL THEN
    PERFORM enter('agenda', jsonb_build_array(agenda_row(one) || jsonb_build_object('order', other.place),
      agenda_row(other) || jsonb_build_object('order', one.place)));
    PERFORM agenda_number(of_meeting);
    PERFORM audit_note('agenda-changed', of_meeting, jsonb_build_object('item', of_item));
  END IF;
  RETURN one.title;
END
$$;

CREATE FUNCTION agenda_item_remove(of_meeting text, of_item text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  held agenda_item_now;
BEGIN
  PERFORM must_assemble();
  IF agenda_is_out(of_meeting) THEN
    PERFORM refuse('MH409', 'the agenda is published: an item is not taken off it. Say under the item that it is '
      'withdrawn, and why');
  END IF;
  SELECT a.* INTO held FROM agenda_item_now a WHERE a.meeting = of_meeting AND a.item = of_item;
  IF held.item IS NULL THEN
    PERFORM refuse('MH404', format('the agenda of %s has no item "%s"', of_meeting, of_item));
  END IF;
  PERFORM enter('agenda', jsonb_build_array(agenda_row(held) || '{"gone": true}'));
  PERFORM agenda_number(of_meeting);
  PERFORM audit_note('agenda-changed', of_meeting, jsonb_build_object('item', of_item, 'removed', true));
  RETURN held.title;
END
$$;

-- What a new meeting of a committee begins with: the time and place of the last.
CREATE FUNCTION meeting_filled(of_committee text)
  RETURNS TABLE (name text, "time" text, venue text, last text, last_day text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_assemble();
  RETURN QUERY
  SELECT c.name, to_char(m.starts, 'HH24:MI'), m.venue, m.meeting, day_words(m.day)
  FROM committee_now c LEFT JOIN LATERAL (
         SELECT m.* FROM meeting_now m WHERE m.committee = c.committee
         ORDER BY m.day DESC, m.entry DESC LIMIT 1) m ON true
  WHERE c.committee = of_committee;
END
$$;

-- A new meeting, with the standing items of the one before it and whom to ask; says its name in addresses.
CREATE FUNCTION meeting_make(of_committee text, on_day date, at text, place text, standing boolean) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  made text := format('%s-%s', of_committee, on_day);
  before record;
BEGIN
  PERFORM must_assemble();
  IF NOT EXISTS (SELECT FROM committee_now c WHERE c.committee = of_committee) THEN
    PERFORM refuse('MH404', format('there is no committee "%s"', of_committee));
  ELSIF on_day IS NULL THEN
    PERFORM refuse_at('date', 'MH400', 'Enter the day of the meeting');
  ELSIF at !~ '^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$' THEN
    PERFORM refuse_at('time', 'MH400', format('"%s" is not a time: write it as 10:00 or 14.30', left(at, 40)));
  ELSIF EXISTS (SELECT FROM meeting_now m WHERE m.committee = of_committee AND m.day = on_day
                AND m.starts = replace(at, '.', ':')::time) THEN
    PERFORM refuse_at('date', 'MH409', format('The committee meets on %s at that time already', day_words(on_day)));
  END IF;
  IF EXISTS (SELECT FROM meeting m WHERE m.meeting = made) THEN
    made := (SELECT format('%s-%s', made, g) FROM generate_series(2, 99) g
             WHERE NOT EXISTS (SELECT FROM meeting m WHERE m.meeting = format('%s-%s', made, g)) ORDER BY g LIMIT 1);
  END IF;
  SELECT m.* INTO before FROM meeting_now m WHERE m.committee = of_committee AND m.day < on_day
  ORDER BY m.day DESC, m.entry DESC LIMIT 1;
  PERFORM enter('meetings', jsonb_build_array(jsonb_build_object('committee', of_committee, 'meeting', made,
    'date', on_day, 'time', replace(at, '.', ':'), 'venue', place)));
  IF standing THEN
    PERFORM enter('agenda', (
      SELECT jsonb_agg(jsonb_build_object('meeting', made, 'item', s.n::text, 'number', s.n::text, 'order', s.n,
          'title', s.title, 'kind', s.kind, 'words', s.words) ORDER BY s.n)
      FROM (SELECT row_number() OVER (ORDER BY k.place) AS n, k.kind,
                   CASE WHEN k.kind = 'minutes' AND before.meeting IS NOT NULL
                        THEN format('To confirm the minutes of the meeting held on %s', day_words(before.day))
                        ELSE coalesce(a.title, k.title) END AS title,
                   coalesce(a.words, k.words) AS words
            FROM item_kinds() k LEFT JOIN LATERAL (
                   SELECT a.title, a.words FROM agenda_item_now a
                   WHERE a.meeting = before.meeting AND a.kind = k.kind ORDER BY a.place LIMIT 1) a ON true
            WHERE k.kind IN ('apologies', 'minutes', 'declarations', 'urgent business', 'public questions',
                             'member questions', 'forward programme')
              AND (k.kind <> 'minutes' OR before.meeting IS NOT NULL)) s));
    IF EXISTS (SELECT FROM contact_now c WHERE c.meeting = before.meeting AND c.item = '') THEN
      PERFORM enter('contacts', (
        SELECT jsonb_agg(jsonb_build_object('meeting', made, 'name', c.name, 'post', c.post, 'phone', c.phone,
            'email', c.email, 'order', c.place) ORDER BY c.place)
        FROM contact_now c WHERE c.meeting = before.meeting AND c.item = ''));
    END IF;
  END IF;
  PERFORM audit_note('meeting-made', made);
  RETURN made;
END
$$;
