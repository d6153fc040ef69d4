"""canary.py FOLDER COOKIES ADDRESSES EXPECTED WORDS [--all]: no answer depends on what its reader may not see.

FOLDER holds a socket for each database: "moothall" is without canaries, "everything" has all, and others those that some
may not see. Standard input says which database is whose: a line a reader, who asks each address of it and of
"moothall". Status, headers and body must be the same, byte by byte. And each word of WORDS is shown by "everything" to somebody who may.
TAP without the plan; at the end how many answers were compared. --all: every parameter in every face, for everybody.
"""
import io
import sys
import urllib.parse
import zipfile
from concurrent.futures import ThreadPoolExecutor

import ask

folder, cookies, addresses, expected, words = sys.argv[1:6]
everything = '--all' in sys.argv
cookies = ask.read_cookies(cookies)
addresses = ask.read_addresses(addresses)
readers, lines = ask.read_expected(expected)

# What is tried of each parameter: what there is, and what only the canaries have.
VALUES = {
    'area': ['breckland', 'zxq-area'], 'period': ['2016-12', '2017-02', '2031-01', '2016-12-17', '2015-12', '2016/17', '2017/18'],
    'from': ['2016-04'], 'to': ['2017-02'], 'text': ['zxq', '9876', 'a'], 'rating': ['red'], 'lead': ['Zxqleadname'],
    'section': ['Zxqsectionname'], 'sort': ['ref', '-name'], 'scope': ['dashboard'], 'ref': ['ZXQ-1', '7.2'],
    'indicator': ['ZXQ-1', '7.2'], 'page': ['2'], 'state': ['Overdue', 'note'],
    'kind': ['paper', 'indicator'], 'committee': ['childrens-services', 'zxq-committee'],
    'event': ['import-loaded'], 'person': ['zxquser'], 'about': ['childrens-services-2017-03-14'], 'edition': ['public'],
}
# Beside the addresses of the expectations.
MORE = [
    '/performance/indicators/7.2?period=2016-12-17', '/performance/indicators/7.9?area=breckland',
    '/performance/localities/7.1', '/performance/breakdowns/7.1', '/performance/sections/looked-after-children',
    '/performance/early-help?period=2017-01', '/performance/quarterly?period=2016/17+Q3',
    '/performance/summary?rating=red&text=zxq&sort=-difference',
    '/performance/indicators/7.2/commentary', '/performance/indicators/7.2/commentary?period=2017-02',
    '/performance/indicators/7.2/commentary/versions?kind=action&period=2017-02',
    '/performance/indicators/OWN-1/commentary?kind=action&period=2017-02',
    '/compare?indicator=7.2&indicator=2.1&area=norfolk&area=zxq-area&from=2016-04&to=2017-02',
    '/finance/revenue?period=2015-12', '/finance/revenue/zxqledgerline',
    '/finance/revenue/placements-with-agencies-made-up?period=2015-12',
    '/finance/revenue/legal-costs-made-up?period=2015-12', '/finance/cost-centres/ZXQ01?period=2015-12',
    '/meetings/childrens-services-2017-01-24', '/meetings/childrens-services-2017-01-24/pack',
    '/sign-in?next=/performance/indicators/ZXQ-1',
]
failures = 0


def say(good, what, details=()):
    global failures
    failures += not good
    print(f'{"ok" if good else "not ok"} - {what}')
    for line in details:
        print('# ' + line)


def with_parameter(address, name, value):
    return address + ('&' if '?' in address else '?') + name + '=' + urllib.parse.quote(value)


def all_asked():
    """What is asked: the address, its faces, and whether it has a parameter more than the expectations."""
    found = {address: (row[2], False) for address, row in
             ((a, ask.find(addresses, 'GET', a)) for a in [line[1] for line in lines if line[0] == 'GET'] + MORE) if row}
    for method, address, state, _, _ in lines:
        row = ask.find(addresses, method, address)
        for name in row[3] if row and method == 'GET' and state != 'absent' else []:
            for value in VALUES.get(name, []):
                found.setdefault(with_parameter(address, name, value), (row[2], True))
    return [(address, *rest) for address, rest in found.items()]


# Who is asked every address also in a short run, and who take turns: from them least is hidden.
ALWAYS = ('nobody', 'none', 'member', 'stranger', 'clerk', 'analyst')


AUDITORS = ('auditor', 'two')


def faces_for(reader, n, faces, more):
    """The faces in which a reader asks the address of that number."""
    if everything:
        return ['html'] + faces
    place = readers.index(reader)
    if (more and reader != readers[n % len(readers)]) or (
            not more and reader not in ALWAYS and reader != TURNS[n % len(TURNS)]):
        return []
    every = ['html', 'json'] + [f for f in faces if f != 'json'] if faces else ['html']
    return [every[(n // len(readers) + place) % len(every)]] if more else [every[(n + place) % len(every)]]


def of_audit(address):
    return address.partition('?')[0].split('/')[1].split('.')[0] == 'audit'


def parts_of(body):
    """A workbook's, unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return b'\n'.join(packed.read(name) for name in packed.namelist())
    except zipfile.BadZipFile:
        return body


def difference(without, with_them):
    """In words; '': there is none."""
    if without == with_them:
        return ''
    if without[0] != with_them[0]:
        return f'{without[0]} without, {with_them[0]} with them'
    one, other = dict(without[1]), dict(with_them[1])
    said = [f'{k}: {one.get(k)} and {other.get(k)}' for k in sorted(set(one) | set(other)) if one.get(k) != other.get(k)]
    a, b = (parts_of(body[2]) for body in (without, with_them))
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    if a != b:
        said.append(f'at byte {at}: {a[max(0, at - 40):at + 60]!r} and {b[max(0, at - 40):at + 60]!r}')
    return '; '.join(said)


def compare(job):
    """One reader's answers: what differs, how many were compared, and of how many bytes."""
    reader, database = job
    without, with_them = ask.Site(f'{folder}/moothall'), ask.Site(f'{folder}/{database}')
    cookie, differences, count = cookies[reader], [], 0
    for n, (address, faces, more) in enumerate(asked):
        # That something was loaded, attached and released is for auditors: the trail is another one.
        for face in faces_for(reader, n, faces, more) if reader not in AUDITORS or not of_audit(address) else []:
            path = ask.face_of(address, face)
            said = difference(without.ask('GET', path, cookie), with_them.ask('GET', path, cookie))
            count += 1
            if said:
                differences.append(f'{path}: {said}')
    token = ask.token_of(without.ask('GET', '/sign-in' if reader in ('nobody', 'gone') else '/sign-out', cookie)[2])
    for method, address, _, _, form in lines:
        if method != 'POST' or address in ('/sign-in', '/sign-out') or form is None:
            continue
        for right in (token, 'x'):
            sent = ask.form_of(form, right)
            said = difference(*(site.ask('POST', address, cookie, *sent) for site in (without, with_them)))
            count += 1
            if said:
                differences.append(f'POST {address} {form}: {said}')
    return reader, differences, count


def shown(reader):
    """Which of the words somebody is shown who may see them all, on pages, else in data."""
    site, seen = ask.Site(f'{folder}/everything'), set()
    for face in ('html', 'json'):
        for address, faces, more in asked:
            if seen == wanted or more or face not in ['html'] + faces:
                continue
            body = site.ask('GET', ask.face_of(address, face), cookies[reader])[2].decode(errors='replace').lower()
            seen |= {word for word in wanted if word in body}
    return seen


def told_by_the_trail(reader):
    """Which of the words somebody reads in the trail who may not see what they stand in; people are no secret there."""
    site, told = ask.Site(f'{folder}/everything'), set()
    for address, faces, more in asked:
        for face in ['html'] + faces if of_audit(address) else []:
            body = site.ask('GET', ask.face_of(address, face), cookies[reader])[2]
            told |= {word for word in wanted if word in parts_of(body).decode(errors='replace').lower()}
    return told


unknown = sorted({name for row in addresses for name in row[3] if name not in VALUES})
say(not unknown, 'of every parameter something is tried', [f'{name}: add it to VALUES in canary.py' for name in unknown])
asked = all_asked()
TURNS = [r for r in readers if r not in ALWAYS]
with open(words) as file:
    wanted = {line.split()[0].lower() for line in file if line.strip()}
jobs = [line.split() for line in sys.stdin]
total = 0
told = told_by_the_trail('auditor')      # before anybody asks for an address that has such a word
say(not told, 'the audit trail tells nothing of what is not for auditors', sorted(told))
with ThreadPoolExecutor(2) as pool:
    for reader, differences, count in pool.map(compare, jobs):
        say(not differences, f'{reader}: no answer depends on what is not for them ({count} compared)', differences[:200])
        total += count
seen = shown('chief')
say(seen == wanted, f'each of the {len(wanted)} words is shown to somebody who may see it', sorted(wanted - seen))
print(f'# {total} answers compared: {len(asked)} addresses, {len(jobs)} readers')
sys.exit(failures > 0)
