"""The three cases of the service description, which their manifest has in prose alone."""

from __future__ import annotations

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from .asking import Client
from .manifest import Case

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = ("text/turtle", "application/rdf+xml", "application/n-triples")
DOMAINS = {
    SD.endpoint: SD.Service,
    SD.supportedLanguage: SD.Service,
    SD.feature: SD.Service,
    SD.resultFormat: SD.Service,
    SD.inputFormat: SD.Service,
    SD.defaultEntailmentRegime: SD.Service,
    SD.extensionFunction: SD.Service,
    SD.defaultDataset: SD.Service,
    SD.availableGraphs: SD.Service,
    SD.defaultGraph: SD.Dataset,
    SD.namedGraph: SD.Dataset,
    SD.graph: SD.NamedGraph,
    SD.name: SD.NamedGraph,
}
"""What a subject of each property is (Service Description, 3.4)."""
RANGES = {SD.defaultDataset: SD.Dataset, SD.defaultGraph: SD.Graph, SD.namedGraph: SD.NamedGraph}
LANGUAGES = {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update}
FEATURES = {
    *(SD.DereferencesURIs, SD.UnionDefaultGraph, SD.RequiresDataset, SD.EmptyGraphs, SD.BasicFederatedQuery),
}


def describes(case: Case, client: Client) -> str:
    """What is wrong with the server's description for a case."""
    if case.name == "returns-rdf":
        return "; ".join(filter(None, (_returned(client, media) for media in FORMATS)))
    graph = _described(client)
    if case.name == "has-endpoint-triple":
        found = set(graph.objects(None, SD.endpoint))
        return "" if found == {URIRef(client.address + "sparql")} else f"sd:endpoint is {found}"
    assert case.name == "conforms-to-schema", case.name
    return _misfit(graph)


def _returned(client: Client, media: str) -> str:
    reply = client.send("GET", "/sparql", headers={"accept": media})
    if reply.status != 200 or reply.media != media:
        return f"{media}: status {reply.status}, {reply.media}"
    return "" if len(Graph().parse(data=reply.body, format=media)) else f"{media}: no triples"


def _described(client: Client) -> Graph:
    reply = client.send("GET", "/sparql", headers={"accept": "text/turtle"})
    return Graph().parse(data=reply.body, format="turtle")


def _misfit(graph: Graph) -> str:
    services = list(graph.subjects(RDF.type, SD.Service))
    if len(services) != 1 or graph.value(services[0], SD.endpoint) is None:
        return f"{len(services)} services, or one without sd:endpoint"
    if not set(graph.objects(None, SD.supportedLanguage)) <= LANGUAGES:
        return "a language that the recommendation does not name"
    if not set(graph.objects(None, SD.feature)) <= FEATURES:
        return "a feature that the recommendation does not name"
    wrong = [triple for triple in graph if not _in_schema(graph, *triple)]
    return f"against the schema: {wrong}" if wrong else ""


def _in_schema(graph: Graph, subject: Node, prop: Node, value: Node) -> bool:
    if not str(prop).startswith(str(SD)):
        return True
    domain, range_ = DOMAINS.get(URIRef(str(prop))), RANGES.get(URIRef(str(prop)))
    return (
        domain is not None
        and (subject, RDF.type, domain) in graph
        and (range_ is None or (value, RDF.type, range_) in graph)
    )
