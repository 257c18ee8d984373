"""Records to RDF: what a story tells, triple by triple, and what follows from it."""

from __future__ import annotations

from pyoxigraph import Quad

from ..data.proofs import Proofs
from ..data.story_records import StoryRecords
from .complete import complete
from .describe import StoryDescription
from .names import Names


def build_quads(records: StoryRecords, proofs: Proofs) -> list[Quad]:
    """The quads of a built story: its own graph, what is derived from it, and the vocabulary."""
    names = Names.of(records.story)
    return complete(list(StoryDescription(records, proofs, names).quads()), names)
