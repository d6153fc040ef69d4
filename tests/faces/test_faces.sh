#!/bin/sh
# Every face of every report that the demonstration can show, and of the tests' own hostile document,
# compared by tests/faces/faces.py.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "$src/tests/with-db.sh" --demo "$0" "$@"
fi
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-faces.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
moothall=./moothall
"$moothall" import "$src/sql/demo/unreleased" >/dev/null

meeting=meetings/childrens-services-2017-03-14
names=
for report in home glossary performance/commentary performance/indicators/2.8/provenance \
	performance performance/indicators/7.2 performance/indicators/2.3 \
	performance/cards/7.2 finance/revenue finance/schools finance/balances finance/reserves risks \
	$meeting meetings/childrens-services-scrutiny-2020-10-07/pack; do
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
# shellcheck disable=SC2086
python3 "$src/tests/faces/faces.py" "$tmp" $names sample
cat "$tmp"/*.twice >&2
[ -z "$(cat "$tmp"/*.twice)" ]
