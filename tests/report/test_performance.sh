#!/bin/sh
# Every performance report in every face, inside a paper, and asked for what there is not.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

reports='summary sections/contacts-and-referrals sections/caseloads scorecards/education scorecards/neet scorecards/inclusion
education localities/7.2 localities/NEET-02 contacts-by-source breakdowns/2.1 breakdowns/3.1 breakdowns/5.1 breakdowns/7.1
breakdowns/7.4 early-help quarterly reports'
# The council itself holds nothing by quarter.
area_of() { [ "$1" != quarterly ] || echo blackpool; }
for report in $reports; do
	for format in csv json html pdf; do
		area=$(area_of "$report")
		"$moothall" report "performance/$report" ${area:+--area "$area"} --format "$format" -o "$tmp/out" 2>"$tmp/err"
		is "$?$(cat "$tmp/err")" 0 "$report as $format"
		if [ "$format" != pdf ]; then
			is "$(grep -cE 'NaN|FALSE|Infinity|\(null\)' "$tmp/out")" 0 "... says nothing that a spreadsheet would"
		fi
	done
done

# The addresses that the index names are there.
"$moothall" report performance/reports --format html | grep -o 'href="/performance[^"]*"' | sed 's#href="/##; s/"$//' | sort -u >"$tmp/addresses"
ok "$([ "$(wc -l <"$tmp/addresses")" -gt 25 ]; echo $?)" "the list of reports leads to them"
while read -r address; do
	area=$(echo "$address" | sed -n 's/.*?area=//p')
	"$moothall" report "${address%%\?*}" ${area:+--area "$area"} </dev/null >"$tmp/out" 2>&1
	is "$?" 0 "$address, as the list of reports names it"
done <"$tmp/addresses"
is "$(grep '?area=' "$tmp/addresses" | tr '\n' ' ')" "performance/breakdowns/BP-LAC?area=blackpool performance/quarterly?area=blackpool " \
	"... what the council holds nothing of to the area that does"

# In a paper.
mkdir -p "$tmp/in/papers"
for report in $reports; do
	area=$(area_of "$report")
	printf '{{report performance/%s%s}}\n\n' "$report" "${area:+ area=$area}"
done >"$tmp/in/papers/all.md"
seen=$("$moothall" import "$tmp/in" 2>&1)
is "$?" 0 "a paper that holds them all is taken"
printf '{{report performance/sections/no-such}}\n' >"$tmp/in/papers/all.md"
seen=$("$moothall" import "$tmp/in" 2>&1)
is "$?" 1 "one with a section that is not there is refused"
has "$seen" 'no-such' "... and names it"

refused() {
	seen=$("$moothall" report "$@" 2>&1 >/dev/null)
	is "$?" 1 "$*: refused"
	has "$seen" "$message" "$*: $message"
}
message='there is no "no-such"; known are: adoptions'
refused performance/sections/no-such
message='there is no "no-such"; known are: education'
refused performance/scorecards/no-such
message='there is no "9.9.9"; known are: 2.1'
refused performance/breakdowns/9.9.9
message='there is no area "atlantis"'
refused performance/summary --area atlantis
message='there are no figures for the period "2031-01"'
refused performance/summary --period 2031-01
message='there are no figures for the period "2016/17"'
refused performance/summary --period 2016/17
message='no figures of this report are held for Blackpool: an import of breakdowns fills it'
refused performance/contacts-by-source --area blackpool
message='no figures of this report are held for Norfolk'
refused performance/quarterly
# Long tables narrowed and ordered by address. The ratings of January 2017 are the publication's (appendix 3); the
# differences are 28,208 - 34,029, 1,113 - 1,045 and so on, of its own figures.
refs() {
	"$moothall" report performance/summary --period 2017-01 --format csv "$@" | sed -n 's/^\([0-9][^,]*\),.*/\1/p' | tr '\n' ' '
}
is "$(refs --rating red)" "6.4 7.2 7.11 " "the red ones, in their order"
is "$(refs --rating red --sort -difference)" "7.2 6.4 7.11 " "... largest difference first; what has none last"
is "$(refs --rating red --sort difference)" "7.2 6.4 7.11 " "... smallest first; what has none still last"
is "$(refs --sort difference | cut -d' ' -f1,2)" "2.1 2.2" "the largest falls: contacts -5,821, referrals -416"
is "$(refs --sort -ref | cut -d' ' -f1,2,3)" "11.9 11.8 11.7" "references are ordered as people count"
is "$(refs --sort -2017-01 | cut -d' ' -f1,2)" "2.1 5.2" "by a month: 3,163 contacts, 2,233 children in need"
is "$(refs --section 'care LEAVERS')" "8.1 8.2 8.4 8.3 " "a section, whatever its capitals"
is "$(refs --text 're-referral')" "2.7 2.8 " "words in the name"
is "$(refs --rating red --text zebra)" "" "what matches nothing is no row, and no error"
seen=$("$moothall" report performance/summary --period 2017-01 --rating red --sort -difference --format json)
has "$seen" '3 of 68 indicators: rated Red; sorted by From a year before, Difference, largest first.' "data say which rows they hold"
is "$("$moothall" report performance/summary --period 2017-01 --rating red --format csv --table localities | grep -o '^[0-9][^,]*')" \
	6.4 "by locality the same indicators"
"$moothall" report performance/summary --period 2017-01 --rating red --format pdf -o "$tmp/out" 2>&1
has "$(pdftotext "$tmp/out" - | tr '\n' ' ')" '3 of 68 indicators: rated Red.' "so does paper"
is "$("$moothall" report performance/exceptions --period 2017-01 --text overspent --format json | grep -o '"title": "[0-9]* indicators met' | grep -o '[0-9]*')" \
	"$("$moothall" report performance/exceptions --period 2017-01 --format json | grep -o '"title": "[0-9]* indicators met' | grep -o '[0-9]*')" \
	"how many met a criterion does not hang on what is shown"
message='there is no rating "purple"; known are: red, amber, green, none'
refused performance/summary --rating purple
message='"Nobody" leads on none of these indicators'
refused performance/summary --lead Nobody
message='there is no section "Nowhere" here'
refused performance/summary --section Nowhere
message='this cannot be sorted by "colour"; known are: ref, name, ytd'
refused performance/summary --sort colour
message='performance takes no --rating'
refused performance --rating red
# Side by side. Published: S2.2 (schools judged good or outstanding, December 2016) 94% in Norwich, 89 in England, 88 in
# Norfolk, 81 in Breckland; 7.2 62.0 in April 2016 and 66.3 in January 2017, which is 4.3 more.
compare() {
	"$moothall" report compare --format csv "$@" | tr -d '\r'
}
is "$(compare --indicator S2.2 --area breckland --area norwich --area england --area norfolk | cut -d, -f3,5,6)" "area,value,rank
Breckland,81,4
Norwich,94,1
England,89,2
Norfolk,88,3" "areas compared, ranked among themselves"
seen=$(compare --indicator 7.2 --indicator 7.1 --indicator 5.5 --from 2016-04 --to 2017-01)
has "$seen" 'LAC - Rate per 10K Under-18s,,Norfolk,Jan-17,66.3,,4.3,Apr-16' "indicators compared, of the council where no area is said"
has "$seen" 'CIN plan - %,,Norfolk,Jan-17,85.7,,n/a,Apr-16' "no change is computed across a break"
seen=$("$moothall" report compare --indicator 7.2 --indicator 7.1 --format html)
is "$(echo "$seen" | grep -c '<figure class="chart"')" 2 "a rate and a count have a chart each"
has "$seen" 'has no axis in common' "... and it says why"
seen=$("$moothall" report compare --indicator 6.4 --indicator 6.12 --format html)
is "$(echo "$seen" | grep -c '<figure class="chart"')" 1 "two percentages share one"
seen=$("$moothall" report compare --indicator 7.2 --area norfolk --area breckland --format html)
has "$seen" 'no figures of these indicators are held for it: Breckland' "an area that holds nothing of it is left out, and named"
"$moothall" report compare --indicator 7.2 --format pdf -o "$tmp/out" 2>&1
has "$(pdftotext "$tmp/out" - | tr '\n' ' ')" 'Side by side' "... on paper"
is "$("$moothall" report compare --format csv 2>&1 | tr -d '\r')" "indicator,cohort,area,period,value,rank,change,since" "nothing chosen is no error"
message='no figures of these indicators are held for Blackpool'
refused compare --indicator 7.2 --area blackpool
message='there is no indicator "9.9.9"'
refused compare --indicator 7.2 --indicator 9.9.9
message='there is no area "atlantis"'
refused compare --indicator 7.2 --area atlantis
message='40 indicators are too many to compare at once: choose up to 12'
# shellcheck disable=SC2046
refused compare $(seq -f '--indicator x%g' 40)
message='"2016-13" is not a period; periods are written 2017-01, January 2017'
refused compare --indicator 7.2 --from 2016-13
message='there is no period "1850-01" in the calendar'
refused compare --indicator 7.2 --from 1850-01
is "$(compare --indicator 7.2 --from Nov-16 --to 'January 2017' | sed -n 2p | cut -d, -f 4,5,8)" "Jan-17,66.3,Nov-16" \
	"periods are read as people write them"
# The definition of 5.5 changed in January 2017.
seen=$("$moothall" report compare --indicator 5.5 --format html)
case $seen in *"to 85.7% in January 2017"*) ok 1 "nothing is said across a change of definition" ;; *) ok 0 "nothing is said across a change of definition" ;; esac
has "$seen" "85.7% in January 2017." "... each side by itself"
message='the first period begins after the last one ends'
refused compare --indicator 7.2 --from 2017-01 --to 2016-01
# An area among its sisters. Published: schools judged good or outstanding, December 2016, 98% in North Norfolk, 95 Broadland, 94
# Norwich, 88 South and West, 81 Breckland, 70 Great Yarmouth.
seen=$("$moothall" report performance/localities/S2.2 --area breckland --period 2016-12 --format html)
has "$seen" "Breckland: 81%, rank 6 of the 7 localities with a figure." "an area without parts stands among its sisters, with its rank"
is "$("$moothall" report performance/localities/S2.2 --area breckland --period 2016-12 --format csv | tr -d '\r' | sed -n 's/^Norwich,\([0-9]*\),.*,/\1 /p')" \
	"94 3" "... who are listed"
has "$("$moothall" report performance/localities/7.2 --period 2017-01 --format html)" 'neighbours are not held by name' \
	"neighbours that are not held are said not to be"
# Made-up neighbours: 50, 60, 70 and 80 beside Norfolk's 66.3, of a rate where less is better: the third of five, whose quartile
# is 1 + 4 x 2 / 5 = 2.6, so the second.
mkdir "$tmp/near"
printf '%s\n' 'area,name,kind' 'fenshire,Fenshire,neighbour' 'marshire,Marshire,neighbour' 'downshire,Downshire,neighbour' \
	'moorshire,Moorshire,neighbour' >"$tmp/near/areas.csv"
printf '%s\n' 'area,year,population' fenshire,2016,100000 marshire,2016,100000 downshire,2016,100000 moorshire,2016,100000 \
	>"$tmp/near/populations.csv"
printf '%s\n' 'indicator,area,period,value' 7.1,fenshire,2017-01,500 7.1,marshire,2017-01,600 7.1,downshire,2017-01,700 \
	7.1,moorshire,2017-01,800 >"$tmp/near/observations.csv"
printf '%s\n' 'area,neighbour,order,from' norfolk,fenshire,1,2016-04-01 norfolk,marshire,2,2016-04-01 norfolk,downshire,3,2016-04-01 \
	norfolk,moorshire,4,2016-04-01 >"$tmp/near/neighbours.csv"
is "$("$moothall" import --release "$tmp/near" >/dev/null 2>"$tmp/err"; echo "$?$(cat "$tmp/err")")" 0 "neighbours are taken"
is "$("$moothall" report performance/localities/7.2 --period 2017-01 --format csv --table neighbours | tr -d '\r')" "area,value,rank,quartile
Fenshire,50.0,1,1
Marshire,60.0,2,1
Norfolk,66.3,3,2
Downshire,70.0,4,3
Moorshire,80.0,5,4" "an area among its neighbours, by name, with rank and quartile"
printf '%s\n' area,neighbour norfolk,norfolk >"$tmp/near/neighbours.csv"
has "$("$moothall" import neighbours "$tmp/near/neighbours.csv" 2>&1)" 'another area' "nobody is their own neighbour"
# All processes on one page. By hand: 7.2 lies between 61.9 and 66.3 and its target is 55, lower is better; 6.10 between 0 and
# 3.8 and its target 10 or less; 2.7 between 20.0 and 33.1 about its target of less than 20 and so on.
matrix() {
	"$moothall" report performance/process --period 2017-01 --format csv --table matrix | tr -d '\r' | grep "^\"*$1"
}
has "$(matrix 'Special cause, a concern')" ',9.2,' "met consistently, and getting worse"
has "$(matrix 'Special cause, a concern')" ',7.2,' "missed consistently, and getting worse"
has "$(matrix 'Common cause')" ',6.10,' "met consistently, without a change"
seen=$("$moothall" report performance/process --period 2017-01 --format html)
has "$seen" 'Concern: special cause, higher values' "each sign has its words beside it"
has "$seen" 'no limits: 4 points are held, and they need 12' "what has no limits says why"
is "$(echo "$seen" | grep -o '<svg class="sign"' | wc -l)" "$(echo "$seen" | grep -o '<svg class="sign"[^>]*aria-hidden="true"' | wc -l)" \
	"a sign is nothing by itself to who does not see it"
"$moothall" report performance/process --period 2017-01 --format pdf -o "$tmp/out" 2>&1
has "$(pdftotext "$tmp/out" - | tr '\n' ' ')" 'fail the target' "... on paper in words"
# Figures that cannot be computed, made up: of nobody. Each says why, in every face, and never 0. The management
# summary has them too.
mkdir "$tmp/poor"
cat >"$tmp/poor/indicators.csv" <<'EOF'
ref,name,section,polarity,measure,basis,frequency,decimals,numerator,denominator,vital_sign,dashboard_frequency
99.1,Only one month,Made up,low,count,flow,monthly,0,,,101,monthly
99.2,Share of nothing,Made up,high,percentage,flow,monthly,1,,,102,monthly
99.3,Rate without population,Made up,low,rate,flow,monthly,1,99.1,,103,monthly
99.4,Seven months of twelve,Made up,low,count,flow,monthly,0,,,104,monthly
99.5,Rolling of seven months,Made up,low,count,rolling_12,monthly,0,99.4,,105,monthly
99.6,For information,Made up,info,count,stock,monthly,0,,,106,monthly
99.7,Suppressed,Made up,low,count,stock,monthly,0,,,107,monthly
99.8,Nothing held,Made up,low,count,stock,monthly,0,,,108,monthly
EOF
{
	echo report,indicator
	for n in 1 2 3 4 5 6 7 8; do echo "summary,99.$n"; done
} >"$tmp/poor/report_members.csv"
cat >"$tmp/poor/observations.csv" <<'EOF'
indicator,area,period,value,numerator,denominator,status
99.1,norwich,2017-01,7,,,
99.2,norwich,2017-01,,0,0,
99.4,norwich,2016-02,1,,,
99.4,norwich,2016-04,1,,,
99.4,norwich,2016-06,1,,,
99.4,norwich,2016-08,1,,,
99.4,norwich,2016-10,1,,,
99.4,norwich,2016-12,1,,,
99.4,norwich,2017-01,1,,,
99.6,norwich,2017-01,5,,,
99.7,norwich,2017-01,,,,suppressed
EOF
is "$("$moothall" import --release "$tmp/poor" >/dev/null 2>"$tmp/err"; echo "$?$(cat "$tmp/err")")" 0 "poor figures are taken"
poor='sections/made-up summary exceptions localities/99.3 indicators/99.1 indicators/99.2 indicators/99.3 indicators/99.5 indicators/99.7
indicators/99.2/provenance indicators/99.5/provenance cards/99.1 cards/99.2 cards/99.3 cards/99.5'
for report in "" $poor; do
	for format in json html pdf; do
		"$moothall" report "performance${report:+/$report}" --area norwich --period 2017-01 --format "$format" -o "$tmp/out" 2>"$tmp/err"
		is "$?$(cat "$tmp/err")" 0 "poor figures: ${report:-dashboard} as $format"
		if [ "$format" != pdf ]; then
			is "$(grep -cE 'NaN|FALSE|Infinity|\(null\)' "$tmp/out")" 0 "... says nothing that a spreadsheet would"
		fi
	done
done
line() {
	"$moothall" report "performance/$1" --area norwich --period 2017-01 --format csv ${3:+--table "$3"} | tr -d '\r' | grep "^$2"
}
is "$(line sections/made-up 99.2, | sed 's/.*,//')" n/a "a share of nothing"
is "$(line sections/made-up 99.3, | sed 's/.*,//')" n/a "a rate without population"
is "$(line sections/made-up 99.5, | sed 's/.*,//')" n/a "twelve months of which five are missing"
is "$(line sections/made-up 99.7, | sed 's/.*,//')" x "what is suppressed"
is "$(line sections/made-up 99.8,)" "" "what has no figures has no row"
why() {
	"$moothall" report "performance/indicators/$1" --area norwich --period 2017-01 --format json
}
has "$("$moothall" report performance/summary --area norwich --period 2017-01 --format json | grep 'Nothing is held in these months for')" \
	"99.8" "what leaves the summary because nothing is held is named"
has "$(why 99.2)" '"why": "the denominator is 0"' "the reason: a denominator of 0"
has "$(why 99.3)" '"why": "no population for 2016/17"' "the reason: no population"
has "$(why 99.5)" '"why": "7 of 12 months"' "the reason: months missing"
has "$(why 99.7)" '"why": "suppressed"' "the reason: suppressed"
has "$(why 99.1)" '"dot": "none"' "nothing before it to compare with"
# On the dashboard what is suppressed or cannot be computed is itself, only what is not held is to come.
dashboard() {
	"$moothall" report performance --area norwich --period 2017-01 --format json | tr -d '\n ' | grep -o "{\"ref\":{\"text\":\"$1\".*" |
		grep -o '"2017-01":{[^}]*}' | head -n 1
}
is "$(dashboard 99.7)" '"2017-01":{"value":null,"text":"x","status":"suppressed","why":"suppressed"}' "a suppressed cell says so and why"
has "$(dashboard 99.2)" '"text":"n/a"' "a share of nothing"
has "$(dashboard 99.2)" '"why":"thedenominatoris0"' "... says why"
is "$(dashboard 99.2 | grep -c white)" 0 "... and is not to come"
is "$(dashboard 99.8)" '"2017-01":{"value":null,"text":"tocome","rag":"white"}' "what is not held is to come"
message='no figures of this report are held for Norwich'
refused performance/indicators/99.8 --area norwich
# Two cards and a chart of one month in a pack: each has its own figures, though what papers ask for twice is asked once.
mkdir -p "$tmp/two/papers"
printf '{{card 7.2 period=2017-01}}\n\n{{card 2.3 period=2017-01}}\n\n{{chart 2.1 period=2017-01}}\n' >"$tmp/two/papers/safelives.md"
echo 'Nothing of figures.' >"$tmp/two/papers/integrated-performance-finance.md"
seen=$("$moothall" import "$tmp/two" 2>&1)
is "$?" 0 "a paper with two cards and a chart"
pack=$("$moothall" report meetings/childrens-services-2017-03-14/pack --format json)
last() {
	echo "$pack" | tr -d '\n' | sed "s/.*\"key\": \"[a-z0-9-]*$1-series\"//; s/\"notes\".*//" | grep -o '"text": "January 2017"}, "value": {"value": [0-9.]*'
}
has "$(last 7.2)" 66.3 "... the first card has its own figure"
has "$(last 2.3)" 24.5 "... and the second"
has "$(last 2.1)" 3163 "... and the chart"
# Paper says why, where nobody can open a list of reasons.
paper() {
	"$moothall" report "performance/$1" --area norwich --period 2017-01 --format pdf -o "$tmp/out" && pdftotext -raw "$tmp/out" - | tr '\n' ' '
}
has "$(paper indicators/99.2)" "n/a: the denominator is 0 (Jan-17: Figure)" "the reason on paper"
has "$(paper sections/made-up)" "the denominator is 0 (Share of nothing: Jan-17)" "... and whose it is"
# What a process chart draws, as data.
limits=$("$moothall" report performance/indicators/7.2 --period 2017-01 --table process | tr -d '\r')
is "$(echo "$limits" | head -n 1)" period,value,mean,lower,upper,target,cause,says,change "limits and causes of a process are data"
has "$(echo "$limits" | tail -n 1)" "above the upper limit,Concern," "... with what each point says"
has "$("$moothall" report performance/indicators/7.2 --format html)" '<details class="folded"><summary>Table: As a process: limits and causes</summary>' \
	"... folded on the page"
# Others of several years are one line by year, and only what is drawn is named; of one year a level line.
cat >"$tmp/others.csv" <<-END
indicator,kind,value,period
7.2,national_avg,58.1,2014/15
7.2,national_avg,60.5,2015/16
7.2,best_stat_neighbour,21,2015/16
END
"$moothall" import --release benchmarks "$tmp/others.csv" >/dev/null 2>&1
ok $? "what others achieved in two years"
others=$("$moothall" report performance/indicators/7.2 --period 2016-06 --format html)
drawing=$(echo "$others" | sed -n '/<figure class="chart" id="chart-7-2"/,/<\/figure>/p')
is "$(echo "$drawing" | grep -c '>England 60.5<')" 2 "the line of England is named once in each drawing, with its newest figure"
has "$drawing" "England, 2014/15 58.1. England, 2015/16 60.5." "... and told year by year"
is "$(echo "$drawing" | grep -c Best)" 0 "what is not drawn is not named"

# A card of March shows what was written for March, not for the year that ends with it.
cat >"$tmp/commentary.csv" <<-END
indicator,period,kind,text
7.2,2016/17,analysis,Of the year (made up)
7.2,2017-03,analysis,Of the month (made up)
7.2,2016/17 Q4,analysis,Of the quarter (made up)
END
printf 'indicator,area,period,value\n7.1,norfolk,2017-03,1100\n' >"$tmp/march.csv"
"$moothall" import --release observations "$tmp/march.csv" >/dev/null 2>&1 && "$moothall" import --release commentary "$tmp/commentary.csv" >/dev/null 2>&1
ok $? "commentary for a month and its year"
has "$("$moothall" report performance/cards/7.2 --period 2017-03 --format html)" "Of the month (made up)" "... each stays with its period"
card() {
	"$moothall" report performance/cards/7.2 --period "$1" --format html
}
is "$(card 2017-01 | grep -c 'Written for')" 0 "what was written for the card's own month needs no date"
is "$(card 2017-03 | grep -c '<p>Written for January 2017.</p>')" 4 "... what was written for an earlier one has it"
is "$(card 2017-03 | grep -A 1 '>Analysis</h3>' | tail -n 1)" "<p>Of the month (made up)</p>" "... and only that"
# A section's analysis likewise: dated where it is of another month, marked where members do not see it.
section() {
	"$moothall" report performance/sections/looked-after-children --period "$1" --format html
}
is "$(section 2017-01 | grep -c 'Written for')" 0 "a section's own analysis needs no date"
is "$(section 2017-02 | grep -c '<p>Written for January 2017.</p>')" 6 "... that of an earlier month has it, each"
is "$(section 2017-02 | grep -c 'Not yet released: members do not see this.')" 0 "... and is released"
printf 'indicator,period,kind,text\n7.2,2017-02,analysis,Not for members yet (made up)\n' >"$tmp/early.csv"
"$moothall" import commentary "$tmp/early.csv" >/dev/null 2>&1
is "$(section 2017-02 | grep -A 1 'Not yet released: members do not see this.' | grep -c 'Not for members yet')" 1 \
	"what is not released says so before it is read"

# Published otherwise: what changes a rating, by arithmetic apart; then with a gap to England and a rating of its own.
sql() { psql -qAtX -F "$(printf '\t')" -c 'SET search_path = moothall_code, moothall' -c 'SET moothall.person = operator' -c "$1"; }
sql 'SELECT DISTINCT label, period FROM period' >"$tmp/periods"
sql 'SELECT name, area FROM area_now' >"$tmp/areas"
"$moothall" report performance/differences --format json -o "$tmp/differences.json"
python3 "$src/tests/report/differences.py" "$tmp/differences.json" "$src/tests/sql/published_expected.csv" "$src/sql/demo" \
	"$tmp/periods" "$tmp/areas" >"$tmp/seen" 2>&1
is "$?" 0 "the figures that were printed otherwise and change a rating"
sed 's/^/# /' "$tmp/seen"
has "$("$moothall" report performance/differences --format html)" \
	'117 printed figures differ from what is computed here; 4 of them change a rating.' "... counted in a sentence"
for format in html pdf xlsx; do
	"$moothall" report performance/differences --format $format -o "$tmp/out"
	ok $? "... as $format"
done
cat >"$tmp/published.csv" <<'END'
indicator,area,period,measure,printed,document
S2.2,norfolk,2015-07,value,81%,made up
S2.2,norfolk,2016-07,value,FALSE,made up
7.12,norfolk,2017-01,rag,red,made up
7.12,norfolk,2016-12,rag,green,made up
END
"$moothall" import --release published "$tmp/published.csv" >/dev/null
"$moothall" report performance/differences | tr -d '\r' | grep 'made up' | cut -d, -f 1,4- >"$tmp/seen"
is "$(cat "$tmp/seen")" '7.12,January 2017,,Rating,red,green,"Red as printed, Green as computed",Management summary,,made up
S2.2,July 2015,,Figure,81,79,"Amber as printed, Red as computed",Scorecard,,made up' \
	"a rating itself, and by a gap to England of 84%: 3 below is Amber, 5 is Red"
is "$("$moothall" report performance/differences --table others | tr -d '\r' | grep 'made up' | cut -d, -f 1,4-)" \
	"S2.2,July 2016,,Figure,FALSE,$(sql "SELECT number FROM figures_shown(ARRAY(SELECT indicator_id FROM indicator WHERE ref = 'S2.2'),
	  ARRAY(SELECT area_id FROM area WHERE area = 'norfolk'), '2016-07-01', '2016-07-31', 'scorecard')"),,,made up" \
	"what is no number has no rating to compare"
tap_done
