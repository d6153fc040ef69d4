-- A reader's own notes: row security shows nobody else's.

CREATE FUNCTION notes_of(of_meeting text)
  RETURNS TABLE (note_id integer, key text, place text, mark text, text text, changed text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT n.note_id, n.key, n.place, n.mark, n.text, moment_words(n.changed_at)
  FROM member_note n WHERE n.meeting = of_meeting
  ORDER BY n.note_id;
END;

-- Saves a note; number null: a new one on a place of the pack.
CREATE FUNCTION note_save(of_meeting text, number integer, at_key text, at_place text, of_mark text, words text)
  RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM meeting_now m WHERE m.meeting = of_meeting) THEN
    PERFORM refuse('MH404', format('there is no meeting "%s"', of_meeting));
  ELSIF number IS NULL THEN
    INSERT INTO member_note (meeting, key, place, mark, text)
      VALUES (of_meeting, at_key, left(at_place, 300), of_mark, words);
  ELSE
    UPDATE member_note n SET text = words, changed_at = now() WHERE n.note_id = number AND n.meeting = of_meeting;
    IF NOT FOUND THEN
      PERFORM refuse('MH404', 'you have no such note');
    END IF;
  END IF;
END
$$;

CREATE FUNCTION note_remove(of_meeting text, number integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM member_note n WHERE n.note_id = number AND n.meeting = of_meeting;
  IF NOT FOUND THEN
    PERFORM refuse('MH404', 'you have no such note');
  END IF;
END
$$;
