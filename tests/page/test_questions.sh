#!/bin/sh
# Questions and actions on the site: forms, what they refuse and where, what is printed of them, owners who write how far
# they are, and what was resolved on the pages of what it named. The program as CGI.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'end_server; rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
january=/meetings/asked-2017-01-24
march=/meetings/asked-2017-03-14

# refused STATUS FIELD SENTENCE WHAT: the last answer says so at the field
refused() {
	is "$status" "$1" "$4"
	grep -qF -- "id=\"$2-error\"" "$tmp/answer"
	ok $? "... at its field"
	page_has "$3" "... in words"
}
# leads_to PATH WHAT
leads_to() {
	is "$status $(sed -n 's/^Location: //p' "$tmp/answer" | tr -d '\r')" "303 $1" "$2"
}

./tests/page/prepare carl committee_officer mary member ann officer alma auditor ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
./moothall import --release "$src/tests/data/questions" >"$tmp/out" 2>&1 || { cat "$tmp/out"; exit 1; }
superuser "INSERT INTO moothall.person_called SELECT 'Ann Author', person_id FROM moothall.person WHERE username = 'ann'"
serve

# --- questions ---
sign_in mary
get "$march/questions"
is "$status" 200 "a member reads the questions to a meeting"
page_has 'taken until Thursday 9 March 2017' "... and until when they were taken"
page_has 'Why are the figures late?' "... those that were accepted"
page_lacks 'Mr Refused' "... and not those that were refused"
page_lacks 'Enter a question' "... and enters none"
get "$march/questions/new"
is "$status" 403 "... at no address"
get "$march"
page_has 'Progress on reducing exclusions' "the page of a meeting has what stands on its agenda"
page_has 'Overdue' "... and that it is overdue"
page_lacks 'Let the contract' "... and nothing of an exempt item"
get "$march/pack"
page_has 'Question 1 from Mrs Late' "the pack has the questions that are put at their item"
page_lacks 'Mr Refused' "... and none that was refused"
page_has 'id="matters-outstanding"' "... and what stands on the agenda behind the minutes"
get "$january/minutes"
page_has 'Reply by the Chairman' "the minutes end with what was answered"
page_has 'All points had been taken into account.' "... and with what was asked further"
page_lacks 'Who has the contract?' "... and not with what is of an exempt item"

sign_in carl
get "$march/questions"
page_has 'Mr Refused' "a committee officer reads all of them"
page_has "$march/questions/new" "... and enters one"
get "$march/questions/new"
page_has 'The last day is Thursday 9 March 2017' "the form says until when they are taken"
send "$march/questions/new" as=public asker='Mrs <b>Bold</b>' item=8 text="Why <script>alert(1)</script>?" 'received=10 March 2017' accepted=yes reason= since=
refused 422 reason 'the reason why it is taken, though it came late' "one that came late needs its reason"
page_has 'Why &lt;script&gt;alert(1)&lt;/script&gt;?' "... nothing of what was typed is lost"
send "$march/questions/new" as= asker= text= received= since=
refused 422 asker 'Enter who asks' "nothing is not a question"
send "$march/questions/new" as=public asker='Mrs <b>Bold</b>' item=8 text="Why <script>alert(1)</script>?" 'received=10 March 2017' accepted=yes 'reason=The Chairman took it' since=
leads_to "$march/questions" "with its reason it is taken"
get "$march/questions"
page_has 'Public 3' "... under the next number"
page_has 'Mrs &lt;b&gt;Bold&lt;/b&gt;' "... as it was typed, and no more"
get "$march/questions/public-3/answer"
page_has 'Why &lt;script&gt;' "the form of the answer has the question"
entry=$(since)
send "$march/questions/public-3/answer" answered_by= answer=Because supplementary= supplementary_answer= since="$entry"
refused 422 answered_by 'the name of who answers' "an answer is somebody's"
send "$march/questions/public-3/answer" 'answered_by=the Chairman' answer=Because supplementary= supplementary_answer= since="$entry"
leads_to "$march/questions" "it is answered"
get "$march/questions/public-3"
send "$march/questions/public-3" as=public asker='Mrs Bold' item= text=Other 'received=10 March 2017' accepted=yes reason=x since="$entry"
is "$status" 409 "what somebody has changed meanwhile is not overwritten"
page_has 'omebody else has changed this' "... and it is said"
get "$march/questions/public-3"
send "$march/questions/public-3" as=public asker='Mrs Bold' item= text=Other 'received=10 March 2017' accepted=remove reason=x since="$(since)"
leads_to "$march/questions" "one that was entered by mistake is taken away"
get "$march/questions"
page_lacks 'Public 3' "... and is gone"
get "$march/questions/public-3"
is "$status" 404 "... and has no page"

# --- actions ---
get "$january/actions/new"
is "$status" 200 "the form of a new action"
send "$january/actions/new" item=10 text='Send the paper' report_back=no owner='Nobody Known' 'due=1 January 2017' indicator= budget_line= risk= since=
refused 422 due 'on or after 24 January 2017' "it is not due before its meeting"
send "$january/actions/new" item=10 text='Send the paper' report_back=no owner='Nobody Known' 'due=1 April 2017' indicator=NO-1 budget_line= risk= since=
refused 422 indicator 'a known indicator' "an indicator that is not there"
send "$january/actions/new" item=10 text='Send the paper' report_back=no owner='Nobody Known' 'due=1 April 2017' indicator=7.2 budget_line= risk= since=
leads_to "$january/actions/10/2" "it is entered"
get "$january/actions/10/2"
page_has 'no user has this name' "... and it is said that its owner is nobody who is known"
get "$january/actions/10/2/closing"
entry=$(since)
send "$january/actions/10/2/closing" 'closed=1 January 2017' 'closed_by=minute 2.3' since="$entry" action=close
refused 422 closed 'when it was asked for' "it is not closed before it was opened"
send "$january/actions/10/2/closing" 'closed=14 March 2017' closed_by= since="$entry" action=close
refused 422 closed_by 'the minute or decision' "... and not by nothing"
send "$january/actions/10/2/closing" 'closed=14 March 2017' 'closed_by=minute 2.3' since="$entry" action=close
leads_to "$january/actions/10/2" "a minute closes it"
get "/actions?state=closed"
page_has 'Closed 14 March 2017: minute 2.3' "the list says how"
page_lacks 'Progress on reducing exclusions' "... of those that are asked for"
get "/actions?state=overdue&section=Asked+Committee&lead=Ann+Author"
page_has 'Progress on reducing exclusions' "those of a committee and an owner that are overdue"
page_lacks 'Send the paper' "... and no other"
get "/actions?state=none"
is "$status" 400 "a state that there is not"
get "$january/actions/10/2/closing"
send "$january/actions/10/2/closing" closed= closed_by= since="$(since)" action=reopen
leads_to "$january/actions/10/2" "it is opened again"

sign_in ann
get /
page_has 'What committees asked of you' "an owner finds it on the home page"
page_has 'Progress on reducing exclusions' "... each"
get "$january/actions/16/2"
page_has 'How far it is' "... and writes how far it is"
send "$january/actions/16/2" text='Two schools <i>are</i> in'
leads_to "$january/actions/16/2" "... which is added"
get "$january/actions/10/1"
page_lacks 'How far it is' "... and nothing on another's"
get "$january/actions/16/2/change"
is "$status" 403 "... nor changes what was asked"
sign_in mary
get "$january/actions/16/2"
page_has 'Two schools &lt;i&gt;are&lt;/i&gt; in' "members read it"
page_lacks 'How far it is' "... and write none"
get "$january/actions/19/1"
is "$status" 404 "an action of an exempt item is not there for them"
get "$january/actions/16/99"
is "$status" 404 "... as one that there is not"
sign_in alma
get /actions
is "$status" 200 "auditors read what is open"

# --- what was resolved ---
# 1,100 and 1,113 of 167,942 people under 18: 65.5 and 66.3 in 10,000.
sign_in mary
get "/performance/indicators/7.2"
page_has 'Resolved 24 January 2017</a> (Asked Committee): note the rate of children looked after. Since then 65.5 → 66.3 (December 2016 to January 2017).' \
	"it comes back on the page of the indicator"
get "/performance/cards/7.2"
page_has 'Since then 65.5 → 66.3' "... and on its card"
get "/risks/RM13906"
page_has 'agree that plans are looked at again. Its score is 25' "... of a risk"
get "/finance/revenue/looked-after-children-agency-residential"
page_has 'agree that plans are looked at again. It is £6.945 million over budget' "... and of a budget line"
get "/resolutions/asked-2017-01-24.10.a"
page_has 'Since then 65.5 → 66.3' "a resolution has a page of its own"
page_has '<svg' "... with the course of the figure"
get "/resolutions/asked-2017-01-24.16"
page_has 'no later figure is held' "... also of a figure without a course"
get "/resolutions?text=exclusions&section=Asked+Committee"
page_has 'recommend to Policy and Resources Committee: that exclusions are reduced (by 6 February 2017)' "the list of them is looked through"
page_lacks 'that plans are looked at again' "... for what is asked"
get "/resolutions/asked-2017-01-24.10.z"
is "$status" 404 "a resolution that there is not"
tap_done
