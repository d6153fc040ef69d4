#!/bin/sh
# A name is a name: what would be Markdown, a directive, HTML or a formula in it is shown as it stands, wherever
# the indicator is: under its own name, above its commentary, in a paper.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
name='=1+1 **bold** _less_ `code` [link](javascript:alert(1)) {{figure 99.9}} <b onclick=x>&amp; # head | cell'
shown='=1+1 **bold** _less_ `code` [link](javascript:alert(1)) {{figure 99.9}} &lt;b onclick=x&gt;&amp;amp; # head | cell'

mkdir -p "$tmp/in/papers"
python3 - "$src/sql/demo/indicators.csv" "$name" >"$tmp/in/indicators.csv" <<'END'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8')))
out = csv.writer(sys.stdout)
out.writerow(rows[0])
for row in rows[1:]:
    if row[0] in ('7.2', '2.3'):
        out.writerow([row[0], sys.argv[2] + ' ' + row[0]] + row[2:])
END
printf 'committee,name\nmade-up,Made-up Committee\n' >"$tmp/in/committees.csv"
printf 'committee,person,capacity,voting,from,to\nmade-up,Mrs First,Chairman,yes,,\n' >"$tmp/in/seats.csv"
printf 'committee,meeting,date,time,venue,link,published\nmade-up,made-up-1,2017-03-01,10:00,Room 1,,2017-02-20\n' >"$tmp/in/meetings.csv"
printf 'meeting,item,title,kind,exempt_paragraph,lead,report\nmade-up-1,1,"%s",report,,,names.md\n' "$name" >"$tmp/in/agenda.csv"
printf '# Names\n\nOf {{figure 7.2 2017-01}}.\n\n{{card 7.2 period=2017-01}}\n\n{{chart 2.3 period=2017-01}}\n' >"$tmp/in/papers/names.md"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "names that are full of signs: $(tail -n 1 "$tmp/out")"

# html ADDRESS: shown as it stands, and nothing of it is markup.
html() {
	"$moothall" report "$@" --format html >"$tmp/page" 2>&1
	ok $? "$1"
	grep -qF -- "$shown" "$tmp/page"
	ok $? "... has the name as it is written"
	! grep -nE '<strong>bold|<em>less|<code>code|href="javascript|<b onclick|there is no indicator' "$tmp/page" >"$tmp/said"
	ok $? "... and nothing of it is more than words$(cat "$tmp/said")"
}
section=$(python3 -c 'import csv, sys, re
print(next(re.sub("[^a-z0-9]+", "-", r["section"].lower()).strip("-") for r in csv.DictReader(open(sys.argv[1])) if r["ref"] == "7.2"))' "$src/sql/demo/indicators.csv")
html "performance/sections/$section"
grep -q '^<h3[^>]*>=1+1 [*][*]bold' "$tmp/page"
ok $? '... above its analysis'
html performance
html performance/summary
html performance/indicators/7.2
html performance/cards/7.2
html performance/exceptions
html meetings/made-up-1/pack
html meetings/made-up-1
"$moothall" pack made-up-1 -o "$tmp/pack.pdf" 2>"$tmp/out"
ok $? "the pack of the meeting: $(cat "$tmp/out")"
pdftotext "$tmp/pack.pdf" - | tr -s ' \n' ' ' >"$tmp/text"
grep -qF -- '**bold** _less_ `code` [link](javascript:alert(1)) {{figure 99.9}} <b onclick=x>&amp; # head | cell' "$tmp/text"
ok $? '... has it as it is written'
! qpdf --qdf --object-streams=disable "$tmp/pack.pdf" - | grep -a 'URI (javascript' >"$tmp/said"
ok $? "... and no link of it"
"$moothall" report performance/summary --format csv | grep -F "'=1+1" >"$tmp/said"
ok $? "in CSV no spreadsheet runs it"
tap_done
