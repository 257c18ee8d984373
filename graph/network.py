"""The story as one network: a ``networkx.MultiDiGraph`` whose every node and edge is typed,
labelled, dated and carries its evidence.

Each node is a thing of the story under its IRI. Nodes that only hold a statement together
(participations, tenures, links) become edges; a claim or a policy state stays a node, because other
things point at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import networkx as nx

from ..ontology.terms import DL, Class
from .facts import TRAITS, facts_of
from .snapshot import Quote, Snapshot, Span, as_dict
from .stated import STANDS_FOR, quote_iris, ways

Network: TypeAlias = "nx.MultiDiGraph[str]"

KINDS = {
    "actor": Class.Actor,
    "event": Class.Event,
    "policy": Class.Policy,
    "state": Class.PolicyState,
    "claim": Class.Claim,
    "place": Class.Place,
    "product": Class.Product,
    "topic": Class.Topic,
    "post": Class.Post,
    "source": Class.Source,
}
"""The kinds of node and the class of each; a thing of two has the kind that stands first."""

ROLE_LABELS = {
    "Host": "hosted",
    "Guest": "was a guest at",
    "Attendee": "attended",
    "Speaker": "spoke at",
    "Addressee": "was addressed at",
    "DecisionMaker": "decided on",
    "Target": "was the target of",
    "Winner": "won",
    "Loser": "lost",
    "Author": "wrote",
    "OfficeHolder": "took office at",
}
RELATION_LABELS = {
    "Causes": "led to",
    "RespondsTo": "responds to",
    "Enables": "made possible",
    "Blocks": "blocked",
    "Precedes": "came before",
    "Before": "ended before",
    "After": "began after",
    "During": "was in the course of",
    "Starts": "began together with",
    "Finishes": "ended together with",
    "Meets": "gave way to",
    "Equals": "lasted as long as",
    "AddsTo": "adds to",
    "Excludes": "excludes",
}
# Property of a claim, event, state … -> (label read from subject to object, kind of edge)
PROPERTIES: dict[Class, dict[str, tuple[str, str]]] = {
    Class.Claim: {
        "addressee": ("is addressed to", "claim"),
        "about": ("is about", "claim"),
        "saidAt": ("was said at", "claim"),
        "disputes": ("disputes", "claim"),
        "supports": ("supports", "claim"),
        "outcomeEvent": ("was settled at", "claim"),
    },
    Class.PolicyState: {
        "product": ("covers", "policy"),
        "exempts": ("exempts", "policy"),
        "origin": ("applies to goods of", "policy"),
        "excludes": ("does not apply on top of", "policy"),
    },
    Class.Event: {
        "place": ("took place in", "place"),
        "partOf": ("is part of", "structure"),
        "about": ("is about", "structure"),
    },
    Class.Place: {"within": ("lies in", "place")},
    Class.Actor: {"memberOf": ("belongs to", "structure")},
    Class.Post: {"organization": ("is a post of", "structure")},
}
# The same, read from object to subject: the arrow runs the way the sentence does.
INVERSE: dict[Class, dict[str, tuple[str, str]]] = {
    Class.Claim: {"speaker": ("says", "claim")},
    Class.PolicyState: {
        "policy": ("has the state", "policy"),
        "imposedBy": ("imposes", "policy"),
        "changedBy": ("brings about", "policy"),
    },
}


def build_network(snapshot: Snapshot) -> Network:
    """The network of a story.

    Node attributes: ``id, kind, type, label, aliases, misspellings, note, when, earliest_begin,
    latest_begin, earliest_end, latest_end, ongoing, known_since, evidence, facts, conflicts`` and
    :data:`TRAITS`, None where they do not apply. The graph's attribute ``conflicts`` has the sides of each,
    ``quotes`` the IRIs of quotes and ``ways`` the statements of edges (:mod:`.stated`). Edge
    attributes: ``relation, label, kind``, the bounds, ``evidence, facts, note``. Dates are ISO days or
    None. An edge is dated by the statement it stands for: a participation by its own time or else its
    event's, a claim's edges by the claim's, a link by its later end. What is said about a tenure or a link
    leads to both ends of that edge.
    """
    network: Network = nx.MultiDiGraph()
    story = next(iter(snapshot.instances(Class.Story)))
    network.graph.update(
        story=story, title=snapshot.label(story), base=snapshot.base, conflicts=_conflicts(snapshot)
    )
    for kind, cls in KINDS.items():
        for subject in snapshot.instances(cls):
            if subject not in network:
                network.add_node(subject, **_node(snapshot, subject, kind))
    for source, target, key, attributes in _edges(snapshot):
        if source in network and target in network:
            network.add_edge(source, target, key=key, **attributes)
    network.graph.update(quotes=quote_iris(snapshot), ways=ways(snapshot, network))
    return network


def _node(snapshot: Snapshot, subject: str, kind: str) -> dict[str, Any]:
    return {
        "id": snapshot.id_of(subject),
        "kind": kind,
        "type": snapshot.type_of(subject),
        "label": snapshot.label(subject),
        "aliases": snapshot.many(subject, "skos:altLabel"),
        "misspellings": snapshot.many(subject, "skos:hiddenLabel"),
        "note": snapshot.one(subject, "skos:note"),
        "when": [as_dict(reading) for reading in snapshot.readings(subject)],
        **as_dict(snapshot.span(subject)),
        "known_since": snapshot.one(subject, "dl:knownSince"),
        "evidence": _evidence(snapshot, snapshot.quotes(subject)),
        "facts": facts_of(snapshot, subject),
        "conflicts": list(snapshot.conflicts(subject)),
        **_traits(snapshot, subject),
    }


def _traits(snapshot: Snapshot, subject: str) -> dict[str, str | None]:
    values = {name: snapshot.one(subject, f"dl:{name}") for name in TRAITS}
    return {name: value and value.removeprefix(DL) for name, value in values.items()}


def _conflicts(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Each conflict: its reason, its own words, and its sides with the node, what is said and the words."""
    # What was said at an event shares its date: the event is what the date is of.
    dated = (*snapshot.instances(Class.Event), *snapshot.triples)
    owner: dict[str, str] = {}
    for subject in dated:
        for reading in snapshot.many(subject, "dl:time"):
            owner.setdefault(reading, subject)
    return [
        {
            "reason": snapshot.one(conflict, "dl:reason") or "",
            "evidence": _evidence(snapshot, snapshot.quotes(conflict)),
            "sides": [_side(snapshot, owner, side) for side in snapshot.many(conflict, "dl:between")],
        }
        for conflict in snapshot.instances(Class.Conflict)
    ]


def _side(snapshot: Snapshot, owner: Mapping[str, str], side: str) -> dict[str, Any]:
    """One side: a date of a thing, or a thing; what is no node is told by what stands for it."""
    dated = snapshot.one(side, "dl:edtf")
    thing = owner.get(side, side)
    quotes = snapshot.quotes(side) or snapshot.quotes(thing)
    return {
        "of": next(iter(_ends(snapshot, [thing])), thing),
        "says": f"{snapshot.label(thing)}: {dated}" if dated else snapshot.label(thing),
        "evidence": _evidence(snapshot, quotes),
    }


def _evidence(snapshot: Snapshot, quotes: tuple[Quote, ...]) -> list[dict[str, Any]]:
    return [as_dict(quote) | {"source": snapshot.base + quote.source} for quote in quotes]


Edge: TypeAlias = tuple[str, str, str, dict[str, Any]]


def _edges(snapshot: Snapshot) -> Iterator[Edge]:
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
            for value in _ends(snapshot, snapshot.many(subject, f"dl:{name}")):
                source, target = direct(subject, value)
                key = f"{subject} {name} {value}"
                attributes = {"relation": name, "label": label, "kind": kind}
                yield source, target, key, attributes | statement


def _ends(snapshot: Snapshot, values: Iterable[str]) -> dict[str, None]:
    """The nodes that values stand for: the ends of a tenure or a link, the sides of a conflict."""
    ends: dict[str, None] = {}
    for value in values:
        parts = [part for prop in STANDS_FOR for part in snapshot.many(value, prop)]
        ends |= _ends(snapshot, parts) if parts else {value: None}
    return ends


def _statement(snapshot: Snapshot, node: str, span: Span) -> dict[str, Any]:
    """What an edge takes over from the node that states it."""
    return {
        **as_dict(span),
        "evidence": _evidence(snapshot, snapshot.quotes(node)),
        "facts": [],
        "note": snapshot.one(node, "skos:note"),
    }
