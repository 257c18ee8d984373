"""What every command about networks is asked: of which story or edge list, and in which format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

import typer

from ....data.edge_columns import is_edge_list
from ....errors import ExportError, QueryError
from ..common import complain, open_limited, put, refuse_table_file

if TYPE_CHECKING:
    from ....graph.networks.comparison import When
    from ....graph.networks.edge_network import EdgeNetwork
    from ....graph.networks.views import ViewName
    from ...story import Story
    from ...ties.told import Told

Columns: TypeAlias = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Said:
    """The story that a command is about, and its limits where they were given before the command."""

    story: str
    known_by: str | None = None
    told_by: list[str] | None = None


@dataclass(frozen=True, slots=False)
class Request:
    """A command's story or edge list, and where its answer goes."""

    said: Said
    known_by: str | None = None
    told_by: list[str] | None = None
    output_format: str = "table"
    output: Path | None = None
    columns: Columns | None = None
    drop_bad: bool = False
    directed: bool | None = None

    @property
    def of_edges(self) -> bool:
        """Whether the story is a plain edge list."""
        return is_edge_list(self.said.story) and not Path(self.said.story).is_dir()

    @cached_property
    def story(self) -> Story:
        """The story as asked for; what that leaves out is counted aloud."""
        if self.of_edges:
            raise QueryError(
                "this is asked of a story; an edge list tells only who is joined to whom, and when"
            )
        for name, value in (self.columns or {}).items():
            if value is not None:
                raise QueryError(f"--{name}-column is for an edge list, and {self.said.story} is none")
        return open_limited(
            self.said.story, self.known_by or self.said.known_by, self.told_by or self.said.told_by
        )

    @cached_property
    def edges(self) -> EdgeNetwork:
        """The edge list; what its reading changed or left out is said aloud."""
        from ....graph.networks.edge_network import open_edges

        if self.known_by or self.told_by or self.said.known_by or self.said.told_by:
            raise QueryError("an edge list has no sources; --known-by and --told-by are for stories")
        directed = True if self.directed is None else self.directed
        found = open_edges(self.said.story, directed=directed, drop_bad=self.drop_bad, **(self.columns or {}))
        for note in found.edges.notes:
            complain(note)
        return found

    def for_stories(self, **given: object) -> None:
        """Refuse options that an edge list cannot answer; ``given`` are their values by name."""
        for name, value in given.items():
            if value:
                raise QueryError(f"--{name.replace('_', '-')} is for stories, not for an edge list")

    def day(self, on: str | None) -> str | None:
        """The day of ``--on``; a :class:`dateline.errors.DateError` for a month or a year."""
        from ....data.edtf import checked_day

        return checked_day(on) if on else None

    def tell(self, left_out: Mapping[str, int]) -> None:
        """Count aloud what an answer does not take into account, but for what is no relationship at all."""
        for reason, count in left_out.items():
            if count and not reason.endswith("which is no relationship"):
                edges = reason.removeprefix("edges: ")
                said = "left out" if edges == reason else "edges are on no path"
                complain(f"{count} {said}: {edges}")

    def answer(self, told: Told) -> None:
        """Print an answer or write it, in the format that was asked for."""
        if self.output_format == "table":
            refuse_table_file(self.output)
            _print(told)
            return
        from ...ties.files import FORMATS

        if self.output_format not in FORMATS:
            known = ", ".join(("table", *FORMATS))
            raise ExportError(f'there is no format "{self.output_format}" of networks; one of: {known}')
        data, notes = FORMATS[self.output_format](told)
        for note in notes:
            complain(f"note: {note}")
        put(data, self.output)


def _print(told: Told) -> None:
    from ...terminal import print_table

    if not told.rows:
        typer.echo(told.empty)
        return
    print_table(told.columns, told.rows, dedupe=told.dedupe)
    for remark in told.remarks:
        typer.echo(remark)


def moment(text: str) -> When:
    """A day, month or year as it stands, or the window of two with a slash between them.

    Raises :class:`dateline.errors.DateError` for anything else.
    """
    from ....data.edtf import first_day, last_day

    if "/" not in text:
        last_day(text)
        return text
    first, last = (side.strip() for side in text.split("/", 1))
    if first:
        first_day(first)
    if last:
        last_day(last)
    return first or None, last or None


def view_named(name: str) -> ViewName:
    """The view of a name; :class:`QueryError` for one that there is not."""
    if name not in ("actors", "policies", "events", "claims"):
        raise QueryError(f'there is no view "{name}"; one of: actors, policies, events, claims')
    return cast("ViewName", name)


def window_in_words(first: str | None, last: str | None) -> str:
    """A window as part of a sentence; nothing for an open one."""
    return "".join((f" from {first}" if first else "", f" to {last}" if last else ""))
