# shellcheck shell=sh disable=SC2034,SC2046,SC2086,SC2154 # the variables are the sourcing test's
# For the tests of who may see what: source it, with tmp set to a folder, under tests/with-db.sh --demo. A user for each
# role and more, signed in; databases with and without what some of them may not see; each behind nginx.
: "${tmp:?}"
export LC_ALL=C MOOTHALL_PROCESSES=1 MOOTHALL_PASSWORD_MEMORY_MB=19
chmod 755 "$tmp"
daemons='' workers=2
end() {
	for pid in $daemons $(cat "$tmp"/*.pid 2>/dev/null); do kill "$pid" 2>/dev/null; done
	wait 2>/dev/null
	rm -rf "$tmp"
}
trap end EXIT
trap 'exit 1' INT TERM HUP
superuser() { psql -U postgres -qAtX -v ON_ERROR_STOP=1 "$@"; }

# The readers, by their user names; "nobody" is not signed in, and "gone" is disabled while signed in.
cat >"$tmp/readers" <<'END'
none
admin admin
auditor auditor
member member
stranger member
clerk committee_officer
analyst analyst
two analyst,auditor
finance finance
officer officer
author officer
chief chief_officer
gone analyst,chief_officer,committee_officer
END

# load CLASS [OPTIONS]: what some may not see, into the database that PGDATABASE names.
load() {
	class=$1
	shift
	./moothall import "$@" "$src/tests/access/canaries/$class" >"$tmp/said" 2>&1 || { cat "$tmp/said" >&2; exit 1; }
}
attach() { ./moothall attach "$1" "$2" "$tmp/$3" --title "$4" >"$tmp/said" 2>&1 || { cat "$tmp/said" >&2; exit 1; }; }
# add CLASS...: the same, with what is no import.
add() {
	for of in "$@"; do
		case $of in
		figures) load unreleased ;;
		unreleased) load unreleased && load democratic ;;
		ledger | plain)	# at the same time, so that nothing but what is in them differs
			load "$of" --release
			superuser -d "$PGDATABASE" -c "UPDATE moothall.import SET loaded_at = '2017-02-08', released_at = '2017-02-08'
				WHERE import_id = (SELECT max(import_id) FROM moothall.import)" || exit 1 ;;
		people) ./tests/page/prepare zxquser officer >/dev/null && superuser -d "$PGDATABASE" -c "UPDATE moothall.person
			SET name = 'Zxqpersonname' WHERE username = 'zxquser'" || exit 1 ;;
		block) ;;
		*) load "$of" --release ;;
		esac
		case $of in
		exempt)
			attach childrens-services-2017-03-14 29 zxqexemptfile.pdf Zxqexemptattached
			written zxqexemptname.md childrens-services-2017-03-14 29 Zxqexemptdraft ;;
		other)
			attach other-2017-03-01 2 zxqotherfile.pdf Zxqotherattached
			written zxqothername.md other-2017-03-01 2 Zxqotherdraft ;;
		draft)
			attach childrens-services-2017-05-09 3 zxqdraftfile.pdf Zxqdraftattached
			written zxqdraftname.md childrens-services-2017-05-09 3 Zxqdraftdraft ;;
		block) parted Zxqblock ;;
		unreleased) attach childrens-services-2017-03-14 30 zxqitemfile.pdf Zxqitemattached ;;
		esac
	done
}

# written PAPER MEETING ITEM WORD: a version of a paper that was written on the site, with all that hangs on one.
written() {
	superuser -d "$PGDATABASE" -c "SET search_path = moothall; BEGIN;
		INSERT INTO paper_version (paper, version, meeting, item, text, saved_person, saved_by)
			SELECT '$1', 1, '$2', '$3', '$4text', person_id, '$4saved' FROM person WHERE username = 'chief';
		INSERT INTO paper_step (paper, step, version, state, note, made_person, made_by)
			SELECT '$1', 1, 1, 'finance', '$4note', person_id, '$4made' FROM person WHERE username = 'chief';
		INSERT INTO paper_figure VALUES ('$1', 1, 1, '$4figure', '987654.3', true);
		INSERT INTO paper_comment (paper, comment, version, place, passage, words, made_person, made_by)
			SELECT '$1', 1, 1, 0, '$4passage', '$4words', person_id, '$4made' FROM person WHERE username = 'chief';
		COMMIT" || exit 1
}

# parted WORD: what is exempt in the paper of the item that is not, and what hangs on that.
parted() {
	superuser -d "$PGDATABASE" -c "SET search_path = moothall; BEGIN;
		UPDATE paper_block SET text = E'$1text costs £987,654.3 a year.\n\n| $1column | Sum |\n| --- | --: |\n| $1row | 987,654.3 |'
			WHERE block = 'terms';
		INSERT INTO paper_figure (paper, version, place, reference, shown, open, block) VALUES ('parted.md', 1, 10001, '$1figure', '987654.3', true, 'terms');
		INSERT INTO paper_comment (paper, comment, version, place, passage, words, made_person, made_by, block)
			SELECT 'parted.md', 1, 1, 1, '{{exempt terms}}', '$1words', person_id, '$1made', 'terms' FROM person
			WHERE username = 'chief';
		COMMIT" || exit 1
}

# people_add: all readers, with their seats and what they wrote.
people_add() {
	./tests/page/prepare none '' $(sed 1d "$tmp/readers") || exit 1
	superuser -c "INSERT INTO moothall.person_called SELECT c.name, p.person_id FROM moothall.person p JOIN (VALUES
		('member', 'Mr R Smith'), ('stranger', 'Ms Else Where'), ('author', 'Ann Author (made up)')) c (username, name)
		USING (username)"
}

# serve NAME...: processes for each database, and an nginx whose socket $tmp/NAME leads to them.
serve() {
	for name in "$@"; do
		PGUSER=moothall_app PGDATABASE=$name spawn-fcgi -n -s "$tmp/$name.fcgi" -M 0666 -- \
			./moothall-workers "$workers" ./moothalld >>"$tmp/log" 2>&1 &
		daemons="$daemons $!"
		{
			[ "$(id -u)" -ne 0 ] || echo "user nobody nogroup;"
			echo "pid $tmp/$name.pid; error_log $tmp/nginx.log; worker_processes 1;"
			echo "events { worker_connections 64; }"
			echo "http {"
			for kind in client_body proxy fastcgi uwsgi scgi; do
				echo "${kind}_temp_path $tmp/temp-$name-$kind;"
			done
			# A request has no name of its own: answers are compared byte by byte.
			sed "s|@LISTEN@|unix:$tmp/$name|; s|@SOCKET@|$tmp/$name.fcgi|; s|@ERRORS@|$src/nginx|; s|@LOG@|$tmp/access.log|
				s|rate=30r/m|rate=1000000r/s|; s|burst=30|burst=1000|
				s|REQUEST_ID \$request_id|REQUEST_ID 00000000000000000000000000000000|" "$src/nginx/moothall.conf"
			echo "}"
		} >"$tmp/$name.conf"
	done
	for name in "$@"; do
		while ! [ -S "$tmp/$name.fcgi" ] && kill -0 $daemons; do sleep 0.05; done
		nginx -e "$tmp/nginx.log" -c "$tmp/$name.conf" 2>>"$tmp/nginx.log" || { cat "$tmp/nginx.log" >&2; exit 1; }
	done
}
# processes: of each database that is served by one worker its name, the worker and the server's process, in
# $tmp/processes: what tests/bench/worked.py looks at.
processes() {
	sleep 1
	for pid in $daemons; do
		child=$(pgrep -P "$pid" | head -n 1)
		name=$(tr '\0' '\n' <"/proc/$child/environ" | sed -n 's/^PGDATABASE=//p')
		curl -s -o "$tmp/none" --unix-socket "$tmp/$name" http://localhost/healthz
		echo "$name $child $(psql -U postgres -qAtXc "SELECT pid FROM pg_stat_activity WHERE datname = '$name' AND usename = 'moothall_app'")"
	done >"$tmp/processes"
}
stop() {
	kill $daemons $(cat "$tmp"/*.pid)
	wait $daemons 2>/dev/null
	daemons=
	for pid in "$tmp"/*.pid; do
		while [ -e "$pid" ]; do sleep 0.05; done
	done
	rm -f "$tmp"/*.fcgi
}

# base: the demonstration, with the readers, signed in: their cookies in $tmp/cookies.
base() {
	people_add
	load base --release
	superuser -c "INSERT INTO moothall.paper_version (paper, version, meeting, item, text, saved_person, saved_by)
		SELECT 'parted.md', 1, 'childrens-services-2017-03-14', '27',
			E'What everybody reads.\n\n{{exempt terms}}\n\nWhat is drafted.\n\n{{end-exempt}}\n', person_id, 'chief'
		FROM moothall.person WHERE username = 'chief'" || exit 1
	for file in zxqexemptfile zxqotherfile zxqdraftfile zxqitemfile; do
		./moothall report risks --format pdf -o "$tmp/$file.pdf" || exit 1
	done
	serve moothall
	python3 "$src/tests/access/ask.py" sign-in "$tmp/moothall" "$tmp/readers" >"$tmp/cookies" || exit 1
	stop
	./moothall user disable gone 2>/dev/null || exit 1
	# What administers asks for a proof that is new, however long the test takes.
	superuser -c "UPDATE moothall.session SET fresh_at = 'infinity'"
	echo "nobody AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" >>"$tmp/cookies"
}
# copy NAME FROM CLASS...: another database, as FROM and with what is of the classes.
copy() {
	name=$1
	superuser -d postgres -c "CREATE DATABASE $name OWNER moothall_owner TEMPLATE $2"
	shift 2
	PGDATABASE=$name
	add "$@"
	PGDATABASE=moothall
}
