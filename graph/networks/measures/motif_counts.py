"""Exact counts of motifs, vectorised: two contacts are laid out, the third is looked up in running sums.

The running sums stand for the counters of Paranjape et al. (2017, section 4), which move along with a window:
how many contacts of a node or of a pair fall between two days is the difference of two of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ..numeric import NDArray, np
from .motif_shapes import Shape, shape_of

Counts: TypeAlias = dict[Shape, int]
Ints: TypeAlias = "NDArray[np.int64]"
AT_ONCE = 1 << 21
"""How many pairs of contacts are laid out at a time; some 150 bytes each."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Contacts of each group (a node, or a pair of nodes) in order of days, with running sums both ways.

    ``key`` is group and day as one number; ``sums`` has the shape (2, contacts + 1) and counts those that
    lead up (from a lower to a higher node, or out of the node) and down.
    """

    key: Ints
    sums: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Distinct contacts with their multiplicity, in order of pair and day; ``up``: from lower to higher."""

    size: int
    delta: int
    span: int
    low: Ints
    high: Ints
    up: NDArray[np.bool_]
    day: Ints
    times: Ints
    pair: Ints
    pairs: Ints
    by_pair: Line
    by_node: Line


def timeline_of(
    source: NDArray[np.int32], target: NDArray[np.int32], day: NDArray[np.int32], size: int, delta: int
) -> Timeline:
    """Contacts without loops, made ready to be counted."""
    since = day.astype(np.int64) - int(day.min()) + delta + 1
    span = int(since.max()) + delta + 2
    low, high = (np.asarray(f(source, target), np.int64) for f in (np.minimum, np.maximum))
    columns = np.stack([low, high, since, source < target])
    (low, high, since, upward), times = np.unique(columns, axis=1, return_counts=True)
    up, times = upward.astype(bool), times.astype(np.int64)
    pairs, pair = np.unique(low * size + high, return_inverse=True)
    by_pair = _line(pair, since, up, times, span)
    nodes, outward = np.concatenate([low, high]), np.concatenate([up, ~up])
    by_node = _line(nodes, np.tile(since, 2), outward, np.tile(times, 2), span)
    return Timeline(
        *(size, delta, span, low, high, up, since, times, pair.astype(np.int64), pairs, by_pair, by_node)
    )


def _line(group: Ints, day: Ints, up: NDArray[np.bool_], times: Ints, span: int) -> Line:
    key = group * span + day
    order = np.argsort(key, kind="stable")
    sums = np.zeros((2, len(key) + 1), np.int64)
    for row, chosen in enumerate((up, ~up)):
        np.cumsum(np.where(chosen, times, 0)[order], out=sums[row, 1:])
    return Line(key[order], sums)


def _between(line: Line, span: int, group: Ints, after: Ints, upto: Ints) -> tuple[Ints, Ints]:
    """How many contacts of each group fall after one day and up to another, those that lead up and down."""
    first = np.searchsorted(line.key, group * span + after, side="right")
    last = np.searchsorted(line.key, group * span + np.maximum(upto, after), side="right")
    up, down = line.sums[:, last] - line.sums[:, first]
    return up, down


def _laid_out(key: Ints, delta: int) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Positions of each two sorted keys that are 1 to ``delta`` apart, some at a time."""
    first = np.searchsorted(key, key, side="right")
    count = np.searchsorted(key, key + delta, side="right") - first
    total = np.concatenate([[0], np.cumsum(count)])
    begin = 0
    while begin < len(key):
        end = max(begin + 1, int(np.searchsorted(total, total[begin] + AT_ONCE, side="right")) - 1)
        number = count[begin:end]
        earlier = np.repeat(np.arange(begin, end), number)
        within = np.arange(len(earlier)) - np.repeat(total[begin:end] - total[begin], number)
        yield earlier, first[earlier] + within
        begin = end


def pairs_and_stars(timeline: Timeline, counts: Counts) -> None:
    """Adds motifs of which two contacts join one pair of nodes, and the third that pair or one of it."""
    for one, two in _laid_out(timeline.pair * timeline.span + timeline.day, timeline.delta):
        weight = timeline.times[one] * timeline.times[two]
        begin, end = timeline.day[one], timeline.day[two]
        # The third contact comes last, first or in the middle.
        spans = ((end, begin + timeline.delta), (end - timeline.delta - 1, begin - 1), (begin, end - 1))
        ways = 2 * timeline.up[one] + timeline.up[two]
        for place, (after, upto) in zip((2, 0, 1), spans, strict=True):
            same = _between(timeline.by_pair, timeline.span, timeline.pair[one], after, upto)
            if place == 2:
                _add_pairs(counts, ways, weight, same)
            for at_low, center in ((True, timeline.low[one]), (False, timeline.high[one])):
                out, back = _between(timeline.by_node, timeline.span, center, after, upto)
                mine = same if at_low else same[::-1]
                _add_stars(counts, place, at_low, ways, weight, (out - mine[0], back - mine[1]))


def _add_pairs(counts: Counts, ways: Ints, weight: Ints, third: tuple[Ints, Ints]) -> None:
    for way, totals in _sums(ways, weight, third):
        first, second = _edge(0, 1, bool(way & 2)), _edge(0, 1, bool(way & 1))
        for up, total in zip((True, False), totals, strict=True):
            counts[shape_of((first, second, _edge(0, 1, up)))] += total


def _add_stars(
    counts: Counts, place: int, at_low: bool, ways: Ints, weight: Ints, third: tuple[Ints, Ints]
) -> None:
    """Node 0 is the centre, 1 the other end of the two contacts, 2 that of the third."""
    for way, totals in _sums(ways, weight, third):
        edges = [_edge(0, 1, bool(way & bit) is at_low) for bit in (2, 1)]
        for out, total in zip((True, False), totals, strict=True):
            counts[shape_of([*edges[:place], _edge(0, 2, out), *edges[place:]])] += total


def _sums(ways: Ints, weight: Ints, third: tuple[Ints, Ints]) -> Iterator[tuple[int, tuple[int, int]]]:
    """For each way that the two contacts lead: the sum over the third, of those that lead up and down."""
    for way in range(4):
        chosen = ways == way
        up, down = (int((weight[chosen] * each[chosen]).sum()) for each in third)
        yield way, (up, down)


def _edge(start: int, end: int, forward: bool) -> tuple[int, int]:
    return (start, end) if forward else (end, start)


def triangles(timeline: Timeline, counts: Counts) -> None:
    """Adds motifs of three pairs: two contacts that share a node, then one between their other ends."""
    node = np.concatenate([timeline.low, timeline.high])
    other = np.concatenate([timeline.high, timeline.low])
    outward = np.concatenate([timeline.up, ~timeline.up])
    key = node * timeline.span + np.tile(timeline.day, 2)
    order = np.argsort(key, kind="stable")
    other, outward, key = other[order], outward[order], key[order]
    times = np.tile(timeline.times, 2)[order]
    for one, two in _laid_out(key, timeline.delta):
        low, high = np.minimum(other[one], other[two]), np.maximum(other[one], other[two])
        wanted = low * timeline.size + high
        pair = np.searchsorted(timeline.pairs, wanted)
        pair[pair == len(timeline.pairs)] = 0
        there = (timeline.pairs[pair] == wanted) & (low != high)
        one, two, pair = one[there], two[there], pair[there].astype(np.int64)
        begin, end = key[one] % timeline.span, key[two] % timeline.span
        third = _between(timeline.by_pair, timeline.span, pair, end, begin + timeline.delta)
        # As seen from the first contact's other end: up leads from it to the second's.
        ahead = other[one] < other[two]
        onward = (np.where(ahead, *third), np.where(ahead, *third[::-1]))
        _add_triangles(counts, 2 * outward[one] + outward[two], times[one] * times[two], onward)


def _add_triangles(counts: Counts, ways: Ints, weight: Ints, third: tuple[Ints, Ints]) -> None:
    """Node 0 is shared, 1 the other end of the first contact, 2 that of the second."""
    for way, totals in _sums(ways, weight, third):
        edges = [_edge(0, 1, bool(way & 2)), _edge(0, 2, bool(way & 1))]
        for onward, total in zip((True, False), totals, strict=True):
            counts[shape_of([*edges, _edge(1, 2, onward)])] += total
