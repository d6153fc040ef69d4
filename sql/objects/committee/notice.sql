-- The notice of a meeting: base/calendar.sql.

CREATE FUNCTION reason_printed(reason text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN coalesce('The pack prints the reason: “' || reason || '”', 'Say why in late_reason: the pack prints it.');

-- What whoever puts the pack together should know of the notice of a meeting: a row each. item null: of the agenda.
CREATE FUNCTION notice_findings(of_meeting text) RETURNS TABLE (item text, fails boolean, problem text, advice text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  m record;
  wanted CONSTANT integer := notice_wanted();
  by_day date;
BEGIN
  SELECT n.day, n.published, n.late_reason INTO m FROM meeting_now n WHERE n.meeting = of_meeting;
  by_day := publish_by(m.day, wanted);
  IF m.day IS NULL THEN
    RETURN;
  END IF;
  IF NOT holidays_known(m.day) THEN
    RETURN QUERY SELECT NULL, false,
      format('The bank holidays of %s are not known, so the clear days before the meeting are not certain.',
             date_part('year', m.day)), 'Import them (moothall import bank_holidays).';
  END IF;
  IF m.published IS NULL AND m.day > today() THEN
    RETURN QUERY SELECT NULL, today() > by_day,
      format('The agenda has no day of publication. For %s it is published on %s at the latest.',
             clear_days_words(wanted), to_char(by_day, 'FMDay FMDD FMMonth YYYY')),
      CASE WHEN today() > by_day THEN 'That day has passed: publish it now, and say in late_reason why it is late.'
           ELSE 'Enter the day of its publication.' END;
  ELSIF clear_days(m.published, m.day) < wanted THEN
    RETURN QUERY SELECT NULL, m.late_reason IS NULL,
      format('The agenda is published %s, and not %s before it.', notice_words(m.published, m.day),
             clear_days_words(wanted)),
      reason_printed(m.late_reason);
  END IF;
  RETURN QUERY
    SELECT a.item, false, format('It is published on %s, %s.', day_words(a.published),
                                 notice_words(a.published, m.day)),
           reason_printed(a.late_reason)
    FROM agenda_item_now a
    WHERE a.meeting = of_meeting AND a.published > coalesce(m.published, a.published - 1)
      AND clear_days(a.published, m.day) < wanted
    ORDER BY a.place, a.entry;
END
$$;
