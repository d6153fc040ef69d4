"""Asks a site over its socket, as a browser does. As a program: ask.py sign-in SOCKET READERS prints the cookie of each."""
import http.client
import re
import socket
import sys
import urllib.parse


class Connection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__('localhost')
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


class Site:
    """One connection, which is kept."""

    def __init__(self, path):
        self.connection = Connection(path)

    def ask(self, method, address, cookie=None, form=None, kind=None):
        """The status, the headers (but for the clock's) and the body. kind: of the form, if it has files."""
        headers = {'Cookie': 'moothall=' + cookie} if cookie else {}
        body = None
        if method == 'POST':
            body = form or ''
            headers['Content-Type'] = kind or 'application/x-www-form-urlencoded'
        try:
            self.connection.request(method, address, body, headers)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError):
            self.connection.close()
            self.connection.request(method, address, body, headers)
            answer = self.connection.getresponse()
        body = answer.read()
        return answer.status, [h for h in answer.getheaders() if h[0] not in ('Date', 'Connection')], body


def token_of(body):
    found = re.search(rb'name="csrf" value="([^"]*)"', body)
    return found.group(1).decode() if found else None


def cookie_of(headers):
    return [value.split('=', 1)[1].split(';')[0] for name, value in headers
            if name == 'Set-Cookie' and value.startswith('moothall=')][-1]


def sign_in(site, name):
    _, headers, body = site.ask('GET', '/sign-in')
    status, headers, body = site.ask('POST', '/sign-in', cookie_of(headers), urllib.parse.urlencode(
        {'username': name, 'password': 'correct horse', 'csrf': token_of(body)}))
    if status != 303:
        sys.exit(f'{name} cannot sign in: {status}')
    return cookie_of(headers)


def read_cookies(path):
    with open(path) as file:
        return dict(line.split() for line in file)


# How the address of a face ends; HTML is the page itself.
SUFFIXES = {'html': '', 'json': '.json', 'csv': '.csv', 'csvw': '.csv-metadata.json', 'xlsx': '.xlsx', 'pdf': '.pdf'}


def face_of(address, face):
    path, mark, query = address.partition('?')
    return path + SUFFIXES[face] + mark + query


def read_addresses(path):
    """What tests/access/addresses says: method, pattern, other faces and parameters."""
    rows = []
    with open(path) as file:
        for line in file:
            said, _, parameters = line.partition('?')
            words = said.split()
            rows.append((words[0], words[1], words[3:], parameters.replace(',', ' ').split()))
    return rows


def read_expected(path):
    """tests/access/expected.txt: the readers, and the lines: method, address, state, statuses, form."""
    readers, rules, lines = [], {}, []
    with open(path) as file:
        for number, words in enumerate(map(str.split, file), 1):
            if not words or words[0].startswith('#'):
                continue
            if words[0] == 'readers':
                readers = words[1:]
            elif words[0] == 'rule':
                rules[words[1]] = [int(w) for w in words[2:]]
            else:
                method, address, state = words[:3]
                rest = words[3:]
                statuses = rules.get(rest[0]) or [int(w) for w in rest[:len(readers)]]
                rest = rest[1:] if rest[0] in rules else rest[len(readers):]
                if len(statuses) != len(readers) or len(rest) > 1:
                    sys.exit(f'{path}:{number}: {len(readers)} statuses, then the form')
                lines.append((method, address, state, statuses, rest[0] if rest else ''))
    return readers, lines


def form_of(fields, token):
    """What is sent of "item=1&file", and its type; "file" is an empty one."""
    fields = fields.split('&') if fields else []
    if token is not None:
        fields.append('csrf=' + urllib.parse.quote(token))
    if 'file' not in fields:
        return '&'.join(fields), 'application/x-www-form-urlencoded'
    parts = [f.partition('=') for f in fields]
    return ''.join('--zxq\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (
        name, '' if equals else '; filename=""', urllib.parse.unquote(value))
        for name, equals, value in parts) + '--zxq--\r\n', 'multipart/form-data; boundary=zxq'


def covers(pattern, path):
    """As src/page/route.c and src/report/find.c match an address."""
    if pattern.endswith('/') and pattern != '/':
        return path.startswith(pattern) and path != pattern
    ours, theirs = pattern.split('/'), path.split('/')
    return len(ours) == len(theirs) and all(
        b != '' if a.startswith('{') else a == b for a, b in zip(ours, theirs))


def find(addresses, method, address):
    """The row of an address; None: there is none."""
    path = urllib.parse.unquote(address.partition('?')[0])
    return next((row for row in addresses if row[0] == method and covers(row[1], path)), None)


if __name__ == '__main__':
    site = Site(sys.argv[2])
    with open(sys.argv[3]) as file:
        for name in (line.split()[0] for line in file):
            print(name, sign_in(site, name))
