"""``dateline network STORY compare``: what changed in the network between two days."""

from __future__ import annotations

from typing import Annotated

import typer

from .app import network_app
from .request import Request, moment, view_named
from .shared import Certain, shared


@network_app.command(short_help="What changed between two days or windows.")
@shared
def compare(
    request: Request,
    first: Annotated[
        str, typer.Option("--from", metavar="D1", help="A day, month or year; or a window FIRST/LAST.")
    ],
    second: Annotated[str, typer.Option("--to", metavar="D2", help="The later day, or window.")],
    view: Annotated[
        str,
        typer.Option("--view", metavar="VIEW", help="Of a story: actors, policies, events, claims or all."),
    ] = "actors",
    certain: Certain = False,
) -> None:
    """Which ties came, went, grew and shrank from one day to another, with the words for them.

    A single day, month or year means the network as it stood at its end; FIRST/LAST (such as
    2025-01/2025-03) what lies in that window.
    """
    from ...ties.changes import tell_comparison, tell_edge_comparison

    sides = moment(first), moment(second)
    if request.of_edges:
        request.for_stories(view=view != "actors")
        pairs = request.edges.compare(*sides, certain=certain)
        request.tell(pairs.left_out)
        request.answer(tell_edge_comparison(pairs, first, second))
        return
    chosen = None if view == "all" else view_named(view)
    found = request.story.compare_networks(*sides, view=chosen, certain=certain)
    for name, part in (("before", found.before), ("after", found.after)):
        request.tell({f"{name}: {why}": count for why, count in part.graph["left_out"].items()})
    request.answer(tell_comparison(found, first, second))
