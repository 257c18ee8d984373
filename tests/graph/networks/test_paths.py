"""Paths that respect time, against every walk of small networks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations, product
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import NetworkError, UnknownNameError
from dateline.graph.networks.contacts import EVER_AFTER, EVER_BEFORE, Contacts, day_number, day_of
from dateline.graph.networks.paths import (
    TimedPath,
    along,
    earliest_arrival,
    fastest,
    fewest_hops,
    latest_departure,
)
from dateline.graph.networks.question import Asked
from dateline.graph.networks.shortest import shortest_paths

NAMES = "abcde"
START = day_number("2025-01-01")
DAYS = 6
Contact: TypeAlias = tuple[int, int, int, int]
"""Source, target, close and land; days count from START."""


def contacts_of(rows: Sequence[Contact]) -> Contacts:
    source, target, close, land = np.array(rows, np.int32).reshape(len(rows), 4).T.copy()
    exact = bool((close == land).all())
    return Contacts.of(NAMES, source, target, close + START, None if exact else land + START)


def iso(day: int) -> str:
    return day_of(day + START) or ""


def walks(rows: Sequence[Contact], source: int, target: int) -> Iterator[list[Contact]]:
    """Every choice of a contact for each step along every simple path."""
    others = [node for node in range(len(NAMES)) if node not in (source, target)]
    for length in range(len(others) + 1):
        for middle in permutations(others, length):
            nodes = (source, *middle, target)
            steps = [[row for row in rows if row[:2] == pair] for pair in pairwise(nodes)]
            yield from (list(choice) for choice in product(*steps))


def arrival(walk: Sequence[Contact], departure: int, delta: int) -> int | None:
    """The day on which a walk arrives that enters its first contact on a day; None when it cannot."""
    day = departure - delta
    for _, _, close, land in walk:
        if day + delta > close:
            return None
        day = max(day + delta, land)
    return day


Trip: TypeAlias = tuple[int, int, list[Contact]]


def trips(rows: Sequence[Contact], source: int, target: int, first: int, last: int, delta: int) -> list[Trip]:
    """Departure, arrival and walk of everything that time allows in a window."""
    return [
        (departure, there, walk)
        for walk in walks(rows, source, target)
        for departure in range(first, last + 1)
        if (there := arrival(walk, departure, delta)) is not None and there <= last
    ]


node = st.integers(0, len(NAMES) - 1)
day = st.integers(0, DAYS - 1)
exact_rows = st.lists(st.tuples(node, node, day), min_size=1, max_size=10).map(
    lambda rows: [(a, b, d, d) for a, b, d in rows]
)
ranged_rows = st.lists(st.tuples(node, node, day, day), min_size=1, max_size=9)
any_rows = st.one_of(exact_rows, ranged_rows)
windows = st.tuples(day, day).map(sorted)


def asked(rows: Sequence[Contact], window: Sequence[int], strict: bool) -> tuple[Contacts, dict[str, object]]:
    return contacts_of(rows), {"first": iso(window[0]), "last": iso(window[1]), "strict": strict}


def ends(path: TimedPath | None) -> tuple[str | None, str | None, int] | None:
    return (path.departs, path.arrives, len(path.hops)) if path else None


@settings(max_examples=250)
@given(any_rows, windows, st.booleans())
def test_the_best_paths_are_the_best_of_all_walks(
    rows: list[Contact], window: list[int], strict: bool
) -> None:
    contacts, options = asked(rows, window, strict)
    found = trips(rows, 0, 1, window[0], window[1], int(strict))
    try:
        answers = [
            ask(contacts, "a", "b", **options)  # type: ignore[arg-type]
            for ask in (earliest_arrival, latest_departure, fastest, fewest_hops)
        ]
    except NetworkError:
        assert not found
        return
    if not found:
        assert answers == [None] * 4
        return
    early, late, fast, few = answers
    assert early
    assert late
    assert fast
    assert few
    assert early.arrives == iso(min(there for _, there, _ in found))
    assert late.departs == iso(max(departure for departure, _, _ in found))
    assert fast.days == min(there - departure for departure, there, _ in found)
    fewest = min(len(walk) for _, _, walk in found)
    assert len(few.hops) == fewest
    assert few.arrives == iso(min(there for _, there, walk in found if len(walk) == fewest))
    soonest = [len(walk) for _, there, walk in found if iso(there) == early.arrives]
    assert len(early.hops) == min(soonest)
    for path in (early, late, fast, few):
        assert_possible(contacts, path, strict)


def assert_possible(contacts: Contacts, path: TimedPath, strict: bool) -> None:
    """A path's own days and contacts make one of the walks."""
    walk = [(0, 0, int(contacts.close[row]) - START, int(contacts.land[row]) - START) for row in path.rows]
    assert path.departs
    departure = day_number(path.departs) - START
    assert iso(arrival(walk, departure, int(strict)) or 0) == path.arrives
    later = arrival(walk, departure + 1, int(strict))
    assert later is None or iso(later) != path.arrives, "it could have begun later"
    assert len(set(path.nodes)) == len(path.nodes)
    for one, other in pairwise(path.hops):
        assert one.target == other.source


@settings(max_examples=150)
@given(any_rows, windows, st.booleans(), st.integers(1, 6))
def test_the_shortest_paths_are_those_of_all_walks_in_order(
    rows: list[Contact], window: list[int], strict: bool, limit: int
) -> None:
    contacts, options = asked(rows, window, strict)
    best: dict[tuple[int, ...], int] = {}
    for _, there, walk in trips(rows, 0, 1, window[0], window[1], int(strict)):
        nodes = (0, *(step[1] for step in walk))
        best[nodes] = min(best.get(nodes, there), there)
    try:
        found = shortest_paths(contacts, "a", "b", limit, **options)  # type: ignore[arg-type]
    except NetworkError:
        assert not best
        return
    wanted = sorted((len(nodes), iso(there)) for nodes, there in best.items())[:limit]
    assert [(len(path.nodes), path.arrives) for path in found] == wanted
    told = [tuple(NAMES.index(name) for name in path.nodes) for path in found]
    assert len(set(told)) == len(told)
    assert [iso(best[nodes]) for nodes in told] == [path.arrives for path in found]
    for path in found:
        assert_possible(contacts, path, strict)
        again = along(Asked.of(contacts, **options), path.nodes)  # type: ignore[arg-type]
        assert ends(again) == ends(path)


def test_a_path_cannot_run_back_in_time() -> None:
    contacts = contacts_of([(0, 1, 5, 5), (1, 2, 3, 3)])
    assert earliest_arrival(contacts, "a", "b") is not None
    assert earliest_arrival(contacts, "a", "c") is None


def test_two_steps_share_a_day_only_when_that_is_allowed() -> None:
    contacts = contacts_of([(0, 1, 3, 3), (1, 2, 3, 3)])
    path = earliest_arrival(contacts, "a", "c")
    assert ends(path) == ("2025-01-04", "2025-01-04", 2)
    assert earliest_arrival(contacts, "a", "c", strict=True) is None


def test_a_path_waits_for_the_next_contact_and_leaves_as_late_as_it_can() -> None:
    contacts = contacts_of([(0, 1, 0, 0), (0, 1, 2, 2), (0, 1, 4, 4), (1, 2, 3, 3)])
    path = earliest_arrival(contacts, "a", "c", first="2025-01-01")
    assert path
    assert [(hop.departs, hop.arrives) for hop in path.hops] == [
        ("2025-01-01", "2025-01-01"),
        ("2025-01-04", "2025-01-04"),
    ]
    late = latest_departure(contacts, "a", "c", last="2025-01-05")
    assert late
    assert late.departs == "2025-01-03"
    quick = fastest(contacts, "a", "c")
    assert quick
    assert (quick.days, quick.departs) == (1, "2025-01-03")


def test_what_is_always_open_needs_no_day() -> None:
    rows = np.array([0], np.int32), np.array([1], np.int32)
    always = np.array([EVER_AFTER], np.int32), np.array([EVER_BEFORE], np.int32)
    contacts = Contacts.of("ab", *rows, *always, first=always[1], last=always[0])
    for ask in (earliest_arrival, latest_departure, fastest, fewest_hops):
        path = ask(contacts, "a", "b")
        assert path
        assert [hop.first for hop in path.hops] == [None]
    path = latest_departure(contacts, "a", "b", last="2025-01-02")
    assert path
    assert (path.departs, path.arrives, path.days) == ("2025-01-02", "2025-01-02", 0)


def test_a_path_to_oneself_is_none() -> None:
    contacts = contacts_of([(0, 1, 0, 0), (1, 0, 1, 1)])
    for ask in (earliest_arrival, latest_departure, fastest, fewest_hops):
        assert ask(contacts, "a", "a") is None
    assert shortest_paths(contacts, "a", "a") == []


def test_an_unknown_name_suggests_the_nearest() -> None:
    ends_ = np.array([0], np.int32), np.array([1], np.int32)
    contacts = Contacts.of(["Canada", "Mexico"], *ends_, np.array([START], np.int32))
    with pytest.raises(UnknownNameError, match="did you mean Canada") as caught:
        earliest_arrival(contacts, "Cannada", "Mexico")
    assert caught.value.suggestions == ("Canada",)


def test_an_empty_window_says_so_and_what_there_is() -> None:
    contacts = contacts_of([(0, 1, 0, 0), (1, 0, 3, 3)])
    with pytest.raises(
        NetworkError, match=r"from 2026-01-01; the contacts run from 2025-01-01 to 2025-01-04"
    ):
        earliest_arrival(contacts, "a", "b", first="2026-01-01")
    with pytest.raises(NetworkError, match="ends before it begins: 2025-01-03 is after 2025-01-01"):
        earliest_arrival(contacts, "a", "b", first="2025-01-03", last="2025-01-01")


def test_a_path_reads_as_a_sentence() -> None:
    contacts = contacts_of([(0, 1, 0, 0), (1, 2, 3, 3)])
    path = earliest_arrival(contacts, "a", "c")
    assert str(path) == "a -[, 2025-01-01]-> b -[, 2025-01-04]-> c"
