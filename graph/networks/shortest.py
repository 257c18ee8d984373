"""The k shortest paths that respect time: fewest steps first, then the earliest arrival.

Yen's algorithm (1971, "Finding the k shortest loopless paths in a network") with a clock: a path that leaves
an earlier one at some node goes on from the day on which that one has come there. Two paths differ when they
lead through different nodes; of the contacts between the same nodes each path takes those that arrive first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from heapq import heappop, heappush

from .contacts import Contacts
from .numeric import np
from .paths import Day, TimedPath, path_of
from .question import Asked
from .spread import spread

Rows = tuple[int, ...]
Nodes = tuple[int, ...]


def shortest_paths(
    contacts: Contacts,
    source: str,
    target: str,
    limit: int = 3,
    *,
    first: Day = None,
    last: Day = None,
    strict: bool = False,
) -> list[TimedPath]:
    """Up to ``limit`` paths without repeated nodes; empty when none respects time, or the ends are the same.

    Window, ``strict`` and errors are those of :mod:`.paths`.
    """
    asked = Asked.of(contacts, first, last, strict=strict)
    start, end = contacts.place_of(source), contacts.place_of(target)
    if start == end:
        return []
    found = (path_of(asked, rows) for rows in _in_order(asked, start, end, limit))
    return [path for path in found if path]


def _in_order(asked: Asked, start: int, end: int, limit: int) -> Iterator[Rows]:
    """The contacts of each path, the shortest first."""
    left_by: dict[Nodes, set[int]] = defaultdict(set)
    heap: list[tuple[int, int, Nodes, Rows]] = []
    seen: set[Nodes] = set()
    _push(asked, heap, seen, _spur(asked, (), start, end, set()))
    while heap and limit:
        _, _, nodes, rows = heappop(heap)
        yield rows
        limit -= 1
        for at in range(len(rows)):
            prefix = nodes[: at + 1]
            left_by[prefix].add(nodes[at + 1])
            _push(asked, heap, seen, _spur(asked, rows[:at], prefix[-1], end, left_by[prefix]))


def _push(asked: Asked, heap: list[tuple[int, int, Nodes, Rows]], seen: set[Nodes], rows: Rows) -> None:
    nodes = _nodes(asked, rows)
    if rows and nodes not in seen:
        seen.add(nodes)
        heappush(heap, (len(rows), _arrival(asked, rows), nodes, rows))


def _nodes(asked: Asked, rows: Rows) -> Nodes:
    contacts = asked.contacts
    return (*(int(contacts.source[row]) for row in rows), *(int(contacts.target[row]) for row in rows[-1:]))


def _arrival(asked: Asked, rows: Rows) -> int:
    """The day on which the last of some steps arrives; of none, that from which a step may be taken."""
    ready = asked.begin - asked.delta
    for row in rows:
        ready = max(ready + asked.delta, int(asked.contacts.land[row]))
    return ready


def _spur(asked: Asked, prefix: Rows, node: int, end: int, left_by: set[int]) -> Rows:
    """The best path that begins as given and leaves ``node`` by none of some ways; empty without one."""
    contacts = asked.contacts
    usable = asked.usable
    if left_by:
        usable = usable & ~((contacts.source == node) & np.isin(contacts.target, list(left_by)))
    found = spread(
        contacts.forward,
        node,
        _arrival(asked, prefix),
        delta=asked.delta,
        limit=asked.end,
        usable=usable,
        barred=_nodes(asked, prefix)[:-1],
        until=end,
    )
    rest = found.trace(contacts.forward, end)
    return (*prefix, *reversed(rest)) if rest else ()
