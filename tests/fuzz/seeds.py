"""seeds.py FOLDER SAMPLE: a few inputs to begin with, made here, in FOLDER/TARGET; PDFs by the program SAMPLE
(tests/out/attach_sample)."""
import os
import struct
import subprocess
import sys
import zlib

folder, sample = sys.argv[1:]
seeds = {}


def seed(target, data):
    seeds.setdefault(target, []).append(data.encode() if isinstance(data, str) else data)


def request(method, uri, cookie='', kind='', body=b'', more=()):
    head = [method, uri, cookie, kind, str(len(body)), *more]
    return '\n'.join(head).encode() + b'\n' + body


MULTIPART = (b'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nx\r\n'
             b'--b\r\nContent-Disposition: form-data; name="file"; filename="C:\\a\\b.pdf"\r\n'
             b'Content-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--b--\r\n')
FORM = 'application/x-www-form-urlencoded'
for target, more in ('http', ('"tag"', 'ab12')), ('site', ('on', 'a.member@council.example')):
    for path in ('/', '/performance?period=2017-01&area=norfolk', '/performance.csv?table=x', '/a%2Fb/../c', '/%c3%a9',
                 '/sign-in?next=/%3Cfuzz%3E', '/performance/%3Cfuzz%20a=1%3E', '/static/x/moothall.css', '/meetings/x/pack.pdf',
                 '/risks.json?%3Cfuzz=1', '/performance/indicators/7.2/commentary?kind=analysis', '/healthz', '/help', '/.json',
                 '/sign-in/council?next=/risks', '/performance/summary?rating=red&sort=-difference&lead=x', '/search?text=%22a%20or',
                 '/compare?indicator=7.2&indicator=7.3&area=norfolk', '/performance/figures.csv?from=2016-04&to=2017-01&ref=7.2',
                 '/finance/cost-centres/MU001?page=2', '/performance/quarterly?area=blackpool&period=2016/17+Q3',
                 '/invitation/' + 'A' * 43, '/account', '/users', '/audit?from=2017-01-01'):
        seed(target, request('GET', path, 'moothall=' + 'A' * 43 + '; other="x"', '', b'', more))
    seed(target, request('POST', '/sign-in', 'moothall=' + 'A' * 43, FORM,
                         b'username=a%3Cfuzz%3E&password=b+c&csrf=d&next=%2F', more))
    seed(target, request('POST', '/meetings/x/attachments', '', 'multipart/form-data; boundary=b', MULTIPART, more))
    seed(target, request('HEAD', '/', '__Host-moothall=x', '', b'', more))

for head, row in (('area,name,kind,parent', 'norfolk,Norfolk,county,england'), ('area,year,population', 'norfolk,2016,"167,942"'),
                  ('indicator,area,period,value,status,note', '7.2,norfolk,Jan-17,"£1,113.5 ",final,"a ""b"" c"'),
                  ('indicator,period,kind,text', '7.2,2016/17 Q3,why,"{{figure 7.2 2017-01}}\n\n* x"'),
                  ('committee,meeting,date,time,venue', 'a,b,14/03/2017,10:30,"Room 1"')):
    for kind in range(0, 40, 3):
        seed('csv', bytes([kind]) + f'{head}\r\n{row}\r\n'.encode())
    seed('records', f'\ufeff{head}\n\n{row}\r{row}\n,,\n"open')
seed('records', 'a,b\n1,"two, ""2"""\n' + ',' * 70)
for first in ('\0', '\1'):
    seed('ledger', first + '1,2016-05-31,MU001,4110,"1,000.50",Fees\n2,01/06/2016,MU002,4110,-3,\n')
    seed('ledger', first + 'posting,date,cost_centre,subjective,amount\n1,2016-05-31,MU001,4110,(12.00)\n')
for kind, values in enumerate((('one line',), ('two\nlines',), ('# a {{figure 7.2}}',), ('name-1',), ('7.2',), ('7.1+7.2',),
                               ('paper.md',), ('£1,113.50', '-0.5%', '1e5'), ('12',),
                               ('2017-03-06', '06/03/2017', '29/2/2016'), ('10:30', '9.05'),
                               ('2017-01', 'Jan-17', '2016/17 Q3', '2016/17', 'autumn 2016', '2016-17'), ('Final',), ('Yes', 'no'),
                               ('https://example.org/a?b=c',), ('a.b@example.org',))):
    for value in values:
        seed('value', chr(kind) + value)

answers = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'moderngov')
for name in sorted(os.listdir(answers)):
    if name.endswith('.xml'):
        with open(os.path.join(answers, name), 'rb') as file:
            seed('moderngov', file.read())
seed('moderngov', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
seed('moderngov', '<p>a &amp;lt; b<li>c</li><br>&#x2019;&#0;&nbsp;<!-- d --><style>e</style>')

seed('paper', '''# Paper

1.1 Text *with* **signs** and {{figure 7.2 2017-01 area="nor folk"}}, [a link](https://example.org), [key](#other), `code`.

## Other

* one
* two
  1. three

{{report finance/revenue table=lines}}

> quoted

---

| a | b |
|---|--:|
| 1 | 2 |

<fuzz onclick=x>

Term[^1]

[^1]: Note.
''')
seed('paper', '{{text a}} {{}} {{figure "x}}\n\n[x](javascript:alert(1)) &amp; &#60;fuzz&#62; \\<fuzz>\n')
seed('paper', '# Appendix A\n\n5.5 Numbered\n\n5.6 Again ![x](y.png)\n\n```\ncode\n```\n\nשלום 漢字 \U0001f600 e\u0301\n')
for plan in '0', '3':
    seed('pdf', plan + '# Paper\n\n1.1 Text *with* **signs**, [a link](https://example.org), [key](#other), `code`.\n\n'
         '## Other\n\n* one\n* two\n  1. three\n\n> quoted\n\n---\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n')
    seed('pdf', plan + '# Appendix A\n\n5.5 Numbered\n\n```\ncode\n```\n\nשלום 漢字 \U0001f600 e\u0301 ﬁ\n')


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(width, height, depth, colour, row, extra=b''):
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, depth, colour, 0, 0, 0)) + extra
            + chunk(b'IDAT', zlib.compress((b'\0' + row) * height)) + chunk(b'IEND', b''))


seed('picture', png(16, 16, 8, 2, b'\x10\x20\x30' * 16))
seed('picture', png(16, 17, 8, 6, b'\x10\x20\x30\x80' * 16, chunk(b'tEXt', b'a\0b')))
seed('picture', png(16, 16, 8, 3, bytes(range(2)) * 8, chunk(b'PLTE', b'\0\0\0\xff\xff\xff') + chunk(b'tRNS', b'\0')))
seed('picture', png(16, 16, 1, 0, b'\xaa\x55'))
seed('picture', png(16, 16, 16, 4, b'\0\1\2\3' * 16))

for target, inputs in seeds.items():
    os.makedirs(f'{folder}/{target}', exist_ok=True)
    for number, data in enumerate(inputs):
        with open(f'{folder}/{target}/seed-{number}', 'wb') as out:
            out.write(data)
os.makedirs(f'{folder}/attachment', exist_ok=True)
for kind in ('plain', 'javascript', 'filespec', 'layers', 'encrypted', 'tree-self', 'tree-shared', 'bookmark-ring', 'roles', 'name-ring'):
    subprocess.run([sample, kind, f'{folder}/attachment/seed-{kind}'], check=False, stderr=subprocess.DEVNULL)
