"""An answer about a network, ready for every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

Graph: TypeAlias = "nx.Graph[Any]"
Record: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: ``columns`` and ``rows`` for the terminal, ``records`` for CSV, ``objects`` for JSON.

    ``title`` says what was asked, ``empty`` what to say without rows, ``remarks`` what stands below the
    table. ``graph`` gives the part of the network that answers. In its picture ``strong`` nodes stand out,
    ``groups`` have a number, ``ranks`` say how far down a node stands, and of ``order`` the first are drawn
    where not all can be. ``steps`` are edges in the order of reading, with the words for each.
    """

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    records: Sequence[Record]
    objects: Any
    graph: Callable[[], Graph]
    empty: str = ""
    remarks: tuple[str, ...] = ()
    strong: frozenset[str] = frozenset()
    groups: Mapping[str, int] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    steps: tuple[tuple[tuple[str, str], str], ...] = ()
    dedupe: bool = True
