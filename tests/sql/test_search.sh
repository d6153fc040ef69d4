#!/bin/sh
# Finding by words: see demo-db.sh.
exec "$(cd "${srcdir:-.}" && pwd)/tests/sql/demo-db.sh" search
