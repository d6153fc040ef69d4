#!/bin/sh
# with-db.sh COMMAND...: runs COMMAND on a throw-away PostgreSQL that listens on a Unix socket
# only, with the roles and the empty database that Moothall wants. For COMMAND, PGHOST and
# PGDATABASE are set, PGUSER is moothall_owner; the superuser is "postgres". initdb refuses to
# run as root, so root hands the server to the user "nobody". MOOTHALL_TEST_SETTINGS: other settings
# for the server than that it need not survive a crash.
set -eu
bin=${PG_BINDIR:-$(pg_config --bindir)}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-db.XXXXXX")
as=
if [ "$(id -u)" -eq 0 ]; then
	as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
	chown nobody:nogroup "$tmp"
fi
chmod 755 "$tmp"
stop() {
	$as "$bin/pg_ctl" -D "$tmp/data" -m immediate -s stop >/dev/null 2>&1 || echo "with-db.sh: the server had stopped before" >&2
	rm -rf "$tmp"
}
trap stop EXIT
trap 'exit 1' INT TERM HUP
cd "$tmp"
$as "$bin/initdb" -D "$tmp/data" -A trust -E UTF8 --locale=C.UTF-8 -N -U postgres >"$tmp/log" 2>&1 ||
	{ cat "$tmp/log" >&2; exit 1; }
$as "$bin/pg_ctl" -D "$tmp/data" -s -w -l "$tmp/data/log" \
	-o "-c listen_addresses='' -c unix_socket_directories='$tmp' -c max_connections=40 ${MOOTHALL_TEST_SETTINGS--c fsync=off}" start ||
	{ cat "$tmp/data/log" >&2; exit 1; }
cd "$OLDPWD"
export PGHOST="$tmp" PGDATABASE=moothall MOOTHALL_TEST_PGDATA="$tmp/data"
PGUSER=postgres PGDATABASE=postgres psql -q -v ON_ERROR_STOP=1 <<'SQL'
CREATE ROLE moothall_owner LOGIN CREATEROLE;
CREATE DATABASE moothall OWNER moothall_owner;
SQL
export PGUSER=moothall_owner
"$@"
