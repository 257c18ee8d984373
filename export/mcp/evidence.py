"""Every quote that bears on one thing: its own, those of its dates and parts, and of what speaks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from ...graph.facts import facts_of, words
from ...graph.naming import find
from ...graph.snapshot import Quote, Snapshot
from ...graph.story import BuiltStory
from ...ontology.terms import DL, PREFIXES, Class
from ..timelines import words_for
from .answers import Page, Record, Thing, page
from .answers import thing as thing_of
from .clock import as_known, known_notes
from .parameters import AnyThing, KnownBy, Limit, Offset

_CITING = (
    *(Class.Event, Class.PolicyState, Class.Claim, Class.Tenure, Class.Link, Class.Conflict),
    Class.Participation,
)
"""The classes of what speaks of other things on the evidence of its own quotes."""


class Fact(Record):
    """What a thing says of itself."""

    name: str
    value: str


class Support(Record):
    """A quote, and what it supports."""

    supports: Thing = Field(description="The thing itself, or what speaks of it.")
    how: str = Field(
        description="itself; its date, as EDTF; outcome: what came of a claim; else how the thing that is "
        "supported speaks of the one asked about: speaker, about, product, from …"
    )
    quote: Quote


class EvidenceAnswer(Page):
    """A thing, what is known of it, and the quotes that bear on it."""

    id: str
    type: str
    label: str
    other_names: tuple[str, ...] = Field(description="Aliases, and spellings that sources use.")
    when: str | None = Field(description="Its days in words; null for what has no time.")
    facts: tuple[Fact, ...]
    known_since: str | None
    conflicts: tuple[str, ...] = Field(description="Where its sources disagree, in words.")
    quotes: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A quote by its node, with what it supports, by IRI."""

    node: str
    supports: str
    how: str


def evidence(
    story: BuiltStory,
    thing: AnyThing,
    known_by: KnownBy = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> EvidenceAnswer:
    """All about one thing of any kind: its names, facts and days, and every quote that bears on it.

    Its own quotes come first, then those of its dates and of what came of it, then those of what speaks of
    it: the events and claims of a person, the states of a policy, the links to an event. Of a source: all
    words quoted from it, with what each supports.
    """
    with as_known(story, known_by) as told:
        snapshot = told.snapshot
        iri = find(snapshot, thing, None)
    found = list(quotes_about(snapshot, iri))
    notes = () if found else ("no quote bears on it",)
    shown, fields = page(found, limit, offset, notes=(*notes, *known_notes(story, told, known_by)))
    names = (snapshot.many(iri, prop) for prop in ("skos:altLabel", "skos:hiddenLabel"))
    return EvidenceAnswer(
        id=snapshot.id_of(iri),
        type=snapshot.type_of(iri),
        label=snapshot.label(iri),
        other_names=tuple(name for several in names for name in several),
        when=words_for(snapshot.span(iri)) if snapshot.is_a(iri, Class.Dated) else None,
        facts=tuple(Fact(name=name, value=value) for name, value in facts_of(snapshot, iri)),
        known_since=snapshot.one(iri, "dl:knownSince"),
        conflicts=snapshot.conflicts(iri),
        quotes=tuple(
            Support(supports=thing_of(snapshot, item.supports), how=item.how, quote=snapshot.quote(item.node))
            for item in shown
        ),
        **fields,
    )


def quotes_about(snapshot: Snapshot, iri: str) -> Iterator[_Found]:
    """Every quote that bears on a thing, the nearest first, each once for what it supports."""
    seen: set[tuple[str, str]] = set()
    near = _of_source if snapshot.is_a(iri, Class.Source) else _near
    for item in near(snapshot, iri):
        if (item.node, item.supports) not in seen:
            seen.add((item.node, item.supports))
            yield item


def _near(snapshot: Snapshot, iri: str) -> Iterator[_Found]:
    yield from _cited(snapshot, iri, iri, "itself")
    for node in snapshot.many(iri, "dl:time"):
        yield from _cited(snapshot, node, iri, f"its date, {snapshot.one(node, 'dl:edtf')}")
    outcome = words(snapshot.one(iri, "dl:outcome") or "")
    yield from _cited(snapshot, iri, iri, f"outcome: {outcome}", "dl:outcomeEvidence")
    for node in snapshot.many(iri, "dl:participation"):
        yield from _cited(snapshot, node, node, "participation")
    for citing in _speaking(snapshot):
        how = [prop for prop, values in snapshot.triples[citing].items() if iri in values]
        if how and citing != iri:
            yield from _cited(snapshot, citing, citing, ", ".join(map(_local_name, how)))


def _of_source(snapshot: Snapshot, source: str) -> Iterator[_Found]:
    """What is quoted from a source, in the order of the text."""
    found = [
        _Found(node, citing, "quoted from it")
        for citing in _speaking(snapshot)
        for prop in ("dl:evidence", "dl:outcomeEvidence")
        for node in snapshot.many(citing, prop)
        if snapshot.one(node, "dl:source") == source
    ]
    return iter(sorted(found, key=lambda item: (snapshot.quote(item.node).start or 0, item.node)))


def _speaking(snapshot: Snapshot) -> Iterator[str]:
    return (thing for kind in _CITING for thing in snapshot.instances(kind))


def _cited(
    snapshot: Snapshot, cites: str, supports: str, how: str, prop: str = "dl:evidence"
) -> Iterator[_Found]:
    return (_Found(node, supports, how) for node in snapshot.many(cites, prop))


def _local_name(prop: str) -> str:
    space = next((space for space in (DL, *PREFIXES.values()) if prop.startswith(space)), "")
    return words(prop.removeprefix(space))
