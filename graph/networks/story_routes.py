"""Routes and reach in a story, whose things are named as a reader would name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ...data.edtf import first_day, last_day
from ...errors import QueryError
from ..naming import find
from ..snapshot import Snapshot
from . import hops
from .build import Network, build_network
from .routes import WAYS, By, EdgeKey, Reached, Reaching, Route, RouteHop, Routes
from .windows import as_of

if TYPE_CHECKING:
    from .reach import Reach
    from .story_paths import StoryPath, TimedStory

Day = str | date | None


def story_routes(
    snapshot: Snapshot,
    start: str,
    end: str,
    *,
    by: By = "shortest",
    limit: int = 3,
    on: Day = None,
    first: Day = None,
    last: Day = None,
    certain: bool = False,
    strict: bool = False,
    directed: bool = False,
    any_order: bool = False,
) -> Routes:
    """The routes between two things given by id, name or spelling; see :meth:`..story.BuiltStory.paths`."""
    if by not in WAYS:
        raise QueryError(f'there is no path by "{by}"; one of: {", ".join(WAYS)}')
    network, left_out = stood(snapshot, on, certain)
    ends = find(snapshot, start, None), find(snapshot, end, None)
    still = hops.shortest_paths(network, *ends, limit)  # Also tells which end is not there.
    if any_order:
        return _ignoring_time(network, ends, still, left_out)
    from .story_paths import TimedStory

    timed = TimedStory.of(network, directed=directed, also=ends)
    window = {"first": first and first_day(first), "last": last and last_day(last)}
    found = _found(timed, by, ends, limit, certain, {**window, "strict": strict})
    return Routes(
        *ends,
        by,
        tuple(_route(timed, path) for path in found),
        _part(network, (step.edge for path in found for step in path.hops), ends),
        bool(still),
        dict(left_out + Counter((timed.certain if certain else timed.possible).left_out)),
    )


def stood(snapshot: Snapshot, on: Day, certain: bool) -> tuple[Network, Counter[str]]:
    """The whole network, or as it stood at the end of a day, and what that leaves out."""
    network = build_network(snapshot)
    if on is None:
        return network, Counter()
    part, left_out = as_of(network, last_day(on), certain=certain)
    return part, Counter(left_out)


def _found(
    timed: TimedStory, by: By, ends: tuple[str, str], limit: int, certain: bool, asked: dict[str, Any]
) -> list[StoryPath]:
    if by == "shortest":
        return timed.shortest_paths(*ends, limit, certain=certain, **asked)
    ask: dict[str, Callable[..., Any]] = {
        "earliest": timed.earliest_arrival,
        "latest": timed.latest_departure,
        "fastest": timed.fastest,
        "fewest": timed.fewest_hops,
    }
    answer = ask[by](*ends, **asked)
    chosen = [answer.certain] if certain else [answer.possible, answer.certain]
    return _each_once([path for path in chosen if path is not None])


def _each_once(paths: list[StoryPath]) -> list[StoryPath]:
    """What is possible and certain by one way at one time is told once."""
    if len(paths) == 2 and paths[0].certain and paths[0].arrives == paths[1].arrives:
        return paths[1:]
    return paths


def _route(timed: TimedStory, path: StoryPath) -> Route:
    network = timed.network
    found = (
        RouteHop(
            step.hop.start,
            step.hop.end,
            step.time.relation,
            step.hop.sentence(network),
            step.time.departs,
            step.time.arrives,
            step.hop.when,
            step.hop.quotes,
            step.edge,
        )
        for step in path.hops
    )
    planned = tuple(network.nodes[node]["label"] for node in path.planned)
    return Route(tuple(found), path.certain, path.departs, path.arrives, path.days, planned)


def _ignoring_time(
    network: Network, ends: tuple[str, str], paths: list[list[hops.Hop]], left_out: Counter[str]
) -> Routes:
    routes = tuple(Route(tuple(_still(network, hop) for hop in path), None) for path in paths)
    edges = (hop.edge for route in routes for hop in route.hops)
    return Routes(*ends, "any order", routes, _part(network, edges, ends), bool(paths), dict(left_out))


def _still(network: Network, hop: hops.Hop) -> RouteHop:
    pair = (hop.start, hop.end) if hop.forward else (hop.end, hop.start)
    key, data = next(
        (key, data)
        for key, data in network.get_edge_data(*pair).items()
        if data["label"] == hop.label and tuple(item["quote"] for item in data["evidence"]) == hop.quotes
    )
    sentence = hop.sentence(network)
    return RouteHop(
        hop.start, hop.end, data["relation"], sentence, None, None, hop.when, hop.quotes, (*pair, key)
    )


def _part(network: Network, edges: Iterable[EdgeKey], nodes: Iterable[str]) -> Network:
    """A copy of some edges with their ends, and of nodes that are there whether joined or not."""
    chosen: Any = list(edges)
    part: Network = network.edge_subgraph(chosen).copy()
    for node in nodes:
        part.add_node(node, **network.nodes[node])
    return part


KINDS = ("actor", "event", "claim", "policy", "state", "all")


def story_reach(
    snapshot: Snapshot,
    name: str,
    *,
    backward: bool = False,
    kind: str = "actor",
    on: Day = None,
    first: Day = None,
    last: Day = None,
    certain: bool = False,
    strict: bool = False,
    directed: bool = False,
) -> Reaching:
    """What is in reach of a thing given by id, name or spelling; see :meth:`..story.BuiltStory.reach`."""
    if kind not in KINDS:
        raise QueryError(f'nothing in reach is of the kind "{kind}"; one of: {", ".join(KINDS)}')
    network, left_out = stood(snapshot, on, certain)
    node = find(snapshot, name, None)
    hops.require(network, node)
    from .story_paths import TimedStory

    timed = TimedStory.of(network, directed=directed, also=(node,))
    window = {"first": first and first_day(first), "last": last and last_day(last)}
    possible, sure = timed.reach(node, **window, strict=strict, backward=backward)
    contacts = timed.certain if certain else timed.possible
    counted = dict(left_out + Counter(contacts.left_out))
    wanted = sure if certain else possible
    if wanted is None:
        part, label = _part(network, (), [node]), network.nodes[node]["label"]
        return Reaching(node, label, backward, (), 1, part, counted)
    shown = tuple(_reached(network, wanted, sure, kind))
    edges: Iterator[Any] = (contacts.keys[row] for row in wanted.last_contacts)
    tree = _part(network, edges, [node])
    label = network.nodes[node]["label"]
    return Reaching(node, label, backward, shown, len(wanted), tree, counted)


def _reached(network: Network, found: Reach, sure: Reach | None, kind: str) -> Iterator[Reached]:
    steps: Mapping[str, int] = found.steps
    for node, day in found.days.items():
        data = network.nodes[node]
        if node != found.node and kind in ("all", data["kind"]):
            held = sure is not None and node in sure
            certain = sure.days[node] if sure is not None and held else None
            yield Reached(node, data["label"], data["kind"], day, steps[node], certain, held)
