"""Arrays for PyTorch Geometric: NumPy alone reads them, and each edge leads back to its days and quotes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from dateline import Story
from dateline.errors import DateError, ExportError, NetworkError
from dateline.export.arrays import ARRAYS, write_arrays_of
from dateline.graph.networks.convert.arrays import UNKNOWN, to_arrays
from dateline.graph.networks.convert.arrays_read import read_arrays
from dateline.graph.networks.from_network import from_network
from dateline.graph.networks.views import build_view, simple
from dateline.graph.triples import BOUNDS


@pytest.fixture
def view(bundled: Story) -> nx.MultiDiGraph[str]:
    return build_view(bundled.network(), "actors")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_arrays_have_the_shapes_and_dtypes_that_are_told(bundled: Story, tmp_path: Path) -> None:
    notes = bundled.export("pyg", tmp_path)
    about = json.loads((tmp_path / "about.json").read_text("utf-8"))
    arrays: dict[str, Any] = {name: np.load(tmp_path / f"{name}.npy", allow_pickle=False) for name in ARRAYS}
    n, m = len(bundled.network()), bundled.network().number_of_edges()
    expected = {
        "edge_index": ((2, m), "int64"),
        "edge_time": ((m,), "int64"),
        "edge_bounds": ((m, 4), "int64"),
        "edge_ongoing": ((m,), "bool"),
        "edge_type": ((m,), "int64"),
        "edge_weight": ((m,), "float32"),
        "edge_attr": ((m, 2), "float32"),
        "node_type": ((n,), "int64"),
    }
    assert {name: (array.shape, str(array.dtype)) for name, array in arrays.items()} == expected
    assert {name: (tuple(each["shape"]), each["dtype"]) for name, each in about["arrays"].items()} == expected
    assert about["notes"] == notes
    undated = int((arrays["edge_time"] == UNKNOWN).sum())
    assert f"{undated} edges without a date" in notes
    assert undated == int(np.isnat(arrays["edge_time"].view("datetime64[D]")).sum()) > 0


def test_each_edge_of_the_arrays_leads_to_its_row_its_days_and_its_quotes(
    view: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    write_arrays_of(view, tmp_path)
    arrays: dict[str, Any] = {name: np.load(tmp_path / f"{name}.npy") for name in ARRAYS}
    about = json.loads((tmp_path / "about.json").read_text("utf-8"))
    names = [row["iri"] for row in table(tmp_path / "nodes.csv")]
    days = arrays["edge_bounds"].view("datetime64[D]")
    for row, told in enumerate(table(tmp_path / "edges.csv")):
        ends = [names[place] for place in arrays["edge_index"][:, row]]
        data = view.edges[ends[0], ends[1], told["key"]]
        assert [told["source"], told["target"]] == ends
        assert [None if np.isnat(day) else str(day) for day in days[row]] == [data[name] for name in BOUNDS]
        assert about["edge_types"][arrays["edge_type"][row]] == data["relation"]
        assert arrays["edge_weight"][row] == data["weight"]
        counts = dict(zip(about["edge_attrs"], arrays["edge_attr"][row], strict=True))
        assert (counts["sources"], counts["quotes"]) == (data["sources"], data["quotes"])
    quoted = [row["quote"] for row in table(tmp_path / "evidence.csv")]
    assert set(quoted) >= {item["quote"] for *_, data in view.edges(data=True) for item in data["evidence"]}


def test_the_arrays_read_back_are_a_network_with_the_same_contacts(
    view: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    write_arrays_of(view, tmp_path)
    back = read_arrays(tmp_path).graph()
    assert set(back.edges) == set(view.edges)
    for certain in (True, False):
        one, other = (from_network(graph, certain=certain) for graph in (view, back))
        assert len(one) == len(other) > 0
        assert np.array_equal(one.close, other.close)
        assert np.array_equal(one.land, other.land)


def test_an_undirected_network_has_each_edge_once(view: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    joined = simple(view)
    write_arrays_of(joined, tmp_path)
    found = read_arrays(tmp_path)
    assert found.edge_index.shape == (2, joined.number_of_edges())
    assert not found.directed
    assert {frozenset(edge) for edge in found.graph().edges} == {frozenset(edge) for edge in joined.edges}


def test_what_the_arrays_do_not_carry_is_counted() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", weight=0.1, tone=2, note="words")
    graph.add_edge("b", "c", earliest_begin="2025-01-02", latest_end="2025-01-03", tone=None)
    graph.add_edge("c", "c", weight=2, tone=1 << 30 | 1)
    found = to_arrays(graph)
    assert found.left_out == {
        "edges without a date": 2,
        "edges without a weight, which weigh 1": 1,
        "numbers that an edge does not have, which are NaN": 1,
        "numbers rounded to 32 bits": 2,
    }
    assert found.edge_attrs == ["tone"]
    assert found.edge_bounds[1].tolist() == [20090, UNKNOWN, UNKNOWN, 20091]
    assert found.edge_time.tolist() == [UNKNOWN, 20090, UNKNOWN]


def test_a_bound_that_is_no_day_is_told() -> None:
    with pytest.raises(DateError, match="soon"):
        to_arrays(nx.DiGraph([("a", "b", {"earliest_begin": "soon"})]))


def test_a_network_without_edges_has_empty_arrays(tmp_path: Path) -> None:
    write_arrays_of(nx.DiGraph(), tmp_path)
    found = read_arrays(tmp_path)
    assert (found.edge_index.shape, found.edge_bounds.shape, found.edge_attr.shape) == (
        (2, 0),
        (0, 4),
        (0, 0),
    )
    assert not found.graph()


@pytest.mark.parametrize("name", ["about.json", "edge_index.npy", "edges.csv", "nodes.csv"])
@pytest.mark.parametrize("content", [None, b"", b"[1]"])
def test_a_damaged_folder_is_told(
    view: nx.MultiDiGraph[str], tmp_path: Path, name: str, content: bytes | None
) -> None:
    write_arrays_of(view, tmp_path)
    if content is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(NetworkError, match="holds no arrays of a network"):
        read_arrays(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_told(view: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"old")
    with pytest.raises(ExportError, match="this is a file"):
        write_arrays_of(view, tmp_path / "out")
