#!/bin/sh
# A pack with a paper that came when it was out: its pages have letters, and those after it keep their numbers.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
meeting=childrens-services-2027-05-11

mkdir -p "$tmp/in/papers"
printf 'First.\n' >"$tmp/in/papers/first.md"
printf 'Late.\n\n{{page-break}}\n\nLater.\n' >"$tmp/in/papers/late.md"
printf 'Third.\n' >"$tmp/in/papers/third.md"
printf 'committee,meeting,date,time,venue,published\nchildrens-services,%s,2027-05-11,10:00,Hall,2026-05-01\n' "$meeting" \
	>"$tmp/in/meetings.csv"
# agenda DAY: with the middle item published then
agenda() {
	{
		echo meeting,item,title,kind,report,published,late_reason
		echo "$meeting,1,First,report,first.md,2026-05-01,"
		[ -z "$1" ] || echo "$meeting,1a,Late,report,late.md,$1,A court decided"
		echo "$meeting,2,Third,report,third.md,2026-05-01,"
	} >"$tmp/in/agenda.csv"
	"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1 || sed 's/^/# /' "$tmp/out"
}
# number WORDS: what is printed at the foot of the page that says them in a line of their own
pack() {
	"$moothall" pack "$meeting" -o "$tmp/pack.pdf"
	pages=$(pdfinfo "$tmp/pack.pdf" | awk '$1 == "Pages:" { print $2 }')
	for page in $(seq "$pages"); do pdftotext -raw -f "$page" -l "$page" "$tmp/pack.pdf" "$tmp/page-$page"; done
}
number() { tr -d '\f' <"$(grep -l -x "$1" "$tmp"/page-* | head -1)" | grep -xE '[0-9]+[a-z]*' | tail -1; }

agenda ''
pack
first=$(number First.) third=$(number Third.)
is "$((third - first))" 1 "the third paper is on the page after the first"
agenda 2026-05-04
rm -f "$tmp"/page-*
pack
is "$(number First.)" "$first" "when one has come between them the first keeps its number"
is "$(number Late.) $(number Later.)" "${first}a ${first}b" "... its pages have letters"
is "$(number Third.)" "$third" "... and the third keeps its own"
qpdf --json --json-key=pagelabels "$tmp/pack.pdf" >"$tmp/labels"
is "$(python3 -c '
import json, sys
print([(l["label"].get("/P", "").removeprefix("u:"), l["label"].get("/S"), l["label"]["/St"]) for l in json.load(open(sys.argv[1]))["pagelabels"]])
' "$tmp/labels")" "[('Cover', None, 1), ('', '/D', 2), ('$first', '/a', 1), ('', '/D', $third)]" "viewers call them so too"
has "$(pdftotext -layout "$tmp/pack.pdf" - | tr -s '\n .' ' ')" "Late ${first}a" "the contents name the page"

# A pack that was published on the site: whatever grows before a part, it begins with the number that it had.
meeting=childrens-services-2027-06-08
large() {
	"$moothall" pack "$meeting" --large-print -o "$tmp/pack.pdf"
	rm -f "$tmp"/page-*
	pages=$(pdfinfo "$tmp/pack.pdf" | awk '$1 == "Pages:" { print $2 }')
	for page in $(seq "$pages"); do pdftotext -raw -f "$page" -l "$page" "$tmp/pack.pdf" "$tmp/page-$page"; done
}
again() { rm -f "$tmp"/page-* && pack; }
printf 'committee,meeting,date,time,venue,published\nchildrens-services,%s,2027-06-08,10:00,Hall,2026-05-01\n' "$meeting" \
	>"$tmp/in/meetings.csv"
# items WORDS [ITEM]
items() {
	{
		echo meeting,item,title,kind,report,published,words,late_reason
		echo "$meeting,1,First,report,first.md,2026-05-01,$1,"
		[ -z "${2-}" ] || echo "$meeting,$2,Late,report,late.md,2026-05-04,,A court decided"
		echo "$meeting,2,Third,report,third.md,2026-05-01,,"
	} >"$tmp/in/agenda.csv"
	"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1 || sed 's/^/# /' "$tmp/out"
}
# publish [WHY]
publish() { "$moothall" publish "$meeting" --despite 'It is made up' ${1:+--replace "$1"} >"$tmp/out" 2>&1 || sed 's/^/# /' "$tmp/out"; }
items ''
publish
again
first=$(number First.) third=$(number Third.)
large
big=$(number First.) bigger=$(number Third.)
is "$((first > 2 && third > first && bigger > big))" 1 "a pack is published: $first, $third, in large print $big, $bigger"
printf 'First.\n\n{{page-break}}\n\nMore.\n\n{{page-break}}\n\nStill more.\n' >"$tmp/in/papers/first.md"
items "$(python3 -c 'print("Words of the agenda that fill more than a page of it. " * 150)')" 1a
publish 'More was to say'
again
is "$(number First.) $(number Third.)" "$first $third" "front pages that grow, a paper that grows and a late item leave the numbers of the parts"
is "$(number More.) $(number 'Still more.') $(number Late.) $(number Later.)" "${first}a ${first}b ${first}c ${first}d" "... their pages have letters"
front=$((first - 2)) # before the matters outstanding
grep -l -x "${front}a" "$tmp"/page-* >/dev/null
ok $? "... those of the front pages too"
qpdf --json --json-key=pagelabels "$tmp/pack.pdf" >"$tmp/labels"
is "$(python3 -c '
import json, sys
print([(l["label"].get("/P", "").removeprefix("u:"), l["label"].get("/S"), l["label"]["/St"]) for l in json.load(open(sys.argv[1]))["pagelabels"]])
' "$tmp/labels")" "[('Cover', None, 1), ('', '/D', 2), ('$front', '/a', 1), ('', '/D', $((front + 1))), ('$first', '/a', 1), ('', '/D', $third)]" \
	"... and viewers call them so"
large
is "$(number First.) $(number Third.)" "$big $bigger" "large print keeps its own"
"$moothall" report "meetings/$meeting/pack" --format html >"$tmp/twin.html"
grep -q ">Page ${first}d</a>" "$tmp/twin.html" && grep -q ">Page $third</a>" "$tmp/twin.html"
ok $? "the page calls them as paper does"
items '' 1a
printf 'First.\n' >"$tmp/in/papers/first.md"
"$moothall" import --release "$tmp/in" >/dev/null 2>&1
publish 'Less was to say'
again
is "$(number First.) $(number Late.) $(number Later.) $(number Third.)" "$first ${first}c ${first}d $third" \
	"what becomes shorter leaves numbers out, and a supplement keeps its own"
tap_done
