"""What a page needs to answer SPARQL itself: the story's quads, the engine, the editor and their words."""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import ExportError
from ...graph.canned import canned_queries
from ...graph.complete import to_nquads
from ...ontology.terms import ONTOLOGY
from ..iris import shorten_iri
from .bundle import HOW_TO_GET, read_bytes, read_script

if TYPE_CHECKING:
    from ...graph.story import BuiltStory

Json = dict[str, Any]
LOCAL = re.compile(r"[\w-]+:[^\W\d][\w-]*")
TERMS = f"""
SELECT ?term ?kind (MIN(?words) AS ?definition) WHERE {{
  VALUES (?type ?kind) {{
    (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
    (owl:NamedIndividual "value") (skos:Concept "value")
  }}
  GRAPH <{ONTOLOGY}> {{ ?term a ?type ; skos:definition ?words }}
}} GROUP BY ?term ?kind ORDER BY ?term ?kind
"""


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
    queries = [
        {
            "name": query.name,
            "title": query.title,
            "description": query.description,
            "sparql": query.template,
        }
        for query in canned_queries().values()
    ]
    prefixes = dict(story.view.prefixes)
    data = {"prefixes": prefixes, "terms": _terms(story, prefixes), "queries": queries}
    # Without a time in it, the same story is the same file.
    quads = gzip.compress(to_nquads(story.quads()), 9, mtime=0)
    return SparqlPart(data, _base64(quads), _base64(engine), engine_script, editor_script)


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _terms(story: BuiltStory, prefixes: Mapping[str, str]) -> list[Json]:
    """Each class, property and value with how often the story uses it, the most used first."""
    uses = _uses(story)
    known = {str(row["term"]): (str(row["kind"]), str(row["definition"])) for row in story.view.rows(TERMS)}
    kinds = dict.fromkeys(uses["property"], "property") | dict.fromkeys(uses["class"], "class")
    terms: list[Json] = []
    for iri in sorted({*known, *kinds}):
        name = shorten_iri(iri, {prefix: namespace for prefix, namespace in prefixes.items() if prefix})
        if LOCAL.fullmatch(name):
            kind, definition = known.get(iri) or (kinds[iri], "")
            count = uses[kind][iri]
            terms.append({"name": name, "kind": kind, "definition": definition, "uses": count})
    return sorted(terms, key=lambda term: (-term["uses"], term["name"]))


def _uses(story: BuiltStory) -> Mapping[str, Counter[str]]:
    """How often the story and what is derived from it name each IRI: as property, class or value."""
    uses: dict[str, Counter[str]] = {"property": Counter(), "class": Counter(), "value": Counter()}
    a = f"{story.view.prefixes['rdf']}type"
    for _, prop, value in story.view.triples():
        uses["property"][prop] += 1
        uses["class" if prop == a else "value"][value] += 1
    return uses
