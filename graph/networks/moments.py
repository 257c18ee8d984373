"""When something begins and ends, as day numbers in which an unknown bound admits every day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...data.edtf import Bounds, parse
from ...errors import DateError
from ..triples import BOUNDS
from .contacts import EVER_AFTER, EVER_BEFORE, day_number

BEFORE, AFTER = int(EVER_BEFORE), int(EVER_AFTER)


@dataclass(frozen=True, slots=True)
class Moments:
    """Four inclusive bounds as day numbers: a begin in [eb, lb] and an end in [ee, le].

    An unknown bound is the widest: what is "for certain" then never holds, what is "possible" always does.
    What goes on ends after all days.
    """

    eb: int = BEFORE
    lb: int = AFTER
    ee: int = BEFORE
    le: int = AFTER

    @property
    def dated(self) -> bool:
        """Whether any bound is known."""
        return self != Moments()

    @property
    def closed(self) -> bool:
        """Whether the whole lies between two known days."""
        return self.eb > BEFORE and self.le < AFTER

    @property
    def lasts(self) -> bool:
        """Whether it is known to have begun by some day, and to go on until some day."""
        return self.lb < AFTER and self.ee > BEFORE


def moments_of(data: Mapping[str, Any], when: str | None = None) -> Moments:
    """The bounds among the attributes of a node or an edge, or of its EDTF date in the attribute ``when``.

    Days are ISO strings or dates. Raises :class:`DateError` for a value that is none.
    """
    if when is not None:
        value = data.get(when)
        return Moments() if value is None else _of_bounds(parse(_text(value)))
    begin, begun, end, ended = (data.get(bound) for bound in BOUNDS)
    ongoing = bool(data.get("ongoing"))
    return Moments(
        _number(begin, BEFORE),
        _number(begun, AFTER),
        AFTER if ongoing else _number(end, BEFORE),
        AFTER if ongoing else _number(ended, AFTER),
    )


def _of_bounds(bounds: Bounds) -> Moments:
    return moments_of({bound: getattr(bounds, bound) for bound in (*BOUNDS, "ongoing")})


def _text(value: object) -> str:
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def _number(day: object, unknown: int) -> int:
    if day is None:
        return unknown
    try:
        return day_number(_text(day))
    except ValueError:
        raise DateError(f'"{day}" is not a day; write YYYY-MM-DD') from None
