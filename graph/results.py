"""What a query answers: rows, a boolean or a graph, in Python and in the W3C result formats."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import (
    Dataset,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from ..errors import QueryError
from .display import Displayed
from .view import View, text_of

ROW_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
"""Formats of SELECT and ASK results: SPARQL 1.1 Results JSON, CSV, TSV and XML."""
GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""Formats of CONSTRUCT and DESCRIBE results."""


@dataclass(frozen=True)
class Answer(Displayed):
    """The answer to one query. Ask :attr:`rows`, :attr:`boolean` or :attr:`triples` by its kind."""

    view: View
    sparql: str

    @cached_property
    def _first(self) -> object:
        # A stream that can be read once: it tells the kind, fails early, and gives the rows or triples
        # that are then kept. Serializing reads a stream of its own.
        return self.view.query(self.sparql)

    @property
    def is_graph(self) -> bool:
        """Whether the query is a CONSTRUCT or DESCRIBE."""
        return not isinstance(self._first, QuerySolutions | QueryBoolean)

    @property
    def boolean(self) -> bool | None:
        """The answer of an ASK, or None."""
        return bool(self._first) if isinstance(self._first, QueryBoolean) else None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The variables of a SELECT, without their question marks."""
        if not isinstance(self._first, QuerySolutions):
            return ()
        return tuple(variable.value for variable in self._first.variables)

    @cached_property
    def rows(self) -> list[tuple[str | None, ...]]:
        """The solutions of a SELECT as texts in the order of :attr:`columns`; None is unbound."""
        solutions = self._first
        if not isinstance(solutions, QuerySolutions):
            return []
        return [
            tuple(None if row[name] is None else text_of(row[name]) for name in self.columns)
            for row in solutions
        ]

    @cached_property
    def triples(self) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        triples = self._first
        return list(triples) if isinstance(triples, QueryTriples) else []

    def serialize(self, name: str | None = None) -> bytes:
        """The answer in a format of :data:`ROW_FORMATS` or :data:`GRAPH_FORMATS`, as its kind allows.

        Without a name: JSON for rows, Turtle for a graph.
        """
        formats = GRAPH_FORMATS if self.is_graph else ROW_FORMATS
        chosen = name or next(iter(formats))
        if chosen not in formats:
            kind = "a graph (CONSTRUCT or DESCRIBE)" if self.is_graph else "rows (SELECT or ASK)"
            raise QueryError(f'"{chosen}" cannot hold {kind}; choose one of: {", ".join(formats)}')
        if self.is_graph:
            return _graph_bytes(self.triples, GRAPH_FORMATS[chosen], self.view)
        results = self.view.query(self.sparql)
        assert isinstance(results, QuerySolutions | QueryBoolean)
        data = results.serialize(format=ROW_FORMATS[chosen])
        assert data is not None
        return data


def _graph_bytes(triples: list[Triple], rdf_format: RdfFormat, view: View) -> bytes:
    # Sorted, so that the same answer is the same text: a store has no order of its own.
    ordered = sorted(Dataset(Quad(t.subject, t.predicate, t.object) for t in triples), key=str)
    unique = [quad.triple for quad in ordered]
    return serialize(unique, format=rdf_format, prefixes=dict(view.prefixes)) or b""
