#!/usr/bin/env python3
"""ledger_apart.py FOLDER PERIOD: what the statements of made-up files must say, computed apart from
the program, in exact fractions, out of the files themselves. Prints one line a figure."""
import csv
import sys
from collections import defaultdict
from fractions import Fraction

folder, period = sys.argv[1:]
year, month = int(period[:4]), int(period[5:])
first = year if month >= 4 else year - 1
so_far = (month + 8) % 12 + 1
name = f"{first}/{(first + 1) % 100:02d}"


def rows(kind):
    try:
        with open(f"{folder}/{kind}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError:
        return []


def shown(value, places, signed=False):
    """Half away from zero, commas left out."""
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    text = f"{whole // 10**places}.{whole % 10**places:0{places}d}" if places else str(whole)
    if whole == 0:
        return text
    return ("-" if value < 0 else "+" if signed else "") + text


centre = {r["cost_centre"]: (r["statement"], r["line"]) for r in rows("cost_centres")}
shares = defaultdict(lambda: defaultdict(Fraction))
for r in rows("profiles"):
    shares[r["profile"]][int(r["month"])] += Fraction(r["share"])


def part(profile, months):
    if not profile:
        return Fraction(months, 12)
    return sum((share for m, share in shares[profile].items() if m <= months), Fraction(0))


def figures(key, months):
    """Budget, rest of the profiled budget and actual, summed by what key() says of a cost centre."""
    budget, rest, actual = defaultdict(Fraction), defaultdict(Fraction), defaultdict(Fraction)
    for r in rows("ledger_budgets"):
        if r["year"] == name:
            amount = Fraction(r["amount"])
            budget[key(r["cost_centre"])] += amount
            rest[key(r["cost_centre"])] += amount * (1 - part(r["profile"], months))
    for r in rows("ledger"):
        y, m = int(r["date"][:4]), int(r["date"][5:7])
        if (y if m >= 4 else y - 1) == first and (m + 8) % 12 + 1 <= months:
            actual[key(r["cost_centre"])] += Fraction(r["amount"])
    return budget, rest, actual


def statement(months, at):
    budget, rest, actual = figures(lambda c: centre[c], months)
    outturn = {k: actual[k] + rest[k] for k in set(budget) | set(actual)}
    for r in rows("forecasts"):
        if r["period"] == at:
            outturn[(r["statement"], r["line"])] = Fraction(r["amount"])
    return budget, outturn, actual


budget, outturn, actual = statement(so_far, period)
before = None
if so_far > 1:
    before = statement(so_far - 1, f"{year if month > 1 else year - 1}-{month - 1 or 12:02d}")
M = 10**6
for of in ("la", "schools"):
    sums = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for key in outturn:
        if key[0] != of or not key[1]:
            continue
        b, o = budget[key], outturn[key]
        v = o - b
        group = "increase" if v > 0 else "reduction"
        m = v - (before[1].get(key, Fraction(0)) - before[0][key]) if before else None
        percent = shown(100 * v / abs(b), 0, True) if b else "n/a"
        print(of, key[1], shown(b / M, 3), shown(o / M, 3), shown(v / M, 3, True), percent,
              shown(m / M, 3, True) if before else "", sep="|")
        for g in (group, "total"):
            sums[g][0] += v
            sums[g][1] += m or 0
    for g, (v, m) in sums.items():
        print(of, g, shown(v / M, 3, True), shown(m / M, 3, True) if before else "", sep="|")
    short = [k for k in outturn if not k[1] and k[0] in (of, "")]
    print(of, "short", shown(sum(budget[k] for k in short), 2), shown(sum(actual[k] for k in short), 2),
          shown(sum(outturn[k] for k in short), 2), sep="|")
budget, rest, actual = figures(lambda c: c, so_far)
for c in sorted(set(budget) | set(actual)):
    print("centre", c, shown(budget[c], 2), shown(actual[c], 2), shown(actual[c] + rest[c], 2), sep="|")
