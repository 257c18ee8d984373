"""The HTML page of a story: its network and what the page says about it."""

from __future__ import annotations

from hashlib import sha256

from .. import __version__
from ..graph.complete import to_nquads
from ..graph.story import BuiltStory


def story_page(story: BuiltStory) -> str:
    """The explorer of a story as the text of one HTML file; the same story gives the same bytes."""
    from .html import PageAbout, build_boards, render_page

    about = PageAbout(
        title=story.title,
        description=story.description,
        language=story.language,
        story_iri=story.iri,
        version=__version__,
        notes=tuple(story.snapshot.many(story.iri, "skos:note")),
        graph_hash=graph_hash(story),
    )
    return render_page(story.network(), about, build_boards(story))


def graph_hash(story: BuiltStory) -> str:
    """SHA-256 of the story's canonical N-Quads: names the exact state that a page shows."""
    return sha256(to_nquads(story.quads())).hexdigest()
