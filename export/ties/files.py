"""An answer about a network as a file: JSON, CSV, GraphML, HTML, SVG."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ..plain import csv_cell

if TYPE_CHECKING:
    from .told import Told

Written: TypeAlias = "tuple[bytes, list[str]]"
"""A file, and what it cannot carry as it is."""


def to_json(told: Told) -> Written:
    """The answer's objects."""
    return (json.dumps(told.objects, ensure_ascii=False, indent=2) + "\n").encode("utf-8"), []


def to_csv(told: Told) -> Written:
    """One row a record, whose names are the columns; lists are JSON texts."""
    buffer = io.StringIO(newline="")
    columns = list(dict.fromkeys(name for record in told.records for name in record)) or list(told.columns)
    writer = csv.DictWriter(buffer, columns, lineterminator="\r\n")
    writer.writeheader()
    for record in told.records:
        writer.writerow({name: csv_cell(value) for name, value in record.items()})
    return buffer.getvalue().encode("utf-8"), []


def to_graphml(told: Told) -> Written:
    """The part of the network that answers, with bounds, sources and quotes, and what was changed for it."""
    from ..networks import graphml_of

    return graphml_of(told.graph(), told.title)


def to_svg(told: Told) -> Written:
    """A picture of that part."""
    from .drawing import network_svg
    from .picking import build_drawing

    return network_svg(build_drawing(told)).encode("utf-8"), []


def to_html(told: Told) -> Written:
    """A page with the picture and the table."""
    from .page import network_page

    return network_page(told).encode("utf-8"), []


FORMATS: dict[str, Callable[[Told], Written]] = {
    "json": to_json,
    "csv": to_csv,
    "graphml": to_graphml,
    "html": to_html,
    "svg": to_svg,
}
"""Formats besides the table of the terminal."""
