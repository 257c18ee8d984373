"""A network as CSV tables for spreadsheets: nodes, edges, evidence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ExportError
from ..graph.facts import TRAITS
from ..graph.networks.convert.rows import edge_rows, node_rows
from ..graph.story import BuiltStory
from .files import write_whole

if TYPE_CHECKING:
    import networkx as nx

NODE_COLUMNS = (
    *("iri", "id", "kind", "type", "label", "aliases", "misspellings", "edtf"),
    *("earliest_begin", "latest_begin", "earliest_end", "latest_end", "ongoing", "known_since"),
    *("facts", "note", "conflicts", *TRAITS),
)
EDGE_COLUMNS = (
    *("source", "target", "key", "relation", "label", "kind"),
    *("earliest_begin", "latest_begin", "earliest_end", "latest_end", "ongoing", "note"),
)
EVIDENCE_COLUMNS = (
    *("of", "source", "title", "publisher", "issued", "address", "quote", "prefix", "suffix"),
    *("start", "end"),
)
_ELSEWHERE = frozenset({"evidence", "when"})
"""Attributes that are in a table of their own, or under another name."""


def write_csv(story: BuiltStory, path: Path) -> list[str]:
    """A folder of three tables: ``nodes.csv``, ``edges.csv`` and ``evidence.csv`` (UTF-8, RFC 4180).

    Evidence belongs to the node IRI or edge key in its column ``of``. Lists are JSON texts.
    """
    return write_csv_of(story.network(), path)


def write_csv_of(network: nx.Graph[Any], path: Path) -> list[str]:
    """The same of any network: a view, a window, or a graph of one's own.

    Further attributes are further columns. The key of an edge is "FROM TO" where none are parallel.
    """
    if path.is_file():
        raise ExportError(f'"{path}" cannot be written: tables are a folder, and this is a file')
    nodes = [{"iri": node, **data} for node, data in node_rows(network)]
    edges = [{"source": u, "target": v, "key": key, **data} for u, v, key, data in edge_rows(network)]
    evidence = [
        {"of": owner, **item}
        for owner, data in (
            *node_rows(network),
            *((key, data) for _, _, key, data in edge_rows(network)),
        )
        for item in data.get("evidence") or ()
    ]
    for name, columns, rows in (
        ("nodes", NODE_COLUMNS, nodes),
        ("edges", EDGE_COLUMNS, edges),
        ("evidence", EVIDENCE_COLUMNS, evidence),
    ):
        write_whole(path / f"{name}.csv", _table(_with_others(columns, rows), map(_row, rows)))
    return ["of each date as read, the EDTF is kept; phrase, anchor and rule are in the RDF formats"]


def _with_others(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns, and after them the attributes that some row has a value for."""
    found = dict.fromkeys(columns)
    for row in rows:
        found |= {
            name: None
            for name, value in row.items()
            if name not in _ELSEWHERE and value is not None and value != []
        }
    return list(found)


def _row(data: Mapping[str, Any]) -> dict[str, str]:
    row = {name: _cell(value) for name, value in data.items()}
    if "when" in data:
        row["edtf"] = _cell([reading["edtf"] for reading in data["when"]])
    return row


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _table(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(columns), extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8")
