"""Whole named graphs from a server, however few rows it sends at a time.

A graph is asked for at once. When fewer triples come than the server counts, it is read in parts, in the
order of its subjects, and the sum is compared with the count again.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ...errors import EndpointError
from .answers import Rows, Term
from .endpoint import Endpoint
from .forms import Form

_WHOLE = "SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
_PART = """SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} FILTER (STR(?s) >= {first}) }}
ORDER BY STR(?s) LIMIT {limit}"""
_MEND = "raise the server's cap on rows (Virtuoso: ResultSetMaxRows)"


def read_graph(endpoint: Endpoint, graph: str, size: int) -> Iterator[Quad]:
    """The quads of a named graph that has ``size`` triples.

    Raises :class:`EndpointError` when the server does not give them all.
    """
    asked = endpoint.over([graph])
    rows = _rows(asked, _WHOLE.format(graph=graph))
    triples = rows.terms() if len(rows) >= size else _in_parts(asked, graph, len(rows))
    name, count = NamedNode(graph), 0
    for subject, prop, value in triples:
        count += 1
        yield Quad(subject, prop, value, name)  # type: ignore[arg-type]
    if count != size:
        problem = f"{count} of the {size} triples of <{graph}> came"
        raise EndpointError(endpoint.url, f"{problem}; ask again if it was being written, else {_MEND}")


def _rows(endpoint: Endpoint, sparql: str) -> Rows:
    return endpoint.select_some(Form.of(sparql, {}))


def _in_parts(endpoint: Endpoint, graph: str, limit: int) -> Iterator[tuple[Term | None, ...]]:
    """Parts of as many rows as the server sends; the last subject of a full one is read again with the next.

    What is blank has no order between two answers, so a graph that holds blank nodes is not whole this way.
    """
    first, full = "", limit > 0
    while full:
        text = _PART.format(graph=graph, first=Literal(first), limit=limit)
        part = list(_rows(endpoint, text).terms())
        full = len(part) >= limit
        last = part[-1][0] if full else None
        if full and part[0][0] == last:
            raise EndpointError(endpoint.url, f"{last} has more triples than the server sends; {_MEND}")
        yield from (row for row in part if row[0] != last)
        first = last.value if last is not None else ""
