"""matrix.py SOCKET COOKIES ADDRESSES EXPECTED [--all]: asks every address as every reader and in every face, and compares the
status with tests/access/expected.txt, where the format is said. TAP, a line an address, and how many were asked."""
import os
import sys
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import ask

socket, cookies, addresses, expected = sys.argv[1:5]
everything = '--all' in sys.argv
sanitized = 'MOOTHALL_SANITIZED' in os.environ
cookies = ask.read_cookies(cookies)
addresses = ask.read_addresses(addresses)
DATA = ('json', 'csv', 'csvw', 'xlsx')
tests = failures = asked = 0


def say(good, what, details=()):
    global tests, failures
    tests += 1
    failures += not good
    print(f'{"ok" if good else "not ok"} {tests} - {what}')
    for line in details:
        print('# ' + line)


readers, lines = ask.read_expected(expected)


def asked_of(line, faces):
    """What is asked of a line, apart from who asks: method, address and face."""
    method, address = line[:2]
    if method == 'POST':
        return [('POST', address, 'html')]
    path = address.partition('?')[0]
    all_faces = ['html'] if path == '/' or not faces else ['html'] + faces + [
        f for f in ask.SUFFIXES if f not in faces and f != 'html']
    return [(m, address, face) for face in all_faces for m in (('GET', 'HEAD') if face == 'html' else ('GET',))]


def wanted(line, reader, face, faces):
    """The statuses that would do."""
    status = line[3][readers.index(reader)]
    if status == 303 and face in DATA:
        return [401]
    if face != 'html' and face not in faces and status not in (303, 401):
        return [404] if status != 403 else [403, 404]
    return [status]


def refused(line, reader):
    """The statuses of a form without the right token: who may not be here, or what is not here, may be said first."""
    status = line[3][readers.index(reader)]
    if line[1].startswith('/sign-in'):
        return [303 if status == 303 else 403]
    return [status] if reader in ('nobody', 'gone') else [403, 404] if status == 404 else [403]


def is_asked(n, line, reader, method, face):
    """Who may see a page is asked in the other faces only now and then. With sanitizers it is the program that is looked
    at, and not who may do what: one who sees each page, and some of those who do not."""
    seeing = [r for r, status in zip(readers, line[3]) if status == 200]
    if sanitized and not everything:
        return reader == seeing[n % len(seeing)] if reader in seeing else (n + readers.index(reader)) % 4 == 0
    if everything or face == 'html' and method == 'GET' or reader not in seeing:
        return True
    turn = (n + list(ask.SUFFIXES).index(face)) % len(seeing)
    return reader in (seeing[turn], seeing[turn - len(seeing) // 2])


def ask_all(reader):
    site, cookie, wrong, count = ask.Site(socket), cookies[reader], {}, 0
    tokens = {}

    def check(line, what, want, method, address, form=None):
        nonlocal count
        count += 1
        body, kind = form if form else (None, None)
        status, headers, body = site.ask(method, address, cookie, body, kind)
        said = None
        if status not in want:
            said = f'{reader}: {what}: {status}, not {" or ".join(map(str, want))}'
        elif method == 'HEAD' and body:
            said = f'{reader}: {what}: HEAD has a body'
        if said:
            wrong.setdefault(line, []).append(said)

    for n, line in enumerate(lines):
        row = rows[n]
        if row is None:
            continue
        for method, address, face in asked_of(line, row[2]):
            if method == 'POST':
                other = 'chief' if reader != 'chief' else 'clerk'
                check(n, 'POST without its token', refused(line, reader), 'POST', address, ask.form_of(line[4], None))
                check(n, 'POST with a token of ' + other, refused(line, reader), 'POST', address,
                      ask.form_of(line[4], foreign[other]))
            else:
                if is_asked(n, line, reader, method, face):
                    check(n, f'{method} {face}', wanted(line, reader, face, row[2]), method,
                          ask.face_of(address, face))
    for method, pattern, _, _ in addresses:
        if '{' in pattern or pattern.endswith('/') and pattern != '/':
            continue
        opposite = 'POST' if method == 'GET' else 'GET'
        if ask.find(addresses, opposite, pattern) is None:
            check(f'{opposite} {pattern}', opposite, [405], opposite, pattern,
                  ask.form_of('', None) if opposite == 'POST' else None)
    for n, line in enumerate(lines):
        if line[0] == 'POST' and rows[n] is not None:
            check(n, 'POST', [line[3][readers.index(reader)]], 'POST', line[1], ask.form_of(line[4], foreign[reader]))
    return wrong, count


rows = [ask.find(addresses, line[0], line[1]) for line in lines]
say(None not in rows, 'every expectation has an address', [
    f'{line[0]} {line[1]}: there is no such address' for line, row in zip(lines, rows) if row is None])
missing = [row for row in addresses if row not in rows]
say(not missing, 'every address has an expectation', [
    f'{row[0]} {row[1]}: add a line to tests/access/expected.txt' for row in missing])
one = [row for row in addresses if '{' in row[1] and not any(
    r == row and line[2] == 'absent' for r, line in zip(rows, lines))]
say(not one, 'every address with a subject is asked for one that there is not', [f'{row[0]} {row[1]}' for row in one])
say(sorted(readers) == sorted(cookies), 'every reader has expectations')

# The token of each reader's forms.
site = ask.Site(socket)
foreign = {}
for reader in readers:
    page = site.ask('GET', '/sign-in' if reader in ('nobody', 'gone') else '/sign-out', cookies[reader])[2]
    foreign[reader] = ask.token_of(page)
with ThreadPoolExecutor(2) as pool:
    results = list(pool.map(ask_all, readers))
asked = sum(count for _, count in results)
wrong = {}
for result, _ in results:
    for line, said in result.items():
        wrong.setdefault(line, []).extend(said)
for n, line in enumerate(lines):
    say(n not in wrong, f'{line[0]} {line[1]}, {line[2]}', wrong.get(n, ()))
others = sorted(key for key in wrong if isinstance(key, str))
say(not others, 'no other method does anything', [said for key in others for said in [key] + wrong[key]])
print(f'# {asked} asked: {len(lines)} addresses, {len(readers)} readers')
print(f'1..{tests}')
sys.exit(failures > 0)
