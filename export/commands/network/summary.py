"""``dateline network STORY summary``: how much of what there is."""

from __future__ import annotations

from .app import network_app
from .request import Request, view_named
from .shared import Certain, From, MaybeView, OnDay, To, shared


@network_app.command(short_help="How much of what there is.")
@shared
def summary(
    request: Request,
    view: MaybeView = None,
    first: From = None,
    last: To = None,
    on: OnDay = None,
    certain: Certain = False,
) -> None:
    """How many things and relations of each kind there are, as a whole, in a window or on a day."""
    print_summary(request, view, first, last, on, certain)


def print_summary(
    request: Request,
    view: str | None = None,
    first: str | None = None,
    last: str | None = None,
    on: str | None = None,
    certain: bool = False,
) -> None:
    """The summary of a story's network, of a view of it, or of an edge list."""
    from ...ties.around import tell_edge_summary, tell_summary

    if request.of_edges:
        request.for_stories(view=view, on=on, certain=certain)
        request.answer(tell_edge_summary(request.edges, first, last))
        return
    network = request.story.part(
        view=view_named(view) if view else None, first=first, last=last, on=request.day(on), certain=certain
    )
    request.tell(network.graph.get("left_out", {}))
    request.answer(tell_summary(network))
