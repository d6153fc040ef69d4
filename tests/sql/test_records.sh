#!/bin/sh
# Records of democratic services: what holds of what was imported and entered, who enters, and what is refused.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
meeting=made-up

for user in member analyst clerk; do
	printf 'correct horse battery\n' | "$moothall" user add --role "$(echo "$user" | sed 's/clerk/committee_officer/')" "$user" >"$tmp/out" ||
		exit 1
done
. "$src/tests/sql/as.sh"
as clerk "SELECT enter('meetings', '[{\"meeting\": \"$meeting\", \"committee\": \"childrens-services\", \"date\": \"2017-01-31\",
  \"time\": \"10:00\", \"venue\": \"Hall\"}]')" >"$tmp/out"
is "$(cat "$tmp/out")" "" "a committee officer enters a meeting"
items="SELECT string_agg(item || ' ' || title, '; ' ORDER BY place) FROM agenda_item_now WHERE meeting = '$meeting'"

as clerk "SELECT enter('agenda', '[{\"meeting\": \"$meeting\", \"item\": \"1\", \"title\": \"Apologies\"},
  {\"meeting\": \"$meeting\", \"item\": \"2\", \"title\": \"Minutes\", \"kind\": \"minutes\"}]')" >"$tmp/out"
is "$(cat "$tmp/out")" "" "a committee officer enters two items"
is "$(as clerk "$items")" "1 Apologies; 2 Minutes" "... which are there at once"
is "$(as member "$items")" "" "... not for members, before the agenda is published"
as clerk "SELECT enter('agenda', '[{\"meeting\": \"$meeting\", \"item\": \"1\", \"title\": \"To receive apologies\"}]')"
is "$(as clerk "$items")" "1 To receive apologies; 2 Minutes" "what is entered later holds"
printf 'meeting,item,title\n%s,2,Minutes of the last meeting\n' "$meeting" >"$tmp/agenda.csv"
"$moothall" import --as clerk agenda "$tmp/agenda.csv" >"$tmp/out" 2>&1
ok $? "a committee officer imports an agenda: $(head -1 "$tmp/out")"
is "$(as clerk "$items")" "1 To receive apologies; 2 Minutes of the last meeting" "... and sees what came in before its release"
is "$(as member "SELECT count(*) FROM import_file WHERE name = 'agenda.csv' AND NOT of_site
  AND file_id = (SELECT max(file_id) FROM import_file)")" 0 "... which members do not"
as clerk "SELECT enter('agenda', '[{\"meeting\": \"$meeting\", \"item\": \"2\", \"title\": \"x\", \"gone\": true}]')"
is "$(as clerk "$items")" "1 To receive apologies" "what is taken away is gone, whatever it was before"
has "$(as analyst "SELECT enter('agenda', '[{\"meeting\": \"$meeting\", \"item\": \"3\", \"title\": \"x\"}]')")" \
	'only a committee officer may do this' "an analyst does not enter an agenda"
has "$(as analyst "INSERT INTO agenda_item (meeting, item, title, file_id, line)
  VALUES ('$meeting', '3', 'x', site_file('agenda'), 1)")" 'row-level security' "... nor by a statement of their own"
has "$(as clerk "INSERT INTO agenda_item (meeting, item, title, file_id, line, entered_by)
  VALUES ('$meeting', '3', 'x', site_file('agenda'), 1, 1)")" 'row-level security' "nobody enters in another's name"
has "$(as clerk "SELECT enter('observations', '[]')")" 'you may not write this' "figures are not entered so"
has "$(as clerk "SELECT enter('meetings', '[{\"meeting\": \"x\", \"committee\": \"nowhere\", \"date\": \"2017-05-01\",
  \"time\": \"10:00\", \"venue\": \"Hall\"}]')")" '"nowhere" should be a known committee' "what is wrong is refused in words"
published=childrens-services-2017-03-14
has "$(as clerk "SELECT enter('agenda', '[{\"meeting\": \"$published\", \"item\": \"7\", \"title\": \"x\", \"order\": 1}]')")" \
	'the agenda is published' "an item of a published agenda is not moved"
has "$(as clerk "SELECT enter('meetings', '[{\"meeting\": \"$meeting\", \"committee\": \"childrens-services\",
  \"date\": \"2017-01-31\", \"time\": \"10:00\", \"venue\": \"Hall\", \"published\": \"2017-02-01\", \"late_reason\": \"Snow\"}]')")" \
	'should be on or before 31 January 2017, the day of the meeting' "an agenda is not published after its meeting"
is "$(psql -U postgres -qAtX -c "SELECT count(*), count(DISTINCT import_id) FROM moothall.import_file WHERE of_site")" "2|1" \
	"however often somebody enters, there is one file of each kind"
tap_done
