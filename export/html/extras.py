"""What a page has beside its network: parts of the story that are no nodes and no edges."""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.tour import Step


@dataclass(frozen=True, slots=True)
class Extras:
    """Parts that a page may have or lack: ``tour`` holds the steps of its guided walk, in order."""

    tour: tuple[Step, ...] = ()


NO_EXTRAS = Extras()
"""Of a page that has its network alone."""
