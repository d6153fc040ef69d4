-- What is exempt: parts of papers, which stand apart from their text, and who may read them and exempt items.
BEGIN;
:superuser
SELECT * FROM no_plan();
SELECT add_person('clerk', '{committee_officer}'), add_person('chief', '{chief_officer}'), add_person('analyst', '{analyst}'),
       add_person('lead', '{officer}', NULL, 'Ms Lead'), add_person('stray', '{officer}', NULL, 'Mr Stray'),
       add_person('member', '{member}', 'Cllr One'), add_person('adviser', '{member}', 'Rev Two'),
       add_person('substitute', '{member}', 'Cllr Three'), add_person('elsewhere', '{member}', 'Cllr Four'),
       add_person('named', '{member}', 'Ms Five'), add_person('auditor', '{auditor}'), add_person('finance', '{finance}') \g /dev/null
CREATE FUNCTION tap.items() RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(string_agg(item, ' ' ORDER BY item), '') FROM agenda_item_now WHERE meeting = 'mu-1' $$;
-- The same of their papers, by the number of the item.
CREATE FUNCTION tap.papers() RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(string_agg(t.item, ' ' ORDER BY t.item), '')
  FROM paper_now p JOIN (VALUES ('1', 'one.md'), ('2', 'two.md'), ('3', 'three.md'), ('4', 'four.md'), ('5', 'five.md'),
                                ('6', 'six.md'), ('7', 'part.md')) t (item, paper) USING (paper) $$;
CREATE FUNCTION tap.printed() RETURNS text LANGUAGE sql AS $$ SELECT CASE WHEN paper_text ~ '4711' THEN 'whole' WHEN paper_text ~ 'paragraph="3"' THEN 'with the reason' ELSE paper_text END
  FROM meeting_agenda('mu-1') WHERE item = '7' $$;
CREATE FUNCTION tap.finds(word text) RETURNS text LANGUAGE sql AS $$ SELECT coalesce(string_agg(DISTINCT ref, ' '), '') FROM search(word, NULL, NULL, NULL, NULL, 1) WHERE ref IS NOT NULL $$;
CREATE FUNCTION tap.reads(who text) RETURNS text LANGUAGE sql AS $$ SELECT tap.ask_as(who); SELECT printed() || ', ' || finds('4711') $$;
:operator
SELECT made_up('committees', 'committee,name
mu,Made up
mo,Other') \g /dev/null
SELECT made_up('seats', 'committee,person,capacity
mu,Cllr One,Member
mu,Rev Two,Church representative: Made up
mo,Cllr Four,Chair
mo,Ms Five,Co-opted adviser: Somewhere') \g /dev/null
SELECT made_up('substitutes', 'committee,person
mu,Cllr Three') \g /dev/null
SELECT made_up('meetings', 'committee,meeting,date,time,venue,published
mu,mu-1,2090-03-14,10:00,Room,2020-01-01
mo,mo-1,2090-03-15,10:00,Room,2020-01-01') \g /dev/null
SELECT made_up('papers', E'paper,text\npart.md,Open.\none.md,One.\ntwo.md,Two.\nthree.md,Three.\nfour.md,Four.
five.md,Five.\nsix.md,Six.') \g /dev/null
SELECT made_up('agenda', 'meeting,item,title,kind,exempt_paragraph,lead,report,audience,audience_names
mu-1,1,Of the committee,report,3,Ms Lead,one.md,,
mu-1,2,And of substitutes,report,3,Ms Lead,two.md,substitutes,
mu-1,3,Of its councillors,report,3,Ms Lead,three.md,councillors,
mu-1,4,Of the council,report,3,Ms Lead,four.md,council,
mu-1,5,Of one,report,3,Ms Lead,five.md,persons,Ms Five
mu-1,6,Of officers,report,3,Ms Lead,six.md,officers,
mu-1,7,With an exempt part,report,,Ms Lead,part.md,,') \g /dev/null
-- Items: who reads which, by the table of audiences.
:person('member') \g /dev/null
SELECT is(items(), '1 2 3 4 7', 'a member of the council on the committee reads what is for committee, substitutes, councillors and council');
SELECT is(papers(), '1 2 3 4 7', '... and the papers of those');
:person('adviser') \g /dev/null
SELECT is(items(), '1 2 7', 'a co-opted one what is for the committee as a whole');
SELECT is(papers(), '1 2 7', '... and the papers of those');
:person('substitute') \g /dev/null
SELECT is(items(), '2 7', 'a named substitute what is for substitutes');
SELECT is(papers(), '2 7', '... and the papers of those');
:person('elsewhere') \g /dev/null
SELECT is(items(), '4 7', 'another member of the council what is for the council');
SELECT is(papers(), '4 7', '... and the papers of those');
:person('named') \g /dev/null
SELECT is(items(), '5 7', 'somebody named what is for them, and of the council nothing, being co-opted');
SELECT is(papers(), '5 7', '... and the papers of those');
:person('lead') \g /dev/null
SELECT is(items(), '1 2 3 4 5 6 7', 'who leads reads all');
SELECT is(papers(), '1 2 3 4 5 6 7', '... and the papers of those');
:person('chief') \g /dev/null
SELECT is(items(), '1 2 3 4 5 6 7', 'chief officers read all');
SELECT is(papers(), '1 2 3 4 5 6 7', '... and the papers of those');
:person('clerk') \g /dev/null
SELECT is(items(), '1 2 3 4 5 6 7', '... and committee officers');
SELECT is(papers(), '1 2 3 4 5 6 7', '... and the papers of those');
:person('analyst') \g /dev/null
SELECT is(items(), '7', 'analysts nothing of it');
SELECT is(papers(), '7', '... and the papers of those');
:person('auditor') \g /dev/null
SELECT is(items(), '7', '... nor auditors');
SELECT is(papers(), '7', '... and the papers of those');
:operator
SELECT throws_like($$SELECT made_up('agenda', E'meeting,item,title,exempt_paragraph,audience\nmu-1,8,Bad,3,persons')$$, '%names of those%', 'named persons have names');
SELECT throws_like($$SELECT made_up('agenda', E'meeting,item,title,exempt_paragraph,audience\nmu-1,8,Bad,3,all')$$, '%audience%', 'an audience is one of those');
SELECT throws_like($$SELECT made_up('agenda', E'meeting,item,title,exempt_paragraph,audience\nmu-1,8,Bad,,council')$$, '%not exempt%', 'what is public has none');
-- Rows that say otherwise later hold: for more, and for fewer.
SELECT made_up('agenda', 'meeting,item,title,kind,exempt_paragraph,lead,report,audience,audience_names
mu-1,5,Of one,report,3,Ms Lead,,council,
mu-1,4,Of the council,report,3,Ms Lead,,officers,') \g /dev/null
:person('elsewhere') \g /dev/null
SELECT is(items(), '5 7', 'what is for others now is for others');
SELECT is((SELECT count(*) FROM agenda_item WHERE meeting = 'mu-1' AND item = '4'), 0::bigint, '... in all its versions');
-- One by one and at once.
:superuser
CREATE FUNCTION tap.hidden_alike() RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
  SELECT (SELECT array_agg(DISTINCT (a.meeting, a.item)::text ORDER BY (a.meeting, a.item)::text) FROM agenda_item a
          WHERE a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.item, a.lead))
         IS NOT DISTINCT FROM
         (SELECT array_agg((h.meeting, h.item)::text ORDER BY (h.meeting, h.item)::text) FROM items_hidden(false) h)
$$;
:person('adviser') \g /dev/null
SELECT ok(hidden_alike(), 'what is hidden is the same, item by item and at once');
:person('elsewhere') \g /dev/null
SELECT ok(hidden_alike(), '... of every audience');

-- A text taken apart.
:superuser
SELECT is((SELECT s::text FROM paper_split('Nothing {{figure 7.2}}.') s), '("Nothing {{figure 7.2}}.",{},{})', 'a text without parts stays as it is');
SELECT is((SELECT open FROM paper_split(E'A\n\n{{exempt one}}\n\nB\n\n| c |\n| --- |\n\n{{end-exempt}}\n\nD')),
  E'A\n\n{{exempt one}}\n\n{{end-exempt}}\n\nD', 'what is exempt is taken out, and a marker stays');
SELECT throws_like(format('SELECT paper_split(%L)', t.text), t.said, t.what)
FROM (VALUES (E'A\n{{exempt one}}\nB', '%Line 2%not ended%', 'one that is not ended'), (E'{{end-exempt}}', '%ends no part%', 'an end of nothing'),
  (E'{{exempt one}}\nA\n{{exempt two}}\nB\n{{end-exempt}}', '%inside the part “one”%', 'one inside another'),
  (E'{{exempt one}}\nA\n{{end-exempt}}\n{{exempt one}}\nA\n{{end-exempt}}', '%already%', 'two of one name'),
  (E'{{exempt one}}\n \n{{end-exempt}}', '%nothing in it%', 'one with nothing in it'),
  (E'{{exempt one}}\nA[^1]\n{{end-exempt}}\n\n[^1]: B', '%has a footnote%', 'a footnote in one'),
  (E'{{exempt}}\nA\n{{end-exempt}}', '%{{exempt NAME}}%', 'one without a name'), (E'{{exempt A B}}\nA\n{{end-exempt}}', '%small letters%', 'a name with blanks'),
  (E' {{exempt one}}\nA\n{{end-exempt}}', '%begins with a line%', 'one that is set in'), (E'Say {{exempt one}} here', '%begins with a line%', 'one in a sentence'),
  (E'> {{exempt one}}\nA\n{{end-exempt}}', '%begins with a line%', 'one in a quotation'), (E'{{\nexempt one}}\nA', '%line of their own%', 'one broken over lines'),
  (E'{{exempt one}} {{end-exempt}}', '%of their own%', 'both on one line')) t (text, said, what);

-- A paper with a part: written by its author.
:person('lead') \g /dev/null
SELECT is(paper_save('part.md', 0, 'report', E'Open words.\n\nThis will be exempt, a sentence.', '{}', '{}', '{}', '{}'), 1, 'a version in the open');
SELECT is(paper_save('part.md', 1, 'report', E'Open words.\n\n{{exempt costs}}\n\nIt costs 4711 pounds. This will be exempt, a sentence.\n\n{{end-exempt}}\n\nMore.',
  '{}', '{7.2,7.3}', '{65.5,47.11}', '{t,t}', '{NULL,costs}'), 2, 'one with an exempt part');
SELECT is((SELECT text FROM paper_version WHERE paper = 'part.md' AND version = 2), E'Open words.\n\n{{exempt costs}}\n\n{{end-exempt}}\n\nMore.', 'its words are not in what is stored');
SELECT is((SELECT text FROM paper_of('part.md')), E'Open words.\n\n{{exempt costs}}\n\nIt costs 4711 pounds. This will be exempt, a sentence.\n\n{{end-exempt}}\n\nMore.', '... and its author has it whole');
SELECT is((SELECT count(*) FROM paper_version WHERE paper = 'part.md'), 2::bigint, '... with the version before');
SELECT is((SELECT string_agg(problem, ' ') FROM exemption_findings('part.md', (SELECT text FROM paper_of('part.md')), '2090-03-14')),
  'The exempt part “costs” has no record of why it is exempt.', 'nothing says why it is exempt');
SELECT throws_like(format('SELECT exemption_save(%L, %L, %L, false)', 'part.md', t.block, t.form), t.said, t.what)
FROM (VALUES ('costs', '{"since":"","reason":"r","public_interest":"p","approved_by":"a","review":"2091-01-01"}', '%paragraph%', 'no paragraph'),
  ('costs', '{"since":"","paragraph":"9","reason":"r","public_interest":"p","approved_by":"a","review":"2091-01-01"}', '%Schedule 12A, 1 to 7%', 'an unknown paragraph'),
  ('costs', '{"since":"","paragraph":"3","public_interest":"p","approved_by":"a","review":"2091-01-01"}', '%what in the part%', 'no reason'),
  ('costs', '{"since":"","paragraph":"3","reason":"r","approved_by":"a","review":"2091-01-01"}', '%outweighs%', 'no test of the public interest'),
  ('costs', '{"since":"","paragraph":"3","reason":"r","public_interest":"p","review":"2091-01-01"}', '%approved%', 'nobody who approved'),
  ('costs', '{"since":"","paragraph":"3","reason":"r","public_interest":"p","approved_by":"a"}', '%the day on which%', 'no day of review'),
  ('costs', '{"since":"","paragraph":"3","reason":"r","public_interest":"p","approved_by":"a","review":"2090-03-13"}', '%the meeting is on%', 'one that ends before the meeting'),
  ('costs', '{"since":"","paragraph":"3","reason":"r","public_interest":"p","approved_by":"a","review":"2091-01-01","audience":"persons"}', '%names of those%', 'named persons without names'),
  ('other', '{"since":"","paragraph":"3","reason":"r","public_interest":"p","approved_by":"a","review":"2091-01-01"}', '%no exempt part%', 'a part that is not there')) t (block, form, said, what);
SELECT exemption_save('part.md', 'costs', '{"since":"","paragraph":"3","reason":"What \"it\" {costs}.","public_interest":"p","approved_by":"a","review":"2091-01-01"}', false) \g /dev/null
SELECT is((SELECT count(*) FROM exemption_findings('part.md', (SELECT text FROM paper_of('part.md')), '2090-03-14')), 0::bigint, 'with a record all is said');
SELECT is((SELECT shown FROM paper_of('part.md')), E'Open words.\n\n{{exempt costs paragraph="3" reason="What ”it” (costs)."}}\n\nIt costs 4711 pounds. This will be exempt, a sentence.\n\n{{end-exempt}}\n\nMore.', 'the part says why');
SELECT throws_like($$SELECT exemption_save('part.md', 'costs', '{"since":"","paragraph":"3","reason":"r","public_interest":"p","approved_by":"a","review":"2091-01-01"}', false)$$, '%somebody else%', 'a form of before is refused');
SELECT paper_comment_add('part.md', 2, 1, '{{exempt costs}}', 'Really 4711?'), paper_comment_add('part.md', 2, 0, 'Open words.', 'Too short') \g /dev/null

-- Who prepares papers, and may not read it.
:person('analyst') \g /dev/null
SELECT is((SELECT text FROM paper_of('part.md')), E'Open words.\n\n{{exempt costs}}\n\n{{end-exempt}}\n\nMore.', 'analysts have the paper without it');
SELECT is((SELECT count(*) FROM paper_block), 0::bigint, '... and no row of it');
SELECT is((SELECT string_agg(version::text, ' ') FROM paper_versions('part.md') WHERE version > 0), '2', '... nor the version that has it in the open');
SELECT is((SELECT string_agg(words, ', ') FROM paper_comment), 'Too short', '... nor comments on it');
SELECT is((SELECT string_agg(shown, ', ') FROM paper_figure WHERE paper = 'part.md'), '65.5', '... nor figures in it');
SELECT throws_like($$SELECT exemption_save('part.md', 'costs', '{}', true)$$, '%only who reads this part%', '... nor say for whom it is');
SELECT throws_ok($$INSERT INTO paper_block (paper, block, version, text, since) VALUES ('part.md', 'x', 2, 'x', 0)$$, '42501', NULL, 'nobody writes the rows');
SELECT throws_like($$SELECT paper_save('part.md', 2, 'report', 'Without.', '{}', '{}', '{}', '{}')$$, '%not yours to read: leave%', 'whoever may not read it does not take it out');
SELECT throws_like($$SELECT paper_save('part.md', 2, 'report', E'{{exempt costs}}\n\nMine.\n\n{{end-exempt}}', '{}', '{}', '{}', '{}')$$, '%write nothing into it%', '... nor writes over it');
SELECT throws_like($$SELECT * FROM paper_hidden('part.md')$$, '%permission denied%', 'nor has what is hidden');
SELECT is(paper_save('part.md', 2, 'report', E'Open words, mended.\n\n{{exempt costs}}\n\n{{end-exempt}}\n\nMore.', '{0,1,2,3}', '{7.2}', '{65.6}', '{t}', '{NULL}'), 3, 'they mend the rest');
:person('lead') \g /dev/null
SELECT is((SELECT text FROM paper_of('part.md')), E'Open words, mended.\n\n{{exempt costs}}\n\nIt costs 4711 pounds. This will be exempt, a sentence.\n\n{{end-exempt}}\n\nMore.', '... and the part stays as it is');
SELECT is((SELECT string_agg(shown, ', ' ORDER BY place) FROM paper_figure WHERE paper = 'part.md' AND version = 3), '65.6, 47.11', '... with its figures');
SELECT is((SELECT string_agg(words, ', ' ORDER BY comment) FROM paper_comment), 'Really 4711?, Too short', 'its author reads the comments');
SELECT paper_hand_on('part.md', (SELECT step FROM paper_of('part.md')), 'chief', NULL) \g /dev/null
:person('chief') \g /dev/null
SELECT paper_hand_on('part.md', (SELECT step FROM paper_of('part.md')), 'signed', NULL) \g /dev/null
:person('clerk') \g /dev/null
SELECT paper_hand_on('part.md', (SELECT step FROM paper_of('part.md')), 'final', NULL) \g /dev/null

-- What is printed.
:superuser
SELECT is((SELECT count(*) FROM paper WHERE text ~ '4711') + (SELECT count(*) FROM paper_version WHERE text ~ '4711'), 0::bigint, 'no text that is stored has it');
SELECT is((SELECT count(*) FROM search_text WHERE words @@ plainto_tsquery('english', 'pounds') AND kind IN ('paper', 'part')), 1::bigint, 'it can be found');
:person('member') \g /dev/null
SELECT is(reads(w.who), w.said, w.who || ' on what is for the committee')
FROM (VALUES ('member', 'whole, 7'), ('adviser', 'whole, 7'), ('lead', 'whole, 7'), ('chief', 'whole, 7'), ('clerk', 'whole, 7'), ('substitute', 'with the reason, '),
  ('elsewhere', 'with the reason, '), ('named', 'with the reason, '), ('analyst', 'with the reason, '), ('finance', 'with the reason, '), ('stray', 'with the reason, '), ('auditor', 'with the reason, ')) w (who, said);
:person('clerk') \g /dev/null
SELECT exemption_save('part.md', 'costs', jsonb_build_object('since', (SELECT entry FROM exemption_now WHERE paper = 'part.md')::text, 'paragraph', '3', 'reason', 'What costs.',
  'public_interest', 'p', 'approved_by', 'a', 'review', '2091-01-01', 'audience', 'persons', 'audience_names', E'Ms Five\nMr Stray'), false) \g /dev/null
SELECT is(reads(w.who), w.said, w.who || ' on what is for two by name')
FROM (VALUES ('member', 'with the reason, '), ('adviser', 'with the reason, '), ('lead', 'whole, 7'), ('named', 'whole, 7'), ('stray', 'whole, 7'), ('clerk', 'whole, 7')) w (who, said);
:person('clerk') \g /dev/null
SELECT is((SELECT audience_names FROM exemption_now WHERE paper = 'part.md'), 'Ms Five; Mr Stray', 'names as they are kept');
SELECT is((SELECT string_agg(problem, ' ') FROM exemption_findings('part.md', (SELECT text FROM paper_of('part.md')), '2090-03-14')),
  'The exempt part “costs” is for Mr Stray, and no list of members has that name.', 'a name on no list is told');
-- Published: an edition for each; what is classified later is withdrawn first.
SELECT is((SELECT string_agg(made_as, ' ') FROM publication_sets('mu-1')), 'open own all', 'a pack is made for the public, the committee and who reads all');
SELECT is((SELECT string_agg(made_as, ' ') FROM publication_sets('mo-1')), 'open', '... and without anything exempt once');
-- The day of review.
SELECT is((SELECT count(*) FROM exemptions_due()), 0::bigint, 'nothing is to be looked at yet');
:superuser
UPDATE exemption SET review_on = today() WHERE paper = 'part.md';
UPDATE agenda_item SET review_on = today() - 1 WHERE meeting = 'mu-1' AND item = '1';
:person('clerk') \g /dev/null
SELECT is((SELECT string_agg(item || coalesce(' ' || part, ''), ', ') FROM exemptions_due()), '1, 7 costs', 'on the day it is');
-- A part that is public again: the version before stays with those who read it.
:person('lead') \g /dev/null
SELECT is(paper_save('part.md', 3, 'report', E'Open words. It costs 4711 pounds.', '{}', '{}', '{}', '{}'), 4, 'its author makes it public');
:person('analyst') \g /dev/null
SELECT is((SELECT string_agg(version::text, ' ') FROM paper_versions('part.md') WHERE version > 0), '4 3 2', '... from then on');
SELECT ok((SELECT text FROM paper_versions('part.md') WHERE version = 3) !~ '4711', '... and not before');
-- An erasure destroys it, wherever it stands.
:superuser
SELECT erasure_destroy(ARRAY(SELECT file_id FROM paper WHERE paper = 'part.md'), '{}', 8) \g /dev/null
SELECT is((SELECT count(*) FROM paper_block b WHERE b::text ~ '4711|sentence|part\.md') + (SELECT count(*) FROM exemption e WHERE e::text ~ 'costs\.|part\.md|Stray')
  + (SELECT count(*) FROM search_text WHERE words @@ '4711'), 0::bigint, 'an erasure takes the part, its reason and what finds it');
SELECT * FROM finish();
ROLLBACK;
