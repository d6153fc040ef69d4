#!/bin/sh
# The functions of sql/objects/access/sign_in.sql, with pgTAP, on a throw-away PostgreSQL.
srcdir=$(cd "${srcdir:-.}" && pwd)
exec "$srcdir/tests/with-db.sh" --schema sh -c 'PGUSER=postgres psql -X -q -f "$1/tests/sql/sign_in.sql"' sh "$srcdir"
