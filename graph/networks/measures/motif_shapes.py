"""The 36 shapes that three successive contacts among two or three nodes can have."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeAlias

Shape: TypeAlias = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
"""Three edges in order of time; nodes are numbered from 1 as they first appear."""


class Kind(StrEnum):
    """Two nodes; three of which one is in all edges; or three that are all joined."""

    Pair = "pair"
    Star = "star"
    Triangle = "triangle"


def shape_of(edges: Sequence[tuple[int, int]]) -> Shape:
    """The shape of three edges among any nodes."""
    number: dict[int, int] = {}
    for node in (node for edge in edges for node in edge):
        number.setdefault(node, len(number) + 1)
    first, second, third = ((number[start], number[end]) for start, end in edges)
    return first, second, third


def kind_of(shape: Shape) -> Kind:
    """Which kind of shape it is, by the number of its pairs of nodes."""
    pairs = {frozenset(edge) for edge in shape}
    return {1: Kind.Pair, 2: Kind.Star, 3: Kind.Triangle}[len(pairs)]


def all_shapes() -> tuple[Shape, ...]:
    """All shapes of two or three nodes whose edges hang together, in order."""
    edges = [(start, end) for start in (1, 2, 3) for end in (1, 2, 3) if start != end]
    return tuple(sorted({shape_of(((1, 2), second, third)) for second in edges for third in edges}))
