"""A story's triples as files of columns: each term once, and the triples as numbers of terms.

Every term that a disk store hands out costs it a look-up, 0.4 s for a whole story of 35,000 triples; these
files are read in a tenth of that. They stand beside the store's own and hold the same. ``terms.json`` has
the texts and how many triples there are; ``triples.i32`` the subjects of all triples, then the properties,
then the values, as 32-bit integers, the lowest byte first, so that NumPy reads it as it is.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Quad

from ..errors import StoreError
from ..ontology.terms import ONTOLOGY
from .view import text_of

TERMS, NUMBERS = "terms.json", "triples.i32"
_BEFORE = "triples.json"
"""The one file of earlier stores; without the new ones they are read by look-ups."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """``m`` triples: ``subject``, ``prop`` and ``value`` have m positions in ``terms`` each.

    A term is told by its text alone; a triple that is in two graphs is there twice.
    """

    terms: Sequence[str]
    subject: array[int] = field(repr=False)
    prop: array[int] = field(repr=False)
    value: array[int] = field(repr=False)

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """The triples as texts."""
        texts = (map(self.terms.__getitem__, column) for column in (self.subject, self.prop, self.value))
        return zip(*texts, strict=True)


def columns_of(quads: Iterable[Quad]) -> Columns:
    """The triples of all graphs but the vocabulary's."""
    numbers: dict[str, int] = {}
    columns = (array("i"), array("i"), array("i"))
    for *terms, graph in quads:
        if text_of(graph) != ONTOLOGY:
            for column, term in zip(columns, terms, strict=True):
                column.append(numbers.setdefault(text_of(term), len(numbers)))
    return Columns(list(numbers), *columns)


def write_columns(folder: Path, quads: Iterable[Quad]) -> None:
    """Write the triples of all graphs but the vocabulary's."""
    columns = columns_of(quads)
    content = {"terms": columns.terms, "triples": len(columns.subject)}
    _write(folder / TERMS, json.dumps(content, ensure_ascii=False).encode("utf-8"))
    numbers = (columns.subject, columns.prop, columns.value)
    _write(folder / NUMBERS, b"".join(_little_endian(column).tobytes() for column in numbers))


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def forget_columns(folder: Path) -> None:
    """Remove the files, before a store is changed by others: they would tell the old state."""
    for name in (TERMS, NUMBERS, _BEFORE):
        (folder / name).unlink(missing_ok=True)


def read_columns(folder: Path) -> Columns | None:
    """The triples, or None where a store has no such files.

    Raises :class:`StoreError` when they are damaged.
    """
    name = TERMS
    try:
        content = json.loads((folder / TERMS).read_text("utf-8"))
        terms, count = list(content["terms"]), int(content["triples"])
        name = NUMBERS
        return _checked(terms, _columns((folder / NUMBERS).read_bytes(), count))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise StoreError(f'the store is damaged at "{name}" ({error}); build it again') from error


def _columns(content: bytes, count: int) -> list[array[int]]:
    size = count * array("i").itemsize
    if len(content) != 3 * size:
        raise ValueError(f"{len(content)} bytes instead of {3 * size}")
    return [_little_endian(array("i", content[start : start + size])) for start in (0, size, 2 * size)]


def _checked(terms: list[str], columns: list[array[int]]) -> Columns:
    for column in columns:
        if column and not 0 <= min(column) <= max(column) < len(terms):
            raise ValueError(f"a number is that of none of the {len(terms)} terms")
    return Columns(terms, *columns)


def _little_endian(column: array[int]) -> array[int]:
    if sys.byteorder == "big":  # pragma: no cover - no such machine here
        column = array("i", column)
        column.byteswap()
    return column
