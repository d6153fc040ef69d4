#!/bin/sh
# Every PDF that the demonstration can be asked for is written. In a `make check` a sample of them; all, some 5,000:
#   tests/report/test_walk.sh --all   in the build folder; takes some minutes
set -u
srcdir=$(cd "${srcdir:-$(dirname "$0")/../..}" && pwd)
export srcdir
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "$srcdir/tests/with-db.sh" --demo sh "$0" "$@"
fi
. "$srcdir/tests/tap.sh"
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-walk.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
./moothall import "$srcdir/sql/demo/unreleased" >"$tmp/log" 2>&1 ||
	{ sed 's/^/# /' "$tmp/log"; echo "1..0 # the demonstration could not be loaded"; exit 1; }

sql() { psql -qAtX -F ' ' -c "SET search_path = moothall_code, moothall; SET moothall.person = 'operator'" -c "$1"; }

# The addresses without {…}, and those with one that their pages lead to.
./tests/report/reports | awk '/ pdf/ && !/{/ { print $1 }' >"$tmp/roots"
while read -r name; do
	./moothall report "$name" --format html 2>/dev/null | grep -o 'href="/[^"#?]*' | sed 's|href="/||'
done <"$tmp/roots" >"$tmp/links"
sql 'SELECT ref FROM indicator_now' >"$tmp/refs"
{
	cat "$tmp/roots" "$tmp/links"
	sed 's|.*|performance/indicators/&|' "$tmp/refs"
	sed 's|.*|performance/cards/&|' "$tmp/refs"
	sql "SELECT 'meetings/' || meeting || part FROM meeting_now, unnest('{/pack,/minutes,/questions}'::text[]) part"
} | sort -u >"$tmp/addresses"

# What a report is asked for: by itself, for every area, for every month; an indicator, for what there is of it.
{
	sed 's|$| - -|' "$tmp/addresses"
	grep -v '^performance/\(indicators\|cards\)/' "$tmp/addresses" >"$tmp/others"
	sql 'SELECT area FROM area' | while read -r area; do
		sed "s|\$| $area -|" "$tmp/others"
	done
	for year in 2016 2017; do
		for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
			sed "s|\$| - $year-$month|" "$tmp/others"
			sed "s|\$| blackpool $year-$month|" "$tmp/others"
		done
	done
	for what in '' /provenance; do
		sql "SELECT DISTINCT 'performance/indicators/' || i.ref || '$what', a.area, replace(p.period, ' ', '+')
			FROM figure f JOIN indicator_now i USING (indicator_id) JOIN area a USING (area_id) JOIN period p USING (period_id)"
	done
} | grep -v ' .* .* ' | sort -u >"$tmp/all"

if [ "${1-}" = --all ]; then
	cp "$tmp/all" "$tmp/lines"
else
	awk 'NR % 50 == 7' "$tmp/all" >"$tmp/lines"
	# these have ended the process, once for their fonts' lengths
	for line in '2.1 2016-09' 'AO-5 2016-03' 'CIN-3 2017-02' 'CR-6 2016-01'; do
		echo "performance/indicators/${line% *}/provenance norfolk ${line#* }"
	done >>"$tmp/lines"
fi
./tests/report/walk <"$tmp/lines" >"$tmp/out"
ok $? "no PDF of $(wc -l <"$tmp/lines") asked for fails"
sed 's/^written/# &/' "$tmp/out"
awk '/^written/ && $2 > $4 && $2 > 50 { good = 1 } END { exit !good }' "$tmp/out"
ok $? "most of them are there"
for report in $(./tests/report/reports | awk '/ pdf/ { print $1 }'); do
	pattern=$(printf '%s\n' "$report" | sed 's/{[a-z]*}/[^ \/]*/')
	grep -q "^$pattern " "$tmp/all"
	ok $? "$report is among them"
done
tap_done
