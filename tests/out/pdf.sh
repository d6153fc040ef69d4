#!/bin/sh
# pdf.sh: what other programs make of our PDFs. Needs qpdf and poppler-utils.
set -u
sample=./tests/out/pdf_sample
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-pdf.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
count=0 failed=0
is() {	# is WHAT STATUS
	count=$((count + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		failed=1
	fi
}

# Words stand between the margins (56 points; 1 is for rounding) and on the paper.
inside() {
	pdftotext -bbox "$1" "$tmp/bbox" && awk -F'"' '
		/<page / { width = $2; height = $4 }
		/<word / && ($2 < 55 || $6 > width - 55 || $4 < 20 || $8 > height - 20) {
			print "# outside: " $0
			bad = 1
		}
		END { exit bad }' "$tmp/bbox"
}

# One document: well formed, the same twice, its fonts in it, nothing beyond the margins.
look() {
	file=$tmp/$1.pdf
	$sample "$1" "$file" >"$tmp/words"
	is "$1 is written" $?
	$sample "$1" "$tmp/again" >/dev/null && cmp -s "$file" "$tmp/again"
	is "$1 is the same twice" $?
	qpdf --check "$file" >/dev/null 2>&1
	is "$1 passes qpdf" $?
	pdffonts "$file" 2>"$tmp/err" | awk 'NR > 2 && $(NF - 4) $(NF - 3) $(NF - 2) != "yesyesyes" { bad = 1 }
		END { exit NR < 3 || bad }'
	is "$1 has its fonts, cut down, with Unicode" $?
	pdftotext -raw "$file" "$tmp/text" 2>>"$tmp/err" && [ ! -s "$tmp/err" ]
	is "$1 makes poppler say nothing" $?
	inside "$file"
	is "$1 keeps to the margins" $?
}

has() {	# has WHAT TEXT
	grep -q -F -- "$2" "$tmp/text"
	is "$1" $?
}

look pack
has "signs come out as text" "– 66.3 per 10,000 –"
has "pounds come out as text" "£1.2m"
has "shapes and figures come out as text" "▲ 61.4"
has "a tick from the second font comes out as text" "✓"
has "a table says that it goes on" "Vital signs by month (continued)"
has "white cells say what they are" "to come"
has "the empty table says so" "No risk is open."
pages=$(pdfinfo "$tmp/pack.pdf" | awk '$1 == "Pages:" { print $2 }')
has "a cross-reference has its page" "(Page $pages)"
[ "$(grep -c -x DRAFT "$tmp/text")" -eq "$pages" ]
is "every page says DRAFT" $?
pdftotext -f "$pages" -l "$pages" -raw "$tmp/pack.pdf" - | grep -q -x "$pages"
is "the last page has its number" $?
pdfinfo "$tmp/pack.pdf" | grep -q '^CreationDate:.*2017'
is "its date is the document's" $?
pdfinfo "$tmp/pack.pdf" | grep -q '^Tagged: *yes'
is "it is tagged" $?
# The contents' number is that of the page on which the appendix stands.
pdftotext -f 2 -l 2 -layout "$tmp/pack.pdf" - | grep -q "Appendix A *Risk register[ .]* $pages\$"
is "the contents have the appendix's page" $?

look hard
[ "$(tr -d '\n ' <"$tmp/text" | grep -o w | wc -l)" -ge 500 ]
is "a word of 500 letters is whole" $?
[ "$(tr '\n' ' ' <"$tmp/text" | grep -o 'All work and no play' | wc -l)" -gt 700 ]
is "a cell of 20,000 characters is there" $?
pdftotext -layout "$tmp/hard.pdf" - | grep -q '50,059'
is "the last of 3,000 cells is there" $?

# 205, 254 and 259 once put a heading of landscape width onto a portrait page.
for seed in 1 2 3 4 5 6 7 8 9 10 11 12 205 254 259; do
	look "$seed"
	# A word may be broken by a line, or by a page, whose last lines are header and number.
	awk -v RS='\f' -F'\n' '{ for (i = 1; i <= NF - 3; i++) printf "%s", $i }' "$tmp/text" |
		tr -d ' ' | grep -o -F -f "$tmp/words" | sort -u >"$tmp/found"
	lost=$(sort -u "$tmp/words" | comm -23 - "$tmp/found" | head -5 | tr '\n' ' ')
	[ -z "$lost" ]
	is "$seed loses no word" $?
	[ -z "$lost" ] || echo "# lost: $lost"
done
echo "1..$count"
exit $failed
