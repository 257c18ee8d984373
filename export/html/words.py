"""Four day bounds in words, for people who read rather than compute."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

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
MONTH = 31


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive days within which a thing begins and ends; ``None`` is an unknown bound."""

    earliest_begin: date | None
    latest_begin: date | None
    earliest_end: date | None
    latest_end: date | None
    ongoing: bool = False

    @property
    def known(self) -> tuple[date, ...]:
        """The bounds that are known, in the order in which they are listed."""
        all_four = (self.earliest_begin, self.latest_begin, self.earliest_end, self.latest_end)
        return tuple(day for day in all_four if day)

    @property
    def begin_range(self) -> tuple[int | None, int | None]:
        """First and last day of its begin, as ordinals; an end that is open is ``None``."""
        begins = (self.earliest_begin, self.latest_begin)
        if not any(begins):
            begins = (None, self.known[0] if self.known else None)
        first, last = (day.toordinal() if day else None for day in begins)
        return first, last

    @property
    def vague(self) -> bool:
        """Whether the day of its begin is open by more than a month."""
        if not self.earliest_begin or not self.latest_begin:
            return bool(self.known)
        return (self.latest_begin - self.earliest_begin).days > MONTH

    @property
    def middle_of_begin(self) -> int | None:
        """The ordinal of the day on which a drawing puts it; ``None`` without any known bound."""
        days = [day for day in self.begin_range if day is not None]
        return sum(days) // len(days) if days else None


def in_words(bounds: Bounds) -> str:
    """Words for the bounds; ``""`` when nothing is known.

    >>> june = date(2025, 6, 1), date(2025, 6, 30)
    >>> in_words(Bounds(*june, *june))
    'between 1 and 30 June 2025'
    """
    if not bounds.known:
        return "ongoing, since an unknown day" if bounds.ongoing else ""
    if bounds.ongoing:
        return _ongoing(bounds)
    begin, end = _begin(bounds), _end(bounds)
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
