#!/bin/sh
# The ledger's figures against sums made apart from the program, on made-up ledgers; who sees what;
# capital. Runs itself again under with-db.sh.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --schema "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

sql() { PGOPTIONS='-c search_path=moothall_code,moothall' psql -qAtX -v ON_ERROR_STOP=1 -c "$1"; }
# as PERSON SQL: with the application's rights and no more.
as() {
	PGOPTIONS='-c search_path=moothall_code,moothall' psql -qAtX -v ON_ERROR_STOP=1 \
		-c "SELECT set_config('moothall.person',
			(SELECT person_id::text FROM moothall.person WHERE username = '$1'), false)" \
		-c "SET ROLE moothall_app" -c "$2" 2>&1 | sed 1d
}
as_operator="SELECT set_config('moothall.person', 'operator', false);"

# What the program says, in the form of ledger_apart.py.
said() {
	sql "$as_operator
	WITH p AS (SELECT period_id FROM period WHERE period = '$1')
	SELECT concat_ws('|', of, line_name, translate(millions(budget), ',', ''), translate(millions(outturn), ',', ''),
	         translate(millions_signed(variance), ',', ''), rtrim(translate(percent_signed(percent), ',', ''), '%'),
	         coalesce(translate(millions_signed(movement), ',', ''), ''))
	FROM (VALUES ('la'), ('schools')) s (of), p, revenue_lines(of, p.period_id)
	UNION ALL
	SELECT concat_ws('|', of, CASE kind WHEN 'total' THEN kind ELSE group_name END, translate(millions_signed(variance), ',', ''),
	         coalesce(translate(millions_signed(movement), ',', ''), ''))
	FROM (VALUES ('la'), ('schools')) s (of), p, revenue_statement(of, p.period_id) WHERE kind IN ('subtotal', 'total')
	UNION ALL
	SELECT concat_ws('|', of, 'short', translate(pounds(coalesce(u.budget, 0)), ',', ''), translate(pounds(coalesce(u.actual, 0)), ',', ''),
	         translate(pounds(coalesce(u.forecast, 0)), ',', ''))
	FROM (VALUES ('la'), ('schools')) s (of) CROSS JOIN p LEFT JOIN ledger_unmapped_sum(of, p.period_id) u ON true
	UNION ALL
	SELECT concat_ws('|', 'centre', c.cost_centre, translate(pounds(c.budget), ',', ''), translate(pounds(c.actual), ',', ''),
	         translate(pounds(c.forecast), ',', ''))
	FROM p, (SELECT DISTINCT statement, line_name FROM cost_centre_definition) l,
	     LATERAL ledger_line_centres(CASE WHEN l.line_name IS NOT NULL THEN l.statement END, l.line_name, p.period_id) c
	WHERE l.line_name IS NOT NULL
	UNION ALL
	SELECT concat_ws('|', 'centre', c.cost_centre, translate(pounds(c.budget), ',', ''), translate(pounds(c.actual), ',', ''),
	         translate(pounds(c.forecast), ',', ''))
	FROM p, LATERAL ledger_line_centres(NULL, NULL, p.period_id) c" | sed 1d | sort
}

# agree SEED: a random ledger, at four months of two years.
agree() {
	mkdir "$tmp/$1"
	awk -f "$src/tests/bench/make_ledger" -v folder="$tmp/$1" -v postings=3000 -v centres=120 -v years=2 -v seed="$1"
	cat >"$tmp/$1/forecasts.csv" <<-END
	statement,period,line,amount,reason
	la,2015-02,Council line 2 (made up),123456.78,A contract ends (made up)
	la,2015-01,Council line 3 (made up),-5000.5,Made up
	schools,2015-02,Schools line 5 (made up),1,Made up
	END
	"$moothall" import --release "$tmp/$1" >"$tmp/out" 2>&1
	ok $? "a ledger of seed $1"
	sed 's/^/# /' "$tmp/out"
	for period in 2014-04 2015-02 2015-03 2015-12; do
		said "$period" >"$tmp/said"
		python3 "$src/tests/sql/ledger_apart.py" "$tmp/$1" "$period" | sort >"$tmp/apart"
		diff "$tmp/apart" "$tmp/said" >"$tmp/diff"
		ok $? "every line, sum and cost centre of $period, to the last digit"
		head -10 "$tmp/diff" | sed 's/^/# /'
	done
	is "$(wc -l <"$tmp/said")" "$(wc -l <"$tmp/apart")" "as many figures as there should be"
}

for name in mary:member olive:officer fiona:finance anna:analyst; do
	echo "correct horse" | "$moothall" user add "${name%:*}" --role "${name#*:}" >/dev/null 2>&1
done

agree 7

# Adding up, before rounding: lines and what is unmapped are all of the ledger.
is "$(sql "$as_operator SELECT count(*) FROM period p JOIN ledger_periods() USING (period_id), LATERAL (
	SELECT (SELECT coalesce(sum(actual), 0) FROM ledger_lines('la', p.period_id)) + (SELECT coalesce(sum(actual), 0) FROM ledger_lines('schools', p.period_id))
	  + coalesce((SELECT sum(actual) FROM ledger_unmapped_sum('la', p.period_id)), 0) AS lines,
	  (SELECT sum(pence) FROM ledger WHERE day BETWEEN make_date(p.financial_year, 4, 1) AND p.last_day) AS postings) s
	WHERE lines <> postings" | tail -1)" 0 "lines + unmapped = postings, in every month"
is "$(sql "SELECT count(*) FROM (
	  SELECT l.file_id, l.cost_centre_id, y.year, m.place, sum(l.pence) AS pence, count(*) AS n
	  FROM (SELECT *, extract(year FROM day - interval '3 months') AS year FROM ledger) l JOIN generate_series(1990, 2070) y (year) USING (year),
	    generate_series(1, 12) m (place)
	  WHERE l.day < make_date(y.year, 4, 1) + make_interval(months => m.place) GROUP BY 1, 2, 3, 4) l
	FULL JOIN (
	  SELECT t.file_id, t.cost_centre_id, t.year, m.place, t.pence[m.place] AS pence, t.postings[m.place] AS n
	  FROM ledger_year t, generate_series(1, 12) m (place) WHERE t.postings[m.place] > 0) t USING (file_id, cost_centre_id, year, place)
	WHERE l.pence IS DISTINCT FROM t.pence OR l.n IS DISTINCT FROM t.n")" 0 "the sums that are kept are those of the postings"
is "$(sql "SELECT count(*) FROM (SELECT file_id, date_trunc('month', day)::date AS month, sum(pence) AS pence, count(*) AS n
	FROM ledger GROUP BY 1, 2) l FULL JOIN ledger_month t USING (file_id, month)
	WHERE l.pence IS DISTINCT FROM t.pence OR l.n IS DISTINCT FROM t.postings")" 0 "... of each month too"
is "$(sql "SELECT count(*) FROM ledger WHERE month <> date_trunc('month', day)")" 0 "a posting's month is its day's"
is "$(sql "$as_operator SELECT count(*) FROM period p JOIN ledger_periods() USING (period_id), (VALUES ('la'), ('schools')) s (of),
	LATERAL (SELECT sum(variance) FILTER (WHERE kind = 'body') AS lines, sum(variance) FILTER (WHERE kind = 'subtotal') AS subtotals,
	  sum(variance) FILTER (WHERE kind = 'total') AS total FROM revenue_statement(of, p.period_id)) t
	WHERE round(lines, 10) <> round(total, 10) OR round(subtotals, 10) <> round(total, 10)" | tail -1)" 0 "lines = subtotals = total, in every month"

is "$(sql "$as_operator SELECT count(*) FROM (VALUES ('la'), ('schools')) s (of), period u, revenue_totals(of, u.period_id) m,
	revenue_statement(of, m.period_id) t WHERE u.period IN ('2015-03', '2015-12') AND t.kind = 'total' AND t.variance = m.variance" | tail -1)" \
	42 "the forecast over 12 and 9 months is that of each month's statement"

# Who sees what.
report() { "$moothall" report --as "$@" 2>&1 | tr -d '\r'; }
has "$(report mary finance/revenue --period 2015-02)" "Council line 2 (made up)" "a member reads the statement"
is "$(report mary finance/revenue/council-line-2-made-up --period 2015-02 --table cost-centres)" \
	'moothall: "finance/revenue/council-line-2-made-up" has no table "cost-centres", it has: line, ledger' "a member is not shown the cost centres of a line"
has "$(report mary finance/cost-centres/C00002)" "it takes the role officer, finance or chief_officer" "a member sees no cost centre, nor whether there is one"
for table in ledger ledger_year ledger_month cost_centre_definition ledger_budget ledger_forecast profile_share; do
	is "$(as mary "SELECT count(*) FROM $table")" 0 "a member sees nothing of $table"
	is "$(as anna "SELECT count(*) FROM $table")" 0 "nor does an analyst"
	[ "$(as fiona "SELECT count(*) FROM $table")" -gt 0 ]
	ok $? "finance does"
done
for name in ledger_file cost_centre_mapped profile_holding ledger_0; do
	has "$(as fiona "SELECT count(*) FROM $name")" "permission denied" "$name is for nobody"
done
has "$(as mary "SELECT * FROM ledger_centres(1, NULL)")" "permission denied" "nor are all cost centres at once"
is "$(as mary "SELECT count(*) FROM ledger_statement((SELECT period_id FROM period WHERE period = '2015-02'))")" 0 "nor is the ledger by line a member's"
has "$(report olive finance/revenue/council-line-2-made-up --period 2015-02 --table cost-centres)" "C00002" "an officer drills down to cost centres"
has "$(report olive finance/cost-centres/C00002 --period 2015-02 --table postings)" "Made-up invoice" "... and to postings"
has "$(report olive finance/cost-centres --period 2015-02 --table unmapped)" "C00051" "unmapped cost centres are listed"
has "$(as fiona "INSERT INTO ledger VALUES (0, 1, 1, '2015-01-01', '2015-01-01', 1, 1, 'X', 'X', NULL)")" "permission denied" "postings come in by an import alone"
has "$(as anna "SELECT * FROM ledger_open(1)")" "you may not import a ledger" "analysts import none"
has "$(report fiona finance/revenue --period 2015-02 --table lines --format html)" \
	"This statement leaves out" "a statement says what it leaves out"

# Before release: officers see it, members do not.
cat >"$tmp/more.csv" <<-END
posting,date,cost_centre,subjective,amount
M1,2015-02-28,C00004,R1000,1000000
END
before=$(report mary finance/revenue --period 2015-02)
"$moothall" import ledger "$tmp/more.csv" >/dev/null 2>&1
ok $? "a second file of postings"
is "$(report mary finance/revenue --period 2015-02)" "$before" "members go on seeing the statement without it"
[ "$(report olive finance/revenue --period 2015-02)" != "$before" ]
ok $? "... officers see it with it"
has "$(report olive finance/revenue/council-line-4-made-up --period 2015-02 --format html)" "Not yet released" "... and it says so"
printf 'statement,period,line,amount,reason\nla,2014-06,Council line 2 (made up),1,Made up\n' >"$tmp/forecast.csv"
"$moothall" import forecasts "$tmp/forecast.csv" >/dev/null 2>&1
is "$(sql "$as_operator SELECT string_agg(p.period, ' ' ORDER BY p.period) FILTER (WHERE NOT m.released), count(*) FILTER (WHERE m.released = t.released)
	FROM period u, revenue_totals('la', u.period_id) m JOIN period p USING (period_id), revenue_statement('la', m.period_id) t
	WHERE u.period = '2015-03' AND t.kind = 'total'" | tail -1)" "2014-06 2015-02 2015-03|12" \
	"over the months, each that rests on what is not released says so, as its statement does"

"$moothall" import --release ledger "$tmp/more.csv" >/dev/null
is "$(report mary finance/revenue --period 2015-02)" "$(report olive finance/revenue --period 2015-02)" "... until the same file is imported and released"

# A statement that was entered is shown as entered, and compared with one that was.
cat >"$tmp/revenue.csv" <<-END
statement,period,line,group,budget,outturn
la,2014-12,Kept,,1.000,1.100
la,2014-12,Gone,,1.000,0.900
la,2015-02,Kept,,1.000,1.250
la,2015-02,Come,,0,0.100
END
"$moothall" import --release revenue "$tmp/revenue.csv" >/dev/null
is "$(report mary finance/revenue --period 2015-02)" "line,budget,outturn,variance,percent,movement
Spending increases,,,,,
Kept,1.000,1.250,0.250,25,0.150
Come,0.000,0.100,0.100,n/a,new
Sub Total,,,0.350,,0.250
Total,,,0.350,,0.250" "an entered statement goes before the ledger's; a line may be new"
has "$(report mary finance/revenue --period 2015-02 --format html)" \
	"No longer in the statement, with the variance of the last report: Gone (-0.100)" "... or vanish, which is said"
has "$("$moothall" report finance/revenue --period 2015-01)" "Council line 2 (made up)" "the month between is still the ledger's"

# Years.
cat >"$tmp/late.csv" <<-END
posting,date,cost_centre,subjective,amount
L1,2017-05-31,C00002,R1000,1
END
"$moothall" import --release ledger "$tmp/late.csv" >/dev/null
has "$("$moothall" report finance/revenue --period 2017-06 2>&1)" \
	"the ledger has postings for 2017-06 and no budget of that year, so there is no statement" "a period without a budget is named"

# Capital.
cat >"$tmp/capital.csv" <<-END
period,scheme,approved,spent,forecast,reprofiled,reason
2017-01,School A,2.000,0.500,1.200,-0.700,Planning took longer
2017-01,School B,1.0005,0.1,1.0005,,
2017-01,School C,0.500,0.400,0.600,0.100,
END
cat >"$tmp/funding.csv" <<-END
period,scheme,source,amount
2017-01,School A,Grant,1.000
2017-01,School A,Borrowing,0.200
2017-01,School B,Grant,1.0005
2017-01,School C,Grant,0.550
END
"$moothall" import --release capital "$tmp/capital.csv" >/dev/null
ok $? "capital"
"$moothall" import --release capital_funding "$tmp/funding.csv" >/dev/null
ok $? "its funding"
is "$(report mary finance/capital)" "scheme,approved,spent,forecast,variance,reprofiled,rest,reason
School A,2.000,0.500,1.200,-0.800,-0.700,-0.100,Planning took longer
School B,1.001,0.100,1.001,0.000,0.000,0.000,
School C,0.500,0.400,0.600,0.100,-0.100,0.200,
Total,3.501,1.000,2.801,-0.700,-0.800,0.100," "schemes: variance, the part moved to a later year, the rest"
is "$(report mary finance/capital --table funding)" "source,schemes,amount
Grant,3,2.551
Borrowing,1,0.200
Total,3,2.751" "funding by source"
html=$(report mary finance/capital --format html)
has "$html" "The funding of £2.751m does not come to the forecast of £2.801m: it is £0.050m short." "a programme that is short says by how much"
has "$html" "School C: the funding of £0.550m does not come to the forecast of £0.600m: it is £0.050m short." "... and names the scheme"
sed -i 's/0.550/0.600/' "$tmp/funding.csv"
"$moothall" import --release capital_funding "$tmp/funding.csv" >/dev/null
has "$(report mary finance/capital --format html)" "The funding comes to the forecast, £2.801m." "a correction balances it"
tap_done
