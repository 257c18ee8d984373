"""When the dealings of two nodes changed: change points of their number, or of a weight such as conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import Literal

from ..contacts import Contacts, day_of
from ..numeric import NDArray, np
from .events import Events, between, events_of
from .pelt import Cost, change_places, normal_cost, poisson_cost
from .results import NothingToMeasureError


@dataclass(frozen=True, slots=True)
class Segment:
    """A time without change: its ISO days, its number of periods, and the mean of a period."""

    start: str
    end: str
    periods: int
    mean: float


@dataclass(frozen=True, slots=True)
class Changes:
    """The segments of a dyad in order of time, and the days on which a new one begins."""

    segments: tuple[Segment, ...]
    days: tuple[str, ...]
    series: tuple[float, ...]
    width: int
    penalty: float
    left_out: Mapping[str, int] = field(default_factory=dict)


def change_points(
    contacts: Contacts,
    first: str,
    second: str,
    start: str | None = None,
    end: str | None = None,
    *,
    of: Literal["count", "weight"] = "count",
    width: int = 7,
    penalty: float | None = None,
    directed: bool = False,
) -> Changes:
    """The days on which the contacts of two nodes changed, found by PELT (Killick et al. 2012).

    Contacts are summed over periods of ``width`` days from ``start``. Counts follow a Poisson law of a
    constant rate within a segment. Of "weight" the sums (cooperation above 0, conflict below, or whatever
    the weight means) vary about a constant mean, with the variance estimated from successive differences
    (von Neumann 1941), so that the changes themselves do not swell it. A change costs ``penalty``, by
    default 2 log(number of periods): the information criterion of Schwarz (BIC) for two more parameters,
    a level and a place.

    Contacts of an uncertain day, and such as last, are in no period; they are left out and counted, as are
    those after the last full period. Raises :class:`UnknownNameError` with the nearest names, and
    :class:`NothingToMeasureError` when there is no contact or no second period.
    """
    events = events_of(contacts, start, end)
    chosen = between(contacts, events, first, second, directed)
    number = (events.end - events.start + 1) // width if width > 0 else 0
    if not chosen.any() or number < 2:
        raise NothingToMeasureError(
            f"{first} and {second} have {int(chosen.sum())} dated contacts in {max(number, 0)} full "
            f"periods of {width} days; changes need a contact and two periods"
        )
    series, late = _series(events, chosen, width, number, of)
    by_default = 2 * log(number) if penalty is None else penalty
    places = change_places(_cost(series, of), number, by_default) if _varies(series) else ()
    segments = tuple(_segments(series, places, events.start, width))
    left_out = {**events.left_out, **({"after the last full period": late} if late else {})}
    days = tuple(segment.start for segment in segments[1:])
    return Changes(segments, days, tuple(series.tolist()), width, by_default, left_out)


def _series(
    events: Events, chosen: NDArray[np.bool_], width: int, number: int, of: str
) -> tuple[NDArray[np.float64], int]:
    period = (events.day[chosen] - events.start) // width
    values = events.weight[chosen] if of == "weight" else np.ones(len(period), np.float64)
    full = period < number
    return np.bincount(period[full], values[full], number).astype(np.float64), int((~full).sum())


def _varies(series: NDArray[np.float64]) -> bool:
    return bool((series != series[0]).any())


def _cost(series: NDArray[np.float64], of: str) -> Cost:
    return poisson_cost(series) if of == "count" else normal_cost(series, _variance(series))


def _variance(series: NDArray[np.float64]) -> float:
    """Half of the mean squared difference of successive values."""
    return float((np.diff(series) ** 2).mean() / 2)


def _segments(series: NDArray[np.float64], places: tuple[int, ...], start: int, width: int) -> list[Segment]:
    cuts = [0, *places, len(series)]
    return [
        Segment(
            day_of(start + begin * width) or "",
            day_of(start + end * width - 1) or "",
            end - begin,
            float(series[begin:end].mean()),
        )
        for begin, end in pairwise(cuts)
    ]
