"""What a picture of a story shows: its window of days, and of each kind the things that fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from ...graph.time.spans import Certainty, within
from ..html.kinds import BY_NAME, Kind, kind_named
from ..html.placing import is_vague
from ..rates.frame import Frame
from .packing import Placed, pack
from .thing import Thing, thing_of

if TYPE_CHECKING:
    import networkx

ROWS = {"event": 16, "state": 12, "claim": 8}
"""The kinds that are drawn, in this order, and how many rows each has at most."""

WIDTH = 960
"""Pixels in which the words are placed."""

_MONTHS = 100
"""Days from which on the window begins with a month."""

_TRIED = 250
"""Things of a kind for which a place is sought; the rows are full long before."""

_FEW, _SHARE = 12, 0.85
"""From how many things on the window holds a share of their first days only, and which."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The things of one kind, each in its row; ``of`` counts those of the kind that have a date."""

    kind: Kind
    placed: tuple[Placed, ...]
    rows: int
    of: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A story's dated things in a window of days, both inclusive.

    ``left_out`` says in words what is not drawn, each with its number; ``frame`` is None when nothing
    has a date.
    """

    title: str
    frame: Frame | None
    lanes: tuple[Lane, ...]
    left_out: tuple[str, ...]


def build_picture(network: networkx.MultiDiGraph[str], title: str) -> Picture:
    """The picture of a network with the attributes of :mod:`dateline.graph.networks.build`.

    Where more things have a date than fit, those with the most connections are drawn.
    """
    every = [
        thing_of(str(key), attributes, network.degree(key))
        for key, attributes in network.nodes(data=True)
        if attributes["kind"] in ROWS
    ]
    undated = [thing for thing in every if not thing.span.dated]
    dated = [thing for thing in every if thing.span.dated]
    if not dated:
        return Picture(title, None, (), tuple(_counted(undated, "without a date")))
    frame = _frame(dated)
    days = frame.first.isoformat(), frame.last.isoformat()
    inside = [thing for thing in dated if within(thing.shown, *days) is not Certainty.Impossible]
    lanes = tuple(_lane(BY_NAME[name], inside, frame) for name in ROWS)
    drawn = {placed.thing.key for lane in lanes for placed in lane.placed}
    kept_out = [thing for thing in inside if thing.key not in drawn]
    left_out = [
        *_counted(kept_out, "for which no row has room"),
        *_counted([thing for thing in dated if thing not in inside], "outside these days"),
        *_counted(undated, "without a date"),
    ]
    return Picture(title, frame, tuple(lane for lane in lanes if lane.placed), tuple(left_out))


def left_out(picture: Picture, network: networkx.MultiDiGraph[str]) -> list[str]:
    """What of a network its picture does not carry, in words: things, connections, quotes."""
    kinds = Counter(attributes["kind"] for _, attributes in network.nodes(data=True))
    named = [
        f"{count} {kind_named(name).one if count == 1 else kind_named(name).many}"
        for name, count in sorted(kinds.items())
        if name not in ROWS
    ]
    bare = [f"{network.number_of_edges()} connections, and all quotes"]
    return [f"not drawn: {said}" for said in (*picture.left_out, ", ".join([*named, *bare]))]


def _lane(kind: Kind, inside: Sequence[Thing], frame: Frame) -> Lane:
    """The things of a kind that its rows hold, the most connected first."""
    own = sorted((t for t in inside if t.kind == kind.name), key=lambda thing: (-thing.links, thing.key))
    kept: list[Thing] = []
    placed: list[Placed] = []
    for thing in own[:_TRIED]:
        tried = pack(_in_order([*kept, thing]), frame)
        if max(each.row for each in tried) < ROWS[kind.name]:
            kept, placed = [*kept, thing], tried
    return Lane(kind, tuple(placed), 1 + max((each.row for each in placed), default=-1), len(own))


def _in_order(things: Sequence[Thing]) -> list[list[Thing]]:
    """What is known to the month stands above what is vague, each in order of time."""
    ordered = sorted(things, key=lambda thing: (thing.begin, thing.finish, thing.key))
    return [[thing for thing in ordered if is_vague(thing.span.bounds) is vague] for vague in (False, True)]


def _counted(things: Sequence[Thing], why: str) -> list[str]:
    counts = {name: sum(thing.kind == name for thing in things) for name in ROWS}
    said = [f"{n} {BY_NAME[name].one if n == 1 else BY_NAME[name].many}" for name, n in counts.items() if n]
    return [f"{', '.join(said)} {why}"] if said else []


def _frame(dated: Sequence[Thing]) -> Frame:
    """The shortest run of days in which most things begin; a few far away do not flatten the rest."""
    begins = sorted(thing.begin for thing in dated)
    if len(begins) < _FEW:
        first, last = begins[0], max(thing.finish for thing in dated)
    else:
        many = ceil(len(begins) * _SHARE)
        runs = zip(begins, begins[many - 1 :], strict=False)
        first, last = min(runs, key=lambda run: (run[1] - run[0], run[0]))
    days = (last - first).days
    first, last = _day(first, -max(3, days // 30)), _day(last, max(3, days // 8))
    if days > _MONTHS:
        first = first.replace(day=1)
    return Frame(first, last, WIDTH, "p", 1, None)


def _day(day: date, days: int) -> date:
    """A day some days away, or the nearest that a calendar has."""
    number = day.toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))
