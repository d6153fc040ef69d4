-- Papers that are written on the site: who sees, writes, hands on, signs off and finishes them, and what of it is printed.
BEGIN;
:superuser
SELECT * FROM no_plan();
SELECT add_person('member', '{member}'), add_person('officer', '{officer}'), add_person('analyst', '{analyst}'),
       add_person('chief', '{chief_officer}'), add_person('finance', '{finance}'), add_person('auditor', '{auditor}'),
       add_person('clerk', '{committee_officer}'), add_person('admin', '{admin}'),
       add_person('lead', '{officer}', NULL, 'Ms Lead'), add_person('secret', '{officer}', NULL, 'Mr Secret') \g /dev/null
:operator
SELECT made_up('meetings', 'committee,meeting,date,time,venue
childrens-services,mu-1,2090-03-14,10:00,Room') \g /dev/null
SELECT made_up('agenda', 'meeting,item,title,kind,exempt_paragraph,lead
mu-1,1,Open item,report,,Ms Lead
mu-1,2,Exempt item,report,1,Mr Secret
mu-1,3,Apologies,apologies,,') \g /dev/null

:superuser
UPDATE agenda_item SET words = 'Printed under it', public_interest = 'Why' WHERE meeting = 'mu-1';
CREATE FUNCTION tap.saves(name text, words text, since integer DEFAULT 0, follows integer[] DEFAULT '{}', refs text[] DEFAULT '{}',
  shown text[] DEFAULT '{}', open boolean[] DEFAULT '{}') RETURNS integer LANGUAGE sql AS $$
  SELECT paper_save(name, since, 'report', words, follows, refs, shown, open)
$$;
CREATE FUNCTION tap.state(name text) RETURNS text LANGUAGE sql AS $$ SELECT state FROM paper_of(name) $$;
CREATE FUNCTION tap.step(name text) RETURNS integer LANGUAGE sql AS $$ SELECT step FROM paper_of(name) $$;
CREATE FUNCTION tap.hands(name text, state text, note text DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
  SELECT paper_hand_on(name, step(name), state, note)
$$;

-- An item without a paper has one by its own name; so has everybody who may see a draft of it.
:person('lead') \g /dev/null
SELECT is((SELECT title || ' ' || version || ' ' || state || ' ' || writes FROM paper_of('mu-1-1.md')), 'Open item 0 draft true', 'the author finds it');
SELECT is((SELECT count(*) FROM paper_of('mu-1-2.md')), 0::bigint, '... and not that of an exempt item of another');
SELECT is((SELECT count(*) FROM paper_of('nothing.md')), 0::bigint, '... nor one that is not there');
SELECT is((SELECT string_agg(item || ' ' || state || ' ' || waits, ', ') FROM paper_list('mu-1')), '1 unwritten true', 'it waits for its author');
SELECT is((SELECT due FROM paper_list('mu-1')), '2090-03-06', '... who has until five clear days before the meeting');
SELECT is(saves('mu-1-1.md', 'First.'), 1, 'the author saves a version');
SELECT throws_like($$SELECT saves('mu-1-1.md', 'Second.')$$, '%somebody else has saved%', 'one that does not know of it is refused');
SELECT throws_like($$SELECT saves('mu-1-1.md', 'First.', 1)$$, '%nothing is changed%', 'so is one that changes nothing');
SELECT throws_like($$SELECT saves('mu-1-2.md', 'Mine.')$$, '%there is no paper%', 'an exempt one of another is not there');
:person('secret') \g /dev/null
SELECT is((SELECT count(*) FROM paper_version), 0::bigint, 'another author sees no version of it');
SELECT throws_like($$SELECT saves('mu-1-1.md', 'Theirs.', 1)$$, '%there is no paper%', '... and saves none');
SELECT is(saves('mu-1-2.md', 'Secret words.'), 1, 'the author of an exempt one does of theirs');
:person('analyst') \g /dev/null
SELECT is((SELECT string_agg(paper, ' ') FROM paper_version), 'mu-1-1.md', 'analysts see drafts, but for exempt ones');
SELECT is((SELECT count(*) FROM paper_step), 1::bigint, '... nor how those were handed on');
SELECT is(saves('mu-1-1.md', 'Second.', 1, '{}', '{7.2 2017-01,7.2 2017-02}', '{65.5,65.8 [u]}', '{t,f}'), 2, '... and write');
:person('finance') \g /dev/null
SELECT is((SELECT writes FROM paper_of('mu-1-1.md')), false, 'finance reads it');
SELECT throws_like($$SELECT saves('mu-1-1.md', 'Money.', 2)$$, '%only its author%', '... and writes none without money');
:person('member') \g /dev/null
SELECT is((SELECT count(*) FROM paper_of('mu-1-1.md')) + (SELECT count(*) FROM paper_version) + (SELECT count(*) FROM paper_list()), 0::bigint, 'members see nothing of it');
:person('auditor') \g /dev/null
SELECT is((SELECT count(*) FROM paper_version) + (SELECT count(*) FROM paper_list()), 0::bigint, 'auditors neither');
:person('admin') \g /dev/null
SELECT is((SELECT count(*) FROM paper_version), 0::bigint, 'administrators neither');
SELECT throws_ok($$INSERT INTO paper_version (paper, version, meeting, item, text) VALUES ('mu-1-1.md', 9, 'mu-1', '1', 'x')$$, '42501');

-- What figures showed: what is not released only to those who may know it.
:person('analyst') \g /dev/null
SELECT is((SELECT string_agg(shown, ', ' ORDER BY place) FROM paper_figure), '65.5, 65.8 [u]', 'who sees figures before release sees them in versions');
:person('clerk') \g /dev/null
SELECT is((SELECT string_agg(shown, ', ' ORDER BY place) FROM paper_figure), '65.5', '... others only those that were released');
SELECT is((SELECT string_agg(version || text, ', ' ORDER BY version) FROM paper_versions('mu-1-1.md')), '1First., 2Second.', 'both versions are kept');

-- From hand to hand.
:person('finance') \g /dev/null
SELECT throws_like($$SELECT hands('mu-1-1.md', 'legal')$$, '%only who writes%', 'who does not write it does not hand it on');
:person('lead') \g /dev/null
SELECT hands('mu-1-1.md', 'finance', 'Please check 5.5.') \g /dev/null
SELECT throws_like($$SELECT hands('mu-1-1.md', 'finance')$$, '%already: with finance%', 'not to where it is');
SELECT throws_like($$SELECT paper_hand_on('mu-1-1.md', 1, 'chief', NULL)$$, '%meanwhile%', 'nor by a page that is out of date');
SELECT throws_like($$SELECT hands('mu-1-1.md', 'signed')$$, '%only a chief officer%', 'nor signs its author');
SELECT throws_like($$SELECT hands('mu-1-1.md', 'final')$$, '%only a committee officer%', 'nor makes it final');
SELECT throws_ok($$INSERT INTO paper_step (paper, step, version, state) VALUES ('mu-1-1.md', 3, 2, 'signed')$$, '42501');
SELECT throws_ok($$INSERT INTO paper_step (paper, step, version, state) VALUES ('mu-1-1.md', 3, 2, 'final')$$, '42501');
:person('finance') \g /dev/null
SELECT is((SELECT waits FROM paper_list('mu-1')), true, 'it waits for finance');
SELECT is(saves('mu-1-1.md', E'Third.\n\nIt costs.', 2), 3, '... who now write');
SELECT is(state('mu-1-1.md'), 'finance', '... and it stays with them');
SELECT hands('mu-1-1.md', 'chief') \g /dev/null
SELECT is((SELECT string_agg(state || version || coalesce(note, ''), ' ' ORDER BY step) FROM paper_step), 'draft1 finance2Please check 5.5. chief3', 'each hand-over is kept, with its note');

-- Comments stay on their paragraphs.
:person('clerk') \g /dev/null
SELECT paper_comment_add('mu-1-1.md', 3, 1, 'It costs.', 'How much?'), paper_comment_add('mu-1-1.md', 3, 0, 'Third.', 'Why?') \g /dev/null
SELECT throws_like($$SELECT paper_comment_add('mu-1-1.md', 2, 1, 'It costs.', 'Late')$$, '%changed meanwhile%', 'a comment on a version before is refused');
:person('chief') \g /dev/null
SELECT is((SELECT waits FROM paper_list('mu-1') WHERE item = '1'), true, 'it waits for the chief officer');
SELECT throws_like($$SELECT hands('mu-1-1.md', 'final')$$, '%when a chief officer has signed%', 'it is not final before it is signed');
SELECT hands('mu-1-1.md', 'signed') \g /dev/null
:person('lead') \g /dev/null
SELECT is(saves('mu-1-1.md', E'New.\n\nIt costs a million.', 3, '{NULL,1}'), 4, 'somebody writes after it was signed');
SELECT is(state('mu-1-1.md'), 'draft', '... and it is a draft again');
SELECT is((SELECT string_agg(comment || ':' || coalesce(place::text, 'lost') || ':' || passage, ' ' ORDER BY comment) FROM paper_comment), '1:1:It costs. 2:lost:Third.', 'a comment stays on its paragraph, or is lost');
SELECT paper_comment_settle('mu-1-1.md', 1, true) \g /dev/null
SELECT is((SELECT resolved_by FROM paper_comment WHERE comment = 1), 'Ms Lead', 'it is resolved by somebody');
SELECT throws_like($$SELECT paper_comment_settle('mu-1-1.md', 9, true)$$, '%no such comment%', 'not one that is not there');

-- Final: what the pack prints.
:person('chief') \g /dev/null
SELECT hands('mu-1-1.md', 'chief'), hands('mu-1-1.md', 'signed') \g /dev/null
SELECT is((SELECT paper_text FROM meeting_agenda('mu-1') WHERE item = '1'), NULL, 'what is signed is not printed yet');
:person('clerk') \g /dev/null
SELECT is((SELECT waits FROM paper_list('mu-1') WHERE item = '1'), true, 'it waits for the committee officer');
SELECT hands('mu-1-1.md', 'final') \g /dev/null
SELECT is((SELECT paper || ': ' || paper_text FROM meeting_agenda('mu-1') WHERE item = '1'), E'mu-1-1.md: New.\n\nIt costs a million.', 'what is final is printed');
SELECT is((SELECT title || ', ' || lead || ', ' || words || ', ' || place FROM agenda_item_now WHERE meeting = 'mu-1' AND item = '1'),
  'Open item, Ms Lead, Printed under it, 2', '... and the item is otherwise what it was');
SELECT throws_like($$SELECT paper_print('mu-1-1.md', NULL)$$, '%when a chief officer has signed%', '... once');
SELECT is(saves('mu-1-1.md', 'After.', 4), 5, 'a version after it');
SELECT is((SELECT paper_text FROM meeting_agenda('mu-1') WHERE item = '1'), E'New.\n\nIt costs a million.', '... leaves the pack as it is');
:person('secret') \g /dev/null
SELECT hands('mu-1-2.md', 'chief') \g /dev/null
:person('chief') \g /dev/null
SELECT hands('mu-1-2.md', 'signed'), hands('mu-1-2.md', 'final') \g /dev/null
:person('analyst') \g /dev/null
SELECT is((SELECT count(*) FROM paper WHERE paper = 'mu-1-2.md'), 0::bigint, 'an exempt one that is final is for those who see the item');
SELECT is((SELECT count(*) FROM import_file WHERE name LIKE '%mu-1-2%'), 0::bigint, '... nor is its name');
SELECT is((SELECT count(*) FROM meeting_agenda('mu-1') WHERE item = '2'), 0::bigint, '... nor the item');
:person('secret') \g /dev/null
SELECT is((SELECT text FROM paper_now WHERE paper = 'mu-1-2.md'), 'Secret words.', 'its author reads it');

-- What was imported is where the versions begin; finance writes where there is money.
:person('finance') \g /dev/null
SELECT is((SELECT version || state || writes FROM paper_of('safelives.md')), '0finaltrue', 'a paper with money in it is finance''s to write');
SELECT is(saves('safelives.md', 'Ours.'), 1, '... who do');
SELECT is((SELECT string_agg(version || left(text, 19), ', ' ORDER BY version) FROM paper_versions('safelives.md')), '0## Strategic impact, 1Ours.', 'what was imported is kept as what was before');

-- Sections are democratic services' own.
:person('analyst') \g /dev/null
SELECT throws_like($$SELECT made_up('paper_sections', E'kind,section\nreport,Purpose')$$, '%', 'not the analysts''');
:person('clerk') \g /dev/null
SELECT enter('paper_sections', '[{"kind":"report","section":"Purpose","headings":"Strategic impact; Introduction"}]') \g /dev/null
SELECT is((SELECT section || headings FROM paper_section_now WHERE section = 'Purpose'), 'PurposeStrategic impact; Introduction', 'theirs they are');
SELECT throws_like($$SELECT enter('paper_sections', '[{"kind":"report","section":"Purpose"},{"kind":"report","section":"Purpose"}]')$$, '%', 'each once');
:superuser
SELECT is((SELECT string_agg(DISTINCT event, ' ' ORDER BY event) FROM audit_event WHERE event ~ '^(paper|comment)-'),
  'comment-resolved paper-commented paper-finished paper-handed-on paper-saved paper-signed', 'all of it is on record');

-- An erasure of a paper takes what was written of it on the site with it.
SELECT erasure_destroy(ARRAY(SELECT file_id FROM paper WHERE paper = 'mu-1-1.md'), '{}', 7) \g /dev/null
SELECT is((SELECT count(*) FROM paper_version WHERE text ~ 'million|First|Second|After'), 0::bigint, 'no version of an erased paper is left');
SELECT is((SELECT string_agg(DISTINCT paper, ' ') FROM paper_version WHERE erased), 'removed-7-1.md', '... under no name of its own');
SELECT is((SELECT count(*) FROM paper_figure) + (SELECT count(*) FROM paper_comment WHERE words ~ 'much|Why' OR passage <> '')
          + (SELECT count(*) FROM paper_step WHERE note ~ '5.5'), 0::bigint, '... nor figure, comment or note');
SELECT is((SELECT text FROM paper_version WHERE paper = 'mu-1-2.md'), 'Secret words.', '... and others stay');
SELECT * FROM finish();
ROLLBACK;
