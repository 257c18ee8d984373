"""What one edge allows: a step from one end to the other, for certain or possibly.

[eb, lb] bounds a begin, [ee, le] an end. The rules are told in :mod:`.from_network`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .moments import AFTER, BEFORE, Moments

UNKNOWN = Moments()


class Nature(StrEnum):
    """How a node stands in time: it just is, it happens once, or it lasts."""

    Plain = "plain"
    Occurrence = "occurrence"
    Lasting = "lasting"


class Refusal(StrEnum):
    """Why an edge gives no step."""

    Undated = "without a date"
    Order = "the order of its ends is not certain"
    Backward = "its ends are never in this order"


@dataclass(frozen=True, slots=True)
class End:
    """One end of an edge, and its own bounds where it has a time."""

    nature: Nature = Nature.Plain
    moments: Moments = UNKNOWN


@dataclass(frozen=True, slots=True)
class Between:
    """What joins two ends: its bounds, whether it lasts, is always open, or joins parts of one occurrence."""

    moments: Moments
    lasting: bool = False
    timeless: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A contact's days, as :class:`.contacts.Contacts` has them."""

    close: int
    land: int
    done: int
    first: int
    last: int


def possible_step(one: End, other: End, edge: Between) -> Step | Refusal:
    """The step that some choice of the unknown days allows."""
    if Nature.Plain in (one.nature, other.nature):
        days = _own(one, other, edge)
        return Step(days.le, days.eb, days.eb, days.eb, days.le)
    a, b = one.moments, other.moments
    if a.eb > b.le:
        return Refusal.Backward
    close, land = min(a.le, b.le), max(a.eb, b.eb)
    return Step(close, land, land, land, max(a.le, b.le))


def certain_step(one: End, other: End, edge: Between) -> Step | Refusal:
    """The step that every choice of the unknown days allows."""
    if Nature.Plain not in (one.nature, other.nature):
        return _ordered(one, other, edge)
    days = _own(one, other, edge)
    if edge.timeless and not days.dated:
        return Step(AFTER, BEFORE, BEFORE, BEFORE, AFTER)
    natures = {one.nature, other.nature}
    if Nature.Lasting in natures or (edge.lasting and Nature.Occurrence not in natures):
        return _lasting(other, days)
    if not days.closed:
        return Refusal.Undated
    if other.nature is Nature.Occurrence:
        over = max(days.le, other.moments.le)
        return Step(days.eb, days.eb, over, days.eb, days.le)
    return Step(days.eb, days.le, days.le, days.eb, days.le)


def _own(one: End, other: End, edge: Between) -> Moments:
    """The bounds of an edge, or else of the end that has a time."""
    if edge.moments.dated:
        return edge.moments
    return one.moments if one.nature is not Nature.Plain else other.moments


def _lasting(other: End, days: Moments) -> Step | Refusal:
    """What has come by ``ee`` is in time; it waits for the begin where it enters what lasts, or leaves it."""
    if not days.lasts:
        return Refusal.Undated
    land = BEFORE if other.nature is Nature.Lasting else days.lb
    return Step(days.ee, land, days.lb, days.eb, days.le)


def _ordered(one: End, other: End, edge: Between) -> Step | Refusal:
    """Between two ends that both have a time: by their own bounds, as their order decides."""
    a, b = one.moments, other.moments
    if not (_known(one) and _known(other)):
        return Refusal.Undated
    first, last = max(a.eb, b.eb), max(a.le, b.le)
    if one.nature is Nature.Occurrence:
        if other.nature is Nature.Occurrence:
            ordered = edge.together or a.le <= b.eb
            return Step(a.eb, b.eb, b.le, first, last) if ordered else _refusal(a, b)
        return Step(a.eb, a.le, max(a.le, b.lb), first, last) if a.le <= b.ee else _refusal(a, b)
    if other.nature is Nature.Occurrence:
        return Step(min(a.ee, b.eb), b.eb, b.le, first, last) if a.lb <= b.eb else _refusal(a, b)
    return Step(min(a.ee, b.ee), a.lb, max(a.lb, b.lb), first, last) if a.lb <= b.ee else _refusal(a, b)


def _known(end: End) -> bool:
    return end.moments.closed if end.nature is Nature.Occurrence else end.moments.lasts


def _refusal(a: Moments, b: Moments) -> Refusal:
    return Refusal.Backward if a.eb > b.le else Refusal.Order
