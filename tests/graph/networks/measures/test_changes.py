"""Change points against every segmentation that there is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import UnknownNameError
from dateline.graph.networks.contacts import Contacts
from dateline.graph.networks.measures.changes import change_points
from dateline.graph.networks.measures.pelt import Cost, change_places, normal_cost, poisson_cost
from dateline.graph.networks.measures.results import NothingToMeasureError

Make = Callable[..., Contacts]


def total(cost: Cost, places: tuple[int, ...], size: int, penalty: float) -> float:
    parts = pairwise((0, *places, size))
    return sum(float(cost(np.array([first]), last)[0]) for first, last in parts) + penalty * len(places)


def least(cost: Cost, size: int, penalty: float) -> float:
    return min(
        total(cost, places, size, penalty)
        for number in range(size)
        for places in combinations(range(1, size), number)
    )


@settings(max_examples=60)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), st.floats(0.1, 8))
def test_no_segmentation_of_counts_costs_less_than_the_one_found(counts: list[int], penalty: float) -> None:
    cost = poisson_cost(np.array(counts, float))
    places = change_places(cost, len(counts), penalty)
    assert total(cost, places, len(counts), penalty) == pytest.approx(least(cost, len(counts), penalty))


@settings(max_examples=60)
@given(st.lists(st.floats(-9, 9), min_size=1, max_size=9), st.floats(0.1, 8))
def test_no_segmentation_of_weights_costs_less_than_the_one_found(
    values: list[float], penalty: float
) -> None:
    cost = normal_cost(np.array(values), 2.0)
    places = change_places(cost, len(values), penalty)
    assert total(cost, places, len(values), penalty) == pytest.approx(least(cost, len(values), penalty))


@settings(max_examples=30)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_the_poisson_cost_is_twice_the_negative_log_likelihood(counts: list[int]) -> None:
    """Up to the logarithms of the factorials, which are the same however the counts are split."""
    rate = sum(counts) / len(counts)
    likelihood = sum((count * log(rate) if count else 0) - rate for count in counts)
    cost = poisson_cost(np.array(counts, float))
    assert float(cost(np.array([0]), len(counts))[0]) == pytest.approx(-2 * likelihood, abs=1e-9)


def test_a_dyad_that_falls_silent_and_wakes_has_two_changes(contacts_of: Make) -> None:
    busy = [day for week in (*range(8), *range(16, 24)) for day in (week * 7, week * 7 + 2, week * 7 + 5)]
    rows = [(0, 1, day) for day in busy] + [(1, 2, day) for day in range(168)]
    found = change_points(contacts_of(rows, 3), "n1", "n0")
    assert found.days == ("2025-02-26", "2025-04-23")
    assert [(part.periods, part.mean) for part in found.segments] == [(8, 3), (8, 0), (8, 3)]
    assert (found.segments[0].start, found.segments[-1].end) == ("2025-01-01", "2025-06-17")
    assert found.penalty == pytest.approx(2 * log(24))


def test_a_steady_dyad_has_no_change(contacts_of: Make) -> None:
    found = change_points(contacts_of([(0, 1, day) for day in range(0, 140, 7)], 2), "n0", "n1")
    assert (found.days, len(found.segments)) == ((), 1)
    random = np.random.default_rng(3).integers(0, 700, 200).tolist()
    assert change_points(contacts_of([(0, 1, day) for day in random], 2), "n0", "n1").days == ()


def test_weights_show_a_turn_from_cooperation_to_conflict_that_counts_do_not(contacts_of: Make) -> None:
    rows = [(0, 1, day) for day in range(140)]
    weights = [(3.0 if day < 70 else -5.0) + day % 3 for day in range(140)]
    contacts = contacts_of(rows, 2, weights)
    assert change_points(contacts, "n0", "n1").days == ()
    assert change_points(contacts, "n0", "n1", of="weight").days == ("2025-03-12",)


def test_what_no_period_holds_is_counted(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (0, 1, 8), (0, 1, 16), (0, 1, 9, 2, 2, 9)], 2)
    found = change_points(contacts, "n0", "n1")
    assert found.series == (1, 1)
    assert found.left_out == {"not on one known day": 1, "after the last full period": 1}


def test_a_dyad_without_contacts_or_periods_is_refused(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 2, 30)], 3)
    with pytest.raises(NothingToMeasureError, match="n0 and n2 have 0 dated contacts in 4 full periods of 7"):
        change_points(contacts, "n0", "n2")
    with pytest.raises(NothingToMeasureError, match="0 full periods of 70 days"):
        change_points(contacts, "n0", "n1", width=70)
    with pytest.raises(UnknownNameError, match="nobody"):
        change_points(contacts, "n0", "nobody")
