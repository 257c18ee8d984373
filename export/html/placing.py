"""Where on the axis of time a thing is drawn, when its days are uncertain."""

from __future__ import annotations

from datetime import date

from ...data.edtf import Bounds

MONTH = 31
"""Days by which a begin may be open before its place in the drawing counts as vague."""


def begin_range(bounds: Bounds) -> tuple[int | None, int | None]:
    """First and last day of its begin, as ordinals; an end that is open is ``None``."""
    begins: tuple[date | None, date | None] = (bounds.earliest_begin, bounds.latest_begin)
    if not any(begins):
        begins = (None, bounds.earliest_end or bounds.latest_end)
    first, last = (day.toordinal() if day else None for day in begins)
    return first, last


def is_vague(bounds: Bounds) -> bool:
    """Whether the day of its begin is open by more than a month."""
    if not bounds.earliest_begin or not bounds.latest_begin:
        return middle_of_begin(bounds) is not None
    return (bounds.latest_begin - bounds.earliest_begin).days > MONTH


def middle_of_begin(bounds: Bounds) -> int | None:
    """The ordinal of the day on which a drawing puts it; ``None`` without any known bound."""
    days = [day for day in begin_range(bounds) if day is not None]
    return sum(days) // len(days) if days else None
