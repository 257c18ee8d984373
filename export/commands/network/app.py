"""``dateline network``: questions about relationships, on the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from ..common import KnownBy, ToldBy
from .request import Request, Said

network_app = typer.Typer(
    help="Who is connected to whom, through what, and since when.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

Network = Annotated[
    str,
    typer.Argument(
        metavar="STORY",
        help="A story's name, folder, store or endpoint, or a plain edge list (CSV, TSV, Parquet, also .gz).",
    ),
]


@network_app.callback()
def network(context: typer.Context, story: Network, known_by: KnownBy = None, told_by: ToldBy = None) -> None:
    """Who is connected to whom, through what, and since when. Without a command: a summary."""
    context.obj = Said(story, known_by, told_by)
    if context.invoked_subcommand is None:
        from .summary import print_summary

        print_summary(Request(context.obj))
