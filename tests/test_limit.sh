#!/bin/sh
# A test that hangs is an error of its own, and takes nobody with it.
set -u
src=${srcdir:-.}
. "$src/tests/tap.sh"

seen=$(MOOTHALL_TEST_LIMIT=60 "$src/tests/limit" sh -c 'echo "ok 1 - quick"; exit 3')
is "$?" 3 "a test's exit status is kept"
has "$seen" 'ok 1 - quick' "... and what it says"
case $seen in *'Bail out!'*) ok 1 "... and nothing else" ;; *) ok 0 "... and nothing else" ;; esac
# The inner process leaves the group that is ended, and keeps the test's output open.
seen=$(MOOTHALL_TEST_LIMIT=1 "$src/tests/limit" sh -c 'echo "ok 1 - quick"; setsid sleep 20 & sleep 1000')
is "$?" 124 "a test that hangs is ended"
has "$seen" 'Bail out! it had not ended after 1 s' "... which is said"
has "$seen" 'ok 1 - quick' "... after what it said itself"
tap_done
