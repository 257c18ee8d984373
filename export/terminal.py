"""Answers on the terminal: tables as wide as they need to be, repeated cells left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

DITTO = "″"
PIPE_WIDTH = 160
"""Columns of text when the output is no terminal and ``COLUMNS`` is not set: a table in a file or
pipe is not squeezed into 80."""


def console() -> Console:
    """The console for answers; outside a terminal it is wide and plain."""
    plain = Console()
    if plain.is_terminal:
        return plain
    width = os.environ.get("COLUMNS", "")
    return Console(width=int(width) if width.isdecimal() else PIPE_WIDTH, no_color=True)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str | None]], *, dedupe: bool = True) -> None:
    """A table; with ``dedupe``, a ditto mark stands for what the row above says in the same column.

    Only where all cells before it are the same too. An empty cell is an unbound one, never a repeated one.
    """
    console().print(table_of(columns, rows, dedupe=dedupe))


def table_of(columns: Sequence[str], rows: Iterable[Sequence[str | None]], *, dedupe: bool) -> Table:
    """The table itself, for another console."""
    table = Table(show_lines=False, header_style="bold", pad_edge=False, box=None)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    above: Sequence[str | None] = ()
    for row in rows:
        same = _shared_prefix(above, row) if dedupe else 0
        cells = (DITTO if i < same and cell else cell or "" for i, cell in enumerate(row))
        table.add_row(*(Text(cell) for cell in cells))
        above = row
    return table


def _shared_prefix(above: Sequence[str | None], row: Sequence[str | None]) -> int:
    """How many leading cells two rows share; never all of them."""
    shared = 0
    for one, other in zip(above, row, strict=False):
        if one != other or shared == len(row) - 1:
            break
        shared += 1
    return shared
