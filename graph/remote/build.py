"""Putting a built story on a server: three graphs, the story's own last, so that no half of one is found.

A graph store replaces one graph at a time. What was there before is read first, and put back when a later
step fails; what could not be put back is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from ...errors import DatelineError, EndpointError
from ...ontology.terms import ONTOLOGY
from ..names import derived_graph
from ..view import text_of
from .address import Address
from .client import Client
from .endpoint import Endpoint
from .graph_store import GraphStore, candidates, first_put
from .reading import read_graph
from .stories import size_of


@dataclass(slots=True)
class _Writing:
    """What a server held, what it is to hold, and which graphs were touched so far."""

    endpoint: Endpoint
    new: Mapping[str, bytes]
    old: Mapping[str, bytes]
    store: GraphStore | None = None
    touched: list[str] = field(default_factory=list)

    def run(self, urls: Sequence[str]) -> None:
        """Write all graphs, or put the old ones back and say how that went."""
        try:
            self._write(urls)
            self._compare()
        except DatelineError as error:
            if not self.touched:
                raise
            raise EndpointError(self.endpoint.url, f"{error}; {self._restored()}") from None

    def _write(self, urls: Sequence[str]) -> None:
        for graph, triples in self.new.items():
            if self.store is None:
                self.store = first_put(urls, self.endpoint.client, graph, triples)
                self.touched.append(graph)
            else:
                # Touched before it is done: a server may fail in the middle of a graph.
                self.touched.append(graph)
                self.store.put(graph, triples)

    def _compare(self) -> None:
        for graph, triples in self.new.items():
            found, wanted = size_of(self.endpoint, graph), triples.count(b"\n")
            if found != wanted:
                problem = f"<{graph}> was written with {wanted} triples, and {found} are found there"
                raise EndpointError(self.endpoint.url, f"{problem}; is --graph-store that of this endpoint?")

    def _restored(self) -> str:
        failed = [graph for graph in reversed(self.touched) if not self._put_back(graph)]
        if not failed:
            return "all graphs are again as they were"
        good = [graph for graph in self.touched if graph not in failed]
        kept = f"; as it was: {_names(good)}" if good else ""
        return f"could not be put back, so build again: {_names(failed)}{kept}"

    def _put_back(self, graph: str) -> bool:
        assert self.store is not None
        try:
            if self.old[graph]:
                self.store.put(graph, self.old[graph])
            else:
                self.store.delete(graph)
        except DatelineError:
            return False
        return True


def write_endpoint(address: Address, quads: Iterable[Quad], graph_store: str | None = None) -> None:
    """Replace a story on a server, or add it; other graphs stay as they are.

    ``graph_store`` is the address that takes graphs; without it the usual ones beside the query address are
    tried. Raises ``DatelineError`` when the server cannot be asked or written, and says which graphs
    were replaced.
    """
    client = Client()
    endpoint = Endpoint(address.url, client)
    new = _by_graph(quads)
    old = {graph: _old(endpoint, graph) for graph in new}
    urls = (graph_store,) if graph_store else candidates(address.url)
    _Writing(endpoint, new, old).run(urls)


def _by_graph(quads: Iterable[Quad]) -> dict[str, bytes]:
    """Each graph as sorted N-Triples: the vocabulary, what is derived, and the story itself last."""
    found: dict[str, list[Quad]] = {}
    for quad in quads:
        found.setdefault(text_of(quad.graph_name), []).append(quad)
    [story] = found.keys() - {ONTOLOGY} - {derived_graph(graph) for graph in found}
    order = (ONTOLOGY, derived_graph(story), story)
    return {graph: to_n_triples(quad.triple for quad in found[graph]) for graph in order if graph in found}


def to_n_triples(triples: Iterable[Triple]) -> bytes:
    """Triples as N-Triples, one a line, each once, sorted."""
    lines = serialize(set(triples), format=RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted(lines.splitlines(keepends=True)))


def _old(endpoint: Endpoint, graph: str) -> bytes:
    size = size_of(endpoint, graph)
    return to_n_triples(quad.triple for quad in read_graph(endpoint, graph, size)) if size else b""


def _names(graphs: Iterable[str]) -> str:
    return ", ".join(f"<{graph}>" for graph in graphs)
