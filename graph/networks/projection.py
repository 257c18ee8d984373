"""RDF to network in one pass: edges as columns of numbers, then as a networkx graph or as contacts.

No term becomes a Python object of its own before the graph is filled: each text is made once. From a store
of dateline's the columns beside it are joined (:mod:`..columns`); from another one, what it writes as CSV.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..columns import columns_of
from ..view import StoreView, View
from .build import Network
from .coded import Coded, by_query, pairs_of_columns, pairs_of_store
from .contacts import EVER_AFTER, EVER_BEFORE, Contacts, Days, Places, day_number
from .filling import filled, in_order
from .star import LINKS, NAMES, Star
from .star_join import joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRIPLES = "SELECT ?source ?relation ?target WHERE { ?source ?relation ?target }"
"""Every triple an edge, as rdflib makes them, but that a literal is told by its text alone."""


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
        return order.tolist() if self.dated else _taken(self.relations, self.relation[order])

    def _attributes(self, order: NDArray[np.intp]) -> Iterator[dict[str, Any]] | None:
        if not self.dated:
            return None
        columns = (
            _taken(self.relations, self.relation[order]),
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


def project(view: View, what: str | Star = LINKS) -> Projection:
    """The edges of a star, or those that a SELECT gives: ``?source`` and ``?target``, and whichever of
    ``?relation``, ``?first``, ``?last`` (days), ``?weight`` and ``?key`` (what the edge was made of) it has.

    Over a store on disk a star is faster. Raises :class:`QueryError` when the query is no such SELECT.
    """
    if isinstance(what, str):
        return _projection(by_query(view, what, NAMES))
    columns = view.columns()
    if columns is not None:
        return _projection(joined(what, pairs_of_columns(columns, what)))
    if isinstance(view, StoreView) and view.on_disk:
        return _projection(joined(what, pairs_of_store(view, what)))
    return _projection(by_query(view, what.sparql, NAMES))


def project_triples(view: View) -> Projection:
    """Every triple as an edge, as rdflib makes them, but that a literal is told by its text alone.

    What the vocabulary states is left out. From the columns beside a store, or else quad by quad.
    """
    columns = view.columns()
    columns = columns_of(view.quads()) if columns is None else columns
    numbers = {
        name: np.frombuffer(column, np.int32) if column else np.zeros(0, np.int32)
        for name, column in (
            ("source", columns.subject),
            ("relation", columns.prop),
            ("target", columns.value),
        )
    }
    return _projection(Coded(len(columns.subject), dict.fromkeys(numbers, columns.terms), numbers))


def _projection(coded: Coded) -> Projection:
    nodes, (source, target) = _used(coded, "source", "target")
    relations, (relation,) = _used(coded, "relation")
    first, bad_first = _days(coded, "first", EVER_BEFORE)
    last, bad_last = _days(coded, "last", EVER_AFTER)
    weight, bad_weight = _weights(coded)
    keys = _taken(coded.texts["key"], coded.numbers["key"]) if "key" in coded.numbers else None
    dated = bool({"first", "last", "weight"} & set(coded.numbers))
    columns = (nodes, source, target, relations, relation, first, last, weight)
    return Projection(*columns, keys, dated, bad_first + bad_last + bad_weight)


def _used(coded: Coded, *names: str) -> tuple[list[str], list[Places]]:
    """The texts that columns have, and the columns as positions among them; what is unbound is ""."""
    if names[0] not in coded.numbers:
        return [""] if coded.rows else [], [np.zeros(coded.rows, np.int32) for _ in names]
    texts = coded.texts[names[0]]
    seen = np.zeros(len(texts) + 1, np.bool_)
    for name in names:
        seen[coded.numbers[name]] = True  # UNBOUND is the last one.
    place = (np.cumsum(seen) - 1).astype(np.int32)
    found = [texts[number] if number < len(texts) else "" for number in np.flatnonzero(seen).tolist()]
    return found, [place[coded.numbers[name]] for name in names]


def _days(coded: Coded, name: str, unknown: np.int32) -> tuple[Days, int]:
    """A column of days, and how many texts of it are none; the few distinct ones are read."""
    if name not in coded.numbers:
        return np.full(coded.rows, unknown, np.int32), 0
    texts, (numbers,) = _used(coded, name)
    values = [_day(text) for text in texts]
    bad = np.array([value is None and text != "" for value, text in zip(values, texts, strict=True)], bool)
    read = np.array([unknown if value is None else value for value in values], np.int32)
    return read[numbers], int(bad[numbers].sum())


def _day(text: str) -> int | None:
    try:
        return day_number(text)
    except ValueError:
        return None


def _weights(coded: Coded) -> tuple[NDArray[np.float64], int]:
    if "weight" not in coded.numbers:
        return np.ones(coded.rows), 0
    texts, (numbers,) = _used(coded, "weight")
    values = [_number(text) for text in texts]
    bad = np.array([value is None for value in values], bool)
    read = np.array([1.0 if value is None else value for value in values], np.float64)
    return read[numbers], int(bad[numbers].sum())


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _taken(texts: Sequence[str], numbers: Places) -> list[str]:
    return list(map(texts.__getitem__, numbers.tolist()))


def _iso(days: Days) -> list[str | None]:
    """Days as ISO texts; None for an open bound. One text a distinct day."""
    distinct, numbers = np.unique(days, return_inverse=True)
    texts = np.datetime_as_string(distinct.astype("datetime64[D]")).tolist()
    open_bounds = {int(EVER_BEFORE), int(EVER_AFTER)}
    known = [None if day in open_bounds else text for day, text in zip(distinct.tolist(), texts, strict=True)]
    return list(map(known.__getitem__, numbers.tolist()))
