"""What a story says of one thing's time: its bounds, how they were read, and what links and conflicts say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...ontology.terms import DL, Class
from ..snapshot import DateReading, Quote, Snapshot, Span


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation to another thing that a source states: ``subject relation object``, by id and label.

    The thing asked about is the one or the other of the two.
    """

    subject: str
    subject_label: str
    relation: str
    object: str
    object_label: str
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Dating:
    """The time of a thing and where it comes from."""

    id: str
    type: str
    label: str
    span: Span
    readings: tuple[DateReading, ...]
    relations: tuple[Stated, ...]
    conflicts: tuple[str, ...]


def dating(snapshot: Snapshot, thing: str) -> Dating:
    """All that bears on the time of a thing, given by its IRI."""
    return Dating(
        snapshot.id_of(thing),
        snapshot.type_of(thing),
        snapshot.label(thing),
        snapshot.span(thing),
        snapshot.readings(thing),
        tuple(_linked(snapshot, thing)),
        snapshot.conflicts(thing),
    )


def _linked(snapshot: Snapshot, thing: str) -> Iterator[Stated]:
    """What the links say, and which states give way to each other: an end may follow from either."""
    for link in snapshot.instances(Class.Link):
        subject, relation, other = (
            snapshot.one(link, prop) or "" for prop in ("dl:from", "dl:relation", "dl:to")
        )
        if thing in (subject, other):
            yield _stated(snapshot, subject, relation.removeprefix(DL), other, snapshot.quotes(link))
    for state in snapshot.instances(Class.PolicyState):
        for older in snapshot.many(state, "dl:replaces"):
            if thing in (state, older):
                yield _stated(snapshot, state, "Replaces", older, snapshot.quotes(state))


def _stated(snapshot: Snapshot, subject: str, relation: str, other: str, quotes: tuple[Quote, ...]) -> Stated:
    names = [(snapshot.id_of(thing), snapshot.label(thing)) for thing in (subject, other)]
    return Stated(*names[0], relation, *names[1], quotes)
