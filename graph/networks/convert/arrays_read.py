"""Arrays of a network read back from the folder that an export has written."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from ....errors import NetworkError
from ..numeric import np
from .arrays import EdgeArrays

LISTS = ("node_types", "edge_types", "edge_attrs")


def read_arrays(folder: Path) -> EdgeArrays:
    """The arrays of a folder; names are texts, as its tables have them.

    Raises :class:`NetworkError` when a file is missing or is not what ``about.json`` says.
    """
    try:
        about = json.loads((folder / "about.json").read_text("utf-8"))
        arrays = {name: _array(folder, name, told) for name, told in about["arrays"].items()}
        return EdgeArrays(
            nodes=_column(folder / "nodes.csv", "iri", len(arrays["node_type"])),
            keys=_column(folder / "edges.csv", "key", len(arrays["edge_type"])),
            directed=about["directed"],
            multigraph=about["multigraph"],
            **{name: about[name] for name in LISTS},
            **arrays,
        )
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise NetworkError(f'"{folder}" holds no arrays of a network ({error}); export them again') from error


def _array(folder: Path, name: str, told: Any) -> Any:
    array = np.load(folder / f"{name}.npy", allow_pickle=False)
    if (list(array.shape), str(array.dtype)) != (told["shape"], told["dtype"]):
        raise ValueError(f"{name}.npy has another shape or dtype than about.json says")
    return array


def _column(path: Path, name: str, count: int) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        found = [row[name] for row in csv.DictReader(file)]
    if len(found) != count:
        raise ValueError(f"{path.name} has {len(found)} rows, and the arrays {count}")
    return found
