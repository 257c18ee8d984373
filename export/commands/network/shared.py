"""The options that all commands about networks share, put behind those of each command."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from ..common import KnownBy, Output, ToldBy
from .request import Request

From = Annotated[str | None, typer.Option("--from", metavar="D", help="First day (or month, or year).")]
To = Annotated[str | None, typer.Option("--to", metavar="D", help="Last day (or month, or year).")]
OnDay = Annotated[str | None, typer.Option("--on", metavar="D", help="As it stood at the end of this day.")]
Certain = Annotated[bool, typer.Option("--certain", help="Only what holds whatever the uncertain days are.")]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Each step on a later day than the one before; else two may share one."),
]
_VIEW = typer.Option("--view", metavar="VIEW", help="Of a story: actors, policies, events or claims.")
View = Annotated[str, _VIEW]
MaybeView = Annotated[str | None, _VIEW]
_COLUMNS = {
    "source": "who acts",
    "target": "toward whom",
    "time": "when",
    "end": "until when it lasted",
    "relation": "what kind of tie it is",
    "weight": "how much it weighs",
}


def _column(name: str) -> Any:
    said = f"Of an edge list: the column that says {_COLUMNS[name]}."
    return Annotated[str | None, typer.Option(f"--{name}-column", metavar="NAME", help=said)]


SHARED: dict[str, tuple[Any, object]] = {
    "directed": (
        Annotated[
            bool | None,
            typer.Option(
                "--directed/--undirected",
                help="Ties lead one way or both ways; both in a story, one in an edge list, unless said.",
            ),
        ],
        None,
    ),
    "known_by": (KnownBy, None),
    "told_by": (ToldBy, None),
    "output_format": (
        Annotated[str, typer.Option("--format", help="table, json, csv, graphml, html or svg.")],
        "table",
    ),
    "as_json": (Annotated[bool, typer.Option("--json", help="The same as --format json.")], False),
    "output": (Output, None),
    **{f"{name}_column": (_column(name), None) for name in _COLUMNS},
    "drop_bad": (
        Annotated[
            bool,
            typer.Option("--drop-bad", help="Of an edge list: leave out and count rows that are no edge."),
        ],
        False,
    ),
}


def shared(function: Callable[..., None]) -> Callable[..., None]:
    """A command whose first parameter is a :class:`Request`, made of the shared options."""
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

    @wraps(function)
    def command(context: typer.Context, **values: Any) -> None:
        chosen = {name: values.pop(name) for name in SHARED}
        function(_request(context, chosen), **values)

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    first = inspect.Parameter("context", kind, annotation=typer.Context)
    rest = [
        inspect.Parameter(name, kind, default=default, annotation=hint)
        for name, (hint, default) in SHARED.items()
    ]
    parameters = [first, *own, *rest]
    del command.__wrapped__
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command


def _request(context: typer.Context, chosen: dict[str, Any]) -> Request:
    output: Path | None = chosen["output"]
    return Request(
        context.obj,
        chosen["known_by"],
        chosen["told_by"],
        "json" if chosen["as_json"] else chosen["output_format"],
        output,
        {name: chosen[f"{name}_column"] for name in _COLUMNS},
        chosen["drop_bad"],
        chosen["directed"],
    )
