"""RDF to network by columns, against edges added one by one and against rdflib's own converter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

from dateline import Story
from dateline.errors import QueryError
from dateline.graph.columns import columns_of, forget_columns
from dateline.graph.networks.contacts import EVER_AFTER, EVER_BEFORE, day_number, day_of
from dateline.graph.networks.filling import filled, in_order
from dateline.graph.networks.projection import TRIPLES, project, project_triples
from dateline.graph.networks.star import LINKS, Star
from dateline.graph.store import current_version, open_view, write_store
from dateline.graph.view import StoreView, View

CLAIMS = """SELECT ?key ?source ?target ?relation ?first ?last WHERE {
  ?key dl:speaker ?source ; dl:about ?target ; dl:modality ?relation .
  OPTIONAL { ?key sem:hasEarliestBeginTimeStamp ?first }
  OPTIONAL { ?key sem:hasLatestEndTimeStamp ?last }
}"""
EXAMPLE = "https://example.org/"


def example(*rows: tuple[str, str, str]) -> StoreView:
    """Contacts of which the first and the last day are texts."""
    store = Store()
    for number, (name, first, last) in enumerate(rows):
        row = NamedNode(f"{EXAMPLE}{number}")
        for prop, value in (
            ("from", NamedNode(EXAMPLE + name[0])),
            ("to", NamedNode(EXAMPLE + name[1])),
            ("first", Literal(first)),
            ("last", Literal(last)),
        ):
            store.add(Quad(row, NamedNode(EXAMPLE + prop), value))
    return StoreView(store)


ROWS = (
    f"SELECT ?key ?source ?target ?first ?last {{ ?key <{EXAMPLE}from> ?source ; <{EXAMPLE}to> ?target ; "
    f"<{EXAMPLE}first> ?first ; <{EXAMPLE}last> ?last }}"
)


def test_the_projected_graph_is_the_one_that_adding_edge_by_edge_gives(bundled: Story) -> None:
    projected = project(bundled.view, CLAIMS).graph()
    slow: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in bundled.view.rows(CLAIMS):
        attributes: dict[str, Any] = {name: row[name] for name in ("relation", "first", "last")}
        ends: tuple[Any, Any, Any] = (row["source"], row["target"], row["key"])
        slow.add_edge(*ends, **attributes, weight=1.0)
    assert nx.utils.graphs_equal(projected, slow)
    assert projected.pred == slow.pred
    assert projected.number_of_edges() > 300


def test_a_projected_graph_can_be_changed_copied_and_asked_as_any_other(bundled: Story) -> None:
    graph = project(bundled.view, CLAIMS).graph()
    reverse = graph.reverse()
    u, v, key = next(iter(graph.edges(keys=True)))
    assert reverse.has_edge(v, u, key)
    before = graph.number_of_edges()
    graph.remove_edge(u, v, key)
    assert graph.number_of_edges() == before - 1 == sum(degree for _, degree in graph.in_degree())
    assert reverse.number_of_edges() == before


def test_every_triple_is_an_edge_as_in_rdflib(canal: Story) -> None:
    projected = project(canal.view, TRIPLES).graph()
    graph = rdflib.Graph()
    for triple in canal.rdflib().triples((None, None, None)):
        graph.add(triple)
    converted = rdflib_to_networkx_multidigraph(graph)
    texts = {(str(u), str(v), str(key)) for u, v, key in converted.edges(keys=True)}
    assert {
        tuple(str(end).removeprefix("_:") for end in edge) for edge in projected.edges(keys=True)
    } == texts


def test_contacts_are_in_order_of_the_day_on_which_they_close() -> None:
    view = example(("ab", "2025-03-01", "2025-03-04"), ("bc", "2025-01-01", "2025-01-01"))
    contacts, left_out = project(view, ROWS).contacts()
    assert left_out == 0
    assert [contacts.nodes[place][-2:] for place in contacts.source] == ["/b", "/a"]
    assert [(day_of(c), day_of(d)) for c, d in zip(contacts.close, contacts.land, strict=True)] == [
        ("2025-01-01", "2025-01-01"),
        ("2025-03-04", "2025-03-01"),
    ]
    assert list(contacts.keys) == [f"{EXAMPLE}1", f"{EXAMPLE}0"]
    certain, _ = project(view, ROWS).contacts(certain=True)
    assert (day_of(certain.close[1]), day_of(certain.land[1])) == ("2025-03-01", "2025-03-04")


def test_what_is_no_day_is_unknown_and_counted_and_not_used_where_certain() -> None:
    view = example(("ab", "soon", "2025-03-04"), ("bc", "2025-01-01", ""), ("ca", "2025-01-01", "2025-01-02"))
    found = project(view, ROWS)
    assert found.unreadable == 1
    assert sorted(found.first.tolist()) == [EVER_BEFORE, *[day_number("2025-01-01")] * 2]
    assert EVER_AFTER in found.last.tolist()
    certain, left_out = found.contacts(certain=True)
    assert (len(certain), left_out) == (1, 2)
    undated = {(u[-1], v[-1]): (d["first"], d["last"]) for u, v, d in found.graph().edges(data=True)}
    assert undated["a", "b"] == (None, "2025-03-04")
    assert undated["b", "c"] == ("2025-01-01", None)


def test_texts_with_commas_quotes_and_line_breaks_stay_as_they_are() -> None:
    store = Store()
    words = 'one, "two"\nthree'
    store.add(Quad(NamedNode(EXAMPLE + "a"), NamedNode(EXAMPLE + "says"), Literal(words)))
    graph = project(
        StoreView(store), "SELECT ?source ?relation ?target { ?source ?relation ?target }"
    ).graph()
    assert list(graph.edges(keys=True)) == [(EXAMPLE + "a", words, EXAMPLE + "says")]


def test_an_empty_answer_is_an_empty_graph() -> None:
    found = project(example(), ROWS)
    assert len(found) == 0
    assert not found.graph()
    assert len(found.contacts()[0]) == 0


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("ASK { ?source ?p ?target }", "only a SELECT"),
        ("SELECT ?source { ?source ?p ?o }", "must select .source and .target"),
        ("SELECT ?source ?target ?colour { ?source ?colour ?target }", "no more than"),
    ],
)
def test_a_query_that_gives_no_edges_is_an_error(bundled: Story, sparql: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        project(bundled.view, sparql)


def test_a_store_on_disk_gives_the_same(bundled: Story, tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    store.extend(bundled.quads())
    one, other = project(StoreView(store), CLAIMS).graph(), project(bundled.view, CLAIMS).graph()
    assert nx.utils.graphs_equal(one, other)


CLAIM_STAR = Star(
    {
        "source": "dl:speaker",
        "target": "dl:about",
        "relation": "dl:modality",
        "first": "sem:hasEarliestBeginTimeStamp",
        "last": "sem:hasLatestEndTimeStamp",
    },
    optional=frozenset({"first", "last"}),
    keyed=True,
)


@pytest.fixture
def stored(bundled: Story, tmp_path: Path) -> Path:
    folder = tmp_path / "bundled.store"
    write_store(folder, bundled.quads())
    return folder


def test_a_star_gives_what_its_query_gives_from_memory_from_columns_and_by_look_ups(
    bundled: Story, stored: Path
) -> None:
    expected = project(bundled.view, CLAIMS).graph()
    assert nx.utils.graphs_equal(project(bundled.view, CLAIM_STAR).graph(), expected)
    by_columns = project(open_view(stored), CLAIM_STAR).graph()
    assert nx.utils.graphs_equal(by_columns, expected)
    assert by_columns.pred == expected.pred
    forget_columns(current_version(stored))
    assert open_view(stored).columns() is None
    assert nx.utils.graphs_equal(project(open_view(stored), CLAIM_STAR).graph(), expected)
    assert expected.number_of_edges() > 300


def test_the_links_are_the_same_from_columns(bundled: Story, stored: Path) -> None:
    def told(view: View) -> list[tuple[Any, ...]]:
        edges = project(view, LINKS).graph().edges(data=True)
        return sorted((u, v, *map(str, data.values())) for u, v, data in edges)

    assert told(open_view(stored)) == told(bundled.view)
    assert told(bundled.view)


IRIS = st.sampled_from([EXAMPLE + name for name in "abcd"])
PROPERTIES = st.sampled_from([EXAMPLE + name for name in ("from", "to", "day")])


@given(st.lists(st.tuples(IRIS, PROPERTIES, IRIS), max_size=25), st.booleans())
def test_a_join_of_columns_is_the_join_of_sparql(triples: list[tuple[str, str, str]], optional: bool) -> None:
    """Nodes without a value, or with several; triples that stand in two graphs."""
    quads = [
        Quad(NamedNode(s), NamedNode(p), NamedNode(o), NamedNode(EXAMPLE + graph))
        for number, (s, p, o) in enumerate(triples)
        for graph in ("g", "h")[: 1 + number % 2]
    ]
    store = Store()
    store.extend(quads)
    star = Star(
        {"source": EXAMPLE + "from", "target": EXAMPLE + "to", "relation": EXAMPLE + "day"},
        optional=frozenset({"relation"} if optional else ()),
        keyed=True,
    )

    def told(view: View, what: Star | str) -> list[tuple[str, ...]]:
        found = project(view, what)
        columns = zip(found.source, found.target, found.relation, found.keys or [], strict=True)
        return sorted((found.nodes[s], found.nodes[t], found.relations[r], key) for s, t, r, key in columns)

    expected = told(StoreView(store), star.sparql)
    assert told(StoreView(store, lambda: columns_of(quads)), star) == sorted(set(expected))
    assert told(StoreView(store, lambda: None), star) == sorted(set(expected))


def test_every_triple_is_the_same_from_columns_quads_and_rdflib(canal: Story, tmp_path: Path) -> None:
    write_store(tmp_path / "store", canal.quads())
    from_columns = project_triples(open_view(tmp_path / "store")).graph()
    assert nx.utils.graphs_equal(from_columns, project_triples(canal.view).graph())
    graph = rdflib.Graph()
    for s, p, o in canal.view.triples():  # texts on both sides
        graph.add((rdflib.Literal(s), rdflib.Literal(p), rdflib.Literal(o)))
    converted = rdflib_to_networkx_multidigraph(graph)
    assert {tuple(map(str, edge)) for edge in converted.edges(keys=True)} == {
        tuple(end.removeprefix("_:") for end in edge) for edge in from_columns.edges(keys=True)
    }


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2)), max_size=30))
def test_a_filled_graph_is_the_one_that_adding_edges_gives(rows: list[tuple[int, int, int]]) -> None:
    source, target, keys = (
        (np.array(column, np.int32) for column in zip(*rows, strict=True))
        if rows
        else (np.zeros(0, np.int32),) * 3
    )
    names = list("abcde")
    order = in_order(source, target, 5)
    attributes = [{"row": row} for row in order.tolist()]
    quick = filled(names, source[order], target[order], keys[order].tolist(), attributes)
    slow: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    slow.add_nodes_from(names)
    for row, (u, v, key) in enumerate(rows):
        slow.add_edge(names[u], names[v], key, row=row)
    assert nx.utils.graphs_equal(quick, slow)
    assert quick.pred == slow.pred


@pytest.mark.parametrize(
    ("properties", "optional"),
    [
        ({"source": "dl:from"}, frozenset[str]()),
        ({"source": "dl:from", "target": "dl:to", "key": "dl:relation"}, frozenset[str]()),
        ({"source": "dl:from", "target": "dl:to"}, frozenset({"target"})),
    ],
)
def test_a_star_without_both_ends_is_an_error(properties: dict[str, str], optional: frozenset[str]) -> None:
    with pytest.raises(QueryError, match="a star must have"):
        Star(properties, optional)
