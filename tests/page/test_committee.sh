#!/bin/sh
# What a committee officer keeps of a committee, on its pages: seats, substitutes, terms of reference, programme of work,
# training and cover texts; the day of a meeting is in test_calendar.sh. No administrator is needed, and nobody else may.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
# post PATH FIELDS: with the token of the page seen last, and its since
post() {
	form="csrf=$(field)&$2"
	printf %s "$form" >"$tmp/form"
	cgi POST "$1" "$session" CONTENT_TYPE=application/x-www-form-urlencoded CONTENT_LENGTH=${#form} <"$tmp/form"
}
# which WORDS: the value of the choice of these words
which() { body | tr '\n' ' ' | sed 's/<input/\n<input/g' | grep -F "$1" | sed -n 's/.*name="which" value="\([0-9]*\)".*/\1/p' | head -n 1; }
trail() { superuser "SELECT event, username, about FROM audit_event ORDER BY event_id DESC LIMIT 1"; }
page() { "$moothall" report committees/childrens-services --format html; }
c=/committees/childrens-services

./tests/page/prepare cora committee_officer mary member || { echo "1..0 # the database could not be prepared"; exit 1; }
sign_in mary
get $c
lacks "$(body)" 'Looking after this committee' "a member reads the committee, and is offered no forms"
get $c/seats
is "$status" 403 "... and gets none"

sign_in cora
get $c
has "$(body)" "<a href=\"$c/seats\">Add a seat</a>" "a committee officer has them on its page"

# Seats.
get $c/seats
is "$status" 200 "adding a seat"
post $c/seats "person=Mr+N+Ew&capacity=Member&group=Labour&votes_on=all&from=1+April+2017&to="
is "$status" 303 "... is done"
is "$(trail)" "seat-added|cora|childrens-services" "... on record"
has "$("$moothall" report committees/childrens-services --format csv --table membership)" "Mr N Ew,Member,Labour,yes,1 April 2017" "... and stands on the page"
get $c/seats
post $c/seats "person=Mr+N+Ew&capacity=Co-opted+adviser&group=&votes_on=none&from=&to="
is "$status" 422 "a second seat of the same person is refused"
has "$(body)" 'the only seat of Mr N Ew then: they are Member already' "... in words"
has "$(body)" 'value="Mr N Ew"' "... and what was typed stays"
get $c/seats
post $c/seats "person=Ms+C+Hair&capacity=Chair&group=&votes_on=all&from=1+April+2017&to="
is "$status" 422 "a second chair is refused"
has "$(body)" 'a seat that nobody has then: Mr R Smith is Chairman' "... in words"
for n in 1 2; do
	get $c/seats
	post $c/seats "person=&capacity=Member&group=Liberal+Democrat&votes_on=all&from=&to="
	is "$status" 303 "a vacancy, $n"
done
is "$("$moothall" report committees/childrens-services --format csv --table membership | grep -c '^Liberal Democrat vacancy,Member,Liberal Democrat,yes')" 2 "... are two seats"
get $c/seats/ending
is "$status" 200 "ending a seat"
seat=$(which 'Mr N Ew, Member')
post $c/seats/ending "which=$seat&to=&action=end"
is "$status" 422 "... asks for its last day"
get $c/seats/ending
post $c/seats/ending "which=$seat&to=1+March+2017&action=end"
is "$status" 422 "... which is no day before its first"
has "$(body)" 'on or after 2017-04-01, when the seat begins' "... and says so"
get $c/seats/ending
post $c/seats/ending "which=$seat&to=30+April+2017&action=end"
is "$status" 303 "... and ends it"
has "$("$moothall" report committees/childrens-services --format csv --table other-members)" "Mr N Ew,Member,Labour,before,1 April 2017,30 April 2017" "... who then was a member"
get $c/seats/ending
post $c/seats/ending "which=$seat&to=30+April+2018&action=end"
is "$status" 409 "what somebody else has changed meanwhile is not changed again"
get $c/seats/ending
post $c/seats/ending "which=$(which 'Liberal Democrat vacancy, Member')&to=&action=remove"
is "$status" 303 "what was a mistake is taken away"
is "$("$moothall" report committees/childrens-services --format csv --table membership | grep -c '^Liberal Democrat vacancy')" 1 "... and one is left"
is "$(trail)" "seat-taken-away|cora|childrens-services" "... on record"

# Terms of reference.
get $c/terms
is "$status" 200 "terms of reference"
first=$(since)
post $c/terms "from=1+May+2016&text=Old+words.&size=17&quorum=five&substitutes=any&meetings_a_year=&decides=yes&minority_views=&annual_report=&question_days=&casting_vote=&recorded_vote=&since=$first"
is "$status" 422 "a quorum that is no number"
has "$(body)" 'should be a whole number from 1 to 200' "... is said"
has "$(body)" 'Old words.</textarea>' "... and nothing is lost"
get $c/terms
post $c/terms "from=1+May+2016&text=%3Cscript%3Ealert(1)%3C/script%3E&size=17&quorum=5&substitutes=any&meetings_a_year=&decides=yes&minority_views=&annual_report=&question_days=&casting_vote=&recorded_vote=&since=$first"
is "$status" 422 "HTML in its words is refused"
get $c/terms
post $c/terms "from=1+May+2016&text=Old+words.&size=17&quorum=5&substitutes=any&meetings_a_year=&decides=yes&minority_views=&annual_report=&question_days=&casting_vote=&recorded_vote=&since=$first"
is "$status" 303 "they are saved"
is "$(trail)" "terms-changed|cora|childrens-services" "... on record"
has "$(page)" "Old words." "... and stand on the page"
has "$(page)" "It can be reached: 17 seats are held" "... and are checked"
get $c/terms
has "$(body)" 'value="1 May 2016"' "the form begins with what holds"
post $c/terms "from=2+May+2016&text=Lost%3F&size=&quorum=&substitutes=&meetings_a_year=&decides=&minority_views=&annual_report=&question_days=&casting_vote=&recorded_vote=&since=$first"
is "$status" 409 "what somebody else has changed meanwhile is shown"
has "$(body)" 'What is entered now' "... beside what was typed"
has "$(body)" 'Lost?</textarea>' "... which is kept"
now=$(since)
post $c/terms "from=2+May+2016&text=Lost%3F&size=&quorum=&substitutes=&meetings_a_year=&decides=&minority_views=&annual_report=&question_days=&casting_vote=&recorded_vote=&since=$now"
is "$status" 303 "... and takes its place when it is sent again"

# Substitutes, programme, training.
get $c/substitutes
post $c/substitutes "person=Mr+J+Childs&group=Labour&from=&to="
is "$status" 303 "a named substitute"
get $c/substitutes
post $c/substitutes "person=Mr+A+Adams&group=&from=&to="
is "$status" 422 "a member is none"
has "$(body)" 'somebody who does not sit on the committee then: they are Member' "... in words"
get $c/substitutes/ending
post $c/substitutes/ending "which=$(which 'Mr J Childs')&to=1+May+2017&action=end"
is "$status" 303 "... and ends"
lacks "$(page)" 'Mr J Childs' "... and is no longer shown"
get $c/programme
post $c/programme "title=Edge+of+care&meeting=&month=2099-02&purpose=&lead="
is "$status" 303 "an item of the programme"
get $c/programme/changes
post $c/programme/changes "which=$(which 'Edge of care')&meeting=&month=2099-13&action=move"
is "$status" 422 "moved to a month that is none"
get $c/programme/changes
post $c/programme/changes "which=$(which 'Edge of care')&meeting=&month=2099-03&action=move"
is "$status" 303 "moved to another"
has "$(page)" 'March 2099' "... stands there"
lacks "$(page)" 'February 2099' "... and nowhere else"
get $c/programme/changes
post $c/programme/changes "which=$(which 'Edge of care')&meeting=&month=&action=remove"
lacks "$(page)" 'Edge of care' "taken off it"
get $c/training
post $c/training "date=1+March+2017&title=Safeguarding&kind=briefing&place=Hall&people=Mr+A+Adams%0AMr+R+Bearman"
is "$status" 303 "a briefing"
has "$(page)" 'Mr A Adams, Mr R Bearman' "... with who came"

# Cover texts, of the council and of a committee.
get /cover-texts
is "$status" 200 "the texts of packs"
get "/cover-texts?key=filming"
post /cover-texts "key=filming&text=Filming+is+allowed.&from=1+January+2017&since=$(since)"
is "$status" 303 "one is written"
is "$(trail)" "cover-text-changed|cora|" "... on record"
get /cover-texts
has "$(body)" 'Filming is allowed.' "... and stands on their page"
get "$c/cover-texts?key=filming"
post $c/cover-texts "key=filming&text=Ask+the+chair.&from=14+March+2017&since=$(since)"
is "$status" 303 "a committee's own"
pack=$("$moothall" report meetings/childrens-services-2017-03-14/pack --format html)
has "$pack" 'Ask the chair.' "... is printed from its day on"
lacks "$pack" 'Filming is allowed.' "... in place of the council's"
get "/cover-texts?key=music"
is "$status" 400 "there is no other text"
tap_done
