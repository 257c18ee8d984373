"""A thing with a date, as a picture needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...graph.snapshot import Span
from ...graph.triples import BOUNDS
from ..timelines import words_for

LONGEST = 46
"""Characters of a name; the whole label stands in the tooltip."""

REAL = frozenset({"in force", "happened"})
"""Conditions of a state or an event that are no mere plan, announcement or suspension."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An event, a state of a policy or a claim; ``links`` counts its connections.

    ``real`` is False for what was planned, called off, announced or suspended. ``name`` is the label, cut
    to :data:`LONGEST`, after its rate where the label does not say it.
    """

    key: str
    kind: str
    name: str
    said: str
    span: Span
    links: int
    real: bool

    @property
    def begin(self) -> date:
        """The earliest day on which it can have begun, or the earliest day known of it."""
        bounds = self.span.bounds
        return bounds.earliest_begin or min(self._known)

    @property
    def finish(self) -> date:
        """The last day that is known of it."""
        return self.span.bounds.latest_end or max(self._known)

    @property
    def shown(self) -> Span:
        """The days over which it is drawn: an unknown end is not drawn to the end of time."""
        begin, finish = self.begin.isoformat(), self.finish.isoformat()
        end = None if self.span.ongoing else finish
        return Span(begin, begin, end, end, self.span.ongoing)

    @property
    def _known(self) -> list[date]:
        bounds = self.span.bounds
        days = (getattr(bounds, bound) for bound in BOUNDS)
        return [day for day in days if day]


def thing_of(key: str, attributes: Mapping[str, Any], links: int) -> Thing:
    """A node of a network as a thing of a picture."""
    bounds = {bound: attributes[bound] for bound in BOUNDS}
    span = Span(**bounds, ongoing=bool(attributes["ongoing"]))
    facts = dict(reversed(attributes["facts"]))
    condition = (facts.get("Status") or facts.get("Occurrence") or "").lower()
    rate = facts.get("Rate", "")
    label = " ".join(attributes["label"].split()) or str(attributes["id"])
    name = label if not rate or rate in label else f"{rate}: {label}"
    said = [name, words_for(span)]
    if condition and condition not in REAL:
        said.append(condition)
    if attributes["conflicts"]:
        said.append("sources disagree")
    return Thing(
        key=key,
        kind=attributes["kind"],
        name=name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…",
        said=", ".join(said),
        span=span,
        links=links,
        real=not condition or condition in REAL,
    )
