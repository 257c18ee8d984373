"""The axis of time: columns of days, wide where much happened, with quiet stretches shortened."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import sqrt

from .items import CELL, Tick

LONGEST_GAP = 400
"""Days; a longer gap is drawn no wider."""
MOST_TICKS = 240
STEPS = (1, 3, 12, 60, 120, 600, 1200)


@dataclass(slots=True)
class Column:
    """Some days next to each other that share a place, and how many rows each lane has taken."""

    x: int
    first: int
    last: int
    taken: dict[int, int] = field(default_factory=dict)


class Axis:
    """Fills columns from left to right; days must come in order."""

    def __init__(self, rows: Sequence[int], stretch: int) -> None:
        self.rows = rows
        self.stretch = stretch
        self.columns: list[Column] = []

    def take(self, day: int, lane: int) -> tuple[int, int]:
        """The column's x and the row within the lane for a thing of that day."""
        column = self._column(day, lane)
        row = column.taken.get(lane, 0)
        column.taken[lane] = row + 1
        column.last = day
        return column.x, row

    def _column(self, day: int, lane: int) -> Column:
        if not self.columns:
            self.columns.append(Column(0, day, day))
        now = self.columns[-1]
        if now.taken.get(lane, 0) < self.rows[lane] and day - now.first <= self.stretch:
            return now
        gap = sqrt(min(day - now.last, LONGEST_GAP)) * 3
        self.columns.append(Column(now.x + CELL + round(gap), day, day))
        return self.columns[-1]

    @property
    def width(self) -> int:
        """From the first column to the last."""
        return self.columns[-1].x if self.columns else 0

    def ticks(self) -> tuple[Tick, ...]:
        """The first days of months, as many as can be read."""
        if not self.columns:
            return ()
        first, last = self.columns[0].first, self.columns[-1].last
        firsts = [column.first for column in self.columns]
        ticks: list[Tick] = []
        for day in _month_starts(date.fromordinal(first), date.fromordinal(last)):
            x = self._x(day.toordinal(), firsts)
            # Of months in a stretch without anything, the last one begins where things go on.
            if ticks and x == ticks[-1].x:
                ticks.pop()
            ticks.append(Tick(x, f"{day.year:04}-{day.month:02}", day.month == 1))
        return tuple(ticks)

    def _x(self, day: int, firsts: Sequence[int]) -> int:
        """Left of the first column with a later day, so that every thing stands right of its month's line."""
        at = bisect_right(firsts, day - 1)
        if at == len(self.columns):
            return self.columns[-1].x + CELL // 2
        return self.columns[at].x - CELL // 2


def _month_starts(first: date, last: date) -> list[date]:
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    step = next((step for step in STEPS if end - start <= MOST_TICKS * step), STEPS[-1])
    months = (month for month in range(start, end + 1) if month % step == 0)
    return [max(first, date(month // 12, month % 12 + 1, 1)) for month in months if month >= 12]
