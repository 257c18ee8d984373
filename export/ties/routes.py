"""Paths, told."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.networks.routes import Route, RouteHop, Routes
from ..timelines import words_for
from .told import Record, Told

COLUMNS = ("path", "hop", "step", "when", "by", "quote")
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
