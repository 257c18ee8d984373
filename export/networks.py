"""Network files: GraphML for yEd and igraph, GEXF for Gephi."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph.networks.convert.rows import edge_rows, node_rows
from ..graph.story import BuiltStory
from .files import write_whole
from .xml_text import replaced, xml_text

if TYPE_CHECKING:
    import networkx as nx

NOT_IN_GEXF = frozenset({"id", "type", "key", "start", "end", "pid", "viz"})
"""Words of GEXF itself; an attribute of that name would be lost."""
ABOUT = ("title", "story", "view", "weighed_by", "as_of", "first", "last")
"""What a file says of the network as a whole."""


def write_graphml(story: BuiltStory, path: Path) -> list[str]:
    """The network as GraphML; lists are written as JSON, unknown dates are left out."""
    return write_graphml_of(story.network(), path)


def write_graphml_of(network: nx.Graph[Any], path: Path) -> list[str]:
    """Any network as GraphML: a view, a window, or a graph of one's own; returns what was changed for it."""
    data, notes = graphml_of(network)
    write_whole(path, data)
    return notes


def graphml_of(network: nx.Graph[Any], title: str = "") -> tuple[bytes, list[str]]:
    """Any network as GraphML under a title, and what was changed for it."""
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
    return write_gexf_of(story.network(), path)


def write_gexf_of(network: nx.Graph[Any], path: Path) -> list[str]:
    """Any network as GEXF 1.2; returns what was changed for it."""
    import networkx as nx

    flat, notes = _flat(network, reserved=NOT_IN_GEXF)
    text = "\n".join(nx.generate_gexf(flat, prettyprint=True))
    # networkx stamps the day of writing; the same story must give the same bytes.
    text = re.sub(r'lastmodifieddate="[^"]*"', 'lastmodifieddate="1970-01-01"', text)
    write_whole(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode())
    return notes


def _flat(network: nx.Graph[Any], reserved: frozenset[str]) -> tuple[nx.Graph[Any], list[str]]:
    """The network with values that XML formats can hold, and what had to be changed for that."""
    import networkx as nx

    flat: nx.Graph[Any] = nx.create_empty_copy(network, with_data=False)
    flat.graph.clear()
    about = {name: network.graph[name] for name in ABOUT if network.graph.get(name) is not None}
    flat.graph.update(_plain(about, frozenset())[0])
    dropped = 0
    for node, data in node_rows(network):
        attributes, lost = _plain(data, reserved)
        dropped += lost
        flat.add_node(node, **attributes)
    for u, v, key, data in edge_rows(network):
        attributes, lost = _plain(data, reserved)
        dropped += lost
        flat.add_edge(u, v, **({"key": key} if network.is_multigraph() else {}), **attributes)
    notes = ["lists (names, dates as read, evidence, facts) are written as JSON text"]
    return flat, notes + replaced(dropped)


def _plain(data: Mapping[str, Any], reserved: frozenset[str]) -> tuple[dict[str, Any], int]:
    plain: dict[str, Any] = {}
    dropped = 0
    for name, value in data.items():
        if value is None or value == []:
            continue
        text = value if isinstance(value, str | bool | int | float) else _json(value)
        if isinstance(text, str):
            text, count = xml_text(text)
            dropped += count
        plain[f"dl_{name}" if name in reserved else name] = text
    return plain, dropped


def _json(value: Any) -> str:
    """A list or a mapping as JSON; a day as its ISO text."""
    held = isinstance(value, list | dict | tuple)
    return json.dumps(value, ensure_ascii=False, default=str) if held else str(value)
