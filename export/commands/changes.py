"""``dateline changes``: what a story's sources changed between two days."""

from __future__ import annotations

from typing import Annotated

import typer

from ...errors import ExportError
from .common import Output, StoryName, put


def changes(
    story: StoryName,
    first: Annotated[str, typer.Option("--from", metavar="D1", help="What was known by this day …")],
    last: Annotated[str, typer.Option("--to", metavar="D2", help="… against what was known by this one.")],
    output_format: Annotated[str, typer.Option("--format", help="words or json.")] = "words",
    output: Output = None,
) -> None:
    """What was added, what was revised, which conflicts opened or closed, with the quotes that did it."""
    from .. import changes as reports
    from ..story import open

    formats = {"words": reports.to_words, "json": reports.to_json}
    if output_format not in formats:
        raise ExportError(f'there is no format "{output_format}" for changes; one of: {", ".join(formats)}')
    put(formats[output_format](open(story).changes(first, last)).encode("utf-8"), output)
