#!/bin/sh
# The import from end to end: the demonstration council, and what is said of broken files.
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

# refused KIND WHAT MESSAGE...: standard input, as a file of the kind, is refused with every one of
# the messages and no other, and leaves nothing.
refused() {
	kind=$1 what=$2
	shift 2
	cat >"$tmp/$kind.csv"
	imports=$(sql 'SELECT count(*) FROM import')
	seen=$("$moothall" import "$kind" "$tmp/$kind.csv" 2>&1 >/dev/null)
	is "$?" 1 "$what: exit status 1"
	wanted=$(printf '%s\n' "$@")
	is "$(printf '%s\n' "$seen" | sed '$d')" "$wanted" "$what"
	is "$(sql 'SELECT count(*) FROM import')" "$imports" "$what: nothing is loaded"
}

# accepted KIND WHAT
accepted() {
	cat >"$tmp/$1.csv"
	seen=$("$moothall" import "$1" "$tmp/$1.csv" 2>&1 >/dev/null)
	ok $? "$2"
	[ -z "$seen" ] || printf '%s\n' "$seen" | sed 's/^/# /'
}


# The demonstration council
out=$("$moothall" import --dry-run "$src/sql/demo" 2>&1)
ok $? "the demonstration council, dry"
has "$out" "dry run, nothing was loaded: " "a dry run says so"
is "$(sql 'SELECT count(*) FROM import')" 0 "a dry run leaves no import"
is "$(sql 'SELECT count(*) FROM indicator')" 0 "a dry run leaves no indicator"
out=$("$moothall" import --json "$src/sql/demo")
ok $? "the demonstration council"
has "$out" '"released": false' "what was loaded, as JSON"
import=$(printf '%s\n' "$out" | sed -n 's/.*"import": \([0-9]*\).*/\1/p')
for pair in areas:area_definition populations:population indicators:indicator_definition \
	targets:target benchmarks:benchmark observations:observation totals:total \
	published:published breakdowns:breakdown commentary:commentary links:link \
	revenue:revenue balances:balance reserves:reserve contributions:contribution \
	published_finance:published_finance capital:capital capital_funding:capital_funding \
	cost_centres:cost_centre_definition profiles:profile_share ledger_budgets:ledger_budget ledger:ledger \
	commitments:commitment forecasts:ledger_forecast risks:risk committees:committee seats:seat \
	meetings:meeting agenda:agenda_item; do
	file=$src/sql/demo/${pair%:*}.csv
	rows=$(python3 -c 'import csv, sys; print(len(list(csv.reader(open(sys.argv[1], newline="")))) - 1)' "$file")
	is "$(sql "SELECT count(*) FROM ${pair#*:}")" "$rows" "every row of ${pair%:*}.csv is loaded"
	is "$(sql "SELECT sha256 FROM import_file WHERE import_id = $import AND kind = '${pair%:*}'")" \
		"$(sha256sum "$file" | cut -d ' ' -f 1)" "its digest"
done
is "$(sql "SELECT o.value || ' ' || o.status FROM observation o JOIN indicator i USING (indicator_id)
	JOIN area a USING (area_id) JOIN period p USING (period_id)
	WHERE i.ref = '2.1' AND a.area = 'norfolk' AND p.period = '2016-01'")" '3149 final' "contacts of January 2016"
is "$(sql "SELECT line FROM observation o JOIN indicator i USING (indicator_id)
	JOIN period p USING (period_id) WHERE i.ref = '2.1' AND p.period = '2016-02'")" 3 "an observation knows its line"
is "$(sql "SELECT label FROM period WHERE kind = 'date'")" '6 March 2017' "a date became a period"
is "$(sql "SELECT d.denominator_ids = ARRAY[i.indicator_id] FROM indicator_definition d JOIN indicator r USING (indicator_id),
	indicator i WHERE r.ref = '2.3' AND i.ref = '2.1'")" t "2.3 is derived from 2.1"
is "$(sql "SELECT loaded_by FROM import WHERE import_id = $import")" "$(id -un)" "who loaded it"
"$moothall" import "$src/sql/demo" >/dev/null 2>&1
ok $? "the same folder again"
is "$(sql 'SELECT count(DISTINCT file_id) FROM observation')" 2 "it stands beside the first"

# The command line
"$moothall" import leger /dev/null >/dev/null 2>"$tmp/err"
is "$?" 1 "an unknown kind is refused"
has "$(cat "$tmp/err")" 'no kind "leger" to import; known: areas, populations, indicators' "the known kinds are named"
"$moothall" import >/dev/null 2>&1
is "$?" 2 "no operand is wrong usage"
"$moothall" import --frobnicate x >/dev/null 2>&1
is "$?" 2 "an unknown option is wrong usage"
"$moothall" import "$tmp/absent" >/dev/null 2>&1
is "$?" 1 "a folder that is not there"
"$moothall" import areas /dev/zero >/dev/null 2>"$tmp/err"
is "$?" 1 "a device is not a file"
mkdir "$tmp/folder"
cp "$src/sql/demo/areas.csv" "$tmp/folder/"
: >"$tmp/folder/observatons.csv"
seen=$("$moothall" import "$tmp/folder" 2>&1)
is "$?" 1 "an unknown .csv in a folder is refused"
has "$seen" 'observatons.csv: there is no kind "observatons"' "and named"
rm "$tmp/folder/observatons.csv"
: >"$tmp/folder/Targets.CSV"
seen=$("$moothall" import "$tmp/folder" 2>&1)
is "$?" 1 "so is one in capitals"
rm "$tmp/folder/Targets.CSV"

# Papers and agendas
mkdir "$tmp/folder/papers" "$tmp/folder/old"
echo 'no,csv' >"$tmp/folder/old/agenda.csv"
printf '# Report\n\nText.\n' >"$tmp/folder/papers/item-8.md"
printf 'meeting,item,title,report\nchildrens-services-2017-03-14,8,Monitoring,item-8.md\n' >"$tmp/folder/agenda.csv"
"$moothall" import "$tmp/folder" >/dev/null 2>&1
ok $? "a folder with papers; other folders in it are not read"
is "$(sql "SELECT text FROM paper WHERE paper = 'item-8.md'")" '# Report

Text.' "the paper's text"
refused agenda "an unknown paper" \
	'agenda.csv: line 2, column report: "item-9.md" is not a known paper: '"$(sql "SELECT string_agg(DISTINCT paper, ', ') FROM paper")"' (a file of papers/)' <<'CSV'
meeting,item,title,report
childrens-services-2017-03-14,8,Monitoring,item-9.md
CSV
printf 'bad\001text' >"$tmp/bad.md"
seen=$("$moothall" import papers "$tmp/bad.md" 2>&1)
is "$?" 1 "a paper with control characters"
has "$seen" 'papers/bad.md: expected text, up to 1 MB, without control characters' "is named"

printf '# Report\n\nThe rate was {{figure 99.9 2017-01}}.\n' >"$tmp/papers.csv"
mv "$tmp/papers.csv" "$tmp/item-9.md"
seen=$("$moothall" import papers "$tmp/item-9.md" 2>&1)
is "$?" 1 "a paper with a figure that does not exist"
has "$seen" 'papers/item-9.md: line 3: ' "its line is named"
has "$seen" '99.9' "and its indicator"
cat >"$tmp/commentary.csv" <<'CSV'
indicator,period,kind,text
7.2,2017-01,why,It was {{figure 99.9 2017-01}}.
7.2,2017-01,action,It was {{figure 7.2 2017-01}}.
7.2,2017-01,success,It was {{nonsense}}.
CSV
seen=$("$moothall" import commentary "$tmp/commentary.csv" 2>&1)
is "$?" 1 "commentary with figures that do not exist"
has "$seen" 'commentary.csv: line 2, column text: "It was {{figure 99.9 2017-01}}.": line 1: ' "the first"
has "$seen" 'commentary.csv: line 4, column text: "It was {{nonsense}}.": line 1: ' "the second"
has "$seen" 'nothing was loaded: 2 problems' "and no other"

# The file as such
refused observations "missing and repeated columns" \
	'observations.csv: line 1: "area" is not allowed twice in the header' \
	'observations.csv: line 1: expected a column "period", which is missing' <<'CSV'
indicator,area,area,value
2.1,norfolk,norfolk,5
CSV
refused areas "an empty file" 'areas.csv: line 1: expected a header row' </dev/null
printf 'area,name,kind\nx,N\351e,team\ny,\000,team\n' >"$tmp/latin.csv"
refused areas "not UTF-8" \
	'areas.csv: line 2: "byte 0xE9" is not UTF-8 text' \
	'areas.csv: line 3: "byte 0x00" is not UTF-8 text' <"$tmp/latin.csv"
refused areas "a quote that is not closed" \
	'areas.csv: line 3: expected CSV as in RFC 4180: a quote that is not closed, or text beside one' <<'CSV'
area,name,kind
x,X,team
y,"Y,team
CSV
refused areas "the line after quoted line ends" \
	'areas.csv: line 2, column name: "Two Lines" is not a line of text, up to 500 bytes, without control characters' \
	'areas.csv: line 5, column kind: blank, expected a short name of lower-case letters, digits and hyphens' \
	'areas.csv: line 6: "a row of 2 fields" is not one of 3, as the header has' <<'CSV'
area,name,kind
x,"Two
Lines",team
y,Y,team
z,Z,
q,Q
CSV
printf '\357\273\277Kind,kind,name,area,more\r\n,team,"Éa, b",bom,x\r\n' >"$tmp/areas.csv"
seen=$("$moothall" import areas "$tmp/areas.csv" 2>&1 >/dev/null)
ok $? "a byte-order mark, CR LF, columns in any order"
is "$seen" 'warning: areas.csv: line 1: "Kind" is not a column of this kind; it is not read
warning: areas.csv: line 1: "more" is not a column of this kind; it is not read' "unknown columns are named"
is "$(sql "SELECT d.name FROM area_definition d JOIN area a USING (area_id) WHERE a.area = 'bom'")" 'Éa, b' "its row"

# Values and references
refused observations "every bad value is named" \
	'observations.csv: line 2, column value: "abc" is not a number' \
	'observations.csv: line 3, column period: "2017-13" is not a period (2017-01, 2017/18 Q1, 2016/17, AY2015/16, AY2016/17 autumn or a date)' \
	'observations.csv: line 4, column status: "guess" is not one of final, provisional, forecast, suppressed, n/a' \
	'observations.csv: line 5, column area: blank, expected a short name of lower-case letters, digits and hyphens' <<'CSV'
indicator,area,period,value,status
2.1,norfolk,2017-01,abc,
2.1,norfolk,2017-13,5,
2.1,norfolk,2017-01,5,guess
2.1,,2017-01,5,
CSV
known=$(sql "SELECT string_agg(area, ', ' ORDER BY area_id) FROM area")
refused observations "every bad reference is named" \
	'observations.csv: line 2, column indicator: "99.9" is not a known indicator' \
	"observations.csv: line 3, column area: \"narnia\" is not a known area: $known" \
	'observations.csv: line 4, column period: "2089-01" is not a known period' \
	'observations.csv: line 6, column indicator: "2.1" is not the only row of its indicator, area, period and cohort: line 5 is another' \
	'observations.csv: line 7, column denominator: blank, expected a number: the numerator is 5' \
	'observations.csv: line 8, column numerator: blank, expected a number: the denominator is 5' \
	'observations.csv: line 9, column value: blank, expected a value, or numerator and denominator, or the status suppressed or n/a' \
	'observations.csv: line 10, column status: "n/a" is not possible beside a value' <<'CSV'
indicator,area,period,value,numerator,denominator,status
99.9,norfolk,2017-01,5,,,
2.1,narnia,2017-01,5,,,
2.1,norfolk,2089-01,5,,,
2.1,norfolk,2017-02,5,,,
2.1,norfolk,2017-02,6,,,
1.1,norfolk,2017-03,,5,,
1.1,norfolk,2017-04,,,5,
2.1,norfolk,2017-05,,,,
2.1,norfolk,2017-06,5,,,N/A
CSV
accepted observations "values as spreadsheets write them" <<'CSV'
indicator,area,period,value,status
2.1,norfolk,2017-03,"1,113 ",Provisional
2.1,norfolk,06/03/2017,12%,
CSV
is "$(sql "SELECT o.value || o.status FROM observation o JOIN period p USING (period_id) JOIN indicator i USING (indicator_id)
	WHERE p.period = '2017-03' AND i.ref = '2.1' AND o.value = 1113")" 1113provisional "1,113 is 1113"

long=$(printf '%499s' x | tr ' ' x)
accepted breakdowns "keys as long as they may be" <<CSV
indicator,area,period,row_dimension,row,column_dimension,column,value
2.1,norfolk,2017-01,1$long,2$long,3$long,4$long,5
CSV
refused breakdowns "a text that is too long" \
	"breakdowns.csv: line 2, column row: \"$(printf '%s' "$long" | cut -c 1-80)…\" is not a line of text, up to 500 bytes, without control characters" <<CSV
indicator,area,period,row_dimension,row,column_dimension,column,value
2.1,norfolk,2017-01,a,${long}xx,b,c,5
CSV

# Indicators
refused indicators "derivations" \
	'indicators.csv: line 2, column denominator: blank, expected indicators: a derived percentage needs them' \
	'indicators.csv: line 3, column numerator: "x9" is not a known indicator' \
	'indicators.csv: line 4, column numerator: "x2" is not a count: it is a percentage' \
	'indicators.csv: line 5, column denominator: "2.1" is not allowed without a numerator' \
	'indicators.csv: line 6, column numerator: "x7": it refers back to itself: x6 → x7 → x6' \
	'indicators.csv: line 7, column numerator: "x6": it refers back to itself: x7 → x6 → x7' \
	'indicators.csv: line 8, column numerator: "2.1" is not allowed: only a count, percentage or rate is derived' \
	'indicators.csv: line 13, column numerator: "d3" is not within 3 steps of what is entered: d4 → d3 → d2 → d1 → 2.1' \
	'indicators.csv: line 14, column ref: "x2" is not the only row of its reference and first period: line 2 is another' <<'CSV'
ref,name,section,polarity,measure,basis,frequency,numerator,denominator
x2,X,s,high,percentage,flow,monthly,2.1,
x3,X,s,high,count,flow,monthly,x9,
x4,X,s,high,count,flow,monthly,x2,
x5,X,s,high,percentage,flow,monthly,,2.1
x6,X,s,high,count,flow,monthly,x7,
x7,X,s,high,count,flow,monthly,x6,
x8,X,s,high,average,flow,monthly,2.1,
d0,X,s,high,count,flow,monthly,,
d1,X,s,high,count,flow,monthly,2.1,
d2,X,s,high,count,flow,monthly,d1,
d3,X,s,high,count,flow,monthly,d2,
d4,X,s,high,count,flow,monthly,d3,
x2,X,s,high,count,flow,monthly,,
CSV
refused indicators "definitions over time" \
	'indicators.csv: line 3, column ref: "t2" is not the only row of its reference and first period: line 2 is another' \
	'indicators.csv: line 4, column until: "2016-03" is not a period that ends after 2016-04 begins' <<'CSV'
ref,name,section,polarity,measure,basis,frequency,from,until
t2,X,s,high,count,flow,monthly,2016-04,
t2,X,s,high,count,flow,monthly,2016-04,
t3,X,s,high,count,flow,monthly,2016-04,2016-03
CSV
refused method_changes "breaks" \
	'method_changes.csv: line 2, column from: "2010-01" is not a period within the series, which runs from 2016-01 to 2017-03' \
	'method_changes.csv: line 3, column from: "2016-01" is not a period within the series, which runs from 2016-01 to 2017-03' \
	'method_changes.csv: line 4, column from: "2017-04" is not a period within the series, which runs from 2016-01 to 2017-03' \
	'method_changes.csv: line 5, column from: "2016-09" is not a period within the series: no figures of this indicator are held' <<'CSV'
indicator,from,note,comparable
2.1,2010-01,counted anew,
2.1,2016-01,counted anew,
2.1,2017-04,counted anew,
CIN-45,2016-09,counted anew,
CSV
refused method_changes "a break without words" \
	'method_changes.csv: line 2, column note: blank, expected a line of text, up to 500 bytes, without control characters' \
	'method_changes.csv: line 3, column comparable: "perhaps" is not yes or no' <<'CSV'
indicator,from,note,comparable
2.2,2016-09,,
2.2,2016-10,counted anew,perhaps
CSV
accepted indicators "an indicator that begins in a month" <<'CSV'
ref,name,section,polarity,measure,basis,frequency,from
t4,X,s,high,count,flow,monthly,2016-04
CSV
refused indicators "a definition before the first" \
	'indicators.csv: line 2, column from: "2016-03" is not 2016-04 or later: its first definition begins there' \
	'indicators.csv: line 3, column from: blank, expected 2016-04 or later: its first definition begins there' <<'CSV'
ref,name,section,polarity,measure,basis,frequency,from
t4,X,s,high,count,flow,monthly,2016-03
t4,X,s,high,count,flow,monthly,
CSV
refused indicators "a count that others need" \
	'indicators.csv: line 2, column measure: "rate" is not count: 2.3 is derived from it' <<'CSV'
ref,name,section,polarity,measure,basis,frequency
2.1,Contacts,s,info,rate,flow,monthly
CSV
refused indicators "a circle through what is held" \
	'indicators.csv: line 2, column numerator: "2.3": it refers back to itself: 2.1 → 2.3 → 2.1' \
	'indicators.csv: line 2, column numerator: "2.3" is not a count: it is a percentage' <<'CSV'
ref,name,section,polarity,measure,basis,frequency,numerator
2.1,Contacts,s,info,count,flow,monthly,2.3
CSV

# Targets: high is good for 2.3, low for 7.2, neither for 2.1
refused targets "rules that cannot be" \
	'targets.csv: line 2, column red: "55" is not at or above green, 65: low is good, so red begins above it' \
	'targets.csv: line 3, column red: "25" is not at or below green, 15: high is good, so red begins below it' \
	'targets.csv: line 4, column rag_rule: "tolerance" is not a rule for this indicator: its polarity is info, so no value is better than another' \
	'targets.csv: line 5, column target: blank, expected the target that the rule rates by' \
	'targets.csv: line 6, column green: blank, expected a number: the rule tolerance rates by red and green' \
	'targets.csv: line 7, column operator: blank, expected one of <, <=, =, >=, >: the indicator'"'"'s polarity is info, so it does not follow' \
	'targets.csv: line 8, column operator: ">=" is not one that fits: low is good' \
	'targets.csv: line 9, column indicator: "7.2" is not the only row of its indicator, scope, day and area: line 8 is another' <<'CSV'
indicator,from,operator,target,rag_rule,red,green,scope
7.2,2030-04-01,,,tolerance,55,65,
2.3,2030-04-01,,,tolerance,25,15,
2.1,2030-04-01,,,tolerance,15,25,
7.2,2030-05-01,,,target,,,
7.2,2030-06-01,,,tolerance,65,,
2.1,2030-05-01,,50,target,,,
7.2,2030-07-01,>=,50,target,,,
7.2,2030-07-01,<=,50,target,,,Summary
CSV

# Money, risks, committees
refused balances "a balance that does not add up" \
	'balances.csv: line 3, column forecast: "0.050" is not opening + in_year + academies, which is 0.049' <<'CSV'
period,phase,opening,forecast,in_year,academies
2016/17,Primary,1.0,0.5,,
2016/17,Nursery,0.103,0.050,-0.054,0.000
CSV
refused risks "a likelihood out of bounds, a day that is not" \
	'risks.csv: line 2, column likelihood: "6" is not a whole number from 1 to 5' \
	'risks.csv: line 2, column target_date: "31/02/2017" is not a date (2017-03-14 or 14/03/2017)' <<'CSV'
number,name,description,entered,likelihood,impact,target_likelihood,target_impact,target_date
R1,Name,Text,2017-01-01,6,1,1,1,31/02/2017
CSV
refused contributions "bounds" \
	'contributions.csv: line 2, column in_kind_max_pct: "101" is not from 0 to 100' \
	'contributions.csv: line 2, column total: "-1" is not 0 or more' \
	'contributions.csv: line 3, column year: "2017-01" is not a financial year (2017/18)' <<'CSV'
programme,year,total,partners,in_kind_max_pct
P,2017/18,-1,5,101
P,2017-01,1,5,
CSV
refused published_finance "a measure that the statement has not" \
	'published_finance.csv: line 2, column measure: "academies" is not a measure of the statement la: budget, outturn, variance, percent, movement' <<'CSV'
statement,period,line,measure,printed
la,2017-01,Total,academies,5
CSV
refused links "links to nothing" \
	'links.csv: line 2, column risk: "RM1" is not a known risk: MU-R1, RM13906, RM14147, RM14148, RM14157, RM14284' \
	'links.csv: line 3, column budget_line: "Nothing" is not a known budget line' \
	'links.csv: line 4, column budget_line: blank, expected a budget line or a risk, or both' <<'CSV'
indicator,budget_line,risk
7.1,,RM1
7.1,Nothing,
7.1,,
CSV
refused seats "seats" \
	'seats.csv: line 2, column committee: "x" is not a known committee: childrens-services, childrens-services-scrutiny, scrutiny' \
	'seats.csv: line 3, column to: "2016-01-01" is not on or after 2017-01-01, when the seat begins' <<'CSV'
committee,person,capacity,from,to
x,A,Member,,
childrens-services,B,Member,2017-01-01,2016-01-01
CSV
refused contacts "contacts" \
	'contacts.csv: line 2, column meeting: "m" is not a known meeting: childrens-services-2017-01-24, childrens-services-2017-03-14, childrens-services-scrutiny-2020-10-07' \
	'contacts.csv: line 3, column item: "99" is not an item of the agenda of childrens-services-2017-03-14' <<'CSV'
meeting,item,name
m,8,A
childrens-services-2017-03-14,99,B
CSV
refused areas "areas within one another" \
	'areas.csv: line 2, column parent: "b" is not an area outside this one: it lies within it' \
	'areas.csv: line 3, column parent: "a" is not an area outside this one: it lies within it' \
	'areas.csv: line 4, column parent: "nowhere" is not a known area'"$(sql "SELECT ': ' || string_agg(area, ', ' ORDER BY area_id) || ', a, b, c' FROM area")" <<'CSV'
area,name,kind,parent
a,A,team,b
b,B,team,a
c,C,team,nowhere
CSV
printf 'indicator,area,period,value\n2.1,norfolk,2017-01,"=1\033[31m+2"\n' >"$tmp/observations.csv"
seen=$("$moothall" import --json observations "$tmp/observations.csv" 2>"$tmp/err")
is "$?" 1 "--json: exit status"
is "$(printf '%s' "$seen" | python3 -c 'import json, sys; p = json.load(sys.stdin)
print(len(p), p[0]["file"], p[0]["line"], p[0]["column"], ascii(p[0]["value"]), p[0]["expected"])')" \
	"1 observations.csv 2 value '=1\\x1b[31m+2' a number" "--json: every problem as an object"
case $(cat "$tmp/err") in *$(printf '\033')*) false ;; esac
ok $? "no escape sequence of a file reaches the terminal"
tap_done
