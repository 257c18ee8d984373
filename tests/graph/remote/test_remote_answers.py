"""Real servers answer as the local store does: canned queries, whole stories, commands and files."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest

import dateline
from dateline import Story
from dateline.errors import EndpointError, QueryError
from dateline.graph.canned import canned_queries, in_full_order
from dateline.graph.complete import to_nquads

Load = Callable[[Path], ModuleType]
Run = Callable[..., tuple[int, str, str]]
HERE = Path(__file__).parent
PAIRS = ("allen", "order")
"""Queries that without values have a row for every pair of things."""


@pytest.fixture(scope="session")
def compared(load: Load) -> ModuleType:
    """The module that compares rdflib: the values it asks with, and how it compares joined names."""
    return load(HERE.parent / "test_rdflib.py")


@pytest.mark.parametrize("name", list(canned_queries()))
@pytest.mark.parametrize("which", ["canal", "bundled"])
def test_a_canned_query_has_the_same_rows_on_a_server(
    which: str,
    name: str,
    remote: Mapping[str, Story],
    compared: ModuleType,
    canal: Story,
    bundled: Story,
) -> None:
    local = canal if which == "canal" else bundled
    # Virtuoso takes 40 ms for each of the pairs that it compares by Allen's relations.
    fewer = {"one": "talks"} if which == "canal" else {"one": "tariff-35", "other": "steel-50"}
    values = [compared.VALUES[which][name]] if name in compared.VALUES[which] else []
    values = [] if (which, name) == ("bundled", "allen") else values
    for parameters in (fewer if name in PAIRS else {}, *values):
        ours = local.query(name=name, parameters=parameters)
        theirs = remote[which].query(name=name, parameters=parameters)
        assert theirs.columns == ours.columns
        expected = [compared.comparable(ours.columns, row) for row in ours.rows]
        found = [compared.comparable(theirs.columns, row) for row in theirs.rows]
        assert Counter(found) == Counter(expected), parameters


def test_a_whole_story_reads_the_same_from_a_server_whatever_its_cap(
    remote: Mapping[str, Story], canal: Story, bundled: Story
) -> None:
    for name, local in (("canal", canal), ("bundled", bundled)):
        assert remote[name].snapshot == local.snapshot
        assert to_nquads(remote[name].quads()) == to_nquads(local.quads())


def test_what_a_server_sends_in_part_is_no_answer(
    remote: Mapping[str, Story], engine: str, cap: int, bundled: Story
) -> None:
    story = remote["bundled"]
    many = "SELECT ?s ?o WHERE { ?s a ?o FILTER (isIRI(?s)) }"
    graph = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o FILTER (isIRI(?s)) }"
    if engine == "virtuoso":
        with pytest.raises(QueryError, match=f"sent {cap} rows and has more; narrow the query"):
            story.query(many).rows  # noqa: B018
        with pytest.raises(QueryError, match=f"sent {cap} rows and has more"):
            story.query(graph).triples  # noqa: B018
    else:
        assert Counter(story.query(many).rows) == Counter(bundled.query(many).rows)
        assert len(story.query(many).rows) > cap
        assert set(story.query(graph).triples) == set(bundled.query(graph).triples)
    # As many rows as a cap are whole when there are no more.
    assert len(story.query(f"{many} LIMIT {cap}").rows) == cap


COMMANDS = {
    "timeline": ("timeline", "--format", "json"),
    "timeline of an actor": ("timeline", "--actor", "vale", "--from", "2025-05", "--to", "2025-06"),
    "timeline known by": ("timeline", "--known-by", "2025-05-12", "--format", "csv"),
    "timeline told by": ("timeline", "--told-by", "courier", "--format", "csv"),
    "rates": ("rates", "--on", "2025-05-15", "--origin", "ashvale"),
    "claims": ("claims", "--format", "json"),
    "brokers": ("network", "brokers"),
    "path": ("network", "path", "marsh", "dunmore"),
    "when": ("when", "talks", "--on", "2025-05-06"),
    "changes": ("changes", "--from", "2025-05-12", "--to", "2025-05-30"),
    "query": ("query", "SELECT ?a ?l { :talks dl:participant ?a . ?a skos:prefLabel ?l } ORDER BY ?l"),
    "query of a name that is not there": ("query", "SELECT ?a { :talk dl:participant ?a }"),
    "canned query": ("query", "--name", "spellings", "--set", "actor=vale", "--format", "csv"),
    "ask": ("query", "ASK { :vale dl:met :brook }"),
    "ask for json": ("query", "ASK { :vale dl:met :marsh }", "--format", "json"),
    "construct": ("query", "CONSTRUCT { ?a dl:met ?b } WHERE { ?a dl:met ?b }"),
    "a query that does not parse": ("query", "SELECT ?a { ?a dl:met }"),
    "a query of another server": ("query", "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }"),
    "a name that is not there": ("timeline", "--actor", "valle"),
    "check": ("check",),
}


@pytest.mark.parametrize("what", COMMANDS)
def test_a_command_says_the_same_of_a_server_and_of_a_store(
    what: str, url: str, canal_store: Path, run: Run
) -> None:
    command, *options = COMMANDS[what]

    def said(story: str) -> tuple[int, str, str]:
        code, out, err = run(command, story, *options)
        return code, out, err.replace(shlex.quote(story), "STORY")

    local = said(str(canal_store))
    assert said(f"{url}#canal-row") == local
    assert local[1] or local[0] == 2


@pytest.fixture(scope="session")
def canal_store(canal_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented story as a store on disk."""
    store = tmp_path_factory.mktemp("stores") / "canal.store"
    dateline.build(canal_folder, store)
    return store


@pytest.mark.parametrize("name", ["html", "nq", "ttl", "trig", "graphml"])
def test_a_file_of_a_story_on_a_server_has_the_bytes_of_the_local_one(
    name: str, url: str, canal_store: Path, tmp_path: Path
) -> None:
    for place, story in (("local", canal_store), ("remote", f"{url}#canal-row")):
        dateline.open(story).export(name, tmp_path / place)
    assert (tmp_path / "remote").read_bytes() == (tmp_path / "local").read_bytes()


def test_values_come_in_the_spelling_of_the_local_store(remote: Mapping[str, Story], canal: Story) -> None:
    """Virtuoso keeps ``true`` as 1, and names blank nodes as no other engine can read them."""
    story = remote["canal"]
    sparql = """SELECT ?x ?ongoing ?rate ?day ?count ?label WHERE {
      { ?x dl:ongoing ?ongoing } UNION { ?x dl:rate ?rate } UNION { ?x sem:hasLatestBeginTimeStamp ?day }
      UNION { ?x dl:latestBeginDay ?count } UNION { VALUES ?x { dl:Event dl:met } ?x rdfs:label ?label }
    }"""
    assert Counter(story.query(sparql).rows) == Counter(canal.query(sparql).rows)
    flags = {row[1] for row in story.query(sparql).rows}
    assert flags == {"true", None}
    blank = "SELECT ?x ?y WHERE { ?x a owl:AllDisjointClasses ; owl:members ?y . FILTER (isBlank(?x)) }"
    assert len(story.query(blank).rows) == len(canal.query(blank).rows) > 0


def test_rows_stand_in_the_order_of_the_query_on_every_server(
    remote: Mapping[str, Story], canal: Story, bundled: Story
) -> None:
    """Virtuoso compares long literals by their beginning only."""
    for name, local in (("canal", canal), ("bundled", bundled)):
        for query in ("conflicts", "evidence", "policy-history", "said-about", "rates", "chain"):
            sparql = in_full_order(canned_queries()[query].sparql)
            assert remote[name].query(sparql).rows == local.query(sparql).rows, (name, query)


def test_text_of_every_kind_survives_a_server(url: str, writer: None, hostile: ModuleType) -> None:
    del writer
    texts = {str(value) for value in vars(hostile).values() if isinstance(value, str)}
    texts |= {"é — 😀\t'", 'a "b"\nc\\d', "\u2028\u00a0", "x" * 5000, "عربى", "<b>&amp;</b>", "{}?x", "'''"}
    from pyoxigraph import Literal, NamedNode, Triple

    from dateline.graph.remote.build import to_n_triples
    from dateline.graph.remote.client import Client
    from dateline.graph.remote.endpoint import Endpoint
    from dateline.graph.remote.graph_store import candidates, first_put
    from dateline.graph.remote.reading import read_graph

    graph, node = "https://example.org/texts", NamedNode("https://example.org/x")
    texts = {text for text in texts if text.isprintable() or len(text) < 100}
    triples = [Triple(node, node, Literal(text)) for text in texts]
    client = Client()
    store = first_put(candidates(url), client, graph, to_n_triples(triples))
    try:
        found = read_graph(Endpoint(url, client), graph, len(texts))
        assert {quad.object.value for quad in found if isinstance(quad.object, Literal)} == texts
    finally:
        store.delete(graph)


def test_a_graph_that_changes_while_it_is_read_is_told(url: str) -> None:
    from dateline.graph.remote.client import Client
    from dateline.graph.remote.endpoint import Endpoint
    from dateline.graph.remote.reading import read_graph

    graph = "https://w3id.org/dateline/story/canal-row"
    with pytest.raises(EndpointError, match=r"of the 100000 triples of .* came; ask again"):
        list(read_graph(Endpoint(url, Client()), graph, 100_000))
