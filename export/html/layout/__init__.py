"""Where each thing stands on the page: in lanes along time, or by the forces of its connections."""

from __future__ import annotations

from .force import force_layout
from .items import Item, Lane, LaneLayout, Tick, lanes_as_json
from .lanes import lay_out_by_actor, lay_out_by_kind

__all__ = [
    "Item",
    "Lane",
    "LaneLayout",
    "Tick",
    "force_layout",
    "lanes_as_json",
    "lay_out_by_actor",
    "lay_out_by_kind",
]
