#!/bin/sh
# pdf.sh: what other programs make of our PDFs. Needs qpdf, poppler-utils and python3-pikepdf.
set -u
sample=./tests/out/pdf_sample
tools=${srcdir:-.}/tests/tools
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

# Words stand between the margins (1 point is for rounding) and on the paper.
inside() {	# inside FILE MARGIN
	pdftotext -bbox "$1" "$tmp/bbox" && awk -F'"' -v margin=$(($2 - 1)) '
		/<page / { width = $2; height = $4 }
		/<word / && ($2 < margin || $6 > width - margin || $4 < 5 || $8 > height - 5) {
			print "# outside: " $0
			bad = 1
		}
		END { exit bad }' "$tmp/bbox"
}

margin_of() {	# of a plan
	case $1 in
	a4) echo 56 ;; large) echo 44 ;; narrow) echo 30 ;; tiny) echo 40 ;; huge) echo 60 ;;
	esac
}

# One document: well formed, the same twice, its fonts in it, nothing beyond the margins, tagged as
# PDF/UA-1 wants it, its tables those of the page on the screen.
look() {	# look NAME [PLAN]
	file=$tmp/$1.pdf
	plan=${2-a4}
	$sample "$1" "$file" "$plan" >"$tmp/words"
	is "$1 is written ($plan)" $?
	$sample "$1" "$tmp/again" "$plan" >/dev/null && cmp -s "$file" "$tmp/again"
	is "$1 is the same twice" $?
	pdftotext -raw "$file" "$tmp/text" 2>"$tmp/err" && [ ! -s "$tmp/err" ]
	is "$1 makes poppler say nothing" $?
	# what other programs say of it they have said of the same file without sanitizers
	[ -z "${MOOTHALL_SANITIZED-}" ] || return 0
	qpdf --check "$file" >/dev/null 2>&1
	is "$1 passes qpdf" $?
	pdffonts "$file" 2>"$tmp/err" | awk 'NR > 2 && $(NF - 4) $(NF - 3) $(NF - 2) != "yesyesyes" { bad = 1 }
		END { exit NR < 3 || bad }' && [ ! -s "$tmp/err" ]
	is "$1 has its fonts, cut down, with Unicode" $?
	inside "$file" "$(margin_of "$plan")"
	is "$1 keeps to the margins" $?
	"$tools/pdfua-check" "$file" >"$tmp/said" 2>&1
	is "$1 passes the checks of PDF/UA-1" $?
	grep -v '^pass' "$tmp/said" | sed 's/^/# /'
	lists=
	case $plan in large | huge) lists=--lists ;; esac
	"$tools/pdf_twin" $lists "$file" "$file.html" >"$tmp/said" 2>&1
	is "$1 has the tables of its page, cell by cell" $?
	sed 's/^/# /' "$tmp/said"
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
tr '\n' ' ' <"$tmp/text" | grep -q "see appendix A, page $pages\."
is "... and so has a link in the text" $?
pdftotext -layout "$tmp/pack.pdf" - | grep -q '5.1  *The committee'
is "a paragraph has its number" $?
pdftotext -layout "$tmp/pack.pdf" - | grep -q 'Beside  *One another'
is "columns stand side by side" $?
labels=$(qpdf --qdf --object-streams=disable "$tmp/pack.pdf" - | tr -d '\n' | grep -a -o '/PageLabels.\{200\}')
case $labels in *"/P (Cover)"*"/S /D"*"/St 2"*) true ;; *) false ;; esac
is "pages are labelled as they are numbered" $?
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

look pack large
has "large print has all of its text" "the figures for 2016-17 are"
pdftotext -bbox-layout "$tmp/pack.pdf" - | grep -q '<line [^>]*yMin'
pdftotext -raw "$tmp/pack.pdf" - | tr '\n' ' ' | grep -q 'No risk is open'
is "... to its end" $?

look hard
[ "$(tr -d '\n ' <"$tmp/text" | grep -o w | wc -l)" -ge 500 ]
is "a word of 500 letters is whole" $?
[ "$(tr '\n' ' ' <"$tmp/text" | grep -o 'All work and no play' | wc -l)" -gt 700 ]
is "a cell of 20,000 characters is there" $?
# The font's sign is drawn, what it stands for is what is read out, and the end of the document says so.
has "what no font has is still there as text" "Fallback 😀 here, Han 漢, Hebrew "
pdftotext -raw "$tmp/hard.pdf" - | tr '\n' ' ' | grep -q 'stands for each of these: U+1F600, U+6F22, U+05E9'
is "... and named at the end" $?
pdftotext -raw "$tmp/hard.pdf" - | tr '\n' ' ' | grep -q 'from right to left, which is not printed'
is "... with what runs from right to left" $?
has "letters with accents are whole" "Llanfŵyr; ŵ ŷ Ẁ é"
pdftotext -layout "$tmp/hard.pdf" - | grep -q '50,059'
is "the last of 3,000 cells is there" $?

# 205, 254 and 259 once put a heading of landscape width onto a portrait page.
# A pack of 5,000 pages and more.
./tests/bench/pdf_bench pages 5400 "$tmp/long.pdf" >/dev/null
is "5,000 pages are written" $?
pages=$(pdfinfo "$tmp/long.pdf" | awk '$1 == "Pages:" { print $2 }')
[ "$pages" -ge 5000 ]
is "... and there" $?
pdftotext -f "$pages" -l "$pages" -raw "$tmp/long.pdf" - | grep -q -x "$pages"
is "... to the last number" $?
rm -f "$tmp/long.pdf"

set -- a4 large narrow tiny huge
for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 205 254 259; do
	look "$seed" "$1"
	set -- "$@" "$1"
	shift
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
