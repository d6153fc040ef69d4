#!/bin/sh
# Single sign-on end to end: moothalld behind nginx, which asks PAM, which asks a Kerberos server, all of them real.
srcdir=$(cd "${srcdir:-.}" && pwd)
export srcdir
exec "$srcdir/tests/with-db.sh" --demo sh "$srcdir/tests/page/single_sign_on.sh"
