#!/bin/sh
# The command line as such, users, and results written to files.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --empty "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
MOOTHALL_PASSWORD_MEMORY_MB=80 && export MOOTHALL_PASSWORD_MEMORY_MB

sql() { PGOPTIONS='-c search_path=moothall_code,moothall' psql -qAtX -v ON_ERROR_STOP=1 -c "$1"; }

# given FORMAT: what the next command reads; then says STATUS MESSAGE COMMAND...
: >"$tmp/in"
given() { printf "$@" >"$tmp/in"; }
says() {
	status=$1 message=$2
	shift 2
	seen=$("$moothall" "$@" 2>&1 >"$tmp/out" <"$tmp/in")
	is "$?" "$status" "$*: exit status $status"
	has "$seen" "$message" "$*: $message"
}

has "$("$moothall" --help)" 'import' "--help lists the commands"
has "$("$moothall" import --help)" 'usage: moothall import [--dry-run]' "import --help"
has "$("$moothall" --version)" 'moothall ' "--version"
says 2 'usage: moothall COMMAND'
says 2 'there is no command "frobnicate"' frobnicate
says 2 'a value is missing after --as' release 1 --as
says 1 'has moothall migrate been run?' release 1 --as x
"$moothall" --help >/dev/full 2>"$tmp/err"
is "$?" 1 "a result that cannot be written"
has "$(cat "$tmp/err")" 'could not write to standard output' "is said"

says 0 '' migrate
says 0 '' migrate
is "$(cat "$tmp/out")" '' "nothing to apply the second time"
says 1 "operator's" --as x migrate
seen=$(PGUSER=moothall_app "$moothall" user list 2>&1)
is "$?" 1 "the daemon's database user has no command line"
has "$seen" 'needs a database user that is a member of moothall_owner' "and is told why"
seen=$(PGHOST=$tmp/nowhere "$moothall" user list 2>&1)
is "$?" 1 "no database"
has "$seen" 'the database cannot be reached at the moment' "is said"
"$src/tests/demo-council.sh"
"$moothall" import --release "$src/sql/demo" >/dev/null 2>&1
ok $? "the demonstration council"

given 'correct horse battery\n'
says 0 '' user add analyst --role analyst --name 'Ann Analyst'
given 'correct horse battery\r\nmore\n'
says 0 '' user add member --role=member --person 'Mr R Smith'
is "$(sql "SELECT name || '|' || seat_name || '|' || left(password_hash, 10) FROM person WHERE username = 'member'")" \
	'Mr R Smith|Mr R Smith|$argon2id$' "a member with a seat"
given 'correct horse battery\n'
says 1 'there is a user "analyst" already' user add analyst
given 'correct horse battery\n'
says 1 'no role "king"' user add x --role king
given 'correct horse battery\n'
says 1 'no committee has a seat for "Nobody"' user add x --person Nobody
given 'correct horse battery\n'
says 1 'a user name has' user add 'X Y'
given 'short\n'
says 1 '10' user add x
given ''
says 1 '10' user add x
given '%2000s\n' x
says 1 'too long' user add x
says 2 'usage: moothall user' user add
says 2 'usage: moothall user' user list analyst
says 0 '' user list
has "$(cat "$tmp/out")" 'analyst              Ann Analyst                    analyst' "the list"
says 0 '' user list --json
is "$(python3 -c 'import json, sys; print([(u["username"], u["person"], u["roles"], u["disabled"]) for u in json.load(open(sys.argv[1]))])' "$tmp/out")" \
	"[('analyst', None, 'analyst', False), ('member', 'Mr R Smith', 'member', False)]" "the list as JSON"
before=$(sql "SELECT password_hash FROM person WHERE username = 'analyst'")
given 'another long password\n'
says 0 '' user password analyst
[ "$(sql "SELECT password_hash FROM person WHERE username = 'analyst'")" != "$before" ]
ok $? "a new password is another hash"
given 'another long password\n'
says 1 'there is no user "nobody"' user password nobody
says 1 'do not have the right' user disable member --as analyst
says 0 '' user disable member
says 1 'the user "member" is disabled' release 1 --as member
says 1 'there is no user "nobody"' release 1 --as nobody
tap_done
