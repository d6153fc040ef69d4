#!/bin/sh
# The views of the schema reporting: they say what the pages say, to whoever logs in and to nobody else, and an upgrade
# keeps what other people have built on them.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --empty "$0" "$@"
fi
src=$(cd "${srcdir:-.}" && pwd)
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
MOOTHALL_PASSWORD_MEMORY_MB=80 && export MOOTHALL_PASSWORD_MEMORY_MB
# as LOGIN SQL...: what a person's own connection answers, errors too.
as() {
	login=$1
	shift
	PGUSER=$login psql -qAtX -v ON_ERROR_STOP=1 -c "$*" 2>&1
}

"$src/tests/demo-council.sh"
"$moothall" import --release "$src/sql/demo" >/dev/null
"$moothall" import "$src/sql/demo/unreleased" >/dev/null
for person in mary:member olive:officer alma:auditor gone:officer; do
	echo 'correct horse battery' | "$moothall" user add "${person%:*}" --role "${person#*:}" 2>/dev/null
	as postgres "CREATE ROLE ${person%:*} LOGIN IN ROLE moothall_reader"
done
"$moothall" user disable gone
as postgres 'CREATE ROLE unknown LOGIN IN ROLE moothall_reader; CREATE ROLE outsider LOGIN'

views=$(as postgres "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class
	WHERE relnamespace = 'reporting'::regnamespace")
is "$(echo "$views" | wc -w)" 16 'sixteen views'
is "$(as postgres "SELECT string_agg(format('%s.%s', c.relname, a.attname), ' ') FROM pg_class c
	  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0 OR a.attrelid = c.oid AND a.attname = 'tableoid'
	WHERE c.relnamespace = 'reporting'::regnamespace
	  AND col_description(c.oid, greatest(a.attnum, 0)) IS NULL")" '' 'each is described, with all its columns'
for view in $views; do
	n=$(as olive "SELECT count(*) FROM reporting.$view")
	ok "$([ "$n" -gt 0 ])$?" "an officer reads $view: $n rows"
	is "$(as unknown "SELECT count(*) FROM reporting.$view WHERE '$view' <> 'periods'")" 0 '... a login that is nobody none'
	is "$(as gone "SELECT count(*) FROM reporting.$view WHERE '$view' <> 'periods'")" 0 '... a disabled user none'
done
has "$(as outsider 'SELECT count(*) FROM reporting.figures')" 'permission denied' 'who is no reader is refused'

# As the page has it.
for person in mary olive; do
	"$moothall" report performance/figures --from 2016-12 --to 2017-02 --as $person --format csv |
		python3 -c '
import csv, sys
for row in csv.DictReader(sys.stdin):
    for k in ("value", "ytd"):
        row[k] = row[k].replace("n/a", "")
    print("|".join(row[k].lower() for k in ("ref", "cohort", "period", "value", "ytd", "rag", "status")))' |
		LC_ALL=C sort >"$tmp/page"
	as $person "SELECT lower(concat_ws('|', ref, cohort, period, coalesce(number::text, ''), coalesce(round(ytd, decimals)::text, ''),
	    coalesce(rating, ''), coalesce(status, '')))
	  FROM reporting.figures JOIN reporting.indicators USING (ref) JOIN reporting.periods USING (period)
	  WHERE area = 'norfolk' AND first_day >= '2016-12-01' AND periods.last_day <= '2017-02-28'" | LC_ALL=C sort >"$tmp/view"
	diff "$tmp/page" "$tmp/view" >"$tmp/diff"
	ok $? "$person: the figures of the page ($(wc -l <"$tmp/page"))"
	head -6 "$tmp/diff" | sed 's/^/# /'
done
is "$(as mary "SELECT shown, rating, direction FROM reporting.figures WHERE ref = '7.2' AND period = '2017-01' AND area = 'norfolk'")" \
	'66.3|red|down' 'a figure as it was published'
is "$(as mary "SELECT budget, outturn, variance FROM reporting.budget_lines WHERE statement = 'la' AND period = '2017-01'
	AND line = 'Looked After Children - Agency Fostering'" | head -1)" \
	"$(grep '^la,2017-01,Looked After Children - Agency Fostering,' "$src/sql/demo/revenue.csv" |
	awk -F, '{ printf "%s|%s|%s", $5, $6, $6 - $5 }')" 'a budget line as it was entered'

# What a person says of themselves is not believed.
seen() { as "$1" "$2; SELECT count(*), count(*) FILTER (WHERE NOT released) FROM reporting.figures"; }
olive=$(as postgres "SELECT person_id FROM moothall.person WHERE username = 'olive'")
member=$(seen mary 'SELECT') officer=$(seen olive 'SELECT')
ok "$([ "$(echo "$member" | tail -1)" != "$(echo "$officer" | tail -1)" ])$?" 'an officer sees more than a member'
for setting in "moothall.person = '$olive'" "moothall.person = 'operator'" "moothall.reading = 'pack'"; do
	for person in mary alma unknown; do
		is "$(seen $person "SET $setting")" "$(seen $person SELECT | tail -1)" "$person sets $setting and sees no more"
	done
done
is "$(seen alma SELECT | tail -1)" '0|0' 'an auditor has figures in packs alone'
for role in moothall_app moothall_owner olive; do
	has "$(as mary "SET ROLE $role")" 'permission denied' "nor is she $role"
done
is "$(as moothall_app "SET moothall.person = '$olive'; SELECT count(*) > 0 FROM reporting.figures WHERE NOT released")" t \
	'the application is believed'

# Nothing but reading, and nothing of people.
for statement in 'SELECT * FROM moothall.person' 'SELECT * FROM moothall.session' "INSERT INTO moothall.area (area) VALUES ('x')" \
	'SELECT moothall_code.import_end()' 'SELECT moothall_code.figures_keep()' "SELECT moothall_code.council_set('norfolk')" \
	"SELECT moothall_code.ledger_open(1)" 'UPDATE reporting.risks SET score = 1'; do
	seen=$(as olive "$statement")
	has "$(echo "$seen" | sed 's/cannot update view/permission denied/')" 'permission denied' "refused: $statement"
done
is "$(as olive 'SELECT count(*) FROM moothall.import_file' | sed 's/^[1-9][0-9]*$/some/')" some 'tables answer by their policies'

# JIT takes seconds for what runs in a tenth of one: it is off within, whatever the login's setting.
as postgres "LOAD 'auto_explain'; SET client_min_messages = log; SET auto_explain.log_min_duration = 0;
	SET auto_explain.log_nested_statements = on; SET jit = on; SET jit_above_cost = 0; SET SESSION AUTHORIZATION olive;
	SELECT count(*) FROM reporting.figures" >"$tmp/plans"
is "$(grep -c 'Query Text' "$tmp/plans" | sed 's/^[2-9]$\|^[1-9][0-9]\+$/many/'):$(grep -c 'JIT:' "$tmp/plans")" many:1 \
	'nothing within a view is compiled'

# An upgrade.
upgrade() {
	as postgres "UPDATE moothall.migration SET sha256 = 'before' WHERE name LIKE 'objects/%'"
	"$moothall" migrate 2>&1 | grep -v '^applying '
}
as postgres "CREATE SCHEMA dba; GRANT USAGE ON SCHEMA dba TO mary;
	CREATE VIEW dba.red AS SELECT ref, period FROM reporting.figures WHERE rating = 'red';
	COMMENT ON VIEW dba.red IS 'mine'; GRANT SELECT ON dba.red TO mary;
	CREATE VIEW reporting.hers AS SELECT number, score FROM reporting.risks;
	CREATE MATERIALIZED VIEW dba.kept AS SELECT * FROM reporting.budget_lines;
	GRANT SELECT ON reporting.links TO outsider;
	CREATE VIEW dba.every AS SELECT * FROM reporting.figures; GRANT SELECT ON dba.every TO mary"
is "$(as mary 'SELECT count(*) FROM dba.every')" "$(echo "$member" | tail -1 | cut -d'|' -f1)" \
	'a view of the superuser'"'"'s shows a member what she may see'
state() {
	as postgres "SELECT pg_get_viewdef('dba.red'), obj_description('dba.red'::regclass), relacl, relowner::regrole,
	  pg_get_viewdef('reporting.hers'), pg_get_viewdef('dba.kept') FROM pg_class WHERE oid = 'dba.red'::regclass"
	as postgres "SELECT relacl FROM pg_class WHERE oid = 'reporting.links'::regclass"
	as mary 'SELECT count(*) FROM dba.red'
}
state >"$tmp/before"
is "$(upgrade)" '' 'an upgrade under other people'"'"'s views'
state >"$tmp/after"
diff "$tmp/before" "$tmp/after" >"$tmp/diff"
ok $? '... which are as before'
sed 's/^/# /' "$tmp/diff"

# A column more, others, a view less.
earlier() {
	as moothall_owner "DROP VIEW reporting.links; DROP FUNCTION moothall_code.reporting_links();
	  CREATE FUNCTION moothall_code.reporting_links() RETURNS TABLE ($1) LANGUAGE sql
	    BEGIN ATOMIC SELECT NULL::text, NULL::text; END;
	  CREATE VIEW reporting.links AS SELECT * FROM moothall_code.reporting_links()"
	as postgres "CREATE VIEW dba.linked AS SELECT * FROM reporting.links"
}
earlier 'ref text, budget_line text'
is "$(upgrade)" '' 'a version that adds a column'
is "$(as postgres 'SELECT count(*) > 0 FROM dba.linked')" t '... under a view'
as postgres 'DROP VIEW dba.linked'
earlier 'indicator text, budget_line text'
has "$(upgrade)" 'on it stands what must be dropped first: view dba.linked' 'one that renames a column names what is in its way'
is "$(as postgres 'SELECT count(*) FROM dba.linked; SELECT count(*) > 100 FROM dba.red' | tail -1)" t '... and has done nothing'
as postgres 'DROP VIEW dba.linked'
is "$(upgrade)" '' '... which goes on without it'
as moothall_owner 'CREATE FUNCTION moothall_code.reporting_old() RETURNS TABLE (x integer) LANGUAGE sql RETURN 1;
	CREATE VIEW reporting.old AS SELECT * FROM moothall_code.reporting_old()'
as postgres 'CREATE VIEW dba.old AS SELECT * FROM reporting.old'
has "$(upgrade)" 'reporting.old is no more in this version' 'one that has a view less names what is in its way'
as postgres 'DROP VIEW dba.old'
is "$(upgrade):$(as postgres "SELECT to_regclass('reporting.old')")" : '... and then drops it'

# What stands on the code itself would be lost.
as postgres 'CREATE VIEW dba.areas AS SELECT area FROM moothall_code.area_now;
	CREATE VIEW reporting.mine AS SELECT moothall_code.council()'
seen=$(upgrade)
has "$seen" 'stands on it: dba.areas, reporting.mine;' 'views on the code are named'
is "$(as postgres 'SELECT count(*) > 5 FROM dba.areas')" t '... and kept'
as postgres 'DROP VIEW dba.areas, reporting.mine'
is "$(upgrade)" '' '... and without them it goes on'
tap_done
