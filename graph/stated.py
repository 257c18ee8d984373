"""What a network alone does not tell of the graph behind it: the IRIs of its quotes, and the ways by which
an edge leads past things that are no nodes.

A claim about a tenure is drawn as edges to the holder and to the post; the graph states that it is about
the tenure. Who writes triples of an edge needs the statements, not the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from ..ontology.terms import Class
from .snapshot import Snapshot

if TYPE_CHECKING:
    from .networks.build import Network

QuoteKey: TypeAlias = tuple[str, str, str | None, str | None, int | None, int | None]
Way: TypeAlias = tuple[tuple[str, str, str], ...]

STANDS_FOR = ("dl:holder", "dl:post", "dl:from", "dl:to", "dl:between")
"""What leads from a thing that is no node of a network to those that stand for it."""


def quote_iris(snapshot: Snapshot) -> dict[QuoteKey, str]:
    """The IRI of each quote by (IRI of its source, quote, prefix, suffix, start, end)."""
    found: dict[QuoteKey, str] = {}
    for node in snapshot.instances(Class.Evidence):
        quote = snapshot.quote(node)
        source = snapshot.one(node, "dl:source") or ""
        key = (source, quote.quote, quote.prefix, quote.suffix, quote.start, quote.end)
        found.setdefault(key, node)
    return found


def ways(snapshot: Snapshot, network: Network) -> dict[tuple[str, str, str], Way]:
    """Statements (IRI, prefixed name, IRI) by edge (from, to, key), where no key spells them."""
    found = {}
    for source, target, key, data in network.edges(keys=True, data=True):
        steps = _link_steps(source, target, key) if data["kind"] == "link" else _property_steps(key)
        if any(end not in snapshot.many(subject, prop) for subject, prop, end in steps):
            found[source, target, key] = tuple(step for each in steps for step in _way(snapshot, *each))
    return found


def _link_steps(source: str, target: str, key: str) -> Way:
    return ((key, "dl:from", source), (key, "dl:to", target))


def _property_steps(key: str) -> Way:
    """The statement that the key of a property's edge spells out; none for a participation or a tenure."""
    subject, *rest = key.split(" ")
    if len(rest) != 2 or rest[0] in {"broader", "publisher", "creator"}:
        return ()
    return ((subject, f"dl:{rest[0]}", rest[1]),)


def _way(snapshot: Snapshot, subject: str, prop: str, end: str) -> Iterator[tuple[str, str, str]]:
    """The statements that lead from a thing by a property to its end, past what stands for it."""
    for value in snapshot.many(subject, prop):
        if value == end:
            yield subject, prop, value
            return
    for value in snapshot.many(subject, prop):
        for onward in STANDS_FOR:
            further = tuple(_way(snapshot, value, onward, end))
            if further:
                yield subject, prop, value
                yield from further
                return
