# Run by test_site.sh in the build folder, with a database.
set -u
export LC_ALL=C
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-site.XXXXXX")
chmod 755 "$tmp"
count=0 failed=0
daemons=
finish() {
	for pid in $daemons $(cat "$tmp"/nginx-*.pid 2>/dev/null); do kill "$pid" 2>/dev/null; done
	rm -rf "$tmp"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP

# check DESCRIPTION COMMAND…: one line of TAP; at a failure, what was seen last.
check() {
	what=$1
	shift
	count=$((count + 1))
	if "$@" >/dev/null 2>&1; then
		echo "ok $count - $what"
	else
		echo "not ok $count - $what"
		echo "# $*"
		sed 's/^/# /' "$tmp/head" 2>/dev/null | head -20
		sed 's/^/# /' "$tmp/body" 2>/dev/null | head -40
		failed=$((failed + 1))
	fi
}
# ask PATH [CURL OPTIONS]: the answer's head and body in files, its status in $status.
ask() {
	path=$1
	shift
	status=$(curl -s --path-as-is --unix-socket "$tmp/$server" -D "$tmp/head" -o "$tmp/body" \
		-w '%{http_code}' "$@" "http://localhost$path")
}
is() { [ "$status" = "$1" ]; }
head_has() { grep -qi -- "$1" "$tmp/head"; }
has() { grep -q -- "$1" "$tmp/body"; }
lacks() { ! grep -qi -- "$1" "$tmp/body"; }
lacks_packed() { ! python3 -c 'import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
sys.stdout.buffer.write(b"\n".join(z.read(n) for n in z.namelist()))' "$tmp/body" | grep -qi -- "$1"; }
# What was just done, as a browser brings it back.
flash() { sed -n 's/^Set-Cookie: \(moothall-done=[^;]*\).*/\1/p' "$tmp/head" | head -1; }
token() { sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$tmp/body" | head -1; }
cookie() { awk '$6 ~ /moothall$/ { print $7 }' "$tmp/$1"; }
# sign_in JAR NAME PASSWORD [NEXT]
sign_in() {
	ask "/sign-in" -b "$tmp/$1" -c "$tmp/$1"
	ask "/sign-in" -b "$tmp/$1" -c "$tmp/$1" --data-urlencode "username=$2" \
		--data-urlencode "password=$3" --data-urlencode "next=${4-}" --data "csrf=$(token)"
}
# cgi METHOD URI [NAME=VALUE…] <BODY: the program itself, as CGI.
cgi() {
	method=$1 uri=$2
	shift 2
	env REQUEST_METHOD="$method" REQUEST_URI="$uri" REMOTE_ADDR=192.0.2.1 PGUSER=moothall_app \
		"$@" ./moothalld >"$tmp/answer" 2>>"$tmp/cgi.log"
	sed '/^\r$/,$d' "$tmp/answer" >"$tmp/head"
	sed '1,/^\r$/d' "$tmp/answer" >"$tmp/body"
	status=$(sed -n 's/^Status: \([0-9]*\) .*/\1/p' "$tmp/head")
}
sql() { psql -qAtX -c "SET search_path = moothall_code, moothall" -c "$1"; }

export MOOTHALL_PROCESSES=2 MOOTHALL_PASSWORD_MEMORY_MB=38
./tests/page/prepare mary member olive officer adam admin alma auditor walt member cora committee_officer ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }

# Refusing to start.
MOOTHALL_PASSWORD_MEMORY_MB=37 ./moothalld </dev/null >/dev/null 2>"$tmp/body"
check "too little memory for passwords is a sentence" has "^moothalld: password_memory_mb 37 "

# Two processes on one socket, as spawn-fcgi and moothall-workers start them.
PGUSER=moothall_app spawn-fcgi -n -s "$tmp/fcgi" -M 0666 -- ./moothall-workers 2 \
	./moothalld >"$tmp/log" 2>&1 &
daemons=$!
cp "$srcdir"/nginx/*.html "$tmp/"

# serve NAME RATE BURST [CHANGES]: an nginx on the socket of that name, which lets through that many sign-ins, its
# configuration changed by sed; $server is the one that is asked from here on.
serve() {
	server=$1
	{
		[ "$(id -u)" -ne 0 ] || echo "user nobody nogroup;"
		echo "pid $tmp/nginx-$1.pid; error_log $tmp/nginx.log; worker_processes 1;"
		echo "events { worker_connections 64; }"
		echo "http { access_log off;"
		for kind in client_body proxy fastcgi uwsgi scgi; do
			echo "${kind}_temp_path $tmp/temp-$1-$kind;"
		done
		sed "s|@LISTEN@|unix:$tmp/$1|; s|@SOCKET@|$tmp/fcgi|; s|@ERRORS@|$tmp|; s|@LOG@|$tmp/access.log|; s|rate=30r/m|rate=$2|; s|burst=30|burst=$3|; ${4-}" \
			"$srcdir/nginx/moothall.conf"
		echo "}"
	} >"$tmp/$1.conf"
	nginx -e "$tmp/nginx.log" -c "$tmp/$1.conf" 2>>"$tmp/nginx.log"
}
# No machine is fast enough to be held off by this one.
serve http 1000000r/s 1000
until ask /healthz && [ "$status" = 200 ]; do
	kill -0 "$daemons" || break
	sleep 0.1
done

# Without signing in.
check "healthz says that all is well" is 200
check "... in JSON" has '^{"status":"ok","database":"ok"}$'
ask "/performance?period=2017-01"
check "a page leads to the sign-in form" is 303
check "... and back" head_has '^location: /sign-in?next=%2Fperformance%3Fperiod%3D2017-01'
ask /performance.json
check "data is refused with 401" is 401
check "... as a problem document" head_has "^content-type: application/problem+json"
ask /performance.csv
check "so is CSV" is 401
ask /nothing-here
check "an unknown address is 404" is 404
check "... as a page with one h1" test "$(grep -c '<h1' "$tmp/body")" = 1
check "... with the policy" head_has "^content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'"
check "... not stored" head_has "^cache-control: no-store"
check "... the server's version hidden" head_has "^server: nginx.$"
ask /nothing-here.json
check "an unknown address of data is a problem document" head_has "application/problem+json"
ask /performance -X POST
check "a wrong method is 405" is 405
check "... and says what is allowed" head_has "^allow: GET, HEAD.$"
ask /sign-in -X DELETE
check "405 names all methods of the address" head_has "^allow: GET, HEAD, POST.$"
ask /performance -X OPTIONS
check "OPTIONS is no way in" is 405
ask /static/nothing/../../etc/passwd
check "no way out of static files" is 400
ask "/sign-in?nxt=1"
check "an unknown parameter is 400" is 400
check "... named, with what is known" has 'There is no "nxt" here: what is known is next'
ask /accessibility
check "the accessibility statement is for everybody" is 200
ask /sign-in
cp "$tmp/body" "$tmp/signin"
css=$(sed -n 's/.*href="\(\/static[^"]*css\)".*/\1/p' "$tmp/body")
ask "$css"
check "the style sheet is there" is 200
check "... to be kept" head_has "^cache-control: public, max-age=31536000, immutable"
check "... as CSS" head_has "^content-type: text/css"
ask "$(sed -n 's/.*src="\(\/static[^"]*js\)".*/\1/p' "$tmp/signin")"
check "so is the script" is 200
check "... as one" head_has "^content-type: text/javascript"
check "... of less than 20 kB" test "$(wc -c <"$tmp/body")" -lt 20000
ask "$(echo "$css" | sed 's|static/......|static/000000|')"
check "... under no other hash" is 404
ask /accessibility -I
check "HEAD has the length and no body" head_has "^content-length: [1-9]"

# The form.
ask /sign-in -c "$tmp/jar"
first=$(cookie jar)
check "the form comes with a cookie" head_has "^set-cookie: moothall=.*; Path=/; HttpOnly; SameSite=Lax.$"
check "... and a token" test -n "$(token)"
ask /sign-in -b "$tmp/jar" --data "username=mary&password=correct+horse"
check "without the token it is refused" is 403
ask /sign-in --data "username=mary&password=correct+horse&csrf=$(token)"
check "so is a token without its cookie" is 403
ask /sign-in -b "$tmp/jar" --data "username=mary&csrf=x&colour=red"
check "an unknown field is 400" is 400
check "... named" has '"colour"'
ask /sign-in -b "$tmp/jar" --data "username=mary&username=x"
check "a field sent twice is 400" is 400
ask /sign-in -b "$tmp/jar" -H "Content-Type: application/json" --data "{}"
check "another content type is 415" is 415
head -c 270000 /dev/zero | tr '\0' a >"$tmp/large"
ask /sign-in -b "$tmp/jar" --data "@$tmp/large"
check "a body over the limit is 413" is 413
check "... said by a page" has "larger than the 256 KiB allowed"
sign_in jar mary ""
check "an empty password is 422" is 422
check "... the field named" has '<a href="#password">Enter your password</a>'
check "... the name kept" has 'value="mary"'
sign_in jar '"><script>' wrong
check "a wrong name is 422" is 422
check "what was typed is escaped" has 'value="&quot;&gt;&lt;script&gt;"'
said=$(grep -c "The user name or the password is wrong" "$tmp/body")
sign_in jar mary "wrong horse"
check "a wrong password is 422" is 422
check "... and said in the same words" test "$(grep -c 'The user name or the password is wrong' "$tmp/body")" = "$said"
check "the window's title says that there is an error" has "<title>Error: Sign in"

# Signing in, and where it leads.
sign_in jar mary "correct horse" "/performance?period=2017-01"
check "signing in leads on" is 303
check "... to the page asked for" head_has "^location: .*/performance?period=2017-01.$"
check "... with a new token" test "$(cookie jar)" != "$first"
ask /performance -H "Cookie: moothall=$first"
check "... and the one of before is no session" is 303
check "... with nothing to say of the password" test -z "$(flash)"
sign_in two mary "correct horse"
before=$(cookie two)
ask /sign-out -b "$tmp/two"
theirs=$(token)
ask /sign-in -b "$tmp/two" -c "$tmp/two" --data-urlencode "password=correct horse" --data "username=walt&csrf=$theirs"
check "another may sign in in the same browser" is 303
ask /sign-out -b "$tmp/two"
check "... and is the one that is signed in" has "You are signed in as walt"
ask /performance -H "Cookie: moothall=$before"
check "... in place of the one before, whose session has ended" is 303
ask /sign-out -b "$tmp/two" --data "csrf=$theirs"
check "... whose forms are nobody's any more" is 403
sql "UPDATE person SET password_hash = '\$argon2id\$v=19\$m=19456,t=2,p=1\$8X2CQGm1NRdTkKxe6h1DSw\$zld4Li6Sc0oG7L5R9fqrHD3F3OIpNZxa8q7C+k6grgI' WHERE username = 'walt'"
sign_in three walt "old horse"
check "a password of before, which would be too short today, is still one" is 303
ask / -b "$tmp/three"
check "... and its person is told" has "Your password would not be taken as a new one today"
sql "UPDATE person SET password_hash = (SELECT password_hash FROM person WHERE username = 'mary') WHERE username = 'walt'"
rm -f "$tmp/two" "$tmp/three"
raw=$(echo "$(cookie jar)=" | tr -- -_ +/ | base64 -d | od -An -v -tx1 | tr -d ' \n')
check "the token has 32 bytes" test ${#raw} = 64
check "... and the database its hash only" test "$(sql "SELECT count(*) FROM session WHERE token_hash = '\\x$raw'")" = 0
for next in //evil.example '/\evil.example' https://evil.example /sign-out 'javascript:x' '/a
b'; do
	sign_in other walt "correct horse" "$next"
	check "next=$(printf %s "$next" | tr '\n' ' ') leads home" head_has "^location: \(http://localhost\)\?/.$"
	rm -f "$tmp/other"
done
check "a session each" test "$(sql 'SELECT count(*) FROM session')" -ge 2

# The pages.
ask /performance -b "$tmp/jar"
check "the dashboard is shown" is 200
check "... with one h1" test "$(grep -c '<h1' "$tmp/body")" = 1
check "... in British English" has '<html lang="en-GB">'
check "... a skip link" has 'class="skip" href="#main"'
check "... where one is" has '<a href="/performance" aria-current="page">'
check "... who is signed in, escaped" has 'Signed in as mary &lt;&amp;" Test'
check "... one script, a file of ours" test "$(grep -c '<script' "$tmp/body")" = 1
check "... under an address that changes with it" has '<script src="/static/[0-9a-f]*/moothall.js" defer></script>'
check "... no style in the page" lacks "style="
check "... to be asked for each time" head_has "^cache-control: private, no-cache"
etag=$(sed -n 's/^ETag: \(.*\).$/\1/p' "$tmp/head")
ask /performance -b "$tmp/jar" -H "If-None-Match: $etag"
check "what the browser has is not sent again" is 304
for who in olive:no-store cora:private; do
	sign_in other ${who%:*} "correct horse"
	ask /performance -b "$tmp/other"
	check "of the dashboard a browser may keep, as ${who%:*}: ${who#*:}" head_has "^cache-control: ${who#*:}"
	rm -f "$tmp/other"
done
ask /performance -b "$tmp/jar" --compressed
check "pages are compressed" head_has "^content-encoding: gzip"
ask "/performance?period=2017-01&colour=red" -b "$tmp/jar"
check "an unknown parameter of a report is 400" is 400
check "... named with what is known" has '"colour" here: what is known is area, period'
ask /performance.csv -b "$tmp/jar"
check "CSV" head_has "^content-type: text/csv"
check "... as a file" head_has '^content-disposition: attachment; filename="performance-monthly.csv"'
check "... with the other table named" head_has '^link: .*</performance.csv?table=quarterly>; rel="related"'
ask "/performance.csv?table=nothing" -b "$tmp/jar"
check "a table that is not there is 404" is 404
ask /performance.json -b "$tmp/jar"
check "JSON" head_has "^content-type: application/json"
check "CSV says where its metadata is" eval 'ask /performance.csv -b "$tmp/jar"; head_has "</performance.csv-metadata.json?table=monthly>; rel=\"describedby\"; type=\"application/csvm+json\""'
ask "/performance.csv-metadata.json?period=2017-01&table=quarterly" -b "$tmp/jar"
check "metadata of a CSV" head_has "^content-type: application/csvm+json"
check "... say whose they are" has '"url": "/performance.csv?period=2017-01&table=quarterly"'
ask "/performance.csv-metadata.json?table=nothing" -b "$tmp/jar"
check "... of a table that is not there: 404" is 404
ask /performance.csv-metadata.json
check "... not for strangers" is 401
for face in .json .csv .csv-metadata.json .xlsx; do
	ask "/performance$face?period=1999-01" -b "$tmp/jar"
	check "data that are refused ($face): 400" is 400
	check "... as a problem document" head_has "^content-type: application/problem+json"
done
for face in "" .pdf; do
	ask "/performance$face?period=1999-01" -b "$tmp/jar"
	check "a page or a paper that is refused (${face:-a page}): 400" is 400
	check "... as a page" head_has "^content-type: text/html"
done
# What can be chosen: what holds figures. What cannot be answered stays on its page.
check "no area is offered whose dashboard would be empty" eval 'ask /performance -b "$tmp/jar"; lacks "value=.eh-city\|value=.blackpool"'
check "... the council's is" has '<option value="norfolk" selected>Norfolk</option>'
check "... periods are a list, of which the latest is one" has '<option value="latest" selected>Latest: January 2017</option>'
check "... from which December is one step" has '<a rel="prev" href="/performance?period=2016-12">'
check "... and after the last none" lacks 'rel="next"'
ask "/performance?area=norfolk&period=2016-12" -b "$tmp/jar"
check "what is chosen is marked" has '<option value="2016-12" selected>December 2016</option>'
check "... the steps keep the area" has 'rel="next" href="/performance?area=norfolk&amp;period=2017-01"'
check "... and lead to the latest" has '<a href="/performance?area=norfolk">Latest</a>'
for typed in 2016-12 Dec-16 December%202016 %20dec%20%2016%20 2016-12%20 12/2016 DECEMBER+2016; do
	ask "/performance?period=$typed" -b "$tmp/jar"
	check "the period typed as $typed is December" has '<p class="subtitle">December 2016</p>'
done
for typed in 2016/17+Q2 2016-17%20q2 Q2+16/17; do
	ask "/finance/reserves?period=$typed" -b "$tmp/jar"
	check "the period typed as $typed is a quarter" has 'no such statement for the period "2016/17 Q2"'
done
ask "/performance?period=latest" -b "$tmp/jar"
check "the latest may be asked for by name" has '<p class="subtitle">January 2017</p>'
ask "/performance?area=norwich&period=2016/17" -b "$tmp/jar"
check "a year on a page by month is refused" is 400
check "... on the page" has '<h1>Performance dashboard</h1>'
check "... as an error" has '<title>Error: Performance dashboard'
check "... with the reason, which names the last month" has 'it is a financial year, and these figures are by month; the last within it is December 2016 (2016-12)'
check "... beside the field" has 'id="filter-period" name="period" aria-describedby="filter-period-error" aria-invalid="true"'
check "... with the area as it was chosen" has '<option value="norwich" selected>'
check "... and a way on" has '<a href="/performance?area=norwich&amp;period=2016-12">December 2016</a>'
check "... not stored" head_has '^cache-control: no-store'
ask "/performance/summary?period=%22%3E%3Cscript%3E" -b "$tmp/jar"
check "what is no period is refused on the page" has '<h1>Management summary</h1>'
check "... escaped" has '""&gt;&lt;script&gt;" is not a period; periods are written 2017-01, January 2017'
check "... as it was typed, and not as markup" lacks '"><script'
ask "/performance?area=eh-city" -b "$tmp/jar"
check "an area without figures is 404" is 404
check "... on the page, in words" has '>No figures of this report are held for Early Help City: an import of observations by month fills it.</a>'
check "... with the areas that have some" has '<option value="norwich">Norwich</option>'
check "... and the reason at the field" has 'id="filter-area" name="area" aria-describedby="filter-area-error"'
ask "/performance?area=atlantis&period=2017-01" -b "$tmp/jar"
check "an area that there is not is refused on the page" has '<h1>Performance dashboard</h1>'
check "... with a way to the council" has '<a href="/performance?area=norfolk">Norfolk</a>'
ask /performance/quarterly -b "$tmp/jar"
check "another council's figures are not the council's" is 404
check "... but one step away" has '<a href="/performance/quarterly?area=blackpool">Blackpool</a>'
ask /performance/indicators/99.9 -b "$tmp/jar"
check "an indicator that there is not has no page to stay on" has 'Page not found'
ask "/finance/revenue?period=2016-11" -b "$tmp/jar"
check "a statement that is not held is refused on the page" has '<h1>Revenue'
check "... with those that are" has '<option value="2017-01"'
# How far back: the table has a row a period, each leading to where its figure comes from.
rows() { grep -c 'provenance?area=norfolk' "$tmp/body"; }
ask "/performance/indicators/7.2?period=2017-01" -b "$tmp/jar"
check "a series has thirteen periods" test "$(rows)" = 13
check "... and leads to all that is held" has '<a href="/performance/indicators/7.2?period=2017-01&amp;from=2014-06">All, from June 2014</a>'
ask "/performance/indicators/7.2?period=2017-01&from=2014-06" -b "$tmp/jar"
check "... which is twenty" test "$(rows)" = 20
check "... marked" has 'aria-current="true" href="/performance/indicators/7.2?period=2017-01&amp;from=2014-06"'
ask "/performance/indicators/7.2?from=April+2016&to=2016-12" -b "$tmp/jar"
check "from April to December are nine" test "$(rows)" = 9
ask "/performance/indicators/7.2.json?from=Apr-16&period=2016-12" -b "$tmp/jar"
check "... as data" test "$(grep -o '"period":"2016-12"' "$tmp/body" | wc -l)" -gt 0 -o "$(grep -c '"text": *"Apr-16"' "$tmp/body")" -gt 0
ask "/performance/indicators/7.2?from=2017-04&to=2017-01" -b "$tmp/jar"
check "a series that would begin after its end is refused on the page" is 400
check "... at the field" has 'href="#filter-from">The series would begin with "2017-04", after January 2017.'
{
	printf '%s\n' /performance /performance/summary /performance/education /performance/contacts-by-source \
		/performance/scorecards/neet /performance/indicators/7.2 /performance/cards/2.7 /performance/breakdowns/7.1 /finance/revenue
} | python3 "$srcdir/tests/page/choices.py" "$tmp/fcgi" "$(cookie jar)" 7 >"$tmp/body"
check "what the lists offer has figures (tests/page/choices asks for all of it)" test $? = 0 -a "$(grep -c '^ok' "$tmp/body")" = 9
ask /performance.xlsx -b "$tmp/jar"
check "XLSX" head_has "^content-type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
check "... as a file" head_has '^content-disposition: attachment; filename="performance.xlsx"'
check "... is a packed file" test "$(head -c 2 "$tmp/body")" = PK
ask "/performance.xlsx?table=monthly" -b "$tmp/jar"
check "... of all tables: table= is unknown there" is 400
ask /performance.pdf -b "$tmp/jar"
check "PDF" head_has "^content-type: application/pdf"
check "... with a name" head_has '^content-disposition: inline; filename="performance.pdf"'
head -c 8 "$tmp/body" | grep -q '^%PDF-1.7'
check "... is one" test $? -eq 0
plain=$(pdfinfo "$tmp/body" | sed -n 's/^Pages: *//p')
ask "/performance.pdf?large-print=yes" -b "$tmp/jar"
large=$(pdfinfo "$tmp/body" | sed -n 's/^Pages: *//p')
check "large print takes more pages" test "$large" -gt "$plain"
ask "/performance.pdf?large-print=perhaps" -b "$tmp/jar"
check "large print is yes or no" is 400
ask "/performance?large-print=yes" -b "$tmp/jar"
check "... and may be asked of a page" is 200

# A long table narrowed and ordered by its address.
ask "/performance/summary?period=2017-01&rating=red&sort=-difference" -b "$tmp/jar"
check "a table is narrowed by its address" has '3 of 68 indicators: rated Red; sorted by From a year before, Difference, largest first.'
check "... with a way to all of it" has '<a href="/performance/summary?period=2017-01">Show all 68</a>'
check "... its heading says the order" has 'aria-sort="descending"><a href="/performance/summary?period=2017-01&amp;rating=red&amp;sort=difference">Difference'
check "... the form what is chosen" has '<option value="red" selected>Red</option>'
check "... and keeps the rest" has '<input type="hidden" name="sort" value="-difference">'
check "... so does the one for another period" test "$(grep -c '<input type="hidden" name="rating" value="red">' "$tmp/body")" = 1
check "... the data are of the same rows" has 'href="/performance/summary.csv?period=2017-01&amp;rating=red&amp;sort=-difference'
ask "/performance/summary.csv?period=2017-01&rating=red&sort=-difference" -b "$tmp/jar"
check "... as CSV" test "$(sed -n 's/^\([0-9][^,]*\),.*/\1/p' "$tmp/body" | tr '\n' ' ')" = "7.2 6.4 7.11 "
ask "/performance/summary?period=2017-01" -b "$tmp/jar"
check "a long table's groups are listed" has '<a href="#summary-1">Contacts and referrals</a>'
check "... and lie where the list leads" has '<tr id="summary-1" class="group">'
check "the last thirteen months are drawn, in words too" has 'aria-label="62.2 in Jan-16, 66.3 in Jan-17: a rise"'
ask "/performance/summary?rating=red&text=zebra" -b "$tmp/jar"
check "what matches nothing is said" has 'None of the 68 indicators fits'
check "... with the way back" has '>Show all 68</a>'
ask "/performance/summary?text=%22%3E%3Cscript%3E&section=Child%20protection" -b "$tmp/jar"
check "what was typed is escaped" has '“"&gt;&lt;script&gt;”'
ask "/performance/summary?period=2017-01&rating=purple" -b "$tmp/jar"
check "an unknown rating is 400" is 400
check "... on the page, with the reason" has 'There is no rating "purple"; known are: red, amber, green, none.'
check "... and all of the table" has 'LAC - Rate per 10K'
ask "/performance/summary.json?period=2017-01&rating=purple" -b "$tmp/jar"
check "... data are refused" head_has "^content-type: application/problem+json"
ask "/performance?rating=red" -b "$tmp/jar"
check "a report without such a table knows no rating" is 400

# Side by side.
ask "/compare?indicator=7.2&indicator=6.4&area=norfolk&area=breckland&from=2016-04&to=2017-01" -b "$tmp/jar"
check "indicators and areas are compared at one address" is 200
check "... each as chosen" test "$(grep -c 'type="checkbox"[^>]* checked' "$tmp/body")" = 4
check "... the data are of the same" has 'href="/compare.csv?indicator=7.2&amp;indicator=6.4&amp;area=norfolk&amp;area=breckland&amp;from=2016-04&amp;to=2017-01'
ask "/compare?$(seq -s '&' -f 'indicator=x%g' 40)" -b "$tmp/jar"
check "40 indicators at once are 400" is 400
check "... refused in words, on the page" has '40 indicators are too many to compare at once: choose up to 12.'
check "... with what there is to choose from" has 'value="7.2"'
ask "/compare.json?indicator=7.2&area=atlantis" -b "$tmp/jar"
check "an unknown area: data are refused" is 400
check "... in words" has 'There is no area'
ask "/compare?from=2016-04&from=2016-05" -b "$tmp/jar"
check "what is said once is not said twice" is 400
ask "/performance?area=norfolk&area=norwich" -b "$tmp/jar"
check "... nor an area where one is shown" is 400
check "... named" has '"area" was sent twice'
ask "/performance/indicators/7.2" -b "$tmp/jar"
check "an indicator leads to its comparison" has 'href="/compare?indicator=7.2&amp;area=norfolk"'

ask / -b "$tmp/jar"
check "home" is 200
check "... is personal: not stored" head_has "^cache-control: no-store"
ask "/performance/indicators/7.2?period=2017-01" -b "$tmp/jar"
check "an indicator begins with its answer" has '66.3 per 10,000 people aged 0 to 17: Red (target &lt;55), worse than December 2016 (65.5), above England (60.0).'
check "... with what the service says beside the chart" has '<h2 id="commentary">What the service says, January 2017</h2>'
check "... and what it is last" test "$(grep -n 'id="definition"' "$tmp/body" | cut -d: -f1)" -gt "$(grep -n 'id="comparisons"' "$tmp/body" | cut -d: -f1)"
check "printed figures that differ are one line that opens" has '<details class="corrections"><summary>2 printed figures differ'
ask "/performance/cards/7.2?period=2017-01" -b "$tmp/jar"
check "its report card says the same" has '66.3 per 10,000 people aged 0 to 17: Red (target &lt;55), worse than December 2016 (65.5), above England (60.0).'
# The way around.
ask "/performance/indicators/7.2/provenance?period=2017-01" -b "$tmp/jar"
check "a page says where it is" has '<li><a href="/performance/indicators/7.2">7.2</a></li>'
check "... under a door" has '<a href="/performance" aria-current="true">Performance</a>'
ask /finance/schools -b "$tmp/jar"
check "what lies behind a door is named" has '<a href="/finance/reserves">Reserves</a>'
check "... but for what this reader may not see" lacks 'href="/finance/cost-centres"'
ask /nothing-here -b "$tmp/jar"
check "an address that is not there leads on" has '<a href="/finance/key-points">Finance</a>'
check "... and out" has 'action="/sign-out"'
ask "/search?text=AGENCY+residential" -b "$tmp/jar"
check "a search finds a budget line by its words" has '<a href="/finance/revenue/looked-after-children-agency-residential">'
check "... what is sought stays in its field" has 'value="AGENCY residential"'
check "... and is sent once" test "$(sed -n '/class="filter/,/<\/form>/p' "$tmp/body" | grep -c 'name="text"')" = 1
ask "/search?text=7.2" -b "$tmp/jar"
check "... an indicator by its reference" has '<a href="/performance/indicators/7.2">'
ask "/search?text=reserves" -b "$tmp/jar"
check "... a report by its title" has '<a href="/finance/reserves">Reserves and provisions</a>'
ask "/search?text=%3Cscript%3E%25%5F" -b "$tmp/jar"
check "a search that finds nothing says so" has "Nothing that you may see"
check "... escaped" lacks "<script>"
sign_in audit alma "correct horse"
ask "/search?text=looked" -b "$tmp/audit"
check "who sees no figures finds no indicator" lacks "/performance/indicators"
ask /performance -b "$tmp/audit"
check "an auditor sees no figures" is 403
ask /meetings/childrens-services-2017-03-14/pack -b "$tmp/audit"
check "... but reads packs" is 200
check "... with the figures in them" has '66.3'
ask /meetings/childrens-services-2017-03-14.json -b "$tmp/audit"
check "... and meetings" is 200

# What is not published is not read, and what may not be read is not named.
mkdir -p "$tmp/exempt/papers" "$tmp/draft/papers"
echo 'The contract.' >"$tmp/exempt/papers/contract-with-acme.md"
printf 'meeting,item,title,kind,exempt_paragraph,lead,report\n%s\n' \
	'childrens-services-2017-03-14,99,A contract,report,3,,contract-with-acme.md' >"$tmp/exempt/agenda.csv"
echo 'The first thoughts.' >"$tmp/draft/papers/thoughts-on-closures.md"
printf 'meeting,item,title,kind,exempt_paragraph,lead,report\n%s\n' \
	'childrens-services-2016-11-16,1,Closures,report,,,thoughts-on-closures.md' >"$tmp/draft/agenda.csv"
printf 'committee,meeting,date,time,venue\n%s\n' \
	'childrens-services,childrens-services-2016-11-16,2016-11-16,10:00,County Hall' >"$tmp/draft/meetings.csv"
./moothall import --release "$tmp/exempt" >/dev/null && ./moothall import --release "$tmp/draft" >/dev/null
check "an exempt paper and a draft are imported" test $? = 0
for reader in jar audit; do
	for face in "" .json .csv-metadata.json; do
		ask "/meetings/childrens-services-2017-03-14/pack$face" -b "$tmp/$reader"
		check "$reader: the pack$face" is 200
		check "... names no paper that may not be read" lacks 'contract-with-acme\|thoughts-on-closures'
	done
	ask /meetings/childrens-services-2017-03-14/pack.xlsx -b "$tmp/$reader"
	check "$reader: the workbook is there" is 200
	check "... and names none" lacks_packed 'contract-with-acme\|thoughts-on-closures'
	ask /meetings/childrens-services-2016-11-16 -b "$tmp/$reader"
	check "$reader: a meeting before its agenda's publication" is 200
	check "... says so" has 'The agenda has not been published yet.'
	check "... and leads to no pack" lacks '/pack'
	ask /meetings/childrens-services-2016-11-16/pack -b "$tmp/$reader"
	check "$reader: its pack is not to be had" is 403
	check "... in words" has 'The agenda of this meeting has not been published yet'
	ask /meetings/childrens-services-2016-11-16/pack.pdf -b "$tmp/$reader"
	check "... nor as PDF" is 403
done
sign_in clerk cora "correct horse"
ask /meetings/childrens-services-2016-11-16/pack.json -b "$tmp/clerk"
check "a committee officer reads the draft" is 200
check "... with its paper named" has 'thoughts-on-closures'
ask /meetings/childrens-services-2017-03-14/pack.json -b "$tmp/clerk"
check "... and the exempt one" has 'contract-with-acme'

sign_in admin adam "correct horse"
ask /performance -b "$tmp/admin"
check "an administrator sees no figures" is 403
ask / -b "$tmp/admin"
check "... and no links to them" lacks 'href="/performance"'
ask /performance -b "$tmp/jar" -b "moothall=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
check "a token of nobody's is nobody" is 303

# Words: the glossary, the way back from a figure, commentary.
ask /glossary -b "$tmp/jar"
check "the glossary" is 200
check "... has a place for each term" has '<tr id="lac">'
ask /glossary
check "... not for strangers" is 303
ask /published-figures -b "$tmp/jar"
check "why figures can differ from published ones" is 200
ask "/performance/indicators/7.2?period=2017-01" -b "$tmp/jar"
check "an indicator leads to the glossary" has 'href="/glossary#lac"'
check "... to that page, under its notes" has 'href="/published-figures"'
check "... and each figure to where it comes from" has 'href="/performance/indicators/7.2/provenance?area=norfolk&amp;period=2017-01"'
ask "/performance?period=2016-11" -b "$tmp/jar"
check "a report leads on with its area and period" has 'href="/performance/indicators/7.2?area=norfolk&amp;to=2016-11"'
ask "/performance/indicators/7.2?area=norfolk&to=2016-11" -b "$tmp/jar"
check "... to the figure of that period" has '<p class="subtitle">November 2016</p>'
ask "/performance/indicators/1.1?area=norfolk&to=2017-03-06" -b "$tmp/jar"
check "... of a slower indicator to the last before it" has 'Academic year 2015/16'
ask "/performance/indicators/7.2?to=soon" -b "$tmp/jar"
check "... and to a period that is none: 400" is 400
ask "/performance/sections/contacts-and-referrals" -b "$tmp/jar"
check "a section names what was published otherwise" has '2.7, Sep-16: published 27.2%, computed 26.5%.'
check "... leads to why" has 'href="/published-figures"'
check "... and to the glossary" has 'href="/glossary#swa"'
ask "/performance/indicators/7.2/provenance?area=norfolk&period=2017-01" -b "$tmp/jar"
check "where it comes from" has '10,000 × 1,113 ÷ 167,942 = 66.3'
ask "/performance/indicators/7.2/provenance.csv?table=inputs" -b "$tmp/jar"
check "... as CSV" has '^7.1,.*,1113,.*observations.csv,'
ask "/performance/indicators/99.9/provenance" -b "$tmp/jar"
check "... of no indicator: 404" is 404
ask "/performance/indicators/7.2/provenance?period=1999-01" -b "$tmp/jar"
check "... of a period without figures: 400" is 400
ask /performance/commentary -b "$tmp/jar"
check "what is still to write" has 'background, analysis, action, success'
comments=/performance/indicators/2.7/commentary
ask $comments -b "$tmp/jar"
check "commentary is read by members" is 200
check "... who are not asked to write it" lacks 'kind=analysis'
ask "$comments?kind=analysis" -b "$tmp/jar"
check "... and may not" is 403
ask "$comments?colour=red" -b "$tmp/jar"
check "an unknown parameter of it is 400" is 400
ask /performance/indicators/99.9/commentary -b "$tmp/jar"
check "commentary of no indicator is 404" is 404
ask $comments/more -b "$tmp/jar"
check "there is nothing below it" is 404
sign_in write olive "correct horse"
ask "$comments?kind=analysis" -b "$tmp/write"
check "an officer who does not lead on it may not write" is 403
sql "UPDATE person SET name = 'Business Intelligence and Performance Service' WHERE username = 'olive'"
ask "$comments?kind=analysis" -b "$tmp/write"
check "nor may one who only has the name of who owns its data" is 403
sql "INSERT INTO person_called SELECT name, person_id FROM person WHERE username = 'olive'"
ask "$comments?kind=analysis&period=2017-01" -b "$tmp/write"
check "the one who owns its data may" is 200
csrf=$(token)
# write ACTION TEXT SINCE
write() {
	ask $comments -b "$tmp/write" --data-urlencode "csrf=$csrf" --data "kind=analysis&period=2017-01&action=$1" \
		--data-urlencode "text=$2" --data "since=${3-}"
}
write preview 'It *was* {{figure 2.7 2017-01}}.'
check "a preview shows the figure" has '<p>It <em>was</em> 23.8%.</p>'
check "... keeps what was typed" has '^It \*was\* {{figure 2.7 2017-01}}.</textarea>'
check "... and saves nothing" test "$(sql "SELECT count(*) FROM import_file WHERE name LIKE 'commentary of%'")" = 0
write save "Line one.

</textarea><script> {{figure 99.9 2017-01}}"
check "what is wrong is 422" is 422
check "... with its line" has '<a href="#text">Line 3: '
check "... and what was typed, escaped" has '^&lt;/textarea&gt;&lt;script&gt; {{figure 99.9 2017-01}}</textarea>'
write save 'Of {{figure 99.9 2017-01}}.'
check "a figure that is not there is named" has 'Line 1: .*99.9'
write save '{{card 2.7}}'
check "commentary holds no card" is 422
write save ''
check "nothing is not saved" is 422
write publish 'x'
check "an unknown action is 400" is 400
# As long as the form says, in letters that grow sixfold on their way.
long=$(printf '%9985s' '' | sed 's/ /£ /g')
write preview "$long the last word"
check "a text of 19,984 characters is taken" is 200
check "... to its end" has 'the last word</textarea>'
write save "$long. And one word more than 20,000"
check "a longer one is refused" is 422
check "... in words" has '<a href="#text">The text must be 20,000 characters or fewer</a>'
check "... and kept as it was typed" has 'And one word more than 20,000</textarea>'
write save 'First.' '1 OR 1'
check "a version that was never seen is a conflict" is 409
write save 'It was {{figure 2.7 2017-01}}.'
check "saving leads back" is 303
ask "$comments?period=2017-01" -b "$tmp/write"
check "... to what was saved" has '<p>It was 23.8%.</p>'
check "... by whom" has 'Loaded by olive on'
ask "/performance/cards/2.7?period=2017-01" -b "$tmp/write"
check "it stands on the card" has '<p>It was 23.8%.</p>'
check "... as not released" has 'members do not see this'
ask "/performance/cards/2.7?period=2017-01" -b "$tmp/jar"
check "... not yet for members" lacks 'It was 23.8%'
write save 'Mine.'
check "a second writer does not pass over the first" is 409
check "... and keeps what was typed" has '^Mine.</textarea>'

# Versions: who wrote which, what was changed, and taking one's own back.
versions="$comments/versions?period=2017-01&kind=analysis"
file() { sql "SELECT max(file_id) FROM import_file WHERE name LIKE 'commentary of 2.7%'"; }
write save 'It was {{figure 2.7 2017-01}}, as R&D before.' "$(file)"
check "a new version of what one has seen" is 303
ask "$comments?period=2017-01" -b "$tmp/write" -b "$(flash)" -c "$tmp/after"
check "what was saved is said" has '<h2 id="banner">Saved</h2>'
check "... to a screen reader, which comes there first" has 'class="banner" role="status" tabindex="-1" autofocus'
check "... in the window's title" has '<title>Saved: Commentary'
check "... once: the cookie is taken away" head_has "^set-cookie: moothall-done=; .*Max-Age=0"
for lie in "$(printf 'saved\n<b>' | base64 | tr -d '=\n')" "$(printf 'approved\nx' | base64 | tr -d '=\n')" '!!' ''; do
	ask "$comments?period=2017-01" -b "$tmp/jar" -b "moothall-done=$lie"
	check "a cookie of nobody's ($lie) says nothing of its own" lacks '<b>\|approved'
done
ask "$comments?period=2017-01&done=saved" -b "$tmp/jar"
check "an address says nothing of what was done" is 400
ask "$versions" -b "$tmp/write"
check "the versions" is 200
check "... by whom, when, not released" test "$(grep -c 'by olive, not released: members do not see it' "$tmp/body")" = 2
check "... what was changed between them" has 'It was {{figure 2.7 <del>.*removed: .*2017-01}}\.<.*</del><ins>.*added: .*2017-01}}, as R&amp;D before\.<'
ask "$versions" -b "$tmp/jar"
check "a member sees none that is not released" lacks 'olive\|before'
ask "$versions&from=$(file)&to=1" -b "$tmp/write"
check "a version that is not there is 404" is 404
ask "$comments/versions?kind=poem" -b "$tmp/write"
check "of no kind: 400" is 400
sign_in other walt "correct horse"
ask "$versions" -b "$tmp/other"
theirs=$(token)
take_back() {
	ask "$comments/versions" -b "$tmp/$1" --data "csrf=$2&kind=analysis&period=2017-01&since=$3"
}
take_back other "$theirs" "$(file)"
check "who may not write it takes no version back" is 403
ask "$versions" -b "$tmp/write"
csrf=$(token)
take_back write "$csrf" 1
check "nor one that is not the newest" is 409
take_back write "$csrf" "$(file)"
check "one's own is taken back" is 303
ask "$versions" -b "$tmp/write" -b "$(flash)"
check "... which is said" has '<h2 id="banner">Taken back</h2>'
check "... as a third version" test "$(grep -c 'by olive, not released' "$tmp/body")" = 3
ask "$comments?period=2017-01" -b "$tmp/write"
check "... and the words before hold again" has '<p>It was 23.8%.</p>'
sql "UPDATE import SET released_at = now(), released_by = 'alma' WHERE loaded_by = 'olive'"
ask "$versions" -b "$tmp/write"
check "what is released is not taken back" lacks 'take-back'
take_back write "$csrf" "$(file)"
check "... nor by hand" is 403
ask "$versions" -b "$tmp/jar"
check "... and a member sees its versions" has 'by olive, released'
write save 'Only this.' "$(file)"
sql "DELETE FROM commentary WHERE text <> 'Only this.' AND kind = 'analysis' AND file_id IN (SELECT file_id FROM import_file WHERE name LIKE 'commentary of 2.7%')"
ask "$versions" -b "$tmp/write"
csrf=$(token)
take_back write "$csrf" "$(file)"
ask "$comments?period=2017-01" -b "$tmp/write"
check "the first version taken back: nothing is written" lacks 'Only this'
taken=$(sql "SELECT import_id FROM import_file JOIN commentary USING (file_id) WHERE text = 'Only this.'")
check "... and an analyst does not release it by itself" eval './moothall release "$taken" 2>&1 | grep -q "written anew or taken back since: release import"'

# Nothing typed is lost.
csrf=x
write save "It grew.
By more than ever." "$(file)"
check "writing needs the token" is 403
check "... and what was typed stays" has '^It grew.$'
check "... with the reason at its field" has 'id="text-error".*The form was out of date: check it and send it once more'
check "... and above" has '<a href="#text">The form was out of date'
check "... named to a screen reader" has 'aria-describedby="text-error text-hint" aria-invalid="true"'
ask $comments --data-urlencode "text=It <grew>." --data "kind=analysis&period=2017-01&action=save&since=&csrf=x"
check "who was signed out while writing" is 401
check "... keeps what was written" has '^It &lt;grew&gt;.</textarea>'
check "... and is led to sign in" has 'href="/sign-in" target="_blank"'
ask $comments --data "text=x&kind=analysis&period=2017-01&action=save&since=&csrf=x&colour=red"
check "... but not whatever is sent" is 400

# Help, and what the law asks for.
for page in accessibility privacy contact; do
	ask /$page
	check "/$page is for everybody" is 200
done
check "contact: the council's own words" has '<a href="mailto:committees@norfolk.gov.uk">committees@norfolk.gov.uk</a>'
check "... a telephone to call" has '<a href="tel:01603223055">01603 223055</a>'
printf 'word,text\ncontact_name,The <secret> team\n' >"$tmp/council_words.csv"
./moothall import council_words "$tmp/council_words.csv" >/dev/null
ask /contact
check "... not before they are released" lacks 'secret'
sql "UPDATE import SET released_at = now(), released_by = 'x' WHERE import_id = (SELECT max(import_id) FROM import)"
ask /contact
check "... then escaped" has 'The &lt;secret&gt; team'
ask /help
check "help is for those who sign in" is 303
ask /help -b "$tmp/jar"
check "help for a member" has '<h2 id="member">As a member of the council</h2>'
check "... and for no other" lacks 'id="officer"'
for href in $(grep -o 'href="/[^"#]*' "$tmp/body" | cut -c7- | sort -u); do
	ask "$href" -b "$tmp/jar" -o /dev/null
	check "help leads a member to $href" is 200
done
ask /performance/indicators -b "$tmp/jar"
check "indicators A to Z" has '<li><a href="#indicators-[0-9]*">L</a></li>'
check "... by what they are about" eval 'tr -d "\n" <"$tmp/body" | grep -q "<span>L</span>.*No. Looked-After Children.*<span>M</span>"'
ask "/performance/indicators?text=ceased%20looked" -b "$tmp/jar"
check "an indicator is found by words" has 'href="/performance/indicators/7.4'
check "... others are not" lacks 'href="/performance/indicators/7.2'
ask "/performance/indicators?text=Personal%20education" -b "$tmp/jar"
check "... and by what an abbreviation of its name means" has 'href="/performance/indicators/7.11'
ask "/performance/indicators.csv?text=nothing%20has%20this" -b "$tmp/jar"
check "what nothing has: an empty table" test "$(wc -l <"$tmp/body")" = 1
ask "/performance/indicators?text=nothing%20has%20this" -b "$tmp/jar"
check "... in words, with what was typed" eval 'has "No indicator has these words" && has "value=\"nothing has this\""'
ask /help/tour/king -b "$tmp/jar"
check "there is no tour for a king" is 404

# A session that was not used for long has ended; one in use is touched once a minute at most. How long, to the
# second, is in tests/sql/session.sql, where the clock stands still.
sql "UPDATE session SET seen_at = now() + interval '1 day'"
before=$(sql "SELECT max(xmin::text::bigint) FROM session")
ask /performance -b "$tmp/jar"
check "an ordinary request writes nothing" test "$(sql "SELECT max(xmin::text::bigint) FROM session")" = "$before"
sql "UPDATE session SET seen_at = now() - interval '61 seconds'"
before=$(sql "SELECT max(seen_at) FROM session")
ask /performance -b "$tmp/jar"
check "... but once a minute" test "$(sql "SELECT count(*) FROM session WHERE seen_at > '$before'")" = 1
sql "UPDATE session SET seen_at = now() - interval '30 minutes'"
ask /performance -b "$tmp/jar"
check "an idle session has ended" is 303
sign_in jar mary "correct horse"
check "... and is deleted at the next sign-in" test "$(sql 'SELECT count(*) FROM session')" = 1

# Signing out.
ask /sign-out -b "$tmp/jar"
check "a link to sign-out only asks" is 200
form=$(token)
ask /sign-out -b "$tmp/jar" -X POST -d ""
check "signing out needs the token" is 403
ask /sign-out -b "$tmp/jar" --data "csrf=$form"
check "signing out" is 303
check "... says so" test -n "$(flash)"
check "... takes the cookie away" head_has "^set-cookie: moothall=; .*Max-Age=0"
check "... and the session" test "$(sql 'SELECT count(*) FROM session')" = 0
check "... and what the browser has kept" head_has '^clear-site-data: "cache", "storage".$'
ask /performance -b "$tmp/jar"
check "... for good" is 303

# Under TLS.
cgi GET /sign-in HTTPS=on </dev/null
check "under TLS the cookie is bound to the host" head_has "^set-cookie: __Host-moothall=.*; Path=/; HttpOnly; SameSite=Lax; Secure"

# Guesses are held back, and nobody else: which are counted for what, and how the waits grow, is in tests/sql/sign_in.sql,
# where the clock stands still.
sql "DELETE FROM sign_in_count"
sign_in hers olive "correct horse"
check "a browser is known in which somebody has signed in" head_has "^set-cookie: moothall-device=[^;]*; Path=/; HttpOnly; SameSite=Lax; Max-Age=15552000.$"
device=$(awk '$6 == "moothall-device" { print $7 }' "$tmp/hers")
check "... by its hash" test "$(sql "SELECT count(*) FROM device WHERE encode(token_hash, 'escape') LIKE '%$device%'")" = 0
ask /performance -b "moothall-device=$device"
check "... which is not signed in by that" is 303
ask /sign-out -b "$tmp/hers" -c "$tmp/hers"
ask /sign-out -b "$tmp/hers" -c "$tmp/hers" --data "csrf=$(token)"
check "... and known beyond signing out" grep -q "moothall-device" "$tmp/hers"
for i in 1 2 3 4 5; do sign_in t$i olive "wrong horse"; done
check "five wrong passwords are five refusals" is 422
sign_in t olive "correct horse"
check "then even the right one has to wait" is 429
seconds=$(sed -n 's/^Retry-After: \([0-9]*\).$/\1/p' "$tmp/head")
check "... so long" test "$seconds" -gt 0 -a "$seconds" -le 30
check "... and the page says so" has "Try again in $seconds seconds*<"
sign_in hers olive "correct horse"
check "... but not in the browser that is known" is 303
for i in 1 2 3 4 5 6; do sign_in t nobody-at-all "wrong horse"; done
check "a name that nobody has is held back alike" is 429
check "... in the same words" has "There were too many attempts to sign in. Try again in [0-9]* seconds*<"
sign_in t walt "correct horse"
check "others may sign in meanwhile" is 303
cgi GET /sign-in </dev/null
pair="HTTP_COOKIE=moothall=$(sed -n 's/^Set-Cookie: moothall=\([^;]*\).*/\1/p' "$tmp/head")"
form="username=mary&password=correct+horse&csrf=$(token)"
type="CONTENT_TYPE=application/x-www-form-urlencoded"
printf %s "$form" >"$tmp/form"
sql "SELECT sign_in_attempt('name' || g, '192.0.2.1', NULL) FROM generate_series(1, 30) g"
cgi POST /sign-in "$pair" "$type" CONTENT_LENGTH=${#form} <"$tmp/form"
check "a network is held back too" is 429
cgi POST /sign-in "$pair" "$type" CONTENT_LENGTH=${#form} REMOTE_ADDR=192.0.2.2 <"$tmp/form"
check "... but not its neighbour" is 303
cgi POST /sign-in "$pair" "$type" CONTENT_LENGTH=999999 REMOTE_ADDR=192.0.2.2 <"$tmp/form"
check "a body longer than allowed is not even read" is 413
cgi GET /%2e%2e/etc </dev/null
check "a path that is not in normal form is 400" is 400
cgi GET "/performance%00.json" </dev/null
check "so is one with a NUL" is 400
sql "DELETE FROM sign_in_count"
# One a minute after a burst of 5: of 20 the 6 first pass, and one more for each minute that they take.
# held WORDS [HEADER]: of 20 attempts as many as that are held off; an "@" in the header is the number of each.
held() {
	began=$(date +%s) refused=0
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		ask /sign-in --data "username=&password=" -H "$(echo "${2-X: y}" | sed "s/@/$i/")"
		is 429 && has "<h1>Too many attempts</h1>" && head_has "^retry-after: 60" && refused=$((refused + 1))
	done
	least=$((14 - ($(date +%s) - began) / 60 - 1))
	check "$1" test "$refused" -ge "$least" -a "$refused" -le "${3-14}"
}
serve flood 1r/m 5
held "nginx holds a flood of attempts off, with a page and Retry-After"
held "... whatever a reader says of the address" "X-Forwarded-For: 203.0.113.@" 20
# Behind another proxy, which it is told of, nginx knows the readers by what that says of them.
serve behind 1r/m 5 's|#set_real_ip_from [0-9.]*|set_real_ip_from unix:|; s|#real_ip_|real_ip_|'
held "behind a proxy it holds one reader off" "X-Forwarded-For: 203.0.113.1"
held "... whatever that one has said to the proxy" "X-Forwarded-For: 203.0.113.@, 203.0.113.1" 20
ask /sign-in --data "username=&password=" -H "X-Forwarded-For: 203.0.113.2"
check "... and not another" is 403
ask /sign-in -c "$tmp/far" -H "X-Forwarded-For: 203.0.113.2"
ask /sign-in -b "$tmp/far" -H "X-Forwarded-For: 203.0.113.2" --data-urlencode "password=correct horse" --data "username=walt&csrf=$(token)"
check "... who signs in from that address" test "$(sql "SELECT count(*) FROM session WHERE address = '203.0.113.2'")" = 1
server=flood
ask /sign-in
check "... and lets pages through" is 200
head -c 26000000 /dev/zero >"$tmp/large"
ask /meetings/childrens-services-2017-03-14/attachments --data-binary "@$tmp/large" -H "Expect:"
check "what is larger than nginx lets through is 413" is 413
check "... with the way back" has '<a href="/meetings/childrens-services-2017-03-14">Go back'
rm "$tmp/large"
server=http

# A change of settings reaches the passwords at the next sign-in.
cgi POST /sign-in "$pair" "$type" CONTENT_LENGTH=${#form} MOOTHALL_PASSWORD_MEMORY_MB=42 <"$tmp/form"
check "signing in after a change of the password memory" is 303
check "... hashes the password anew" test "$(sql "SELECT password_hash LIKE '\$argon2id\$v=19\$m=21504,t=2,p=1\$%' FROM person WHERE username = 'mary'")" = t
cgi POST /sign-in "$pair" "$type" CONTENT_LENGTH=${#form} <"$tmp/form"
check "... and it is still the same password" is 303
check "others keep theirs" test "$(sql "SELECT count(*) FROM person WHERE password_hash LIKE '%m=19456,t=2%'")" = 6

# The database goes away, and comes back.
as=
[ "$(id -u)" -ne 0 ] || as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
bin=${PG_BINDIR:-$(pg_config --bindir)}
sign_in jar mary "correct horse"
(cd "$tmp" && $as "$bin/pg_ctl" -D "$MOOTHALL_TEST_PGDATA" -m fast -s -w stop)
for i in 1 2 3; do
	ask /performance -b "$tmp/jar"
	check "without the database: 503" is 503
done
check "... with Retry-After" head_has "^retry-after: 5"
check "... a page" has "<h1>Sorry, the service is unavailable</h1>"
check "... that says nothing of the database" lacks "socket\|sql\|connection\|server closed"
ask /performance.json -b "$tmp/jar"
check "data: a problem document" head_has "application/problem+json"
ask /healthz
check "healthz says so" is 503
ask "$css"
check "the style sheet is there all the same" is 200
(cd "$tmp" && $as "$bin/pg_ctl" -D "$MOOTHALL_TEST_PGDATA" -s -w -l "$MOOTHALL_TEST_PGDATA/log" \
	-o "-c listen_addresses='' -c unix_socket_directories='$PGHOST' -c fsync=off -c max_connections=40" start)
for i in 1 2 3 4; do
	ask /performance -b "$tmp/jar"
	check "when it is back, so are the pages" is 200
done
check "the log has the reason, under the request's name" grep -qE "moothall [0-9a-f]{32}: 503" "$tmp/log"

# Processes that end are followed by others, however many and however quickly.
for i in $(seq 1 60); do
	pkill -KILL -P "$daemons" -o
	sleep 0.1
done
ask /healthz -m 20
check "sixty ended processes later somebody answers" is 200
ask /performance -b "$tmp/jar" -m 20
check "... with pages too" is 200
for i in 1 2 3 4 5 6 7 8 9 10; do
	[ "$(pgrep -c -P "$daemons")" = 2 ] && break
	sleep 0.2
done

# The program goes away: nginx says so.
children=$(pgrep -P "$daemons")
kill $daemons
wait $daemons 2>/dev/null
daemons=
check "there were two processes" test "$(echo $children | wc -w)" = 2
for child in $children; do
	while kill -0 "$child" 2>/dev/null; do sleep 0.1; done
	check "SIGTERM ends each" true
done
check "... and nothing was complained of" eval "! grep -E 'Sanitizer|runtime error' '$tmp/log' '$tmp/cgi.log'"
ask /performance -b "$tmp/jar"
check "without the program: 503" is 503
check "... with Retry-After" head_has "^retry-after: 5"
check "... and a page" has "<h1>Sorry, the service is unavailable</h1>"
echo "1..$count"
[ "$failed" -eq 0 ]
