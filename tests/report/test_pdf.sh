#!/bin/sh
# Every report's PDF, in print and in large print, made of the demonstration's figures.
srcdir=$(cd "${srcdir:-.}" && pwd)
export srcdir
exec "$srcdir/tests/with-db.sh" --demo sh "$srcdir/tests/report/pdf.sh"
