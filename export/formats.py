"""The registry of exporters: each format once, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ..errors import ExportError
from ..graph.story import BuiltStory
from .arrays import write_arrays
from .files import write_whole
from .network_tables import write_csv
from .networks import write_gexf, write_graphml
from .pages import story_page, story_picture
from .rdf import write_jsonld, write_nquads, write_rdfxml, write_trig, write_turtle


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: its name, what it is for, and a writer that returns what it could not carry."""

    name: str
    description: str
    write: Callable[[BuiltStory, Path], list[str]]


def write_html(story: BuiltStory, path: Path, *, with_sparql: bool = False) -> list[str]:
    """The page that works offline; with SPARQL it answers queries itself."""
    write_whole(path, story_page(story, with_sparql=with_sparql).encode("utf-8"))
    return []


def _write_svg(story: BuiltStory, path: Path) -> list[str]:
    picture, left_out = story_picture(story)
    write_whole(path, picture.encode("utf-8"))
    return left_out


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("html", "the explorer: one page that works offline", write_html),
        Exporter("svg", "the timeline as one picture, without script", _write_svg),
        Exporter("ttl", "RDF Turtle, one graph", write_turtle),
        Exporter("trig", "RDF TriG, all named graphs", write_trig),
        Exporter("nq", "RDF N-Quads, all named graphs, sorted", write_nquads),
        Exporter("jsonld", "JSON-LD, all named graphs", write_jsonld),
        Exporter("rdfxml", "RDF/XML, one graph", write_rdfxml),
        Exporter("graphml", "the network for yEd, igraph, Cytoscape", write_graphml),
        Exporter("gexf", "the network for Gephi", write_gexf),
        Exporter("csv", "a folder of tables: nodes, edges, evidence", write_csv),
        Exporter("pyg", "a folder of NumPy arrays for PyTorch Geometric, with tables", write_arrays),
    )
}


def exporter(name: str) -> Exporter:
    """The exporter of a format; raises :class:`ExportError` for an unknown one, with the nearest."""
    if name in EXPORTERS:
        return EXPORTERS[name]
    near = get_close_matches(name, EXPORTERS, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"one of: {', '.join(EXPORTERS)}"
    raise ExportError(f'there is no format "{name}"; {hint}')
