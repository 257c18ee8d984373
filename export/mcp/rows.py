"""The answer to a query as rows of texts, IRIs written as people and queries write them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, parse

from ...graph.view import text_of
from ..iris import shorten_iri
from .asking import ROWS, Reply

Cell = tuple[str, bool]
"""A value as text, and whether it is an IRI."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; None is an unbound cell. ``boolean`` is the answer of an ASK.

    ``sorted`` says that the rows have one order whatever the query says.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell | None, ...]]
    boolean: bool | None = None
    sorted: bool = False


def table_of(reply: Reply) -> Table:
    """SPARQL 1.1 Query Results JSON, or the triples of a graph in the order of their text."""
    if reply.media != ROWS:
        return Table(("subject", "property", "value"), _triples(reply.body), sorted=True)
    found: dict[str, Any] = json.loads(reply.body)
    if "boolean" in found:
        return Table((), [], found["boolean"])
    columns = tuple(found["head"]["vars"])
    rows = [tuple(_cell(row.get(name)) for name in columns) for row in found["results"]["bindings"]]
    return Table(columns, rows)


def _cell(term: Mapping[str, Any] | None) -> Cell | None:
    if term is None:
        return None
    value = term["value"]
    return (value if isinstance(value, str) else json.dumps(value)), term["type"] == "uri"


def _triples(body: bytes) -> list[tuple[Cell | None, ...]]:
    # A store has no order of its own: sorted, so that the pages of one answer fit together.
    quads = parse(b"\n".join(sorted(set(body.splitlines()))), RdfFormat.N_TRIPLES)
    return [
        tuple((text_of(term), isinstance(term, NamedNode)) for term in (q.subject, q.predicate, q.object))
        for q in quads
    ]


def written(cell: Cell | None, prefixes: Mapping[str, str]) -> str | None:
    """A cell as a query writes it: ``:carney`` and ``dl:Meeting``; what has no prefix stands in <>."""
    if cell is None or not cell[1]:
        return cell and cell[0]
    short = shorten_iri(cell[0], prefixes)
    return f"<{cell[0]}>" if short == cell[0] else short
