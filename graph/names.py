"""IRIs: of a story's graph, of the things in it, and of the nodes that hang from them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from ..data.quotes import fold

if TYPE_CHECKING:
    from ..data.records import Evidence, Story

STORIES = "https://w3id.org/dateline/story/"


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of one story, below its base.

    >>> Names("https://example.org/spat/").thing("carney")
    'https://example.org/spat/carney'
    """

    base: str

    @classmethod
    def of(cls, story: Story) -> Names:
        """The names of a story; without a ``base`` of its own it lives below :data:`STORIES`."""
        return cls(story.base or f"{STORIES}{story.id}/")

    @property
    def graph(self) -> str:
        """The story itself, which is also the named graph that holds it."""
        return self.base[:-1]

    @property
    def derived(self) -> str:
        """The named graph of what the rules derive from the story."""
        return derived_graph(self.graph)

    def thing(self, record_id: str) -> str:
        """A record with an id."""
        return self.base + record_id

    def step(self, position: int) -> str:
        """A step of the tour, counted from 1; no id has a slash, so it shares its IRI with no record."""
        return f"{self.base}tour/{position}"

    def evidence(self, evidence: Evidence) -> str:
        """A quote: the same words of the same source have one IRI, whoever cites them."""
        parts = (evidence.source, evidence.quote, evidence.prefix or "", evidence.suffix or "")
        digest = sha256("\x1f".join(fold(part) for part in parts).encode()).hexdigest()
        return f"{self.base}evidence/{evidence.source}-{digest[:10]}"


def derived_graph(story_graph: str) -> str:
    """The named graph beside a story's own that holds derived shortcuts."""
    return story_graph + "#derived"


def local_id(iri: str) -> str:
    """The part of a thing's IRI that is its id in the story."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
