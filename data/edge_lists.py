"""Plain edge lists: dated edges from a CSV, TSV or Parquet file, columns chosen by name, as NumPy columns.

A file may be compressed (``.gz``). Nothing is lost in silence: a row that cannot be read is a finding with
its file and line, and stops the reading unless it is asked to leave such rows out and count them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Finding, StoryError
from .arrow import np, pa
from .edge_checks import Choice, findings_of
from .edge_days import EdgeDays, edge_days
from .edge_tables import Columns, read_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class EdgeList:
    """``m`` dated edges between ``n`` nodes; arrays have the shape ``(m,)``, in the order of the file.

    ``source``, ``target`` and ``relation`` are positions in ``nodes`` and ``relations``. The bounds are days
    since 1970-01-01; an unknown or open one is -2^30 or 2^30. ``lasting`` tells that edges have a begin and
    an end, between which they hold. ``cut`` counts time stamps that were cut to their days, ``left_out`` the
    rows that were left out, by reason.
    """

    file: str
    nodes: Sequence[str]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    days: EdgeDays = field(repr=False)
    relations: Sequence[str]
    relation: NDArray[np.int32]
    weight: NDArray[np.float64]
    lasting: bool
    left_out: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.source)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of results should know of the reading, as sentences."""
        cut = self.days.cut
        said = [f"{cut} time stamps were cut to their days, as they are written"] if cut else []
        said += [f"{count} rows were left out: {reason}" for reason, count in self.left_out.items()]
        return tuple(said)


def read_edge_list(
    path: str | Path,
    *,
    source: str = "source",
    target: str = "target",
    time: str = "time",
    end: str | None = None,
    relation: str | None = None,
    weight: str | None = None,
    drop_bad: bool = False,
) -> EdgeList:
    """Read a file by the names of its columns: ``.csv``, ``.tsv``, ``.tab``, ``.parquet``, or these ``.gz``.

    A date is an ISO day, a month ``YYYY-MM``, a year, or any EDTF string; a time stamp counts as its day.
    With ``end`` an edge lasts from ``time`` to that column, where ``..`` is an open end, nothing an unknown.
    Of TSV no character quotes; of CSV ``"`` does, and UTF-8 is the encoding of both.

    Raises :class:`StoryError` with a finding for each row that is ragged, has no source, target or date, a
    date that is none or a weight that is no number, and for a file that is no table, lacks a column, is not
    UTF-8 or has no rows. With ``drop_bad`` such rows are left out and counted instead.
    """
    choice = Choice(source, target, time, end, relation, weight)
    columns = read_columns(Path(path), choice)
    days = edge_days(columns.time, columns.end)
    weights, no_number = _weights(columns)
    reasons = {
        "no source": columns.blank("source"),
        "no target": columns.blank("target"),
        "a date that is none": days.bad,
        "a weight that is no number": no_number,
    }
    bad = np.logical_or.reduce(list(reasons.values()))
    if not drop_bad and (columns.ragged or bad.any()):
        raise StoryError(findings_of(Path(path), choice, columns))
    left_out: Counter[str] = Counter()
    left_out.update({"another number of columns": columns.ragged} if columns.ragged else {})
    left_out.update({reason: int(mask.sum()) for reason, mask in reasons.items() if mask.any()})
    keep = ~bad
    if not keep.any():
        problem = "has no row that can be used" if left_out else "has no rows below its header"
        raise StoryError([Finding(str(path), 0, problem, "an edge list has a row for each edge")])
    return _edge_list(str(path), columns, days, weights, keep, end is not None, dict(left_out))


def _edge_list(
    path: str,
    columns: Columns,
    days: EdgeDays,
    weights: NDArray[np.float64],
    keep: NDArray[np.bool_],
    lasting: bool,
    left_out: Mapping[str, int],
) -> EdgeList:
    whole = bool(keep.all())
    nodes, (source, target) = _coded(columns.source, columns.target)
    relations, (relation,) = (
        _coded(columns.relation) if columns.relation else ([""], (np.zeros_like(source),))
    )
    if whole:
        return EdgeList(path, nodes, source, target, days, relations, relation, weights, lasting, left_out)
    used, ends = np.unique(np.concatenate((source[keep], target[keep])), return_inverse=True)
    half = len(ends) // 2
    return EdgeList(
        path,
        [nodes[place] for place in used.tolist()],
        ends[:half].astype(np.int32),
        ends[half:].astype(np.int32),
        days.kept(keep),
        relations,
        relation[keep],
        weights[keep],
        lasting,
        left_out,
    )


def _coded(*columns: pa.ChunkedArray) -> tuple[list[str], tuple[NDArray[np.int32], ...]]:
    """The names of some columns in one list, and each column as positions in it; a null is the empty name."""
    chunks = pa.chunked_array([chunk for column in columns for chunk in column.chunks]).unify_dictionaries()
    names: list[str] = chunks.chunk(0).dictionary.to_pylist() if chunks.num_chunks else []
    codes = [chunk.indices.fill_null(0).to_numpy(zero_copy_only=False) for chunk in chunks.chunks]
    whole = np.concatenate(codes).astype(np.int32, copy=False) if codes else np.zeros(0, np.int32)
    lengths = np.cumsum([len(column) for column in columns])[:-1]
    return names, tuple(np.split(whole, lengths))


def _weights(columns: Columns) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Weights, 1 without a column for them, and where there is no number."""
    if columns.weight is None:
        return np.ones(columns.count), np.zeros(columns.count, np.bool_)
    texts, (codes,) = _coded(columns.weight)
    numbers = np.array([_number(text) for text in texts] or [np.nan])
    found = numbers[codes]
    found[columns.blank("weight")] = np.nan
    return found, ~np.isfinite(found)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
