"""The guided walk as the page has it: plain values, with what a step shows given by its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ...graph.tour import Step

if TYPE_CHECKING:
    import networkx

Json = dict[str, Any]


def tour_json(steps: Iterable[Step], network: networkx.MultiDiGraph[str]) -> list[Json]:
    """Each step with ``focus`` as places in the network's nodes and edges, which are those of the page.

    A tenure or a link is an edge there, whose key ends in its id. ``missing`` are the ids of what the page
    has not.
    """
    if not (wanted := tuple(steps)):
        return []
    places = _places(network)
    return [_step(step, places) for step in wanted]


def _places(network: networkx.MultiDiGraph[str]) -> dict[str, tuple[str, int]]:
    base = str(network.graph.get("base") or "")
    keys = (str(key).removeprefix(base) for _, _, key in network.edges(keys=True))
    places = {key: ("edge", place) for place, key in enumerate(keys)}
    return places | {network.nodes[key]["id"]: ("node", place) for place, key in enumerate(network)}


def _step(step: Step, places: dict[str, tuple[str, int]]) -> Json:
    found = (places[name] for name in step.focus if name in places)
    return {
        "title": step.title,
        "words": list(step.words),
        "focus": [{"what": what, "index": index} for what, index in found],
        "missing": [name for name in step.focus if name not in places],
        "first": step.first,
        "last": step.last,
        "knownBy": step.known_by,
        "view": step.view,
    }
