"""The story as one network: a ``networkx.MultiDiGraph`` whose every node and edge is typed,
labelled, dated and carries its evidence.

Each node is a thing of the story under its IRI. Nodes that only hold a statement together
(participations, tenures, links) become edges; a claim or a policy state stays a node, because other
things point at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import networkx as nx

from ...ontology.terms import DL, Class
from ..facts import TRAITS, facts_of
from ..snapshot import Snapshot, as_dict
from ..stated import quote_iris, ways
from .edges import edges, ends, evidence

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


def build_network(snapshot: Snapshot) -> Network:
    """The network of a story.

    Node attributes: ``id, kind, type, label, aliases, misspellings, note, when, earliest_begin,
    latest_begin, earliest_end, latest_end, ongoing, known_since, evidence, facts, conflicts`` and
    :data:`TRAITS`, None where they do not apply. The graph's attribute ``conflicts`` has the sides of each,
    ``quotes`` the IRIs of quotes and ``ways`` the statements of edges (:mod:`..stated`). Edge
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
    for source, target, key, attributes in edges(snapshot):
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
        "evidence": evidence(snapshot, snapshot.quotes(subject)),
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
            "evidence": evidence(snapshot, snapshot.quotes(conflict)),
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
        "of": next(iter(ends(snapshot, [thing])), thing),
        "says": f"{snapshot.label(thing)}: {dated}" if dated else snapshot.label(thing),
        "evidence": evidence(snapshot, quotes),
    }
