#!/bin/sh
# Every performance report in every face, inside a paper, and asked for what there is not.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$moothall" migrate 2>/dev/null
"$moothall" import --release "$src/sql/demo" >/dev/null

reports='summary sections/contacts-and-referrals sections/caseloads scorecards/education scorecards/neet scorecards/inclusion
education localities/7.2 localities/NEET-02 contacts-by-source breakdowns/2.1 breakdowns/3.1 breakdowns/5.1 breakdowns/7.1
breakdowns/7.4 early-help quarterly reports'
for report in $reports; do
	for format in csv json html pdf; do
		"$moothall" report "performance/$report" --format "$format" -o "$tmp/out" 2>"$tmp/err"
		is "$?$(cat "$tmp/err")" 0 "$report as $format"
		if [ "$format" != pdf ]; then
			is "$(grep -cE 'NaN|FALSE|Infinity|\(null\)' "$tmp/out")" 0 "... says nothing that a spreadsheet would"
		fi
	done
done

# The addresses that the index names are there.
for address in $("$moothall" report performance/reports | tr -d '\r' | sed -n 's#.*,/\(performance.*\)$#\1#p' | sort -u); do
	"$moothall" report "$address" >"$tmp/out" 2>&1
	is "$?" 0 "$address, as the list of reports names it"
done

# In a paper.
mkdir -p "$tmp/in/papers"
for report in $reports; do
	printf '{{report performance/%s}}\n\n' "$report"
done >"$tmp/in/papers/all.md"
seen=$("$moothall" import "$tmp/in" 2>&1)
is "$?" 0 "a paper that holds them all is taken"
printf '{{report performance/sections/no-such}}\n' >"$tmp/in/papers/all.md"
seen=$("$moothall" import "$tmp/in" 2>&1)
is "$?" 1 "one with a section that is not there is refused"
has "$seen" 'no-such' "... and names it"

refused() {
	seen=$("$moothall" report "$@" 2>&1 >/dev/null)
	is "$?" 1 "$*: refused"
	has "$seen" "$message" "$*: $message"
}
message='there is no "no-such"; known are: adoptions'
refused performance/sections/no-such
message='there is no "no-such"; known are: education'
refused performance/scorecards/no-such
message='there is no "9.9.9"; known are: 2.1'
refused performance/breakdowns/9.9.9
message='there is no area "atlantis"'
refused performance/summary --area atlantis
message='there are no figures for the period "2031-01"'
refused performance/summary --period 2031-01
message='there are no figures for the period "2016/17"'
refused performance/summary --period 2016/17
message='no figures of this report are held for this area'
refused performance/contacts-by-source --area blackpool
tap_done
