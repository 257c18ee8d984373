"""The words of queries, each with how often a story uses it: vocabulary, things, canned questions.

Editors complete them, the most used first. One pass over the story's triples counts all of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..graph.canned import canned_queries
from ..graph.triples import expand
from ..ontology.terms import DL, ONTOLOGY
from .iris import shorten_iri

if TYPE_CHECKING:
    from ..graph.story import BuiltStory

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
STATED = f"""
SELECT ?thing ?type WHERE {{
  GRAPH ?g {{ ?g a dl:Story . ?thing a ?type FILTER (STRSTARTS(STR(?type), "{DL}")) }}
}}
"""


@dataclass(frozen=True, slots=True)
class Uses:
    """How often the story and what is derived from it name each IRI: as property, class or value.

    ``led_to`` and ``led_from`` have the things that each property leads to and from; ``names`` the labels
    and aliases of each subject, its label first; ``classes`` its classes.
    """

    property: Counter[str] = field(default_factory=Counter)
    class_: Counter[str] = field(default_factory=Counter)
    value: Counter[str] = field(default_factory=Counter)
    led_to: Mapping[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    led_from: Mapping[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    names: Mapping[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    classes: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the story: ``names`` are its label and its aliases, ``kind`` the class that it is given."""

    iri: str
    names: tuple[str, ...]
    kind: str
    uses: int


def count_uses(story: BuiltStory) -> Uses:
    """Count what the story names; what is derived counts too, the vocabulary's own triples do not."""
    uses = Uses()
    a, label, alias = (expand(name) for name in ("rdf:type", "skos:prefLabel", "skos:altLabel"))
    for subject, prop, value in story.view.triples():
        uses.property[prop] += 1
        (uses.class_ if prop == a else uses.value)[value] += 1
        if prop == a:
            uses.classes[subject].add(value)
        elif prop == label:
            uses.names[subject].insert(0, value)
        elif prop == alias:
            uses.names[subject].append(value)
        elif value.startswith(story.view.prefixes[""]):
            uses.led_to[prop][value] += 1
            uses.led_from[prop][subject] += 1
    return uses


def vocabulary_terms(story: BuiltStory, uses: Uses) -> list[Json]:
    """Each class, property and value with how often the story uses it, the most used first."""
    prefixes = {prefix: namespace for prefix, namespace in story.view.prefixes.items() if prefix}
    known = {str(row["term"]): (str(row["kind"]), str(row["definition"])) for row in story.view.rows(TERMS)}
    kinds = dict.fromkeys(uses.property, "property") | dict.fromkeys(uses.class_, "class")
    counts = {"property": uses.property, "class": uses.class_, "value": uses.value}
    terms: list[Json] = []
    for iri in sorted({*known, *kinds}):
        name = shorten_iri(iri, prefixes)
        if LOCAL.fullmatch(name):
            kind, definition = known.get(iri) or (kinds[iri], "")
            terms.append({"name": name, "kind": kind, "definition": definition, "uses": counts[kind][iri]})
    return sorted(terms, key=lambda term: (-term["uses"], term["name"]))


def things(story: BuiltStory, uses: Uses) -> list[Thing]:
    """What the story has a record of, the most named first; not the nodes that hang from records."""
    base = story.view.prefixes[""]
    stated = {str(row["thing"]): str(row["type"]) for row in story.view.rows(STATED)}
    found = [
        Thing(iri, tuple(dict.fromkeys(uses.names[iri])), kind.removeprefix(DL), uses.value[iri])
        for iri, kind in stated.items()
        if iri.startswith(base) and "/" not in iri[len(base) :] and iri in uses.names
    ]
    return sorted(found, key=lambda thing: (-thing.uses, thing.iri))


def canned_questions() -> list[Json]:
    """The canned queries as an editor offers them: name, title, description and SPARQL."""
    return [
        {
            "name": query.name,
            "title": query.title,
            "description": query.description,
            "sparql": query.template,
        }
        for query in canned_queries().values()
    ]
