"""What the server says of itself: SPARQL 1.1 Service Description, and VoID for its data."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from ...ontology.terms import PREFIXES
from .answering import GRAPHS, ROWS
from .engine import Engine

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
VOID = "http://rdfs.org/ns/void#"
FORMAT_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
    "application/n-quads": "N-Quads",
    "application/trig": "TriG",
}
"""Of https://www.w3.org/ns/formats/."""
Terms = list[tuple[str, NamedNode | BlankNode | Literal]]


def describe_service(address: str, engine: Engine, media: str) -> bytes:
    """The service description of the endpoint at ``address`` in a format of RDF."""
    settings = engine.settings
    service, dataset, graph = BlankNode("service"), BlankNode("dataset"), BlankNode("graph")
    triples = _about(
        service,
        [
            ("rdf:type", NamedNode(f"{SD}Service")),
            (f"{SD}endpoint", NamedNode(address)),
            (f"{SD}supportedLanguage", NamedNode(f"{SD}SPARQL11Query")),
            *([(f"{SD}supportedLanguage", NamedNode(f"{SD}SPARQL11Update"))] if settings.token else []),
            *([(f"{SD}feature", NamedNode(f"{SD}UnionDefaultGraph"))] if settings.union else []),
            *([(f"{SD}feature", NamedNode(f"{SD}BasicFederatedQuery"))] if settings.services else []),
            *((f"{SD}resultFormat", _format(name)) for name in (*ROWS, *GRAPHS)),
            *([(f"{SD}inputFormat", _format(name)) for name in GRAPHS] if settings.token else []),
            (f"{SD}defaultDataset", dataset),
        ],
    )
    triples += _about(dataset, [("rdf:type", NamedNode(f"{SD}Dataset")), (f"{SD}defaultGraph", graph)])
    triples += _about(graph, [("rdf:type", NamedNode(f"{SD}Graph"))])
    prefixes = {"sd": SD, "formats": FORMATS, "rdf": PREFIXES["rdf"]}
    return serialize(triples, format=GRAPHS[media], prefixes=prefixes) or b""


def _about(subject: NamedNode | BlankNode, terms: Terms) -> list[Triple]:
    return [Triple(subject, NamedNode(_iri(prop)), value) for prop, value in terms]


def _iri(name: str) -> str:
    return PREFIXES["rdf"] + "type" if name == "rdf:type" else name


def _format(media: str) -> NamedNode:
    return NamedNode(FORMATS + FORMAT_NAMES[media])
