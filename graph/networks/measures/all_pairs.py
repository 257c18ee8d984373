"""How far all nodes are from some, by days and by hops: sweeps over the days, vectorised over the sources.

Where each contact lies on one day, one pass over the days answers (Wu et al. 2014, "Path problems in
temporal graphs", section 4), as what a day brings depends on the days before it alone. Contacts that
can be entered or left on several days are gone through in rounds until nothing improves.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..numeric import NDArray, np
from .steps import Steps

NEVER = np.int32((1 << 31) - 3)
"""The arrival where there is no path; later than an open bound, and a day more stays within 32 bits."""


def is_exact(steps: Steps) -> bool:
    """Whether each contact is entered and left on one and the same day."""
    return bool(np.array_equal(steps.close, steps.land))


def days_of(steps: Steps) -> Iterator[tuple[int, NDArray[np.int32], NDArray[np.int32], NDArray[np.intp]]]:
    """Per day: the day, the sources of its contacts, its targets, each once, and where each target begins."""
    cuts = np.flatnonzero(np.diff(steps.close)) + 1
    for first, last in zip([0, *cuts], [*cuts, len(steps.close)], strict=True):
        targets = steps.target[first:last]
        begins = np.flatnonzero(np.diff(targets, prepend=-1))
        yield int(steps.close[first]), steps.source[first:last], targets[begins], begins


def hops_between(steps: Steps, sources: NDArray[np.int32]) -> NDArray[np.int64]:
    """Fewest hops of a path that respects time, of shape (n, sources); n where there is no path."""
    if not is_exact(steps):
        return arrivals_and_hops(steps, sources)[1]
    hops = np.full((steps.size, len(sources)), steps.size, np.min_scalar_type(steps.size + 1))
    hops[sources, np.arange(len(sources))] = 0
    for _, origins, targets, begins in days_of(steps):
        while _take_hop(hops, origins, targets, begins) and not steps.delta:
            pass
    return hops.astype(np.int64)


def _take_hop(
    hops: NDArray[np.unsignedinteger],
    origins: NDArray[np.int32],
    targets: NDArray[np.int32],
    begins: NDArray[np.intp],
) -> bool:
    """One hop over the contacts of a day; tells whether a path became shorter."""
    best = np.minimum.reduceat(hops[origins] + hops.dtype.type(1), begins, axis=0)
    before = hops[targets]
    shorter = best < before
    hops[targets] = np.where(shorter, best, before)
    return bool(shorter.any())


def first_reached(steps: Steps) -> Iterator[tuple[int, NDArray[np.int32], NDArray[np.uint8]]]:
    """Who is reached from whom for the first time, day by day, for exact contacts.

    Yields the day, the nodes reached, and for each of them the sources that reach it, as bits packed by
    ``numpy.packbits``. A node may come several times on one day when steps may share a day.
    """
    reached = np.packbits(np.eye(steps.size, dtype=bool), axis=1)
    for day, origins, targets, begins in days_of(steps):
        while True:
            found = np.bitwise_or.reduceat(reached[origins], begins, axis=0) & ~reached[targets]
            some = found.any(axis=1)
            if some.any():
                reached[targets[some]] |= found[some]
                yield day, targets[some], found[some]
            if steps.delta or not some.any():
                break


def arrivals_and_hops(
    steps: Steps, sources: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Earliest arrivals (days, :data:`NEVER` without a path) and fewest hops, both of shape (n, sources).

    Serves contacts of any kind: round k holds what k hops reach, so that the round in which a node is
    first reached is its number of hops.
    """
    arrival = np.full((steps.size, len(sources)), NEVER, np.int32)
    hops = np.full(arrival.shape, steps.size, np.int64)
    arrival[sources, np.arange(len(sources))] = steps.start - steps.delta
    hops[sources, np.arange(len(sources))] = 0
    order = np.argsort(steps.target, kind="stable")
    targets, begins = np.unique(steps.target[order], return_index=True)
    close, land, origins = steps.close[order, None], steps.land[order, None], steps.source[order]
    for number in range(1, steps.size):
        left = arrival[origins] + np.int32(steps.delta)
        landed = np.maximum(left, land)
        landed[(left > close) | (landed > steps.end)] = NEVER
        best = np.minimum(np.minimum.reduceat(landed, begins, axis=0), arrival[targets])
        if np.array_equal(best, arrival[targets]):
            break
        arrival[targets] = best
        hops[targets] = np.where((best < NEVER) & (hops[targets] == steps.size), number, hops[targets])
    return arrival, hops
