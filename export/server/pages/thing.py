"""The page of one thing: what the story says of it, the words of its sources, and ways to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import __version__
from ....errors import UnknownNameError
from ...html.parts import asset as shared_asset
from .facts import facts_of
from .frame import ServedPage, render, styles

if TYPE_CHECKING:
    from ....graph.story import BuiltStory

# Colours are chosen on this page as on the others; nothing else on it is a script.
LATE = '"use strict";\ndateline.theme.start();'


def thing_page(story: BuiltStory, iri: str, *, root: str = "") -> ServedPage:
    """The page of a thing by its IRI, from a few small queries; ``root`` is as in :func:`query_page`.

    Raises :class:`UnknownNameError` when the story says nothing of it.
    """
    facts = facts_of(story, iri, root)
    if facts is None:
        raise UnknownNameError(f"the story has nothing with the IRI <{iri}>", ())
    return render(
        "thing.html",
        styles("frame", "thing"),
        {"early": shared_asset("core/theme.js"), "late": LATE},
        story=story.title,
        language=story.language,
        version=__version__,
        root=root,
        thing=facts,
    )
