"""A network in time as columns: who was in contact with whom, and on which days (a contact sequence).

The representation is that of Holme and Saramäki (2012, "Temporal networks", section 2), with a range of
days where a date is uncertain. Columns are NumPy arrays, so that a question is a few passes over them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from ...data.edtf import checked_day
from ...errors import UnknownNameError
from .flow import Flow
from .nearest import nearest
from .numeric import np

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

Days: TypeAlias = "NDArray[np.int32]"
"""Days since 1970-01-01."""
Places: TypeAlias = "NDArray[np.int32]"
"""Positions in a list of names."""
Mask: TypeAlias = "NDArray[np.bool_]"
"""Which contacts, or which nodes."""

EPOCH = date(1970, 1, 1).toordinal()
EVER_BEFORE, EVER_AFTER = np.int32(-(1 << 30)), np.int32(1 << 30)
"""An unknown or open bound; sums with a few days stay within 32 bits."""


def day_number(day: str | date) -> int:
    """An ISO day as days since 1970-01-01."""
    return (date.fromisoformat(day) if isinstance(day, str) else day).toordinal() - EPOCH


def day_of(number: int) -> str | None:
    """The ISO day of a number; None for an open bound."""
    ordinal = int(number) + EPOCH
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None


def limits(first: str | date | None, last: str | date | None) -> tuple[int, int]:
    """The days of a window as numbers; None leaves a side open. A :class:`DateError` for what is no day."""
    return (
        int(EVER_BEFORE) if first is None else day_number(checked_day(first)),
        int(EVER_AFTER) if last is None else day_number(checked_day(last)),
    )


@dataclass(frozen=True, slots=False, eq=False)
class Contacts:
    """``m`` contacts between ``n`` nodes; all arrays have the shape ``(m,)`` and lie in order of ``close``.

    A contact leads from ``source`` to ``target``. It can be entered until the day ``close`` and is left on
    ``land`` at the earliest: what has reached the source by the day t, t <= close, has reached the target
    by max(t, land). On a contact of one known day both are that day; on one that holds from a to b,
    ``land`` is a and ``close`` is b; on one that took place at some unknown time from a to b and counts
    only where it is certain, ``close`` is a and ``land`` is b.

    ``first`` and ``last`` are the days between which the contact lies or may lie, for windows. ``done`` is
    the day by which the target is reached for certain; it is later than ``land`` only where the target is
    itself an occurrence of uncertain day, which is entered on the first day that it may have.
    ``keys`` leads back to what a contact was made of: an edge of a network, or a row of a file.
    ``left_out`` counts what could not be used, by reason.
    """

    nodes: Sequence[str]
    source: Places
    target: Places
    close: Days
    land: Days
    done: Days
    first: Days
    last: Days
    relations: Sequence[str]
    relation: Places
    weight: NDArray[np.float64]
    keys: Sequence[object] = field(repr=False)
    left_out: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        nodes: Sequence[str],
        source: Places,
        target: Places,
        close: Days,
        land: Days | None = None,
        **columns: Any,
    ) -> Contacts:
        """Contacts from columns in any order, all as long as ``close``; the other fields by name.

        Without ``land`` each contact lies on the day ``close``. Without more, ``first`` and ``last`` are
        the earlier and the later of the two, ``done`` is ``land``, the weight 1, and the keys the
        numbers of the rows. Raises :class:`ValueError` when a column has another length, or an end of a
        contact is no place in ``nodes``.
        """
        exact = land is None or land is close
        land = close if land is None else land
        given = {"source": source, "target": target, "close": close, "land": land}
        given |= {
            "done": columns.pop("done", land),
            "first": columns.pop("first", close if exact else np.minimum(close, land)),
            "last": columns.pop("last", close if exact else np.maximum(close, land)),
            "relation": columns.pop("relation", np.zeros(len(close), np.int32)),
            "weight": columns.pop("weight", np.ones(len(close))),
        }
        keys = columns.pop("keys", np.arange(len(close)))
        _check(len(nodes), given, len(keys))
        columns.setdefault("relations", ("",))
        order = np.argsort(close, kind="stable")
        return cls(nodes=nodes, **_taken(given, order), keys=_keys(keys, order), **columns)

    def __len__(self) -> int:
        return len(self.source)

    @cached_property
    def place(self) -> dict[str, int]:
        """The position of each node by its name."""
        return {name: place for place, name in enumerate(self.nodes)}

    def place_of(self, name: str) -> int:
        """The position of a node; :class:`UnknownNameError` with the nearest names when there is none."""
        try:
            return self.place[name]
        except KeyError:
            near = nearest(name, self.nodes)
        hint = f"did you mean {' or '.join(near)}?" if near else "the network has no such node"
        raise UnknownNameError(f'there is no "{name}"; {hint}', near)

    @cached_property
    def exact(self) -> bool:
        """Whether each contact lies on one known day, so that one pass over the days answers all."""
        return self.close is self.land or bool(np.array_equal(self.close, self.land))

    @cached_property
    def hull(self) -> tuple[str | None, str | None]:
        """The first and the last known day of all contacts; None when there is none."""
        first, last = self.first[self.first > EVER_BEFORE], self.last[self.last < EVER_AFTER]
        return (
            day_of(first.min()) if len(first) else None,
            day_of(last.max()) if len(last) else None,
        )

    @cached_property
    def forward(self) -> Flow:
        """The contacts from sources to targets, from early to late."""
        return Flow.forward(self)

    @cached_property
    def backward(self) -> Flow:
        """The contacts from targets to sources, from late to early."""
        return Flow.backward(self)

    def between(self, source: int, target: int) -> NDArray[np.intp]:
        """The contacts from one node to another, both given by their places."""
        order, begins = self.forward.leaving
        rows = order[begins[source] : begins[source + 1]]
        found: NDArray[np.intp] = rows[self.target[rows] == target]
        return found

    def window(
        self, first: str | date | None = None, last: str | date | None = None, *, certain: bool = False
    ) -> Contacts:
        """The contacts that lie or may lie on some day from ``first`` to ``last``; None leaves a side open.

        With ``certain`` only those that lie inside for certain, whatever their day. Nodes keep their
        places. A window without contacts is empty, not an error.
        """
        begin, end = limits(first, last)
        if self.exact:  # Ordered by day: a slice shares the columns.
            low, high = np.searchsorted(self.close, (begin, end + 1))
            return self.part(slice(int(low), max(int(low), int(high))))
        if certain:
            return self.part((self.first >= begin) & (self.last <= end))
        return self.part((self.first <= end) & (self.last >= begin))

    def part(self, rows: slice | Mask) -> Contacts:
        """Some of the contacts, in the same order and with the same nodes."""
        keys = self.keys[rows] if isinstance(rows, slice) else _keys(self.keys, np.flatnonzero(rows))
        return replace(self, **_taken({name: getattr(self, name) for name in _COLUMNS}, rows), keys=keys)

    def pairs(self, first: str | date | None = None, last: str | date | None = None) -> int:
        """How many ordered pairs of nodes are in contact in a window, however often."""
        part = self.window(first, last)
        joined = part.source.astype(np.int64) * len(self.nodes) + part.target
        joined.sort()  # In place: half the time of numpy.unique.
        return int(np.count_nonzero(joined[1:] != joined[:-1])) + bool(len(joined))

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The same as a graph: one edge a contact, in order of time; nodes without contacts stay out.

        Edge attributes: ``relation, weight, key``, ``first`` and ``last`` (ISO days or None), and the four
        bounds, so that :func:`.from_network.from_network` reads it back.
        """
        from .to_network import to_networkx

        return to_networkx(self)


_COLUMNS = ("source", "target", "close", "land", "done", "first", "last", "relation", "weight")


def _check(nodes: int, given: Mapping[str, NDArray[Any]], keys: int) -> None:
    lengths = {name: len(column) for name, column in given.items()} | {"keys": keys}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"columns of contacts differ in length: {lengths}")
    for name in ("source", "target"):
        ends = given[name]
        if len(ends) and not 0 <= int(ends.min()) <= int(ends.max()) < nodes:
            raise ValueError(f"{name} has a place that is not among the {nodes} nodes")


def _taken(columns: Mapping[str, NDArray[Any]], rows: Any) -> dict[str, Any]:
    """The rows of each column; columns that are one and the same stay so."""
    taken = {id(column): column[rows] for column in columns.values()}
    return {name: taken[id(column)] for name, column in columns.items()}


def _keys(keys: Sequence[object], rows: NDArray[Any]) -> Sequence[object]:
    return keys[rows] if isinstance(keys, np.ndarray) else [keys[row] for row in rows]
