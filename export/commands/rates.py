"""``dateline rates``: which rates applied on a day, and how they went over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import ExportError
from .common import KnownBy, Output, StoryName, ToldBy, complain, open_limited, put, refuse_table_file

if TYPE_CHECKING:
    from ...graph.rates.day import Rates
    from ..story import Story

CHARTS = ("html", "svg")


def rates(
    story: StoryName,
    on: Annotated[str | None, typer.Option("--on", metavar="D", help="The day asked about.")] = None,
    product: Annotated[
        str | None, typer.Option("--product", metavar="P", help="A product's name or id, or an HS heading.")
    ] = None,
    origin: Annotated[
        str | None, typer.Option("--origin", metavar="C", help="Goods of this country: id or name.")
    ] = None,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
    first: Annotated[str | None, typer.Option("--from", metavar="D", help="Where a chart begins.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="D", help="Where a chart ends.")] = None,
    output_format: Annotated[
        str, typer.Option("--format", help="table, json, csv, md; html or svg for a chart over time.")
    ] = "table",
    output: Output = None,
) -> None:
    """Which rates applied on a day: certainly or possibly, with legal basis, exemptions and the words.

    What was only announced, proposed or suspended stands apart, and rates are added up only where a source
    says that they add up. An HS heading such as 7208.51 finds the products whose headings hold it.

    As html or svg: a step chart of the rates over time, with uncertain spans drawn as such (--on marks a
    day in it).
    """
    if output_format in CHARTS:
        chart = _chart(
            open_limited(story, known_by, told_by), output_format, (on, product, origin, first, last)
        )
        put(chart.encode("utf-8"), output)
        return
    if on is None:
        raise ExportError("rates are those of a day; add --on YYYY-MM-DD, or --format html for a chart")
    if first is not None or last is not None:
        raise ExportError("--from and --to set where a chart begins and ends; add --format html or svg")
    from ..rates import files as files

    if output_format != "table" and output_format not in files.FORMATS:
        known = ", ".join(("table", *files.FORMATS, *CHARTS))
        raise ExportError(f'there is no format "{output_format}" of rates; one of: {known}')
    found = open_limited(story, known_by, told_by).rates(on=on, product=product, origin=origin)
    _tell(found.read_as, found.left_out)
    if output_format == "table":
        refuse_table_file(output)
        _print(found)
        return
    put(files.FORMATS[output_format](found).encode("utf-8"), output)


def _tell(read_as: tuple[str, ...], left_out: dict[str, int]) -> None:
    for sentence in read_as:
        complain(sentence)
    for reason, count in left_out.items():
        complain(f"{count} left out: {reason}")


def _print(found: Rates) -> None:
    from ..rates import words as told
    from ..terminal import print_table

    typer.echo(told.title(found))
    for sentence in (*told.nothing_known(found), *told.past_the_sources(found)):
        typer.echo(sentence)
    if found.in_force:
        typer.echo()
        print_table(told.COLUMNS, told.state_rows(found), dedupe=False)
    if aside := told.aside_rows(found):
        typer.echo("\nDid not apply")
        print_table(told.ASIDE_COLUMNS, aside, dedupe=False)
    if lines := told.stacking_lines(found):
        typer.echo("\nWhich add up")
        for line in lines:
            typer.echo(line)


def _chart(story: Story, kind: str, asked: tuple[str | None, ...]) -> str:
    from ...data.edtf import checked_day
    from ..rates.chart import build_chart
    from ..rates.drawing import chart_svg
    from ..rates.page import chart_page

    on, product, origin, first, last = asked
    states = story.rate_states(product=product, origin=origin)
    chart = build_chart(states, story.title, first=first, last=last, day=checked_day(on) if on else None)
    _tell(states.goods.read_as if states.goods else (), {**states.left_out, **chart.left_out})
    return chart_page(chart, story.language) if kind == "html" else chart_svg(chart)
