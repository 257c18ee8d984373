"""The page and the picture of a story: its network and what is said about it."""

from __future__ import annotations

from hashlib import sha256

from .. import __version__
from ..graph.complete import to_nquads
from ..graph.story import BuiltStory


def story_page(story: BuiltStory, *, with_sparql: bool = False) -> str:
    """The explorer of a story as the text of one HTML file; the same story gives the same bytes.

    Raises :class:`ExportError` for a page with SPARQL when dateline was built without its engine.
    """
    from .html import Extras, PageAbout, build_boards, render_page
    from .html.sparql import build_sparql

    about = PageAbout(
        title=story.title,
        description=story.description,
        language=story.language,
        story_iri=story.iri,
        version=__version__,
        notes=tuple(story.snapshot.many(story.iri, "skos:note")),
        graph_hash=graph_hash(story),
    )
    sparql = build_sparql(story) if with_sparql else None
    extras = Extras(tour=story.tour(), boards=build_boards(story), sparql=sparql)
    return render_page(story.network(), about, extras)


def story_picture(story: BuiltStory) -> tuple[str, list[str]]:
    """A story's dated things as an SVG without script, and what it leaves out, in words."""
    from .picture import build_picture, left_out, picture_svg

    network = story.network()
    picture = build_picture(network, story.title)
    return picture_svg(picture), left_out(picture, network)


def graph_hash(story: BuiltStory) -> str:
    """SHA-256 of the story's canonical N-Quads: names the exact state that a page shows."""
    return sha256(to_nquads(story.quads())).hexdigest()
