"""Contacts as what moves along them sees them: which contacts leave a node, forward or backward in time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .numeric import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .contacts import Contacts, Days, Places


@dataclass(frozen=True, slots=False, eq=False)
class Flow:
    """Contacts as a spread reads them; ``backward`` mirrors time, so that latest departures are arrivals."""

    count: int
    source: Places
    target: Places
    close: Days
    land: Days

    @classmethod
    def forward(cls, contacts: Contacts) -> Flow:
        """From sources to targets, from early to late."""
        return cls(len(contacts.nodes), contacts.source, contacts.target, contacts.close, contacts.land)

    @classmethod
    def backward(cls, contacts: Contacts) -> Flow:
        """From targets to sources, from late to early: each day is its negative."""
        land = -contacts.close
        close = land if contacts.land is contacts.close else -contacts.land
        return cls(len(contacts.nodes), contacts.target, contacts.source, close, land)

    @cached_property
    def leaving(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The contacts in order of their source, and where those of each node begin; shape (n + 1,)."""
        order = np.argsort(self.source, kind="stable")
        begins = np.searchsorted(self.source[order], np.arange(self.count + 1))
        return order, begins
