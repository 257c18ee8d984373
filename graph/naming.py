"""Finding the thing that a user means by an id, a label, an alias or a misspelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from difflib import get_close_matches

from ..errors import UnknownNameError
from ..ontology.terms import Class
from .snapshot import Snapshot

_NAMES = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")


def find(snapshot: Snapshot, name: str, kind: Class | None) -> str:
    """The IRI of the thing of a class (None: of any) that a name means; case does not matter.

    An id beats a name, so that a thing can always be told from its namesakes; a word of a name, such
    as a surname, counts when only one thing has it.

    Raises :class:`UnknownNameError` when there is none, with the nearest names, and when the name
    means several, with their ids.
    """
    things = _things(snapshot, kind)
    if snapshot.base + name in things:
        return snapshot.base + name
    index = _index(snapshot, things)
    found = index.get(name.casefold()) or _by_words(index, name)
    if len(found) == 1:
        return found[0]
    if found:
        ids = tuple(snapshot.id_of(subject) for subject in found)
        raise UnknownNameError(f'"{name}" means several: {", ".join(ids)}; give the id', ids)
    near = _near(snapshot, name, index)
    what = "thing" if kind in (None, Class.Dated) else kind.value.lower()
    hint = f"did you mean {' or '.join(near)}?" if near else f"the story has no such {what}"
    raise UnknownNameError(f'there is no {what} "{name}"; {hint}', near)


def find_sources(snapshot: Snapshot, name: str) -> list[str]:
    """The sources that a name means: one by its id or title, or all of a publisher.

    Raises :class:`UnknownNameError` with the nearest titles when it means neither.
    """
    try:
        return [find(snapshot, name, Class.Source)]
    except UnknownNameError as error:
        try:
            publisher = find(snapshot, name, Class.Actor)
        except UnknownNameError:
            raise error from None
        sources = snapshot.instances(Class.Source)
        issued = [source for source in sources if publisher in snapshot.many(source, "dcterms:publisher")]
        if not issued:
            raise
        return issued


def _things(snapshot: Snapshot, kind: Class | None) -> list[str]:
    """What a name may mean: things with an id, not the nodes that hang from them."""
    found = snapshot.instances(kind) if kind else snapshot.stated
    return [iri for iri in found if iri.startswith(snapshot.base) and "/" not in snapshot.id_of(iri)]


def _index(snapshot: Snapshot, things: list[str]) -> Mapping[str, list[str]]:
    """Things by each of their names, case folded; an id counts as a name."""
    index: dict[str, list[str]] = defaultdict(list)
    for subject in things:
        names = [snapshot.id_of(subject)]
        for prop in _NAMES:
            names += snapshot.many(subject, prop)
        for name in dict.fromkeys(name.casefold() for name in names):
            index[name].append(subject)
    return index


def _by_words(index: Mapping[str, list[str]], name: str) -> list[str]:
    """Things one of whose names holds the words of a name in a row."""
    wanted = f" {' '.join(name.casefold().split())} "
    if not wanted.strip():
        return []
    found = (subject for known, subjects in index.items() if wanted in f" {known} " for subject in subjects)
    return list(dict.fromkeys(found))


def _near(snapshot: Snapshot, name: str, index: Mapping[str, list[str]]) -> tuple[str, ...]:
    wanted = name.casefold()
    close = get_close_matches(wanted, index, n=3, cutoff=0.6)
    close += [known for known in index if wanted in known]
    subjects = dict.fromkeys(index[known][0] for known in close)
    return tuple(snapshot.label(subject) for subject in subjects)[:3]
