"""Names of attributes in a place where a few names are taken."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def freed(data: Mapping[Any, Any], taken: Collection[str]) -> dict[Any, Any]:
    """Attributes, of which those with a taken name get a dot before it; :func:`restored` undoes it."""
    return {_dotted(name, taken): value for name, value in data.items()}


def restored(data: Mapping[Any, Any], taken: Collection[str]) -> dict[Any, Any]:
    """Attributes under their own names, without those that are taken."""
    return {_bare(name, taken): value for name, value in data.items() if name not in taken}


def _dotted(name: Any, taken: Collection[str]) -> Any:
    return f".{name}" if isinstance(name, str) and name.lstrip(".") in taken else name


def _bare(name: Any, taken: Collection[str]) -> Any:
    dotted = isinstance(name, str) and name.startswith(".") and name.lstrip(".") in taken
    return name[1:] if dotted else name
