#!/bin/sh
# Who may import, release and see what: row-level security, asked as the roles themselves.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
MOOTHALL_PASSWORD_MEMORY_MB=80 && export MOOTHALL_PASSWORD_MEMORY_MB

# as PERSON SQL: over a connection of the application's own user, as the daemon has it. PERSON is
# a username, operator, a number as it stands, or empty for nobody.
as() {
	number=$1
	case $1 in
	'' | operator | [0-9]*) ;;
	*) number=$(psql -qAtX -c "SELECT person_id FROM moothall.person WHERE username = '$1'") ;;
	esac
	PGUSER=moothall_app PGOPTIONS="-c search_path=moothall_code,moothall -c moothall.person=$number" \
		psql -qAtX -c "$2" 2>&1
}

# What a reader sees of 2.1 in January 2017: the newest value.
contacts="SELECT o.value FROM observation o JOIN indicator i USING (indicator_id)
  JOIN area a USING (area_id) JOIN period p USING (period_id)
  WHERE i.ref = '2.1' AND a.area = 'norfolk' AND p.period = '2017-01' ORDER BY o.file_id DESC LIMIT 1"

for role in member officer analyst finance committee_officer auditor admin; do
	printf 'correct horse battery\n' | "$moothall" user add "$role" --role "$role"
done

# Before and after release
printf 'indicator,area,period,value\n2.1,norfolk,2017-01,9999\n' >"$tmp/observations.csv"
"$moothall" import --as analyst observations "$tmp/observations.csv" >"$tmp/out"
ok $? "an analyst imports a correction"
is "$(head -n 1 "$tmp/out")" 'import 3 loaded: 1 file' "its number"
is "$(as analyst 'SELECT loaded_by FROM import WHERE import_id = 3')" analyst "who loaded it"
is "$(as member "$contacts")" 3163 "a member sees the released value"
is "$(as officer "$contacts")" 9999 "an officer sees the correction"
is "$(as auditor "$contacts")" '' "an auditor sees no figures"
is "$(as admin "$contacts")" '' "an administrator sees no figures"
"$moothall" release --as analyst 3 2>/dev/null
ok $? "the analyst releases it"
is "$(as member "$contacts")" 9999 "the member sees the correction, which supersedes"
is "$(as officer "SELECT count(*) FROM observation o JOIN indicator i USING (indicator_id) JOIN period p
  USING (period_id) JOIN area a USING (area_id) WHERE i.ref = '2.1' AND a.area = 'norfolk' AND p.period = '2017-01'")" 2 "the earlier value is kept"
seen=$("$moothall" release 3 2>&1)
is "$?" 1 "released once"
has "$seen" 'import 3 was released by analyst on ' "and it is said by whom"

# Nobody, and pretenders
for t in observation revenue risk meeting paper indicator_definition; do
	is "$(as '' "SELECT count(*) FROM $t")" 0 "nobody sees no $t"
	is "$(as operator "SELECT count(*) FROM $t")" 0 "the daemon cannot be the operator: $t"
done
is "$(as operator 'SELECT is_operator()')" f "the daemon is not the operator"
for number in 0 1x 999999999 99999999999; do
	is "$(as "$number" 'SELECT count(*) FROM observation')" 0 "nor is $number anybody"
done
is "$(as '' 'SELECT count(*) FROM readable_files(true)')" 0 "nobody may read a file's rows"
is "$(as auditor 'SELECT count(*) > 0 FROM meeting')" t "an auditor sees meetings"
is "$(as auditor 'SELECT count(*) FROM risk')" 0 "... and no risks"
is "$(as admin 'SELECT count(*) FROM meeting')" 0 "an administrator sees neither"
printf 'correct horse battery\n' | "$moothall" user add gone --role officer
is "$(as gone 'SELECT count(*) > 0 FROM observation')" t "an officer sees figures"
"$moothall" user disable gone
is "$(as gone 'SELECT count(*) FROM observation')" 0 "... until the account is disabled"
has "$(as '' 'SELECT operator_begin(NULL)')" 'which "moothall_app" is not' "nor can it begin as one"
for change in 'ROLE moothall_owner' 'SESSION AUTHORIZATION moothall_owner'; do
	has "$(as operator "SET $change")" 'permission denied' "nor take another identity: $change"
done
has "$(as member "INSERT INTO import (source, loaded_by) VALUES ('x', 'member')")" 'row-level security' "a member cannot import"
has "$(as analyst 'UPDATE observation SET value = 0')" 'permission denied' "nobody changes a row"
has "$(as analyst 'DELETE FROM observation')" 'permission denied' "nobody deletes one"
has "$(as analyst "UPDATE import SET source = 'x'")" 'permission denied' "nor renames an import"

# Finance: money, and nothing but
"$moothall" import --as finance revenue "$src/sql/demo/revenue.csv" >/dev/null
ok $? "finance imports money"
seen=$("$moothall" import --as finance observations "$tmp/observations.csv" 2>&1)
is "$?" 1 "finance imports no other figures"
has "$seen" 'do not have the right' "and is told"
seen=$("$moothall" import --as member revenue "$src/sql/demo/revenue.csv" 2>&1)
is "$?" 1 "a member imports nothing"
mkdir "$tmp/mixed"
cp "$src/sql/demo/revenue.csv" "$src/sql/demo/risks.csv" "$tmp/mixed/"
"$moothall" import "$tmp/mixed" >"$tmp/out"
mixed=$(sed -n 's/^import \([0-9]*\) .*/\1/p' "$tmp/out")
money=$(as finance "SELECT max(i.import_id) FROM import i WHERE loaded_by = 'finance'")
seen=$("$moothall" release --as finance "$mixed" 2>&1)
is "$?" 1 "finance does not release what is not all money"
has "$seen" "import $mixed holds what you may not release: risks.csv" "and is told of which file"
as finance "UPDATE import SET released_by = 'finance', released_at = now() WHERE import_id = $mixed" >/dev/null
is "$(as officer "SELECT released_at IS NULL FROM import WHERE import_id = $mixed")" t "nor does a plain UPDATE"
file=$(as finance "SELECT max(f.file_id) FROM import_file f WHERE f.import_id = $money")
has "$(as finance "INSERT INTO observation (indicator_id, area_id, period_id, value, file_id, line)
  VALUES (1, 1, 1, 5, $file, 1)")" 'row-level security' "a file of money is no way in for other figures"
"$moothall" release --as finance "$money" 2>/dev/null
ok $? "finance releases money"
seen=$("$moothall" release --as member "$mixed" 2>&1)
is "$?" 1 "a member releases nothing"
has "$seen" "there is no import $mixed" "and does not learn of unreleased imports"
as analyst "UPDATE import SET released_by = 'x', released_at = now() WHERE import_id = 1" >/dev/null
[ "$(as analyst 'SELECT released_by FROM import WHERE import_id = 1')" != x ]
ok $? "a release is not rewritten"

# Another releases than imported: as a user, through a second account of theirs, and as the operator.
"$moothall" import --as analyst observations "$tmp/observations.csv" >"$tmp/out"
own=$(sed -n 's/^import \([0-9]*\) .*/\1/p' "$tmp/out")
"$moothall" import revenue "$src/sql/demo/revenue.csv" >"$tmp/out"
operators=$(sed -n 's/^import \([0-9]*\) .*/\1/p' "$tmp/out")
printf 'correct horse battery\n' | "$moothall" user add second --role analyst --name 'Ana  Lyst '
printf 'correct horse battery\n' | "$moothall" user add first --role analyst --name 'ana lyst'
printf 'correct horse battery\n' | "$moothall" user add "$(id -un)" --role finance
"$moothall" import --as first observations "$tmp/observations.csv" >"$tmp/out"
firsts=$(sed -n 's/^import \([0-9]*\) .*/\1/p' "$tmp/out")
"$moothall" setting release_by_another yes
may=', or the operator, under a system account of their own, releases it'
# refused PERSON IMPORT WHAT ROLES: through the program, which says who may, and by nothing but SQL.
refused() {
	seen=$("$moothall" release ${1:+--as "$1"} "$2" 2>&1)
	is "$?" 1 "$3"
	has "$seen" "who imports does not release (setting release_by_another): another user with the role $4$may" \
		"... and it is said who may"
	is "$(psql -qAtX -c "SELECT released_at IS NULL FROM moothall.import WHERE import_id = $2")" t "... it stays unreleased"
}
refused analyst "$own" "who imported does not release" analyst
has "$(as analyst "SELECT import_release($own, 'somebody')")" "import $own was imported by analyst, and" "... nor in another's name"
refused second "$firsts" "nor does another user of the same system account" analyst
has "$seen" "imported by first under the system account $(id -un), as this would be, and" "... which is named"
has "$(as second "SELECT import_release($firsts, NULL)")" "imported by first, the same person as second, and" \
	"nor a second account of the same person, who is named"
refused '' "$operators" "nor the operator what the same system account imported" 'analyst or finance'
has "$(as "$(id -un)" "SELECT import_release($operators, NULL)")" "imported by $(id -un), and" "nor a user of that account's name"
seen=$("$moothall" import --release --as analyst observations "$tmp/observations.csv" 2>&1)
is "$?" 1 "nothing is imported and released at once"
has "$seen" "import it unreleased, and another user with the role analyst$may" "... and it is said what to do"
is "$(as analyst 'SELECT max(import_id) FROM import')" "$firsts" "... nothing was loaded"
# Others, from elsewhere than this system account.
is "$(as analyst "SELECT import_release($firsts, NULL)" | grep -v '^NOTICE')" '' "another analyst releases"
is "$(psql -qAtX -c "SET search_path = moothall_code, moothall; SET client_min_messages = warning; BEGIN;
  SELECT operator_begin(NULL, 'theirs'); SELECT import_release($own, 'theirs'); COMMIT" 2>&1)" '' \
	"the operator releases what an analyst imported"
is "$(as finance "SELECT import_release($operators, NULL)" | grep -v '^NOTICE')" '' "and finance what the operator imported"
is "$(psql -qAtX -c "SELECT count(*) FROM moothall.import WHERE import_id IN ($own, $firsts, $operators) AND released_at IS NULL")" 0 \
	"... all three are released"
"$moothall" setting release_by_another no
"$moothall" import --release --as analyst observations "$tmp/observations.csv" >/dev/null
ok $? "without the setting whoever imports may release"
is "$(psql -qAtX -c "SELECT string_agg(username || ' ' || about, ', ' ORDER BY event_id) FROM moothall.audit_event
  WHERE event = 'import-released' AND about IN ('$firsts', '$operators')")" "analyst $firsts, finance $operators" "releases are on record"
has "$(as analyst "UPDATE import SET released_at = now(), released_by = 'x'")" 'permission denied' "nobody releases by a plain UPDATE"
tap_done
