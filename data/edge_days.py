"""The dates of an edge list: each distinct text is read once, by the rules of :mod:`.edtf`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..errors import DateError
from .arrow import np, pa
from .edtf import parse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.int32]

OPEN_BEFORE, OPEN_AFTER = -(1 << 30), 1 << 30
"""An unknown or open bound."""
_EPOCH = date(1970, 1, 1).toordinal()
_STAMP = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-4]):[0-5]\d(:[0-6]\d([.,]\d+)?)?\s?(Z|UTC|[+-]\d{2}(:?\d{2})?)?",
    re.ASCII,
)
_UNKNOWN = (OPEN_BEFORE, OPEN_AFTER, OPEN_BEFORE, OPEN_AFTER)


@dataclass(frozen=True, slots=True, eq=False)
class EdgeDays:
    """The four bounds of each edge, shape (m,), which ones have no date, and how many time stamps were cut.

    For edges of one known day each the four are one and the same array.
    """

    earliest_begin: Days
    latest_begin: Days
    earliest_end: Days
    latest_end: Days
    bad: NDArray[np.bool_]
    cut: int

    def kept(self, keep: NDArray[np.bool_]) -> EdgeDays:
        """Some of the edges."""
        if self.latest_end is self.earliest_begin:
            days = self.earliest_begin[keep]
            return EdgeDays(days, days, days, days, self.bad[keep], self.cut)
        bounds = (self.earliest_begin, self.latest_begin, self.earliest_end, self.latest_end)
        begin, begun, end, ended = (bound[keep] for bound in bounds)
        return EdgeDays(begin, begun, end, ended, self.bad[keep], self.cut)


def edge_days(time: pa.ChunkedArray, end: pa.ChunkedArray | None) -> EdgeDays:
    """The days of a column of dates, or of two that hold a begin and an end; dictionary-encoded texts."""
    texts, codes = _distinct(time)
    if end is not None:
        texts, codes = _pairs((texts, codes), _distinct(end))
    read = [read_day(text) for text in texts]
    bounds = np.array([bounds for bounds, _ in read] or [_UNKNOWN], np.int32)
    bad = np.array([problem is not None for _, problem in read] or [True])
    cut = np.array([stamped(text) for text in texts] or [False])
    count = int(np.count_nonzero(cut[codes] & ~bad[codes]))
    if (bounds == bounds[:, :1]).all():
        days = bounds[codes, 0]
        return EdgeDays(days, days, days, days, bad[codes], count)
    begin, begun, ends, ended = (bounds[codes, side] for side in range(4))
    return EdgeDays(begin, begun, ends, ended, bad[codes], count)


def _distinct(column: pa.ChunkedArray) -> tuple[list[str], NDArray[np.int64]]:
    """The distinct texts and each row's place among them; a null is the empty text."""
    whole = column.unify_dictionaries()
    texts = whole.chunk(0).dictionary.to_pylist() if whole.num_chunks else []
    codes = [chunk.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False) for chunk in whole.chunks]
    joined = np.concatenate(codes).astype(np.int64) if codes else np.zeros(0, np.int64)
    return [*texts, ""], joined


def _pairs(
    begin: tuple[list[str], NDArray[np.int64]], end: tuple[list[str], NDArray[np.int64]]
) -> tuple[list[str], NDArray[np.int64]]:
    """Each distinct begin and end as one EDTF range."""
    joined = begin[1] * len(end[0]) + end[1]
    known, codes = np.unique(joined, return_inverse=True)
    places = (divmod(int(each), len(end[0])) for each in known.tolist())
    return [range_text(begin[0][one], end[0][other]) for one, other in places], codes


def range_text(begin: str, end: str) -> str:
    """A begin and an end as one text; empty when there is neither."""
    return f"{_cut(begin.strip())}/{_cut(end.strip())}" if begin.strip() or end.strip() else ""


def read_day(text: str) -> tuple[tuple[int, int, int, int], str | None]:
    """The four bounds of a text, and what is wrong with it, or None."""
    text = _cut(text.strip())
    if not text:
        return _UNKNOWN, "has no date"
    try:
        found = parse(text)
    except DateError as error:
        return _UNKNOWN, str(error)
    latest = OPEN_AFTER if found.ongoing else OPEN_BEFORE
    return (
        _number(found.earliest_begin, OPEN_BEFORE),
        _number(found.latest_begin, OPEN_AFTER),
        _number(found.earliest_end, latest),
        _number(found.latest_end, OPEN_AFTER),
    ), None


def stamped(text: str) -> bool:
    """Whether a text is a time stamp, or a range with one."""
    return any(_STAMP.fullmatch(side.strip()) for side in text.split("/"))


def _cut(text: str) -> str:
    stamp = _STAMP.fullmatch(text)
    return stamp[1] if stamp else text


def _number(day: date | None, unknown: int) -> int:
    return unknown if day is None else day.toordinal() - _EPOCH
