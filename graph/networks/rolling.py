"""Windows that roll: parts of a network in windows of one width, a step apart."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ...data.edtf import first_day, last_day
from ...errors import DateError
from .build import Network
from .windows import TIMED_EDGES, in_window, span_of

_LENGTH = re.compile(r"P?\s*(\d+)\s*(d|w|m|y|days?|weeks?|months?|years?)", re.IGNORECASE)
_HELP = 'write a number of days, weeks, months or years, such as "90 days" or "1 month"'


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in days or in calendar months."""

    days: int = 0
    months: int = 0

    @classmethod
    def read(cls, text: str) -> Length:
        """Read "90 days", "2 weeks", "3 months", "1 year", or the same as P90D, P2W, P3M, P1Y.

        Raises :class:`DateError` for anything else, and for nothing at all.

        >>> Length.read("1 year")
        Length(days=0, months=12)
        """
        found = _LENGTH.fullmatch(text.strip())
        if found is None or int(found[1]) == 0:
            raise DateError(f'"{text}" is no length of time; {_HELP}')
        number, unit = int(found[1]), found[2][0].lower()
        if unit in "dw":
            return cls(days=number * (7 if unit == "w" else 1))
        return cls(months=number * (12 if unit == "y" else 1))

    def after(self, day: date, times: int = 1) -> date:
        """The day that lies so many lengths later; the 31st becomes the last day of a shorter month."""
        month = day.year * 12 + day.month - 1 + self.months * times
        year, number = divmod(month, 12)
        clamped = min(day.day, monthrange(year, number + 1)[1])
        return date(year, number + 1, clamped) + timedelta(days=self.days * times)

    def start(self, day: date) -> date:
        """The day itself, or the first of its year or month where the length is one of months."""
        if not self.months:
            return day
        return day.replace(day=1) if self.months % 12 else day.replace(month=1, day=1)


def rolling(
    network: Network,
    width: str,
    step: str | None = None,
    *,
    first: str | date | None = None,
    last: str | date | None = None,
    certain: bool = False,
) -> Iterator[Network]:
    """The parts of a network, or of a view, in windows of a width, each a step after the one before.

    Lengths are read by :meth:`Length.read`; without a step, windows follow each other without a gap. The
    first window starts on ``first``, or in the month or year (by the width) of the earliest day that an edge
    is known to begin or to end; the last starts on or before ``last`` or the latest such day. Each part is
    that of :func:`.windows.in_window`; one in which nothing lies is given too, with a note.

    Raises :class:`DateError` when a length or day cannot be read, or no edge has a date.
    """
    wide, onward = Length.read(width), Length.read(step or width)
    known = sorted(_days(network))
    if not known and not (first and last):
        raise DateError("no edge of this network has a date, so no window can be laid over it")
    begin = date.fromisoformat(first_day(first)) if first else wide.start(date.fromisoformat(known[0]))
    end = date.fromisoformat(last_day(last) if last else known[-1])
    if begin > end:
        raise DateError(f"no window starts from {begin} to {end}; write the earlier day first")
    return _parts(network, wide, onward, begin, end, certain)


def _parts(
    network: Network, wide: Length, onward: Length, begin: date, end: date, certain: bool
) -> Iterator[Network]:
    number, start = 0, begin
    while start <= end:
        before_next = wide.after(start) - timedelta(days=1)
        yield in_window(network, start.isoformat(), before_next.isoformat(), certain=certain)
        number += 1
        start = onward.after(begin, number)


def _days(network: Network) -> Iterator[str]:
    for _, _, data in network.edges(data=True):
        if data["kind"] in TIMED_EDGES:
            span = span_of(data)
            yield from (day for day in (span.earliest_begin, span.latest_begin, span.latest_end) if day)
