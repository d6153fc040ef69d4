#!/bin/sh
# check-layers.sh: which folder may include which; a new arrow is settled in docs/architecture.md first.
# Libraries have one folder too: whoever else wants them asks that folder.
srcdir=${srcdir:-$(dirname "$0")/..}
cd "$srcdir" || exit 99

allowed() {
  case $1 in
    base) echo ;;
    conf | doc) echo base ;;
    db) echo base conf ;;
    auth) echo base db conf ;;
    out) echo base doc ;;
    report) echo base doc db auth ;;
    intake) echo base db ;;
    http) echo base conf ;;
    page) echo base http auth report intake doc out db conf ;;
    cli) echo base auth report intake doc out db conf ;;
    *) echo none ;;
  esac
}
# Rooms of a folder that a room of it may ask, besides the folder's own files.
rooms() {
  case $1 in
    out/chart | out/xlsx) echo data ;;
    out/html) echo chart data ;;
    out/pdf) echo attach ;;
    report/committee | report/performance) echo paper ;;
    *) echo ;;
  esac
}
# room FILE: the first folder below that of the layer, "" if it stands there itself.
room() {
  case ${1#*/*/} in */*) under=${1#*/*/} && echo "${under%%/*}" ;; *) echo ;; esac
}
library() {
  case $1 in
    hpdf*.h | png.h | qrencode.h | libdeflate.h | xlsxwriter.h | qpdf/*.h) echo out ;;
    liboath/*.h) echo auth ;;
    libpq*.h) echo db ;;
    fcgi*.h) echo http ;;
    csv.h | zip.h | expat.h) echo intake ;;
    cmark-gfm*.h) echo doc ;;
    *) echo ;;
  esac
}

count=0 failures=0
report() {
  count=$((count + 1))
  if [ -z "$2" ]; then
    echo "ok $count - $1"
  else
    failures=$((failures + 1))
    echo "not ok $count - $1"
    printf '%s' "$2" | sed 's/^/# /'
  fi
}

for layer in base conf db auth doc out report intake http page cli; do
  may=" $(allowed $layer) $layer "
  wrong=
  # shellcheck disable=SC2044 # none of our names has a blank
  for file in $(find "src/$layer" "include/$layer" -name '*.[ch]' 2>/dev/null); do
    for header in $(sed -n 's/^[ \t]*#[ \t]*include[ \t]*"\([^"]*\)".*/\1/p' "$file"); do
      case $header in
        ../*)
          other=$(realpath --relative-to=. "$(dirname "$file")/$header") own=$(room "$file")
          case " $(rooms "$layer/$own") $own " in
            *" $(room "$other") "*) [ -e "$other" ] && [ "${other#"src/$layer/"}" != "$other" ] ;;
            *) [ -e "$other" ] && [ "$other" = "src/$layer/${other##*/}" ] ;;
          esac || wrong="$wrong$file asks where it may not: $header
" ;;
        */*)
          case $may in
            *" ${header%%/*} "*) ;;
            *) [ -e "src/$layer/$header" ] || [ -e "$(dirname "$file")/$header" ] || wrong="$wrong$file includes $header
" ;;
          esac ;;
      esac
    done
    for header in $(sed -n 's/^[ \t]*#[ \t]*include[ \t]*<\([^>]*\)>.*/\1/p' "$file"); do
      home=$(library "$header")
      if [ -n "$home" ] && [ "$home" != "$layer" ]; then
        wrong="$wrong$file uses <$header>, which is for src/$home
"
      fi
    done
  done
  report "$layer includes only what it may" "$wrong"
done

# A folder that the table does not know would be checked by nobody.
wrong=
for folder in src/* include/*; do
  [ -d "$folder" ] || continue
  [ "$(allowed "${folder#*/}")" != none ] || wrong="$wrong$folder is not in the table
"
done
report 'every folder is in the table' "$wrong"

# What libharu keeps to itself.
wrong=$(grep -rnE --include='*.c' -e '->(mmgr|xref|catalog|info|attr|stream|before_write_fn|obj_id|obj_class|fontdef|descriptor)\b' src/out/pdf |
  grep -v '^src/out/pdf/haru\.c:' || :)
report "libharu's own structures are haru.c's" "$wrong"

# SQL has its own folder; the one exception is the name of a statement.
wrong=$(grep -nE '"[[:space:]]*(SELECT|INSERT INTO|UPDATE [a-z]|DELETE FROM|CREATE (TABLE|ROLE|VIEW))' -r src --include='*.c' || :)
report 'no SQL in C' "$wrong"

echo "1..$count"
[ "$failures" -eq 0 ]
