"""One query against one store, answered as bytes in a format: what a worker does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from ...errors import QueryError
from ...graph.syntax import tokens
from .mending import mend

ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""Formats of SELECT and ASK by media type."""
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
}
"""Formats of CONSTRUCT and DESCRIBE, and of graphs."""
_EMPTY_PREFIX = re.compile(r"(?<![\w.\-]):")
"""A colon with no name before it."""
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
# Never given back (`*+`): a string of megabytes would take a hundred times its size to try again.
_STRINGS = re.compile(rb'"(?:[^"\\]++|\\.)*+"')
_CSV_STRINGS = re.compile(rb'"[^"]*+"')


@dataclass(frozen=True, slots=True)
class Question:
    """A query and how to answer it; ``default`` and ``named`` are graphs of the protocol, or None.

    ``rows`` and ``graph`` are media types for either kind of result; None where the client takes none.
    """

    text: str
    rows: str | None
    graph: str | None
    base: str | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)
    union: bool = False
    default: Sequence[str] | None = None
    named: Sequence[str] | None = None


class TooMuchError(Exception):
    """An answer is larger than the server allows; ``limit`` is ``rows`` or ``bytes``."""

    def __init__(self, limit: str, text: str) -> None:
        self.limit = limit
        super().__init__(text)


class CannotRunError(QueryError):
    """A query or an update is well formed, and yet the engine cannot run it."""


class NotAcceptableError(Exception):
    """The client takes no format in which such a result can be written."""


class Buffer(BytesIO):
    """Bytes up to a limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any, /) -> int:
        """Keep some more; raises :class:`TooMuchError` beyond the limit."""
        if self.tell() + len(data) > self._most:
            raise TooMuchError("bytes", f"the answer is larger than {self._most:,} bytes; add a LIMIT")
        return super().write(data)


def answer(store: Store, question: Question, *, most_bytes: int, most_rows: int) -> tuple[str, bytes]:
    """Media type and bytes of the answer.

    Raises :class:`QueryError`, :class:`CannotRunError`, :class:`TooMuchError` or :class:`NotAcceptableError`.
    """
    results = _run(store, question)
    buffer = Buffer(most_bytes)
    if isinstance(results, QueryTriples):
        media = _acceptable(question.graph, "a graph")
        with _of_others(question):
            serialize(results, buffer, GRAPHS[media], prefixes=dict(question.prefixes))
        return media, buffer.getvalue()
    media = _acceptable(question.rows, "rows")
    with _of_others(question):
        results.serialize(buffer, ROWS[media])
    body = buffer.getvalue()
    # A row takes two bytes or more in every format: most answers need no counting.
    if isinstance(results, QuerySolutions) and len(body) > 2 * most_rows:
        number = count_rows(body, media)
        if number > most_rows:
            raise TooMuchError(
                "rows", f"the answer has {number:,} rows, more than {most_rows:,}; add a LIMIT"
            )
    return media, body


def _run(store: Store, question: Question) -> QuerySolutions | QueryBoolean | QueryTriples:
    # A dataset of the query's own is what it asks; else the union of all graphs, where that is the rule.
    own = _has_from(question.text)
    chosen = question.default is not None or question.named is not None
    try:
        return store.query(
            mend(question.text),
            base_iri=question.base,
            prefixes=_used(question),
            use_default_graph_as_union=question.union and not own and not chosen,
            default_graph=_default(question) if chosen else None,
            named_graphs=[NamedNode(iri) for iri in question.named or ()] if chosen else None,
        )
    except SyntaxError as error:
        from ...graph.syntax import explain

        raise explain(str(error), question.text, question.prefixes) from None
    except (ValueError, RuntimeError) as error:
        # A function that the engine does not know, a SERVICE that it cannot reach.
        raise CannotRunError(f"the query cannot be run: {error}") from error


def _used(question: Question) -> dict[str, str]:
    """The prefixes that a query may use: reading all of a story's takes a fifth of a short query's time."""
    text = question.text
    if "\\u" in text or "\\U" in text:
        return dict(question.prefixes)
    empty = _EMPTY_PREFIX.search(text)
    return {name: iri for name, iri in question.prefixes.items() if (f"{name}:" in text if name else empty)}


def _has_from(text: str) -> bool:
    """Whether a query names its dataset: by the keyword, not by ``?from``, ``dl:from`` or a string."""
    return bool(_FROM.search(text)) and any(token[0].upper() == "FROM" for token in tokens(text))


@contextmanager
def _of_others(question: Question) -> Iterator[None]:
    """What the server that SERVICE asks does wrong is no fault of this store."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        if "SERVICE" in question.text.upper():
            raise QueryError(f"the query cannot be run: {error}") from None
        raise


def _default(question: Question) -> list[NamedNode | BlankNode | DefaultGraph]:
    """The graphs whose union is the default graph; without any it is empty (SPARQL 1.1 Protocol, 2.1.4)."""
    return [*map(NamedNode, question.default or ())] or [NamedNode("urn:dateline:no-graph")]


def _acceptable(media: str | None, what: str) -> str:
    if media is None:
        raise NotAcceptableError(f"the answer is {what}, which none of the accepted formats can hold")
    return media


def count_rows(body: bytes, media: str) -> int:
    """The rows of a SELECT, by its bytes: one pass, without reading the terms.

    >>> count_rows(b"x" + chr(10).encode() + b"1" + chr(10).encode(), "text/tab-separated-values")
    1
    """
    if media.endswith("+xml"):
        return body.count(b"<result>")
    # CSV doubles a quotation mark and knows no backslash; TSV has no line end in a string.
    bare = (_CSV_STRINGS if media == "text/csv" else _STRINGS).sub(b"", body)
    if media.endswith("+json"):
        bindings = bare.partition(b"[")[2].partition(b"[")[2]
        return _objects(bindings)
    return max(0, bare.count(b"\n") - 1)


def _objects(text: bytes) -> int:
    """How many objects stand at the top of a list."""
    depth = number = 0
    for sign in text:
        if sign == 0x7B:
            number += depth == 0
            depth += 1
        elif sign == 0x7D:
            depth -= 1
            if depth < 0:
                break
    return number
