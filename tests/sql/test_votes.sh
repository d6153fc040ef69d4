#!/bin/sh
# Who may vote on what, and when: seats that vote on education alone or not at all, people who had not come, had left,
# or had left the room for an interest; in counts, by name, as proposer and seconder, and in the quorum.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --empty "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$moothall" migrate >"$tmp/out" 2>&1 || { cat "$tmp/out"; exit 1; }
meeting=schools-2017-02-07
mkdir "$tmp/in"

# Four members, a church representative who votes on education, a parent governor without a vote. Item 1 is an
# education matter, 2 and 3 are none. Ada comes at 10:30, Bea leaves at 11:30, Col leaves the room for item 3.
cat >"$tmp/in/committees.csv" <<'END'
committee,name
schools,Schools Committee
END
cat >"$tmp/in/seats.csv" <<'END'
committee,person,capacity,votes_on
schools,Ada,Member,all
schools,Bea,Member,all
schools,Col,Member,all
schools,Dan,Member,all
schools,Eve,Church representative,education
schools,Fay,Parent governor representative,none
END
cat >"$tmp/in/meetings.csv" <<END
committee,meeting,date,time,venue
schools,$meeting,2017-02-07,10:00,Hall
END
cat >"$tmp/in/agenda.csv" <<END
meeting,item,title,kind,education
$meeting,1,Admissions,other,yes
$meeting,2,The building,other,no
$meeting,3,The car park,other,
END
cat >"$tmp/in/attendance.csv" <<END
meeting,person,as,for,from_time,to_time
$meeting,Ada,present,,10:30,
$meeting,Bea,present,,,11:30
$meeting,Col,present,,,
$meeting,Dan,apologies,,,
$meeting,Gil,substitute,Dan,,
$meeting,Eve,present,,,
$meeting,Fay,present,,,
END
cat >"$tmp/in/declarations.csv" <<END
meeting,person,item,interest,text,left
$meeting,Col,3,other,Parks there.,yes
END
cat >"$tmp/in/minutes.csv" <<END
meeting,number,item,text
$meeting,1.1,1,Admissions were discussed.
$meeting,2.1,3,The car park was discussed.
$meeting,3.1,2,The building was discussed.
END
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "a committee, its seats and a meeting: $(head -n 1 "$tmp/out")"

columns=item,number,text,proposer,seconder,for,against,abstained,outcome,time
# refused KIND COLUMN SENTENCE WHAT ROW...; taken KIND WHAT ROW...; loaded KIND ROW...: rows without the meeting
rows() {
	case $1 in
	motions) echo "meeting,$columns" ;;
	votes) echo meeting,item,motion,person,vote ;;
	resolutions) echo meeting,item,number,verb,text ;;
	agenda) echo meeting,item,title,kind,education ;;
	*) head -n 1 "$tmp/in/$1.csv" ;;
	esac
	shift
	printf "$meeting,%s\n" "$@"
}
refused() {
	kind=$1 column=$2 expected=$3 what=$4
	shift 4
	rows "$kind" "$@" >"$tmp/$kind.csv"
	seen=$("$moothall" import --dry-run "$kind" "$tmp/$kind.csv" 2>&1)
	is "$?" 1 "$what"
	has "$seen" "column $column" "... at its column"
	has "$seen" "$expected" "... in words"
}
taken() {
	kind=$1 what=$2
	shift 2
	rows "$kind" "$@" >"$tmp/$kind.csv"
	"$moothall" import --dry-run "$kind" "$tmp/$kind.csv" >"$tmp/out" 2>&1
	ok $? "$what: $(head -n 1 "$tmp/out")"
}
loaded() {
	kind=$1
	shift
	rows "$kind" "$@" >"$tmp/$kind.csv"
	"$moothall" import --release "$kind" "$tmp/$kind.csv" >"$tmp/out" 2>&1 || { cat "$tmp/out"; exit 1; }
}

# Counts. On item 1 vote the three members, the substitute and Eve; on item 2 all but Eve; on item 3 not Col either.
taken motions "five may vote on an education matter" '1,1,x,,,5,0,,carried,'
refused motions for 'at most 5 votes in all' "... and six may not" '1,1,x,,,5,1,,carried,'
taken motions "four may vote on what is none" '2,1,x,,,4,0,,carried,'
refused motions for 'at most 6 votes in all: so many people were present, and 4 of them may vote' "a seat that votes on education alone is no vote there" \
	'2,1,x,,,8,0,,carried,'
refused motions against 'at most 4 votes in all: so many of those present may vote on this' "... nor a vote against" '2,1,x,,,,5,,lost,'
refused motions for 'at most 3 votes in all' "who has left the room for an interest is no vote" '3,1,x,,,4,0,,carried,'
refused motions for 'at most 4 votes in all' "who has not come yet is no vote" '1,1,x,,,5,0,,carried,10:29'
taken motions "... and is one from then on" '1,1,x,,,5,0,,carried,10:30'
taken motions "who leaves is one until then" '2,1,x,,,4,0,,carried,11:30'
refused motions for 'at most 3 votes in all' "... and none after" '2,1,x,,,4,0,,carried,11:31'

# Proposer and seconder.
refused motions proposer 'somebody who had come: Ada is entered as present from 10:30, and this was at 10:15' \
	"nobody moves before they come" '1,1,x,Ada,Bea,,,,carried,10:15'
refused motions seconder 'somebody who was still there: Bea is entered as present until 11:30, and this was at 11:45' \
	"nobody seconds after they left" '2,1,x,Ada,Bea,,,,carried,11:45'
refused motions proposer 'somebody who was in the room: Col declared an interest in item 3 and left for it' \
	"nobody moves who left for an interest" '3,1,x,Col,Bea,,,,carried,'
taken motions "... in that item alone" '2,1,x,Col,Bea,,,,carried,'
# The order of the minutes: item 3 was dealt with before item 2.
refused motions seconder 'Bea is entered as present until 11:30, and this was after 11:40' \
	"what comes after a vote at 11:40 was later" '3,1,x,Ada,,,,,carried,11:40' '2,1,x,Ada,Bea,,,,carried,'
refused motions proposer 'Ada is entered as present from 10:30, and this was before 10:20' \
	"what comes before a vote at 10:20 was earlier" '3,1,x,,,,,,carried,10:20' '1,1,x,Ada,,,,,carried,'
taken motions "the agenda's order says nothing where the minutes have another" '2,1,x,Ada,,,,,carried,10:40' '3,1,x,Bea,,,,,carried,'
taken motions "an order that the times contradict says nothing" '1,1,x,,,,,,carried,11:50' '2,1,x,,,,,,carried,10:10' '3,1,x,Ada,Bea,,,,carried,'

# By name.
loaded motions '1,1,x,,,3,1,,carried,11:00' '2,1,x,,,2,1,,carried,11:45' '3,1,x,,,1,1,,lost,'
taken votes "Eve votes on an education matter" '1,1,Eve,for' '1,1,Gil,against'
refused votes person 'this seat votes on education alone, and the agenda does not say that the item is an education matter' \
	"... and on nothing else" '2,1,Eve,for'
refused votes person 'somebody who may vote' "a seat without a vote has none" '1,1,Fay,for'
refused votes person 'Bea is entered as present until 11:30, and this was at 11:45' "who had left does not vote" '2,1,Bea,for'
refused votes person 'Col declared an interest in item 3 and left for it' "who left for an interest does not vote" '3,1,Col,for'
taken votes "... on the next item they do" '2,1,Col,for'

# Quorum: of those who may vote on it.
printf 'committee,from,quorum\nschools,2016-05-01,4\n' >"$tmp/terms.csv"
"$moothall" import --release terms "$tmp/terms.csv" >"$tmp/out" 2>&1 || { cat "$tmp/out"; exit 1; }
taken motions "four are a quorum of four" '2,2,x,,,4,0,,carried,11:00'
refused motions meeting 'one that can decide: its quorum is 4, and 3 of those present may vote on this' \
	"no quorum after somebody has left" '2,2,x,,,2,0,,carried,11:40'
refused motions meeting 'its quorum is 4, and 3 of those' "no quorum where an education seat would be the fourth" '3,2,x,,,2,0,,carried,'
refused resolutions meeting 'its quorum is 4, and 3 of those present may vote on this' "... nor a resolution" '3,,note,x'
taken resolutions "with Eve there is one" '1,,note,x'

# What is entered later may not contradict what is there.
loaded votes '1,1,Eve,for' '1,1,Ada,for' '3,1,Bea,for'
refused agenda education 'yes, as Eve, whose seat votes on education alone, is entered with a vote on the item' \
	"an item with such a vote stays an education matter" '1,Admissions,other,no'
refused attendance from_time 'not after 11:00, as Ada is entered with a vote on item 1' "who voted at 11:00 did not come at 11:10" 'Ada,present,,11:10,'
refused attendance to_time 'not before 11:00, as Ada is entered with a vote on item 1' "... nor leave before" 'Ada,present,,,10:50'
taken attendance "... but after" 'Ada,present,,,11:20'
refused declarations left 'no, as Bea is entered with a vote on item 3' "who voted on an item did not leave for it" 'Bea,3,other,x,yes'
refused declarations interest 'other, as Bea is entered with a vote on item 3' "... nor has a pecuniary interest" 'Bea,3,disclosable pecuniary,x,no'
loaded motions '2,3,x,Ada,Bea,,,,withdrawn,11:10'
refused declarations interest 'other, as Bea is entered as having seconded a motion under item 2' \
	"nor has who seconded a motion" 'Bea,2,disclosable pecuniary,x,no'

tap_done
