"""Graphs of the address are written into an update where its WHERE stands."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from dateline.export.server.problems import RequestError
from dateline.export.server.using import with_using

A, B, C = NamedNode("a:1"), NamedNode("a:2"), NamedNode("a:3")


def _store() -> Store:
    store = Store()
    store.extend(Quad(graph, graph, graph, graph) for graph in (A, B, C))
    return store


@pytest.mark.parametrize(
    "text",
    [
        "INSERT { GRAPH <a:new> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
        "INSERT { GRAPH <a:new> { ?s ?p ?o } } WHERE { { ?s ?p ?o } FILTER EXISTS { ?s ?p ?o } }",
        'INSERT DATA { <a:x> <a:p> "WHERE {" } ; INSERT { GRAPH <a:new> { ?s ?p ?o } } WHERE { ?s ?p ?o }',
    ],
)
def test_where_matches_the_given_graphs_alone(text: str) -> None:
    store = _store()
    store.update(with_using(text, ["a:1", "a:2"], None))
    found = store.quads_for_pattern(None, None, None, NamedNode("a:new"))
    assert {quad.subject for quad in found} == {A, B}


def test_named_graphs_are_the_given_ones_alone() -> None:
    store = _store()
    text = "INSERT { GRAPH <a:new> { ?s ?p ?g } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    store.update(with_using(text, None, ["a:3"]))
    assert {quad.object for quad in store.quads_for_pattern(None, None, None, NamedNode("a:new"))} == {C}


def test_the_short_form_of_delete_is_written_out() -> None:
    text = with_using("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", None, ["a:1"])
    store = _store()
    store.update(text)
    assert {quad.graph_name for quad in store} == {B, C}


@pytest.mark.parametrize("word", ["USING <a:1>", "WITH <a:1>"])
def test_graphs_in_both_places_are_refused(word: str) -> None:
    text = f"{word} DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}"
    with pytest.raises(RequestError, match="USING or WITH"):
        with_using(text, ["a:2"], None)


def test_without_graphs_the_text_stays() -> None:
    assert with_using("CLEAR ALL", None, None) == "CLEAR ALL"
