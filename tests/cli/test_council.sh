#!/bin/sh
# The council and its settings: nothing is anybody's until a council is set, and a setting is checked.
set -u
if [ -z "${MOOTHALL_TEST_PGDATA:-}" ]; then
	exec "${srcdir:-.}/tests/with-db.sh" --empty "$0" "$@"
fi
src=${srcdir:-.}
moothall=${MOOTHALL:-./moothall}
. "$src/tests/tap.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
. "$src/tests/page/cgi.sh"
sql() { PGOPTIONS='-c search_path=moothall_code,moothall' psql -qAtX -v ON_ERROR_STOP=1 -c "$1"; }
# says STATUS MESSAGE COMMAND...
says() {
	status=$1 message=$2
	shift 2
	seen=$("$moothall" "$@" 2>&1 >"$tmp/out" </dev/null)
	is "$?" "$status" "$*: exit status $status"
	has "$seen" "$message" "$*: $message"
}

"$moothall" migrate 2>/dev/null
is "$(sql "SELECT count(*) FROM setting WHERE key = 'council'")" 0 'a new database is no council'"'"'s'
says 1 'no council is set' council
says 1 'no council is set' report performance
says 1 'import the areas first' council norfolk
says 1 'no council is set' import --release "$src/sql/demo"
is "$(sql 'SELECT count(*) FROM import')" 0 '... and nothing was loaded'

"$moothall" import --release areas "$src/sql/demo/areas.csv" >/dev/null
"$moothall" import --release observations "$src/sql/demo/observations.csv" >/dev/null 2>&1
says 1 'there is no such area; councils among the areas are: ' council Camelot
says 1 'no council is set' council
says 0 'the council is Norfolk' council norfolk
says 0 '' council
is "$(cat "$tmp/out")" norfolk '... and is told'
is "$("$moothall" report performance/reports --format html | grep -c 'performance/exceptions\|performance/quarterly')" 1 'the list of reports leads to none of which nobody holds anything'
"$moothall" import --release "$src/sql/demo" >/dev/null
ok $? 'the demonstration'"'"'s figures'
says 0 '' report performance
is "$("$moothall" report performance/reports --format html | grep -c 'performance/quarterly?area=blackpool')" 1 '... and else to whom does'

# Other figures are kept of another council; back again, the same.
kept='SELECT count(*), count(DISTINCT area_id) FROM figure_kept k JOIN area a USING (area_id)
	WHERE a.area = '
before=$(sql "SELECT count(*), sum(hashtext(f::text)::bigint) FROM figure f")
says 0 'the council is Norfolk' council norfolk
is "$(sql "SELECT count(*), sum(hashtext(f::text)::bigint) FROM figure f")" "$before" 'set again, nothing changes'
says 0 'the council is Blackpool' council blackpool
is "$(sql "$kept 'norfolk'")" '0|0' 'of another council none is kept'
ok "$([ "$(sql "$kept 'blackpool'")" != '0|0' ])$?" '... but of this'
says 0 '' council norfolk
is "$(sql "SELECT count(*), sum(hashtext(f::text)::bigint) FROM figure f")" "$before" '... and back'

echo 'correct horse battery' | "$moothall" user add ann --role analyst 2>/dev/null
says 1 'you do not have the right' council norfolk --as ann
says 1 'you do not have the right' setting spc_side 8 --as ann

# Settings.
says 0 '' setting
has "$(cat "$tmp/out")" 'risk_review_months   3    months that a review' 'all with their meaning'
known=$(sql 'SELECT key FROM settings_known() ORDER BY key')
is "$(wc -l <"$tmp/out")" "$(echo "$known" | wc -l)" '... all of them'
has "$(cat "$tmp/out")" 'released by another than imported it (yes or no)' '... and of a choice what there is to choose'
says 0 '' setting --json
has "$(cat "$tmp/out")" '"setting": "spc_side"' 'as JSON'
says 1 "there is no setting \"spc_slide\"; known are: $(echo "$known" | paste -s -d, | sed 's/,/, /g')" setting spc_slide
says 1 'there is no setting "spc_slide"' setting spc_slide 7
says 1 'moothall council' setting council norfolk
for value in 2 100 7.5 '' seven 99999999999; do
	says 1 'is a whole number from 3 to 99' setting spc_trend "$value"
done
says 0 '' setting spc_trend 08
says 0 '' setting spc_trend
is "$(cat "$tmp/out")" 8 'a setting'
is "$(sql "SELECT spc_setting('spc_trend')")" 8 '... holds'
says 0 '' setting risk_review_months 12
is "$(sql 'SELECT risk_review_months()')" 12 'another'
says 2 'unexpected argument' setting a b c
for value in maybe 1 '' ye 'yes or no'; do
	says 1 "is yes or no, not \"$value\"" setting release_by_another "$value"
done
says 0 '' setting release_by_another
is "$(cat "$tmp/out")" no 'a choice is what is usual'
says 0 '' setting release_by_another Yes
says 0 '' setting release_by_another
is "$(cat "$tmp/out")" yes '... until it is chosen'
is "$(sql "SELECT detail FROM audit_event WHERE event = 'setting-changed' AND about = 'release_by_another'")" '{"value": "yes"}' \
	'what was chosen is on record'
says 0 '' setting release_by_another no

# What its papers say: texts.
says 0 '' setting council_name 'Norfolk County Council'
says 0 '' setting council_name
is "$(cat "$tmp/out")" 'Norfolk County Council' 'a text is kept as it is'
is "$(sql "SELECT detail FROM audit_event WHERE event = 'setting-changed' AND about = 'council_name'")" '{}' \
	'... and that it was changed is on record, without the words'
says 1 'is one line of at most 60 characters' setting paper_footer "$(printf '%061d' 0)"
says 1 'is one line of at most 60 characters' setting paper_header "$(printf 'one\ntwo')"
says 0 '' setting paper_footer ''
for address in performance.example.gov.uk ftp://example.gov.uk https://example.gov.uk/ 'https://example.gov.uk/?a=b' \
	'javascript:alert(1)' 'https://exa mple' 'https://'; do
	says 1 'site_address is the site' setting site_address "$address"
done
says 0 '' setting site_address https://example.gov.uk:8443/performance

# Its mark. png WIDTH HEIGHT: a PNG with an alpha channel and a comment, made here from its definition.
png() {
	python3 - "$1" "$2" <<'PY'
import struct, sys, zlib
width, height = int(sys.argv[1]), int(sys.argv[2])
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = b"".join(b"\0" + bytes(v for x in range(width) for v in (22, 58, 95, 255 if x < width // 2 else 0))
                for y in range(height))
sys.stdout.buffer.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    + chunk(b"tEXt", b"Comment\0made by Mallory") + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
PY
}
mark="SELECT width, height, alternative, position('Mallory' IN encode(png, 'escape')) FROM council_mark"
png 48 16 >"$tmp/mark.png"
says 0 'stands on the cover of packs: 48 × 16 dots' council --mark "$tmp/mark.png"
is "$(sql "$mark")" '48|16|Norfolk: mark|0' 'a mark is kept, without what else the file held'
digest=$(sql "SELECT digest FROM council_mark")
cgi GET /sign-in </dev/null
body | grep -qF "<img class=\"council-mark\" src=\"/mark/$digest\" alt=\"\" width=\"48\" height=\"16\">"
ok $? 'it stands at the head of the site'
cgi GET "/mark/$digest" </dev/null
is "$status $(grep -aic '^content-type: image/png\|^cache-control: public' "$tmp/answer")" '200 2' '... under an address of its own, to be kept'
python3 -c 'import sys; print(open(sys.argv[1], "rb").read().split(b"\r\n\r\n", 1)[1].hex())' "$tmp/answer" >"$tmp/hex"
is "$(cat "$tmp/hex")" "$(sql "SELECT encode(png, 'hex') FROM council_mark")" '... as it was kept'
cgi GET /mark/000000000000 </dev/null
is "$status" 404 '... and under no other'
says 0 '' council --mark "$tmp/mark.png" --alternative 'Half of it is blue'
is "$(sql "$mark")" '48|16|Half of it is blue|0' '... in place of the one before'
truncate -s 50M "$tmp/large.png"
says 1 'large.png is larger than the 1 MB allowed' council --mark "$tmp/large.png"
head -c 60 "$tmp/mark.png" >"$tmp/cut.png"
says 1 'it is not a PNG that can be read' council --mark "$tmp/cut.png"
sed 's/IDAT/IDAX/' "$tmp/mark.png" >"$tmp/spoilt.png"
says 1 'it is not a PNG that can be read' council --mark "$tmp/spoilt.png"
printf 'GIF89a' >"$tmp/mark.gif"
says 1 'it is not a PNG that can be read' council --mark "$tmp/mark.gif"
for size in '4001 16' '16 4001' '15 100' '3000 3000'; do
	png $size >"$tmp/size.png"
	says 1 "it is ${size% *} dots wide and ${size#* } high; a mark has 16 to 4000 either way" council --mark "$tmp/size.png"
done
says 1 'could not open' council --mark "$tmp/nowhere.png"
says 1 'you do not have the right' council --mark "$tmp/mark.png" --as ann
says 1 'choose one' council --mark "$tmp/mark.png" --no-mark
says 1 'goes with --mark' council --alternative 'Of nothing'
is "$(sql "$mark")" '48|16|Half of it is blue|0' 'none of these changes anything'
says 0 '' council --no-mark
is "$(sql "$mark")" '' 'no mark any more'
tap_done
