"""``dateline network STORY path`` and ``reach``: who can have reached whom, and how."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .app import network_app
from .request import Request, window_in_words
from .shared import Certain, From, OnDay, Strict, To, shared


@network_app.command(short_help="How one actor can have reached another.")
@shared
def path(
    request: Request,
    start: Annotated[str, typer.Argument(help="An actor or other thing: id, name or spelling.")],
    end: Annotated[str, typer.Argument(help="Where the path leads.")],
    by: Annotated[
        str, typer.Option("--by", help="shortest, earliest (arrival), latest (departure), fastest or fewest.")
    ] = "shortest",
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many of the shortest paths.")] = 3,
    first: From = None,
    last: To = None,
    on: OnDay = None,
    certain: Certain = False,
    strict: Strict = False,
    any_order: Annotated[
        bool, typer.Option("--any-order", help="Whatever the order in time: how they are connected at all.")
    ] = False,
) -> None:
    """How one actor can have reached another: paths on which no step comes before the one that it follows.

    A path from A to B is a chain of events, claims and policies by which news, money or influence of A can
    have come to B; a shared place, product or source is no such tie. Influence cannot run backwards, so the
    path from B to A is another question. Each hop has the day by which it is done and the words that support
    it. A path is certain when it holds on every choice of the days that the sources leave open, and possible
    when it holds on some.
    """
    from ...ties.routes import tell_routes

    days = {"first": first, "last": last}
    asked: dict[str, Any] = {"by": by, "limit": limit, **days, "certain": certain, "strict": strict}
    if request.of_edges:
        request.for_stories(on=on, any_order=any_order)
        routes = request.edges.paths(start, end, **asked)
    else:
        directed = bool(request.directed)
        routes = request.story.paths(
            start,
            end,
            **asked,
            on=request.day(on),
            directed=directed,
            any_order=any_order,
        )
    request.tell(routes.left_out)
    request.answer(tell_routes(routes, start, end))


@network_app.command(short_help="Whom an actor can have reached, and when.")
@shared
def reach(
    request: Request,
    actor: Annotated[str, typer.Argument(help="An actor or other thing: id, name or spelling.")],
    backward: Annotated[
        bool, typer.Option("--backward", help="Who can have reached the actor, instead of whom it can.")
    ] = False,
    kind: Annotated[
        str, typer.Option("--kind", help="Of a story: actor, event, claim, policy, state or all.")
    ] = "actor",
    first: From = None,
    last: To = None,
    on: OnDay = None,
    certain: Certain = False,
    strict: Strict = False,
) -> None:
    """Whom an actor can have reached, through others and in the order of time, and by which day.

    The reach (or, with --backward, the set of influence) of Holme and Saramäki (2012): all to whom some path
    leads that respects time. Certain are those reached on every choice of the days that are left open.
    """
    from ...ties.routes import tell_reach

    asked: dict[str, Any] = {
        "backward": backward,
        "first": first,
        "last": last,
        "certain": certain,
        "strict": strict,
    }
    if request.of_edges:
        request.for_stories(on=on, kind=kind != "actor")
        found = request.edges.reach(actor, **asked)
    else:
        directed = bool(request.directed)
        found = request.story.reach(actor, **asked, kind=kind, on=request.day(on), directed=directed)
    request.tell(found.left_out)
    request.answer(tell_reach(found, window_in_words(first, last)))
