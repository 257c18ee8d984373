"""A story's triples as one file of columns: each term once, and the triples as its numbers.

Every term that a disk store hands out costs it a look-up, 0.4 s for a whole story of 35,000 triples; this
file is read in a tenth of that. It stands beside the store's own files and holds the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad

from ..errors import StoreError
from ..ontology.terms import ONTOLOGY
from .view import text_of

FILE = "triples.json"


def write_columns(folder: Path, quads: Iterable[Quad]) -> None:
    """Write the triples of all graphs but the vocabulary's, as texts."""
    numbers: dict[str, int] = {}
    columns: tuple[list[int], ...] = ([], [], [])
    for *terms, graph in quads:
        if text_of(graph) != ONTOLOGY:
            for column, term in zip(columns, terms, strict=True):
                column.append(numbers.setdefault(text_of(term), len(numbers)))
    with (folder / FILE).open("w", encoding="utf-8") as file:
        json.dump({"terms": list(numbers), "columns": columns}, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())


def forget_columns(folder: Path) -> None:
    """Remove the file, before a store is changed by others: it would tell the old state."""
    (folder / FILE).unlink(missing_ok=True)


def read_columns(folder: Path) -> Iterator[tuple[str, str, str]] | None:
    """The triples as texts, or None where a store has no such file.

    Raises :class:`StoreError` when the file is damaged.
    """
    try:
        content = json.loads((folder / FILE).read_text("utf-8"))
        terms, columns = content["terms"], content["columns"]
        texts = [[terms[number] for number in column] for column in columns]
        return zip(*texts, strict=True)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise StoreError(f'the store is damaged at "{FILE}" ({error}); build it again') from error
