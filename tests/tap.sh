# For shell tests: each check is a line of TAP. Source it, and end with tap_done.
tap_count=0 tap_failures=0

# ok STATUS WHAT: the status of a command, 0 is good.
ok() {
	tap_count=$((tap_count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tap_count - $2"
	else
		tap_failures=$((tap_failures + 1))
		echo "not ok $tap_count - $2"
	fi
}

# is SEEN WANTED WHAT
is() {
	if [ "$1" = "$2" ]; then ok 0 "$3"; else
		ok 1 "$3"
		printf '%s\n' "seen:   $1" "wanted: $2" | sed 's/^/# /'
	fi
}

# has TEXT PART WHAT
has() {
	case $1 in
	*"$2"*) ok 0 "$3" ;;
	*)
		ok 1 "$3"
		printf '%s\n' "seen:   $1" "wanted: …$2…" | sed 's/^/# /'
		;;
	esac
}

# lacks TEXT PART WHAT
lacks() {
	case $1 in
	*"$2"*)
		ok 1 "$3"
		printf '%s\n' "seen:   $1" "not wanted: …$2…" | sed 's/^/# /'
		;;
	*) ok 0 "$3" ;;
	esac
}

tap_done() {
	echo "1..$tap_count"
	[ "$tap_failures" -eq 0 ]
}
