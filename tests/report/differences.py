"""differences.py REPORT EXPECTED DEMO PERIODS AREAS: which figures that were printed otherwise change a rating.

REPORT is performance/differences as JSON, EXPECTED the figures that are known to differ, worked out apart from the
database (tests/sql/published_expected.csv), DEMO the folder with targets.csv and indicators.csv; PERIODS and AREAS are
TSV: names and what they are. Both figures are rated here by the rules as the documents say them. Prints TAP."""
import csv
import json
import sys
from decimal import Decimal

SCOPES = ('dashboard', 'summary', 'scorecard')
NAMES = {'dashboard': 'Dashboard', 'summary': 'Management summary', 'scorecard': 'Scorecard'}
failures = count = 0


def check(words, seen, wanted):
    global failures, count
    count += 1
    failures += seen != wanted
    print('%s %d - %s' % ('ok' if seen == wanted else 'not ok', count, words))
    if seen != wanted:
        print('# seen:   %s\n# wanted: %s' % (seen, wanted))


def rows(path):
    with open(path, encoding='utf-8-sig', newline='') as lines:
        return list(csv.DictReader(lines))


def names(path):
    with open(path, encoding='utf-8') as lines:
        return dict(line.rstrip('\n').split('\t') for line in lines)


def number(text):
    try:
        return Decimal(text.translate(str.maketrans('', '', ',%£ ')))
    except ArithmeticError:
        return None


def rating(rule, polarity, value):
    if value is None or rule['rag_rule'] not in ('target', 'tolerance'):
        return None
    if rule['rag_rule'] == 'target':
        target = Decimal(rule['target'])
        met = {'<': value < target, '<=': value <= target, '>=': value >= target, '>': value > target}
        near = target != 0 and abs(value - target) * 10 <= abs(target)
        return 'Green' if met[rule['operator']] else 'Amber' if near else 'Red'
    red, green = Decimal(rule['red']), Decimal(rule['green'])
    if polarity == 'low':
        value, red, green = -value, -red, -green
    return 'Green' if value >= green else 'Red' if value < red else 'Amber'


def rule_of(targets, indicator, scope, period):
    held = [t for t in targets if t['indicator'] == indicator and (t['scope'] or 'dashboard') == scope
            and not t.get('area') and t['from'][:7] <= period]
    return max(held, key=lambda t: t['from'], default={'rag_rule': 'none'})


def main():
    report, expected, demo, periods, areas = sys.argv[1:6]
    targets = rows(demo + '/targets.csv')
    polarity = {i['ref']: i['polarity'] for i in rows(demo + '/indicators.csv')}
    periods, areas = names(periods), names(areas)
    by_gap = {t['indicator'] for t in targets if t['rag_rule'] == 'national_gap'}
    with open(report, encoding='utf-8') as text:
        tables = {t['key']: t for t in json.load(text)['tables']}
    wanted = set()
    for e in rows(expected):
        printed, computed = number(e['printed']), number(e['computed'])
        if e['measure'] != 'value' or printed is None or e['indicator'] in by_gap:
            continue
        for scope in SCOPES:
            rule = rule_of(targets, e['indicator'], scope, e['period'])
            both = [rating(rule, polarity[e['indicator']], v) for v in (printed, computed)]
            if both[0] != both[1]:
                wanted.add((e['indicator'], e['area'], e['period'], e['printed'], NAMES[scope],
                            '%s as printed, %s as computed' % tuple(r or 'not rated' for r in both)))
                break
    seen = [(r['ref']['text'], areas[r['area_name']['text']], periods[r['period']['text']], r['printed']['text'],
             r['rule']['text'], r['change']['text']) for r in tables['rating']['rows']]
    check('the figures that change a rating, by arithmetic apart', sorted(s for s in seen if s[0] not in by_gap),
          sorted(wanted))
    check('... of which the demonstration has four', len(wanted), 4)
    check('... each once', len(seen), len(set(seen)))
    check('... the newest first', [s[2] for s in seen], sorted((s[2] for s in seen), reverse=True))
    check('the printed and the computed figure are coloured as they are rated',
          [(r['printed'].get('rag', 'not rated'), r['computed'].get('rag', 'not rated'))
           for r in tables['rating']['rows'] if r['measure']['text'] == 'Figure'],
          [tuple(part.split(' as ')[0].lower() for part in s[5].split(', '))
           for s, r in zip(seen, tables['rating']['rows']) if r['measure']['text'] == 'Figure'])
    others = [(r['ref']['text'], areas[r['area_name']['text']], periods[r['period']['text']], r['printed']['text'])
              for r in tables['others']['rows']]
    check('what changes none stands in the other table', [w for w in wanted if w[:4] in others], [])
    known = {(e['indicator'], e['area'], e['period'], e['printed']) for e in rows(expected)}
    check('... where every one is known to differ', [o for o in others if o not in known], [])
    check('... without a colour', [r for r in tables['others']['rows'] if 'rag' in r['printed'] or 'rag' in r['computed']], [])
    print('1..%d' % count)
    sys.exit(failures > 0)


main()
