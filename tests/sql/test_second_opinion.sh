#!/bin/sh
# Every figure by two hands: the database's, and second_opinion.py's in exact fractions, for the
# demonstration and for made-up folders; and the same figures whichever file is imported first.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" "$0" "$@"
fi
src=${srcdir:-.}/tests/sql
moothall=${MOOTHALL:-./moothall}
. "$src/../tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# empty NAME: a database of that name, migrated, is the one from here on.
empty() {
	PGUSER=postgres PGDATABASE=postgres psql -X -q -c "CREATE DATABASE $1 OWNER moothall_owner"
	export PGDATABASE="$1"
	"$moothall" migrate 2>/dev/null
	psql -X -q -c "INSERT INTO moothall.setting VALUES ('council', 'norfolk')"
}

figures() {
	psql -X -q -f "$src/all_figures.sql" | sed 's/""//g'
}

# same FILE FILE WHAT: equal, or the first lines that differ.
same() {
	diff "$1" "$2" >"$tmp/diff"
	ok $? "$3"
	head -n 12 "$tmp/diff" | sed 's/^/# /'
}

# agree NAME FOLDER WHAT
agree() {
	empty "$1"
	"$moothall" import --release "$2" >/dev/null || return
	figures >"$tmp/$1.seen"
	python3 "$src/second_opinion.py" "$2" >"$tmp/$1.wanted"
	[ "$(wc -l <"$tmp/$1.seen")" -gt 1000 ]
	ok $? "$3: $(wc -l <"$tmp/$1.wanted") rows of figures"
	same "$tmp/$1.seen" "$tmp/$1.wanted" "$3: both opinions agree"
}

agree demo "${srcdir:-.}/sql/demo" "the demonstration"
for seed in ${MOOTHALL_TEST_SEEDS:-1 2 3}; do
	python3 "$src/made_up_folder.py" "$seed" "$tmp/$seed"
	agree "seed$seed" "$tmp/$seed" "seed $seed"
done

# n1 is never more than n2 of the same month: their share stays within 0 and 100.
is "$(awk -F, '$1 == "p1" && $5 != "" { n++; if ($5 + 0 < 0 || $5 + 0 > 100) out++ }
	END { print (n > 50) + 0, out + 0 }' "$tmp"/seed*.seen)" '1 0' "a share of a part is within 0 and 100"

# The facts of one seed in two files, either way round, and in two imports or one.
first=$(set -- ${MOOTHALL_TEST_SEEDS:-1 2 3} && echo "$1")
head -n 1 "$tmp/$first/observations.csv" | tee "$tmp/odd.csv" >"$tmp/even.csv"
awk -v odd="$tmp/odd.csv" -v even="$tmp/even.csv" 'NR > 1 { print >>(NR % 2 ? odd : even) }' "$tmp/$first/observations.csv"
rm "$tmp/$first/observations.csv"
mv "$tmp/$first/method_changes.csv" "$tmp/methods.csv"	# they lie within what is held
for order in 'odd even' 'even odd'; do
	empty "in_$(echo "$order" | tr ' ' _)"
	"$moothall" import --release "$tmp/$first" >/dev/null
	for half in $order; do
		"$moothall" import --release observations "$tmp/$half.csv" >/dev/null
	done
	"$moothall" import --release method_changes "$tmp/methods.csv" >/dev/null
	figures >"$tmp/order.seen"
	same "$tmp/order.seen" "$tmp/seed$first.seen" "the same figures, $order"
done

# A fact in both files is the later one's.
sed 's/,[^,]*,,,[^,]*$/,1,,,/' "$tmp/odd.csv" | sed 1d >"$tmp/other"
{ head -n 1 "$tmp/odd.csv"; grep '^n[123],' "$tmp/other"; } >"$tmp/other.csv"
"$moothall" import --release observations "$tmp/other.csv" >/dev/null
mkdir "$tmp/before" "$tmp/after"
cp "$tmp/even.csv" "$tmp/before/observations.csv"
cp "$tmp/other.csv" "$tmp/after/observations.csv"
cp "$tmp/methods.csv" "$tmp/after/method_changes.csv"
mkdir "$tmp/between"
cp "$tmp/odd.csv" "$tmp/between/observations.csv"
figures >"$tmp/superseded.seen"
python3 "$src/second_opinion.py" "$tmp/$first" "$tmp/before" "$tmp/between" "$tmp/after" >"$tmp/superseded.wanted"
same "$tmp/superseded.seen" "$tmp/superseded.wanted" "a later import supersedes"
tap_done
