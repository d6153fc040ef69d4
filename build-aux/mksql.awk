# mksql.awk: the statements of sql/queries/*.sql as an enum (part=h) and tables (part=c).
# A statement begins with "-- name: NAME" and ends where the next one begins. Statements that are asked together
# are the parts of one: after "-- parts: NAME" each begins with "-- part: NAME". Parameters are texts, cast where
# they are used: "$1::integer".
function fail(text) { print FILENAME ":" FNR ": " text > "/dev/stderr"; bad = 1; exit 1 }
function write_c(sql,   lines, count, i) {
	gsub(/\\/, "\\\\\\\\", sql)
	gsub(/"/, "\\\"", sql)
	count = split(sql, lines, "\n")
	for (i = 1; i <= count; i++)
		if (lines[i] != "") print "\t\t\"" lines[i] "\\n\""
}
# The highest $n that stands in it.
function parameters(sql,   most) {
	most = 0
	while (match(sql, /\$[0-9]+/)) {
		if (substr(sql, RSTART + 1, RLENGTH - 1) + 0 > most) most = substr(sql, RSTART + 1, RLENGTH - 1) + 0
		sql = substr(sql, RSTART + RLENGTH)
	}
	return most
}
function finish() {
	if (name == "") return
	if (text == "") fail(name " is empty")
	if (part == "c") {
		print "\t[STMT_" toupper(name) "] = {\"" name "\", " parameters(text) ","
		write_c(text)
		print "\t},"
	}
	name = text = ""
}
function begin(new) {
	finish()
	if (new !~ /^[a-z_0-9]+$/) fail("bad statement name " new)
	if (new in seen) fail("statement " new " stands twice")
	seen[new] = 1
	name = new
	if (part == "h") print "\tSTMT_" toupper(name) ","
}
BEGIN {
	if (part == "h")
		print "/* Made from sql/queries/. */\n#ifndef DB_STMT_H\n#define DB_STMT_H\n\nenum stmt {\n\tSTMT_NONE,"
	else
		print "/* Made from sql/queries/. */\n#include \"db/stmt_text.h\"\n\n" \
			"const struct stmt_text stmt_text[STMT_MAX] = {"
}
/^-- name: / {
	begin($3)
	group = ""
	next
}
/^-- parts: / {
	finish()
	group = $3
	if (group in of) fail("parts " group " stand twice")
	of[group] = 0
	order[++groups] = group
	next
}
/^-- part: / && group == "" { fail("a part before -- parts:") }
/^-- part: / {
	begin(group "_" $3)
	if (of[group]++ == 0) first[group] = name
	next
}
/^[ \t]*--/ || /^[ \t]*$/ { next }
name == "" { fail("text before -- name:") }
{ text = text $0 "\n" }
END {
	if (bad) exit 1
	finish()
	print part == "h" ? "\tSTMT_MAX\n};\n\nenum stmt_group {\n\tGROUP_NONE," : "};\n\nconst struct stmt_group_text stmt_groups[GROUP_MAX] = {"
	for (i = 1; i <= groups; i++)
		if (part == "h") print "\tGROUP_" toupper(order[i]) ","
		else print "\t[GROUP_" toupper(order[i]) "] = {\"" order[i] "\", STMT_" toupper(first[order[i]]) ", " of[order[i]] "},"
	print part == "h" ? "\tGROUP_MAX\n};\n\n#endif" : "};"
}
