"""Reach, told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import networkx as nx

from ...graph.networks.routes import Reached, Reaching
from .told import Record, Told

SHOWN = 50
"""Nodes in reach that a table has; the other formats have all."""


def tell_reach(reach: Reaching, days: str) -> Told:
    """Whom a thing can have reached; ``days`` are the window in words."""
    verb = "can have reached" if not reach.backward else "can have been reached by"
    others = len(reach.reached)
    who = f"{others} other{'s' * (others != 1)}" if reach.reached else "nobody"
    order, ranks = _drawn(reach)
    return Told(
        f"{reach.label} {verb} {who}{days}",
        (
            ("who", "leaves by", "steps", "certain")
            if reach.backward
            else ("who", "reached by", "steps", "certain")
        ),
        [
            (one.label, one.day or "not known", str(one.steps), _sure(one.is_certain, one.certain))
            for one in reach.reached[:SHOWN]
        ],
        [_reached(reach, one) for one in reach.reached],
        {
            "node": reach.network.nodes[reach.node]["id"],
            "label": reach.label,
            "backward": reach.backward,
            "reached": [_reached(reach, one) for one in reach.reached],
        },
        lambda: reach.network,
        empty=f"{reach.label} {verb} nobody{days}",
        remarks=tuple(_sizes(reach, f"{reach.label} {verb} {who}{days}")),
        strong=frozenset((reach.node,)),
        ranks=ranks,
        order=order,
        dedupe=False,
    )


def _drawn(reach: Reaching) -> tuple[tuple[str, ...], dict[str, int]]:
    """The nodes in reach, each after those on the way to it, and how many steps away each is."""
    wanted = [one.node for one in reach.reached]
    steps = {reach.node: 0, **{one.node: one.steps for one in reach.reached}}
    if len(wanted) + 1 == reach.size:
        return (reach.node, *wanted), steps
    tree: nx.Graph[str] = nx.Graph(reach.network.to_undirected(as_view=True))
    before = dict(nx.bfs_predecessors(tree, reach.node))
    order: dict[str, None] = {reach.node: None}
    for node in wanted:
        order |= dict.fromkeys(reversed(list(_back(node, before))))
    return tuple(order), nx.single_source_shortest_path_length(tree, reach.node)


def _back(node: str | None, before: Mapping[str, str]) -> Iterator[str]:
    """A node, the one before it on its way, and so on."""
    while node is not None:
        yield node
        node = before.get(node)


def _sizes(reach: Reaching, said: str) -> Iterator[str]:
    others = len(reach.reached) + 1 == reach.size
    more = "" if others else " and what else lies on the way"
    yield f"{said}; {reach.size} in all with itself{more}."
    if len(reach.reached) > SHOWN:
        yield f"{len(reach.reached) - SHOWN} more; the other formats have all."


def _sure(held: bool, day: str | None) -> str:
    return f"by {day}" if held and day else "yes" if held else "possible"


def _reached(reach: Reaching, one: Reached) -> Record:
    return {
        "id": reach.network.nodes[one.node]["id"],
        "label": one.label,
        "kind": one.kind,
        "day": one.day,
        "steps": one.steps,
        "certain": one.is_certain,
        "certain_day": one.certain,
    }
