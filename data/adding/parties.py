"""Publishers and authors as a user names them: actors of the story, or new ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from ...ontology.terms import ActorType
from ..records import Actor
from .incoming import AddingError

UNNAMED = "unnamed-publisher"
"""The actor that stands for a publisher nobody has named yet."""

_NEAR = 0.85
_SLUG_LENGTH = 60


def slug(text: str) -> str:
    """Words as an id; empty when they have no Latin letter and no digit.

    >>> slug("Gazette de l'Éstuaire, no. 7")
    'gazette-de-l-estuaire-no-7'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:_SLUG_LENGTH].strip("-")


class Parties:
    """The actors of a story, and those that a new source brings; ``new`` holds the latter."""

    def __init__(self, actors: Iterable[Actor], taken: Iterable[str]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._taken = frozenset(taken)
        self.new: list[Actor] = []

    def publisher(self, name: str | None) -> str:
        """The id of a publisher given by id or name; without one, that of the stand-in."""
        if name is None:
            return self._known(UNNAMED) or self._add(UNNAMED, "Publisher not named", ActorType.Organization)
        return self._known(name) or self._newcomer(name, ActorType.Organization, "--publisher")

    def author(self, name: str) -> str:
        """The id of an author given by id or name."""
        return self._known(name) or self._newcomer(name, ActorType.Person, "--author")

    def _known(self, name: str) -> str | None:
        if name in self._actors:
            return name
        wanted = " ".join(name.split()).casefold()
        found = [actor.id for actor in self._actors.values() if wanted in _names(actor)]
        if len(found) > 1:
            raise AddingError(f'"{name}" means several: {", ".join(found)}; give the id')
        return found[0] if found else None

    def _newcomer(self, name: str, kind: ActorType, option: str) -> str:
        key = slug(name)
        if not key:
            raise AddingError(
                f'no id can be made of "{name}"; add the actor to the story, and give its id with {option}'
            )
        if key in self._taken:
            raise AddingError(f'"{key}" is the id of a record that is no actor; give another {option}')
        if near := get_close_matches(key, self._actors, n=1, cutoff=_NEAR):
            raise AddingError(
                f'there is no actor "{name}"; did you mean "{near[0]}"? Another one goes under `actors:`'
                f" first, such as - {{id: {key}, type: {kind}, label: …}}"
            )
        label = " ".join(name.split())
        return self._add(key, _titled(label) if label == key else label, kind)

    def _add(self, key: str, label: str, kind: ActorType) -> str:
        if key in self._taken:
            raise AddingError(f'"{key}" is the id of a record that is no actor; give --publisher')
        actor = Actor.model_validate({"id": key, "type": kind, "label": label})
        self._actors[key] = actor
        self.new.append(actor)
        return key


def _names(actor: Actor) -> set[str]:
    return {name.casefold() for name in (actor.label, *actor.aliases, *actor.misspellings)}


def _titled(key: str) -> str:
    """An id as a name, for the user to mend: ``harbour-gazette`` is Harbour Gazette."""
    return " ".join(word.capitalize() for word in key.split("-"))
