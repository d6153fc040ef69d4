#!/bin/sh
# check-sql-layers.sh: which folder of sql/objects may use what which other defines: functions and views. A new arrow is
# settled in docs/architecture.md first.
srcdir=${srcdir:-$(dirname "$0")/..}
cd "$srcdir" || exit 99
. tests/tap.sh

allowed() {
	case $1 in
	base) echo ;;
	access) echo base figures ;;
	figures) echo base ;;
	words) echo base figures ;;
	risk) echo base figures words ;;
	finance) echo base figures words ;;
	performance) echo base figures words ;;
	intake) echo base access figures ;;
	together) echo base figures words risk finance performance intake ;;
	committee) echo base access figures words performance intake ;;
	reporting) echo base access figures words risk finance performance together committee ;;
	*) echo none ;;
	esac
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# What is defined where: FOLDER NAME. A name that several folders define is nobody's.
for file in sql/objects/*/*.sql; do
	folder=${file#sql/objects/}
	sed -nE "s/^ *CREATE (FUNCTION|VIEW|TYPE|AGGREGATE|PROCEDURE) ([a-z_0-9]+).*/${folder%%/*} \2/p" "$file"
done | sort -u >"$tmp/defined"
[ "$(wc -l <"$tmp/defined")" -gt 200 ]
ok $? "the definitions can be read"

for folder in sql/objects/*/; do
	folder=${folder#sql/objects/} folder=${folder%/}
	for file in sql/objects/"$folder"/*.sql; do
		sed 's/--.*//' "$file" | tr '\n' ' ' |
			grep -oE '[a-z_0-9]+ ?\(|(FROM|JOIN|SETOF) +[a-z_0-9]+' | sed -E 's/ ?\($//; s/.* //' | sort -u | sed "s|^|$file |"
	done >"$tmp/used"
	wrong=$(awk -v may=" $(allowed "$folder") $folder " '
		NR == FNR { home[$2] = home[$2] == "" ? $1 : home[$2] " " $1; next }
		home[$2] != "" && home[$2] !~ / / && index(may, " " home[$2] " ") == 0 { print $1 " uses " $2 " of " home[$2] }
	' "$tmp/defined" "$tmp/used")
	[ "$(allowed "$folder")" != none ] && [ -z "$wrong" ]
	ok $? "$folder uses only what it may"
	[ -z "$wrong" ] || printf '%s\n' "$wrong" | sed 's/^/# /'
done

# In the condition of a scan a function is asked once a row, unless the plan happens to make it the key of an index: what
# reads tables stands in a variable or a subquery.
wrong=$(grep -rnE 'ANY \(+[a-z_]+\(' sql/objects sql/queries | grep -vE 'ANY \((string_to_array|regexp_split_to_array)\(' || :)
[ -z "$wrong" ]
ok $? "no function is asked once a row for what a row is compared with"
[ -z "$wrong" ] || printf '%s\n' "$wrong" | sed 's/^/# /'
tap_done
