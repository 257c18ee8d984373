"""The timeline solver: the tightest bounds that follow from all dates and all relations of a story.

Every thing has two days, its first and its last. A date bounds them; a relation between two things says
which day is not after which. What clashes is reported as the smallest set of assertions that
cannot all be true, and set aside, and the rest is solved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ...data.edtf import Bounds
from .boxes import BEGIN, END, Box, Limit, combine, to_bounds
from .clashes import FREE, Clash, Stated
from .differences import UNBOUNDED, Differences, components, negative_circle, tighten


class TimeRelation(StrEnum):
    """What a relation says about the days of two things, the one and the other.

    Before and After leave no day in common, but need no day between them: Allen's before or meets.
    Precedes and Succeeds compare the begins and allow the same day. BeginsIn: the one began on some day
    of the other. The rest are Allen's (1983), with During, Starts and Finishes allowing equal ends.
    """

    Before = "Before"
    After = "After"
    Precedes = "Precedes"
    Succeeds = "Succeeds"
    During = "During"
    Starts = "Starts"
    Finishes = "Finishes"
    Meets = "Meets"
    Equals = "Equals"
    BeginsIn = "BeginsIn"


_BEGIN, _END, _OTHER_BEGIN, _OTHER_END = range(4)
_SAME_BEGIN = ((_BEGIN, _OTHER_BEGIN, 0), (_OTHER_BEGIN, _BEGIN, 0))
_SAME_END = ((_END, _OTHER_END, 0), (_OTHER_END, _END, 0))
CONSTRAINTS: Mapping[TimeRelation, tuple[tuple[int, int, int], ...]] = {
    TimeRelation.Before: ((_OTHER_BEGIN, _END, -1),),
    TimeRelation.After: ((_BEGIN, _OTHER_END, -1),),
    TimeRelation.Precedes: ((_OTHER_BEGIN, _BEGIN, 0),),
    TimeRelation.Succeeds: ((_BEGIN, _OTHER_BEGIN, 0),),
    TimeRelation.During: ((_BEGIN, _OTHER_BEGIN, 0), (_OTHER_END, _END, 0)),
    TimeRelation.Starts: (*_SAME_BEGIN, (_OTHER_END, _END, 0)),
    TimeRelation.Finishes: (*_SAME_END, (_BEGIN, _OTHER_BEGIN, 0)),
    TimeRelation.Meets: ((_OTHER_BEGIN, _END, -1), (_END, _OTHER_BEGIN, 1)),
    TimeRelation.Equals: (*_SAME_BEGIN, *_SAME_END),
    TimeRelation.BeginsIn: ((_BEGIN, _OTHER_BEGIN, 0), (_OTHER_END, _BEGIN, 0)),
}
"""For each relation (first day, second day, n): the second is at most n days after the first."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """An assertion about the days of a thing; one that is ``ongoing`` leaves its last day open."""

    thing: str
    assertion: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """An assertion about the days of two things."""

    one: str
    relation: TimeRelation
    other: str
    assertion: str


@dataclass(frozen=True, slots=True)
class Solution:
    """The bounds of every thing that a date or relation names, and what clashed."""

    bounds: dict[str, Bounds]
    clashes: tuple[Clash, ...]


def solve(dates: Iterable[StatedDate], relations: Iterable[StatedRelation]) -> Solution:
    """The tightest bounds that follow from dates and relations; one pass where nothing clashes.

    Dates of one thing that clash give way to the range that admits each of them. A clash that needs
    relations sets those aside, so that every thing of it keeps its own dates.
    """
    boxes, clashes = _combined(dates)
    counted = list(relations)
    while True:
        bounds, found = _Round(boxes, counted).run()
        if not found:
            return Solution(bounds, tuple(dict.fromkeys(clashes)))
        clashes += found
        aside = {name for clash in found for name in clash.relations}
        counted = [relation for relation in counted if relation.assertion not in aside]


def _combined(dates: Iterable[StatedDate]) -> tuple[dict[str, Box], list[Clash]]:
    """What the dates of each thing say together, before any relation is looked at."""
    by_thing: dict[str, list[Box]] = defaultdict(list)
    for item in dates:
        by_thing[item.thing].append(Box.of(item.bounds, item.assertion))
    clashes: list[Clash] = []
    boxes: dict[str, Box] = {}
    for thing, stated in by_thing.items():
        boxes[thing], pairs = combine(stated)
        clashes += map(Clash, pairs)
    return boxes, clashes


class _Round:
    """Dates and relations as a network of days: twice a thing's number is its first, one more its last."""

    def __init__(self, boxes: Mapping[str, Box], relations: Sequence[StatedRelation]) -> None:
        names = dict.fromkeys(boxes)
        for relation in relations:
            names |= {relation.one: None, relation.other: None}
        self.boxes, self.numbers = boxes, {name: number for number, name in enumerate(names)}
        network = Differences(2 * len(self.numbers))
        for number in range(len(self.numbers)):
            network.add(2 * number + END, 2 * number + BEGIN, 0, FREE)
        for label, relation in enumerate(relations):
            one, other = 2 * self.numbers[relation.one], 2 * self.numbers[relation.other]
            days = one, one + END, other, other + END
            for tail, head, weight in CONSTRAINTS[relation.relation]:
                network.add(days[tail], days[head], weight, label)
        low, high = self._limits()
        self.stated = Stated(network, [relation.assertion for relation in relations], low, high)

    def _limits(self) -> tuple[list[Limit], list[Limit]]:
        low, high = (
            [Limit(-UNBOUNDED)] * (2 * len(self.numbers)),
            [Limit(UNBOUNDED)] * (2 * len(self.numbers)),
        )
        for name, box in self.boxes.items():
            first = 2 * self.numbers[name]
            low[first : first + 2], high[first : first + 2] = box.low, box.high
        return low, high

    def run(self) -> tuple[dict[str, Bounds], list[Clash]]:
        """The bounds, or where there are any the clashes, no two of which share a relation."""
        network = self.stated.network
        order = components(network)
        if circles := self._circles(order):
            return {}, circles
        upper = [limit.day for limit in self.stated.high]
        lower = [-limit.day for limit in self.stated.low]
        up = tighten(network, order[::-1], upper)
        down = tighten(network.reverse(), order, lower)
        crossed = [day for day, top in enumerate(upper) if top < -lower[day]]
        if crossed:
            return {}, self._crossings(crossed, up, down)
        return self._bounds(upper, lower), []

    def _circles(self, order: Sequence[Sequence[int]]) -> list[Clash]:
        network = self.stated.network
        circles = (negative_circle(network, part) for part in order if len(part) > 1)
        return [self.stated.clash_of_circle(circle) for circle in circles if circle]

    def _crossings(self, crossed: Sequence[int], up: Sequence[int], down: Sequence[int]) -> list[Clash]:
        found: list[Clash] = []
        aside: set[str] = set()
        for day in crossed:
            # Most crossed days owe it to a clash that has been found at another.
            if aside.isdisjoint(self.stated.labels(self.stated.trail(day, up, down))):
                clash = self.stated.clash_at(day, up, down)
                if aside.isdisjoint(clash.relations):
                    found.append(clash)
                    aside.update(clash.relations)
        return found

    def _bounds(self, upper: Sequence[int], lower: Sequence[int]) -> dict[str, Bounds]:
        bounds = {}
        for name, number in self.numbers.items():
            days = slice(2 * number, 2 * number + 2)
            low = [-day for day in lower[days]]
            ongoing = name in self.boxes and self.boxes[name].ongoing
            bounds[name] = to_bounds(low, upper[days], ongoing)
        return bounds
