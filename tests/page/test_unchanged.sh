#!/bin/sh
# A page that was made before is shown again while nothing has changed, and is the same as one made anew: one process that
# keeps what it made is asked beside one that keeps nothing, over changes of every sort.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'end_server; kill "$other"; rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
quietly() { "$@" >"$tmp/out" 2>&1 || sed 's/^/# /' "$tmp/out"; }
readers='mary molly olive anna'
./tests/page/prepare mary member molly member olive officer anna analyst ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
quietly "$moothall" user name --person "$(superuser "SELECT s.person FROM seat s
  WHERE s.committee = 'childrens-services' AND NOT s.vacant ORDER BY s.entry LIMIT 1")" molly
# enter READER AS: signs in, under a name of the session's own
enter() {
	sign_in "$1"
	eval "session_$2=\$session"
}
for reader in $readers; do enter "$reader" "$reader"; done
addresses='/performance /performance/indicators/7.2 /performance/exceptions /performance/summary.json /finance/revenue /finance/reserves.csv /risks /performance/cards/7.2.csv /performance.xlsx /performance.pdf'
meeting=childrens-services-2017-03-14
addresses="$addresses / /meetings /meetings/$meeting /meetings/$meeting.json /meetings/childrens-services-2017-01-24/minutes"
addresses="$addresses /committees /committees/childrens-services /search?text=children /resolutions /meetings/no-such-meeting"

# ask FILE READER ADDRESS: its answer without what is each request's own.
ask() {
	eval "session=\$session_$2"
	get "$3"
	sed 's/name="csrf" value="[^"]*"//; /^ETag: /d; /class="reference"/d' "$tmp/answer" >"$1"
}
anew() {
	kept=$answers
	answers="cgi-fcgi -bind -connect $tmp/other"
	ask "$@"
	answers=$kept
}

# The same in all faces, twice from one process and once from another.
rounds=0 asked=0 wrong=''
same() {	# NUMBER: so many of the addresses, other ones each time
	for reader in $readers; do
		for address in $addresses; do
			asked=$((asked + 1))
			[ $(((asked + rounds) % $1)) -eq 0 ] || continue
			ask "$tmp/first" "$reader" "$address"
			ask "$tmp/second" "$reader" "$address"
			anew "$tmp/anew" "$reader" "$address"
			cmp -s "$tmp/first" "$tmp/anew" && cmp -s "$tmp/second" "$tmp/anew" || wrong="$wrong $reader$address"
			case $address in */no-such-*) [ "$status" -eq 404 ] ;; *) [ "$status" -eq 200 ] ;; esac ||
				wrong="$wrong $reader$address:$status"
		done
	done
	rounds=$((rounds + 1))
	is "$wrong" '' "$2"
	wrong=''
}
env PGUSER=moothall_app MOOTHALL_KEPT_MB=0 spawn-fcgi -n -s "$tmp/other" -- ./moothalld >/dev/null 2>>"$tmp/errors" &
other=$!
serve
same 1 "every page and file is the same, made anew or not"

# Whether it is kept at all: a change that is not told to anybody (its triggers are not run) is not seen.
hidden() { superuser "SET session_replication_role = replica; $1"; }
shows() { ask "$tmp/shown" "$1" "$2"; grep -qF -- "$3" "$tmp/shown"; }
superuser "UPDATE commentary SET text = 'Said before.' WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE ref = '7.2')"
shows mary /performance/indicators/7.2 'Said before.'
ok $? "a change is seen at once"
hidden "UPDATE commentary SET text = 'Said after.' WHERE text = 'Said before.'"
shows mary /performance/indicators/7.2 'Said before.'
ok $? "what was made is shown again"
shows olive /performance/indicators/7.2 'Said after.'
ok $? "... to whoever has the same rights only"
superuser "UPDATE setting SET value = value"
shows mary /performance/indicators/7.2 'Said after.'
ok $? "... and not once anything has changed"
ask "$tmp/shown" mary /performance/summary.csv
hidden "UPDATE setting SET value = '10' WHERE key = 'audit_export_rows'"
before=$(superuser "SELECT count(*) FROM audit_event WHERE event = 'export'")
ask "$tmp/shown" mary /performance/summary.csv
is "$(superuser "SELECT count(*) FROM audit_event WHERE event = 'export'")" $((before + 1)) \
	"what is taken away goes on record, made anew or not"
superuser "UPDATE setting SET value = '1000' WHERE key = 'audit_export_rows'"
ask "$tmp/first" mary /performance
tag=$(sed -n 's/^ETag: \(.*\)\r$/\1/p' "$tmp/answer")
eval "session=\$session_mary"
cgi GET /performance "$session" "HTTP_IF_NONE_MATCH=$tag" </dev/null
is "$status" 304 "a browser that has it is told so"

# What is exempt is made anew for each reader, who goes on record.
read -r meeting item ref <<END
$(superuser "SELECT meeting || ' ' || item || ' ' || indicator FROM resolution WHERE indicator IS NOT NULL ORDER BY entry LIMIT 1")
END
superuser "UPDATE agenda_item SET exempt_paragraph = '3', exempt_reason = 'made up', public_interest = 'made up',
  approved_by = 'made up' WHERE meeting = '$meeting' AND item = '$item'"
looked() { superuser "SELECT count(*) FROM audit_event WHERE event = 'minutes-read' AND about = '$meeting'"; }
ask "$tmp/shown" molly "/performance/indicators/$ref"
ask "$tmp/shown" molly "/performance/indicators/$ref"
page_has 'What was resolved' "a member of the committee reads what was resolved of an exempt item"
is "$(looked)" 2 "... and goes on record each time"
ask "$tmp/shown" mary "/performance/indicators/$ref"
page_lacks 'What was resolved' "another member does not"
is "$(looked)" 2 "... nor goes on record"

# Changes of every sort, one after another, and after each some of the pages.
mkdir "$tmp/in"
printf 'indicator,area,period,value\n7.2,norfolk,2017-01,70.1\n' >"$tmp/in/observations.csv"
quietly "$moothall" import "$tmp/in"
same 5 "the same after an import"
quietly "$moothall" import --release "$tmp/in"
same 5 "... its release"
quietly "$moothall" user role --give analyst olive
same 5 "... another role"
quietly "$moothall" user role --end analyst olive
same 5 "... its end"
quietly "$moothall" user name --take "$(superuser "SELECT c.name FROM person_called c JOIN person p USING (person_id)
  WHERE p.username = 'molly'")" molly
same 5 "... a seat that is nobody's any more"
superuser "UPDATE target SET red = red + 1 WHERE red IS NOT NULL"
same 5 "... other targets"
superuser "DELETE FROM commentary WHERE text = 'Said after.'"
same 5 "... words taken out"
end_server
rm -f "$tmp/fcgi"
serve
same 5 "... a new process"
ask "$tmp/first" mary /risks
hidden "UPDATE risk SET name = 'Another name'"
shows mary /risks 'Another name'
is $? 1 "what nobody told of is not seen where it was made before"
anew "$tmp/anew" mary /risks
has "$(cat "$tmp/anew")" 'Another name' "with no memory for it, nothing is kept"

# What is of meetings, and of oneself, is kept for one session, and what its reader changes themselves is seen.
touched() { superuser "UPDATE setting SET value = value"; }
enter mary again
ask "$tmp/first" mary /meetings
ask "$tmp/first" mary /
hidden "UPDATE meeting SET venue = 'Another Room' WHERE meeting = '$meeting'"
shows again "/meetings/$meeting" 'Another Room'
ok $? "a meeting that was not asked for in this session is made anew"
ask "$tmp/first" mary "/meetings/$meeting"
hidden "UPDATE meeting SET venue = 'A Third Room' WHERE meeting = '$meeting'"
shows again "/meetings/$meeting" 'Another Room'
ok $? "... and then kept"
touched
shows again "/meetings/$meeting" 'A Third Room'
ok $? "... until something changes"
ask "$tmp/first" mary "/meetings/$meeting/notes"
key=$(body | sed -n 's/.*<option value="\([^"]*\)".*/\1/p' | sed -n 2p)
eval "session=\$session_mary"
get "/meetings/$meeting/notes"
send "/meetings/$meeting/notes" note= "at=$key" "text=To ask about this."
is "$status" 303 "a note is taken"
shows mary / "/meetings/$meeting/notes"
ok $? "a note of one's own is on the home page at once"
shows again / "/meetings/$meeting/notes"
ok $? "... in every session"
shows molly / "/meetings/$meeting/notes"
is $? 1 "... and on nobody else's"
ask "$tmp/first" mary /meetings/made-up-2017-06-01
is "$status" 404 "a meeting that there is not"
printf 'committee,meeting,date,time,venue,published\nchildrens-services,made-up-2017-06-01,2017-06-01,10:00,A,2017-05-20\n' \
	>"$tmp/meetings.csv"
quietly "$moothall" import --release meetings "$tmp/meetings.csv"
ask "$tmp/first" mary /meetings/made-up-2017-06-01
is "$status" 200 "... is found once there is one"

# A published pack, which is answered for out of memory too.
quietly "$moothall" publish "$meeting" --despite 'made up'
ask "$tmp/first" mary "/meetings/$meeting/pack.pdf"
ask "$tmp/second" mary "/meetings/$meeting/pack.pdf"
is "$status" 200 "what is published"
cmp -s "$tmp/first" "$tmp/second"
ok $? "... is served as it was"
hidden "UPDATE publication SET withdrawn_at = now(), withdrawn_reason = 'made up', withdrawn_by = 'made up'"
ask "$tmp/second" mary "/meetings/$meeting/pack.pdf"
is "$status" 200 "... from memory"
touched
ask "$tmp/second" mary "/meetings/$meeting/pack.pdf"
is "$status" 410 "... until it is withdrawn"

# Who somebody is and may do is known while nothing changes; whether their session goes on is asked each time.
knows() { ask "$tmp/shown" "$1" "$2"; }
knows again /performance
hidden "DELETE FROM person_role WHERE person_id = (SELECT person_id FROM person WHERE username = 'mary')"
knows again /performance
is "$status" 200 "who is known is not asked about"
touched
knows again /performance
is "$status" 403 "... until something changes"
superuser "INSERT INTO person_role (person_id, role) SELECT person_id, 'member' FROM person WHERE username = 'mary'"
knows again /performance
is "$status" 200 "... either way"
hidden "UPDATE session SET ends_at = now() WHERE token_hash IN (SELECT s.token_hash FROM session s JOIN person USING (person_id)
  WHERE username = 'mary' ORDER BY s.created_at DESC OFFSET 1)"
knows mary /performance
is "$status" 303 "a session that has ended is nobody's"
hidden "UPDATE person SET disabled_at = now() WHERE username = 'mary'"
knows again /performance
is "$status" 303 "nor is that of somebody who was disabled"
tap_done
