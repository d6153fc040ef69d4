#!/bin/sh
# Papers that are written on the site, from the first version to the pack: the program itself, as CGI, on a throw-away
# PostgreSQL.
# shellcheck disable=SC1112 # the quotation marks of a word processor are what is tested
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C.UTF-8 MOOTHALL_PROCESSES=1 MOOTHALL_PASSWORD_MEMORY_MB=19

# cgi METHOD URI [NAME=VALUE…] <BODY
cgi() {
	method=$1 uri=$2
	shift 2
	env REQUEST_METHOD="$method" REQUEST_URI="$uri" REMOTE_ADDR=192.0.2.1 PGUSER=moothall_app \
		"$@" ./moothalld >"$tmp/answer" 2>>"$tmp/log"
	sed '/^\r$/,$d' "$tmp/answer" >"$tmp/head"
	sed '1,/^\r$/d' "$tmp/answer" >"$tmp/body"
	status=$(sed -n 's/^Status: \([0-9]*\) .*/\1/p' "$tmp/head")
}
token() { sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$tmp/body" | head -n 1; }
cookie() { sed -n 's/^Set-Cookie: moothall=\([^;]*\).*/\1/p' "$tmp/head" | tail -n 1; }
post() {	# post URI COOKIE: what is in $tmp/form
	cgi POST "$1" "HTTP_COOKIE=moothall=$2" CONTENT_TYPE=application/x-www-form-urlencoded \
		CONTENT_LENGTH="$(wc -c <"$tmp/form")" <"$tmp/form"
}
sign_in() {	# sign_in NAME: its session in $session, and a token of it in $csrf
	cgi GET /sign-in </dev/null
	before=$(cookie)
	printf 'username=%s&password=correct+horse&csrf=%s' "$1" "$(token)" >"$tmp/form"
	post /sign-in "$before"
	session=$(cookie)
	cgi GET /sign-out "HTTP_COOKIE=moothall=$session" </dev/null
	csrf=$(token)
}
get() { cgi GET "$1" "HTTP_COOKIE=moothall=$session" </dev/null; }
# send PAGE NAME=VALUE…: to the paper; NAME=@FILE is what is in a file
send() {
	page=$1
	shift
	python3 -c 'import sys, urllib.parse
print(urllib.parse.urlencode([(n, open(v[1:], encoding="utf-8").read() if v[:1] == "@" else v)
                              for n, _, v in (a.partition("=") for a in sys.argv[1:])]), end="")' \
		"csrf=$csrf" "$@" >"$tmp/form"
	post "$paper$page" "$session"
}
write() { send /edit since="$1" kind=report text="$2" action="${3-save}"; }
holds() { grep -qF -e "$1" "$tmp/body"; }
sql() { psql -qAtX -c "SET search_path = moothall_code, moothall" -c "$1"; }
# What stands in the textarea.
typed() { sed -n '/<textarea id="text"/,/<\/textarea>/p' "$tmp/body"; }

./tests/page/prepare mary member carl committee_officer anna analyst oscar officer chris chief_officer \
	sam officer || { echo "1..0 # the database could not be prepared"; exit 1; }
psql -qAtX -U postgres -c "INSERT INTO moothall.person_called SELECT 'Ms Lead', person_id FROM moothall.person WHERE username = 'oscar'"

# The demonstration council's own papers have the sections that its reports must have.
sign_in carl
for meeting in childrens-services-2017-03-14 childrens-services-scrutiny-2020-10-07; do
	get /meetings/$meeting/preflight
	is "$status" 200 "the preflight of $meeting"
	! holds 'It has no section'
	ok $? "... misses no section"
done
is "$(psql -qAtX -U postgres -c "SELECT string_agg(DISTINCT kind, ', ') FROM moothall.paper_section")" \
	'committee proposal, monitoring report, report, scrutiny report' "... of the kinds of report that it has"
psql -qAtX -U postgres -c "DELETE FROM moothall.paper_section"

mkdir "$tmp/in"
cat >"$tmp/in/meetings.csv" <<'END'
committee,meeting,date,time,venue
childrens-services,mu-1,2090-03-14,10:00,Room
END
cat >"$tmp/in/agenda.csv" <<'END'
meeting,item,title,kind,exempt_paragraph,lead
mu-1,1,Homes for children,report,,Ms Lead
END
cat >"$tmp/in/paper_sections.csv" <<'END'
kind,section,headings
report,Purpose,Strategic impact; Introduction
report,Equality impact,
END
./moothall import --release "$tmp/in" >"$tmp/said" 2>&1
ok $? "a meeting, its agenda and the sections of reports: $(tail -n 1 "$tmp/said")"
paper=/papers/mu-1-1.md

# Who comes near it.
sign_in mary
get /papers
is "$status" 403 "members do not come here"
get $paper
is "$status" 403 "... nor to a paper"
sign_in sam
get $paper
is "$status" 404 "for an officer who does not lead on it there is none"
sign_in oscar
get /
holds 'Papers that wait for you'
ok $? "its author finds at home that it is to be written"
sign_in carl
get /
by=$(sql "SELECT day_words(publish_by('2090-03-14', notice_wanted()))")
text=$(sed 's/<[^>]*>/ /g' "$tmp/body" | tr -s '\n ' '  ')
printf %s "$text" | grep -qF "Item 1: Homes for children $by 14 March 2090" &&
	printf %s "$text" | grep -qF "Ms Lead Not written yet" && printf %s "$text" | grep -qF "The agenda is published $by 14 March 2090"
ok $? "the committee officer finds there by when it must be there, $by, and that it is not"
sign_in oscar
get $paper/edit
is "$status" 200 "... and writes it"
typed | grep -q '## Purpose'
ok $? "a new paper begins with the headings that it must have"

# Writing: what cannot be printed is said at its line, and what was typed stays.
write 0 '## Purpose

It rose to {{figure 7.2 2017-01}}.

And {{figure 99.9 2017-01}}.'
is "$status" 422 "a figure that there is not is refused"
holds 'Line 5: there is no indicator &quot;99.9&quot;' || holds 'Line 5: there is no indicator "99.9"'
ok $? "... with its line"
typed | grep -q 'It rose to'
ok $? "... and what was typed stays"
write 0 'It <b>rose</b>.'
is "$status" 422 "raw HTML is refused"
write 0 '{{report papers/mu-1-1.md}}'
is "$status" 422 "a paper that holds itself is refused"
holds 'in the end it would hold itself'
ok $? "... in words"
write 0 '{{report meetings/mu-1/pack}}'
holds 'in the end it would hold itself'
ok $? "... so is one that holds its pack"
write 0 '## Purpose

It rose to {{figure 7.2 2017-01}}, see 6.5 and Appendix 2; section 17 of the Act.' preview
is "$status" 200 "a preview"
holds 'It rose to 66.3, see 6.5'
ok $? "... shows the figure"
typed | grep -q '{{figure 7.2 2017-01}}'
ok $? "... and keeps what was typed"
holds 'It says “see 6.5”'
ok $? "... says which number leads nowhere"
holds 'It says “Appendix 2”'
ok $? "... and which appendix"
! holds 'section 17”'
ok $? "... but nothing of the law's sections"
write 0 '## Purpose

It rose, see 6.5 and Appendix B; sections 6.5, 6.6 and 9.9, paragraph 6.5 of the Act.

- not in Section 6.6

### 6.5 Homes

### 6.6 [see 6.5](#6.6)

## Appendix B: Homes by place

{{report performance/summary period=2017-01}}' preview
holds '<a href="#paper-6-5">see 6.5</a> and <a href="#paper-appendix-b">Appendix B</a>'
ok $? "what a sentence refers to is a link to it"
holds '<a href="#paper-6-5">sections 6.5</a>, <a href="#paper-6-6">6.6</a> and 9.9, paragraph 6.5 of the Act'
ok $? "... each of several, and not what is elsewhere"
holds 'not in <a href="#paper-6-6">Section 6.6</a>'
ok $? "... in lists too"
holds 'It says “sections 9.9”' && ! holds 'It says “paragraph'
ok $? "... and the one that leads nowhere is said"
holds 'It has no section “Equality impact”'
ok $? "... and which section is missing"
! holds 'It has no section “Purpose”'
ok $? "... and not one that is there"
is "$(sql 'SELECT count(*) FROM paper_version')" 0 "... and saves nothing"
write 0 '## Purpose

It rose.

## Money

It costs.'
is "$status" 303 "it is saved"
get $paper
holds 'Version 1, saved by oscar'
ok $? "... as a version with its author"

# A paste from a word processor.
python3 -c 'print("## Purpose\n\n<!--[if gte mso 9]><xml><w:x>" + "<w:LsdException Locked=\"false\"/>" * 70000 + "</w:x></xml><![endif]-->\n\nThe council’s “homes”<o:p></o:p>.\n\n## Money\n\nIt costs.", end="")' >"$tmp/paste"
[ "$(wc -c <"$tmp/paste")" -gt 2000000 ]
ok $? "a paste with two megabytes of hidden markup"
send /edit since=1 kind=report text=@"$tmp/paste" action=save
is "$status" 303 "... is saved"
is "$(sql "SELECT text FROM paper_version WHERE version = 2")" '## Purpose



The council’s “homes”.

## Money

It costs.' "... without it, with its quotation marks"
python3 -c 'print("word " * 45000, end="")' >"$tmp/long"
send /edit since=2 kind=report text=@"$tmp/long" action=save
is "$status" 422 "a paper that is too long is refused"
holds 'must be 200,000 characters or fewer: it has 225000'
ok $? "... in words"
typed | grep -q 'word word'
ok $? "... and what was typed stays"

# Two at once.
write 2 '## Purpose

The council has homes.

## Money

It costs a million.'
is "$status" 303 "the author saves a third version"
sign_in anna
write 2 '## Purpose

The council’s “homes” for children.

## Money

It costs.

## Equality impact

None.'
is "$status" 409 "who began from the second is shown the third"
holds 'has saved version 3 meanwhile'
ok $? "... and by whom"
typed >"$tmp/typed"
grep -q '{{theirs}}' "$tmp/typed" && grep -q 'The council has homes' "$tmp/typed" && grep -q 'for children' "$tmp/typed"
ok $? "... where both changed a paragraph, both versions"
grep -q 'It costs a million' "$tmp/typed" && grep -q 'None.' "$tmp/typed"
ok $? "... else each one's"
grep -q 'name="since" value="3"' "$tmp/body"
ok $? "... and saves on from the third"
write 3 'A

{{theirs}}

B'
is "$status" 422 "what is not settled is not saved"
holds 'Line 3: two of you changed this paragraph'
ok $? "... and the line is said"
write 3 '## Purpose

The council has homes for children. The rate is {{figure 7.2 2017-01}}.

## Money

It costs a million.

## Equality impact

None.'
is "$status" 303 "settled, it is saved"

# Versions: words and figures.
get "$paper/versions?from=3&to=4"
is "$status" 200 "versions are compared"
holds '<ins>' && holds '66.3'
ok $? "... word by word, and what figures showed"
get "$paper/versions?from=3&to=9"
is "$status" 404 "not with one that there is not"

# Comments.
send /comments version=4 place=3 words='Is it <really> a million?'
is "$status" 303 "a comment on a paragraph"
write 4 '## Purpose

The council has homes for children. The rate is {{figure 7.2 2017-01}}.

## Where they are

In the county.

## Money

It costs about a million.

## Equality impact

None.'
get $paper
holds 'Is it &lt;really&gt; a million?' && ! holds 'no longer in the paper'
ok $? "... stays on it when it is changed"
write 5 '## Purpose

The council has homes for children. The rate is {{figure 7.2 2017-01}}.

## Equality impact

None.'
get $paper
holds 'Its paragraph is no longer in the paper'
ok $? "... and is listed as lost when it is gone"
send /resolved comment=1 resolved=yes
get $paper
holds 'Resolved by anna'
ok $? "... until somebody resolves it"
send /comments version=5 place=1 words=Late
is "$status" 409 "a comment on an older version waits for its paragraph"
holds 'Late</textarea>'
ok $? "... and is kept"

# From hand to hand.
step() { sql "SELECT max(step) FROM paper_step"; }
send /state since="$(step)" state=signed note=
is "$status" 403 "an analyst does not sign it off"
send /state since="$(step)" state=chief note='All in.'
is "$status" 303 "... but hands it on"
send /state since=1 state=finance note=
is "$status" 409 "a page that is out of date is told so"
sign_in carl
get /meetings/mu-1/preflight
holds 'Its newest version is not final: With the chief officer' && holds 'The pack has nothing of it'
ok $? "the preflight says that it is not final"
send /state since="$(step)" state=final note=
is "$status" 409 "it is not final before it is signed"
sign_in chris
get /
holds 'With the chief officer, to sign off: anna'
ok $? "the chief officer finds at home what is to be signed"
send /state since="$(step)" state=signed note=
is "$status" 303 "... and signs it off"
sign_in carl
send /state since="$(step)" state=final note=
is "$status" 303 "the committee officer makes it final"
get /meetings/mu-1/pack
holds 'The rate is 66.3'
ok $? "... and the pack has it"
get /meetings/mu-1/preflight
! holds 'not final' && ! holds 'It has no section'
ok $? "... and the preflight nothing to say of that"
get $paper
holds '“All in.”' && holds 'Final: carl' && holds 'Signed off: chris'
ok $? "the page says who had it when, and their notes"
get /meetings/mu-1
is "$status" 200 "its meeting is whole"

# An import of a paper that an analyst has not released: whoever runs the meeting reads what is to go into their pack.
mkdir -p "$tmp/late/papers"
printf '## Purpose\n\nWords of zxqlater.\n' >"$tmp/late/papers/$(basename $paper)"
psql -qAtX -U postgres -c "UPDATE moothall.meeting SET published = now()::date WHERE meeting = 'mu-1'"
import=$(./moothall import --as anna "$tmp/late" 2>&1 | sed -n 's/^import \([0-9]*\).*/\1/p')
sign_in mary
get /meetings/mu-1/pack
holds 'The rate is 66.3' && ! holds zxqlater
ok $? "a member reads what is released of a paper"
get '/search?q=zxqlater'
! holds 'Words of'
ok $? "... and finds nothing else"
sign_in carl
get /meetings/mu-1/pack
holds 'Words of zxqlater' && holds "Not released: this text came with import $import"
ok $? "the committee officer reads what has come since, and that it is not released"
get /meetings/mu-1/preflight
holds "Its text came with import $import, which is not released"
ok $? "... so does the preflight"
get $paper
is "$status" 200 "... its page is there"
get '/performance/indicators/7.2'
is "$status" 200 "... and figures are as before"
./moothall publish mu-1 --as carl >"$tmp/said" 2>&1
is $? 0 "the pack is published: $(tail -n 1 "$tmp/said")"
get /meetings/mu-1/pack
holds 'The rate is 66.3' && ! holds zxqlater
ok $? "... with what is released"
is "$(psql -qAtX -U postgres -c "SELECT encode(paper_sha256, 'hex') FROM moothall.publication_item WHERE item = '1'")" \
	"$(psql -qAtX -U postgres -c "SELECT encode(sha256(convert_to(text, 'UTF8')), 'hex') FROM moothall.paper_version ORDER BY version DESC LIMIT 1")" \
	"... of which that version is kept"
./moothall release "$import" >/dev/null 2>&1
sign_in mary
get '/meetings/mu-1/pack?edition=now'
holds 'Words of zxqlater' && ! holds 'Not released'
ok $? "released, it is what the pack would have now"
# Figures in tables and charts are kept with a version too: what an import has changed since is listed, and nothing else.
printf 'committee,meeting,date,time,venue\nchildrens-services,mu-2,2090-06-14,10:00,Room\n' >"$tmp/meetings.csv"
printf 'meeting,item,title,kind,exempt_paragraph,lead\nmu-2,1,Children looked after,report,,Ms Lead\n' >"$tmp/agenda.csv"
./moothall import --release meetings "$tmp/meetings.csv" >/dev/null && ./moothall import --release agenda "$tmp/agenda.csv" >/dev/null
ok $? "another meeting with a paper"
paper=/papers/mu-2-1.md
sign_in oscar
get $paper/edit
write 0 '## Purpose

{{report performance period=2017-01}}

{{card 7.1 period=2017-01}}

{{card 2.7 period=2017-01}}'
is "$status" 303 "a paper with a report and two cards, whose tables are called the same"
kept=$(psql -qAtX -U postgres -c "SELECT count(*) FROM moothall.paper_figure WHERE paper = 'mu-2-1.md' AND in_report")
[ "$kept" -gt 100 ]
ok $? "... whose $kept figures are kept with it"
get "$paper/versions"
holds 'those of its reports are as they were'
ok $? "none of them is another yet"
printf 'indicator,area,period,value\n7.1,norfolk,2017-01,31991\n' >"$tmp/observations.csv"
./moothall import --release observations "$tmp/observations.csv" >/dev/null
ok $? "one of them is corrected"
get "$paper/versions"
holds '31,991' && holds '1,113' && holds '98.6%' && holds '3.4%'
ok $? "... and listed as it was and is, as are those that are reckoned from it"
rows=$(sed -n '/id="figures"/,$p' "$tmp/body" | grep -c 'changed since')
[ "$rows" -lt $((kept / 4)) ] && ! holds 'Child Protection'
ok $? "... and no others: $rows of $kept"
write 1 '## Purpose

{{report performance period=2017-01}}'
get "$paper/versions?from=1&to=2"
holds '98.6%' && holds '3.4%'
ok $? "versions are compared by them"
sign_in carl
get "$paper/versions?from=1&to=2"
is "$status" 200 "a committee officer compares them"
! holds '98.6%' && ! holds '3.4%'
ok $? "... but by the words alone: what a report showed is for who sees figures before their release"

! grep -q 'fault\|ERROR' "$tmp/log"
ok $? "nothing went wrong inside"
tap_done
