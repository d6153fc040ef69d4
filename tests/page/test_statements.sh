#!/bin/sh
# How often each page asks the database and waits: twice, or thrice, besides for the session and the end of the transaction. The
# program answers, signed in with every role that sees figures; tests/page/trips.py stands between it and the server
# and counts.
#
# A line of TAP a page: its address and the number. Every report and every GET of src/page/route.c must be among the pages.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
# How often at most: session, scope, everything at once, commit. Once more where texts hold figures, which are known when the
# texts are: a statement for all of them; where names are looked through for terms that are costly to ask for twice; on the page of a meeting, for the form of who attaches, and of an erasure, for that of who decides; and where it goes on record who looked, for the chain of records.
most() {
	case $1 in
	/finance/cost-centres/* | /audit*) echo 5 ;;
	# that nobody gets anything here goes on record
	/sign-in/council) echo 5 ;;
	*/cards/* | */indicators/* | */sections/* | */commentary* | */exceptions* | /papers/*/exempt/* | *performance/quarterly* | /meetings/* | /erasures/*) echo 5 ;;
	*) echo 4 ;;
	esac
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
# What was made before asks for its session alone.
export MOOTHALL_KEPT_MB=0
meeting=meetings/childrens-services-2017-03-14
: >"$tmp/asked"
mkdir "$tmp/between"
python3 "$src/tests/page/trips.py" "$tmp/between/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" "$tmp/trips" &
between=$!
trap 'kill $between; end_server; rm -rf "$tmp"' EXIT

# ask PATH: how often the request waited for the database, in $number.
ask() {
	before=$(cat "$tmp/trips")
	cgi GET "$1" "$session" </dev/null
	echo "${1%%\?*}" >>"$tmp/asked"
	number=$(($(cat "$tmp/trips") - before))
}
# page PATH: answered, and within the limit.
page() {
	ask "$1"
	[ "$status" = 200 ] && [ "$number" -ge 0 ] && [ "$number" -le "$(most "$1")" ]
	ok $? "$1: $number$([ "$status" = 200 ] || echo " status $status")"
}
# whole PATH: no limit, and why there is none is said where it is asked.
whole() {
	ask "$1"
	[ "$status" = 200 ] && [ "$number" -gt 0 ]
	ok $? "$1: $number, as many as its papers need$([ "$status" = 200 ] || echo " (status $status)")"
}
# faces NAME [QUERY]: a report as a page and in every other form.
faces() {
	page "/$1${2:+?$2}"
	for suffix in json csv csv-metadata.json xlsx pdf; do
		page "/$1.$suffix${2:+?$2}"
	done
}

./tests/page/prepare olive officer,analyst,finance,chief_officer,committee_officer mary member \
	adam admin alma auditor ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
./moothall import "$src/sql/demo/unreleased" >/dev/null
./tests/out/attach_sample plain "$tmp/plain.pdf"
./moothall attach childrens-services-2017-03-14 7 "$tmp/plain.pdf" >/dev/null
# Commentary whose every part holds figures, of both sorts.
{
	echo indicator,period,kind,text
	for kind in why background analysis response action success; do
		for of in 7.2,2017-01 "BP-LAC,2017/18 Q2"; do
			echo "$of,$kind,{{figure 7.2 2017-01}} and {{finance la Total variance period=2017-01}}"
		done
	done
} >"$tmp/commentary.csv"
./moothall import --release commentary "$tmp/commentary.csv" >"$tmp/import" 2>&1
ok $? "there is commentary with figures in every part: $(tail -n 1 "$tmp/import")"
# A question and an action, and what became of what was resolved.
printf 'meeting,as,number,asker,text,received,accepted\nchildrens-services-2017-03-14,public,1,Somebody,Why?,2017-03-01,yes\n' >"$tmp/questions.csv"
printf 'meeting,item,number,text,owner\nchildrens-services-2017-01-24,9,1,Do it,Somebody\n' >"$tmp/actions.csv"
for kind in questions actions; do
	./moothall import --release "$kind" "$tmp/$kind.csv" >"$tmp/import" 2>&1
	ok $? "$kind: $(tail -n 1 "$tmp/import")"
done
serve PGHOST="$tmp/between"
sign_in olive

# Reports without a subject, in all forms.
page /
for name in performance performance/exceptions performance/differences performance/commentary performance/summary \
	performance/education performance/contacts-by-source performance/early-help \
	performance/reports glossary finance/revenue finance/schools finance/cost-centres finance/capital \
	finance/balances finance/reserves finance/contributions finance/key-points risks committees \
	committees/childrens-services meetings actions resolutions resolutions/childrens-services-2017-01-24.9.a \
	"$meeting" "$meeting/minutes" "$meeting/questions"; do
	faces "$name"
done
for name in seats seats/ending substitutes substitutes/ending terms programme programme/changes training cover-texts \
	"cover-texts?key=filming"; do
	page "/committees/childrens-services/$name"
done
page /cover-texts
for name in questions/new questions/public-1 questions/public-1/answer actions/new; do
	page "/$meeting/$name"
done
for name in "" /change /closing; do
	page "/meetings/childrens-services-2017-01-24/actions/9/1$name"
done
page "/$meeting/details"
page /calendar.ics
page /feed.atom
ask /mark/none
is "$status" 404 "a mark that is not there"
for suffix in "" .json .csv .csv-metadata.json .xlsx; do
	page "/performance/figures$suffix?from=2017-01"
done
faces performance area=norwich
faces performance/quarterly area=blackpool
page /search
for suffix in "" .json .csv .csv-metadata.json .xlsx; do
	page "/search$suffix?text=reserves"
done
faces performance/summary period=2016-12
faces performance/summary "rating=red&sort=-difference"
faces compare
faces performance/process
faces compare "indicator=7.2&indicator=S2.2&area=norfolk&area=breckland"
faces finance/revenue period=2015-12

# Indicators: all that have commentary or links, and one of each measure, basis and frequency.
for ref in $(superuser "SELECT ref FROM indicator_now WHERE indicator_id IN (SELECT indicator_id FROM commentary_now
		UNION SELECT indicator_id FROM link_now) UNION SELECT min(ref) FROM indicator_now GROUP BY measure, basis, frequency"); do
	case $ref in BP-*) area="?area=blackpool" ;; *) area= ;; esac
	for name in indicators/$ref indicators/$ref/provenance cards/$ref; do
		page "/performance/$name$area"
	done
	[ -n "$area" ] || page "/performance/indicators/$ref/commentary"
done
faces performance/indicators/7.2
faces performance/indicators/BP-LAC "area=blackpool&period=2017/18%20Q2"
faces performance/indicators/7.2/provenance
faces performance/cards/7.2
page "/performance/indicators/7.2/commentary?kind=analysis"
page "/performance/indicators/7.2/commentary/versions?kind=analysis"
faces performance/indicators
faces performance/indicators "text=looked"
for name in $(superuser "SELECT 'performance/' || r || '/' || s.subject FROM unnest(ARRAY['sections', 'scorecards', 'breakdowns', 'localities']) r,
		report_subjects(r) s ORDER BY 1"); do
	case $name in */BP-*) faces "$name" area=blackpool ;; *) faces "$name" ;; esac
done

# Lines, cost centres and risks.
for slug in $(superuser "SELECT slug(line_name) FROM (SELECT DISTINCT line_name, statement FROM revenue_now WHERE statement = 'la') l"); do
	page "/finance/revenue/$slug"
done
faces finance/revenue/looked-after-children-agency-residential
faces finance/revenue/placements-with-agencies-made-up period=2015-12
faces "finance/schools/$(superuser "SELECT slug(min(line_name)) FROM revenue_now WHERE statement = 'schools'")"
faces finance/cost-centres/MU001
page "/finance/cost-centres/MU001?page=2"
for number in $(superuser "SELECT DISTINCT number FROM risk_now"); do
	page "/risks/$number"
done
faces risks/RM13906

# Erasures, one of which waits.
superuser "INSERT INTO erasure (kind, name, reason, asked_by) SELECT 'import', '2', 'x', person_id FROM person WHERE username = 'mary'"
for suffix in "" .json .csv .csv-metadata.json .xlsx; do
	page "/erasures$suffix"
	page "/erasures/1$suffix"
done

# What is no report.
for path in "/$meeting/minutes/edit" "/$meeting/minutes/edit/paragraph?item=7" "/$meeting/agenda" "/$meeting/agenda/7" "/$meeting/new-item?kind=report" "/$meeting/agenda/7/removal" \
	/committees/childrens-services/meetings/new "/$meeting/attachments/7.pdf" "/$meeting/withdrawals?item=7" /published-figures /sign-out /accessibility /healthz \
	/privacy /contact /help /help/figures /help/tour/officer /account /account/confirm /account/password \
	/account/second-factor; do
	page "$path"
done
superuser "UPDATE moothall.session SET pending = 'code'"
page /sign-in/code
superuser "UPDATE moothall.session SET pending = NULL"
session=NOBODY=
page /sign-in
# What is not there for somebody who has no link, or where the council's own accounts sign nobody in.
for path in /sign-in/council /invitation/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA; do
	ask "$path"
	[ "$status" = 404 ] && [ "$number" -le "$(most "$path")" ]
	ok $? "$path: $number, status $status"
done
page "/invitation/$(basename "$(./moothall user invite ann --role member 2>/dev/null)")"
sign_in adam
page /
faces users
faces users "text=mary&sort=-name"
faces users/olive
faces users/changes from=2016-01-01
for path in /account/confirm /users/invite /users/olive/roles /users/olive/details "/users/olive/names?text=smith" /users/olive/link /users/olive/sessions \
	/users/olive/disable /users/olive/enable; do
	page "$path"
done
sign_in alma
for path in /audit /audit/export.csv; do
	page "$path"
done
sign_in olive

# The only pages without a limit: a pack is all the reports that its papers name, each of which takes its own
# statements; and the preflight makes the pack, after each of its papers by itself.
for suffix in "" .json .csv .csv-metadata.json .xlsx .pdf; do
	whole "/$meeting/pack$suffix"
done
for suffix in "" .json .csv .csv-metadata.json .xlsx; do
	whole "/$meeting/preflight$suffix"
done
# Notes are offered the pack's paragraphs.
whole "/$meeting/notes"
# So is what is looked at before a pack is published.
whole "/$meeting/publish"
page "/$meeting/withdraw"
for suffix in "" .json .csv .csv-metadata.json .xlsx; do
	page "/$meeting/publications$suffix"
done

# Papers while they are written: the list, the form, and, as a pack is, what they hold.
for suffix in "" .json .csv .csv-metadata.json .xlsx; do
	page "/papers$suffix"
done
page /papers/safelives.md/edit
superuser "INSERT INTO paper_version (paper, version, meeting, item, text, saved_person, saved_by)
	SELECT 'apart.md', 1, m.meeting, a.item, E'{{exempt part}}\n\nApart.\n\n{{end-exempt}}', p.person_id, p.name
	FROM meeting_now m JOIN agenda_item_now a USING (meeting), person p
	WHERE m.meeting = '${meeting#meetings/}' ORDER BY a.place, p.person_id LIMIT 1"
page /papers/apart.md/exempt/part
whole /papers/safelives.md
whole /papers/safelives.md/versions

# Nothing has been left out: patterns of reports, and addresses that can be read.
{
	./tests/report/reports | sed -n 's|^\([^ ]*\) .*|/\1|p' | grep -vx /home
	sed -n 's|^\t{READ, "\(/[^"]*\)".*|\1|p' "$src/src/page/route.c"
} >"$tmp/patterns"
[ "$(wc -l <"$tmp/patterns")" -gt 40 ]
ok $? "the tables of reports and routes can be read"
# Static files ask the database nothing.
for pattern in $(grep -vx '/static/' "$tmp/patterns"); do
	grep -qxE "$(echo "$pattern" | sed 's|{[a-z]*}|[^/]+|g')" "$tmp/asked"
	ok $? "$pattern is among these pages"
done
! grep -E 'Sanitizer|runtime error' "$tmp/errors" >/dev/null
ok $? "nothing was complained of"
tap_done
