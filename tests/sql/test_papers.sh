#!/bin/sh
# Papers that are written on the site: see demo-db.sh.
exec "$(cd "${srcdir:-.}" && pwd)/tests/sql/demo-db.sh" papers
