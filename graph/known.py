"""A story as some of its sources tell it: what was known by a day, or what one outlet says.

Works on what a story tells, before anything is derived: what only other sources support is taken out,
with the dates and links that rest on it, and the days are then solved anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from pyoxigraph import Quad

from ..ontology.terms import Class, EventType, Property, Term
from .told import Told
from .tour import kept_steps, trimmed
from .view import text_of

ITEMS: Mapping[str, str] = {
    **{kind.iri: "event" for kind in EventType},
    Class.PolicyState.iri: "policy state",
    Class.Claim.iri: "claim",
    Class.Tenure.iri: "tenure",
    Class.Link.iri: "link",
    Class.Conflict.iri: "conflict",
}
"""What speaks for itself as soon as a source supports it, by class, and what to call it."""
_PARTS: Mapping[str, str] = {Class.Participation.iri: "participation", Class.TimeAssertion.iri: "date"}
_OUTCOME = (Property.outcome.iri, Property.outcomeEvent.iri)


@dataclass(frozen=True, slots=True)
class Kept:
    """The quads that some sources support, and how many things of each kind are left out."""

    quads: tuple[Quad, ...]
    left_out: Mapping[str, int]


def sources_by(quads: Sequence[Quad], day: str) -> frozenset[str]:
    """The sources (IRIs) that were issued on a day (ISO) or before it."""
    told = Told(quads)
    issued = ((source, told.one(source, "dcterms:issued")) for source in _of_class(told, Class.Source))
    return frozenset(source for source, when in issued if when is not None and when <= day)


def told_by(quads: Sequence[Quad], sources: Set[str]) -> Kept:
    """What the sources (IRIs) tell of a story's own quads.

    An item stays when one of them supports it, a link when both its ends stay as well, and actors,
    places and other named things where something that stays speaks of them, or a quote of their own does.
    A step of the tour stays when something that it shows does, and keeps nothing by itself.
    """
    told = Told(quads)
    blocked = _unsupported(told, sources)
    blocked |= _cut_off(told, blocked)
    steps = _of_class(told, Class.TourStep)
    reached = _reached(told, blocked | steps)
    reached |= kept_steps(told, steps, reached)
    unsettled = {
        claim
        for claim in told.subjects(Property.outcomeEvidence)
        if blocked.issuperset(told.many(claim, Property.outcomeEvidence))
    }
    kept = [
        quad
        for quad in quads
        if (subject := text_of(quad.subject)) in reached
        and ((target := text_of(quad.object)) in reached or target not in told)
        and not (subject in unsettled and quad.predicate.value in _OUTCOME)
    ]
    return Kept(tuple(trimmed(kept)), Counter(_gone(told, reached)))


def _unsupported(told: Told, sources: Set[str]) -> set[str]:
    """Other sources, their quotes, and items and dates for which there is no other quote."""
    others = _of_class(told, Class.Source) - sources
    quotes = {quote for quote in told.subjects(Property.source) if told.one(quote, Property.source) in others}
    return (
        others
        | quotes
        | {
            thing
            for thing in told.subjects(Property.evidence)
            if _kind(told, thing) and quotes.issuperset(told.many(thing, Property.evidence))
        }
    )


def _cut_off(told: Told, blocked: Set[str]) -> set[str]:
    """Links without one of their ends, and conflicts with fewer than two sides left."""
    ends = (Property.from_, Property.to)
    links = {
        link
        for link in told.subjects(Property.relation)
        if not blocked.isdisjoint(end for prop in ends for end in told.many(link, prop))
    }
    sides = {
        conflict: set(told.many(conflict, Property.between)) for conflict in told.subjects(Property.between)
    }
    return links | {conflict for conflict, between in sides.items() if len(between - blocked - links) < 2}


def _reached(told: Told, blocked: set[str]) -> set[str]:
    """What speaks for itself, and all that it speaks of."""
    waiting = [thing for thing in told if thing not in blocked and _speaks(told, thing, blocked)]
    reached = set(waiting)
    while waiting:
        for target in told.targets(waiting.pop()):
            if target not in reached and target not in blocked:
                reached.add(target)
                waiting.append(target)
    return reached


def _speaks(told: Told, thing: str, blocked: set[str]) -> bool:
    kinds = told.many(thing, "rdf:type")
    if any(kind in ITEMS or kind in (Class.Story.iri, Class.Source.iri) for kind in kinds):
        return True
    quotes = told.many(thing, Property.evidence)
    return _kind(told, thing) is None and not blocked.issuperset(quotes) and bool(quotes)


def _kind(told: Told, thing: str) -> str | None:
    """What to call an item, or a part of one; None for named things."""
    kinds = told.many(thing, "rdf:type")
    return next((name for kind in kinds if (name := ITEMS.get(kind) or _PARTS.get(kind))), None)


def _gone(told: Told, reached: Set[str]) -> Iterator[str]:
    """The kind of each thing that is left out; quotes go with what they support."""
    silent = {Class.Evidence.iri, Class.Source.iri}
    for thing in told:
        if thing in reached:
            continue
        if told.many(thing, Property.focus):
            yield "tour step"
        if not told.many(thing, Property.evidence):
            continue
        if silent.isdisjoint(told.many(thing, "rdf:type")):
            yield _kind(told, thing) or "named thing"


def _of_class(told: Told, kind: Term) -> set[str]:
    return {thing for thing in told if kind.iri in told.many(thing, "rdf:type")}
