"""The days of a story: dates and relations as it tells them, solved, and written as bounds and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256

from pyoxigraph import Quad

from ...data.edtf import parse
from ...data.rules import read
from ...ontology.terms import DL, Class, EventType, Property, Relation
from ..facts import words
from ..told import Told
from ..triples import Triples, shorten
from .clashes import Clash
from .solve import StatedDate, StatedRelation, TimeRelation, solve

LINKS = {
    Relation.Before: TimeRelation.Before,
    Relation.After: TimeRelation.After,
    Relation.Precedes: TimeRelation.Precedes,
    Relation.During: TimeRelation.During,
    Relation.Starts: TimeRelation.Starts,
    Relation.Finishes: TimeRelation.Finishes,
    Relation.Meets: TimeRelation.Meets,
    Relation.Equals: TimeRelation.Equals,
    # No effect comes before its cause, and no reply before the letter.
    Relation.Causes: TimeRelation.Precedes,
    Relation.Enables: TimeRelation.Precedes,
    Relation.RespondsTo: TimeRelation.Succeeds,
}
"""What a link says about days; what blocks, adds to or excludes another says nothing about them."""


def chronology(quads: Iterable[Quad], base: str, graph: str) -> list[Quad]:
    """The bounds of everything that has a date or a place in the order, and the conflicts of dates.

    ``quads`` are a story's own; what follows from them goes into the named graph ``graph``, conflicts
    under IRIs below ``base`` that depend on nothing but what clashes.
    """
    told = Told(quads)
    solution = solve(_dates(told), _relations(told))
    triples = Triples(graph)
    for thing, bounds in solution.bounds.items():
        triples.bounds(thing, bounds)
    for clash in solution.clashes:
        _write_conflict(triples, told, clash, base)
    return list(triples.quads)


def _dates(told: Told) -> Iterator[StatedDate]:
    """Every date assertion of every thing.

    What a source calls open had not ended on the day on which that source was issued.
    """
    for thing in told.subjects(Property.time):
        for node in sorted(told.many(thing, Property.time)):
            anchor = told.one(node, Property.anchor)
            day = parse(anchor).earliest_begin if anchor else None
            bounds = read(told.one(node, Property.edtf) or "", told.one(node, Property.rule), day)
            if bounds.ongoing and (issued := _issued(told, node)):
                bounds = replace(bounds, earliest_end=max(issued, bounds.earliest_end or issued))
            yield StatedDate(thing, node, bounds)


def _issued(told: Told, node: str) -> date | None:
    """The earliest day on which a source of an assertion was issued."""
    sources = (told.one(evidence, Property.source) for evidence in told.many(node, Property.evidence))
    days = (told.one(source or "", "dcterms:issued") for source in sources)
    return min((date.fromisoformat(day) for day in days if day), default=None)


def _relations(told: Told) -> Iterator[StatedRelation]:
    """What links, parts, changes and occasions say about the order of things."""
    for link in told.subjects(Property.relation):
        relation = LINKS.get(Relation((told.one(link, Property.relation) or "").removeprefix(DL)))
        one, other = told.one(link, Property.from_), told.one(link, Property.to)
        if relation and one and other:
            yield StatedRelation(one, relation, other, link)
    for part in told.subjects(Property.partOf):
        for whole in told.many(part, Property.partOf):
            yield _structural(part, TimeRelation.During, Property.partOf, whole)
    yield from _of_states(told)
    yield from _of_occasions(told)


def _of_states(told: Told) -> Iterator[StatedRelation]:
    """A state ends the one that it replaces, and does not begin before the event that changed it.

    With a policy change it begins; a decision or an announcement may come earlier than its effect.
    """
    for state in told.subjects(Property.replaces):
        for old in told.many(state, Property.replaces):
            yield StatedRelation(old, TimeRelation.Meets, state, f"{state} {Property.replaces} {old}")
    for state in told.subjects(Property.changedBy):
        for event in told.many(state, Property.changedBy):
            begins = EventType.PolicyChange.iri in told.many(event, "rdf:type")
            relation = TimeRelation.BeginsIn if begins else TimeRelation.Succeeds
            yield _structural(state, relation, Property.changedBy, event)


def _of_occasions(told: Told) -> Iterator[StatedRelation]:
    """What is said at an event is said in its course, and so with a part in an event that has a time.

    A claim without a date of its own has the event's assertions, and the event's days.
    """
    for claim in told.subjects(Property.saidAt):
        for event in told.many(claim, Property.saidAt):
            own = set(told.many(claim, Property.time)) - set(told.many(event, Property.time))
            relation = TimeRelation.During if own else TimeRelation.Equals
            yield _structural(claim, relation, Property.saidAt, event)
    for event in told.subjects(Property.participation):
        for part in told.many(event, Property.participation):
            if told.many(part, Property.time):
                yield _structural(part, TimeRelation.During, Property.participation, event)


def _structural(thing: str, relation: TimeRelation, prop: Property, other: str) -> StatedRelation:
    """A relation that a thing states by a property of its own; what names it starts with the thing."""
    return StatedRelation(thing, relation, other, f"{thing} {prop} {other}")


def _write_conflict(triples: Triples, told: Told, clash: Clash, base: str) -> None:
    digest = sha256("\n".join(sorted(clash.assertions)).encode()).hexdigest()[:10]
    node = f"{base}conflict/{digest}"
    stated = [_in_words(told, assertion) for assertion in clash.assertions]
    triples.node(node, Class.Conflict, shorten(f"Dates that cannot all be true: {stated[0]}"))
    triples.link(node, Property.between, *(assertion.partition(" ")[0] for assertion in clash.assertions))
    triples.text(node, Property.reason, f"These cannot all be true: {'; '.join(stated)}")


def _in_words(told: Told, assertion: str) -> str:
    """An assertion as a reader would say it."""
    thing, _, rest = assertion.partition(" ")
    if rest:
        prop, _, other = rest.partition(" ")
        return f"“{told.label(thing)}” {_STRUCTURE[Property(prop)]} “{told.label(other)}”"
    if edtf := told.one(thing, Property.edtf):
        return f"“{told.label(thing.rpartition('/time/')[0])}” is dated {edtf}"
    relation = told.one(thing, Property.relation) or ""
    one, other = (told.label(told.one(thing, end) or "") for end in (Property.from_, Property.to))
    return f"“{one}” {words(relation)} “{other}”"


_STRUCTURE = {
    Property.partOf: "is part of",
    Property.replaces: "replaces",
    Property.changedBy: "was brought about by",
    Property.saidAt: "was said at",
    Property.participation: "lies within",
}
