"""``dateline network STORY ego``: what is around an actor."""

from __future__ import annotations

from typing import Annotated

import typer

from .app import network_app
from .request import Request
from .shared import Certain, From, OnDay, To, shared


@network_app.command(short_help="What is around an actor, in order of time.")
@shared
def ego(
    request: Request,
    actor: Annotated[str, typer.Argument(help="An actor: id, name or spelling.")],
    radius: Annotated[int, typer.Option(min=1, max=5, help="How many steps around.")] = 1,
    first: From = None,
    last: To = None,
    on: OnDay = None,
    certain: Certain = False,
) -> None:
    """What an actor did, said and is part of, each with when and the words."""
    from ...ties.around import tell_ego

    found = request.story.ego(actor, radius, first=first, last=last, on=request.day(on), certain=certain)
    request.tell(found.left_out)
    request.answer(tell_ego(found.network, found.node))
