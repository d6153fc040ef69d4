# mkreports.awk: the table of reports, out of the files that declare one ("const struct report NAME = {"); what has no
# address, because only papers hold it, is called NAME_inside.
/^const struct report [a-z_]+ = \{/ && !/_inside = / { names[++count] = $4 }
END {
	print "/* Made from src/report/. */\n#include \"report/report.h\"\n"
	for (i = 1; i <= count; i++) print "extern const struct report " names[i] ";"
	print "\nconst struct report *const report_table[] = {"
	for (i = 1; i <= count; i++) print "\t&" names[i] ","
	print "\tNULL\n};"
}
