#!/bin/sh
# The preflight: what it finds in papers that have faults, and its exit status.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
MOOTHALL_PASSWORD_MEMORY_MB=80 && export MOOTHALL_PASSWORD_MEMORY_MB
meeting=childrens-services-2017-03-14

for role in member committee_officer; do
	printf 'correct horse battery\n' | "$moothall" user add "$role" --role "$role"
done
seen=$("$moothall" preflight $meeting)
is "$?" 0 "the demonstration's pack would not fail"
case $seen in *'item 2: '*) ok 1 "the minutes before are the paper of their item" ;; *) ok 0 "the minutes before are the paper of their item" ;; esac
has "$seen" 'marked [e]: as entered' "figures as entered"
case $seen in *'would fail'*) ok 1 "nothing fails" ;; *) ok 0 "nothing fails" ;; esac
has "$seen" 'all items: to check: 7.1 No. Looked-After Children, Norfolk, January 2017: Its figures disagree: 1,113 is not 1,100 + 42 − 27 = 1,115' "figures that cannot all be right"
january='7.1 No. Looked-After Children, Norfolk, January 2017'
case $seen in *"$january"*"$january"*) ok 1 "once, however often they are printed" ;; *) ok 0 "once, however often they are printed" ;; esac
printf 'committee,meeting,date,time,venue\nchildrens-services,blank,2016-11-16,10:00,County Hall\n' >"$tmp/meetings.csv"
"$moothall" import --release meetings "$tmp/meetings.csv" >/dev/null
seen=$("$moothall" preflight blank)
is "$?" 1 "a meeting without an agenda fails"
is "$seen" 'all items: would fail: Agenda: No agenda has been entered: the pack would hold no papers. Import the agenda of this meeting.' "and is not ready to be published"
"$moothall" preflight --as committee_officer $meeting >/dev/null
is "$?" 0 "a committee officer may ask"
seen=$("$moothall" preflight --as member $meeting 2>&1)
is "$?" 1 "a member may not"
has "$seen" 'only a committee officer may do this' "and is told"
seen=$("$moothall" preflight nowhere 2>&1)
has "$seen" 'there is no meeting "nowhere"' "a meeting that is not there"
"$moothall" report meetings/$meeting/preflight --format csv | head -n 1 | tr -d '\r' >"$tmp/csv"
is "$(cat "$tmp/csv")" 'item,severity,where,problem,advice' "as CSV"
has "$("$moothall" preflight --json $meeting)" '"key": "findings"' "as JSON"

# A paper whose references were good when it came, and which has faults of its own.
mkdir -p "$tmp/papers/papers"
cat >"$tmp/papers/papers/integrated-performance-finance.md" <<'END'
## Strategic impact

The rate was {{figure 7.2 2017-01}}. A letter that no font has: 漢.

#### Too deep

{{card 7.2 period=2016-12}}
END
cat >"$tmp/papers/papers/second.md" <<'END'
There were {{figure 2.1 2017-01}} contacts.

{{report performance period=2017-01}}
END
tr -d '\r' <"$src/sql/demo/agenda.csv" | sed 's/,minutes,,,,$/,minutes,,,second.md,/' >"$tmp/papers/agenda.csv"
echo "$meeting,9,What comes later,report,,,," >>"$tmp/papers/agenda.csv"
cat >"$tmp/papers/commentary.csv" <<'END'
indicator,period,kind,text
7.2,2016-11,action,Written in November.
END
"$moothall" import --release "$tmp/papers" >"$tmp/out" 2>&1
ok $? "papers with faults"
sed 's/^/# /' "$tmp/out"
seen=$("$moothall" preflight $meeting)
is "$?" 1 "something would fail"
has "$seen" 'item 8: would fail: Heading “Too deep”: It skips a level' "a level that is skipped"
has "$seen" 'item 8: would fail: The layout: No font has the character U+6F22' "a letter without a glyph"
has "$seen" 'item 8: to check: Report card 7.2: The commentary “action” was written for November 2016; the figures are of December 2016.' "old commentary"
case $seen in *disagree*) ok 1 "figures that no paper prints are of no concern" ;; *) ok 0 "figures that no paper prints are of no concern" ;; esac
case $seen in *'item 2: to check: Agenda'*) ok 1 "a paper that came is not to follow" ;; *) ok 0 "a paper that came is not to follow" ;; esac
has "$seen" 'item 9: to check: Agenda: Its paper is to follow.' "a paper that is to follow"

# Figures before their release, for those who see them.
printf 'indicator,area,period,value,status\n2.1,norfolk,2017-01,9999,provisional\n' >"$tmp/observations.csv"
"$moothall" import observations "$tmp/observations.csv" >/dev/null
seen=$("$moothall" preflight $meeting)
has "$seen" 'item 2: would fail: Text “There were 9,999' "a figure that is not released"
has "$seen" 'marked [p]: provisional' "a provisional one"

# A reference that no longer resolves hides nothing of the other papers.
psql -qX -c "UPDATE moothall.paper SET text = 'Gone: {{figure 2.1 1999-01}}' WHERE paper = 'second.md'"
seen=$("$moothall" preflight $meeting)
is "$?" 1 "a reference that does not resolve fails"
has "$seen" 'item 2: would fail: Paper second.md: The pack cannot be made: line 1: ' "and is named"
has "$seen" 'item 8: would fail: Heading “Too deep”' "the other paper is looked at all the same"
psql -qX -c "UPDATE moothall.paper SET text = '{{report performance period=1999-01}}' WHERE paper = 'second.md'"
seen=$("$moothall" preflight $meeting)
has "$seen" 'item 2: would fail: Paper second.md' "so is a report that the database refuses"
has "$seen" 'item 8: would fail: Heading “Too deep”' "and it too hides nothing"
psql -qX -c "UPDATE moothall.paper SET text = 'See [there](#item-77-gone)' WHERE paper = 'second.md'"
seen=$("$moothall" preflight $meeting)
is "$?" 1 "a link to what is in no paper fails"
has "$seen" 'all items: would fail: The pack: It cannot be made: paper of item 2: line 1: there is no "#item-77-gone"' "and is named"
tap_done
