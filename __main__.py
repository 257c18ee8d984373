"""The command line. Each command parses, calls one public function, and prints.

Exit codes: 0 good, 1 the data has findings, 2 could not run.
"""

from __future__ import annotations

import gc
import json
import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dateline.errors import DatelineError, ExportError, QueryError, StoryError
from dateline.export.commands.add import add
from dateline.export.commands.changes import changes
from dateline.export.commands.claims import claims
from dateline.export.commands.common import (
    KnownBy,
    Output,
    StoryName,
    ToldBy,
    complain,
    open_limited,
    put,
    refuse_table_file,
)
from dateline.export.commands.network import network_app
from dateline.export.commands.rates import rates
from dateline.export.commands.serve import serve
from dateline.export.commands.when import when

app = typer.Typer(
    name="dateline",
    help="Event timeline knowledge graphs of news stories, with evidence for every answer.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(network_app, name="network")

Sources = Annotated[
    Path | None,
    typer.Option("--sources", metavar="DIR", help="The folder of the sources' texts."),
]
Format = Annotated[str, typer.Option("--format", help="table, json, csv, … as the command allows.")]


def main() -> NoReturn:
    """Run the command line; errors that a user can mend are told in words, without a traceback."""
    try:
        app(standalone_mode=True)
    except StoryError as error:
        complain(str(error))
        sys.exit(1)
    except DatelineError as error:
        complain(f"dateline: {error}")
    except BrokenPipeError:
        # `dateline … | head` closed the pipe: not an error, but nothing more can be printed.
        sys.stderr.close()
    except OSError as error:
        complain(f"dateline: the answer cannot be written: {error.strerror or error}")
        # What is left in the buffer would fail again when Python ends.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.exit(2)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from dateline import __version__

        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.command()
def demo(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write to.")] = Path(
        "dateline-demo"
    ),
) -> None:
    """Build the bundled story, write its page, and say where it is."""
    from dateline.export.story import BUNDLED, build, open

    store, page = output / f"{BUNDLED}.store", output / f"{BUNDLED}.html"
    build(BUNDLED, store)
    story = open(store)
    story.export("html", page)
    typer.echo(f"{story.title}: {len(story.timeline())} events")
    typer.echo(f"store: {store}\npage:  {page.resolve().as_uri()}")
    typer.echo(f"Next:  {_command()} query {shlex.quote(str(store))} --list")


@app.command()
def new(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")]) -> None:
    """Start a story: a folder with an example that explains itself."""
    from dateline.data.starter import write_starter

    for path in write_starter(folder):
        typer.echo(path)
    typer.echo(f"Next:  {_command()} check {shlex.quote(str(folder))}")


app.command()(add)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the story format, for editors."""
    from dateline.data.schema import story_schema

    typer.echo(json.dumps(story_schema(), indent=2))


@app.command()
def check(story: StoryName, sources: Sources = None) -> None:
    """Prove a story's records, dates, quotes and shapes. Exits 0 when valid, 1 with findings.

    With the texts (--sources, or a folder `sources` in the story), the places of all quotes are kept in
    the story's proofs.json.
    """
    from dateline.export.story import check

    report = check(story, sources)
    for finding in (*report.findings, *report.shapes):
        complain(str(finding))
    if report.counted:
        typer.echo(f"{report.proven} quotes proven, {report.unproven} not proven")
    if report.unproven and report.ok:
        complain("not proven: the texts were not given; use --sources DIR")
    if report.proofs_written:
        typer.echo("proofs.json written")
    if not report.ok:
        total = len(report.findings) + len(report.shapes)
        complain(f"{total} finding{'s' * (total != 1)}")
        raise typer.Exit(1)
    _tell_conflicts(story, report.conflicts)
    typer.echo("valid" if not report.unproven else "records valid, quotes not checked against their texts")


@app.command()
def build(
    story: StoryName,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="STORE", help="The store: a folder, or an endpoint's address."
        ),
    ],
    sources: Sources = None,
    graph_store: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where the endpoint takes graphs, if it is not found."),
    ] = None,
) -> None:
    """Build a story into a store on disk, all of it or nothing, or onto a SPARQL 1.1 endpoint.

    An endpoint gets three named graphs by the Graph Store Protocol; what cannot be written is put back.
    """
    from dateline.export.story import build

    report = build(story, output, sources, graph_store=graph_store)
    typer.echo(f"{output}: built, {report.proven} quotes proven, {report.unproven} not proven")
    _tell_conflicts(output, report.conflicts)


def _tell_conflicts(story: str, count: int) -> None:
    if count:
        where = f"`dateline query {shlex.quote(story)} --name conflicts` tells them"
        complain(f"{count} conflict{'s' * (count != 1)}: {where}")


@app.command()
def timeline(
    story: StoryName,
    first: Annotated[str | None, typer.Option("--from", metavar="D", help="First day.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="D", help="Last day.")] = None,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
    actor: Annotated[
        str | None, typer.Option(help="Only events of this actor: id, name or spelling.")
    ] = None,
    output_format: Annotated[str, typer.Option("--format", help="table, json, csv, md or ics.")] = "table",
    output: Output = None,
) -> None:
    """What happened and is to happen, in order, with the words that say so.

    The order is that of the days by which each had begun for certain; what has no date comes last.

    --from and --to keep what may lie between them; an event without a date stays. What is left out is
    counted.
    """
    from dateline.export import timelines

    entries = open_limited(story, known_by, told_by).timeline(first=first, last=last, actor=actor)
    for reason, count in entries.left_out.items():
        complain(f"{count} left out: {reason}")
    if output_format == "table":
        refuse_table_file(output)
        from dateline.export.terminal import print_table

        print_table(timelines.TABLE_COLUMNS, timelines.timeline_rows(entries), dedupe=False)
        return
    if output_format not in timelines.FORMATS:
        raise ExportError(
            f'there is no timeline format "{output_format}"; one of: table, {", ".join(timelines.FORMATS)}'
        )
    text = timelines.FORMATS[output_format](entries)
    if output_format == "ics" and (missing := timelines.not_in_calendar(entries)):
        complain(f"{missing} left out: a calendar needs a first and a last day")
    put(text.encode("utf-8"), output)


for _ask in (rates, claims, when, changes, serve):
    app.command()(_ask)


@app.command()
def query(
    story: StoryName,
    sparql: Annotated[str | None, typer.Argument(metavar="[SPARQL]", help="A query.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="Read the query here.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="A canned query.")] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the canned query."),
    ] = None,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
    list_them: Annotated[bool, typer.Option("--list", help="List the canned queries.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the SPARQL instead.")] = False,
    output_format: Annotated[
        str, typer.Option("--format", help="table; json, csv, tsv, xml; ttl, nt, jsonld, rdfxml.")
    ] = "table",
    output: Output = None,
) -> None:
    """Ask in SPARQL 1.1. Prefixes are declared, and `:` is the story's own: `:carney dl:met ?who`."""
    if list_them:
        _list_queries()
        return
    opened = open_limited(story, known_by, told_by)
    text = _one_query(sparql, file, name)
    answer = opened.query(text, name=name, parameters=_parameters(parameters))
    if show:
        typer.echo(answer.sparql)
    elif output_format == "table" and not answer.is_graph:
        refuse_table_file(output)
        _print_rows(answer)
        for hint in opened.hints(answer.sparql):
            complain(hint)
    else:
        chosen = None if output_format == "table" else output_format
        put(answer.serialize(chosen), output)


def _one_query(sparql: str | None, file: Path | None, name: str | None) -> str | None:
    if sum(given is not None for given in (sparql, file, name)) != 1:
        raise QueryError("give one of: a query, -f FILE, or --name NAME (see --list)")
    if file is None:
        return sparql
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise QueryError(f'the query file "{file}" cannot be read: it is not UTF-8') from None
    except OSError as error:
        raise QueryError(f'the query file "{file}" cannot be read: {error.strerror}') from None


def _parameters(given: list[str] | None) -> dict[str, str]:
    pairs = [item.partition("=") for item in given or ()]
    for name, equals, _ in pairs:
        if not equals:
            raise QueryError(f'"{name}" sets nothing; write --set NAME=VALUE')
    return {name: value for name, _, value in pairs}


def _list_queries() -> None:
    from dateline.graph.canned import canned_queries

    for query in canned_queries().values():
        typer.echo(f"{query.name}\n  {query.title}\n  {query.description}")
        for parameter in query.parameters:
            typer.echo(f"  --set {parameter.name}=… ({parameter.kind}): {parameter.meaning}")


def _print_rows(answer: object) -> None:
    from dateline.export.iris import shorten_iri
    from dateline.export.terminal import print_table
    from dateline.graph.results import Answer

    assert isinstance(answer, Answer)
    if answer.boolean is not None:
        typer.echo("yes" if answer.boolean else "no")
        return
    prefixes = answer.view.prefixes
    rows = [[None if cell is None else shorten_iri(cell, prefixes) for cell in row] for row in answer.rows]
    print_table(answer.columns, rows)
    count = len(rows)
    complain(f"{count} row{'s' * (count != 1)}")


@app.command()
def export(
    story: StoryName,
    to: Annotated[
        str,
        typer.Option("--to", help="html, svg, ttl, trig, nq, jsonld, rdfxml, graphml, gexf or csv."),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file; for csv a folder.")],
    with_sparql: Annotated[
        bool, typer.Option("--with-sparql", help="A page that answers SPARQL itself; 3 MB more.")
    ] = False,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
) -> None:
    """Write a story as a page, as a picture, as RDF, or as a network; says what the format cannot carry."""
    for note in open_limited(story, known_by, told_by).export(to, output, with_sparql=with_sparql):
        complain(f"note: {note}")
    typer.echo(output)


def _command() -> str:
    """What to type for this command line: its name, or where it is when it is on no PATH."""
    return "dateline" if shutil.which("dateline") else sys.argv[0]


def run() -> NoReturn:
    """The command line as a process of its own, in which nothing is lost by looking for garbage seldom.

    A story is many small objects that all live to the end: looking among them at every 700 takes a tenth
    of the time of most commands.
    """
    gc.set_threshold(200_000, 50, 50)
    main()


if __name__ == "__main__":
    run()
