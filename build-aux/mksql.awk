# mksql.awk: the statements of sql/queries/*.sql as an enum (part=h) and a table (part=c).
# A statement begins with "-- name: NAME" and ends where the next one begins.
function fail(text) { print FILENAME ":" FNR ": " text > "/dev/stderr"; bad = 1; exit 1 }
function finish() { if (part == "c" && name != "") print "\t}," }
BEGIN {
	if (part == "h")
		print "/* Made from sql/queries/. */\n#ifndef DB_STMT_H\n#define DB_STMT_H\n\nenum stmt {"
	else
		print "/* Made from sql/queries/. */\n#include \"db/stmt_text.h\"\n\n" \
			"const struct stmt_text stmt_text[STMT_MAX] = {"
}
/^-- name: / {
	finish()
	name = $3
	if (name !~ /^[a-z_0-9]+$/) fail("bad statement name " name)
	if (name in seen) fail("statement " name " stands twice")
	seen[name] = 1
	if (part == "h") print "\tSTMT_" toupper(name) ","
	else print "\t[STMT_" toupper(name) "] = {\"" name "\","
	next
}
/^[ \t]*--/ || /^[ \t]*$/ { next }
name == "" { fail("text before -- name:") }
part == "c" {
	gsub(/\\/, "\\\\\\\\")
	gsub(/"/, "\\\"")
	print "\t\t\"" $0 "\\n\""
}
END {
	if (bad) exit 1
	finish()
	print part == "h" ? "\tSTMT_MAX\n};\n\n#endif" : "};"
}
