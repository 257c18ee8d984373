"""The guided walk as the page has it: plain values, with what a step shows given by its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...graph.tour import Step

Json = dict[str, Any]


def tour_json(steps: Iterable[Step], nodes: Sequence[Json], edges: Sequence[Json], story: str) -> list[Json]:
    """Each step with ``focus`` as places in the page's lists of nodes and edges.

    A tenure or a link is an edge there, whose key ends in its id. ``missing`` are the ids of what the page
    has not.
    """
    places = {edge["key"].removeprefix(story): ("edge", place) for place, edge in enumerate(edges)}
    places |= {node["id"]: ("node", place) for place, node in enumerate(nodes)}
    return [_step(step, places) for step in steps]


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
