"""Claims and what joins them: which dispute or support which, and which have one subject."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from .edges import Edge
from .event_view import alike
from .pieces import Pieces, joined
from .windows import span_of


def disputes(pieces: Pieces) -> Iterator[Edge]:
    """A claim disputes another."""
    yield from _replies(pieces, "disputes")


def supports(pieces: Pieces) -> Iterator[Edge]:
    """A claim supports another."""
    yield from _replies(pieces, "supports")


def about(pieces: Pieces) -> Iterator[Edge]:
    """A claim is about another."""
    yield from _replies(pieces, "about")


def _replies(pieces: Pieces, relation: str) -> Iterator[Edge]:
    return (edge for edge in alike(pieces, "claim", "claim") if edge[3]["relation"] == relation)


def links(pieces: Pieces) -> Iterator[Edge]:
    """What a source says of two claims: one responds to, made possible, came before and so on."""
    yield from alike(pieces, "link", "claim")


def same_subject(pieces: Pieces) -> Iterator[Edge]:
    """Two claims are about one thing; both ways, dated by the later claim."""
    by_subject: dict[str, list[Edge]] = {}
    for edge in pieces.edges.get(("claim", "about"), ()):
        by_subject.setdefault(edge[1], []).append(edge)
    for subject, edges in by_subject.items():
        for one, other in permutations(edges, 2):
            first, second = sorted((one, other), key=lambda edge: (span_of(edge[3]).order, edge[0]))
            words = ("sameSubject", "has a subject with", "claim")
            data = joined((first, second), span_of(second[3]), *words) | {"symmetric": True}
            key = f"{subject} sameSubject {min(one[0], other[0])} {max(one[0], other[0])}"
            yield one[0], other[0], key, data | {"subject": subject}


RELATIONS = {
    "disputes": disputes,
    "supports": supports,
    "about": about,
    "links": links,
    "sameSubject": same_subject,
}
