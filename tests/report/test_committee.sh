#!/bin/sh
# Committees: who sits in which order, meetings, agendas and packs as each reader sees them, and the home page. The
# committee is made up; the vital signs are the demonstration's.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export MOOTHALL_PASSWORD_MEMORY_MB=80

mkdir -p "$tmp/in/papers"
cat >"$tmp/in/committees.csv" <<'END'
committee,name
made-up,Made-up Committee
END
# Nobody stands in the order of the page, and the advisers are apart.
cat >"$tmp/in/seats.csv" <<'END'
committee,person,capacity,voting,from,to
made-up,Mr Plain,Member,yes,,
made-up,Ms Adviser,Adviser: Schools,no,,
made-up,Mr Church,Church representative,yes,,
made-up,Ms Both,Member,yes,,
made-up,Ms Other,Adviser: Health,no,,
made-up,Ms Vice,Vice-Chair,yes,,
made-up,Mr Head,Chair,yes,,
made-up,Mr Gone,Member,yes,,2016-12-31
END
cat >"$tmp/in/meetings.csv" <<'END'
committee,meeting,date,time,venue,link,published
made-up,open,2017-02-01,10:00,County Hall,,2017-01-20
made-up,draft,2017-04-01,11:00,County Hall,https://council.example/live,
made-up,bare,2017-05-01,12:00,County Hall,,
END
cat >"$tmp/in/agenda.csv" <<'END'
meeting,item,title,kind,exempt_paragraph,lead,report
open,1,The first,report,,Director,first.md
open,2,The second,report,,Director,second.md
open,3,The third,report,,Director,
draft,1,A draft,report,,Director,draft.md
END
cat >"$tmp/in/contacts.csv" <<'END'
meeting,item,name,post,phone,email
open,,Ms Clerk,Committee officer,01603 000000,clerk@council.example
END
# The same report twice in one paper and again in the next: each shows what it names.
cat >"$tmp/in/papers/first.md" <<'END'
{{report finance/revenue period=2017-01 table=lines}}

{{report finance/revenue period=2017-01 table=reasons}}

{{report finance/revenue period=2017-01 chart=variance}}
END
cat >"$tmp/in/papers/second.md" <<'END'
{{report finance/revenue period=2015-12 table=lines}}

The total is {{finance la Total variance period=2017-01}}, the rate {{figure 7.2 2017-01}}.

## 1 Homes

Table 1: Homes by their number

| Home | Places | Now |
|---|--:|--:|
| By the sea | 1,204 | {{figure 7.2 2017-01}}[^now] |
| **All** | **1,204** | |

Table 1 is [above](#table-1), and so it stands[^now].

Home
: where a child lives, with *others*

[^now]: The rate, and no count.
END
echo 'Nothing yet.' >"$tmp/in/papers/draft.md"

for role in member committee_officer finance admin auditor chief_officer; do
	printf 'correct horse battery\n' | "$moothall" user add "$role" --role "$role"
done
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "a committee that is made up: $(tail -n 1 "$tmp/out")"
# column TABLE NAME REPORT [OPTION...]: a column of a table, line by line in one.
column() {
	table=$1 name=$2
	shift 2
	"$moothall" report "$@" --format csv --table "$table" 2>&1 | tr -d '\r' | python3 -c '
import csv, sys
print("|".join(row[sys.argv[1]] for row in csv.DictReader(sys.stdin)))' "$name"
}

# Who sits.
is "$(column membership person meetings/open)" "Mr Head|Ms Vice|Mr Plain|Ms Both|Ms Adviser|Ms Other|Mr Church" \
	"the chair first, the vice-chair, members, then bodies together"
is "$(column membership capacity meetings/open)" "Chair|Vice-Chair|Member|Member|Adviser: Schools|Adviser: Health|Church representative" \
	"each in its capacity"
pack=$("$moothall" report meetings/open/pack --format html)
has "$pack" "Advisers (non-voting)" "two of a body are many"
has "$pack" "Church representative</h" "one is one"
has "$pack" "Ms Other (Health)" "what stands behind the colon is the detail"

# Meetings, newest first, as each reader sees them.
is "$(column meetings date meetings --period 2017-05 --as member | tr '|' '\n' | grep -E 'May|April|February' | paste -sd '|')" \
	"1 May 2017|1 April 2017|1 February 2017" "the newest meeting first"
is "$(column meetings state meetings --period 2017-05 --as committee_officer)" \
	"None yet|Draft|Published 6 March 2017|Published 20 January 2017|Published 16 January 2017" "what there is of each agenda"
is "$(column meetings pack meetings --period 2017-05 --as committee_officer)" \
	"no agenda yet|Pack of 1 April 2017|Pack of 14 March 2017|Pack of 1 February 2017|Pack of 24 January 2017" "and each pack"
is "$(column meetings state meetings --period 2017-05 --as member | cut -d '|' -f 1,2)" "Not yet published|Not yet published" \
	"who sees no drafts is not told whether there is one"
has "$("$moothall" report meetings/draft --as member)" "item,title" "its agenda is empty for a member"
has "$("$moothall" report meetings/draft --as member --format html)" "The agenda has not been published yet." "who is told why"
has "$("$moothall" report meetings/bare --as committee_officer --format html)" "No agenda has been entered." "an agenda that is not there"
seen=$("$moothall" report meetings/draft/pack --as member --format html 2>&1)
has "$seen" "has not been published yet, and its papers cannot be read before" "a draft's pack is not read by members"
case $("$moothall" report home --as admin --format html) in
*Meetings* | *meetings*) ok 1 "who may not see meetings is not told that there are none" ;;
*) ok 0 "who may not see meetings is not told that there are none" ;;
esac

printf 'correct horse battery\n' | "$moothall" user add seated --role member --person 'Mr R Smith' 2>/dev/null
has "$("$moothall" report home --as seated --format html)" "Pack of 14 March 2017" "home has the meeting of the committee on which one sits"
has "$("$moothall" report home --as member --format html)" "Pack of 7 October 2020" "... else the newest of any"

# Drafts and what is published.
has "$("$moothall" report meetings/draft/pack --format html)" "This is a draft: the agenda has not been published." "a draft says so"
"$moothall" pack draft -o "$tmp/draft.pdf"
has "$(pdftotext "$tmp/draft.pdf" -)" "DRAFT" "on every page"
has "$pack" "Members' edition. Agenda published 20 January 2017." "what is published says so"
case $("$moothall" pack open | pdftotext - -) in *DRAFT*) ok 1 "and is no draft" ;; *) ok 0 "and is no draft" ;; esac
# The end of the audit trail, in many hands.
head=$("$moothall" pack open | pdftotext - - | tr '\n' ' ' | grep -oE '[0-9]+:[0-9a-f]{32}')
"$moothall" setting spc_side 7
"$moothall" audit verify --head "$head" >/dev/null
is "$?" 0 "a published pack prints where the audit trail ended ($head), which is true"
is "$("$moothall" pack open | sha256sum)" "$("$moothall" pack open | sha256sum)" "... the same in every copy, whatever was noted since"
is "$(pdftotext "$tmp/draft.pdf" - | tr '\n' ' ' | grep -cE '[0-9]+:[0-9a-f]{32}')" 0 "a draft prints none"

# What reports in papers show.
for key in item-1-finance-revenue-2017-01-lines item-1-finance-revenue-2017-01-reasons \
	item-2-finance-revenue-2015-12-lines; do
	is "$(printf '%s' "$pack" | grep -o "id=\"$key\"" | wc -l)" 1 "$key is there, once"
done
for of in "1 2017-01" "2 2015-12"; do
	item=${of% *} period=${of#* }
	"$moothall" report finance/revenue --period "$period" --table lines >"$tmp/alone"
	"$moothall" report meetings/open/pack --table "item-$item-finance-revenue-$period-lines" >"$tmp/inside"
	cmp "$tmp/alone" "$tmp/inside"
	ok $? "the statement of $period is the same in the pack"
done
has "$pack" "Variance by line" "and the chart"
has "$pack" "The total is +9.007, the rate 66.3." "figures in a sentence"
# What is typed in tables, footnotes and definitions.
has "$pack" '>Table 1: Homes by their number</caption>' "a table that is typed has its caption"
is "$(column item-2-table-1 1-home meetings/open/pack)" "By the sea|All" "it is data too"
is "$(column item-2-table-1 3-now meetings/open/pack)" "66.3[1]|" "a figure stands in it"
has "$pack" 'so it stands<a href="#para-1-">[1]</a>' "a footnote is led to from a sentence"
has "$pack" 'id="para-1-"' "... and is there"
has "$(printf '%s' "$pack" | tr -d '\n')" '<dt>Home</dt><dd>where a child lives, with <em>others</em></dd>' "a definition"
"$moothall" pack open -o "$tmp/open.pdf"
text=$(pdftotext -layout "$tmp/open.pdf" - | tr -s ' ')
has "$text" ' By the sea 1,204 66.3[1]' "on paper"
has "$text" '[1] The rate, and no count.' "... with the footnote"
has "$text" 'where a child lives, with others' "... and the definition"
"$src/tests/tools/pdfua-check" "$tmp/open.pdf" >"$tmp/seen"
ok $? "... tagged: $(tail -n 1 "$tmp/seen")"
has "$pack" "To follow." "a paper that has not come"
has "$pack" "clerk@council.example" "whom to ask"

# The vital signs: worst first, in the order of people, each a way to its indicator.
home=$("$moothall" report home --as member --format html)
is "$(printf '%s' "$home" | grep -o 'tile-title"><a href="/performance/indicators/[^?]*' | sed 's|.*/||' | paste -sd '|')" \
	"2.7|5.5|6.14|7.2|7.11|ECL-5|LH-2|VS-4|7.12|CPS-6|S2.2|VS-1" "7.2 stands before 7.11"
has "$home" "8 Red, 1 Amber, 3 Green." "they are counted"
is "$(printf '%s' "$home" | grep -o 'class="tile tile-[a-z]*' | sed 's/.*-//' | uniq -c | sed 's/^ *//' | paste -sd '|')" "8 red|1 amber|3 green" "red ones first"
has "$(printf '%s' "$home" | grep -A 9 'PEP - %' | tr '\n' ' ')" "Dec-16: Target 100%; better than Sep-16 (81.2%)" "what is measured by the term stands at the end of a quarter: 83.2 after 81.2"
is "$(column flipped name home --as member)" "Re-referrals - % (in-month)|% children on child protection plans seen within timescales" "what is rated otherwise than in December: 20.0 to 23.8, 90.7 to 89.1"
is "$(column falling name home --as member)" "LAC - Rate per 10K Under-18s|Percentage of Children Starting to be looked-after who have previously been looked-after" "63.1, 64.6, 65.5, 66.3 and 17.4, 20.4, 20.6, 20.7: worse three times"
case $home in *"higher than Dec-16 (70.6%)"*) ok 1 "nothing is said across a change of definition" ;; *) ok 0 "nothing is said across a change of definition" ;; esac
is "$(column variances line_name home --as finance | cut -d '|' -f 1)" "Looked After Children - Agency Residential" "finance: the line furthest from its budget, 6.945 over"
"$moothall" user invite waits --name 'Ms Waits' --role member >/dev/null 2>&1
is "$(column people name home --as admin)" "Waiting for their invitation|Ms Waits" "an administrator sees whose account needs something"
# Agency Fostering has no movement: its line is named as not known, and the largest are -1.818, 0.380, 0.290.
is "$(column moved line_name home --as finance)" "Grants and reserves adjustment|Looked After Children - Agency Residential|Unregulated Accommodation for 16/17 year olds|In-house LAC fostering|Residence/ kinship payments|All lines" "finance: the forecasts that moved most, the furthest first"
has "$("$moothall" report home --as finance --format html)" "Cost centres: 1 of December 2015 has no budget line" "... and how many cost centres have no line"
has "$("$moothall" report home --as seated --format html)" ">Where you sit<" "a member's committees"
is "$(column committees capacity home --as seated)" "Chairman" "... and as what"
case $home in *"Where you sit"* | *"Your notes"*) ok 1 "who has no seat and no notes is told of none" ;; *) ok 0 "who has no seat and no notes is told of none" ;; esac
trail=$("$moothall" report home --as auditor --format html)
has "$trail" 'href="/audit?event=export">' "an auditor is led to what was exported"
has "$trail" "nothing was changed, removed, moved or put in" "... and when the trail was verified, as above"
has "$("$moothall" report home --as admin --format html)" "every event is chained" "an administrator sees how the installation is"
has "$("$moothall" report home --as chief_officer --format html)" "No paper waits for you." "a chief officer is told that none is to be signed"
for table in led unreleased missing variances moved people timetable risks; do
	is "$("$moothall" report home --as member --table $table 2>/dev/null)" "" "... none of what others come to do ($table)"
done
has "$home" '<a href="/performance/indicators/7.2?area=norfolk&amp;to=2017-01">' "a name leads to its indicator"
case $("$moothall" report home --as auditor --format html) in
*"Vital signs"* | *"What changed"*) ok 1 "who sees no figures has no empty table of them" ;;
*) ok 0 "who sees no figures has no empty table of them" ;;
esac
# What the council calls its committee.
label() { "$moothall" report meetings --format json | grep -o '"key": "committee", "label": "[^"]*"' | sort -u; }
is "$(label)" '"key": "committee", "label": "Committee"' "a committee is called so"
printf 'word,text\ncommittee,panel\n' >"$tmp/words.csv"
"$moothall" import --release council_words "$tmp/words.csv" >/dev/null 2>&1
is "$(label)" '"key": "committee", "label": "Panel"' "... or as the council says"
tap_done
