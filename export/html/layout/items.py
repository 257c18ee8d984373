"""What a layout needs to know of a thing, and what it tells."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

CELL = 40
"""Width of the room for one thing, in units of the drawing."""
ROW = 34
"""Height of the room for one thing."""
TIMED = frozenset({"event", "state", "claim"})
"""Kinds that stand where their day is; one without a day stands apart."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing: its kind, and the day on which it is drawn, as an ordinal, None without a date.

    ``count`` is how many things it stands for, ``degree`` how many connections it has.
    """

    kind: str
    day: int | None
    label: str
    degree: int = 0
    count: int = 1

    @property
    def timed(self) -> bool:
        """Whether its place is its day."""
        return self.kind in TIMED


@dataclass(frozen=True, slots=True)
class Lane:
    """A horizontal band of the drawing; ``owner`` is the place of the actor whose lane it is, or None."""

    label: str
    top: int
    bottom: int
    owner: int | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the axis of time."""

    x: int
    label: str
    year: bool


@dataclass(frozen=True, slots=True)
class LaneLayout:
    """Places by item, lanes from the top down, and the axis; ``undated_x`` is None without undated."""

    xs: list[int]
    ys: list[int]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    undated_x: int | None


def lanes_as_json(layout: LaneLayout) -> dict[str, Any]:
    """The layout as the page reads it."""
    return {
        "x": layout.xs,
        "y": layout.ys,
        "lanes": [asdict(lane) for lane in layout.lanes],
        "ticks": [asdict(tick) for tick in layout.ticks],
        "undatedX": layout.undated_x,
    }
