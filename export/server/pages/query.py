"""The query page: an editor that knows the story, the canned queries, and answers in four views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .... import __version__
from ...html.bundle import HOW_TO_GET, read_script
from ...html.parts import asset as shared_asset
from ...sparql_terms import Thing, Uses, count_uses, things, vocabulary_terms
from .examples import examples
from .frame import ServedPage, own_asset, render, styles

if TYPE_CHECKING:
    from ....graph.story import BuiltStory

EARLY = ("core/theme",)
SHARED = ("core/dom", "core/wording", "core/fold", "sparql/sparql-syntax", "sparql/turtle")
"""Scripts that are those of the explorer; the page's own modules stand after them."""
WORDS = ("words", "sparql/sparql-completion", "sparql/sparql-table")
EDITOR = "sparql/sparql-editor"
PLAIN = "plain-editor"
"""In place of the editor where the bundle is missing."""
OWN = (
    "names",
    "cells",
    "ntriples",
    "problems",
    "asking",
    "columns",
    "rows",
    "edges",
    "forces",
    "drawing",
    "timeline",
    "bars",
    "views",
    "copies",
    "files",
    "address",
    "recent",
    "examples",
    "main",
)
MOST_THINGS = 3_000
"""Things that the page knows by name, the most named first; it finds the others by asking the server."""


def query_page(story: BuiltStory, *, root: str = "", endpoint: str = "/sparql") -> ServedPage:
    """The query page of a story; the same story gives the same page.

    ``root`` is the path below which the server is mounted, ``endpoint`` that of the SPARQL protocol below it.
    """
    uses = count_uses(story)
    known = things(story, uses)
    editor = read_script("sparql-editor.js")
    scripts = {"early": _joined(EARLY), "own": _own(editor is not None)}
    if editor is not None:
        scripts["editor"] = editor
    return render(
        "query.html",
        styles("frame", "query", "answers"),
        scripts,
        title=story.title,
        description=story.description,
        language=story.language,
        version=__version__,
        root=root,
        endpoint=f"{root}{endpoint}",
        editor=editor is not None,
        how_to_get=HOW_TO_GET,
        data=_data(story, uses, known, root, f"{root}{endpoint}"),
    )


def _data(story: BuiltStory, uses: Uses, known: list[Thing], root: str, endpoint: str) -> dict[str, Any]:
    base = story.view.prefixes[""]
    return {
        "root": root,
        "endpoint": endpoint,
        "base": base,
        "prefixes": dict(story.view.prefixes),
        "terms": vocabulary_terms(story, uses),
        "things": [[each.iri[len(base) :], each.names, each.kind, each.uses] for each in known[:MOST_THINGS]],
        "number": len(known),
        "examples": examples(uses, known, story),
    }


def _own(with_editor: bool) -> str:
    names = (*SHARED, *WORDS, EDITOR if with_editor else PLAIN, *OWN)
    return '"use strict";\n' + _joined(names)


def _joined(names: tuple[str, ...]) -> str:
    """Scripts one after the other; a name with a slash is one of the explorer's."""
    texts = (shared_asset(f"{name}.js") if "/" in name else own_asset(f"{name}.js") for name in names)
    return "\n".join(texts)
