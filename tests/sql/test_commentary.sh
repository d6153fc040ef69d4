#!/bin/sh
# The glossary, commentary and provenance: see demo-db.sh.
exec "$(cd "${srcdir:-.}" && pwd)/tests/sql/demo-db.sh" commentary
