"""Network files: GraphML for yEd and igraph, GEXF for Gephi, CSV tables for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ExportError
from ..graph.facts import TRAITS
from ..graph.story import BuiltStory
from .files import write_whole
from .xml_text import replaced, xml_text

if TYPE_CHECKING:
    import networkx as nx


def write_graphml(story: BuiltStory, path: Path) -> list[str]:
    """The network as GraphML; lists are written as JSON, unknown dates are left out."""
    data, notes = graphml_of(story.network())
    write_whole(path, data)
    return notes


def graphml_of(network: nx.Graph[Any], title: str = "") -> tuple[bytes, list[str]]:
    """A network, a view or a part of one as GraphML, and what had to be changed for that."""
    import networkx as nx

    flat, notes = _flat(network, reserved=frozenset())
    if title:
        flat.graph["title"] = xml_text(title)[0]
    buffer = io.BytesIO()
    # Not nx.write_graphml, whose bytes depend on whether lxml is installed.
    nx.write_graphml_xml(flat, buffer)
    return buffer.getvalue(), notes


def write_gexf(story: BuiltStory, path: Path) -> list[str]:
    """The network as GEXF 1.2; lists are written as JSON, unknown dates are left out."""
    import networkx as nx

    # `id`, `type` and `label` are words of GEXF itself; an attribute of that name would be lost.
    flat, notes = _flat(story.network(), reserved=frozenset({"id", "type"}))
    text = "\n".join(nx.generate_gexf(flat, prettyprint=True))
    # networkx stamps the day of writing; the same story must give the same bytes.
    text = re.sub(r'lastmodifieddate="[^"]*"', 'lastmodifieddate="1970-01-01"', text)
    write_whole(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode())
    return notes


def _flat(network: nx.Graph[Any], reserved: frozenset[str]) -> tuple[nx.Graph[Any], list[str]]:
    """The network with values that XML formats can hold, and what had to be changed for that."""

    flat = _empty_like(network)
    dropped = 0
    for node, data in network.nodes(data=True):
        attributes, lost = _plain(data, reserved)
        dropped += lost
        flat.add_node(node, **attributes)
    for *edge, data in _edges(network):
        attributes, lost = _plain(data, reserved)
        dropped += lost
        flat.add_edge(*edge, **attributes)
    notes = ["lists (names, dates as read, evidence, facts) are written as JSON text"]
    return flat, notes + replaced(dropped)


def _edges(network: nx.Graph[Any]) -> Any:
    """Each edge as its ends, its key where there are parallel ones, and its attributes."""
    several: Any = network
    return several.edges(keys=True, data=True) if network.is_multigraph() else network.edges(data=True)


def _empty_like(network: nx.Graph[Any]) -> nx.Graph[Any]:
    import networkx as nx

    about = {name: network.graph[name] for name in ("title", "story") if name in network.graph}
    if network.is_multigraph():
        return nx.MultiDiGraph(**about) if network.is_directed() else nx.MultiGraph(**about)
    return nx.DiGraph(**about) if network.is_directed() else nx.Graph(**about)


def _plain(data: Mapping[str, Any], reserved: frozenset[str]) -> tuple[dict[str, Any], int]:
    plain: dict[str, Any] = {}
    dropped = 0
    for name, value in data.items():
        if value is None or value == []:
            continue
        text = value if isinstance(value, str | bool) else json.dumps(value, ensure_ascii=False)
        if isinstance(text, str):
            text, count = xml_text(text)
            dropped += count
        plain[f"dl_{name}" if name in reserved else name] = text
    return plain, dropped


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


def write_csv(story: BuiltStory, path: Path) -> list[str]:
    """A folder of three tables: ``nodes.csv``, ``edges.csv`` and ``evidence.csv`` (UTF-8, RFC 4180).

    Evidence belongs to the node IRI or edge key in its column ``of``. Lists are JSON texts.
    """
    if path.is_file():
        raise ExportError(f'"{path}" cannot be written: CSV makes a folder, and this is a file')
    network = story.network()
    nodes = [{"iri": node, **_row(data)} for node, data in network.nodes(data=True)]
    edges = [
        {"source": u, "target": v, "key": key, **_row(data)}
        for u, v, key, data in network.edges(keys=True, data=True)
    ]
    evidence = [
        {"of": owner, **_row(item)}
        for owner, data in (
            *((node, network.nodes[node]) for node in network),
            *((edge[2], network.edges[edge]) for edge in network.edges(keys=True)),
        )
        for item in data["evidence"]
    ]
    for name, columns, rows in (
        ("nodes", NODE_COLUMNS, nodes),
        ("edges", EDGE_COLUMNS, edges),
        ("evidence", EVIDENCE_COLUMNS, evidence),
    ):
        write_whole(path / f"{name}.csv", _table(columns, rows))
    return ["of each date as read, the EDTF is kept; phrase, anchor and rule are in the RDF formats"]


def _row(data: Mapping[str, Any]) -> dict[str, Any]:
    row = {name: _cell(value) for name, value in data.items()}
    if "when" in data:
        row["edtf"] = _cell([reading["edtf"] for reading in data["when"]])
    return row


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _table(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(columns), extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8")
