"""What a page has beside its network: parts of the story that are no nodes and no edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...graph.tour import Step

if TYPE_CHECKING:
    from .sparql import SparqlPart


@dataclass(frozen=True, slots=True)
class Extras:
    """Parts that a page may have or lack.

    ``tour`` holds the steps of its guided walk, in order; ``boards`` what its boards show, by name, as JSON
    values; ``sparql`` is what it needs to answer queries itself.
    """

    tour: tuple[Step, ...] = ()
    boards: Mapping[str, Any] = field(default_factory=dict)
    sparql: SparqlPart | None = None


NO_EXTRAS = Extras()
"""Of a page that has its network alone."""
