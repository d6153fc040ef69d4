# shellcheck shell=sh disable=SC2154 # srcdir is the calling script's
# Run by test_single_sign_on.sh in the build folder, with a database. MOOTHALL_TEST_MOUNTED is its own: see below.
set -u
export LC_ALL=C
src=$srcdir
. "$src/tests/tap.sh"
PATH=$PATH:/usr/sbin
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-sso.XXXXXX")
chmod 755 "$tmp"
service=moothall-check-$$
processes=
finish() {
	for pid in $processes $(cat "$tmp"/nginx-*.pid 2>/dev/null); do kill "$pid" 2>/dev/null; done
	rm -rf "$tmp"
	[ ! -e "/etc/pam.d/$service" ] || rm -f "/etc/pam.d/$service"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP

# --- Kerberos: a realm with a server of its own, and people in it ---
port=$(python3 -c 'import socket
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
mkdir "$tmp/kdc"
cat >"$tmp/krb5.conf" <<END
[libdefaults]
	default_realm = EXAMPLE.TEST
	dns_lookup_kdc = false
	dns_lookup_realm = false
	dns_canonicalize_hostname = false
	rdns = false
	verify_ap_req_nofail = true
[realms]
	EXAMPLE.TEST = {
		kdc = 127.0.0.1:$port
	}
END
cat >"$tmp/kdc.conf" <<END
[kdcdefaults]
	kdc_listen = 127.0.0.1:$port
	kdc_tcp_listen = 127.0.0.1:$port
[realms]
	EXAMPLE.TEST = {
		database_name = $tmp/kdc/principal
		key_stash_file = $tmp/kdc/stash
		acl_file = $tmp/kdc/acl
	}
[logging]
	kdc = FILE:$tmp/kdc.log
END
export KRB5_CONFIG="$tmp/krb5.conf" KRB5_KDC_PROFILE="$tmp/kdc.conf"
kdb5_util create -s -r EXAMPLE.TEST -P 'a master key' >"$tmp/kdb.log" 2>&1
ok $? "a Kerberos realm"
for name in ann adam gone nina; do
	kadmin.local -q "addprinc -pw $name-in-kerberos $name" >>"$tmp/kdb.log" 2>&1
done
kadmin.local -q "addprinc -randkey host/localhost" >>"$tmp/kdb.log" 2>&1
kadmin.local -q "ktadd -k $tmp/keytab host/localhost" >>"$tmp/kdb.log" 2>&1
ok $? "... with people in it, and a key for this host"
chmod 644 "$tmp/keytab" "$tmp/krb5.conf"
krb5kdc -n >"$tmp/kdc.out" 2>&1 &
processes="$processes $!"

# --- the site ---
export MOOTHALL_PROCESSES=1 MOOTHALL_PASSWORD_MEMORY_MB=19
./tests/page/prepare ann member adam admin gone member walt member
ok $? "users of the site"
./moothall user disable gone
PGUSER=moothall_app MOOTHALL_FACTOR_KEY=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff MOOTHALL_SIGN_IN=both MOOTHALL_SIGN_IN_DOMAIN=Example.Test \
	spawn-fcgi -n -s "$tmp/fcgi" -M 0666 -- ./moothall-workers 2 ./moothalld >"$tmp/log" 2>&1 &
processes="$processes $!"
cp "$src"/nginx/*.html "$tmp/"

# PAM finds its services in /etc/pam.d alone. Root puts one more there, for as long as this runs; who is not root sees
# another folder in its place.
mkdir "$tmp/pam.d"
sed "s|/etc/moothall.keytab|$tmp/keytab|" "$src/nginx/pam-moothall" >"$tmp/pam.d/$service"
user='user nobody nogroup;'
start() { nginx "$@"; }
if [ "$(id -u)" -eq 0 ]; then
	cp "$tmp/pam.d/$service" "/etc/pam.d/$service"
else
	user='user root;'
	# shellcheck disable=SC2016 # they are the inner shell's
	start() {
		unshare --map-root-user --mount sh -c 'mount --bind "$0" /etc/pam.d && exec nginx "$@"' "$tmp/pam.d" "$@"
	}
fi
# The example as it is shipped, and the whole without it.
sed "s|auth_pam_service_name moothall|auth_pam_service_name $service|; s|burst=30|burst=1000|" \
	"$src/nginx/single-sign-on.conf" >"$tmp/council.inc"
# The other example: in the place of oauth2-proxy an nginx, to which a cookie says who somebody is.
sed "s|http://127.0.0.1:4180|http://unix:$tmp/provider:|; s|burst=30|burst=1000|" \
	"$src/nginx/openid-connect.conf" >"$tmp/openid.inc"
cat >"$tmp/provider.conf" <<END
server {
	listen unix:$tmp/provider;
	location = /oauth2/auth {
		if (\$cookie_provider = "") {
			return 401;
		}
		add_header X-Auth-Request-Preferred-Username \$cookie_provider always;
		return 202;
	}
	location /oauth2/start {
		return 200 "the provider's page\n";
	}
}
END
serve() { # NAME
	{
		echo "load_module $(nginx -V 2>&1 | sed -n 's/.*--modules-path=\([^ ]*\).*/\1/p')/ngx_http_auth_pam_module.so;"
		echo "$user env KRB5_CONFIG=$KRB5_CONFIG;"
		echo "pid $tmp/nginx-$1.pid; error_log $tmp/nginx.log; worker_processes 1;"
		echo "events { worker_connections 64; }"
		echo "http { access_log off;"
		for kind in client_body proxy fastcgi uwsgi scgi; do
			echo "${kind}_temp_path $tmp/temp-$1-$kind;"
		done
		sed "s|@LISTEN@|unix:$tmp/$1|; s|@SOCKET@|$tmp/fcgi|; s|@ERRORS@|$tmp|; s|@LOG@|$tmp/access.log|
			s|burst=30|burst=1000|" "$src/nginx/moothall.conf" |
			if [ "$1" = plain ]; then
				cat
			else
				sed "s|#include /etc/nginx/moothall/single-sign-on.conf|include $tmp/$1.inc|"
			fi
		[ "$1" != openid ] || cat "$tmp/provider.conf"
		echo "}"
	} >"$tmp/$1.conf"
	start -e "$tmp/nginx.log" -c "$tmp/$1.conf" 2>>"$tmp/nginx.log"
}
serve council
ok $? "nginx with the example of single sign-on"
serve openid
ok $? "... with that by OpenID Connect"
serve plain
ok $? "... and one without"

# ask SERVER PATH [CURL OPTIONS]: the answer's head and body in files, its status in $status.
ask() {
	server=$1 path=$2
	shift 2
	status=$(curl -s --unix-socket "$tmp/$server" -D "$tmp/head" -o "$tmp/body" -w '%{http_code}' "$@" "http://localhost$path")
}
# go JAR [NEXT]: what the link on the sign-in page goes on with, in a browser with these cookies.
go() {
	curl -s --unix-socket "$tmp/plain" -b "$tmp/$1" -c "$tmp/$1" "http://localhost/sign-in${2:+?next=$2}" |
		sed -n 's|.*href="/sign-in/council\(?go=[A-Za-z0-9_-]*\)".*|\1|p'
}
# come SERVER JAR NEXT [CURL OPTIONS]: over that link.
come() {
	server=$1 jar=$2 link=$(go "$2" "$3")
	shift 3
	ask "$server" "/sign-in/council$link" -b "$tmp/$jar" -c "$tmp/$jar" "$@"
}
body() { cat "$tmp/body"; }
head() { tr -d '\r' <"$tmp/head"; }
token() { sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$tmp/body" | sed -n 1p; }
cookie() { awk '$6 == "moothall" { print $7 }' "$tmp/$1"; }
sql() { psql -qAtX -c "SET search_path = moothall_code, moothall" -c "$1"; }
sessions() { sql 'SELECT count(*) FROM session'; }
# The trail has one more event of that name, about that: WORDS EVENT ABOUT REASON
noted() {
	is "$(sql "SELECT event || '|' || coalesce(about, '-') || '|' || coalesce(detail ->> 'how', detail ->> 'reason', '-')
	           FROM audit_event ORDER BY event_id DESC LIMIT 1")" "$2|$3|$4" "$1"
}
n=0
until ask council /healthz && [ "$status" = 200 ] && grep -q commencing "$tmp/kdc.out" "$tmp/kdc.log" 2>/dev/null; do
	n=$((n + 1))
	[ $n -lt 600 ] || break
	sleep 0.1
done
is "$status" 200 "the site is up"

# --- signing in ---
ask council "/sign-in?next=%2Frisks"
has "$(body)" '<a class="button" href="/sign-in/council?go=' 'a way to it'
has "$(body)" 'name="password"' '... beside the password, where both are offered'
has "$(body)" '<h2>Or with a password of this site</h2>' '... which is another way'
ask council /sign-in/council
is "$status" 401 'without a council account nobody comes in'
has "$(head)" 'WWW-Authenticate: Basic realm="Council account"' '... and is asked for one'
has "$(body)" '<h1>Your council account was not accepted</h1>' '... in words'
is "$(sessions)" 0 '... with no session'
ask council /sign-in/council -u ann:wrong
is "$status" 401 'a wrong password of a council account'
ask council /sign-in/council -u 'ann:correct horse'
is "$status" 401 '... the password of this site is another'
ask council "/sign-in/council?next=%2Frisks" -u ann:ann-in-kerberos
is "$status:$(sessions)" 303:0 'a link from elsewhere signs nobody in'
has "$(head)" 'Location: /sign-in?next=' '... but leads to the button'
ask council "/sign-in/council$(go jar)" -u ann:ann-in-kerberos -b "$tmp/none"
is "$status:$(sessions)" 303:0 '... nor does one that was made for another browser'
come council jar /risks -u ann:ann-in-kerberos
is "$status" 303 'the right one'
has "$(head)" 'Location: /risks' '... leads on'
noted '... and is on record' sign-in ann proxy
ask council /risks -b "$tmp/jar"
is "$status" 200 '... into the site'
has "$(body)" 'Signed in as ann' '... as who it was'
ask council /risks -u ann:ann-in-kerberos
is "$status" 303 'elsewhere a council account signs nobody in'
for next in //evil.example https://evil.example /sign-in/council; do
	rm -f "$tmp/next"
	come council next "$next" -u ann:ann-in-kerberos
	has "$(head)" 'Location: /
' "next=$next leads home"
done
for name in Ann ann@EXAMPLE.TEST ann@example.test; do
	before=$(sessions)
	rm -f "$tmp/name"
	come council name '' -u "$name:ann-in-kerberos"
	# Kerberos' names are in one case; what it does not know it refuses itself
	case $status in
	303) is "$(sessions)" $((before + 1)) "as $name: ann" ;;
	*) is "$status" 401 "as $name: not known to Kerberos" ;;
	esac
done

# --- whom the site does not know ---
before=$(sessions)
come council nina '' -u nina:nina-in-kerberos
is "$status" 403 'somebody whom the site does not know'
has "$(body)" 'Your council account <strong>nina</strong> was accepted. But there is no user of that name here, or your access has ended.' \
	'... is told so'
noted '... which is on record, without the name' sign-in-refused - 'single sign-on: no such user, or disabled'
come council gone '' -u gone:gone-in-kerberos
is "$status" 403 'somebody whose access has ended'
has "$(body)" 'there is no user of that name here, or your access has ended' '... in the same words'
noted '... with the name' sign-in-refused gone 'single sign-on: no such user, or disabled'
is "$(sessions)" "$before" '... and no session'

# --- what a browser says of itself ---
set -- -H 'Remote-User: adam' -H 'REMOTE_USER: adam' -H 'Remote_User: adam' -H 'X-Remote-User: adam' -H 'X-Forwarded-User: adam'
ask council /sign-in/council "$@"
is "$status" 401 'headers are nobody'
come council other '' -u ann:ann-in-kerberos "$@"
ask council / -b "$tmp/other"
has "$(body)" 'Signed in as ann' '... and make nobody another'
ask council / "$@"
is "$status" 303 '... nor on any page'
come plain plain.jar '' "$@" -u adam:adam-in-kerberos
is "$status" 403 'where nginx asks nobody, what a browser claims is nothing'
has "$(body)" 'Signing in with a council account is not set up here' '... which is said'
is "$(sql "SELECT count(*) FROM session JOIN person USING (person_id) WHERE username = 'adam'")" 0 '... and nobody is in'

# --- by way of another program, which nginx asks ---
ask openid "/sign-in/council?next=%2Frisks"
is "$status" 302 'who is not known to the provider is led there'
has "$(head)" 'Location: http://localhost/oauth2/start?rd=/sign-in/council?next=%2Frisks' '... and back'
ask openid "/oauth2/start?rd=/sign-in/council"
has "$(body)" "the provider's page" '... to its page'
ask openid "/sign-in/council?next=%2Frisks" -H 'X-Auth-Request-Preferred-Username: adam' -H 'X-Auth-Request-User: adam'
is "$status" 302 'headers of the reader are not the provider'
link=$(go openid.jar '/performance%3Farea=norfolk%26period=2017-01')
# as the provider sends it back, with whatever percent signs it has taken off
link=$(python3 -c 'import sys, urllib.parse as u; print(u.unquote(u.unquote(sys.argv[1])))' "$link")
ask openid "/sign-in/council$link" -b "provider=ann@example.test; moothall=$(awk '$6 == "moothall" { print $7 }' "$tmp/openid.jar")" \
	-c "$tmp/openid.jar" -H 'X-Auth-Request-Preferred-Username: adam'
is "$status" 303 'whom the provider knows is in'
has "$(head)" 'Location: /performance?area=norfolk&period=2017-01' '... and where they wanted to'
ask openid /risks -b "$tmp/openid.jar"
has "$(body)" 'Signed in as ann' '... as whom it knows'
link=$(go elsewhere.jar)
ask openid "/sign-in/council$link" -b "provider=ann@elsewhere.test; moothall=$(cookie elsewhere.jar)"
is "$status" 403 'of another domain: nobody'
ask openid /sign-in/council-asks -b provider=ann@example.test
is "$status" 404 'nobody asks it in our name'

# --- who is in already ---
before=$(cookie jar)
ask council "/sign-in/council$link" -u ann:ann-in-kerberos -b "$tmp/jar" -c "$tmp/jar"
is "$(cookie jar)" "$before" 'who is in already keeps the session'
ask council /account -b "$tmp/jar"
ask council "/sign-in/council?go=$(token)" -u adam:adam-in-kerberos -b "$tmp/jar" -c "$tmp/jar"
ok "$([ "$(cookie jar)" != "$before" ])$?" 'somebody else in the same browser has one of their own'
ask council /risks -H "Cookie: moothall=$before"
is "$status" 303 '... and the one before has ended'
ask council /sign-in/council -I -u ann:ann-in-kerberos
is "$status" 405 'HEAD signs nobody in'

# --- what this site asks for besides ---
./moothall setting second_factor_roles member
rm "$tmp/jar"
come council jar '' -u ann:ann-in-kerberos
ask council /risks -b "$tmp/jar"
is "$status" 303 'a second factor is asked for as after a password'
has "$(head)" 'Location: /account/second-factor' '... before anything is seen'
./moothall setting second_factor_roles ''

# --- administration takes a proof of this site's own ---
sql "UPDATE person SET password_hash = NULL WHERE username = 'adam'"
rm "$tmp/jar"
come council jar '' -u adam:adam-in-kerberos
ask council /users/ann/roles -b "$tmp/jar"
is "$status" 303 'who came by a council account does not administer on the strength of it'
ask council "/account/confirm?next=/users/ann/roles" -b "$tmp/jar"
has "$(body)" 'which does not say who is at the keyboard now' '... and is told why'
has "$(body)" 'href="/account/second-factor?next=%2Fusers%2Fann%2Froles">Add a second factor' '... and what to do'
ask council /account/second-factor -b "$tmp/jar"
is "$status" 200 '... which they may, having just come'
secret=$(sed -n 's/.*<code class="key">\([A-Z2-7 ]*\)<.*/\1/p' "$tmp/body" | tr -d ' ')
sealed=$(sed -n 's/.*name="sealed" value="\([0-9a-f]*\)".*/\1/p' "$tmp/body")
sql "UPDATE session SET created_at = now() - fresh_for()"
ask council /account/second-factor -b "$tmp/jar"
is "$status" 303 '... and not later'
ask council /account/confirm -b "$tmp/jar"
has "$(body)" 'One is added within ten minutes of signing in' '... which is said'
sql "UPDATE session SET created_at = now()"
code() { oathtool --totp -b "$secret" --now "$(sql "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS UTC')")"; }
ask council /account -b "$tmp/jar"
ask council /account/second-factor -b "$tmp/jar" -c "$tmp/jar" --data "csrf=$(token)&sealed=$sealed&next=&code=$(code)"
is "$status" 200 'with the second factor'
ask council /users/ann/roles -b "$tmp/jar"
is "$status" 200 '... they administer'
rm "$tmp/jar"
come council jar '' -u adam:adam-in-kerberos
ask council /users/ann/roles -b "$tmp/jar"
has "$(head)" 'Location: /sign-in/code?next=' '... and from now on it is asked for'
sql "DELETE FROM factor; UPDATE person SET password_hash = 'x' WHERE username = 'adam'"
rm "$tmp/jar"
come council jar '' -u adam:adam-in-kerberos
ask council /users/ann/roles -b "$tmp/jar"
is "$status" 303 'who has a password here as well is asked for it'
ask council /account/confirm -b "$tmp/jar"
has "$(body)" 'name="proof-password"' '... and not let in by the council account'
ask council /account/second-factor -b "$tmp/jar"
is "$status" 303 '... to add a second factor neither'

# --- and out ---
rm "$tmp/jar"
come council jar '' -u ann:ann-in-kerberos
ask council /sign-out -b "$tmp/jar"
has "$(body)" 'If you came with your council account, that stays signed in.' 'before signing out: what remains'
ask council /sign-out -b "$tmp/jar" -c "$tmp/jar" --data "csrf=$(token)"
is "$status" 303 'signing out'
has "$(head)" 'Clear-Site-Data: "cache", "storage"' '... takes away what the browser has kept'
ask council /sign-in -b "$tmp/jar" -c "$tmp/jar"
has "$(body)" 'Your council account is still signed in: whoever uses this browser can come back with it' '... and says what remains'
ask council /risks -b "$tmp/jar"
is "$status" 303 '... which is not a session of this site'
noted '... and is on record' sign-out ann -

# --- settings, as CGI ---
# cgi METHOD URI [NAME=VALUE…] <BODY
cgi() {
	method=$1 uri=$2
	shift 2
	env REQUEST_METHOD="$method" REQUEST_URI="$uri" REMOTE_ADDR=192.0.2.1 PGUSER=moothall_app \
		"$@" ./moothalld >"$tmp/answer" 2>>"$tmp/cgi.log"
	status=$(sed -n 's/^Status: \([0-9]*\) .*/\1/p; /^\r*$/q' "$tmp/answer")
}
answer() { cat "$tmp/answer"; }
cgi GET /sign-in/council REMOTE_USER=ann </dev/null
is "$status" 404 'off unless it is set'
cgi GET /sign-in </dev/null
ok "$(! grep -q council "$tmp/answer")$?" '... and not offered'
cgi GET /sign-in/council MOOTHALL_SIGN_IN=proxy HTTP_REMOTE_USER=ann </dev/null
is "$status" 403 'what a header becomes is not looked at'
cgi GET / MOOTHALL_SIGN_IN=proxy REMOTE_USER=ann </dev/null
is "$status" 303 'nobody is signed in but at the one address'
cgi GET /sign-in MOOTHALL_SIGN_IN=proxy </dev/null
has "$(answer)" 'Sign in with your council account' 'without passwords the way is offered'
ok "$(! grep -q 'name="password"' "$tmp/answer")$?" '... and no password'
form="username=walt&password=correct+horse&csrf=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$tmp/answer")"
pair=$(sed -n 's/^Set-Cookie: \(moothall=[^;]*\).*/\1/p' "$tmp/answer")
cgi GET /sign-in MOOTHALL_SIGN_IN=both "HTTP_COOKIE=$pair" </dev/null
form="username=walt&password=correct+horse&csrf=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$tmp/answer")"
printf %s "$form" >"$tmp/form"
go=${form##*csrf=}
set -- "HTTP_COOKIE=$pair" CONTENT_TYPE=application/x-www-form-urlencoded CONTENT_LENGTH=${#form}
cgi POST /sign-in MOOTHALL_SIGN_IN=proxy "$@" <"$tmp/form"
is "$status" 403 '... nor is one taken'
has "$(answer)" 'Passwords are not in use here: sign in with your council account' '... which is said'
cgi POST /sign-in MOOTHALL_SIGN_IN=both "$@" <"$tmp/form"
is "$status" 303 '... where both are, one is'
for name in ann@elsewhere.test ann@ @example.test 'EXAMPLE\ann' '<b>ann' "$(printf 'a\001nn')" "$(printf 'a\377nn')" \
	"ann@example.test@elsewhere.test"; do
	cgi GET "/sign-in/council?go=$go" "HTTP_COOKIE=$pair" MOOTHALL_SIGN_IN=proxy MOOTHALL_SIGN_IN_DOMAIN=example.test "REMOTE_USER=$name" </dev/null
	is "$status" 403 "none of ours: $name"
	ok "$(! grep -q '<b>' "$tmp/answer")$?" '... and escaped'
done
for name in ann ANN ann@example.test Ann@EXAMPLE.TEST; do
	cgi GET "/sign-in/council?go=$go" "HTTP_COOKIE=$pair" MOOTHALL_SIGN_IN=proxy MOOTHALL_SIGN_IN_DOMAIN=example.test "REMOTE_USER=$name" </dev/null
	is "$status" 303 "ann: $name"
done
cgi GET "/sign-in/council?go=$go" "HTTP_COOKIE=$pair" MOOTHALL_SIGN_IN=proxy REMOTE_USER=ann@example.test </dev/null
is "$status" 403 'without a domain set, a name with one is nobody'
seen=$(MOOTHALL_SIGN_IN=kerberos ./moothalld </dev/null 2>&1)
has "$seen" 'MOOTHALL_SIGN_IN: sign_in must be one of password proxy both, not "kerberos"' 'another setting is refused in words'
tap_done
