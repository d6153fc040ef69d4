#!/bin/sh
# Each look at something exempt is on record: every address is asked by those who may see it, with words in it that stand
# nowhere else (tests/access/canaries), and an answer that has one has left a line in the audit trail.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=$(cd "${srcdir:-.}" && pwd)
tmp=$(mktemp -d)
. "$src/tests/access/site.sh"
workers=1
base
copy everything moothall exempt other
serve everything
./tests/access/addresses >"$tmp/addresses"
{
	grep -rhoiE 'zxq[a-z]+' "$src/tests/access/canaries/exempt" "$src/tests/access/canaries/other"
	sed -n "/^		exempt)/,/;;/p; /^		other)/,/;;/p" "$src/tests/access/site.sh" | grep -oiE 'zxq[a-z]+'
} | tr '[:upper:]' '[:lower:]' | sort -u >"$tmp/words"
PGDATABASE=everything python3 -B "$src/tests/access/sights.py" "$tmp" "$tmp/cookies" "$tmp/addresses" \
	"$src/tests/access/expected.txt" "$tmp/words" "$@" >"$tmp/tap"
status=$?
cat "$tmp/tap"
echo "1..$(grep -c '^ok\|^not ok' "$tmp/tap")"
exit "$status"
