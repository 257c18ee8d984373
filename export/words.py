"""Four day bounds in words, for people who read rather than compute."""

from __future__ import annotations

import re
from datetime import date

from ..data.edtf import Bounds

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_words(bounds: Bounds) -> str:
    """Words for the bounds; ``""`` when nothing is known.

    >>> june = date(2025, 6, 1), date(2025, 6, 30)
    >>> in_words(Bounds(*june, *june))
    'between 1 and 30 June 2025'
    """
    begin, end = _begin(bounds), _end(bounds)
    if not any((*begin, *end)):
        return "ongoing, since an unknown day" if bounds.ongoing else ""
    if bounds.ongoing:
        return _ongoing(bounds)
    if begin == end:
        return _some_day(*begin)
    if not any(end):
        return f"began {_some_day(*begin)}; end not known"
    if not any(begin):
        return f"ended {_some_day(*end)}; begin not known"
    if begin[0] == begin[1] and end[0] == end[1] and begin[0] and end[0]:
        return f"from {_span(begin[0], end[0], ' to ')}"
    return f"began {_some_day(*begin)}; ended {_some_day(*end)}"


def day_in_words(day: date) -> str:
    """The day as "7 October 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def class_in_words(name: str) -> str:
    """The name of a class as a reader would write it.

    >>> class_in_words("TakingOffice")
    'Taking office'
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return words[:1] + words[1:].lower() if words != name else name


def _ongoing(bounds: Bounds) -> str:
    first, last = _begin(bounds)
    if first and last:
        if first == last:
            return f"since {day_in_words(first)}, ongoing"
        return f"since a day between {_span(first, last, ' and ')}, ongoing"
    if last:
        return f"since {day_in_words(last)} or earlier, ongoing"
    if first:
        return f"since {day_in_words(first)} or later, ongoing"
    return "ongoing, since an unknown day"


def _begin(bounds: Bounds) -> tuple[date | None, date | None]:
    return bounds.earliest_begin, bounds.latest_begin


def _end(bounds: Bounds) -> tuple[date | None, date | None]:
    return bounds.earliest_end, bounds.latest_end


def _some_day(first: date | None, last: date | None) -> str:
    if first and last:
        same = first == last
        return f"on {day_in_words(first)}" if same else f"between {_span(first, last, ' and ')}"
    if first:
        return f"on or after {day_in_words(first)}"
    return f"on or before {day_in_words(last)}" if last else "on an unknown day"


def _span(first: date, last: date, joint: str) -> str:
    """Two days without saying a shared month or year twice."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{joint}{day_in_words(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]}{joint}{day_in_words(last)}"
    return f"{day_in_words(first)}{joint}{day_in_words(last)}"
