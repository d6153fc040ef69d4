#!/bin/sh
# Accounts on the site: moothalld behind nginx, asked by curl as administrators, an auditor and others ask it.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=$(cd "${srcdir:-.}" && pwd)
. "$src/tests/tap.sh"
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-users.XXXXXX")
chmod 755 "$tmp"
export LC_ALL=C MOOTHALL_PROCESSES=2 MOOTHALL_PASSWORD_MEMORY_MB=38
workers=
finish() {
	for pid in $workers $(cat "$tmp/nginx.pid" 2>/dev/null); do kill "$pid" 2>/dev/null; done
	wait
	rm -rf "$tmp"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP
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
field() { sed -n 's/.*name="'"$1"'" value="\([^"]*\)".*/\1/p' "$tmp/body" | head -1; }
# form JAR PATH [CURL OPTIONS]: opens the form of a page and sends it, with its token and what it has seen.
form() {
	jar=$1 path=$2
	shift 2
	ask "$jar" "$path"
	seen=$(field since)
	ask "$jar" "$path" --data-urlencode "csrf=$(field csrf)" ${seen:+--data "since=$seen"} "$@"
}
# What the next page says was done.
said() {
	ask "$1" "$2"
	body | tr '\n' ' ' | sed -n 's/.*<h2 id="banner">\([^<]*\)<\/h2> <p>\([^<]*\)<.*/\1: \2/p'
}
sign_in() {
	ask "$1" /sign-in
	ask "$1" /sign-in --data-urlencode "username=$2" --data-urlencode "password=${3-correct horse}" --data "csrf=$(field csrf)"
}
link() { sed -n 's|.*id="link"[^>]* value="\([^"]*\)".*|\1|p' "$tmp/body"; }

./tests/page/prepare adam admin eve admin alma auditor mary member olive officer ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
./moothall setting site_address https://figures.example.gov.uk
PGUSER=moothall_app spawn-fcgi -n -s "$tmp/fcgi" -M 0666 -- ./moothall-workers 2 ./moothalld >"$tmp/log" 2>&1 &
workers=$!
until [ -S "$tmp/fcgi" ]; do sleep 0.05; done
cp "$src"/nginx/*.html "$tmp/"
{
	[ "$(id -u)" -ne 0 ] || echo "user nobody nogroup;"
	echo "pid $tmp/nginx.pid; error_log $tmp/nginx.log; worker_processes 1; events { worker_connections 64; } http {"
	for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $tmp/temp-$kind;"; done
	sed "s|@LISTEN@|unix:$tmp/http|; s|@SOCKET@|$tmp/fcgi|; s|@ERRORS@|$tmp|; s|@LOG@|$tmp/access.log|
		s|rate=30r/m|rate=1000000r/s|; s|burst=30|burst=1000|" "$src/nginx/moothall.conf"
	echo "}"
} >"$tmp/nginx.conf"
nginx -e "$tmp/nginx.log" -c "$tmp/nginx.conf" 2>>"$tmp/nginx.log"
for who in adam eve alma mary; do
	sign_in $who $who
	is "$status" 303 "$who signs in"
done

# Who sees these pages.
for page in /users /users/mary /users/changes; do
	ask nobody $page
	is "$status" 303 "$page: nobody is sent to sign in"
	ask mary $page
	is "$status" 403 "... a member is refused"
	ask alma $page
	is "$status" 200 "... an auditor reads it"
	lacks "$(body)" '/users/invite"' "... without a way to invite"
	lacks "$(body)" '/users/mary/' "... or to change anything"
	ask adam $page
	is "$status" 200 "... an administrator too"
	for face in json csv xlsx pdf; do
		ask alma "$page.$face"
		is "$status" 200 "... as $face"
	done
done
for page in invite mary/roles mary/details mary/names mary/link mary/sessions mary/disable mary/enable; do
	ask alma /users/$page
	is "$status" 403 "/users/$page is not an auditor's"
	ask alma /users/mary
	case $page in */roles) action='&action=give' ;; *) action= ;; esac
	ask alma /users/$page --data "csrf=$(field csrf)$action"
	is "$status" 403 "... nor its form"
done
ask adam /users/nobody-at-all
is "$status" 404 "somebody that there is not"
ask adam /users.json
lacks "$(body)" 'argon2' "no password is in what is told"
for page in /performance /finance/revenue /risks /meetings /performance/figures.csv /imports; do
	ask adam $page
	case $status in 403 | 404) ok 0 "an administrator sees no figure: $page" ;; *) ok 1 "an administrator sees no figure: $page" ;; esac
done

# Before a change who it is must be proved of late.
superuser "UPDATE session SET fresh_at = now() - fresh_for()"
ask adam /users/invite
is "$status" 303 "a change asks who it is first"
has "$(tr -d '\r' <"$tmp/head")" 'account/confirm?next=' "... over a page that does"
for who in adam eve; do
	ask $who /account/confirm
	ask $who /account/confirm --data-urlencode "csrf=$(field csrf)" --data "proof-password=correct+horse&next=/users/invite"
	is "$status" 303 "... with the password"
done

# Inviting: what is wrong is said at its field, and nothing typed is lost.
form adam /users/invite
is "$status" 422 "an invitation of nobody"
has "$(body)" '<a href="#username">Enter a user name</a>' "... is refused at its fields"
has "$(body)" '<a href="#role">Choose at least one role</a>' "... where boxes are to be ticked too"
has "$(body)" '<fieldset aria-describedby="role-error role-hint" aria-invalid="true">' "... which a screen reader is told"
form adam /users/invite --data-urlencode 'username="><script>' --data-urlencode "name=Ann <b> Analyst" --data "role=analyst" --data "from=31/02/2199"
is "$status" 422 "a day that there is not"
has "$(body)" '<a href="#from">"31/02/2199" is not a day: write 3 May 2017, 03/05/2017 or 2017-05-03</a>' "... is refused"
has "$(body)" 'value="Ann &lt;b&gt; Analyst"' "... the name is kept"
has "$(body)" 'value="analyst" checked' "... and the role"
form adam /users/invite --data-urlencode 'username="><script>' --data "name=Ann&role=analyst"
is "$status" 422 "a hostile user name"
has "$(body)" '<a href="#username">A user name has up to 64 of a-z' "... is refused at its field"
has "$(body)" 'value="&quot;&gt;&lt;script&gt;"' "... and escaped"
form adam /users/invite --data "username=ann&name=Ann&role=king"
is "$status" 422 "a role that there is not"
has "$(body)" '<a href="#role">Choose from what is offered here</a>' "... is refused"
form adam /users/invite --data "username=ann&name=Ann&role=analyst&role=finance" --data-urlencode "from=3 May 2199" --data "to=2199-05-02"
is "$status" 422 "a role that ends before it begins"
has "$(body)" '<a href="#to">A role cannot end on 2 May 2199, before it begins on 3 May 2199</a>' "... is refused in words"
is "$(body | grep -c ' checked')" 2 "... both roles are kept"
ask adam /users/invite
ask adam /users/invite --data "csrf=$(field csrf)&username=ann&username=eve&name=Ann&role=analyst"
is "$status" 400 "a name sent twice"
has "$(body)" '"username" was sent twice' "... is refused"
form adam /users/invite --data "username=ann&email=a@@b&name=Ann&role=analyst"
has "$(body)" '<a href="#email">An e-mail address is like name@example.gov.uk</a>' "an address that is none"
is "$(sql 'SELECT count(*) FROM person')" 5 "nobody was invited by any of this"
form adam /users/invite --data-urlencode "username= ann " --data-urlencode "name=Ann <b> Analyst" --data "role=analyst&role=finance" \
	--data-urlencode "email=ann@example.gov.uk" --data-urlencode "called=Mrs K Byrne"
is "$status" 200 "somebody is invited"
link=$(link)
has "$link" 'https://figures.example.gov.uk/invitation/' "... by a link"
has "$(tr -d '\r' <"$tmp/head")" 'Cache-Control: no-store' "... that no browser keeps"
is "$(sql "SELECT string_agg(role, ' ' ORDER BY role) FROM person_role JOIN person USING (person_id) WHERE username = 'ann'")" 'analyst finance' "... with the roles"
is "$(sql "SELECT c.name FROM person_called c JOIN person USING (person_id) WHERE username = 'ann'")" 'Mrs K Byrne' "... and the name of the lists"
ask adam /users
has "$(body | tr '\n' ' ')" 'Waiting for their invitation' "the list begins with who waits"
has "$(body)" 'Ann &lt;b&gt; Analyst</a>' "... escaped"
ask adam "/users?text=mrs+k+byrne"
has "$(body)" '/users/ann"' "... and finds them by a name of the lists"
lacks "$(body)" '/users/mary"' "... and nobody else"
ask adam /users/ann
has "$(body)" "Children's Services Committee, Parent governor representative" "their page has the seat that follows"
lacks "$(body)" "${link##*/}" "... and the link no more"
form adam /users/invite --data "username=ann&name=Ann&role=analyst"
is "$status" 409 "the same invitation twice is refused"

# The link.
path=/invitation/${link##*/}
ask fresh $path
is "$status" 200 "the link works without signing in"
has "$(body)" 'For Ann &lt;b&gt; Analyst. Your user name is <strong>ann</strong>' "... and says whom it is for"
has "$(tr -d '\r' <"$tmp/head")" 'Referrer-Policy: no-referrer' "... no other page is told of it"
ask fresh $path --data "csrf=x&password=a-long-secret-1&again=a-long-secret-1"
is "$status" 403 "without the form's token nothing is set"
form fresh $path --data "password=a-long-secret-1&again=a-long-secret-2"
is "$status" 422 "two passwords"
has "$(body)" '<a href="#again">This is not the same password</a>' "... are refused"
form fresh $path --data "password=password1234&again=password1234"
has "$(body)" '<a href="#password">' "a common password is refused at its field"
form fresh $path --data "password=kbyrne-kbyrne&again=kbyrne-kbyrne"
is "$status" 422 "so is one that is little more than a name of theirs"
lacks "$(body)" 'kbyrne-kbyrne' "... and it is not sent back"
form fresh $path --data "password=grey+seals+at+dusk&again=grey+seals+at+dusk"
is "$status" 303 "a password is set"
is "$(said fresh /sign-in)" 'Your password is set: Sign in with your user name, ann, and the password.' "... and what comes next is said"
ask second $path
is "$status" 404 "a link that was used works no more"
tr -d '\n' <"$tmp/body" | sed 's/<form.*//; s/.*<main/<main/' >"$tmp/used"
form second $path --data "password=a-long-secret-1&again=a-long-secret-1"
lacks "$status" 303 "... whatever is sent"
ask second /invitation/nothing-of-the-sort
is "$status" 404 "a link that never was"
tr -d '\n' <"$tmp/body" | sed 's/<form.*//; s/.*<main/<main/' | cmp -s - "$tmp/used"
ok $? "... is told in the same words"
sign_in ann ann "grey seals at dusk"
is "$status" 303 "they sign in"
form adam /users/ann/link
is "$status" 200 "a link for a lost password"
lost=$(link)
form adam /users/ann/link
newer=$(link)
ask second "/invitation/${lost##*/}"
is "$status" 404 "... ends when a newer one is made"
superuser "UPDATE invitation SET ends_at = now()"
ask second "/invitation/${newer##*/}"
is "$status" 404 "... and when its time is over"
tr -d '\n' <"$tmp/body" | sed 's/<form.*//; s/.*<main/<main/' | cmp -s - "$tmp/used"
ok $? "... in the same words"
form adam /users/adam/link
is "$status" 403 "a link for oneself is refused"
for token in "${link##*/}" "${lost##*/}"; do
	! grep -q -e "$token" "$tmp/access.log" "$tmp/nginx.log" "$tmp/log"
	ok $? "no log holds what stands in a link"
	is "$(sql "SELECT count(*) FROM audit_event e WHERE strpos(e::text, '$token') > 0")" 0 "... nor does the trail"
	is "$(superuser "SELECT count(*) FROM invitation i WHERE strpos(i::text, '$token') > 0 OR encode(i.token_hash, 'base64') LIKE '%$token%'")" 0 "... nor the table"
done
grep -q 'GET /invitation/\.\.\.' "$tmp/access.log"
ok $? "... but that one was opened"

# Roles.
form adam /users/olive/roles --data-urlencode "to=31 December 2199" --data "role=auditor&from=&action=give"
is "$status" 303 "a role is given"
today=$(sql "SELECT day_words(today())")
is "$(said adam /users/olive)" "Saved: Auditor given from $today until 31 December 2199." "... which the next page says"
has "$(body | tr '\n' ' ')" '31 Dec 2199' "... with its days"
form adam /users/olive/roles --data "role=auditor&from=&to=&action=end"
is "$(said adam /users/olive)" 'Saved: Auditor ended.' "a role is ended at once"
form adam /users/adam/roles --data "role=analyst&from=&to=&action=give"
is "$status" 403 "a role given to oneself is refused"
has "$(body)" 'Nobody may give a role to themselves: another administrator can' "... in words"
is "$(sql "SELECT count(*) FROM person_role JOIN person USING (person_id) WHERE username = 'adam'")" 1 "... and is not given"
is "$(sql "SELECT DISTINCT username FROM audit_event e WHERE event = 'refused' AND e::text LIKE '%/users/adam/roles%'")" adam "... but on record"
form adam /users/olive/roles --data "role=&from=&to=&action=give"
has "$(body)" '<a href="#role">Choose a role</a>' "no role is chosen"

# Two administrators change the same person: whoever comes second is shown what holds now.
ask eve /users/olive/roles
theirs="csrf=$(field csrf)&since=$(field since)"
form adam /users/olive/roles --data "role=finance&from=&to=&action=give"
ask eve /users/olive/roles --data "$theirs&role=analyst&from=&to=&action=give"
is "$status" 409 "the second of two administrators"
has "$(body)" 'Somebody else has changed olive' "... is told"
has "$(body)" '<li>Finance since' "... what the first has done"
has "$(body)" 'value="analyst" checked' "... and what they chose themselves is kept"
ask eve /users/olive/roles --data "csrf=$(field csrf)&since=$(field since)&role=analyst&from=&to=&action=give"
is "$status" 303 "... and may do it then"
for who in adam eve; do
	ask $who /users/olive/roles
	echo "csrf=$(field csrf)&since=$(field since)&role=finance&from=&action=give&to=2199-01-0$((${#who} - 2))" >"$tmp/$who.form"
done
for who in adam eve; do
	curl -s --unix-socket "$tmp/http" -b "$tmp/$who" -o /dev/null -w '%{http_code}\n' --data "@$tmp/$who.form" http://localhost/users/olive/roles >"$tmp/$who.status" &
done
until [ -s "$tmp/adam.status" ] && [ -s "$tmp/eve.status" ]; do sleep 0.05; done
is "$(cat "$tmp/adam.status" "$tmp/eve.status" | sort | tr '\n' ' ')" '303 409 ' "of two at the same moment one is done"

# Names of the lists.
ask adam "/users/olive/names?text=adams"
has "$(body)" 'value="Mr A Adams"' "a name is found"
lacks "$(body)" 'value="Mr B Stone"' "... and no other"
form adam /users/olive/names --data-urlencode "called=Mr A Adams" --data-urlencode "other=Ms E Corlett"
is "$(said adam /users/olive | sed 's/olive.*Test//')" 'Saved: The names by which lists know  are changed.' "names are given"
is "$(sql "SELECT string_agg(c.name, ', ' ORDER BY c.name) FROM person_called c JOIN person USING (person_id) WHERE username = 'olive'")" 'Mr A Adams, Ms E Corlett' "... those that were chosen and written"
form adam /users/olive/names --data-urlencode "called=Ms E Corlett" --data-urlencode "other=No One"
is "$status" 422 "a name that no list has"
has "$(body)" 'No list of seats, leads or authors has "No One"' "... is refused"
form adam /users/olive/names --data-urlencode "called=Ms E Corlett" --data other=
is "$(sql "SELECT string_agg(c.name, ', ') FROM person_called c JOIN person USING (person_id) WHERE username = 'olive'")" 'Ms E Corlett' "a name that is not ticked any more is taken"
form adam /users/adam/names --data-urlencode "called=Mr B Stone" --data other=
is "$status" 403 "a name given to oneself is refused"

# What somebody is called, and where they are written to.
ask adam /users/olive/details
has "$(body)" 'value="olive &lt;&amp;&quot; Test"' "the form has what they are called"
form adam /users/olive/details --data-urlencode "name=Olive <i> Officer" --data "email=olive@@example"
is "$status" 422 "an address that is none, later"
has "$(body)" '<a href="#email">An e-mail address is like name@example.gov.uk</a>' "... is refused at its field"
has "$(body)" 'value="Olive &lt;i&gt; Officer"' "... and the name is kept, escaped"
form adam /users/olive/details --data "name=&email="
has "$(body)" '<a href="#name">Enter their name</a>' "no name is refused at its field"
form adam /users/olive/details --data-urlencode "name=Olive <i> Officer" --data "email=olive@example.gov.uk"
is "$status" 303 "both are changed"
is "$(said adam /users/olive)" 'Saved: What Olive &lt;i&gt; Officer is called and where they are written to is saved.' "... which is said"
has "$(body)" 'olive@example.gov.uk' "... and shown"
ask eve /users/olive/details
theirs="csrf=$(field csrf)&since=$(field since)"
form adam /users/olive/details --data-urlencode "name=Olive Officer" --data email=
is "$status" 303 "... and once more"
ask eve /users/olive/details --data "$theirs&name=Olivia&email="
is "$status" 409 "the second of two who change it is told"
ask adam /users/olive
lacks "$(body | sed '/What was done/,$d')" 'olive@example.gov.uk' "an address is taken away"
has "$(body)" 'E-mail taken away, before that olive@example.gov.uk' "... on record with what it was"

# Sessions, disabling and enabling.
sign_in mary2 mary
for jar in mary mary2; do
	ask $jar /account/confirm
	is "$status" 200 "mary is signed in on two machines"
done
ask adam /users/mary
has "$(body)" 'href="/users/mary/sessions">End one of these, or all</a>' "her page has them, and the way to end them"
ask adam /users/mary.json
is "$(python3 -c 'import json, sys; print([len(t["rows"]) for t in json.load(open(sys.argv[1]))["tables"] if t["key"] == "sessions"])' "$tmp/body")" '[2]' "... both"
first=$(superuser "SELECT min(session_id) FROM session JOIN person USING (person_id) WHERE username = 'mary'")
form adam /users/mary/sessions --data "session=$first"
has "$(said adam /users/mary)" 'Signed out: mary' "one of them is ended"
ask mary /account/confirm
is "$status" 303 "... which is signed out at its next page"
ask mary2 /account/confirm
is "$status" 200 "... the other is not"
sign_in mary mary
form adam /users/mary/disable
is "$status" 303 "she is disabled"
has "$(said adam /users/mary)" 'Disabled: mary' "... which is said"
for jar in mary mary2; do
	ask $jar /account/confirm
	is "$status" 303 "... and signed out there at the next page"
done
sign_in mary mary
is "$status" 422 "... and does not get in"
form adam /users/mary/enable
has "$(said adam /users/mary)" 'Enabled: mary' "she is enabled"
sign_in mary mary
is "$status" 303 "... and gets in"
form eve /users/adam/disable
is "$status" 303 "an administrator disables another"
ask adam /users
is "$status" 303 "... who is out"
form eve /users/eve/disable
is "$status" 409 "the last administrator does not disable himself"
has "$(body)" 'Nobody would be left who can administer' "... and is told why"
form eve /users/eve/roles --data "role=admin&from=&to=&action=end"
is "$status" 409 "... nor end the role"
ask eve /users
is "$status" 200 "... and goes on"
form eve /users/adam/enable
sign_in adam adam

# What was done is told.
ask alma /users/olive
for what in "Finance given from $today" 'Known to lists as Mr A Adams' 'No longer known to lists as Mr A Adams' 'Auditor ended'; do
	has "$(body)" "$what" "her history: $what"
done
ask alma /users/changes.csv
has "$(body)" ',Leaver,Disabled,adam' "who was disabled left"
has "$(body)" ',Joiner,"Invited as Analyst, Finance",adam' "who was invited joined"
ask alma "/users/changes?from=1+January+2016&to=31%2F01%2F2016"
has "$(body)" 'Nobody joined, moved or left between these days.' "in another time nobody did"
ask alma "/users/changes?from=32+January+2016"
is "$status" 400 "a day that there is not"
has "$(body)" '"32 January 2016" is not a day' "... is said"
has "$(body)" 'value="32 January 2016"' "... and kept"
ask alma "/users/changes.json?from=2016-02-01&to=2016-01-01"
is "$status" 400 "days the wrong way round"

# Many: still one page, and quick to search.
superuser "INSERT INTO person (username, name, password_hash, signed_in_at) SELECT 'u' || g, 'Person ' || g, 'x', now() FROM generate_series(1, 500) g;
	INSERT INTO person_role (person_id, role, from_day) SELECT person_id, 'member', today() FROM person WHERE name LIKE 'Person %'"
ask adam /users
is "$status" 200 "five hundred users"
is "$(body | grep -o 'href="/users/u[0-9]*"' | sort -u | wc -l)" 500 "... are all there"
ask adam "/users?text=person+499"
is "$(body | grep -o 'href="/users/u[0-9]*"' | sort -u)" 'href="/users/u499"' "... and found"
ask adam "/users?sort=-username"
is "$(body | grep -o 'href="/users/u[0-9]*"' | head -n 1)" 'href="/users/u500"' "... and sorted as people count"
! grep -E 'Sanitizer|runtime error' "$tmp/log"
ok $? "nothing was complained of"
tap_done
