#!/bin/sh
# Making a meeting and its agenda on the site: the program itself, as CGI, on a throw-away PostgreSQL.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
head_of() { sed '/^\r$/,$d' "$tmp/answer" | tr -d '\r'; }
meeting=/meetings/childrens-services-2027-05-11

sql() { psql -qAtX -c "SET search_path = moothall_code, moothall" -c "$1"; }
printed() { sql "SELECT string_agg(a.number || ' ' || a.title, '; ') FROM meeting_agenda('childrens-services-2027-05-11') a"; }

./tests/page/prepare carl committee_officer cora committee_officer mary member adam admin ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
sign_in mary
get /committees/childrens-services/meetings/new
is "$status" 403 "a member makes no meeting"

sign_in carl
get /committees/childrens-services
has "$(said)" 'Make a meeting' "a committee officer is shown the way"
get /committees/childrens-services/meetings/new
has "$(body)" 'value="10:00"' "the time is that of the last meeting"
send /committees/childrens-services/meetings/new 'date=soon' 'time=10:00' 'venue=Hall' items=standing
is "$status" 422 "a day that is none"
has "$(body)" 'value="soon"' "... is there to be mended"
send /committees/childrens-services/meetings/new 'date=11 May 2027' 'time=25:00' 'venue=Hall' items=standing
has "$(said)" '"25:00" is not a time' "nor a time"
send /committees/childrens-services/meetings/new 'date=11 May 2027' 'time=10.30' 'venue=Hall' items=standing
is "$status $(head_of | sed -n 's/^Location: //p')" "303 $meeting/agenda" "a meeting is made"
get $meeting/agenda
has "$(said)" 'To confirm the minutes of the meeting held on 14 March 2017' "its agenda begins with the minutes of the last"
has "$(printed)" '1 To receive apologies and details of any substitute members attending; 2 To confirm the minutes' "... in order"
is "$(sql "SELECT starts FROM meeting_now WHERE meeting = 'childrens-services-2027-05-11'")" 10:30:00 "... at its time"
get /committees/childrens-services/meetings/new
send /committees/childrens-services/meetings/new 'date=11 May 2027' 'time=10:30' 'venue=Hall' items=empty
has "$(said)" 'meets on 11 May 2027 at that time already' "not twice at a time"

get "$meeting/new-item?kind=nonsense"
is "$status" 400 "there is no such kind of item"
get "$meeting/new-item?kind=report"
is "$status" 200 "a report is added"
send $meeting/new-item kind=report title= since=0 after=
has "$(said)" 'Enter the title' "not without a title"
send $meeting/new-item kind=report 'title=Virtual school' since=0 after=3 'follows=4 May 2027' 'recommendations=To **note** it.'
is "$status" 303 "after the third"
has "$(printed)" '3 Declarations of Interest; 4 Virtual school; 5 Any items' "... the others move down"
item=$(sql "SELECT item FROM agenda_item_now WHERE title = 'Virtual school'")
get "$meeting/agenda/$item"
has "$(body)" 'value="4 May 2027"' "it is filled with what stands"
since=$(since)
send "$meeting/agenda/$item" kind=report 'title=The virtual school' "since=$since" exempt_paragraph=3
has "$(said)" 'Enter what in the item is exempt' "exempt not without what"
send "$meeting/agenda/$item" kind=report 'title=The virtual school' "since=$since" exempt_paragraph=3 exempt_reason=Fees
has "$(said)" 'Enter why keeping it private outweighs' "... nor without the test of the public interest"
send "$meeting/agenda/$item" kind=report 'title=The virtual school' "since=$since" exempt_reason=Fees
has "$(said)" 'Choose the paragraph' "... nor without the paragraph"
send "$meeting/agenda/$item" kind=report 'title=The virtual school' "since=$since" exempt_paragraph=9 exempt_reason=Fees public_interest=Prices
has "$(said)" 'Choose' "... one of seven"
keep=$session
sign_in cora
get "$meeting/agenda/$item"
send "$meeting/agenda/$item" kind=report 'title=Their title' "since=$since"
is "$status" 303 "another changes it meanwhile"
session=$keep
get "$meeting/agenda/$item"
send "$meeting/agenda/$item" kind=report 'title=The virtual school' "since=$since"
is "$status" 409 "what somebody has changed meanwhile is not overwritten"
has "$(said)" 'it says now “Their title”' "... but shown"
has "$(body)" 'value="The virtual school"' "... and what was typed is kept"
since=$(since)
send "$meeting/agenda/$item" kind=report 'title=The virtual school' "since=$since" exempt_paragraph=3 'exempt_reason=Fees of providers' \
	'public_interest=Prices would rise' 'words=Heard in **private**.'
is "$status" 303 "... and saved when sent again"
get "$meeting/agenda/$item"
since=$(since)
send "$meeting/agenda/$item" kind=report 'title=The virtual school' "since=$since" exempt_paragraph=3 'exempt_reason=Fees of providers' \
	'public_interest=Prices would rise' 'words=Heard in **private**.' education=yes
is "$status" 303 "an item is an education matter"
get "$meeting/agenda/$item"
has "$(body)" 'value="yes" checked' "... and its form says so again"
get $meeting/agenda
has "$(said)" 'Education matter' "... and the agenda"
has "$(said)" 'Exempt, paragraph 3' "the agenda says that it is exempt"
send $meeting/agenda "item=$item" action=up
has "$(printed)" '3 The virtual school; 4 Declarations of Interest' "an item moves up"
get $meeting/agenda
send $meeting/agenda item=99 action=up
is "$status" 404 "one that is not there does not"
get "$meeting/agenda/6/removal"
is "$status" 200 "removing asks once"
send "$meeting/agenda/6/removal"
lacks "$(printed)" 'Local Member Issues' "... and is done"
has "$(printed)" '6 Public Question Time; 7 Forward programme of work' "... the rest move up"
get $meeting/pack
has "$(said)" 'exempt under paragraph 3 of Schedule 12A to the Local Government Act 1972. Fees of providers' \
	"the agenda in the pack says why an item is exempt"
has "$(said)" 'Heard in private.' "what was written under it is printed"

# Published: what is added is late, and the rest stays in its place.
sql "SELECT set_config('moothall.person', (SELECT person_id::text FROM person WHERE username = 'carl'), false)" >"$tmp/who"
sql "UPDATE meeting SET published = today() - 1, day = today() + 2 WHERE meeting = 'childrens-services-2027-05-11'"
get $meeting/agenda
send $meeting/agenda "item=$item" action=up
is "$status" 409 "a published agenda stays in its order"
has "$(said)" 'its items stay in their order' "... in words"
get "$meeting/new-item?kind=report"
send $meeting/new-item kind=report title=Late since=0 "after=$item"
has "$(said)" 'Enter why the item cannot wait' "a late item needs its reason"
send $meeting/new-item kind=report title=Late since=0 "after=$item" 'late_reason=A court has decided'
is "$status" 303 "... and has it"
has "$(printed)" '3 The virtual school; 3a Late; 4 Declarations' "its number follows that of the one before it"
get $meeting
has "$(said)" 'A court has decided' "the reason is printed"
get "$meeting/agenda/5/removal"
send "$meeting/agenda/5/removal"
is "$status" 409 "nothing is taken off it"
sql "UPDATE meeting SET day = today() - 1, published = today() - 9 WHERE meeting = 'childrens-services-2027-05-11'"
get "$meeting/new-item?kind=report"
send $meeting/new-item kind=report title=Later since=0 'late_reason=None'
has "$(said)" 'The meeting is over' "nothing is added after the meeting"
is "$(sql "SELECT string_agg(DISTINCT event, ' ' ORDER BY event) FROM audit_event WHERE event ~ '^(agenda|meeting)-(changed|made)'")" \
	"agenda-changed meeting-made" "the audit trail has what was done"
tap_done
