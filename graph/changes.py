"""What changed between two days in what the sources told: two snapshots of one story, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..ontology.terms import Class
from .display import Displayed
from .facts import facts_of, words
from .snapshot import Quote, Snapshot, Span

KINDS: Mapping[Class, str] = {
    Class.Event: "event",
    Class.PolicyState: "policy state",
    Class.Claim: "claim",
    Class.Tenure: "tenure",
    Class.Link: "link",
}
"""What can be added or revised, and what to call it, in the order of a report."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A fact of an item that is told otherwise; an empty tuple is a fact that was not told."""

    fact: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An item that was added or revised, when it is dated now, and the quotes that are new."""

    id: str
    kind: str
    label: str
    when: Span
    was: Span | None
    revisions: tuple[Revision, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict that opened or closed, with the quotes of what clashes."""

    id: str
    reason: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Changes(Displayed):
    """What the sources issued after ``first`` and by ``last`` (ISO days) changed, and those sources."""

    first: str
    last: str
    sources: tuple[str, ...]
    added: tuple[Change, ...]
    revised: tuple[Change, ...]
    opened: tuple[Clash, ...]
    closed: tuple[Clash, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.revised or self.opened or self.closed)


def compare(before: Snapshot, after: Snapshot, first: str, last: str) -> Changes:
    """What ``after`` tells that ``before`` does not, in the order of kinds and of time."""
    changes = list(_changes(before, after))
    old, new = _conflicts(before), _conflicts(after)
    told = set(before.instances(Class.Source))
    return Changes(
        first,
        last,
        tuple(after.label(source) for source in after.instances(Class.Source) if source not in told),
        tuple(change for change in changes if change.was is None),
        tuple(change for change in changes if change.was is not None),
        tuple(clash for id_, clash in new.items() if id_ not in old),
        tuple(clash for id_, clash in old.items() if id_ not in new),
    )


def _changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for cls, kind in KINDS.items():
        known = set(before.instances(cls))
        things = sorted(after.instances(cls), key=lambda thing: (after.span(thing).order, thing))
        for thing in things:
            change = _change(before if thing in known else None, after, thing, kind)
            if change:
                yield change


def _change(before: Snapshot | None, after: Snapshot, thing: str, kind: str) -> Change | None:
    """The change of one item; None when all that is told of it was told before."""
    told = _quotes(before, thing) if before else ()
    quotes = tuple(quote for quote in _quotes(after, thing) if quote not in told)
    was = before.span(thing) if before else None
    revisions = tuple(_revisions(before, after, thing)) if before else ()
    when = after.span(thing)
    if before and was == when and not revisions and not quotes:
        return None
    return Change(after.id_of(thing), kind, after.label(thing), when, was, revisions, quotes)


def _quotes(snapshot: Snapshot, thing: str) -> tuple[Quote, ...]:
    """The quotes of a thing, of its dates and of what became of it."""
    nodes = [thing, *snapshot.many(thing, "dl:time")]
    found = [quote for node in nodes for quote in snapshot.quotes(node)]
    return tuple(dict.fromkeys([*found, *snapshot.quotes(thing, "dl:outcomeEvidence")]))


def _revisions(before: Snapshot, after: Snapshot, thing: str) -> Iterator[Revision]:
    old, new = _facts(before, thing), _facts(after, thing)
    for fact in dict.fromkeys((*old, *new)):
        if old.get(fact, ()) != new.get(fact, ()):
            yield Revision(fact, old.get(fact, ()), new.get(fact, ()))


_EDGES = ("dl:excludes", "dl:addsTo", "dl:participant", "dl:partOf", "dl:disputes", "dl:supports")


def _facts(snapshot: Snapshot, thing: str) -> dict[str, tuple[str, ...]]:
    """The facts of a thing by name, and what it leads to; quotes and days are told apart from these."""
    facts: dict[str, tuple[str, ...]] = {}
    for name, value in facts_of(snapshot, thing):
        facts[name] = (*facts.get(name, ()), value)
    for edge in _EDGES:
        if values := snapshot.many(thing, edge):
            facts[words(edge.removeprefix("dl:")).capitalize()] = tuple(map(snapshot.label, values))
    return facts


def _conflicts(snapshot: Snapshot) -> dict[str, Clash]:
    return {node: _clash(snapshot, node) for node in snapshot.instances(Class.Conflict)}


def _clash(snapshot: Snapshot, node: str) -> Clash:
    sides = [*snapshot.many(node, "dl:between"), node]
    quotes = dict.fromkeys(quote for side in sides for quote in snapshot.quotes(side))
    return Clash(snapshot.id_of(node), snapshot.one(node, "dl:reason") or "", tuple(quotes))
