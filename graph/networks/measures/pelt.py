"""Change points of a series, exact and pruned: PELT (Killick, Fearnhead and Eckley 2012)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from ..numeric import NDArray, np

Cost: TypeAlias = "Callable[[NDArray[np.intp], int], NDArray[np.float64]]"
"""Twice the negative log-likelihood of the values from each of some places up to an end (not included)."""


def change_places(cost: Cost, size: int, penalty: float) -> tuple[int, ...]:
    """Where a new segment begins, so that the sum of costs and ``penalty`` per change is least.

    "Optimal detection of changepoints with a linear computational cost", section 3: of each end the best
    last change is kept, and a place that is already worse by the penalty is never looked at again (with
    K = 0, which holds for likelihoods). Of several best answers, the one of earliest last changes.
    """
    best = np.empty(size + 1)
    best[0] = -penalty
    last = np.zeros(size + 1, np.intp)
    open_places = np.zeros(1, np.intp)
    for end in range(1, size + 1):
        costs = best[open_places] + cost(open_places, end)
        choice = int(costs.argmin())
        best[end], last[end] = costs[choice] + penalty, open_places[choice]
        # A hair of room: sums of floats must not prune a place that is as good as the best.
        kept = costs <= best[end] + 1e-9 * (1 + abs(best[end]))
        open_places = np.append(open_places[kept], end)
    return _walk_back(last, size)


def _walk_back(last: NDArray[np.intp], size: int) -> tuple[int, ...]:
    places = []
    here = int(last[size])
    while here:
        places.append(here)
        here = int(last[here])
    return tuple(reversed(places))


def poisson_cost(counts: NDArray[np.float64]) -> Cost:
    """Counts at a constant rate: 2 S (1 - log(S / n)) for n counts of sum S, less what no split changes."""
    sums = np.concatenate([[0.0], np.cumsum(counts)])

    def cost(starts: NDArray[np.intp], end: int) -> NDArray[np.float64]:
        total, number = sums[end] - sums[starts], end - starts
        rate = np.where(total > 0, total / number, 1.0)
        return np.asarray(2 * total * (1 - np.log(rate)))

    return cost


def normal_cost(values: NDArray[np.float64], variance: float) -> Cost:
    """Values about a constant mean with a known variance: the sum of squared deviations over it."""
    centred = values - values.mean()
    sums, squares = (np.concatenate([[0.0], np.cumsum(each)]) for each in (centred, centred**2))

    def cost(starts: NDArray[np.intp], end: int) -> NDArray[np.float64]:
        total, number = sums[end] - sums[starts], end - starts
        return np.asarray((squares[end] - squares[starts] - total**2 / number) / variance)

    return cost
