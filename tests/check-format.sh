#!/bin/sh
# check-format.sh: what every text in the tree keeps to, as .editorconfig and .clang-format have it.
srcdir=${srcdir:-$(dirname "$0")/..}
cd "$srcdir" || exit 99
. tests/tap.sh

texts() { find include src sql static templates tests scripts docs nginx ./*.md configure.ac Makefile.am -type f "$@"; }
# none WHAT SEEN: nothing is seen.
none() {
	[ -z "$2" ]
	ok $? "$1"
	[ -z "$2" ] || printf '%s\n' "$2" | sed -n '1,10s/^/# /p'
}
tab=$(printf '\t')
none "no line ends in a blank" "$(texts -exec grep -nIE "[ $tab]\$" {} +)"
none "lines end as in Unix" "$(texts ! -name '*.csv' -exec grep -lI "$(printf '\r')\$" {} +)"
none "the last line is a whole one" "$(texts -size +0 ! -name '*.png' -exec grep -LPz '\n\z' {} +)"
none "C is as clang-format has it" "$(texts -name '*.[ch]' -exec clang-format-14 --dry-run {} + 2>&1)"
none "SQL and Python are indented by spaces" "$(texts \( -name '*.sql' -o -name '*.py' \) -exec grep -nE "^ *$tab" {} +)"
none "SQL keeps to 120 columns" "$(find sql -name '*.sql' -exec env LC_ALL=C.UTF-8 grep -nE '^.{121,}' {} +)"
tap_done
