"""Where the nodes of a small picture stand."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.export.ties.placing import WIDEST, WIDTH, by_rank, by_springs, centres

GRAPHS = st.integers(1, 9).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=12),
    )
)


@settings(max_examples=40)
@given(GRAPHS)
def test_each_node_stands_once_in_a_row_that_a_phone_can_hold(
    graph: tuple[int, list[tuple[int, int]]],
) -> None:
    count, ends = graph
    joined = [pair for pair in ends if pair[0] != pair[1]]
    rows = by_springs(count, joined)
    assert sorted(node for row in rows for node in row) == list(range(count))
    assert max(map(len, rows)) <= WIDEST
    assert rows == by_springs(count, joined)


@settings(max_examples=40)
@given(GRAPHS, st.data())
def test_what_is_further_on_stands_further_down(
    graph: tuple[int, list[tuple[int, int]]], data: st.DataObject
) -> None:
    count, ends = graph
    ranks = data.draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))
    rows = by_rank(ranks, [pair for pair in ends if pair[0] != pair[1]])
    assert sorted(node for row in rows for node in row) == list(range(count))
    assert [ranks[node] for row in rows for node in row] == sorted(ranks)


def test_dots_of_a_row_are_as_far_apart_as_the_width_allows() -> None:
    for count in (2, 3):
        places = centres(count, 0)
        assert {round(b - a) for a, b in pairwise(places)} == {round(WIDTH / count)}
