"""history.py FOLDER COOKIES COUNT: see tests/bench/history."""
import math
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'access'))
import ask  # noqa: E402
from worked import Worked  # noqa: E402

folder, cookies, count = sys.argv[1:]
cookies, count = ask.read_cookies(cookies), int(count)
with open(f'{folder}/twenty.words') as file:
    words = [line.strip() for line in file if '|' not in line]
draw = random.Random(7)


COMMON = 20     # so many are as common as English words that no search looks for


def word():
    return words[min(int(COMMON * math.exp(draw.random() * math.log(len(words) / COMMON))), len(words) - 1)]


def sought():
    some = [word() for _ in range(draw.choice((1, 2, 2, 3)))]
    if draw.random() < 0.1:
        return f'"{" ".join(some)}"'
    return ' '.join(some)


def taken(name, addresses, cookie):
    """Of each the milliseconds of the answer and of the processor, and the address."""
    times = []
    for address in addresses:
        before, began = worked(name), time.perf_counter()
        status, _, _ = sites[name].ask('GET', address, cookie)
        times.append(((time.perf_counter() - began) * 1000, (worked(name) - before) * 1000, address))
        if status != 200:
            sys.exit(f'{address}: {status}')
    return times


def say(what, times):
    """Prints both, and returns the medians."""
    said, medians = f'{what:58}', []
    for kind in (0, 1):
        at = sorted(t[kind] for t in times)
        said += f' {at[len(at) // 2]:7.1f} {at[int(len(at) * 0.95)]:7.1f} {at[-1]:7.1f}'
        medians.append(at[len(at) // 2])
    print(said, flush=True)
    return medians


heads = f' {"median":>7} {"95 %":>7} {"most":>7}'
print(f'{"milliseconds: of the answer, of the processor":58}{heads * 2}')
worked = Worked(folder).seconds
sites = {name: ask.Site(f'{folder}/{name}') for name in ('one', 'twenty')}
for reader in ('member', 'chief'):
    cookie = cookies[reader]
    searches = ['/search?text=' + sought().replace(' ', '+').replace('"', '%22') for _ in range(count)]
    taken('twenty', searches[:10], cookie)
    times = taken('twenty', searches, cookie)
    say(f'{reader}: search, 20 years', times)
    print('  the slowest: ' + ', '.join(t[2] for t in sorted(times, key=lambda t: -t[1])[:2]))
    say(f'{reader}: of a committee and a year',
        taken('twenty', [s + '&committee=bench-3&from=2010-01-01&to=2010-12-31' for s in searches[:count // 2]], cookie))
    say(f'{reader}: the commonest word', taken('twenty', [f'/search?text={words[COMMON]}'] * 10, cookie))
    say(f'{reader}: nothing', taken('twenty', ['/search?text=xyzzyq'] * 20, cookie))
    for address in ('/meetings', '/meetings/bench-3-2015-05-04', '/meetings/bench-3-2015-05-04/minutes', '/committees/bench-3', '/'):
        # in turn, so that what else the machine does is the same for both
        both = {name: [] for name in sites}
        for turn in range(-5, count // 4):
            for name in sites:
                times = taken(name, [address], cookie)
                both[name] += times if turn >= 0 else []
        one, twenty = (say(f'{reader}: {address}, {name}', both[name]) for name in ('one', 'twenty'))
        print(f'  ratio {twenty[0] / one[0]:.2f}, of the processor {twenty[1] / one[1]:.2f}')
