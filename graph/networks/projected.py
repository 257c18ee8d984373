"""What a projection of RDF gives: edges as columns of numbers, and the graph or the contacts of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .build import Network
from .contacts import EVER_AFTER, EVER_BEFORE, Contacts, Days, Places
from .filling import filled, in_order
from .numeric import np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """``m`` edges between ``n`` nodes as columns of the shape ``(m,)``.

    ``source`` and ``target`` are positions in ``nodes``, ``relation`` in ``relations``; ``first`` and
    ``last`` are days since 1970-01-01, :data:`.contacts.EVER_BEFORE` and ``EVER_AFTER`` where unknown.
    ``unreadable`` counts the values that are no ISO day or no number; those are unknown, or weigh 1.
    """

    nodes: Sequence[str]
    source: Places
    target: Places
    relations: Sequence[str]
    relation: Places
    first: Days
    last: Days
    weight: NDArray[np.float64]
    keys: Sequence[str] | None = field(repr=False)
    dated: bool
    unreadable: int

    def __len__(self) -> int:
        return len(self.source)

    def graph(self) -> Network:
        """A ``networkx.MultiDiGraph``; edges are dated by ``first`` and ``last`` (ISO days or None).

        An edge's key is ``?key``, or its relation where neither days nor weights are asked for (equal edges
        are one), or else its row.
        """
        order = in_order(self.source, self.target, len(self.nodes))
        ends = self.source[order], self.target[order]
        return filled(self.nodes, *ends, self._keys(order), self._attributes(order))

    def _keys(self, order: NDArray[np.intp]) -> Sequence[Any]:
        if self.keys is not None:
            return list(map(self.keys.__getitem__, order.tolist()))
        return order.tolist() if self.dated else texts_at(self.relations, self.relation[order])

    def _attributes(self, order: NDArray[np.intp]) -> Iterator[dict[str, Any]] | None:
        if not self.dated:
            return None
        columns = (
            texts_at(self.relations, self.relation[order]),
            _iso(self.first[order]),
            _iso(self.last[order]),
            self.weight[order].tolist(),
        )
        return (
            {"relation": relation, "first": first, "last": last, "weight": weight}
            for relation, first, last, weight in zip(*columns, strict=True)
        )

    def contacts(self, *, certain: bool = False) -> tuple[Contacts, int]:
        """The edges as contacts, and how many were left out.

        An edge of an uncertain day can be used on any of its days; with ``certain``, only where it holds
        whichever day it was: what has an unknown bound is then left out.
        """
        known = (self.first != EVER_BEFORE) & (self.last != EVER_AFTER)
        chosen = np.flatnonzero(known) if certain else np.arange(len(self))
        close, land = (self.first, self.last) if certain else (self.last, self.first)
        order = chosen[np.argsort(close[chosen], kind="stable")]
        rows = order.tolist()
        keys: list[object] = rows if self.keys is None else [self.keys[row] for row in rows]
        columns = (self.source, self.target, close, land, self.first, self.last)
        source, target, closed, landed, first, last = (column[order] for column in columns)
        found = Contacts(
            *(self.nodes, source, target, closed, landed, landed, first, last),
            *(self.relations, self.relation[order], self.weight[order], keys),
        )
        return found, len(self) - len(order)


def texts_at(texts: Sequence[str], numbers: Places) -> list[str]:
    """The text of each number."""
    return list(map(texts.__getitem__, numbers.tolist()))


def _iso(days: Days) -> list[str | None]:
    """Days as ISO texts; None for an open bound. One text a distinct day."""
    distinct, numbers = np.unique(days, return_inverse=True)
    texts = np.datetime_as_string(distinct.astype("datetime64[D]")).tolist()
    open_bounds = {int(EVER_BEFORE), int(EVER_AFTER)}
    known = [None if day in open_bounds else text for day, text in zip(distinct.tolist(), texts, strict=True)]
    return list(map(known.__getitem__, numbers.tolist()))
