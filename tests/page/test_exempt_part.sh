#!/bin/sh
# An exempt part of a paper, from its form to the editions of the published pack: who says why it is exempt, what is said
# at which field, and which bytes each reader is served.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --demo "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'end_server; rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
readers='molly mary named oscar sam anna carl chris alma'
./tests/page/prepare molly member mary member named member oscar officer sam officer anna analyst carl committee_officer \
	chris chief_officer alma auditor || { echo "1..0 # the database could not be prepared"; exit 1; }
called() { superuser "INSERT INTO person_called SELECT '$2', person_id FROM person WHERE username = '$1'"; }
called molly "$(superuser "SELECT s.person FROM seat s WHERE s.committee = 'childrens-services' AND NOT s.vacant
  AND s.capacity = 'Member' ORDER BY s.entry LIMIT 1")"
called oscar 'Ms Lead'
called named 'Cllr N Amed'
for reader in $readers; do
	sign_in "$reader"
	eval "session_$reader=\$session"
done
serve
ask() {	# READER ADDRESS
	eval "session=\$session_$1"
	get "$2"
}

meeting=mu-2090 form=/papers/price.md/exempt/price
mkdir -p "$tmp/in/papers"
printf 'committee,meeting,date,time,venue\nchildrens-services,%s,2090-03-14,10:00,Room\n' $meeting >"$tmp/in/meetings.csv"
printf 'meeting,item,title,kind,lead,report\n%s,1,Homes for children,report,Ms Lead,price.md\n' $meeting >"$tmp/in/agenda.csv"
printf '## Purpose\n\nHomes are bought.\n\n{{exempt price}}\n\nZxqprice is what they cost.\n\n{{end-exempt}}\n\nThe end.\n' \
	>"$tmp/in/papers/price.md"
"$moothall" import --release "$tmp/in" >"$tmp/out" 2>&1
ok $? "a paper with an exempt part: $(tail -n 1 "$tmp/out")"

# Who says why.
for reader in oscar carl chris; do
	ask $reader $form
	is "$status" 200 "$reader comes to the form"
done
ask anna $form
is "$status" 403 "who may not read the part does not"
page_has 'nly who reads this part and leads on the item, and committee and chief officers, say why it is exempt' "... in words"
ask sam $form
is "$status" 404 "for an officer who does not lead there is no such paper"
for reader in molly mary alma; do
	ask $reader $form
	is "$status" 403 "$reader comes to no paper"
done
ask oscar /papers/price.md/exempt/cost
is "$status" 404 "a part that there is not"
page_has 'he paper has no exempt part' "... in words"
ask anna /papers/price.md
page_lacks Zxqprice "an analyst does not read the part in the paper"

# What is refused is so at its field, and what was typed stays.
fill() {	# the form, as it should be but for what is set before
	ask oscar $form
	send $form since= paragraph="${paragraph-3}" reason="${reason-What each home costs}" \
		public_interest="${interest-Bids to come would follow it}" audience="${audience-committee}" \
		audience_names="${names-}" approved_by="${approved-Ms Monitor, monitoring officer}" review="${review-1 May 2090}"
}
refused() {	# FIELD WORDS WHAT
	is "$status" 422 "$3"
	body | tr -d '\n' | grep -q "id=\"$1-error\"[^>]*>[^<]*\(<[^>]*>[^<]*<[^>]*>\)*[^<]*$2"
	ok $? "... at its field"
	[ "$1" = reason ] || page_has 'What each home costs' "... and what was typed stays"
}
paragraph='' fill
refused paragraph '' "no paragraph"
reason='' fill
refused reason '' "no reason"
interest='' fill
refused public_interest '' "no public-interest test"
approved='' fill
refused approved_by '' "nobody who approved it"
review='' fill
refused review '' "no day of review"
review='13 March 2090' fill
refused review 'the meeting is on 14 March 2090' "exempt until a day before the meeting"
audience=persons fill
refused audience_names '' "named persons without a name"
review='31 February 2090' fill
refused review '' "a day that there is not"
is "$(superuser "SELECT count(*) FROM exemption")" 0 "nothing of it is kept"
ask carl /meetings/$meeting/preflight
page_has 'The exempt part “price” has no record of why it is exempt.' "the preflight finds the part without a record"
ask carl /meetings/$meeting/publish
send /meetings/$meeting/publish despite=
is "$status" 422 "... and it stops the pack"
fill
is "$status" 303 "the record is entered"
ask carl $form
page_has 'What each home costs' "... and stands in the form"
ask oscar $form
send $form since=0 paragraph=3 reason=Other public_interest=Other audience=committee audience_names= approved_by=Other \
	'review=1 May 2090'
is "$status" 409 "a second one who began before is told"
page_has 'Other' "... and what they typed stays"
ask carl /meetings/$meeting/preflight
page_lacks 'The exempt part' "the preflight has nothing to say of it"

# Which edition each reader is served.
"$moothall" publish $meeting --despite 'made up' >"$tmp/out" 2>&1
ok $? "the pack is published: $(tail -n 1 "$tmp/out")"
edition() {	# READER: what they read of the part, and the hash of their file
	ask "$1" "/meetings/$meeting/pack"
	reads=public
	! grep -q Zxqprice "$tmp/answer" || reads=part
	grep -q 'The end\.' "$tmp/answer" || reads="$reads without the paper: $status"
	ask "$1" "/meetings/$meeting/pack.pdf"
	body >"$tmp/$1.pdf"
	! pdftotext "$tmp/$1.pdf" - | grep -q Zxqprice || reads="$reads, in print too"
}
served() {	# EXPECTED READER…
	expected=$1
	shift
	for reader in "$@"; do
		edition "$reader"
		is "$reads" "$expected" "$reader reads ${expected%%,*} of the paper"
	done
}
one_file() { # WHAT READER…
	what=$1
	shift
	is "$(for reader in "$@"; do sha256sum <"$tmp/$reader.pdf"; done | sort -u | wc -l)" 1 "$what"
}
superuser "UPDATE meeting SET published = today() WHERE meeting = '$meeting'"
served 'part, in print too' molly oscar carl chris
served public mary named sam anna alma
one_file "who may not is served the same bytes" mary named sam anna alma
one_file "who may is, too" molly oscar carl chris
looks() { superuser "SELECT count(*) FROM audit_event WHERE event = 'pack-read' AND about = '$meeting' AND detail::text LIKE '%part%'"; }
before=$(looks)
edition molly
[ "$(looks)" -gt "$before" ]
ok $? "each look at the part is on record"
before=$(looks)
edition mary
is "$(looks)" "$before" "... and at the paper without it none"

# Somebody else may read it from now on: they are served the other bytes, and who no longer may, those without it.
ask carl $form
since=$(superuser "SELECT max(entry) FROM exemption")
send $form "since=$since" paragraph=3 'reason=What each home costs' 'public_interest=Bids to come' audience=persons \
	'audience_names=Cllr N Amed' 'approved_by=Ms Monitor' 'review=1 May 2090'
is "$status" 303 "named persons alone may read it"
served 'part, in print too' named oscar carl chris
served public molly mary sam anna alma
one_file "who no longer may is served what the others are" molly mary sam anna alma
tap_done
