#!/usr/bin/env python3
"""made_up_folder.py SEED FOLDER: import files of made-up figures of every measure, basis and kind of
period, with gaps, suppressed and provisional months, totals, entered derived figures and targets."""
import csv
import os
import random
import sys

INDICATORS = [  # ref, measure, basis, frequency, numerator, denominator
    ("n1", "count", "flow", "monthly", "", ""), ("n2", "count", "flow", "monthly", "", ""), ("n3", "count", "flow", "monthly", "", ""),
    ("s1", "count", "stock", "monthly", "", ""), ("s2", "count", "stock", "monthly", "", ""),
    ("q1", "count", "flow", "quarterly", "", ""), ("q2", "count", "flow", "quarterly", "", ""),
    ("c1", "count", "flow", "monthly", "n1+n2", ""), ("c2", "count", "flow", "monthly", "c1+n3", ""), ("cs", "count", "stock", "monthly", "s1+s2", ""),
    ("p1", "percentage", "flow", "monthly", "n1", "n2"), ("p2", "percentage", "flow", "monthly", "c1", "c2"),
    ("p12", "percentage", "rolling_12", "monthly", "n1", "n2"), ("ps", "percentage", "stock", "monthly", "s1", "cs"),
    ("pq", "percentage", "flow", "quarterly", "q1", "q2"), ("pq12", "percentage", "rolling_12", "quarterly", "q1", "q2"),
    ("r1", "rate", "flow", "monthly", "n1", ""), ("r2", "rate", "flow", "monthly", "c1", ""), ("r12", "rate", "rolling_12", "monthly", "c2", ""),
    ("rs", "rate", "stock", "monthly", "cs", ""), ("rq", "rate", "flow", "quarterly", "q1", ""),
    ("k12", "count", "rolling_12", "monthly", "n1", ""), ("k12c", "count", "rolling_12", "monthly", "c1", ""),
    ("e", "percentage", "flow", "monthly", "", ""), ("e12", "percentage", "rolling_12", "monthly", "", ""), ("es", "percentage", "stock", "quarterly", "", ""),
    ("a", "average", "flow", "monthly", "", ""), ("m", "maximum", "stock", "monthly", "", ""), ("sc", "score", "stock", "annual", "", "")]
REDEFINED = {  # other inputs, another basis, or the same again: only the others are breaks
    "c1": ("count", "flow", "n1+n3", ""), "p2": ("percentage", "flow", "n1", "c2"), "ps": ("percentage", "stock", "s1", "s1+s2"),
    "p12": ("percentage", "flow", "n1", "n2"), "pq": ("percentage", "flow", "q1", "q2"), "r1": ("rate", "flow", "n3", ""),
    "k12": ("count", "rolling_12", "n1+n2", ""), "e": ("percentage", "stock", "", ""), "m": ("maximum", "stock", "", "")}
AREAS = [("norfolk", "council", ""), ("part", "district", "norfolk"), ("team", "team", "part"), ("abroad", "council", "")]
COHORTS = {"n1": ["", "Girls"], "n2": ["", "Girls"]}


def months(first, count):
    return ["%d-%02d" % ((first + i) // 12, (first + i) % 12 + 1) for i in range(count)]


def quarters(year, count):
    return ["%d/%02d Q%d" % (year + i // 4, (year + i // 4 + 1) % 100, i % 4 + 1) for i in range(count)]


def periods(pick, ref, measure, frequency):
    if frequency == "annual":
        return ["AY%d/%02d" % (y, (y + 1) % 100) for y in range(2012, 2019)] + ["2014/15", "2015/16"]
    if frequency == "quarterly":
        return quarters(2014, 14) + ["2014/15"]
    days = ["2016-%02d-%02d" % (pick.randint(1, 12), pick.randint(1, 28)) for _ in range(3)] if ref in ("s1", "s2", "m") else []
    return months(2014 * 12 + 3, 40) + days


def observed(pick):
    rows = {}
    for ref, measure, _, frequency, numerator, _ in INDICATORS:
        for area, _, _ in AREAS:
            for cohort in COHORTS.get(ref, [""]):
                gaps = pick.choice([0, 0, 0.03, 0.2])
                for period in periods(pick, ref, measure, frequency):
                    if pick.random() < (0.85 if numerator else gaps):
                        continue
                    rows[ref, area, period, cohort] = row(pick, ref, measure, rows.get(("n1", area, period, cohort)), bool(numerator))
    return [key + values for key, values in rows.items()]


def row(pick, ref, measure, part, derived):
    """value, numerator, denominator, status"""
    status = pick.choices(["", "provisional", "forecast", "suppressed", "n/a"], [80, 10, 3] + ([0, 0] if derived else [4, 3]))[0]
    if status == "n/a":
        return "", "", "", status
    if ref in ("e", "e12", "es") and pick.random() < 0.95:
        d = pick.choice([0, 3, 7, 48, 600, 3000, 12300, pick.randint(1, 5000)])
        return "", pick.randint(0, d), d, status
    if measure in ("count", "maximum"):
        least = int(part[0]) if ref == "n2" and part and part[0] != "" else 0
        return least + pick.choice([0, 1, 3, pick.randint(0, 40), pick.randint(0, 3000)]), "", "", status
    return "%.*f" % (pick.randint(0, 3), pick.uniform(-2 if measure == "score" else 0, 99)), "", "", status


def targets(pick):
    rows = []
    for ref, measure, *_ in INDICATORS:
        for scope in ("dashboard", "summary"):
            for area in pick.sample(["", "part", "team", "abroad"], pick.randint(0, 3)):
                for day in pick.sample(["2014-04-01", "2015-09-15", "2016-01-31", "2016-04-01"], pick.randint(1, 3)):
                    low, high = sorted([pick.randint(0, 100), pick.randint(0, 100)])
                    up = POLARITY[ref] == "high"
                    if POLARITY[ref] != "info" and pick.random() < 0.5:
                        rows.append((ref, day, area, scope, "", "", "tolerance", low if up else high, high if up else low))
                    elif POLARITY[ref] != "info":
                        operator = pick.choice([">=", ">", "="] if up else ["<=", "<", "=", ""])
                        rows.append((ref, day, area, scope, operator, pick.choice([0, -5, low, high]), "target", "", ""))
    return rows


def write(folder, kind, header, rows):
    with open(os.path.join(folder, kind + ".csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header.split()] + rows)


POLARITY = {}


def redefined(pick):
    for ref in sorted(REDEFINED):
        for first in sorted(pick.sample(months(2015 * 12 + 2, 26), pick.choice([0, 1, 1, 2]))):
            measure, basis, numerator, denominator = REDEFINED[ref]
            frequency = next(i[3] for i in INDICATORS if i[0] == ref)
            if frequency == "quarterly":
                first = pick.choice(quarters(2015, 8))
            if pick.random() < 0.3:         # nothing but its words
                _, measure, basis, _, numerator, denominator = next(i for i in INDICATORS if i[0] == ref)
            yield ref, "anew", "Made up", POLARITY[ref], measure, basis, frequency, pick.randint(0, 2), numerator, denominator, first


def methods(pick):
    for ref in sorted(pick.sample([i[0] for i in INDICATORS if i[3] in ("monthly", "quarterly")], 6)):
        quarterly = next(i[3] for i in INDICATORS if i[0] == ref) == "quarterly"
        first = pick.choice(quarters(2015, 8) if quarterly else months(2015 * 12 + 2, 26))
        yield ref, first, "counted anew", pick.choice(["", "", "no", "yes"])


def main():
    pick = random.Random(int(sys.argv[1]))
    folder = sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    POLARITY.update({i[0]: pick.choice(["high", "low", "low", "high", "info"]) for i in INDICATORS})
    write(folder, "areas", "area name kind parent", [(a, a.title(), k, p) for a, k, p in AREAS])
    write(folder, "populations", "area year population",
          [(a, y, pick.choice([900, 30000, 167942, pick.randint(500, 200000)])) for a, _, _ in AREAS for y in range(2013, 2020) if pick.random() < 0.85])
    write(folder, "indicators", "ref name section polarity measure basis frequency decimals numerator denominator from",
          list({(row[0], row[-1]): row for row in
                [(r, r, "Made up", POLARITY[r], m, b, f, pick.randint(0, 2), n, d, "") for r, m, b, f, n, d in INDICATORS]
                + list(redefined(pick))}.values()))
    write(folder, "method_changes", "indicator from note comparable", list(methods(pick)))
    write(folder, "targets", "indicator from area scope operator target rag_rule red green", targets(pick))
    write(folder, "observations", "indicator area period cohort value numerator denominator status", observed(pick))
    counts = [i[0] for i in INDICATORS if i[1] == "count" and i[3] == "monthly"]
    write(folder, "totals", "indicator area period measure value",
          [k + (pick.randint(0, 9000),) for k in [(r, a, p, m) for r in counts for a, _, _ in AREAS for p in months(2014 * 12, 30)
                  for m in ("ytd", "rolling_12") if pick.random() < 0.04]])


if __name__ == "__main__":
    main()
