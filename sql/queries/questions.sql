-- Questions to a committee, actions and reports back: src/report/committee/, src/page/question.c, src/page/action.c.

-- name: questions_scope
SELECT * FROM questions_scope($1)

-- parts: questions
-- part: questions
SELECT * FROM meeting_questions($1)

-- name: question_form
SELECT * FROM question_form($1, $2)
-- name: question_items
SELECT a.item, coalesce(a.number, a.item) || ' ' || a.title AS label FROM agenda_item_now a
WHERE a.meeting = $1 ORDER BY a.place, a.entry
-- name: question_put
SELECT question_put($1, $2, $3::bigint,
  jsonb_build_object('as', $4::text, 'asker', btrim($5), 'item', nullif(btrim($6), ''), 'text', btrim($7),
    'received', $8::date, 'accepted', CASE $9 WHEN 'yes' THEN true WHEN 'no' THEN false END,
    'reason', nullif(btrim($10), ''))) AS said
-- name: question_answer
SELECT question_put($1, $2, $3::bigint,
  jsonb_build_object('answered_by', nullif(btrim($4), ''), 'answer', nullif(btrim($5), ''),
    'supplementary', nullif(btrim($6), ''), 'supplementary_answer', nullif(btrim($7), ''))) AS said
-- name: question_take_away
SELECT question_take_away($1, $2, $3::bigint) AS said

-- parts: actions
-- part: words
SELECT council_says('committee') AS committee
-- part: actions
SELECT * FROM action_list()

-- name: action_page
SELECT * FROM action_page($1, $2, $3)
-- name: action_progress_list
SELECT * FROM action_progress_list($1, $2, $3::integer)
-- name: action_form
SELECT * FROM action_form($1, $2, $3)
-- name: action_put
SELECT * FROM action_put($1, $2, $3, $4::bigint,
  jsonb_build_object('item', $5::text, 'text', btrim($6), 'owner', btrim($7), 'due', $8::date,
    'report_back', $9 = 'yes',
    'indicator', nullif(btrim($10), ''), 'budget_line', nullif(btrim($11), ''), 'risk', nullif(btrim($12), '')))
-- name: action_close
SELECT * FROM action_put($1, $2, $3, $4::bigint,
  jsonb_build_object('closed', $5::date, 'closed_by', nullif(btrim($6), '')))
-- name: action_progress_add
SELECT action_progress_add($1, $2, $3, $4)
