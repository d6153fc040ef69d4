#!/bin/sh
# The functions of sql/objects/words.sql, with pgTAP, on a throw-away PostgreSQL.
srcdir=$(cd "${srcdir:-.}" && pwd)
exec "$srcdir/tests/with-db.sh" sh -c './tests/page/prepare &&
	PGUSER=postgres psql -X -q -f "$1/tests/sql/words.sql"' sh "$srcdir"
