"""Dates as EDTF (ISO 8601-2:2019, levels 0 and 1): from a string to the days it allows.

The ``edtf`` library parses; this module says what a string means for a thing's four inclusive
bounds. An approximate date (``~`` or ``%``) is widened by :data:`WIDENING`, which the library
leaves to padding settings meant for sorting. ``?`` doubts the statement, not the day: it stays in
the string and does not widen the range.

Of level 2 the sets are read too, as the library does: ``[2025-03-04,2025-03-06]`` is one of two days,
``[..2025-10-07]`` some day up to that one, ``[2025-10-08..2025-12-06]`` some day between. Levels 0 and 1
have no string for "on some day before the source was issued".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ..errors import DateError

WIDENING = {"day": 3, "month": 31, "year": 366, "season": 31}
"""Days added on each side of an approximate date, by its precision."""

MAX_LENGTH = 64
"""Characters of a date at most: the library's parser takes minutes over long sets."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?[~?%]?")
_SEASON = re.compile(r"(\d{4}-2[1-4])[~%?]")
_LEVEL_0 = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_SPAN = re.compile(rf"\[({_LEVEL_0})?\.\.({_LEVEL_0})?\]", re.ASCII)
_HALF_KNOWN = re.compile(r"-(\dX|X\d)")
_LONG_YEAR = re.compile(r"Y-?\d")
_HELP = "write YYYY, YYYY-MM or YYYY-MM-DD, a range A/B, .. for an open end, ~ for about"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days between which a thing began and ended, each bound inclusive; None is unknown.

    ``ongoing`` says that the end is open (``..`` in EDTF).
    """

    earliest_begin: date | None = None
    latest_begin: date | None = None
    earliest_end: date | None = None
    latest_end: date | None = None
    ongoing: bool = False

    def meet(self, other: Bounds) -> Bounds:
        """The bounds that satisfy both: the later of the earliest, the earlier of the latest."""
        return Bounds(
            _latest(self.earliest_begin, other.earliest_begin),
            _earliest(self.latest_begin, other.latest_begin),
            _latest(self.earliest_end, other.earliest_end),
            _earliest(self.latest_end, other.latest_end),
            self.ongoing or other.ongoing,
        ).tightened()

    def tightened(self) -> Bounds:
        """What follows from the begin not being after the end; an open end says nothing of itself."""
        return Bounds(
            self.earliest_begin,
            _earliest(self.latest_begin, self.latest_end),
            self.earliest_end if self.ongoing else _latest(self.earliest_end, self.earliest_begin),
            self.latest_end,
            self.ongoing,
        )

    def hull(self, other: Bounds) -> Bounds:
        """The bounds that admit whatever either admits."""
        return Bounds(
            _widest(min, self.earliest_begin, other.earliest_begin),
            _widest(max, self.latest_begin, other.latest_begin),
            _widest(min, self.earliest_end, other.earliest_end),
            _widest(max, self.latest_end, other.latest_end),
            self.ongoing and other.ongoing,
        )

    @property
    def possible(self) -> bool:
        """Whether any pair of days satisfies the bounds; what goes on has no latest end."""
        if self.ongoing and self.latest_end is not None:
            return False
        pairs = (
            (self.earliest_begin, self.latest_begin),
            (self.earliest_end, self.latest_end),
            (self.earliest_begin, self.latest_end),
        )
        return all(low is None or high is None or low <= high for low, high in pairs)


def _latest(a: date | None, b: date | None) -> date | None:
    return max(a, b) if a and b else a or b


def _earliest(a: date | None, b: date | None) -> date | None:
    return min(a, b) if a and b else a or b


def _widest(pick: Callable[[date, date], date], a: date | None, b: date | None) -> date | None:
    return pick(a, b) if a and b else None


@lru_cache(maxsize=4096)
def parse(text: str) -> Bounds:
    """The bounds that an EDTF string states.

    A lone date is something that began and ended on some day of it: ``2025-06`` lies within June.
    A range ``A/B`` began on some day of A and ended on some day of B; ``A/..`` goes on, and in
    ``A/`` or ``/B`` the missing side is unknown. A set (``[..B]``) is some day of it.

    Raises :class:`DateError` for what EDTF does not allow, for a range that ends before it begins,
    and for years outside 1 to 9999, which ``xsd:date`` bounds and Python's dates cannot hold.

    >>> parse("2025-06/..")
    Bounds(earliest_begin=datetime.date(2025, 6, 1), latest_begin=datetime.date(2025, 6, 30), \
earliest_end=None, latest_end=None, ongoing=True)
    """
    if len(text) > MAX_LENGTH:
        raise DateError(f'"{text[:20]}…" is too long for a date; {_HELP}')
    bounds = _range(text) if "/" in text else _lone(text)
    if not bounds.possible:
        raise DateError(f'"{text}" ends before it begins; write the earlier date first')
    return bounds.tightened()


def written(first: date | None, last: date | None) -> str:
    """The plainest EDTF for something that was on some day from ``first`` to ``last``; None is open.

    Its bounds are those two days, no wider and no narrower.

    >>> written(date(2025, 6, 1), date(2025, 6, 30)), written(date(2025, 9, 29), date(2025, 10, 5))
    ('2025-06', '2025-10-02~')
    >>> written(None, date(2025, 10, 7)), written(date(2025, 10, 8), date(2025, 12, 6))
    ('[..2025-10-07]', '[2025-10-08..2025-12-06]')
    """
    if first is None or last is None:
        return f"[{first or ''}..{last or ''}]"
    if (last - first).days == 2 * WIDENING["day"]:
        return f"{first + (last - first) // 2}~"
    if first.day > 1 or last.day < monthrange(last.year, last.month)[1]:
        return f"{first}" if first == last else f"[{first}..{last}]"
    if (first.month, last.month) == (1, 12):
        begin, end = f"{first:%Y}".zfill(4), f"{last:%Y}".zfill(4)
    else:
        begin, end = f"{first}"[:7], f"{last}"[:7]
    return begin if begin == end else f"[{begin}..{end}]"


def _lone(text: str) -> Bounds:
    if (span := _SPAN.fullmatch(text)) and text != "[..]":
        first = _days(span[1], text)[0] if span[1] else None
        last = _days(span[2], text)[1] if span[2] else None
    else:
        first, last = _days(text, text)
    return Bounds(first, last, first, last)


def _range(text: str) -> Bounds:
    begin, _, end = text.partition("/")
    if "/" in end or text == "/" or "[" in text or "{" in text:
        raise DateError(
            f'"{text}" is not a range; write A/B with one date on each side, or .. for an open end'
        )
    begin_first, begin_last = _days(begin, text) if begin not in ("", "..") else (None, None)
    end_first, end_last = _days(end, text) if end not in ("", "..") else (None, None)
    return Bounds(begin_first, begin_last, end_first, end_last, ongoing=end == "..")


def is_day(text: str) -> bool:
    """Whether the string names one day and nothing vaguer."""
    return bool(_DAY.fullmatch(text))


def checked_day(text: str | date) -> str:
    """The string itself when it names one day; else a :class:`DateError`."""
    text = _text(text)
    parse(text)
    if not is_day(text):
        raise DateError(f'"{text}" is not a day; write YYYY-MM-DD')
    return text


def first_day(text: str | date) -> str:
    """The first day that an EDTF string admits, in ISO form: ``2025-06`` is 2025-06-01."""
    text = _text(text)
    return _iso(parse(text).earliest_begin, text)


def last_day(text: str | date) -> str:
    """The last day that an EDTF string admits, in ISO form: ``2025-06`` is 2025-06-30."""
    text = _text(text)
    return _iso(parse(text).latest_end, text)


def _text(day: str | date) -> str:
    """A day as text; Python's own dates are as good as a text that names one."""
    if isinstance(day, date):
        return f"{day:%Y-%m-%d}"
    if not isinstance(day, str):
        raise DateError(f"{day!r} is not a date; {_HELP}")
    return day


def _iso(day: date | None, text: str) -> str:
    if day is None:
        raise DateError(f'"{text}" has an open side; write a day, a month or a year')
    return day.isoformat()


Days = tuple[date | None, date | None]
"""First and last day; None is an open side."""


def _days(text: str, whole: str) -> Days:
    """First and last day that a single EDTF date allows."""
    outside = f'"{whole}" is outside the years 1 to 9999 that dateline can hold; {_HELP}'
    # Of such a year (Y17E7) the library would first compute all digits.
    if _LONG_YEAR.search(text):
        raise DateError(outside)
    try:
        days = _plain_days(text) or _strict_days(text, whole)
    except DateError:
        raise
    except ValueError as error:
        if "year" in str(error):
            raise DateError(outside) from None
        raise DateError(f'"{whole}" is not in the calendar; {_HELP}') from None
    pad = timedelta(days=_padding(text))
    try:
        return days[0] and days[0] - pad, days[1] and days[1] + pad
    except OverflowError:
        raise DateError(outside) from None


def _plain_days(text: str) -> Days | None:
    """First and last day of a year, month or day (EDTF level 0), qualified or not; None for the rest.

    Nearly every date is such a one, and the library takes 0.2 s to load and 13 ms for each.
    """
    found = _PLAIN.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    length = monthrange(year, month)[1]
    if day > length or found[3] == "00":
        return None  # for the library to refuse
    return date(year, month, day or 1), date(year, month, day or length)


def _strict_days(text: str, whole: str) -> Days:
    """What the library answers for seasons, sets and unspecified digits."""
    from edtf import parse_edtf

    # The library drops white space around a date, and prints what it makes of a half-known month.
    if text != text.strip() or _HALF_KNOWN.search(text):
        raise DateError(f'"{whole}" is not a date; {_HELP}')
    # It knows no approximate seasons.
    season = _SEASON.fullmatch(text)
    try:
        parsed = parse_edtf(season[1] if season else text)
        first, last = parsed.lower_strict(), parsed.upper_strict()
    # Besides its own error it lets out ValueError, TypeError and AttributeError.
    except Exception:
        raise DateError(f'"{whole}" is not a date; {_HELP}') from None
    # "All of" an endless set, or ".." alone, dates nothing; "one of" it has one known side.
    open_sides = (type(first), type(last)).count(float)
    if open_sides == 2 or (open_sides and text.startswith("{")):
        raise DateError(f'"{whole}" has an open side; write a range: A/.. or ../B')
    return _day(first), _day(last)


def _day(moment: Sequence[int] | float) -> date | None:
    """The day of a struct_time; the library gives the number infinity for an open side."""
    return None if isinstance(moment, float) else date(*moment[:3])


def _padding(text: str) -> int:
    if not ("~" in text or "%" in text):
        return 0
    bare = re.sub("[~%?]", "", text)
    if _DAY.fullmatch(bare):
        return WIDENING["day"]
    if not re.fullmatch(r"\d{4}-\d{2}", bare):
        return WIDENING["year"]
    return WIDENING["month" if int(bare[5:]) <= 12 else "season"]
