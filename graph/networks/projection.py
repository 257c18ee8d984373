"""RDF to network in one pass: edges as columns of numbers, then as a networkx graph or as contacts.

No term becomes a Python object of its own before the graph is filled: each text is made once. From a store
of dateline's the columns beside it are joined (:mod:`..columns`); from another one, what it writes as CSV.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...data.arrow import np
from ..columns import columns_of
from ..view import StoreView, View
from .coded import Coded, by_query, pairs_of_columns, pairs_of_store
from .contacts import EVER_AFTER, EVER_BEFORE, Days, Places, day_number
from .projected import Projection, texts_at
from .star import LINKS, NAMES, Star
from .star_join import joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRIPLES = "SELECT ?source ?relation ?target WHERE { ?source ?relation ?target }"
"""Every triple an edge, as rdflib makes them, but that a literal is told by its text alone."""


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
    keys = texts_at(coded.texts["key"], coded.numbers["key"]) if "key" in coded.numbers else None
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
