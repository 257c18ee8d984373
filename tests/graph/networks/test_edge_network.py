"""A plain edge list as a network that can be asked: columns by their names, routes, changes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.data.edge_columns import EdgeColumns, guess_columns
from dateline.errors import NetworkError, UnknownNameError
from dateline.graph.networks.edge_network import EdgeNetwork

ROW = st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.integers(1, 9))


def written(folder: Path, text: str) -> Path:
    path = folder / "edges.csv"
    path.write_text(text)
    return path


def network(folder: Path, *rows: str, directed: bool = True) -> EdgeNetwork:
    return dateline.open_edges(written(folder, "\n".join(("source,target,time", *rows))), directed=directed)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        # Of ICEWS here the column "source" names the data set, not an actor.
        ("source,subject,relation,object,date", EdgeColumns("subject", "object", "date", None, "relation")),
        ("From,To,Date", EdgeColumns("From", "To", "Date")),
        (
            "Source Name,Event Text,Target Name,Event Date",
            EdgeColumns("Source Name", "Target Name", "Event Date", None, "Event Text"),
        ),
        ("u,v,t,weight", EdgeColumns("u", "v", "t", None, None, "weight")),
    ],
)
def test_usual_names_of_columns_are_known(tmp_path: Path, header: str, found: EdgeColumns) -> None:
    assert guess_columns(written(tmp_path, header + "\n")) == found


def test_a_column_that_is_given_is_not_guessed(tmp_path: Path) -> None:
    path = written(tmp_path, "source,target,seen,date\n")
    assert guess_columns(path, time="seen").time == "seen"


@settings(max_examples=30)
@given(st.lists(ROW, min_size=1, max_size=12), st.integers(1, 8))
def test_a_comparison_counts_each_pair_before_and_after(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, int]], day: int
) -> None:
    lines = [f"{source},{target},2024-01-{number:02}" for source, target, number in rows]
    made = network(tmp_path_factory.mktemp("pairs"), *lines)
    found = made.compare(f"2024-01-{day:02}", "2024-01-09")
    old = Counter((source, target) for source, target, number in rows if number <= day)
    new = Counter((source, target) for source, target, _ in rows)
    changed = {pair: (old[pair], new[pair]) for pair in new if old[pair] != new[pair]}
    told = {(one.source, one.target): (one.before, one.after) for one in (*found.came, *found.grew)}
    assert told == changed
    assert not found.went
    assert not found.shrank
    assert found.contacts == (old.total(), new.total())


def test_a_pair_that_is_asked_of_both_ways_is_compared_once(tmp_path: Path) -> None:
    made = network(tmp_path, "a,b,2024-01-01", "a,b,2024-02-01", directed=False)
    (pair,) = made.compare("2024-01", "2024-02").grew
    assert (pair.before, pair.after) == (1, 2)


def test_a_route_against_the_direction_of_a_row_leads_back_to_that_row(tmp_path: Path) -> None:
    made = network(tmp_path, "b,a,2024-01-01", directed=False)
    routes = made.paths("a", "b")
    ((hop,),) = (route.hops for route in routes.found)
    assert (hop.source, hop.target) == ("a", "b")
    assert routes.network.has_edge(*hop.edge)


def test_a_path_is_possible_where_nothing_in_the_window_is_certain(tmp_path: Path) -> None:
    made = network(tmp_path, "a,b,2024-01")
    (route,) = made.paths("a", "b", first="2024-01-10", last="2024-01-20").found
    assert route.certain is False
    assert made.paths("a", "b").found[0].certain is True


def test_two_who_are_joined_only_against_time_are_said_to_be_joined(tmp_path: Path) -> None:
    made = network(tmp_path, "a,b,2024-01-05", "b,c,2024-01-01", "d,e,2024-01-01")
    assert (made.paths("a", "c").found, made.paths("a", "c").joined) == ((), True)
    assert made.paths("a", "e").joined is False


def test_case_does_not_matter_where_one_node_is_meant(tmp_path: Path) -> None:
    made = network(tmp_path, "Ann,Bob,2024-01-05", "ANN,Cid,2024-01-05")
    assert made.node("bob") == "Bob"
    assert made.node("Ann") == "Ann"
    with pytest.raises(UnknownNameError, match="did you mean Ann or ANN"):
        made.node("ann")


def test_betweenness_that_would_take_hours_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = network(tmp_path, "a,b,2024-01-05", "b,c,2024-01-06")
    assert made.central(by="betweenness").nodes[0].node == "b"
    monkeypatch.setattr("dateline.graph.networks.rankings.MOST_WORK", 5)
    with pytest.raises(NetworkError, match="narrow the window"):
        made.central(by="betweenness")
