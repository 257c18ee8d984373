"""Network files: networkx and a spreadsheet read back what the network holds."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

import dateline
from dateline import Story
from dateline.export.network_tables import write_csv_of
from dateline.export.networks import write_gexf_of, write_graphml_of
from dateline.graph.networks.build import Network
from dateline.graph.networks.views import build_view, simple
from dateline.graph.networks.windows import in_window
from dateline.graph.view import StoreView
from dateline.ontology.terms import PREFIXES

WriteStory = Callable[[Path, Mapping[str, Any]], Path]


@pytest.fixture(params=["canal", "bundled"])
def story(request: pytest.FixtureRequest) -> Story:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Story)
    return found


def flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes as a network file holds them: lists as JSON, what is unknown left out."""
    return {
        name: value if isinstance(value, str | bool) else json.dumps(value, ensure_ascii=False)
        for name, value in data.items()
        if value is not None and value != []
    }


def edges_of(network: Any) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(u, v, key): data for u, v, key, data in network.edges(keys=True, data=True)}


def test_graphml_is_read_back_with_the_same_nodes_edges_keys_and_attributes(
    story: Story, tmp_path: Path
) -> None:
    notes = story.export("graphml", tmp_path / "out.graphml")
    assert any("JSON" in note for note in notes)
    network = story.network()
    read = nx.read_graphml(tmp_path / "out.graphml", force_multigraph=True)
    assert {node: flat(data) for node, data in network.nodes(data=True)} == dict(read.nodes(data=True))
    assert {key: flat(data) for key, data in edges_of(network).items()} == edges_of(read)


def test_gexf_is_read_back_with_the_same_nodes_edges_keys_and_attributes(
    story: Story, tmp_path: Path
) -> None:
    story.export("gexf", tmp_path / "out.gexf")
    network = story.network()
    read: Any = nx.read_gexf(tmp_path / "out.gexf")
    assert set(read) == set(network)
    # `id` and `type` are words of GEXF itself; ours are written as dl_id and dl_type.
    renamed = {"id": "dl_id", "type": "dl_type"}
    for node, data in network.nodes(data=True):
        expected = {renamed.get(name, name): value for name, value in flat(data).items()}
        assert dict(read.nodes[node]) == expected
    expected_edges = {key: flat(data) for key, data in edges_of(network).items()}
    read_edges = edges_of(read)
    assert set(read_edges) == set(expected_edges)
    for key, data in expected_edges.items():
        assert {name: read_edges[key][name] for name in data} == data


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def check_tables(network: Network, folder: Path) -> None:
    nodes = {row["iri"]: row for row in rows(folder / "nodes.csv")}
    assert set(nodes) == set(network)
    for node, data in network.nodes(data=True):
        for name in set(data) - {"evidence", "when"}:
            assert nodes[node][name] == cell(data[name]), (node, name)
        assert json.loads(nodes[node]["edtf"]) == [reading["edtf"] for reading in data["when"]]
    edges = {(row["source"], row["target"], row["key"]): row for row in rows(folder / "edges.csv")}
    assert set(edges) == set(network.edges(keys=True))
    for key, data in edges_of(network).items():
        for name in set(data) - {"evidence", "facts"}:
            assert edges[key][name] == cell(data[name]), (key, name)
        assert data["facts"] == []  # an edge has none, and so the table no column
    owners = [(node, network.nodes[node]) for node in network]
    owners += [(key, data) for (_, _, key), data in edges_of(network).items()]
    quotes = [
        {"of": owner, **{name: cell(value) for name, value in quote.items()}}
        for owner, data in owners
        for quote in data["evidence"]
    ]
    assert rows(folder / "evidence.csv") == quotes


def test_the_tables_are_read_back_with_the_same_content(story: Story, tmp_path: Path) -> None:
    story.export("csv", tmp_path / "tables")
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == [
        "edges.csv",
        "evidence.csv",
        "nodes.csv",
    ]
    check_tables(story.network(), tmp_path / "tables")


TRICKY = "=1+1, \"said\" he;\nand\tleft \\ 'so' <b>&amp;</b> é 😀"


@pytest.fixture
def tricky(tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]) -> Story:
    content = deepcopy(dict(canal_content))
    content["events"][0]["label"] = TRICKY
    content["events"][0]["evidence"].append({"source": "herald", "quote": TRICKY})
    content["actors"][5]["note"] = TRICKY
    content["actors"][5]["aliases"] = [TRICKY, "=2"]
    return dateline.open(write_story(tmp_path / "tricky", content))


def test_tables_keep_commas_quotes_line_breaks_and_leading_equals_signs(
    tricky: Story, tmp_path: Path
) -> None:
    tricky.export("csv", tmp_path / "tables")
    check_tables(tricky.network(), tmp_path / "tables")
    assert TRICKY in {row["label"] for row in rows(tmp_path / "tables" / "nodes.csv")}
    assert TRICKY in {row["quote"] for row in rows(tmp_path / "tables" / "evidence.csv")}


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_network_files_keep_markup_quotes_and_line_breaks(
    tricky: Story, tmp_path: Path, name: str, read: Callable[[Path], Any]
) -> None:
    tricky.export(name, tmp_path / "out")
    network = read(tmp_path / "out")
    assert network.nodes[tricky.snapshot.base + "talks"]["label"] == TRICKY
    vale = network.nodes[tricky.snapshot.base + "vale"]
    assert vale["note"] == TRICKY
    assert sorted(json.loads(vale["aliases"])) == sorted([TRICKY, "=2"])


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_control_characters_of_a_foreign_store_are_replaced_and_counted(
    canal: Story, tmp_path: Path, name: str, read: Callable[[Path], Any]
) -> None:
    """The reader refuses them, but a store may hold what others put there."""
    store = Store()
    store.extend(canal.quads())
    clerk = NamedNode(canal.snapshot.base + "clerk")
    text = Literal("a\x00b\x1fc\rd\uffffe\tf\ng")
    store.add(Quad(clerk, NamedNode(PREFIXES["skos"] + "note"), text, NamedNode(canal.iri)))
    notes = Story(StoreView(store)).export(name, tmp_path / "out")
    assert any(note.startswith("4 control characters") for note in notes)
    assert read(tmp_path / "out").nodes[clerk.value]["note"] == "a\ufffdb\ufffdc\ufffdd\ufffde\tf\ng"


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_a_file_does_not_tell_on_which_day_it_was_written(canal: Story, tmp_path: Path, name: str) -> None:
    from datetime import UTC, datetime

    canal.export(name, tmp_path / "out")
    assert datetime.now(UTC).date().isoformat() not in (tmp_path / "out").read_text("utf-8")


def test_a_view_and_its_window_are_written_with_weights_certainty_and_quotes(
    bundled: Story, tmp_path: Path
) -> None:
    view = build_view(bundled.network(), "actors")
    part = in_window(view, "2025-03-01", "2025-03-31")
    write_graphml_of(part, tmp_path / "part.graphml")
    read = nx.read_graphml(tmp_path / "part.graphml", force_multigraph=True)
    assert edges_of(read).keys() == edges_of(part).keys()
    for edge, data in edges_of(part).items():
        found = edges_of(read)[edge]
        assert found["weight"] == data["weight"]
        assert found["certainty"] == part.graph["certainty"][edge]
        assert json.loads(found["evidence"]) == data["evidence"]
    assert read.graph["view"] == "actors"
    assert read.graph["first"] == "2025-03-01"


def test_tables_of_a_view_have_a_column_for_each_further_attribute(bundled: Story, tmp_path: Path) -> None:
    joined = simple(build_view(bundled.network(), "policies"))
    write_csv_of(joined, tmp_path)
    table = {(row["source"], row["target"]): row for row in rows(tmp_path / "edges.csv")}
    quotes: dict[str, list[str]] = {}
    for row in rows(tmp_path / "evidence.csv"):
        quotes.setdefault(row["of"], []).append(row["quote"])
    for u, v, data in joined.edges(data=True):
        row = table[u, v]
        assert (row["weight"], json.loads(row["relations"])) == (str(data["weight"]), data["relations"])
        assert quotes[row["key"]] == [item["quote"] for item in data["evidence"]]
    assert {row["bipartite"] for row in rows(tmp_path / "nodes.csv")} == {"0", "1"}


def test_attributes_named_as_words_of_gexf_are_kept_under_another_name(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="one", start=3, id="x", weight=2.5)
    write_gexf_of(graph, tmp_path / "out.gexf")
    ((*_, data),) = nx.read_gexf(tmp_path / "out.gexf").edges(data=True)
    assert data == {"dl_start": 3, "dl_id": "x", "weight": 2.5, "id": "0"}
