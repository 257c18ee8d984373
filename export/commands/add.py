"""``dateline add``: a text becomes a source of a story."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import NotAStoryError
from .common import complain

if TYPE_CHECKING:
    from ...data.adding.sources import Added


def add(
    source_file: Annotated[
        Path, typer.Argument(metavar="SOURCE_FILE", help="The text: a file in UTF-8.", show_default=False)
    ],
    story: Annotated[str, typer.Argument(metavar="STORY", help="Your story's folder.", show_default=False)],
    issued: Annotated[
        str, typer.Option("--issued", metavar="D", help="The day on which it came out: YYYY-MM-DD.")
    ],
    title: Annotated[str, typer.Option("--title", help="Its title.")],
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Id or name of an actor; a new one is added.")
    ] = None,
    authors: Annotated[
        list[str] | None,
        typer.Option("--author", help="Id or name of an actor; may be repeated, a new one is added."),
    ] = None,
    address: Annotated[
        str | None, typer.Option("--address", metavar="URL", help="Where others find it.")
    ] = None,
    source_id: Annotated[
        str | None, typer.Option("--id", help="Its id; else made of publisher and day.")
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources", metavar="DIR", help="The folder of the texts; else `sources` in the story."
        ),
    ] = None,
) -> None:
    """Register a text as a source of a story, with its hash, and show what to write next.

    The text is copied into the story's folder of texts, and the record put into its YAML; all else there
    stays as it is. All or nothing. What is printed is YAML: `> STORY/NAME.yaml` keeps it for filling in.
    """
    from ...data.adding.sources import add_source

    added = add_source(
        _own_folder(story),
        source_file,
        issued=issued,
        title=title,
        publisher=publisher,
        authors=authors or (),
        address=address,
        source_id=source_id,
        texts=sources,
    )
    for note in added.notes:
        complain(f"note: {note}")
    _tell(story, added, sources)


def _own_folder(story: str) -> Path:
    """A folder that may be written to; ``add_source`` tells whether it holds a story."""
    from ...graph.opening import bundled_stories, story_folder
    from ...graph.store import is_store

    folder = story_folder(story)
    if folder == bundled_stories().get(story):
        there = f"; the folder of that name is ./{story}" if Path(story).is_dir() else ""
        raise NotAStoryError(f'"{story}" comes with dateline; copy {folder} and add to the copy{there}')
    if is_store(folder):
        raise NotAStoryError(f'"{story}" is a store; add to the story folder it was built from')
    return folder


def _tell(story: str, added: Added, sources: Path | None) -> None:
    """What was done, as comments of the YAML to fill in, so that all of it can be kept in a file."""
    from ...data.adding.skeleton import skeleton

    source = added.source
    typer.echo(f"# {added.text}: {'copied' if added.copied else 'is there already'}")
    for actor in added.actors:
        file = Path(story, added.written[actor.id])
        typer.echo(f'# {file}: actor "{actor.id}" added: {actor.label} ({actor.type})')
    typer.echo(f'# {Path(story, added.written[source.id])}: source "{source.id}" added')
    where = f" --sources {shlex.quote(str(sources))}" if sources else ""
    typer.echo(f"# Next: code what it says, as below, in a file such as {Path(story, source.id)}.yaml; then:")
    typer.echo(f"#   dateline check {shlex.quote(story)}{where}\n")
    typer.echo(skeleton(source, added.records), nl=False)
