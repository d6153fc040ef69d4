#!/bin/sh
# What a reader goes by at a glance: DRAFT, the colour of a rating, and what stands first.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
report() { "$moothall" report "$@" | tr -d '\r'; }
# column NUMBER: of CSV on standard input, below its header
column() { python3 -c 'import csv, sys
for row in list(csv.reader(sys.stdin))[1:]: print(row[int(sys.argv[1]) - 1])' "$1"; }

# Meetings of a made-up committee: its officers last in the file, one person in two seats, and a draft.
mkdir -p "$tmp/in/papers"
printf 'committee,name\nmade-up,Made-up Committee\n' >"$tmp/in/committees.csv"
cat >"$tmp/in/seats.csv" <<'END'
committee,person,capacity,voting,from,to
made-up,Ms Third,Member,yes,,
made-up,Mr Adviser,Co-opted adviser: Schools,no,,
made-up,Ms Twice,Parent governor representative,yes,,
made-up,Ms Early,Co-opted adviser: Early Years,no,,
made-up,Mr Second,Vice-Chairman,yes,,
made-up,Mrs First,Chairman,yes,,
END
cat >"$tmp/in/meetings.csv" <<'END'
committee,meeting,date,time,venue,link,published,late_reason
made-up,made-up-old,2016-09-01,10:00,Room 1,,2016-08-22,
made-up,made-up-draft,2017-05-01,10:00,Room 1,,,
made-up,made-up-later,2069-12-31,10:00,Room 1,,2069-12-31,Made up
END
cat >"$tmp/in/agenda.csv" <<'END'
meeting,item,title,kind,exempt_paragraph,lead,report
made-up-old,1,Plans,report,,,plans.md
made-up-draft,1,Plans,report,,,plans.md
made-up-later,1,Plans,report,,,plans.md
END
printf 'Nothing but words.\n' >"$tmp/in/papers/plans.md"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "meetings of a made-up committee"
sed 's/^/# /' "$tmp/out" | head -n 8

# DRAFT is on every page of a pack that is not published, and on none of one that is.
for pair in made-up-draft:every made-up-later:every made-up-old:no childrens-services-2017-03-14:no; do
	"$moothall" pack "${pair%:*}" -o "$tmp/pack.pdf"
	pages=$(pdfinfo "$tmp/pack.pdf" | awk '$1 == "Pages:" { print $2 }')
	[ "${pair#*:}" = every ] || pages=0
	is "$(pdftotext -raw "$tmp/pack.pdf" - | grep -c -x DRAFT)" "$pages" "${pair#*:} page of ${pair%:*} says DRAFT"
done

# What stands first.
is "$(report meetings --table coming | column 1)" "31 December 2069" "what is to come is apart"
is "$(report meetings --period 2017-05 --table meetings | column 1)" "1 May 2017
14 March 2017
24 January 2017
1 September 2016" "... and of what is past the newest is first"
is "$(report meetings/made-up-old --table membership | cut -d, -f1,2 | sed 1d)" "Mrs First,Chairman
Mr Second,Vice-Chairman
Ms Third,Member
Mr Adviser,Co-opted adviser: Schools
Ms Early,Co-opted adviser: Early Years
Ms Twice,Parent governor representative" "the Chair sits first, then the Vice-Chair, members, others by their body; each seat is there"
report performance/exceptions --table exceptions | column 1 >"$tmp/refs"
[ "$(sort -u "$tmp/refs" | grep -c '^1[0-9]\.')" -gt 0 ] && [ "$(sort -u "$tmp/refs" | grep -c '^[2-9]\.')" -gt 0 ]
ok $? "there are exceptions of sections below and above 10"
is "$(cat "$tmp/refs")" "$(sort -V "$tmp/refs")" "... in the order of numbers, not of letters"
# rating and reference: the worst first
report home --format html | grep -oE 'class="tile tile-[a-z]+|indicators/[^?"]*[?"]' | python3 -c 'import re, sys
of = re.findall(r"tile-(\w+)\s+indicators/([^?\"]*)", sys.stdin.read())
print(*(f"{rating.capitalize()},{ref}" for rating, ref in of), sep="\n")' >"$tmp/signs"
for rating in Red Amber Green; do
	grep "^$rating," "$tmp/signs" | cut -d, -f2 >"$tmp/refs"
	is "$(cat "$tmp/refs")" "$(sort -V "$tmp/refs")" "so are the vital signs on home, $rating"
done
is "$(cut -d, -f1 "$tmp/signs" | uniq | paste -s -d ' ')" "Red Amber Green" "... the worst first"
has "$(paste -s -d ' ' "$tmp/signs")" 'Red,7.2 Red,7.11' "... 7.2 before 7.11"

# A rating's word stands on its own colour.
"$moothall" report performance --format pdf -o "$tmp/dashboard.pdf"
is "$(python3 "$src/tests/report/colours.py" "$tmp/dashboard.pdf" | cut -d' ' -f1,2 | grep -v plain)" \
	"Amber amber
Green green
Red red" "on paper each rating has its colour and no other"
tap_done
