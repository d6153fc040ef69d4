#!/bin/sh
# What tells that a page of figures may be another now: every table that could be shown is watched, each change counts
# once it is committed, in whatever order, and what is none does not.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'exec 9>&-; rm -rf "$tmp"' EXIT
./tests/page/prepare mary member olive officer || { echo "1..0 # the database could not be prepared"; exit 1; }
. "$src/tests/sql/as.sh"
root() { psql -U postgres -qAtX -v ON_ERROR_STOP=1 -c "SET search_path = moothall_code, moothall" -c "$1"; }
now() { root "SELECT content_now()"; }

is "$(root "SELECT string_agg(c.relname, ' ' ORDER BY c.relname) FROM pg_class c
  WHERE c.relnamespace = 'moothall'::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'content_changed')")" \
	'area_kept audit_event audit_head audit_hold audit_link audit_turn audit_waiting calendar_token content_change device figure figure_kept indicator_kept invitation proof_count recovery_code search_source search_text session sign_in_count sign_in_secret' \
	"all tables are watched but those of which no page that is kept shows anything"
is "$(root "SELECT count(*) FROM pg_trigger g WHERE g.tgname = 'content_changed' AND g.tgenabled <> 'O'")" 0 "... always"

before=$(now)
changes() {	# STATEMENT WHAT
	root "$1" >"$tmp/out"
	after=$(now)
	[ "$after" != "$before" ]
	ok $? "$2"
	before=$after
}
stays() {
	root "$1" >"$tmp/out"
	is "$(now)" "$before" "$2"
}
changes "UPDATE observation SET value = value WHERE false" "a change counts, whatever it comes to"
changes "UPDATE setting SET value = value" "a setting is one"
changes "UPDATE person SET name = 'Mary Mild' WHERE username = 'mary'" "a name is one"
stays "UPDATE person SET signed_in_at = now()" "having signed in is none"
stays "SELECT session_begin('\\x00', interval '1 hour')" "looking is none"
stays "BEGIN; UPDATE target SET red = red; ROLLBACK" "nor is what was taken back"
stays "DO \$\$ BEGIN BEGIN UPDATE target SET red = red; RAISE 'no'; EXCEPTION WHEN raise_exception THEN END; END \$\$" \
	"... in a part of a transaction"
changes "DO \$\$ BEGIN UPDATE target SET red = red; BEGIN UPDATE target SET red = red; RAISE 'no';
  EXCEPTION WHEN raise_exception THEN END; END \$\$" "... but for the part that stands"
changes "BEGIN; TRUNCATE training; COMMIT" "emptying a table is one"

# Two at once: the one that began first commits last.
mkfifo "$tmp/in"
psql -U postgres -qAtX <"$tmp/in" >"$tmp/first" 2>&1 &
exec 9>"$tmp/in"
first() { echo "$1" >&9; }
first "SET search_path = moothall_code, moothall; BEGIN; UPDATE target SET red = red; SELECT 'under way';"
while ! grep -q 'under way' "$tmp/first"; do sleep 0.05; done
is "$(now)" "$before" "what is under way does not count yet"
changes "SET lock_timeout = '2s'; UPDATE benchmark SET value = value" "another does not wait for it, and counts"
first "COMMIT; SELECT 'done';"
while ! grep -q 'done' "$tmp/first"; do sleep 0.05; done
after=$(now)
[ "$after" != "$before" ]
ok $? "what began first and ends last counts as well"
before=$after

many() { yes "UPDATE moothall.benchmark SET value = value WHERE false;" | head -n 120 | psql -U postgres -qX -f - >"$tmp/out" 2>&1; }
# Rows are added up after a hundred, and the sum goes on from where it was.
sum=$(root "SELECT sum(changes) FROM content_change")
many
is "$(root "SELECT sum(changes) FROM content_change")" $((sum + 120)) "each of many counts"
is "$(root "SELECT count(*) <= 101 FROM content_change")" t "... in few rows"
first "BEGIN; UPDATE target SET red = red; SELECT 'again';"
while ! grep -q 'again' "$tmp/first"; do sleep 0.05; done
many
first "COMMIT; SELECT 'ended';"
while ! grep -q 'ended' "$tmp/first"; do sleep 0.05; done
is "$(root "SELECT sum(changes) FROM content_change")" $((sum + 241)) "none is lost while another is under way"

# Rights.
rights() { as "$1" 'SELECT reading_rights()'; }
is "$(rights mary)" "$(rights mary)" "the same reader has the same rights"
[ "$(rights mary)" != "$(rights olive)" ]
ok $? "a member has others than an officer"
./tests/page/prepare molly member
is "$(rights molly)" "$(rights mary)" "two members of no committee have the same"
root "INSERT INTO person_called (name, person_id) SELECT s.person, p.person_id FROM seat s, person p
  WHERE p.username = 'molly' AND s.committee = 'childrens-services' AND NOT s.vacant ORDER BY s.entry LIMIT 1"
[ "$(rights molly)" != "$(rights mary)" ]
ok $? "a member of a committee has others"
has "$(as mary 'SELECT * FROM content_change' 2>&1)" 'permission denied' "nobody reads the rows"
has "$(as mary 'INSERT INTO content_change (salt) VALUES (1)' 2>&1)" 'permission denied' "... or adds to them"
tap_done
