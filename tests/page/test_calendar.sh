#!/bin/sh
# The meetings by their days: the page with its month, the calendar that other programs read, and the personal address
# by which they read it. The calendar is read by rules of the RFC in tests/page/ics.py.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
head_of() { sed '/^\r$/,$d' "$tmp/answer"; }
bare() { cgi GET "$1" </dev/null; }
post() {
	form="csrf=$(field)${2:+&$2}"
	printf %s "$form" >"$tmp/form"
	cgi POST "$1" "$session" CONTENT_TYPE=application/x-www-form-urlencoded CONTENT_LENGTH=${#form} <"$tmp/form"
}
events() { body | python3 "$src/tests/page/ics.py"; }
trail() { superuser "SELECT event, username FROM audit_event ORDER BY event_id DESC LIMIT 1"; }

mkdir -p "$tmp/in"
summer=$(superuser "SELECT make_date(date_part('year', today())::integer + 1, 7, 6)")
winter=$(superuser "SELECT make_date(date_part('year', today())::integer + 1, 12, 7)")
printf '%s\n' committee,name 'made-up,"Roads, Rails; and \ Ämter of a county whose name is so long that a line of 75 octets does not hold it"' >"$tmp/in/committees.csv"
cat >"$tmp/in/meetings.csv" <<END
committee,meeting,date,time,venue,link,published,change,change_reason
made-up,summer,$summer,10:00,"Hall; Room 1, Norwich",https://watch.example/a,,,
made-up,winter,$winter,14:30,Hall,,,cancelled,"The chair is ill; sorry"
made-up,same-day,$summer,14:00,Hall,,,,
END
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "meetings to come: $(tail -n 1 "$tmp/out")"
printf 'meeting,link\nsummer,https://join.example/secret\n' >"$tmp/joining_links.csv"
"$moothall" import --release joining_links "$tmp/joining_links.csv" >/dev/null 2>&1
ok $? "one of them has a link by which its members join"
"$moothall" setting site_address https://moothall.example
./tests/page/prepare mary member cora committee_officer adam admin || { echo "1..0 # the database could not be prepared"; exit 1; }

# Who has signed in.
sign_in mary
get /calendar.ics
is "$status" 200 "a member reads the calendar"
has "$(head_of)" 'Content-Type: text/calendar; charset=utf-8' "... as one"
has "$(head_of)" 'Cache-Control: private, no-cache' "... which nobody else keeps"
seen=$(events)
ok $? "it keeps the rules: $(echo "$seen" | head -n 1)"
utc=$(echo "$summer" | tr -d -)
has "$seen" "DTSTART=${utc}T090000Z|LOCATION=Hall; Room 1, Norwich|SEQUENCE=0|STATUS=CONFIRMED|SUMMARY=Roads, Rails; and \\ Ämter of a county whose name is so long that a line of 75 octets does not hold it|UID=summer@norfolk.moothall|URL=https://moothall.example/meetings/summer" \
	"a meeting at ten in summer is at nine in UTC, its texts whole"
has "$seen" "DESCRIPTION=Cancelled: The chair is ill; sorry|DTSTART=$(echo "$winter" | tr -d -)T143000Z|LOCATION=Hall|SEQUENCE=0|STATUS=CANCELLED" \
	"one in winter is not moved; that it is cancelled is said"
has "$seen" "DESCRIPTION=Watch: https://watch.example/a" "where the public watches"
lacks "$(body)" join.example "... and not where members join"
lacks "$seen" childrens-services-2017 "what is long past is left out"
# What was published, for a feed reader: title|link|words of each entry, the newest first.
entries() {
	body >"$tmp/feed"
	python3 -c 'import sys, xml.etree.ElementTree as tree
a = "{http://www.w3.org/2005/Atom}"
feed = tree.parse(sys.argv[1]).getroot()
for need in "id", "title", "updated": assert feed.find(a + need).text, need
seen = [(e.find(a + "updated").text, e.find(a + "id").text) for e in feed.findall(a + "entry")]
assert seen == sorted(seen, reverse=True) and len({i for _, i in seen}) == len(seen) > 0
for e in feed.findall(a + "entry"):
    print("|".join([e.find(a + "title").text, e.find(a + "link").get("href"), e.find(a + "summary").text, e.find(a + "updated").text]))' "$tmp/feed"
}
get /feed.atom
has "$(head_of)" 'Content-Type: application/atom+xml; charset=utf-8' "a member reads a feed"
has "$(entries)" "Agenda of 14 March 2017, Children's Services Committee|https://moothall.example/meetings/childrens-services-2017-03-14|The agenda is published.|2017-03-06T00:00:00Z" "... which tells of agendas, on the day of their publication"
superuser "INSERT INTO publication (meeting, published_at, published_by, withdrawn_at, withdrawn_by, withdrawn_reason)
	VALUES ('childrens-services-2017-03-14', '2017-03-06 09:00Z', 'cora', '2017-03-07 10:00Z', 'cora', 'Page 3 <was> missing')"
superuser "INSERT INTO publication (meeting, published_at, published_by) VALUES ('childrens-services-2017-03-14', '2017-03-07 11:00Z', 'cora')"
get /feed.atom
is "$(entries | grep '^Pack' | cut -d '|' -f 3,4 | paste -sd '/')" \
	"The pack is published anew, in place of the one before.|2017-03-07T11:00:00Z/The pack was withdrawn: Page 3 <was> missing|2017-03-07T10:00:00Z/The pack is published.|2017-03-06T09:00:00Z" "... and of packs"
superuser "DELETE FROM publication"
get "/feed.atom?committee=nobodys"
is "$status" 404 "... of no committee that there is not"
get /calendar.ics
tag=$(head_of | sed -n 's/^ETag: \(.*\)\r$/\1/p')
cgi GET /calendar.ics "$session" "HTTP_IF_NONE_MATCH=$tag" </dev/null
is "$status" 304 "what has not changed is not sent again"
get "/calendar.ics?committee=childrens-services"
is "$(events | wc -l)" 1 "one committee alone has its own, here without meetings to come"
get "/calendar.ics?committee=nobodys"
is "$status" 404 "a committee that there is not"
bare /calendar.ics
is "$status" 401 "without having signed in there is none"
has "$(head_of)" application/problem+json "... said as to a program"

# The page: the month of the next meeting, two on a day below each other, and the way on.
get /meetings
is "$status" 200 "the page of the meetings"
month=$(superuser "SELECT to_char('$summer'::date, 'FMMonth YYYY')")
has "$(body)" "Calendar of $month" "... shows the month of the next"
is "$("$moothall" report meetings --format csv --table calendar | grep -c 'Roads, Rails')" 2 "two meetings of a day are two lines of its week"
has "$("$moothall" report meetings --format csv --table calendar | grep 14:00)" "the same week," "... the second of which says so"
has "$(body)" "Later: $(superuser "SELECT to_char('$winter'::date, 'FMMonth YYYY')")</a>" "... the way to the next month with meetings"
has "$(body)" 'Earlier: October 2020</a>' "... and to the one before"
has "$(body)" "Cancelled: The chair is ill; sorry" "that one is cancelled stands in the list"
has "$(body)" 'Past meetings, November 2019 to October 2020' "what is past is said of the year up to the last"
get "/meetings?period=2017-01&committee=childrens-services"
has "$(body)" 'href="/meetings/childrens-services-2017-01-24">24: Children' "a month that is asked for, its meetings led to"
get "/meetings?period=2017-13"
is "$status" 400 "a month that is none"
get "/meetings?committee=nobodys"
is "$status" 404 "a committee that is none"
# A month begins on each day of the week: every day stands once, under its name.
for month in 2017-01 2016-02 2021-02 2021-08 2022-05 2023-07 2023-09 2024-02; do
	"$moothall" report "meetings" --period "$month" --format csv --table calendar | tr -d '\r' >"$tmp/month"
	python3 - "$month" "$tmp/month" <<'PY'
import calendar, csv, sys
year, month = map(int, sys.argv[1].split('-'))
rows = [[cell.split(':')[0] for cell in row[1:]] for row in list(csv.reader(open(sys.argv[2])))[1:]]
wanted = [[str(day) if day else '' for day in week] for week in calendar.Calendar(0).monthdayscalendar(year, month)]
sys.exit(rows != wanted)
PY
	ok $? "the days of $month"
done

# The address for a calendar program.
get /account
has "$(body)" 'Make an address for a calendar program</button>' "the account offers an address"
post /account/calendar action=make
is "$status" 200 "it is made"
is "$(trail)" "calendar-address-made|mary" "... on record"
address=$(body | sed -n 's|.*value="https://moothall.example\(/calendar.ics?token=[^"]*\)".*|\1|p')
[ -n "$address" ]
ok $? "... shown, with the site's own address before it"
token=${address#*=}
is "$(superuser "SELECT count(*) FROM calendar_token WHERE token_hash::text LIKE '%$token%' OR encode(token_hash, 'escape') LIKE '%$token%'")" 0 \
	"... and not kept"
get /account
lacks "$(body)" "$token" "it is shown once"
has "$(body)" 'was never asked for' "... and the account says that it was not used"
bare "$address"
is "$status" 200 "it answers without a session"
has "$(events)" "UID=summer@norfolk.moothall" "... with the meetings"
lacks "$(body)" join.example "... and nothing that is not public"
lacks "$(head_of)" Set-Cookie "... and begins none"
bare "/feed.atom?token=$token"
has "$(entries)" "Agenda of 14 March 2017" "... and so does the feed"
bare "/meetings?token=$token"
is "$status" 303 "it lets nobody in anywhere else"
bare "$address&committee=made-up"
is "$(events | wc -l)" 4 "one committee's alone"
bare "${address%?}x"
is "$status" 404 "another is none"
superuser "UPDATE calendar_token SET uses = calendar_uses()"
bare "$address"
is "$status" 429 "asked for too often it is held back"
has "$(head_of)" "Retry-After: " "... with when to come again"
superuser "UPDATE calendar_token SET hour = hour - interval '1 hour'"
bare "$address"
is "$status" 200 "... until the next hour"
superuser "UPDATE person SET disabled_at = now() WHERE username = 'mary'"
bare "$address"
is "$status" 404 "whose owner is disabled has none"
superuser "UPDATE person SET disabled_at = NULL WHERE username = 'mary'"
get /account
post /account/calendar action=make
bare "$address"
is "$status" 404 "a new one ends the one before"
get /account
post /account/calendar action=end
is "$status" 303 "it is ended"
is "$(trail)" "calendar-address-ended|mary" "... on record"
is "$(superuser 'SELECT count(*) FROM calendar_token')" 0 "... and gone"
sign_in adam
get /account
lacks "$(body)" 'calendar program' "who reads no meetings is offered none"
get /calendar.ics
is "$status" 403 "... and reads no calendar"

# Moving one: its number goes up, and it is the same event.
sign_in cora
get /meetings/summer/details
is "$status" 200 "a committee officer changes the day of a meeting"
has "$(body)" 'value="https://join.example/secret"' "... and sees by which link its members join"
post /meetings/summer/details "since=$(body | sed -n 's/.*name="since" value="\([0-9]*\)".*/\1/p')&date=$summer&time=11:15&venue=Hall&held=in+person&link=https://watch.example/a&joining=https://join.example/secret&groups=Conservative,+9:00,+Room+2&change=moved&change_reason=The+room+is+taken"
is "$status" 303 "it is saved: $(body | sed -n 's/.*class="error-[^>]*>//p' | head -n 3)"
get /calendar.ics
has "$(events)" "DESCRIPTION=Moved: The room is taken Watch: https://watch.example/a|DTSTART=${utc}T101500Z|LOCATION=Hall|SEQUENCE=1" "the calendar has it"
get /meetings/summer
has "$(body)" "from $(superuser "SELECT day_words('$summer')"), 10:00: The room is taken" "the page says from when"
has "$(body)" '>Conservative</th>' "... and where the groups meet before"
tap_done
