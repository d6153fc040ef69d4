#!/bin/sh
# moothall-workers: never gives up, whatever its processes do; ends them all when it is ended.
set -u
. "${srcdir:-.}/tests/tap.sh"
workers=${WORKERS:-./moothall-workers}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-workers.XXXXXX")
keeper=
trap 'kill $keeper 2>/dev/null; rm -rf "$tmp"' EXIT

# at_work COUNT: whether so many are, within 20 seconds.
at_work() {
	for _ in $(seq 1 200); do
		[ "$(pgrep -c -P "$keeper")" = "$1" ] && return 0
		sleep 0.1
	done
	return 1
}
begin() { $workers "$@" 2>"$tmp/log" & keeper=$!; }

begin 4 sleep 1000
at_work 4
ok $? "as many processes as were asked for"
for _ in $(seq 1 60); do
	pkill -KILL -P "$keeper" -o
	sleep 0.05
done
at_work 4
ok $? "... and after sixty quick deaths"
pkill -KILL -P "$keeper"
at_work 4
ok $? "... and when all die at once"
has "$(cat "$tmp/log")" 'ended by signal 9: another takes its place' "deaths are in the log"
children=$(pgrep -P "$keeper")
kill "$keeper"
wait "$keeper"
is $? 0 "SIGTERM ends it"
for child in $children; do
	! kill -0 "$child" 2>/dev/null
	ok $? "... and its processes"
done

begin 1 sleep 1000
at_work 1
child=$(pgrep -P "$keeper")
kill -KILL "$keeper"
wait "$keeper" 2>/dev/null
for _ in $(seq 1 50); do
	kill -0 "$child" 2>/dev/null || break
	sleep 0.1
done
! kill -0 "$child" 2>/dev/null
ok $? "nothing is left of one that was killed"

# A program that ends at once, for a while: it is started until it stays.
printf '#!/bin/sh\necho >>"%s/starts"; [ $(wc -l <"%s/starts") -gt 12 ] || exit 3\nexec sleep 1000\n' "$tmp" "$tmp" >"$tmp/late"
chmod +x "$tmp/late"
begin 1 "$tmp/late"
for _ in $(seq 1 200); do
	[ "$(wc -l <"$tmp/starts" 2>/dev/null || echo 0)" -gt 12 ] && break
	sleep 0.1
done
at_work 1 && [ "$(wc -l <"$tmp/starts")" = 13 ]
ok $? "a program that fails a dozen times"
has "$(cat "$tmp/log")" 'ended with status 3' "... which the log says"
kill "$keeper"
wait "$keeper"
begin 2 "$tmp/absent"
sleep 1
has "$(cat "$tmp/log")" "could not start $tmp/absent" "a program that is not there is named"
kill -0 "$keeper"
ok $? "... and tried again"
kill "$keeper"
wait "$keeper"
$workers 0 true 2>"$tmp/log"
is $? 2 "none is no number"
tap_done
