#!/bin/sh
# Erasures on the site: asked for by one, confirmed by another who sees what would go. The program itself, as CGI.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'end_server; rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"

# post URI FIELDS: with the page's token
post() {
	token=$(field)
	printf %s "$2&csrf=$token" >"$tmp/form"
	cgi POST "$1" "$session" CONTENT_TYPE=application/x-www-form-urlencoded CONTENT_LENGTH="$(wc -c <"$tmp/form")" <"$tmp/form"
}
./tests/page/prepare anna analyst carl committee_officer carla committee_officer chris chief_officer mary member alma auditor ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
superuser "UPDATE person SET name = 'Carl Clerk' WHERE username IN ('carl', 'carla')" >/dev/null
printf 'indicator,area,period,value,note\nCR-6,norfolk,2017-02,31,Whisperword\n' >"$tmp/observations.csv"
./moothall import --release observations "$tmp/observations.csv" >/dev/null 2>&1
import=$(superuser 'SELECT max(import_id) FROM import')
today=$(superuser 'SELECT day_words(today())')
serve

sign_in mary
get /erasures
is "$status" 403 "a member has no page of erasures"
sign_in anna
get /erasures
is "$status" 200 "an analyst has"
page_has 'Ask for an erasure' "... with a form"
post /erasures/requests 'kind=&name=&reason='
is "$status" 422 "what is blank is said"
for error in 'Choose what is to be erased' 'Enter which one' 'Enter the reason'; do
	is "$(grep -cF "$error" "$tmp/answer")" 2 "... above the page and at its field: $error"
done
post /erasures/requests 'kind=import&name=9999&reason=It+names+a+child'
is "$status" 422 "an import that is not there is refused"
page_has 'There is no import 9999' "... in words"
page_has 'It names a child' "... and nothing typed is lost"
post /erasures/requests 'kind=paper&name=scrutiny.md&reason=x'
is "$status" 403 "a paper is not an analyst's"
post /erasures/requests "kind=import&name=$import&reason=It+names+a+child"
is "$status" 303 "an import is asked for"
get /erasures/1
page_has 'Waits to be confirmed: nothing is erased yet' "it waits"
page_has 'You asked for this erasure: somebody else has to confirm it' "its asker cannot confirm it"
page_lacks 'Destroy it' "... and has no button for it"
page_has 'Withdraw the request' "... but can withdraw it"
post /erasures/1/confirmation 'seen=x'
is "$status" 403 "nor by sending the form all the same"
for suffix in .json .csv .xlsx; do
	get "/erasures/1$suffix"
	is "$status" 200 "it is data too: $suffix"
done
get /erasures/x
is "$status" 404 "what is no number is not there"

sign_in alma
get /erasures
page_lacks 'Ask for an erasure' "an auditor asks for none"
page_has ">import $import<" "... but sees what was asked for"
get /erasures/1
page_lacks 'action="/erasures/1' "... and decides nothing"

sign_in chris
get /erasures/1
page_has 'What would be destroyed' "a chief officer sees what would go"
page_has 'href="/performance/indicators/2.7"' "... and where it is shown"
superuser "UPDATE session SET fresh_at = now() - interval '1 day'" >/dev/null
seen=$(sed -n 's/.*name="seen" value="\([^"]*\)".*/\1/p' "$tmp/answer")
post /erasures/1/confirmation "seen=$seen"
page_has 'proof-password' "who confirms proves again who they are"
is "$(superuser 'SELECT confirmed IS NULL FROM erasure')" t "... before anything is erased"
superuser "UPDATE session SET fresh_at = now()" >/dev/null
get /erasures/1
post /erasures/1/confirmation "seen=another"
is "$status" 409 "what has changed since it was looked at is not confirmed"
page_has 'look again' "... in words"
get /erasures/1
post /erasures/1/confirmation "seen=$seen"
is "$status" 303 "it is confirmed"
get /erasures/1
page_has "Confirmed by chris" "... which the page says"
page_has 'not yet cleared: the operator' "... and that traces are in the files until they are swept"
page_has "until $(superuser "SELECT day_words(today() + 35)") at the latest" "... and what backups hold, until when"
page_has "Removed on $today for data protection" "... and has no name of what is gone"
post /erasures/1/confirmation "seen=$seen"
is "$status" 409 "it is not confirmed twice"
is "$(superuser "SELECT count(*) FROM observation WHERE note IS NOT NULL AND erased")" 0 "the content is gone"
get '/performance/indicators/CR-6?period=2017-02'
page_has "removed on $today for data protection" "the indicator's page says so"
is "$(superuser "SELECT swept_at IS NULL FROM erasure")" t "the site cannot clear the files"
./moothall erase sweep 2>"$tmp/seen"
is "$?" 0 "the operator's sweep does"
get /erasures/1
page_has '>cleared ' "... which the page says"

sign_in carl
get /erasures
post /erasures/requests 'kind=pack&name=childrens-services-2017-03-14&reason=x'
is "$status" 303 "a committee officer asks for a pack"
sign_in carla
get /erasures/2
page_has 'This was asked for by an account of your name' "another account of the same name is told that it may not confirm"
post /erasures/2/confirmation 'seen=x'
is "$status" 403 "... and does not"
post /erasures/2/refusal 'erasure='
is "$status" 303 "it may refuse"
get /erasures/2
page_has 'nothing was erased' "... after which nothing is erased"
is "$(superuser "SELECT count(*) FROM paper WHERE erased")" 0 "... indeed"
is "$(superuser "SELECT string_agg(event, ' ' ORDER BY event_id) FROM audit_event WHERE event LIKE 'erasure%'")" \
	'erasure-asked erasure-confirmed erasure-asked erasure-refused' "all of it is on record"

# A single entry: an action of the demonstration.
sign_in carl
get /erasures
post /erasures/requests 'kind=entry&name=actions+childrens-services-2017-01-24+7&reason=Kept+typed'
is "$status" 422 "an entry that is not named whole is refused"
page_has 'An entry of actions is named by meeting, item, number' "... in words"
page_has 'Kept typed' "... and nothing typed is lost"
post /erasures/requests 'kind=entry&name=actions+childrens-services-2017-01-24+7+1&reason=x'
is "$status" 303 "a single action is asked for"
sign_in chris
get /erasures/3
page_has 'entry actions childrens-services-2017-01-24 7 1' "who confirms sees which"
post /erasures/3/confirmation "seen=$(sed -n 's/.*name="seen" value="\([^"]*\)".*/\1/p' "$tmp/answer")"
is "$status" 303 "... and confirms it"
get /erasures/3
page_has 'entry actions<' "its key is gone"
is "$(superuser "SELECT string_agg(text, '; ') FROM action WHERE erased")" "Removed on $today for data protection" \
	"the action says that it was removed, and no other"
! grep -E 'Sanitizer|runtime error' "$tmp/errors"
ok $? "no fault"
tap_done
