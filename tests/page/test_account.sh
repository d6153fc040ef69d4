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
for tool in oathtool rsvg-convert zbarimg; do
	command -v "$tool" >/dev/null || { echo "1..0 # SKIP $tool is not here"; exit 0; }
done

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
has "$(body)" 'There were too many attempts. Try again in 1440 minutes<' "... which is said"
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

# The account.
sql "DELETE FROM session"
agent="HTTP_USER_AGENT=Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
sign_in mary
phone=$session
sign_in mary "$agent"
sql "UPDATE person_role SET to_day = '2099-03-31' WHERE person_id = (SELECT person_id FROM person WHERE username = 'mary');
	INSERT INTO person_called SELECT 'Mr R Smith', person_id FROM person WHERE username = 'mary'"
get /account
is "$status" 200 "one's own account"
has "$(body)" '<a href="/account">Your account</a>' "... every page leads to it"
has "$(body)" 'mary &lt;&amp;" Test' "... says who one is"
has "$(body)" 'member, until 31 March 2099' "... one's roles, and until when"
has "$(body)" 'Mr R Smith' "... by which names lists know one"
is "$(grep -c '<th scope="row">' "$tmp/answer")" 2 "... where one is signed in"
has "$(body)" '<th scope="row">Firefox on Windows</th>' "... the browser in words"
has "$(body)" 'a program that does not say which' "... or that it does not say"
is "$(grep -c 'this one' "$tmp/answer")" 1 "... which of them this is"
has "$(body)" 'factor_key' "without a key of the host no second factor can be added"
number=$(sed -n 's/.*name="session" value="\([0-9]*\)".*/\1/p' "$tmp/answer")
post /account/sessions "session=$number&action=one"
is "$status" 303 "one of one's sessions is ended"
is "$(trail)" "session-ended|mary|" "... on record"
mine=$session session=$phone
get /account
is "$status" 303 "... at once"
session=$mine
sign_in adam
theirs=$(sql "SELECT session_id FROM session JOIN person USING (person_id) WHERE username = 'adam'")
adams=$session session=$mine
get /account
lacks "$(body)" "value=\"$theirs\"" "other people's sessions are not shown"
post /account/sessions "session=$theirs&action=one"
session=$adams
get /account
is "$status" 200 "... and cannot be ended"
session=$mine
sign_in mary
other=$session session=$mine
get /account
# without PATH FIELDS: a form without its token
without() {
	printf %s "$2" >"$tmp/form"
	cgi POST "$1" "$session" CONTENT_TYPE=application/x-www-form-urlencoded CONTENT_LENGTH=${#2} <"$tmp/form"
}
without /account/sessions "session=&action=others"
is "$status" 403 "ending sessions needs the token"
is "$(sql "SELECT event, username, about, detail ->> 'status' FROM audit_event ORDER BY event_id DESC LIMIT 1")" "refused|mary|/account/sessions|403" "... and that it had none is on record"
without /account/password "present=a&new=b&again=c"
is "$status" 403 "... so does changing the password"
is "$(sql "SELECT event, username, about, detail ->> 'status' FROM audit_event ORDER BY event_id DESC LIMIT 1")" "refused|mary|/account/password|403" "... where the form is shown again, on record too"

get /account
post /account/sessions "session=&action=others"
session=$other
get /account
is "$status" 303 "all others end at once"
session=$adams
get /account
is "$status" 200 "... but nobody else's"
session=$mine

# One's password.
sign_in mary
other=$session session=$mine
change() { get /account/password; post /account/password "present=$1&new=$2&again=${3-$2}"; }
change wrong+horse staple+battery+forest
is "$status" 422 "the present password is asked for"
has "$(body)" '<a href="#present">The password is wrong</a>' "... and has to be right"
change correct+horse short
has "$(body)" '<a href="#new">Use at least 12 characters' "a new password keeps the rules"
change correct+horse mary+mary+mary
has "$(body)" '<a href="#new">' "... and is more than one's own name"
change correct+horse staple+battery+forest staple+battery+florist
has "$(body)" '<a href="#again">The two new passwords are not the same' "... and is typed twice"
change correct+horse correct+horse
has "$(body)" '<a href="#new">Choose another than the present one' "... and another one"
lacks "$(body)" 'value="correct' "what was typed as a password is not sent back"
change correct+horse staple+battery+forest
is "$status" 303 "it is changed"
is "$(trail)" "password-changed|mary|" "... on record"
before=$session
keep
mine=$session
get /account
is "$status" 200 "... this session goes on"
for session in "$other" "$before"; do
	get /account
	is "$status" 303 "... others, and its token of before, do not"
done
sign_in mary
get /account
is "$status" 303 "the password of before lets nobody in"
password=staple+battery+forest
sign_in mary
get /account
is "$status" 200 "... the new one does"

# Adding a second factor.
export MOOTHALL_FACTOR_KEY=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
stale
get /account/second-factor
is "$status" 303 "a second factor is added by whoever has proved of late who they are"
has "$(body)" "Location: /account/confirm?next=%2Faccount%2Fsecond-factor" "... and led to do so"
get /account/confirm
post /account/confirm "proof-password=$password&next=/account/second-factor"
keep
get /account/second-factor
is "$status" 200 "then it is added"
sealed() { sed -n 's/.*name="sealed" value="\([0-9a-f]*\)".*/\1/p' "$tmp/answer"; }
key() { sed -n 's/.*<code class="key">\([A-Z2-7 ]*\)<.*/\1/p' "$tmp/answer" | tr -d ' '; }
secret=$(key) sealed=$(sealed)
is "${#secret}" 32 "... by a key of 160 bits"
has "$(body)" "<code class=\"key\">$(echo "$secret" | sed 's/..../& /g; s/ $//')</code>" "... in groups of four"
sed -n '/<svg class="qr"/,/<\/svg>/p' "$tmp/answer" | sed 's/<svg /<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /' >"$tmp/qr.svg"
rsvg-convert "$tmp/qr.svg" -o "$tmp/qr.png" && seen=$(zbarimg -q --raw "$tmp/qr.png")
has "$seen" "otpauth://totp/Moothall%20Norfolk:mary?secret=$secret&issuer=Moothall%20Norfolk" "... which a telephone reads too"
# code [SECONDS FROM NOW]: by the database's clock, as the site's are judged. To the step they are judged in
# tests/auth/test_auth.c, where the time is said.
code() { oathtool --totp -b "$secret" --now "$(sql "SELECT to_char(now() AT TIME ZONE 'UTC' + interval '${1-0} seconds', 'YYYY-MM-DD HH24:MI:SS UTC')")"; }
step() { sql "SELECT floor(extract(epoch FROM now()) / 30)"; }
# post_code PATH FIELDS NAME: with the code of now; once more if the machine took longer than it holds.
post_code() {
	while :; do
		began=$(step) now=$(code)
		post "$1" "${2:+$2&}$3=$now"
		[ "$status" = 422 ] && [ $(($(step) - began)) -gt 1 ] || break
		sql "DELETE FROM proof_count; UPDATE session SET failures = 0"
	done
}
post /account/second-factor "code=$(code -125)&sealed=$sealed&next="
is "$status" 422 "a clock two minutes slow is refused"
has "$(body)" 'This is the code of 2 minutes ago. Enter the one that your phone shows now; if it shows this one, its clock is slow' "... which names the clock"
is "$(key)" "$secret" "... the key stays the same"
post /account/second-factor "code=$(code 300)&sealed=$sealed&next="
is "$status" 422 "so is one that is fast"
has "$(body)" 'if the clock of your phone is more than half a minute off' "... which names the clock too"
post /account/second-factor "code=12345&sealed=$sealed&next="
is "$status" 422 "five digits are no code"
mine=$session session=$adams
sql "UPDATE session SET fresh_at = now()"
get /account/second-factor
theirs=$(sealed)
session=$mine
get /account/second-factor
post_code /account/second-factor "sealed=$theirs&next=" code
is "$status" 422 "another person's key is not taken"
has "$(body)" 'The key on this page is a new one' "... there is a new one"
other=$session
sign_in mary
get /account/second-factor
post_code /account/second-factor "sealed=$sealed&next=" code
is "$status" 200 "a code of now is taken"
is "$(trail)" "factor-added|mary|" "... on record"
codes=$(sed -n 's/^<li><code>\([0-9a-z-]*\)<.*/\1/p' "$tmp/answer")
is "$(echo "$codes" | sort -u | wc -l)" 10 "ten recovery codes are shown"
before=$session
keep
for session in "$other" "$before"; do
	get /account
	is "$status" 303 "... other sessions, and the token of before, have ended"
done
is "$(sql "SELECT count(*) FROM factor WHERE position(decode('$(printf %s "$secret" | base32 -d | od -An -v -tx1 | tr -d ' \n')', 'hex') IN sealed) > 0")" 0 "the database does not hold the key in the clear"
is "$(psql -qAtX -c "SELECT count(*) FROM moothall.recovery_code c WHERE c.hash::text ~ '$(echo "$codes" | head -1)'")" 0 "... nor recovery codes"

# Signing in with it.
used() { sql "UPDATE factor SET last_step = 0"; }
sign_in mary
get /account
is "$status" 303 "after the password a code is asked for"
has "$(body)" 'Location: /sign-in/code?next=%2Faccount' "... on a page of its own"
get /performance.json
is "$status" 401 "... before anything is shown"
is "$(sql "SELECT count(*) FROM session_begin((SELECT token_hash FROM session WHERE pending = 'code'), '1 hour') b WHERE b.person_id IS NULL AND asking() = ''")" 1 "... row security knows nobody"
get "/sign-in/code?next=/account"
is "$status" 200 "the page"
lacks "$(body)" 'Signed in as' "... does not say who it is"
post /sign-in/code "proof-code=000000&next=/account"
is "$status" 422 "a wrong code is refused"
is "$(trail)" "sign-in-refused||code" "... on record"
get "/sign-in/code?next=/account"
without /sign-in/code "proof-code=000000&next=/account"
is "$status" 403 "... and needs the token"
get "/sign-in/code?next=/account"
used
now=$(code)
post /sign-in/code "proof-code=$(echo "$now" | sed 's/.../& /')&next=/account"
is "$status" 303 "the right one is taken, however it is grouped"
has "$(body)" 'Location: /account' "... and leads on"
is "$(trail)" "sign-in|mary|code" "... on record"
before=$session
keep
get /account
is "$status" 200 "... signed in"
session=$before
get /account
is "$status" 303 "... under a new token"
sign_in mary
get /sign-in/code
post /sign-in/code "proof-code=$now&next="
is "$status" 422 "a code is taken once"
has "$(body)" 'This code was used before' "... which is said"
get /sign-in/code
sql "DELETE FROM proof_count"
post /sign-in/code "proof-code=$(code -125)&next="
has "$(body)" 'its clock is slow' "a clock two minutes slow is refused in words that name it"
get /sign-in/code
sql "DELETE FROM proof_count"
recovery=$(echo "$codes" | sed -n 1p)
post /sign-in/code "proof-code=$(echo "$recovery" | tr a-z- 'A-Z ' | tr ' ' +)&next="
is "$status" 303 "a recovery code is taken in its place, as it may be typed"
is "$(sql "SELECT event, detail ->> 'left' FROM audit_event ORDER BY event_id DESC LIMIT 1")" "recovery-used|9" "... on record"
done=$(sed -n 's/^Set-Cookie: \(moothall-done=[^;]*\).*/\1/p' "$tmp/answer" | head -n 1)
keep
session="$session; $done"
get /account
has "$(body)" 'That recovery code is used up. 9 are left' "... and how many are left is said"
has "$(body)" '9 of 10 recovery codes are left' "... in the account too"
sign_in mary
get /sign-in/code
post /sign-in/code "proof-code=$recovery&next="
is "$status" 422 "it is taken once"
has "$(body)" 'This recovery code was used before' "... which is said"
# Two at the same moment: the second finds it used.
is "$(sql "SELECT factor_use(person_id, 5000000000), factor_use(person_id, 5000000000) FROM factor")" "right|used" "of two that come together one is taken"
used
get /sign-in/code
MOOTHALL_FACTOR_KEY=ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
sql "DELETE FROM proof_count"
post_code /sign-in/code "next=" proof-code
is "$status" 422 "with another key of the host no code is"
has "$(body)" 'This site cannot check your codes any more' "... which is said"
get /sign-in/code
sql "DELETE FROM proof_count"
recovery=$(echo "$codes" | sed -n 2p)
post /sign-in/code "proof-code=$recovery&next="
is "$status" 303 "... but a recovery code is"
keep
old=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff new=$MOOTHALL_FACTOR_KEY
MOOTHALL_FACTOR_KEY=$old

# A new key of the hosts: with both, codes go on to be taken; what the old one sealed is sealed anew, and it can go.
with_key() {	# KEYS: whether a code is taken
	MOOTHALL_FACTOR_KEY=$1
	sign_in mary
	get /sign-in/code
	used
	sql "DELETE FROM proof_count"
	post_code /sign-in/code "next=" proof-code
}
with_key "$new $old"
is "$status" 303 "with a new key before the old one codes are taken"
seen=$(MOOTHALL_FACTOR_KEY=$new ./moothall rekey 2>&1)
has "$?:$seen" '1:0 sealed with the first key, 0 were so already' "sealing anew without the old key"
has "$seen" 'no key that is set opens the second factor of mary' "... names whose is lost"
seen=$(MOOTHALL_FACTOR_KEY='' ./moothall rekey 2>&1)
has "$?:$seen" '1:moothall: there is no factor_key' "... and without any says so"
seen=$(MOOTHALL_FACTOR_KEY="$new ${old%f}" ./moothall rekey 2>&1)
has "$?:$seen" '1:moothall: factor_key must be 64' "... and with what is none"
seen=$(./moothall --as adam rekey 2>&1)
has "$?:$seen" "1:moothall: this is the operator's alone" "an administrator seals nothing"
is "$(./moothall rekey)" '1 sealed with the first key, 0 were so already' "the second factor is sealed with the new key"
is "$(trail)" 'factor-resealed||' "... on record"
is "$(./moothall rekey)" '0 sealed with the first key, 1 were so already' "... once"
with_key "$new"
is "$status" 303 "the old key can go"
with_key "$old"
is "$status" 422 "... and opens nothing any more"
MOOTHALL_FACTOR_KEY=$new
sql "DELETE FROM proof_count"

# Guesses of codes are held back too.
sign_in mary
sql "UPDATE session SET failures = 9 WHERE pending = 'code'"
get /sign-in/code
post /sign-in/code "proof-code=000001&next="
is "$status" 401 "the tenth wrong code ends the session"
get /sign-in/code
has "$(body)" 'Location: /sign-in' "... and the password is asked for again"
sql "DELETE FROM proof_count"

# Confirming, new recovery codes, removing.
signed_in() { sign_in mary; get /sign-in/code; used; post_code /sign-in/code "next=" proof-code; keep; }
signed_in
stale
get /account
post /account/recovery-codes ""
is "$status" 401 "what changes the factor is asked for a proof"
has "$(body)" 'name="proof-code"' "... which is a code"
lacks "$(body)" 'name="proof-password"' "... and not the password"
used
post_code /account/recovery-codes "" proof-code
is "$status" 200 "with it, it is done at once"
is "$(sed -n 's/^<li><code>\([0-9a-z-]*\)<.*/\1/p' "$tmp/answer" | sort -u | wc -l)" 10 "... there are ten new recovery codes"
keep
is "$(sql 'SELECT count(*) FROM recovery_code')" 10 "... and those before are gone"
stale
get /account/second-factor/removal
is "$status" 303 "removing it is asked for a proof first"
sql "UPDATE session SET fresh_at = now()"
get /account/second-factor/removal
is "$status" 200 "... then asked once"
mine=$session
signed_in
other=$session session=$mine
get /account/second-factor/removal
post /account/second-factor/removal ""
is "$status" 303 "... and done"
is "$(trail)" "factor-removed|mary|" "... on record"
keep
mine=$session session=$other
get /account
is "$status" 303 "... other sessions have ended"
session=$mine
is "$(sql 'SELECT count(*) FROM recovery_code')" 0 "... recovery codes are gone"
sign_in mary
get /account
is "$status" 200 "the password alone lets in again"

# Asked for by role.
./moothall setting second_factor_roles "Member, admin" 2>"$tmp/said"
is "$(./moothall setting second_factor_roles)" "admin,member" "roles whose people must have one"
./moothall setting second_factor_roles king 2>"$tmp/said"
has "$(cat "$tmp/said")" 'there is no role "king"; the roles are member' "... are roles"
get /account
is "$status" 303 "who is signed in without one"
has "$(body)" 'Location: /account/second-factor' "... is led to add one"
get /performance.json
is "$status" 401 "... and sees nothing else"
get /account/recovery-codes
has "$(body)" 'Location: /account/second-factor' "... not even of the account"
get /account/second-factor
has "$(body)" 'The council asks for a second factor from everybody who has a role of yours' "... which says why"
secret=$(key) sealed=$(sealed)
stale
post /account/second-factor "code=123456&sealed=$sealed&next=/help"
is "$status" 401 "here too a proof is asked for"
has "$(body)" 'type="hidden" name="code" value="123456"' "... and what was sent is kept"
post_code /account/second-factor "sealed=$sealed&next=/help&proof-password=$password" code
is "$status" 200 "... and with it the factor is added"
has "$(body)" '<a href="/help">I have kept them: go on</a>' "... the way leads on"
keep
get /help
is "$status" 200 "... and she is let in"
unset MOOTHALL_FACTOR_KEY
password=correct+horse
sign_in adam
get /account/second-factor
has "$(body)" 'nothing else can be opened' "without a key of the host that is said"
./moothall setting second_factor_roles '' 2>"$tmp/said"
get /account
is "$status" 200 "a role that asks for none any more lets in"

# Lost: reset by the operator or an administrator, not by oneself.
./moothall user factor-reset adam --proof manager 2>"$tmp/said"
has "$(cat "$tmp/said")" 'the user "adam" has no second factor' "there is nothing to reset where there is none"
./moothall --as adam user factor-reset adam --proof in-person 2>"$tmp/said"
has "$(cat "$tmp/said")" 'nobody may take the second factor from themselves' "nobody resets their own"
./moothall --as mary user factor-reset mary --proof in-person 2>"$tmp/said"
has "$(cat "$tmp/said")" 'it takes the role admin' "nor does who is no administrator"
./moothall --as adam user factor-reset mary 2>"$tmp/said"
has "$?:$(cat "$tmp/said")" '1:moothall: how was it seen to that it is them: in-person, telephone, manager?' "who takes one away says how it was seen to that it is them"
./moothall --as adam user factor-reset mary --proof telephone 2>"$tmp/said"
is "$?" 0 "an administrator resets another's"
is "$(sql "SELECT event, about, username, detail ->> 'proof' FROM audit_event ORDER BY event_id DESC LIMIT 1")" "factor-removed|mary|adam|telephone" "... on record"
is "$(sql "SELECT count(*) FROM session JOIN person USING (person_id) WHERE username = 'mary'")" 0 "... which ends their sessions"

# ... on the page of the user too.
give() { sql "INSERT INTO factor SELECT person_id, decode(repeat('00', 60), 'hex'), 0 FROM person WHERE username = '$1'"; }
since() { sed -n 's/.*name="since" value="\([0-9]*\)".*/\1/p' "$tmp/answer"; }
sign_in adam
get /users/mary
lacks "$(body)" '/users/mary/second-factor' "who has no second factor has none to lose"
give mary
get /users/mary
has "$(body)" 'href="/users/mary/second-factor"' "who has one may have lost it"
stale
get /users/mary/second-factor
is "$status" 303 "taking it away asks for a proof"
sql "UPDATE session SET fresh_at = now()"
get /users/mary/second-factor
has "$(body)" 'See to it first that it is them who asks' "... and asks once"
post /users/mary/second-factor "since=$(since)&proof="
is "$status" 422 "... and how it was seen to that it is them"
has "$(body)" '<a href="#proof">Choose how you have seen to it that it is them</a>' "... at its field"
post /users/mary/second-factor "since=$(since)&proof=in-person"
is "$status" 303 "it is taken away"
is "$(sql "SELECT event, about, username, detail ->> 'proof' FROM audit_event ORDER BY event_id DESC LIMIT 1")" "factor-removed|mary|adam|in-person" "... on record"
get /users/mary/second-factor
post /users/mary/second-factor "since=$(since)&proof=in-person"
is "$status" 409 "... once"
give adam
get /users/adam/second-factor
post /users/adam/second-factor "since=$(since)&proof=in-person"
is "$status" 403 "nobody takes away their own"
sql "DELETE FROM factor"

# Somebody whom the council's own sign-in lets in.
sql "UPDATE person SET password_hash = NULL WHERE username = 'adam'"
get /account
has "$(body)" "You have none here: your council's own sign-in lets you in" "who has no password here is told why"
get /account/password
is "$status" 409 "... and cannot change it"
stale
get /account/second-factor
is "$status" 303 "a second factor of theirs asks for a proof too"
get /account/confirm
has "$(body)" 'One cannot be added yet: whoever runs this site has not set the key' "... which without a key of the host there is none of"
post /account/confirm "proof-password=correct+horse&next="
is "$status" 422 "... and a password is none"
get /users/mary/roles
is "$status" 303 "... so that they administer nothing"

# Disabled while signed in on two machines.
password=staple+battery+forest
sign_in mary
mine=$session
sign_in mary
./moothall user disable mary
get /account
is "$status" 303 "who is disabled is signed out of one browser"
session=$mine
get /account
is "$status" 303 "... and of the other"

! grep -E 'Sanitizer|runtime error' "$tmp/errors" >/dev/null
ok $? "nothing was complained of"

MOOTHALL_FACTOR_KEY=abc ./moothalld </dev/null >/dev/null 2>"$tmp/said"
has "$(cat "$tmp/said")" 'factor_key must be 64 hexadecimal digits' "what is no key is refused at once"
lacks "$(cat "$tmp/said")" 'abc' "... without repeating it"
tap_done
