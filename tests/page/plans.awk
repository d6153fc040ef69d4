# Of the server's log (auto_explain), with "### PAGE" before each page's part: how each statement reads the tables
# in `large`, where it came first; or with `whole` its whole plan. Costs left out.
function flush(  i, lines, count, name, mine) {
	name = query
	gsub(/[ \t]+/, " ", name)
	if (plan ~ reads && !(name in seen)) {
		seen[name] = 1
		printf "== %s\n%s ...\n", page, substr(name, 1, 100)
		count = split(plan, lines, "\n")
		for (i = 1; i <= count; i++) {
			if (lines[i] ~ /->|^[A-Z]/) mine = lines[i] ~ reads || lines[i] ~ "Bitmap Index Scan on (" large ")_"
			if (!whole) sub(/^ *(-> *)?/, lines[i] ~ /->/ ? "  " : "    ", lines[i])
			if (whole || mine && lines[i] !~ /(SubPlan|InitPlan) [0-9]/) print lines[i]
		}
	}
	plan = query = ""
	state = 0
}
BEGIN { reads = "Scan (Backward )?(using [a-z_0-9]+ )?on (" large ")( |$|\n)" }
/^### / { flush(); page = $2; next }
/LOG:  duration: .* plan:/ { flush(); state = 1; next }
!/^\t/ { flush(); next }
state == 1 && /^\tQuery Text:/ { query = substr($0, 14); next }
state && /\(cost=/ { state = 2 }
state == 1 { query = query " " $0; next }
state == 2 { sub(/  \(cost=[^)]*\)/, ""); plan = plan substr($0, 2) "\n" }
END { flush() }
