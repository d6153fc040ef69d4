#!/bin/sh
# The audit trail, as the database keeps it: see audit.sql.
srcdir=$(cd "${srcdir:-.}" && pwd)
exec "$srcdir/tests/with-db.sh" --schema sh -c 'PGUSER=postgres PGOPTIONS="-c client_min_messages=warning" psql -X -q -f "$1/tests/sql/audit.sql"' sh "$srcdir"
