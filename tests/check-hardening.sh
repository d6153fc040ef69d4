#!/bin/sh
# The programs as they were built: what makes a fault of memory an end and not a way in. Read from the files
# themselves; what a processor other than x86-64 has no notion of is not asked of it.
set -u
. "${srcdir:-.}/tests/tap.sh"

for program in moothall moothalld moothall-workers; do
	elf=$(readelf -W -h -l -d -n -s "$program" 2>/dev/null)
	said() { echo "$elf" | grep -qE "$1"; }
	said 'Type: +DYN'
	ok $? "$program: loads anywhere"
	said '^ +GNU_RELRO '
	ok $? "$program: what the linker fills in cannot be written afterwards"
	said 'FLAGS.*(BIND_NOW|NOW)'
	ok $? "$program: ... all of it, since all is bound at the start"
	said '^ +GNU_STACK .* RW +0x'
	ok $? "$program: nothing on the stack is run"
	! said '^ +LOAD .* RWE '
	ok $? "$program: nothing else that can be written is"
	! said '\((RPATH|RUNPATH)\)'
	ok $? "$program: libraries come from the system"
	said '__stack_chk_fail'
	ok $? "$program: returns are guarded"
	said '__(printf|fprintf|snprintf|vsnprintf|memcpy|strcpy|read|memset|poll)_chk'
	ok $? "$program: lengths are checked where they are known"
done
# Of these the whole program has only what the system's own first object has too, so ours are looked at.
if [ "$(uname -m)" = x86_64 ]; then
	notes=$(readelf -W -n libmoothall.a)
	is "$(echo "$notes" | grep -c 'x86 feature: IBT, SHSTK')" "$(echo "$notes" | grep -c '^File: ')" \
		'jumps and returns go where they may'
fi
tap_done
