#!/bin/sh
# Clear days before a meeting, for every day from 2015 to 2035, against a count made apart; what an import refuses, and what
# preflight, page and pack say of what is late.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sql() { PGUSER=postgres PGOPTIONS='-c search_path=moothall_code,moothall -c jit=off' psql -qAtX -v ON_ERROR_STOP=1 -F ' ' -c "$1"; }

# The bank holidays of the demonstration against the rules, and days that were proclaimed.
"$src/tests/sql/notice.py" holidays 2015 2028 >"$tmp/wanted"
tail -n +2 "$src/sql/demo/bank_holidays.csv" | cut -d, -f1 | cmp -s - "$tmp/wanted"
ok $? "the bank holidays of 2015 to 2028 are those of the rules"
{
	echo date,name
	{ "$src/tests/sql/notice.py" holidays 2014 2014; "$src/tests/sql/notice.py" holidays 2029 2036; } | sed 's/$/,by the rules/'
} >"$tmp/bank_holidays.csv"
"$moothall" import --release bank_holidays "$tmp/bank_holidays.csv" >/dev/null 2>&1
ok $? "those of the year before and of later years"

# A meeting on every day: the last day on which an agenda has 1 or 5 clear days, and the clear days of 40 publications.
"$src/tests/sql/notice.py" counts 2015-01-01 2035-12-31 >"$tmp/wanted"
sql "SELECT d::date, publish_by(d::date, 1), publish_by(d::date, 5), clear_days(d::date - 7 - extract(day FROM d)::integer, d::date)
     FROM generate_series('2015-01-01'::date, '2035-12-31', '1 day') d ORDER BY d" >"$tmp/seen"
is "$(wc -l <"$tmp/seen")" "$(wc -l <"$tmp/wanted")" "every day from 2015 to 2035"
diff "$tmp/wanted" "$tmp/seen" >"$tmp/diff"
ok $? "is counted as apart: $(head -n 3 "$tmp/diff" | tr '\n' ' ')"
is "$(sql "SELECT clear_days('2017-03-06', '2017-03-14'), publish_by('2017-03-14', 5)")" "5 2017-03-06" \
	"Tuesday 14 March 2017, published Monday 6 March: exactly five"
is "$(sql "SELECT clear_days('2017-03-14', '2017-03-14'), clear_days('2017-03-20', '2017-03-14')")" "0 0" "none from the day itself on"
is "$(sql "SELECT holidays_known('2017-03-14'), holidays_known('2041-03-14')")" "t f" "beyond what is known nothing is certain"

# refused COLUMN EXPECTED: what the files of $tmp/in lead to
refused() {
	seen=$("$moothall" import --dry-run "$tmp/in" 2>&1)
	is "$?" 1 "$3"
	has "$seen" "$1" "... the column"
	has "$seen" "$2" "... what is expected"
}
mkdir -p "$tmp/in"
printf '%s\n' committee,meeting,date,time,venue,published,late_reason \
	'childrens-services,late,2017-03-14,10:00,Hall,2017-03-07,' >"$tmp/in/meetings.csv"
refused 'published' '5 clear working days before the meeting on 14 March 2017, 6 March 2017 or earlier' "an agenda published a day late"
sed -i 's/2017-03-07/2017-03-15/' "$tmp/in/meetings.csv"
refused 'published' 'on or before 14 March 2017, the day of the meeting' "... after the meeting"
printf '%s\n' committee,meeting,date,time,venue,published,late_reason \
	'childrens-services,late,2017-03-14,10:00,Hall,2017-03-08,The county hall was closed for snow.' >"$tmp/in/meetings.csv"
printf '%s\n' meeting,item,title,kind,published,late_reason late,1,First,report,, late,2,Second,report,2017-03-09, >"$tmp/in/agenda.csv"
refused 'published' '5 clear working days before the meeting on 14 March 2017' "an item that is late"
sed -i 's/2017-03-09,/&The auditor wrote on 8 March./' "$tmp/in/agenda.csv"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "with their reasons they come in: $(tail -n 1 "$tmp/out")"

page=$("$moothall" report meetings/late --format html)
has "$page" 'published 8 March 2017, 3 clear working days before the meeting' "the page says how many clear days there are"
has "$page" 'The county hall was closed for snow.' "... and why so few"
has "$page" 'Published 9 March 2017, 2 clear working days before the meeting. The auditor wrote on 8 March.' "... and of an item"
text=$("$moothall" pack late | pdftotext -layout - - | tr -s ' \n' ' ')
has "$text" 'This agenda was published 8 March 2017, 3 clear working days before the meeting. The county hall was closed for snow.' "so does the pack"
has "$text" 'Second To follow. Published 9 March 2017, 2 clear working days before the meeting. The auditor wrote on 8 March.' "... in its agenda"
seen=$("$moothall" preflight late)
has "$seen" 'all items: to check: Notice: The agenda is published 3 clear working days before the meeting, and not 5 clear working days before it. The pack prints the reason: “The county hall was closed for snow.”' "preflight"
has "$seen" 'item 2: to check: Notice: It is published on 9 March 2017' "... of the item"
case $("$moothall" preflight childrens-services-2017-03-14) in *Notice*) ok 1 "what is in time is no finding" ;; *) ok 0 "what is in time is no finding" ;; esac

# A meeting to come: an item that is added after the publication is published today.
rm "$tmp/in"/*
day=$(sql "SELECT today() + 3")
printf '%s\n' committee,meeting,date,time,venue,published "childrens-services,soon,$day,10:00,Hall,$(sql 'SELECT today() - 20')" >"$tmp/in/meetings.csv"
printf '%s\n' meeting,item,title soon,1,First >"$tmp/in/agenda.csv"
refused 'published' 'late_reason says why' "an item that is added late"
printf '%s\n' meeting,item,title,published "soon,1,First,$(sql 'SELECT today() - 20')" >"$tmp/in/agenda.csv"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "one that was there with the agenda is not late"
printf '%s\n' committee,meeting,date,time,venue "childrens-services,draft,$(sql 'SELECT today() + 2'),10:00,Hall" >"$tmp/in/meetings.csv"
rm "$tmp/in/agenda.csv"
"$moothall" import --release "$tmp/in" >/dev/null 2>&1
seen=$("$moothall" preflight draft)
is "$?" 1 "a draft whose day has passed would fail"
has "$seen" 'That day has passed: publish it now, and say in late_reason why it is late.' "... and says what to do"
"$moothall" setting notice_days 0 && seen=$("$moothall" preflight late)
case $seen in *Notice*) ok 1 "a council that counts otherwise" ;; *) ok 0 "a council that counts otherwise" ;; esac
tap_done
