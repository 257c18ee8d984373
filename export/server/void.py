"""VoID: what the data are, how many, and where to get them (W3C Interest Group Note, 3 March 2011)."""

from __future__ import annotations

import asyncio
import csv
import io

from pyoxigraph import Literal, NamedNode, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

from ...ontology.terms import ONTOLOGY, PREFIXES
from .answering import GRAPHS
from .endpoint import ask, query_header
from .engine import Engine
from .negotiation import graph_format

VOID = "http://rdfs.org/ns/void#"
DCTERMS = PREFIXES["dcterms"]
INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
COUNTS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?p) AS ?properties)
  (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?p ?o }
"""
CLASSES = "SELECT ?term (COUNT(?s) AS ?number) WHERE { ?s a ?term } GROUP BY ?term ORDER BY ?term"
PROPERTIES = "SELECT ?term (COUNT(*) AS ?number) WHERE { ?s ?term ?o } GROUP BY ?term ORDER BY ?term"
TOTALS = {
    "triples": "triples",
    "subjects": "distinctSubjects",
    "properties": "properties",
    "objects": "distinctObjects",
}


async def void(request: Request) -> Response:
    """The description of the data set, in a format of RDF."""
    engine: Engine = request.app.state.engine
    media = graph_format(request.headers.get("accept", "*/*"), request.query_params.get("format"))
    counts, classes, properties = await asyncio.gather(
        *(_rows(request, engine, query) for query in (COUNTS, CLASSES, PROPERTIES))
    )
    triples = _dataset(request, engine, dict(zip(*counts, strict=True)))
    triples += _partitions(_here(request), "class", classes[1:])
    triples += _partitions(_here(request), "property", properties[1:])
    prefixes = {"void": VOID, "dcterms": DCTERMS, "rdf": PREFIXES["rdf"], "xsd": PREFIXES["xsd"]}
    body = serialize(triples, format=GRAPHS[media], prefixes=prefixes)
    return Response(body, media_type=media, headers={"vary": "Accept"})


async def _rows(request: Request, engine: Engine, query: str) -> list[list[str]]:
    header = query_header("text/csv", None, union=engine.settings.union)
    _, body = await ask(request, engine, header, query.encode())
    return list(csv.reader(io.StringIO(body.decode())))


def _here(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def _dataset(request: Request, engine: Engine, counts: dict[str, str]) -> list[Triple]:
    here, story = _here(request), engine.state.story
    dataset = NamedNode(f"{here}/.well-known/void#dataset")
    language = story.view.header.get("language", "") if story else ""
    found: list[tuple[str, NamedNode | Literal]] = [
        (PREFIXES["rdf"] + "type", NamedNode(f"{VOID}Dataset")),
        (f"{DCTERMS}title", Literal(story.title, language=language or None) if story else _name(engine)),
        (f"{VOID}sparqlEndpoint", NamedNode(f"{here}/sparql")),
        (f"{VOID}feature", NamedNode("http://www.w3.org/ns/formats/Turtle")),
    ]
    if story:
        found += [
            (f"{DCTERMS}description", Literal(story.description, language=language or None)),
            (f"{VOID}uriSpace", Literal(story.snapshot.base)),
            (f"{VOID}rootResource", NamedNode(story.iri)),
            (f"{VOID}dataDump", NamedNode(f"{here}/dump.nq")),
            (f"{VOID}vocabulary", NamedNode(ONTOLOGY)),
        ]
    totals = [(f"{VOID}{TOTALS[name]}", Literal(number, datatype=INTEGER)) for name, number in counts.items()]
    return [Triple(dataset, NamedNode(prop), value) for prop, value in [*found, *totals]]


def _name(engine: Engine) -> Literal:
    return Literal(engine.state.name)


def _partitions(here: str, kind: str, rows: list[list[str]]) -> list[Triple]:
    dataset = NamedNode(f"{here}/.well-known/void#dataset")
    triples = []
    for place, (term, number) in enumerate(rows, 1):
        part = NamedNode(f"{here}/.well-known/void#{kind}-{place}")
        count = "entities" if kind == "class" else "triples"
        triples += [
            Triple(dataset, NamedNode(f"{VOID}{kind}Partition"), part),
            Triple(part, NamedNode(f"{VOID}{kind}"), NamedNode(term)),
            Triple(part, NamedNode(VOID + count), Literal(number, datatype=INTEGER)),
        ]
    return triples
