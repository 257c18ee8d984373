"""From one source: which contacts lie on paths of fewest hops that respect time, and what depends on them.

Brandes (2001, "A faster algorithm for betweenness centrality") over contacts instead of nodes, as Buß et
al. (2020, section 4) and Brunelli, Crescenzi and Viennot (2025) do it: a contact that is first reached by
k hops is reached by the contacts of round k - 1 that land in time at its source. All contacts of a round
are counted at once: sums over "what landed by then" are running sums along the days of each node.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..numeric import NDArray, np
from .steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Contacts in order of source and ``close``, with their place in the order of target and ``land``.

    ``leave`` is node and day of departure as one sortable number. ``bounds`` tells where the contacts of
    each node begin; ``by_arrival`` lists contacts by arrival and ``rank`` is its inverse. ``caught`` is the
    first contact that can be caught after each one, ``landed`` how many contacts in order of arrival come
    up to the last that lands in time for each one; both run on beyond the node.
    """

    size: int
    delta: int
    span: int
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    land: NDArray[np.int64]
    leave: NDArray[np.int64]
    caught: NDArray[np.intp]
    landed: NDArray[np.intp]
    bounds: NDArray[np.intp]
    by_arrival: NDArray[np.intp]
    rank: NDArray[np.intp]


def lines_of(steps: Steps) -> Lines:
    """The contacts of a sweep, ordered for both directions; each must be left no earlier than entered."""
    day = steps.close.astype(np.int64) - steps.start
    landed = steps.land.astype(np.int64) - steps.start
    span = int(landed.max()) + 2
    order = np.argsort(steps.source * np.int64(span) + day, kind="stable")
    source, target = steps.source[order].astype(np.int64), steps.target[order].astype(np.int64)
    leave, arrive = source * span + day[order], target * span + landed[order]
    by_arrival = np.argsort(arrive, kind="stable")
    rank = np.empty_like(by_arrival)
    rank[by_arrival] = np.arange(len(rank))
    bounds = np.searchsorted(source, np.arange(steps.size + 1))
    caught = np.searchsorted(leave, arrive + steps.delta)
    in_time = np.searchsorted(arrive[by_arrival], leave - steps.delta, side="right")
    return Lines(
        *(steps.size, steps.delta, span, source, target, landed[order]),
        *(leave, caught, in_time, bounds, by_arrival, rank),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """The contacts first reached by k hops, in order of departure and of arrival, and their paths."""

    leaving: NDArray[np.intp]
    arriving: NDArray[np.intp]
    paths: NDArray[np.float64]
    """Per contact of ``arriving``: how many paths of k hops from the source end with it."""
    ends: NDArray[np.float64]
    """Per contact of ``arriving``: 1 / all shortest paths to its target, 0 where fewer hops lead there."""


def dependencies(lines: Lines, source: int) -> NDArray[np.float64]:
    """Of each node, the sum over all targets of the share of shortest paths from ``source`` through it."""
    onward = np.zeros(len(lines.source))
    through = np.zeros(lines.size)
    later: Round | None = None
    for current in reversed(_rounds(lines, source)):
        places = current.arriving
        beyond = np.zeros(len(places)) if later is None else _beyond(lines, places, later, onward)
        through += np.bincount(lines.target[places], current.paths * beyond, lines.size)
        onward[places] = current.ends + beyond
        later = current
    through[source] = 0
    return through


def _beyond(
    lines: Lines, places: NDArray[np.intp], later: Round, onward: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What the contacts of the next round that can still be caught after each contact carry on."""
    leaving = later.leaving
    sums = _running(onward[leaving][::-1], lines.source[leaving][::-1])[::-1]
    caught = _count_before(lines, leaving)[lines.caught[places]]
    there = caught < len(leaving)
    caught[~there] = 0
    there &= lines.source[leaving[caught]] == lines.target[places]
    return np.where(there, sums[caught], 0.0)


def _rounds(lines: Lines, source: int) -> list[Round]:
    """One round a hop, until no contact is reached for the first time."""
    never = lines.span * 2
    arrival = np.full(lines.size, never)
    arrival[source] = -lines.delta
    open_until = lines.bounds[1:].copy()
    mark = np.zeros(len(lines.source), bool)
    rounds: list[Round] = []
    improved = np.array([source])
    before: Round | None = None
    while True:
        leaving = _catch(lines, improved, arrival, open_until)
        if not leaving.size:
            return rounds
        mark[:] = False
        mark[lines.rank[leaving]] = True
        arriving = lines.by_arrival[mark]
        paths = np.ones(len(leaving)) if before is None else _paths(lines, leaving, before)
        current, improved = _landed(lines, leaving, arriving, paths, arrival, never)
        rounds.append(current)
        before = current


def _catch(
    lines: Lines, nodes: NDArray[np.intp], arrival: NDArray[np.int64], open_until: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The contacts that the new arrivals can still catch and no earlier one could, in order of departure."""
    first = np.searchsorted(lines.leave, nodes * lines.span + arrival[nodes] + lines.delta)
    count = np.maximum(open_until[nodes] - first, 0)
    open_until[nodes] = np.minimum(first, open_until[nodes])
    begins = np.repeat(first - np.cumsum(count) + count, count)
    return begins + np.arange(len(begins))


def _paths(lines: Lines, leaving: NDArray[np.intp], before: Round) -> NDArray[np.float64]:
    """How many paths end with each contact: those of the round before that land in time at its source."""
    sums = _running(before.paths, lines.target[before.arriving])
    in_time = _count_before(lines, lines.rank[before.arriving])[lines.landed[leaving]]
    return sums[in_time - 1]


def _count_before(lines: Lines, places: NDArray[np.intp]) -> NDArray[np.int32]:
    """How many of some places lie before each place: looked up, as searching took half of the time."""
    marks = np.zeros(len(lines.source) + 1, np.int32)
    marks[places + 1] = 1
    return np.cumsum(marks, out=marks)


def _landed(
    lines: Lines,
    leaving: NDArray[np.intp],
    arriving: NDArray[np.intp],
    paths: NDArray[np.float64],
    arrival: NDArray[np.int64],
    never: int,
) -> tuple[Round, NDArray[np.intp]]:
    """The round as it lands: its paths in order of arrival, and the nodes that are now reached earlier."""
    ordered = paths[_count_before(lines, leaving)[arriving]]
    targets = lines.target[arriving]
    begins = np.flatnonzero(np.diff(targets, prepend=-1))
    nodes, earliest = targets[begins], lines.land[arriving[begins]]
    new = arrival[nodes] == never
    total = np.add.reduceat(ordered, begins)
    ends = np.repeat(np.where(new, 1 / total, 0.0), np.diff(begins, append=len(targets)))
    sooner = earliest < arrival[nodes]
    arrival[nodes[sooner]] = earliest[sooner]
    return Round(leaving, arriving, ordered, ends), nodes[sooner]


def _running(values: NDArray[np.float64], groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """Running sums that start anew at each group.

    Solved as a bidiagonal system: the difference of two plain running sums would lose the small figures
    of one node beside the large ones of another.
    """
    # Only here: SciPy takes longer to load than most questions take.
    from scipy.linalg.blas import dtbsv

    band = np.ones((2, len(values)), order="F")
    band[1, :-1] = np.where(groups[1:] == groups[:-1], -1.0, 0.0)
    return np.asarray(dtbsv(1, band, values, lower=1, diag=1))
