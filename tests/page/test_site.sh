#!/bin/sh
# The site end to end: moothalld behind nginx, asked by curl, on a throw-away PostgreSQL.
srcdir=$(cd "${srcdir:-.}" && pwd)
export srcdir
exec "$srcdir/tests/with-db.sh" --demo sh "$srcdir/tests/page/site.sh"
