#!/bin/sh
# What is said of bad files of the ledger, and that nothing of them is loaded.
# Runs itself again under with-db.sh.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --schema "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

sql() { PGOPTIONS='-c search_path=moothall_code,moothall' psql -qAtX -v ON_ERROR_STOP=1 -c "$1"; }
# everything SQL could hold on to
state() { sql "SELECT (SELECT count(*) FROM import), (SELECT count(*) FROM ledger), (SELECT count(*) FROM ledger_year),
	(SELECT count(*) FROM ledger_month), (SELECT count(*) FROM pg_class WHERE relname LIKE 'ledger%')"; }

# refused KIND WHAT MESSAGE...: standard input is refused with these messages and no other.
refused() {
	kind=$1 what=$2
	shift 2
	cat >"$tmp/$kind.csv"
	before=$(state)
	seen=$("$moothall" import "$kind" "$tmp/$kind.csv" 2>&1 >/dev/null)
	is "$?" 1 "$what: exit status 1"
	is "$(printf '%s\n' "$seen" | sed '$d; s/import [0-9]* has/import N has/')" "$(printf '%s\n' "$@")" "$what"
	is "$(state)" "$before" "$what: nothing is loaded"
}
accepted() {
	cat >"$tmp/$1.csv"
	seen=$("$moothall" import "$1" "$tmp/$1.csv" 2>&1 >/dev/null)
	is "$?:$seen" "0:" "$2"
}

refused ledger "no cost centre at all" 'ledger.csv: line 2, column cost_centre: "A1" is not a known cost centre' <<END
posting,date,cost_centre,subjective,amount
1,2016-04-01,A1,R1,1
END
refused cost_centres "cost centres" \
	'cost_centres.csv: line 2, column statement: blank, expected la or schools: the line is one of a statement' \
	'cost_centres.csv: line 4, column cost_centre: "A2" is not the only row of its cost centre: line 3 is another' <<END
cost_centre,name,statement,line
A1,One,,Line
A2,Two,la,Line
A2,Two,la,Line
END
refused cost_centres "lines with one address" \
	'cost_centres.csv: line 2, column line: "a-b" is not a name of its own: "A/ b" has the same address' <<END
cost_centre,name,statement,line
A1,One,la,a-b
A2,Two,la,A/ b
END
accepted cost_centres "cost centres that are right" <<END
cost_centre,name,statement,line
A1,One,la,Line
A2,Two,,
END
refused profiles "profiles" \
	'profiles.csv: line 3, column month: "13" is not a whole number from 1 to 12' <<END
profile,month,share
half,1,0.5
full,13,1
END
refused profiles "shares" \
	'profiles.csv: line 2, column share: blank, expected shares of the profile half that come to 1: they come to 0.5' \
	'profiles.csv: line 3, column share: "0.9999999" is not a share with six decimals at most' \
	'profiles.csv: line 3, column share: blank, expected shares of the profile long that come to 1: they come to 0.9999999' <<END
profile,month,share
half,1,0.5
long,1,0.9999999
END
accepted profiles "a profile" <<END
profile,month,share
early,1,1
END
refused ledger_budgets "budgets" \
	'ledger_budgets.csv: line 2, column year: "2016-04" is not a financial year (2017/18)' \
	'ledger_budgets.csv: line 3, column cost_centre: "A9" is not a known cost centre: A1, A2' \
	'ledger_budgets.csv: line 4, column amount: "1.005" is not an amount in pounds and pence: two decimals at most, no brackets' \
	'ledger_budgets.csv: line 5, column profile: "late" is not a known profile: early' \
	'ledger_budgets.csv: line 7, column cost_centre: "A1" is not the only row of its year, cost centre and subjective: line 6 is another' <<END
year,cost_centre,subjective,amount,profile
2016-04,A1,R1,1,
2016/17,A9,R1,1,
2016/17,A1,R2,1.005,
2016/17,A1,R3,1,late
2016/17,A1,R4,1,
2016/17,A1,R4,1,early
END
accepted ledger_budgets "a budget" <<END
year,cost_centre,subjective,amount,profile
2016/17,A1,R1,"£1,200.50",early
END
refused forecasts "forecasts" \
	'forecasts.csv: line 2, column period: "2017-04" is not of a year with a budget for this line: there is none for 2017/18' \
	'forecasts.csv: line 3, column line: "Lane" is not a line of the statement la that cost centres are mapped to' \
	'forecasts.csv: line 4, column period: "2016-04-15" is not a period that ends with a month' <<END
statement,period,line,amount,reason
la,2017-04,Line,1,Why
la,2016-04,Lane,1,Why
la,2016-04-15,Line,1,Why
END
refused commitments "commitments" \
	'commitments.csv: line 2, column cost_centre: "A9" is not a known cost centre: A1, A2' \
	'commitments.csv: line 3, column date: "1989-12-31" is not a day of a financial year: 1990-04-01 to 2070-03-31' <<END
order,date,cost_centre,subjective,amount
1,2016-04-01,A9,R1,1
2,1989-12-31,A1,R1,1
END

# The postings.
accepted ledger "postings as people write them" <<END
amount,posting,date,subjective,cost_centre,description
"1,234.50",p1,2016-04-01,R1,A1,Plain
-£0.50,p2,30/04/2016,R1,A1,"He said ""no"""
 7 ,p3, 2016-05-01 ,R2,A2,
−1,p4,2016-05-01,R2, A2 ,Übertrag

999999999999999.99,p5,2070-03-31,R2,A2,"a, b"
END
is "$(sql "SELECT string_agg(concat_ws(' ', line, posting, day, cost_centre, pence, coalesce(description, '-')), '; ' ORDER BY line)
	FROM ledger JOIN cost_centre USING (cost_centre_id)")" \
	'2 p1 2016-04-01 A1 123450 Plain; 3 p2 2016-04-30 A1 -50 He said "no"; 4 p3 2016-05-01 A2 700 -; 5 p4 2016-05-01 A2 -100 Übertrag; 7 p5 2070-03-31 A2 99999999999999999 a, b' \
	"... are read as meant"
is "$(sql "SELECT sha256, row_count FROM import_file WHERE kind = 'ledger'")" \
	"$(sha256sum <"$tmp/ledger.csv" | cut -d' ' -f1)|5" "the file's digest and rows are kept"
"$moothall" import ledger "$tmp/ledger.csv" >/dev/null 2>&1
is "$? $(sql "SELECT count(*), count(DISTINCT file_id) FROM ledger")" "0 5|1" "the same file again adds nothing"
refused ledger "bad postings" \
	'ledger.csv: line 2, column posting: blank, expected a line of text, up to 500 bytes, without control characters' \
	'ledger.csv: line 3, column date: "1990-03-31" is not a date within a financial year, from 1990-04-01 to 2070-03-31' \
	'ledger.csv: line 4, column date: "2016-02-30" is not a date (2017-03-14 or 14/03/2017)' \
	'ledger.csv: line 5, column cost_centre: "A9" is not a known cost centre' \
	'ledger.csv: line 6, column amount: "1.234" is not an amount in pounds and pence: two decimals at most, no brackets' \
	'ledger.csv: line 7, column amount: "1.500" is not an amount in pounds and pence: two decimals at most, no brackets' \
	'ledger.csv: line 8, column amount: "(12.00)" is not an amount in pounds and pence: two decimals at most, no brackets' \
	'ledger.csv: line 9, column amount: "5%" is not an amount in pounds and pence: two decimals at most, no brackets' \
	'ledger.csv: line 10, column amount: "1e3" is not an amount in pounds and pence: two decimals at most, no brackets' \
	'ledger.csv: line 11, column amount: blank, expected an amount in pounds and pence: two decimals at most, no brackets' \
	'ledger.csv: line 12, column amount: "1234567890123456" is not an amount in pounds and pence: two decimals at most, no brackets' \
	'ledger.csv: line 13: "a row of 4 fields" is not one of 5, as the header has' \
	'ledger.csv: line 14, column date: blank, expected a date (2017-03-14 or 14/03/2017)' \
	'ledger.csv: line 14, column cost_centre: blank, expected a line of text, up to 500 bytes, without control characters' <<END
posting,date,cost_centre,subjective,amount
,2016-04-01,A1,R1,1
q1,1990-03-31,A1,R1,1
q2,2016-02-30,A1,R1,1
q3,2016-04-01,A9,R1,1
q4,2016-04-01,A1,R1,1.234
q5,2016-04-01,A1,R1,1.500
q6,2016-04-01,A1,R1,(12.00)
q7,2016-04-01,A1,R1,5%
q8,2016-04-01,A1,R1,1e3
q9,2016-04-01,A1,R1,
q10,2016-04-01,A1,R1,1234567890123456
q11,2016-04-01,A1,R1
q12,,,R1,1
good,2016-04-01,A1,R1,1
END
refused ledger "numbers that are there already" \
	'ledger.csv: line 4, column posting: "r1" is not the only posting of its number: line 2 is another' \
	'ledger.csv: line 5, column posting: "r1" is not the only posting of its number: line 2 is another' \
	'ledger.csv: line 3, column posting: "p2" is not a new posting: import N has it already, in line 3 of ledger.csv' <<END
posting,date,cost_centre,subjective,amount
r1,2016-04-01,A1,R1,1
p2,2016-04-01,A1,R1,1
r1,2016-04-01,A1,R1,1
r1,2016-04-01,A1,R1,1
END
refused ledger "a number twice in a file that is otherwise new" \
	'ledger.csv: line 3, column posting: "r1" is not the only posting of its number: line 2 is another' <<END
posting,date,cost_centre,subjective,amount
r1,2016-04-01,A1,R1,1
r1,2016-04-02,A1,R1,1
END
refused ledger "bad rows of every sort at once" \
	'ledger.csv: line 3, column cost_centre: "A9" is not a known cost centre' \
	'ledger.csv: line 5, column amount: "(1.00)" is not an amount in pounds and pence: two decimals at most, no brackets' \
	'ledger.csv: line 4, column posting: "r1" is not the only posting of its number: line 2 is another' <<END
posting,date,cost_centre,subjective,amount
r1,2016-04-01,A1,R1,1
r2,2016-04-01,A9,R1,1
r1,2016-04-02,A1,R1,1
r3,2016-04-02,A1,R1,(1.00)
END
refused ledger "a header" 'ledger.csv: line 1: "date" is not allowed twice in the header' \
	'ledger.csv: line 1: expected a column "amount", which is missing' <<END
posting,date,date,cost_centre,subjective
END
refused ledger "an empty file" 'ledger.csv: line 1: expected a header row' </dev/null
refused ledger "what is not CSV" 'ledger.csv: line 3: expected CSV as in RFC 4180: a quote that is not closed, or text beside one' <<END
posting,date,cost_centre,subjective,amount
s1,2016-04-01,A1,R1,1
s2,2016-04-01,A1,"R1,1
END
printf 'posting,date,cost_centre,subjective,amount\ns1,2016-04-01,A1,R\377,1\ns2,2016-04-01,A1,R1,x\n' >"$tmp/bytes"
refused ledger "what is not UTF-8" 'ledger.csv: line 2: "a byte" is not UTF-8 text' \
	'ledger.csv: line 3, column amount: "x" is not an amount in pounds and pence: two decimals at most, no brackets' <"$tmp/bytes"

# A folder with faults in two files: both are heard of, although nothing is loaded.
mkdir "$tmp/both"
printf 'profile,month,share\nx,0,1\n' >"$tmp/both/profiles.csv"
printf 'posting,date,cost_centre,subjective,amount\nt1,2016-04-01,A1,R1,(1)\n' >"$tmp/both/ledger.csv"
before=$(state)
is "$("$moothall" import "$tmp/both" 2>&1 | wc -l)" 3 "a fault in each file, and what became of them"
is "$(state)" "$before" "... nothing"

# Very many faults, and very many rows: neither takes memory.
awk 'BEGIN { print "posting,date,cost_centre,subjective,amount"; for (i = 0; i < 100000; i++) print i ",2016-04-01,A1,R1,x" }' >"$tmp/many.csv"
is "$("$moothall" import ledger "$tmp/many.csv" 2>&1 | wc -l)" 1002 "after a thousand faults the file is left"
awk 'BEGIN { print "posting,date,cost_centre,subjective,amount,description"
	for (i = 0; i < 150000; i++) printf "u%d,%02d/%02d/2017, A%d,R%d,\"1,%03d.25\",An invoice for something with a long description\n", i, i % 28 + 1, i % 12 + 1, i % 2 + 1, i % 7, i % 1000 }' >"$tmp/large.csv"
# AddressSanitizer wants address space without limit.
limit=122880000
! grep -q __asan_init "$moothall" || limit=unlimited
prlimit --as="$limit" "$moothall" import ledger "$tmp/large.csv" >"$tmp/out" 2>&1
status=$?
is "$status" 0 "a large file in little memory"
is "$(sql "SELECT count(*), sum(pence) FROM ledger WHERE posting LIKE 'u%'")" \
	"150000|$(awk 'BEGIN { for (i = 0; i < 150000; i++) s += 100025 + i % 1000 * 100; printf "%.0f", s }')" "... every row of it"
is "$(sql "SELECT count(*) FROM pg_inherits WHERE inhparent = 'ledger'::regclass")" 2 "it has a partition of its own"
printf 'posting,date,cost_centre,subjective,amount\nu77,2016-04-01,A1,R1,1\n' >"$tmp/again.csv"
is "$("$moothall" import ledger "$tmp/again.csv" 2>&1 | sed '$d; s/import [0-9]* has/import N has/')" \
	'again.csv: line 2, column posting: "u77" is not a new posting: import N has it already, in line 79 of large.csv' "... whose numbers are known"
tap_done
