#!/bin/sh
# embed.sh NAME PREFIX FILE...: files as a C table `embedded_NAME`, in the order given, each under
# its path without PREFIX. Bytes, not strings: ISO C limits a string literal to 4095 characters.
set -eu
name=$1 prefix=$2
shift 2
printf '/* Made by build-aux/embed.sh. */\n#include "base/embedded.h"\n\n'
i=0
for file; do
	printf 'static const unsigned char file_%d[] = {\n' "$i"
	{ cat "$file"; printf '\0'; } | od -An -v -tu1 | sed 's/  */,/g; s/^,//; s/$/,/'
	printf '};\n'
	i=$((i + 1))
done
printf '\nconst struct embedded embedded_%s[] = {\n' "$name"
i=0
for file; do
	short=${file#"$prefix"}
	printf '\t{"%s", file_%d, sizeof(file_%d) - 1},\n' "$short" "$i" "$i"
	i=$((i + 1))
done
printf '\t{0, 0, 0}\n};\n'
