"""The axis of time: columns of days, wide where much happened, with quiet stretches shortened."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from .items import CELL, Tick

LONGEST_GAP = 400
"""Days; a longer gap is drawn no wider."""
MOST_TICKS = 240
STEPS = (1, 3, 12, 60, 120, 600, 1200)


@dataclass(frozen=True, slots=True)
class Column:
    """Some days next to each other that share a place."""

    x: int
    first: int
    last: int


class Axis:
    """Columns filled from left to right with things that come in order of their days.

    ``dated`` are day and lane of each thing, ``rows`` how many of them each lane takes in one column, and
    ``stretch`` how many days may share a column. ``places`` are the column's x and the row within the lane.
    """

    def __init__(self, rows: Sequence[int], stretch: int, dated: Sequence[tuple[int, int]]) -> None:
        self.columns: list[Column] = []
        self.places: list[tuple[int, int]] = []
        if not dated:
            return
        x, first = 0, dated[0][0]
        last, taken = first, [0] * len(rows)
        # One plain loop: a large story is laid out several times, to find the stretch that fits a screen.
        for day, lane in dated:
            row = taken[lane]
            if row >= rows[lane] or day - first > stretch:
                self.columns.append(Column(x, first, last))
                x += CELL + round(sqrt(min(day - last, LONGEST_GAP)) * 3)
                first, taken, row = day, [0] * len(rows), 0
            taken[lane] = row + 1
            last = day
            self.places.append((x, row))
        self.columns.append(Column(x, first, last))

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
