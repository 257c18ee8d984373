"""Rolling windows, and the part of a dated graph that lies in each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import networkx as nx

from ...snapshot import Span
from ...time.spans import Certainty, within
from ...triples import BOUNDS
from .results import AnyGraph, NothingToMeasureError, checked_day, counted

Edge = tuple[Any, ...]
"""An edge as networkx names it: its ends, and its key in a multigraph."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From one ISO day to another, both inclusive."""

    start: str
    end: str

    def __str__(self) -> str:
        return f"{self.start} to {self.end}"


@dataclass(frozen=True, slots=True, eq=False)
class WindowGraph:
    """What lies in a window, as a networkx graph; ``left_out`` counts what might lie in it, and why not."""

    window: Window
    graph: AnyGraph
    left_out: Mapping[str, int] = field(default_factory=dict)


def rolling_windows(start: str, end: str, width: int, step: int | None = None) -> tuple[Window, ...]:
    """Windows of ``width`` days, each begun ``step`` days after the one before (by default ``width``).

    The first begins on ``start``; the last is the first that reaches ``end``, and may reach beyond it.
    """
    step = width if step is None else step
    if width < 1 or step < 1:
        raise NothingToMeasureError(
            f"a window of {width} days at steps of {step} days holds nothing; use 1 or more"
        )
    first, last = (date.fromisoformat(checked_day(day)) for day in (start, end))
    if first > last:
        raise NothingToMeasureError(f"the windows would end on {end} before they begin on {start}")
    found = [_window(first, width)]
    while found[-1].end < last.isoformat() and (first := first + timedelta(step)) <= last:
        found.append(_window(first, width))
    return tuple(found)


def _window(first: date, width: int) -> Window:
    return Window(first.isoformat(), (first + timedelta(width - 1)).isoformat())


def windows_of_graph(
    graph: AnyGraph,
    width: int,
    step: int | None = None,
    *,
    start: str | None = None,
    end: str | None = None,
    certain: bool = False,
) -> tuple[WindowGraph, ...]:
    """The edges of a dated graph in each rolling window, as views that keep every attribute.

    Edges carry ``earliest_begin``, ``latest_begin``, ``earliest_end``, ``latest_end`` (ISO days or None) and
    ``ongoing``. An edge counts where it may have held on some day of the window; with ``certain``, where
    it must have, and ``left_out`` counts those that only may. An edge without a date is in no window and
    is counted in each. A node is there as long as an edge of it is. Without ``start`` or ``end``, the
    first and last known bound of an edge count.
    """
    spans = _spans(graph)
    first, last = _limits(spans, start, end)
    return tuple(_part(graph, spans, window, certain) for window in rolling_windows(first, last, width, step))


def _spans(graph: AnyGraph) -> dict[Edge, Span]:
    if isinstance(graph, nx.MultiGraph):
        return {(*ends, key): _span(data) for *ends, key, data in graph.edges(keys=True, data=True)}
    return {(start, end): _span(data) for start, end, data in graph.edges(data=True)}


def _span(data: Mapping[str, Any]) -> Span:
    return Span(**{bound: data.get(bound) for bound in BOUNDS}, ongoing=bool(data.get("ongoing")))


def _limits(spans: Mapping[Edge, Span], start: str | None, end: str | None) -> tuple[str, str]:
    bounds = [day for span in spans.values() for bound in BOUNDS if (day := getattr(span, bound))]
    if not bounds:
        raise NothingToMeasureError("no edge of the graph has a date, so no window can hold it")
    return start or min(bounds), end or max(bounds)


def _part(graph: AnyGraph, spans: Mapping[Edge, Span], window: Window, certain: bool) -> WindowGraph:
    held = {
        edge: within(span, window.start, window.end)
        for edge, span in spans.items()
        if span.dated or span.ongoing
    }
    wanted = {Certainty.Certain} if certain else {Certainty.Certain, Certainty.Possible}
    chosen = [edge for edge, certainty in held.items() if certainty in wanted]
    uncertain = sum(certainty is Certainty.Possible for certainty in held.values()) if certain else 0
    left_out = counted((("without a date", len(spans) - len(held)), ("only possible", uncertain)))
    return WindowGraph(window, graph.edge_subgraph(chosen), left_out)
