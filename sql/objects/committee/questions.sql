-- Questions to a committee from the public and from members: received, taken or refused, answered.

-- What its page begins with; no row: there is no such meeting for the reader.
CREATE FUNCTION questions_scope(of_meeting text)
  RETURNS TABLE (meeting text, title text, committee text, day text, deadline text, is_past boolean, takes boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.meeting, 'Questions to ' || m.committee_name || ', ' || m.short_day, m.committee, m.short_day,
         to_char(question_deadline(m.committee, m.iso_day), 'FMDay FMDD FMMonth YYYY'),
         question_deadline(m.committee, m.iso_day) < today(), assembles_packs()
  FROM meeting_shown m WHERE m.meeting = of_meeting;
END;

-- Whether an item that the reader sees is exempt, so that it goes on record who was shown what belongs to it.
CREATE FUNCTION item_is_exempt(of_meeting text, of_item text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM agenda_item_now a
                 WHERE a.meeting = of_meeting AND a.item = of_item AND a.exempt_paragraph IS NOT NULL);
END
$$;

-- Those that the reader may see, the public's first. at_item: where the agenda has its place for them. late: it came
-- after the last day. takes: the reader changes them.
CREATE FUNCTION meeting_questions(of_meeting text)
  RETURNS TABLE (meeting text, question text, asked_as text, number integer, asker text, item text, text text,
                 received_day date, received text, late boolean, accepted boolean, reason text, answered_by text,
                 answer text, supplementary text, supplementary_answer text, at_item text, takes boolean,
                 exempt boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  takes CONSTANT boolean := assembles_packs();
BEGIN
  RETURN QUERY
  SELECT q.meeting, q.asked_as || '-' || q.number, q.asked_as, q.number, q.asker, q.item, q.text, q.received,
         day_words(q.received), q.received > question_deadline(m.committee, m.day), q.accepted, q.reason,
         q.answered_by, q.answer, q.supplementary, q.supplementary_answer,
         (SELECT a.item FROM agenda_item_now a
          WHERE a.meeting = of_meeting AND a.kind = q.asked_as || ' questions' ORDER BY a.place, a.entry LIMIT 1),
         takes, item_is_exempt(q.meeting, q.item)
  FROM question_now q JOIN meeting_now m USING (meeting)
  WHERE q.meeting = of_meeting
  ORDER BY q.asked_as DESC, q.number;
END
$$;

-- The parts of "public-1" as an address has it.
CREATE FUNCTION question_named(of_meeting text, question text) RETURNS question_now LANGUAGE plpgsql STABLE AS $$
DECLARE
  found question_now;
BEGIN
  SELECT q.* INTO found FROM question_now q
    WHERE q.meeting = of_meeting AND q.asked_as || '-' || q.number = question;
  IF found.meeting IS NULL THEN
    PERFORM refuse('MH404', format('there is no question "%s" to this meeting', question));
  END IF;
  RETURN found;
END
$$;

-- What a form is filled in with; a null question is a new one. One row.
CREATE FUNCTION question_form(of_meeting text, question text)
  RETURNS TABLE (title text, deadline text, "as" text, asker text, item text, text text, received text,
                 accepted text, reason text, answered_by text, answer text, supplementary text,
                 supplementary_answer text, entry bigint, said text) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  q question_now;
BEGIN
  PERFORM must_assemble();
  IF NOT EXISTS (SELECT FROM meeting_now m WHERE m.meeting = of_meeting) THEN
    PERFORM refuse('MH404', format('there is no meeting "%s"', of_meeting));
  END IF;
  IF question IS NOT NULL THEN
    q := question_named(of_meeting, question);
  END IF;
  RETURN QUERY
  SELECT s.title, s.deadline, q.asked_as, q.asker, q.item, q.text, day_words(coalesce(q.received, today())),
         CASE q.accepted WHEN true THEN 'yes' WHEN false THEN 'no' END, q.reason, q.answered_by, q.answer,
         q.supplementary, q.supplementary_answer, q.entry, format('%s question %s', initcap(q.asked_as), q.number)
  FROM questions_scope(of_meeting) s;
END
$$;

-- Where a form cannot show what somebody else wrote meanwhile.
CREATE FUNCTION must_be_newest_elsewhere(held bigint, seen bigint) RETURNS void LANGUAGE sql IMMUTABLE
  RETURN must_be_newest(held, seen::text,
    'open it again in another tab to see what they wrote, and put what you typed below to it there');

-- Receives a question, or changes what is known of it, and says which it is; `seen`: the entry that the form showed.
-- What is not of the form (the answer) stays.
CREATE FUNCTION question_put(of_meeting text, question text, seen bigint, typed jsonb) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  q question_now;
  whose text := typed ->> 'as';
  n integer;
BEGIN
  PERFORM must_assemble();
  PERFORM pg_advisory_xact_lock(hashtext('moothall.enter'));
  IF question IS NULL THEN
    n := (SELECT coalesce(max(o.number), 0) + 1 FROM question o WHERE o.meeting = of_meeting AND o.asked_as = whose);
  ELSE
    q := question_named(of_meeting, question);
    PERFORM must_be_newest_elsewhere(q.entry, seen);
    whose := q.asked_as;
    n := q.number;
  END IF;
  PERFORM enter('questions', jsonb_build_array(jsonb_build_object('meeting', of_meeting, 'as', whose, 'number', n,
    'answered_by', q.answered_by, 'answer', q.answer, 'supplementary', q.supplementary, 'supplementary_answer',
    q.supplementary_answer, 'asker', q.asker, 'item', q.item, 'text', q.text, 'received', q.received,
    'accepted', q.accepted, 'reason', q.reason) || (typed - 'as')));
  PERFORM audit_note(CASE WHEN question IS NULL THEN 'question-received' ELSE 'question-changed' END, of_meeting,
    jsonb_build_object('question', whose || '-' || n));
  RETURN format('%s question %s', initcap(whose), n);
END
$$;

-- Takes away one that was entered by mistake.
CREATE FUNCTION question_take_away(of_meeting text, question text, seen bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  q question_now;
BEGIN
  PERFORM must_assemble();
  PERFORM pg_advisory_xact_lock(hashtext('moothall.enter'));
  q := question_named(of_meeting, question);
  PERFORM must_be_newest_elsewhere(q.entry, seen);
  PERFORM enter('questions', jsonb_build_array(jsonb_build_object('meeting', of_meeting, 'as', q.asked_as, 'number',
    q.number, 'asker', q.asker, 'text', q.text, 'received', q.received, 'gone', true)));
  PERFORM audit_note('question-removed', of_meeting, jsonb_build_object('question', q.asked_as || '-' || q.number));
  RETURN format('%s question %s', initcap(q.asked_as), q.number);
END
$$;
