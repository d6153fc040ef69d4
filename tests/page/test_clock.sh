#!/bin/sh
# The clock of the server is set back by an hour after people have worked: what they enter then is newer all the same, no
# session lasts longer for it, and the audit trail is whole.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'end_server; rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
./tests/page/prepare mary member carl committee_officer chris chief_officer alma auditor oscar officer ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
superuser "INSERT INTO person_called SELECT 'Ms Lead', person_id FROM person WHERE username = 'oscar'"
meeting=childrens-services-2017-03-14 paper=/papers/mu-1-1.md
mkdir "$tmp/in"
printf 'committee,meeting,date,time,venue\nchildrens-services,mu-1,2090-03-14,10:00,Room\n' >"$tmp/in/meetings.csv"
printf 'meeting,item,title,kind,lead\nmu-1,1,Homes for children,report,Ms Lead\n' >"$tmp/in/agenda.csv"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "a meeting to come: $(tail -n 1 "$tmp/out")"
serve
as() {
	sign_in "$1"
	eval "session_$1=\$session"
}
ask() {
	eval "session=\$session_$1"
	get "$2"
}
for reader in mary carl oscar alma; do as $reader; done
write() {	# SINCE TEXT
	ask oscar $paper/edit
	send $paper/edit since="$1" kind=report "text=$2" action=save
}
write 0 'Written first.'
is "$status" 303 "a paper is written"
ask carl /meetings/mu-1/agenda/1
"$moothall" publish $meeting --despite 'made up' >"$tmp/out" 2>&1
ok $? "a pack is published: $(tail -n 1 "$tmp/out")"

# As if all of it had been done within the hour to come. What the trail holds is by the clock of then: the last event too.
superuser "DO \$\$
DECLARE
  c record;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR c IN SELECT a.attrelid::regclass AS tbl, a.attname AS col
           FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
           WHERE t.relnamespace = 'moothall'::regnamespace AND t.relkind = 'r' AND a.atttypid = 'timestamptz'::regtype
             AND t.relname !~ '^audit_' AND NOT a.attisdropped
  LOOP
    EXECUTE format('UPDATE %s SET %I = %2\$I + interval ''1 hour'' WHERE isfinite(%2\$I)', c.tbl, c.col);
  END LOOP;
END
\$\$"
superuser "WITH e AS (INSERT INTO audit_event (at, username, event, about)
  VALUES (now() + interval '1 hour', 'mary', 'sign-in', 'mary') RETURNING event_id)
  INSERT INTO audit_waiting SELECT event_id FROM e"
superuser "SELECT audit_chain()" >"$tmp/out"

ask mary "/meetings/$meeting"
is "$status" 200 "who has signed in goes on"
superuser "UPDATE session SET seen_at = seen_at - interval '91 minutes'"
ask mary "/meetings/$meeting"
is "$status" 303 "... for no longer than from when they were last here"
for reader in mary carl oscar alma; do as $reader; done
write 1 'Written second.'
is "$status" 303 "the paper is written anew"
ask oscar $paper
page_has 'Written second.' "... which is the newest version"
write 1 'Written from the first.'
is "$status" 409 "who began before it is told"
page_has 'Written from the first.' "... and loses nothing"
"$moothall" publish $meeting --despite 'made up' --replace 'made up again' >"$tmp/out" 2>&1
ok $? "the pack is published again: $(tail -n 1 "$tmp/out")"
is "$(superuser "SELECT count(*) FILTER (WHERE withdrawn_at IS NULL), max(publication_id) FILTER (WHERE withdrawn_at IS NULL)
    = max(publication_id) FROM publication")" '1|t' "... and the later one stands"
ask mary "/meetings/$meeting/pack.pdf"
is "$status" 200 "... which members are served"
printf 'indicator,area,period,value\n7.1,norfolk,2017-01,31991\n' >"$tmp/observations.csv"
"$moothall" import --release observations "$tmp/observations.csv" >"$tmp/out" 2>&1
ok $? "an import: $(tail -n 1 "$tmp/out")"
ask mary '/performance/indicators/7.1?period=2017-01'
page_has '31,991' "... corrects what was imported by the later clock"
"$moothall" audit verify >"$tmp/out" 2>&1
ok $? "the audit trail is whole: $(tr "\n" " " <"$tmp/out")"
is "$(superuser "SELECT count(*) > 0 FROM audit_event e WHERE e.event_id > (SELECT event_id FROM audit_event WHERE at > now())
  AND e.at < now()")" t "... and holds what was done by either clock, in its order"
ask alma /audit
is "$status" 200 "auditors read it"
for address in / /meetings /meetings/$meeting /meetings/$meeting/publications /performance /account; do
	ask mary $address
	is "$status" 200 "$address is answered"
done
tap_done
