"""The first view of a large network: things gathered by kind, actor and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from .layout import Item, lanes_as_json, lay_out_by_kind

FROM = 5_000
"""Nodes from which on the page opens with groups instead of single things."""
MOST_GROUPS = 300
"""More are not told apart on one screen: then periods grow longer and fewer actors have their own groups."""
PERIODS = (1, 3, 6, 12, 60, 120, 600, 1200)
"""In months."""
ACTORS = (12, 6, 3)
NOBODY = -1
UNDATED = -1
Key = tuple[str, int, int]


def group(items: Sequence[Item], links: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """The groups as columns, the group of each item, the weights between groups, and where groups stand.

    ``actor`` is the place of an actor or -1 for all others; ``month`` counts from year 0, -1 without a date;
    ``months`` is the length of a period. ``links`` are [from, to, how many] between different groups.
    """
    keys, months = _keys(items, _actor_of(items, links))
    counts = Counter(keys)
    order = sorted(counts)
    place = {key: at for at, key in enumerate(order)}
    of = [place[key] for key in keys]
    weights = Counter(
        (min(pair), max(pair)) for one, other in links if (pair := (of[one], of[other]))[0] != pair[1]
    )
    gathered = [
        Item(kind, _first_day(month) if month >= 0 else None, f"{actor:09}", count=counts[kind, actor, month])
        for kind, actor, month in order
    ]
    layout = lay_out_by_kind(gathered, list(weights))
    return {
        "kind": [kind for kind, _, _ in order],
        "actor": [actor for _, actor, _ in order],
        "month": [month for _, _, month in order],
        "count": [counts[key] for key in order],
        "months": months,
        "of": of,
        "links": sorted([one, other, weight] for (one, other), weight in weights.items()),
        "layout": lanes_as_json(layout),
    }


def _keys(items: Sequence[Item], actor_of: Sequence[int]) -> tuple[list[Key], int]:
    """The finest groups that are few enough, and their months; the coarsest where none are."""
    things = Counter(actor for actor in actor_of if actor != NOBODY)
    busiest = sorted(things, key=lambda actor: (-things[actor], items[actor].label, actor))
    finest = [
        (item.kind, actor, _month(item.day) if item.timed else UNDATED)
        for item, actor in zip(items, actor_of, strict=True)
    ]
    # Coarser groups are made of the distinct finest ones, which are far fewer than the things.
    distinct = dict.fromkeys(finest)
    coarse: dict[Key, Key] = {}
    for months in PERIODS:
        for most in ACTORS:
            own = frozenset(busiest[:most])
            coarse = {
                key: (
                    key[0],
                    key[1] if key[1] in own else NOBODY,
                    key[2] - key[2] % months if key[2] >= 0 else UNDATED,
                )
                for key in distinct
            }
            if len(set(coarse.values())) <= MOST_GROUPS:
                return [coarse[key] for key in finest], months
    return [coarse[key] for key in finest], PERIODS[-1]


def _month(day: int | None) -> int:
    """Months from the beginning of year 0."""
    if day is None:
        return UNDATED
    found = date.fromordinal(day)
    return found.year * 12 + found.month - 1


def _first_day(month: int) -> int:
    return date(max(1, month // 12), month % 12 + 1, 1).toordinal()


def _actor_of(items: Sequence[Item], links: Sequence[tuple[int, int]]) -> list[int]:
    """For each thing with a day, the most connected actor that it is linked with; -1 for the others."""
    best = [NOBODY] * len(items)
    for one, other in links:
        for this, that in ((one, other), (other, one)):
            if items[that].kind == "actor" and items[this].timed:
                now = best[this]
                if now == NOBODY or (items[that].degree, -that) > (items[now].degree, -now):
                    best[this] = that
    return best
