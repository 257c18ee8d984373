"""Named rules for reading a date phrase against an anchor day.

A researcher writes down the EDTF that a phrase was read as; the rule says which days that reading
may mean. Its bounds are met with those of the EDTF, so "last week" as ``2025-10-02~`` becomes
exactly Monday to Sunday of the week before the anchor, and "in the coming weeks" cannot begin
before the source was issued. A reading that the rule does not admit is an error.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .edtf import Bounds, parse, written

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """A rule's definition in words, and the bounds it allows for an anchor day.

    ``alone`` says that the rule dates a thing by itself; the others need a phrase or an EDTF beside them.
    """

    definition: str
    allows: Callable[[date], Bounds]
    alone: bool = False


def alone(rule: str, anchor: date) -> str | None:
    """The EDTF of a rule that needs no phrase, as :func:`read` has its bounds; None for the others.

    >>> alone("last-month", date(2025, 10, 7)), alone("up-to-anchor", date(2025, 10, 7))
    ('2025-09', '[..2025-10-07]')
    """
    if not RULES[rule].alone:
        return None
    bounds = RULES[rule].allows(anchor)
    return "/.." if rule == "as-of" else written(bounds.earliest_begin, bounds.latest_end)


def read(edtf: str, rule: str | None, anchor: date | None) -> Bounds:
    """The bounds of an EDTF string read by a rule; impossible bounds mean that they disagree.

    Of something that goes on (``2025-06/..``, "since June"), a rule dates the beginning: it says nothing
    about the latest day of an end that is still open.
    """
    stated = parse(edtf)
    if rule is None or anchor is None:
        return stated
    try:
        allowed = RULES[rule].allows(anchor)
    except (ValueError, OverflowError):
        # The week before 0001-01-01, the year after 9999: no day that Python's dates can hold.
        return Bounds(earliest_begin=date.max, latest_begin=date.min)
    return stated.meet(replace(allowed, latest_end=None) if stated.ongoing else allowed)


def _within(first: date | None, last: date | None) -> Bounds:
    return Bounds(first, last, first, last)


def _anything(_anchor: date) -> Bounds:
    return Bounds()


def _day(offset: int) -> Callable[[date], Bounds]:
    return _days(offset, offset)


def _days(first: int, last: int) -> Callable[[date], Bounds]:
    """The days between two numbers of days from the anchor."""
    return lambda anchor: _within(anchor + timedelta(days=first), anchor + timedelta(days=last))


def _week(offset: int = 0) -> Callable[[date], Bounds]:
    def allows(anchor: date) -> Bounds:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=offset)
        return _within(monday, monday + timedelta(days=6))

    return allows


def _month(offset: int = 0) -> Callable[[date], Bounds]:
    def allows(anchor: date) -> Bounds:
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + offset, 12)
        return _within(date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]))

    return allows


def _year(offset: int = 0) -> Callable[[date], Bounds]:
    def allows(anchor: date) -> Bounds:
        year = anchor.year + offset
        return _within(date(year, 1, 1), date(year, 12, 31))

    return allows


def _years(first: int, last: int) -> Callable[[date], Bounds]:
    """The years between two numbers of years from the anchor's, cut where Python's dates end."""

    def allows(anchor: date) -> Bounds:
        begin, end = max(anchor.year + first, 1), min(anchor.year + last, 9999)
        return _within(date(begin, 1, 1), date(end, 12, 31))

    return allows


def _earlier(unit: Callable[[date], Bounds]) -> Callable[[date], Bounds]:
    return lambda anchor: unit(anchor).meet(_until(anchor))


def _later(unit: Callable[[date], Bounds]) -> Callable[[date], Bounds]:
    return lambda anchor: unit(anchor).meet(_within(anchor, None))


def _until(anchor: date) -> Bounds:
    return _within(None, anchor)


def _before(anchor: date) -> Bounds:
    return _within(None, anchor - ONE_DAY)


def _from(anchor: date) -> Bounds:
    return _within(anchor, None)


def _after(anchor: date) -> Bounds:
    return Bounds(earliest_begin=anchor + ONE_DAY)


def _as_of(anchor: date) -> Bounds:
    return Bounds(latest_begin=anchor, earliest_end=anchor)


_NAMED = {
    "stated": ReadingRule("The source writes the date out in full.", _anything),
    "same-year": ReadingRule(
        "A day or month is named without a year: it lies in the anchor's year.", _year()
    ),
    "past-date": ReadingRule(
        "A day or month is named without a year, of something past: the last such up to the anchor.",
        lambda anchor: _years(-1, 0)(anchor).meet(_within(None, _month()(anchor).latest_end)),
    ),
    "coming-date": ReadingRule(
        "A day or month is named without a year, of something to come: the first such from the anchor on.",
        lambda anchor: _years(0, 1)(anchor).meet(_within(_month()(anchor).earliest_begin, None)),
    ),
    "last-named": ReadingRule(
        '"Last June", "last summer": the last that was over, or that of the year before the anchor\'s.',
        lambda anchor: _years(-2, 0)(anchor).meet(_before(anchor)),
    ),
    "next-named": ReadingRule(
        '"Next June", "next summer": the first to begin, or that of the year after the anchor\'s.',
        lambda anchor: _years(0, 2)(anchor).meet(_after(anchor)),
    ),
    "season": ReadingRule(
        "A season is named: that of the anchor's year; summer is June to August, and winter, December to "
        "February, counts to the year in which it begins, until it is over.",
        _years(-1, 1),
    ),
    "part-of-period": ReadingRule(
        '"Early", "mid" or "late": the first half of what is named, its middle half, its second half.',
        _anything,
    ),
    "about": ReadingRule('"About" what is named: widened as an approximate date is.', _anything),
    "weekday": ReadingRule(
        "A weekday is named: the last such day up to and including the anchor.", _days(-6, 0)
    ),
    "coming-weekday": ReadingRule(
        "A weekday is named, of something to come: the first such day after the anchor.", _days(1, 7)
    ),
    "this-weekday": ReadingRule(
        '"This Friday": that of the anchor\'s week, or the first from the anchor on.', _days(-6, 6)
    ),
    "last-weekday": ReadingRule(
        '"Last Friday": the last such day before the anchor, or that of the week before.', _days(-13, -1)
    ),
    "next-weekday": ReadingRule(
        '"Next Friday": the first such day after the anchor, or that of the week after.', _days(1, 13)
    ),
}
_CALENDAR = {
    "that-day": ReadingRule('"Today", "that day": the anchor.', _day(0), alone=True),
    "day-before": ReadingRule('"Yesterday": the day before the anchor.', _day(-1), alone=True),
    "day-after": ReadingRule('"Tomorrow": the day after the anchor.', _day(1), alone=True),
    "that-week": ReadingRule('"This week": the week of the anchor.', _week(), alone=True),
    "last-week": ReadingRule(
        '"Last week": Monday to Sunday before the week of the anchor.', _week(-1), alone=True
    ),
    "next-week": ReadingRule('"Next week": the week after that of the anchor.', _week(1), alone=True),
    "that-month": ReadingRule('"That month", "this month": the month of the anchor.', _month(), alone=True),
    "last-month": ReadingRule(
        '"Last month": the calendar month before the anchor\'s.', _month(-1), alone=True
    ),
    "next-month": ReadingRule('"Next month": the calendar month after the anchor\'s.', _month(1), alone=True),
    "that-year": ReadingRule('"This year", "that year": the year of the anchor.', _year(), alone=True),
    "last-year": ReadingRule('"Last year": the year before the anchor\'s.', _year(-1), alone=True),
    "next-year": ReadingRule('"Next year": the year after the anchor\'s.', _year(1), alone=True),
    "earlier-this-week": ReadingRule(
        '"Earlier this week": the anchor\'s week, not after the anchor.', _earlier(_week()), alone=True
    ),
    "earlier-this-month": ReadingRule(
        '"Earlier this month": the anchor\'s month, not after the anchor.', _earlier(_month()), alone=True
    ),
    "earlier-this-year": ReadingRule(
        '"This year", of something past: the anchor\'s year, not after the anchor.',
        _earlier(_year()),
        alone=True,
    ),
    "later-this-week": ReadingRule(
        '"Later this week": the anchor\'s week, not before the anchor.', _later(_week()), alone=True
    ),
    "later-this-month": ReadingRule(
        '"Later this month": the anchor\'s month, not before the anchor.', _later(_month()), alone=True
    ),
    "later-this-year": ReadingRule(
        '"Later this year": the anchor\'s year, not before the anchor.', _later(_year()), alone=True
    ),
}
_COUNTED = {
    "recent-days": ReadingRule(
        '"In recent days": up to the anchor, at most 14 days before.', _days(-14, 0), alone=True
    ),
    "recent-weeks": ReadingRule(
        '"In recent weeks": up to the anchor, at most 60 days before.', _days(-60, 0), alone=True
    ),
    "recent-months": ReadingRule(
        '"In recent months": up to the anchor, at most 366 days before.', _days(-366, 0), alone=True
    ),
    "coming-days": ReadingRule(
        '"In the coming days": after the anchor, within 14 days of it.', _days(1, 14), alone=True
    ),
    "coming-weeks": ReadingRule(
        '"In the coming weeks": after the anchor, within 60 days of it.', _days(1, 60), alone=True
    ),
    "coming-months": ReadingRule(
        '"In the coming months": after the anchor, within 366 days of it.', _days(1, 366), alone=True
    ),
    "ago": ReadingRule(
        '"N days ago": counted back from the anchor; weeks, months and years are about.',
        _until,
    ),
    "from-now": ReadingRule(
        '"In N days", "N days later": counted on from the anchor; weeks, months and years are about.',
        _from,
    ),
    "within-past": ReadingRule('"In the past N days": from N days before the anchor up to it.', _until),
    "within": ReadingRule('"Within N days": from the anchor to N days after it.', _from),
}
_SIDES = {
    "by": ReadingRule('"By" or "before" a day: on some day up to it, or before it.', _anything),
    "until": ReadingRule(
        '"Until" a day: it ended on that day; on the day before, when the hour is the day\'s first.',
        _anything,
    ),
    "after": ReadingRule('"After" a day: on some day that follows it.', _anything),
    "from-to": ReadingRule(
        '"From A to B": began in A and ended in B; A takes the year of B when it has none.', _anything
    ),
    "between": ReadingRule('"Between A and B": on some day from A to B.', _anything),
    "after-anchor": ReadingRule("Something to come: it begins after the anchor.", _after, alone=True),
    "up-to-anchor": ReadingRule(
        "Something past, without a date: it ended on the anchor at the latest.", _until, alone=True
    ),
    "as-of": ReadingRule(
        "The source says that it holds: it began by the anchor and had not ended before it.",
        _as_of,
        alone=True,
    ),
}

RULES: dict[str, ReadingRule] = {**_NAMED, **_CALENDAR, **_COUNTED, **_SIDES}
"""The rules by name, in the order in which they are documented."""
