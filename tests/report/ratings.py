"""ratings.py FOLDER PERIODS AREAS: one figure has one rating by one scope of rules, on whatever page it stands.

FOLDER has a JSON document a report; PERIODS and AREAS are TSV: every name by which a report says a period (an area) and
what it is. Each table with a rating says whose rule rates it; ratings of the same figure under the same words are equal;
and the reports of a scope rate by that scope. Prints TAP."""
import collections
import json
import os
import re
import sys

RATED = ('red', 'amber', 'green')
SAYS = re.compile(r'^Rated by the rule of the (.*)\.$')
# reports that have a scope of their own; all others take the first that holds
OWN = {'performance': 'dashboard', 'performance-exceptions': 'dashboard', 'performance-commentary': 'dashboard',
       'performance-summary': 'management summary', 'performance-education': 'scorecard',
       'performance-quarterly': 'management summary', 'performance-early-help': 'management summary'}
count = failures = 0


def check(words, problems):
    global count, failures
    count += 1
    failures += bool(problems)
    print('%s %d - %s' % ('not ok' if problems else 'ok', count, words))
    for problem in problems[:20]:
        print('# ' + problem)


def names(path):
    with open(path, encoding='utf-8') as lines:
        return dict(line.rstrip('\n').split('\t') for line in lines)


def own_scope(name):
    if name.startswith('performance-sections-'):
        return 'management summary'
    return 'scorecard' if name.startswith('performance-scorecards-') else OWN.get(name)


def ratings(report, table, periods, areas):
    """Of each rated cell: indicator, area, cohort, period, rating."""
    subject = re.match(r'performance/(?:indicators|cards|localities)/([^/]+)', report['report'])
    for row in table['rows']:
        text = {key: cell.get('text') for key, cell in row.items() if isinstance(cell, dict)}
        ref = text.get('ref') or (subject and subject.group(1))
        for key, cell in row.items():
            if not isinstance(cell, dict) or cell.get('rag') not in RATED or key == 'rag':
                continue
            area = key if key in areas.values() else areas.get(text.get('area') or text.get('measure'), report['area'])
            period = periods.get(key) or periods.get(text.get('period')) or report['period']
            yield (ref, area, text.get('cohort') or '', period), cell['rag'], cell['text']


def main():
    folder, periods, areas = sys.argv[1], names(sys.argv[2]), names(sys.argv[3])
    held, taken = collections.defaultdict(dict), collections.defaultdict(dict)
    unnamed, wrong, several, nobody = [], [], [], []
    for file in sorted(os.listdir(folder)):
        name = file[:-len('.json')]
        with open(os.path.join(folder, file), encoding='utf-8') as text:
            report = json.load(text)
        for table in report['tables']:
            if table['key'] == 'linked-risks':      # scores, rated by themselves
                continue
            rated = list(ratings(report, table, periods, areas))
            scopes = [m.group(1) for m in map(SAYS.match, table.get('notes', [])) if m]
            if rated and len(scopes) != 1:
                unnamed.append('%s, %s: %d rated cells, scopes named: %s' % (name, table['key'], len(rated), scopes))
                continue
            if rated and own_scope(name) and scopes != [own_scope(name)]:
                wrong.append('%s, %s: rated by %s' % (name, table['key'], scopes))
            for figure, rating, text in rated:
                if figure[0] is None:
                    nobody.append('%s, %s: %s' % (name, table['key'], text))
                    continue
                where = '%s, %s' % (name, table['key'])
                held[figure, scopes[0]].setdefault(rating, where)
                if own_scope(name) is None:
                    taken[figure].setdefault(scopes[0], where)
                if len(held[figure, scopes[0]]) > 1:
                    several.append('%s by %s: %s' % (figure, scopes[0], held[figure, scopes[0]]))
    check('every table with a rating names one scope', unnamed)
    check('the reports of a scope rate by its rules', wrong)
    check('every rating is of an indicator', nobody)
    check('one figure has one rating by one scope', several)
    check('pages without a scope of their own take the same', [
        '%s: %s' % item for item in taken.items() if len(item[1]) > 1])
    check('... of at least 500 figures', [] if len(held) >= 500 else ['%d' % len(held)])
    seen = collections.defaultdict(set)
    for (figure, scope), by in held.items():
        seen[figure[0], figure[3]].update((scope, rating) for rating in by)
    # the publication's figures of January 2017 that two scopes rate differently
    for ref, wanted in [('7.12', {('dashboard', 'amber'), ('management summary', 'green')}),
                        ('2.7', {('dashboard', 'red'), ('management summary', 'amber')}),
                        ('6.14', {('dashboard', 'red'), ('management summary', 'amber')})]:
        got = seen[ref, '2017-01']
        check('%s, January 2017: each scope its own rating' % ref, [] if got == wanted else [str(sorted(got))])
    print('1..%d' % count)
    sys.exit(failures > 0)


main()
