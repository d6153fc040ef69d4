#!/bin/sh
# A member's own notes on a pack: nobody else's, on their paragraph, and found again after a change or listed as lost.
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
meeting=childrens-services-2027-05-11

./tests/page/prepare mary member molly member adam admin carl committee_officer ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
mkdir -p "$tmp/in/papers"
paper() { printf '## Plans\n\n1.1 %s\n\n1.2 The second stays.\n\n%s\n' "$1" "${2-}" >"$tmp/in/papers/plans.md"; }
printf 'committee,meeting,date,time,venue,published\nchildrens-services,%s,2027-05-11,10:00,Hall,2026-05-01\n' "$meeting" \
	>"$tmp/in/meetings.csv"
printf 'meeting,item,title,kind,report,published\n%s,1,Plans,report,plans.md,2026-05-01\n' "$meeting" >"$tmp/in/agenda.csv"
import() { "$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1 || sed 's/^/# /' "$tmp/out"; }
paper 'The first is written.'
import

lost='Their paragraphs were changed or taken out since'

sign_in mary
get /meetings/$meeting/pack
has "$(cat "$tmp/answer")" "/meetings/$meeting/notes" "the pack shows the way to one's notes"
get /meetings/$meeting/notes
has "$(said)" 'You have no notes on this pack yet.' "there are none"
key=$(sed -n 's/.*<option value="\([^"]*\)"[^>]*>Item 1, 1.1: .*/\1/p' "$tmp/answer")
has "$key" item-1 "its paragraphs are offered"
send /meetings/$meeting/notes "at=$key" text=
has "$(said)" 'Enter the note' "nothing is no note"
send /meetings/$meeting/notes at=nowhere 'text=Ask'
has "$(said)" 'Choose a paragraph of the pack' "a paragraph that is not there"
send /meetings/$meeting/notes "at=$key" 'text=Ask <who> wrote it'
is "$status" 303 "a note is saved"
get /meetings/$meeting/notes
has "$(said)" 'On their paragraphs Item 1, 1.1 Ask &lt;who&gt; wrote it' "... and stands on its paragraph"
number=$(sed -n 's/.*href="?note=\([0-9]*\)#form".*/\1/p' "$tmp/answer")
get "/meetings/$meeting/notes?note=$number"
send /meetings/$meeting/notes "note=$number" 'text=Ask her'
is "$status" 303 "it is changed"
get /meetings/$meeting/notes
has "$(said)" 'Item 1, 1.1 Ask her' "... there"
get /
has "$(said)" 'Your notes' "... and their home page leads to them"
has "$(cat "$tmp/answer")" "<a href=\"/meetings/$meeting/notes\">11 May 2027</a>" "... by the meeting's day"
sign_in molly
get "/meetings/$meeting/notes?note=$number"
has "$(said)" 'You have no notes on this pack yet.' "another member does not see it"
send /meetings/$meeting/notes "note=$number" 'text=Mine'
is "$status" 404 "... nor changes it"
get /meetings/$meeting/notes
send /meetings/$meeting/notes/removal "note=$number"
is "$status" 404 "... nor removes it"
sign_in adam
get /meetings/$meeting/notes
is "$status" 403 "an administrator reads none"
is "$(PGOPTIONS="-c moothall.person=$(superuser "SELECT person_id FROM person WHERE username = 'carl'")" \
	psql -U moothall_app -qAtX -c 'SELECT count(*) FROM moothall.member_note')" 0 "neither does a committee officer, by any statement"

# A supplement: the paragraph moves, then its words change.
paper 'A new first.' '1.3 The first is written.'
import
sign_in mary
get /meetings/$meeting/notes
has "$(said)" 'On their paragraphs Item 1, 1.3 Ask her' "a paragraph that moved keeps its note"
paper 'A new first.' '1.3 The first is written anew.'
import
get /meetings/$meeting/notes
has "$(said)" "$lost Item 1, 1.1 Ask her" "one whose words are gone has its note listed as lost"
lacks "$(said)" 'On their paragraphs' "... and not on another"
get "/meetings/$meeting/notes?note=$number"
send /meetings/$meeting/notes/removal "note=$number"
is "$status" 303 "it is removed"
get /meetings/$meeting/notes
has "$(said)" 'You have no notes on this pack yet.' "... and gone"
tap_done
