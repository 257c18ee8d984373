"""What a page needs to answer SPARQL itself: the story's quads, the engine, the editor and their words."""

from __future__ import annotations

import gzip
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import ExportError
from ...graph.complete import to_nquads
from ..sparql_terms import canned_questions, count_uses, vocabulary_terms
from .bundle import HOW_TO_GET, read_bytes, read_script

if TYPE_CHECKING:
    from ...graph.story import BuiltStory

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SparqlPart:
    """The part of a page that answers SPARQL.

    ``data`` has prefixes, terms and canned queries; ``quads`` (N-Quads) and ``engine`` (WebAssembly) are
    gzipped and in base64; the scripts are text.
    """

    data: Json
    quads: str
    engine: str
    engine_script: str
    editor_script: str


def build_sparql(story: BuiltStory) -> SparqlPart:
    """The part for a story; the same story and bundle give the same part.

    Raises :class:`ExportError`, naming how to get the bundle, when dateline was built without it.
    """
    engine = read_bytes("oxigraph.wasm.gz")
    engine_script, editor_script = read_script("sparql-engine.js"), read_script("sparql-editor.js")
    if engine is None or engine_script is None or editor_script is None:
        raise ExportError(f"this installation cannot put SPARQL into a page: {HOW_TO_GET}")
    terms = vocabulary_terms(story, count_uses(story))
    data = {"prefixes": dict(story.view.prefixes), "terms": terms, "queries": canned_questions()}
    # Without a time in it, the same story is the same file.
    quads = gzip.compress(to_nquads(story.quads()), 9, mtime=0)
    return SparqlPart(data, _base64(quads), _base64(engine), engine_script, editor_script)


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")
