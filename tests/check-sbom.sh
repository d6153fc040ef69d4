#!/bin/sh
# The bill of materials: what the programs load, with its package and version, and what of it is due for an update.
set -u
src=${srcdir:-.}
. "$src/tests/tap.sh"
command -v dpkg-query >/dev/null || { echo "1..0 # SKIP this host is not Debian's"; exit 0; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$src/scripts/sbom" ./moothalld ./moothall >"$tmp/bill" 2>"$tmp/said"
is "$?:$(cat "$tmp/said")" 0: "a bill is made"
it() { python3 -c 'import json, sys; it = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$tmp/bill" "$1"; }
is "$(it 'it["bomFormat"], it["specVersion"], it["metadata"]["component"]["version"]')" \
	"('CycloneDX', '1.5', '$(./moothall --version | sed 's/.* //')')" "... as CycloneDX, of this version"
for library in qpdf pq sodium png16 hpdf cmark-gfm xlsxwriter qrencode deflate jansson z oath; do
	path=$(ldd ./moothalld ./moothall | sed -n "s/.*lib${library}[-.][^ ]* => \([^ ]*\) .*/\1/p" | head -n 1)
	package=$(dpkg -S "$(realpath "$path")" 2>/dev/null || dpkg -S "$(realpath "$path" | sed 's|^/usr||')")
	package=${package%%:*}
	is "$(it "[c['version'] for c in it['components'] if c['name'] == '$package']")" \
		"['$(dpkg-query -W -f '${Version}' "$(dpkg --print-architecture | sed "s/^/$package:/")")']" "... $library is $package, as it is installed"
done
is "$(it 'len({c["name"] for c in it["components"]}) == len(it["components"])')" True "... each once"
mkdir "$tmp/bin"
newer() { printf '#!/bin/sh\necho Listing...\necho "%s/stable 99 amd64 [upgradable from: 1]"\n' "$1" >"$tmp/bin/apt" && chmod +x "$tmp/bin/apt"; }
newer libpq5
is "$(PATH=$tmp/bin:$PATH "$src/scripts/sbom" --due ./moothalld; echo $?)" "libpq5
1" "a package that is due is named"
newer cowsay
is "$(PATH=$tmp/bin:$PATH "$src/scripts/sbom" --due ./moothalld; echo $?)" 0 "... and one that it has no part in is not"
"$src/scripts/sbom" "$tmp/none" >"$tmp/bill" 2>"$tmp/said"
is "$?:$(cat "$tmp/said")" "1:sbom: $tmp/none is no program of this host" "what is no program has none"
tap_done
