#!/bin/sh
# Attaching a PDF on the page of a meeting: the program itself, as CGI, on a throw-away PostgreSQL.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C MOOTHALL_PROCESSES=1 MOOTHALL_PASSWORD_MEMORY_MB=19
meeting=/meetings/childrens-services-2017-03-14
crlf=$(printf '\r')

# cgi METHOD URI [NAME=VALUE…] <BODY
cgi() {
	method=$1 uri=$2
	shift 2
	env REQUEST_METHOD="$method" REQUEST_URI="$uri" REMOTE_ADDR=192.0.2.1 PGUSER=moothall_app \
		"$@" ./moothalld >"$tmp/answer" 2>>"$tmp/log"
	sed '/^\r$/,$d' "$tmp/answer" >"$tmp/head"
	sed '1,/^\r$/d' "$tmp/answer" >"$tmp/body"
	status=$(sed -n 's/^Status: \([0-9]*\) .*/\1/p' "$tmp/head")
}
token() { sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$tmp/body" | head -n 1; }
cookie() { sed -n 's/^Set-Cookie: moothall=\([^;]*\).*/\1/p' "$tmp/head" | tail -n 1; }
sign_in() {	# sign_in NAME: its cookie in $session
	cgi GET /sign-in </dev/null
	form="username=$1&password=correct+horse&csrf=$(token)"
	printf %s "$form" >"$tmp/form"
	cgi POST /sign-in "HTTP_COOKIE=moothall=$(cookie)" CONTENT_TYPE=application/x-www-form-urlencoded \
		CONTENT_LENGTH=${#form} <"$tmp/form"
	session="HTTP_COOKIE=moothall=$(cookie)"
}
# form FILE NAME CSRF [ITEM]: a body as a browser makes it
form() {
	for pair in "csrf=$3" "item=${4-7}" "title=Their paper"; do
		printf -- '--bound\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' "${pair%%=*}" "${pair#*=}"
	done
	printf -- '--bound\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n' "$2"
	printf 'Content-Type: application/pdf\r\n\r\n'
	cat "$1"
	printf '\r\n--bound--\r\n'
}
send() {	# what is in $tmp/form
	cgi POST "$meeting/attachments" "$session" "CONTENT_TYPE=multipart/form-data; boundary=bound" \
		CONTENT_LENGTH="$(wc -c <"$tmp/form")" <"$tmp/form"
}
get() { cgi GET "$1" "$session" </dev/null; }
sql() { psql -qAtX -c "SET search_path = moothall_code, moothall" -c "$1"; }

./tests/page/prepare mary member carl committee_officer alma auditor adam admin ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
for kind in plain javascript; do ./tests/out/attach_sample $kind "$tmp/$kind.pdf"; done

sign_in mary
get $meeting
is "$status" 200 "a member sees the meeting"
! grep -q 'type="file"' "$tmp/body"
ok $? "... without a form"
get $meeting/preflight
is "$status" 403 "... and no preflight"
form "$tmp/plain.pdf" a.pdf x >"$tmp/form"
send
is "$status" 403 "a member does not attach"

sign_in carl
get $meeting/preflight
is "$status" 200 "a committee officer's preflight"
get $meeting
is "$(grep -c 'type="file"' "$tmp/body")" 8 "a form for each item"
csrf=$(token)
form "$tmp/plain.pdf" a.pdf wrong >"$tmp/form"
send
is "$status" 403 "without the token it is refused"
form "$tmp/javascript.pdf" evil.pdf "$csrf" >"$tmp/form"
send
is "$status" 422 "a PDF with JavaScript is refused"
has "$(cat "$tmp/body")" '“evil.pdf” was not attached: it holds JavaScript' "... with the reason"
has "$(cat "$tmp/body")" '<title>Error: Children' "... on the page of the meeting"
wrong=$(sed -n 's/.*<li><a href="#\(attach-[0-9]*-file\)">“evil.pdf” was not.*/\1/p' "$tmp/body")
has "$(tr '\n' ' ' <"$tmp/body")" "id=\"$wrong-error\"><span class=\"hidden-text\">Error: </span>"'“evil.pdf” was not attached' "... at the field of its item"
has "$(cat "$tmp/body")" 'value="Their paper"' "... what was typed is kept"
has "$(cat "$tmp/body")" "href=\"$meeting.pdf\"" "... whose links are the meeting's"
form "$tmp/plain.pdf" a.pdf "$csrf" >"$tmp/form"
sed -i "s/Their paper/$(printf '%301s' '' | tr ' ' x)/" "$tmp/form"
send
is "$status" 422 "a title that is too long is refused"
has "$(cat "$tmp/body")" 'must be 300 characters or fewer' "... in words"
has "$(cat "$tmp/body")" "value=\"$(printf '%301s' '' | tr ' ' x)\"" "... and kept"
form /dev/null '' "$csrf" >"$tmp/form"
send
is "$status" 422 "no file"
has "$(cat "$tmp/body")" 'Choose a PDF to attach' "... is said"
form "$tmp/plain.pdf" a.pdf "$csrf" 99 >"$tmp/form"
send
is "$status" 404 "an item that is not there"
form "$tmp/plain.pdf" 'their "<b>.pdf' "$csrf" >"$tmp/form"
send
is "$status" 400 "a heading that a browser would not write"
form "$tmp/plain.pdf" 'dir\their <b>.pdf' "$csrf" >"$tmp/form"
size=$(wc -c <"$tmp/form")
head -c $((size - 100)) "$tmp/form" >"$tmp/part"
cgi POST "$meeting/attachments" "$session" "CONTENT_TYPE=multipart/form-data; boundary=bound" \
	CONTENT_LENGTH="$size" <"$tmp/part"
is "$status" 400 "a torn upload is refused"
mv "$tmp/form" "$tmp/whole"
cp "$tmp/part" "$tmp/form"
send
is "$status" 400 "... even if its length says that it is whole"
head -c 22000000 /dev/zero >"$tmp/form"
send
is "$status" 413 "more than is allowed is not read"
has "$(cat "$tmp/body")" "<a href=\"$meeting\">Go back to the meeting</a>" "... with the way back"
has "$(cat "$tmp/body")" 'larger than the 20 MiB allowed' "... and it is said how much is"
for size in 2147483648 4294967396 18446744073709551716 99999999999999999999999; do
	cgi POST "$meeting/attachments" "$session" "CONTENT_TYPE=multipart/form-data; boundary=bound" CONTENT_LENGTH=$size \
		<"$tmp/whole"
	[ "$status" = 413 ] || [ "$status" = 400 ]
	ok $? "a file said to be $size bytes long is refused before it is read: $status"
done
is "$(sql 'SELECT count(*) FROM attachment')" 0 "nothing was kept"
mv "$tmp/whole" "$tmp/form"
send
is "$status" 303 "a PDF is attached"
has "$(cat "$tmp/head")" "Location: $meeting$crlf" "... and the meeting is shown again"
done=$(sed -n 's/^Set-Cookie: \(moothall-done=[^;]*\).*/\1/p' "$tmp/head")
cgi GET $meeting "$session; $done" </dev/null
has "$(cat "$tmp/body")" 'The PDF is attached to item 7.' "... which is said"
is "$(sql 'SELECT name, title, added_by, pages FROM attachment')" 'their <b>.pdf|Their paper|carl|4' "as it was sent"
get $meeting
has "$(cat "$tmp/body")" 'their &lt;b&gt;.pdf' "its name, escaped"
head -c 300000 /dev/zero >"$tmp/large"
cgi POST "$meeting/withdrawals" "$session" CONTENT_TYPE=application/x-www-form-urlencoded \
	CONTENT_LENGTH=300000 <"$tmp/large"
is "$status" 413 "no other address takes so much"
cgi POST "$meeting/attachments" "CONTENT_TYPE=multipart/form-data; boundary=bound" \
	CONTENT_LENGTH=300000 <"$tmp/large"
is "$status" 413 "nor from somebody without a session"

get $meeting/attachments/7.pdf
is "$status" 200 "the file"
head -c 5 "$tmp/body" | grep -q %PDF-
ok $? "... is a PDF"
has "$(cat "$tmp/head")" 'Content-Type: application/pdf' "... and says so"
has "$(cat "$tmp/head")" 'Cache-Control: no-store' "... not stored"
has "$(cat "$tmp/head")" 'inline; filename="their--b-.pdf"' "... its name made plain"
get $meeting/attachments/8.pdf
is "$status" 404 "nothing is attached to item 8"
get $meeting/attachments/7
is "$status" 404 "nor is there anything without the suffix"
get $meeting/pack
has "$(cat "$tmp/body")" 'Item 7 is not accessible' "the pack's page says that it is not accessible"
has "$(cat "$tmp/body")" "href=\"$meeting/attachments/7.pdf\"" "... and leads to the file"
sign_in mary
get $meeting/attachments/7.pdf
is "$status" 200 "a member reads it"
sign_in adam
get $meeting/attachments/7.pdf
is "$status" 403 "an administrator does not"
session=NOBODY=1
get $meeting/attachments/7.pdf
is "$status" 303 "nobody is sent to sign in"
sql "INSERT INTO agenda_item (meeting, item, title, exempt_paragraph, file_id, line)
	SELECT meeting, item, title, '3', (SELECT max(file_id) FROM import_file), 1000 FROM agenda_item_now WHERE item = '7'"
sign_in mary
get $meeting/attachments/7.pdf
is "$status" 404 "of an exempt item it is not there for her"

sign_in carl
get $meeting
form="item=7&csrf=$(token)"
printf %s "item=7" >"$tmp/form"
cgi POST "$meeting/withdrawals" "$session" CONTENT_TYPE=application/x-www-form-urlencoded \
	CONTENT_LENGTH=6 <"$tmp/form"
is "$status" 403 "withdrawing needs the token"
get "$meeting/withdrawals?item=8"
is "$status" 404 "what is not there cannot be withdrawn"
get "$meeting/withdrawals?item=7"
is "$status" 200 "withdrawing is asked once"
has "$(cat "$tmp/body")" 'Withdraw the PDF of item 7?' "... in words"
has "$(cat "$tmp/body")" "href=\"$meeting\">Leave it attached" "... with the way back"
back=$form
put_back() {
	printf %s "$back" >"$tmp/form"
	cgi POST "$meeting/put-back" "$session" CONTENT_TYPE=application/x-www-form-urlencoded \
		CONTENT_LENGTH=${#back} <"$tmp/form"
}
put_back
is "$status" 409 "what is attached is not put back"
printf %s "$form" >"$tmp/form"
cgi POST "$meeting/withdrawals" "$session" CONTENT_TYPE=application/x-www-form-urlencoded \
	CONTENT_LENGTH=${#form} <"$tmp/form"
is "$status" 303 "withdrawn"
get $meeting/attachments/7.pdf
is "$status" 404 "... it is gone"
get $meeting
has "$(cat "$tmp/body")" '“Their paper” was withdrawn by carl' "the meeting says who withdrew it"
put_back
is "$status" 303 "it is put back"
get $meeting/attachments/7.pdf
is "$status" 200 "... and is there again"
is "$(sql 'SELECT count(*), count(DISTINCT sha256) FROM attachment')" '3|1' "... the same, as a row of its own"
# An item that stands elsewhere now is called by the number that it is printed under.
psql -U postgres -qAtX -c "UPDATE moothall.agenda_item SET number = '17' WHERE meeting = '${meeting##*/}' AND item = '7'"
get $meeting
has "$(cat "$tmp/body")" 'PDF for item 17' "the form of an item that has moved"
lacks "$(cat "$tmp/body")" 'PDF for item 7<' "... is not called by its key"
get "$meeting/withdrawals?item=7"
has "$(cat "$tmp/body")" 'Withdraw the PDF of item 17?' "... nor is it where its file is withdrawn"
sign_in mary
put_back
is "$status" 403 "a member puts nothing back"
! grep -E 'Sanitizer|runtime error' "$tmp/log" >/dev/null
ok $? "nothing was complained of"
tap_done
