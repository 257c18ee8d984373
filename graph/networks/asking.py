"""A network as it is asked for: which view, of which time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ...data.edtf import first_day, last_day
from ...errors import DateError, QueryError
from ..snapshot import Snapshot
from .build import Network, build_network
from .views import ViewName, Weight, build_view
from .windows import in_window, on_day


def ask(
    snapshot: Snapshot,
    view: ViewName | None,
    relations: Collection[str],
    on: str | date | None,
    first: str | date | None,
    last: str | date | None,
    *,
    certain: bool,
    weight: Weight,
) -> Network:
    """The network of a story or a view of it, whole, as of a day, or in a window.

    Raises :class:`DateError` for a day that cannot be read and a window that ends before it begins,
    :class:`QueryError` for what does not go together.
    """
    if view is None and relations:
        raise QueryError('relations belong to a view; write network("actors", relations=…)')
    if on is not None and (first is not None or last is not None):
        raise QueryError("a network is as of one day or in a window; give either on, or first and last")
    network = build_network(snapshot)
    if view is not None:
        network = build_view(network, view, relations=relations, weight=weight)
    if on is not None:
        return on_day(network, last_day(on), certain=certain)
    if first is None and last is None:
        if certain:
            raise QueryError("what is certain depends on the day; give on, or first and last")
        return network
    begin, end = first_day(first) if first else None, last_day(last) if last else None
    if begin and end and begin > end:
        raise DateError(f"nothing lies from {begin} to {end}; write the earlier day first")
    return in_window(network, begin, end, certain=certain)
