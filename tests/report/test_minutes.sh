#!/bin/sh
# The minutes of a meeting in every face, and in the pack of the meeting that confirms them: facts of 24 January 2017.
# shellcheck disable=SC1111,SC1112 # quotes of typographers are what is tested
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
meeting=minuted-2017-01-24
name=meetings/$meeting/minutes

for user in member:member clerk:committee_officer; do
	printf 'correct horse battery\n' | "$moothall" user add --role "${user#*:}" "${user%:*}" >"$tmp/out" || exit 1
done
cp -r "$src/tests/data/minutes" "$tmp/in"
chmod -R u+w "$tmp/in"
mv "$tmp/in/minutes_states.csv" "$tmp/minutes_states.csv"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1 || exit 1

# words NAME [OPTION...]: the text of the PDF in one line.
words() { "$moothall" report "$@" --format pdf | pdftotext -layout - - | tr -s ' \n\f' ' '; }
is "$("$moothall" report --as member "$name" --format html | grep -c 'no minutes of this meeting that are open to you')" 1 "a member is told that there are none yet"
lacks "$("$moothall" report --as member "$name" --format json)" Gurney "... in data too"
has "$("$moothall" report --as clerk "$name" --format html)" 'Draft' "a committee officer reads the draft"
lacks "$("$moothall" pack minuted-2017-03-14 | pdftotext -layout - -)" 'Option 2' "a draft is not printed in the next pack"
has "$("$moothall" report meetings/minuted-2017-03-14 --format html)" 'To follow' "... whose item waits for it"

"$moothall" import --release minutes_states "$tmp/minutes_states.csv" >"$tmp/out" 2>&1 || exit 1
text=$(words "$name" --as member)
has "$text" 'Confirmed on 14 March 2017, subject to the amendment of paragraph 7.2.2, which stands in its place' "confirmed, and subject to what"
has "$text" 'Mr J Childs (substitute for Mr D Crawford) • Mr D Ramsbotham (substitute for Mr P Gilmour) • Mr B Watkins (substitute for Mr J Joyce)' "who substituted for whom"
has "$text" 'Mr B Stone (until 12:05)' "who left before the end"
has "$text" 'In attendance • Dr Louise Smith, Director of Public Health' "who attended"
has "$text" 'Apologies • Mr D Crawford (Mr J Childs substituted)' "whose apologies were received"
has "$text" 'Mr A Mash (Church representative)' "... and in what capacity"
has "$text" "Ms E Corlett declared an other interest in item 17 (Contract pipeline for Children's Services): Volunteer with Homestart" "what was declared, in which item"
has "$text" '7.2.1 Liability for the patrols rested with the council, “even if” a school offered one of its own.' "numbered paragraphs, quotes as they were typed"
has "$text" '7.2.2 When an operator left a site below the threshold' "an amended paragraph as it reads now"
has "$text" 'It was circulated as: “When a patrol’s operator left' "... and how it was circulated"
has "$text" 'proposed by Mrs S Gurney and seconded by Mr A White: that Option 2 be adopted: the service goes on as it is. With 16 votes for and 1 against, the motion was carried.' "16 votes to 1"
has "$text" 'The Committee resolved to adopt Option 2' "what was resolved"
has "$text" 'The Committee agreed to consider item 18 (Tobacco Control in Norfolk) as its next item. 8 Tobacco Control in Norfolk (item 18 of the agenda)' "the order that was changed"
has "$text" 'With 2 votes for and 3 against, 1 abstaining, the motion was lost.' "a vote of which the names were counted"
has "$text" 'For Mr A Adams, Ms E Corlett Against Mr R Smith, Mrs S Gurney, Mr J Childs Abstained Mr A White' "... by name"
has "$text" 'b Recommend to Policy and Resources Committee (6 February 2017): that County Council approve the use of reserves in 2016-17: b(i) £3.453m of additional Dedicated Schools Grant; b(ii) £0.799m' "a recommendation, to whom and when, and its clauses"
has "$text" 'The meeting adjourned at 12.05 pm until 12.15 pm. 18 Contract pipeline' "an adjournment in its place, without a number"
has "$text" 'The meeting closed at 1.25 pm. Signed by the Chair: Mr R Smith, 14 March 2017' "closed and signed"
has "$text" '19.1 The Committee considered an offer for a building.' "what is exempt in a public summary"
for exempt in Xyzzy Plugh 'Purchase of a made-up building'; do
	lacks "$text" "$exempt" "... without: $exempt"
done
whole=$(words "$name" --as clerk)
has "$whole" 'Exempt minutes Not for publication' "who may read it has it apart"
has "$whole" 'The seller asked for Xyzzy pounds. The Committee resolved to agree to buy for Plugh pounds.' "... whole"

is "$("$moothall" report "$name" --as member --table votes | grep -c ,)" 7 "votes as CSV"
is "$("$moothall" report "$name" --as member --table motions | sed -n 2p | tr -d '\r')" '7,1,that Option 2 be adopted: the service goes on as it is,,Mrs S Gurney,Mr A White,16,1,,,carried,' "a motion as CSV"
is "$("$moothall" report "$name" --as member --format json | python3 -c "import json, sys
t = {t['key']: t for t in json.load(sys.stdin)['tables']}
print([t['attendance']['rows'][i]['person']['text'] for i in (0, 1)], len(t['attendance']['rows']), len(t['resolutions']['rows']))")" \
	"['Mr R Smith', 'Mrs S Gurney'] 28 8" "attendance and resolutions as JSON"
"$moothall" report "$name" --as member --format xlsx -o "$tmp/m.xlsx"
ok $? "a workbook"
"$moothall" report "$name" --as clerk --format pdf -o "$tmp/m.pdf"
"$src/tests/tools/pdfua-check" "$tmp/m.pdf" >"$tmp/out"
ok $? "the PDF is PDF/UA: $(grep -v '^pass' "$tmp/out" | head -n 2)"

pack=$("$moothall" pack minuted-2017-03-14 | pdftotext -layout - - | tr -s ' \n\f' ' ')
has "$pack" 'With 16 votes for and 1 against, the motion was carried.' "the pack of the next meeting prints them"
has "$pack" 'To confirm the minutes of 24 January 2017 Page' "... and its agenda says where"
has "$("$moothall" report meetings/minuted-2017-03-14/pack --format html --as member)" 'With 16 votes for and 1 against' "so does its page"
lacks "$("$moothall" report meetings/minuted-2017-03-14/pack --format html --as member)" 'Xyzzy' "... without what is exempt"
"$moothall" pack minuted-2017-03-14 -o "$tmp/pack.pdf"
"$src/tests/tools/pdfua-check" "$tmp/pack.pdf" >"$tmp/out"
ok $? "the pack is PDF/UA: $(grep -v '^pass' "$tmp/out" | head -n 2)"
has "$("$moothall" report meetings/$meeting --format html)" "/meetings/$meeting/minutes" "the page of the meeting leads to its minutes"
tap_done
