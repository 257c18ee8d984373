"""Communities and their course through windows, told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from .told import Graph, Record, Told

if TYPE_CHECKING:
    from ...graph.networks.measures.evolution import Evolution, Turn


def tell_groups(groups: Sequence[Sequence[str]], graph: Graph) -> Told:
    """Communities of nodes, the largest first."""
    labels = {node: str(graph.nodes[node].get("label", node)) for node in graph}
    named = [sorted(labels[node] for node in group) for group in groups]
    rows = [(str(number), label) for number, group in enumerate(named, 1) for label in group]
    return Told(
        "Groups that have more to do with each other than with the rest",
        ("group", "actor"),
        rows,
        [{"group": int(number), "label": label} for number, label in rows],
        named,
        lambda: graph,
        empty="there is nobody to group",
        groups={node: number for number, group in enumerate(groups, 1) for node in group},
        order=tuple(node for group in groups for node in group),
    )


def tell_evolution(evolution: Evolution, labels: Mapping[str, str], graph: Callable[[], Graph]) -> Told:
    """Communities window by window; a line is a community that goes on under one number."""
    records = list(_members(evolution, labels))
    last = evolution.windows[-1].communities if evolution.windows else ()
    return Told(
        "Groups in successive windows, and what becomes of each",
        ("window", "line", "became", "members"),
        [tuple(_line_row(record)) for record in records],
        records,
        [_window(evolution, window.window, labels) for window in evolution.windows],
        graph,
        empty="no window holds a group",
        groups={node: one.line for one in last for node in one.members},
        order=tuple(node for one in last for node in one.members),
    )


def _members(evolution: Evolution, labels: Mapping[str, str]) -> Iterator[Record]:
    for part in evolution.windows:
        turns = {turn.line: turn for turn in evolution.turns if turn.window == part.window}
        for one in part.communities:
            members = [labels.get(node, node) for node in one.members]
            yield _line(str(part.window), one.line, turns.pop(one.line, None), members)
        for line, turn in turns.items():
            yield _line(str(part.window), line, turn, [])


def _line(window: str, line: int, turn: Turn | None, members: list[str]) -> Record:
    return {
        "window": window,
        "line": line,
        "became": turn.kind if turn else "continue",
        "other": turn.other if turn else None,
        "similarity": turn.similarity if turn else None,
        "members": members,
    }


_TURNS = {
    "birth": "born",
    "continue": "goes on",
    "split": "split from",
    "merge": "merged into",
    "death": "ended",
}


def _line_row(record: Record) -> Iterator[str]:
    became, other = _TURNS[record["became"]], record["other"]
    yield from (record["window"], str(record["line"]), f"{became} {other}" if other else became)
    members = record["members"]
    more = f" and {len(members) - 12} more" if len(members) > 12 else ""
    yield ", ".join(members[:12]) + more


def _window(evolution: Evolution, window: Any, labels: Mapping[str, str]) -> Record:
    (part,) = (each for each in evolution.windows if each.window == window)
    return {
        "start": window.start,
        "end": window.end,
        "communities": [
            {"line": one.line, "members": [labels.get(node, node) for node in one.members]}
            for one in part.communities
        ],
        "turns": [
            {name: value for name, value in asdict(turn).items() if name != "window"}
            for turn in evolution.turns
            if turn.window == window
        ],
    }
