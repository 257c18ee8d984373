"""Allen's thirteen relations between two things whose days are not fully known.

James F. Allen, "Maintaining knowledge about temporal intervals", Communications of the ACM 26 (11), 1983.
A thing that lasts from day b to day e, both counted in, is the interval from the begin of b to the
begin of the day after e. So two things *meet* when one begins on the day after the other ends. Of two
intervals exactly one of the thirteen holds, so a relation is certain when it is the only possible one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ..snapshot import Span
from .spans import Certainty


class Allen(StrEnum):
    """The thirteen relations, by Allen's names in the spelling of OWL-Time."""

    Before = "before"
    Meets = "meets"
    Overlaps = "overlaps"
    Starts = "starts"
    During = "during"
    Finishes = "finishes"
    Equals = "equals"
    After = "after"
    MetBy = "metBy"
    OverlappedBy = "overlappedBy"
    StartedBy = "startedBy"
    Contains = "contains"
    FinishedBy = "finishedBy"

    @property
    def owl_time(self) -> str:
        """The property of OWL-Time that says the same.

        >>> Allen.MetBy.owl_time
        'time:intervalMetBy'
        """
        return f"time:interval{self.name}"

    @property
    def inverse(self) -> Allen:
        """What holds of the same two things the other way round."""
        return _INVERSE[self]


_INVERSE = {
    Allen.Before: Allen.After,
    Allen.Meets: Allen.MetBy,
    Allen.Overlaps: Allen.OverlappedBy,
    Allen.Starts: Allen.StartedBy,
    Allen.During: Allen.Contains,
    Allen.Finishes: Allen.FinishedBy,
    Allen.Equals: Allen.Equals,
}
_INVERSE |= {inverse: relation for relation, inverse in _INVERSE.items()}

# Days are counted from 1 (date.toordinal), the last is 3,652,059. Each limit keeps more than the two
# days of room that a relation may need. An open end lies beyond every begin; an unknown one may be open.
UNKNOWN_PAST, ANY_BEGIN, OPEN_END, ANY_END = -9, 4_000_000, 5_000_000, 6_000_000


class _Box(NamedTuple):
    """The first and last day that the begin and the end of a thing may be."""

    begin: int
    begin_by: int
    end: int
    end_by: int


@lru_cache(maxsize=4096)
def _box(span: Span) -> _Box:
    days = span.bounds
    begin, begin_by, end, end_by = (
        day.toordinal() if day else None
        for day in (days.earliest_begin, days.latest_begin, days.earliest_end, days.latest_end)
    )
    return _Box(
        _known(begin, UNKNOWN_PAST),
        _known(begin_by, end_by, ANY_BEGIN),
        OPEN_END if span.ongoing else _known(end, begin, UNKNOWN_PAST),
        ANY_END if span.ongoing else _known(end_by, ANY_END),
    )


def _known(*days: int | None) -> int:
    """The first that is known; the last one always is."""
    return next(day for day in days if day is not None)


# Each relation orders the four days in a chain, and a chain fits into the bounds when each day in it
# can come far enough before every later one. Comparisons that follow from others are left out, as are
# those that hold of all tight bounds.


def _before(a: _Box, b: _Box) -> bool:
    return a.end + 2 <= b.begin_by


def _meets(a: _Box, b: _Box) -> bool:
    return a.end + 1 <= b.begin_by and b.begin <= a.end_by + 1


def _overlaps(a: _Box, b: _Box) -> bool:
    begins = a.begin + 1 <= b.begin_by and a.begin + 1 <= a.end_by and b.begin <= a.end_by
    return begins and a.begin + 2 <= b.end_by and b.begin + 1 <= b.end_by and a.end + 1 <= b.end_by


def _starts(a: _Box, b: _Box) -> bool:
    return _share_begin(a, b) and a.end + 1 <= b.end_by and b.begin + 1 <= b.end_by


def _during(a: _Box, b: _Box) -> bool:
    return b.begin + 1 <= a.begin_by and b.begin + 2 <= b.end_by and a.end + 1 <= b.end_by


def _finishes(a: _Box, b: _Box) -> bool:
    return _share_end(a, b) and b.begin + 1 <= a.begin_by and b.begin + 1 <= b.end_by


def _equals(a: _Box, b: _Box) -> bool:
    return _share_begin(a, b) and _share_end(a, b)


def _share_begin(a: _Box, b: _Box) -> bool:
    return a.begin <= b.begin_by and b.begin <= a.begin_by


def _share_end(a: _Box, b: _Box) -> bool:
    return a.end <= b.end_by and b.end <= a.end_by


_POSSIBLE: dict[Allen, Callable[[_Box, _Box], bool]] = {
    Allen.Before: _before,
    Allen.Meets: _meets,
    Allen.Overlaps: _overlaps,
    Allen.Starts: _starts,
    Allen.During: _during,
    Allen.Finishes: _finishes,
    Allen.Equals: _equals,
}


def allen(a: Span, b: Span) -> Mapping[Allen, Certainty]:
    """How ``a`` relates to ``b``: each of the thirteen as certain, possible or impossible.

    Bounds are as the solver leaves them: tight, so that each bound is a day that the thing may begin
    or end on. An unknown bound admits every day. What is ongoing ends after every day on which
    something begins; which of two ongoing things ends first is not known.

    >>> june = Span("2025-06-01", "2025-06-01", "2025-06-30", "2025-06-30")
    >>> summit = Span("2025-06-15", "2025-06-15", "2025-06-17", "2025-06-17")
    >>> allen(summit, june)[Allen.During].value
    'certain'
    """
    return _relations(_box(a), _box(b))


# Many things of a story share their days, so of all its pairs only some differ.
@lru_cache(maxsize=65536)
def _relations(one: _Box, other: _Box) -> Mapping[Allen, Certainty]:
    holds = {relation for relation, fits in _POSSIBLE.items() if fits(one, other)}
    holds |= {_INVERSE[relation] for relation, fits in _POSSIBLE.items() if fits(other, one)}
    answer = Certainty.Certain if len(holds) == 1 else Certainty.Possible
    return MappingProxyType(
        {relation: answer if relation in holds else Certainty.Impossible for relation in Allen}
    )


@dataclass(frozen=True, slots=True)
class Order:
    """Whether one thing lies wholly before another, and wholly after it; sharing a day it does neither."""

    before: Certainty
    after: Certainty


def order(a: Span, b: Span) -> Order:
    """Whether ``a`` ended before the day on which ``b`` began, and the inverse.

    This is what readers mean by "before": Allen's before or meets.
    """
    one, other = _box(a), _box(b)
    return Order(_earlier(one, other), _earlier(other, one))


def before(a: Span, b: Span) -> Certainty:
    """Whether ``a`` ended before the day on which ``b`` began; what is ongoing is before nothing."""
    return _earlier(_box(a), _box(b))


def after(a: Span, b: Span) -> Certainty:
    """Whether ``a`` began after the day on which ``b`` ended."""
    return before(b, a)


def _earlier(one: _Box, other: _Box) -> Certainty:
    if one.end >= other.begin_by:
        return Certainty.Impossible
    return Certainty.Certain if one.end_by < other.begin else Certainty.Possible
