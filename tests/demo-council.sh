#!/bin/sh
# demo-council.sh: makes the database of with-db.sh the demonstration's council's, without any figures yet: as an
# operator does it, areas first, then the council, on which papers with figures rest.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
moothall=${MOOTHALL:-./moothall}
"$moothall" migrate 2>/dev/null
"$moothall" import --release areas "$src/sql/demo/areas.csv" >/dev/null
"$moothall" council norfolk 2>/dev/null
