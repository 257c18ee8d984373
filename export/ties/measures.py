"""Central actors, brokers and communities, told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ...graph.networks.rankings import Ranked, Ranking
from ...graph.networks.story_measures import Brokers
from .told import Graph, Record, Told

if TYPE_CHECKING:
    from ...graph.networks.measures.evolution import Evolution, Turn

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
SHOWN = 50
"""Nodes that a table has; the other formats have all."""


def tell_ranking(ranking: Ranking) -> Told:
    """The nodes by a measure, the highest first."""
    names = tuple(ranking.nodes[0].values) if ranking.nodes else (ranking.by,)
    days = f", {ranking.start or 'ever'} to {ranking.end or 'ever'}" if ranking.start or ranking.end else ""
    cut = len(ranking.nodes) - SHOWN
    return Told(
        f"Who is central by {ranking.by}{days}",
        ("node", *names),
        [(one.label, *(_figure(one.values[name]) for name in names)) for one in ranking.nodes[:SHOWN]],
        [_ranked(ranking, one) for one in ranking.nodes],
        [_ranked(ranking, one) for one in ranking.nodes],
        lambda: ranking.graph,
        empty="nobody is joined to anybody",
        remarks=(f"{cut} more nodes; the other formats have all.",) if cut > 0 else (),
        strong=frozenset(one.node for one in ranking.nodes[:3]),
        order=tuple(one.node for one in ranking.nodes),
        dedupe=False,
    )


def _figure(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.4g}"


def _ranked(ranking: Ranking, one: Ranked) -> Record:
    return {"id": id_of(ranking.graph, one.node), "label": one.label, **one.values}


def id_of(graph: Graph, node: str) -> str:
    """How a reader names a node again."""
    return str(graph.nodes[node].get("id", node))


def tell_brokers(brokers: Brokers) -> Told:
    """Who connects others, with roles and constraint where they were asked for."""
    columns: tuple[str, ...] = ("actor", "betweenness", "partners", "would fall apart")
    columns += ("group", *ROLES) if brokers.groups else ()
    columns += ("constraint", "effective size") if brokers.holes else ()
    objects = list(_brokers(brokers))
    return Told(
        "Who connects groups that are otherwise apart",
        columns,
        [tuple(_broker_row(brokers, one)) for one in objects],
        objects,
        objects,
        lambda: brokers.graph,
        empty="nobody takes part in an event with anybody",
        strong=frozenset(one.actor for one in brokers.found if one.betweenness),
        groups=_numbered(brokers.groups),
        order=tuple(one.actor for one in brokers.found),
        dedupe=False,
    )


def _numbered(groups: Mapping[str, str]) -> dict[str, int]:
    names = {name: number for number, name in enumerate(sorted(set(groups.values())), 1)}
    return {node: names[group] for node, group in groups.items()}


def _brokers(brokers: Brokers) -> Iterator[Record]:
    for one in brokers.found:
        found: Record = {
            "id": id_of(brokers.graph, one.actor),
            "label": one.label,
            "betweenness": one.betweenness,
            "partners": one.partners,
            "separates": [list(part) for part in one.separates],
        }
        if brokers.groups:
            role = brokers.roles.get(one.actor)
            found["group"] = brokers.groups.get(one.actor)
            found["roles"] = {name: getattr(role, name, 0) for name in ROLES}
        if brokers.holes:
            hole = brokers.holes.get(one.actor)
            found["constraint"] = hole and hole.constraint
            found["effective_size"] = hole and hole.effective_size
        yield found


def _broker_row(brokers: Brokers, one: Record) -> Iterator[str]:
    yield from (one["label"], f"{one['betweenness']:.3f}", str(one["partners"]))
    yield " | ".join(", ".join(part) for part in one["separates"])
    if brokers.groups:
        yield one["group"] or ""
        yield from (str(one["roles"][name]) for name in ROLES)
    if brokers.holes:
        for name in ("constraint", "effective_size"):
            yield "" if one[name] is None else f"{one[name]:.3f}"


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
