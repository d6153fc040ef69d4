#!/bin/sh
# Closed periods: an import for one is refused row by row, or loads with a reason, which every face of its statements
# prints; figures stay what the files say. The demonstration's own files, each imported once more.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
demo=$src/sql/demo
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
MOOTHALL_PASSWORD_MEMORY_MB=80 && export MOOTHALL_PASSWORD_MEMORY_MB
sql() { PGUSER=postgres PGOPTIONS='-c search_path=moothall_code,moothall' psql -qAtX -c "$1"; }
# says STATUS MESSAGE COMMAND...
says() {
	status=$1 message=$2
	shift 2
	seen=$("$moothall" "$@" 2>&1 </dev/null)
	is "$?" "$status" "$*: exit status $status"
	has "$seen" "$message" "... $message"
}
# lacks TEXT PART WHAT
# in_sheet FILE: the texts of a workbook
in_sheet() {
	python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("xl/sharedStrings.xml").decode())' "$1"
}
lacks() {
	case $1 in *"$2"*) ok 1 "$3" ;; *) ok 0 "$3" ;; esac
}
for role in member officer analyst finance auditor admin; do
	printf 'correct horse battery\n' | "$moothall" user add "$role" --role "$role" --name "The $role"
done

# Who closes what.
says 0 'No period has been closed yet.' period list
for role in member officer analyst auditor admin; do
	says 1 'you do not have the right to close periods: it takes the role finance' period close 2017-01 --as $role
done
says 1 'Academic year 2016/17 is no month, quarter or financial year: only these are closed' period close AY2016/17 --as finance
says 1 '"Smarch 2017" is not a period' period close 'Smarch 2017' --as finance
says 1 'is not closed' period reopen 2017-01 --reason x --as finance
says 2 'usage' period close
says 0 'January 2017 is closed' period close 'Jan 2017' --as finance
day=$(sql 'SELECT moment_day(closed_at) FROM period_closing')
says 1 "January 2017 is closed already: finance did it on $day" period close 2017-01
says 0 2017-01 period list --as member
says 1 'may not see closed periods' period list --as admin
has "$("$moothall" period list --json)" '"closed_by": "finance"' 'the list as JSON'

# The statement says so, without more, and nothing else of it has changed.
# notes REPORT PERIOD [USER]: the notes of a statement's tables, each once.
notes() {
	"$moothall" report "$1" ${2:+--period "$2"} ${3:+--as "$3"} --format json |
		python3 -c 'import json, sys
print("\n".join(dict.fromkeys(n for t in json.load(sys.stdin)["tables"] for n in t["notes"] if "losed" in n)))'
}
is "$(notes finance/revenue 2017-01 member)" "January 2017 was closed on $day." 'the statement says that its period is closed'
is "$(notes finance/capital 2017-01)" "January 2017 was closed on $day." '... the capital programme too'
is "$(notes finance/reserves 2016/17)" '' '... but not the statement of the year'
is "$(notes finance/revenue 2015-12)" '' '... nor one of another month'

# Each kind is refused row by row once the year is closed as well; kinds that are of no period are not.
says 0 '2016/17 is closed' period close 2016/17
says 0 '2015/16 is closed' period close 2015/16
says 0 '2017/18 is closed' period close 2017/18
before=$(sql 'SELECT count(*), max(import_id) FROM import')
# refused KIND LINE COLUMN VALUE PERIOD BY
refused() {
	says 1 "$1.csv: line $2, column $3: \"$4\": $5 is closed (on $day by $6); give a reason (--reason), which its statement prints" \
		import "$1" "$demo/$1.csv"
}
refused revenue 2 period 2017-01 2017-01 finance
is "$(echo "$seen" | grep -c ' is closed ')" 40 '... all forty rows'
user=$(id -un)
refused capital 2 period 2017-01 2017-01 finance
refused capital_funding 3 period 2017-01 2017-01 finance
refused published_finance 2 period 2017-01 2017-01 finance
refused balances 2 period 2016/17 2016/17 "$user"
refused reserves 3 period 2016/17 2016/17 "$user"
refused contributions 2 year 2017/18 2017/18 "$user"
is "$(echo "$seen" | grep -c ' is closed ')" 1 '... of the years that are closed alone'
refused ledger 2 date 2015-04-01 2015/16 "$user"
refused ledger_budgets 2 year 2015/16 2015/16 "$user"
refused forecasts 2 period 2015-12 2015/16 "$user"
for kind in cost_centres profiles commitments; do
	says 0 'dry run' import --dry-run "$kind" "$demo/$kind.csv"
done
sed 's/MU001,\(.*\),la,Placements with agencies (made up)/MU001,\1,la,Legal costs (made up)/' "$demo/cost_centres.csv" >"$tmp/cost_centres.csv"
says 1 "cost_centres.csv: line 2, column cost_centre: \"MU001\": 2015/16 is closed (on $day by $user), and this gives it another line there; give a reason" \
	import cost_centres "$tmp/cost_centres.csv"
is "$(echo "$seen" | grep -c ' is closed ')" 1 '... that row alone'
sed 's/,1,0.35/,1,0.25/; s/,6,0.35/,6,0.45/' "$demo/profiles.csv" >"$tmp/profiles.csv"
says 1 "profiles.csv: line 2, column share: \"0.25\": 2015/16 is closed (on $day by $user), and budgets have this profile; give a reason" \
	import profiles "$tmp/profiles.csv"
"$moothall" import --json revenue "$demo/revenue.csv" 2>/dev/null >"$tmp/json"
has "$(cat "$tmp/json")" '"expected": ": 2017-01 is closed' 'problems as JSON'
is "$(sql 'SELECT count(*), max(import_id) FROM import')" "$before" 'nothing was loaded'
# Other months of the ledger's year, and what is not money, need no reason.
{ head -1 "$demo/ledger.csv"; echo 'NEW-1,2016-04-01,MU001,R4100,10.00,x'; } >"$tmp/ledger.csv"
"$moothall" period reopen 2016/17 --reason 'The year goes on' 2>/dev/null
ok $? 'a period is opened again'
"$moothall" period close 2016-12 2>/dev/null
says 1 'ledger.csv: line 2, column date: "2016-04-01": 2016-12 is closed' import ledger "$tmp/ledger.csv"
sed -i 's/2016-04-01/2017-02-01/' "$tmp/ledger.csv"
says 0 'dry run' import --dry-run ledger "$tmp/ledger.csv"
says 0 'dry run' import --dry-run observations "$demo/observations.csv"

# What is no reason.
for reason in '' ' ' "$(printf 'one\ntwo')" "$(printf '%0301d' 0)"; do
	says 1 'a reason is one line of words, of at most 300 characters' import --reason "$reason" revenue "$demo/revenue.csv"
done
says 0 'nothing of this import is for a closed period: the reason is not kept' import --dry-run --reason 'Nothing' observations "$demo/observations.csv"
says 1 'January 2017 is not opened again without a reason, which its statements print (--reason)' period reopen 2017-01

# With one it loads. Officers read it at once, members when it is released; figures are those of the file.
awk -F, -v OFS=, 'NR > 1 && $3 == "Looked After Children - Agency Residential" { $6 = "11.899" } 1' "$demo/revenue.csv" >"$tmp/revenue.csv"
figures() { "$moothall" report finance/revenue --period 2017-01 --as "$1" --table lines | tr -d '\r'; }
before=$(figures member)
"$moothall" import --as finance --reason 'A late invoice.' revenue "$tmp/revenue.csv" >"$tmp/out" 2>&1
ok $? 'with a reason the import loads'
import=$(sed -n 's/^import \([0-9]*\) .*/\1/p' "$tmp/out")
changed="Changed after the period was closed on $day: A late invoice (import $import, The finance)."
is "$(notes finance/revenue 2017-01 officer)" "January 2017 was closed on $day.
2016/17 was closed on $day and opened again on $day: The year goes on.
$changed" 'the statement prints the reason'
is "$(notes finance/revenue 2017-01 member | tail -n 1)" "2016/17 was closed on $day and opened again on $day: The year goes on." \
	'members do not read it yet'
lacks "$("$moothall" report finance/revenue --period 2017-01 --as member --format json)" 'late invoice' '... nowhere in the statement'
is "$(figures member)" "$before" '... and see the figures of before'
has "$("$moothall" imports "$import" --as finance)" "Changes   what was closed, 2017-01: A late invoice (finance)" 'the list of imports has it'
has "$("$moothall" imports | tr -s '\n ' ' ')" '(changes what was closed: 2017-01)' '... all of them'
has "$("$moothall" imports "$import" --json)" '"reason": "A late invoice"' '... as JSON'
says 0 "import $import is released" release "$import" --as finance
is "$(notes finance/revenue 2017-01 member | tail -n 1)" "$changed" 'released, members read it'
echo "$before" >"$tmp/before"
is "$(figures member | grep -v -x -F -f "$tmp/before" | cut -d, -f1,4,6)" "Looked After Children - Agency Residential,7.945,1.380
Sub Total,14.901,1.802
Total,10.007,-0.301" '... and the figures of the file, and no others'

# Every face, and the paper and the pack that take the table.
for face in json html; do
	has "$("$moothall" report finance/revenue --period 2017-01 --format $face)" "$changed" "as $face"
done
has "$("$moothall" report finance/revenue --period 2017-01 --table closing)" "Changed,January 2017,$day,,$day,A late invoice,$import,The finance" 'as csv, a table of its own'
"$moothall" report finance/revenue --period 2017-01 --format xlsx -o "$tmp/statement.xlsx"
has "$(in_sheet "$tmp/statement.xlsx")" "$changed" 'as xlsx'
# pdf FILE: its text in one line
pdf() { pdftotext -raw "$1" - | tr '\n' ' '; }
"$moothall" report finance/revenue --period 2017-01 --format pdf -o "$tmp/statement.pdf"
has "$(pdf "$tmp/statement.pdf")" "$changed" 'as pdf'
"$moothall" pack childrens-services-2017-03-14 -o "$tmp/pack.pdf" 2>/dev/null
has "$(pdf "$tmp/pack.pdf")" "$changed" 'in the pack'
is "$(pdf "$tmp/pack.pdf" | grep -o 'A late invoice' | wc -l)" 4 '... under the tables that have its figures: lines and reasons of both budgets'
is "$(notes finance/revenue/looked-after-children-agency-residential 2017-01 member | tail -n 1)" "$changed" 'on the page of a line'

# The other statements.
"$moothall" period close 2016/17 2>/dev/null
for pair in capital:2017-01 balances:2016/17 reserves:2016/17 contributions:; do
	kind=${pair%%:*} period=${pair#*:}
	"$moothall" import --release --reason "Once more" "$kind" "$demo/$kind.csv" >"$tmp/out" 2>&1
	ok $? "$kind with a reason"
	import=$(sed -n 's/^import \([0-9]*\) .*/\1/p' "$tmp/out")
	changed="Changed after the period was closed on $day: Once more (import $import, $user)."
	has "$(notes "finance/$kind" "$period" member)" "$changed" '... which its statement prints'
	has "$("$moothall" report "finance/$kind" ${period:+--period "$period"} --format html --as member)" "$changed" '... on the page'
	has "$("$moothall" report "finance/$kind" ${period:+--period "$period"} --table closing --as member)" "Once more,$import" '... as csv'
	"$moothall" report "finance/$kind" ${period:+--period "$period"} --format xlsx -o "$tmp/statement.xlsx"
	has "$(in_sheet "$tmp/statement.xlsx")" "$changed" '... as xlsx'
	"$moothall" report "finance/$kind" ${period:+--period "$period"} --format pdf -o "$tmp/statement.pdf"
	has "$(pdf "$tmp/statement.pdf")" "$changed" '... as pdf'
done
"$moothall" import --release --reason "Paid from elsewhere" capital_funding "$demo/capital_funding.csv" >/dev/null 2>&1
has "$(notes finance/capital 2017-01)" 'Paid from elsewhere' 'what pays for the capital programme belongs to it'
lacks "$(notes finance/schools 2017-01)" 'Once more' 'no other statement says so'
"$moothall" pack childrens-services-2017-03-14 -o "$tmp/pack.pdf" 2>/dev/null
is "$(pdf "$tmp/pack.pdf" | grep -o 'Once more (import' | wc -l)" 4 \
	'the pack prints those of its statements: balances, reserves, years and partners of contributions'

# The ledger: a posting changes its month and all later ones that are closed; each statement that comes from it says so.
{ head -1 "$demo/ledger.csv"; echo 'LATE-1,2015-11-30,MU001,R4100,1000.00,Late (made up)'; } >"$tmp/ledger.csv"
"$moothall" import --release --reason 'Posted late' ledger "$tmp/ledger.csv" --as finance >/dev/null 2>&1
ok $? 'a posting with a reason'
has "$(notes finance/revenue 2015-12 member)" 'Posted late (import' 'December says so'
has "$(notes finance/revenue 2015-11 member)" 'Posted late (import' '... and November'
lacks "$(notes finance/revenue 2015-10 member)" 'Posted late' '... but not October, which it does not change'
lacks "$(notes finance/schools 2015-12 member)" 'Posted late' '... nor the schools budget'
has "$(notes finance/cost-centres 2015-12 finance)" 'Posted late' 'the cost centres say so'
has "$(notes finance/cost-centres/MU001 2015-12 finance)" 'Posted late' '... and each'
has "$(notes finance/revenue/placements-with-agencies-made-up 2015-12 member)" 'Posted late' '... and the line'
"$moothall" import --release --reason 'A new map' cost_centres "$tmp/cost_centres.csv" >/dev/null 2>&1
has "$(notes finance/revenue 2015-10 member)" 'A new map' 'a new line of a cost centre changes the whole year'
"$moothall" import --release --reason 'Terms moved' profiles "$tmp/profiles.csv" >/dev/null 2>&1
has "$(notes finance/revenue 2015-10 member)$(notes finance/schools 2015-10 member)" 'Terms moved' 'so does a profile'
# The same bytes again, from an import that is not released.
says 1 'ledger.csv: line 2, column date: "2015-11-30": 2015/16 is closed' import ledger "$tmp/ledger.csv"

# What was loaded before a period was closed, and is released afterwards, needs a reason too.
"$moothall" period reopen 2016/17 --reason 'February is to come' 2>/dev/null
{ head -1 "$tmp/revenue.csv"; sed -n 's/^la,2017-01,/la,2017-02,/p' "$tmp/revenue.csv"; } >"$tmp/february.csv"
import=$("$moothall" import revenue "$tmp/february.csv" --as finance | sed -n 's/^import \([0-9]*\) .*/\1/p')
"$moothall" period close 2017-02 2>/dev/null
says 1 "import $import holds rows for what was closed since it was loaded (2017-02 on $day): give a reason (--reason), which the statement prints" \
	release "$import" --as finance
is "$(notes finance/revenue 2017-02 member)" '' '... it stays unreleased'
says 0 "import $import is released" release "$import" --as finance --reason 'It was here before'
is "$(notes finance/revenue 2017-02 member | tail -n 1)" "Changed after the period was closed on $day: It was here before (import $import, The finance)." \
	'... which the statement prints'
# Opened again nothing is asked, and what was said stays.
says 0 'February 2017 is open again' period reopen 2017-02 --reason 'An error in the schools budget.' --as finance
says 0 'loaded' import revenue "$tmp/february.csv" --as finance
is "$(notes finance/revenue 2017-02 member | head -n 2 | sed 's/ and opened.*//; s/: .*//')" "2016/17 was closed on $day
2016/17 was closed on $day" 'every closing of it is told'
has "$(notes finance/revenue 2017-02 member)" "February 2017 was closed on $day and opened again on $day: An error in the schools budget." '... and why it ended'
has "$(notes finance/revenue 2017-02 member)" 'It was here before (import' '... and what was changed meanwhile'

# Not by SQL either.
as() {
	PGUSER=moothall_app PGOPTIONS="-c search_path=moothall_code,moothall -c moothall.person=$(sql "SELECT person_id FROM person WHERE username = '$1'")" \
		psql -qAtX -c "$2" 2>&1
}
has "$(as finance "DELETE FROM closed_change")" 'permission denied' 'no reason is taken out'
has "$(as finance "UPDATE period_closing SET reopened_at = now(), reopened_by = 'x', reopened_why = 'x'")" 'permission denied' '... nothing opened by hand'
has "$(as finance "SELECT closed_explain($import, 'x', 'x')")" 'permission denied' '... nothing explained by hand'
has "$(as analyst "SELECT import_explain($import, 'x', 'x')")" 'a reason is given by whoever imports' '... nor what another imported'
has "$(as analyst "SELECT period_close('2017-03', 'x')")" 'it takes the role finance' '... nothing closed without the role'
is "$(as admin 'SELECT count(*) FROM closed_change')|$(as admin 'SELECT count(*) FROM period_closing')" '0|0' 'an administrator reads neither'
is "$(sql "SELECT string_agg(DISTINCT event, ' ' ORDER BY event) FROM audit_event WHERE event ~ 'closed|reopened'")" \
	'closed-period-changed period-closed period-reopened' 'all of it is on record'
is "$(sql "SELECT count(*) FROM audit_event WHERE detail::text ~ 'late invoice'")" 0 '... without the words'
has "$("$moothall" audit person finance --csv | grep '^closed period')" 'A late invoice' 'and among what is held about whoever gave it'
tap_done
