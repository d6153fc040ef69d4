"""history.py FOLDER COOKIES COUNT: see tests/bench/history."""
import math
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'access'))
import ask  # noqa: E402

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


def taken(site, addresses, cookie):
    """Milliseconds of each, in order; and the slowest address."""
    times = []
    for address in addresses:
        began = time.perf_counter()
        status, _, _ = site.ask('GET', address, cookie)
        times.append(((time.perf_counter() - began) * 1000, address))
        if status != 200:
            sys.exit(f'{address}: {status}')
    times.sort()
    return times


def say(what, times):
    at = [t[0] for t in times]
    print(f'{what:58} {at[len(at) // 2]:7.1f} {at[int(len(at) * 0.95)]:7.1f} {at[-1]:7.1f}', flush=True)
    return at[len(at) // 2]


print(f'{"milliseconds":58} {"median":>7} {"95 %":>7} {"most":>7}')
sites = {name: ask.Site(f'{folder}/{name}') for name in ('one', 'twenty')}
for reader in ('member', 'chief'):
    cookie = cookies[reader]
    searches = ['/search?text=' + sought().replace(' ', '+').replace('"', '%22') for _ in range(count)]
    taken(sites['twenty'], searches[:10], cookie)
    times = taken(sites['twenty'], searches, cookie)
    say(f'{reader}: search, 20 years', times)
    print(f'  the slowest: {times[-1][1]}, {times[-2][1]}')
    say(f'{reader}: of a committee and a year',
        taken(sites['twenty'], [s + '&committee=bench-3&from=2010-01-01&to=2010-12-31' for s in searches[:count // 2]], cookie))
    say(f'{reader}: the commonest word', taken(sites['twenty'], [f'/search?text={words[COMMON]}'] * 10, cookie))
    say(f'{reader}: nothing', taken(sites['twenty'], ['/search?text=xyzzyq'] * 20, cookie))
    for address in ('/meetings', '/meetings/bench-3-2015-05-04', '/meetings/bench-3-2015-05-04/minutes', '/committees/bench-3', '/'):
        half = [0, 0]
        for place, name in enumerate(('one', 'twenty')):
            taken(sites[name], [address] * 5, cookie)
            half[place] = say(f'{reader}: {address}, {name}', taken(sites[name], [address] * (count // 4), cookie))
        print(f'  ratio {half[1] / half[0]:.2f}')
