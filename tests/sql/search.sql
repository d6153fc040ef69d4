-- Finding by words: what is found and in which order, who finds it, and that an index is asked. The texts are made up for
-- the purpose, with words that stand nowhere else.
BEGIN;
:superuser
SELECT * FROM no_plan();
SELECT add_person('member', '{member}', 'Cllr Quill'), add_person('other', '{member}', 'Cllr Other'),
       add_person('officer', '{officer}'), add_person('auditor', '{auditor}'), add_person('clerk', '{committee_officer}'),
       add_person('nobody', '{}') \g /dev/null

-- What a reader finds of some words: "kind ref" of each hit, the best first; and the counts.
CREATE FUNCTION tap.finds(words text, of_kind text DEFAULT NULL, of_committee text DEFAULT NULL, from_day date DEFAULT NULL,
  to_day date DEFAULT NULL) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(string_agg(kind || ' ' || ref, ', ' ORDER BY n), '') FROM (
    SELECT s.*, row_number() OVER () AS n FROM search(words, of_kind, of_committee, from_day, to_day, 1) s) s
  WHERE name IS NOT NULL
$$;
CREATE FUNCTION tap.counts(words text, of_kind text DEFAULT NULL) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(string_agg(kind || ' ' || hits || CASE WHEN more THEN '+' ELSE '' END, ', ' ORDER BY kind), '')
  FROM search(words, of_kind, NULL, NULL, NULL, 1) WHERE hits IS NOT NULL
$$;

:operator
SELECT made_up('glossary', 'term,meaning
Quaggle,A made up measure of wombling
IT,Quaggled twice: information technology
Wombling,To womble
Zebu plan,Of cattle') \g /dev/null
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,definition
QG-1,Rate of quaggles,Quagglish,low,count,flow,monthly,Counted by hand
QG-2,Wombles found,Quagglish,low,count,flow,monthly,Every quaggle that is left over') \g /dev/null
SELECT made_up('committees', 'committee,name
quag,Quaggle Board
wom,Womble Board') \g /dev/null
SELECT made_up('seats', 'committee,person,capacity
quag,Cllr Quill,Member') \g /dev/null
SELECT made_up('meetings', 'committee,meeting,date,time,venue,published
quag,quag-2017-01-10,2017-01-10,10:00,Room,2017-01-02
wom,wom-2018-01-10,2018-01-10,10:00,Room,2018-01-02
quag,quag-2099-01-13,2099-01-13,10:00,Room,2098-12-01') \g /dev/null
SELECT made_up('papers', 'paper,text
one.md,# Spadgers  The spadger-hawk and the looked-after quaggle (see 6.5.1) were noted
two.md,The hidden spadger
three.md,The spadger of a draft') \g /dev/null
SELECT made_up('agenda', 'meeting,item,title,kind,report,exempt_paragraph
quag-2017-01-10,8,Quaggling,report,one.md,
quag-2017-01-10,9,Spadgers of a child,report,two.md,1
wom-2018-01-10,8,Spadgers and others,report,,
quag-2099-01-13,3,Spadgers to come,report,three.md,') \g /dev/null

-- Order: what is called so, then what has it in its name, then what says it.
:person('clerk') \g /dev/null
SELECT is(split_part(finds('quaggle'), ',', 1), 'term quaggle', 'what has exactly this name comes first');
SELECT ok(position('indicator QG-1' IN finds('quaggle')) < position('indicator QG-2' IN finds('quaggle')),
  'a word in a name counts for more than one in a definition');
SELECT is(finds('QG-1'), 'indicator QG-1', 'an indicator is found by its reference');
SELECT is(finds('qg-1'), 'indicator QG-1', '... in small letters too');
SELECT is(finds('it'), 'term it', 'what is called by a word that is otherwise too common is found');
SELECT is(finds('the'), '', 'a word that is too common finds nothing');
SELECT is(finds('-quaggle'), '', 'nor does what only leaves out');
SELECT is(finds(''), '', 'nor does nothing');

-- Spelling.
SELECT is(finds('spadger hawk'), 'paper 8', 'parts of a compound are words');
SELECT is(finds('spadger-hawk'), 'paper 8', '... and so is the compound');
SELECT is(finds('spadger/hawk'), 'paper 8', '... however it is written');
SELECT is(finds('"looked after quaggle"'), 'paper 8', 'words in quotes stand together');
SELECT is(finds('“looked after quaggle”'), 'paper 8', '... in the quotes of a word processor too');
SELECT is(finds('"quaggle looked"'), '', '... in this order');
SELECT is(finds('spadger -hawk', 'paper'), 'paper 3, paper 9', 'a minus leaves out');
SELECT is(finds('zebu or hawk'), 'term zebu-plan, paper 8', 'or finds either');
SELECT is(finds('6.5.1'), 'paper 8', 'a number of a paragraph is a word');
SELECT is(split_part(finds('Item 8', 'item', 'quag'), ',', 1), 'item 8', 'so is an item with its number');
SELECT ok(finds('spadg') LIKE '%item 9%' AND (SELECT bool_and(begins) FROM search('spadg', NULL, NULL, NULL, NULL, 1)),
  'what begins so is found where nothing has the word');
SELECT ok((SELECT NOT bool_or(begins) FROM search('zebu', NULL, NULL, NULL, NULL, 1)), '... and only there');
SELECT is(finds('spadg hawk'), '', '... of a single word');
SELECT is(finds(repeat('spadger ', 10000) || chr(1) || '<b>&'), '', 'a long text is cut, and harms nothing');

-- The passage.
SELECT is((SELECT passage FROM search('hawk', NULL, NULL, NULL, NULL, 1) WHERE kind = 'paper' AND name IS NOT NULL),
  E'Spadgers The spadger-\x01hawk\x02 and the looked-after quaggle (see 6.5.1) were noted', 'the words are marked in their passage');
SELECT is(search_passage(repeat('Filling words of no use at all. ', 500) || 'Then a zyxwv & more.', to_tsquery('english', 'zyxwv')) ~ E'\x01zyxwv\x02 & more',
  true, '... far down in a long text too');
SELECT is(search_passage(E'One \x01 zyxwv', to_tsquery('english', 'zyxwv')), E'One \x01zyxwv\x02', 'what would be a mark is none in a text');

-- By kind, committee and day.
SELECT is(counts('spadger'), 'item 3, paper 3', 'how many there are of each kind');
SELECT is(counts('spadger', 'item'), 'item 3, paper 3', '... whichever is shown');
SELECT is(finds('spadger', NULL, 'wom'), 'item 8', 'of a committee');
SELECT is(finds('spadger', 'item', NULL, '2018-01-01', '2018-12-31'), 'item 8', 'of some days');
SELECT is(finds('spadger', 'item', NULL, NULL, '2017-12-31'), 'item 9', '... up to one');
SELECT is(finds('quaggle', 'term', 'quag'), '', 'a term is of no committee');
SELECT is((SELECT problem FROM search_scope('x', NULL, NULL, 'yesterday', NULL, NULL)),
  '"yesterday" is not a day: write 3 May 2017, 03/05/2017 or 2017-05-03', 'what is no day is said');
SELECT is((SELECT problem FROM search_scope('x', NULL, NULL, '2017-05-03', '2017-05-02', NULL)),
  '2017-05-02 is before 2017-05-03', '... and days in the wrong order');

-- Nobody finds more than they may read: exempt items, drafts, figures, what is not released.
:person('member') \g /dev/null
SELECT is(counts('spadger'), 'item 2, paper 2', 'a member of the committee finds its exempt item, and no draft');
:person('other') \g /dev/null
SELECT is(finds('spadger'), 'item 8, paper 8', 'another member finds neither');
SELECT is(counts('spadger'), 'item 1, paper 1', '... nor a count of it');
SELECT is(finds('"hidden spadger"'), '', '... nor its paper');
:person('auditor') \g /dev/null
SELECT ok(counts('quaggle') !~ 'indicator|topic|line|risk|commentary', 'an auditor finds no figures');
:person('nobody') \g /dev/null
SELECT is(finds('spadger or quaggle'), '', 'who has no role finds nothing');
:operator
SELECT made_up('papers', 'paper,text
one.md,The spadger is a flibber now', false) \g /dev/null
SELECT made_up('risks', 'number,name,description,entered,likelihood,impact,target_likelihood,target_impact,target_date,reviewed
QR-1,Of flibbers,Too many,2017-01-01,1,1,1,1,2017-12-31,2017-02-01', false) \g /dev/null
SELECT made_up('revenue', 'statement,period,line,budget,outturn,reason
la,2017-01,Spadging,1,2,A flibber less
la,2016-12,Spadging,1,2,A flibber more') \g /dev/null
:person('other') \g /dev/null
SELECT is(finds('flibber'), 'line spadging', 'what is not released is not found; a line once');
SELECT is((SELECT place FROM search('flibber', NULL, NULL, NULL, NULL, 1) WHERE name IS NOT NULL), 'January 2017', '... where it says so last');
SELECT is(finds('flibber', NULL, NULL, NULL, '2016-12-31'), 'line spadging', '... or up to a day');
SELECT is(finds('hawk'), 'paper 8', '... and what holds for this reader is');
:person('officer') \g /dev/null
SELECT is(finds('flibber', 'paper'), 'paper 8', 'who sees it finds it');
SELECT is(finds('hawk'), '', '... and not what it has superseded');
SELECT is(finds('flibber', 'risk'), 'risk QR-1', '... a risk too');

-- Minutes, once they are circulated; of an exempt paragraph its summary.
:operator
SELECT made_up('minutes', 'meeting,number,item,text,exempt,summary
quag-2017-01-10,8.1,8,The bangle was noted,,
quag-2017-01-10,8.2,8,The secret bangle was weighed,yes,A bangle was discussed') \g /dev/null
SELECT made_up('resolutions', 'meeting,item,number,verb,text
quag-2017-01-10,8,a,note,the bangle as a whole') \g /dev/null
SELECT made_up('motions', 'meeting,item,number,text,outcome
quag-2017-01-10,8,1,That the bangle be kept,carried') \g /dev/null
:person('other') \g /dev/null
SELECT is(finds('bangle'), '', 'draft minutes are not found');
:person('clerk') \g /dev/null
SELECT is(counts('bangle'), 'minute 3, motion 1, resolution 1', '... but by who writes them');
:operator
SELECT made_up('minutes_states', 'meeting,state,date
quag-2017-01-10,circulated,2017-01-20') \g /dev/null
:person('other') \g /dev/null
SELECT is(counts('bangle'), 'minute 2, motion 1, resolution 1', 'circulated ones are, an exempt paragraph by its summary');
SELECT is(finds('"secret bangle"'), '', '... and not by its own words');
SELECT is((SELECT string_agg(name, '; ') FROM search('minute 8.1', NULL, 'quag', NULL, NULL, 1) WHERE name IS NOT NULL),
  'Minute 8.1: Quaggling', 'a paragraph is found by its number');
:person('member') \g /dev/null
SELECT is(finds('"secret bangle"'), 'minute 8.2', 'a member of the committee finds it');

-- Questions that were accepted, with their answers, and actions once the minutes are open.
:operator
SELECT made_up('questions', 'meeting,as,number,asker,text,received,accepted,answered_by,answer
quag-2017-01-10,public,1,Ms Reed,Whose is the tabor?,2017-01-02,yes,The Chair,It is the wapentake''s
quag-2017-01-10,public,2,Mr Sedge,Whose is the other tabor?,2017-01-02,,,') \g /dev/null
SELECT made_up('actions', 'meeting,item,number,text,owner
quag-2017-01-10,8,1,To find the tabor,Cllr Quill') \g /dev/null
:person('other') \g /dev/null
SELECT is(finds('tabor'), 'action 8/1, question ', 'a question that is accepted is found, and an action');
SELECT is(counts('wapentake'), 'question 1', '... by its answer too');

-- What is hidden is the same, asked of all items at once or of each.
:superuser
SELECT add_person('lead', '{officer}', NULL, 'Ms Spadger'), add_person('left', '{member}', 'Cllr Left'),
       add_person('idle', '{}', 'Cllr Quill too') \g /dev/null
:operator
SELECT made_up('seats', 'committee,person,capacity,from,to
quag,Cllr Left,Member,2015-01-01,2016-12-31
wom,Cllr Other,Member,2018-01-10,') \g /dev/null
SELECT made_up('agenda', 'meeting,item,title,exempt_paragraph,lead
quag-2017-01-10,11,Of the lead,2,Ms Spadger
wom-2018-01-10,9,Of another committee,3,
wom-2018-01-10,10,Of nobody,4,Cllr Quill') \g /dev/null
:superuser
CREATE FUNCTION tap.hidden_alike() RETURNS boolean LANGUAGE sql SECURITY DEFINER
  SET search_path = moothall, pg_temp AS $$
  SELECT (SELECT array_agg(DISTINCT (a.meeting, a.item)::text ORDER BY (a.meeting, a.item)::text) FROM agenda_item a
          WHERE a.exempt_paragraph IS NOT NULL AND NOT sees_exempt(a.meeting, a.item, a.lead))
         IS NOT DISTINCT FROM
         (SELECT array_agg((h.meeting, h.item)::text ORDER BY (h.meeting, h.item)::text) FROM items_hidden(false) h)
$$;
:person('member') \g /dev/null
SELECT ok(hidden_alike(), 'what is hidden from a member is the same, item by item and at once');
:person('other') \g /dev/null
SELECT ok(hidden_alike(), '... from one of another committee');
:person('left') \g /dev/null
SELECT ok(hidden_alike(), '... from one who has left');
:person('lead') \g /dev/null
SELECT ok(hidden_alike(), '... from an author');
:person('officer') \g /dev/null
SELECT ok(hidden_alike(), '... from an officer');
:person('idle') \g /dev/null
SELECT ok(hidden_alike(), '... from somebody without a role');
:person('clerk') \g /dev/null
SELECT ok(hidden_alike(), '... and from a clerk');

-- As the application, nobody reads the index; and nothing is found in what was erased.
SELECT throws_ok('SELECT FROM search_text', '42501', NULL, 'nobody reads the index');
SELECT throws_ok('SELECT FROM search_source', '42501', NULL, '... nor what it is made of');
:superuser
UPDATE paper SET erased = true, text = 'Removed' WHERE paper = 'one.md';
:person('clerk') \g /dev/null
SELECT is(finds('hawk'), '', 'what is erased is not found');
:superuser
SELECT is((SELECT count(*) FROM search_text WHERE kind = 'paper' AND key1 = 'one.md'), 0::bigint, '... nor kept in the index');

-- An index is asked, for many rows.
INSERT INTO search_text SELECT 'paper', NULL, 'x' || n, NULL, NULL, 1, n, '{}', to_tsvector('english', 'word' || n)
  FROM generate_series(1, 20000) n;
ANALYZE search_text;
CREATE FUNCTION tap.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE 'EXPLAIN ' || query;
END
$$;
SELECT ok((SELECT string_agg(p, E'\n') ~ 'search_text_words' AND string_agg(p, E'\n') ~ 'search_text_names'
  FROM plan($$SELECT FROM search_text t WHERE (t.words @@ to_tsquery('english', 'word77') OR t.names @> '{word77}')
              AND t.file_id IN (SELECT readable_files(true))$$) p), 'the index is asked for words and names');
SELECT * FROM finish();
ROLLBACK;
