"""Requests that manifests spell out, and the responses that they expect (protocol, graph store)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from .answers import READERS
from .asking import Client, Reply
from .manifest import MF, Case, texts
from .matching import rows_of, same

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "BadRequest": 400, "NotFound": 404}
PATHS = {"/sparql/": "/sparql", "/gsp": "/data"}
"""Where this server has what the manifests put elsewhere."""
FORMATS = {
    "boolean": {"application/sparql-results+xml", "application/sparql-results+json"},
    "tabular": set(READERS),
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its expected response, as nodes of a manifest."""

    manifest: Graph
    request: Node

    @property
    def response(self) -> Node:
        """The node of the response."""
        found = self.manifest.value(self.request, HT.resp)
        assert found is not None
        return found

    def first(self, node: Node, prop: URIRef, default: str = "") -> str:
        """A literal of a property."""
        return next(iter(texts(self.manifest, node, prop)), default)

    def headers(self, node: Node) -> dict[str, str]:
        """The headers of the request or of the response."""
        listed = self.manifest.value(node, HT.headers)
        nodes = [] if listed is None else list(Collection(self.manifest, listed))
        return {self.first(found, HT.fieldName).lower(): self.first(found, HT.fieldValue) for found in nodes}

    def body(self, node: Node) -> tuple[str, str] | None:
        """Text and encoding of a body."""
        found = self.manifest.value(node, HT.body)
        if found is None:
            return None
        return self.first(found, CNT.chars), self.first(found, CNT.characterEncoding)


def run(case: Case, client: Client) -> str:
    """Send all requests of a case; what is wrong with the first wrong response, empty when none is."""
    client.forget()
    known: dict[str, str] = {}
    for number, exchange in enumerate(_exchanges(case), 1):
        problem = _problem(exchange, _send(exchange, client, known), known)
        if problem:
            return f"request {number}: {problem}"
    return ""


def _exchanges(case: Case) -> Iterator[Exchange]:
    action = case.manifest.value(case.node, MF.action)
    requests = case.manifest.value(action, HT.requests)
    assert requests is not None
    for request in Collection(case.manifest, requests):
        yield Exchange(case.manifest, request)


def _send(exchange: Exchange, client: Client, known: dict[str, str]) -> Reply:
    request = exchange.request
    path, body = exchange.first(request, HT.absolutePath), exchange.body(request)
    for theirs, ours in PATHS.items():
        if path.startswith(theirs):
            path = ours + path.removeprefix(theirs)
    data = body[0].encode(body[1]) if body else None
    for name, value in known.items():
        path = path.replace(name, value)
        data = data.replace(name.encode(), value.encode()) if data else data
    return client.send(exchange.first(request, HT.methodName), path, data, exchange.headers(request))


def _problem(exchange: Exchange, reply: Reply, known: dict[str, str]) -> str:
    response = exchange.response
    statuses = [str(found) for found in exchange.manifest.objects(response, MF.expectedStatus)]
    if not any(_fits(reply.status, status.rpartition("#")[2]) for status in statuses):
        return f"status {reply.status}, not {statuses}: {reply.body[:200]!r}"
    if name := exchange.first(response, MF.expectedLocation):
        if "location" not in reply.headers:
            return "no Location"
        known[name] = reply.headers["location"]
    return _format(exchange, reply) or _content(exchange, reply)


def _fits(status: int, name: str) -> bool:
    if name.startswith("StatusCode"):
        return status // 100 == int(name[10])
    return status == STATUSES[name]


def _format(exchange: Exchange, reply: Reply) -> str:
    wanted = exchange.headers(exchange.response).get("content-type", "").partition(";")[0]
    if wanted and reply.media != wanted:
        return f"media type {reply.media}, not {wanted}"
    kind = exchange.first(exchange.response, MF.expectedFormat)
    if kind and reply.media not in FORMATS[kind]:
        return f"media type {reply.media}, which is not {kind}"
    return ""


def _content(exchange: Exchange, reply: Reply) -> str:
    truth = exchange.first(exchange.response, MF.expectedBoolean)
    if truth and READERS[reply.media](reply.body).truth != (truth == "true"):
        return f"not {truth}: {reply.body!r}"
    body = exchange.body(exchange.response)
    if body and not same(rows_of(_graph(body[0].encode())), rows_of(_graph(reply.body))):
        return f"another graph: {reply.body!r}"
    return ""


def _graph(data: bytes) -> Graph:
    return Graph().parse(BytesIO(data), format="turtle")
