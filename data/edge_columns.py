"""Which column of an edge list holds what, where their names are usual ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import NetworkError, NotAStoryError

PAIRS = (
    *(("subject", "object"), ("source", "target"), ("sender", "receiver"), ("from", "to")),
    *(("source name", "target name"), ("source_name", "target_name"), ("actor1", "actor2")),
    *(("actor1name", "actor2name"), ("head", "tail"), ("u", "v"), ("ego", "alter")),
)
"""Names of the two ends that go together, without regard to case; the first that are both there count."""
TIMES = (
    *("time", "date", "event date", "event_date", "sqldate", "day", "timestamp", "datetime"),
    *("when", "start", "begin", "month", "year", "t"),
)
RELATIONS = ("relation", "predicate", "event text", "event_text", "event", "type", "label")
WEIGHTS = ("weight", "count", "n")


@dataclass(frozen=True, slots=True)
class EdgeColumns:
    """The names of columns, as :func:`.edge_lists.read_edge_list` takes them."""

    source: str
    target: str
    time: str
    end: str | None = None
    relation: str | None = None
    weight: str | None = None


def is_edge_list(name: str) -> bool:
    """Whether a name is that of a file with a table, by its end."""
    plain = name.lower().removesuffix(".gz")
    return plain.endswith((".csv", ".tsv", ".tab", ".parquet"))


def guess_columns(
    path: Path,
    *,
    source: str | None = None,
    target: str | None = None,
    time: str | None = None,
    end: str | None = None,
    relation: str | None = None,
    weight: str | None = None,
) -> EdgeColumns:
    """The columns as given, the others by their usual names (:data:`PAIRS`, :data:`TIMES`, …).

    Raises :class:`NetworkError`, which names the columns that there are, when the ends or the time cannot be
    told, :class:`NotAStoryError` when there is no file, and :class:`dateline.StoryError` when it is no table.
    """
    if not path.is_file():
        raise NotAStoryError(f'there is no edge list "{path}"; check the path')
    names = column_names(path)
    known = {name.casefold(): name for name in reversed(names)}
    pair = next(((a, b) for a, b in PAIRS if a in known and b in known), None)
    if pair is None and not (source and target):
        raise NetworkError(
            _untold(path, names, "the two ends of an edge", "--source-column, --target-column")
        )
    found = _first(known, TIMES)
    if not (time or found):
        lack = "a date, and what respects time needs one"
        raise NetworkError(_untold(path, names, lack, "--time-column"))
    return EdgeColumns(
        source or known[pair[0] if pair else ""],
        target or known[pair[1] if pair else ""],
        time or found or "",
        end,
        relation or _first(known, RELATIONS),
        weight or _first(known, WEIGHTS),
    )


def _first(known: dict[str, str], usual: Sequence[str]) -> str | None:
    return next((known[name] for name in usual if name in known), None)


def _untold(path: Path, names: Sequence[str], lack: str, option: str) -> str:
    return f"{path}: none of its columns ({', '.join(names)}) is known by name as {lack}; name it: {option}"


def column_names(path: Path) -> list[str]:
    """The names of the columns of a table file, in order."""
    from .edge_tables import names_of

    return names_of(path)
