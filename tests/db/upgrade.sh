#!/bin/sh
# An upgrade of a database that has its views and functions already: what a migration makes must
# stand in the schema of the data, whatever the connection's search path.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --empty "$0" "$@"
fi
. "${srcdir:-.}/tests/tap.sh"
sql() { psql -qAtX -v ON_ERROR_STOP=1 -c "$1"; }

./moothall migrate >/dev/null 2>&1
ok $? "a database from nothing"
sql "DROP TABLE moothall.method_change CASCADE; DELETE FROM moothall.setting WHERE key LIKE 'spc_%';
  ALTER TABLE moothall.indicator_definition DROP holds_from_id CASCADE, DROP holds_from CASCADE, DROP reported_until CASCADE,
    DROP beyond_100 CASCADE, DROP base_id CASCADE, DROP starts_id CASCADE, DROP ceases_id CASCADE,
    ADD PRIMARY KEY (indicator_id, file_id);
  ALTER TABLE moothall.figure DROP polarity CASCADE, DROP measure CASCADE, DROP basis CASCADE, DROP decimals CASCADE,
    DROP break_day CASCADE, DROP why_changed CASCADE, DROP previous_ytd_why CASCADE, DROP difference_why CASCADE,
    DROP trend_why CASCADE, DROP dot_why CASCADE, DROP impossible CASCADE;
  DELETE FROM moothall.migration WHERE name IN ('0012_method_changes.sql', '0019_definitions.sql', 'objects/schema.sql')" >/dev/null 2>&1
ok $? "as it was before two migrations"
./moothall migrate >/dev/null 2>&1
ok $? "the upgrade"
is "$(sql "SELECT to_regclass('moothall.method_change') IS NOT NULL")" t "its table is among the data"
is "$(sql "SELECT to_regclass('moothall_code.method_change') IS NULL")" t "... and not among the code"
./moothall migrate >/dev/null 2>&1
ok $? "once more changes nothing"
tap_done
