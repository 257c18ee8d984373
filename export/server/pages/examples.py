"""The canned queries as examples that answer at once, with values that the story has for their parameters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ....graph.canned import DATE, THING, CannedQuery, Parameter, canned_queries
from ....graph.triples import expand
from ....ontology.terms import Class
from ...sparql_terms import Thing, Uses

if TYPE_CHECKING:
    from ....graph.story import BuiltStory

_NEWEST = "SELECT (MAX(?day) AS ?newest) WHERE { ?source a dl:Source ; dcterms:issued ?day }"


def examples(uses: Uses, known: Sequence[Thing], story: BuiltStory) -> list[dict[str, Any]]:
    """Each canned query with its parameters; ``example`` is a value, or None where the story has none.

    Days are filled in, and the first parameter that is a thing: two things of a story need not have to do
    with each other, so the others are left to the reader.
    """
    newest = next((row["newest"] for row in story.view.rows(_NEWEST)), None)
    return [_example(query, uses, known, newest) for query in canned_queries().values()]


def _example(query: CannedQuery, uses: Uses, known: Sequence[Thing], newest: str | None) -> dict[str, Any]:
    days = _days(query.parameters, newest)
    things = [each for each in query.parameters if each.kind != DATE]
    first = {things[0].name: _thing(query, things[0], uses, known)} if things and not days else {}
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "sparql": query.template,
        "parameters": [
            {
                "name": each.name,
                "kind": each.kind,
                "meaning": each.meaning,
                "kinds": [] if each.kind in (DATE, THING) else _kinds(each, uses, known),
                "example": days.get(each.name) or first.get(each.name),
            }
            for each in query.parameters
        ],
    }


def _days(parameters: Sequence[Parameter], newest: str | None) -> dict[str, str]:
    """The day of the newest source; where two are asked for, the days from the first of its month."""
    names = [each.name for each in parameters if each.kind == DATE]
    if not names or not newest:
        return {}
    month = date.fromisoformat(newest).replace(day=1).isoformat()
    return {names[0]: newest} if len(names) == 1 else {names[0]: month, names[1]: newest}


def _thing(query: CannedQuery, parameter: Parameter, uses: Uses, known: Sequence[Thing]) -> str | None:
    """The thing of the right class that the query's first property at the variable tells most of."""
    fits = [thing for thing in known if _is_a(thing, parameter, uses)]
    told = _told(query, parameter, uses)
    best = next(iter(fits), None) if told is None else max(fits, key=lambda it: told[it.iri], default=None)
    return best.iri if best and (told is None or told[best.iri]) else None


def _told(query: CannedQuery, parameter: Parameter, uses: Uses) -> Counter[str] | None:
    """How often the property before or after the variable leads to things or from them."""
    name = parameter.name
    if found := re.search(rf"(dl:\w+) (?:\?\w+ , )*\?{name}\b", query.sparql):
        return uses.led_to[expand(found[1])] or None
    if found := re.search(rf"\?{name} (?:skos:prefLabel \?\w+ ; )?(dl:\w+)", query.sparql):
        return uses.led_from[expand(found[1])] or None
    return None


def _kinds(parameter: Parameter, uses: Uses, known: Sequence[Thing]) -> list[str]:
    """The classes that the story gives to the things which can stand for a parameter."""
    return sorted({thing.kind for thing in known if _is_a(thing, parameter, uses)})


def _is_a(thing: Thing, parameter: Parameter, uses: Uses) -> bool:
    return parameter.kind == THING or Class(parameter.kind).iri in uses.classes[thing.iri]
