"""What stands behind the edges of a network, and under which IRIs its quotes are."""

from __future__ import annotations

import pytest

from dateline import Story
from dateline.graph.triples import expand

KEY = ("source", "quote", "prefix", "suffix", "start", "end")


@pytest.fixture(params=["canal", "bundled"])
def story(request: pytest.FixtureRequest) -> Story:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Story)
    return found


def test_a_claim_about_a_tenure_or_a_link_is_stated_to_be_about_that(canal: Story) -> None:
    network = canal.network()
    ways = network.graph["ways"]
    assert ways
    for (source, target, key), way in ways.items():
        subject, prop, value = way[0]
        assert key.split(" ")[0] == subject
        assert prop in ("dl:from", "dl:to") or prop == f"dl:{key.split(' ')[1]}"
        assert value not in network
        assert {source, target} & {end for _, _, end in way}


def test_every_statement_of_a_way_is_in_the_story(story: Story) -> None:
    snapshot = story.snapshot
    for way in story.network().graph["ways"].values():
        for subject, prop, value in way:
            assert value in snapshot.triples[subject][expand(prop)]


def test_an_edge_without_a_way_states_what_its_key_says(story: Story) -> None:
    network, snapshot = story.network(), story.snapshot
    checked = 0
    for source, target, key, data in network.edges(keys=True, data=True):
        if (source, target, key) in network.graph["ways"]:
            continue
        if data["kind"] == "link":
            assert (snapshot.one(key, "dl:from"), snapshot.one(key, "dl:to")) == (source, target)
            checked += 1
        elif data["kind"] in ("claim", "policy"):
            subject, name, value = key.split(" ")
            assert value in snapshot.many(subject, f"dl:{name}")
            checked += 1
    assert checked > 3


def test_every_quote_of_the_network_has_the_iri_of_its_evidence(story: Story) -> None:
    network, snapshot = story.network(), story.snapshot
    for node, data in network.nodes(data=True):
        found = {
            network.graph["quotes"][
                quote["source"],
                quote["quote"],
                quote["prefix"],
                quote["suffix"],
                quote["start"],
                quote["end"],
            ]
            for quote in data["evidence"]
        }
        assert found == set(snapshot.many(node, "dl:evidence"))
