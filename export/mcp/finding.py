"""Finding things by name: exact, by a part of a name, or by a name that is nearly the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import Field

from ...errors import UnknownNameError
from ...graph.snapshot import Snapshot
from ...graph.story import BuiltStory
from ...ontology.terms import Class
from ..timelines import words_for
from .answers import Page, Supported, page, quoted
from .parameters import Limit, Name, Offset

_NAMES = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "dl:text")

Text = Annotated[
    Annotated[str, Field(max_length=300)],
    Field(
        description="A name, a part of one, or a spelling. Empty: all things of the kind, or of every kind "
        "there is."
    ),
]
Kind = Annotated[
    Name | None,
    Field(
        description="Only things of this class of the vocabulary, narrower ones included: Person, "
        "Organization, Country, Event, Meeting, Policy, PolicyState, Claim, Link, Source, Product, Topic, "
        "Place, Post, Tenure …"
    ),
]


class FoundThing(Supported):
    """A thing that the text may mean."""

    id: str
    type: str
    label: str
    other_names: tuple[str, ...]
    match: Literal["name", "part of a name", "similar", "kind"] = Field(
        description="How the text was found; “kind” when none was given."
    )
    when: str | None = Field(description="Its days in words; null for what has no time.")


class FindAnswer(Page):
    """Things, the best matches first."""

    kinds: dict[str, int] = Field(description="How many of the whole answer there are of each class.")
    things: tuple[FoundThing, ...]


def find_things(
    story: BuiltStory, text: Text = "", kind: Kind = None, limit: Limit = 20, offset: Offset = 0
) -> FindAnswer:
    """Look up what a name may mean: actor, event, policy or state of one, claim, source, product, place.

    Ask this before the other tools when you are not sure of a name or an id. Misspellings that sources use
    are found as well; names that are only similar are marked so. With no text: all things of a kind.
    """
    snapshot = story.snapshot
    things = _things(snapshot, kind)
    found = list(_matches(snapshot, things, text)) if text.strip() else [(iri, "kind") for iri in things]
    notes = [] if found else [_nothing(text, kind)]
    shown, fields = page(found, limit, offset, notes=notes)
    counted = Counter(snapshot.type_of(iri) for iri, _ in found)
    return FindAnswer(
        kinds=dict(counted.most_common()),
        things=tuple(_row(snapshot, iri, match) for iri, match in shown),
        **fields,
    )


def _nothing(text: str, kind: str | None) -> str:
    what = kind or "thing"
    return (
        f'the story has no {what} called "{text}", or nearly so'
        if text.strip()
        else f"the story has no {what}"
    )


def class_named(name: str) -> Class:
    """A class of the vocabulary, whatever the case; raises :class:`UnknownNameError` with the nearest."""
    known = {each.value.casefold(): each for each in Class}
    plain = name.removeprefix("dl:").replace(" ", "").casefold()
    if plain in known:
        return known[plain]
    near = tuple(known[each].value for each in get_close_matches(plain, known, n=3))
    hint = f"did you mean {' or '.join(near)}?" if near else f"one of: {', '.join(Class)}"
    raise UnknownNameError(f'the vocabulary has no class "{name}"; {hint}', near)


def _things(snapshot: Snapshot, kind: str | None) -> list[str]:
    found = snapshot.instances(class_named(kind)) if kind else snapshot.stated
    return [iri for iri in found if iri.startswith(snapshot.base) and "/" not in snapshot.id_of(iri)]


def _matches(snapshot: Snapshot, things: list[str], text: str) -> Iterator[tuple[str, str]]:
    """Things with how they match, each once: the same name, then parts of names, then similar names."""
    index = _index(snapshot, things)
    wanted = " ".join(text.casefold().split())
    parts = [name for name in index if all(word in name for word in wanted.split())]
    parts.sort(key=lambda name: (not f" {name} ".count(f" {wanted} "), len(name), name))
    close = get_close_matches(wanted, index, n=10, cutoff=0.75)
    seen: set[str] = set()
    for match, names in (("name", [wanted]), ("part of a name", parts), ("similar", close)):
        for iri in (iri for name in names for iri in index.get(name, ())):
            if iri not in seen:
                seen.add(iri)
                yield iri, match


def _index(snapshot: Snapshot, things: list[str]) -> Mapping[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for iri in things:
        names = [snapshot.id_of(iri), *(name for prop in _NAMES for name in snapshot.many(iri, prop))]
        for name in dict.fromkeys(" ".join(name.casefold().split()) for name in names):
            index[name].append(iri)
    return index


def _row(snapshot: Snapshot, iri: str, match: str) -> FoundThing:
    names = (snapshot.many(iri, prop) for prop in ("skos:altLabel", "skos:hiddenLabel"))
    return FoundThing.model_validate(
        {
            "id": snapshot.id_of(iri),
            "type": snapshot.type_of(iri),
            "label": snapshot.label(iri),
            "other_names": tuple(name for several in names for name in several),
            "match": match,
            "when": words_for(snapshot.span(iri)) if snapshot.is_a(iri, Class.Dated) else None,
            **quoted(snapshot.quotes(iri), 1),
        }
    )
