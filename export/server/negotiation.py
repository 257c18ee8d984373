"""Which format a client gets: by ``format`` in the address, else by Accept (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from .answering import GRAPHS, ROWS
from .problems import RequestError

NAMES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nq": "application/n-quads",
    "trig": "application/trig",
}
"""What ``format`` may be."""
SPOKEN = {
    "turtle": "text/turtle",
    "n3": "text/turtle",
    "rdf": "application/rdf+xml",
    "rdf+xml": "application/rdf+xml",
    "json-ld": "application/ld+json",
}
"""What SPARQLWrapper says for some of them; it sends ``format`` with every query."""
ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
    "text/n3": "text/turtle",
}
"""Media types that clients send for those that the standards name."""
_GRAPH_ALIASES = ALIASES | {
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
}
_ROW_ALIASES = ALIASES | {"text/plain": "text/tab-separated-values"}


def choose(accept: str, offered: Sequence[str], aliases: dict[str, str] | None = None) -> str | None:
    """The offered type that the client likes best, the first of those it likes as much; None for none."""
    best, quality = None, 0.0
    ranges = _ranges(accept) or [("*/*", 1.0)]
    for media in offered:
        names = [media, *(alias for alias, meant in (aliases or {}).items() if meant == media)]
        found = max((_quality(name, ranges) for name in names), default=0.0)
        if found > quality:
            best, quality = media, found
    return best


@lru_cache(maxsize=256)
def formats(accept: str, name: str | None) -> tuple[str | None, str | None]:
    """Media types for rows and for a graph; raises :class:`RequestError` when neither can be given."""
    if name is not None:
        media = NAMES.get(name) or SPOKEN.get(name) or (name if name in ROWS or name in GRAPHS else None)
        if media is None:
            raise RequestError(400, f'"{name}" is no format; choose one of {", ".join(NAMES)}')
        return (media if media in ROWS else None), (media if media in GRAPHS else None)
    rows = choose(accept, tuple(ROWS), _ROW_ALIASES)
    graph = choose(accept, tuple(GRAPHS), _GRAPH_ALIASES)
    if rows is None and graph is None:
        raise RequestError(406, f"no format fits Accept; there are {', '.join((*ROWS, *GRAPHS))}")
    return rows, graph


def graph_format(
    accept: str, name: str | None = None, *, first: Iterable[str] = (), last: Iterable[str] = ()
) -> str:
    """The media type for a graph; ``first`` and ``last`` are other types, offered before and after."""
    if name is not None:
        graph = formats(accept, name)[1]
        if graph is None:
            raise RequestError(
                406, f'"{name}" cannot hold a graph; choose one of {", ".join(list(NAMES)[4:])}'
            )
        return graph
    chosen = choose(accept, (*first, *GRAPHS, *last), _GRAPH_ALIASES)
    if chosen is None:
        raise RequestError(406, f"no format fits Accept; there are {', '.join(GRAPHS)}")
    return chosen


def _ranges(accept: str) -> list[tuple[str, float]]:
    ranges = []
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if not media:
            continue
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = min(1.0, max(0.0, float(parameter[2:])))
                except ValueError:
                    weight = 0.0
        ranges.append((media, weight))
    return ranges


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific range that takes the type in."""
    kind = media.partition("/")[0]
    for wanted in (media, f"{kind}/*", "*/*"):
        weights = [weight for given, weight in ranges if given == wanted]
        if weights:
            return max(weights)
    return 0.0
