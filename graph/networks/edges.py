"""The statements of a story as edges: who took part in what, held which post, said what about what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from ...ontology.terms import DL, Class
from ..snapshot import Quote, Snapshot, Span, as_dict
from ..stated import STANDS_FOR
from .labels import INVERSE, PROPERTIES, RELATION_LABELS, ROLE_LABELS

Edge: TypeAlias = tuple[str, str, str, dict[str, Any]]


def edges(snapshot: Snapshot) -> Iterator[Edge]:
    """Every edge as (from, to, key, attributes); its ends may be no nodes of the network."""
    yield from _participations(snapshot)
    yield from _tenures(snapshot)
    yield from _links(snapshot)
    for cls, properties in PROPERTIES.items():
        yield from _property_edges(snapshot, cls, properties, lambda subject, value: (subject, value))
    for cls, properties in INVERSE.items():
        yield from _property_edges(snapshot, cls, properties, lambda subject, value: (value, subject))
    for narrower in snapshot.instances(Class.Topic):
        for broader in snapshot.many(narrower, "skos:broader"):
            statement = _statement(snapshot, narrower, Span())
            label = {"relation": "broader", "label": "is a kind of", "kind": "structure"}
            yield narrower, broader, f"{narrower} broader {broader}", label | statement
    for source in snapshot.instances(Class.Source):
        for name, words in (("publisher", "published"), ("creator", "wrote")):
            for actor in snapshot.many(source, f"dcterms:{name}"):
                statement = _statement(snapshot, source, Span())
                label = {"relation": name, "label": words, "kind": "structure"}
                yield actor, source, f"{actor} {name} {source}", label | statement


def _participations(snapshot: Snapshot) -> Iterator[Edge]:
    for event in snapshot.instances(Class.Event):
        for node in snapshot.many(event, "dl:participation"):
            span = snapshot.span(node)
            statement = _statement(snapshot, node, span if span.dated else snapshot.span(event))
            for role in snapshot.many(node, "dl:role"):
                name = role.removeprefix(DL)
                label = {"relation": name, "label": ROLE_LABELS[name], "kind": "participation"}
                actor = snapshot.one(node, "dl:actor") or ""
                yield actor, event, f"{node} {name}", label | statement


def _tenures(snapshot: Snapshot) -> Iterator[Edge]:
    for node in snapshot.instances(Class.Tenure):
        label = {"relation": "holdsPost", "label": "holds the post", "kind": "tenure"}
        statement = _statement(snapshot, node, snapshot.span(node))
        holder, post = snapshot.one(node, "dl:holder"), snapshot.one(node, "dl:post")
        yield holder or "", post or "", node, label | statement


def _links(snapshot: Snapshot) -> Iterator[Edge]:
    for node in snapshot.instances(Class.Link):
        relation = (snapshot.one(node, "dl:relation") or "").removeprefix(DL)
        source, target = snapshot.one(node, "dl:from") or "", snapshot.one(node, "dl:to") or ""
        label = {"relation": relation, "label": RELATION_LABELS[relation], "kind": "link"}
        later = max((snapshot.span(source), snapshot.span(target)), key=lambda span: span.order)
        statement = label | _statement(snapshot, node, later)
        yield _holder(snapshot, source), _holder(snapshot, target), node, statement


def _holder(snapshot: Snapshot, value: str) -> str:
    """Who stands at the end of a link that leads to a tenure."""
    return snapshot.one(value, "dl:holder") or value


def _property_edges(
    snapshot: Snapshot,
    cls: Class,
    properties: dict[str, tuple[str, str]],
    direct: Callable[[str, str], tuple[str, str]],
) -> Iterator[Edge]:
    for subject in snapshot.instances(cls):
        statement = _statement(snapshot, subject, snapshot.span(subject))
        for name, (label, kind) in properties.items():
            for value in ends(snapshot, snapshot.many(subject, f"dl:{name}")):
                source, target = direct(subject, value)
                key = f"{subject} {name} {value}"
                attributes = {"relation": name, "label": label, "kind": kind}
                yield source, target, key, attributes | statement


def ends(snapshot: Snapshot, values: Iterable[str]) -> dict[str, None]:
    """The nodes that values stand for: the ends of a tenure or a link, the sides of a conflict."""
    found: dict[str, None] = {}
    for value in values:
        parts = [part for prop in STANDS_FOR for part in snapshot.many(value, prop)]
        found |= ends(snapshot, parts) if parts else {value: None}
    return found


def _statement(snapshot: Snapshot, node: str, span: Span) -> dict[str, Any]:
    """What an edge takes over from the node that states it."""
    return {
        **as_dict(span),
        "evidence": evidence(snapshot, snapshot.quotes(node)),
        "facts": [],
        "note": snapshot.one(node, "skos:note"),
    }


def evidence(snapshot: Snapshot, quotes: tuple[Quote, ...]) -> list[dict[str, Any]]:
    """Quotes as plain mappings, each with the IRI of its source."""
    return [as_dict(quote) | {"source": snapshot.base + quote.source} for quote in quotes]
