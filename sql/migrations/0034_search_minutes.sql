-- Minutes can be found by words: paragraphs, what is said in public of the exempt ones, motions and resolutions.
SELECT search_watch('minute', 'minute', 'a.meeting', 'a.number', 'NULL', 'NULL', 'a.entry',
  'ARRAY[''minute '' || a.number]', '''Minute'', a.number', 'coalesce(a.amended, a.text)');
SELECT search_watch('minute_summary', 'summary', 'a.meeting', 'a.number', 'NULL', 'NULL', 'a.entry',
  'ARRAY[]::text[]', 'NULL', 'a.text');
SELECT search_watch('motion', 'motion', 'a.meeting', 'a.item', 'a.number', 'NULL', 'a.entry', 'ARRAY[]::text[]',
  'NULL', '''Motion'', a.number, a.text, a.proposer, a.seconder');
SELECT search_watch('resolution', 'resolution', 'a.meeting', 'a.item', 'a.number', 'NULL', 'a.entry',
  'ARRAY[]::text[]', 'NULL', '''Resolved'', CASE WHEN a.verb <> ''other'' THEN a.verb END, a.text, a.to_body');
