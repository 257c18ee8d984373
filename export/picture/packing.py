"""Bars in rows, so that no name runs into another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width

from ..rates.frame import FULL, Frame
from .thing import Thing

MARK = 18
"""Pixels for the shape and letter of a kind at the left end of a bar; no bar is shorter."""

_UNSURE = 3.0
"""Percent of the width for the tail of an end that nobody knows."""

_LETTER, _WIDE = 7.0, 13.0
"""Pixels that a character takes; those of East Asian scripts and emoji are wide."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing in its row. Places are percent of the width; ``core`` is what is certain, if anything is.

    ``flipped`` has its name at the left of its bar, where the right edge is near.
    """

    thing: Thing
    row: int
    left: float
    right: float
    core: tuple[float, float] | None
    flipped: bool
    cut: bool


def pack(levels: Iterable[Iterable[Thing]], frame: Frame) -> list[Placed]:
    """The things of each level in as few rows as hold them, below those of the level before."""
    placed: list[Placed] = []
    for things in levels:
        below = 1 + max((each.row for each in placed), default=-1)
        ends: list[float] = []
        for thing in things:
            left, right, core = _extent(thing, frame)
            start, stop, flipped = _reach(thing, left, right, frame)
            row = next((row for row, end in enumerate(ends) if end <= start), len(ends))
            ends[row : row + 1] = [stop]
            cut = thing.begin < frame.first
            placed.append(Placed(thing, below + row, left, right, core, flipped, cut))
    return placed


def text_width(text: str) -> float:
    """About how many pixels a text takes at 12 pixels; rather too many than too few."""
    return sum(_WIDE if east_asian_width(letter) in "WF" else _LETTER for letter in text)


def _extent(thing: Thing, frame: Frame) -> tuple[float, float, tuple[float, float] | None]:
    """Where a bar begins and ends, and where what is certain of it does."""
    span = thing.span
    least = 100 * MARK / frame.width
    left = frame.x(thing.begin)
    if span.ongoing:
        right = FULL
    else:
        right = frame.after(thing.finish.isoformat()) + (0 if span.latest_end else _UNSURE)
    right = min(max(right, left + least), 100.0)
    left = min(left, right - least)
    if span.earliest_begin is None:
        left = max(0.0, left - _UNSURE)
    return round(left, 2), round(right, 2), _core(thing, frame, left, right, least)


def _core(thing: Thing, frame: Frame, left: float, right: float, least: float) -> tuple[float, float] | None:
    span = thing.span
    sure = "9999-12-31" if span.ongoing else span.earliest_end
    if span.latest_begin is None or sure is None or span.latest_begin > sure:
        return None
    begin = max(left, frame.x(span.latest_begin))
    end = FULL if span.ongoing else frame.after(sure)
    end = min(right, max(end, begin + least))
    return round(min(begin, end - least), 2), round(end, 2)


def _reach(thing: Thing, left: float, right: float, frame: Frame) -> tuple[float, float, bool]:
    """What a bar and its name take of a row, in percent, and whether the name stands at the left."""
    pixel = 100 / frame.width
    words = (text_width(thing.name) + 6) * pixel
    mark = (MARK + 4) * pixel
    flipped = left + mark + words > 100 and right - left < mark + words and left - words > 0
    if flipped:
        return left - words, max(right, left + mark) + 6 * pixel, True
    return left, max(right, left + mark + words) + 6 * pixel, False
