#!/bin/sh
# Every face of every report that the demonstration can show, and of the tests' own hostile document,
# compared by tests/faces/faces.py.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "$src/tests/with-db.sh" "$0" "$@"
fi
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-faces.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
moothall=./moothall
"$moothall" migrate 2>/dev/null
"$moothall" import --release "$src/sql/demo" >/dev/null
"$moothall" import "$src/sql/demo/unreleased" >/dev/null

meeting=meetings/childrens-services-2017-03-14
names=
for report in home performance performance/indicators/7.2 performance/indicators/2.3 \
	performance/cards/7.2 finance/revenue finance/schools finance/balances finance/reserves risks \
	$meeting $meeting/pack; do
	name=$(echo "$report" | tr / -)
	names="$names $name"
	for format in json html xlsx; do
		"$moothall" report "$report" --format $format -o "$tmp/$name.$format"
	done
	"$moothall" report "$report" --format xlsx -o "$tmp/again"
	cmp "$tmp/again" "$tmp/$name.xlsx" >"$tmp/$name.twice" 2>&1 || echo differs >>"$tmp/$name.twice"
	python3 -c 'import json, sys
for table in json.load(sys.stdin)["tables"]: print(table["key"])' <"$tmp/$name.json" |
		while read -r key; do
			"$moothall" report "$report" --table "$key" -o "$tmp/$name.$key.csv"
			"$moothall" report "$report" --table "$key" --format csvw \
				-o "$tmp/$name.$key.csv-metadata.json"
		done
done
./tests/faces/sample "$tmp/sample"
count=0 failed=0
# run COMMAND...: what a program of ours says in TAP, in one run of numbers.
run() {
	"$@" >"$tmp/tap" || failed=1
	grep -q '^1\.\.' "$tmp/tap" || failed=1
	sed -n "/^1\.\./d; p" "$tmp/tap" | awk -v n=$count '
		/^(not )?ok / { n++; sub(/ok [0-9]+/, "ok " n) } { print }'
	count=$((count + $(grep -cE '^(not )?ok ' "$tmp/tap")))
}
# shellcheck disable=SC2086
run python3 "$src/tests/faces/faces.py" "$tmp" $names sample
for name in $(echo $meeting/pack | tr / -) performance finance-reserves; do
	"$moothall" report "$(sed -n 's/^{"report": "\([^"]*\)".*/\1/p' "$tmp/$name.json")" --format pdf \
		-o "$tmp/$name.pdf"
	pdfinfo -struct-text "$tmp/$name.pdf" >"$tmp/$name.structure" 2>/dev/null
	run python3 "$src/tests/faces/twin.py" "$name" "$tmp/$name.structure" "$tmp/$name.html"
done
count=$((count + 1))
if [ -z "$(cat "$tmp"/*.twice)" ]; then echo "ok $count - a workbook is the same twice"; else
	echo "not ok $count - a workbook is the same twice"
	failed=1
fi
echo "1..$count"
exit $failed
