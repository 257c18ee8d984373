"""A network as a folder of NumPy arrays, ready for PyTorch Geometric, with its tables beside them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph.story import BuiltStory
from .files import write_whole
from .network_tables import write_csv_of

if TYPE_CHECKING:
    import networkx as nx

    from ..graph.networks.convert.arrays import EdgeArrays

ARRAYS = {
    "edge_index": "places of sources (row 0) and targets (row 1) in nodes.csv, counted from 0",
    "edge_time": "the first known bound, in days since 1970-01-01; the least int64 where none is known",
    "edge_bounds": "earliest begin, latest begin, earliest end, latest end, likewise",
    "edge_ongoing": "whether the edge has no end yet",
    "edge_type": "place in edge_types",
    "edge_weight": "weight; 1 where there is none",
    "edge_attr": "a column for each of edge_attrs; NaN where there is none",
    "node_type": "place in node_types",
}
"""The arrays, each in a file ``NAME.npy``, and what each means."""


def write_arrays(story: BuiltStory, path: Path) -> list[str]:
    """The network of a story as such a folder."""
    return write_arrays_of(story.network(), path)


def write_arrays_of(network: nx.Graph[Any], path: Path) -> list[str]:
    """Any network as a folder of :data:`ARRAYS`, ``about.json`` and the tables of CSV.

    Shapes and dtypes are those of :class:`.convert.arrays.EdgeArrays`; ``about.json`` repeats them and names
    the types. Row i of ``nodes.csv`` and of ``edges.csv`` is the i-th node and edge, so that each edge leads
    back to its quotes. Returns what the arrays do not carry.
    """
    from ..graph.networks.convert.arrays import to_arrays

    found = to_arrays(network)
    notes = write_csv_of(network, path)
    notes += [f"{count} {reason}" for reason, count in found.left_out.items()]
    notes.append("texts (labels, notes, evidence) are in the tables only")
    for name in ARRAYS:
        write_whole(path / f"{name}.npy", _npy(getattr(found, name)))
    about = json.dumps(_about(found, notes), ensure_ascii=False, indent=1) + "\n"
    write_whole(path / "about.json", about.encode("utf-8"))
    return notes


def _npy(array: Any) -> bytes:
    import numpy as np

    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


def _about(found: EdgeArrays, notes: list[str]) -> dict[str, Any]:
    arrays = {
        name: {
            "shape": list(getattr(found, name).shape),
            "dtype": str(getattr(found, name).dtype),
            "means": means,
        }
        for name, means in ARRAYS.items()
    }
    return {
        "arrays": arrays,
        "node_types": list(found.node_types),
        "edge_types": list(found.edge_types),
        "edge_attrs": list(found.edge_attrs),
        "directed": found.directed,
        "multigraph": found.multigraph,
        "notes": notes,
    }
