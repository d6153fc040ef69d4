#!/bin/sh
# Publishing a pack, on the site and by the command line: what is served then, to whom, by whom, and what is known otherwise
# later. The whole site with nginx, on a throw-away PostgreSQL.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-publication.XXXXXX")
chmod 755 "$tmp"
workers='' web=''
finish() {
	for pid in $workers $(cat "$tmp/nginx.pid" 2>/dev/null) $web; do kill "$pid" 2>/dev/null; done
	rm -rf "$tmp"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP
export LC_ALL=C MOOTHALL_PROCESSES=2 MOOTHALL_PASSWORD_MEMORY_MB=38
pack=childrens-services-2017-03-14
spool=$tmp/spool
mkdir -m 755 "$spool"
sql() { psql -qAtX -c "SET search_path = moothall_code, moothall" -c "$1"; }
superuser() { psql -U postgres -qAtX -v ON_ERROR_STOP=1 -c "SET search_path = moothall_code, moothall" -c "$1"; }

# ask JAR PATH [CURL OPTIONS]: its status in $status, head and body in files.
ask() {
	jar=$1 path=$2
	shift 2
	status=$(curl -s --path-as-is --unix-socket "$tmp/http" -b "$tmp/$jar" -c "$tmp/$jar" -D "$tmp/head" -o "$tmp/body" \
		-w '%{http_code}' "$@" "http://localhost$path")
}
body() { cat "$tmp/body"; }
hash() { sha256sum <"$tmp/body" | cut -d' ' -f1; }
field() { sed -n 's/.*name="'"$1"'" value="\([^"]*\)".*/\1/p' "$tmp/body" | head -1; }
form() {	# JAR PATH [CURL OPTIONS]
	jar=$1 path=$2
	shift 2
	ask "$jar" "$path"
	ask "$jar" "$path" --data-urlencode "csrf=$(field csrf)" "$@"
}
sign_in() {
	ask "$1" /sign-in
	ask "$1" /sign-in --data-urlencode "username=$1" --data-urlencode "password=correct horse" --data "csrf=$(field csrf)"
}
# start [NAME=VALUE...]: two processes of the program, under another account than nginx's as on a host.
start() {
	[ -z "$workers" ] || { kill $workers && wait $workers; }
	rm -f "$tmp/fcgi"
	env "$@" PGUSER=moothall_app spawn-fcgi -n -s "$tmp/fcgi" -M 0666 -- ./moothall-workers 2 ./moothalld >>"$tmp/log" 2>&1 &
	workers=$!
	until [ -S "$tmp/fcgi" ]; do sleep 0.05; done

}

./tests/page/prepare carl committee_officer cleo committee_officer,analyst,finance mary member olive officer \
	ann officer chris chief_officer alma auditor adam admin ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
superuser "INSERT INTO person_called (person_id, name) SELECT person_id, 'Mr R Smith' FROM person WHERE username = 'mary'" >/dev/null 2>&1 ||
	superuser "SELECT set_config('moothall.person', 'operator', false), person_call('mary', 'Mr R Smith')" >/dev/null
superuser "INSERT INTO person_called (person_id, name) SELECT person_id, 'Ann Author (made up)' FROM person WHERE username = 'ann'" >/dev/null
echo long-enough-passphrase | ./moothall user add max --role member >/dev/null 2>&1
# What is exempt, and a contact of it.
mkdir -p "$tmp/exempt/papers"
printf 'meeting,item,title,kind,exempt_paragraph,lead,report\n%s,9,Zxq contract,report,3,Ann Author (made up),zxq.md\n' $pack >"$tmp/exempt/agenda.csv"
printf '## Purpose\n\nZxqwords. There are {{figure 7.2 2017-01}} of them.\n' >"$tmp/exempt/papers/zxq.md"
./moothall import --release "$tmp/exempt" >/dev/null
is $? 0 "an item that is exempt"
start MOOTHALL_SPOOL="$spool"
cp "$src"/nginx/*.html "$tmp/"
{
	[ "$(id -u)" -ne 0 ] || echo "user root;"
	echo "pid $tmp/nginx.pid; error_log $tmp/nginx.log; worker_processes 1; events { worker_connections 64; } http {"
	for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $tmp/temp-$kind;"; done
	sed "s|@LISTEN@|unix:$tmp/http|; s|@SOCKET@|$tmp/fcgi|; s|@ERRORS@|$tmp|; s|@LOG@|$tmp/access.log|; s|@SPOOL@|$spool|
		s|rate=30r/m|rate=1000000r/s|; s|burst=30|burst=1000|" "$src/nginx/moothall.conf"
	echo "}"
} >"$tmp/nginx.conf"
nginx -e "$tmp/nginx.log" -c "$tmp/nginx.conf" 2>>"$tmp/nginx.log"
for who in carl cleo mary olive ann chris alma adam; do
	sign_in $who
	is "$status" 303 "$who signs in"
done

# Who publishes.
for who in mary olive ann chris alma adam; do
	ask $who /meetings/$pack/publish
	is "$status" 403 "$who does not publish"
	ask $who /meetings/$pack/withdraw
	is "$status" 403 "... or withdraw"
done
ask mary /meetings/$pack/publications
is "$status" 200 "what was published is to be read"
has "$(body)" 'No pack of this meeting was published here.' "... nothing yet"
ask carl /meetings/nothing/publish
is "$status" 404 "a meeting that there is not"
ask carl /meetings/$pack/publish
has "$(body)" 'Nothing stops it.' "the preflight stands on the form"
lacks "$(body)" 'name="despite"' "... which asks for no reason then"
lacks "$(body)" 'name="replaced"' "... nor what it replaces"

# A clerk who sees more than members publishes what members see.
printf 'indicator,area,period,value\n7.1,norfolk,2017-01,31991\n' >"$tmp/observations.csv"
./moothall import observations "$tmp/observations.csv" >/dev/null
ask cleo /meetings/$pack/pack
has "$(body)" '31,991' "who sees what is unreleased sees it in a pack that is made"
form cleo /meetings/$pack/publish --data-urlencode "despite=Members are shown what is released"
is "$status" 303 "a pack is published"
has "$(cat "$tmp/head")" "Location: /meetings/$pack/publications" "... and its publications are shown"
ask cleo /meetings/$pack/publications
has "$(body)" 'From now on its addresses answer with what was published.' "... which is said"
is "$(sql "SELECT count(*) FROM publication_edition")" 2 "an edition with what is exempt, and one without"
is "$(sql "SELECT count(*) FROM publication_face WHERE bytes IS NOT NULL AND face NOT LIKE 'csv%'")" 10 "... each in five faces"
is "$(sql "SELECT count(*) FROM publication_edition e WHERE e.exempt = '{9}' AND '9' = ANY (e.items)")" 1 "... one has the item"
ask cleo /meetings/$pack/pack
lacks "$(body)" '31,991' "what is unreleased is not in it"
has "$(body)" 'It stays as it was published.' "... which the page says"

# What is served.
all=$(sql "SELECT encode(f.sha256, 'hex') FROM publication_face f JOIN publication_edition e USING (edition_id) WHERE f.face = 'pdf' AND e.made_as = 'own'")
open=$(sql "SELECT encode(f.sha256, 'hex') FROM publication_face f JOIN publication_edition e USING (edition_id) WHERE f.face = 'pdf' AND e.made_as = 'open'")
for who in mary carl chris ann; do
	ask $who /meetings/$pack/pack.pdf
	is "$status $(hash)" "200 $all" "$who, who may see what is exempt, has it whole: the hash is that of the download"
done
has "$(cat "$tmp/head")" 'Cache-Control: no-store' "... not stored"
has "$(cat "$tmp/head")" 'Content-Type: application/pdf' "... as a PDF"
has "$(cat "$tmp/head")" "filename=\"meetings-$pack-pack.pdf\"" "... with its name"
has "$(cat "$tmp/head")" "ETag: \"$all\"" "... and its hash as the tag"
has "$(cat "$tmp/head")" "Content-Security-Policy: default-src 'none'" "... with the policy"
has "$(cat "$tmp/head")" "X-Content-Type-Options: nosniff" "... and no sniffing"
lacks "$(cat "$tmp/head")" "X-Accel" "... and nothing of how"
for who in olive alma; do
	ask $who /meetings/$pack/pack.pdf
	is "$status $(hash)" "200 $open" "$who, who may not, has the edition without it"
	has "$(cat "$tmp/head")" 'Cache-Control: private, no-cache' "... which is asked for anew each time"
	for face in pack.json pack.xlsx pack "pack.pdf?large-print=yes"; do
		ask $who "/meetings/$pack/$face"
		is "$status" 200 "... $face"
		lacks "$(tr -d '\0' <"$tmp/body")" Zxq "... without a word of it"
	done
done
ask mary /meetings/$pack/pack
has "$(body)" Zxqwords "the page of a member has it"
ask mary /meetings/$pack/pack.json
is "$(hash)" "$(sql "SELECT encode(f.sha256, 'hex') FROM publication_face f JOIN publication_edition e USING (edition_id) WHERE f.face = 'json' AND e.made_as = 'own'")" "JSON is kept too"
ask mary /meetings/$pack/pack.xlsx
is "$(hash)" "$(sql "SELECT encode(f.sha256, 'hex') FROM publication_face f JOIN publication_edition e USING (edition_id) WHERE f.face = 'xlsx' AND e.made_as = 'own'")" "... and the workbook"
is "$(./moothall pack $pack --as mary | sha256sum | cut -d' ' -f1)" "$all" "the command writes the same"
is "$(./moothall pack $pack --as olive | sha256sum | cut -d' ' -f1)" "$open" "... for the reader"
ask olive /meetings/$pack/pack.pdf -H "If-None-Match: \"$open\""
is "$status" 304 "who has it already is told so"
ask olive /meetings/$pack/pack.pdf -H "If-None-Match: \"$all\""
is "$status" 200 "... and who has another is not"
ask olive /meetings/$pack/pack.pdf -H "Range: bytes=0-4"
is "$status $(body)" "206 %PDF-" "a part of it can be had"
ask olive /meetings/$pack/pack.pdf -I
is "$status" 200 "HEAD"
ask nobody /meetings/$pack/pack.pdf
is "$status" 303 "nobody is sent to sign in"
ask adam /meetings/$pack/pack.pdf
is "$status" 403 "an administrator has none"
ask olive "/published-packs/$open"
is "$status" 503 "the spool is no address"
lacks "$(body)" PDF "... for anybody"
is "$(sql "SELECT count(*) FROM audit_event WHERE event = 'pack-read' AND username = 'mary' AND about = '$pack' AND detail->>'what' = 'item 9' AND detail->>'face' = 'pdf'")" 2 "each look at what is exempt is on record"
is "$(sql "SELECT count(*) FROM audit_event WHERE event = 'pack-read' AND username = 'olive'")" 0 "... and no other"
is "$(sql "SELECT username, about, edition FROM audit_event WHERE event = 'pack-published'")" "cleo|$pack|1" "so is the publication"

# The spool is a copy.
is "$(cd "$spool" && sha256sum * | awk '$1 == $2' | wc -l)" "$(ls "$spool" | wc -l)" "files of the spool are what their names say"
is "$(stat -c %a "$spool/$open")" 640 "... and not everybody's"
rm "$spool/$open"
ask olive /meetings/$pack/pack.pdf
is "$status $(hash)" "200 $open" "one that is gone is written anew"
printf x >>"$spool/$open"
ask olive /meetings/$pack/pack.pdf
is "$status $(hash)" "200 $open" "so is one that is longer"
printf x | dd of="$spool/$open" bs=1 seek=1000 conv=notrunc 2>/dev/null
for n in 1 2 3; do
	ask olive /meetings/$pack/pack.pdf
	is "$status $(hash)" "200 $open" "so is one that was altered ($n)"
done
head -c 1000 "$spool/$open" >"$tmp/short" && cat "$tmp/short" >"$spool/$open"
ask olive /meetings/$pack/pack.pdf
is "$status $(hash)" "200 $open" "so is one that is short"
rm "$spool/$open" && ln -s /etc/passwd "$spool/$open"
ask olive /meetings/$pack/pack.pdf
is "$status $(hash)" "200 $open" "a link in its place leads nowhere"
test ! -L "$spool/$open"
ok $? "... and is replaced"
mkfifo "$spool/fifo" && mv -f "$spool/fifo" "$spool/$open"
ask olive /meetings/$pack/pack.pdf -m 20
is "$status $(hash)" "200 $open" "a pipe in its place holds nobody up"
start MOOTHALL_SPOOL="$tmp/not-there"
ask olive /meetings/$pack/pack.pdf
is "$status $(hash)" "200 $open" "without the folder the program sends it"
grep -q 'could not write .*not-there' "$tmp/log"
ok $? "... and logs why"
start MOOTHALL_SPOOL=/dev/full
ask olive /meetings/$pack/pack.pdf
is "$status $(hash)" "200 $open" "nor does a folder that is none hinder it"
if [ "$(id -u)" -eq 0 ] && mkdir "$tmp/small" && mount -t tmpfs -o size=32k tmpfs "$tmp/small" 2>/dev/null; then
	start MOOTHALL_SPOOL="$tmp/small"
	ask olive /meetings/$pack/pack.pdf
	is "$status $(hash)" "200 $open" "nor a disk that is full"
	is "$(ls "$tmp/small" | wc -l)" 0 "... on which nothing is left"
	start
	umount "$tmp/small"
else
	ok 0 "nor a disk that is full # SKIP no small disk can be made here"
	ok 0 "... on which nothing is left # SKIP likewise"
fi
start
ask olive /meetings/$pack/pack.pdf
is "$status $(hash)" "200 $open" "without a spool the program sends it"
has "$(cat "$tmp/head")" "ETag: \"$open\"" "... with the same tag"
start MOOTHALL_SPOOL="$spool"

# What is known otherwise later. By arithmetic: 1,113 was printed, and a year before 62.2.
printf 'indicator,area,period,value\n7.1,norfolk,2017-01,1120\n' >"$tmp/observations.csv"
said=$(./moothall import --release observations "$tmp/observations.csv" 2>&1)
number=$(echo "$said" | sed -n 's/^import \([0-9]*\) .*/\1/p')
has "$said" "the published pack of $pack prints" "a release says what is published and known otherwise"
ask mary /meetings/$pack/pack.pdf
is "$(hash)" "$all" "what is published stays"
ask olive /meetings/$pack/pack.pdf
is "$(hash)" "$open" "... in every edition"
ask olive /meetings/$pack/pack
has "$(body)" '1,113 children were looked after' "... and so does the page"
# Its tables, each by itself.
kept() { sql "SELECT $1 FROM publication_face f JOIN publication_edition e USING (edition_id) WHERE e.made_as = 'open' AND $2"; }
table=$(kept "substr(f.face, 5)" "f.face LIKE 'csv:%' AND position('1113'::bytea IN f.bytes) > 0 ORDER BY f.place LIMIT 1")
ask olive "/meetings/$pack/pack.csv?table=$table"
is "$status $(hash)" "200 $(kept "encode(f.sha256, 'hex')" "f.face = 'csv:$table'")" "a table as CSV is what was published"
has "$(body)" 1113 "... with its figure"
has "$(cat "$tmp/head")" 'Content-Type: text/csv; charset=utf-8; header=present' "... as CSV"
has "$(cat "$tmp/head")" "filename=\"meetings-$pack-pack-$table.csv\"" "... with its name"
ask olive "/meetings/$pack/pack.csv-metadata.json?table=$table"
is "$status $(hash)" "200 $(kept "encode(f.sha256, 'hex')" "f.face = 'csvw:$table'")" "... and so is what its columns are"
has "$(body)" "\"url\": \"/meetings/$pack/pack.csv?table=$table\"" "... which names it"
ask olive "/meetings/$pack/pack.csv"
is "$status $(hash)" "200 $(kept "encode(f.sha256, 'hex')" "f.face LIKE 'csv:%' ORDER BY f.place LIMIT 1")" "the first is there without its name"
ask olive "/meetings/$pack/pack.csv?table=nothing"
is "$status" 404 "one that there is not is not there"
ask olive "/meetings/$pack/pack.csv?table=$table&edition=now"
has "$(body)" 1120 "as it would be made now it is another"
ask olive "/meetings/$pack/pack?edition=now"
has "$(body)" '1,120 children were looked after' "the pack as it would be made now is another"
is "$(sql "SELECT published, now, import_id FROM publication_difference WHERE item = '8' AND what = '7.1, 2017-01'")" "1,113|1,120|$number" "the figure of a sentence: as published, as known now, and the import"
ask olive /meetings/$pack/publications
has "$(body | tr '\n' ' ')" '1,113' "as published ..."
has "$(body | tr '\n' ' ')" '1,120' "... and as known now, side by side"
ask carl /
has "$(body)" 'Published packs whose figures are known otherwise now' "the clerk's home page says so"
has "$(body)" "import $number" "... with the import"
ask carl /meetings/$pack
has "$(body)" 'known otherwise now' "... the meeting's page too"
ask mary /
lacks "$(body)" 'known otherwise now' "a member's home page does not"
ask mary /meetings/$pack
lacks "$(body)" 'known otherwise now' "... nor the meeting's page"
ask olive /
lacks "$(body)" 'known otherwise now' "nor that of an officer whose paper it is not"
ask ann /
lacks "$(body)" '1,113' "the author of another item is not told of this"
superuser "INSERT INTO person_called (person_id, name) SELECT person_id, 'Interim Executive Director of Children''s Services' FROM person WHERE username = 'olive'" >/dev/null
ask olive /
has "$(body)" 'Published packs whose figures are known otherwise now' "its author is"
printf 'indicator,area,period,value\n7.1,norfolk,2017-01,1113\n' >"$tmp/observations.csv"
./moothall import --release observations "$tmp/observations.csv" >/dev/null 2>&1
is "$(sql "SELECT count(*) FROM publication_difference WHERE what = '7.1, 2017-01'")" 0 "what is as published again differs no more"
mkdir -p "$tmp/papers/papers"
printf '## Purpose\n\nOther words.\n' >"$tmp/papers/papers/safelives.md"
./moothall import --release "$tmp/papers" >/dev/null 2>&1
ask olive /meetings/$pack/publications
has "$(body | tr '\n' ' ')" 'Paper' "a paper that was changed is listed"
printf '## Purpose\n\nOther zxqwords.\n' >"$tmp/papers/papers/zxq.md"
rm "$tmp/papers/papers/safelives.md"
./moothall import --release "$tmp/papers" >/dev/null 2>&1
ask alma /meetings/$pack/publications.json
lacks "$(body)" '"9"' "what was changed of an exempt item is not told to who may not know of it"
ask mary /meetings/$pack/publications.json
has "$(body)" '"9"' "... and to others it is"

# An item that becomes exempt later takes the published edition away from who may not see it.
printf 'meeting,item,title,kind,exempt_paragraph,lead,report\n%s,7,Working with Safelives,report,3,,safelives.md\n' $pack >"$tmp/agenda.csv"
superuser "BEGIN; INSERT INTO agenda_item (meeting, item, title, kind, exempt_paragraph, lead, paper, place, file_id, line)
	SELECT meeting, item, title, kind, '3', lead, paper, place, file_id, line FROM agenda_item_now WHERE meeting = '$pack' AND item = '7'; COMMIT"
ask alma /meetings/$pack/pack.pdf
is "$status" 200 "an item is made exempt"
test "$(hash)" != "$open"
ok $? "... who may not see it has not what was published"
ask alma /meetings/$pack/pack
lacks "$(body)" 'Safelives' "... nor the page"
ask mary /meetings/$pack/pack.pdf
is "$(hash)" "$all" "... who may has"
superuser "DELETE FROM agenda_item WHERE meeting = '$pack' AND item = '7' AND exempt_paragraph IS NOT NULL"

# Twice, and in place of another.
ask carl /meetings/$pack/publish
has "$(body)" 'This pack is published already.' "a second time the form says that it is published"
form carl /meetings/$pack/publish
is "$status" 422 "... and asks why"
has "$(body)" 'Say why another takes its place' "... at the field"
is "$(sql "SELECT count(*), count(withdrawn_at) FROM publication")" "1|0" "... nothing is changed"
form carl /meetings/$pack/publish --data-urlencode "replaced=$(printf '%1001s' '' | tr ' ' x)"
is "$status" 422 "a reason may be too long"
form carl /meetings/$pack/publish --data-urlencode "replaced=The paper of item 7 was corrected"
is "$status" 303 "another takes its place"
is "$(sql "SELECT count(*), count(withdrawn_at) FROM publication")" "2|1" "... and both are kept"
second=$(sql "SELECT encode(f.sha256, 'hex') FROM publication_face f JOIN publication_edition e USING (edition_id) WHERE f.face = 'pdf' AND e.made_as = 'open' AND publication_id = 2")
ask olive /meetings/$pack/pack.pdf
is "$(hash)" "$second" "... the new one is served"
test -f "$spool/$open"
is $? 1 "... the old one lies in the spool no longer"
ask olive /meetings/$pack/publications
has "$(body)" "$open" "... its hash stands among the publications"
has "$(body)" "The paper of item 7 was corrected" "... with the reason"
./moothall publish $pack --as carl --replace again >"$tmp/one" 2>&1 &
one=$!
./moothall publish $pack --as carl --replace again >"$tmp/two" 2>&1
wait $one
is "$(sql "SELECT count(*) FROM publication WHERE withdrawn_at IS NULL")" 1 "two at once: one stands"

# Withdrawn.
form carl /meetings/$pack/withdraw --data "reason="
is "$status" 422 "a withdrawal needs a reason"
form carl /meetings/$pack/withdraw --data-urlencode "reason=A <name> stood in it"
is "$status" 303 "a pack is withdrawn"
for face in pack pack.pdf pack.json pack.xlsx pack.csv "pack?edition=now"; do
	ask olive "/meetings/$pack/$face"
	is "$status" 410 "its address says so: $face"
	case $face in *.*) ;; *) has "$(body)" 'A &lt;name&gt; stood in it' "... in words" ;; esac
done
is "$(ls "$spool" | wc -l)" 0 "nothing of it lies in the spool"
ask carl "/meetings/$pack/pack?edition=now"
is "$status" 200 "who puts packs together sees what would take its place"
is "$(./moothall pack $pack 2>&1 >/dev/null | grep -c 'was withdrawn on')" 1 "so does the command"
ask carl /meetings/$pack/withdraw
has "$(body)" 'is not published' "nothing is left to withdraw"
form carl /meetings/$pack/publications -o /dev/null
is "$(sql "SELECT count(*) FROM audit_event WHERE event = 'pack-withdrawn' AND about = '$pack'")" "$(sql "SELECT count(*) FROM publication")" "each withdrawal is on record"

# What stops it.
printf 'meeting,item,title,kind,lead,report\n%s,10,Late,report,,bad.md\n' $pack >"$tmp/exempt/agenda.csv"
rm "$tmp/exempt/papers/zxq.md"
printf '## Purpose\n\nSee [this](#nowhere-at-all) and {{figure 7.2 2017-01}}.\n' >"$tmp/exempt/papers/bad.md"
./moothall import --release "$tmp/exempt" >/dev/null 2>&1
./tests/out/attach_sample plain "$tmp/plain.pdf"
./moothall attach $pack 5 "$tmp/plain.pdf" >/dev/null 2>&1
ask carl /meetings/$pack/publish
has "$(body)" 'name="despite"' "what would fail asks for a reason"
form carl /meetings/$pack/publish
is "$status" 422 "... without which nothing is published"
has "$(body)" 'the preflight found what would fail' "... at the field"
is "$(sql "SELECT count(*) FROM publication WHERE withdrawn_at IS NULL")" 0 "... nothing is"
./moothall publish $pack --as carl >"$tmp/said" 2>&1
is $? 1 "the command refuses it too"
has "$(cat "$tmp/said")" 'no tags' "... naming what it is"
form carl /meetings/$pack/publish --data-urlencode "despite=The author is away"
is "$status" 303 "with a reason it is published all the same"
ask carl /meetings/$pack/publications
has "$(body)" 'The author is away' "... which is kept"
ask olive /meetings/$pack/publications
lacks "$(body)" 'The author is away' "... for those who put packs together"
is "$(sql "SELECT is_frozen('$pack'), is_frozen('childrens-services-2017-01-24')")" "t|f" "its agenda is frozen, others are not"

# The day of publication. Days are in SQL as far as they count.
printf 'committee,meeting,date,time,venue\nchildrens-services,past,2017-01-31,10:00,Norwich\n' >"$tmp/meetings.csv"
./moothall import --release meetings "$tmp/meetings.csv" >/dev/null
form carl /meetings/past/publish
is "$status" 422 "an agenda is not published after its meeting"
has "$(body)" 'This meeting is over' "... in words"
day() { sql "SELECT to_char(today() + $1, 'YYYY-MM-DD')"; }
printf 'committee,meeting,date,time,venue\nchildrens-services,far,%s,10:00,Norwich\nchildrens-services,near,%s,10:00,Norwich\n' "$(day 60)" "$(day 1)" >"$tmp/meetings.csv"
printf 'meeting,item,title,kind\nfar,1,Apologies,apologies\nnear,1,Apologies,apologies\n' >"$tmp/agenda.csv"
./moothall import --release meetings "$tmp/meetings.csv" >/dev/null && ./moothall import --release agenda "$tmp/agenda.csv" >/dev/null
ask mary /meetings/far/pack
is "$status" 403 "before its publication a member sees no pack"
ask carl /meetings/far/publish
lacks "$(body)" 'name="late_reason"' "in good time no reason is asked for"
form carl /meetings/far/publish
is "$status" 303 "an agenda is published with its pack"
is "$(sql "SELECT published = today(), late_reason FROM meeting_now WHERE meeting = 'far'")" "t|" "... today"
ask mary /meetings/far/pack.pdf
is "$status" 200 "... and members see it"
lacks "$(pdftotext "$tmp/body" - )" DRAFT "... which is no draft"
form carl /meetings/near/publish
is "$status" 422 "the day before the meeting is late"
has "$(body)" 'say why it is late' "... and wants a reason"
is "$(sql "SELECT published FROM meeting_now WHERE meeting = 'near'")" "" "... nothing is published"
form carl /meetings/near/publish --data-urlencode "late_reason=The clerk was ill."
is "$status" 303 "with one it is published"
ask mary /meetings/near/pack.pdf
has "$(pdftotext "$tmp/body" - | tr "\n" " ")" 'The clerk was ill.' "... and the pack prints it"

# A server that dies while a pack is published: nothing of it is there, and nothing else is lost.
form carl /meetings/far/withdraw --data-urlencode "reason=once more"
superuser "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END \$\$;
	CREATE TRIGGER slow BEFORE INSERT ON publication_face FOR EACH ROW WHEN (NEW.face = 'html') EXECUTE FUNCTION slow()"
before=$(sql "SELECT md5(string_agg(f::text, ',' ORDER BY edition_id, face)) FROM publication_face f")
./moothall publish far >"$tmp/said" 2>&1 &
publishing=$!
until [ "$(superuser "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" = 1 ]; do sleep 0.1; done
as=
[ "$(id -u)" -ne 0 ] || as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
bin=${PG_BINDIR:-$(pg_config --bindir)}
(cd "$MOOTHALL_TEST_PGDATA" && $as "$bin/pg_ctl" -D "$MOOTHALL_TEST_PGDATA" -m immediate -s -w stop)
wait $publishing
is $? 1 "the command says that it failed"
(cd "$MOOTHALL_TEST_PGDATA" && $as "$bin/pg_ctl" -D "$MOOTHALL_TEST_PGDATA" -s -w -l "$MOOTHALL_TEST_PGDATA/log" \
	-o "-c listen_addresses='' -c unix_socket_directories='$PGHOST' -c fsync=off -c max_connections=40" start)
is "$(sql "SELECT count(*) FROM publication WHERE meeting = 'far' AND withdrawn_at IS NULL")" 0 "nothing was published"
is "$(sql "SELECT md5(string_agg(f::text, ',' ORDER BY edition_id, face)) FROM publication_face f")" "$before" "... and what was is as it was"
superuser "DROP TRIGGER slow ON publication_face; DROP FUNCTION slow()"
./moothall publish far >/dev/null 2>&1
is $? 0 "then it can be published"

# Erasure destroys what is kept.
start MOOTHALL_SPOOL="$spool"	# its connections were to the server that died
last=$(./moothall pack $pack --as olive | sha256sum | cut -d' ' -f1)
ask olive /meetings/$pack/pack.pdf
test -f "$spool/$last"
ok $? "a pack lies in the spool"
./moothall erase paper safelives.md --as carl --reason 'A name' >/dev/null 2>&1
ask chris /erasures/1
ask chris /erasures/1/confirmation --data-urlencode "csrf=$(field csrf)" --data-urlencode "seen=$(field seen)"
is "$status" 303 "a paper of it is erased"
is "$(sql "SELECT count(*) FROM publication_face f JOIN publication_edition e USING (edition_id) JOIN publication p USING (publication_id) WHERE p.meeting = '$pack' AND (f.bytes IS NOT NULL OR e.printed_what IS NOT NULL)")" 0 "... and with it the bytes of every publication"
is "$(sql "SELECT count(*) FROM publication_face f JOIN publication_edition e USING (edition_id) JOIN publication p USING (publication_id) WHERE p.meeting = 'far' AND f.bytes IS NULL")" 0 "... and of no other meeting's"
test -f "$spool/$last"
is $? 1 "... and the file in the spool"
is "$(superuser "SELECT count(*) FROM publication_face WHERE sha256 = decode('$last', 'hex')")" 1 "the hash stays"
ask olive /meetings/$pack/pack
is "$status" 200 "the pack is made anew"
has "$(body)" 'for data protection' "... and says that something was removed"
ask olive /meetings/$pack/publications
has "$(body)" 'Destroyed for data protection' "... the list too"
tap_done
