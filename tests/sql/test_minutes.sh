#!/bin/sh
# Minutes: what an import and a form refuse, each in a plain sentence at its column; who reads them in which state; and
# what was wrong and taken back does not come to light.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
meeting=minuted-2017-01-24

for user in member:member chief:chief_officer clerk:committee_officer auditor:auditor admin:admin; do
	printf 'correct horse battery\n' | "$moothall" user add --role "${user#*:}" "${user%:*}" >"$tmp/out" || exit 1
done
printf 'correct horse battery\n' | "$moothall" user add --role member --person 'Mr R Smith' seated >"$tmp/out" || exit 1
. "$src/tests/sql/as.sh"
cp -r "$src/tests/data/minutes" "$tmp/in"
chmod -R u+w "$tmp/in"
mv "$tmp/in/minutes_states.csv" "$tmp/states.csv"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "the minutes of 24 January 2017 come in: $(head -n 1 "$tmp/out")"

# refused KIND COLUMN EXPECTED WHAT ROW...: a file of these rows under the columns of the kind's file.
refused() {
	kind=$1 column=$2 expected=$3 what=$4
	shift 4
	{
		head -n 1 "$tmp/in/$kind.csv"
		printf "$meeting,%s\n" "$@"
	} >"$tmp/$kind.csv"
	seen=$("$moothall" import --dry-run "$kind" "$tmp/$kind.csv" 2>&1)
	is "$?" 1 "$what"
	has "$seen" "column $column" "... at its column"
	has "$seen" "$expected" "... in words"
}
# taken KIND WHAT ROW...
taken() {
	kind=$1 what=$2
	shift 2
	{
		head -n 1 "$tmp/in/$kind.csv"
		printf "$meeting,%s\n" "$@"
	} >"$tmp/$kind.csv"
	"$moothall" import --dry-run "$kind" "$tmp/$kind.csv" >"$tmp/out" 2>&1
	ok $? "$what: $(head -n 1 "$tmp/out")"
}

refused attendance person 'somebody who sat on the committee on 24 January 2017' "somebody unknown is not present" 'Mr N Obody,present,,,,'
refused attendance person 'nobody attends in two capacities' "a member is not a substitute too" 'Mr A White,substitute,Mr J Joyce,,,'
refused attendance person 'nobody attends in two capacities: line 2 is another' "nobody is there twice" 'Mr A White,present,,,,' 'Mr A White,apologies,,,,'
refused attendance for 'the member whose place the substitute takes' "a substitute has somebody's place" 'Mr X Ample,substitute,,,,'
refused attendance for 'somebody who was not there, and is entered as present' "... who was not there" 'Mr X Ample,substitute,Mr A White,,,'
refused attendance for 'somebody without a substitute, and Mr B Watkins is entered as theirs' "... and has no other substitute" 'Mr X Ample,substitute,Mr J Joyce,,,'
refused attendance for 'somebody who sat on the committee' "... and a seat" 'Mr X Ample,substitute,Mr N Obody,,,'
refused attendance for 'only a substitute takes' "whoever is present takes nobody's place" 'Mr A White,present,Mr J Joyce,,,'
refused attendance as 'apologies, as Mr B Watkins is entered as the substitute of Mr J Joyce' "whose place is taken was not there" 'Mr J Joyce,present,,,,'
refused attendance to_time 'later than 11:00' "nobody leaves before they come" 'Mr A White,present,,,11:00,10:30'
taken attendance "a name in Chinese" '王小明,in attendance,,通訳,,'

refused declarations person 'somebody who was present at the meeting' "who was not there declares nothing" 'Mr J Joyce,7,other,x,no'
refused declarations item 'the item in which the pecuniary interest is' "a pecuniary interest has its item" 'Mr A White,,disclosable pecuniary,x,yes'
refused declarations interest 'other, as Mr A White is entered with a vote on item 18' "nobody votes on what they have a pecuniary interest in" 'Mr A White,18,disclosable pecuniary,x,no'
refused declarations item 'an item of the agenda of minuted-2017-01-24' "there is no such item" 'Mr A White,99,other,x,no'

refused minutes number 'a number such as 8, 8.2.1 or 12a.4' "a number that is none" '7,seven,x,,,'
refused minutes number 'line 2 is another' "two paragraphs of the same number" '7,7.9,x,,,' '9,7.9,y,,,'
refused minutes summary 'what is not exempt is public as it is' "a summary of what is public" '7,7.9,x,no,y,'
refused minutes text 'at most 20,000 characters, and not of 20,001' "a paragraph is no book" "7,7.9,$(printf '%020001d' 0),,,"
taken minutes "one of 20,000 is taken" "7,7.9,$(printf '%020000d' 0),,,"

refused motions seconder 'nobody seconds their own motion' "proposer and seconder are two" '7,2,x,,Mr A White,Mr A White,,,,carried,,'
refused motions seconder 'somebody who was present' "... who were there" '7,2,x,,Mr A White,Mr J Joyce,,,,carried,,'
refused motions for 'at most 17 votes in all: so many of those present may vote' "more votes than those who may vote" '7,2,x,,,,17,1,,carried,,'
refused motions for 'so many people were present, and 17 of them may vote' "more votes than people" '7,2,x,,,,30,1,,carried,,'
refused motions outcome 'carried, by the votes' "what most vote for is carried" '7,2,x,,,,16,1,,lost,,'
refused motions outcome 'lost, by the votes' "a tie is lost without a second vote" '7,2,x,,,,8,8,1,carried,,'
taken motions "... and carried with the chair's" '7,2,x,,,,8,8,1,carried,for,'
refused motions casting 'as many voted for as against' "only a tie has a second vote" '7,2,x,,,,9,8,,carried,for,'
refused motions amends 'the number of another motion' "an amendment is of a motion" '7,2,x,9,,,,,,carried,,'
taken motions "... of this item" '7,2,x,1,Mr R Bearman,Mr B Hannah,,,,lost,,'

refused votes person 'somebody who may vote' "a parent governor has no vote" '7,1,Mrs K Byrne,for'
refused votes person 'somebody who was present' "nor has who was not there" '7,1,Mr J Joyce,for'
refused votes motion 'the number of a motion' "there is no such motion" '7,4,Mr A White,for'
refused votes vote 'as the motion has it: 1 voted so, and these are 2' "more names than votes" '7,1,Mr A White,against' '7,1,Mr R Smith,against'
taken votes "a substitute votes" '7,1,Mr J Childs,for'

refused resolutions to 'the body to which it is recommended' "a recommendation is to somebody" '7,b,recommend,x,,,,,'
refused resolutions to 'blank, unless' "a note is to nobody" '7,b,note,x,Full Council,,,,'
refused resolutions number 'a, b(i), 4' "a number that is none" '7,a)b,note,x,,,,,'
refused resolutions indicator 'a known indicator' "an indicator that there is not" '7,b,note,x,,,99.99,,'
refused resolutions risk 'a known risk' "a risk that there is not" '7,b,note,x,,,,,NOPE'

cp "$tmp/states.csv" "$tmp/in/minutes_states.csv"
refused minutes_states confirmed_at 'the later meeting' "what is confirmed is so at a meeting" 'confirmed,,,'
refused minutes_states confirmed_at 'a later meeting of the same committee that has begun' "... a later one" 'confirmed,,minuted-2016-11-16,'
refused minutes_states confirmed_at 'a later meeting of the same committee' "... of the same committee" 'confirmed,,childrens-services-2017-03-14,'
refused minutes_states day 'a day from 24 January 2017 to today' "nothing is circulated before the meeting" 'circulated,2017-01-23,,'
printf 'meeting,state\nminuted-2016-11-16,circulated\n' >"$tmp/minutes_states.csv"
has "$("$moothall" import --dry-run minutes_states "$tmp/minutes_states.csv" 2>&1)" 'no minutes of this meeting are held' "what there is not is not circulated"
soon=$(psql -U postgres -qAtX -c "SELECT (now() + interval '9 days')::date")
printf 'committee,meeting,date,time,venue\nminuted,soon,%s,10:00,Hall\n' "$soon" >"$tmp/meetings.csv"
"$moothall" import --release meetings "$tmp/meetings.csv" >"$tmp/out" 2>&1 || exit 1
printf 'meeting,number,text\nsoon,1,x\n' >"$tmp/minutes.csv"
has "$("$moothall" import --dry-run minutes "$tmp/minutes.csv" 2>&1)" 'a meeting that has begun: that one is on' "there are no minutes of a meeting to come"

# By the terms of reference.
printf 'committee,from,quorum,substitutes\nminuted,2016-05-01,6,named\n' >"$tmp/terms.csv"
"$moothall" import --release terms "$tmp/terms.csv" >"$tmp/out" 2>&1 || { cat "$tmp/out"; exit 1; }
refused attendance person 'one of the named substitutes, of whom none is entered' "a substitute who is not named" 'Mr J Childs,substitute,Mr D Crawford,,,'
taken motions "17 are a quorum of 6" '7,2,x,,,,16,1,,carried,,'
sed -i 's/,6,/,18,/' "$tmp/terms.csv"
"$moothall" import --release terms "$tmp/terms.csv" >"$tmp/out" 2>&1 || exit 1
refused motions meeting 'one that can decide: its quorum is 18, and 17 of those present may vote' "no quorum, no vote" '7,2,x,,,,16,1,,carried,,'
refused resolutions meeting 'one that can decide: its quorum is 18' "... and no resolution" '7,b,note,x,,,,,'
sed -i 's/,18,named/,6,any/' "$tmp/terms.csv"
"$moothall" import --release terms "$tmp/terms.csv" >"$tmp/out" 2>&1 || exit 1

# On the site by the same rules.
has "$(as clerk "SELECT enter('motions', '[{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"2\", \"text\": \"x\",
  \"proposer\": \"Mr A White\", \"seconder\": \"Mr A White\", \"outcome\": \"lost\"}]')")" \
	'"Mr A White" should be somebody else than the proposer: nobody seconds their own motion' "a form refuses it in the same words"
has "$(as member "SELECT enter('minutes', '[{\"meeting\": \"$meeting\", \"number\": \"7.9\", \"text\": \"x\"}]')")" \
	'only a committee officer may do this' "members write no minutes"

# Who reads what.
seen="SELECT concat_ws(' ', (SELECT count(*) FROM attendance_now WHERE meeting = '$meeting'),
  (SELECT count(*) FROM declaration_now WHERE meeting = '$meeting'), (SELECT count(*) FROM minute_now WHERE meeting = '$meeting'),
  (SELECT count(*) FROM minute_summary_now WHERE meeting = '$meeting'), (SELECT count(*) FROM motion_now WHERE meeting = '$meeting'),
  (SELECT count(*) FROM vote_now WHERE meeting = '$meeting'), (SELECT count(*) FROM resolution_now WHERE meeting = '$meeting'))"
is "$(as clerk "$seen")" '28 2 13 1 2 6 9' "a draft is read by committee officers"
is "$(as chief "$seen")" '28 2 13 1 2 6 9' "... by chief officers"
for who in member seated auditor admin; do
	is "$(as $who "$seen")" '0 0 0 0 0 0 0' "... not by $who"
done
as clerk "SELECT enter('minutes_states', '[{\"meeting\": \"$meeting\", \"state\": \"circulated\", \"day\": \"2017-03-06\"}]')" >"$tmp/out"
is "$(cat "$tmp/out")" '' "the clerk circulates them"
is "$(as seated "$seen")" '28 2 13 1 2 6 9' "then a member of the committee reads all"
for who in member auditor; do
	is "$(as $who "$seen")" '28 2 12 1 2 6 8' "$who what is not exempt, and its summary"
done
is "$(as admin "$seen")" '0 0 0 0 0 0 0' "an administrator nothing"

for who in member seated auditor clerk; do
	is "$(as $who "SELECT count(*) FROM ((SELECT DISTINCT meeting, item FROM agenda_item_now WHERE exempt_paragraph IS NOT NULL
	  AND NOT sees_exempt(meeting, item, lead)) EXCEPT SELECT * FROM items_hidden(false)) d")" 0 "for $who one at a time says no other than all at once"
done
is "$(as member "SELECT count(*) FROM items_hidden(false) WHERE meeting = '$meeting'") $(as seated \
	"SELECT count(*) FROM items_hidden(false) WHERE meeting = '$meeting'")" '1 0' "... the exempt item is hidden from who has no seat"

# An earlier version of what is exempt was public by mistake; and one that is opened is open.
as clerk "SELECT enter('minutes', '[{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"7.8\", \"text\": \"Secret\"}]')" >"$tmp/out"
text="SELECT string_agg(text, '|') FROM minute WHERE meeting = '$meeting' AND number = '7.8'"
is "$(as member "$text")" 'Secret' "a paragraph that should not have been public"
as clerk "SELECT enter('minutes', '[{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"7.8\", \"text\": \"Secret\", \"exempt\": true}]')" >"$tmp/out"
is "$(as member "$text")" '' "once it is exempt the earlier version is hidden too"
as clerk "SELECT enter('minutes', '[{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"7.8\", \"text\": \"Open\", \"exempt\": false}]')" >"$tmp/out"
is "$(as member "$text")" 'Open' "and when it is open again, only that is"
as clerk "SELECT enter('minutes', '[{\"meeting\": \"$meeting\", \"number\": \"7.8\", \"gone\": true}]')" >"$tmp/out"
is "$(as member "SELECT count(*) FROM minute_now WHERE meeting = '$meeting' AND number = '7.8'")" 0 "what is taken away is gone"
# Without a public summary nothing is circulated.
as clerk "SELECT enter('minutes', '[{\"meeting\": \"$meeting\", \"item\": \"19\", \"number\": \"19.1\", \"text\": \"Secret\"}]')" >"$tmp/out"
has "$(as clerk "SELECT enter('minutes_states', '[{\"meeting\": \"$meeting\", \"state\": \"circulated\"}]')")" \
	'until there is a public summary of what is exempt under item 19' "exempt minutes have a public summary"
"$moothall" import --release minutes "$tmp/in/minutes.csv" >"$tmp/out" 2>&1 || exit 1

# Confirmed minutes are left as they are.
"$moothall" import --release minutes_states "$tmp/states.csv" >"$tmp/out" 2>&1
ok $? "they are confirmed: $(head -n 1 "$tmp/out")"
refused minutes meeting 'left as it was confirmed on 14 March 2017' "what is confirmed is not changed" '7,7.1,Something else,,,'
refused attendance meeting 'left as it was confirmed on 14 March 2017' "... nor who was there" 'Mr A White,apologies,,,,'
refused motions meeting 'left as it was confirmed on 14 March 2017' "... nor a vote" '7,1,x,,,,15,1,,carried,,'
refused resolutions meeting 'left as it was confirmed on 14 March 2017' "... nor a resolution" '7,,note,x,,,,,'
"$moothall" import --dry-run "$tmp/in" >"$tmp/out" 2>&1
ok $? "the same files are taken again: $(head -n 1 "$tmp/out")"
tap_done
