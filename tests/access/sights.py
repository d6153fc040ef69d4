"""sights.py FOLDER COOKIES ADDRESSES EXPECTED WORDS [--all]: whatever shows something exempt leaves a line in the audit trail.

FOLDER holds the socket of the database "everything", which PGDATABASE names too. WORDS are words that stand in what is exempt
and nowhere else: an answer that has one must have added an event that says who looked. TAP without the plan. A chief officer asks
in every face that is text, others the pages; with --all everybody everything.
"""
import io
import subprocess
import sys
import zipfile

import ask

folder, cookies, addresses, expected, words = sys.argv[1:6]
cookies = ask.read_cookies(cookies)
addresses = ask.read_addresses(addresses)
_, lines = ask.read_expected(expected)
with open(words) as file:
    words = {line.strip().lower() for line in file if line.strip()}
MORE = ['/search?text=zxq', '/meetings?text=zxq', '/', '/account', '/actions', '/meetings/childrens-services-2017-03-14/agenda/29']
asked = sorted({line[1] for line in lines if line[0] == 'GET'} | set(MORE))
trail = subprocess.Popen(['psql', '-U', 'postgres', '-qAtX'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def looked(reader, since):
    """The last event, and whether one since then says that the reader saw something."""
    trail.stdin.write(f"""SELECT coalesce(max(event_id), 0) || ' ' || count(*) FILTER (WHERE event_id > {since}
      AND event ~ '-(read|checked)$' AND username = '{reader}' AND address IS NOT NULL AND about IS NOT NULL)
      FROM moothall.audit_event;\n""")
    trail.stdin.flush()
    return map(int, trail.stdout.readline().split())


def text_of(body):
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b'\n'.join(packed.read(name) for name in packed.namelist())
    except zipfile.BadZipFile:
        pass
    return body.decode(errors='replace').lower()


failures = 0
for reader in ('chief', 'clerk', 'member', 'stranger', 'author'):
    site = ask.Site(f'{folder}/everything')
    last, _ = looked(reader, 0)
    silent, shown = [], 0
    for address in asked:
        row = ask.find(addresses, 'GET', address)
        data = row[2] if row and (reader == 'chief' or '--all' in sys.argv) else []
        for face in ['html'] + [f for f in data if f != 'pdf']:
            path = ask.face_of(address, face)
            status, _, body = site.ask('GET', path, cookies[reader])
            found = sorted(word for word in words if word in text_of(body))
            last, count = looked(reader, last)
            shown += bool(found)
            if found and count == 0:
                silent.append(f'{path} ({status}) shows {", ".join(found[:5])}')
    failures += bool(silent)
    print(f'{"not ok" if silent else "ok"} - {reader}: what shows something exempt is on record ({shown} answers)')
    for line in silent:
        print('# ' + line)
sys.exit(failures > 0)
