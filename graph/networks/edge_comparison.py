"""What changed in an edge list from one time to another: pairs that came, went, grew and shrank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ...data.edtf import first_day, last_day
from ...errors import DateError, NetworkError
from .contacts import Contacts
from .measures.events import once_each
from .numeric import np

Moment: TypeAlias = str | date | tuple[str | date | None, str | date | None]
"""A day, month or year: all contacts up to its end. Two of them: those from the one to the other."""


@dataclass(frozen=True, slots=True)
class PairCount:
    """How many contacts two nodes have at either time."""

    source: str
    target: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class EdgeComparison:
    """The ordered pairs whose number of contacts changed, the largest change first, then by name.

    ``before`` and ``after`` are the windows (ISO days, None: open), ``contacts`` and ``nodes`` their sizes.
    """

    before: tuple[str | None, str | None]
    after: tuple[str | None, str | None]
    contacts: tuple[int, int]
    nodes: tuple[int, int]
    came: tuple[PairCount, ...]
    went: tuple[PairCount, ...]
    grew: tuple[PairCount, ...]
    shrank: tuple[PairCount, ...]
    left_out: Mapping[str, int]


def window_of(moment: Moment) -> tuple[str | None, str | None]:
    """The first and the last day of a moment."""
    if not isinstance(moment, tuple):
        return None, last_day(moment)
    first, last = moment
    return first_day(first) if first else None, last_day(last) if last else None


def compare_edges(contacts: Contacts, first: Moment, second: Moment) -> EdgeComparison:
    """Which pairs came, went, grew and shrank from ``first`` to ``second``.

    An edge that was made into two contacts counts once. Raises :class:`DateError` when the second comes
    first, and :class:`NetworkError` when nothing lies in either.
    """
    sides = window_of(first), window_of(second)
    if (sides[0][1] or "9999") > (sides[1][1] or "9999"):
        raise DateError(f"{sides[0][1]} is after {sides[1][1]}; write the earlier first")
    once = np.zeros(len(contacts), np.bool_)
    once[once_each(contacts)] = True
    parts = [contacts.part(once).window(*side) for side in sides]
    if not any(len(part) for part in parts):
        span = " to ".join(str(day) for day in contacts.hull)
        raise NetworkError(f"no contact lies in either window; the contacts run from {span}")
    changed = _changed(*parts)
    return EdgeComparison(
        *sides,
        (len(parts[0]), len(parts[1])),
        (_nodes(parts[0]), _nodes(parts[1])),
        tuple(pair for pair in changed if not pair.before),
        tuple(pair for pair in changed if not pair.after),
        tuple(pair for pair in changed if 0 < pair.before < pair.after),
        tuple(pair for pair in changed if 0 < pair.after < pair.before),
        dict(contacts.left_out),
    )


def _nodes(part: Contacts) -> int:
    return len(np.unique(np.concatenate((part.source, part.target))))


def _changed(before: Contacts, after: Contacts) -> list[PairCount]:
    size, nodes = len(before.nodes), before.nodes
    codes = [part.source.astype(np.int64) * size + part.target for part in (before, after)]
    pairs, which = np.unique(np.concatenate(codes), return_inverse=True)
    old = np.bincount(which[: len(codes[0])], minlength=len(pairs))
    new = np.bincount(which[len(codes[0]) :], minlength=len(pairs))
    differ = np.flatnonzero(old != new)
    columns = (pairs[differ].tolist(), old[differ].tolist(), new[differ].tolist())
    found = [PairCount(nodes[p // size], nodes[p % size], a, b) for p, a, b in zip(*columns, strict=True)]
    return sorted(found, key=lambda pair: (-abs(pair.after - pair.before), pair.source, pair.target))
