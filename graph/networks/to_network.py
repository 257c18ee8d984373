"""Contacts as a plain networkx graph, so that whatever networkx offers applies to a window of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from .contacts import EVER_AFTER, EVER_BEFORE, day_of

if TYPE_CHECKING:
    from .contacts import Contacts, Days


def to_networkx(contacts: Contacts) -> nx.MultiDiGraph[str]:
    """See :meth:`.contacts.Contacts.to_networkx`."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = contacts.nodes
    columns = zip(
        (nodes[place] for place in contacts.source.tolist()),
        (nodes[place] for place in contacts.target.tolist()),
        (contacts.relations[place] for place in contacts.relation.tolist()),
        contacts.weight.tolist(),
        _iso(contacts.first),
        _iso(contacts.last),
        contacts.keys,
        strict=True,
    )
    graph.add_edges_from(
        (source, target, _attributes(relation, weight, first, last, key))
        for source, target, relation, weight, first, last, key in columns
    )
    return graph


def _attributes(
    relation: str, weight: float, first: str | None, last: str | None, key: object
) -> dict[str, Any]:
    """An edge of an unknown moment between two days, which is one day where they are the same."""
    return {
        "relation": relation,
        "weight": weight,
        "key": key,
        "first": first,
        "last": last,
        "earliest_begin": first,
        "latest_begin": last,
        "earliest_end": first,
        "latest_end": last,
        "ongoing": False,
    }


def _iso(days: Days) -> list[str | None]:
    """ISO days; each day is written once, however many contacts lie on it."""
    known = {day: day_of(day) for day in set(days.tolist()) if EVER_BEFORE < day < EVER_AFTER}
    return [known.get(day) for day in days.tolist()]
