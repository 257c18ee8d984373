"""A network in time as columns: who was in contact with whom, and on which days (a contact sequence).

The representation is that of Holme and Saramäki (2012, "Temporal networks", section 2), with a range of
days where a date is uncertain. Columns are NumPy arrays, so that a question is a few passes over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ...errors import MissingExtraError

try:
    import numpy as np
except ImportError:  # pragma: no cover - the message is tested in an environment without NumPy
    raise MissingExtraError("networks in time need NumPy", "networks") from None

if TYPE_CHECKING:
    from numpy.typing import NDArray

Days: TypeAlias = "NDArray[np.int32]"
"""Days since 1970-01-01."""
Places: TypeAlias = "NDArray[np.int32]"
"""Positions in a list of names."""

EPOCH = date(1970, 1, 1).toordinal()
EVER_BEFORE, EVER_AFTER = np.int32(-(1 << 30)), np.int32(1 << 30)
"""An unknown or open bound; sums with a few days stay within 32 bits."""


def day_number(day: str | date) -> int:
    """An ISO day as days since 1970-01-01."""
    return (date.fromisoformat(day) if isinstance(day, str) else day).toordinal() - EPOCH


def day_of(number: int) -> str | None:
    """The ISO day of a number; None for an open bound."""
    ordinal = int(number) + EPOCH
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None


@dataclass(frozen=True, slots=False, eq=False)
class Contacts:
    """``m`` contacts between ``n`` nodes; all arrays have the shape ``(m,)`` and lie in order of ``close``.

    A contact leads from ``source`` to ``target``. It can be entered until the day ``close`` and is left on
    ``land`` at the earliest: what has reached the source by the day t, t <= close, has reached the target
    by max(t, land). On a contact of one known day both are that day; on one that holds from a to b,
    ``land`` is a and ``close`` is b; on one that took place at some unknown time from a to b and counts
    only where it is certain, ``close`` is a and ``land`` is b.

    ``first`` and ``last`` are the days between which the contact lies or may lie, for windows.
    ``keys`` leads back to what a contact was made of: an edge of a network, or a row of a file.
    """

    nodes: Sequence[str]
    source: Places
    target: Places
    close: Days
    land: Days
    first: Days
    last: Days
    relations: Sequence[str]
    relation: Places
    weight: NDArray[np.float64]
    keys: Sequence[object] = field(repr=False)

    def __len__(self) -> int:
        return len(self.source)

    @cached_property
    def place(self) -> dict[str, int]:
        """The position of each node by its name."""
        return {name: place for place, name in enumerate(self.nodes)}

    @cached_property
    def exact(self) -> bool:
        """Whether each contact lies on one known day, so that one pass over the days answers all."""
        return self.close is self.land or bool(np.array_equal(self.close, self.land))
