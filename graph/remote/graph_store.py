"""Writing named graphs by the SPARQL 1.1 Graph Store HTTP Protocol, and finding where a server takes them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlsplit, urlunsplit

from ...errors import EndpointError
from .client import Client, Response, refused

N_TRIPLES = "application/n-triples"
_NOT_THERE = frozenset({400, 404, 405, 415, 501})
"""What a server answers where it takes no graphs."""
_BESIDE = (
    ("/sparql", ("/sparql-graph-crud-auth", "/store", "/data", "/sparql/gsp/", "/sparql")),
    ("/query", ("/store", "/data", "", "/query")),
    ("/update", ("/store", "/data")),
    ("", ("/store", "/data", "/rdf-graphs/service", "")),
)
"""By the end of a query address, what stands in its place in that of the graph store: for Virtuoso, Oxigraph,
Fuseki, Neptune, GraphDB, Stardog and those that have one address for all."""


class GraphStore:
    """A graph store at an address; graphs are identified indirectly (section 4.2), by ``?graph=IRI``."""

    def __init__(self, url: str, client: Client) -> None:
        self.url = url
        self._client = client

    def put(self, graph: str, triples: bytes) -> None:
        """Replace a graph by N-Triples (section 5.3)."""
        self._good(self.try_put(graph, triples), f"writing <{graph}>")

    def try_put(self, graph: str, triples: bytes) -> Response:
        """The same, whatever the server answers."""
        headers = {"Content-Type": N_TRIPLES}
        return self._client.send("PUT", self._of(graph), body=triples, headers=headers)

    def delete(self, graph: str) -> None:
        """Take a graph away (section 5.4); it is good if there is none."""
        response = self._client.send("DELETE", self._of(graph))
        if response.status != 404:
            self._good(response, f"deleting <{graph}>")

    def _of(self, graph: str) -> str:
        joint = "&" if urlsplit(self.url).query else "?"
        return f"{self.url}{joint}graph={quote(graph, safe='')}"

    def _good(self, response: Response, what: str) -> None:
        if not response.ok:
            raise refused(self.url, response, what)


def candidates(query_url: str) -> tuple[str, ...]:
    """Where the graph store of a query address may be, the likeliest first.

    >>> candidates("http://localhost:7878/query")[:2]
    ('http://localhost:7878/store', 'http://localhost:7878/data')
    """
    parts = urlsplit(query_url)
    path = parts.path.rstrip("/")
    end, places = next((end, places) for end, places in _BESIDE if path.endswith(end))
    stem = path[: len(path) - len(end)]
    paths = dict.fromkeys(f"{stem}{place}" or "/" for place in places)
    return tuple(urlunsplit(parts._replace(path=found, fragment="")) for found in paths)


def first_put(urls: Sequence[str], client: Client, graph: str, triples: bytes) -> GraphStore:
    """The first address that takes a graph, which then holds it.

    Raises :class:`EndpointError` when none does, or when one says that this is not allowed or breaks.
    """
    tried = []
    for url in urls:
        response = GraphStore(url, client).try_put(graph, triples)
        if response.ok:
            return GraphStore(url, client)
        if response.status not in _NOT_THERE or len(urls) == 1:
            raise refused(url, response, f"writing <{graph}>")
        tried.append(f"{url} (HTTP {response.status})")
    problem = f"no graph store was found beside it; tried {', '.join(tried)}; name it with --graph-store URL"
    raise EndpointError(urls[0], problem)
