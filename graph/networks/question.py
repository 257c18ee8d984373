"""What every question to a network in time shares: its nodes by name, its window, and how steps follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ...errors import NetworkError
from .contacts import Contacts, Mask, limits
from .spread import Spread, spread


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's contacts and window; ``begin`` and ``end`` are day numbers, both inclusive.

    ``delta`` is 1 when each step needs a later day than the one before, else 0. ``usable`` are the
    contacts that can lie on a path in the window.
    """

    contacts: Contacts
    begin: int
    end: int
    delta: int
    usable: Mask

    @classmethod
    def of(
        cls,
        contacts: Contacts,
        first: str | date | None = None,
        last: str | date | None = None,
        *,
        strict: bool = False,
    ) -> Asked:
        """A question in the window from ``first`` to ``last``, which None leaves open.

        Raises :class:`NetworkError` when no contact lies in it, or it ends before it begins.
        """
        begin, end = limits(first, last)
        if begin > end:
            raise NetworkError(f"the window ends before it begins: {first} is after {last}")
        usable = (contacts.close >= begin) & (contacts.done <= end)
        if not usable.any():
            raise NetworkError(_empty(contacts, first, last))
        return cls(contacts, begin, end, int(strict), usable)

    def forward(self, source: int, *, until: int | None = None) -> Spread:
        """What starts at a node on the first day; ``until`` a node, it ends when that is reached."""
        label = self.begin - self.delta
        flow = self.contacts.forward
        return spread(flow, source, label, delta=self.delta, limit=self.end, usable=self.usable, until=until)

    def backward(self, target: int) -> Spread:
        """What ends at a node by the last day; an arrival is the negative of a day of departure."""
        label = -self.end - self.delta
        flow = self.contacts.backward
        return spread(flow, target, label, delta=self.delta, limit=-self.begin, usable=self.usable)

    def within(self, begin: int, end: int) -> Asked:
        """The same question, of paths that begin and end in a part of the window."""
        return replace(self, begin=begin, end=end)


def _empty(contacts: Contacts, first: str | date | None, last: str | date | None) -> str:
    if not len(contacts):
        reasons = "; ".join(f"{count} {reason}" for reason, count in contacts.left_out.items())
        return "the network has no contact that could be used" + (f": {reasons}" if reasons else "")
    sides = [f"from {first}" if first else "", f"to {last}" if last else ""]
    window = " ".join(side for side in sides if side)
    begin, end = contacts.hull
    says = "lies" if contacts.exact else "can be used"
    return f"no contact {says} in the window {window}; the contacts run from {begin} to {end}"
