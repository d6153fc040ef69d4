#!/bin/sh
# One figure, one colour: every report of the demonstration that rates, compared by tests/report/ratings.py.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "$src/tests/with-db.sh" "$0" "$@"
fi
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-ratings.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
moothall=./moothall
"$src/tests/demo-council.sh"
"$moothall" import --release "$src/sql/demo" >/dev/null
sql() { psql -qAtX -F "$(printf '\t')" -c 'SET search_path = moothall_code, moothall' -c 'SET moothall.person = operator' -c "$1"; }
sql "SELECT n.name, p.period FROM period p, unnest(ARRAY[p.period, p.short, p.label]) n (name)" | sort -u >"$tmp/periods"
sql "SELECT n.name, a.area FROM area_now a, unnest(ARRAY[a.area, a.name]) n (name)" | sort -u >"$tmp/areas"
reports="performance performance/exceptions performance/commentary performance/summary performance/education
performance/early-help performance/quarterly
$(sql "SELECT 'performance/sections/' || slug(section) FROM indicator_now WHERE frequency = 'monthly' GROUP BY 1")
$(sql "SELECT 'performance/scorecards/' || name FROM scorecards()")
$(sql "SELECT 'performance/' || k.kind || '/' || i.ref FROM (SELECT DISTINCT indicator_id FROM target_now) t
         JOIN indicator_now i USING (indicator_id), (VALUES ('indicators'), ('cards'), ('localities')) k (kind)")"
mkdir "$tmp/reports"
for report in $reports; do
	name=$(echo "$report" | tr / -)
	"$moothall" report "$report" --format json -o "$tmp/reports/$name.json" 2>"$tmp/why" ||
		# an indicator of another council: it has no figures of this one
		{ rm -f "$tmp/reports/$name.json" && grep -q 'no figures of this report' "$tmp/why"; }
done
python3 "$src/tests/report/ratings.py" "$tmp/reports" "$tmp/periods" "$tmp/areas"
