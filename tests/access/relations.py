"""relations.py EXPECTED FOLDER: what tests/access/relations.sql says of each reader, in FOLDER: READER.all where
there is everything; READER.without and READER.with what is not for them, as the daemon asks, READER.login.without and
.with, as their own connection does. TAP, without the plan."""
import os
import sys

expected, folder = sys.argv[1:]
readers, rules, lines = [], {}, {}
with open(expected) as file:
    for number, words in enumerate(map(str.split, file), 1):
        if not words or words[0].startswith('#'):
            continue
        if words[0] == 'readers':
            readers = words[1:]
        elif words[0] == 'rule':
            rules[words[1]] = words[2:]
        elif len(words) == 2 and words[1] in rules and words[0] not in lines:
            lines[words[0]] = rules[words[1]]
        else:
            sys.exit(f'{expected}:{number}: a relation and a rule')

# What may differ, and why.
NUMBERS = 'numbers of files: gaps in them say as much'
NOT_COMPARED = {
    'moothall_code.released_files()': NUMBERS, 'moothall.readable_files(true)': NUMBERS,
    'moothall.readable_files(false)': NUMBERS,
    'moothall.audit_event': 'that something was loaded, attached or released is for auditors',
    'moothall_code.audit_names()': 'the same', 'moothall_code.audit_standing()': 'the same',
    'moothall_code.audit_state()': 'the same', 'moothall.audit_link': 'the same',
    'moothall.audit_head': 'a digest of all events',
    'moothall.period': 'a day that somebody has figures of, without them', 'moothall_code.known_periods()': 'the same',
}
# What the daemon may ask for, and no page shows: the pages are compared beside this.
NOT_SHOWN = {
    'moothall.figure_kept': 'of which indicators and areas figures are kept',
    'moothall.import': 'an import without one of its files', 'moothall.import_file': 'digests of files of the ledger',
}


def read(name):
    with open(os.path.join(folder, name)) as file:
        return {words[0]: words[1:] for words in map(str.split, file)}


def say(good, what, details=()):
    print(f'{"ok" if good else "not ok"} - {what}')
    for line in details:
        print('# ' + line)
    return not good


def is_called(name):
    """A function with arguments: the daemon's statements say with which."""
    return name.endswith(')') and not name.endswith('()')


failures = 0
seen = {reader: read(reader + '.all') for reader in readers}
found = {name for name in seen[readers[0]] if not name.endswith(')')}
uncalled = [name for name in read(readers[0] + '.with') if name.endswith('(?)')]
failures += say(not uncalled, 'every function that runs as the owner is asked', [
    f'{name} is new: REVOKE it FROM PUBLIC, or say in tests/access/relations.sql with what to call it'
    for name in uncalled])
failures += say(found <= set(lines), 'every relation has an expectation', [
    f'{name} is new: add a line to tests/access/relations.txt' for name in sorted(found - set(lines))])
failures += say(set(lines) <= found, 'every expectation has a relation', sorted(set(lines) - found))
for name in sorted(found & set(lines)):
    wrong = [f'{reader}: {seen[reader][name][0]}, not {want}' for reader, want in zip(readers, lines[name])
             if seen[reader][name][0] != want]
    failures += say(not wrong, f'{name}: who has rows of it', wrong)
compared = 0
for name in sorted(os.listdir(folder)):
    if name.endswith('.without'):
        without, with_them = read(name), read(name[:-len('.without')] + '.with')
        differ = [f'{r}: {" ".join(without[r])} without, {" ".join(with_them[r])} with them' for r in without
                  if without[r] != with_them[r] and r not in NOT_COMPARED
                  and ('.login.' in name or r not in NOT_SHOWN and not is_called(r))]
        compared += len(without)
        failures += say(not differ, f'{name[:-len(".without")]}: no row depends on what is not for them', differ)
print(f'# {compared} relations compared')
sys.exit(failures > 0)
