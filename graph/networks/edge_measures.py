"""Centrality and communities of contacts, in one window or in windows of a width."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .contacts import Contacts
from .measures.contact_windows import windows_of_contacts
from .measures.evolution import Evolution, community_evolution
from .measures.results import NothingToMeasureError
from .rankings import IN_TIME, Ranking, checked_measure, static_nodes, timed_ranking
from .rolling import Length

if TYPE_CHECKING:
    from .measures.windows import WindowGraph


def central_of(
    contacts: Contacts, by: str, first: str | None, last: str | None, *, strict: bool, directed: bool
) -> Ranking:
    """The nodes of contacts by a measure, in the window from ``first`` to ``last`` (ISO days)."""
    checked_measure(by)
    part = whole_window(contacts, first, last, directed=directed)
    if by not in IN_TIME:
        nodes = static_nodes(part.graph, by)
        return Ranking(by, nodes, first, last, part.graph, dict(part.left_out))
    return timed_ranking(contacts, by, first, last, strict=strict, graph=part.graph, labels={})


def whole_window(
    contacts: Contacts, first: str | None, last: str | None, *, directed: bool = False
) -> WindowGraph:
    """One window from ``first`` to ``last``; raises :class:`NothingToMeasureError` where nothing is."""
    begin, end = _sides(contacts, first, last)
    width = (date.fromisoformat(end) - date.fromisoformat(begin)).days + 1
    if width < 1:
        raise NothingToMeasureError(f"the window ends before it begins: {begin} is after {end}")
    part = windows_of_contacts(contacts, width, start=begin, end=end, directed=directed)[0]
    if not part.graph.number_of_edges():
        span = " to ".join(str(day) for day in contacts.hull)
        raise NothingToMeasureError(f"no contact lies from {begin} to {end}; the contacts run from {span}")
    return part


def communities_of(contacts: Contacts, every: str | None, first: str | None, last: str | None) -> Evolution:
    """Louvain communities of the window, or of each window of a width such as "3 months" in it.

    See :func:`.measures.evolution.community_evolution`; windows begin as those of :func:`.rolling.rolling`.
    """
    if every is None:
        return community_evolution([whole_window(contacts, first, last)])
    return community_evolution(_windows(contacts, Length.read(every), first, last))


def _windows(contacts: Contacts, wide: Length, first: str | None, last: str | None) -> Iterator[WindowGraph]:
    known, end = _sides(contacts, first, last)
    begin = date.fromisoformat(known) if first else wide.start(date.fromisoformat(known))
    whole_window(contacts, begin.isoformat(), end)
    number, start = 0, begin
    while start <= date.fromisoformat(end):
        number += 1
        after = wide.after(begin, number)
        until = (after - timedelta(days=1)).isoformat()
        yield windows_of_contacts(
            contacts, (after - start).days, start=start.isoformat(), end=until, directed=False
        )[0]
        start = after


def _sides(contacts: Contacts, first: str | None, last: str | None) -> tuple[str, str]:
    known = contacts.hull
    begin, end = first or known[0], last or known[1]
    if begin is None or end is None:
        raise NothingToMeasureError("no contact has a date, so there is nothing to measure over time")
    return begin, end
