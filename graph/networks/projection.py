"""RDF to network in one pass: the answer to a SELECT as columns, then as a networkx graph or as contacts.

The store writes its answer as CSV and pyarrow reads it into numbered columns, so that no term becomes a
Python object of its own before the graph is filled: each text is made once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import networkx as nx
from pyoxigraph import QueryResultsFormat, QuerySolutions

from ...errors import MissingExtraError, QueryError
from ...ontology.terms import PREFIXES
from ..view import View
from .build import Network
from .contacts import EVER_AFTER, EVER_BEFORE, Contacts, Days, Places, day_number

try:
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.csv as arrow_csv  # type: ignore[import-untyped]
except ImportError:  # pragma: no cover - as for contacts
    raise MissingExtraError("projections of RDF need NumPy and pyarrow", "tables") from None

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRIPLES = "SELECT ?source ?relation ?target WHERE { ?source ?relation ?target }"
"""Every triple an edge, as rdflib makes them, but that a literal is told by its text alone."""
LINKS = """SELECT ?source ?target ?relation ?first ?last WHERE {
  ?link dl:from ?source ; dl:to ?target ; dl:relation ?relation .
  OPTIONAL { ?link sem:hasEarliestBeginTimeStamp ?first }
  OPTIONAL { ?link sem:hasLatestEndTimeStamp ?last }
}"""
"""Every link an edge, from the first day to the last on which it may lie."""
NAMES = frozenset({"source", "target", "relation", "first", "last", "key", "weight"})


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
        return _filled(self.nodes, self.source, self.target, self._keys(), self._attributes())

    def _keys(self) -> Sequence[Any]:
        if self.keys is not None:
            return self.keys
        return range(len(self)) if self.dated else _taken(self.relations, self.relation)

    def _attributes(self) -> Iterator[dict[str, Any]]:
        if not self.dated:
            return ({} for _ in range(len(self)))
        columns = (
            _taken(self.relations, self.relation),
            _iso(self.first),
            _iso(self.last),
            self.weight.tolist(),
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


def project(view: View, sparql: str = LINKS) -> Projection:
    """The edges that a SELECT gives: ``?source`` and ``?target``, and whichever of ``?relation``, ``?first``,
    ``?last`` (days), ``?weight`` and ``?key`` (what the edge was made of) it has.

    Raises :class:`QueryError` when the query is no such SELECT.
    """
    results = view.run(sparql, PREFIXES)
    if not isinstance(results, QuerySolutions):
        raise QueryError("only a SELECT query can be projected")
    names = [variable.value for variable in results.variables]
    if not {"source", "target"} <= set(names) <= NAMES:
        raise QueryError(f"the query must select ?source and ?target, and no more than {_known()}")
    table = _table(results.serialize(format=QueryResultsFormat.CSV) or b"", names)
    nodes, (source, target) = _numbered(table, ["source", "target"])
    relations, [relation] = _numbered(table, ["relation"])
    first, bad_first = _days(table, "first", EVER_BEFORE)
    last, bad_last = _days(table, "last", EVER_AFTER)
    weight, bad_weight = _weights(table)
    keys = table["key"].to_pylist() if "key" in names else None
    dated = bool({"first", "last", "weight"} & set(names))
    columns = (nodes, source, target, relations, relation, first, last, weight)
    return Projection(*columns, keys, dated, bad_first + bad_last + bad_weight)


def _known() -> str:
    return ", ".join(f"?{name}" for name in sorted(NAMES))


def _table(content: bytes, names: list[str]) -> Any:
    return arrow_csv.read_csv(
        pa.BufferReader(content),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )


def _numbered(table: Any, names: list[str]) -> tuple[list[str], list[Places]]:
    """The distinct texts of columns, and the columns as positions among them."""
    rows = table.num_rows
    present = [name for name in names if name in table.column_names]
    if not present or not rows:
        return [""] if rows else [], [np.zeros(rows, np.int32) for _ in names]
    chunks = [chunk for name in present for chunk in table[name].chunks]
    coded = pa.chunked_array(chunks).dictionary_encode().unify_dictionaries()
    numbers = np.concatenate([chunk.indices.to_numpy() for chunk in coded.chunks]).astype(np.int32)
    texts = coded.chunk(0).dictionary.to_pylist()
    return texts, [numbers[at * rows : (at + 1) * rows] for at in range(len(present))]


def _days(table: Any, name: str, unknown: np.int32) -> tuple[Days, int]:
    """A column of days, and how many texts of it are none; the few distinct ones are read."""
    if name not in table.column_names:
        return np.full(table.num_rows, unknown, np.int32), 0
    texts, [numbers] = _numbered(table, [name])
    values = [_day(text) for text in texts]
    bad = np.array([value is None and text != "" for value, text in zip(values, texts, strict=True)], bool)
    read = np.array([unknown if value is None else value for value in values], np.int32)
    return read[numbers], int(bad[numbers].sum())


def _day(text: str) -> int | None:
    try:
        return day_number(text)
    except ValueError:
        return None


def _weights(table: Any) -> tuple[NDArray[np.float64], int]:
    if "weight" not in table.column_names:
        return np.ones(table.num_rows), 0
    texts, [numbers] = _numbered(table, ["weight"])
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


def _filled(
    nodes: Sequence[str], source: Places, target: Places, keys: Sequence[Any], data: Iterator[dict[str, Any]]
) -> Network:
    """A graph of columns, filled dictionary by dictionary.

    ``add_edge`` checks each of millions of edges for what cannot be here, and takes four times as long; a
    test compares the two.
    """
    with _no_collection():
        graph: Network = nx.MultiDiGraph()
        graph.add_nodes_from(nodes)
        inside: Any = graph
        after, before = inside._adj, inside._pred
        ends = (map(nodes.__getitem__, column.tolist()) for column in (source, target))
        for u, v, key, attributes in zip(*ends, keys, data, strict=True):
            joined = after[u].get(v)
            if joined is None:
                after[u][v] = before[v][u] = {key: attributes}
            else:
                joined[key] = attributes
    return graph


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of new dictionaries, none of them garbage, would be searched for it again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
