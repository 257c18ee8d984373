"""``dateline network STORY communities``: which groups there are, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ....errors import QueryError
from .app import network_app
from .request import Request, view_named
from .shared import Certain, From, MaybeView, OnDay, To, shared

if TYPE_CHECKING:
    from ...ties.told import Told


@network_app.command(short_help="Which groups there are, and their course.")
@shared
def communities(
    request: Request,
    every: Annotated[
        str | None,
        typer.Option("--every", metavar="WIDTH", help='In windows of this width, such as "3 months".'),
    ] = None,
    view: MaybeView = None,
    first: From = None,
    last: To = None,
    on: OnDay = None,
    certain: Certain = False,
) -> None:
    """Groups of actors that share more events with each other than with the rest (Louvain).

    With --every, the groups of each window, and what becomes of each: a line keeps its number as long as a
    group of the next window is alike enough (Greene, Doyle and Cunningham 2010), splits, merges or ends.
    """
    if request.of_edges:
        request.for_stories(on=on, view=view)
        told = _of_edges(request, every, first, last, certain)
    elif every:
        if on:
            raise QueryError("windows have days of their own; give --from and --to with --every, not --on")
        told = _windows(request, every, view or "actors", first, last, certain)
    else:
        told = _once(request, view, first, last, on, certain)
    request.answer(told)


def _once(
    request: Request, view: str | None, first: str | None, last: str | None, on: str | None, certain: bool
) -> Told:
    from ...ties.groups import tell_groups

    found = request.story.groups(
        view=view_named(view) if view else None, first=first, last=last, on=request.day(on), certain=certain
    )
    request.tell(found.left_out)
    return tell_groups(found.groups, found.graph)


def _windows(
    request: Request, every: str, view: str, first: str | None, last: str | None, certain: bool
) -> Told:
    from ....graph.networks.views import simple
    from ...ties.groups import tell_evolution

    chosen = view_named(view)
    evolution = request.story.communities(every=every, view=chosen, first=first, last=last, certain=certain)
    whole = request.story.network(chosen)
    for part in evolution.windows:
        request.tell({f"{part.window}: {reason}": count for reason, count in part.left_out.items()})
    return tell_evolution(
        evolution, {node: data["label"] for node, data in whole.nodes(data=True)}, lambda: simple(whole)
    )


def _of_edges(
    request: Request, every: str | None, first: str | None, last: str | None, certain: bool
) -> Told:
    from ....graph.networks.edge_measures import whole_window
    from ...ties.groups import tell_evolution, tell_groups

    evolution = request.edges.communities(every=every, first=first, last=last, certain=certain)
    contacts = request.edges.contacts(certain=certain)
    begin, end = evolution.windows[0].window.start, evolution.windows[-1].window.end

    def graph() -> Any:
        return whole_window(contacts, begin, end).graph

    if every:
        for each in evolution.windows:
            request.tell({f"{each.window}: {reason}": count for reason, count in each.left_out.items()})
        return tell_evolution(evolution, {}, graph)
    (part,) = evolution.windows
    request.tell(part.left_out)
    return tell_groups([list(one.members) for one in part.communities], graph())
