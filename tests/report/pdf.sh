# Run by test_pdf.sh in the build folder, with a database.
set -u
export LC_ALL=C.UTF-8
. "$srcdir/tests/tap.sh"
tools=$srcdir/tests/tools
tmp=$(mktemp -d "${TMPDIR:-/tmp}/moothall-report.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
meeting=childrens-services-2017-03-14
./moothall import "$srcdir/sql/demo/unreleased" >"$tmp/log" 2>&1 ||
	{ sed 's/^/# /' "$tmp/log"; echo "1..0 # the demonstration could not be loaded"; exit 1; }
# Loaded on days of their own, whatever day it is.
PGUSER=postgres psql -qX -c "UPDATE moothall.import SET loaded_at = timestamptz '2017-03-03 12:00Z' + import_id * interval '2 days'"

# What the council says of itself on its papers.
python3 -c 'import struct, zlib
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = b"".join(b"\0" + bytes(v for x in range(90) for v in (22, 58, 95, 255 if (x // 9 + y // 9) % 2 else 0)) for y in range(45))
open("'"$tmp"'/mark.png", "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 90, 45, 8, 6, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))'
{
	./moothall council --mark "$tmp/mark.png" --alternative "The council's chequers" &&
		./moothall setting site_address https://performance.norfolk.example.gov.uk &&
		./moothall setting council_name "Norfolk County Council" &&
		./moothall setting paper_header "The council at its head" && ./moothall setting paper_footer "The council at its foot"
} 2>"$tmp/said"
ok $? "the council's mark, name and words for its papers"
sed 's/^/# /' "$tmp/said"

# cover: the pack's first page has what the council says of itself.
cover() {
	pdftotext -l 1 -raw "$file" - | tr -d '\n ' >"$tmp/text"
	has "$(cat "$tmp/text")" NorfolkCountyCouncil "... names the council in full"
	address=https://performance.norfolk.example.gov.uk/meetings/$meeting/pack
	has "$(cat "$tmp/text")" "$address" "... says where the same is on the screen"
	pdftoppm -l 1 -r 150 -png "$file" "$tmp/cover" && seen=$(zbarimg -q --raw "$tmp"/cover-*.png 2>/dev/null)
	is "$seen" "$address" "... and a telephone reads it there"
	rm -f "$tmp"/cover-*.png
	is "$(pdfimages -list "$file" | awk 'NR > 2 { print $1, $4, $5 }')" "1 90 45" "... has the council's mark, and no other picture"
	/usr/bin/python3 -c 'import pikepdf, sys
with pikepdf.open(sys.argv[1]) as file:
    words = {str(o.get("/Alt")) for o in file.objects if isinstance(o, pikepdf.Dictionary) and str(o.get("/S")) == "/Figure"}
sys.exit(not {sys.argv[2], "QR code of the address " + sys.argv[3]} <= words)' "$file" "The council's chequers" "$address"
	ok $? "... which has words, as the code has"
	pdftotext -f 2 -l 2 -raw "$file" - >"$tmp/text"
	has "$(cat "$tmp/text")" "The council at its head" "the council's words are at the head"
	has "$(cat "$tmp/text")" "The council at its foot" "... and at the foot"
}

# look NAME [OPTION...]: the report as paper, checked by other people's programs, and against its page.
look() {
	name=$1
	shift
	file=$tmp/out.pdf
	./moothall report "$name" --format pdf -o "$file" "$@" 2>"$tmp/said"
	ok $? "$name $* is written"
	sed 's/^/# /' "$tmp/said"
	qpdf --check "$file" >/dev/null 2>&1
	ok $? "... and passes qpdf"
	pdffonts "$file" 2>&1 | awk 'NR > 2 && $(NF - 4) $(NF - 3) $(NF - 2) != "yesyesyes" { bad = 1 }
		END { exit NR < 3 || bad }'
	ok $? "... has its fonts, cut down, with Unicode"
	"$tools/pdfua-check" "$file" >"$tmp/said" 2>&1
	ok $? "... passes the checks of PDF/UA-1"
	grep -v '^pass' "$tmp/said" | sed 's/^/# /'
	./moothall report "$name" --format pdf -o "$tmp/again.pdf" "$@" && cmp -s "$file" "$tmp/again.pdf"
	ok $? "... is the same twice"
	pdftotext -bbox "$file" "$tmp/bbox" && awk -F'"' '/<page / { w = $2; h = $4 }
		/<word / && ($2 < 43 || $6 > w - 43 || $4 < 10 || $8 > h - 10) { print "# outside: " $0; bad = 1 }
		END { exit bad }' "$tmp/bbox"
	ok $? "... keeps to the margins"
}

# full LEVELS: no page of the file is under half full, but where a chapter ends.
full() {
	"$tools/pdf-fill" --chapters "$1" "$file" >"$tmp/said"
	ok $? "... has no page that is under half full"
	sed -n 's/.*UNDER HALF/# &/p' "$tmp/said"
}

# twin NAME: the paper's first table, the area and period under its title, is not on the page.
twin() {
	./moothall report "$1" --format html -o "$tmp/out.html" &&
		"$tools/pdf_twin" ${2-} "$file" "$tmp/out.html" >"$tmp/said" 2>&1
	ok $? "... has the tables of its page, cell by cell"
	sed 's/^/# /' "$tmp/said"
}

for name in glossary performance/commentary performance/indicators/2.8/provenance \
	performance performance/indicators/7.2 performance/indicators/6.4 performance/cards/7.2 \
	finance/revenue finance/schools finance/balances finance/reserves risks; do
	look "$name" --large-print
	twin "$name" "--standing --lists"
	look "$name"
	twin "$name" --standing
	full 0
done
# However large the print, each bar has its name and its figure: as many as the page's table has variances.
./moothall report finance/revenue --period 2017-01 --large-print --format pdf -o "$tmp/bars.pdf"
bars=$(pdftotext -raw "$tmp/bars.pdf" - | sed -n '/^Variance by line/,/^Reasons for the variances/p')
lines=$(./moothall report finance/revenue --period 2017-01 --format json |
	python3 -c 'import json, sys
rows = next(t for t in json.load(sys.stdin)["tables"] if t["key"] == "lines")["rows"]
for r in rows:
	if r.get("variance", {}).get("value") and r["line"]["text"] not in ("Total", "Sub Total"):
		print(r["variance"]["text"])' | sort)
is "$(echo "$bars" | grep -x '[+-][0-9]\.[0-9]\{3\}' | sort)" "$lines" "each bar of the variances has its figure in large print"
look "meetings/$meeting" --large-print
look "meetings/$meeting"
twin "meetings/$meeting" --standing
look "meetings/$meeting/pack" --large-print
cover
full 1
large=$(pdfinfo "$file" | awk '/^Pages:/ { print $2 }')
is "$(pdfinfo -l -1 "$file" | awk '/^Page .* size:/ && $4 > $6' | wc -l)" 0 "... and none is landscape"
twin "meetings/$meeting/pack" --lists
look "meetings/$meeting/pack"
cover
full 1
twin "meetings/$meeting/pack"
ok "$([ "$large" -le $((2 * $(pdfinfo "$file" | awk '/^Pages:/ { print $2 }'))) ])$?" "large print takes $large pages, at most twice as many"

pdftotext -raw "$file" - | tr '\n' ' ' >"$tmp/text"
page=$(pdftotext -layout "$file" - | awk '/^\f/ { page++ } { sub(/^\f/, "") } /^ *Appendix 4: Risk register *$/ { print page + 1 }')
has "$(cat "$tmp/text")" "are in appendix 4, page $page." "a link in the text names the page"
for section in looked-after-children assessments contacts-and-referrals child-protection; do
	look "performance/sections/$section"
	full 0
done
for name in performance/summary performance/exceptions finance/revenue/looked-after-children-agency-residential; do
	./moothall report "$name" --format pdf -o "$file"
	full 0
done

./moothall report performance --period 2017-02 --format pdf -o "$file"
pdftotext -raw -l 1 "$file" - >"$tmp/text"
has "$(cat "$tmp/text")" "Area Norfolk" "a report names its area"
has "$(cat "$tmp/text")" "Period February 2017" "... its period"
has "$(cat "$tmp/text")" "Figures as of 9 March 2017" "... the day of its newest figures"
grep -q -x DRAFT "$tmp/text"
ok $? "unreleased figures are a draft"
./moothall report performance --period 2017-01 --format pdf -o "$file"
pdftotext -raw "$file" - | grep -q -x DRAFT
is "$?" 1 "released ones are not"
has "$(./moothall report performance --format html)" 'href="/performance/reports">All performance reports</a>' "a way on is on the page"
is "$(pdftotext -raw "$file" - | grep -c "All performance reports")" 0 "... and not on paper"
last=$(pdfinfo "$file" | awk '/^Pages:/ { print $2 }')
is "$(pdfinfo -f "$last" -l "$last" "$file" | awk '/^Page .* size:/ { print ($4 > $6 ? "landscape" : "portrait") }')" landscape \
	"the words that close a report stay on the page of its last table"

# What cannot be written leaves the old file as it was.
cp "$file" "$tmp/old.pdf"
./moothall report performance --period 1999-01 --format pdf -o "$file" 2>/dev/null
is "$?" 1 "what is refused"
cmp -s "$file" "$tmp/old.pdf"
ok $? "... leaves the old file"
./moothall report risks --format pdf >/dev/full 2>"$tmp/said"
is "$?" 1 "a full disk is a failure"
has "$(cat "$tmp/said")" "space" "... that says why"
(ulimit -f 8 && trap '' XFSZ && ./moothall pack "$meeting" -o "$file" 2>"$tmp/said")
is "$?" 1 "a file that cannot grow is a failure"
cmp -s "$file" "$tmp/old.pdf"
ok $? "... and leaves the old file"
./moothall report risks --format csv --large-print >/dev/null 2>"$tmp/said"
has "$(cat "$tmp/said")" "only a pdf comes in large print, not csv" "large print is paper's"

# A link that leads nowhere is refused with its line when the paper comes in.
mkdir "$tmp/papers"
printf '# One\n\nSee [there](#one), [here](#appendix-2) and [it](#1.1).\n\n1.1 Text.\n' >"$tmp/papers/paper.md"
seen=$(./moothall import papers "$tmp/papers/paper.md" 2>&1)
has "$seen" 'line 3: there is no heading or numbered paragraph "#appendix-2" in this paper' \
	"a link that leads nowhere is named with its line"
tap_done
