"""Time runs from left to right, lanes lie one below the other: by kind of thing, or by actor.

What has a day stands in the column of its day; what has none is spread along its lane in the order of
what it touches. Everything follows from the items and links alone, so one network gives one picture.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import ceil, sqrt

from ..kinds import KINDS
from .axis import Axis
from .items import CELL, ROW, Item, Lane, LaneLayout

ASPECT = 3.0
"""Width by height that the lanes drawn at first should have: the shape of a screen."""
GAP = 30
"""Between two lanes, for the name of the lower one."""
UNDATED_X = -3 * CELL
LEAST_ROWS = 4
"""Of a column of things without a day."""
WIDE = 60 * CELL
"""An axis from which on what has no day is spread along the days alone."""
MOST_ACTORS = 9
STRETCHES = (0, *dict.fromkeys(round(1.5**power) for power in range(28)))
"""Days that may share a column, to choose from."""
Links = Sequence[tuple[int, int]]

LANES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Actors", ("actor",)),
    ("Events", ("event",)),
    ("Policies", ("policy",)),
    ("Policy states", ("state",)),
    ("Claims", ("claim",)),
    ("Topics, products, places, posts", ("topic", "product", "place", "post")),
    ("Sources", ("source",)),
)
OTHER = "Other"
SHOWN = frozenset(kind.name for kind in KINDS if kind.shown)
"""Kinds that are drawn at first, for which the shape is chosen."""


def lay_out_by_kind(items: Sequence[Item], links: Links) -> LaneLayout:
    """A lane for each group of kinds."""
    lane_of_kind = {kind: at for at, (_, kinds) in enumerate(LANES) for kind in kinds}
    lane_of = [lane_of_kind.get(item.kind, len(LANES)) for item in items]
    names = [name for name, _ in LANES] + [OTHER]
    return _lay_out(items, links, lane_of, names, [None] * len(names))


def lay_out_by_actor(items: Sequence[Item], links: Links) -> LaneLayout:
    """A lane for each of the most connected actors, with what they took part in, said or imposed.

    A thing of several actors stands with the one that has the fewest other things, so that a meeting with
    the most frequent actor of all is found with the other one.
    """
    actors = _actors_of(items, links)
    things = {actor: sum(items[near].timed for near in near_it) for actor, near_it in actors.items()}
    owners = sorted((a for a in things if things[a]), key=lambda a: (-things[a], items[a].label, a))
    owners = owners[:MOST_ACTORS]
    rank = {actor: at for at, actor in enumerate(owners)}
    lane_of = [len(owners) + (0 if item.timed else 1 if item.kind == "actor" else 2) for item in items]
    for actor in owners:
        lane_of[actor] = rank[actor]
        for near in actors[actor]:
            # Owners come from the busiest down: a later one has fewer things, and takes what it shares.
            if items[near].timed:
                lane_of[near] = rank[actor]
    names = [items[actor].label for actor in owners]
    names += ["Others' events, states and claims", "Other actors", "Policies and other things"]
    return _lay_out(items, links, lane_of, names, [*owners, None, None, None])


def _actors_of(items: Sequence[Item], links: Links) -> dict[int, list[int]]:
    """By actor, what it is linked with, each once."""
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for one, other in links:
        if items[one].kind == "actor":
            found[one][other] = None
        if items[other].kind == "actor":
            found[other][one] = None
    return {actor: list(near) for actor, near in found.items()}


def _lay_out(
    items: Sequence[Item],
    links: Links,
    lane_of: Sequence[int],
    names: Sequence[str],
    owners: Sequence[int | None],
) -> LaneLayout:
    """The widest axis that the shape allows: days share columns only as far as they must."""
    shown = sum(item.kind in SHOWN for item in items) or len(items)
    columns = max(3.0, sqrt(shown * ASPECT * ROW / CELL))
    rows = _rows(items, lane_of, len(names), columns)
    dated = sorted(
        (item.day, lane_of[at], -item.degree, item.label, at)
        for at, item in enumerate(items)
        if item.timed and item.day is not None
    )
    first = {lane_of[at] for at, item in enumerate(items) if item.kind in SHOWN} or set(lane_of)
    tall = sum(max(rows[lane], 2) * ROW + GAP for lane in first) or ROW

    days = [(day, lane) for day, lane, *_ in dated if day is not None]
    # The longer the stretches, the narrower the axis: halving finds the first that fits in five trials.
    widest = ASPECT * tall * 1.15
    fits = bisect_left(STRETCHES, True, key=lambda stretch: Axis(rows, stretch, days).width <= widest)
    axis = Axis(rows, STRETCHES[min(fits, len(STRETCHES) - 1)], days)
    places = {thing[-1]: place for thing, place in zip(dated, axis.places, strict=True)}
    return _place(items, links, lane_of, names, owners, axis, places)


def _rows(items: Sequence[Item], lane_of: Sequence[int], lanes: int, columns: float) -> list[int]:
    """How many rows each lane may fill with what has a day: half as many again as an even spread needs."""
    counts = [0] * lanes
    for at, item in enumerate(items):
        counts[lane_of[at]] += item.timed and item.day is not None
    return [ceil(1.5 * count / columns) if count else 0 for count in counts]


def _place(
    items: Sequence[Item],
    links: Links,
    lane_of: Sequence[int],
    names: Sequence[str],
    owners: Sequence[int | None],
    axis: Axis,
    places: Mapping[int, tuple[int, int]],
) -> LaneLayout:
    # An axis of few days is no measure for what stands along it.
    width = axis.width if axis.width > WIDE else max(axis.width, CELL * ceil(sqrt(len(items) * ASPECT)))
    xs, rows = [0] * len(items), [0] * len(items)
    for at, (x, row) in places.items():
        xs[at], rows[at] = x, row
    _spread(items, lane_of, _wishes(items, links, places, width), width, xs, rows, frozenset(owners))
    undated = _stand_apart(items, lane_of, xs, rows)
    height = [0] * len(names)
    for at, row in enumerate(rows):
        height[lane_of[at]] = max(height[lane_of[at]], row + 1)
    row_height = _row_height(items, lane_of, height, width)
    lanes, tops, top = [], [0] * len(names), 0
    kinds: dict[int, set[str]] = defaultdict(set)
    for at, item in enumerate(items):
        kinds[lane_of[at]].add(item.kind)
    for lane, name in enumerate(names):
        if not height[lane]:
            continue
        tops[lane] = top
        bottom = top + (height[lane] - 1) * row_height
        lanes.append(Lane(name, top, bottom, owners[lane], tuple(sorted(kinds[lane]))))
        top = bottom + row_height + GAP
    ys = [tops[lane_of[at]] + row * row_height for at, row in enumerate(rows)]
    return LaneLayout(xs, ys, tuple(lanes), axis.ticks(), UNDATED_X if undated else None)


def _row_height(items: Sequence[Item], lane_of: Sequence[int], height: Sequence[int], width: int) -> int:
    """Where the lanes drawn at first are flatter than a screen, their rows stand further apart."""
    first = {lane_of[at] for at, item in enumerate(items) if item.kind in SHOWN}
    rows = sum(height[lane] for lane in first)
    room = width / ASPECT - GAP * len(first)
    return round(min(2.0 * ROW, max(ROW, room / rows))) if rows else ROW


def _wishes(
    items: Sequence[Item], links: Links, places: Mapping[int, tuple[int, int]], width: int
) -> list[float]:
    """For what has no day: the middle of what it touches, or else the middle of the axis."""
    total, count = [0.0] * len(items), [0] * len(items)
    for one, other in links:
        for this, that in ((one, other), (other, one)):
            if that in places and this not in places:
                total[this] += places[that][0]
                count[this] += 1
    return [total[at] / count[at] if count[at] else width / 2 for at in range(len(items))]


def _spread(
    items: Sequence[Item],
    lane_of: Sequence[int],
    wishes: Sequence[float],
    width: int,
    xs: list[int],
    rows: list[int],
    owners: frozenset[int | None],
) -> None:
    """What has no day of its own, evenly along its lane; the owner of a lane stands at its left end."""
    members: dict[int, list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        if at in owners:
            xs[at], rows[at] = -CELL - CELL // 2, 0
        elif not item.timed:
            members[lane_of[at]].append(at)
    for lane in members.values():
        lane.sort(key=lambda at: (wishes[at], items[at].label, at))
        # Twice the room that each needs, so that names find a place.
        columns = max(1, width // (2 * CELL))
        deep = ceil(len(lane) / columns)
        across = ceil(len(lane) / deep)
        for order, at in enumerate(lane):
            column, row = divmod(order, deep)
            # Every other column stands half a step lower, for the names again.
            xs[at] = round((column + 0.5) * width / across)
            rows[at] = row


def _stand_apart(items: Sequence[Item], lane_of: Sequence[int], xs: list[int], rows: list[int]) -> bool:
    """What should have a day and has none, left of the axis, so that it does not seem to have one.

    It fills columns as tall as what stands in its lane already, or a lane of few days would be mostly empty.
    """
    taken: dict[int, int] = defaultdict(int)
    deep: dict[int, int] = defaultdict(lambda: LEAST_ROWS)
    undated = [at for at, item in enumerate(items) if item.timed and item.day is None]
    for at, row in enumerate(rows):
        deep[lane_of[at]] = max(deep[lane_of[at]], row + 1)
    for at in undated:
        column, row = divmod(taken[lane_of[at]], deep[lane_of[at]])
        xs[at], rows[at] = UNDATED_X - column * CELL, row
        taken[lane_of[at]] += 1
    return bool(undated)
