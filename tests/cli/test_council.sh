#!/bin/sh
# The council and its settings: nothing is anybody's until a council is set, and a setting is checked.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --empty "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sql() { PGOPTIONS='-c search_path=moothall_code,moothall' psql -qAtX -v ON_ERROR_STOP=1 -c "$1"; }
# says STATUS MESSAGE COMMAND...
says() {
	status=$1 message=$2
	shift 2
	seen=$("$moothall" "$@" 2>&1 >"$tmp/out" </dev/null)
	is "$?" "$status" "$*: exit status $status"
	has "$seen" "$message" "$*: $message"
}

"$moothall" migrate 2>/dev/null
is "$(sql "SELECT count(*) FROM setting WHERE key = 'council'")" 0 'a new database is no council'"'"'s'
says 1 'no council is set' council
says 1 'no council is set' report performance
says 1 'import the areas first' council norfolk
says 1 'no council is set' import --release "$src/sql/demo"
is "$(sql 'SELECT count(*) FROM import')" 0 '... and nothing was loaded'

"$moothall" import --release areas "$src/sql/demo/areas.csv" >/dev/null
"$moothall" import --release observations "$src/sql/demo/observations.csv" >/dev/null 2>&1
says 1 'there is no such area; councils among the areas are: ' council Camelot
says 1 'no council is set' council
says 0 'the council is Norfolk' council norfolk
says 0 '' council
is "$(cat "$tmp/out")" norfolk '... and is told'
"$moothall" import --release "$src/sql/demo" >/dev/null
ok $? 'the demonstration'"'"'s figures'
says 0 '' report performance

# Other figures are kept of another council; back again, the same.
kept='SELECT count(*), count(DISTINCT area_id) FROM figure_kept k JOIN area a USING (area_id)
	WHERE a.area = '
before=$(sql "SELECT count(*), sum(hashtext(f::text)::bigint) FROM figure f")
says 0 'the council is Norfolk' council norfolk
is "$(sql "SELECT count(*), sum(hashtext(f::text)::bigint) FROM figure f")" "$before" 'set again, nothing changes'
says 0 'the council is Blackpool' council blackpool
is "$(sql "$kept 'norfolk'")" '0|0' 'of another council none is kept'
ok "$([ "$(sql "$kept 'blackpool'")" != '0|0' ])$?" '... but of this'
says 0 '' council norfolk
is "$(sql "SELECT count(*), sum(hashtext(f::text)::bigint) FROM figure f")" "$before" '... and back'

echo 'correct horse battery' | "$moothall" user add ann --role analyst 2>/dev/null
says 1 'you do not have the right' council norfolk --as ann
says 1 'you do not have the right' setting spc_side 8 --as ann

# Settings.
says 0 '' setting
has "$(cat "$tmp/out")" 'risk_review_months   3    months that a review' 'all with their meaning'
is "$(wc -l <"$tmp/out")" 3 '... all three'
says 0 '' setting --json
has "$(cat "$tmp/out")" '"setting": "spc_side"' 'as JSON'
says 1 'there is no setting "spc_slide"; known are: risk_review_months, spc_side, spc_trend' setting spc_slide
says 1 'there is no setting "spc_slide"' setting spc_slide 7
says 1 'moothall council' setting council norfolk
for value in 2 100 7.5 '' seven 99999999999; do
	says 1 'is a whole number from 3 to 99' setting spc_trend "$value"
done
says 0 '' setting spc_trend 08
says 0 '' setting spc_trend
is "$(cat "$tmp/out")" 8 'a setting'
is "$(sql "SELECT spc_setting('spc_trend')")" 8 '... holds'
says 0 '' setting risk_review_months 12
is "$(sql 'SELECT risk_review_months()')" 12 'another'
says 2 'unexpected argument' setting a b c
tap_done
