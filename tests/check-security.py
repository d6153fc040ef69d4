"""check-security.py SRCDIR: docs/security.md answers every requirement of ASVS 5.0.0 of levels 1 and 2 once, and what it
names is there: files, and in a test's file the words by which it is said to test. TAP."""
import os
import re
import sys

top = sys.argv[1]
VERDICTS = ('met', 'part', 'not', 'n/a')
ROOTS = ('src/', 'sql/', 'tests/', 'nginx/', 'docs/', 'include/', 'scripts/', 'man/', 'templates/', 'static/',
         'build-aux/', 'configure.ac', 'Makefile.am')
READ = 'by reading'
tests = failures = 0


def say(what, wrong):
    global tests, failures
    tests += 1
    failures += bool(wrong)
    print(f'{"not ok" if wrong else "ok"} {tests} - {what}')
    for line in wrong:
        print('# ' + line)


def text_of(path):
    with open(os.path.join(top, path), encoding='utf-8') as file:
        return file.read()


wanted = dict(line.split() for line in text_of('tests/data/asvs-5.0.0.txt').splitlines() if line[0] != '#')
document = text_of('docs/security.md')
rows, chapter, counted, said = [], None, {}, {}
for number, line in enumerate(document.splitlines(), 1):
    head = re.match(r'### V(\d+) ', line)
    if head:
        chapter = head[1]
    cells = [c.strip() for c in line.strip().strip('|').split('|')] if line.startswith('|') else []
    if len(cells) == 5 and re.match(r'\d+\.\d+\.\d+', cells[0]):
        rows.append((number, chapter, cells[0].split(), *cells[1:]))
    elif len(cells) == 6 and re.match(r'V\d+ |all', cells[0]):
        said[cells[0].split()[0].lstrip('V')] = [int(c) for c in cells[1:]]

seen = [i for row in rows for i in row[2]]
say('there are rows', [] if len(rows) > 100 else [f'{len(rows)} alone'])
say('every requirement of levels 1 and 2 has a row', [i for i in wanted if i not in seen])
say('... one, and there are no others',
    [i for i in sorted(set(seen)) if seen.count(i) > 1 or i not in wanted])
say('each below its chapter, with its level, and one of the four verdicts',
    [f'line {n}: {" ".join(ids)}' for n, where, ids, level, verdict, *_ in rows
     if verdict not in VERDICTS or any(i.split('.')[0] != where or wanted.get(i) != level for i in ids)])


def paths(cell):
    return [p.rstrip('.,;:') for p in re.findall(r'`([^` ]+)`', cell) if p.startswith(ROOTS)]


say('every file that the document names is there',
    [f'line {n}: {p}' for n, line in enumerate(document.splitlines(), 1) for p in paths(line)
     if not os.path.exists(os.path.join(top, p))])
say('what is met, or in part, says in which file, and where it is tested or that it was read',
    [f'line {n}: {" ".join(ids)}' for n, _, ids, _, verdict, how, tested in rows
     if verdict in ('met', 'part') and not (paths(how) and (any(p.startswith('tests/') for p in paths(tested))
                                                            or tested.startswith(READ)))])
say('what is not met, or does not apply, says why',
    [f'line {n}: {" ".join(ids)}' for n, _, ids, _, verdict, how, _ in rows if verdict in ('not', 'n/a') and len(how) < 8])
absent = []
for n, _, _, _, _, _, tested in rows:
    for path, words in re.findall(r'`(tests/[^` ]+)`((?:,? (?:and )?"[^"]+")*)', tested):
        for quoted in re.findall(r'"([^"]+)"', words):
            if os.path.isfile(os.path.join(top, path)) and quoted not in text_of(path):
                absent.append(f'line {n}: {path} has no "{quoted}"')
say('every test has the words by which it is named', absent)

for _, where, ids, _, verdict, *_ in rows:
    for key in (where, 'all'):
        counted.setdefault(key, [0] * 5)[VERDICTS.index(verdict) + 1] += len(ids)
        counted[key][0] += len(ids)
say('the table of chapters counts them',
    [f'V{k}: counted {counted.get(k)}, said {said.get(k)}' for k in sorted(set(said) | set(counted))
     if counted.get(k) != said.get(k)])
print(f'1..{tests}')
sys.exit(bool(failures))
