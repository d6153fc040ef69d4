#!/bin/sh
# What is exempt: parts of papers, and for whom: see demo-db.sh.
exec "$(cd "${srcdir:-.}" && pwd)/tests/sql/demo-db.sh" exempt
