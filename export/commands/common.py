"""What the commands share: the story they are asked about, and where an answer goes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import ExportError

if TYPE_CHECKING:
    from ..story import Story

StoryName = Annotated[
    str,
    typer.Argument(
        metavar="STORY", help="A bundled story's name, a story folder, a store, or an endpoint's address."
    ),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write here.")]
KnownBy = Annotated[
    str | None,
    typer.Option("--known-by", metavar="D", help="The story as its sources allowed it on this day."),
]
ToldBy = Annotated[
    list[str] | None,
    typer.Option("--told-by", metavar="SOURCE", help="Only what this source tells; may be repeated."),
]


def open_limited(story: str, known_by: str | None, told_by: list[str] | None) -> Story:
    """The story as asked for; what its other sources support is counted aloud."""
    from ..story import open

    opened = open(story, known_by=known_by, told_by=told_by)
    kinds = (f"{count} {kind}{'s' * (count != 1)}" for kind, count in sorted(opened.left_out.items()))
    if counts := ", ".join(kinds):
        complain(f"left out, as only later or other sources tell of them: {counts}")
    if known_by and opened.snapshot.newest is None:
        complain(f"no source of the story had been issued by {known_by}: nothing of it was known")
    return opened


def complain(text: str) -> None:
    """Say something beside the answer, on the standard error."""
    typer.echo(text, err=True)


def refuse_table_file(output: Path | None) -> None:
    """A table has no file format."""
    if output is not None:
        raise ExportError("a table is for the terminal; add --format csv or json to write a file")


def put(data: bytes, output: Path | None) -> None:
    """Bytes to a file, or to the standard output as they are."""
    if output is None:
        sys.stdout.buffer.write(data if data.endswith(b"\n") else data + b"\n")
        sys.stdout.flush()
        return
    from ..files import write_whole

    write_whole(output, data)
    typer.echo(output)
