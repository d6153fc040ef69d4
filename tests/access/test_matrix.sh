#!/bin/sh
# Who may ask what: every address of the tables of routes and reports as every reader, in every face and state, against
# tests/access/expected.txt.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=$(cd "${srcdir:-.}" && pwd)
tmp=$(mktemp -d)
. "$src/tests/access/site.sh"
base
add exempt other draft record ledger unreleased block
serve moothall
./tests/access/addresses >"$tmp/addresses"
python3 -B "$src/tests/access/matrix.py" "$tmp/moothall" "$tmp/cookies" "$tmp/addresses" "$src/tests/access/expected.txt" "$@"
status=$?
if grep -E 'Sanitizer|runtime error' "$tmp/log"; then status=1; fi
exit "$status"
