"""RDF files of a story, with its prefixes and, where the format has them, its named graphs.

Oxigraph writes them all: it keeps each literal as it stands, and writes quads in the order in which it
gets them, so the same story gives the same bytes. (rdflib turns the decimal 5 into 5.0, and its
order changes from run to run.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from ..graph.complete import to_nquads
from ..graph.story import BuiltStory
from ..graph.triples import RDF_TYPE
from ..ontology.terms import ONTOLOGY
from .files import write_whole
from .xml_text import replaced, xml_text

MERGED = (
    "the format has no named graphs: the story and what the rules derive are merged into one, "
    "and the vocabulary is left out"
)


def write_turtle(story: BuiltStory, path: Path) -> list[str]:
    """One graph as Turtle."""
    write_whole(path, _serialized(story, _merged(story), RdfFormat.TURTLE))
    return [MERGED]


def write_rdfxml(story: BuiltStory, path: Path) -> list[str]:
    """One graph as RDF/XML; control characters that XML cannot hold are replaced."""
    quads, count = _without_control_characters(_merged(story))
    write_whole(path, _serialized(story, quads, RdfFormat.RDF_XML))
    return [MERGED, *replaced(count)]


def write_trig(story: BuiltStory, path: Path) -> list[str]:
    """All named graphs as TriG."""
    write_whole(path, _serialized(story, story.quads(), RdfFormat.TRIG))
    return []


def write_jsonld(story: BuiltStory, path: Path) -> list[str]:
    """All named graphs as JSON-LD 1.1, expanded."""
    content = json.loads(_serialized(story, story.quads(), RdfFormat.JSON_LD))
    write_whole(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    return []


def write_nquads(story: BuiltStory, path: Path) -> list[str]:
    """All named graphs as sorted N-Quads: the same story gives the same bytes."""
    write_whole(path, to_nquads(story.quads()))
    return []


def _merged(story: BuiltStory) -> list[Quad]:
    told = (quad for quad in story.quads() if quad.graph_name != NamedNode(ONTOLOGY))
    return list({Quad(quad.subject, quad.predicate, quad.object) for quad in told})


def _serialized(story: BuiltStory, quads: Iterable[Quad], rdf_format: RdfFormat) -> bytes:
    ordered = sorted(quads, key=_place)
    return serialize(ordered, format=rdf_format, prefixes=dict(story.view.prefixes)) or b""


def _place(quad: Quad) -> tuple[str, str, bool, str, str]:
    """Sorts by graph and subject, what a thing is before what is said of it."""
    graph, subject = str(quad.graph_name), str(quad.subject)
    return graph, subject, quad.predicate != RDF_TYPE, str(quad.predicate), str(quad.object)


def _without_control_characters(quads: Iterable[Quad]) -> tuple[list[Quad], int]:
    clean: list[Quad] = []
    total = 0
    for quad in quads:
        text, count = xml_text(quad.object.value) if isinstance(quad.object, Literal) else ("", 0)
        clean.append(Quad(quad.subject, quad.predicate, Literal(text)) if count else quad)
        total += count
    return clean, total
