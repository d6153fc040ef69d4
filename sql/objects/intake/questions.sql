-- Loading questions to a committee, and actions that it asked for.

CREATE FUNCTION load_questions(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, m.day AS meets, question_deadline(m.committee, m.day) AS last_day
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, "as" text, number integer, asker text, item text,
           text text, received date, accepted boolean, reason text, answered_by text, answer text, supplementary text,
           supplementary_answer text, gone boolean)
         LEFT JOIN meetings_loaded() m USING (meeting)
  ), bad AS MATERIALIZED (
    SELECT * FROM unknown(rows, 'meeting', 'meeting', known_meetings())
    UNION ALL SELECT * FROM repeated(rows, '{number,meeting,as}', 'meeting, as and number')
    UNION ALL SELECT * FROM too_long(rows, 'text', 8000)
    UNION ALL SELECT * FROM too_long(rows, 'answer', 8000)
    UNION ALL SELECT * FROM too_long(rows, 'supplementary', 8000)
    UNION ALL SELECT * FROM too_long(rows, 'supplementary_answer', 8000)
    UNION ALL
    SELECT r.at, f.field, f.value, f.expected
    FROM r CROSS JOIN LATERAL (VALUES
           (r.item IS NOT NULL AND r.meets IS NOT NULL
            AND NOT EXISTS (SELECT FROM agenda_item_now a WHERE a.meeting = r.meeting AND a.item = r.item),
            'item', r.item, format('an item of the agenda of %s', r.meeting)),
           (r.received > r.meets, 'received', r.received::text,
            format('on or before %s, the day of the meeting', day_words(r.meets))),
           (r.received > today(), 'received', r.received::text, 'today or earlier'),
           (r.received BETWEEN r.last_day + 1 AND r.meets AND r.accepted IS DISTINCT FROM false AND r.reason IS NULL,
            'reason', NULL, format('the reason why it is taken, though it came late: the last day was %s',
                                   day_words(r.last_day))),
           (r.accepted = false AND r.reason IS NULL, 'reason', NULL, 'the reason why it is refused'),
           (r.answer IS NOT NULL AND r.accepted = false, 'answer', NULL, 'blank: the question is refused'),
           (r.answer IS NOT NULL AND r.accepted IS NULL, 'answer', NULL, 'blank until the question is accepted'),
           (r.answer IS NOT NULL AND r.answered_by IS NULL, 'answered_by', NULL,
            'the name of who answers, such as the Chairman'),
           (r.answered_by IS NOT NULL AND r.answer IS NULL, 'answer', NULL, 'what was answered'),
           (r.supplementary IS NOT NULL AND r.answer IS NULL, 'supplementary', NULL,
            'blank until the question is answered'),
           (r.supplementary_answer IS NOT NULL AND r.supplementary IS NULL, 'supplementary', NULL,
            'what was asked further')) AS f (wrong, field, value, expected)
    WHERE f.wrong AND r.gone IS NOT TRUE
  ), loaded AS (
    -- With an answer before its day, the question comes first without it: the answer is open from that day on.
    INSERT INTO question (meeting, asked_as, number, asker, item, text, received, accepted, reason, answered_by, answer,
                          supplementary, supplementary_answer, gone, file_id, line)
    SELECT r.meeting, r."as", r.number, r.asker, r.item, r.text, r.received, r.accepted, r.reason,
           CASE WHEN v.whole THEN r.answered_by END, CASE WHEN v.whole THEN r.answer END,
           CASE WHEN v.whole THEN r.supplementary END, CASE WHEN v.whole THEN r.supplementary_answer END,
           coalesce(r.gone, false), file, r.at
    FROM r JOIN (VALUES (false), (true)) AS v (whole) ON v.whole OR r.answer IS NOT NULL AND r.meets > today()
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
    ORDER BY r.at, v.whole
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;

-- Lines of statements and risks that are known: what an action names.
CREATE FUNCTION known_lines() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT DISTINCT l.line_name FROM revenue l ORDER BY 1)
$$;
CREATE FUNCTION known_risks() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT DISTINCT k.number FROM risk k ORDER BY 1)
$$;

CREATE FUNCTION load_actions(file integer, rows jsonb)
RETURNS TABLE (line integer, "column" text, value text, expected text) LANGUAGE sql AS $$
  WITH r AS MATERIALIZED (
    SELECT r.*, m.day AS meets
    FROM jsonb_to_recordset(rows) AS r (at integer, meeting text, item text, number integer, text text, owner text,
           due date, indicator text, budget_line text, risk text, report_back boolean, closed date, closed_by text,
           gone boolean)
         LEFT JOIN meetings_loaded() m USING (meeting)
  ), bad AS MATERIALIZED (
    SELECT * FROM minuted_faults(rows)
    UNION ALL SELECT * FROM unknown(rows, 'indicator', 'indicator', known_indicators())
    UNION ALL SELECT * FROM unknown(rows, 'budget_line', 'line of a budget', known_lines())
    UNION ALL SELECT * FROM unknown(rows, 'risk', 'risk', known_risks())
    UNION ALL SELECT * FROM repeated(rows, '{number,meeting,item}', 'meeting, item and number')
    UNION ALL SELECT * FROM too_long(rows, 'text', 2000)
    UNION ALL
    SELECT r.at, f.field, f.value, f.expected
    FROM r CROSS JOIN LATERAL (VALUES
           (r.due < r.meets, 'due', r.due::text, format('on or after %s, the day of the meeting', day_words(r.meets))),
           (r.closed < r.meets, 'closed', r.closed::text,
            format('on or after %s, when it was asked for', day_words(r.meets))),
           (r.closed > today(), 'closed', r.closed::text, 'today or earlier'),
           (r.closed IS NOT NULL AND r.closed_by IS NULL, 'closed_by', NULL, 'the minute or decision that closed it'),
           (r.closed IS NULL AND r.closed_by IS NOT NULL, 'closed', NULL, 'the day on which it was closed'))
         AS f (wrong, field, value, expected)
    WHERE f.wrong AND r.gone IS NOT TRUE
  ), loaded AS (
    INSERT INTO action (meeting, item, number, text, owner, due, indicator_id, budget_line, risk, report_back, closed,
                        closed_by, gone, file_id, line)
    SELECT r.meeting, r.item, r.number, r.text, r.owner, r.due, i.indicator_id, r.budget_line, r.risk,
           coalesce(r.report_back, false), r.closed, r.closed_by, coalesce(r.gone, false), file, r.at
    FROM r LEFT JOIN indicator i ON i.ref = r.indicator
    WHERE r.at NOT IN (SELECT b.line FROM bad b)
    ORDER BY r.at
  )
  SELECT * FROM bad ORDER BY 1, 2, 4
$$;
