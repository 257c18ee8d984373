"""Reach of every node, in memory that a bound limits.

Contacts of known days need one pass over the days for a block of nodes: each node holds one bit for each
start of the block, and a contact hands the bits on. All n starts at once take n²/8 bytes (42 MB for the
18,463 nodes of ICEWS); a block is as many starts as ``memory`` has room for. Contacts with ranges of days
need one spread for each start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .contacts import Contacts
from .fastest import days_of
from .numeric import np
from .paths import Day
from .question import Asked
from .spread import UNREACHED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .contacts import Days, Mask, Places

    Bits = NDArray[np.uint64]

MEMORY = 128 * 1024 * 1024
"""Bytes that a block takes at most, unless told otherwise; a block has 64 starts at least."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReachOfAll:
    """The reach of every node. ``counts`` has the shape (n,) and counts the node itself too."""

    asked: Asked
    backward: bool
    memory: int
    counts: NDArray[np.int64]

    def sets(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Each node and the names that it reaches, computed again block by block as they are taken."""
        nodes = self.asked.contacts.nodes
        for start, reached in _reached(self.asked, self.backward, self.memory):
            yield nodes[start], frozenset(nodes[place] for place in np.flatnonzero(reached).tolist())

    def by_name(self) -> dict[str, int]:
        """The counts by name, the highest first, then in order of names."""
        counts = zip(self.asked.contacts.nodes, self.counts.tolist(), strict=True)
        return dict(sorted(counts, key=lambda item: (-item[1], item[0])))


def reach_of_all(
    contacts: Contacts,
    *,
    first: Day = None,
    last: Day = None,
    strict: bool = False,
    backward: bool = False,
    memory: int = MEMORY,
) -> ReachOfAll:
    """How many nodes each can have reached in a window (backward: can have been reached from).

    ``memory`` bounds the bytes that a block of starts takes. Raises :class:`NetworkError` when no contact
    lies in the window.
    """
    asked = Asked.of(contacts, first, last, strict=strict)
    counts = np.zeros(len(contacts.nodes), np.int64)
    for start, reached in _reached(asked, backward, memory):
        counts[start] = np.count_nonzero(reached)
    return ReachOfAll(asked, backward, memory, counts)


def arrivals(
    contacts: Contacts,
    starts: Places,
    *,
    first: Day = None,
    last: Day = None,
    strict: bool = False,
) -> Days:
    """Earliest arrivals from each of some nodes, shape (len(starts), n); UNREACHED where there is none.

    The start itself has the day before the window's first day when ``strict``, else that first day.
    """
    asked = Asked.of(contacts, first, last, strict=strict)
    return np.stack([asked.forward(int(start)).arrival for start in starts])


def _reached(asked: Asked, backward: bool, memory: int) -> Iterator[tuple[int, Mask]]:
    """Each node and the mask, shape (n,), of what it reaches."""
    if not asked.contacts.exact:
        for start in range(len(asked.contacts.nodes)):
            found = asked.backward(start) if backward else asked.forward(start)
            yield start, found.arrival != UNREACHED
        return
    count = len(asked.contacts.nodes)
    words = max(1, memory // (8 * count))
    for begin in range(0, count, 64 * words):
        end = min(count, begin + 64 * words)
        yield from _masks(begin, end, _pass(asked, backward, begin, end))


def _masks(begin: int, end: int, bits: Bits) -> Iterator[tuple[int, Mask]]:
    for word in range(bits.shape[1]):
        column = np.ascontiguousarray(bits[:, word])
        for bit in range(min(64, end - begin - 64 * word)):
            yield begin + 64 * word + bit, (column >> np.uint64(bit) & np.uint64(1)).astype(np.bool_)


def _pass(asked: Asked, backward: bool, begin: int, end: int) -> Bits:
    """One pass over the days; bit b of node v tells whether start ``begin + b`` has reached v."""
    contacts = asked.contacts
    bits = np.zeros((len(contacts.nodes), -(-(end - begin) // 64)), np.uint64)
    starts = np.arange(end - begin)
    bits[begin + starts, starts // 64] = np.uint64(1) << (starts % 64).astype(np.uint64)
    days = list(days_of(contacts.close, contacts.source, contacts.target, asked.usable))
    for _, sources, targets in reversed(days) if backward else days:
        ends = (targets, sources) if backward else (sources, targets)
        _hand_on(bits, *ends, repeat=not asked.delta)
    return bits


def _hand_on(bits: Bits, sources: Places, targets: Places, *, repeat: bool) -> None:
    """Hand the bits of sources on to targets of one day, in place; again while any is new."""
    order = np.argsort(targets, kind="stable")
    sources, targets = sources[order], targets[order]
    known, begins = np.unique(targets, return_index=True)
    while True:
        handed = np.bitwise_or.reduceat(bits[sources], begins, axis=0) | bits[known]
        if repeat and np.array_equal(handed, bits[known]):
            return
        bits[known] = handed
        if not repeat:
            return
