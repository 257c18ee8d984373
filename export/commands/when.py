"""``dateline when``: when things were, with what certainty, and how they stand to each other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import ExportError, QueryError
from .common import KnownBy, Output, StoryName, ToldBy, complain, open_limited, put, refuse_table_file

if TYPE_CHECKING:
    from pathlib import Path

    from ...graph.snapshot import Snapshot
    from ...graph.time.answers import Range

FORMATS = ("table", "json", "csv")


def when(
    story: StoryName,
    one: Annotated[str | None, typer.Argument(metavar="[A]", help="A thing: id, label or spelling.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="The thing to compare it with.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="D", help="On this day, or some day of a month or year.")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="D", help="Not over before this day.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="D", help="Begun by this day.")] = None,
    output_format: Annotated[str, typer.Option("--format", help="table, json or csv.")] = "table",
    output: Output = None,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
) -> None:
    """When a thing was, whether it was so on a day, and how two things stand in time.

    Things are events, states of policies, tenures and claims. With A: its days, how each was read, and what
    sources say of it. With A and B: which came first, and Allen's thirteen relations. With --on, or --from
    and --to: certain, possible or impossible, for A or for all. With none of them: when each thing was;
    as json or csv, how every two things stand.
    """
    from ...graph.time.answers import range_of, thing_named

    if output_format not in FORMATS:
        raise ExportError(f'there is no format "{output_format}" here; one of: {", ".join(FORMATS)}')
    if output_format == "table":
        refuse_table_file(output)
    asked = any(day is not None for day in (on, first, last))
    _refuse_mixtures(other, asked, on is not None and (first is not None or last is not None))
    days = range_of(first, last) if on is None else range_of(on, on)
    snapshot = open_limited(story, known_by, told_by).snapshot
    named = [thing_named(snapshot, name) for name in (one, other) if name is not None]
    if asked:
        _tell_days(snapshot, named, days, output_format, output)
    elif len(named) == 1:
        _tell_dating(snapshot, named[0], output_format, output)
    elif named or output_format != "table":
        _tell_pairs(snapshot, named, output_format, output)
    else:
        _list_all(snapshot)


def _refuse_mixtures(other: str | None, asked: bool, both: bool) -> None:
    if both:
        raise QueryError("give either --on, or --from and --to")
    if other is not None and asked:
        raise QueryError("days are asked of one thing, or of all; leave out the second thing or the days")


def _tell_days(
    snapshot: Snapshot, named: list[str], days: Range, output_format: str, output: Path | None
) -> None:
    from ...graph.time.answers import in_range, things
    from .. import answers
    from ..terminal import print_table

    found = in_range(snapshot, named or things(snapshot), days)
    if output_format == "json":
        listed = [answers.day_object(item, snapshot) for item in found]
        _put_json(listed[0] if named else listed, output)
    elif output_format == "csv":
        put(answers.days_csv(found, snapshot).encode(), output)
    if output_format != "table":
        return
    shown, left_out = (found, {}) if named else answers.worth_a_row(found)
    for reason, count in left_out.items():
        complain(f"{count} left out: {reason}")
    print_table(("certainty", "when", "type", "what"), answers.day_rows(shown, snapshot), dedupe=False)


def _tell_dating(snapshot: Snapshot, thing: str, output_format: str, output: Path | None) -> None:
    from ...graph.time.dating import dating
    from .. import answers
    from ..terminal import print_table

    found = dating(snapshot, thing)
    if output_format == "csv":
        raise ExportError("one thing is told as a table or as json; csv has rows of things or of pairs")
    if output_format == "json":
        _put_json(answers.dating_object(found), output)
        return
    typer.echo(answers.heading(snapshot, thing))
    tables = (
        (("read as", "words", "from", "rule", "quote"), answers.reading_rows(found)),
        (("this", "relation", "that", "quote"), answers.stated_rows(found)),
    )
    for columns, rows in tables:
        if rows:
            typer.echo()
            print_table(columns, rows, dedupe=False)
    for reason in found.conflicts:
        typer.echo(f"\nconflict: {reason}")


def _tell_pairs(snapshot: Snapshot, named: list[str], output_format: str, output: Path | None) -> None:
    """Two things, or every pair when none is named."""
    from ...graph.time.answers import compare, compare_all
    from .. import answers
    from ..terminal import print_table

    if not named:
        write = answers.pairs_json if output_format == "json" else answers.pairs_csv
        put(write(compare_all(snapshot), snapshot).encode(), output)
        return
    found = compare(snapshot, *named)
    if output_format == "json":
        _put_json(answers.pair_object(found, snapshot), output)
    elif output_format == "csv":
        put(answers.pairs_csv([found], snapshot).encode(), output)
    else:
        for thing in named:
            typer.echo(answers.heading(snapshot, thing))
        typer.echo(f"\n{answers.order_sentence(found.order)}\n")
        print_table(("certainty", "relation", "the first"), answers.relation_rows(found), dedupe=False)


def _list_all(snapshot: Snapshot) -> None:
    from ...graph.time.answers import in_range, things
    from .. import answers
    from ..terminal import print_table

    shown, left_out = answers.worth_a_row(in_range(snapshot, things(snapshot), (None, None)))
    for reason, count in left_out.items():
        complain(f"{count} left out: {reason}")
    rows = [row[1:] for row in answers.day_rows(shown, snapshot)]
    print_table(("when", "type", "what"), rows, dedupe=False)


def _put_json(value: object, output: Path | None) -> None:
    put((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode(), output)
