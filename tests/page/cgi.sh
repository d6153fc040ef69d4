# shellcheck shell=sh disable=SC2034,SC2086 # status and session are the sourcing test's
# For tests that ask the program as CGI, on the throw-away database: source it with tmp set to a folder, after tap.sh.
: "${tmp:?}"
export LC_ALL=C MOOTHALL_PROCESSES=1 MOOTHALL_PASSWORD_MEMORY_MB=19

answers=./moothalld server=
# serve [NAME=VALUE…]: from here on one process answers all requests, as behind a web server, and knows each statement
# from the request before. end_server ends it.
serve() {
	env PGUSER=moothall_app "$@" spawn-fcgi -n -s "$tmp/fcgi" -- ./moothalld >/dev/null 2>>"$tmp/errors" &
	server=$!
	while ! [ -S "$tmp/fcgi" ] && kill -0 "$server"; do sleep 0.05; done
	answers="cgi-fcgi -bind -connect $tmp/fcgi"
}
end_server() {
	[ -z "$server" ] || kill "$server"
	answers=./moothalld server=
}
# cgi METHOD URI [NAME=VALUE…] <BODY
cgi() {
	method=$1 uri=$2
	shift 2
	env REQUEST_METHOD="$method" REQUEST_URI="$uri" REMOTE_ADDR=192.0.2.1 PGUSER=moothall_app \
		"$@" $answers >"$tmp/answer" 2>>"$tmp/errors"
	status=$(sed -n 's/^Status: \([0-9]*\) .*/\1/p; /^\r*$/q' "$tmp/answer")
}
field() { sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$tmp/answer" | head -n 1; }
cookie() { sed -n 's/^Set-Cookie: moothall=\([^;]*\).*/\1/p' "$tmp/answer" | tail -n 1; }
password=correct+horse
sign_in() {	# NAME [NAME=VALUE…]: its cookie in $session
	form="username=$1&password=$password"
	shift
	cgi GET /sign-in </dev/null
	form="$form&csrf=$(field)"
	printf %s "$form" >"$tmp/form"
	cgi POST /sign-in "HTTP_COOKIE=moothall=$(cookie)" CONTENT_TYPE=application/x-www-form-urlencoded \
		CONTENT_LENGTH=${#form} "$@" <"$tmp/form"
	session="HTTP_COOKIE=moothall=$(cookie)"
}
superuser() { psql -U postgres -qAtX -v ON_ERROR_STOP=1 -c "SET search_path = moothall_code, moothall" -c "$1"; }
body() { sed '1,/^\r$/d' "$tmp/answer"; }
# what a reader reads of it
said() { body | sed 's/<[^>]*>//g' | tr -s '\n ' '  '; }
since() { body | sed -n 's/.*name="since" value="\([0-9]*\)".*/\1/p' | head -n 1; }
get() { cgi GET "$1" "$session" </dev/null; }
# send PATH NAME=VALUE…: a form with the token of the page that was read last; values as they are typed.
send() {
	to=$1
	shift
	python3 -c 'import sys, urllib.parse as u; print(u.urlencode([a.partition("=")[::2] for a in sys.argv[1:]]), end="")' \
		"csrf=$(field)" "$@" >"$tmp/form"
	cgi POST "$to" "$session" CONTENT_TYPE=application/x-www-form-urlencoded CONTENT_LENGTH="$(wc -c <"$tmp/form")" <"$tmp/form"
}
page_has() {
	grep -qF -- "$1" "$tmp/answer"
	ok $? "$2"
}
page_lacks() {
	! grep -qF -- "$1" "$tmp/answer"
	ok $? "$2"
}
