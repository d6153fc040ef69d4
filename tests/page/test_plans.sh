#!/bin/sh
# How PostgreSQL finds the figures of each performance page, where the tables are large: by an index, never
# by reading a table from end to end. The server explains every statement, and those inside functions.
#
# A line of TAP a page: its address, and the tables with the indexes used. test_plans.sh FILE also writes
# there what EXPLAIN says of each statement that reads them (--whole FILE: its whole plan): tests/bench/plans.txt
# is kept of one such run.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	explain="-c shared_preload_libraries=auto_explain -c auto_explain.log_min_duration=0"
	explain="$explain -c auto_explain.log_nested_statements=on"
	MOOTHALL_TEST_SETTINGS="${MOOTHALL_TEST_SETTINGS--c fsync=off} $explain"
	export MOOTHALL_TEST_SETTINGS
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
whole=
[ "${1-}" = --whole ] && whole=1 && shift
keep=${1-}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
log=$MOOTHALL_TEST_PGDATA/log
large='observation|figure|published'

# page PATH
page() {
	from=$(wc -c <"$log")
	cgi GET "$1" "$session" </dev/null
	tail -c +$((from + 1)) "$log" >"$tmp/log"
	sed -nE "s/.*(Index (Only )?Scan (Backward )?using|Bitmap Index Scan on) ([a-z_0-9]+).*/\4/p" "$tmp/log" |
		grep -E "^($large)_" | sort -u >"$tmp/used"
	grep -E "Seq Scan on (observation|figure)( |$)" "$tmp/log" >"$tmp/whole"
	[ "$status" = 200 ] && grep -q ' plan:$' "$tmp/log" && [ ! -s "$tmp/whole" ]
	ok $? "$1: $(tr '\n' ' ' <"$tmp/used")$([ "$status" = 200 ] || echo "status $status")"
	sed 's/^/# /' "$tmp/whole"
	{ echo "### $1"; cat "$tmp/log"; } >>"$tmp/logs"
}
./tests/page/prepare olive officer,analyst,finance,chief_officer,committee_officer mary member ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
PGOPTIONS="-c auto_explain.log_min_duration=-1" psql -U postgres -qAtX -v ON_ERROR_STOP=1 -f "$src/tests/page/many.sql" >/dev/null
ok $? "there are many figures: $(superuser 'SELECT count(*) FROM observation') entered, $(superuser 'SELECT count(*) FROM moothall.figure') kept"
for who in olive mary; do
	sign_in $who
	for name in performance performance/exceptions performance/summary performance/sections/contacts-and-referrals \
		performance/sections/looked-after-children performance/education performance/early-help \
		performance/contacts-by-source performance/breakdowns/6.1 performance/localities/7.2 performance/scorecards/neet \
		"performance/quarterly?area=blackpool" performance/reports performance/indicators/7.2 performance/indicators/2.3 \
		performance/indicators/2.3/provenance performance/cards/7.2 "performance/figures.csv?from=2017-01" \
		"performance?area=norwich"; do
		page "/$name"
	done
done
sign_in olive
page /performance/commentary
page /performance/indicators/7.2/commentary
[ -z "$keep" ] || awk -v large="$large" -v whole="$whole" -f "$src/tests/page/plans.awk" "$tmp/logs" >"$keep"
! grep -E 'Sanitizer|runtime error' "$tmp/errors" >/dev/null
ok $? "nothing was complained of"
tap_done
