"""Large networks must be like a story, or what is measured on them says nothing."""

from __future__ import annotations

from collections import Counter
from types import ModuleType
from typing import Any

import pytest

import dateline
from dateline.export.html import PageAbout, render_page


def everything(network: Any) -> list[Any]:
    return [list(network.nodes(data=True)), list(network.edges(keys=True, data=True)), network.graph]


def test_the_same_numbers_give_the_same_network(big: ModuleType) -> None:
    assert everything(big.big_network(500, 1000)) == everything(big.big_network(500, 1000))


@pytest.mark.parametrize(("nodes", "edges"), [(100, 0), (100, 700), (3000, 6000)])
def test_a_network_has_as_many_nodes_and_edges_as_were_asked_for(
    big: ModuleType, nodes: int, edges: int
) -> None:
    network = big.big_network(nodes, edges)
    assert (network.number_of_nodes(), network.number_of_edges()) == (nodes, edges)


def attributes(network: Any) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """The sets of names of attributes that nodes and that edges have."""
    edges = network.edges(keys=True, data=True)
    return {frozenset(data) for _, data in network.nodes(data=True)}, {frozenset(data) for *_, data in edges}


def test_nodes_and_edges_have_the_attributes_of_a_built_network(big: ModuleType) -> None:
    built = dateline.open("us-canada-trade").network()
    assert attributes(big.big_network(500, 1000)) == attributes(built)


def test_kinds_dates_sources_and_words_are_as_various_as_in_a_story(big: ModuleType) -> None:
    network = big.big_network(5000, 10_000)
    nodes = [data for _, data in network.nodes(data=True)]
    kinds = Counter(data["kind"] for data in nodes)
    assert set(kinds) == set(big.TYPES)
    assert kinds["source"] == 200
    assert kinds["event"] > kinds["claim"] > kinds["actor"] > kinds["policy"] > kinds["post"] > 0
    events = [data for data in nodes if data["kind"] == "event"]
    exact = sum(data["earliest_begin"] == data["latest_end"] is not None for data in events)
    open_ended = sum(data["ongoing"] for data in events)
    undated = sum(data["earliest_begin"] is None for data in events)
    assert len(events) > exact > open_ended > undated > 0
    years = {data["earliest_begin"][:4] for data in events if data["earliest_begin"]}
    assert years == {str(year) for year in range(2018, 2027)}
    assert len(set(big.vocabulary())) >= 3000
    assert len({data["label"] for data in nodes}) > 0.95 * len(nodes)
    for field in ("aliases", "misspellings", "note", "conflicts", "when", "evidence"):
        assert 0 < sum(bool(data[field]) for data in nodes) < len(nodes), field
    cited = {quote["source"] for data in nodes for quote in data["evidence"]}
    assert cited == {iri for iri, data in network.nodes(data=True) if data["kind"] == "source"}


def test_a_network_too_small_for_every_kind_is_refused(big: ModuleType) -> None:
    with pytest.raises(ValueError, match="99 nodes cannot be of every kind"):
        big.big_network(99, 10)


def test_a_page_can_be_made_of_it(big: ModuleType, about: PageAbout) -> None:
    assert render_page(big.big_network(300, 600), about).startswith("<!doctype html>")
