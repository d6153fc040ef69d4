#!/bin/sh
# A scrutiny paper: highlights by theme with charts over thirteen months and prose, provision stacked month by
# month, the forward programme, the terms of reference. The publication prints its charts without their data:
# provision and texts are made up here, and are nobody's.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" "$0" "$@"
fi
src=${srcdir:-.}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export MOOTHALL_PASSWORD_MEMORY_MB=80
meeting=scrutiny-2017-04-05

mkdir -p "$tmp/in/papers"
cat >"$tmp/in/committees.csv" <<'END'
committee,name
scrutiny,Children's Services Scrutiny Sub Committee
END
cat >"$tmp/in/meetings.csv" <<'END'
committee,meeting,date,time,venue,link,published
scrutiny,scrutiny-2017-04-05,2017-04-05,10:00,County Hall,,2017-03-28
END
cat >"$tmp/in/agenda.csv" <<'END'
meeting,item,title,kind,exempt_paragraph,lead,report
scrutiny-2017-04-05,6,Terms of Reference (for noting only),report,,Executive Director,terms.md
scrutiny-2017-04-05,7,Performance in Children's Services,report,,Executive Director,highlights.md
scrutiny-2017-04-05,8,Forward programme of work and meeting dates,report,,Executive Director,programme.md
END
cat >"$tmp/in/indicators.csv" <<'END'
ref,name,section,polarity,measure,basis,frequency,decimals
SP-1,Children in care (made up),Made up,low,count,stock,monthly,0
END
# 400 - 5n with agencies, 500 + 6n in-house, 90 with family, of n = 0 … 12 months since January 2016.
{
	echo indicator,area,period,row_dimension,row,column_dimension,column,value,measure
	echo indicator,area,period,value >"$tmp/in/observations.csv"
	n=0
	for month in 2016-01 2016-02 2016-03 2016-04 2016-05 2016-06 2016-07 2016-08 2016-09 2016-10 2016-11 2016-12 2017-01; do
		echo "SP-1,norfolk,$month,provision,Agency fostering,total,All,$((400 - 5 * n)),value"
		echo "SP-1,norfolk,$month,provision,In-house fostering,total,All,$((500 + 6 * n)),value"
		echo "SP-1,norfolk,$month,provision,With family,total,All,90,value"
		echo "SP-1,norfolk,$month,$((990 + n))" >>"$tmp/in/observations.csv"
		n=$((n + 1))
	done
} >"$tmp/in/breakdowns.csv"
cat >"$tmp/in/papers/terms.md" <<'END'
## Purpose

The Sub Committee looks into matters of children's services. It meets at least four times a year.
END
cat >"$tmp/in/papers/programme.md" <<'END'
## Forward programme

- Wednesday 7 June 2017: [what the figures say](#item-7) once more
- Wednesday 6 September 2017: care leavers
END
cat >"$tmp/in/papers/highlights.md" <<'END'
## 1 Children in care

1.1 There are {{figure 7.1 2017-01}} children looked after, {{figure 7.2 2017-01}} per 10,000.

{{chart 7.1 period=2017-01}}

{{report performance/breakdowns/SP-1 period=2017-01}}

## 2 The front door

2.1 Of all contacts {{figure 2.3 2017-01}} became referrals.

{{chart 2.3 period=2017-01}}
END
"$src/tests/demo-council.sh"
./moothall import --release "$src/sql/demo" >/dev/null
./moothall import --release "$tmp/in" >"$tmp/said" 2>&1
ok $? "a scrutiny paper can be imported"
sed 's/^/# /' "$tmp/said" | tail -n 5
./moothall pack $meeting -o "$tmp/pack.pdf" 2>"$tmp/said"
ok $? "... and made a pack"
sed 's/^/# /' "$tmp/said"
"$src/tests/tools/pdfua-check" "$tmp/pack.pdf" >"$tmp/said" 2>&1
ok $? "... that everybody can read"
sed 's/^/# /' "$tmp/said" | tail -n 3
text=$(pdftotext -raw "$tmp/pack.pdf" - | tr '\n' ' ')
has "$text" "There are 1,113 children looked after, 66.3 per 10,000." "highlights with live figures"
has "$text" "Of all contacts 24.5% became referrals." "... by theme"
has "$text" "It meets at least four times a year." "terms of reference"
has "$text" "Wednesday 6 September 2017: care leavers" "the forward programme"
./moothall report meetings/$meeting/pack --format html -o "$tmp/pack.html"
is "$(grep -c '<figure class="chart' "$tmp/pack.html")" 4 "four charts"
html=$(tr '\n' ' ' <"$tmp/pack.html")
has "$html" "From 1,045 in January 2016 to 1,113 in January 2017" "one over thirteen months, in words"
has "$html" "Agency fostering: From 400 in Jan-16 to 340 in Jan-17" "provision stacked month by month, in words"
# January 2017: 400 - 60 = 340, 500 + 72 = 572 and 90 are 1,002.
./moothall report performance/breakdowns/SP-1 --period 2017-01 --format csv >"$tmp/csv"
has "$(cat "$tmp/csv")" "Agency fostering" "provision has its kinds"
has "$(tr -d '\r' <"$tmp/csv" | grep -i total)" "1002" "... and is added up: 340 + 572 + 90"
tap_done
