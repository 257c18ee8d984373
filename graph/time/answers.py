"""Questions about the time of a story's things, by name: on a day, in a range, and how two things stand.

The things are its events, states of policies, tenures and claims. One without a date is among them: an
unknown bound admits every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from ...data.edtf import first_day, last_day
from ...errors import DateError, QueryError, UnknownNameError
from ...ontology.terms import Class
from ..naming import find
from ..snapshot import Snapshot, Span
from .allen import Allen, Order, allen, order
from .spans import Certainty, within

KINDS = (Class.Event, Class.PolicyState, Class.Tenure, Class.Claim)
"""The classes of the things that are asked about."""
Range = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """Whether a thing (its IRI) was so on some day of a range."""

    thing: str
    span: Span
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """How two things (their IRIs) stand in time."""

    one: str
    other: str
    order: Order
    allen: Mapping[Allen, Certainty]


def things(snapshot: Snapshot) -> list[str]:
    """The IRIs of all things that are asked about, sorted."""
    return sorted(thing for kind in KINDS for thing in snapshot.instances(kind))


def thing_named(snapshot: Snapshot, name: str) -> str:
    """The IRI of the event, state, tenure or claim that an id, a label or a misspelling means.

    Raises :class:`UnknownNameError` when there is none, or several, or when the name means something
    that has no time, such as a person.
    """
    try:
        return find(snapshot, name, Class.Dated)
    except UnknownNameError as error:
        found = find(snapshot, name, None)  # raises of its own when nothing has the name
        near = error.suggestions
        hint = f"did you mean {' or '.join(near)}?" if near else "give an event, a state, a tenure or a claim"
        problem = f'"{name}" means {snapshot.label(found)}, which has no time of its own'
        raise UnknownNameError(f"{problem}; {hint}", near) from None


def range_of(first: str | date | None, last: str | date | None) -> Range:
    """First and last day of a range whose ends are days, months or years; None leaves a side open.

    Raises :class:`DateError` for what is no date and for a range that runs backwards.
    """
    start = None if first is None else first_day(first)
    end = None if last is None else last_day(last)
    if start and end and start > end:
        raise DateError(f"the days from {start} to {end} run backwards; write the earlier one first")
    return start, end


def in_range(snapshot: Snapshot, asked: Iterable[str], days: Range) -> list[DayAnswer]:
    """For each of the things (IRIs), whether it was so on some day of the range; in order of time."""
    spans = sorted(((thing, snapshot.span(thing)) for thing in asked), key=lambda item: item[1].order)
    return [DayAnswer(thing, span, within(span, *days)) for thing, span in spans]


def compare(snapshot: Snapshot, one: str, other: str) -> PairAnswer:
    """How two things (IRIs) stand; :class:`QueryError` when they are one and the same."""
    if one == other:
        raise QueryError(f'both names mean "{snapshot.label(one)}"; give two things to compare')
    return _pair((one, snapshot.span(one)), (other, snapshot.span(other)))


def compare_all(snapshot: Snapshot) -> Iterator[PairAnswer]:
    """Every ordered pair of two different things, by their IRIs."""
    spans = [(thing, snapshot.span(thing)) for thing in things(snapshot)]
    return (_pair(one, other) for one, other in permutations(spans, 2))


def _pair(one: tuple[str, Span], other: tuple[str, Span]) -> PairAnswer:
    return PairAnswer(one[0], other[0], order(one[1], other[1]), allen(one[1], other[1]))
