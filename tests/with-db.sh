#!/bin/sh
# with-db.sh [--empty | --schema | --demo] COMMAND...: runs COMMAND on a throw-away PostgreSQL that listens on
# a Unix socket only, with the roles that Moothall wants and a database: an empty one, one with Moothall's
# schema, or one with the demonstration council too, released. The last three are copies of what
# tests/make-databases made once for the whole build, the first thing that "make check" does; without any of
# them a cluster is made anew. For COMMAND, PGHOST and PGDATABASE are set, PGUSER is moothall_owner; the
# superuser is "postgres". initdb refuses to run as root, so root hands the server to the user "nobody".
# As the program's own connections are, all are without JIT, which takes longer than what it compiles.
# MOOTHALL_TEST_SETTINGS: other settings for the server than that it need not survive a crash.
# --keep FOLDER: what make-databases uses; the cluster is put there after COMMAND, if that succeeded.
# The cluster lies in memory where there is plenty of it: two thousand files are made and removed for each test.
set -eu
databases=${MOOTHALL_TEST_DATABASES:-tests/databases}
from='' keep=''
while :; do
	case ${1-} in
	--empty | --schema | --demo) from=$databases/${1#--} && shift ;;
	--keep) keep=$2 && shift 2 ;;
	*) break ;;
	esac
done
if [ -n "$from" ] && ! [ -d "$from" ]; then
	echo "with-db.sh: $from is not there: \"make tests/databases.stamp\" in the build folder makes it" >&2
	exit 99
fi
bin=${PG_BINDIR:-$(pg_config --bindir)}
folder=${TMPDIR:-/tmp}
[ "$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 4000000 ] 2>/dev/null && folder=/dev/shm
tmp=$(mktemp -d "$folder/moothall-db.XXXXXX")
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
if [ -n "$from" ]; then
	cp -a --reflink=auto "$from" "$tmp/data"
else
	(cd "$tmp" && $as "$bin/initdb" -D "$tmp/data" -A trust -E UTF8 --locale=C.UTF-8 -N -U postgres >"$tmp/log" 2>&1) ||
		{ cat "$tmp/log" >&2; exit 1; }
fi
(cd "$tmp" && $as "$bin/pg_ctl" -D "$tmp/data" -s -w -t 300 -l "$tmp/data/log" \
	-o "-c listen_addresses='' -c unix_socket_directories='$tmp' -c max_connections=40 -c jit=off ${MOOTHALL_TEST_SETTINGS--c fsync=off}" start) ||
	{ cat "$tmp/data/log" >&2; exit 1; }
export PGHOST="$tmp" PGDATABASE=moothall MOOTHALL_TEST_PGDATA="$tmp/data"
[ -n "$from" ] || PGUSER=postgres PGDATABASE=postgres psql -q -v ON_ERROR_STOP=1 <<'SQL'
CREATE ROLE moothall_owner LOGIN CREATEROLE;
GRANT SET ON PARAMETER log_min_messages, log_min_error_statement, log_parameter_max_length TO moothall_owner;
CREATE DATABASE moothall OWNER moothall_owner;
SQL
export PGUSER=moothall_owner
if [ -z "$keep" ]; then
	"$@"
	exit
fi
"$@"
# As it is after a while in use, and the same however busy the machine: nothing is left to autovacuum.
PGUSER=postgres psql -q -v ON_ERROR_STOP=1 -c 'VACUUM (FREEZE, ANALYZE)'
(cd "$tmp" && $as "$bin/pg_ctl" -D "$tmp/data" -m fast -s -w -t 300 stop)
rm "$tmp/data/log" "$tmp/data/postmaster.opts"
cp -a --reflink=auto "$tmp/data" "$keep"
trap 'rm -rf "$tmp"' EXIT
