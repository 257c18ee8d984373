"""What a page says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageAbout:
    """What the page says of itself; ``notes`` are short sentences on what is in it or missing."""

    title: str
    description: str
    language: str
    story_iri: str
    version: str
    notes: tuple[str, ...] = ()
    graph_hash: str | None = None
