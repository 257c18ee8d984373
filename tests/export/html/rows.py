"""Reads a page's columns back into rows, so that tests can say what must be in it."""

from __future__ import annotations

import gzip
import json
from base64 import b64decode
from typing import Any

Rows = list[dict[str, Any]]


def unpacked(text: str) -> Any:
    """The data in a page, as JSON values."""
    return json.loads(gzip.decompress(b64decode(text)))


def nodes_of(data: dict[str, Any]) -> Rows:
    """Nodes as the page puts them together again."""
    columns = data["nodes"]
    few = {name: dict(zip(*columns[name], strict=True)) for name in ("iri", "note", "aliases", "facts")}
    return [
        {
            "iri": few["iri"].get(row, data["base"] + name),
            "id": name,
            "kind": data["kinds"][columns["kind"][row]]["name"],
            "label": columns["label"][row],
            "note": few["note"].get(row),
            "aliases": few["aliases"].get(row, []),
            "facts": few["facts"].get(row, []),
            "bounds": data["spans"][columns["span"][row]][:4],
            "evidence": data["proofs"][columns["proof"][row]],
        }
        for row, name in enumerate(columns["id"])
    ]


def edges_of(data: dict[str, Any]) -> Rows:
    """Edges likewise, with their keys written out."""
    columns = data["edges"]
    keys = (key[0] if isinstance(key, list) else key.replace("\0", data["base"]) for key in columns["key"])
    return [
        {
            "key": key,
            "from": columns["from"][row],
            "to": columns["to"][row],
            "relation": data["relations"][columns["relation"][row]],
            "bounds": data["spans"][columns["span"][row]][:4],
            "evidence": data["proofs"][columns["proof"][row]],
        }
        for row, key in enumerate(keys)
    ]
