#!/bin/sh
# Erasure: who asks and who confirms, what is left of what was erased (in the database's files too), what pages, packs
# and the other faces say in its place, and what fills the hole.
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
. "$src/tests/cli/erasing.sh"

while read -r user role name; do
	echo "a long enough password of $user's" | "$moothall" user add --name "$name" --role "$role" "$user" 2>/dev/null || ok 1 "$user is added"
done <<END
ann analyst Ann Alyst
fin finance Fin Ance
cho chief_officer Cho Officer
com committee_officer Com Mittee
double chief_officer com  mittee
mem member Mem Ber
off officer Off Icer
aud auditor Aud Itor
END
today=$(sql "SELECT day_words(today())")
removed="Removed on $today for data protection"

# load KIND HEADER ROW...: by the operator, released; its number in $import
load() {
	kind=$1 && shift
	printf '%s\n' "$@" >"$tmp/$kind.csv"
	"$moothall" import --release "$kind" "$tmp/$kind.csv" >"$tmp/seen" 2>&1 || sed 's/^/# /' "$tmp/seen"
	import=$(sql "SELECT max(import_id) FROM import")
}
# erase USER WHAT...: asked for by them, confirmed by the chief officer
erase() {
	ask "$@"
	"$moothall" --as cho erase confirm "$number" >"$tmp/seen" 2>&1
	is "$?" 0 "erased: $*"
	grep -q . "$tmp/seen" && sed 's/^/# /' "$tmp/seen"
}
# --- every column that is imported has a fate; the exempt parts of a paper have that of its text ---
is "$(sql "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	AND NOT a.attisdropped
	WHERE c.relnamespace = 'moothall'::regnamespace AND c.relkind = 'r' AND c.relname <> 'attachment'
	  AND EXISTS (SELECT FROM pg_attribute e WHERE e.attrelid = c.oid AND e.attname = 'file_id')
	  AND c.relname NOT IN ('import_file', 'erasure_content', 'erasure_entry', 'ledger_year', 'ledger_month', 'ledger_0', 'search_text',
	    'area_kept', 'indicator_kept', 'paper_block')
	  AND a.attname NOT IN ('file_id', 'line', 'erased', 'supplied_by', 'entry', 'gone', 'entered_by', 'entered_at')
	EXCEPT SELECT tbl, col FROM erasure_rules()")" '' "what becomes of each column of what is imported is said"

# --- who asks, who confirms ---
load observations indicator,area,period,value,note CR-6,norfolk,2017-02,31,'A word about a child'
observed=$import
for user in mem off aud cho; do
	refused "the request of $user" 'you may not ask for an erasure' "$moothall" --as $user erase import "$observed" --reason x
done
refused "the operator's own" 'an erasure takes two people' "$moothall" erase import "$observed" --reason x
refused "a committee officer's of figures" 'observations (analyst)' "$moothall" --as com erase import "$observed" --reason x
refused "finance's of figures" 'observations (analyst)' "$moothall" --as fin erase import "$observed" --reason x
refused "an analyst's of a paper" 'only a committee officer' "$moothall" --as ann erase paper scrutiny-report.md --reason x
refused "one without a reason" 'needs a reason' "$moothall" --as ann erase import "$observed"
refused "one of nothing" 'there is no import 9999' "$moothall" --as ann erase import 9999 --reason x
refused "one of a file that is not there" 'has no such file' "$moothall" --as ann erase import "$observed/nothing.csv" --reason x
refused "one of no meeting" 'no papers and no attachments' "$moothall" --as com erase pack nothing --reason x
refused "one of another kind of thing" 'is not called' sh -c "'$moothall' --as ann erase figure 2.7 || exit 1"
"$moothall" --as ann erase import "$observed" --reason 'names a child' 2>"$tmp/seen"
is "$?" 0 "an analyst asks"
number=$(sql 'SELECT max(erasure_id) FROM erasure')
has "$(cat "$tmp/seen")" "erasure $number waits: nothing is erased before somebody else confirms it" "... and is told that it waits"
refused "the same again" 'waits to be confirmed already' "$moothall" --as ann erase import "$observed" --reason again
refused "its asker's confirmation" 'you asked for this erasure' "$moothall" --as ann erase confirm "$number"
for user in fin off mem; do
	refused "the confirmation of $user" "there is no erasure $number" "$moothall" --as $user erase confirm "$number"
done
refused "the operator's confirmation" 'an erasure takes two people' "$moothall" erase confirm "$number"
refused "that of the system account that asked" 'confirms it on the site, or from an account of their own' \
	"$moothall" --as cho erase confirm "$number"
is "$(sql "SELECT value FROM observation_now WHERE note = 'A word about a child'")" 31 "nothing is erased yet"
has "$("$moothall" --as cho erase show "$number")" 'observations.csv  observations     1  2017-02' "what would go is shown to who confirms"
for ref in CR-6 2.7; do
	has "$("$moothall" --as cho erase show "$number")" "/performance/indicators/$ref" "... and where it is shown, $ref"
done
refused "... but not to a member" 'there is no erasure' "$moothall" --as mem erase show "$number"
is "$(as mem 'SELECT count(*) FROM erasure')" 0 "a member knows of no request"
is "$(as ann 'SELECT count(*) FROM erasure')" 1 "who asked sees it"
is "$(as fin 'SELECT count(*) FROM erasure')" 0 "... and nobody else of their kind"
has "$(as ann "UPDATE erasure SET confirmed = true")" 'permission denied' "nobody writes a request by SQL"
has "$(as ann "SELECT erasure_destroy('{1}', '{}', 1)")" 'permission denied' "nobody destroys by SQL"
has "$(as ann "DELETE FROM observation")" 'permission denied' "nobody deletes what is imported"
"$moothall" --as com erase refuse "$number" 2>/dev/null
is "$?" 0 "a committee officer refuses it"
refused "what was refused is confirmed" "was refused on" "$moothall" --as cho erase confirm "$number"

# two accounts of one name
ask com attachment $meeting 7
is "$(sql 'SELECT count(*) FROM erasure')" 1 "there is nothing attached to erase"
ask com paper integrated-performance-finance.md
refused "a second account of the same name" 'by an account of the same name' "$moothall" --as double erase confirm "$number"
sql "INSERT INTO person_called SELECT 'Com Mittee', person_id FROM person WHERE username = 'cho'"
refused "an account that the lists know by that name" 'by an account of the same name' "$moothall" --as cho erase confirm "$number"
sql "DELETE FROM person_called WHERE name = 'Com Mittee'"
"$moothall" --as com erase refuse "$number" 2>/dev/null
is "$(as com 'SELECT state FROM erasure_list() LIMIT 1')" withdrawn "who asked withdraws"
refused "the confirmation of what was withdrawn" 'was refused' "$moothall" --as cho erase confirm "$number"

# --- figures ---
# 2.7 is CR-6, entered, as a percentage of 2.2
load observations indicator,area,period,cohort,value,note \
	'CR-6,norfolk,2017-01,,98765,Whisperword about a child' 'CR-6,norfolk,2016-12,Whispercohort,22,'
figures=$import
csv() { "$moothall" report "performance/indicators/$1" --period 2017-01; }
has "$(csv CR-6)" 'Jan-17,,98765,,' "a figure is held, later than another"
has "$(csv 2.7)" "Jan-17,,12727.4,98765,776" "... and another computed of it"
there Whisperword "the note"
there Whispercohort "the cohort"
there 98,765 "the figure as people read it"
sql "ANALYZE observation"
erase ann import "$figures"
nowhere Whisperword "the note of a figure"
nowhere Whispercohort "its cohort"
nowhere 98,765 "the figure as people read it"
nowhere 98765 "the figure"
seen=$(csv CR-6)
has "$seen" 'Jan-17,,removed,,,n/a,n/a' "csv says removed, and no sum goes across the hole"
is "$(printf '%s\n' "$seen" | grep -c 'Dec-16,,113,')" 1 "what stands beside it stands"
has "$(csv 2.7)" 'Jan-17,,removed,,776,n/a,n/a' "what is computed of it is removed too"
json() { "$moothall" report "performance/indicators/$1" --period 2017-01 --format json; }
has "$(json CR-6)" "\"removed on $today for data protection" "json says when"
has "$(json 2.7)" "\"what it is computed from was removed on $today for data protection" "... of what is computed of it too"
for format in html pdf; do
	"$moothall" report performance/indicators/CR-6 --period 2017-01 --format $format -o "$tmp/a.$format"
done
has "$(cat "$tmp/a.html")" "removed on $today for data protection" "the page says when"
pdftotext -layout "$tmp/a.pdf" "$tmp/a.txt"
has "$(tr -s ' \n' ' ' <"$tmp/a.txt")" "removed on $today for data protection" "paper says when"
"$moothall" report performance/indicators/CR-6 --period 2017-01 --format xlsx -o "$tmp/a.xlsx"
has "$(python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("xl/sharedStrings.xml").decode())' "$tmp/a.xlsx")" ">removed<" "the spreadsheet says removed"
is "$(sql "SELECT DISTINCT concat_ws('|', f.value, f.status, f.text) FROM figure f JOIN indicator i USING (indicator_id) JOIN period p USING (period_id)
	WHERE i.ref = 'CR-6' AND p.period = '2017-01' AND f.area_id = (SELECT area_id FROM area WHERE area = 'norfolk')")" \
	'removed|removed' "neither the erased value nor the one before it is kept, in neither reading"
has "$("$moothall" report performance/indicators/CR-6/provenance --period 2017-01 --area norfolk --format html)" "$removed" "the provenance says it in the place of the file"
refused "the same file once more" "byte for byte, what was removed on $today" "$moothall" import observations "$tmp/observations.csv"
refused "... or tried" "byte for byte" "$moothall" import --dry-run observations "$tmp/observations.csv"
load observations indicator,area,period,value CR-6,norfolk,2017-01,184
# 100 x 184 / 776 = 23.711…; from April, as the other months are in sql/demo/observations.csv
has "$(csv 2.7)" "Jan-17,,23.7,184,776,$(awk -F, '$2 == "norfolk" && $3 >= "2016-04" && $3 <= "2017-01" && $4 == "" && ($1 == "CR-6" || $1 == "2.2") {
	sum[$1] += $3 == "2017-01" && $1 == "CR-6" ? 184 : $5 } END { printf "%.1f", 100 * sum["CR-6"] / sum["2.2"] }' "$src/sql/demo/observations.csv")," \
	"a new import supplies it, and what is computed of it"

# --- commentary, written in an import ---
load commentary indicator,period,kind,text '7.2,2017-01,why,Whispertext of one family'
erase ann import "$import"
nowhere Whispertext "a commentary"
has "$("$moothall" report performance/cards/7.2 --period 2017-01 --format html)" "$removed" "the report card says it in its place"

# --- money: a line that others held before, and one that is new ---
held=$(sql "SELECT line_name FROM revenue_now r JOIN period p USING (period_id) WHERE statement = 'la' AND p.period = '2017-01' ORDER BY position LIMIT 1")
load revenue statement,period,line,budget,outturn,reason,order \
	"la,2017-01,\"$held\",1,2.5,Whisperreason,1" 'la,2017-01,Whisperline of one child,1,1.25,,99'
there Whisperline "the line"
erase fin import "$import"
nowhere Whisperline "a line of a statement"
nowhere Whisperreason "its reason"
seen=$("$moothall" report finance/revenue --period 2017-01)
has "$seen" "$held,removed,removed,removed,removed,removed" "a line whose earlier version stands says removed"
has "$seen" "Removed 1,removed,removed" "so does one without a name"
has "$seen" "Total,,,removed,,removed" "and the total, of which nobody knows what it was"
has "$("$moothall" report finance/revenue --period 2017-01 --format json)" "a part of it was removed on $today for data protection" "... with the reason"
has "$("$moothall" report finance/key-points --period 2017-01 --format html)" "a part of it was removed for data protection" "the key points say so"
# as many lines again, in one file, supply it
load revenue statement,period,line,budget,outturn "la,2017-01,\"$held\",1,2.5" 'la,2017-01,A line without names,1,1.25'
seen=$("$moothall" report finance/revenue --period 2017-01)
has "$seen" "$held,1.000,2.500,1.500,150," "a new import supplies the line"
is "$(printf '%s\n' "$seen" | grep -c removed)" 0 "... and fills the hole"
is "$(sql "SELECT round(sum(r.outturn - r.budget), 3) FROM revenue_now r JOIN period p USING (period_id) WHERE statement = 'la' AND p.period = '2017-01'")" \
	"$(printf '%s\n' "$seen" | sed -n 's/^Total,,,[+]*\(-*[0-9.]*\),.*/\1/p')" "the total is the sum of what is there"

# --- the ledger: postings go, their sums say that there is a hole ---
load ledger posting,date,cost_centre,subjective,amount,description \
	"W1,2016-05-04,$(sql "SELECT min(cost_centre) FROM cost_centre"),Whispersubject,100.01,Whisperpayee"
there Whisperpayee "the posting"
centre=$(sql "SELECT min(cost_centre) FROM cost_centre")
before=$(sql "SELECT count(*) FROM ledger")
erase fin import "$import"
nowhere Whisperpayee "a posting"
nowhere Whispersubject "its subjective"
is "$(sql "SELECT count(*) FROM ledger")" $((before - 1)) "no other posting goes"
is "$(as fin "SELECT actual IS NULL, forecast IS NULL FROM ledger_line_centres('la', (SELECT line_name FROM ledger_centre('$centre')), (SELECT period_id FROM period WHERE period = '2016-06')) WHERE cost_centre = '$centre'" | sort -u)" 't|t' "its cost centre has no actual from that month on"
is "$(as fin "SELECT actual IS NULL FROM ledger_line_centres('la', (SELECT line_name FROM ledger_centre('$centre')), (SELECT period_id FROM period WHERE period = '2016-04')) WHERE cost_centre = '$centre'" | sort -u)" \
	"$(sql "SELECT 'f' WHERE EXISTS (SELECT FROM ledger_budget WHERE year = 2016)")" "... and one before it"
load ledger posting,date,cost_centre,subjective,amount "W2,2016-05-04,$centre,Supplies,100.01"
is "$(as fin "SELECT actual IS NULL FROM ledger_line_centres('la', (SELECT line_name FROM ledger_centre('$centre')), (SELECT period_id FROM period WHERE period = '2016-06')) WHERE cost_centre = '$centre'" | sort -u)" f "as many postings in one file supply it"

# --- risks, contacts, seats ---
load risks number,name,description,entered,likelihood,impact,target_likelihood,target_impact,target_date,owner,reviewed \
	'RW1,Whisperrisk,Whisperdescription,2016-01-01,4,4,2,2,2017-12-31,Whisperowner,2017-02-28'
erase ann import "$import"
for word in Whisperrisk Whisperdescription Whisperowner; do nowhere $word "of a risk, $word"; done
has "$("$moothall" report risks --format html)" "$removed" "the register says it in its place"
load contacts meeting,item,name,phone,email "$meeting,8,Whispername,0000 111,whisper@example.org"
erase com import "$import"
nowhere Whispername "a contact"
nowhere whisper@example "its address"
"$moothall" pack $meeting -o "$tmp/pack.pdf" && pdftotext -layout "$tmp/pack.pdf" "$tmp/pack.txt"
has "$(tr -s ' \n' ' ' <"$tmp/pack.txt")" "$removed" "the pack says it in its place"
load seats committee,person,capacity 'childrens-services,Whisperseat,Member'
erase com import "$import"
nowhere Whisperseat "a seat"
is "$(sql "SELECT count(*) FROM meeting_seats('$meeting') WHERE person ~ '^Removed'")" 0 "an erased seat is on no day"

# --- a paper, in every version ---
mkdir "$tmp/papers"
printf '# Whisperpaper\n\nWhisperfirst.\n' >"$tmp/papers/whisper-case.md"
"$moothall" import --release papers "$tmp/papers/whisper-case.md" >/dev/null 2>&1
load agenda meeting,item,title,report "$meeting,9,A case,whisper-case.md"
printf '# Whisperpaper\n\nWhispersecond.\n' >"$tmp/papers/whisper-case.md"
"$moothall" import --release papers "$tmp/papers/whisper-case.md" >/dev/null 2>&1
there Whisperpaper "the paper"
has "$("$moothall" --as com erase show "$number" >/dev/null; "$moothall" report meetings/$meeting/pack --format html)" 'Whispersecond' "the pack prints it"
erase com paper whisper-case.md
nowhere Whisperpaper "a paper"
nowhere whisper-case "its name"
for format in html json; do
	has "$("$moothall" report meetings/$meeting/pack --format $format)" "$removed" "the pack as $format says it in its place"
done
"$moothall" pack $meeting -o "$tmp/pack.pdf" && pdftotext -layout "$tmp/pack.pdf" "$tmp/pack.txt"
is "$(grep -c 'Whisperfirst\|Whispersecond' "$tmp/pack.txt")" 0 "no version of it is left in the pack"

# --- an attachment, in every version; a pack is its papers and attachments ---
./tests/out/attach_sample plain "$tmp/whisper-file.pdf"
"$moothall" attach --title Whispertitle $meeting 9 "$tmp/whisper-file.pdf" 2>/dev/null
is "$?" 0 "a file is attached"
there Whispertitle "its title"
hash=$(sql "SELECT encode(sha256, 'hex') FROM attachment WHERE title = 'Whispertitle'")
erase com pack $meeting
nowhere Whispertitle "the title of an attachment"
nowhere whisper-file "the name of its file"
is "$(sql "SELECT c.sha256 = '$hash', a.bytes IS NULL, a.added_by <> '' FROM attachment a JOIN erasure_content c USING (attachment_id)")" 't|t|t' \
	"its bytes are gone; who, when and the hash stay"
is "$(sql "SELECT count(*) FROM paper p JOIN agenda_item a USING (paper) WHERE a.meeting = '$meeting' AND NOT p.erased")" 0 "no paper of the meeting is left"
seen=$("$moothall" report meetings/$meeting/pack --format html)
has "$seen" "$removed" "the pack says it"
refused "the same file attached again" "byte for byte, what was removed on $today" "$moothall" attach $meeting 9 "$tmp/whisper-file.pdf"
refused "putting it back" '' "$moothall" --as com erase pack $meeting --reason x

# --- all or nothing; at once; while others are at work ---
load observations indicator,area,period,value,note '2.7,norfolk,2017-02,44.5,Whisperonce'
ask ann import "$import"
sql "CREATE FUNCTION moothall.breaks() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''the test breaks it''; END';
	CREATE TRIGGER breaks BEFORE UPDATE OF name ON import_file FOR EACH ROW EXECUTE FUNCTION moothall.breaks()"
"$moothall" --as cho erase confirm "$number" >/dev/null 2>&1
is "$?" 1 "a confirmation that breaks half way says so"
is "$(sql "SELECT value, erased FROM observation WHERE note = 'Whisperonce'")" '44.5|f' "... and nothing is erased"
is "$(sql "SELECT confirmed IS NULL FROM erasure WHERE erasure_id = $number")" t "... and it still waits"
sql "DROP FUNCTION moothall.breaks() CASCADE"

# held WHAT: a connection that has begun; let_go ends it
mkfifo "$tmp/fifo"
held() {
	psql -qAtX -U postgres <"$tmp/fifo" >"$tmp/held" 2>&1 &
	exec 3>"$tmp/fifo"
	echo "$1" >&3
	until [ -s "$tmp/held" ]; do sleep 0.1; done
}
let_go() {
	exec 3>&-
	wait
	: >"$tmp/held"
}
held 'BEGIN; SELECT pg_advisory_xact_lock(7316406); SELECT 1;'
refused "a confirmation while an import runs" 'is being imported, released or erased at this moment' "$moothall" --as cho erase confirm "$number"
let_go
held 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM moothall.observation;'
"$moothall" --as cho erase confirm "$number" --wait 0 2>"$tmp/seen"
is "$?" 1 "while somebody reads from before, the files are not clean"
has "$(cat "$tmp/seen")" 'try again with moothall erase sweep' "... which is said"
is "$(sql "SELECT confirmed, swept_at IS NULL FROM erasure WHERE erasure_id = $number")" 't|t' "... and known"
has "$("$moothall" erase list)" 'not swept' "... and listed"
let_go
"$moothall" erase sweep 2>"$tmp/seen"
is "$?:$(cat "$tmp/seen")" "0:1 erasure is swept: 6 tables are written anew" "the next sweep does it"
nowhere Whisperonce "what was erased meanwhile"
"$moothall" erase sweep 2>"$tmp/seen"
is "$?:$(cat "$tmp/seen")" 0: "a sweep with nothing to do does nothing"

load observations indicator,area,period,value,note '2.7,norfolk,2017-02,45.5,Whispertwice'
ask ann import "$import"
for user in cho com; do
	(
		"$moothall" --as $user erase confirm "$number" >"$tmp/$user" 2>&1
		echo $? >"$tmp/$user.status"
	) &
done
wait
is "$(cat "$tmp/cho.status" "$tmp/com.status" | sort | tr '\n' ' ')" '0 1 ' "of two who confirm at once one does"
is "$(sql "SELECT count(*) FROM audit_event WHERE event = 'erasure-confirmed' AND about = 'erasure $number'")" 1 "... and the trail has it once"

# --- what is left of it all ---
is "$(sql "SELECT count(*) FROM audit_event WHERE detail::text || about ILIKE '%whisper%'")" 0 "the trail has no names of what was erased"
"$moothall" audit verify >"$tmp/seen" 2>&1
is "$?" 0 "the audit trail is whole"
is "$(sql "SELECT count(*) FROM import_file f JOIN erasure_content c USING (file_id) WHERE f.sha256 <> c.sha256 OR f.name <> '$removed' OR f.erased_at IS NULL")" 0 \
	"of each file the row and the hash stay"
is "$(as aud "SELECT count(*) > 0 FROM erasure_list() WHERE state = 'confirmed'")" t "auditors see what was done"
is "$(as aud "SELECT count(*) FROM erasure WHERE kind <> 'import' AND NOT confirmed")" 0 "... but not the names of papers that were not erased"
is "$(sql "SELECT count(*) FROM erasure WHERE name ILIKE '%whisper%'")" 0 "what was erased is not named in the requests either"

# --- everything at once: no page breaks ---
sql "SELECT erasure_destroy(ARRAY(SELECT file_id FROM import_file WHERE erased_at IS NULL), '{}', 0)" >/dev/null
is "$?" 0 "all that is imported can be erased at once"
for report in home performance performance/figures performance/exceptions performance/indicators finance/revenue finance/schools \
	finance/capital finance/balances finance/reserves finance/contributions finance/key-points risks meetings glossary meetings/$meeting/pack; do
	"$moothall" report $report --format html >"$tmp/page" 2>"$tmp/seen"
	is "$?" 0 "$report with nothing left in it"
done
tap_done
