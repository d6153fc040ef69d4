#!/bin/sh
# What takes too long, is held by somebody else or is wanted by nobody any more holds nothing up; an upgrade under
# load; what the server's log keeps. moothalld behind nginx, one process and several. No time is measured: what is waited
# for would last for ever if the program let it.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=$(cd "${srcdir:-.}" && pwd)
. "$src/tests/tap.sh"
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-limits.XXXXXX")
chmod 755 "$tmp"
export LC_ALL=C MOOTHALL_PROCESSES=3 MOOTHALL_PASSWORD_MEMORY_MB=57
workers='' holder=''
finish() {
	for pid in $workers $holder $(cat "$tmp"/nginx-*.pid 2>/dev/null); do kill "$pid" 2>/dev/null; done
	wait
	rm -rf "$tmp"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP
superuser() { psql -U postgres -qAtX -v ON_ERROR_STOP=1 -c "SET search_path = moothall_code, moothall" -c "$1"; }

# serve COUNT [NAME=VALUE...]: so many processes, from here on.
serve() {
	number=$1
	shift
	[ -z "$workers" ] || { kill "$workers" && wait "$workers"; }
	rm -f "$tmp/fcgi"
	env PGUSER=moothall_app "$@" spawn-fcgi -n -s "$tmp/fcgi" -M 0666 -- ./moothall-workers "$number" \
		./moothalld >>"$tmp/log" 2>&1 &
	workers=$!
	until [ -S "$tmp/fcgi" ]; do sleep 0.05; done
}
# ask PATH [CURL OPTIONS]: its status in $status, head and body in files.
ask() {
	path=$1
	shift
	status=$(curl -s --unix-socket "$tmp/$server" -b "$tmp/jar" -D "$tmp/head" -o "$tmp/body" \
		-w '%{http_code}' "$@" "http://localhost$path")
}
# ask_on PATH: the same by somebody who waits, in the background: $asking.
ask_on() {
	curl -s --unix-socket "$tmp/$server" -b "$tmp/jar" -o /dev/null "http://localhost$1" &
	asking=$!
}
token() { sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$tmp/body" | head -1; }
# hold LOCK: a session that has it until let_go.
hold() {
	: >"$tmp/held" # what the last one said is not about this one
	mkfifo "$tmp/hold"
	psql -U postgres -qAtX -v ON_ERROR_STOP=1 <"$tmp/hold" >"$tmp/held" 2>&1 &
	holder=$!
	exec 9>"$tmp/hold"
	printf 'BEGIN;\n%s;\n\\echo has it\n' "$1" >&9
	until grep -q 'has it' "$tmp/held"; do sleep 0.05; done
}
let_go() {
	exec 9>&-
	wait "$holder"
	holder=
	rm "$tmp/hold"
}
# slow COUNCIL_NAME: what every request begins with takes an hour; quick: no more.
slow() {
	superuser "ALTER FUNCTION council_name() RENAME TO council_name_quick; CREATE FUNCTION council_name() RETURNS text
	  LANGUAGE plpgsql AS \$\$ BEGIN PERFORM pg_sleep(3600); RETURN 'slow'; END \$\$"
}
quick() { superuser "DROP FUNCTION council_name(); ALTER FUNCTION council_name_quick() RENAME TO council_name"; }
asleep() { superuser "SELECT count(*) FROM pg_stat_activity WHERE usename = 'moothall_app' AND wait_event = 'PgSleep'"; }

./tests/page/prepare olive analyst mary member >"$tmp/prepared" 2>&1 ||
	{ echo "1..0 # the database could not be prepared"; exit 1; }
# front NAME SECONDS: an nginx that waits so long for healthz; $server is the one that is asked from here on.
front() {
	server=$1
	{
		[ "$(id -u)" -ne 0 ] || echo "user nobody nogroup;"
		echo "pid $tmp/nginx-$1.pid; error_log $tmp/nginx.log; worker_processes 1; events { worker_connections 64; }"
		echo "http { access_log off;"
		for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $tmp/temp-$1-$kind;"; done
		sed "s|@LISTEN@|unix:$tmp/$1|; s|@SOCKET@|$tmp/fcgi|; s|@ERRORS@|$tmp|; s|@LOG@|$tmp/access.log|
			s|fastcgi_read_timeout 5s|fastcgi_read_timeout $2s|" "$src/nginx/moothall.conf"
		echo "}"
	} >"$tmp/$1.conf"
	nginx -e "$tmp/nginx.log" -c "$tmp/$1.conf" 2>>"$tmp/nginx.log"
}
cp "$src"/nginx/*.html "$tmp/"
front http 600

serve 1 MOOTHALL_LOCK_SECONDS=1 MOOTHALL_STATEMENT_SECONDS=3600
ask /sign-in -c "$tmp/jar"
ask /sign-in -c "$tmp/jar" --data-urlencode "username=olive" --data-urlencode "password=correct horse" \
	--data "csrf=$(token)"
is "$status" 303 "somebody signs in"

# A pack costs most: each reader has one made at a time, and all together so many.
pack=/meetings/childrens-services-2017-03-14/pack
olive=$(superuser "SELECT person_id FROM person WHERE username = 'olive'")
hold "SELECT pg_advisory_xact_lock(hashtext('moothall.pack'), $olive)"
for address in $pack $pack.pdf $pack.json ${pack%pack}preflight; do
	ask $address
	is "$status" 429 "$address, while one of the reader's own is being made"
done
ask $pack.json
has "$(cat "$tmp/body")" 'A pack that you asked for is still being made: wait until it has come, then ask again.' "... in words for programs"
ask $pack
has "$(cat "$tmp/body")" 'A pack that you asked for is still being made: wait until it has come, then ask again.' "... and for people"
has "$(tr -d '\r' <"$tmp/head")" 'Retry-After: 5' "... with when to try again"
ask /risks
is "$status" 200 "... and all else goes on"
let_go
hold "SELECT pg_advisory_xact_lock(hashtext('moothall.packs'), n) FROM generate_series(1, 2) n"
ask $pack.pdf
is "$status" 503 "a pack while as many as may be are being made for others"
has "$(cat "$tmp/body")" "Other people's packs are being made: ask again in a minute." "... in words"
has "$(tr -d '\r' <"$tmp/head")" 'Retry-After: 5' "... with when to try again"
let_go
hold "SELECT pg_advisory_xact_lock(hashtext('moothall.packs'), 2)"
ask $pack.pdf
is "$status" 200 "while there is a turn left it is made"
ask $pack.pdf
is "$status" 200 "... and the turn is given back"
let_go

# A table that is locked.
commentary=/performance/indicators/7.2/commentary
ask "$commentary?period=2017-01&kind=analysis"
since=$(sed -n 's/.*name="since" value="\([^"]*\)".*/\1/p' "$tmp/body")
form="csrf=$(token)&kind=analysis&period=2017-01&since=$since&action=save"
hold 'LOCK TABLE moothall.observation, moothall.commentary'
ask /performance
is "$status" 503 "a page whose table somebody has locked"
has "$(cat "$tmp/body")" 'Sorry, the service is unavailable' "... in words"
has "$(tr -d '\r' <"$tmp/head")" 'Retry-After: 5' "... with when to try again"
ask /healthz
is "$status:$(cat "$tmp/body")" '200:{"status":"ok","database":"ok"}' "... and the database is not what is wrong"
ask "$commentary" --data "$form" --data-urlencode "text=Numbers rose since the <home> closed"
is "$status" 503 "a text that cannot be saved meanwhile"
has "$(cat "$tmp/body")" 'Numbers rose since the &lt;home&gt; closed</textarea>' "... is there to be sent again"
has "$(cat "$tmp/body")" 'What you wrote was not saved' "... which the page says"
is "$(token)" "$(echo "$form" | sed 's/csrf=\([^&]*\)&.*/\1/')" "... with the form's token"
let_go
ask "$commentary" --data "$form" --data-urlencode "text=Numbers rose"
is "$status" 303 "... and is saved when the lock has gone"
hold 'LOCK TABLE moothall.setting'
ask /healthz
is "$status:$(cat "$tmp/body")" '503:{"status":"unavailable","database":"busy"}' "healthz where all pages wait for a table"
let_go
ask /healthz
is "$status" 200 "... and when they no longer do"

# A statement that takes too long.
serve 1 MOOTHALL_STATEMENT_SECONDS=1
slow
ask /performance
is "$status" 503 "a page that takes longer than a page may"
ask /healthz
is "$status:$(cat "$tmp/body")" '503:{"status":"unavailable","database":"busy"}' "... of which healthz says that the database is busy"
quick
superuser "ALTER FUNCTION council_name() RENAME TO council_name_quick; CREATE FUNCTION council_name() RETURNS text
  LANGUAGE plpgsql AS \$\$ BEGIN PERFORM refuse('MH400', concat_ws(' ', 'limits', current_setting('statement_timeout'),
    current_setting('lock_timeout'))); END \$\$"
serve 1 MOOTHALL_STATEMENT_SECONDS=17 MOOTHALL_LOCK_SECONDS=4 MOOTHALL_PACK_SECONDS=90
ask /performance
has "$(cat "$tmp/body")" 'Limits 17s 4s.' "a page has its limits"
for path in /performance.csv /performance.pdf /meetings/childrens-services-2017-03-14/pack; do
	ask $path
	has "$(cat "$tmp/body")" 'imits 90s 4s.' "$path has others"
done
superuser "DROP FUNCTION council_name(); ALTER FUNCTION council_name_quick() RENAME TO council_name;
  ALTER FUNCTION setting_list() RENAME TO setting_list_quiet;
  CREATE FUNCTION setting_list() RETURNS TABLE (key text, value text, usual text, meaning text) LANGUAGE plpgsql AS \$\$
  BEGIN PERFORM refuse('MH400', concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'))); END \$\$"
is "$(MOOTHALL_COMMAND_SECONDS=1800 MOOTHALL_COMMAND_LOCK_SECONDS=240 ./moothall setting 2>&1)" 'moothall: 30min 4min' \
	"the command line has its own"
superuser 'DROP FUNCTION setting_list(); ALTER FUNCTION setting_list_quiet() RENAME TO setting_list'

# Readers who no longer wait: the one process is free for others.
serve 1 MOOTHALL_STATEMENT_SECONDS=3600 MOOTHALL_PACK_SECONDS=3600
slow
for path in /performance /meetings/childrens-services-2017-03-14/pack.pdf; do
	ask_on $path
	until [ "$(asleep)" = 1 ]; do sleep 0.05; done
	ok 0 "a reader waits for $path"
	kill "$asking" && wait "$asking"
	until [ "$(asleep)" = 0 ]; do sleep 0.05; done
	ok 0 "... and has gone: so has their statement"
done
# All processes are at work: nginx says so of healthz.
ask_on /performance
until [ "$(asleep)" = 1 ]; do sleep 0.05; done
front soon 1
ask /healthz
server=http
is "$status:$(cat "$tmp/body")" '503:{"status":"unavailable","processes":"busy"}' "healthz when all processes are at work"
has "$(cat "$tmp/head")" 'application/json' "... in JSON"
kill "$asking" && wait "$asking"
quick
ask /healthz
is "$status" 200 "... and when they are free again"
kill "$workers" && wait "$workers"
workers=
ask /healthz
is "$status:$(cat "$tmp/body")" '503:{"status":"unavailable","processes":"away"}' "... and when there are none"

# An upgrade under load: pages wait, or say that they cannot be had; nothing else.
serve 3 MOOTHALL_LOCK_SECONDS=60
for n in 1 2 3 4; do
	while [ ! -e "$tmp/enough" ]; do
		for path in /performance /finance/revenue /performance/indicators/7.2 /risks; do
			curl -s --unix-socket "$tmp/$server" -b "$tmp/jar" -o /dev/null -w '%{http_code}\n' "http://localhost$path"
		done
	done >"$tmp/statuses-$n" &
done
: >"$tmp/migrations"
for n in 1 2 3; do
	until [ "$(cat "$tmp"/statuses-* | wc -l)" -ge $((n * 40)) ]; do sleep 0.1; done
	superuser "UPDATE migration SET sha256 = 'of another version' WHERE name = 'objects/base/now.sql'"
	./moothall migrate --verbose >>"$tmp/migrations" 2>&1
	ok $? "an upgrade while pages are asked for"
done
until [ "$(cat "$tmp"/statuses-* | wc -l)" -ge 200 ]; do sleep 0.1; done
: >"$tmp/enough"
for job in $(jobs -p 2>/dev/null); do [ "$job" = "$workers" ] || wait "$job"; done
is "$(cat "$tmp"/statuses-* | sort -u | sed '/503/d' | tr '\n' ' ')" '200 ' "... which are shown, or are not to be had for the moment"
! grep -i deadlock "$tmp/log" "$tmp/migrations" "$MOOTHALL_TEST_PGDATA/log" >"$tmp/said"
ok $? "... and nobody waits for whoever waits for them$(cat "$tmp/said")"
ask /performance
is "$status" 200 "... and afterwards"

# An upgrade that has to wait for others lets pages through.
hold 'BEGIN; SELECT pg_advisory_xact_lock_shared(7316405)'
superuser "UPDATE migration SET sha256 = 'of another version' WHERE name = 'objects/base/now.sql'"
MOOTHALL_COMMAND_LOCK_SECONDS=3 ./moothall migrate >"$tmp/said" 2>&1
is $? 1 "an upgrade that others do not let in"
has "$(cat "$tmp/said")" 'waiting for what is under way elsewhere to end' "... says what it waits for"
has "$(cat "$tmp/said")" 'somebody else is at work on the same at this moment: try again' "... and ends"
ask /performance
is "$status" 200 "... and pages go on"
let_go
./moothall migrate >"$tmp/said" 2>&1
ok $? "... and the next one is let in"

# What people type is in no log.
size() { wc -c <"$MOOTHALL_TEST_PGDATA/log"; }
before=$(size)
word=Zebedee-Nightingale
for path in "/performance?area=$word" "/performance?period=$word" "/performance/indicators/$word" "/risks/$word" \
	"/search?text=$word" "/finance/revenue/$word" "/meetings/$word" "/performance/summary?lead=$word&sort=$word"; do
	ask "$path"
done
is "$status" 400 "what is wrong is refused"
cp "$tmp/jar" "$tmp/olive"
: >"$tmp/jar"
ask /sign-in -c "$tmp/jar"
ask /sign-in --data-urlencode "username=$word" --data-urlencode "password=$word $word" --data "csrf=$(token)"
is "$status" 422 "so is whoever is not known"
cp "$tmp/olive" "$tmp/jar"
ask "$commentary" --data "$form" --data-urlencode "text={{figure $word 2017-01}}"
printf 'indicator,area,period,value\n%s,%s,2017-01,%s\n' "$word" "$word" "$word" >"$tmp/observations.csv"
./moothall import observations "$tmp/observations.csv" >"$tmp/said" 2>&1
has "$(cat "$tmp/said")" "$word" "an import that is wrong says so"
./moothall --as "$word" imports >"$tmp/said" 2>&1
is "$(size)" "$before" "the server's log has not grown by a byte"
! grep -l "$word" "$MOOTHALL_TEST_PGDATA/log" "$tmp/log" >"$tmp/said"
ok $? "nothing that was typed stands in a log$(cat "$tmp/said")"
! grep -w olive "$MOOTHALL_TEST_PGDATA/log" "$tmp/log" "$tmp/access.log" >"$tmp/said"
ok $? "... nor who was there$(cat "$tmp/said")"
ask "/invitation/$word?x=y"
grep -q '"GET /invitation/[.]*" ' "$tmp/access.log" && ! grep "/invitation/$word" "$tmp/access.log" >"$tmp/said"
ok $? "... nor the link of an invitation in nginx's$(cat "$tmp/said")"
grep -q '"GET /performance" 400 ' "$tmp/access.log" && ! grep '?' "$tmp/access.log" >"$tmp/said"
ok $? "... nginx's has the addresses, without their queries"
superuser "SELECT rolconfig FROM pg_roles WHERE rolname = 'moothall_app'" >"$tmp/said"
is "$(cat "$tmp/said")" '{log_min_messages=log,log_min_error_statement=panic,log_parameter_max_length=0}' "the application's role is quiet there"
superuser "REVOKE SET ON PARAMETER log_min_messages, log_min_error_statement, log_parameter_max_length FROM moothall_owner;
  ALTER ROLE moothall_app RESET ALL"
./moothall migrate >"$tmp/said" 2>&1
is "$?" 0 "a migration that may not make it so"
has "$(cat "$tmp/said")" 'GRANT SET ON PARAMETER log_min_messages, log_min_error_statement, log_parameter_max_length TO moothall_owner' "... says who can"
tap_done
