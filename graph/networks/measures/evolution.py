"""Communities window by window, and what becomes of each: born, going on, split, merged, dead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import networkx as nx

from .results import AnyGraph, NothingToMeasureError, counted, simple_graph
from .windows import Window, WindowGraph

Kind = Literal["birth", "continue", "split", "merge", "death"]


@dataclass(frozen=True, slots=True)
class Community:
    """A group in one window; ``line`` is the number it keeps through all windows, counted from 1."""

    line: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WindowCommunities:
    """The communities of a window, the largest first, then by their members."""

    window: Window
    communities: tuple[Community, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """What happened to a line of communities in a window.

    ``other`` is the line that a split came from or a merger went into. ``similarity`` is the Jaccard
    index with the last community of the line (of ``other`` when split), None at birth and death.
    """

    window: Window
    line: int
    kind: Kind
    other: int | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Evolution:
    """Communities of each window, and the turns of all lines in order of window and line."""

    windows: tuple[WindowCommunities, ...]
    turns: tuple[Turn, ...]


@dataclass(slots=True)
class _Line:
    front: frozenset[Any]
    missed: int = 0


def community_evolution(
    windows: Iterable[WindowGraph],
    *,
    threshold: float = 0.3,
    patience: int = 1,
    least: int = 2,
    weight: str | None = "weight",
    resolution: float = 1.0,
    seed: int = 1,
) -> Evolution:
    """Louvain communities of each window (Blondel et al. 2008, by networkx), followed through the windows.

    They are followed as :func:`followed` says. Groups below ``least`` members are left out and counted.
    The seed fixes the order of Louvain's moves. Raises :class:`NothingToMeasureError` on a negative weight.
    """
    found = [(part, _communities(part.graph, weight, resolution, seed)) for part in windows]
    large = [[group for group in groups if len(group) >= least] for _, groups in found]
    followed_ = followed(
        [(part.window, groups) for (part, _), groups in zip(found, large, strict=True)],
        threshold=threshold,
        patience=patience,
    )
    kept = tuple(
        WindowCommunities(
            each.window,
            each.communities,
            {**part.left_out, **counted(((f"groups below {least}", len(groups) - len(each.communities)),))},
        )
        for each, (part, groups) in zip(followed_.windows, found, strict=True)
    )
    return Evolution(kept, followed_.turns)


def _communities(graph: AnyGraph, weight: str | None, resolution: float, seed: int) -> list[frozenset[Any]]:
    simple = simple_graph(graph, weight)
    if any(data["weight"] < 0 for _, _, data in simple.edges(data=True)):
        raise NothingToMeasureError(
            "an edge has a negative weight, which Louvain does not take; give weight=None"
        )
    if not simple.number_of_edges():
        return [frozenset({node}) for node in simple]
    ordered: AnyGraph = nx.DiGraph() if simple.is_directed() else nx.Graph()
    ordered.add_nodes_from(sorted(simple))
    ordered.add_edges_from(sorted(simple.edges(data=True), key=lambda edge: (edge[0], edge[1])))
    groups = nx.community.louvain_communities(ordered, weight="weight", resolution=resolution, seed=seed)
    return [frozenset(group) for group in groups]


def followed(
    partitions: Sequence[tuple[Window, Sequence[frozenset[Any]]]],
    *,
    threshold: float = 0.3,
    patience: int = 1,
) -> Evolution:
    """Communities of successive windows matched by their Jaccard index (Greene, Doyle and Cunningham
    2010, "Tracking the evolution of communities in dynamic social networks", section III).

    A community is compared with the front of each line, which is the last community seen of it. Those
    alike by ``threshold`` or more match. Of several matches the most alike goes on under the number of the
    line; another community that matches the line has split off from it under a new number, another line
    that matches the community ends there (the paper lets both lines go on as one; here the less alike is
    said to merge into the other). What matches nothing is born. A line unseen for ``patience`` windows in
    a row is dead.
    """
    lines: dict[int, _Line] = {}
    windows: list[WindowCommunities] = []
    turns: list[Turn] = []
    for window, groups in partitions:
        ordered = sorted(groups, key=lambda group: (-len(group), sorted(group)))
        names, new_turns = _step(window, ordered, lines, threshold, patience, len(_born(turns)))
        turns += sorted(new_turns, key=lambda turn: turn.line)
        communities = (
            Community(name, tuple(sorted(group))) for name, group in zip(names, ordered, strict=True)
        )
        windows.append(WindowCommunities(window, tuple(communities)))
    return Evolution(tuple(windows), tuple(turns))


def _born(turns: Sequence[Turn]) -> list[Turn]:
    return [turn for turn in turns if turn.kind in ("birth", "split")]


def _step(
    window: Window,
    groups: Sequence[frozenset[Any]],
    lines: dict[int, _Line],
    threshold: float,
    patience: int,
    known: int,
) -> tuple[list[int], list[Turn]]:
    """The line of each community of a window, and the turns that led there; updates the lines."""
    matches = sorted(_matches(groups, lines, threshold))
    named: dict[int, int] = {}
    turns: list[Turn] = []
    for distance, line, place in matches:
        if place not in named and line not in named.values():
            named[place] = line
            turns.append(Turn(window, line, "continue", None, 1 - distance))
    going_on = set(named.values())
    for place in range(len(groups)):
        if place not in named:
            known += 1
            named[place] = known
            turns.append(_arrival(window, known, place, matches))
    for line in [line for line in lines if line not in going_on]:
        turns += _departure(window, line, lines, named, matches, patience)
    lines.update({line: _Line(groups[place]) for place, line in named.items()})
    return [named[place] for place in range(len(groups))], turns


def _matches(
    groups: Sequence[frozenset[Any]], lines: Mapping[int, _Line], threshold: float
) -> Iterator[tuple[float, int, int]]:
    """Jaccard distance, line and place of each pair that is alike enough."""
    for number, line in lines.items():
        for place, group in enumerate(groups):
            shared = len(line.front & group)
            alike = shared / (len(line.front) + len(group) - shared)
            if shared and alike >= threshold:
                yield 1 - alike, number, place


def _arrival(window: Window, line: int, place: int, matches: Sequence[tuple[float, int, int]]) -> Turn:
    for distance, origin, where in matches:
        if where == place:
            return Turn(window, line, "split", origin, 1 - distance)
    return Turn(window, line, "birth")


def _departure(
    window: Window,
    line: int,
    lines: dict[int, _Line],
    named: Mapping[int, int],
    matches: Sequence[tuple[float, int, int]],
    patience: int,
) -> Iterator[Turn]:
    for distance, ending, place in matches:
        if ending == line:
            del lines[line]
            yield Turn(window, line, "merge", named[place], 1 - distance)
            return
    lines[line].missed += 1
    if lines[line].missed >= patience:
        del lines[line]
        yield Turn(window, line, "death")
