"""Parts of a network by time: days, windows, windows that roll, and what changed between two."""

from __future__ import annotations

from datetime import date, timedelta

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Story
from dateline.errors import DateError, QueryError
from dateline.graph.networks.build import Network
from dateline.graph.networks.comparison import compare
from dateline.graph.networks.rolling import Length, rolling
from dateline.graph.networks.views import build_view
from dateline.graph.networks.windows import TIMED_EDGES, in_window, on_day, span_of
from dateline.graph.time.spans import Certainty, within


@pytest.fixture(scope="module")
def network(bundled: Story) -> Network:
    return bundled.network()


@pytest.fixture(scope="module")
def actors(network: Network) -> Network:
    return build_view(network, "actors")


days = st.dates(date(2024, 6, 1), date(2026, 6, 1)).map(date.isoformat)


@settings(max_examples=25)
@given(days, days, st.booleans())
def test_a_window_keeps_what_lies_in_it_and_counts_the_rest(
    actors: Network, one: str, other: str, certain: bool
) -> None:
    first, last = sorted((one, other))
    part = in_window(actors, first, last, certain=certain)
    dropped = {Certainty.Impossible, Certainty.Possible} if certain else {Certainty.Impossible}
    kept = {
        edge
        for edge in actors.edges(keys=True)
        if within(span_of(actors.edges[edge]), first, last) not in dropped
    }
    assert set(part.edges(keys=True)) == kept
    assert set(part) == {end for u, v, _ in kept for end in (u, v)}
    counted = sum(count for reason, count in part.graph["left_out"].items() if reason.startswith("edge"))
    assert counted == actors.number_of_edges() - len(kept)
    assert ("note" in part.graph) == (not kept)


def test_a_part_is_a_view_that_copies_nothing_and_leaves_the_network_as_it_is(actors: Network) -> None:
    before = dict(actors.graph)
    part = on_day(actors, "2025-07-01")
    u, v, key = next(iter(part.edges(keys=True)))
    assert part.edges[u, v, key] is actors.edges[u, v, key]
    assert actors.graph == before
    assert list(part) == [node for node in actors if node in part]
    with pytest.raises(nx.NetworkXError, match="Frozen"):
        part.remove_edge(u, v, key)


def test_each_node_and_edge_of_a_part_is_certain_possible_or_undated(network: Network) -> None:
    part = on_day(network, "2025-07-01")
    certainty = part.graph["certainty"]
    assert set(certainty) == {*part, *part.edges(keys=True)}
    assert set(certainty.values()) == {"certain", "possible", "undated"}
    sure = on_day(network, "2025-07-01", certain=True)
    timed = [edge for edge in sure.edges(keys=True) if sure.edges[edge]["kind"] in TIMED_EDGES]
    assert {sure.graph["certainty"][edge] for edge in timed} == {"certain"}


def test_a_tariff_that_is_over_is_no_longer_imposed_and_a_meeting_that_was_stays(bundled: Story) -> None:
    for day in ("2025-02-10", "2025-04-01", "2025-07-10", "2025-10-07"):
        part = bundled.network("policies", relations=["imposed"], on=day)
        whole = bundled.network("policies", relations=["imposed"])
        held = {
            edge
            for edge in whole.edges(keys=True)
            if within(span_of(whole.edges[edge]), day, day) != Certainty.Impossible
        }
        assert set(part.edges(keys=True)) == held
    early = bundled.network("actors", relations=["met"], on="2025-06-30")
    late = bundled.network("actors", relations=["met"], on="2025-10-07")
    assert set(early.edges(keys=True)) < set(late.edges(keys=True))


def test_an_empty_window_says_so(bundled: Story) -> None:
    part = bundled.network("actors", relations=["met"], first="1990", last="1990", certain=True)
    assert not part
    assert part.graph["note"] == "nothing lies from 1990-01-01 to 1990-12-31"
    assert part.graph["left_out"]["edge: not in the window"] > 0


def test_what_was_not_known_by_a_day_is_not_in_the_network_of_that_day(bundled: Story) -> None:
    known = bundled.network("actors", known_by="2025-07-31")
    issued = {item["issued"] for _, _, data in known.edges(data=True) for item in data["evidence"]}
    assert max(issued) <= "2025-07-31"
    assert 0 < known.number_of_edges() < bundled.network("actors").number_of_edges()


@pytest.mark.parametrize(
    ("width", "step"), [("1 month", None), ("90 days", "30 days"), ("1 year", "6 months")]
)
def test_rolling_windows_are_the_windows_one_would_cut_by_hand(
    bundled: Story, width: str, step: str | None
) -> None:
    parts = list(bundled.networks("actors", width=width, step=step, first="2025-01", last="2025-12"))
    whole = bundled.network("actors")
    starts = [part.graph["first"] for part in parts]
    assert starts[0] == "2025-01-01"
    assert starts[-1] <= "2025-12-31"
    assert len(parts) == {"1 month": 12, "90 days": 13, "1 year": 2}[width]
    for part in parts:
        alone = in_window(whole, part.graph["first"], part.graph["last"])
        assert set(part.edges(keys=True)) == set(alone.edges(keys=True))
        assert part.graph["left_out"] == alone.graph["left_out"]


def test_windows_without_a_first_day_begin_in_the_month_of_the_earliest_known_day(actors: Network) -> None:
    first = next(rolling(actors, "1 month"))
    spans = [span_of(data) for _, _, data in actors.edges(data=True)]
    bounds = [day for s in spans for day in (s.earliest_begin, s.latest_begin, s.latest_end) if day]
    assert first.graph["first"] == min(bounds)[:7] + "-01"


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 40))
def test_months_and_years_are_those_of_the_calendar(day: date, number: int) -> None:
    later = Length.read(f"{number} months").after(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == number
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
    assert Length.read(f"{number} weeks").after(day) == day + timedelta(days=7 * number)
    assert Length.read(f"P{number}Y").after(day) == Length.read(f"{12 * number} months").after(day)


@pytest.mark.parametrize("length", ["0 days", "month", "3 fortnights", "", "-1 day"])
def test_what_is_no_length_of_time_is_an_error_that_says_what_to_write(actors: Network, length: str) -> None:
    with pytest.raises(DateError, match="is no length of time; write a number of days"):
        rolling(actors, length)


def test_a_network_without_dates_has_no_windows_and_says_why() -> None:
    with pytest.raises(DateError, match="no edge of this network has a date"):
        rolling(nx.MultiDiGraph(), "1 month")


def test_what_does_not_go_together_is_an_error(bundled: Story) -> None:
    with pytest.raises(QueryError, match="give either on, or first and last"):
        bundled.network("actors", on="2025-07-01", first="2025")
    with pytest.raises(QueryError, match="depends on the day"):
        bundled.network("actors", certain=True)
    with pytest.raises(QueryError, match="relations belong to a view"):
        bundled.network(relations=["met"])
    with pytest.raises(DateError, match="write the earlier day first"):
        bundled.network("actors", first="2025-07", last="2025-06")
    with pytest.raises(DateError, match="write the earlier first"):
        compare(bundled.network("actors"), "2025-07", "2025-06")
    with pytest.raises(DateError, match="write the earlier day first"):
        bundled.networks("actors", width="1 month", first="2025-07", last="2025-06")


def test_a_comparison_tells_each_edge_that_came_or_went_with_its_words(network: Network) -> None:
    view = build_view(network, "policies")
    found = compare(view, "2025-02-28", "2025-07-10")
    before, after = (set(on_day(view, day).edges(keys=True)) for day in ("2025-02-28", "2025-07-10"))
    assert {(edge.source, edge.target, edge.key) for edge in found.edges_came} == after - before
    assert {(edge.source, edge.target, edge.key) for edge in found.edges_went} == before - after
    assert found.edges_came
    assert found.edges_went
    for edge in (*found.edges_came, *found.edges_went):
        data = view.edges[edge.source, edge.target, edge.key]
        assert set(edge.quotes) == {item["quote"] for item in data["evidence"]}
        assert edge.sentence.startswith(view.nodes[edge.source]["label"])
    assert set(found.nodes_came) == set(found.after) - set(found.before)
    assert set(found.nodes_went) == set(found.before) - set(found.after)


def test_pairs_that_grew_and_degrees_are_counted_as_one_would_by_hand(network: Network) -> None:
    view = build_view(network, "actors", relations=["met"])
    found = compare(view, "2025-05-31", "2025-10-07")
    grew = {(pair.source, pair.target): (pair.before, pair.after) for pair in found.grew}
    for pair in {(min(edge), max(edge)) for edge in found.before.edges()}:
        counts = tuple(part.number_of_edges(*pair) for part in (found.before, found.after))
        assert grew.get(pair, (counts[1], counts[1])) == counts
    assert grew
    assert all(pair.quotes for pair in found.grew)
    assert not found.shrank
    for change in found.degrees:
        degree = [
            len(set(part[change.node])) if change.node in part else 0 for part in (found.before, found.after)
        ]
        assert degree == [change.before, change.after]
    assert len(found.edges_came) * 2 == found.after.number_of_edges() - found.before.number_of_edges()


def test_two_windows_are_compared_as_well_as_two_days_and_an_empty_one_says_so(network: Network) -> None:
    view = build_view(network, "actors", relations=["met"])
    found = compare(view, ("1990", "1990"), ("2025-05", "2025-10"))
    assert found.note == "nothing lies from 1990-01-01 to 1990-12-31"
    assert set(found.nodes_came) == set(found.after)
    assert not found.edges_went
