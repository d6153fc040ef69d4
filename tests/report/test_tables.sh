#!/bin/sh
# The tables and drawings of the performance reports, as the program answers for them: of the demonstration
# council as it is, against the publication; then with figures made up for the purpose. The answers are
# judged by tables.sql.
# Runs itself again under with-db.sh.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=$(cd "${srcdir:-.}" && pwd)
moothall=${MOOTHALL:-./moothall}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/in"

# ask NAME ADDRESS AREA PERIOD: what the program answers, as data and as a page; NAME is what tables.sql calls it.
ask() {
	for face in json html; do
		if ! "$moothall" report "performance${2:+/$2}" --area "$3" --period "$4" --format "$face" -o "$tmp/answer" 2>"$tmp/err"; then
			sed 's/^/# /' "$tmp/err"
			printf 'Bail out! no answer as %s: %s\n' "$face" "$1"
			exit 1
		fi
		mv "$tmp/answer" "$tmp/$1.$face"
	done
	cat >>"$tmp/asked.sql" <<-END
		\\set json \`cat '$tmp/$1.json'\`
		\\set html \`cat '$tmp/$1.html'\`
		INSERT INTO asked VALUES ('$1', :'json', :'html');
	END
}

# made_up KIND [OPTION...]: imports the rows on standard input.
made_up() {
	kind=$1
	shift
	cat >"$tmp/in/$kind.csv"
	if ! "$moothall" import "$@" "$kind" "$tmp/in/$kind.csv" >"$tmp/err" 2>&1; then
		sed 's/^/# /' "$tmp/err"
		echo "Bail out! made-up $kind are refused"
		exit 1
	fi
}

# refused NAME KIND: an import of the rows on standard input, and what it says to them.
refused() {
	cat >"$tmp/in/$2.csv"
	said=$(cd "$tmp/in" && "$moothall" import --release "$2" "$2.csv" 2>&1)
	status=$?
	cat >>"$tmp/asked.sql" <<-END
		INSERT INTO refusal VALUES ('$1', $status, \$said\$$said\$said\$);
	END
}
case $moothall in /*) ;; *) moothall=$PWD/$moothall ;; esac

ask summary summary norfolk 2017-01
ask 'summary of a part' summary great-yarmouth 2017-01
ask dashboard '' norfolk 2017-01
ask contacts sections/contacts-and-referrals norfolk 2017-01
ask 'section 47' sections/section-47 norfolk 2017-01
ask education scorecards/education norfolk 2017-03-06
ask neet scorecards/neet norfolk 2016-12
ask inclusion scorecards/inclusion norfolk 'AY2016/17 autumn'
ask text education norfolk 2017-03-06
ask sources contacts-by-source norfolk 2017-01
ask 2.1 breakdowns/2.1 norfolk 2017-01
ask 3.1 breakdowns/3.1 norfolk 2017-01
ask '3.1 in 2016' breakdowns/3.1 norfolk 2016-03
ask 5.1 breakdowns/5.1 norfolk 2017-01
ask 7.1 breakdowns/7.1 norfolk 2017-01
ask 7.4 breakdowns/7.4 norfolk 2017-01
ask help early-help norfolk 2017-01
ask quarterly quarterly blackpool '2017/18 Q2'

# Localities: 30 of 10,000 is 30.0, 30 of 20,000 is 15.0; one has no population, one no figure. A month before that of NEET.
made_up areas --release <<'END'
area,name,kind,parent
mu-a,Made Up A,locality,norfolk
mu-b,Made Up B,locality,norfolk
mu-c,Made Up C,locality,norfolk
mu-d,Made Up D,locality,norfolk
mu-e,Made Up E,locality,norfolk
mu-src,Made Up Sources,council,
END
made_up populations --release <<'END'
area,year,population
mu-a,2016,10000
mu-b,2016,20000
mu-d,2016,10000
mu-e,2016,10000
END
made_up observations --release <<'END'
indicator,area,period,value,status
7.1,mu-a,2017-01,30,
7.1,mu-b,2017-01,30,
7.1,mu-c,2017-01,30,
7.1,mu-e,2017-01,30,
7.1,mu-a,2016-12,20,
7.1,mu-b,2016-12,40,
NEET-02,norfolk,2016-11,3.8,
END
ask locality localities/7.2 norfolk 2017-01
ask 'locality count' localities/7.1 norfolk 2017-01
ask 'summary 2' summary norfolk 2017-01
ask 'neet 2' scorecards/neet norfolk 2016-12

# An indicator of which nothing is held, a share of nothing, and one that was published otherwise.
made_up indicators --release <<'END'
ref,name,section,polarity,measure,basis,frequency,decimals
MU-1,Nothing held,Made up,low,count,flow,monthly,0
MU-2,Held,Made up,low,count,flow,monthly,0
MU-3,Published otherwise,Made up,low,count,flow,monthly,0
END
made_up observations --release <<'END'
indicator,area,period,value,status
MU-2,norfolk,2016-12,5,
MU-2,norfolk,2017-01,,suppressed
MU-3,norfolk,2015-12,5,
MU-3,norfolk,2016-01,5,
MU-3,norfolk,2016-12,5,
MU-3,norfolk,2017-02,5,
END
made_up published --release <<'END'
indicator,area,period,measure,printed
MU-3,norfolk,2015-12,value,7
MU-3,norfolk,2016-01,value,7
MU-3,norfolk,2016-12,value,6
END
made_up breakdowns --release <<'END'
indicator,area,period,row_dimension,row,column_dimension,column,value,measure
MU-2,norfolk,2016-12,sort,One,total,All,0,value
MU-2,norfolk,2016-12,sort,Two,total,All,0,value
END
ask mu sections/made-up norfolk 2017-01
ask 'mu in February' sections/made-up norfolk 2017-02
ask 'mu breakdown' breakdowns/MU-2 norfolk 2017-01

# Contacts by source over thirteen months to April 2018: of A 10, 20 … 130, of which 5 each; of B 130 … 10, all of them; of C 7
# each, of which none, then 1 of 7 in the last. A: 10 to 130 is +120, 1,200%; its share falls from 50% to 3.846…%: -46.2
# (-92.3%). B: 130 to 10 is -120, -92.3%. Total: 147 each; referrals 135 to 5 + 10 + 1 = 16.
made_up observations --release <<'END'
indicator,area,period,value
2.1,mu-src,2018-04,147
END
{
	echo indicator,area,period,row_dimension,row,column_dimension,column,value
	n=0
	for month in 2017-04 2017-05 2017-06 2017-07 2017-08 2017-09 2017-10 2017-11 2017-12 2018-01 2018-02 2018-03 2018-04; do
		n=$((n + 1))
		of=2.1,mu-src,$month,source
		printf '%s,%s,stage,%s,%s\n' "$of" A contacts $((10 * n)) "$of" A referrals 5 "$of" B contacts $((140 - 10 * n)) \
			"$of" B referrals $((140 - 10 * n)) "$of" C contacts 7 "$of" C referrals $((n / 13))
	done
} | made_up breakdowns --release
ask 'sources 2' contacts-by-source mu-src 2018-04

# Ages by gender, not released; a rate by locality, which is no whole.
made_up breakdowns <<'END'
indicator,area,period,row_dimension,row,column_dimension,column,value
6.1,norfolk,2017-01,age,Under 1,gender,Female,10
6.1,norfolk,2017-01,age,Under 1,gender,Male,20
6.1,norfolk,2017-01,age,Under 1,gender,Unborn,7
6.1,norfolk,2017-01,age,1 to 4,gender,Female,40
6.1,norfolk,2017-01,age,1 to 4,gender,Male,30
6.1,norfolk,2017-01,age,1 to 4,gender,Unborn,0
4.4,norfolk,2017-01,gender,Girls,age band,0-9,3
4.4,norfolk,2017-01,gender,Girls,age band,10+,4
4.4,norfolk,2017-01,gender,Boys,age band,0-9,5
4.4,norfolk,2017-01,gender,Boys,age band,10+,6
7.3,norfolk,2017-01,gender,All,age,0-9,5
7.3,norfolk,2017-01,gender,All,age,10+,6
END
made_up breakdowns --release <<'END'
indicator,area,period,row_dimension,row,column_dimension,column,value
7.2,norfolk,2017-01,locality,Made Up A,total,All,23.8
7.2,norfolk,2017-01,locality,Made Up B,total,All,11.7
7.2,norfolk,2017-01,locality,Made Up C,total,All,67.4
CR-3,norfolk,2017-01,locality,Made Up A,sex,Girls,23.8
CR-3,norfolk,2017-01,locality,Made Up A,sex,Boys,11.7
CR-3,norfolk,2017-01,locality,Made Up B,sex,Girls,67.4
CR-3,norfolk,2017-01,locality,Made Up B,sex,Boys,3
END
ask pyramid breakdowns/6.1 norfolk 2017-01
ask 'pyramid 2' breakdowns/4.4 norfolk 2017-01
ask 'pyramid 3' breakdowns/7.3 norfolk 2017-01
ask 'rate parts' breakdowns/7.2 norfolk 2017-01
ask 'rate parts 2' breakdowns/CR-3 norfolk 2017-01

# Others' figures, for Blackpool's exceptions; and two years that were published otherwise, one before those of the report.
made_up observations --release <<'END'
indicator,area,period,value
BP-CIN,blackpool,2014/15,1800
END
made_up published --release <<'END'
indicator,area,period,measure,printed
BP-CIN,blackpool,2014/15,value,1700
BP-CIN,blackpool,2016/17,value,2100
END
made_up benchmarks --release <<'END'
indicator,kind,value,period
BP-LAC-R,stat_neighbour_avg,90.1,2015/16
BP-LAC-R,stat_neighbour_avg,95.26,2016/17
BP-LAC-R,stat_neighbour_avg,99,2018/19
BP-LAC-R,national_avg,60,
BP-EHA,national_avg,4000,2016/17
END
ask 'quarterly 2' quarterly blackpool '2017/18 Q2'

# What a report is made of, and what the council calls a thing.
refused 'no such indicator' report_members <<'END'
report,indicator,order,group,heading
summary,2.1,1,,
summary,9.9.9,2,,
END
refused 'no group' report_members <<'END'
report,indicator,order,group,heading
scorecards,1.1,1,Education,
scorecards,1.2,2,,
END
refused 'twice' report_members <<'END'
report,indicator,order,group,heading
scorecards,1.1,1,Education,
sections,1.1,2,Education,
scorecards,1.1,3,Education,
END
refused 'no such word' council_words <<'END'
word,text
locality,ward
borough,town
END
ask 'summary as before' summary norfolk 2017-01
made_up council_words --release <<'END'
word,text
locality,ward
localities,wards
END
ask 'summary by ward' summary norfolk 2017-01
ask 'by ward' localities/7.2 norfolk 2017-01

export PGUSER=postgres PGOPTIONS='-c client_min_messages=warning'
cd "$src/tests" && psql -X -q -v ON_ERROR_STOP=1 -v asked="$tmp/asked.sql" -f sql/common.sql -f report/tables.sql
