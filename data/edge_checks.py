"""What is wrong with an edge list, row by row: the slow reading, done when the quick one met trouble."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..errors import Finding, StoryError

if TYPE_CHECKING:
    from .edge_tables import Columns

MOST = 100
"""Findings at most; one more tells how many there are."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which column holds what; None where there is none."""

    source: str
    target: str
    time: str
    end: str | None
    relation: str | None
    weight: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns to read."""
        every = (self.source, self.target, self.time, self.end, self.relation, self.weight)
        return tuple(name for name in every if name is not None)


@dataclass(frozen=True, slots=True)
class Format:
    """How a file holds its table; Parquet has no ``delimiter``, TSV no ``quote``."""

    name: str
    delimiter: str | None
    quote: str | None
    packed: bool = False

    def open(self, path: Path) -> gzip.GzipFile | BufferedReader:
        """The bytes of the table."""
        return gzip.open(path, "rb") if self.packed else path.open("rb")


_FORMATS = {
    ".csv": ("CSV", ",", '"'),
    ".tsv": ("TSV", "\t", None),
    ".tab": ("TSV", "\t", None),
    ".parquet": ("Parquet", None, None),
}


def format_of(path: Path) -> Format:
    """The format of a file by its name; :class:`StoryError` for another."""
    packed = path.suffix.lower() == ".gz"
    suffix = Path(path.stem if packed else path.name).suffix.lower()
    if suffix not in _FORMATS:
        known = ", ".join(_FORMATS)
        mend = f"name it {known}, each also with .gz"
        raise StoryError([Finding(str(path), 0, "is not known as a table by its name", mend)])
    return Format(*_FORMATS[suffix], packed)


def missing(file: str, header: list[str], choice: Choice) -> list[Finding]:
    """A finding for each chosen column that the header lacks or has twice."""
    found = []
    for name in dict.fromkeys(choice.names):
        if name not in header:
            near = get_close_matches(name, header, n=1, cutoff=0.5)
            hint = f'did you mean "{near[0]}"? ' if near else ""
            found.append(Finding(file, 1, f'no column "{name}"', f"{hint}columns: {', '.join(header)}"))
        elif header.count(name) > 1:
            found.append(Finding(file, 1, f'two columns are named "{name}"', "give each a name of its own"))
    return found


def lines_of(path: Path, form: Format) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text table, header included, each with the line on which it ends; no empty ones.

    Raises :class:`StoryError` at the first line that is not UTF-8, or cannot be parsed.
    """
    reader: Iterator[list[str]] = iter(())
    with form.open(path) as stream:
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if form.quote else csv.QUOTE_NONE
        rows = csv.reader(
            _decoded(path, stream), delimiter=form.delimiter or ",", quoting=quoting, quotechar='"'
        )
        reader = filter(None, rows)
        try:
            for row in reader:
                yield rows.line_num, row
        except csv.Error as error:
            problem = f"cannot be read as {form.name}: {error}"
            raise StoryError([Finding(str(path), rows.line_num, problem, "mend the line")]) from None


def _decoded(path: Path, stream: Iterable[bytes]) -> Iterator[str]:
    for number, line in enumerate(stream, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            value = line[error.start : error.end]
            problem = f"is not UTF-8: byte {value!r} at place {error.start + 1} of the line"
            raise StoryError([Finding(str(path), number, problem, "save the file as UTF-8")]) from None


def findings_of(path: Path, choice: Choice, columns: Columns) -> list[Finding]:
    """Every row that cannot be used, with its line (of Parquet: its row); at most :data:`MOST`."""
    form = format_of(path)
    each = _of_rows(path, choice, columns) if form.delimiter is None else _of_lines(path, form, choice)
    found = list(islice(each, MOST))
    more = sum(1 for _ in each)
    if more:
        found.append(Finding(str(path), 0, f"{more} more rows cannot be used", "mend those above first"))
    return found or [Finding(str(path), 0, "has rows that cannot be read", "write the table anew")]


def _of_lines(path: Path, form: Format, choice: Choice) -> Iterator[Finding]:
    rows = lines_of(path, form)
    _, header = next(rows)
    places = [header.index(name) for name in choice.names]
    for line, row in rows:
        if len(row) != len(header):
            problem = f"has {len(row)} columns instead of {len(header)}"
            yield Finding(str(path), line, problem, f"columns: {', '.join(header)}")
            continue
        values = dict(zip(choice.names, (row[place] for place in places), strict=True))
        yield from _of_row(str(path), line, choice, values)


def _of_rows(path: Path, choice: Choice, columns: Columns) -> Iterator[Finding]:
    from .edge_tables import texts_of

    every = (columns.source, columns.target, columns.time, columns.end, columns.relation, columns.weight)
    names = (choice.source, choice.target, choice.time, choice.end, choice.relation, choice.weight)
    for number, row in enumerate(texts_of(every), start=1):
        values = {name: text for name, text in zip(names, row, strict=True) if name is not None}
        yield from _of_row(str(path), number, choice, values)


def _of_row(file: str, line: int, choice: Choice, values: dict[str, str]) -> Iterable[Finding]:
    from .edge_days import range_text, read_day

    for name in (choice.source, choice.target):
        if not values[name].strip():
            yield Finding(file, line, f'"{name}" is empty', "an edge has two ends")
    time = values[choice.time]
    _, problem = read_day(range_text(time, values[choice.end]) if choice.end else time)
    if problem:
        told, _, mend = problem.partition("; ")
        named = f'"{choice.time}" {told}' if told.startswith("has no") else told
        yield Finding(file, line, named, mend or "write YYYY-MM-DD")
    if choice.weight and not _is_number(values[choice.weight]):
        problem = f'"{values[choice.weight]}" is no number for "{choice.weight}"'
        yield Finding(file, line, problem, "write a number such as 1.5")


def _is_number(text: str) -> bool:
    from math import isfinite

    try:
        return isfinite(float(text))
    except ValueError:
        return False
