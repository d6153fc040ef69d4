#!/bin/sh
# moothall audit: what was done to the trail behind the program's back is named; holds, pruning, one person's.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --schema "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
MOOTHALL_PASSWORD_MEMORY_MB=80 && export MOOTHALL_PASSWORD_MEMORY_MB

# As whoever has the whole server in hand: no trigger and no right stops them.
sql() { PGUSER=postgres PGOPTIONS='-c search_path=moothall_code,moothall -c client_min_messages=warning' psql -qAtX -v ON_ERROR_STOP=1 -c "$1"; }
verify() {
	seen=$(./moothall audit verify "$@" 2>&1)
	status=$?
}
# The trail as it is now, to come back to; databases by name.
number=0
copy() {
	number=$((number + 1))
	PGUSER=postgres psql -qX -d postgres -c "CREATE DATABASE copy$number TEMPLATE whole" >/dev/null && PGDATABASE=copy$number
}
# tampered SQL WORDS WHAT: in a copy, what it does is named with these words.
tampered() {
	copy
	sql "ALTER TABLE audit_event DISABLE TRIGGER ALL; ALTER TABLE audit_link DISABLE TRIGGER ALL; $1" >/dev/null
	verify
	is "$status" 1 "$3: exit status 1"
	has "$seen" "$2" "... $2"
	is "$(printf '%s\n' "$seen" | grep -cE '^(edited|removed|reordered|inserted|cut|rewritten): ')" "${4:-1}" "... and nothing else"
}

verify
is "$status" 0 "a new trail is whole"
has "$seen" '1 events, 1 entries in the chain, which ends at 1:' "... and begins with itself"
for side in 3 4 5 6 7 8 9 10; do ./moothall setting spc_side $side; done
verify
is "$status" 0 "what was noted is chained when the command has ended"
has "$seen" '10 events, 10 entries' "... each once, with the verification before"
head=$(printf '%s\n' "$seen" | sed -n 's/.*ends at \([0-9a-f:]*\) .*/\1/p')
verify --head "$head"
is "$status" 0 "the head that it printed is that of the trail, though entries came after it"
verify --head "${head%:*}:0123456789abcdef0123456789abcdef"
is "$status" 1 "another digest is not"
has "$seen" "rewritten: the chain up to entry ${head%:*} is not the one whose head you give" "... which says so"
verify --head 99999:0123456789abcdef0123456789abcdef
has "$seen" 'cut: the chain has no entry 99999' "an entry that is not there was cut off"
verify --head 12
is "$status" 1 "what is no head is refused"
has "$seen" 'a head is the number of an entry' "... which says what one is"
seen=$(./moothall audit verify --json)
is "$?" 0 "--json"
is "$(printf '%s' "$seen" | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["whole"], d["events"] == d["chained"], d["waiting"], d["findings"])')" \
	'True True 0 []' "... says the same"

PGUSER=postgres psql -qX -d postgres -c 'CREATE DATABASE whole TEMPLATE moothall' >/dev/null

# Entries 3 to 10 are settings changed: of 3, 4, 5 …
tampered "UPDATE audit_event SET detail = '{\"value\": \"99\"}' WHERE event_id = 5" 'edited: entry 5 (setting-changed' "one event edited"
tampered "UPDATE audit_event SET username = 'somebody' WHERE event_id = 5" 'edited: entry 5 ' "another person put in"
tampered "UPDATE audit_event SET at = at + interval '1 microsecond' WHERE event_id = 5" 'edited: entry 5 ' "a moment moved by a microsecond"
tampered "DELETE FROM audit_event WHERE event_id = 5" 'removed: entry 5: its event 5 has been removed' "one event removed"
tampered "DELETE FROM audit_event WHERE event_id = 5; DELETE FROM audit_link WHERE event_id = 5" 'removed: entry 5 has been removed' "one removed with its link"
tampered "DELETE FROM audit_event WHERE event_id IN (5, 6); DELETE FROM audit_link WHERE event_id IN (5, 6)" 'removed: entries 5 to 6 have been removed' "two removed"
tampered "DELETE FROM audit_event WHERE event_id <= 2; DELETE FROM audit_link WHERE event_id <= 2" 'removed: entries 1 to 2 have been removed' "the beginning removed"
tampered "UPDATE audit_link SET event_id = -5 WHERE event_id = 5; UPDATE audit_link SET event_id = 5 WHERE event_id = 8; UPDATE audit_link SET event_id = 8 WHERE event_id = -5" \
	'reordered: entry 5 ' "two swapped in the chain" 2
tampered "UPDATE audit_event a SET (at, about, detail) = (SELECT b.at, b.about, b.detail FROM audit_event b WHERE b.event_id = 13 - a.event_id) WHERE event_id IN (5, 8)" \
	'reordered: entry 8 ' "what two events say swapped" 2
tampered "UPDATE audit_link SET seq = 1000 WHERE seq = 5; UPDATE audit_link SET seq = 5 WHERE seq = 6; UPDATE audit_link SET seq = 6 WHERE seq = 1000" \
	'reordered: entry 6 ' "two neighbours swapped with their links" 2
tampered "UPDATE audit_link SET hash = sha256('x') WHERE seq = 5" 'edited: entry 5 ' "a digest edited"
tampered "UPDATE audit_event e SET about = 'x' WHERE event_id = 5; UPDATE audit_link l SET hash = audit_hash(b.hash, l.seq, l.linked_at, e) FROM audit_link b, audit_event e WHERE l.seq = 5 AND b.seq = 4 AND e.event_id = 5" \
	'edited: entry 6 ' "one edited with its digest: the next one tells"
tampered "INSERT INTO audit_event (account, event, about) VALUES ('root', 'pack-read', 'late')" 'was put in past the chain' "one put in late"
tampered "INSERT INTO audit_event (account, event) VALUES ('root', 'pack-read'); INSERT INTO audit_waiting SELECT max(event_id) FROM audit_event; DELETE FROM audit_event WHERE event_id = (SELECT max(event_id) FROM audit_event)" \
	'has been removed before it was chained' "one removed before it was chained"

# The end cut off, and all written anew, are whole in themselves: the head that lies elsewhere tells.
copy
sql "ALTER TABLE audit_event DISABLE TRIGGER ALL; ALTER TABLE audit_link DISABLE TRIGGER ALL; DELETE FROM audit_event WHERE event_id > 7; DELETE FROM audit_link WHERE event_id > 7"
verify
is "$status" 0 "a trail that ends early is whole in itself"
copy
sql "ALTER TABLE audit_event DISABLE TRIGGER ALL; ALTER TABLE audit_link DISABLE TRIGGER ALL; DELETE FROM audit_event WHERE event_id > 7; DELETE FROM audit_link WHERE event_id > 7"
verify --head "$head"
is "$status" 1 "... but not with the head at hand"
has "$seen" "cut: the chain has no entry ${head%:*}" "... which says that it was cut off"
copy
sql "ALTER TABLE audit_event DISABLE TRIGGER ALL; ALTER TABLE audit_link DISABLE TRIGGER ALL; DELETE FROM audit_event WHERE event_id = 5; DELETE FROM audit_link;
	INSERT INTO audit_waiting SELECT event_id FROM audit_event; SELECT audit_chain()" >/dev/null
verify
is "$status" 0 "a chain that was made anew is whole in itself"
copy
sql "ALTER TABLE audit_event DISABLE TRIGGER ALL; ALTER TABLE audit_link DISABLE TRIGGER ALL; DELETE FROM audit_event WHERE event_id = 5; DELETE FROM audit_link;
	INSERT INTO audit_waiting SELECT event_id FROM audit_event; SELECT audit_chain()" >/dev/null
verify --head "$head"
has "$seen" 'rewritten: ' "... but not with the head at hand"

# A crash between commit and chaining: it waits, which is no fault, and whoever comes next chains it.
copy
sql "BEGIN; SET LOCAL moothall.account = 'root'; SELECT audit_note('pack-read', 'm'); COMMIT" >/dev/null
verify
is "$status" 0 "what is not chained yet is nothing wrong"
has "$seen" '1 not chained yet, the first since ' "... and is counted"
verify
is "$status:$(printf '%s' "$seen" | grep -c 'not chained')" 0:0 "... until something else is noted"
is "$(sql "SELECT count(*) FROM audit_event LEFT JOIN audit_link USING (event_id) WHERE seq IS NULL")" 0 "... and then it is chained too"

# A long import holds nobody up: what it noted waits for its end, and what others note does not.
(
	printf 'BEGIN;\n%s\n' "SET moothall.account = 'slow'; SELECT moothall_code.audit_note('import-loaded', '1');"
	touch "$tmp/begun"
	while [ ! -e "$tmp/go" ]; do sleep 0.1; done
	echo 'COMMIT;'
) | PGUSER=postgres psql -qAtX >/dev/null 2>&1 &
slow=$!
until [ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'")" = 1 ]; do sleep 0.1; done
./moothall setting spc_side 5
is "$(sql 'SELECT count(*) FROM audit_waiting')" 0 "what others note is chained while an import is under way"
touch "$tmp/go" && wait "$slow"
is "$(sql 'SELECT count(*) FROM audit_waiting')" 1 "... and what it noted waits when it has ended"
./moothall setting spc_side 6
verify
is "$status:$(sql 'SELECT count(*) FROM audit_waiting')" 0:0 "... for the next step"

# Who may.
printf 'correct horse battery 9\n' | ./moothall user add --role admin adam >/dev/null 2>&1
printf 'correct horse battery 9\n' | ./moothall user add --role auditor aud >/dev/null 2>&1
seen=$(./moothall --as adam audit verify 2>&1)
is "$?:$seen" '1:moothall: you do not have the right to do this: it takes the role auditor' "an administrator does not verify"
refusal() { sql "SELECT concat_ws('|', event, username, account = '$(id -un)', about, detail ->> 'status', detail ->> 'method') FROM audit_event ORDER BY event_id DESC LIMIT 1"; }
is "$(refusal)" "refused|adam|t|moothall audit verify|403|command" "... and that is on record"
./moothall --as aud report finance/cost-centres >/dev/null 2>&1
is "$(refusal)" "refused|aud|t|/finance/cost-centres|403|command" "a report refused to a user of the command line, by its address"
./moothall --as aud user disable adam >/dev/null 2>&1
is "$(refusal)" "refused|aud|t|moothall user disable adam|403|command" "a change refused, by what it is about"
./moothall --as aud audit hold 'Jo has left, said Ann' >/dev/null 2>&1
is "$(refusal)" "refused|aud|t|moothall audit hold|403|command" "... without what was typed"
./moothall --as aud report meetings/nothing >/dev/null 2>&1
is "$(refusal)" "not-found|aud|t|/meetings/nothing|404|command" "what is not there is not found, as on a page"
./moothall --as secretword imports >/dev/null 2>&1
is "$(refusal)" "not-found|t|moothall imports|404|command" "a user that there is not is the operator's mistake, and not named"
printf 'correct horse battery 9\n' | ./moothall user add --role auditor gone >/dev/null 2>&1
./moothall user disable gone
./moothall --as gone imports >/dev/null 2>&1
is "$(refusal)" "refused|t|moothall imports|403|command --as gone" "one who is disabled is"
verify
is "$status:$(sql 'SELECT count(*) FROM audit_waiting')" 0:0 "refusals are chained as all else"
./moothall report nothing-of-the-sort >/dev/null 2>&1
has "$(refusal)" trail-verified "what the operator mistypes is nobody's refusal"
./moothall --as aud audit verify >/dev/null
is "$?" 0 "an auditor does"
is "$(sql "SELECT username, account FROM audit_event WHERE event = 'trail-verified' ORDER BY event_id DESC LIMIT 1")" "aud|$(id -un)" "... and that is on record"
seen=$(./moothall --as aud audit prune 2>&1)
is "$?:$seen" '1:moothall: only the operator may do this' "an auditor does not prune"

# Retention and holds. Ten years ago, as nobody but the owner can make it seem.
copy
sql "ALTER TABLE audit_event DISABLE TRIGGER ALL; ALTER TABLE audit_link DISABLE TRIGGER ALL; DELETE FROM audit_link;
	UPDATE audit_event SET at = at - interval '10 years' WHERE event_id <= 8; UPDATE audit_event SET username = 'ann' WHERE event_id IN (4, 6);
	INSERT INTO person (username, name) VALUES ('ann', 'Ann');
	INSERT INTO audit_waiting SELECT event_id FROM audit_event; SELECT audit_chain();
	ALTER TABLE audit_event ENABLE ALWAYS TRIGGER stays; ALTER TABLE audit_link ENABLE ALWAYS TRIGGER stays" >/dev/null
seen=$(./moothall audit hold --user nobody 'a case' 2>&1)
is "$?:$seen" '1:moothall: there is no user "nobody"' "a hold is on somebody"
./moothall audit hold --user ann --from 2000-01-01 --to 2000-01-02 'another time' 2>/dev/null
./moothall audit hold --user ann 'case 12' 2>/dev/null
is "$?" 0 "a hold is placed"
has "$(./moothall audit holds)" 'case 12' "... and listed"
seen=$(sql 'DELETE FROM audit_event WHERE event_id = 5' 2>&1)
has "$seen" 'never changed or taken out' "what is past its retention is not taken out by hand"
seen=$(./moothall audit prune 2>&1)
is "$?:$seen" '0:6 events past their retention were taken out, up to entry 8; 2 are held and stay' "what is past its retention goes, and what is held stays"
is "$(sql 'SELECT string_agg(event_id::text, chr(44) ORDER BY event_id) FROM audit_event WHERE event_id < 10')" 4,6,9 "... namely what it should"
verify
is "$status" 0 "the trail is whole after it"
has "$seen" 'up to entry 8 what is past its retention was taken out on ' "... and says that it was"
seen=$(./moothall audit prune 2>&1)
has "$seen" '0 events past their retention' "nothing is left to take out"
is "$(sql "SELECT count(*) FROM audit_event WHERE event = 'trail-pruned'")" 1 "... and only what was done is on record"
PGUSER=postgres psql -qX -d postgres -c "DROP DATABASE whole" -c "CREATE DATABASE whole TEMPLATE $PGDATABASE" >/dev/null
tampered "DELETE FROM audit_event WHERE event_id = 4" 'up to entry 8 the last pruning left 2 that were held, and there are 1' "what was held is missed"
tampered "DELETE FROM audit_event WHERE event_id = 9" 'removed: entry 9: its event 9 has been removed' "what was not past its retention is missed"
tampered "UPDATE audit_event SET about = 'x' WHERE event_id = 6" 'edited: entry 6 ' "what was held and edited is named"
seen=$(./moothall audit prune 2>&1)
is "$?" 1 "a trail with something wrong in it is not pruned"
has "$seen" 'something is wrong with the trail' "... which says why"
copy
./moothall audit end-hold 2 2>/dev/null
is "$(./moothall audit prune 2>&1)" '2 events past their retention were taken out, up to entry 8; 0 are held and stay' "with the hold goes what it held"
verify
is "$status" 0 "... and the trail is whole"

# The whole of it, which verifies by itself.
PGDATABASE=moothall
./moothall setting council_name "Ünïcøde \"quoted\", =council"
printf 'correct horse battery 9\n' | ./moothall user add --role member --name '=Odd, "Name"' odd >/dev/null 2>&1
./moothall audit export >"$tmp/trail.csv"
seen=$(python3 -B "$src/tests/tools/audit_check.py" "$tmp/trail.csv")
is "$?" 0 "an export verifies by itself, without the program"
verify --head "$seen"
is "$status" 0 "... and ends where the chain did"
sed 's/,setting-changed,spc_side,/,setting-changed,spc_trend,/' "$tmp/trail.csv" >"$tmp/other.csv"
seen=$(python3 -B "$src/tests/tools/audit_check.py" "$tmp/other.csv" 2>&1)
has "$?:$seen" '1:entry ' "... and one that was edited does not"
is "$(sql "SELECT detail ->> 'rows' FROM audit_event WHERE event = 'audit-exported'")" "$(($(wc -l <"$tmp/trail.csv") - 1))" "that it was taken is on record"

# Piece by piece, for another host that keeps what it was sent.
last=$(tail -n 1 "$tmp/trail.csv" | cut -d, -f1)
./moothall audit export --after "$last" >"$tmp/more.csv"
is "$(head -n 1 "$tmp/more.csv")" "$(head -n 1 "$tmp/trail.csv")" "a piece of the trail has the same columns"
is "$(sed -n 2p "$tmp/more.csv" | cut -d, -f1)" "$((last + 1))" "... and goes on behind the entry that is named"
sed 1d "$tmp/more.csv" | cat "$tmp/trail.csv" - >"$tmp/both.csv"
python3 -B "$src/tests/tools/audit_check.py" "$tmp/both.csv" >/dev/null
is "$?" 0 "... so that the pieces put together verify"
seen=$(./moothall audit export --after x 2>&1)
has "$?:$seen" '1:moothall: an entry is named by its number' "what is no entry is refused"

# One person's.
PGDATABASE=moothall
printf 'correct horse battery 9\n' | ./moothall user add --role member --name 'Ann Other' ann >/dev/null 2>&1
./moothall --as ann report glossary >/dev/null 2>&1
./moothall --as ann setting spc_side 8 2>/dev/null
./moothall user disable ann
seen=$(./moothall audit person ann --json)
is "$?" 0 "all that is held about a person"
is "$(printf '%s' "$seen" | python3 -c '
import json, sys
d = json.load(sys.stdin)
print(sorted({h["part"] for h in d["held"]}), [h["what"] for h in d["held"] if h["part"] == "trail about them"])')" \
	"['account', 'role', 'trail', 'trail about them'] ['user-added', 'user-disabled']" "... the account, the roles, what they did and what was done to it"
is "$(printf '%s' "$seen" | grep -c 'argon2')" 0 "... without the password's hash"
has "$(./moothall audit person ann --csv)" 'trail about them,' "... as CSV"
is "$(sql "SELECT about FROM audit_event WHERE event = 'person-exported' ORDER BY event_id LIMIT 1")" ann "... and that is on record"
seen=$(./moothall audit person nobody 2>&1)
is "$?:$seen" '1:moothall: there is no user "nobody"' "of nobody nothing is held"
tap_done
