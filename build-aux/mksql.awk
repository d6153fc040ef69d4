# mksql.awk: the statements of sql/queries/*.sql as an enum (part=h) and a table (part=c).
# A statement begins with "-- name: NAME" and ends where the next one begins.
#
# Queries that one page needs together are one statement: each begins with "-- part: NAME" and becomes a column
# of that name, its rows as JSON (row_part in src/db/parts.c reads them). What stands before the first part is
# the head, with rows of its own; the parts are answered for each of them and can name its columns: head.x.
function fail(text) { print FILENAME ":" FNR ": " text > "/dev/stderr"; bad = 1; exit 1 }
function plain(sql) { sub(/;[ \t\n]*$/, "\n", sql); return sql }
function write_c(sql,   lines, count, i) {
	gsub(/\\/, "\\\\\\\\", sql)
	gsub(/"/, "\\\"", sql)
	count = split(sql, lines, "\n")
	for (i = 1; i <= count; i++)
		if (lines[i] != "") print "\t\t\"" lines[i] "\\n\""
}
function whole(   sql, i) {
	if (parts == 0) return head
	if (head != "") sql = "head.*"
	for (i = 1; i <= parts; i++)
		sql = sql (sql != "" ? ",\n" : "") "(SELECT json_agg(part_row) FROM (\n" plain(text[i]) ") part_row) AS " column[i]
	return "SELECT " sql (head != "" ? "\nFROM (\n" plain(head) ") head" : "") "\n"
}
function finish() {
	if (part == "c" && name != "") {
		write_c(whole())
		print "\t},"
	}
	head = ""
	parts = 0
}
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
/^-- part: / {
	if (name == "") fail("a part before -- name:")
	if ($3 !~ /^[a-z_0-9]+$/) fail("bad part name " $3)
	if (name SUBSEP $3 in seen) fail("part " $3 " of " name " stands twice")
	seen[name, $3] = 1
	column[++parts] = $3
	text[parts] = ""
	next
}
/^[ \t]*--/ || /^[ \t]*$/ { next }
name == "" { fail("text before -- name:") }
parts > 0 { text[parts] = text[parts] $0 "\n"; next }
{ head = head $0 "\n" }
END {
	if (bad) exit 1
	finish()
	print part == "h" ? "\tSTMT_MAX\n};\n\n#endif" : "};"
}
