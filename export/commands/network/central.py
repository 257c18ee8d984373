"""``dateline network STORY central`` and ``brokers``: who stands in the middle."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .app import network_app
from .request import Request, view_named
from .shared import Certain, From, OnDay, Strict, To, View, shared


@network_app.command(short_help="Who has most partners or is soonest there.")
@shared
def central(
    request: Request,
    by: Annotated[
        str,
        typer.Option(
            "--by", help="degree, strength or pagerank; closeness or betweenness, which follow time."
        ),
    ] = "degree",
    view: View = "actors",
    first: From = None,
    last: To = None,
    certain: Certain = False,
    strict: Strict = False,
) -> None:
    """Who is central: has most partners, is soonest at all others, or lies on the paths between them.

    Degree counts partners, strength the sources for those ties (of an edge list their weights), PageRank a
    partner's own rank too. Closeness (Tang et al. 2010) is the mean of 1 / days to reach each other node,
    betweenness (Buß et al. 2020) the share of shortest paths through a node; both follow paths that respect
    time.
    """
    from ...ties.measures import tell_ranking

    asked: dict[str, Any] = {"by": by, "first": first, "last": last, "certain": certain, "strict": strict}
    if request.of_edges:
        request.for_stories(view=view != "actors")
        found = request.edges.central(**asked)
    else:
        directed = bool(request.directed)
        found = request.story.central(**asked, view=view_named(view), directed=directed)
    request.tell(found.left_out)
    request.answer(tell_ranking(found))


@network_app.command(short_help="Who connects groups otherwise apart.")
@shared
def brokers(
    request: Request,
    roles: Annotated[
        bool,
        typer.Option("--roles", help="Also the five roles of Gould and Fernandez (1989) between groups."),
    ] = False,
    groups: Annotated[
        str, typer.Option("--groups", help="What the groups are: communities, type or membership.")
    ] = "communities",
    constraint: Annotated[
        bool, typer.Option("--constraint", help="Also constraint and effective size (Burt 1992).")
    ] = False,
    first: From = None,
    last: To = None,
    on: OnDay = None,
    certain: Certain = False,
) -> None:
    """Who connects groups that are otherwise apart, through events that they share.

    Betweenness is the share of shortest paths that run through an actor (Freeman 1977). A coordinator
    stands between two of its own group, an itinerant between two of another, a gatekeeper lets others in to
    its group, a representative speaks for it to others, a liaison joins two groups and is of neither. Low
    constraint means that an actor's partners do not know each other.
    """
    from ...ties.measures import tell_brokers

    asked = {"on": request.day(on), "first": first, "last": last}
    found = request.story.brokers(
        **asked, certain=certain, roles=groups if roles else None, constraint=constraint
    )
    request.tell(found.left_out)
    request.answer(tell_brokers(found))
