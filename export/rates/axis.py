"""The days below a drawing: as many months, years or single days as have room for their names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ..words import MONTHS
from .frame import FALLBACK, FULL, Frame, at, text_of, upright

Mark = tuple[date, list[str]]
"""A day on the axis and the lines of its name."""

_MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
_ROOM = 34
"""Pixels that the name of a month takes."""


def month_axis(frame: Frame, top: float, base: float) -> list[str]:
    """Lines and names of months, and the base line."""
    marks = month_marks(frame)
    return [*grid(frame, marks, top, base + 4), *names(frame, marks, base + 15), base_line(base)]


def month_marks(frame: Frame) -> list[Mark]:
    """The first days of months, as many as have room."""
    months = _month_starts(frame.first, frame.last)
    room = max(1, int(frame.width // _ROOM))
    every = next((n for n in _MONTHS_APART if len(months) / n <= room), _MONTHS_APART[-1])
    shown = [day for day in months if (day.year * 12 + day.month - 1) % every == 0] or months[:1]
    marks = []
    for day in shown:
        year = day.month == 1 or day == shown[0]
        said = [] if every >= 12 else [MONTHS[day.month - 1][:3]]
        marks.append((day, said + ([str(day.year)] if year else [])))
    return marks


def day_marks(frame: Frame) -> list[Mark] | None:
    """Single days, or days some apart; None where the days are too many for that."""
    days = (frame.last - frame.first).days + 1
    room = max(1, int(frame.width // _ROOM))
    every = next((n for n in (1, 2, 7) if days / n <= room), None)
    if every is None:
        return None
    marks: list[Mark] = []
    for number in range(0, days, every):
        day = frame.first + timedelta(days=number)
        named = not marks or day.month != marks[-1][0].month
        marks.append((day, [str(day.day)] + ([f"{MONTHS[day.month - 1][:3]} {day.year}"] if named else [])))
    return marks


def grid(frame: Frame, marks: Iterable[Mark], top: float, bottom: float) -> list[str]:
    """A vertical line for each mark."""
    return [upright("grid", frame.x(day), top, bottom) for day, _ in marks]


def names(frame: Frame, marks: Iterable[Mark], y: float) -> list[str]:
    """The names of the marks, from a line of text down."""
    parts = []
    for day, said in marks:
        lines = (
            f'<text class="soft" x="2" y="{y + 13 * n}">{text_of(text)}</text>' for n, text in enumerate(said)
        )
        parts.append(at(frame.x(day), "".join(lines)))
    return parts


def base_line(y: float) -> str:
    """The line on which everything stands."""
    return f'<line class="base" x1="0" x2="{FULL:g}%" y1="{y}" y2="{y}" {FALLBACK["base"]}/>'


def _month_starts(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = (first.year * 12 + first.month - 1 + number for number in range(count))
    starts = [date(month // 12, month % 12 + 1, 1) for month in months]
    return [max(day, first) for day in starts]
