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

from .edtf import Bounds, parse

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """A rule's definition in words, and the bounds it allows for an anchor day."""

    definition: str
    allows: Callable[[date], Bounds]


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


def _year(anchor: date, offset: int = 0) -> Bounds:
    year = anchor.year + offset
    return _within(date(year, 1, 1), date(year, 12, 31))


def _month(anchor: date, offset: int = 0) -> Bounds:
    months = anchor.year * 12 + anchor.month - 1 + offset
    year, month = divmod(months, 12)
    return _within(date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]))


def _week(anchor: date, offset: int = 0) -> Bounds:
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=offset)
    return _within(monday, monday + timedelta(days=6))


def _until(anchor: date) -> Bounds:
    return _within(None, anchor)


def _as_of(anchor: date) -> Bounds:
    return Bounds(latest_begin=anchor, earliest_end=anchor)


RULES: dict[str, ReadingRule] = {
    "stated": ReadingRule("The source writes the date out in full.", _anything),
    "same-year": ReadingRule("A day or month is named without a year: it lies in the anchor's year.", _year),
    "weekday": ReadingRule(
        "A weekday is named: the last such day up to and including the anchor.",
        lambda anchor: _within(anchor - timedelta(days=6), anchor),
    ),
    "that-month": ReadingRule('"That month": the month of the anchor.', _month),
    "last-month": ReadingRule(
        '"Last month": the calendar month before the anchor\'s.', lambda a: _month(a, -1)
    ),
    "last-week": ReadingRule(
        '"Last week": Monday to Sunday before the week of the anchor.', lambda a: _week(a, -1)
    ),
    "earlier-this-year": ReadingRule(
        '"This year", of something past: the anchor\'s year, not after the anchor.',
        lambda a: _year(a).meet(_until(a)),
    ),
    "next-year": ReadingRule('"Next year": the year after the anchor\'s.', lambda a: _year(a, 1)),
    "coming-weeks": ReadingRule(
        '"In the coming weeks": after the anchor, within 60 days of it.',
        lambda a: _within(a + ONE_DAY, a + timedelta(days=60)),
    ),
    "after-anchor": ReadingRule(
        "Something to come: it begins after the anchor.",
        lambda a: Bounds(earliest_begin=a + ONE_DAY),
    ),
    "up-to-anchor": ReadingRule(
        "Something past, without a date: it ended on the anchor at the latest.", _until
    ),
    "as-of": ReadingRule(
        "The source says that it holds: it began by the anchor and had not ended before it.",
        _as_of,
    ),
}
"""The rules by name, in the order in which they are documented."""
