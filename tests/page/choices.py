# choices.py SOCKET COOKIE [EVERY [SUBJECTS]]: asks the program, as FastCGI on the socket and with the cookie of who is
# signed in, for the pages whose addresses come on standard input, and then for every area and every period that their
# forms offer: each must be answered, with at least one figure in it. EVERY: of the choices of a page only each so many
# (1: all), but always the first and the last.
#
# A line of TAP a page, without numbers: "ok PATH: 20 choices", or "not ok" and the choices that hold nothing.
import html.parser
import json
import os
import subprocess
import sys
import urllib.parse

socket, cookie = sys.argv[1:3]
# Nothing may meet a criterion, and some points are words.
WORDS = ('/performance/exceptions', '/finance/key-points')
every = int(sys.argv[3]) if len(sys.argv) > 3 else 1


def ask(path):
    """The status and the body."""
    name, _, query = path.partition('?')
    uri = urllib.parse.quote(name) + ('?' + query if query else '')
    answer = subprocess.run(['cgi-fcgi', '-bind', '-connect', socket], capture_output=True, stdin=subprocess.DEVNULL,
                            env=dict(os.environ, REQUEST_METHOD='GET', REQUEST_URI=uri, REMOTE_ADDR='192.0.2.1',
                                     HTTP_COOKIE='moothall=' + cookie)).stdout.decode()
    head, _, body = answer.partition('\r\n\r\n')
    status = [line for line in head.split('\r\n') if line.startswith('Status: ')]
    return int(status[0].split()[1]) if status else 200 if body else 0, body


class Form(html.parser.HTMLParser):
    """What the lists of a page's form offer."""

    def __init__(self):
        super().__init__()
        self.name, self.offers = None, {}

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == 'select':
            self.name = attributes['name']
            self.offers[self.name] = []
        elif tag == 'option' and self.name:
            self.offers[self.name].append(attributes['value'])

    def handle_endtag(self, tag):
        if tag == 'select':
            self.name = None


def figures(document):
    """How many cells hold a figure, or say that it is suppressed."""
    return sum(1 for table in document['tables'] for row in table['rows'] for cell in row.values()
               if isinstance(cell, dict) and (cell.get('value') is not None or cell.get('status') == 'suppressed'))


def some(offers):
    return [offer for i, offer in enumerate(offers) if offer and (i % every == 0 or i == len(offers) - 1)]


def wrong(path, choice):
    name, _, query = path.partition('?')
    query = dict(urllib.parse.parse_qsl(query), **choice)
    status, body = ask(name + '.json?' + urllib.parse.urlencode(query))
    if status != 200:
        return f'{query}: {status} {body.strip()[:200]}'
    return None if name in WORDS or figures(json.loads(body)) else f'{query}: no figure'


failed = 0
for path in sys.stdin.read().split('\n'):
    if not path:
        continue
    status, body = ask(path)
    form = Form()
    form.feed(body)
    choices, bad = 0, []
    # of what the council itself holds nothing the page says so, and offers who does
    if status not in (200, 404):
        bad.append(f'the page itself: {status}')
    for name in ('area', 'period'):
        for offer in some(form.offers.get(name, [])):
            choices += 1
            bad.append(wrong(path, {name: offer}))
    # The periods of another area are its own.
    for area in some(form.offers.get('area', []))[-1:]:
        other = Form()
        name, _, query = path.partition('?')
        other.feed(ask(name + '?' + urllib.parse.urlencode(dict(urllib.parse.parse_qsl(query), area=area)))[1])
        for offer in some(other.offers.get('period', [])):
            choices += 1
            bad.append(wrong(path, {'area': area, 'period': offer}))
    bad = [said for said in bad if said]
    if not choices and status != 404:
        bad.append('nothing is offered')
    failed += bool(bad)
    print(f'{"not ok" if bad else "ok"} {path}: {choices} choices')
    for said in bad:
        print('# ' + said)
sys.exit(failed > 0)
