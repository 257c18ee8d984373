"""An edge list as contacts, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .contacts import EVER_AFTER, EVER_BEFORE, Contacts, Days
from .numeric import np

if TYPE_CHECKING:
    from ...data.edge_lists import EdgeList


def from_edges(edges: EdgeList, *, certain: bool = False, directed: bool = True) -> Contacts:
    """The contacts of an edge list; a key is the number of its edge, counted from 0.

    An edge with one date took place at some moment of it: possibly on each of its days; for certain it takes
    what is there on the first, and has handed it on by the last. One with a begin and an end lasted from the
    one to the other: for certain from the latest begin to the earliest end. Edges that are never certain, as
    a bound is not known, are counted in ``left_out``. Unless ``directed`` each edge leads both ways.
    """
    close, land = _days(edges, certain)
    known = (close > EVER_BEFORE) & (land < EVER_AFTER) if certain else np.ones(len(edges), np.bool_)
    columns: dict[str, Any] = {
        "source": edges.source,
        "target": edges.target,
        "close": close,
        "land": land,
        "first": edges.days.earliest_begin,
        "last": edges.days.latest_end,
        "relation": edges.relation,
        "weight": edges.weight,
        "keys": np.arange(len(edges)),
    }
    left_out = dict(edges.left_out)
    if not known.all():
        left_out["edges: a bound is not known"] = int(np.count_nonzero(~known))
        columns = _each(columns, lambda column: column[known])
    if not directed:
        source, target = columns["source"], columns["target"]
        columns = _each(columns, lambda column: np.concatenate((column, column)))
        columns["source"], columns["target"] = (
            np.concatenate((source, target)),
            np.concatenate((target, source)),
        )
    return Contacts.of(edges.nodes, relations=edges.relations, left_out=left_out, **columns)


def _days(edges: EdgeList, certain: bool) -> tuple[Days, Days]:
    """The days by which each edge is entered, and from which it has handed on."""
    days = edges.days
    if not certain:
        return days.latest_end, days.earliest_begin
    if edges.lasting:
        return days.earliest_end, days.latest_begin
    return days.earliest_begin, days.latest_end


def _each(columns: dict[str, Any], change: Any) -> dict[str, Any]:
    """Change each column once, so that columns that are one and the same stay so."""
    changed = {id(column): change(column) for column in columns.values()}
    return {name: changed[id(column)] for name, column in columns.items()}
