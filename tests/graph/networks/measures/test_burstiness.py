"""Burstiness: the three points that fix it, and which contacts count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from statistics import fmean, pstdev

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import UnknownNameError
from dateline.graph.networks.contacts import Contacts
from dateline.graph.networks.measures.burstiness import (
    burstiness,
    bursty_nodes,
    dyad_burstiness,
    node_burstiness,
)
from dateline.graph.networks.measures.results import NothingToMeasureError

Make = Callable[..., Contacts]


def test_even_steps_are_minus_one_and_all_but_one_gap_at_once_is_one_however_few() -> None:
    for number in (3, 5, 40):
        even = burstiness(range(0, 7 * number, 7))
        assert even.coefficient == -1
        assert even.finite == pytest.approx(-1)
        burst = burstiness([0] * number + [100])
        assert burst.finite == pytest.approx(1)
        assert burst.coefficient is not None
        assert burst.coefficient < 1


def test_events_placed_at_random_are_near_zero_in_the_finite_form_even_when_few() -> None:
    random = np.random.default_rng(7)
    finite = []
    for _ in range(400):
        found = burstiness(random.integers(0, 100_000, 8).tolist()).finite
        assert found is not None
        finite.append(found)
    assert abs(fmean(finite)) < 0.05


@settings(max_examples=40)
@given(st.lists(st.integers(0, 500), min_size=3, max_size=20).filter(lambda days: len(set(days)) > 1))
def test_the_coefficient_follows_from_mean_and_deviation(days: list[int]) -> None:
    intervals = [later - earlier for earlier, later in zip(sorted(days), sorted(days)[1:], strict=False)]
    mean, deviation = fmean(intervals), pstdev(intervals)
    found = burstiness(days)
    assert found.intervals == tuple(intervals)
    assert found.coefficient == pytest.approx((deviation - mean) / (deviation + mean))
    assert found.finite is not None
    assert -1 - 1e-9 <= found.finite <= 1 + 1e-9


def test_too_few_events_or_one_day_alone_have_no_burstiness() -> None:
    for days in ([], [3], [3, 4], [3, 3, 3]):
        found = burstiness(days)
        assert (found.coefficient, found.finite, found.events) == (None, None, len(days))


def test_a_node_counts_in_both_directions_and_a_dyad_in_one_when_asked(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 0, 3), (0, 2, 4), (0, 1, 9), (2, 1, 9)], 3)
    assert node_burstiness(contacts, "n0").intervals == (3, 1, 5)
    assert dyad_burstiness(contacts, "n0", "n1").intervals == (3, 6)
    assert dyad_burstiness(contacts, "n0", "n1", directed=True).intervals == (9,)
    assert dyad_burstiness(contacts, "n0", "n1", "2025-01-02").intervals == (6,)


def test_an_edge_read_in_both_directions_is_one_event(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 0, 0), (0, 1, 4), (1, 0, 4)], 2)
    both = replace(contacts, keys=["a", "a", "b", "b"])
    assert node_burstiness(both, "n0").intervals == (4,)


def test_the_burstiest_come_first_and_nodes_of_few_events_not_at_all(contacts_of: Make) -> None:
    rows = [(0, 1, day) for day in (0, 5, 10, 15)] + [(2, 3, day) for day in (0, 0, 0, 15)] + [(4, 0, 1)]
    found = bursty_nodes(contacts_of(rows, 5), least=4)
    assert [item.node for item in found] == ["n2", "n3", "n0", "n1"]
    assert found[3].finite == pytest.approx(-1)
    assert found[0].events == 4


def test_uncertain_days_are_counted_and_unknown_names_suggest_near_ones(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (0, 1, 5, 2, 2, 5), (0, 1, 9)], 2)
    assert node_burstiness(contacts, "n0").left_out == {"not on one known day": 1}
    with pytest.raises(UnknownNameError, match='"n00" is not in this network; did you mean n0'):
        node_burstiness(contacts, "n00")
    with pytest.raises(NothingToMeasureError, match="one known day"):
        node_burstiness(contacts, "n0", "2025-03-01", "2025-03-02")
