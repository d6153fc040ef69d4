#!/bin/sh
# Questions, actions and what was resolved: what an import and a form refuse, in words at the column; the last day for
# questions; who reads what, and when; what stands on which agenda; and what became of the figures since, by hand.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

for user in member:member chief:chief_officer clerk:committee_officer auditor:auditor analyst:analyst; do
	printf 'correct horse battery\n' | "$moothall" user add --role "${user#*:}" "${user%:*}" >"$tmp/out" || exit 1
done
. "$src/tests/sql/as.sh"
cp -r "$src/tests/data/questions" "$tmp/in"
chmod -R u+w "$tmp/in"
mkdir "$tmp/later"
mv "$tmp/in/minutes_states.csv" "$tmp/later"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "questions, actions and resolutions come in: $(head -n 1 "$tmp/out")"
for user in 'ann:Ann Author' 'don:Don Evans'; do
	printf 'correct horse battery\n' | "$moothall" user add --role officer --person "${user#*:}" "${user%:*}" >"$tmp/out" || exit 1
done

# refused KIND COLUMN EXPECTED WHAT ROW: a file of this row under the columns of the kind's file.
refused() {
	{
		head -n 1 "$tmp/in/$1.csv"
		echo "$5"
	} >"$tmp/$1.csv"
	seen=$("$moothall" import --dry-run "$1" "$tmp/$1.csv" 2>&1)
	is "$?" 1 "$4"
	has "$seen" "column $2" "... at its column"
	has "$seen" "$3" "... in words"
}

# --- questions ---
# Tuesday 14 March 2017: Monday 13, Friday 10 and Thursday 9 are three working days before; the pack of that day says
# "5pm Thursday 9 March 2017". Monday 17 April 2017 is Easter Monday, and Friday 14 Good Friday.
is "$(as clerk "SELECT question_deadline('asked', '2017-03-14')")" 2017-03-09 "three working days before 14 March 2017"
is "$(as clerk "SELECT question_deadline('asked', '2017-04-18')")" 2017-04-11 "... and before 18 April, over Easter"
"$moothall" setting question_days 0 >"$tmp/out"
is "$(as clerk "SELECT question_deadline('asked', '2017-03-14')")" 2017-03-14 "a council that takes them on the day"
"$moothall" setting question_days 3 >"$tmp/out"
printf 'committee,from,question_days\nasked,2017-02-01,5\n' >"$tmp/terms.csv"
"$moothall" import --release terms "$tmp/terms.csv" >"$tmp/out" 2>&1
is "$(as clerk "SELECT question_deadline('asked', '2017-03-14'), question_deadline('asked', '2017-01-24')")" \
	'2017-03-07|2017-01-19' "a committee's own terms come first, from their day on"
psql -U postgres -qX -c "DELETE FROM moothall.terms WHERE committee = 'asked'"

m=asked-2017-03-14
refused questions reason 'the last day was 9 March 2017' "a question after the last day without a reason" \
	"$m,public,5,Mr A,,Why?,2017-03-10,yes,,,,,"
refused questions reason 'why it is refused' "a refusal without a reason" "$m,public,5,Mr A,,Why?,2017-03-01,no,,,,,"
refused questions received 'on or before 14 March 2017' "a question after the meeting" \
	"$m,public,5,Mr A,,Why?,2017-03-15,yes,It is late,,,,"
refused questions received 'today or earlier' "a question of a day to come" \
	"asked-2098-05-12,public,5,Mr A,,Why?,2098-01-01,yes,,,,,"
refused questions answer 'the question is refused' "an answer to a refused question" \
	"$m,public,5,Mr A,,Why?,2017-03-01,no,It is not ours,the Chairman,Because,,"
refused questions answer 'until the question is accepted' "an answer to one that is not accepted" \
	"$m,public,5,Mr A,,Why?,2017-03-01,,,the Chairman,Because,,"
refused questions answered_by 'who answers' "an answer of nobody's" "$m,public,5,Mr A,,Why?,2017-03-01,yes,,,Because,,"
refused questions supplementary 'until the question is answered' "a supplementary question before the answer" \
	"$m,public,5,Mr A,,Why?,2017-03-01,yes,,,,And why?,"
refused questions supplementary 'what was asked further' "a further answer to no question" \
	"$m,public,5,Mr A,,Why?,2017-03-01,yes,,the Chairman,Because,,So"
refused questions item "an item of the agenda of $m" "an item that is not on the agenda" \
	"$m,public,5,Mr A,99,Why?,2017-03-01,yes,,,,,"

seen=$(as member "SELECT question FROM meeting_questions('asked-2017-01-24')" | tr '\n' ' ')
is "$seen" 'public-1 member-1 ' "members read what was accepted, and not what is of an exempt item"
seen=$(as member "SELECT question, answer IS NOT NULL FROM meeting_questions('$m')" | tr '\n' ' ')
is "$seen" 'public-1|f ' "... not what is refused or not decided"
is "$(as clerk "SELECT count(*) FROM meeting_questions('asked-2017-01-24') UNION ALL SELECT count(*) FROM meeting_questions('$m')" |
	tr '\n' ' ')" '3 3 ' "committee officers read them all"
is "$(as chief "SELECT count(*) FROM meeting_questions('$m')")" 3 "... and chief officers"
is "$(as auditor "SELECT count(*) FROM meeting_questions('$m')")" 1 "auditors what is open"

# On the site, by the same rules. An answer is open from the day of the meeting on.
put() {	# SQL of the typed row
	as clerk "SELECT question_put('$1', $2, $3, jsonb_build_object($4))"
}
seen=$(put asked-2098-05-12 NULL NULL "'as', 'public', 'asker', 'Mr B', 'text', 'Why?', 'received', today(), 'accepted', true")
is "$seen" 'Public question 1' "a question is received on the site"
is "$(as member "SELECT count(*) FROM meeting_questions('asked-2098-05-12')")" 0 "nobody reads it before the agenda is published"
as clerk "SELECT enter('meetings', '[{\"committee\":\"asked\",\"meeting\":\"asked-2098-05-12\",\"date\":\"2098-05-12\",\"time\":\"10:00\",\"venue\":\"County Hall\",\"published\":\"$(date -d yesterday +%F)\"}]')" >"$tmp/out"
is "$(as member "SELECT count(*) FROM meeting_questions('asked-2098-05-12')")" 1 "... and members once it is"
entry=$(as clerk "SELECT entry FROM question_now WHERE meeting = 'asked-2098-05-12'")
put asked-2098-05-12 "'public-1'" "$entry" "'answered_by', 'the Chairman', 'answer', 'Because'" >"$tmp/out"
is "$(as member "SELECT answer IS NULL FROM meeting_questions('asked-2098-05-12')")" t "its answer is not open before the day"
is "$(as clerk "SELECT answer FROM meeting_questions('asked-2098-05-12')")" Because "... but to who wrote it"
has "$(put asked-2098-05-12 "'public-1'" "$entry" "'answer', 'Another'")" 'MH409' "a form that was filled in from an older entry"
entry=$(as clerk "SELECT entry FROM question_now WHERE meeting = 'asked-2098-05-12'")
has "$(put asked-2098-05-12 "'public-1'" "$entry" "'accepted', false")" 'MH400: it should be blank: the question is refused' \
	"an answered question is not refused on the site"
has "$(as member "SELECT question_put('$m', NULL, NULL, '{}')")" MH403 "members enter none"
as clerk "SELECT question_take_away('asked-2098-05-12', 'public-1', $entry)" >"$tmp/out"
is "$(as clerk "SELECT count(*) FROM meeting_questions('asked-2098-05-12')" | tail -n 1)" 0 "one entered by mistake is taken away"
is "$(as member "SELECT count(*) FROM question WHERE meeting = 'asked-2098-05-12'")" 0 "... and no version of it is left to read"

# --- actions ---
m=asked-2017-01-24
refused actions due 'on or after 24 January 2017' "an action that is due before its meeting" "$m,10,9,Do,Don,2017-01-23,,,,,,"
refused actions closed 'when it was asked for' "closed before it was opened" "$m,10,9,Do,Don,,,,,,2017-01-01,minute 1"
refused actions closed 'today or earlier' "closed on a day to come" "$m,10,9,Do,Don,,,,,,2098-01-01,minute 1"
refused actions closed_by 'the minute or decision that closed it' "closed by nothing" "$m,10,9,Do,Don,,,,,,2017-03-14,"
refused actions closed 'the day on which it was closed' "closed on no day" "$m,10,9,Do,Don,,,,,,,minute 1"
refused actions indicator 'a known indicator' "an indicator that is not there" "$m,10,9,Do,Don,,NO-1,,,,,"
refused actions budget_line 'a known line of a budget' "a budget line that is not there" "$m,10,9,Do,Don,,,Nothing,,,,"
refused actions risk 'a known risk' "a risk that is not there" "$m,10,9,Do,Don,,,,RM0,,,"
refused actions item "an item of the agenda of $m" "an item that is not on the agenda" "$m,99,9,Do,Don,,,,,,,"
refused actions meeting 'a meeting that has begun' "an action of a meeting to come" "asked-2098-05-12,2,9,Do,Don,,,,,,,"

# On 14 March 2017: what was asked for in January and not closed before. 28 February had passed.
is "$(as member "SELECT concat_ws('/', item, number), state FROM matters_outstanding('asked-2017-03-14')" | tr '\n' ' ')" \
	'16/2|Overdue 16/1|Open 10/1|Closed ' "what stands on the agenda of 14 March, and of what an exempt item is nothing"
is "$(as clerk "SELECT count(*) FROM matters_outstanding('asked-2017-03-14')")" 4 "committee officers see that too"
is "$(as member "SELECT closed_words FROM matters_outstanding('asked-2017-03-14') WHERE item = '10'")" \
	'Closed at the meeting of 14 March 2017' "what a meeting closed stands on its agenda"
is "$(as clerk "SELECT concat_ws('/', item, number) FROM matters_outstanding('asked-2098-05-12')" | tr '\n' ' ')" \
	'16/2 19/1 16/1 8/1 ' "what is closed stands on none after it, what is not on every one"
as clerk "SELECT enter('meetings', '[{\"committee\":\"asked\",\"meeting\":\"asked-2098-05-12\",\"date\":\"2098-05-12\",\"time\":\"10:00\",\"venue\":\"County Hall\"}]')" >"$tmp/out"
is "$(as member "SELECT count(*) FROM matters_outstanding('asked-2098-05-12')")" 0 "nobody is shown it before the agenda is published"
is "$(as member "SELECT count(*) FROM action_list() WHERE meeting = 'asked-2017-03-14'")" 0 \
	"what the last meeting asked for is not open before its minutes are, or the next agenda"
is "$(as ann "SELECT text FROM actions_owned() WHERE meeting = 'asked-2017-03-14'")" 'Send the table' "... but to its owner"
is "$(as ann "SELECT count(*) FROM actions_owned()")" 3 "an owner's home page has what they own and is not closed"
is "$(as don "SELECT count(*) FROM actions_owned()")" 0 "... of an exempt item nothing, whoever owns it"
as don "SELECT action_progress_add('asked-2017-01-24', '16', '2', 'Mine')" >"$tmp/out"
has "$(cat "$tmp/out")" MH403 "who does not own an action writes nothing on it"
as ann "SELECT action_progress_add('asked-2017-01-24', '16', '2', 'Two schools are in')" >"$tmp/out"
has "$(as member "SELECT progress FROM action_list() WHERE item = '16' AND number = 2")" 'Two schools are in' \
	"... its owner does, and members read it"
has "$(as don "SELECT action_progress_add('asked-2017-01-24', '10', '1', 'More')")" MH409 "nothing is added to a closed one"
has "$(as don "INSERT INTO action_progress (meeting, item, number, text, author) VALUES ('asked-2017-01-24', '16', 1, 'x', 'Don Evans')")" \
	'row-level security' "... whatever the program asks"

seen=$(as clerk "SELECT item, number, nobody FROM action_put('$m', NULL, NULL, NULL, '{\"item\":\"10\",\"text\":\"Write\",\"owner\":\"Nobody Known\",\"report_back\":false}')")
is "$seen" '10|2|t' "an action is entered on the site; that its owner is no user is said"
entry=$(as clerk "SELECT entry FROM action_now WHERE meeting = '$m' AND item = '10' AND number = 2")
has "$(as clerk "SELECT action_put('$m', '10', '2', $entry, '{\"closed\":\"2017-01-01\",\"closed_by\":\"minute 1\"}')")" \
	'MH400: "2017-01-01" should be on or after 24 January 2017' "it is not closed before it was opened"
as clerk "SELECT action_put('$m', '10', '2', $entry, '{\"closed\":\"2017-03-14\",\"closed_by\":\"minute 2.3\"}')" >"$tmp/out"
is "$(as clerk "SELECT closed_words, text FROM action_list() WHERE meeting = '$m' AND item = '10' AND number = 2")" \
	'Closed 14 March 2017: minute 2.3|Write' "it is closed, and all else stays"
has "$(as ann "SELECT action_put('$m', '10', '2', $entry, '{}')")" MH403 "its owner does not close it"

# --- what was resolved ---
is "$(as member "SELECT count(*) FROM resolution_list() WHERE meeting = '$m'")" 0 "resolutions are open with their minutes"
"$moothall" import --release "$tmp/later" >"$tmp/out" 2>&1
is "$(as member "SELECT count(*) FROM resolution_list() WHERE meeting = '$m'")" 4 "... when those are circulated"
since() { as member "SELECT figure_words FROM resolution_scope('$m.$1')"; }
# 1,100 and 1,113 of 167,942 people under 18 are 65.499 and 66.273 in 10,000.
is "$(since 10.a)" 'Since then 65.5 → 66.3 (December 2016 to January 2017).' "a rate since"
# 411 of 453 are 90.728 %, 423 of 475 are 89.053 %.
is "$(since 10.c)" 'Since then 90.7% → 89.1% (December 2016 to January 2017).' "a percentage since"
# 1,254 of 1,775 are 70.648 %; from January 2017 the base is another.
is "$(since '10.b(i)')" \
	'It was 70.6% (December 2016) and is 85.7% (January 2017). The two do not compare: definition changed from January 2017.' \
	"across a break nothing is compared"
is "$(since 16)" 'It was 86 (Autumn term 2016/17), and no later figure is held.' "of a figure with nothing after it"
is "$(as member "SELECT since FROM resolved_about((SELECT indicator_id FROM indicator WHERE ref = '7.2'), NULL, NULL, NULL, NULL)
	WHERE resolution = '$m.10.a'")" 'Since then 65.5 → 66.3 (December 2016 to January 2017).' "it comes back with its indicator"
is "$(as member "SELECT count(*) FROM resolved_about((SELECT indicator_id FROM indicator WHERE ref = '7.2'), NULL, NULL, '2017-01-01', NULL)
	WHERE resolution = '$m.10.a'")" 0 "... not in a paper of before"
# 10.899 - 3.954 = 6.945
is "$(as member "SELECT line_words, risk_words FROM resolution_scope('$m.10.b(i)')")" \
	'It is £6.945 million over budget (January 2017); no statement from before is held.|Its score is 25; no review from before is held.' \
	"a budget line and a risk say what is known of them"
"$moothall" import "$src/sql/demo/unreleased" >"$tmp/out" 2>&1
is "$(since 10.a)" 'Since then 65.5 → 66.3 (December 2016 to January 2017).' "members see nothing of what is not released"
has "$(as analyst "SELECT figure_words FROM resolution_scope('$m.10.a')")" 'February 2017, not yet released' "... analysts, that it is not"
tap_done
