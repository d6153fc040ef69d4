#!/usr/bin/env python3
"""second_opinion.py FOLDER...: the figures of docs/figures.md, computed from import files by a
second hand, in exact fractions, without the database; a CSV that must equal what figures() says.
Of the same fact in several folders the last one holds."""
import calendar
import csv
import datetime
import os
import re
import sys
from fractions import Fraction


class Period:
    """Months, quarters, years, terms and dates, as docs/figures.md has them."""
    terms = {"autumn": (0, 9, 0, 12), "spring": (1, 1, 1, 4), "summer": (1, 5, 1, 8)}

    def __init__(self, text):
        self.text = text
        month = re.fullmatch(r"(\d{4})-(\d\d)", text)
        day = re.fullmatch(r"\d{4}-\d\d-\d\d", text)
        year = re.fullmatch(r"(AY)?(\d{4})/\d\d(?: (Q\d|autumn|spring|summer))?", text)
        if month:
            y, m = int(month[1]), int(month[2])
            self.kind, ends = "month", (y, m, y, m)
        elif day:
            self.kind, self.first = "date", datetime.date.fromisoformat(text)
            self.last = self.first
            ends = None
        else:
            y = int(year[2])
            if year[3] is None:
                self.kind = "academic_year" if year[1] else "financial_year"
                ends = (y, 9, y + 1, 8) if year[1] else (y, 4, y + 1, 3)
            elif year[3][0] == "Q":
                q = int(year[3][1])
                self.kind = "quarter"
                ends = (y + q // 4, (3 * q) % 12 + 1, y + q // 4, (3 * q) % 12 + 3)
            else:
                self.kind = "term"
                a, b, c, d = self.terms[year[3]]
                ends = (y + a, b, y + c, d)
        if ends:
            y0, m0, y1, m1 = ends
            self.first = datetime.date(y0, m0, 1)
            self.last = datetime.date(y1, m1, calendar.monthrange(y1, m1)[1])
        self.financial_year = self.last.year - (self.last.month < 4)

    def months(self):
        return {"month": 1, "quarter": 3}.get(self.kind)

    def number(self):
        return self.first.year * 12 + self.first.month - 1

    def at(self, number):
        """The period of the same kind that begins in a month."""
        y, m = divmod(number, 12)
        if self.kind == "month":
            return "%d-%02d" % (y, m + 1)
        fy, q = (y, (m - 3) // 3 + 1) if m >= 3 else (y - 1, 4)
        return "%d/%02d Q%d" % (fy, (fy + 1) % 100, q)

    def of_year(self):
        start = self.financial_year * 12 + 3
        return [self.at(n) for n in range(start, self.number() + 1, self.months())]

    def twelve(self):
        last = self.number() + self.months() - 1
        return [self.at(n) for n in range(last - 11, last + 1, self.months())]

    def year_before(self):
        if self.months():
            return self.at(self.number() - 12)
        year = int(re.search(r"\d{4}", self.text)[0])
        text = self.text.replace(str(year), str(year - 1), 1)
        return re.sub(r"/\d\d", "/%02d" % (year % 100), text)


def rounded(value, decimals):
    """Half away from zero."""
    scaled = abs(value) * 10 ** decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10 ** decimals)


def shown(value, decimals):
    if value is None:
        return ""
    r = rounded(value, decimals)
    n = abs(r.numerator) * 10 ** decimals // r.denominator
    text = str(n).zfill(decimals + 1)
    text = text if decimals == 0 else text[:-decimals] + "." + text[-decimals:]
    return ("-" if r < 0 else "") + text


def number(text):
    return Fraction(text.replace(",", "").strip(" %")) if text and text.strip() else None


class Council:
    ranks = ["final", "provisional", "forecast", "suppressed", "n/a"]

    def __init__(self, folders):
        self.periods = {}
        self.definitions = {}       # of an indicator, by the first day that each holds from
        for r in self.rows(folders, "indicators"):
            self.definitions.setdefault(r["ref"], {})[self.begins(r.get("from"))] = r
        self.methods = {(r["indicator"], self.begins(r["from"])): r for r in self.rows(folders, "method_changes")}
        self.parents = {r["area"]: r.get("parent") for r in self.rows(folders, "areas")}
        self.population = {(r["area"], int(r["year"])): int(r["population"]) for r in self.rows(folders, "populations")}
        self.observed = {(r["indicator"], r["area"], r.get("cohort") or "", r["period"]): r
                         for r in self.rows(folders, "observations")}
        self.totals = {(r["indicator"], r["area"], r.get("cohort") or "", r["period"], r["measure"]): number(r["value"])
                       for r in self.rows(folders, "totals")}
        self.targets = {(r["indicator"], r.get("scope") or "summary", r.get("area") or "", r["from"]): r
                        for r in self.rows(folders, "targets")}
        self.held = set(self.observed) | {k[:4] for k in self.totals}
        self.found = {}
        self.breaks = {}

    def begins(self, period):
        return self.period(period).first if period else datetime.date.min

    def defined(self, ref, period):
        """The definition for a period: the last that holds from its first day or before."""
        first = self.period(period).first
        froms = [day for day in self.definitions[ref] if day <= first]
        return self.definitions[ref][max(froms)] if froms else None

    def all_inputs(self, ref):
        """What it is computed from, by any of its definitions, and what that is computed from."""
        found = {ref}
        while True:
            more = {x for f in found for d in self.definitions[f].values() for part in ("numerator", "denominator")
                    for x in (d.get(part) or "").split("+") if x} | found
            if more == found:
                return found
            found = more

    def broken(self, ref):
        """The first days from which its figures do not compare with those before."""
        if ref not in self.breaks:
            days = set()
            for x in self.all_inputs(ref):
                days.update(day for (r, day), m in self.methods.items() if r == x and m.get("comparable") != "yes")
                held = sorted(self.definitions[x])
                for before, day in zip(held, held[1:]):
                    old, new = self.definitions[x][before], self.definitions[x][day]
                    same = all(old[c] == new[c] for c in ("polarity", "measure", "basis")) and all(
                        sorted((old.get(c) or "").split("+")) == sorted((new.get(c) or "").split("+"))
                        for c in ("numerator", "denominator"))
                    if not same and (x, day) not in self.methods:
                        days.add(day)
            self.breaks[ref] = days
        return self.breaks[ref]

    def side(self, ref, period):
        return max([day for day in self.broken(ref) if day <= self.period(period).first], default=datetime.date.min)

    def crosses(self, ref, period, since):
        """Whether a break lies after a day and not after the period's first."""
        return self.side(ref, period) > since

    @staticmethod
    def rows(folders, kind):
        for folder in folders:
            path = os.path.join(folder, kind + ".csv")
            if os.path.exists(path):
                with open(path, encoding="utf-8-sig", newline="") as file:
                    yield from csv.DictReader(file)

    def period(self, text):
        if text not in self.periods:
            self.periods[text] = Period(text)
        return self.periods[text]

    def inputs(self, ref, part, period):
        d = self.defined(ref, period)
        text = d and d.get(part) or ""
        return text.split("+") if text else []

    def entered(self, key):
        """numerator or value, denominator, status of what was entered"""
        row = self.observed.get(key)
        if row is None:
            return None, None, None
        status = row.get("status") or "final"
        if status in ("suppressed", "n/a"):
            return None, None, status
        d = self.defined(key[0], key[3])
        if d is None:
            return None, None, None
        if d["measure"] == "percentage":
            return number(row.get("numerator")), number(row.get("denominator")), status
        return number(row.get("value")), None, status

    def parts(self, ref, period):
        """The counts that a count is the sum of, each as often as it is added; none for an entered one."""
        d = self.defined(ref, period)
        return self.inputs(ref, "numerator", period) if d and d["measure"] == "count" else []

    def rests(self, ref, period):
        """All that a count may rest on in a period, itself too."""
        return {ref}.union(*[self.rests(p, period) for p in self.parts(ref, period)])

    def present(self, key):
        return any((ref,) + key[1:] in self.held for ref in self.rests(key[0], key[3]))

    def suppressed(self, key, of):
        """Whether the count of a period, or of those that end with it, is withheld. With nothing held in the last
        period it is not, whatever came before; a total stands for its months."""
        parts = self.parts(key[0], key[3])
        if not parts:
            return key in self.held and not (len(of) > 1 and key + ("rolling_12",) in self.totals) and any(
                self.entered(key[:3] + (p,))[2] == "suppressed" for p in of)
        if len(of) > 1:
            if self.added(key, of):
                return False
            if any(self.present((p,) + key[1:]) for p in parts):
                return any(self.suppressed((p,) + key[1:], of) for p in parts)
        elif any(self.suppressed((p,) + key[1:], of) for p in parts):
            return True
        elif None not in [self.amount((p,) + key[1:]) for p in parts]:
            return False
        return self.entered(key)[2] == "suppressed"

    def withheld(self, ref, place, of):
        """Whether an input is suppressed; then nothing entered stands in for it."""
        return any(self.suppressed((i,) + place + (of[-1],), of) for p in ("numerator", "denominator")
                   for i in (self.inputs(ref, p, of[-1]) if of else []))

    def amount(self, key):
        """What a count is in one period: the sum of its parts, or as entered where these are not held."""
        counts = [self.amount((p,) + key[1:]) for p in self.parts(key[0], key[3])]
        if counts and None not in counts:
            return sum(counts)
        return None if self.withheld(key[0], key[1:3], [key[3]]) and counts else self.entered(key)[0]

    def added(self, key, of):
        """Its figures of some periods, where all are held."""
        counts = [self.amount(key[:3] + (p,)) for p in of]
        return counts if None not in counts else []

    def summed(self, key, of, total):
        """A sum over periods that are all held; else that of its parts; else the total that was entered for it."""
        if total == "ytd" or self.defined(key[0], key[3])["basis"] != "rolling_12":
            counts = self.added(key, of)
            if counts:
                return sum(counts)
        parts = [self.summed((p,) + key[1:], of, total) for p in self.parts(key[0], key[3])]
        return sum(parts) if parts and None not in parts else self.totals.get(key + (total,))

    def pair(self, key, of, total):
        """Numerator and denominator, of one period (of is None) or summed."""
        parts = [self.inputs(key[0], p, key[3]) for p in ("numerator", "denominator")]
        if not parts[0]:
            if of is None:
                return self.entered(key)[:2]
            pairs = [self.entered(key[:3] + (p,)) for p in of]
            return tuple(sum(p[i] for p in pairs) if pairs and all(p[i] is not None for p in pairs) else None for i in (0, 1))
        result = []
        for refs in parts:
            counts = [self.amount((r,) + key[1:]) if of is None else self.summed((r,) + key[1:], of, total) for r in refs]
            result.append(sum(counts) if refs and None not in counts else None)
        return tuple(result)

    def value(self, key):
        if key not in self.found:
            self.found[key] = self.compute(key)
        return self.found[key]

    def compute(self, key):
        ref, area, cohort, period = key
        d, p = self.defined(ref, period), self.period(period)
        if d is None:
            return None, None, None
        measure, basis = d["measure"], d["basis"]
        derived = bool(d.get("numerator"))
        runs = p.months() is not None
        ytd = rolling = computed = None
        year = p.of_year() if runs else []
        twelve = p.twelve() if runs else []
        months = (p.last.month + 8) % 12 + 1
        people = self.population.get((area, p.financial_year))
        split = self.crosses(ref, period, self.year_before_end(p))
        if split and derived and basis == "rolling_12":
            pass        # a sum of twelve months across a break
        elif measure == "percentage":
            whole = derived and basis == "rolling_12"
            computed = self.percentage(self.pair(key, twelve if whole else None, "rolling_12"))
            if basis == "flow":
                ytd = self.percentage(self.pair(key, year, "ytd"))
                rolling = self.percentage(self.pair(key, twelve, "rolling_12"))
        elif measure == "rate" and derived:
            one = self.pair(key, twelve if basis == "rolling_12" else None, "rolling_12")[0]
            times = 12 // (p.months() or 12) if basis == "flow" else 1
            if one is not None and people:
                computed = 10000 * one * times / people
            if basis == "flow" and people:
                n, r = self.pair(key, year, "ytd")[0], self.pair(key, twelve, "rolling_12")[0]
                ytd = None if n is None else 10000 * n * 12 / months / people
                rolling = None if r is None else 10000 * r / people
        elif measure != "rate":
            if derived and basis == "rolling_12":
                computed = self.summed(key, twelve, "rolling_12")
            else:
                computed = self.amount(key)
            if basis == "flow" and measure == "count":
                ytd, rolling = self.summed(key, year, "ytd"), self.summed(key, twelve, "rolling_12")
        if computed is None and not self.withheld(ref, key[1:3], twelve if derived and basis == "rolling_12" else [period]):
            row = self.observed.get(key)
            if row and row["status"] not in ("suppressed", "n/a"):
                computed = number(row["value"])
        if self.crosses(ref, period, datetime.date(p.financial_year, 4, 1)):
            ytd = None
        return computed, ytd, None if split else rolling

    @staticmethod
    def year_before_end(p):
        """The first day of the twelve months that end with the period."""
        day = p.last + datetime.timedelta(days=1)
        return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)

    @staticmethod
    def percentage(pair):
        n, d = pair
        return None if n is None or not d else 100 * n / d

    def sources(self, ref):
        """What a row of an indicator may rest on."""
        return self.all_inputs(ref)

    def held_for(self, ref, place):
        """Whether anything is held of what a row of this period may rest on."""
        parts = self.inputs(ref, "numerator", place[2]) + self.inputs(ref, "denominator", place[2])
        return any((x,) + place in self.held for x in {ref}.union(*[self.rests(p, place[2]) for p in parts]))

    def trend(self, key):
        p = self.period(key[3])
        if p.kind != "month":
            return ""
        if self.crosses(key[0], key[3], p.first.replace(year=p.first.year - 1)):
            return "n/a"
        values = [self.value(key[:3] + (p.at(n),))[0] for n in range(p.number() - 12, p.number() + 1)]
        if None in values:
            return "Dataset is incomplete."
        slope = sum(v * (i - 6) for i, v in enumerate(values))
        return "Increasing." if slope > 0 else "Reducing." if slope < 0 else "No change."

    def of_council(self, area):
        return area == "norfolk" or bool(self.parents.get(area)) and self.of_council(self.parents[area])

    def rule(self, ref, area, scope, day):
        for place in [area] + ([""] if self.of_council(area) else []):
            froms = [k for k in self.targets if k[:3] == (ref, scope, place) and k[3] <= day.isoformat()]
            if froms:
                return self.targets[max(froms, key=lambda k: k[3])]
        return None

    def rag(self, ref, area, scope, day, value, polarity):
        rule = self.rule(ref, area, scope, day)
        if value is None or rule is None:
            return ""
        if rule["rag_rule"] == "tolerance":
            red, green = number(rule["red"]), number(rule["green"])
            if polarity == "high":
                return "green" if value >= green else "red" if value < red else "amber"
            return "green" if value <= green else "red" if value > red else "amber"
        if rule["rag_rule"] == "target":
            t = number(rule["target"])
            operator = rule.get("operator") or {"high": ">=", "low": "<="}[polarity]
            meets = {"<": value < t, "<=": value <= t, "=": value == t, ">=": value >= t, ">": value > t}
            if meets[operator]:
                return "green"
            return "amber" if t != 0 and abs(value - t) / abs(t) <= Fraction(1, 10) else "red"
        return ""

    def table(self):
        places = {}
        for k in self.held:
            places.setdefault(k[0], set()).add(k[1:])
        for ref in self.definitions:
            keys = set().union(*[places.get(x, set()) for x in self.sources(ref)])
            series = {}
            for key in keys:
                d = self.defined(ref, key[2])
                if d is None or not self.held_for(ref, key):
                    continue
                kind = self.period(key[2]).kind
                kind = "moment" if d["basis"] == "stock" and kind in ("month", "date") else kind
                series.setdefault((key[0], key[1], kind), []).append((self.period(key[2]).last, key))
            for line in series.values():
                yield from self.line(ref, sorted(line))

    def own_pair(self, key):
        """Numerator and denominator of the figure itself."""
        d, p = self.defined(key[0], key[3]), self.period(key[3])
        whole = bool(d.get("numerator")) and d["basis"] == "rolling_12"
        if whole and self.crosses(key[0], key[3], self.year_before_end(p)):
            return None, None
        return self.pair(key, (p.twelve() if p.months() else []) if whole else None, "rolling_12")

    def impossible(self, key):
        d, p = self.defined(key[0], key[3]), self.period(key[3])
        value = self.value(key)[0]
        if value is None:
            return False
        if d["measure"] == "percentage":
            n, whole = self.own_pair(key)
            computed = self.percentage((n, whole)) is not None
            bound = d.get("beyond_100") != "yes"
            if bound and computed and whole > 0 and n > whole or bound and not 0 <= value <= 100:
                return True
            base = whole if whole is not None else self.amount((d["base"],) + key[1:]) if d.get("base") else None
            if not computed and base and base.denominator == 1 and 0 <= value <= 100:
                digits = len((self.observed[key]["value"].strip(" %").split(".") + [""])[1])
                if all(rounded(100 * Fraction(k) / base, digits) != value for k in range(int(base) + 1)):
                    return True
        if d["measure"] not in ("percentage", "rate", "average"):
            return False
        decimals = int(d.get("decimals") or 0)
        parts = []
        if p.kind in ("quarter", "financial_year") and d["basis"] == "flow":
            first = p.first.year * 12 + p.first.month - 1
            of = ["%d-%02d" % (m // 12, m % 12 + 1) for m in range(first, first + (3 if p.kind == "quarter" else 12))]
            parts = [self.value(key[:3] + (m,))[0] for m in of]
        return bool(parts) and None not in parts and not (
            rounded(min(parts), decimals) <= rounded(value, decimals) <= rounded(max(parts), decimals))

    def line(self, ref, line):
        previous = None
        fault = False
        side = None
        for _, place in line:
            key = (ref,) + place
            p = self.period(place[2])
            d = self.defined(ref, place[2])
            decimals = int(d.get("decimals") or 0)
            if self.side(ref, place[2]) != side:
                side, previous, fault = self.side(ref, place[2]), None, False
            value, ytd, rolling = self.value(key)
            before = self.value(key[:3] + (p.year_before(),))
            if self.crosses(ref, place[2], p.first.replace(year=p.first.year - 1, day=min(p.first.day, 28))):
                before = (None, before[1], before[2])
            if self.crosses(ref, place[2], datetime.date(p.financial_year - 1, 4, 1)):
                before = (before[0], None, before[2])
            now, then = (ytd, before[1]) if d["basis"] == "flow" else (value, before[0])
            difference = None if now is None or then is None else now - then
            percent = None if difference is None or then == 0 else 100 * difference / abs(then)
            seen = None if value is None else rounded(value, decimals)
            wrong = self.impossible(key)
            if d["polarity"] == "info" or previous is None or seen is None or wrong or fault:
                dot = "-"
            else:
                dot = "↔" if seen == previous else "↑" if (seen > previous) == (d["polarity"] == "high") else "↓"
            rags = [self.rag(ref, key[1], scope, p.last, seen, d["polarity"]) for scope in ("dashboard", "summary")]
            yield [ref, key[1], key[2], place[2], shown(value, decimals), shown(ytd, decimals),
                   shown(before[1], decimals), shown(rolling, decimals), shown(difference, decimals),
                   shown(percent, 1), self.trend(key), dot] + rags
            if seen is not None:
                previous, fault = seen, wrong


def main():
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow("ref area cohort period value ytd previous_ytd rolling_12 difference difference_pct trend dot "
                    "dashboard_rag summary_rag".split())
    writer.writerows(sorted(Council(sys.argv[1:]).table()))


if __name__ == "__main__":
    main()
