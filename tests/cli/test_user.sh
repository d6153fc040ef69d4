#!/bin/sh
# The command line as such, what it says of itself and of what the database could not do; users.
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
for program in moothall moothalld; do
	has "$("./$program" --help)" 'Exit status: 0' "$program --help says what its exit status means"
	is "$("./$program" --version)" "$program $(sed -n 's/^AC_INIT(\[moothall\], \[\(.*\)\], \[\], .*/\1/p' "$src/configure.ac")" "$program --version"
	has "$(cat "./$program".[18])" 'EXIT STATUS' "... and so does its manual"
done
seen=$(./moothalld --port 80 2>&1 </dev/null)
is "$?:$seen" "2:moothalld: unexpected argument: --port
usage: moothalld" "moothalld takes no arguments"

# The help, the manual and what bash is told come from one table. offered WORD...: what bash offers for the last.
offered() {
	bash -c 'compopt() { :; }; source ./completion/moothall
		COMP_CWORD=$# COMP_WORDS=(moothall "$@")
		_moothall; [ ${#COMPREPLY[@]} -eq 0 ] || printf "%s\n" "${COMPREPLY[@]}"' bash "$@" | LC_ALL=C sort | tr '\n' ' '
}
commands=$("$moothall" --help | sed -n 's/^  \([a-z]*\)  *.*/\1/p')
is "$(offered '')" "$(printf '%s\n' $commands help | LC_ALL=C sort | tr '\n' ' ')" "bash is told all commands"
is "$(sed -n 's/^\.SS //p' moothall.1)" "$commands" "the manual has all commands"
for command in $commands; do
	help=$("$moothall" "$command" --help)
	is "$?" 0 "$command --help"
	for part in "usage: moothall $command" 'Exit status: 0 done, 1 refused' ' --help '; do
		has "$help" "$part" "... $part"
	done
	options=$(printf '%s\n' "$help" | sed -n 's/^  \(-[-a-z]*\).*/\1/p' | LC_ALL=C sort | tr '\n' ' ')
	first=$(printf '%s\n' "$help" | sed -n 's/^usage: moothall [a-z]* \([a-z][a-z]*\).*/\1/p')
	is "$(offered "$command" $first -)" "$options" "... bash is told the options of $command"
	case $command in completion) own= ;; *) own=$options ;; esac
	for option in $own; do
		# Asked for wrongly: what is there is never said not to be.
		seen=$("$moothall" "$command" $first "$option" x x x x x x x 2>&1 </dev/null)
		case $seen in
		*'there is no option'*) ok 1 "... $command takes $option" ;;
		*) ok 0 "... $command takes $option" ;;
		esac
		case $option in --as | --json | --verbose | --help) continue ;; esac
		sed -n "/^.SS $command\$/,/^.S[SH]/p" moothall.1 | sed 's/\\//g' | grep -q -- "^.BR* $option\b"
		ok $? "... the manual has $option"
	done
done
is "$(offered report --format '')" 'csv csvw html json pdf xlsx ' "bash: a choice"
is "$(offered --as x user add --role a)" 'admin analyst auditor ' "bash: a role, after another option"
is "$(offered user --role x l)" 'list ' "bash: what is done"
is "$(offered user disable --role '')" '' "bash: an option that is another form's leads to nothing"
is "$(offered import obs)" 'observations ' "bash: a kind"
is "$(offered import observations --dry-run "$src/sql/demo/areas.c")" "$src/sql/demo/areas.csv " "bash: a file"
is "$(offered report performance/i)" 'performance/indicators/ ' "bash: a report"
is "$(offered release --as x --verbose '')" '' "bash: a number is not guessed"
"$moothall" completion bash | cmp -s - completion/moothall
ok $? "what is installed is what it prints"
keys=$(sed -n 's/^\.B \([a-z_]*\)$/\1/p' moothall.conf.5 | sed '/^moothall/d')
is "$keys" "$(sed -n 's/^.*\[CONF_[A-Z_]*\] = {"\([a-z_]*\)".*/\1/p' "$src/src/conf/conf.c")" "the manual has all settings"
for page in moothall.1 moothall.conf.5 moothalld.8; do
	is "$(man --warnings -l "$page" 2>&1 >/dev/null)" '' "$page: groff has nothing to say"
	is "$(mandoc -T lint "$page" 2>&1)" '' "$page: nor has mandoc"
done
says 2 'usage: moothall COMMAND'
says 2 'there is no command "frobnicate"' frobnicate
says 2 'a value is missing after --as' release 1 --as
says 2 'unexpected argument: b' imports a b
says 2 'what it does is not called frobnicate' user frobnicate x
says 2 'there is no option --role' user disable x --role admin
says 2 'something is missing' attach a b
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
has "$seen" "the database cannot be reached at the moment: no server answers at $tmp/nowhere" "is said"
seen=$(PGUSER=nobody "$moothall" imports 2>&1)
is "$?" 1 "a database user that is not there"
has "$seen" 'does not let the user "nobody" into the database "moothall"' "is said"
PGUSER=postgres sql 'CREATE ROLE stranger LOGIN'
seen=$(PGUSER=stranger "$moothall" imports 2>&1)
is "$?" 1 "a database user without rights"
has "$seen" 'needs a database user that is a member of moothall_owner' "is said"
seen=$(MOOTHALL_DATABASE='x=1' "$moothall" imports 2>&1)
has "$seen" 'its settings make no sense' "settings that are none"
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
given 'another long password\n'
says 1 'the user "member" is disabled and could not sign in with it' user password member
says 1 'it takes the role admin' user enable member --as analyst
says 0 '' user enable member
given 'another long password\n'
says 0 '' user password member
says 0 '' imports --as member
says 1 'there is no user "nobody"' release 1 --as nobody

# Whatever the database raises, its words go to a log and not to a terminal.
# raised STATE SENTENCE
raised() {
	PGUSER=postgres sql "CREATE OR REPLACE FUNCTION moothall_code.setting_list()
	  RETURNS TABLE (key text, value text, usual text, meaning text) LANGUAGE plpgsql AS
	  \$\$ BEGIN RAISE EXCEPTION 'inner words' USING ERRCODE = '$1', DETAIL = 'inner details'; END \$\$"
	says 1 "moothall: $2" setting
	case $seen in *inner* | *ERROR* | *CONTEXT*) ok 1 "$1: and not in the database's words" ;;
	*) ok 0 "$1: and not in the database's words" ;; esac
	says 1 'ERROR:  inner words' setting --verbose
}
raised 42501 'you do not have the right to do this'
raised 23505 'somebody else did the same at this moment'
raised 40P01 'somebody else was at work on the same'
raised 40001 'somebody else was at work on the same'
raised 55P03 'somebody else is at work on the same'
raised 57014 'the database did not answer in time'
raised 25006 'the database can only be read at the moment'
raised 53200 'the database cannot be reached at the moment'
raised 08006 'the database cannot be reached at the moment'
raised 22P02 'the database could not answer'
raised XX000 'the database could not answer'
[ -z "$(grep -nE 'PQ(result)?[eE]rror(Message|Field)\(' "$src"/src/*/*.c | grep -vE 'log_line\(|PG_DIAG_(SQLSTATE|MESSAGE_PRIMARY)\)')" ]
ok $? "no other way leads out of src/db"
# A program and a database that do not fit.
sql "ALTER FUNCTION moothall_code.import_list(integer) RENAME TO another;
  UPDATE moothall.migration SET sha256 = 'x' WHERE name = 'objects/base/now.sql'"
says 1 'the database is older than this program: run moothall migrate' imports
sql "UPDATE moothall.migration SET version = '99.1' WHERE name = 'objects/base/now.sql'"
says 1 'the database is newer than this program: use the program that upgraded it' imports
tap_done
