#!/bin/sh
# Attaching PDFs on the command line: what is refused, what the pack makes of it, who sees it.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
sample=./tests/out/attach_sample
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
MOOTHALL_PASSWORD_MEMORY_MB=80 && export MOOTHALL_PASSWORD_MEMORY_MB
meeting=childrens-services-2017-03-14

sql() { PGOPTIONS='-c search_path=moothall_code,moothall' psql -qAtX -c "$1"; }
# as PERSON SQL: over a connection of the application's own user
as() {
	number=$(psql -qAtX -c "SELECT person_id FROM moothall.person WHERE username = '$1'")
	PGUSER=moothall_app PGOPTIONS="-c search_path=moothall_code,moothall -c moothall.person=$number" \
		psql -qAtX -c "$2" 2>&1
}
# refused WHAT REASON FILE
refused() {
	seen=$("$moothall" attach $meeting 7 "$3" 2>&1)
	is "$?" 1 "$1 is refused"
	has "$seen" "$2" "$1: $2"
}

for role in member officer committee_officer auditor admin; do
	printf 'correct horse battery\n' | "$moothall" user add "$role" --role "$role"
done
printf 'correct horse battery\n' | "$moothall" user add seated --role member --person 'Mr R Smith' 2>/dev/null
"$moothall" pack $meeting -o "$tmp/before.pdf"
ok $? "a pack without attachments"

# What acts by itself, is locked or is no PDF.
for kind in javascript names launch aa submit next embedded filespec xfa richmedia scheme file \
	layers collection encrypted no-pages no-size ring; do
	"$sample" $kind "$tmp/$kind.pdf"
done
refused javascript 'it holds JavaScript' "$tmp/javascript.pdf"
refused 'JavaScript by name' 'it holds JavaScript' "$tmp/names.pdf"
refused launch 'it holds an action (Launch)' "$tmp/launch.pdf"
refused aa 'it holds actions that run by themselves' "$tmp/aa.pdf"
refused submit 'it holds an action (SubmitForm)' "$tmp/submit.pdf"
refused 'an action after an action' 'it holds an action (Launch)' "$tmp/next.pdf"
refused embedded 'it holds an embedded file' "$tmp/embedded.pdf"
refused filespec 'it holds an embedded file' "$tmp/filespec.pdf"
refused XFA 'it holds an XFA form' "$tmp/xfa.pdf"
refused 'rich media' 'it holds rich media' "$tmp/richmedia.pdf"
refused 'a scheme' 'it holds a link to "javascript:alert(1)"' "$tmp/scheme.pdf"
refused 'a file of the reader' 'it holds a link to "file:///etc/passwd"' "$tmp/file.pdf"
refused 'hidden layers' 'it holds layers that are hidden' "$tmp/layers.pdf"
refused 'a portfolio' 'it holds a portfolio' "$tmp/collection.pdf"
refused 'an unknown lock' 'encrypted' "$tmp/encrypted.pdf"
refused 'no pages' 'it has no pages' "$tmp/no-pages.pdf"
refused 'no size' 'page 1 has no usable size' "$tmp/no-size.pdf"
refused 'a ring of pages' 'it' "$tmp/ring.pdf"
"$sample" plain "$tmp/plain.pdf"
qpdf --encrypt secret owner 256 -- "$tmp/plain.pdf" "$tmp/locked.pdf"
refused 'a password' 'it is encrypted' "$tmp/locked.pdf"
qpdf --encrypt '' owner 256 -- "$tmp/plain.pdf" "$tmp/owned.pdf"
refused "an owner's password" 'it is encrypted' "$tmp/owned.pdf"
head -c 1500 "$tmp/plain.pdf" >"$tmp/torn.pdf"
refused 'a torn file' 'it is damaged' "$tmp/torn.pdf"
printf 'PK\003\004 word' >"$tmp/word.pdf"
refused 'another format' 'it is not a PDF' "$tmp/word.pdf"
head -c 2200000 /dev/zero >"$tmp/large.pdf"
seen=$(MOOTHALL_ATTACHMENT_LIMIT_MB=2 "$moothall" attach $meeting 7 "$tmp/large.pdf" 2>&1)
has "$seen" 'larger than the 2 MB allowed' "too large a file"
seen=$(MOOTHALL_ATTACHMENT_PAGES=3 "$moothall" attach $meeting 7 "$tmp/plain.pdf" 2>&1)
has "$seen" 'it has 4 pages; 3 are allowed' "too many pages"
refused 'a missing file' 'could not open' "$tmp/absent.pdf"

seen=$("$moothall" attach $meeting 99 "$tmp/plain.pdf" 2>&1)
has "$seen" 'has no item "99"' "an item that is not there"
seen=$("$moothall" attach nowhere 7 "$tmp/plain.pdf" 2>&1)
has "$seen" 'there is no meeting "nowhere"' "a meeting that is not there"
for role in member officer auditor admin; do
	"$moothall" attach --as $role $meeting 7 "$tmp/plain.pdf" 2>/dev/null
	is "$?" 1 "$role does not attach"
done
is "$(sql 'SELECT count(*) FROM attachment')" 0 "nothing was kept"

# Without tags: four pages, one after the other, numbered in the pack's run.
seen=$("$moothall" attach --as committee_officer $meeting 7 "$tmp/plain.pdf" --title 'Their paper' 2>&1)
is "$?" 0 "a committee officer attaches"
has "$seen" '4 pages; it has no tags' "... and is told that it has no tags"
is "$(sql 'SELECT added_by FROM attachment')" committee_officer "who attached it"
is "$(sql "SELECT encode(sent_sha256, 'hex') FROM attachment")" \
	"$(sha256sum "$tmp/plain.pdf" | cut -d' ' -f1)" "the file as it was sent is known by its hash"
"$moothall" pack $meeting -o "$tmp/with.pdf"
ok $? "a pack with it"
"$moothall" pack $meeting -o "$tmp/again.pdf"
cmp -s "$tmp/with.pdf" "$tmp/again.pdf"
ok $? "the same twice"
qpdf --check "$tmp/with.pdf" >/dev/null 2>&1
ok $? "qpdf finds nothing wrong"
pages() { pdfinfo "$1" 2>/dev/null | awk '$1 == "Pages:" { print $2 }'; }
text() { pdftotext -layout -f "$2" -l "$2" "$1" - 2>/dev/null; }
before=$(pages "$tmp/before.pdf")
is "$(pages "$tmp/with.pdf")" $((before + 5)) "four pages more, and one that says which item is not accessible"
first=$(pdftotext -layout "$tmp/with.pdf" - 2>/dev/null | awk -v RS='\f' '/First attached page/ { first = NR } END { print first + 0 }')
has "$(text "$tmp/with.pdf" "$first")" 'Attachment: Their paper' "the heading stands on the first page"
has "$(text "$tmp/with.pdf" "$first")" 'What the field says' "a field shows what it says"
n=0
for words in 'First attached page' 'Second, turned' 'Third, wide' 'Fourth, small'; do
	has "$(text "$tmp/with.pdf" $((first + n)))" "$words" "page $((n + 1)) of it"
	has "$(text "$tmp/with.pdf" $((first + n)))" 'Item 7' "... with the pack's header"
	is "$(text "$tmp/with.pdf" $((first + n)) | tr -d ' \f' | grep . | tail -n 1)" $((first + n)) "... and number"
	n=$((n + 1))
done
pdftotext -layout -f 1 -l 8 "$tmp/with.pdf" - >"$tmp/front"
has "$(tr -d . <"$tmp/front")" 'Attachment: Their paper' "the contents list it"
[ "$(awk '/Attachment: Their paper/ { print $NF; exit }' "$tmp/front")" = "$first" ]
ok $? "... with its page"
[ "$(awk '/Integrated Performance/ { print $NF; exit }' "$tmp/front")" = $((first + 4)) ]
ok $? "what follows has its page"
has "$(tr -s '\n ' '  ' <"$tmp/front")" 'Item 7 is not accessible' "the pack says that it is not accessible"
qpdf --json --json-key=outlines "$tmp/with.pdf" >"$tmp/outlines"
grep -q '"Own bookmark"' "$tmp/outlines" && grep -q '"By name"' "$tmp/outlines"
ok $? "its own bookmarks are there"
is "$(grep -B 8 '"Own bookmark"' "$tmp/outlines" | sed -n 's/.*"destpageposfrom1": \([0-9]*\).*/\1/p' | head -n 1)" \
	$((first + 1)) "... and lead to its pages"
qpdf --qdf --object-streams=disable "$tmp/with.pdf" "$tmp/with.qdf" 2>/dev/null
! grep -aq 'pdfuaid:part' "$tmp/with.qdf"
ok $? "the pack does not say that it is PDF/UA"
is "$(grep -ac '/URI (https://example.org/a?b=1)' "$tmp/with.qdf")" 1 "a link out of it leads on"
# Ink that was meant to run over header and edges stays in the page's own box.
pdftoppm -r 20 -f "$first" -l "$first" "$tmp/with.pdf" "$tmp/page" 2>/dev/null
edge=$(tail -c +14 "$tmp"/page-*.ppm | od -An -v -tu1 -w$((166 * 3)) | awk '$1 > 200 && $2 < 100' | wc -l)
is "$edge" 0 "it does not paint over the edge"
"$moothall" pack $meeting -o /dev/full 2>"$tmp/err"
is "$?" 1 "a full disk"
has "$(cat "$tmp/err")" 'could not write' "is said"

# With tags: a pack of ours is one.
"$moothall" attach $meeting 7 "$tmp/before.pdf" --title 'A tagged one' 2>"$tmp/err"
ok $? "a tagged file takes its place"
[ "$(grep -c 'no tags' "$tmp/err")" = 0 ]
ok $? "... and is taken for one"
is "$(sql 'SELECT count(*) FROM attachment')" 2 "the one before is kept"
"$moothall" pack $meeting -o "$tmp/tagged.pdf"
is "$(pages "$tmp/tagged.pdf")" $((2 * before)) "the pack has its pages and not the others'"
qpdf --qdf --object-streams=disable "$tmp/tagged.pdf" "$tmp/tagged.qdf"
grep -aq 'pdfuaid:part' "$tmp/tagged.qdf"
ok $? "the pack still says that it is PDF/UA"
pdfinfo -struct-text "$tmp/before.pdf" >"$tmp/own" 2>/dev/null
pdfinfo -struct-text "$tmp/tagged.pdf" >"$tmp/all" 2>/dev/null
grep '^ *"' "$tmp/own" | sed 's/^ *//' | sort -u >"$tmp/own.texts"
grep '^ *"' "$tmp/all" | sed 's/^ *//' | sort -u >"$tmp/all.texts"
[ "$(wc -l <"$tmp/own.texts")" -gt 500 ] && [ -z "$(comm -23 "$tmp/own.texts" "$tmp/all.texts" | grep -vE '^"[0-9]+"$|Page')" ]
ok $? "every text of its structure is in the pack's"
[ "$(grep -c '^ *Table' "$tmp/all")" -ge $((2 * $(grep -c '^ *Table' "$tmp/own"))) ]
ok $? "every table of its structure is one of the pack's"
python=/usr/bin/python3
if [ -r "$src/tests/tools/pdfua-check" ] && $python -c 'import pikepdf' 2>/dev/null; then
	$python "$src/tests/tools/pdfua-check" "$tmp/tagged.pdf" >"$tmp/ua"
	ok $? "the referee for the tags passes it"
fi

# The page of the pack, and who may see an exempt item's file.
"$moothall" report meetings/$meeting/pack --format html >"$tmp/pack.html"
grep -q "href=\"/meetings/$meeting/attachments/7.pdf\"" "$tmp/pack.html"
ok $? "the page leads to the file"
for role in member officer committee_officer auditor; do
	is "$(as $role 'SELECT count(*) FROM attachment_now')" 1 "$role sees it"
done
is "$(as admin 'SELECT count(*) FROM attachment')" 0 "an administrator does not"
is "$(PGUSER=moothall_app psql -qAtX -c 'SELECT count(*) FROM moothall.attachment')" 0 "nobody does not"
has "$(as member "INSERT INTO attachment (meeting, item, added_by) VALUES ('$meeting', '7', 'member')")" \
	'row-level security' "a member cannot withdraw it by hand"
has "$(as committee_officer "INSERT INTO attachment (meeting, item, added_by) VALUES ('$meeting', '7', 'somebody')")" \
	'row-level security' "nor a committee officer in another's name"
has "$(as committee_officer "UPDATE attachment SET title = 'x'")" 'permission denied' "nobody changes one"
mkdir "$tmp/exempt"
sed 's/^\(childrens-services-2017-03-14,7,[^,]*,report\),,/\1,3,/' "$src/sql/demo/agenda.csv" >"$tmp/exempt/agenda.csv"
grep -q ',report,3,' "$tmp/exempt/agenda.csv"
ok $? "item 7 is made exempt"
"$moothall" import --release "$tmp/exempt" >/dev/null
for role in member officer auditor; do
	is "$(as $role 'SELECT count(*) FROM attachment')" 0 "$role does not see an exempt item's file"
done
is "$(as committee_officer 'SELECT count(*) FROM attachment_now')" 1 "a committee officer does"
is "$(as seated 'SELECT count(*) FROM attachment_now')" 1 "so does a member of the committee"
"$moothall" pack --as member $meeting -o "$tmp/public.pdf"
! pdftotext "$tmp/public.pdf" - 2>/dev/null | grep -q 'A tagged one'
ok $? "the other member's pack does not have it"

"$moothall" detach --as member $meeting 7 2>/dev/null
is "$?" 1 "a member does not withdraw it"
"$moothall" detach --as committee_officer $meeting 7 2>/dev/null
ok $? "a committee officer does"
is "$(sql 'SELECT count(*) FROM attachment_now')" 0 "it is gone"
is "$(sql 'SELECT count(*) FROM attachment')" 3 "all of it is kept"
seen=$("$moothall" detach $meeting 7 2>&1)
has "$seen" 'nothing is attached to item 7' "withdrawn once"

# What a virus scanner says of it, if the host has one: what it finds something in, or cannot be asked about, is refused.
mkdir "$tmp/scanned"
python3 -B "$src/tests/tools/clamd.py" "$tmp/clamd" "$tmp/scanned" &
clamd=$!
trap 'kill $clamd 2>/dev/null; rm -rf "$tmp"' EXIT
until [ -S "$tmp/clamd" ]; do sleep 0.05; done
export MOOTHALL_VIRUS_SCANNER="$tmp/clamd"
for word in VIRUS ERROR 'HANG UP'; do
	{ cat "$tmp/plain.pdf"; printf '%% %s\n' "$word"; } >"$tmp/$word.pdf"
done
refused 'what the scanner finds something in' 'the virus scanner found something in it' "$tmp/VIRUS.pdf"
cmp -s "$tmp/VIRUS.pdf" "$tmp/scanned/1"
ok $? "... which was asked about the whole file, as it was sent"
refused 'what it cannot say' 'it could not be scanned for viruses just now' "$tmp/ERROR.pdf"
refused 'what it says nothing of' 'it could not be scanned for viruses just now' "$tmp/HANG UP.pdf"
seen=$("$moothall" attach $meeting 7 "$tmp/plain.pdf" 2>&1)
is "$?" 0 "what it lets pass is attached"
cmp -s "$tmp/plain.pdf" "$tmp/scanned/4"
ok $? "... once it was asked"
"$moothall" detach $meeting 7 2>/dev/null
{ cat "$tmp/plain.pdf"; head -c 3000000 /dev/zero; echo VIRUS; } >"$tmp/long.pdf"
refused 'one of several pieces' 'the virus scanner found something in it' "$tmp/long.pdf"
cmp -s "$tmp/long.pdf" "$tmp/scanned/5"
ok $? "... which came whole"
kill $clamd
wait $clamd 2>/dev/null
refused 'with a scanner that is not there, everything' 'it could not be scanned for viruses just now' "$tmp/plain.pdf"
unset MOOTHALL_VIRUS_SCANNER
tap_done
