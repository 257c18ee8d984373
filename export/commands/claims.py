"""``dateline claims``: who promised or predicted what, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import ExportError
from .common import KnownBy, Output, StoryName, ToldBy, complain, open_limited, put, refuse_table_file

if TYPE_CHECKING:
    from ...graph.claims import Claims

Several = list[str] | None


def claims(
    story: StoryName,
    speaker: Annotated[
        str | None, typer.Option("--speaker", help="Who says it: id, name or spelling of an actor.")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option("--about", help="What it is about; states and narrower topics count too."),
    ] = None,
    modality: Annotated[
        Several,
        typer.Option("--modality", help="Promised, Predicted, Demanded, …; several with commas."),
    ] = None,
    outcome: Annotated[
        Several,
        typer.Option("--outcome", help="Kept, Broken, Pending, CameTrue, DidNotComeTrue or none."),
    ] = None,
    addressee: Annotated[
        str | None, typer.Option("--addressee", help="To whom: id, name or spelling of an actor.")
    ] = None,
    stance: Annotated[Several, typer.Option("--stance", help="For, Against or Open.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="D", help="First day.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="D", help="Last day.")] = None,
    direct: Annotated[bool, typer.Option("--direct", help="Only in the speaker's own words.")] = False,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
    output_format: Annotated[str, typer.Option("--format", help="table, json, csv or md.")] = "table",
    output: Output = None,
) -> None:
    """What was promised, predicted or said, by whom, when, and what came of it, with both quotes.

    In order of time; what has no date comes last. --from and --to keep what may have been said between
    them. What is left out is counted.
    """
    found = open_limited(story, known_by, told_by).claims(
        speaker=speaker,
        addressee=addressee,
        about=about,
        modality=modality or (),
        stance=stance or (),
        outcome=outcome or (),
        first=first,
        last=last,
        direct=direct,
    )
    for reason, count in found.left_out.items():
        complain(f"{count} left out: {reason}")
    if not found:
        complain("no claim is left" if found.left_out else "the story has no claims")
    _print(found, output_format, output)


def _print(found: Claims, output_format: str, output: Output) -> None:
    from .. import claims as formats

    if output_format == "table":
        refuse_table_file(output)
        from ..terminal import print_table

        if found:
            print_table(formats.TABLE_COLUMNS, formats.claim_rows(found), dedupe=False)
        return
    if output_format not in formats.FORMATS:
        names = ", ".join(formats.FORMATS)
        raise ExportError(f'there is no format "{output_format}" for claims; one of: table, {names}')
    put(formats.FORMATS[output_format](found).encode("utf-8"), output)
