"""RDF files: what rdflib and Oxigraph read back is what the story holds, and the bytes are repeatable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from rdflib.compare import isomorphic

from dateline import Story
from dateline.export.formats import EXPORTERS
from dateline.graph.complete import to_nquads
from dateline.graph.view import StoreView
from dateline.ontology.terms import ONTOLOGY, PREFIXES

# rdflib 7.6 uses names of its own Dataset that it has deprecated itself.
pytestmark = pytest.mark.filterwarnings(r"ignore:(Conjunctive|Dataset):DeprecationWarning")

DATASETS = {
    "trig": (RdfFormat.TRIG, "trig"),
    "nq": (RdfFormat.N_QUADS, "nquads"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
}
GRAPHS = {"ttl": (RdfFormat.TURTLE, "turtle"), "rdfxml": (RdfFormat.RDF_XML, "xml")}


@pytest.fixture(params=["canal", "bundled"])
def story(request: pytest.FixtureRequest) -> Story:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Story)
    return found


def canonical(quads: list[Quad]) -> bytes:
    """The same bytes for isomorphic datasets (RDFC-1.0)."""
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return to_nquads(dataset)


def told(story: Story) -> set[tuple[object, object, object]]:
    """The triples of the story and of what is derived, without the vocabulary."""
    return {
        (quad.subject, quad.predicate, quad.object)
        for quad in story.quads()
        if quad.graph_name != NamedNode(ONTOLOGY)
    }


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_oxigraph_reads_back_every_named_graph(story: Story, tmp_path: Path, name: str) -> None:
    assert story.export(name, tmp_path / "out") == []
    quads = list(pyoxigraph.parse(path=str(tmp_path / "out"), format=DATASETS[name][0]))
    assert canonical(quads) == canonical(story.quads())


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_rdflib_reads_back_every_named_graph(canal: Story, tmp_path: Path, name: str) -> None:
    canal.export(name, tmp_path / "out")
    read = rdflib.Dataset()
    read.parse(tmp_path / "out", format=DATASETS[name][1])
    expected = canal.rdflib()
    names = {graph.identifier for graph in expected.graphs() if len(graph)}
    assert {graph.identifier for graph in read.graphs() if len(graph)} == names
    for graph in names:
        assert isomorphic(read.graph(graph), expected.graph(graph))


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_both_engines_read_back_the_merged_graph_and_the_note_says_so(
    story: Story, tmp_path: Path, name: str
) -> None:
    [note] = story.export(name, tmp_path / "out")
    assert "no named graphs" in note
    quads = pyoxigraph.parse(path=str(tmp_path / "out"), format=GRAPHS[name][0])
    assert {(quad.subject, quad.predicate, quad.object) for quad in quads} == told(story)
    read = rdflib.Graph().parse(tmp_path / "out", format=GRAPHS[name][1])
    assert len(read) == len(told(story))
    assert {str(s) for s in read.subjects()} == {
        s.value for s, _, _ in told(story) if isinstance(s, NamedNode)
    }


def test_turtle_is_written_with_the_storys_prefixes(canal: Story, tmp_path: Path) -> None:
    canal.export("ttl", tmp_path / "out.ttl")
    text = (tmp_path / "out.ttl").read_text("utf-8")
    assert f"@prefix : <{canal.snapshot.base}> ." in text
    assert f"@prefix dl: <{PREFIXES['dl']}> ." in text
    assert "\n:vale a " in text


def test_the_same_story_is_the_same_files_in_processes_that_hash_differently(
    canal_folder: Path, tmp_path: Path
) -> None:
    code = (
        "import sys, dateline; story = dateline.open(sys.argv[1])\n"
        "for name in sys.argv[3:]: story.export(name, f'{sys.argv[2]}/out.{name}')"
    )
    written: list[dict[str, bytes]] = []
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code, str(canal_folder), str(tmp_path / seed), *EXPORTERS]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        files = [path for path in (tmp_path / seed).rglob("*") if path.is_file()]
        written.append({path.relative_to(tmp_path / seed).as_posix(): path.read_bytes() for path in files})
    # csv is three tables; pyg these, eight arrays and what they are
    assert len(written[0]) == len(EXPORTERS) + 2 + 11
    assert {name for name, data in written[0].items() if written[1][name] != data} == set()


@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - {"csv", "pyg"}))
def test_a_store_exports_the_same_bytes_as_the_story_it_was_built_from(
    canal: Story, tmp_path: Path, name: str
) -> None:
    store = Store()
    for quad in sorted(canal.quads(), key=str, reverse=True):
        store.add(quad)
    Story(StoreView(store)).export(name, tmp_path / "store")
    canal.export(name, tmp_path / "folder")
    assert (tmp_path / "store").read_bytes() == (tmp_path / "folder").read_bytes()


def test_control_characters_of_a_foreign_store_are_replaced_in_xml_and_counted(
    canal: Story, tmp_path: Path
) -> None:
    """The reader refuses them, but a store may hold what others put there."""
    store = Store()
    store.extend(canal.quads())
    note = NamedNode(PREFIXES["skos"] + "note")
    vale, graph = NamedNode(canal.snapshot.base + "vale"), NamedNode(canal.iri)
    store.add(Quad(vale, note, Literal("a\x01b\x0bc\ufffed\te\nf"), graph))
    notes = Story(StoreView(store)).export("rdfxml", tmp_path / "out.rdf")
    assert any(text.startswith("3 control characters") for text in notes)
    read = rdflib.Graph().parse(tmp_path / "out.rdf", format="xml")
    assert [str(value) for value in read.objects(rdflib.URIRef(vale.value), rdflib.SKOS.note)] == [
        "a\ufffdb\ufffdc\ufffdd\te\nf"
    ]
