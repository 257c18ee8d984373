"""What dates say about one thing: the days between which it began and ended, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import combinations
from operator import attrgetter

from ...data.edtf import Bounds
from .differences import UNBOUNDED

BEGIN, END = 0, 1


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound as a day number (``date.toordinal``, or UNBOUNDED with a sign), and what asserts it."""

    day: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """The earliest (``low``) and latest (``high``) begin and end of a thing."""

    low: tuple[Limit, Limit]
    high: tuple[Limit, Limit]
    ongoing: bool

    @classmethod
    def of(cls, bounds: Bounds, assertion: str) -> Box:
        """One assertion's bounds. Nothing ends before it began, so each bound also limits its fellow."""
        begin, end = _number(bounds.earliest_begin, -UNBOUNDED), _number(bounds.latest_end, UNBOUNDED)
        low = begin, max(begin, _number(bounds.earliest_end, -UNBOUNDED))
        high = min(end, _number(bounds.latest_begin, UNBOUNDED)), end
        return cls(_limits(low, assertion), _limits(high, assertion), bounds.ongoing)

    def clashes(self, other: Box) -> bool:
        """Whether no pair of days satisfies both."""
        return any(
            self.low[side].day > other.high[side].day or other.low[side].day > self.high[side].day
            for side in (BEGIN, END)
        )

    def meet(self, other: Box) -> Box:
        """The days that satisfy both; of two assertions that bound alike, the first is named."""
        low, high = _each(max, self.low, other.low), _each(min, self.high, other.high)
        return Box(low, high, self.ongoing or other.ongoing)

    def hull(self, other: Box) -> Box:
        """The days that satisfy either; a bound names the one that allows more, as both bear it out."""
        low, high = _each(min, self.low, other.low), _each(max, self.high, other.high)
        return Box(low, high, self.ongoing and other.ongoing)


def _each(
    pick: Callable[..., Limit], one: tuple[Limit, Limit], other: tuple[Limit, Limit]
) -> tuple[Limit, Limit]:
    begin, end = (pick(pair, key=attrgetter("day")) for pair in zip(one, other, strict=True))
    return begin, end


def combine(boxes: Sequence[Box]) -> tuple[Box, list[tuple[str, str]]]:
    """What several dates of one thing say together, and each pair of them that cannot both be true.

    Dates that clash count as the range that admits each of them: none is picked in silence.
    """
    if len(boxes) == 1:
        return boxes[0], []
    pairs = [(a, b) for a, b in combinations(boxes, 2) if a.clashes(b)]
    clashing = [box for box in boxes if any(box is one or box is other for one, other in pairs)]
    agreeing = [box for box in boxes if box not in clashing]
    hulls = [reduce(Box.hull, clashing)] if clashing else []
    return reduce(Box.meet, [*hulls, *agreeing]), [(a.low[BEGIN].by, b.low[BEGIN].by) for a, b in pairs]


def to_bounds(low: Sequence[int], high: Sequence[int], ongoing: bool) -> Bounds:
    """Day numbers of begin and end as dates; what no calendar holds is unknown.

    A thing goes on only as long as nothing gives it a last day.
    """
    begin, end = low
    begun, ended = high
    open_end = ongoing and ended >= UNBOUNDED // 2
    return Bounds(_day(begin), _day(begun), _day(end), _day(ended), open_end)


def _limits(days: Sequence[int], by: str) -> tuple[Limit, Limit]:
    return Limit(days[BEGIN], by), Limit(days[END], by)


def _number(day: date | None, unknown: int) -> int:
    return unknown if day is None else day.toordinal()


def _day(number: int) -> date | None:
    return date.fromordinal(number) if 1 <= number <= _LAST else None


_LAST = date.max.toordinal()
