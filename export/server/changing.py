"""Changes of a store: SPARQL 1.1 Update, and graphs that are put, posted and deleted."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from ...errors import QueryError
from .answering import GRAPHS, Buffer
from .guard import check


def update(store: Store, text: str, depth: int, base: str | None, prefixes: Mapping[str, str]) -> None:
    """All operations of an update, or none: they are one transaction.

    Raises :class:`QueryError` for what does not parse or cannot be done.
    """
    check(text, depth)
    try:
        store.update(text, base_iri=base, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise QueryError(f"the update is not SPARQL 1.1: {error}") from None
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the update cannot be run: {error}") from error


def graph_name(iri: str | None) -> NamedNode | DefaultGraph:
    """The name of a graph; None is the default graph."""
    return DefaultGraph() if iri is None else NamedNode(iri)


def exists(store: Store, iri: str | None) -> bool:
    """Whether there is such a graph; the default graph always is."""
    return iri is None or store.contains_named_graph(NamedNode(iri))


def put(store: Store, iri: str | None, quads: list[Quad], *, keep: bool) -> None:
    """Replace a graph, or with ``keep`` add to it, in one transaction.

    pyoxigraph has transactions for updates and for ``extend`` alone, so a graph is replaced by one update.
    """
    name = graph_name(iri)
    if keep:
        store.extend(quads)
        if isinstance(name, NamedNode):
            store.add_graph(name)
        return
    target = "DEFAULT" if iri is None else f"GRAPH {name}"
    lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
    body = lines if iri is None else f"GRAPH {name} {{\n{lines}}}"
    create = "" if iri is None else f"CREATE SILENT {target} ;\n"
    store.update(f"DROP SILENT {target} ;\n{create}INSERT DATA {{\n{body}\n}}")


def delete(store: Store, iri: str | None) -> None:
    """Remove a named graph, or empty the default graph."""
    name = graph_name(iri)
    if isinstance(name, NamedNode):
        store.remove_graph(name)
    else:
        store.clear_graph(name)


def read_quads(data: bytes, media: str, iri: str | None, base: str | None) -> list[Quad]:
    """The triples of a document as quads of a graph; raises :class:`QueryError` for what does not parse."""
    rdf_format = GRAPHS.get(media) or RdfFormat.from_media_type(media)
    if rdf_format is None:
        raise QueryError(f'"{media}" is no RDF format; send one of {", ".join(GRAPHS)}')
    name = graph_name(iri)
    try:
        found = parse(data, rdf_format, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
        return [Quad(quad.subject, quad.predicate, quad.object, name) for quad in found]
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the graph is not {media}: {error}") from None


def dump(store: Store, iri: str | None, media: str, most: int) -> bytes:
    """A graph in a format; raises :class:`dateline.export.server.answering.TooMuchError` beyond ``most``."""
    buffer = Buffer(most)
    store.dump(buffer, GRAPHS[media], from_graph=graph_name(iri))
    return buffer.getvalue()
