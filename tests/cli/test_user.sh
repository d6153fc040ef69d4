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
"$moothall" import --help | sed -n 's/^  \([a-z_]*\)$/\1/p' | sort >"$tmp/kinds"
is "$(sed -n 's/^| `\([a-z_]*\)` |.*/\1/p' "$src/docs/imports.md" | sort | diff - "$tmp/kinds")" '' "docs/imports.md says of each kind what must fit"
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
commands=$("$moothall" --help | sed -n 's/^  \([a-z-]*\)  *.*/\1/p')
is "$(offered '')" "$(printf '%s\n' $commands help | LC_ALL=C sort | tr '\n' ' ')" "bash is told all commands"
is "$(sed -n 's/^\.SS //p' moothall.1)" "$commands" "the manual has all commands"
for command in $commands; do
	help=$("$moothall" "$command" --help)
	is "$?" 0 "$command --help"
	for part in "usage: moothall $command" 'Exit status: 0 done, 1 refused' ' --help '; do
		has "$help" "$part" "... $part"
	done
	options=$(printf '%s\n' "$help" | sed -n 's/^  \(-[-a-z]*\).*/\1/p' | LC_ALL=C sort | tr '\n' ' ')
	# An option may be of one form alone: "-" stands for none.
	firsts=$(printf '%s\n' "$help" | sed -n 's/^\(usage:\|      \) moothall [a-z]* \([a-z][-a-z]*\).*/\2/p')
	is "$(for first in ${firsts:--}; do offered "$command" ${first#-} -; done | tr ' ' '\n' | LC_ALL=C sort -u | tr '\n' ' ')" \
		"$options" "... bash is told the options of $command"
	case $command in completion) own= ;; *) own=$options ;; esac
	for option in $own; do
		# Asked for wrongly: what is there is never said not to be.
		taken=$(for first in ${firsts:--}; do
			"$moothall" "$command" ${first#-} "$option" x x x x x x x 2>&1 </dev/null | grep -q 'there is no option' || echo yes
		done)
		ok "$([ -n "$taken" ])$?" "... $command takes $option"
		case $option in --as | --json | --verbose | --help) continue ;; esac
		sed -n "/^.SS $command\$/,/^.S[SH]/p" moothall.1 | sed 's/\\//g' | grep -q -- "^.BR* $option\b"
		ok $? "... the manual has $option"
	done
done
is "$(offered report --format '')" 'csv csvw html json pdf xlsx ' "bash: a choice"
is "$(offered --as x user add --role a)" 'admin analyst auditor ' "bash: a role, after another option"
is "$(offered user --role x l)" 'list ' "bash: what is done"
is "$(offered user invite --to x --p)" '--person ' "bash: an option of several forms"
is "$(offered user disable --role '')" '' "bash: an option that is another form's leads to nothing"
is "$(offered import obs)" 'observations ' "bash: a kind"
is "$(offered import observations --dry-run "$src/sql/demo/areas.c")" "$src/sql/demo/areas.csv " "bash: a file"
is "$(offered report performance/sec)" 'performance/sections/ ' "bash: a report"
is "$(offered release --as x --verbose '')" '' "bash: a number is not guessed"
"$moothall" completion bash | cmp -s - completion/moothall
ok $? "what is installed is what it prints"
keys=$(sed -n 's/^\.B \([a-z_]*\)$/\1/p' moothall.conf.5 | sed '/^moothall/d')
is "$keys" "$(sed -n 's/^.*\[CONF_[A-Z_]*\] = {"\([a-z_]*\)".*/\1/p' "$src/src/conf/conf.c")" "the manual has all settings"
for page in moothall.1 moothall.conf.5 moothalld.8; do
	for lint in 'man --warnings -l' 'mandoc -T lint'; do
		if command -v "${lint%% *}" >/dev/null; then
			# man prints the page, mandoc what it finds wrong
			seen=$($lint "$page" 2>&1 >"$tmp/out")
			case $lint in mandoc*) seen=$seen$(cat "$tmp/out") ;; esac
			is "$seen" '' "$page: $lint has nothing to say"
		else
			tap_count=$((tap_count + 1))
			echo "ok $tap_count - $page # SKIP ${lint%% *} is not installed"
		fi
	done
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
# A file of settings that holds a secret is not everybody's to read. settings MODE LINE: what is said of that, if
# anything; there is no such database.
settings() {
	printf '%s\n' "$2" >"$tmp/moothall.conf"
	chmod "$1" "$tmp/moothall.conf"
	MOOTHALL_CONF=$tmp/moothall.conf PGHOST=$tmp/nowhere "$moothall" user list 2>&1 | grep 'settings file'
}
key=$(printf '%064d' 7)
for line in "factor_key = $key" "database = host=db password=tell-nobody" "database = postgresql://app:tell-nobody@db/moothall"; do
	for mode in 644 646 602; do
		is "$(settings $mode "$line")" \
			"moothall: the settings file $tmp/moothall.conf holds a secret, and everybody on this host may read or change it: chmod o= $tmp/moothall.conf" \
			"$mode: ${line%%=*}"
	done
	is "$(settings 640 "$line")" '' "... its group may"
done
for line in 'idle_minutes = 20' 'database = service=moothall' 'database = postgresql://app@db:5433/moothall' 'factor_key ='; do
	is "$(settings 644 "$line")" '' "no secret: $line"
done
"$src/tests/demo-council.sh"
"$moothall" import --release "$src/sql/demo" >/dev/null 2>&1
ok $? "the demonstration council"

given 'correct horse battery\n'
says 0 '' user add analyst --role analyst --name 'Ann Analyst'
given 'correct horse battery\r\nmore\n'
says 0 '' user add member --role=member --person 'Mr R Smith'
is "$(sql "SELECT p.name || '|' || c.name || '|' || left(password_hash, 10) FROM person p JOIN person_called c USING (person_id) WHERE username = 'member'")" \
	'Mr R Smith|Mr R Smith|$argon2id$' "a member with a seat"
given 'correct horse battery\n'
says 1 'there is a user "analyst" already' user add analyst
given 'correct horse battery\n'
says 1 'no role "king"' user add x --role king
given 'correct horse battery\n'
says 1 'no list of seats, leads or authors has "Nobody"' user add x --person Nobody
given 'correct horse battery\n'
says 1 '"Mr R Smith" is the user "member"' user add x --person 'Mr R Smith'
given 'correct horse battery\n'
says 1 'a user name has' user add 'X Y'
given 'short\n'
says 1 'use at least 12 characters, not 5' user add x
given ''
says 1 'use at least 12 characters, not 0' user add x
given '             \n'
says 1 'repeats a few characters' user add x
given 'Password123!\n'
says 1 'among the commonest' user add x
for names in xerxes.q:xerxes.q.1234 'x --name=Xenia:xenia.12.xenia' x:Norfolk12345 x:norfolkcounty 'x --person=Mr_R_Smith:mr-r-smith-123'; do
	given '%s\n' "${names##*:}"
	# shellcheck disable=SC2046,SC2086 # a user and an option
	says 1 "little more than a name" user add ${names%:*}
done
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
given 'ann.analyst.99\n'
says 1 'little more than a name' user password analyst
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

# Inviting, roles with their days, names, sessions: as on the site, and refused as there.
today=$(sql 'SELECT today()')
says 0 'works once, until' user invite ann --name 'Ann Other' --email ann@example.gov.uk --role analyst --role finance --to '31 December 2199' --person 'Mrs K Byrne'
has "$seen" 'the setting site_address would put there' "... without the site's address it says so"
link=$(cat "$tmp/out")
is "${link%/*}" /invitation "the link is on standard output"
is "$(PGUSER=postgres sql "SELECT count(*) FROM invitation i WHERE i::text LIKE '%${link##*/}%'")" 0 "... and in no table"
is "$(sql "SELECT string_agg(concat_ws(' ', role, from_day, to_day), ', ' ORDER BY role) FROM person_role JOIN person USING (person_id) WHERE username = 'ann'")" \
	"analyst $today 2199-12-31, finance $today 2199-12-31" "the roles with their days"
says 1 'there is a user "ann" already' user invite ann
says 0 '' setting site_address https://figures.example.gov.uk
says 0 'works once, until' user invite ann --again
has "$(cat "$tmp/out")" 'https://figures.example.gov.uk/invitation/' "a link once more, with the site's address"
says 0 '' user change ann --name 'Ann Newname' --email ann.newname@example.gov.uk
is "$(sql "SELECT name, email FROM moothall.person WHERE username = 'ann'")" 'Ann Newname|ann.newname@example.gov.uk' "a name and an address are changed"
says 0 '' user change ann --name 'Ann Other'
says 0 '' user change ann --email ''
is "$(sql "SELECT name, email FROM moothall.person WHERE username = 'ann'")" 'Ann Other|' "... each by itself, and the address taken away"
says 0 '' user change ann --email ann@example.gov.uk
says 1 'what is to be changed: --name NAME or --email ADDRESS?' user change ann
says 1 'an e-mail address is like' user change ann --email x
says 2 'there is no option --role' user change ann --role member
says 1 'it takes the role admin' user change ann --name X --as analyst
says 1 'there is no user "nobody"' user invite nobody --again
says 1 '"32 May 2199" is not a day: write 3 May 2017' user invite x --role member --from '32 May 2199'
says 1 'a role cannot end on 2 May 2199, before it begins on 3 May 2199' user invite x --role member --from 2199-05-03 --to 02/05/2199
says 1 'no role "king"' user invite x --role king
says 1 '"Mrs K Byrne" is the user "ann"' user invite x --role member --person 'Mrs K Byrne'
says 1 'a user name has' user invite '"><script>'
says 0 '' user role ann --give auditor --from 2199-01-01
says 0 '' user role ann --end finance --on 2199-02-01
says 0 '' user role ann --end analyst
says 1 'Ann Other does not have the role member' user role ann --end member
says 1 'they have this role already, for just these days' user role ann --give auditor --from 2199-01-01
says 1 'what is to be done: --give ROLE or --end ROLE?' user role ann
says 1 '--on says when a role ends' user role ann --give member --on 2199-01-01
says 2 'there is no option --give' user name ann --give member
says 0 '' user name ann --person 'Mr A Adams' --take 'Mrs K Byrne'
says 1 'no list knows Ann Other as "Mrs K Byrne"' user name ann --take 'Mrs K Byrne' --person 'Mr B Stone'
is "$(sql "SELECT string_agg(c.name, ', ') FROM person_called c JOIN person USING (person_id) WHERE username = 'ann'")" 'Mr A Adams' "all or nothing"
says 0 '' user list --json
is "$(python3 -c 'import json, sys; print([(r["role"], r["from"], r["to"]) for u in json.load(open(sys.argv[1])) if u["username"] == "ann" for r in u["role_days"]])' "$tmp/out")" \
	"[('auditor', '2199-01-01', None), ('finance', '$today', '2199-02-01')]" "the list as JSON has the days"
says 0 '' user show ann
for part in 'E-mail          ann@example.gov.uk' 'State           Invited: the link ends on' 'Mr A Adams  Seat' 'Signed in now: nowhere' 'Auditor given from 1 January 2199'; do
	has "$(cat "$tmp/out")" "$part" "all of a user: $part"
done
says 0 '' user show ann --json
is "$(python3 -c 'import json, sys; u = json.load(open(sys.argv[1])); print(u["second_factor"], [r["state"] for r in u["roles"]], len(u["history"]))' "$tmp/out")" "No ['Holds', 'To come'] 12" "... as JSON"
PGUSER=postgres sql "INSERT INTO session (token_hash, person_id) SELECT decode(repeat(n, 32), 'hex'), person_id FROM person, unnest('{0a,0b}'::text[]) n WHERE username = 'member'"
says 1 'member has no session 99999' user end-sessions member --session 99999
says 1 'a session is named by its number' user end-sessions member --session x
says 0 '' user end-sessions member
is "$(PGUSER=postgres sql 'SELECT count(*) FROM session')" 0 "both of their sessions are ended"
# With the rights of an administrator it is as on the site.
given 'correct horse battery\n'
says 0 '' user add chief --role admin
says 1 'nobody may give a role to themselves: another administrator can' user role chief --give analyst --as chief
says 1 'nobody may give a name of the lists to themselves' user name chief --person 'Mr B Stone' --as chief
says 1 'nobody would be left who can administer' user disable chief --as chief
says 1 'nobody would be left who can administer' user role chief --end admin --as chief
says 1 'nobody may make a link for themselves' user invite chief --again --as chief
says 1 'it takes the role admin' user role ann --give member --as analyst
says 1 'it takes the role admin or auditor' user show ann --as analyst
says 0 '' user disable chief
says 0 '' user disable ann
says 1 'is disabled and could not sign in: enable them first' user invite ann --again
says 1 'there is no user "nobody"' release 1 --as nobody

# What was imported. rows FILE...: how many rows there are in CSV files.
rows() { python3 -c 'import csv, sys; print(sum(len(list(csv.reader(open(f, newline="")))) - 1 for f in sys.argv[1:]))' "$@"; }
# json EXPRESSION: of what was printed, as "it"
json() { python3 -c 'import json, sys; it = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$tmp/out" "$1"; }
for role in auditor admin; do
	given 'correct horse battery\n'
	says 0 '' user add $role --role $role
done
printf 'indicator,area,period,value\n2.1,norfolk,2017-01,9999\n2.1,norfolk,2017-02,9998\n' >"$tmp/observations.csv"
says 0 '' import --as analyst observations "$tmp/observations.csv"
says 0 '' imports
has "$(cat "$tmp/out")" 'Import  Loaded ' 'a list of imports'
has "$(sed -n 2p "$tmp/out")" '     3  ' '... the newest first'
has "$(sed -n 2p "$tmp/out")" '  analyst  not released ' '... who, and that it is not released'
has "$(sed -n 2p "$tmp/out")" '     2  observations: observations.csv' '... rows, kind and file'
says 0 '' imports --json
all=$(($(rows "$src"/sql/demo/*.csv) + $(ls "$src/sql/demo/papers" | wc -l)))
is "$(json '[(i["import"], i["released"], i["rows"]) for i in it]')" \
	"[(3, False, 2), (2, True, $all), (1, True, $(rows "$src/sql/demo/areas.csv"))]" '... as JSON, rows as the files have them'
says 0 '' imports 3
has "$(cat "$tmp/out")" 'observations.csv  observations     2  2017-01 to 2017-02' 'one import, file by file'
says 0 '' imports 3 --json
is "$(json 'it["loaded_files"][0]["sha256"]')" "$(sha256sum "$tmp/observations.csv" | cut -d' ' -f1)" '... with the hash of the file'
says 0 '' imports --as member
is "$(grep -c '^ *[0-9]' "$tmp/out")" 2 'a member sees what is released'
says 1 'there is no import 3' imports 3 --as member
says 0 '' imports --as auditor
says 1 'the user "admin" may not see imports: it takes the role member, officer, analyst, finance, chief_officer, committee_officer or auditor' imports --as admin
says 1 'there is no import 9' imports 9
says 1 'an import is named by its number' imports observations.csv

# Committees.
seats=$(grep -c "^childrens-services," "$src/sql/demo/seats.csv")
says 0 '' committees --json
is "$(json '[(c["committee"], c["seats"], c["next_meeting"], (c["last_meeting"] or {}).get("date")) for c in it]')" \
	"[('childrens-services', $seats, None, '2017-03-14'), ('scrutiny', 0, None, None), ('childrens-services-scrutiny', 8, None, '2020-10-07')]" \
	'committees with their seats, a vacant one not among them; none meets any more'
says 0 '' committees
has "$(tr -s ' \n' ' ' <"$tmp/out")" "childrens-services Children's Services Committee $seats none to come has been entered; the last was on 14 March 2017" '... in words'
printf 'committee,meeting,date,time,venue\nchildrens-services,far,2199-05-06,10:30,County Hall\nchildrens-services,farther,2199-06-06,10:30,County Hall\n' >"$tmp/meetings.csv"
says 0 '' import --release meetings "$tmp/meetings.csv"
says 0 '' committees --as auditor
has "$(tr -s ' \n' ' ' <"$tmp/out")" '6 May 2199, 10:30, County Hall' 'the next meeting'
says 0 '' committees childrens-services
has "$(cat "$tmp/out")" 'Mrs K Byrne         no ' 'who sits without a vote'
is "$(sed -n 's/^\(far[a-z]*\|childrens-services-[-0-9]*\) .*/\1/p' "$tmp/out" | tr '\n' ' ')" \
	'far farther childrens-services-2017-03-14 childrens-services-2017-01-24 ' 'its meetings, those to come first'
says 0 '' committees childrens-services --json
is "$(json 'len(it["seated"]), [m["meeting"] for m in it["meetings"]][0]')" "($seats, 'far')" '... as JSON'
says 1 'there is no committee "x": moothall committees lists them' committees x
says 1 'may not see committees' committees --as admin

# What a role may not see or do says which would.
says 1 'the user "auditor" may not see this report: it takes the role member, officer, analyst, finance, chief_officer or committee_officer' report performance --as auditor
says 1 'the user "member" may not see this report: it takes the role officer, finance or chief_officer' report finance/cost-centres --as member
says 1 'you do not have the right to import observations: it takes the role analyst' import --as member observations "$tmp/observations.csv"
says 1 'you do not have the right to import revenue: it takes the role analyst or finance' import --as member revenue "$src/sql/demo/revenue.csv"
says 1 "you do not have the right to import meetings: it takes the role committee officer" import --as analyst meetings "$tmp/meetings.csv"
says 1 'you do not have the right to import ledger: it takes the role finance' import --as analyst ledger "$src/sql/demo/ledger.csv"

# Whatever the database raises, its words go to a log and not to a terminal.
# raised STATE SENTENCE
raised() {
	PGUSER=postgres sql "CREATE OR REPLACE FUNCTION moothall_code.setting_list()
	  RETURNS TABLE (key text, value text, usual text, meaning text) LANGUAGE plpgsql AS
	  \$\$ BEGIN RAISE EXCEPTION 'inner words' USING ERRCODE = '$1', DETAIL = 'inner details: somebody@example.org'; END \$\$"
	says 1 "moothall: $2" setting
	case $seen in *inner* | *ERROR* | *CONTEXT*) ok 1 "$1: and not in the database's words" ;;
	*) ok 0 "$1: and not in the database's words" ;; esac
	says 1 "statement setting_list: $1 inner words in PL/pgSQL function setting_list() line 1" setting --verbose
	case $seen in *details* | *somebody@*) ok 1 "$1: ... nor rows and values in ours" ;;
	*) ok 0 "$1: ... nor rows and values in ours" ;; esac
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
PGUSER=postgres sql "CREATE OR REPLACE FUNCTION moothall_code.setting_list()
  RETURNS TABLE (key text, value text, usual text, meaning text) LANGUAGE plpgsql AS
  \$\$ BEGIN PERFORM 'somebody@example.org'::integer; END \$\$"
says 1 'statement setting_list: 22P02 invalid input syntax for type integer: "..." in PL/pgSQL function setting_list()' setting --verbose
[ -z "$(grep -nE 'PQ(result)?[eE]rror(Message|Field)\(' "$src"/src/*/*.c | grep -vE 'log_line\(|PG_DIAG_(SQLSTATE|MESSAGE_PRIMARY|CONTEXT|COLUMN_NAME)\)')" ]
ok $? "no other way leads out of src/db"
# A program and a database that do not fit.
sql "ALTER FUNCTION moothall_code.import_list(integer) RENAME TO another;
  UPDATE moothall.migration SET sha256 = 'x' WHERE name = 'objects/base/now.sql'"
says 1 'the database is older than this program: run moothall migrate' imports
sql "UPDATE moothall.migration SET version = '99.1' WHERE name = 'objects/base/now.sql'"
says 1 'the database is newer than this program: use the program that upgraded it' imports
tap_done
