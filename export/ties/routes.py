"""Paths and reach, told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

from ...graph.networks.routes import Reaching, Route, RouteHop, Routes
from ..timelines import words_for
from .told import Record, Told

COLUMNS = ("path", "hop", "step", "when", "by", "quote")
SHOWN = 50
"""Nodes in reach that a table has; the other formats have all."""
_BY = {
    "shortest": "The shortest paths",
    "earliest": "The path that arrives first",
    "latest": "The path that leaves last",
    "fastest": "The path of the fewest days",
    "fewest": "A path of the fewest steps",
    "any order": "Paths whatever their order in time",
}


def tell_routes(routes: Routes, start: str, end: str) -> Told:
    """The routes from one thing to another; ``start`` and ``end`` are as the reader wrote them."""
    nodes, timed = routes.network.nodes, routes.by != "any order"
    ends = [nodes[node].get("label", node) for node in (routes.start, routes.end)]
    return Told(
        f"{_BY[routes.by]} from {ends[0]} to {ends[1]}",
        COLUMNS if timed else tuple(name for name in COLUMNS if name != "by"),
        [row for number, route in enumerate(routes.found, 1) for row in _rows(number, route)],
        [
            record
            for number, route in enumerate(routes.found, 1)
            for record in _records(routes, number, route)
        ],
        [_object(routes, route) for route in routes.found],
        lambda: routes.network,
        empty=_nothing(routes, start, end),
        remarks=tuple(_remarks(routes)),
        strong=frozenset((routes.start, routes.end)),
        ranks=_ranks(routes),
        steps=tuple(_steps(routes)),
    )


def certainty_of(route: Route) -> str:
    """Whether a route is certain or possible; nothing for one that does not ask about time."""
    return "" if route.certain is None else "certain" if route.certain else "possible"


def _nothing(routes: Routes, start: str, end: str) -> str:
    if not routes.joined or routes.by == "any order":
        return f"nothing connects {start} and {end}"
    hint = (
        "" if "quotes" not in routes.network.graph else "; --any-order shows those that do not ask about it"
    )
    return f"no path from {start} to {end} respects time{hint}"


def _rows(number: int, route: Route) -> Iterator[tuple[str, ...]]:
    certain = certainty_of(route)
    name = f"{number}, {certain}" if certain else str(number)
    for step, hop in enumerate(route.hops, 1):
        for quote in hop.quotes or ("",):
            by = () if route.certain is None else (hop.arrives or "",)
            yield name, str(step), hop.sentence, words_for(hop.when), *by, quote


def _records(routes: Routes, number: int, route: Route) -> Iterator[Record]:
    for step, hop in enumerate(route.hops, 1):
        yield {"path": number, "certain": route.certain, "hop": step, **_hop(routes, hop)}


def _object(routes: Routes, route: Route) -> Record:
    return {
        "certain": route.certain,
        "departs": route.departs,
        "arrives": route.arrives,
        "days": route.days,
        "planned": list(route.planned),
        "hops": [_hop(routes, hop) for hop in route.hops],
    }


def _hop(routes: Routes, hop: RouteHop) -> Record:
    nodes = routes.network.nodes
    return {
        "from": nodes[hop.source]["id"],
        "to": nodes[hop.target]["id"],
        "relation": hop.relation,
        "sentence": hop.sentence,
        "departs": hop.departs,
        "arrives": hop.arrives,
        "earliest_begin": hop.when.earliest_begin,
        "latest_end": hop.when.latest_end,
        "quotes": list(hop.quotes),
    }


def _remarks(routes: Routes) -> Iterator[str]:
    planned = dict.fromkeys(label for route in routes.found for label in route.planned)
    if planned:
        yield f"Still to come as the sources tell it: {'; '.join(planned)}."
    if any(route.certain is False for route in routes.found):
        yield ("A possible path holds on some of the days that its sources leave open; a certain one on all.")


def _ranks(routes: Routes) -> dict[str, int]:
    """How many steps from the start a node stands, by the longest route to it."""
    ranks: dict[str, int] = {routes.start: 0}
    for route in routes.found:
        for place, node in enumerate(route.nodes):
            ranks[node] = max(ranks.get(node, 0), place)
    return ranks | {routes.end: max(ranks.values())}


def _steps(routes: Routes) -> Iterator[tuple[tuple[str, str], str]]:
    for route in routes.found:
        for hop in route.hops:
            said = f"{hop.sentence} ({words_for(hop.when)})"
            yield (hop.source, hop.target), said + (f" “{hop.quotes[0]}”" if hop.quotes else "")


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


def _reached(reach: Reaching, one: Any) -> Record:
    return {
        "id": reach.network.nodes[one.node]["id"],
        "label": one.label,
        "kind": one.kind,
        "day": one.day,
        "steps": one.steps,
        "certain": one.is_certain,
        "certain_day": one.certain,
    }
