#!/bin/sh
# A second council, by its folder alone: every report of the table of reports is there with figures, or says which
# import would fill it; and nothing of the first demonstration's council is in any answer.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --empty "$0" "$@"
fi
src=$(cd "${srcdir:-.}" && pwd)
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
demo=$src/sql/demo-blackpool
mkdir "$tmp/answers"

# Set up as an operator does it.
./moothall migrate 2>/dev/null &&
	./moothall import --release areas "$demo/areas.csv" >"$tmp/said" 2>&1 &&
	./moothall council blackpool >>"$tmp/said" 2>&1 &&
	./moothall import --release "$demo" >>"$tmp/said" 2>&1
ok $? "migrate, areas, council and the folder are all that is needed"
sed 's/^/# /' "$tmp/said"
is "$(grep -ci warning "$tmp/said")" 0 "... nothing in it is warned of"
./tests/page/prepare olive officer,analyst,finance,chief_officer,committee_officer,auditor mary member ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }

# words NAME: what a reader is told, of a page or a problem document.
words() { sed '1,/^\r*$/d' "$tmp/answers/$1" | sed 's/<[^>]*>/ /g; s/&[a-z]*;/ /g' | tr -s ' \n' ' '; }
# filled NAME: a table of the data has a row.
filled() {
	sed '1,/^\r*$/d' "$tmp/answers/$1" | python3 -c 'import json, sys
sys.exit(not any(t["rows"] for t in json.load(sys.stdin)["tables"]))' 2>/dev/null
}
# ask PATH NAME: the answer is kept as NAME, its status in $status.
ask() {
	cgi GET "$1" "$session" </dev/null
	cp "$tmp/answer" "$tmp/answers/$2"
}
# says_what_fills NAME
says_what_fills() { words "$1" | grep -qE 'an import of [a-z_]+( |,|\.)'; }
# good PATTERN ADDRESS WANTED: as a page, as data and on paper. WANTED: figures, what is held of its subject; import,
# which of them would fill it; both; none, that there is no such subject.
good() {
	name=$(echo "$2" | tr / -)
	path=/$2
	[ "$2" != home ] || path=/
	ask "$path" "$name.html"
	page=$status
	[ "$2" != home ] || cp "$tmp/answers/$name.html" "$tmp/answers/$name.json"	# it has no other face
	[ "$2" = home ] || ask "/$2.json" "$name.json"
	is "$status" "$page" "$2: page and data agree"
	has=$(case $page in
	200) ! filled "$name.json" || printf figures ;;
	404) ! words "$name.html" | grep -q 'There is no ' || printf none ;;
	400) ;;
	*) printf 'broken (%s)' "$page" ;;
	esac
	! says_what_fills "$name.html" || { [ "$page" != 200 ] && ! says_what_fills "$name.json"; } || printf import)
	is "$has" "$3" "... $3: $(words "$name.html" | grep -oE '(There is no|No [a-z]+)[^.]*' | head -n 1)"
	! grep -aqwE 'NaN|Infinity|\(null\)' "$tmp/answers/$name.html" "$tmp/answers/$name.json"
	ok $? "... nothing that cannot be said"
	if [ "$page" = 200 ] && grep -F "$1 " "$tmp/table" | grep -q ' pdf$'; then
		ask "/$2.pdf" "$name.pdf"
		sed '1,/^\r*$/d' "$tmp/answer" >"$tmp/out.pdf"
		pdftotext -layout "$tmp/out.pdf" "$tmp/answers/$name.txt" && grep -q '[a-z]' "$tmp/answers/$name.txt"
		ok $? "... on paper ($status)"
	fi
}

./tests/report/reports >"$tmp/table"
# What each report of the table is for this council; a line each that has a subject is asked for all of them.
cat >"$tmp/wanted" <<'END'
home import
committees import
committees/{committee} none
meetings figuresimport
papers import
search
glossary figures
users figures
users/changes figures
users/{username} none
audit figures
erasures
erasures/{erasure} none
risks import
risks/{number} none
finance/key-points import
finance/capital import
finance/revenue import
finance/schools import
finance/revenue/{line} import
finance/schools/{line} import
finance/cost-centres import
finance/cost-centres/{code} none
finance/contributions import
finance/balances import
finance/reserves import
meetings/{meeting} none
meetings/{meeting}/preflight none
meetings/{meeting}/pack none
meetings/{meeting}/minutes none
meetings/{meeting}/questions none
meetings/{meeting}/publications none
actions
resolutions
resolutions/{resolution} none
performance import
performance/commentary import
compare
performance/contacts-by-source import
performance/differences
performance/process import
performance/early-help import
performance/education import
performance/exceptions import
performance/figures figures
performance/indicators figures
performance/quarterly figures
performance/reports figures
performance/summary import
performance/breakdowns/{ref} figures BP-LAC
performance/cards/{ref} figures BP-LAC BP-LAC-R BP-CIN BP-CIN-R BP-EHA
performance/indicators/{ref} figures BP-LAC BP-LAC-R BP-CIN BP-CIN-R BP-EHA
performance/indicators/{ref}/provenance figures BP-LAC BP-LAC-R BP-CIN BP-CIN-R BP-EHA
performance/localities/{ref} figuresimport BP-LAC
performance/scorecards/{name} noneimport education
performance/sections/{section} import children-looked-after children-in-need
END
is "$(sed 's/ .*//' "$tmp/wanted" | sort)" "$(sed 's/ .*//' "$tmp/table" | sort)" "every report of the table is asked for"
sign_in olive
while read -r pattern want subjects; do
	for subject in ${subjects:-nothing}; do
		good "$pattern" "$(echo "$pattern" | sed "s/{[a-z]*}/$subject/")" "$want"
	done
done <"$tmp/wanted"

# The addresses that its pages lead to are there.
cat "$tmp"/answers/*.html | grep -o 'href="/[^"#]*' | sed 's/href="//; s/&amp;/\&/g' |
	grep -v '^/static\|^/sign-out\|\.[a-z]*$\|\.[a-z]*?' | sort -u >"$tmp/links"
broken='' n=0
while read -r path; do
	n=$((n + 1))
	ask "$path" "link-$n.html"
	case $status in
	200) ;;
	404 | 400) says_what_fills "link-$n.html" || broken="$broken $path:$status" ;;
	*) broken="$broken $path:$status" ;;
	esac
done <"$tmp/links"
is "$broken" "" "all $n addresses that its pages lead to are there"

# A member is told the same, and of what only officers see nothing.
sign_in mary
for path in "" risks finance/revenue finance/capital performance performance/quarterly performance/cards/BP-LAC performance/reports; do
	ask "/$path" member.html
	[ "$status" = 200 ] || says_what_fills member.html
	ok $? "a member: /$path ($status)"
done

# Its own figures, as published, and its own words.
has "$(words performance-quarterly.html)" "531 (185.6)" "children looked after, as published"
has "$(words performance-quarterly.html)" "1,932 (675.4)" "children in need"
has "$(words performance-quarterly.html)" "Blackpool" "... of Blackpool"
has "$(words performance-localities-BP-LAC.html)" "wards" "its localities are wards"

# Nothing of the council that the first demonstration is of: itself, its parts, who sits for it.
sed -n '2,$p' "$src/sql/demo/areas.csv" | tr -d '\r"' | awk -F, '$1 != "blackpool" && $1 != "england" {
	print $1; if ($2 != "North" && $2 != "South" && $1 !~ /^eh-/) print $2 }' >"$tmp/names"
printf '%s\n' norwich "edwards room" "county hall" "chamberlin" "childrens-services-2017" >>"$tmp/names"
[ "$(wc -l <"$tmp/names")" -gt 20 ]
ok $? "names to look for"
is "$(grep -aoiFf "$tmp/names" "$tmp"/answers/* | sort | uniq -c | head -n 5)" "" "none of them in all answers"
! grep -E 'Sanitizer|runtime error' "$tmp/errors" >/dev/null
ok $? "nothing was complained of"
tap_done
