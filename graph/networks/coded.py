"""Columns of an answer as numbers of texts, read from the CSV that a store writes or from its own columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import QueryResultsFormat, QuerySolutions

from ...data.arrow import np, pa, pa_csv
from ...errors import QueryError
from ...ontology.terms import PREFIXES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..columns import Columns
    from ..view import View
    from .contacts import Places
    from .star import Star

UNBOUND = -1


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Columns of ``rows`` numbers each; a number is a position in the column's texts, or :data:`UNBOUND`.

    ``source`` and ``target`` have the same texts.
    """

    rows: int
    texts: Mapping[str, Sequence[str]]
    numbers: Mapping[str, Places]


def by_query(view: View, sparql: str, most: frozenset[str]) -> Coded:
    """The answer to a SELECT of ``?source``, ``?target`` and no more than ``most``."""
    names, content = _answer(view, sparql)
    if not {"source", "target"} <= set(names) <= most:
        known = ", ".join(f"?{name}" for name in sorted(most))
        raise QueryError(f"the query must select ?source and ?target, and no more than {known}")
    table = _table(content, names)
    groups = [["source", "target"], *([name] for name in names if name not in ("source", "target"))]
    texts: dict[str, Sequence[str]] = {}
    numbers: dict[str, Places] = {}
    for group in groups:
        found, columns = encoded([table[name] for name in group])
        texts |= dict.fromkeys(group, found.to_pylist())
        numbers |= dict(zip(group, columns, strict=True))
    return Coded(table.num_rows, texts, numbers)


def _answer(view: View, sparql: str) -> tuple[list[str], bytes]:
    results = view.run(sparql, PREFIXES)
    if not isinstance(results, QuerySolutions):
        raise QueryError("only a SELECT query can be projected")
    names = [variable.value for variable in results.variables]
    return names, results.serialize(format=QueryResultsFormat.CSV) or b""


def _table(content: bytes, names: Sequence[str]) -> Any:
    return pa_csv.read_csv(
        pa.BufferReader(content),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )


def encoded(columns: Sequence[Any]) -> tuple[Any, list[Places]]:
    """The distinct texts of columns together, as an array of pyarrow, and each column as positions there."""
    chunks = [chunk for column in columns for chunk in column.chunks]
    coded = pa.chunked_array(chunks, pa.string()).dictionary_encode().unify_dictionaries()
    parts = [chunk.indices.to_numpy().astype(np.int32) for chunk in coded.chunks]
    numbers = np.concatenate(parts) if parts else np.zeros(0, np.int32)
    texts = coded.chunk(0).dictionary if parts else pa.array([], pa.string())
    ends = np.cumsum([len(column) for column in columns])[:-1]
    return texts, np.split(numbers, ends)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """For each property of a star the nodes that have it and its values, as positions among the texts."""

    nodes: Any
    values: Sequence[str]
    of: Mapping[str, tuple[NDArray[np.int64], NDArray[np.int64]]]


def pairs_of_columns(columns: Columns, star: Star) -> Pairs:
    """From the columns beside a store: nothing is looked up."""
    subject, prop, value = (
        np.frombuffer(column, np.int32) if column else np.zeros(0, np.int32)
        for column in (columns.subject, columns.prop, columns.value)
    )
    used = {columns.terms[number]: number for number in np.unique(prop).tolist()}
    of = {}
    for name in star.order:
        rows = np.flatnonzero(prop == used.get(star.iri(name), UNBOUND))
        of[name] = subject[rows].astype(np.int64), value[rows].astype(np.int64)
    return Pairs(columns.terms, columns.terms, of)


def pairs_of_store(view: View, star: Star) -> Pairs:
    """From a store on disk: a SELECT for each property, at once, as Oxigraph joins row by row.

    Joined by the store, 271k edges of five properties take two to three times as long.
    """
    queries = [f"SELECT ?key ?value WHERE {{ ?key <{star.iri(name)}> ?value }}" for name in star.order]
    with ThreadPoolExecutor() as pool:
        tables = list(pool.map(lambda sparql: _table(_answer(view, sparql)[1], ("key", "value")), queries))
    nodes, keys = encoded([table["key"] for table in tables])
    texts, values = encoded([table["value"] for table in tables])
    of = {
        name: (key.astype(np.int64), value.astype(np.int64))
        for name, key, value in zip(star.order, keys, values, strict=True)
    }
    return Pairs(nodes, texts.to_pylist(), of)
