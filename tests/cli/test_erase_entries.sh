#!/bin/sh
# Erasing a single entry of a record (an action, a question, a paragraph of the minutes) with all that was ever entered
# under its key: in every table and index, in the packs that printed it and in the spool; who, when and the hash stay.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
MOOTHALL_PASSWORD_MEMORY_MB=80 && export MOOTHALL_PASSWORD_MEMORY_MB
meeting=minuted-2017-01-24
next=minuted-2017-03-14
. "$src/tests/cli/erasing.sh"

for user in ann:analyst:'Ann Alyst' cho:chief_officer:'Cho Officer' com:committee_officer:'Com Mittee' mem:member:'Mem Ber'; do
	name=${user##*:} role=${user#*:}
	echo "a long enough password" | "$moothall" user add --name "$name" --role "${role%:*}" "${user%%:*}" 2>/dev/null || exit 1
done
today=$(sql "SELECT day_words(today())")
removed="Removed on $today for data protection"
cp -r "$src/tests/data/minutes" "$tmp/in"
chmod -R u+w "$tmp/in"
rm "$tmp/in/minutes_states.csv"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1 || { cat "$tmp/out"; exit 1; }

# enter KIND ROW...: on the site, as the committee officer
enter() {
	seen=$(as com "SELECT enter('$1', '$2')")
	is "$seen" '' "entered: $1"
}
erase() {
	ask com "$@"
	"$moothall" --as cho erase confirm "$number" >"$tmp/seen" 2>&1
	is "$?" 0 "erased: $*"
	grep -q refused "$tmp/seen" && sed 's/^/# /' "$tmp/seen"
}
# What is entered on the site, twice each; a paragraph moves from one number to another.
enter actions "[{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"1\", \"text\": \"Ask after Whisperaction\", \"owner\": \"Whisperowner\"}]"
enter actions "[{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"1\", \"text\": \"Ask after Whisperaction soon\", \"owner\": \"Chair\"},
	{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"2\", \"text\": \"Another action\", \"owner\": \"Chair\"}]"
sql "INSERT INTO action_progress (meeting, item, number, text, author, written_by) SELECT '$meeting', '7', 1, 'Whisperprogress', 'Com Mittee', person_id FROM person WHERE username = 'com'"
enter questions "[{\"meeting\": \"$meeting\", \"as\": \"public\", \"number\": 1, \"asker\": \"Whisperasker\", \"text\": \"Why Whisperchild?\", \"received\": \"2017-01-10\", \"accepted\": true}]"
enter minutes "[{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"7.8\", \"text\": \"Whisperminute was heard.\"}]"
enter minutes "[{\"meeting\": \"$meeting\", \"number\": \"7.8\", \"gone\": true}, {\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"7.9\", \"text\": \"Whisperminute was heard.\"}]"
enter minutes "[{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"7.9\", \"text\": \"Whispersecond was heard.\"}]"
enter attendance "[{\"meeting\": \"$meeting\", \"person\": \"Whisperguest\", \"as\": \"in attendance\", \"post\": \"Pupil\"}]"
enter attendance "[{\"meeting\": \"$meeting\", \"person\": \"Whispervisitor\", \"as\": \"in attendance\"}]"
paragraphs=$(sql "SELECT count(*) FROM minute_now WHERE meeting = '$meeting' AND number <> '7.9'")
enter minutes_states "[{\"meeting\": \"$meeting\", \"state\": \"circulated\"}]"
for word in Whisperaction Whisperprogress Whisperasker Whisperchild Whisperminute Whispersecond Whisperguest; do
	there $word $word
done
mkdir "$tmp/spool"
MOOTHALL_SPOOL=$tmp/spool && export MOOTHALL_SPOOL
"$moothall" publish $next --despite 'for the test' >"$tmp/out" 2>&1
ok $? "the next meeting's pack is published: $(tail -n 1 "$tmp/out")"
printed() { "$moothall" report meetings/$next/pack --format html 2>&1; }
has "$(printed)" Whispersecond "it prints the minutes"
is "$(sql "SELECT count(*) FROM publication_face WHERE bytes IS NOT NULL AND convert_from(bytes, 'LATIN1') LIKE '%Whispersecond%' AND face IN ('html', 'json')")" \
	2 "... and keeps their bytes"

# Who may ask for what.
refused "a member's request" 'you may not ask for an erasure' "$moothall" --as mem erase entry actions "$meeting 7 1" --reason x
refused "an analyst's" 'only a committee officer' "$moothall" --as ann erase entry actions "$meeting 7 1" --reason x
refused "one of no entry" "nothing is entered as \"actions $meeting 7 9\"" "$moothall" --as com erase entry actions "$meeting 7 9" --reason x
refused "one of no record" '"observations" is no kind of which a single entry can be erased' "$moothall" --as com erase entry observations 7.2 --reason x
refused "one that is not named whole" 'an entry of actions is named by meeting, item, number: write entry actions MEETING ITEM NUMBER' \
	"$moothall" --as com erase entry actions "$meeting" --reason x
ask com entry actions "$meeting 7 1"
has "$("$moothall" --as cho erase show "$number")" "entry actions $meeting 7 1" "who confirms sees what is asked for"
is "$("$moothall" --as cho erase show "$number" | grep -c '^entered .* actions ')" 2 "... every time that it was entered"
has "$("$moothall" --as cho erase show "$number")" "/meetings/$next/publications" "... and which packs go"
refused "the asker's confirmation" 'you asked for this erasure' "$moothall" --as com erase confirm "$number"
enter actions "[{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"1\", \"text\": \"Ask after Whisperaction later\", \"owner\": \"Chair\"}]"
has "$(as cho "SELECT erasure_confirm($number, 'what was seen before', NULL)")" 'what would be destroyed has changed since you looked' \
	"what was entered meanwhile has to be looked at"

# An action.
hash=$(sql "SELECT encode(sha256(convert_to((to_jsonb(a) - 'entry' - 'file_id' - 'line')::text, 'UTF8')), 'hex') FROM action a WHERE text LIKE '%Whisperaction later'")
"$moothall" --as cho erase confirm "$number" >"$tmp/seen" 2>&1
is "$?" 0 "an action is erased"
for word in Whisperaction Whisperowner Whisperprogress; do
	nowhere $word "$word"
done
is "$(sql "SELECT count(*), bool_and(text = '$removed'), bool_and(owner IS NULL), count(entered_by), count(entered_at) FROM action WHERE meeting = '$meeting' AND item = '7' AND number = 1")" \
	'3|t|t|3|3' "its rows stay, with who and when, and say that it was removed"
is "$(sql "SELECT text, owner FROM action_now WHERE meeting = '$meeting' AND item = '7' AND number = 2")" 'Another action|Chair' "the entry beside it stays"
is "$(sql "SELECT count(*) FROM erasure_entry WHERE sha256 = '$hash' AND erasure_id = $number")" 1 "the hash of what it was stays"
is "$(sql "SELECT name, reason, confirmed FROM erasure WHERE erasure_id = $number")" 'actions|names a child|t' "... and why, without its key"
is "$(sql "SELECT count(*) FROM publication_face WHERE bytes IS NOT NULL")" 0 "the pack that may print it is destroyed"
is "$(sql "SELECT count(*) > 0 AND count(sha256) = count(*) FROM publication_face")" t "... its hashes stay"
is "$(find "$tmp/spool" -type f | wc -l)" 0 "... and nothing is left in the spool"
lacks "$(printed)" Whisperaction "it is made anew of what stands"
refused "the same once more" 'that is not erased already' "$moothall" --as com erase entry actions "$meeting 7 1" --reason x

# A question with a child's name.
erase entry questions "$meeting public 1"
nowhere Whisperasker "who asked"
nowhere Whisperchild "what was asked"
is "$(sql "SELECT text, asker LIKE 'Removed %' FROM question WHERE meeting = '$meeting'")" "$removed|t" "the question says that it was removed"

# A paragraph, under the number that it had before too.
erase entry minutes "$meeting 7.9"
nowhere Whisperminute "what was moved"
nowhere Whispersecond "what it said last"
is "$(sql "SELECT string_agg(number || ' ' || text, '; ' ORDER BY entry) FROM minute WHERE meeting = '$meeting' AND number IN ('7.8', '7.9') AND text IS NOT NULL")" \
	"7.8 $removed; 7.9 $removed; 7.9 $removed" "both say that it was removed"
is "$(sql "SELECT count(*) FROM minute_now WHERE meeting = '$meeting' AND NOT erased")" "$paragraphs" "all other paragraphs stay"
has "$("$moothall" report meetings/$meeting/minutes --format html)" "$removed" "the minutes say it in its place"
is "$(sql "SELECT count(*) FROM search_text WHERE meeting = '$meeting' AND key1 IN ('7.8', '7.9')")" 0 "nobody finds it"
enter minutes "[{\"meeting\": \"$meeting\", \"item\": \"7\", \"number\": \"7.9\", \"text\": \"A child was heard.\"}]"
has "$("$moothall" report meetings/$meeting/minutes --format html)" 'A child was heard' "what may be said takes its place"

# Somebody's name, and a row of an imported file.
erase entry attendance "$meeting Whisperguest"
nowhere Whisperguest "a name"
is "$(sql "SELECT person, post IS NULL FROM attendance WHERE meeting = '$meeting' AND erased")" 'Removed 1|t' "it is a number now"
erase entry attendance "$meeting Whispervisitor"
is "$(sql "SELECT string_agg(person, ' ' ORDER BY person) FROM attendance WHERE meeting = '$meeting' AND erased")" 'Removed 1 Removed 2' \
	"the next has the next number"
erase entry attendance "$meeting / Dr Louise Smith"
is "$(sql "SELECT person, post IS NULL FROM attendance_now WHERE meeting = '$meeting' AND erased AND person !~ '^Removed'")" 'Dr Louise Smith|t' \
	"a name that stands elsewhere is no secret; what was said of her goes"
refused "the file in which she stood" 'byte for byte, what was removed' "$moothall" import attendance "$tmp/in/attendance.csv"
is "$(sql "SELECT erased_at IS NULL FROM import_file WHERE kind = 'attendance' AND NOT of_site ORDER BY file_id DESC LIMIT 1")" t "... which stands otherwise"

is "$(sql "SELECT count(*) FROM audit_event WHERE detail::text || about ILIKE '%whisper%'")" 0 "the trail has no names of what was erased"
is "$(sql "SELECT count(*) FROM erasure WHERE name ILIKE '%whisper%'")" 0 "... nor have the requests"
# Every kind of record can be named, by the key of its view. What is of a paper goes with it.
is "$(sql "SELECT string_agg(k.kind || ' ' || c, ' ') FROM erasure_keys() k, unnest(k.keys) c
	WHERE EXISTS (SELECT FROM erasure_rules() r WHERE r.kind = k.kind
		AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = ('moothall.' || r.tbl)::regclass AND a.attname = c))")" '' \
	"the keys are columns of their tables"
is "$(sql "SELECT string_agg(DISTINCT r.kind, ' ') FROM erasure_rules() r JOIN pg_attribute a
	ON a.attrelid = ('moothall.' || r.tbl)::regclass AND a.attname = 'entered_by'
	WHERE r.kind NOT IN ('papers', 'paper_sections', 'exemptions') AND r.kind NOT IN (SELECT kind FROM erasure_keys())")" '' "every record has one"
tap_done
