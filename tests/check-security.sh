#!/bin/sh
# What docs/security.md says of the requirements, and whether what it names is there.
srcdir=${srcdir:-$(dirname "$0")/..}
exec python3 -B "$srcdir/tests/check-security.py" "$srcdir"
