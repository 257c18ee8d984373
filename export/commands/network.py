"""``dateline network``: questions about relationships, on the command line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from .common import KnownBy, StoryName, ToldBy, complain, open_limited

if TYPE_CHECKING:
    from ..relations import Relations

network_app = typer.Typer(
    help="Who is connected to whom, through what, and since when.",
    invoke_without_command=True,
    rich_markup_mode=None,
)


@network_app.callback()
def network(
    context: typer.Context, story: StoryName, known_by: KnownBy = None, told_by: ToldBy = None
) -> None:
    """Who is connected to whom, through what, and since when. Without a command: a summary."""
    context.obj = _Asked(story, known_by, told_by)
    if context.invoked_subcommand is None:
        _print_network(_relations(context))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The story that a command is about, and its limits where they were given before the command."""

    story: str
    known_by: str | None
    told_by: list[str] | None


def _relations(
    context: typer.Context,
    on: str | None = None,
    certain: bool = False,
    known_by: str | None = None,
    told_by: list[str] | None = None,
) -> Relations:
    """The network as asked for; what a day or the sources leave out is counted aloud."""
    from ...data.edtf import checked_day
    from ..relations import Relations

    asked: _Asked = context.obj
    story = open_limited(asked.story, known_by or asked.known_by, told_by or asked.told_by)
    relations = Relations.of(story, checked_day(on) if on else None, certain=certain)
    for reason, count in relations.left_out.items():
        complain(f"{count} left out: {reason}")
    return relations


OnDay = Annotated[str | None, typer.Option("--on", metavar="D", help="As it stood at the end of this day.")]
Certain = Annotated[bool, typer.Option("--certain", help="Only what is certain on that day.")]


@network_app.command()
def summary(
    context: typer.Context,
    on: OnDay = None,
    certain: Certain = False,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
) -> None:
    """How many things and relations of each kind there are, as a whole or on a day."""
    _print_network(_relations(context, on, certain, known_by, told_by))


def _print_network(relations: Relations) -> None:
    from collections import Counter

    from ..terminal import print_table

    network = relations.network
    kinds = Counter(network.nodes[node]["kind"] for node in network)
    edges = Counter(network.edges[edge]["kind"] for edge in network.edges(keys=True))
    rows = [("node", kind, str(count)) for kind, count in kinds.most_common()]
    rows += [("edge", kind, str(count)) for kind, count in edges.most_common()]
    print_table(("part", "kind", "count"), rows)


Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


@network_app.command()
def path(
    context: typer.Context,
    start: Annotated[str, typer.Argument(help="An actor or other thing: id, name or spelling.")],
    end: Annotated[str, typer.Argument(help="Where the path leads.")],
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many paths.")] = 3,
    on: OnDay = None,
    certain: Certain = False,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
    as_json: Json = False,
) -> None:
    """The shortest paths between two actors, each step with the words that support it."""
    from ..relations import path_objects, path_rows
    from ..terminal import print_table

    relations = _relations(context, on, certain, known_by, told_by)
    paths = relations.paths(start, end, limit)
    if as_json:
        _echo_json(path_objects(paths, relations.network))
    elif not paths:
        typer.echo(f"nothing connects {start} and {end}")
    else:
        columns = ("path", "hop", "step", "when", "quote")
        print_table(columns, path_rows(paths, relations.network))


@network_app.command()
def brokers(
    context: typer.Context,
    on: OnDay = None,
    certain: Certain = False,
    as_json: Json = False,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
) -> None:
    """Who connects groups that are otherwise apart, through events that they share.

    Betweenness is the share of shortest paths that run through an actor (Freeman 1977).
    """
    from ..terminal import print_table

    relations = _relations(context, on, certain, known_by, told_by)
    found = relations.connectors()
    if as_json:
        _echo_json(
            [
                {
                    "id": relations.network.nodes[item.actor]["id"],
                    "label": item.label,
                    "betweenness": item.betweenness,
                    "partners": item.partners,
                    "separates": item.separates,
                }
                for item in found
            ]
        )
        return
    rows = [
        (
            item.label,
            f"{item.betweenness:.3f}",
            str(item.partners),
            " | ".join(", ".join(part) for part in item.separates),
        )
        for item in found
    ]
    print_table(("actor", "betweenness", "partners", "would fall apart"), rows, dedupe=False)


@network_app.command()
def communities(
    context: typer.Context,
    on: OnDay = None,
    certain: Certain = False,
    as_json: Json = False,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
) -> None:
    """Groups of actors that share more events with each other than with the rest (Louvain)."""
    from ..terminal import print_table

    groups = _relations(context, on, certain, known_by, told_by).communities()
    if as_json:
        _echo_json(groups)
        return
    rows = [(str(number), actor) for number, group in enumerate(groups, 1) for actor in group]
    print_table(("group", "actor"), rows)


@network_app.command()
def ego(
    context: typer.Context,
    actor: Annotated[str, typer.Argument(help="An actor: id, name or spelling.")],
    radius: Annotated[int, typer.Option(min=1, max=5, help="How many steps around.")] = 1,
    on: OnDay = None,
    certain: Certain = False,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
) -> None:
    """What an actor did, said and is part of, each with when and the words."""
    from ..relations import edge_rows
    from ..terminal import print_table

    part = _relations(context, on, certain, known_by, told_by).neighbourhood(actor, radius)
    print_table(("step", "when", "quote"), edge_rows(part), dedupe=False)


def _echo_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
