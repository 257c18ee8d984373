"""RDF files of a story, with its prefixes and, where the format has them, its named graphs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ..graph.build import to_nquads
from ..graph.interop import to_rdflib_graph
from ..graph.story import BuiltStory
from ..ontology.terms import ONTOLOGY, PREFIXES
from .files import write_whole
from .xml_text import replaced, xml_text

if TYPE_CHECKING:
    import rdflib

MERGED = (
    "the format has no named graphs: the story and what the rules derive are merged into one, "
    "and the vocabulary is left out"
)


def write_turtle(story: BuiltStory, path: Path) -> list[str]:
    """One graph as Turtle."""
    return _write_merged(story, path, "turtle")


def write_rdfxml(story: BuiltStory, path: Path) -> list[str]:
    """One graph as RDF/XML; control characters that XML cannot hold are replaced."""
    return _write_merged(story, path, "xml")


def write_trig(story: BuiltStory, path: Path) -> list[str]:
    """All named graphs as TriG."""
    return _write_dataset(story, path, "trig")


def write_jsonld(story: BuiltStory, path: Path) -> list[str]:
    """All named graphs as JSON-LD 1.1, expanded."""
    return _write_dataset(story, path, "json-ld")


def write_nquads(story: BuiltStory, path: Path) -> list[str]:
    """All named graphs as sorted N-Quads: the same story gives the same bytes."""
    write_whole(path, to_nquads(story.quads()))
    return []


def _write_dataset(story: BuiltStory, path: Path, rdf_format: str) -> list[str]:
    # Only RDF/XML and JSON-LD of rdflib need telling; its TriG sorts by subject and so is repeatable.
    write_whole(path, story.rdflib().serialize(format=rdf_format, encoding="utf-8"))
    return []


def _write_merged(story: BuiltStory, path: Path, rdf_format: str) -> list[str]:
    graph = _merged(story)
    notes = [MERGED, *(_replace_control_characters(graph) if rdf_format == "xml" else ())]
    write_whole(path, graph.serialize(format=rdf_format, encoding="utf-8"))
    return notes


def _merged(story: BuiltStory) -> rdflib.Graph:
    told = (quad for quad in story.quads() if quad.graph_name != NamedNode(ONTOLOGY))
    graph = to_rdflib_graph(told)
    for prefix, namespace in {**PREFIXES, "": story.snapshot.base}.items():
        graph.bind(prefix, namespace)
    return graph


def _replace_control_characters(graph: rdflib.Graph) -> list[str]:
    import rdflib

    total = 0
    for subject, predicate, value in list(graph):
        text, count = xml_text(str(value))
        if count:
            graph.remove((subject, predicate, value))
            graph.add((subject, predicate, rdflib.Literal(text)))
            total += count
    return replaced(total)
