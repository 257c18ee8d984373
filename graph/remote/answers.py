"""Results in SPARQL 1.1 Query Results JSON and in Turtle, as the terms and results of pyoxigraph.

What engines write otherwise than the standard or Oxigraph is put right here; see ``engines.md``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from .literals import spelled

Term: TypeAlias = NamedNode | BlankNode | Literal
Binding: TypeAlias = dict[str, Any]

ROWS = "application/sparql-results+json"
GRAPH = "application/n-triples, text/turtle;q=0.9"
_VIRTUOSO_ASK = "__ASK_RETVAL"


class Rows:
    """The solutions of a SELECT as JSON bindings in the standard's form, each literal in one spelling.

    Raises ``ValueError`` for what is no such answer.
    """

    def __init__(self, body: bytes) -> None:
        content = _content(body)
        bindings = content["results"]["bindings"] if "results" in content else None
        if not isinstance(bindings, list):
            raise ValueError("there are no bindings in it")
        self.names: list[str] = content["head"]["vars"]
        self._blank = _BlankNodes()
        self.bindings: list[Binding] = [
            {name: self._put_right(term) for name, term in row.items()} for row in bindings
        ]

    def _put_right(self, term: Binding) -> Binding:
        if term["type"] == "bnode":
            return {"type": "bnode", "value": self._blank(term["value"])}
        if term["type"] == "uri":
            return term
        datatype = term.get("datatype", "")
        return {**term, "type": "literal", "value": spelled(term["value"], datatype)}

    def __len__(self) -> int:
        return len(self.bindings)

    def terms(self) -> Iterator[tuple[Term | None, ...]]:
        """The solutions as terms in the order of :attr:`names`; None is unbound."""
        for row in self.bindings:
            yield tuple(_term(row[name]) if name in row else None for name in self.names)

    def keep_distinct(self) -> None:
        """Leave out what an engine repeats in spite of DISTINCT."""
        self.bindings = list({json.dumps(row, sort_keys=True): row for row in self.bindings}.values())

    def solutions(self, only: Sequence[str] = ()) -> QuerySolutions:
        """The same as a result of pyoxigraph, which can be read once; ``only`` some of its variables."""
        names = [name.removeprefix("?") for name in only] or self.names
        bindings = [{name: row[name] for name in names if name in row} for row in self.bindings]
        content = {"head": {"vars": names}, "results": {"bindings": bindings}}
        text = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
        found = parse_query_results(text, format=QueryResultsFormat.JSON)
        assert isinstance(found, QuerySolutions)
        return found


class _BlankNodes:
    """Names blank nodes anew: an engine may write what no other can read, such as ``nodeID://b1``."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        return self._known.setdefault(name, f"b{len(self._known)}")


def _term(binding: Binding) -> Term:
    kind, value = binding["type"], binding["value"]
    if kind == "uri":
        return NamedNode(value)
    if kind == "bnode":
        return BlankNode(value)
    if language := binding.get("xml:lang"):
        return Literal(value, language=language)
    datatype = binding.get("datatype")
    return Literal(value, datatype=NamedNode(datatype)) if datatype else Literal(value)


def read_boolean(body: bytes) -> QueryBoolean:
    """The answer of an ASK; raises ``ValueError`` for what is none."""
    content = _content(body)
    value = content.get("boolean")
    if value is None:
        [row] = content["results"]["bindings"] or [{_VIRTUOSO_ASK: {"value": "0"}}]
        value = row[_VIRTUOSO_ASK]["value"] == "1"
    text = json.dumps({"head": {}, "boolean": value}).encode()
    found = parse_query_results(text, format=QueryResultsFormat.JSON)
    assert isinstance(found, QueryBoolean)
    return found


def read_graph(body: bytes) -> QueryTriples:
    """The triples of a CONSTRUCT or DESCRIBE in Turtle, which N-Triples is a part of."""
    store = Store()
    for quad in parse(body, format=RdfFormat.TURTLE):
        value = quad.object
        if isinstance(value, Literal) and not value.language:
            value = Literal(spelled(value.value, value.datatype.value), datatype=value.datatype)
        store.add(type(quad)(quad.subject, quad.predicate, value))
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, QueryTriples)
    return found


def _content(body: bytes) -> dict[str, Any]:
    content = json.loads(body)
    if not isinstance(content, dict):
        raise ValueError("it is no object")
    return content


def checked(read: Callable[[bytes], Any], body: bytes) -> Any:
    """What ``read`` makes of a body; whatever is wrong with it becomes a ``ValueError``."""
    try:
        return read(body)
    except (LookupError, TypeError, AttributeError, SyntaxError, RecursionError) as error:
        raise ValueError(f"it is not as the standard has it ({type(error).__name__}: {error})") from None


__all__: Sequence[str] = ("GRAPH", "ROWS", "Rows", "checked", "read_boolean", "read_graph")
