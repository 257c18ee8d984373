"""The columns of a table file by pyarrow, as dictionary-encoded texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import Finding, StoryError
from .arrow import np, pa, pa_csv, pc
from .edge_checks import Choice, Format, format_of, lines_of, missing

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TEXT = pa.dictionary(pa.int32(), pa.string())
_BLOCK = 4 * 1024 * 1024
"""Bytes that are parsed at once; no row may be longer."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns that were asked for; ``ragged`` counts the rows that were skipped for their length."""

    source: pa.ChunkedArray
    target: pa.ChunkedArray
    time: pa.ChunkedArray
    end: pa.ChunkedArray | None
    relation: pa.ChunkedArray | None
    weight: pa.ChunkedArray | None
    ragged: int

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.source)

    def blank(self, name: str) -> NDArray[np.bool_]:
        """Where a column has nothing, or nothing but white space."""
        column: pa.ChunkedArray = getattr(self, name)
        parts = [_blank(chunk) for chunk in column.chunks]
        return np.concatenate(parts) if parts else np.zeros(0, np.bool_)


def _blank(chunk: pa.DictionaryArray) -> NDArray[np.bool_]:
    blank = [not (text or "").strip() for text in chunk.dictionary.to_pylist()]
    codes = chunk.indices.fill_null(len(blank)).to_numpy(zero_copy_only=False)
    found: NDArray[np.bool_] = np.array([*blank, True])[codes]
    return found


def read_columns(path: Path, choice: Choice) -> Columns:
    """Read the chosen columns; :class:`StoryError` when the file cannot be read as a table that has them."""
    form = format_of(path)
    try:
        return _parquet(path, choice, form) if form.delimiter is None else _text(path, choice, form)
    except (OSError, EOFError, pa.ArrowException) as error:
        raise StoryError(_unreadable(path, form, error)) from None


def names_of(path: Path) -> list[str]:
    """The names of a table's columns, in order; :class:`StoryError` when the file cannot be read as one."""
    form = format_of(path)
    try:
        if form.delimiter is not None:
            return _header(path, form)
        return list(_parquet_file(path, form).schema_arrow.names)
    except (OSError, EOFError, pa.ArrowException) as error:
        raise StoryError(_unreadable(path, form, error)) from None


def _unreadable(path: Path, form: Format, error: Exception) -> list[Finding]:
    told = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, FileNotFoundError):
        return [Finding(str(path), 0, "is not there", "check the path")]
    if form.delimiter and isinstance(error, pa.ArrowException):
        with suppress(OSError, EOFError):
            for _ in lines_of(path, form):  # Raises where the line is that cannot be read.
                pass
    return [Finding(str(path), 0, f"cannot be read as {form.name}: {told}", "write the table anew")]


def _text(path: Path, choice: Choice, form: Format) -> Columns:
    header = _header(path, form)
    if problem := missing(str(path), header, choice):
        raise StoryError(problem)
    ragged: list[None] = []

    def skip(row: Any) -> str:
        ragged.append(None)
        return "skip"

    with form.open(path) as stream:
        table = pa_csv.read_csv(
            stream,
            read_options=pa_csv.ReadOptions(block_size=_BLOCK),
            parse_options=pa_csv.ParseOptions(
                delimiter=form.delimiter,
                quote_char=form.quote or False,
                newlines_in_values=bool(form.quote),
                invalid_row_handler=skip,
            ),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys(choice.names, _TEXT),
                include_columns=list(dict.fromkeys(choice.names)),
                strings_can_be_null=False,
            ),
        )
    return _columns(choice, {name: table[name] for name in choice.names}, len(ragged))


def _header(path: Path, form: Format) -> list[str]:
    """The names in the first line that is not empty."""
    first = next(iter(lines_of(path, form)), None)
    if first is None:
        raise StoryError([Finding(str(path), 0, "is empty", "its first line names the columns")])
    return first[1]


def _columns(choice: Choice, columns: dict[str, pa.ChunkedArray], ragged: int) -> Columns:
    def of(name: str | None) -> pa.ChunkedArray | None:
        return None if name is None else columns[name]

    return Columns(
        columns[choice.source],
        columns[choice.target],
        columns[choice.time],
        of(choice.end),
        of(choice.relation),
        of(choice.weight),
        ragged,
    )


def _parquet(path: Path, choice: Choice, form: Format) -> Columns:
    file = _parquet_file(path, form)
    if problem := missing(str(path), file.schema_arrow.names, choice):
        raise StoryError(problem)
    table = file.read(columns=list(dict.fromkeys(choice.names)))
    return _columns(choice, {name: _as_text(path, name, table[name]) for name in choice.names}, 0)


def _parquet_file(path: Path, form: Format) -> Any:
    import pyarrow.parquet as pq

    with form.open(path) as stream:
        return pq.ParquetFile(pa.BufferReader(stream.read()))


def _as_text(path: Path, name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of any plain type as texts; a time stamp keeps its hour, so that it is counted as cut."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_date(column.type):
        column = column.cast(pa.date32())
    if pa.types.is_timestamp(column.type):
        column = pc.strftime(column, format="%Y-%m-%dT%H:%M:%S")
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        problem = f'the column "{name}" holds {column.type}, which is no text, number or date'
        raise StoryError([Finding(str(path), 0, problem, "write its values as texts")])
    return column.cast(pa.string()).dictionary_encode().cast(_TEXT)


def texts_of(columns: Sequence[pa.ChunkedArray | None]) -> Iterator[tuple[str, ...]]:
    """The rows of some columns as texts; a column that is not there has empty ones."""
    count = next(len(column) for column in columns if column is not None)
    lists = [[""] * count if column is None else column.to_pylist() for column in columns]
    yield from (tuple(text or "" for text in row) for row in zip(*lists, strict=True))
