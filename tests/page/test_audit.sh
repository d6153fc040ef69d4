#!/bin/sh
# What goes on record of what pages show and refuse, and the auditor's pages: the program behind a socket, on a throw-away
# PostgreSQL with the demonstration, an exempt paper and what is attached to it.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'end_server; rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
meeting=childrens-services-2017-03-14

./tests/page/prepare mary member olive officer adam admin alma auditor carl committee_officer ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
mkdir -p "$tmp/in/papers"
echo 'The contract.' >"$tmp/in/papers/contract-with-acme.md"
printf 'meeting,item,title,kind,exempt_paragraph,lead,report\n%s\n' \
	"$meeting,99,A contract,report,3,,contract-with-acme.md" >"$tmp/in/agenda.csv"
./moothall import --release "$tmp/in" >/dev/null
./tests/out/attach_sample plain "$tmp/plain.pdf"
./moothall attach "$meeting" 99 "$tmp/plain.pdf" 2>/dev/null
serve

get() { cgi GET "$1" "$session" </dev/null; }
# What has gone on record since this was last asked, a line each: who|address|event|about|edition|details.
seen=0
noted() {
	lines=$(superuser "SELECT concat_ws('|', coalesce(username, '-'), coalesce(address, '-'), event, coalesce(about, '-'), coalesce(edition, '-'),
		(SELECT string_agg(value, ' ' ORDER BY key) FROM jsonb_each_text(detail)))
		FROM audit_event WHERE event_id > $seen ORDER BY event_id")
	seen=$(superuser 'SELECT max(event_id) FROM audit_event')
	printf '%s' "$lines"
}
# leaves PATH STATUS RECORD WHAT: asking for it is answered so, and puts that on record.
leaves() {
	noted >/dev/null
	get "$1"
	is "$status:$(noted)" "$2:$3" "$4"
}

# Signing in and out.
sign_in carl
carl=$session
has "$(noted)" 'carl|192.0.2.1|sign-in|carl|-|' "signing in is on record"
is "$(superuser "SELECT count(*) FROM audit_event WHERE event = 'sign-in' AND request ~ '^[0-9a-f]{32}\$'")" 1 "... with the request, as the log has it"
is "$(superuser 'SELECT count(*) FROM audit_waiting')" 0 "... and chained when the answer is there"
noted >/dev/null
for name in carl the+password+itself; do
	cgi GET /sign-in </dev/null
	form="username=$name&password=something+secret&csrf=$(field)"
	printf %s "$form" >"$tmp/form"
	cgi POST /sign-in "HTTP_COOKIE=moothall=$(cookie)" CONTENT_TYPE=application/x-www-form-urlencoded CONTENT_LENGTH=${#form} <"$tmp/form"
done
is "$(noted)" '-|192.0.2.1|sign-in-refused|carl|-|wrong name or password
-|192.0.2.1|sign-in-refused|-|-|wrong name or password' "so is a wrong password, and a name that nobody has is not"
sign_in olive
olive=$session
sign_in alma
alma=$session
sign_in adam
adam=$session
sign_in mary
mary=$session

# What everybody may see leaves nothing.
for path in / /performance /performance.json "/meetings/$meeting" "/meetings/$meeting/pack" "/meetings/$meeting/pack.csv" /risks /help; do
	leaves "$path" 200 '' "$path is nothing to speak of"
done

# What is exempt. The pack has more rows than an export may have without a line of its own.
session=$carl
superuser "UPDATE setting SET value = '9999' WHERE key = 'audit_export_rows'"
for face in html json csv csv-metadata.json xlsx pdf; do
	case $face in html) suffix= ;; *) suffix=.$face ;; esac
	case $face in csv-*) said=csvw ;; *) said=$face ;; esac
	leaves "/meetings/$meeting$suffix" 200 "carl|192.0.2.1|agenda-read|$meeting|-|$said item 99" "an agenda with an exempt item, as $face"
	leaves "/meetings/$meeting/pack$suffix" 200 "carl|192.0.2.1|pack-read|$meeting|members|$said item 99" "... its pack"
done
leaves "/meetings/$meeting/preflight" 200 "carl|192.0.2.1|pack-checked|$meeting|members|html item 99" "... its preflight"
leaves "/meetings/$meeting/attachments/99.pdf" 200 "carl|192.0.2.1|paper-read|$meeting|1|pdf item 99, attachment" "what is attached to it"
leaves "/meetings/$meeting/withdrawals?item=99" 200 "carl|192.0.2.1|agenda-read|$meeting|1|html item 99, attachment" "... its name, where it is withdrawn"
leaves '/search?text=contract' 200 "carl|192.0.2.1|agenda-read|$meeting|-|html item 99, found by searching" "... its title, where it is found"
is "$(superuser 'SELECT count(*) FROM audit_waiting')" 0 "all of it is chained"

# Refusals: of what may not be seen, of what is hidden, and of what is not there at all.
session=$mary
leaves "/meetings/$meeting/attachments/99.pdf" 404 "mary|192.0.2.1|refused|/meetings/$meeting/attachments/99.pdf|-|GET 404" "what is hidden is a refusal"
leaves "/meetings/$meeting/attachments/98.pdf" 404 "mary|192.0.2.1|not-found|/meetings/$meeting/attachments/98.pdf|-|GET 404" "what is nowhere is not found"
leaves /nothing-here 404 '' "an address that leads nowhere is nothing to speak of"
leaves /finance/cost-centres/MU001.json 403 'mary|192.0.2.1|refused|/finance/cost-centres/MU001.json|-|GET 403' "what a role does not include"
leaves '/audit?person=carl' 403 'mary|192.0.2.1|refused|/audit|-|GET 403' "the audit trail, without what was asked of it"
leaves '/search?text=confidential+words' 200 '' "what is searched for leaves nothing"
session=$adam
leaves /audit 403 'adam|192.0.2.1|refused|/audit|-|GET 403' "an administrator does not read it"
leaves /audit/export.csv 403 'adam|192.0.2.1|refused|/audit/export.csv|-|GET 403' "... nor takes it away"
session=HTTP_ACCEPT=
leaves /performance.json 401 '-|192.0.2.1|refused|/performance.json|-|GET 401' "data without a session"
leaves /performance 303 '' "a page without one leads to the form, which refuses nobody"

# Postings, and what is taken away.
session=$olive
leaves '/finance/cost-centres/MU001?page=2' 200 'olive|192.0.2.1|postings-read|MU001|-|html 2015-12, page 2' "postings, page by page"
leaves '/finance/cost-centres/MU001.csv?table=postings' 200 'olive|192.0.2.1|postings-read|MU001|-|csv 2015-12, page 1' "... as data"
leaves '/finance/cost-centres/nothing' 404 'olive|192.0.2.1|not-found|/finance/cost-centres/nothing|-|GET 404' "a cost centre that there is not"
superuser "UPDATE setting SET value = '50' WHERE key = 'audit_export_rows'"
leaves /performance/summary 200 '' "a page is read, not taken"
noted >/dev/null
get /performance/summary.xlsx
said=$(noted)
rows=${said##* }
is "$said" "olive|192.0.2.1|export|performance/summary|-|xlsx $rows" "a workbook is taken"
[ "$rows" -gt 50 ]
ok $? "... with more rows than the setting: $rows"
superuser "UPDATE setting SET value = '5000' WHERE key = 'audit_export_rows'"
leaves /performance/summary.xlsx 200 '' "... and of fewer is not"

# What cannot be put on record is not shown.
superuser "ALTER TABLE audit_event ADD CONSTRAINT full_up CHECK (event <> 'pack-read') NOT VALID"
session=$carl
get "/meetings/$meeting/pack"
is "$status" 500 "a pack that cannot be put on record is not shown"
is "$(grep -c 'A contract' "$tmp/answer")" 0 "... nor anything of it"
superuser "ALTER TABLE audit_event DROP CONSTRAINT full_up"

# The auditor's page.
session=$alma
leaves '/audit?person=carl&event=pack-read&to=2050-01-01' 200 'alma|192.0.2.1|audit-read|carl|-|html event pack-read, to 2050-01-01, page 1' "who reads the trail is on record too"
has "$(cat "$tmp/answer")" 'item 99, as xlsx' "... and finds what they look for"
is "$(grep -c 'olive' "$tmp/answer")" "$(sed -n '/<h2 id="search"/q; /olive/p' "$tmp/answer" | wc -l)" "... and nothing else"
has "$(cat "$tmp/answer")" 'all as they were written' "... with how the trail stands"
get '/audit?event=refused'
has "$(cat "$tmp/answer")" '/finance/cost-centres/MU001.json' "refusals are found"
get '/audit?from=tomorrowish'
has "$status:$(cat "$tmp/answer")" 'is not a day' "what is no day is said at the form"
is "$status" 400 "... and is 400"
has "$(cat "$tmp/answer")" 'value="tomorrowish"' "... where it stays"
get '/audit?person=%3Cscript%3E'
is "$(grep -c '<script>' "$tmp/answer")" 0 "what is asked for is escaped"
superuser "INSERT INTO audit_event (account, event, about) SELECT 'root', 'export', 'many' FROM generate_series(1, 150);
	INSERT INTO audit_waiting SELECT event_id FROM audit_event WHERE about = 'many'"
get '/audit?about=many'
has "$(cat "$tmp/answer")" 'href="/audit?about=many&amp;page=2"' "a long list has another page"
get '/audit.csv?about=many&page=2&table=events'
is "$(grep -c ',many,' "$tmp/answer")" 50 "... with the rest"

# The whole of it, while events arrive.
(while [ ! -e "$tmp/stop" ]; do superuser "SELECT set_config('moothall.account', 'busy', false), audit_note('export', 'busy'), audit_chain()" >/dev/null 2>&1; done) &
busy=$!
for _ in 1 2 3; do
	get /audit/export.csv
	sed '1,/^\r$/d' "$tmp/answer" >"$tmp/trail.csv"
	seen=$(python3 -B "$src/tests/tools/audit_check.py" "$tmp/trail.csv")
	is "$?" 0 "an export while events arrive is whole ($(wc -l <"$tmp/trail.csv") lines): $seen"
done
touch "$tmp/stop" && wait "$busy"
./moothall audit verify --head "$seen" >/dev/null
is "$?" 0 "... and is of the trail as it was"
get '/audit/export.csv?person=carl&event=pack-read'
is "$(sed '1,/^\r$/d' "$tmp/answer" | tail -n +2 | cut -d, -f 6,10 | sort | uniq -c | sed 's/^ *//')" '6 carl,pack-read' "of a search it has what the search finds"
get '/audit/export.csv?from=yesterdayish'
is "$status" 400 "what is no day is refused"

# Nothing that was typed is in it.
is "$(superuser "SELECT count(*) FROM audit_event e WHERE e::text ~ 'secret|itself|confidential|correct.horse'")" 0 "no password and no words that were searched for"
./moothall audit verify >/dev/null
is "$?" 0 "the trail is whole"
if grep -E 'Sanitizer|runtime error' "$tmp/errors"; then ok 1 "nothing went wrong underneath"; fi
tap_done
