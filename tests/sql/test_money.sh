#!/bin/sh
# Money in words, contributions, reviews of risks and what hangs together, with pgTAP, on a throw-away
# PostgreSQL. Expected figures are worked out by hand from the rows that the script enters.
srcdir=$(cd "${srcdir:-.}" && pwd)
exec "$srcdir/tests/with-db.sh" --schema sh -c 'PGUSER=postgres psql -X -q -f "$1/tests/sql/money.sql"' sh "$srcdir"
