#!/bin/sh
# check.sh PACK: what other people's tools say of a pack that was written. Prints TAP.
pack=$1
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
count=0 failures=0
check() {
  words=$1
  shift
  count=$((count + 1))
  if "$@" >"$tmp/said" 2>&1; then
    echo "ok $count - $words"
  else
    failures=$((failures + 1))
    echo "not ok $count - $words"
    head -n 20 "$tmp/said" | sed 's/^/# /'
  fi
}
says() { grep -qiF -e "$1" "$tmp/text"; }
# what is published has no DRAFT on it; what is not, on every page
says_status() {
  drafts=$(pdftotext -raw "$pack" - | grep -c -x DRAFT) || :
  if grep -q 'Agenda published' "$tmp/text"; then
    [ "$drafts" -eq 0 ]
  else
    [ "$drafts" -eq "$(sed -n 's/^Pages: *//p' "$tmp/info")" ]
  fi
}
# every line below the two of the heading: embedded, subset, with a way back to Unicode
fonts_good() {
  awk 'NR > 2 { n++; if ($(NF - 4) != "yes" || $(NF - 3) != "yes" || $(NF - 2) != "yes") { print; bad = 1 } }
    END { exit bad || n == 0 }' "$tmp/fonts"
}
no_type3() { ! grep -q 'Type 3' "$tmp/fonts"; }
info() { grep -q "^$1" "$tmp/info"; }
nothing_lost() { ! grep -q "$(printf '\357\277\275')" "$tmp/text"; }
# a page has its number once, the numbers run on, and nothing is printed outside the sheet
pages_run_on() {
  pages=$(sed -n 's/^Pages: *//p' "$tmp/info")
  [ "$pages" -gt 1 ] && n=2 || return 1
  while [ "$n" -le "$pages" ]; do
    pdftotext -f "$n" -l "$n" -layout "$pack" - | grep -qw "$n" || { echo "page $n"; return 1; }
    n=$((n + 1))
  done
}
bookmarks() { qpdf --json --json-key=outlines "$pack" | grep -q '"title"'; }
inside() {
  pdftotext -bbox "$pack" "$tmp/boxes" || return 1
  awk -F'"' '/<page/ { w = $2; h = $4 }
    /<word/ { if ($2 < 0 || $4 < 0 || $6 > w + 0.5 || $8 > h + 0.5) { print; bad = 1 } }
    END { exit bad }' "$tmp/boxes"
}

pdffonts "$pack" >"$tmp/fonts" 2>&1
pdfinfo "$pack" >"$tmp/info" 2>&1
pdftotext -layout "$pack" "$tmp/text"
check 'qpdf finds nothing wrong' qpdf --check "$pack"
check 'fonts are embedded, subset and map to Unicode' fonts_good
check 'no bitmap fonts' no_type3
check 'it has a title' info 'Title: *[A-Za-z]'
check 'it is tagged' info 'Tagged: *yes'
check 'bookmarks' bookmarks
check 'one run of page numbers' pages_run_on
check 'nothing is cut off at the margin' inside
check 'it says that it is published, or DRAFT on every page' says_status
# the computed figures among them: the LAC rate, the revenue statement's total
for text in '£' '▲' '◆' '●' '↑' '↓' 66.3 +9.007 Red 'Matters outstanding' Contents; do
  check "\"$text\" comes out as text" says "$text"
done
check 'no character is lost' nothing_lost
echo "1..$count"
[ "$failures" -eq 0 ]
