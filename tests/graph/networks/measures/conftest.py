"""Contacts made by hand or by hypothesis, and paths that respect time found by trying every sequence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import strategies as st

from dateline.graph.networks.contacts import Contacts, day_number

Contact: TypeAlias = tuple[int, int, int, int]
"""From, to, the day until which it can be entered, the day on which it can be left."""
Make: TypeAlias = Callable[..., Contacts]
Paths: TypeAlias = Callable[[Contacts, int, int], Iterator[tuple[tuple[Contact, ...], int]]]
DAY_0 = day_number("2025-01-01")


def make_contacts(rows: Sequence[Sequence[int]], size: int, weights: Sequence[float] = ()) -> Contacts:
    """Rows (from, to, day) or (from, to, close, land, first, last), days counted from 2025-01-01.

    Nodes are called n0, n1 and so on.
    """
    full = [(*row, row[2], row[2], row[2]) if len(row) == 3 else tuple(row) for row in rows]
    order = sorted(range(len(full)), key=lambda place: full[place][2])
    table = np.array([full[place] for place in order], np.int32).reshape(-1, 6)
    close, land, first, last = (table[:, column] + np.int32(DAY_0) for column in range(2, 6))
    weight = np.array([weights[place] for place in order] if weights else [1.0] * len(full))
    return Contacts(
        [f"n{number}" for number in range(size)],
        *(table[:, 0].copy(), table[:, 1].copy(), close, land, land, first, last),
        ["met"],
        np.zeros(len(full), np.int32),
        weight,
        order,
    )


def all_paths(contacts: Contacts, source: int, delta: int) -> Iterator[tuple[tuple[Contact, ...], int]]:
    """Each path that respects time and visits no node twice: its contacts and the day of arrival."""
    columns = (contacts.source, contacts.target, contacts.close, contacts.land)
    steps: set[Contact] = {
        (int(u), int(v), int(close) - DAY_0, int(land) - DAY_0)
        for u, v, close, land in zip(*columns, strict=True)
    }
    begin = min(int(contacts.first.min()), int(contacts.last.min())) - DAY_0

    def go(
        path: tuple[Contact, ...], seen: frozenset[int], here: int, day: int
    ) -> Iterator[tuple[tuple[Contact, ...], int]]:
        for step in sorted(steps):
            start, end, close, land = step
            if start == here and end not in seen and day + delta <= close:
                arrival = max(day + delta, land)
                yield (*path, step), arrival
                yield from go((*path, step), seen | {end}, end, arrival)

    return go((), frozenset({source}), source, begin - delta)


@pytest.fixture(scope="session")
def contacts_of() -> Make:
    return make_contacts


@pytest.fixture(scope="session")
def paths_of() -> Paths:
    return all_paths


@pytest.fixture(scope="session")
def exact_rows() -> st.SearchStrategy[list[tuple[int, int, int]]]:
    """Contacts of one day each, among five nodes within five days."""
    node, day = st.integers(0, 4), st.integers(0, 4)
    return st.lists(st.tuples(node, node, day).filter(lambda row: row[0] != row[1]), min_size=1, max_size=9)
