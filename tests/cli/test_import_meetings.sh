#!/bin/sh
# Taking over what Modern.gov holds: what comes of its answers, twice, and beside what is held already; what is refused.
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
sql() { PGUSER=postgres PGOPTIONS='-c search_path=moothall_code,moothall' psql -qAtX -c "$1"; }
# take [OPTION...] FOLDER: its status in $status, what it printed in $out, what it complained of in $err.
take() {
	"$moothall" import-meetings "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
	out=$(cat "$tmp/out") err=$(cat "$tmp/err")
}
answers=$tmp/answers
cp -r "$src/tests/data/moderngov" "$answers" && chmod -R u+w "$answers" && mkdir -p "$answers/documents"
./tests/out/attach_sample plain "$answers/documents/Quern survey.pdf"
./tests/out/attach_sample plain "$answers/82.pdf"
./tests/out/attach_sample javascript "$answers/documents/83.pdf"
for role in member committee_officer analyst; do
	printf 'correct horse battery\n' | "$moothall" user add "$role" --role "$role"
done

take --dry-run "$answers"
is "$status" 0 "a dry run"
is "$(sql 'SELECT count(*) FROM meeting WHERE committee ~ $$water|mill$$')" 0 "... takes nothing over"
take --as analyst "$answers"
is "$status" 1 "an analyst may not"
take --as committee_officer "$answers"
is "$status" 0 "a committee officer may"
has "$out" 'import ' "... in one import"
has "$err" '83.pdf is not taken over: it holds JavaScript' "a document that is refused is named"
has "$err" '1 meeting that did not take place is left out' "a cancelled meeting is left out"
has "$err" '1 document is not beside the answers' "what is not there is said"
is "$(sql "SELECT committee, name FROM committee_now WHERE committee IN (SELECT c.committee FROM committee c JOIN import_file f USING (file_id)
  WHERE f.import_id = (SELECT max(import_id) FROM import_file)) ORDER BY 1")" \
	"millers-board|Miller's Board
water-wheels-panel|Water & Wheels Panel" "committees, without one that has expired and has no meeting"
is "$(sql "SELECT meeting, day, starts, venue, published FROM meeting_now WHERE committee ~ 'water|mill' ORDER BY 1")" \
	"millers-board-2011-05-03|2011-05-03|19:00:00|Not stated|2011-05-03
water-wheels-panel-2012-01-12|2012-01-12|10:00:00|The Mill Room – first floor|2012-01-12
water-wheels-panel-2012-01-12-2|2012-01-12|14:30:00|Not stated|2012-01-12" "meetings, two of a day too"
is "$(sql "SELECT item, title, kind, exempt_paragraph, words FROM agenda_item_now WHERE meeting ~ 'water' ORDER BY place")" \
	"u1|Agenda front page|business||
1|Apologies for absence|business||
2|The quernstone survey|report||To receive the survey (({figure}}.
2-2|Appendix: soundings|report||
2-3|What the miller is owed|report|1|
3|Terms of the ferryman's lease|business|1|" "items, each further document as one; what is restricted is exempt"
is "$(sql "SELECT DISTINCT exempt_reason FROM agenda_item_now WHERE meeting ~ 'water' AND exempt_paragraph = '1'")" \
	"Restricted in Modern.gov, which does not say by which paragraph: held as paragraph 1 until a clerk says which." "... and says why"
is "$(sql "SELECT person, present_as, post FROM attendance_now WHERE meeting ~ 'water' ORDER BY line")" \
	"Alder Weir|present|
Birch O'Sluice|apologies|
Dogwood Race|in attendance|Engineer" "who was there, without who was absent"
is "$(sql "SELECT person, capacity, from_day, to_day FROM seat_now WHERE committee ~ 'water' ORDER BY line")" \
	"Alder Weir|Chair|2012-01-12|2012-01-12
Birch O'Sluice|Member|2012-01-12|2012-01-12" "their seats, for as long as they are known to have sat"
is "$(sql "SELECT number, item, exempt, text FROM minute_now WHERE meeting ~ 'water' ORDER BY line")" \
	"1.1|1|f|Apologies were received from B O'Sluice.
2.1|2|f|The Panel heard of:

- the sluice;
- the tail race, less than 5 < 6 feet.

It thanked the miller.
3.1|3|t|The hidden sum was named." "minutes, as text"
is "$(sql "SELECT item, verb, text FROM resolution_now WHERE meeting ~ 'water'")" \
	"2|other|That the quernstone be dressed." "decisions"
is "$(sql "SELECT item, name, title FROM attachment WHERE meeting ~ 'water' ORDER BY item")" \
	"2|Quern survey.pdf|Survey of quernstones
2-2|82.pdf|Appendix: soundings" "documents, by name and by number, and none from elsewhere"
is "$("$moothall" report search --as member --text quernstone --format csv | wc -l)" 0 "members find nothing before the release"
number=$(printf '%s\n' "$out" | sed -n 's/^import \([0-9]*\) .*/\1/p')
"$moothall" release "$number" >"$tmp/out" 2>&1
has "$("$moothall" report search --as member --text quernstone --format csv)" 'The quernstone survey' "... and then they do"
is "$("$moothall" report search --as member --text '"hidden sum"' --format csv | wc -l)" 0 "what was restricted is found by no other member"
has "$("$moothall" report search --as member --text '"not open to the public"' --format csv)" 'Minute 3.1: summary' \
	"... who is told that there is something"

# Again.
imports=$(sql 'SELECT count(*) FROM import')
take "$answers"
is "$status:$out" "0:" "the same again"
has "$err" "there is nothing new in $answers: nothing was changed" "... says that there is nothing new"
is "$(sql 'SELECT count(*) FROM import')" "$imports" "... and there is no other import"
sql "INSERT INTO minute (meeting, number, item, text, file_id, line)
	SELECT meeting, number, item, 'It thanked the clerk.', file_id, line FROM minute_now WHERE number = '2.1' AND meeting ~ 'water'"
sed -i 's|</meetings>|<meeting><meetingid>504</meetingid><meetingdate>08/03/2012</meetingdate><meetingtime>9.05 am</meetingtime><committeeid>31</committeeid></meeting></meetings>|' \
	"$answers/GetMeetings-31.xml"
take --release "$answers"
is "$status" 0 "with one meeting more"
is "$(printf '%s\n' "$out" | sed -n 's/^  //p')" "meetings               1" "... it alone is taken over"
is "$(sql "SELECT day, starts FROM meeting_now WHERE meeting = 'water-wheels-panel-2012-03-08'")" "2012-03-08|09:05:00" \
	"... its committee known by its number"
is "$(sql "SELECT text FROM minute_now WHERE number = '2.1' AND meeting ~ 'water'")" "It thanked the clerk." "what was changed here stays"

# Beside what is held.
mkdir "$tmp/held"
cat >"$tmp/held/a.xml" <<-'XML'
	<meeting><meetingid>7</meetingid><committeetitle>Children&amp;#39;s Services Committee</committeetitle>
	<meetingdate>14/03/2017</meetingdate><meetingtime>10:00</meetingtime>
	<agendaitems><agendaitem><agendaitemnumber>8</agendaitemnumber><agendaitemtitle>Another eight</agendaitemtitle></agendaitem></agendaitems>
	</meeting>
XML
before=$(sql 'SELECT count(*) FROM agenda_item')
take "$tmp/held"
has "$err" 'of the meetings 1 are held here already' "a meeting that is held is left as it is"
is "$(sql 'SELECT count(*) FROM agenda_item')" "$before" "... with its agenda"

# Who sat in what, when, and for which group. Ash hands the chair to Elm; Fir was called chair while Ash was; Oak comes
# back to what they were.
mkdir "$tmp/roles"
# meeting ID DAY NAME:ROLE:PARTY...
meeting() {
	id=$1 day=$2
	shift 2
	{
		echo "<meeting><meetingid>$id</meetingid><committeetitle>Weir Panel</committeetitle><meetingdate>$day</meetingdate>"
		echo "<meetingtime>10:00</meetingtime><attendees>"
		for who in "$@"; do
			party=${who##*:} name=${who%%:*} role=${who#*:}
			echo "<attendee membertype=\"Councillor\" name=\"$name\" roledescription=\"${role%:*}\" attendance=\"Present\" politicalparty=\"$party\" />"
		done
		echo '</attendees></meeting>'
	} >"$tmp/roles/GetMeeting-$id.xml"
}
meeting 601 10/01/2012 'Ash:Chairman:Labour' 'Elm:Vice-Chairman:Green' 'Fir:Committee Member:' 'Oak:Committee Member:Labour'
meeting 602 10/02/2012 'Ash:Chairman:Labour' 'Elm:Vice-Chairman:Green' 'Fir:Chair:' 'Oak:Deputy Chair:Labour'
meeting 603 10/03/2012 'Ash:Committee Member:Independent' 'Elm:Chairman:Green' 'Fir:Committee Member:Labour' 'Oak:Committee Member:Labour'
take --release "$tmp/roles"
is "$status" 0 "meetings of a committee whose chair changes: $err"
is "$(sql "SELECT person, capacity, group_name, from_day, to_day FROM seat_now WHERE committee = 'weir-panel' ORDER BY person, from_day")" \
	"Ash|Chair|Labour|2012-01-10|2012-02-10
Ash|Member|Independent|2012-03-10|2012-03-10
Elm|Vice-Chair|Green|2012-01-10|2012-02-10
Elm|Chair|Green|2012-03-10|2012-03-10
Fir|Member|Labour|2012-01-10|2012-03-10
Oak|Member|Labour|2012-01-10|2012-03-10" "chairs, vice-chairs, members and their groups, from day to day"
take --release "$tmp/roles"
has "$out$err" 'nothing' "the same again changes nothing"

# What is wrong is named by file, line and element; then nothing is taken over.
# refused WHAT WORDS XML
refused() {
	rm -rf "$tmp/bad" && mkdir "$tmp/bad" && printf '%s\n' "$3" >"$tmp/bad/bad.xml"
	take "$tmp/bad"
	is "$status" 1 "$1 is refused"
	has "$err" "$2" "$1: $2"
}
refused 'a day' 'bad.xml: line 2, element meetingdate: "31/02/2012" is not a date' '<meetings>
<meeting><meetingid>1</meetingid><committeetitle>Mill</committeetitle><meetingdate>31/02/2012</meetingdate><meetingtime>10:00</meetingtime></meeting></meetings>'
refused 'no time' 'bad.xml: line 1, element meetingtime: blank, expected a time' '<meeting><meetingid>1</meetingid><committeetitle>Mill</committeetitle><meetingdate>01/02/2012</meetingdate></meeting>'
refused 'no committee' 'bad.xml: line 1, element meetingid: "1" is not a meeting of which an answer (GetMeetings) says the committee' \
	'<meeting><meetingid>1</meetingid><meetingdate>01/02/2012</meetingdate><meetingtime>10:00</meetingtime></meeting>'
refused 'no number' 'bad.xml: line 1, element meetingid: blank' '<meetings><meeting><meetingdate>01/02/2012</meetingdate></meeting></meetings>'
refused 'a page of an error' 'bad.xml: line 2: it is not XML' '<html><p>Forbidden
</html>'
refused 'entities' 'bad.xml: line 1: it has a document type, which is not read' \
	'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><meeting><meetingid>&b;</meetingid></meeting>'
refused 'what is too deep' 'elements stand too deep in one another' "$(printf '<a>%.0s' $(seq 40))"
take "$tmp/nowhere"
is "$status" 1 "a folder that is not there"
has "$err" 'could not open the folder' "... is said"
mkdir "$tmp/empty"
take "$tmp/empty"
has "$err" 'there are no answers (*.xml) in' "an empty one too"
is "$(sql "SELECT count(*) FROM committee WHERE name = 'Mill'")" 0 "nothing of what was refused is there"
tap_done
