#!/usr/bin/python3
"""Clear days counted apart from the database: bank holidays of England by the rules (Easter by the calendar's own
algorithm, substitute days, days that were moved or proclaimed), and a walk from day to day."""
import sys
from datetime import date, timedelta

ONE = timedelta(1)


def easter(year):
    """Butcher's."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = (a + 11 * h + 22 * m) // 451
    return date(year, (h + m - 7 * n + 114) // 31, (h + m - 7 * n + 114) % 31 + 1)


def monday(year, month, last=False):
    day = date(year, month, 31 if last else 1)
    while day.weekday() != 0:
        day += -ONE if last else ONE
    return day


MOVED = {date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}
PROCLAIMED = {date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}


def holidays(year):
    days = [easter(year) - 2 * ONE, easter(year) + ONE, monday(year, 5), monday(year, 5, True), monday(year, 8, True)]
    days = {MOVED.get(day, day) for day in days} | {day for day in PROCLAIMED if day.year == year}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        # the next working day in place of one that falls on a weekend
        if day.weekday() >= 5:
            while day.weekday() >= 5 or day in days or day in (date(year, 12, 25), date(year, 12, 26)):
                day += ONE
        days.add(day)
    return sorted(days)


def main():
    if sys.argv[1] == "holidays":
        for year in range(int(sys.argv[2]), int(sys.argv[3]) + 1):
            print(*holidays(year), sep="\n")
        return
    closed = {day for year in range(2014, 2038) for day in holidays(year)}

    def works(day):
        return day.weekday() < 5 and day not in closed

    def clear(published, meets):
        count, day = 0, published + ONE
        while day < meets:
            count += works(day)
            day += ONE
        return count

    def latest(meets, wanted):
        day = meets - ONE
        while not works(day) or clear(day, meets) < wanted:
            day -= ONE
        return day

    day, until = date.fromisoformat(sys.argv[2]), date.fromisoformat(sys.argv[3])
    while day <= until:
        print(day, latest(day, 1), latest(day, 5), clear(day - (7 + day.day) * ONE, day))
        day += ONE


main()
