"""What a picture of an answer shows: the nodes that matter most, what joins them, and where each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...graph.networks.windows import span_of
from ..timelines import words_for
from .placing import Rows, by_rank, by_springs
from .told import Graph, Told

MOST = 30
"""Nodes that a picture has at most, so that every label can be read on a phone."""
SAID = 4
"""Sentences that the hint of a line has at most."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A node: its label, its kind, what a hint says of it, whether it stands out, and its group (0: none)."""

    label: str
    kind: str
    hint: str
    strong: bool
    group: int


@dataclass(frozen=True, slots=True)
class Line:
    """What joins two dots, the sentences and quotes that say so, and the ``number`` of its step (0: none)."""

    source: int
    target: int
    hint: str
    number: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Dots in rows from top to bottom, the lines between them, the steps in words and what is not drawn."""

    title: str
    dots: tuple[Dot, ...]
    rows: Rows
    lines: tuple[Line, ...]
    steps: tuple[str, ...]
    notes: tuple[str, ...]


def build_drawing(told: Told) -> Drawing:
    """The picture of an answer; the same answer gives the same picture."""
    graph = told.graph()
    chosen = _chosen(told, graph)
    place = {node: number for number, node in enumerate(chosen)}
    numbers, steps = _numbered(told, place)
    lines = tuple(_lines(graph, place, numbers))
    ends = [(line.source, line.target) for line in lines]
    ranks = [told.ranks.get(node, 0) for node in chosen]
    rows = by_rank(ranks, ends) if told.ranks else by_springs(len(chosen), ends)
    cut = len(graph) - len(chosen)
    notes = (f"{cut} more nodes are not drawn; the table and the other formats have all.",) if cut else ()
    dots = tuple(_dot(told, graph, node) for node in chosen)
    return Drawing(told.title, dots, rows, lines, steps, notes)


def _chosen(told: Told, graph: Graph) -> list[Any]:
    """The nodes to draw, in the order of the answer, then by how many they are joined to."""
    rest = sorted(graph, key=lambda node: (-graph.degree(node), str(node)))
    ordered = dict.fromkeys([*(n for n in told.order if n in graph), *(n for n in told.strong if n in graph)])
    return list(ordered | dict.fromkeys(rest))[:MOST]


def _numbered(told: Told, place: Mapping[Any, int]) -> tuple[dict[frozenset[int], int], tuple[str, ...]]:
    """The number of each step that is drawn, and its words."""
    numbers: dict[frozenset[int], int] = {}
    steps: list[str] = []
    for (source, target), said in told.steps:
        pair = frozenset((place.get(source, -1), place.get(target, -1)))
        if -1 not in pair and pair not in numbers:
            numbers[pair] = len(steps) + 1
            steps.append(said)
    return numbers, tuple(steps)


def _lines(graph: Graph, place: Mapping[Any, int], numbers: Mapping[frozenset[int], int]) -> Iterable[Line]:
    joined: dict[tuple[int, int], list[str]] = defaultdict(list)
    for u, v, data in graph.edges(data=True):
        if u in place and v in place and u != v:
            pair = min(place[u], place[v]), max(place[u], place[v])
            joined[pair].append(_said(graph, u, v, data))
    for (source, target), said in joined.items():
        once = list(dict.fromkeys(said))
        more = [f"and {len(once) - SAID} more"] if len(once) > SAID else []
        hint = "\n".join([*once[:SAID], *more])
        yield Line(source, target, hint, numbers.get(frozenset((source, target)), 0))


def _said(graph: Graph, source: Any, target: Any, data: Mapping[str, Any]) -> str:
    """An edge as a sentence, with when it held and its words."""
    names = [str(graph.nodes[node].get("label", node)) for node in (source, target)]
    sentence = f"{names[0]} {data['label']} {names[1]}" if data.get("label") else " and ".join(names)
    when = f" ({words_for(span_of(dict(data)))})" if "earliest_begin" in data else ""
    quotes = [f"“{item['quote']}”" for item in data.get("evidence", ())[:1]]
    return " ".join([sentence + when, *quotes])


def _dot(told: Told, graph: Graph, node: Any) -> Dot:
    data = graph.nodes[node]
    label = str(data.get("label", node))
    quotes = [f"“{item['quote']}”" for item in data.get("evidence", ())[:1]]
    hint = "\n".join([label, *quotes])
    return Dot(label, str(data.get("kind", "node")), hint, node in told.strong, told.groups.get(node, 0))
