"""Where each node stands: time runs left to right, each group of kinds has a lane.

Everything follows from the network alone, so one network gives one picture.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, inf, sqrt

from .kinds import KINDS

CELL_WIDTH = 72.0
CELL_HEIGHT = 38.0
LANE_GAP = 34.0
ASPECT = 2.4
LONGEST_GAP_DAYS = 30
MOST_TICKS = 240
STEPS = (1, 3, 12, 60, 120, 600, 1200)

SHOWN_FIRST = frozenset(kind.name for kind in KINDS if kind.shown)

LANES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Actors", ("actor",)),
    ("Events", ("event",)),
    ("Policies and their states", ("policy", "state")),
    ("Claims", ("claim",)),
    ("Topics, products, places, posts", ("topic", "product", "place", "post")),
    ("Sources", ("source",)),
)
OTHER_LANE = "Other"
TIMED = frozenset({"event", "state", "claim"})
UNDATED_X = -3.0 * CELL_WIDTH
FARTHEST = 60
BEST_KNOWN = 14
ROW_COST = 0.7 * CELL_WIDTH


@dataclass(frozen=True, slots=True)
class Item:
    """What the layout needs to know of a node.

    ``day`` is where it stands at best, as an ordinal, ``None`` when undated; ``days`` are the first
    and last day on which it can begin, ``None`` where that is open.
    """

    key: str
    kind: str
    day: int | None
    label: str
    days: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Lane:
    """A horizontal band of the drawing and the kinds that live in it."""

    label: str
    kinds: tuple[str, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the time axis."""

    x: float
    label: str
    year: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions by node key, the time axis and the lanes; ``undated_x`` is None without undated."""

    positions: Mapping[str, tuple[float, float]]
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    undated_x: float | None


class TimeScale:
    """Maps days to x: in order, with long empty stretches shortened to give room to busy weeks."""

    def __init__(self, days: Iterable[int], width: float) -> None:
        self.days = sorted(set(days))
        gaps = [_weight(a, b) for a, b in pairwise(self.days)]
        total = sum(gaps) or 1.0
        self.xs: list[float] = [0.0]
        for gap in gaps:
            self.xs.append(self.xs[-1] + width * gap / total)

    def x(self, day: int) -> float:
        """The place of a day, between those of its neighbours; the nearer end outside the scale."""
        if not self.days:
            return 0.0
        right = bisect_right(self.days, day)
        if right == 0:
            return self.xs[0]
        if right == len(self.days):
            return self.xs[-1]
        first, last = self.days[right - 1], self.days[right]
        share = (day - first) / (last - first)
        return self.xs[right - 1] + share * (self.xs[right] - self.xs[right - 1])

    def ticks(self) -> tuple[Tick, ...]:
        """The first days of months inside the scale."""
        if not self.days:
            return ()
        first, last = date.fromordinal(self.days[0]), date.fromordinal(self.days[-1])
        months = _month_starts(first, last)
        return tuple(
            Tick(round(self.x(day.toordinal()), 1), f"{day.year}-{day.month:02}", day.month == 1)
            for day in months
        )


def _weight(first: int, last: int) -> float:
    return sqrt(min(last - first, LONGEST_GAP_DAYS))


def lay_out(items: Sequence[Item], links: Iterable[tuple[str, str]]) -> Layout:
    """Positions for all items; wide enough that the lanes shown at first fit a screen's shape."""
    width = CELL_WIDTH * max(2.0, len(items) ** 0.5)
    near = _neighbours(links)
    while True:
        layout = _at_width(items, near, width)
        if width > CELL_WIDTH * (len(items) + 2) or _aspect(layout, items) >= ASPECT:
            return layout
        width *= 1.15


def _aspect(layout: Layout, items: Sequence[Item]) -> float:
    """Width by height of what is shown at first."""
    first = [layout.positions[item.key] for item in items if item.kind in SHOWN_FIRST]
    if not first:
        return inf
    xs, ys = [x for x, _ in first], [y for _, y in first]
    return (max(xs) - min(xs) + CELL_WIDTH) / (max(ys) - min(ys) + CELL_HEIGHT)


def _at_width(items: Sequence[Item], neighbours: Mapping[str, Sequence[str]], width: float) -> Layout:
    days = (day for item in items for day in (item.day, *item.days) if day is not None)
    scale = TimeScale(days, width)
    wishes = _wishes(items, neighbours, scale)
    positions: dict[str, tuple[float, float]] = {}
    lanes: list[Lane] = []
    top = 0.0
    for label, members in _by_lane(items):
        rows = _rows(members, wishes, neighbours)
        for item in members:
            x, row = rows[item.key]
            positions[item.key] = (round(x, 1), round(top + row * CELL_HEIGHT, 1))
        bottom = top + max(row for _, row in rows.values()) * CELL_HEIGHT
        lanes.append(Lane(label, tuple(sorted({i.kind for i in members})), top, round(bottom, 1)))
        top = bottom + CELL_HEIGHT + LANE_GAP
    undated = any(_apart(item) for item in items)
    return Layout(positions, scale.ticks(), tuple(lanes), UNDATED_X if undated else None)


def _by_lane(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    lane_of = {kind: label for label, kinds in LANES for kind in kinds}
    members: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        members[lane_of.get(item.kind, OTHER_LANE)].append(item)
    order = [label for label, _ in LANES] + [OTHER_LANE]
    return [(label, members[label]) for label in order if members[label]]


def _apart(item: Item) -> bool:
    """Whether the item should have a date and has none: it must not seem to have one."""
    return item.day is None and item.kind in TIMED


@dataclass(frozen=True, slots=True)
class _Wish:
    """Where an item would stand, and how far left and right it may."""

    x: float
    low: float
    high: float
    wide: bool = False


class _Row:
    """The places taken in one row."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    def take(self, x: float, wish: _Wish) -> None:
        """Takes a place, and the next one too for a node whose name should be readable."""
        insort(self.taken, x)
        if wish.wide:
            insort(self.taken, x + CELL_WIDTH)

    def has_room(self, x: float) -> bool:
        at = bisect_right(self.taken, x)
        near = self.taken[max(0, at - 1) : at + 1]
        return all(abs(x - other) >= CELL_WIDTH - 0.01 for other in near)

    def nearest_room(self, wish: _Wish) -> float | None:
        """The free place that is nearest to the wish, within its limits."""
        for step in range(FARTHEST):
            move = step * CELL_WIDTH / 2
            if wish.x - move < wish.low and wish.x + move > wish.high:
                return None
            for x in (wish.x + move, wish.x - move):
                if wish.low <= x <= wish.high and self._fits(x, wish):
                    return x
        return None

    def _fits(self, x: float, wish: _Wish) -> bool:
        return self.has_room(x) and (not wish.wide or self.has_room(x + CELL_WIDTH))


def _wishes(
    items: Sequence[Item], neighbours: Mapping[str, Sequence[str]], scale: TimeScale
) -> dict[str, _Wish]:
    """A day is a place, a range of days a stretch; what has no date stands near what it touches."""
    dated = {item.key: scale.x(item.day) for item in items if item.day is not None}
    middle = (scale.xs[0] + scale.xs[-1]) / 2
    wishes: dict[str, _Wish] = {}
    known = _best_known(items, neighbours)
    for item in items:
        near = [dated[key] for key in neighbours.get(item.key, ()) if key in dated]
        if item.day is not None:
            first, last = item.days
            low = scale.xs[0] if first is None else scale.x(first)
            high = scale.xs[-1] if last is None else scale.x(last)
            wishes[item.key] = _Wish(dated[item.key], low, high, item.key in known)
        elif item.kind == "policy" and near:
            wishes[item.key] = _Wish(min(near) - CELL_WIDTH, -inf, min(near) - CELL_WIDTH / 2)
        else:
            x = sum(near) / len(near) if near else middle
            wishes[item.key] = _Wish(x, -inf, inf, item.key in known)
    return wishes


def _best_known(items: Sequence[Item], neighbours: Mapping[str, Sequence[str]]) -> set[str]:
    """The few nodes with most links: on a map, the cities whose names are always there."""
    first = [item for item in items if item.kind in SHOWN_FIRST]
    by_links = sorted(first, key=lambda item: (-len(neighbours.get(item.key, ())), item.key))
    return {item.key for item in by_links[:BEST_KNOWN]}


def _rows(
    members: Sequence[Item], wishes: Mapping[str, _Wish], neighbours: Mapping[str, Sequence[str]]
) -> dict[str, tuple[float, int]]:
    """Each member's x and row; who may move least is placed first."""

    def order(item: Item) -> tuple[float, float, str, str]:
        wish = wishes[item.key]
        return (wish.high - wish.low, wish.x, item.label, item.key)

    rows: list[_Row] = []
    placed = _apart_block([item for item in members if _apart(item)])
    for item in sorted((item for item in members if item.key not in placed), key=order):
        beside = [placed[key][1] for key in neighbours.get(item.key, ()) if key in placed]
        x, row = _best_place(rows, wishes[item.key], beside)
        if row == len(rows):
            rows.append(_Row())
        rows[row].take(x, wishes[item.key])
        placed[item.key] = (x, row)
    return placed


def _best_place(rows: Sequence[_Row], wish: _Wish, beside: Iterable[int]) -> tuple[float, int]:
    """The place with the least move; a lower row counts as one, a neighbour's row is for free."""
    free = {row for row in beside if row < len(rows)}
    best = (wish.x, len(rows))
    least = len(rows) * ROW_COST
    for number, row in enumerate(rows):
        x = row.nearest_room(wish)
        if x is None:
            continue
        move = abs(x - wish.x) + (0 if number in free else number * ROW_COST)
        if move < least:
            best, least = (x, number), move
    return best


def _apart_block(items: Sequence[Item]) -> dict[str, tuple[float, int]]:
    """A block left of the axis, filled column by column."""
    height = max(3, ceil(len(items) ** 0.5))
    return {
        item.key: (UNDATED_X - (place // height) * CELL_WIDTH, place % height)
        for place, item in enumerate(items)
    }


def _neighbours(links: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for first, second in links:
        near[first].append(second)
        near[second].append(first)
    return near


def _month_starts(first: date, last: date) -> list[date]:
    """First days of months between two days: of each month, or of each so many over long spans."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    step = next((step for step in STEPS if len(months) <= MOST_TICKS * step), STEPS[-1])
    starts = (date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0)
    return [day for day in starts if day >= first]
