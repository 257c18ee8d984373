"""The contacts that paths between two days may use, as columns ready for a sweep over the days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..contacts import EVER_AFTER, EVER_BEFORE, Contacts, Days, Places, day_number, day_of
from ..numeric import np
from .results import NothingToMeasureError, checked_day, counted


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Contacts between two days, each once, in order of ``close`` and then of target.

    ``delta`` is 1 when a step needs a later day than the one before it (strict), else 0. ``start`` and
    ``end`` are days since 1970-01-01, both inclusive.
    """

    size: int
    source: Places
    target: Places
    close: Days
    land: Days
    delta: int
    start: int
    end: int
    left_out: Mapping[str, int]

    @property
    def first_day(self) -> str:
        """The day on which paths may begin, as an ISO day."""
        return day_of(self.start) or ""

    @property
    def last_day(self) -> str:
        """The day by which paths must have arrived, as an ISO day."""
        return day_of(self.end) or ""


def steps_of(contacts: Contacts, start: str | None, end: str | None, *, strict: bool) -> Steps:
    """The contacts that can be entered on or after ``start`` and have been left by ``end`` (ISO days).

    Without a day, the first or last known day of a contact counts. Contacts that cannot be told apart
    (same ends, same days) are one, as in the papers, where a temporal edge is in a graph or is not.
    Raises :class:`NothingToMeasureError` when none is left.
    """
    first, last = limits(contacts, start, end)
    loop = contacts.source == contacts.target
    inside = (contacts.close >= first) & (contacts.land <= last) & ~loop
    if not inside.any():
        days = f"{day_of(first)} to {day_of(last)}"
        raise NothingToMeasureError(f"no contact lies in the window {days}; widen it")
    columns = (contacts.target, contacts.source, contacts.land, contacts.close)
    rows = np.unique(np.stack([column[inside] for column in reversed(columns)]), axis=1)
    close, land, source, target = rows
    order = np.lexsort((target, close))
    left_out = counted(
        (
            ("outside the window", int((~inside & ~loop).sum())),
            ("loop", int(loop.sum())),
            ("same ends and days as another", int(inside.sum()) - rows.shape[1]),
        )
    )
    close, land, source, target = (column[order] for column in (close, land, source, target))
    return Steps(len(contacts.nodes), source, target, close, land, int(strict), first, last, left_out)


def limits(contacts: Contacts, start: str | None, end: str | None) -> tuple[int, int]:
    """The days of a window; where one is None, the first or last day that a contact is known to touch."""
    known = np.concatenate([contacts.first, contacts.last])
    known = known[(known > EVER_BEFORE) & (known < EVER_AFTER)]
    if not known.size and (start is None or end is None):
        raise NothingToMeasureError("no contact has a date, so there are no paths in time to measure")
    first = int(known.min()) if start is None else day_number(checked_day(start))
    last = int(known.max()) if end is None else day_number(checked_day(end))
    if first > last:
        raise NothingToMeasureError(f"the window ends on {end} before it begins on {start}")
    return first, last
