-- Questions with their answers, and actions, can be found by words.
SELECT search_watch('question', 'question', 'a.meeting', 'a.asked_as', 'a.number', 'NULL', 'a.entry',
  'ARRAY[]::text[]', 'NULL', '''Question'', a.asker, a.text, a.answer, a.supplementary, a.supplementary_answer');
SELECT search_watch('action', 'action', 'a.meeting', 'a.item', 'a.number', 'NULL', 'a.entry', 'ARRAY[]::text[]',
  'NULL', '''Action'', a.text, a.owner');
