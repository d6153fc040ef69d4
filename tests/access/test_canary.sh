#!/bin/sh
# No answer depends on what its reader may not see: every address is asked with and without rows that hold words and
# numbers which stand nowhere else (tests/access/canaries), and the answers are compared byte by byte.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=$(cd "${srcdir:-.}" && pwd)
tmp=$(mktemp -d)
. "$src/tests/access/site.sh"
workers=1
base
# What is hidden from whom: docs/architecture.md, "Who sees what". Each database is another with more in it. Everybody who
# sees statements knows that there is a ledger, and its sums by line: without the canaries another one has the same sums.
copy l moothall ledger
add plain
copy p moothall people
copy pj p joining
copy peo p exempt other joining record block
copy peod peo draft
copy pod p other draft joining record
copy pl l people
# What democratic services load is theirs to see before its release, and nobody else's figures are.
copy plf pl figures
copy plu pl unreleased
copy podlu plu other draft record
copy pedlu plu exempt draft joining record block
copy peol pl exempt other joining record block
copy everything peol draft unreleased
copy eol l exempt other joining record block
copy eodlu eol draft unreleased
cat >"$tmp/jobs" <<'END'
nobody everything
gone everything
none everything
admin eodlu
auditor eodlu
member podlu
stranger pedlu
clerk plf
analyst peol
two eol
finance peo
officer peod
author pod
chief pj
END
# Of the database itself, as the daemon asks it, and as a login of one's own does ("none" can be nobody's); a short run
# asks only some logins, who see the least and the most.
mkdir "$tmp/relations"
# relations DATABASE LOGIN READER FILE [OPTIONS]
relations() {
	of=$1 login=$2 who=$3 into=$tmp/relations/$4
	shift 4
	superuser -d "$of" -v reader="$who" -v login="$login" "$@" -f "$src/tests/access/relations.sql" >"$into" || exit 1
}
while read -r reader database; do
	relations everything moothall_app "$reader" "$reader.all" -v brief=yes
	relations moothall moothall_app "$reader" "$reader.without"
	relations "$database" moothall_app "$reader" "$reader.with"
	case "$reader $*" in
	none*) ;;
	nobody* | auditor* | member* | analyst* | *--all)
		superuser -c "CREATE ROLE $reader LOGIN IN ROLE moothall_reader"
		relations moothall "$reader" "$reader" "$reader.login.without"
		relations "$database" "$reader" "$reader" "$reader.login.with"
		;;
	esac
done <"$tmp/jobs"
exec 3>&1 >"$tmp/tap"
missing=$(./moothall import --help | sed -n 's/^  \([a-z_]*\)$/\1/p' | while read -r kind; do
	[ -f "$src/tests/access/canaries/unreleased/$kind.csv" ] || [ -f "$src/tests/access/canaries/democratic/$kind.csv" ] ||
		printf ' %s' "$kind"
done)
[ -z "$missing" ] || printf 'not '
echo "ok - every kind of import has canaries (missing:$missing)"
python3 -B "$src/tests/access/relations.py" "$src/tests/access/relations.txt" "$tmp/relations"
rows=$?
# shellcheck disable=SC2046 # a word a database
serve moothall $(awk '{ print $2 }' "$tmp/jobs" | sort -u)
./tests/access/addresses >"$tmp/addresses"
# Words that are on no page of a chief officer: by which link members join, of the contact before its release, of how a
# budget is spread over the year, what a bank holiday is called, titles of tables that are the only one of their page, and a
# question to a meeting whose page is not asked for.
grep -rhoiE 'zxq[a-z]+' "$src/tests/access/canaries" | tr '[:upper:]' '[:lower:]' | sort -u |
	grep -vxE 'zxq(joining|joininglater|laterasker|laterquestion|contactword|privacyword|profile|earlyhelp|quarterly|holiday)' >"$tmp/words"
python3 -B "$src/tests/access/canary.py" "$tmp" "$tmp/cookies" "$tmp/addresses" "$src/tests/access/expected.txt" \
	"$tmp/words" "$@" <"$tmp/jobs"
status=$?
exec >&3
cat "$tmp/tap"
echo "1..$(grep -c '^ok\|^not ok' "$tmp/tap")"
[ -z "$missing" ] && [ "$rows" = 0 ] || status=1
if grep -E 'Sanitizer|runtime error' "$tmp/log"; then status=1; fi
exit "$status"
