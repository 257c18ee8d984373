"""Reach in a story: whom a thing can have reached, and for certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...data.edtf import first_day, last_day
from ...errors import QueryError
from ..naming import find
from ..snapshot import Snapshot
from . import hops
from .build import Network
from .routes import Reached, Reaching
from .story_routes import Day, part_with, stood

if TYPE_CHECKING:
    from .reach import Reach

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
        part, label = part_with(network, (), [node]), network.nodes[node]["label"]
        return Reaching(node, label, backward, (), 1, part, counted)
    shown = tuple(_reached(network, wanted, sure, kind))
    edges: Iterator[Any] = (contacts.keys[row] for row in wanted.last_contacts)
    tree = part_with(network, edges, [node])
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
