"""What a story tells, by subject and property: its own graph before anything is derived from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from pyoxigraph import Quad

from ..ontology.terms import Term
from .triples import expand
from .view import text_of


class Told:
    """The triples of some quads as texts; values keep the order of the quads."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, prop, value, _ in quads:
            found[text_of(subject)][prop.value].append(text_of(value))
        self._triples: Mapping[str, Mapping[str, list[str]]] = dict(found)

    def __iter__(self) -> Iterator[str]:
        return iter(self._triples)

    def many(self, subject: str, prop: Term | str) -> list[str]:
        """All values of a property, a term of the vocabulary or a prefixed name."""
        iri = prop.iri if isinstance(prop, Term) else expand(prop)
        return self._triples.get(subject, {}).get(iri, [])

    def one(self, subject: str, prop: Term | str) -> str | None:
        """The first value of a property, or None."""
        return next(iter(self.many(subject, prop)), None)

    def __contains__(self, subject: object) -> bool:
        return subject in self._triples

    def targets(self, subject: str) -> Iterator[str]:
        """Everything told of that a thing leads to."""
        values = (value for values in self._triples[subject].values() for value in values)
        return (value for value in values if value in self._triples)

    def subjects(self, prop: Term) -> Iterator[str]:
        """Everything that has a property, in the order of the IRIs, whatever that of the quads was."""
        return (subject for subject in self._sorted if prop.iri in self._triples[subject])

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._triples)

    def label(self, subject: str) -> str:
        """A thing's label, or its IRI."""
        return self.one(subject, "skos:prefLabel") or subject
