#!/bin/sh
# A page of figures that was made before is shown again while nothing has changed, and is the same as one made anew:
# one process that keeps what it made is asked beside one that keeps nothing, over changes of every sort.
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
for reader in $readers; do
	sign_in "$reader"
	eval "session_$reader=\$session"
done
addresses='/performance /performance/indicators/7.2 /performance/exceptions /performance/summary.json /finance/revenue /finance/reserves.csv /risks /performance/cards/7.2.csv /performance.xlsx /performance.pdf'

# ask FILE READER ADDRESS: its answer without what is each request's own.
ask() {
	eval "session=\$session_$2"
	get "$3"
	sed 's/name="csrf" value="[^"]*"//; /^ETag: /d' "$tmp/answer" >"$1"
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
			grep -q '^Status: 200' "$tmp/anew" || wrong="$wrong $reader$address:$status"
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
tap_done
