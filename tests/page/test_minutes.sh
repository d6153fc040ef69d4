#!/bin/sh
# Minutes written on the site: forms, what they refuse and where, who may, and two people at once. The program as CGI.
# shellcheck disable=SC1111,SC1112 # quotes of typographers are what is tested
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'end_server; rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
meeting=minuted-2017-01-24
edit=/meetings/$meeting/minutes/edit
# post FORM NAME=VALUE…: to one of its forms, by its button
post() {
	of=$1
	case $1:$* in attendance:* | votes:* | *action=*) ;; *) set -- "$@" action=save ;; esac
	shift
	send "$edit/$of" "$@"
}

# refused FIELD SENTENCE WHAT: the last answer says so above the page and at the field
refused() {
	is "$status" 422 "$3"
	grep -qF -- "id=\"$1-error\"" "$tmp/answer"
	ok $? "... at its field"
	page_has "$2" "... in words"
}
now() { psql -U postgres -qAtX -c "SET search_path = moothall_code, moothall" -c "$1"; }
entry() { psql -U postgres -qAtX -c "SET search_path = moothall_code, moothall" -c "SELECT max(entry) FROM $1 WHERE meeting = '$meeting' AND $2"; }

./tests/page/prepare carl committee_officer carla committee_officer chris chief_officer mary member alma auditor adam admin ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
cp -r "$src/tests/data/minutes" "$tmp/in"
chmod -R u+w "$tmp/in"
for kind in attendance declarations minutes motions votes resolutions minutes_states; do rm "$tmp/in/$kind.csv"; done
./moothall import --release "$tmp/in" >"$tmp/out" 2>&1 || { cat "$tmp/out"; exit 1; }
serve

for who in mary chris alma adam; do
	sign_in $who
	get "$edit"
	is "$status" 403 "$who does not write minutes"
	get "$edit/paragraph"
	is "$status" 403 "... in no form"
done
sign_in carl
get "/meetings/$meeting/minutes"
page_has 'The minutes of this meeting have not been written yet.' "who may write them is told that nobody has"
get /meetings/nothing/minutes/edit
is "$status" 404 "a meeting that there is not"
get "$edit/nothing"
is "$status" 404 "a form that there is not"
get "$edit"
is "$status" 200 "the record of a meeting"
page_has 'They are a draft' "... says how it stands"
for way in attendance attending declaration 'paragraph?item=7&amp;number=7.1' 'motion?item=7' 'resolution?item=7' state; do
	page_has "$edit/$way" "... and leads to: $way"
done

# Who was there.
get "$edit/attendance"
is "$(grep -c 'name="present"' "$tmp/answer")" 26 "every seat of the committee on that day"
post attendance 'present=Mr R Smith' 'present=Mr A White' 'apologies=Mr A White' since=
refused apologies 'Mr A White is on both lists: nobody attends in two capacities' "nobody is present and away"
set -- since=
while IFS=, read -r _ person as _; do
	case $as in present | apologies) set -- "$@" "$as=$person" ;; esac
done <"$src/tests/data/minutes/attendance.csv"
get "$edit/attendance"
post attendance "$@"
is "$status" 303 "who was there, and who was not"
get "$edit"
post attending 'person=Mr A White' as=substitute 'for=Mr J Joyce' since=
refused person 'nobody attends in two capacities' "a member is no substitute"
page_has 'value="Mr J Joyce" selected' "... and what was chosen is kept"
post attending 'person=王小明' as=substitute 'for=Mr A White' since=
refused for 'somebody who was not there, and is entered as present' "whose place is taken was not there"
page_has '王小明' "... and a name in Chinese is kept"
post attending 'person=Mr J Childs' as=substitute 'for=Mr D Crawford' from_time=ten since=
refused from_time 'is not a time such as 10:45' "a time that is none"
post attending 'person=Mr J Childs' as=substitute 'for=Mr D Crawford' since=
is "$status" 303 "a substitute"
for pair in 'Mr D Ramsbotham:Mr P Gilmour' 'Mr B Watkins:Mr J Joyce'; do
	get "$edit/attending"
	post attending "person=${pair%:*}" as=substitute "for=${pair#*:}" since=
done
get "$edit/attending"
post attending 'person=Dr Louise Smith' 'as=in attendance' 'post=Director of Public Health' since=
is "$status" 303 "an officer"
get "$edit/attending"
post attending 'person=Mr B Stone' as=present to_time=12.05 for= since=
is "$status" 303 "a member who left before the end"
get "$edit/attendance"
is "$(grep -c ' checked' "$tmp/answer")" 24 "the lists show who was there"

# Paragraphs: added, changed, moved, taken away.
get "$edit/paragraph?item=7&number=7.1"
page_has 'value="7.1"' "a new paragraph has the next number"
page_lacks 'Take away' "... and nothing to take away"
post paragraph number=7.1 item=7 "text=The report was “received” – with 2 MB's worth of quotes" exempt=no since=
is "$status" 303 "a paragraph, as it is typed"
is "$(now "SELECT text FROM minute_now WHERE meeting = '$meeting' AND number = '7.1'")" "The report was “received” – with 2 MB's worth of quotes" "... quotes and all"
get "$edit"
page_has 'number=7.2' "the next number follows"
get "$edit/paragraph?item=7&number=7.1"
post paragraph number=7.1 item=7 text=Another exempt=no since=
refused number 'There is a 7.1 already' "a number is taken once"
post paragraph number=seven item=7 text=x exempt=no since=
refused number 'a number such as 8, 8.2.1 or 12a.4' "a number that is none"
page_has 'x</textarea>' "... and nothing typed is lost"
post paragraph number=7.2 item=7 "text=$(printf '%020001d' 0)" exempt=no since=
refused text 'must be 20,000 characters or fewer' "a text that is too long"
since=$(entry minute "number = '7.1'")
get "$edit/paragraph?entry=$since"
page_has 'Take away' "one that is there can be taken away"
post paragraph number=7.3 item=7 'text=Moved' exempt=no "since=$since"
is "$status" 303 "another number moves it"
is "$(now "SELECT string_agg(number, ' ') FROM minute_now WHERE meeting = '$meeting'")" 7.3 "... and leaves nothing behind"

# Two at once.
since=$(entry minute "number = '7.3'")
get "$edit/paragraph?entry=$since"
post paragraph number=7.3 item=7 'text=First' exempt=no "since=$since"
is "$status" 303 "one saves"
get "$edit/paragraph"
post paragraph number=7.3 item=7 'text=Second' exempt=no "since=$since"
is "$status" 409 "the other is told"
page_has 'What there is now' "... and shown"
page_has '<dd>First</dd>' "... what the first has written"
page_has 'Second</textarea>' "... with their own text kept"
is "$(now "SELECT text FROM minute_now WHERE meeting = '$meeting' AND number = '7.3'")" First "... and nothing is lost"
newest=$(entry minute "number = '7.3'")
page_has "name=\"since\" value=\"$newest\"" "... and may then put it in its place"
post paragraph number=7.3 item=7 'text=Second' exempt=no "since=$newest" action=remove
is "$status" 303 "it is taken away"
get "$edit/paragraph?entry=$newest"
is "$status" 404 "... and gone"

# Motions and votes.
get "$edit/motion?item=7"
post motion item=7 number=1 'text=that Option 2 be adopted' 'proposer=Mrs S Gurney' 'seconder=Mrs S Gurney' outcome=carried casting= by_name=no since=
refused seconder 'nobody seconds their own motion' "nobody seconds their own motion"
post motion item=7 number=1 text=x for=17 against=1 outcome=carried casting= by_name=no since=
refused for 'at most 17 votes in all' "more votes than those who may vote"
post motion item=7 number=1 text=x for=many outcome=carried casting= by_name=no since=
refused for 'is not a number of votes' "votes that are no number"
post motion item=7 number=1 'text=that Option 2 be adopted' 'proposer=Mrs S Gurney' 'seconder=Mr A White' for=16 against=1 outcome=carried casting= by_name=no since=
is "$status" 303 "16 votes to 1"
get "$edit/motion?entry=$(entry motion "item = '7'")"
page_has 'votes?item=7&amp;number=1' "a motion leads to its votes by name"
get "$edit/votes?item=7&number=1"
is "$(grep -c 'name="for"' "$tmp/answer")" 17 "17 may vote, substitutes too"
post votes item=7 number=1 'for=Mr J Childs' 'against=Mr J Childs' since=
refused against 'on two lists: everybody has one vote' "nobody votes twice"
post votes item=7 number=1 'for=Mr A White' 'against=Mrs K Byrne' since=
refused against 'should be somebody who may vote' "a seat without a vote, by name"
page_has 'value="Mr A White" checked' "... and nothing that was ticked is lost"
post motion item=7 number=2 text=x 'proposer=Mr A White' time=25:10 outcome=carried casting= by_name=no since=
refused time 'is not a time such as 10:45' "a time that is none"
post votes item=7 number=1 'for=Mr J Childs' 'against=Mr R Bearman' since=
is "$status" 303 "votes by name"
get "$edit/declaration"
post declaration 'person=Mr J Childs' item=7 'interest=disclosable pecuniary' 'text=Owns it' left=no since=
refused interest 'who has a disclosable pecuniary interest may neither speak nor vote' "a vote and a pecuniary interest"
post declaration 'person=Ms E Corlett' item=17 interest=other 'text=Volunteer with Homestart.' left=no since=
is "$status" 303 "an other interest"

# Who had not come, had left, or left the room, neither votes nor moves.
get "$edit/attending"
post attending 'person=Mr M Sands' as=present for= post= from_time=11:00 to_time=12:00 since=
is "$status" 303 "somebody came later and left earlier"
get "$edit/motion?item=9"
for time in 10:59 12:01; do
	post motion item=9 number=1 'text=Kept typed' 'proposer=Mr M Sands' time=$time outcome=carried casting= by_name=no since=
	refused proposer 'Mr M Sands is entered as present' "nobody moves at $time who is there from 11:00 to 12:00"
	page_has 'Kept typed</textarea>' "... and nothing typed is lost"
	post motion item=9 number=1 text=x for=17 against=0 time=$time outcome=carried casting= by_name=no since=
	refused for 'at most 16 votes in all' "... nor votes"
done
get "$edit/declaration"
post declaration 'person=Mr R Bearman' item=9 interest=other 'text=A governor.' left=yes since=
is "$status" 303 "somebody leaves for an interest"
get "$edit/motion?item=9"
post motion item=9 number=1 text=x 'seconder=Mr R Bearman' outcome=carried casting= by_name=no since=
refused seconder 'declared an interest in item 9 and left for it' "... and seconds nothing in it"

# Resolutions.
get "$edit/resolution?item=7"
post resolution item=7 number= verb=recommend 'text=that it be done' to= by= since=
refused to 'the body to which it is recommended' "a recommendation is to somebody"
post resolution item=7 number= verb=recommend 'text=that it be done' 'to=Policy and Resources Committee' by=never since=
refused by 'never' "a day that is none"
post resolution item=7 number= verb=recommend 'text=that it be done' 'to=Policy and Resources Committee' 'by=6 February 2017' indicator=7.2 since=
is "$status" 303 "a recommendation, to whom and when, about an indicator"

# Circulated, amended, confirmed, taken back.
get "$edit/state"
post state state=circulated 'day=6 March 2017' confirmed_at= since=
refused state 'no minutes of this meeting are held' "what there is not is not circulated"
get "$edit/paragraph"
post paragraph number=7.1 item=7 'text=As circulated' exempt=no since=
get "$edit/state"
post state state=circulated 'day=6 March 2017' confirmed_at= since=
is "$status" 303 "the minutes are circulated"
sign_in mary
get "/meetings/$meeting/minutes"
page_has 'Circulated 6 March 2017' "members read them then"
page_has 'With 16 votes for and 1 against, the motion was carried' "... with the vote"
page_lacks 'Write the minutes' "... and have no way to change them"
sign_in carl
get "/meetings/$meeting/minutes"
page_has 'Write the minutes' "whoever writes them has"
since=$(entry minute "number = '7.1'")
get "$edit/paragraph?entry=$since"
post paragraph number=7.1 item=7 'text=As circulated' exempt=no 'amended=As it should read' "since=$since"
since=$(entry minutes_state true)
get "$edit/state"
page_has "value=\"circulated\" checked" "the form shows how they stand"
post state state=confirmed confirmed_at= "since=$since"
refused confirmed_at 'the later meeting that confirmed them' "what is confirmed is so at a meeting"
post state state=confirmed confirmed_at=minuted-2017-03-14 'signed_by=Mr R Smith' "since=$since"
is "$status" 303 "the minutes are confirmed"
get "/meetings/$meeting/minutes"
page_has 'Confirmed on 14 March 2017, subject to the amendment of paragraph 7.1' "... subject to an amendment"
page_has 'As it should read' "... which stands in its place"
get "$edit/paragraph?entry=$(entry minute "number = '7.1'")"
post paragraph number=7.1 item=7 text=Changed exempt=no "since=$(entry minute "number = '7.1'")"
is "$status" 422 "confirmed minutes are not changed"
page_has 'left as it was confirmed on 14 March 2017' "... and it is said why"
# An item that stands elsewhere now is printed under another number than its key, by which the minutes know it.
superuser "UPDATE agenda_item SET number = '17' WHERE meeting = '$meeting' AND item = '7'"
get "/meetings/$meeting/minutes"
page_has '(item 17 of the agenda)' "an item that has moved is called by its number"
for table in motions votes resolutions flow; do
	get "/meetings/$meeting/minutes.csv?table=$table"
	wrong=$(body | grep -cE '(^|,)7,')
	is "$wrong" 0 "... in the $table as data too"
done
get "$edit"
page_has 'under item 17' "... where the minutes are written"
page_lacks 'under item 7<' "... and nowhere by its key"
get "$edit/paragraph"
body | grep -q '<option value="7"[^>]*>17 '
ok $? "... and where it is chosen, whose address is its key"
superuser "UPDATE agenda_item SET number = NULL WHERE meeting = '$meeting' AND item = '7'"
get "$edit/state"
post state state=draft confirmed_at= "since=$(entry minutes_state true)"
is "$status" 303 "they are taken back"
sign_in mary
get "/meetings/$meeting/minutes"
page_has 'There are no minutes of this meeting that are open to you' "... and closed to members"
is "$(superuser "SELECT string_agg(DISTINCT event, ' ' ORDER BY event) FROM audit_event WHERE event LIKE 'minutes-%'")" \
	'minutes-circulated minutes-confirmed minutes-taken-back minutes-written' "all of it is on record"
tap_done
