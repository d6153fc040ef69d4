# shellcheck shell=sh disable=SC2034 # number and seen are the sourcing test's
# For tests of erasures by the command line: source it with moothall and tmp set, after tap.sh.
: "${moothall:?}" "${tmp:?}" "${MOOTHALL_TEST_PGDATA:?}"
sql() { PGOPTIONS='-c search_path=moothall_code,moothall' psql -qAtX -v ON_ERROR_STOP=1 -c "$1"; }
# as PERSON SQL: over a connection of the application's own user
as() {
	whose=$(sql "SELECT person_id FROM person WHERE username = '$1'")
	PGUSER=moothall_app PGOPTIONS="-c search_path=moothall_code,moothall -c moothall.person=$whose" \
		psql -qAtX -c "$2" 2>&1
}
# ask USER WHAT...: as on the site, so that the system account of this test may confirm; its number in $number
ask() {
	user=$1 && shift
	"$moothall" --as "$user" erase "$@" --reason 'names a child' >"$tmp/seen" 2>&1 || sed 's/^/# /' "$tmp/seen"
	sql 'UPDATE erasure SET asked_account = NULL'
	number=$(sql 'SELECT max(erasure_id) FROM erasure')
}
# refused WHAT REASON COMMAND...: it exits with 1 and says the reason
refused() {
	what=$1 reason=$2 && shift 2
	seen=$("$@" 2>&1)
	is "$?" 1 "$what is refused"
	has "$seen" "$reason" "... $reason"
}
# nowhere TEXT WHAT: neither in the database's files, but for the log of writing, nor in a dump
nowhere() {
	PGUSER=postgres psql -qX -c CHECKPOINT
	files=$(grep -rlaF --exclude-dir=pg_wal -- "$1" "$MOOTHALL_TEST_PGDATA" | sed "s|$MOOTHALL_TEST_PGDATA/||")
	is "$files" '' "$2 is in no file of the database"
	for file in $files; do
		sql "SELECT '# $file is of ' || coalesce(pg_filenode_relation(0, (regexp_match('$file', '/(\d+)[^/]*$'))[1]::oid)::text,
			'no relation any more')"
	done
	is "$(pg_dump -U postgres | grep -cF -- "$1")" 0 "... nor in a dump"
}
there() {
	PGUSER=postgres psql -qX -c CHECKPOINT
	ok "$(grep -rqaF --exclude-dir=pg_wal -- "$1" "$MOOTHALL_TEST_PGDATA")$?" "$2 was there"
}
