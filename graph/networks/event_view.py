"""Events and what joins them: what led to, answered or blocked what, and what is part of what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from .edges import Edge
from .pieces import Pieces, joined
from .windows import span_of


def alike(pieces: Pieces, kind: str, source: str) -> Iterator[Edge]:
    """The edges of a kind between two nodes of one kind, with their own relation, label and key."""
    for u, v, key, data in pieces.between(kind, source, source):
        words = (data["relation"], data["label"], data["kind"])
        yield u, v, key, joined([(u, v, key, data)], span_of(data), *words)


def links(pieces: Pieces) -> Iterator[Edge]:
    """What a source says of two events: one led to, answers, blocked, came before and so on."""
    yield from alike(pieces, "link", "event")


def parts(pieces: Pieces) -> Iterator[Edge]:
    """Events that are part of, or about, others."""
    yield from alike(pieces, "structure", "event")


def shared(pieces: Pieces) -> Iterator[Edge]:
    """One actor took part in both events: from what is known to have begun first to the later.

    Where their order is not known, the order of their latest begins stands in. The edge has the bounds of the
    later one, as a link has.
    """
    events: dict[str, list[str]] = {}
    for event, actors in pieces.present.items():
        for actor in actors:
            events.setdefault(actor, []).append(event)
    nodes = pieces.network.nodes
    for actor, found in events.items():
        ordered = sorted(found, key=lambda event: (span_of(nodes[event]).order, event))
        for one, other in combinations(ordered, 2):
            made_of = (*pieces.present[one][actor], *pieces.present[other][actor])
            words = ("sharedParticipant", "shares a participant with", "participation")
            data = joined(made_of, span_of(nodes[other]), *words)
            yield one, other, f"{actor} sharedParticipant {one} {other}", data


RELATIONS = {"links": links, "parts": parts, "sharedParticipant": shared}
