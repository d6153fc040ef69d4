#!/bin/sh
# One's own account: the program itself, as CGI, on a throw-away PostgreSQL.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"

sql() { psql -qAtX -c "SET search_path = moothall_code, moothall" -c "$1"; }
get() { cgi GET "$1" "$session" </dev/null; }
# post PATH FIELDS: with the token of the page seen last
post() {
	form="csrf=$(field)${2:+&$2}"
	printf %s "$form" >"$tmp/form"
	cgi POST "$1" "$session" CONTENT_TYPE=application/x-www-form-urlencoded CONTENT_LENGTH=${#form} <"$tmp/form"
}
# What the browser does with a cookie.
keep() { session="HTTP_COOKIE=moothall=$(cookie)"; }
body() { cat "$tmp/answer"; }
# Everybody proved who they are longer ago than administration takes.
stale() { sql "UPDATE session SET fresh_at = now() - fresh_for()"; }
trail() { sql "SELECT event, username, detail ->> 'by' FROM audit_event ORDER BY event_id DESC LIMIT 1"; }

./tests/page/prepare mary member adam admin || { echo "1..0 # the database could not be prepared"; exit 1; }

# Confirming who one is.
sign_in mary
stale
get "/account/confirm?next=/help"
is "$status" 200 "a page asks who it is"
has "$(body)" 'type="password" autocomplete="current-password"' "... for the password"
post /account/confirm "proof-password=&next=/help"
is "$status" 422 "none is not enough"
has "$(body)" '<a href="#proof-password">Enter your password</a>' "... which is said"
get "/account/confirm?next=/help"
post /account/confirm "proof-password=wrong&next=/help"
is "$status" 422 "a wrong one is refused"
has "$(body)" '<a href="#proof-password">The password is wrong</a>' "... in words"
is "$(trail)" "sign-in-refused|mary|password" "... and put on record"
has "$(body)" 'name="next" value="/help"' "... the way on is kept"
post /account/confirm "proof-password=correct+horse&next=//evil.example"
is "$status" 303 "the right one is taken"
has "$(body)" "Location: /$(printf '\r')" "... and leads nowhere else than here"
is "$(trail)" "identity-confirmed|mary|password" "... on record too"
before=$session
keep
get /help
is "$status" 200 "the session goes on under a new token"
session=$before
get /help
is "$status" 303 "... and not under the one before"
is "$(sql "SELECT count(*) FROM session WHERE fresh_at > now() - fresh_for()")" 1 "it is fresh again"
is "$(sql 'SELECT count(*) FROM proof_count')" 0 "... and nothing is held against it"

# Guessing is held back, for a person and for a session.
sign_in mary
for i in 1 2 3 4 5; do
	get /account/confirm
	post /account/confirm "proof-password=guess$i"
done
is "$status" 422 "five wrong passwords are refused"
is "$(sql "SELECT free_at - failed_at FROM proof_count")" 00:00:30 "then one has to wait"
sql "UPDATE proof_count SET free_at = now() + interval '1 day'"
get /account/confirm
post /account/confirm "proof-password=correct+horse"
is "$status" 429 "... with the right one too"
has "$(body)" 'There were too many attempts. Try again in 1440 minutes.' "... which is said"
has "$(body)" 'Retry-After: ' "... to programs too"
is "$(sql 'SELECT failures FROM proof_count')" 5 "... and is not counted"
sql "UPDATE proof_count SET free_at = now()"
get /account/confirm
post /account/confirm "proof-password=correct+horse"
is "$status" 303 "... no longer than it takes"
keep
sql "UPDATE session SET failures = 9"
get /account/confirm
post /account/confirm "proof-password=guess"
is "$status" 401 "the tenth in one session ends it"
has "$(body)" 'You were signed out after too many wrong attempts' "... in words"
get /help
is "$status" 303 "... at once"
is "$(sql "SELECT string_agg(proof_wait(n)::text, ' ' ORDER BY n) FROM generate_series(4, 11) n")" \
	"00:00:00 00:00:30 00:01:00 00:02:00 00:04:00 00:08:00 00:15:00 00:15:00" "the wait grows, and not for ever"
tap_done
