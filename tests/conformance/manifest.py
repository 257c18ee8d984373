"""The cases of the W3C's SPARQL 1.1 suites, as their manifests name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
ROOT = Path(__file__).parents[2].parent / "shared" / "suites" / "w3c-rdf-tests" / "sparql" / "sparql11"
LEFT_OUT = frozenset({"entailment", "service", "syntax-fed"})
"""Suites of other recommendations: entailment regimes and federated query."""


@dataclass(frozen=True, slots=True)
class Data:
    """A default graph, and named graphs by name; each is a list of files. Names may be relative."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True)
class Case:
    """One entry; ``node`` is its place in the manifest that ``manifest`` was read from."""

    suite: str
    name: str
    kind: str
    manifest: Graph = field(repr=False, compare=False)
    node: Node = field(repr=False, compare=False)
    text: Path | None = None
    before: Data = Data()
    after: Data = Data()
    result: Path | None = None

    @property
    def id(self) -> str:
        """Names the case among all."""
        return f"{self.suite}/{self.name}"


def read_cases() -> list[Case]:
    """All cases, suites in the order of the W3C's list of all manifests."""
    listed = _parse(ROOT / "manifest-all.ttl")
    files = [_path(node) for node in _list(listed, MF.include) if _path(node).parent.name not in LEFT_OUT]
    return [case for file in files for case in _cases(file)]


def _cases(file: Path) -> Iterator[Case]:
    manifest = _parse(file)
    for node in _list(manifest, MF.include):
        yield from _cases(_path(node))
    for node in _list(manifest, MF.entries):
        yield _case(file.parent.name, manifest, node)


def _case(suite: str, manifest: Graph, node: Node) -> Case:
    action, result = manifest.value(node, MF.action), manifest.value(node, MF.result)
    given = action if (action, QT.query, None) in manifest or (action, UT.request, None) in manifest else node
    text = manifest.value(given, QT.query) or manifest.value(given, UT.request)
    return Case(
        suite,
        str(node).rpartition("#")[2],
        str(manifest.value(node, RDF.type)).rpartition("#")[2],
        manifest,
        node,
        _path(text or action) if isinstance(text or action, URIRef) else None,
        _data(manifest, given),
        _data(manifest, result) if isinstance(result, BNode) else Data(),
        _path(result) if isinstance(result, URIRef) else None,
    )


def _data(manifest: Graph, node: Node | None) -> Data:
    if node is None:
        return Data()
    default = [*manifest.objects(node, QT.data), *manifest.objects(node, UT.data)]
    named = [*manifest.objects(node, QT.graphData), *manifest.objects(node, UT.graphData)]
    return Data(tuple(sorted(map(_path, default))), tuple(sorted(_graph(manifest, graph) for graph in named)))


def _graph(manifest: Graph, node: Node) -> tuple[str, Path]:
    """Name and file; a graph without a label goes by the name of its file."""
    file = _path(manifest.value(node, UT.graph) or node)
    return str(manifest.value(node, RDFS.label) or file.name), file


def _parse(file: Path) -> Graph:
    return Graph().parse(file, format="turtle", publicID=file.as_uri())


def _list(graph: Graph, prop: URIRef) -> list[Node]:
    return [item for head in graph.objects(None, prop) for item in Collection(graph, head)]


def _path(node: Node | None) -> Path:
    assert isinstance(node, URIRef), node
    return Path(node.removeprefix("file://"))


def texts(graph: Graph, node: Node, prop: URIRef) -> list[str]:
    """The literals of a property."""
    return [str(found) for found in graph.objects(node, prop) if isinstance(found, Literal)]
