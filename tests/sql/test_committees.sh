#!/bin/sh
# What a committee has beside its meetings: kinds of body, seats, terms of reference, substitutes, programme, training,
# cover texts, groups' meetings and joining links; what an import refuses of them, and what pages and packs say. The
# committee is made up after a scrutiny sub-committee of five members with named substitutes.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sql() { PGUSER=postgres PGOPTIONS='-c search_path=moothall_code,moothall -c jit=off' psql -qAtX -v ON_ERROR_STOP=1 -F ' ' -c "$1"; }
# refused KIND HEADER LINES COLUMN EXPECTED DESCRIPTION: one file of a kind, and what it leads to
refused() {
	printf '%s\n%b\n' "$2" "$3" >"$tmp/$1.csv"
	seen=$("$moothall" import --dry-run "$1" "$tmp/$1.csv" 2>&1)
	is "$?" 1 "$6"
	has "$seen" "column $4:" "... at its column"
	has "$seen" "$5" "... with what is expected"
}
# column TABLE NAME REPORT [OPTION...]
column() {
	table=$1 name=$2
	shift 2
	"$moothall" report "$@" --format csv --table "$table" 2>&1 | tr -d '\r' | python3 -c '
import csv, sys
print("|".join(row[sys.argv[1]] for row in csv.DictReader(sys.stdin)))' "$name"
}
year=$(sql "SELECT date_part('year', lower(municipal_year(today())))")
mkdir "$tmp/in"
cat >"$tmp/in/committees.csv" <<'END'
committee,name,kind,parent
scrutiny,Scrutiny Committee,,
care,Care Scrutiny Sub-Committee,sub-committee,scrutiny
END
cat >"$tmp/in/seats.csv" <<'END'
committee,person,capacity,group,votes_on,voting,from,to
care,Ann First,Chair,Conservative,,,2020-06-29,
care,Bob Second,Member,Labour,,,2020-06-29,
care,Cas Third,Member,Conservative,all,yes,2020-06-29,
care,,Member,Liberal Democrat,,,2020-06-29,
care,,Member,Liberal Democrat,,,2020-06-29,
care,Gil Parent,Parent governor representative,,education,,2020-06-29,
care,,Parent governor representative,,education,,2020-06-29,
care,Hel Church,Church representative,,education,yes,2020-06-29,
care,Ivo Adviser,Co-opted adviser: Schools Forum,,,no,2020-06-29,
care,Old Chair,Chair,Conservative,,,2019-01-01,2020-06-28
END
cat >"$tmp/in/terms.csv" <<'END'
committee,from,text,size,quorum,substitutes,meetings_a_year,decides,minority_views,annual_report,question_days,casting_vote,recorded_vote
care,2020-06-29,"## Purpose

It looks into **care**.",5,3,named,4,no,yes,yes,3,yes,2
care,2018-01-01,Earlier words.,7,4,any,2,no,,,,,
END
cat >"$tmp/in/substitutes.csv" <<'END'
committee,person,group,from,to
care,Sue Instead,Conservative,2020-06-29,
care,Tom Instead,Labour,2020-06-29,2021-05-06
care,,Liberal Democrat,2020-06-29,
END
cat >"$tmp/in/meetings.csv" <<END
committee,meeting,date,time,venue,link,published,held
care,care-2020,2020-10-07,14:00,Virtual meeting,https://watch.example/care,2020-09-29,by link
care,care-1,$year-06-07,10:00,Hall,,$year-05-01,
care,care-2,$year-09-07,10:00,Hall,,,
END
printf 'meeting,item,title,kind\ncare-2020,1,Apologies,apologies\n' >"$tmp/in/agenda.csv"
printf 'meeting,name,phone\ncare-2020,Ms Clerk,01603 000000\n' >"$tmp/in/contacts.csv"
cat >"$tmp/in/programme.csv" <<'END'
committee,meeting,month,title,purpose,lead
care,,2099-03,Prevention,,
care,,2099-02,Effective practice,To see how it is done,Director
care,,2016-01,Long ago,,
care,,,When there is time,,
END
cat >"$tmp/in/training.csv" <<'END'
committee,date,title,kind,place,person
care,2020-09-01,Children's services,training,Hall,
care,2020-09-01,Children's services,training,Hall,Bob Second
care,2020-09-01,Children's services,training,Hall,Ann First
END
# The council's are of a day after those of the demonstration.
cat >"$tmp/in/cover_texts.csv" <<'END'
committee,key,text,from
,filming,This meeting may be filmed by anybody.,2020-10-02
,filming,Filming is announced to the chair.,2020-10-03
,filming,Of later years.,2030-01-01
,access,Large print: call 0344 000 0000 or (textphone) 18001 0344 000 0000.,2020-10-02
,telephones,Turn off your telephones.,2020-10-02
care,telephones,,2020-01-01
care,by_link,It is held under the Regulations of 2020.,2020-04-04
,joining,Members do not follow this link.,2020-10-02
,signatory,"Head of Paid Service
Norwich",2020-10-02
END
cat >"$tmp/in/group_meetings.csv" <<'END'
meeting,group,time,room
care-2020,Conservative,09:00,Room 1
care-2020,Labour,09:15,
END
printf 'meeting,link\ncare-2020,https://join.example/care\n' >"$tmp/in/joining_links.csv"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "a sub-committee with all that it has: $(tail -n 3 "$tmp/out" | tr "\n" " ")"

# The page of the committee.
page=$("$moothall" report committees/care --format html)
has "$page" '<dt>What it is</dt><dd>Sub-committee</dd>' "what kind of body it is"
has "$page" '<dt>It reports to</dt><dd><a href="/committees/scrutiny">Scrutiny Committee</a></dd>' "... to whom it reports"
has "$("$moothall" report committees/scrutiny --format html)" '<a href="/committees/care">Care Scrutiny Sub-Committee</a>' "the other way too"
has "|$(column committees name committees)" "|Scrutiny Committee|Care Scrutiny Sub-Committee" "the list has it below"
has "$page" 'It makes recommendations and decides nothing itself' "its powers"
has "$page" 'Received 3 working days before the meeting at the latest' "questions"
has "$page" 'By name, if 2 members ask for it' "recorded votes"
is "$(column checks rule committees/care)" "Seats|Vacancies|Chair|Quorum|Substitutes|Meetings" "what is checked"
is "$(column checks found committees/care)" "3 seats are held, 2 vacant|3 seats are vacant: Liberal Democrat vacancy, Liberal Democrat vacancy, Vacancy|Ann First|It can be reached: 3 seats are held|1 is named, 1 place is vacant|2 meetings are entered for the municipal year May $year to April $((year + 1))" \
	"... what is found"
is "$(column checks state committees/care)" "as it should be|not as it should be|as it should be|as it should be|as it should be|not as it should be" "... and whether it is so"
is "$(column membership person committees/care)" "Ann First|Bob Second|Cas Third|Liberal Democrat vacancy|Liberal Democrat vacancy|Gil Parent|Vacancy|Hel Church|Ivo Adviser" "who sits, and which seats nobody has"
is "$(column membership voting committees/care)" "yes|yes|yes|yes|yes|on education only|on education only|on education only|no" "on what each may vote"
is "$(column substitutes person committees/care)" "Sue Instead|Liberal Democrat vacancy" "named substitutes of today"
is "$(column programme at committees/care)" "February 2099|March 2099|not fixed yet" "the programme of what is to come, in its order"
is "$(column training people committees/care)" "Ann First, Bob Second" "who came to a training"
has "$page" "It looks into <strong>care</strong>." "the words of its terms"
has "$page" "Terms of reference, agreed 29 June 2020" "... agreed when"
is "$(column versions until committees/care)" "until they are changed|28 June 2020" "their versions by day"
has "$("$moothall" report committees/care --edition 2019-05-01 --format html)" "Earlier words." "... which can be read"
has "$("$moothall" report committees/care --edition 2017-05-01 --format html)" "None were agreed yet on that day." "... and those of no day"

# What others ask.
is "$(sql "SELECT t.quorum, t.substitutes FROM committee_terms('care', '2020-06-28') t")" "4 any" "the terms of a day"
is "$(sql "SELECT count(*) FROM committee_terms('care', '2017-12-31')")" 0 "... before the first"
is "$(sql "SELECT is_named_substitute('care', 'Tom Instead', '2021-05-06'), is_named_substitute('care', 'Tom Instead', '2021-05-07'),
	is_named_substitute('care', 'Ann First', '2020-10-07'), is_named_substitute('care', 'Liberal Democrat vacancy', '2020-10-07')")" "t f f f" "who is a named substitute, from when to when"
is "$(sql "SELECT substitute_wanted('care', 'Sue Instead', 'Ann First', '2020-10-07') IS NULL")" t "one takes the place of a member of their group"
is "$(sql "SELECT substitute_wanted('care', 'Sue Instead', 'Bob Second', '2020-10-07')")" "a named substitute of the group Labour, to which Bob Second belongs" "... and of no other"
is "$(sql "SELECT substitute_wanted('care', 'Una Known', 'Bob Second', '2020-10-07')")" "one of the named substitutes: Sue Instead, Tom Instead" "who is not named"
is "$(sql "SELECT substitute_wanted('care', 'Una Known', 'Bob Second', '2019-10-07') IS NULL")" t "... could under the earlier terms"
is "$(sql "SELECT by_link_allowed('2020-04-03'), by_link_allowed('2020-04-04'), by_link_allowed('2021-05-06'), by_link_allowed('2021-05-07')")" "f t t f" \
	"the days of SI 2020/392"

# The meeting and its pack.
page=$("$moothall" report meetings/care-2020 --format html)
has "$page" 'By link: nobody meets in a room' "that it is held by link"
has "$page" 'https://join.example/care' "the operator sees the joining link"
has "$page" '<th scope="row" class="text">Labour</th><td class="text">09:15</td>' "when the groups meet"
for user in first:member second:member clerk:committee_officer chief:chief_officer auditor:auditor sue:member; do
	printf 'correct horse battery\n' | "$moothall" user add "${user%:*}" --role "${user#*:}"
done
sql "INSERT INTO person_called SELECT c.name, p.person_id FROM person p JOIN (VALUES ('first', 'Ann First'), ('sue', 'Sue Instead')) c (username, name) USING (username)" >/dev/null
for user in first sue clerk; do
	has "$("$moothall" report meetings/care-2020 --format json --as $user)$("$moothall" report meetings/care-2020 --format html --as $user)" \
		join.example "$user is told how to join"
done
for user in second chief auditor; do
	lacks "$("$moothall" report meetings/care-2020 --format html --as $user)" join.example "$user is not"
done
pack=$("$moothall" pack care-2020 | pdftotext -layout - - | tr -s ' \n' ' ')
has "$pack" 'It is held under the Regulations of 2020. Everybody can watch the meeting online: https://watch.example/care Members do not follow this link.' "the pack says how it is held"
has "$pack" 'Filming is announced to the chair.' "... what held on its day"
lacks "$pack" 'may be filmed by anybody' "... and not before"
lacks "$pack" 'Turn off your telephones' "the committee has none of the council's telephones"
has "$pack" 'Large print: call 0344 000 0000 or (textphone) 18001 0344 000 0000.' "how to get it in another form"
lacks "$pack" 'please contact the committee officer, and we will' "... in the council's words alone"
has "$pack" 'Head of Paid Service Norwich Date agenda published: 29 September 2020' "who signs it, and when it was published"
has "$pack" 'Named substitutes' "who may take whose place"
has "$pack" 'Parent governor representatives' "who else sits"
has "$pack" 'Church representative (voting on education only)' "... and votes on what"
has "$pack" 'Conservative 09:00 Room 1' "group meetings"
lacks "$pack" join.example "the joining link is never printed"
printf '%s\n' "committee,meeting,date,time,venue,published" 'care,care-before,2020-10-02,10:00,Hall,2020-09-20' >"$tmp/meetings.csv"
"$moothall" import --release meetings "$tmp/meetings.csv" >/dev/null 2>&1
pack=$("$moothall" report meetings/care-before/pack --format html)
has "$pack" 'This meeting may be filmed by anybody.' "an earlier meeting has the earlier text"
lacks "$pack" 'held under the Regulations' "... and one in person says nothing of links"

# What is refused.
c=committee,name,kind,parent
refused committees "$c" 'x,X,board,' kind 'one of committee, sub-committee, task-and-finish group' "another kind of body"
refused committees "$c" 'x,X,sub-committee,' parent 'the committee that it reports to' "a sub-committee of none"
refused committees "$c" 'x,X,sub-committee,x' parent 'another committee' "... of itself"
refused committees "$c" 'scrutiny,S,sub-committee,care' parent 'does not report to scrutiny itself' "... of one that reports to it"
s=committee,person,capacity,group,votes_on,voting,from,to
refused seats "$s" 'care,New Chair,Chairman,,,,2020-09-01,' capacity 'a seat that nobody has then: Ann First is Chair' "two chairs"
refused seats "$s" 'scrutiny,A,Chair,,,,,\nscrutiny,B,Chair,,,,2021-01-01,' capacity 'A is Chair' "... in one file"
refused seats "$s" 'care,Bob Second,Co-opted adviser: Health,,,,,' capacity 'the only seat of Bob Second then: they are Member already' "a person in two capacities"
refused seats "$s" 'care,Gil Parent,Parent governor representative,,none,yes,,' votes_on 'what voting says (yes)' "a vote that is said twice"
refused seats "$s" 'care,Bob Second,Member,,,,2021-01-01,2020-01-01' to 'on or after 2021-01-01' "a seat that ends before it begins"
printf '%s\n' "$s" 'care,Ann First,Chair,Conservative,,,2020-06-29,2020-12-31' 'care,Bob Second,Member,Labour,,,2020-06-29,2020-12-31' 'care,Bob Second,Chair,Labour,,,2021-01-01,' >"$tmp/seats.csv"
"$moothall" import --dry-run seats "$tmp/seats.csv" >"$tmp/out" 2>&1
ok $? "a chair after another, out of the members: $(tail -n 1 "$tmp/out")"
t=committee,from,size,quorum,substitutes
refused terms "$t" 'care,2021-01-01,3,4,' quorum 'at most 3, as many as there are seats' "a quorum of more than there are"
refused terms "$t" 'care,2021-01-01,0,,' size 'a whole number from 1 to 200' "a committee of nobody"
refused terms "$t" 'nobody,2021-01-01,3,,' committee 'care' "terms of a committee that there is not"
refused substitutes committee,person,group,from,to 'care,Cas Third,,,' person 'somebody who does not sit on the committee then: they are Member' "a member as substitute"
refused programme committee,meeting,month,title 'care,,2099-13,X' month 'a month such as 2017-03' "a month that is none"
refused programme committee,meeting,month,title 'care,childrens-services-2017-03-14,,X' meeting 'a meeting of the committee care' "another committee's meeting"
refused training committee,date,title,person 'care,2099-01-01,X,Bob Second' date 'today or earlier' "who came to what is to come"
refused cover_texts committee,key,text,from ',music,X,2020-01-01' key 'by_link' "a text that packs have not"
m=committee,meeting,date,time,venue,link,published,held,change,change_reason
refused meetings "$m" 'care,x,2021-05-07,10:00,Hall,,,by link,,' held 'no law lets a meeting be held by link on 7 May 2021' "a meeting by link after the law ended"
refused meetings "$m" 'care,x,2021-05-07,10:00,Hall,,,,cancelled,' change_reason 'why it is cancelled' "one that is cancelled without a reason"
refused meetings "$m" 'care,x,2021-05-07,10:00,Hall,,,,,Snow' change_reason 'neither cancelled nor moved' "a reason without a change"
refused joining_links meeting,link 'care-2020,https://watch.example/care' joining "another link than the public" "the public's stream as the joining link"
"$moothall" setting meetings_by_link '2020-04-04 to 2021-05-06, 2021-05-07 to'
printf '%s\n' "$m" 'care,x,2031-05-07,10:00,Hall,,,by link,,' >"$tmp/meetings.csv"
"$moothall" import --dry-run meetings "$tmp/meetings.csv" >/dev/null 2>&1
ok $? "where a law allows it again it is entered"
seen=$("$moothall" setting meetings_by_link '2021-05-06 to 2020-04-04' 2>&1)
is "$?" 1 "days that are none are no setting"
has "$seen" 'is no span of days such as 2020-04-04 to 2021-05-06' "... in words"
tap_done
