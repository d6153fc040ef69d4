#!/bin/sh
# demo-db.sh NAME: the checks of tests/sql/NAME.sql, with pgTAP, on a throw-away PostgreSQL that
# holds the demonstration council, released.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "$src/tests/with-db.sh" "$0" "$@"
fi
moothall=${MOOTHALL:-./moothall}
"$src/tests/demo-council.sh"
"$moothall" import --release "$src/sql/demo" >/dev/null
cd "$src/tests/sql"
PGUSER=postgres PGOPTIONS='-c client_min_messages=warning' \
	psql -X -q -v ON_ERROR_STOP=1 -f common.sql -f "$1.sql"
