#!/bin/sh
# An upgrade of a database that was made by the base migrations alone, has data, and has views and functions of
# an older program: it must come out as one that was made anew with the same data.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --empty "$0" "$@"
fi
src=$(cd "${srcdir:-.}" && pwd)
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sql() { psql -qAtX -v ON_ERROR_STOP=1 "$@"; }

# The migrations of the first release. Later ones are steps from here.
base='0001_schema 0002_people 0003_imports 0004_reference 0005_performance 0006_finance_and_risk 0007_ledger
	0008_committees 0009_row_security 0010_reports'

"$src/tests/demo-council.sh"
ok $? "a database from nothing"
./moothall import --release "$src/sql/demo" >/dev/null
ok $? "... with data"
for person in 'Mr R Smith' 'Mrs K Byrne'; do
	echo 'a long enough secret' | ./moothall user add "$(echo "$person" | tr -dc A-Za-z | tr A-Z a-z)" --role member --person "$person"
done
# ... since when, the first release did not say
PGUSER=postgres sql -c 'UPDATE moothall.person_role SET from_day = NULL'
ok $? "... with people, whom lists know"

PGUSER=postgres PGDATABASE=postgres sql -c 'CREATE DATABASE landed OWNER moothall_owner'
for name in $base; do
	PGDATABASE=landed PGOPTIONS='-c search_path=moothall,pg_temp' sql -1 -f "$src/sql/migrations/$name.sql" >/dev/null || break
	PGDATABASE=landed sql -c "INSERT INTO moothall.migration (name, version, sha256) VALUES ('$name.sql', '0.1.0',
	  '$(sha256sum "$src/sql/migrations/$name.sql" | cut -d' ' -f1)')"
done
ok $? "one as the base migrations made it"
PGDATABASE=landed sql -c 'CREATE SCHEMA moothall_code; CREATE VIEW moothall_code.area_now AS SELECT * FROM moothall.area'
ok $? "... with views of an older program"

# The same rows, of the tables and columns that it has; what is computed is left to be computed, and what was done
# is another database's.
PGDATABASE=landed sql -F ' ' -c "SELECT c.oid::regclass, string_agg(quote_ident(a.attname), ',' ORDER BY a.attnum)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = 'moothall'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname NOT IN ('migration', 'setting', 'sign_in_failure', 'figure', 'figure_kept', 'area_kept', 'indicator_kept') GROUP BY c.oid ORDER BY 1" >"$tmp/tables"
while read -r table columns; do
	echo "DELETE FROM $table;"
	echo "COPY $table ($columns) FROM STDIN;"
	# what was then a column of the person is now a table
	asked=$(echo "$columns" | sed 's/seat_name/(SELECT c.name FROM moothall.person_called c WHERE c.person_id = t.person_id)/')
	PGUSER=postgres sql -c "COPY (SELECT $asked FROM $table t) TO STDOUT" </dev/null
	echo '\.'
done <"$tmp/tables" >"$tmp/rows.sql"
echo "INSERT INTO moothall.setting VALUES ('council', 'norfolk');" >>"$tmp/rows.sql"
PGUSER=postgres PGDATABASE=landed PGOPTIONS='-c session_replication_role=replica' sql -1 -f "$tmp/rows.sql"
ok $? "... and the same data"
rows=$(wc -l <"$tmp/rows.sql")
ok "$([ "$rows" -gt 5000 ])$?" "... $rows lines of them"

PGDATABASE=landed ./moothall migrate >"$tmp/log" 2>&1
ok $? "the upgrade"
PGDATABASE=landed ./moothall migrate >"$tmp/log" 2>&1
is "$?:$(cat "$tmp/log")" "0:" "once more changes nothing"

# What a dump says of a database, by its lines: columns that came later stand last.
structure() {
	PGUSER=postgres PGDATABASE=$1 pg_dump --schema-only | sed '/^--/d; /restrict/d; s/,$//' | LC_ALL=C sort
}
# What is imported and the first release could not hold: tables, and columns but those that an upgrade fills itself.
imported="EXISTS (SELECT FROM pg_attribute f WHERE f.attrelid = c.oid AND f.attname = 'file_id' AND NOT f.attisdropped)"
later() {	# TABLE: its columns, as the literal of an array
	grep "^$1 " "$tmp/tables" | cut -d' ' -f2 | tr ',' '\n' | sort >"$tmp/base"
	PGUSER=postgres PGDATABASE=moothall sql -c "SELECT a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
	  WHERE c.oid = '$1'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND $imported
	    AND a.attname NOT IN ('entry', 'gone', 'entered_by', 'entered_at', 'place', 'erased', 'supplied_by')" </dev/null |
		sort | comm -13 "$tmp/base" - | paste -sd,
}
# All other rows, columns by name; but not when what was done, how often, and what is each database's own secret.
contents() {
	PGUSER=postgres PGDATABASE=moothall sql -c "SELECT c.oid::regclass, $imported FROM pg_class c
	  WHERE c.relnamespace = 'moothall'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
	    AND c.relname NOT LIKE 'audit%' AND c.relname NOT LIKE 'search_%' AND c.relname <> 'content_change' ORDER BY 1" | tr '|' ' ' |
	while read -r table imports; do
		[ "$imports" = f ] || grep -q "^$table " "$tmp/tables" || continue
		echo "$table"
		PGUSER=postgres PGDATABASE=$1 sql -c "SELECT to_jsonb(t) - 'applied_at' - 'version' - 'loaded_account' - 'secret' - 'entry'
		  - '{$(later "$table")}'::text[] FROM $table t" </dev/null | LC_ALL=C sort
	done
}
for database in moothall landed; do
	structure $database >"$tmp/structure.$database"
	contents $database >"$tmp/contents.$database"
	PGDATABASE=$database ./moothall report performance --format csv >"$tmp/report.$database"
done
for what in structure contents report; do
	diff "$tmp/$what.moothall" "$tmp/$what.landed" >"$tmp/diff"
	ok $? "it has the $what of the one made anew"
	head -20 "$tmp/diff" | cut -c1-200 | sed 's/^/# /'
done
tap_done
