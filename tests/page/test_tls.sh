#!/bin/sh
# nginx's sample configuration with TLS: which protocols and suites it takes, and what headers every answer has, those
# that nginx gives by itself among them. A real nginx, asked by openssl and curl; no database is needed.
set -u
src=$(cd "${srcdir:-.}" && pwd)
. "$src/tests/tap.sh"
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-tls.XXXXXX")
chmod 755 "$tmp"
export LC_ALL=C
program=
trap 'kill $program $(cat "$tmp/nginx.pid" 2>/dev/null) 2>/dev/null; wait; rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM HUP

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=performance.example.gov.uk \
	-keyout "$tmp/key" -out "$tmp/certificate" 2>/dev/null
PGHOST=$tmp/none spawn-fcgi -n -s "$tmp/fcgi" -M 0666 -- ./moothalld >"$tmp/log" 2>&1 &
program=$!
until [ -S "$tmp/fcgi" ]; do sleep 0.05; done
cp "$src"/nginx/*.html "$tmp/"
# conf LISTEN: the sample as its comments say it is filled in; without its last part and the zones for a second server
{
	[ "$(id -u)" -ne 0 ] || echo "user nobody nogroup;"
	echo "pid $tmp/nginx.pid; error_log $tmp/nginx.log; worker_processes 1; events { worker_connections 64; }"
	echo "http {"
	for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $tmp/temp-$kind;"; done
	sed "s|@LISTEN@|unix:$tmp/tls ssl http2; listen unix:$tmp/plain|; s|@SOCKET@|$tmp/fcgi|; s|@ERRORS@|$tmp|
		s|@LOG@|$tmp/access.log|; s|#ssl_certificate .*|ssl_certificate $tmp/certificate;|
		s|#ssl_certificate_key .*|ssl_certificate_key $tmp/key;|
		s|^#\(server {\)|\1|; s|^#\(	\)|\1|; s|^#}|}|; s|listen 80;|listen unix:$tmp/eighty;|" "$src/nginx/moothall.conf"
	echo "}"
} >"$tmp/nginx.conf"
nginx -e "$tmp/nginx.log" -c "$tmp/nginx.conf" 2>"$tmp/said"
ok $? "nginx takes the sample: $(cat "$tmp/said")"

# shakes OPTION...: whether hands are shaken; the client itself would take anything.
shakes() {
	openssl s_client -unix "$tmp/tls" -servername performance.example.gov.uk "$@" </dev/null >"$tmp/shaken" 2>&1
}
shakes -tls1_3
ok $? "TLS 1.3"
shakes -tls1_2
ok $? "TLS 1.2"
has "$(cat "$tmp/shaken")" 'Server Temp Key: X25519' "... with a key for this once"
for old in tls1 tls1_1; do
	! shakes -$old -cipher ALL:@SECLEVEL=0 && grep -q 'alert protocol version' "$tmp/shaken"
	ok $? "not $old, and it is the server that refuses"
done
# Each suite of 1.2 that the client knows: those that are named, of a certificate of this kind, and no other.
taken=
for suite in $(openssl ciphers -s -tls1_2 'ALL:COMPLEMENTOFALL:@SECLEVEL=0' | tr : ' '); do
	! shakes -tls1_2 -cipher "$suite:@SECLEVEL=0" || taken="$taken $suite"
done
is "$(echo $taken | tr ' ' '\n' | sort | tr '\n' ' ')" \
	'ECDHE-RSA-AES128-GCM-SHA256 ECDHE-RSA-AES256-GCM-SHA384 ECDHE-RSA-CHACHA20-POLY1305 ' \
	"suites of 1.2: with forward secrecy and authenticated, all of them"
for suite in TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256 TLS_AES_128_GCM_SHA256; do
	shakes -tls1_3 -ciphersuites $suite
	ok $? "$suite"
done
! shakes -tls1_3 -ciphersuites TLS_AES_128_CCM_SHA256
ok $? "and no other of 1.3"
shakes -tls1_2
! grep -q 'TLS session ticket:' "$tmp/shaken"
ok $? "the browser keeps no ticket"

# ask SOCKET PATH [OPTION...]: the head of the answer, its status in $status.
ask() {
	of=$1 path=$2
	shift 2
	scheme=http
	[ "$of" != tls ] || scheme=https
	status=$(curl -sk --path-as-is --unix-socket "$tmp/$of" -D "$tmp/head" -o "$tmp/body" -w '%{http_code}' "$@" \
		"$scheme://performance.example.gov.uk$path")
}
# headers STATUS WHAT: what every answer has, once.
headers() {
	is "$status" "$1" "$2"
	for name in content-security-policy x-content-type-options referrer-policy cache-control strict-transport-security; do
		wanted=1
		[ "$of $name" != "plain strict-transport-security" ] || wanted=0
		is "$(tr -d '\r' <"$tmp/head" | grep -ci "^$name: ")" $wanted "... $name: $wanted"
	done
	grep -i '^content-security-policy: ' "$tmp/head" | grep -q "default-src 'none'.*frame-ancestors 'none'"
	ok $? "... which lets nothing in, and is in no frame"
	! grep -qiE '^(server: .*[0-9]|x-powered-by)' "$tmp/head"
	ok $? "... no version"
	! tr -d '\r' <"$tmp/head" | grep -i '^content-type: text/html' | grep -qvi '; charset=utf-8$'
	ok $? "... and its charset"
}
head -c 600000 /dev/zero >"$tmp/large"
for of in tls plain; do
	ask $of /nothing
	css=$(sed -n 's/.*href="\(\/static[^"]*css\)".*/\1/p' "$tmp/body")
	headers 404 "$of: a page that there is not"
	ask $of "$css"
	headers 200 "$of: the style sheet"
	ask $of /performance
	headers 503 "$of: without the database"
	ask $of /healthz
	headers 503 "$of: healthz"
	ask $of /sign-in --data-binary "@$tmp/large"
	headers 413 "$of: what is too large for nginx"
	ask $of "/%00"
	headers 400 "$of: what nginx cannot read"
	ask $of / -X TRACE
	headers 405 "$of: a method that nginx refuses"
done
is "$(tr -d '\r' <"$tmp/head" | grep -ci '^retry-after')" 0 "what will not do later does not ask to try again"
ask tls /performance
is "$(tr -d '\r' <"$tmp/head" | grep -i '^strict-transport-security')" 'strict-transport-security: max-age=31536000; includeSubDomains' "a year by TLS alone"
is "$(tr -d '\r' <"$tmp/head" | grep -ci '^retry-after')" 1 "what is away for a moment says when to try again, once"
printf 'GET / HTTP/1.1\r\n\r\n' | openssl s_client -quiet -unix "$tmp/tls" >"$tmp/head" 2>/dev/null
of=tls status=$(sed -n 's/^HTTP[^ ]* \([0-9]*\).*/\1/p' "$tmp/head")
headers 400 "a request without a name"
ask eighty "/performance?period=2017-01" -H 'Host: evil.example'
is "$status $(tr -d '\r' <"$tmp/head" | grep -i '^location')" \
	'301 Location: https://performance.example.gov.uk/performance?period=2017-01' "port 80 leads to the site's own name"
for suffix in json csv csv-metadata.json xlsx pdf ics; do
	ask eighty "/performance.$suffix?period=2017-01"
	is "$status $(grep -ci '^location' "$tmp/head")" '403 0' "data are not led on: $suffix"
done

# Without the program.
kill $program && wait $program
program=
for of in tls plain; do
	ask $of /performance
	headers 503 "$of: without the program"
	ask $of /healthz
	headers 503 "$of: healthz"
	ask $of /unavailable.html
	headers 404 "$of: nginx's own files are not for asking"
done
tap_done
