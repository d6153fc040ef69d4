-- What a committee asked for: actions, and reports back, until a minute or a decision closes them.

-- Keys of what was not closed before a day, of a committee's meetings before it (null: of all); more than the reader
-- may see: whoever asks goes on to the rows themselves. As the owner, so that the policies are asked of these alone and
-- not of twenty years.
CREATE FUNCTION action_keys(of_committee text, on_day date)
  RETURNS TABLE (meeting text, item text, number integer)
  LANGUAGE plpgsql STABLE ROWS 20 SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT DISTINCT a.meeting, a.item, a.number
  FROM action a
  WHERE (a.closed IS NULL OR a.closed >= on_day)
    AND NOT EXISTS (SELECT FROM action n WHERE n.meeting = a.meeting AND n.item = a.item AND n.number = a.number
                      AND n.entry > a.entry AND was_released(n.file_id))
    AND (of_committee IS NULL OR EXISTS (
      SELECT FROM moothall.meeting m WHERE m.meeting = a.meeting AND m.committee = of_committee AND m.day < on_day));
END
$$;
SELECT for_application('action_keys(text, date)');

-- Whether a name is some user's: on whose home page what it owns stands.
CREATE FUNCTION is_somebody(owner text) RETURNS boolean LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN assembles_packs() AND EXISTS (SELECT FROM person_called c JOIN person p USING (person_id)
                                       WHERE c.name = owner AND p.disabled_at IS NULL);
END
$$;
SELECT for_application('is_somebody(text)');

-- How far an action is, as its owner wrote last.
CREATE FUNCTION progress_words(of_meeting text, of_item text, of_number integer) RETURNS text
  LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT format('%s: %s', moment_day(p.written_at), p.text) FROM action_progress p
          WHERE p.meeting = of_meeting AND p.item = of_item AND p.number = of_number
          ORDER BY p.progress_id DESC LIMIT 1);
END
$$;

-- As lists show them. closed_at: the meeting that closed it, if closed_by names one.
CREATE VIEW action_line WITH (security_invoker) AS
  SELECT a.meeting, a.item, a.number, a.text, a.owner, a.due AS due_day,
         coalesce(day_words(a.due), 'no day set') AS due, a.report_back, a.closed,
         day_words(a.closed) AS closed_day, a.closed_by, c.meeting AS closed_at,
         c.day AS closed_at_day, i.ref, a.budget_line, a.risk, m.committee, n.name AS committee_name, m.day AS meets,
         day_words(m.day) AS meeting_day, a.entry
  FROM action_now a JOIN meeting_now m USING (meeting) JOIN committee_now n USING (committee)
       LEFT JOIN meeting_now c ON c.meeting = a.closed_by LEFT JOIN indicator i USING (indicator_id);

-- What a reader sees of one on a day.
CREATE FUNCTION action_state(closed date, due date, on_day date) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN closed IS NOT NULL THEN 'Closed' WHEN due < on_day THEN 'Overdue' ELSE 'Open' END;

-- "Closed 14 March 2017: minute 9.2", or by the meeting itself.
CREATE FUNCTION closed_words(closed_day text, closed_by text, closed_at text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN closed_at IS NOT NULL THEN 'Closed at the meeting of ' || closed_day
              ELSE 'Closed ' || closed_day || ': ' || closed_by END;

-- All that the reader sees: what is overdue first, then by their days; closed ones last.
CREATE FUNCTION action_list()
  RETURNS TABLE (meeting text, item text, number integer, text text, owner text, due_day date, due text,
                 report_back boolean, state text, closed_words text, closed_at text, ref text, budget_line text,
                 risk text, committee_name text, meets date, meeting_day text, progress text, nobody boolean,
                 exempt boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  assembles CONSTANT boolean := assembles_packs();
BEGIN
  RETURN QUERY
  SELECT a.meeting, a.item, a.number, a.text, a.owner, a.due_day, a.due, a.report_back,
         action_state(a.closed, a.due_day, today()), closed_words(a.closed_day, a.closed_by, a.closed_at), a.closed_at,
         a.ref, a.budget_line, a.risk, a.committee_name, a.meets, a.meeting_day,
         progress_words(a.meeting, a.item, a.number), assembles AND a.closed IS NULL AND NOT is_somebody(a.owner),
         item_is_exempt(a.meeting, a.item)
  FROM action_line a
  ORDER BY a.closed DESC NULLS FIRST, a.due_day NULLS LAST, a.meets, a.meeting, a.item COLLATE natural_order, a.number;
END
$$;

-- What stands on the agenda of a meeting: asked for at an earlier one of the committee, and not closed before it. Shown
-- with the agenda. at_item: the place that the minutes have there, behind which it is printed.
CREATE FUNCTION matters_outstanding(of_meeting text)
  RETURNS TABLE (meeting text, item text, number integer, text text, owner text, due text, report_back boolean,
                 state text, closed_words text, closed_at text, meeting_day text, progress text, at_item text,
                 exempt boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  m record;
  place text;
BEGIN
  SELECT n.committee, n.day INTO m FROM meeting_now n
    WHERE n.meeting = of_meeting AND (is_published(of_meeting) OR sees_drafts());
  place := (SELECT i.item FROM agenda_item_now i WHERE i.meeting = of_meeting AND i.kind = 'minutes'
            ORDER BY i.place, i.entry LIMIT 1);
  RETURN QUERY
  SELECT a.meeting, a.item, a.number, a.text, a.owner, a.due, a.report_back, action_state(a.closed, a.due_day, m.day),
         closed_words(a.closed_day, a.closed_by, a.closed_at), a.closed_at, a.meeting_day,
         progress_words(a.meeting, a.item, a.number), place, item_is_exempt(a.meeting, a.item)
  FROM action_keys(m.committee, m.day) k JOIN action_line a USING (meeting, item, number)
  WHERE m.committee IS NOT NULL AND a.committee = m.committee AND a.meets < m.day
    AND (a.closed IS NULL OR a.closed >= m.day)
  ORDER BY a.due_day NULLS LAST, a.meets, a.item COLLATE natural_order, a.number;
END
$$;

-- What whoever asks owns, and is not closed.
CREATE FUNCTION actions_owned()
  RETURNS TABLE (meeting text, item text, number integer, text text, due text, report_back boolean, state text,
                 committee_name text, meeting_day text, progress text, exempt boolean)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  names CONSTANT text[] := asking_called();
BEGIN
  IF names = '{}' THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT a.meeting, a.item, a.number, a.text, a.due, a.report_back, action_state(a.closed, a.due_day, today()),
         a.committee_name, a.meeting_day, progress_words(a.meeting, a.item, a.number),
         item_is_exempt(a.meeting, a.item)
  FROM action_keys(NULL, 'infinity') k JOIN action_line a USING (meeting, item, number)
  WHERE a.owner = ANY (names) AND a.closed IS NULL
  ORDER BY a.due_day NULLS LAST, a.meets, a.meeting, a.item COLLATE natural_order, a.number;
END
$$;

CREATE FUNCTION action_named(of_meeting text, of_item text, of_number text) RETURNS action_now
LANGUAGE plpgsql STABLE AS $$
DECLARE
  found action_now;
BEGIN
  IF of_number ~ '^[1-9][0-9]{0,3}$' THEN
    SELECT a.* INTO found FROM action_now a
      WHERE a.meeting = of_meeting AND a.item = of_item AND a.number = of_number::integer;
  END IF;
  IF found.meeting IS NULL THEN
    PERFORM refuse('MH404', 'there is no such action');
  END IF;
  RETURN found;
END
$$;

-- The page of one: what it says, and what whoever asks may do; of an exempt item it goes on record.
-- writes: progress; assembles: all else.
CREATE FUNCTION action_page(of_meeting text, of_item text, of_number text)
  RETURNS TABLE (meeting text, item text, item_number text, number integer, text text, owner text, due text,
                 report_back boolean, state text, closed_words text, closed_at text, ref text, budget_line text,
                 risk text, committee_name text, meeting_day text, item_title text, entry bigint, writes boolean,
                 assembles boolean, nobody boolean) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  found CONSTANT action_now := action_named(of_meeting, of_item, of_number);
BEGIN
  IF item_is_exempt(found.meeting, found.item) THEN
    PERFORM audit_note('actions-read', found.meeting, jsonb_build_object('what', 'item ' || found.item));
  END IF;
  RETURN QUERY
  SELECT a.meeting, a.item, item_number(a.meeting, a.item), a.number, a.text, a.owner, a.due, a.report_back,
         action_state(a.closed, a.due_day, today()), closed_words(a.closed_day, a.closed_by, a.closed_at), a.closed_at,
         a.ref, a.budget_line, a.risk, a.committee_name, a.meeting_day,
         (SELECT i.title FROM agenda_item_now i WHERE i.meeting = a.meeting AND i.item = a.item), a.entry,
         a.closed IS NULL AND (owns_action(a.meeting, a.item, a.number) OR has_role('committee_officer')),
         assembles_packs(), assembles_packs() AND NOT is_somebody(a.owner)
  FROM action_line a
  WHERE a.meeting = found.meeting AND a.item = found.item AND a.number = found.number;
END
$$;

CREATE FUNCTION action_progress_list(of_meeting text, of_item text, of_number integer)
  RETURNS TABLE (written text, author text, text text) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT moment_words(p.written_at), p.author, p.text FROM action_progress p
  WHERE p.meeting = of_meeting AND p.item = of_item AND p.number = of_number ORDER BY p.progress_id DESC;
END
$$;

-- What the form is filled in with: a new one of a meeting where no action is named. items: "8" and its title.
CREATE FUNCTION action_form(of_meeting text, of_item text, of_number text)
  RETURNS TABLE (title text, item text, text text, owner text, due text, report_back text, indicator text,
                 budget_line text, risk text, closed text, closed_by text, entry bigint) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  a action_now;
  m record;
BEGIN
  PERFORM must_assemble();
  SELECT s.* INTO m FROM meeting_shown s WHERE s.meeting = of_meeting;
  IF m.meeting IS NULL THEN
    PERFORM refuse('MH404', format('there is no meeting "%s"', of_meeting));
  END IF;
  IF of_number IS NOT NULL THEN
    a := action_named(of_meeting, of_item, of_number);
  END IF;
  RETURN QUERY
  SELECT m.committee_name || ', ' || m.short_day, a.item, a.text, a.owner, day_words(a.due),
         CASE WHEN a.report_back THEN 'yes' ELSE 'no' END,
         (SELECT i.ref FROM indicator i WHERE i.indicator_id = a.indicator_id), a.budget_line, a.risk,
         day_words(coalesce(a.closed, today())), a.closed_by, a.entry;
END
$$;

-- Enters an action, or changes one, and says which it is and whether its owner is nobody; `seen`: the entry that the
-- form showed. What is not of the
-- form (its closing) stays.
CREATE FUNCTION action_put(of_meeting text, of_item text, of_number text, seen bigint, typed jsonb,
  OUT item text, OUT number text, OUT nobody boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  a action_now;
  key jsonb;
BEGIN
  PERFORM must_assemble();
  PERFORM pg_advisory_xact_lock(hashtext('moothall.enter'));
  IF of_number IS NULL THEN
    key := jsonb_build_object('meeting', of_meeting, 'item', typed ->> 'item', 'number',
      (SELECT coalesce(max(o.number), 0) + 1 FROM action o WHERE o.meeting = of_meeting AND o.item = typed ->> 'item'));
  ELSE
    a := action_named(of_meeting, of_item, of_number);
    PERFORM must_be_newest_elsewhere(a.entry, seen);
    key := jsonb_build_object('meeting', a.meeting, 'item', a.item, 'number', a.number);
  END IF;
  PERFORM enter('actions', jsonb_build_array(jsonb_build_object('text', a.text, 'owner', a.owner, 'due', a.due,
    'indicator', (SELECT i.ref FROM indicator i WHERE i.indicator_id = a.indicator_id), 'budget_line', a.budget_line,
    'risk', a.risk, 'report_back', a.report_back, 'closed', a.closed, 'closed_by', a.closed_by)
    || (typed - 'item') || key));
  PERFORM audit_note(CASE WHEN of_number IS NULL THEN 'action-added' WHEN typed ? 'closed' THEN
      CASE WHEN typed ->> 'closed' IS NULL THEN 'action-reopened' ELSE 'action-closed' END ELSE 'action-changed' END,
    of_meeting, jsonb_build_object('action', concat_ws('/', key ->> 'item', key ->> 'number')));
  item := key ->> 'item';
  number := key ->> 'number';
  nobody := typed ? 'owner' AND NOT is_somebody(typed ->> 'owner');
END
$$;

-- How far it is, by whoever owns it or a committee officer.
CREATE FUNCTION action_progress_add(of_meeting text, of_item text, of_number text, words text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  a CONSTANT action_now := action_named(of_meeting, of_item, of_number);
BEGIN
  IF a.closed IS NOT NULL THEN
    PERFORM refuse_at('text', 'MH409', 'it is closed: nothing is added to it any more');
  ELSIF NOT (owns_action(a.meeting, a.item, a.number) OR has_role('committee_officer')) THEN
    PERFORM refuse('MH403', 'only its owner and committee officers write how far an action is');
  END IF;
  INSERT INTO action_progress (meeting, item, number, text, author)
    SELECT a.meeting, a.item, a.number, btrim(words), p.name FROM person p WHERE p.person_id = asking_person();
  PERFORM audit_note('action-progress', of_meeting, jsonb_build_object('action', concat_ws('/', a.item, a.number)));
END
$$;
