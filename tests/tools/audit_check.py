"""Verifies an export of the audit trail (moothall audit export, or "All of these as CSV" of the page without a search) by
itself, with nothing of the program: as docs/audit.md says how an entry is chained. Prints the head; exit status 1 and the
entry if one is not as it was chained."""
import csv
import hashlib
import json
import sys

WORDS = ('at', 'person_id', 'username', 'account', 'address', 'request', 'event', 'about', 'edition')


def value(row, name):
    if row[name] == '':
        return None
    if name in ('seq', 'event_id', 'person_id'):
        return int(row[name])
    # What a spreadsheet would run has an apostrophe before it in the file.
    return row[name][1:] if row[name][0] == "'" else row[name]


def said(row):
    """The entry as it was chained: a JSON array, the details as the database writes them."""
    names = ('seq', 'linked_at', 'event_id') + WORDS
    return json.dumps([value(row, n) for n in names], ensure_ascii=False)[:-1] + ', ' + row['detail'] + ']'


before, last = b'', 0
for row in csv.DictReader(sys.stdin if len(sys.argv) < 2 else open(sys.argv[1], newline='', encoding='utf-8')):
    digest = hashlib.sha256(before + said(row).encode()).digest()
    if int(row['seq']) != last + 1 or digest.hex() != row['hash']:
        sys.exit(f'entry {row["seq"]} does not follow from the one before it: {said(row)}')
    before, last = digest, last + 1
print(f'{last}:{before.hex()[:32]}')
