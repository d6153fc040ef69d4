#!/bin/sh
# Whose the schema is, whoever migrates; a program that is older than the database; a cluster whose roles were made
# by hand for a restore.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --empty "$0" "$@"
fi
. "${srcdir:-.}/tests/tap.sh"
moothall=${MOOTHALL:-./moothall}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sql() { psql -qAtX -v ON_ERROR_STOP=1 -c "$1"; }
super() { PGUSER=postgres sql "$1"; }
# refused STATUS TEXT WHAT COMMAND...
refused() {
	status=$1 text=$2 what=$3
	shift 3
	said=$("$@" 2>&1)
	is "$?" "$status" "$what"
	has "$said" "$text" "... with the reason"
}

super 'CREATE ROLE stranger LOGIN'
refused 1 'is not a member of moothall_owner' 'a stranger does not migrate' env PGUSER=stranger "$moothall" migrate
super 'ALTER DATABASE moothall OWNER TO postgres'
refused 1 'ALTER DATABASE moothall OWNER TO moothall_owner' 'nor the owner in a database that is another'"'"'s' \
	"$moothall" migrate
super 'ALTER DATABASE moothall OWNER TO moothall_owner'

# As a superuser.
PGUSER=postgres "$moothall" migrate 2>/dev/null
ok $? 'a superuser migrates'
others="SELECT count(*) FROM (
	SELECT relowner FROM pg_class WHERE relnamespace IN ('moothall'::regnamespace, 'moothall_code'::regnamespace,
	  'reporting'::regnamespace)
	UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace IN ('moothall'::regnamespace, 'moothall_code'::regnamespace)
	UNION ALL SELECT nspowner FROM pg_namespace WHERE nspname IN ('moothall', 'moothall_code', 'reporting')) o (whose)
	WHERE whose <> 'moothall_owner'::regrole"
is "$(sql "$others")" 0 '... and all that was made is moothall_owner'"'"'s'
is "$(sql "SELECT count(*) > 10 FROM pg_proc WHERE pronamespace = 'moothall_code'::regnamespace AND prosecdef")" t \
	'... functions with their owner'"'"'s rights among it'
"$moothall" user list >/dev/null
ok $? '... who then works with it'

# Newer than the program. A file of views that differs would be applied.
sql "UPDATE moothall.migration SET sha256 = 'newer' WHERE name = 'objects/base/schema.sql';
  CREATE FUNCTION moothall_code.of_the_newer() RETURNS integer LANGUAGE sql RETURN 1;
  INSERT INTO moothall.migration (name, sha256, version) VALUES ('9999_later.sql', 'x', '0.1.0')"
refused 1 'the database is newer than this program' 'a migration that is not known' "$moothall" migrate
has "$said" 9999_later.sql '... by its name'
is "$(sql 'SELECT moothall_code.of_the_newer()')" 1 '... and nothing was replaced'
sql "DELETE FROM moothall.migration WHERE name = '9999_later.sql';
  UPDATE moothall.migration SET version = '0.10.2' WHERE name = 'objects/base/now.sql'"
refused 1 'it is of version 0.10.2' 'views of a later version' "$moothall" migrate
is "$(sql 'SELECT moothall_code.of_the_newer()')" 1 '... and nothing was replaced'
sql "UPDATE moothall.migration SET version = '0.0.12-rc1' WHERE name = 'objects/base/now.sql'"
"$moothall" migrate 2>/dev/null
ok $? 'views of an earlier version are replaced'
is "$(sql "SELECT to_regproc('moothall_code.of_the_newer') IS NULL")" t '... whole'

# Roles made by hand.
pg_dump -Fc moothall >"$tmp/dump"
super 'REVOKE moothall_app FROM moothall_owner'
super 'ALTER ROLE moothall_owner NOCREATEROLE'
refused 1 'GRANT moothall_app TO moothall_owner' 'a command without the grant' "$moothall" user list
refused 1 'GRANT moothall_app TO moothall_owner' 'a migration that may not mend it' "$moothall" migrate
PGUSER=postgres "$moothall" migrate 2>/dev/null
ok $? 'a superuser'"'"'s mends it'
"$moothall" user list >/dev/null
ok $? '... and the commands work'
super 'REVOKE moothall_app FROM moothall_owner'
super 'ALTER ROLE moothall_owner CREATEROLE'
"$moothall" migrate 2>/dev/null && "$moothall" user list >/dev/null
ok $? 'the owner mends it who may'
super 'ALTER ROLE moothall_app BYPASSRLS'
refused 1 'moothall_app would see and do everything' 'a role that no policy holds' "$moothall" migrate
super 'ALTER ROLE moothall_app NOBYPASSRLS'

for kind in privileges owner; do
	PGUSER=postgres sql "CREATE DATABASE no_$kind OWNER moothall_owner"
	PGUSER=postgres pg_restore --no-$kind -d no_$kind "$tmp/dump"
done
PGDATABASE=no_privileges refused 1 'restored without its privileges' 'a restore without privileges' "$moothall" user list
PGDATABASE=no_owner refused 1 'must belong to moothall_owner' 'a restore without owners' "$moothall" migrate
super 'CREATE DATABASE whole OWNER moothall_owner'
PGUSER=postgres pg_restore -d whole "$tmp/dump" &&
	PGDATABASE=whole "$moothall" migrate 2>/dev/null && PGDATABASE=whole "$moothall" user list >/dev/null
ok $? 'a whole one'
tap_done
