"""access.py FOLDER COOKIES COUNT: see tests/bench/access."""
import os
import statistics
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'access'))
import ask  # noqa: E402
from worked import Worked  # noqa: E402

folder, cookies, count = sys.argv[1:]
cookies = ask.read_cookies(cookies)
ADDRESSES = {
    'member': ('moothall', 'podlu', ['/', '/performance', '/performance/summary', '/performance/indicators/7.2',
                         '/performance/indicators/ZXQ-1', '/performance?period=2017-02', '/search?text=zxq',
                         '/finance/revenue', '/finance/revenue/zxqrevenueline', '/risks', '/risks/ZXQ-R', '/glossary',
                         '/meetings', '/meetings/zxq-meeting', '/meetings/other-2017-03-01',
                         '/meetings/other-2017-03-01/attachments/2.pdf', '/finance/cost-centres/ZXQ01']),
    'officer': ('public', 'peod', ['/', '/performance', '/search?text=zxq', '/meetings/childrens-services-2017-03-14',
                         '/meetings/childrens-services-2017-03-14/pack',
                         '/meetings/childrens-services-2017-03-14/attachments/29.pdf',
                         '/meetings/childrens-services-2017-05-09', '/meetings/childrens-services-2017-05-09/pack']),
    'none': ('none', 'everything', ['/', '/performance/indicators/ZXQ-1', '/meetings/zxq-meeting', '/search?text=zxq']),
}
worked = Worked(folder).seconds
worst = [0, 0]
print(f'{"":71} milliseconds: answer      ratio  processor    ratio')
print(f'{"reader":8} {"address":62} without   with         without   with')
for reader, (*names, addresses) in ADDRESSES.items():
    sites = [ask.Site(f'{folder}/{name}') for name in names]
    for address in addresses:
        taken = [[], []], [[], []]
        for turn in range(-5, int(count)):          # the first are not counted
            for which in (0, 1) if turn % 2 else (1, 0):
                before, began = worked(names[which]), time.perf_counter()
                sites[which].ask('GET', address, cookies[reader])
                if turn >= 0:
                    taken[0][which].append(time.perf_counter() - began)
                    taken[1][which].append(worked(names[which]) - before)
        said = f'{reader:8} {address:62}'
        for kind in (0, 1):
            without, with_them = (statistics.median(t) * 1000 for t in taken[kind])
            ratio = with_them / without
            worst[kind] = max(worst[kind], abs(ratio - 1))
            said += f' {without:6.2f} {with_them:6.2f}  {ratio:5.3f}'
        print(said, flush=True)
print(f'the largest difference: {worst[0]:.1%}, of the processor {worst[1]:.1%} ({count} answers each; 10% are allowed)')
