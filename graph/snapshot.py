"""A whole story in memory, read by one SELECT: the ground of timelines, networks and tables.

Works on whatever answers SPARQL 1.1: nothing here touches a store's own interface.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from ..data.edtf import Bounds
from ..ontology.terms import DL, Class
from .triples import BOUNDS, expand
from .view import View


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a source; ``start`` and ``end`` count its characters and are None when not proven."""

    source: str
    title: str
    publisher: str
    issued: str
    address: str | None
    quote: str
    prefix: str | None
    suffix: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as a source gives it, and how it was read."""

    edtf: str
    phrase: str | None
    anchor: str | None
    rule: str | None
    clock_time: str | None
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A thing's four bounds as ISO days (None when unknown), and whether its end is open."""

    earliest_begin: str | None = None
    latest_begin: str | None = None
    earliest_end: str | None = None
    latest_end: str | None = None
    ongoing: bool = False

    @property
    def bounds(self) -> Bounds:
        """The same as dates."""
        days = (getattr(self, bound) for bound in BOUNDS)
        begin, begun, end, ended = (date.fromisoformat(day) if day else None for day in days)
        return Bounds(begin, begun, end, ended, self.ongoing)

    @property
    def dated(self) -> bool:
        """Whether any bound is known."""
        return any(getattr(self, bound) for bound in BOUNDS)

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Sorts by the day on which a thing has begun for certain; what has no date comes last.

        So an event of "this year" does not open the year, but stands where it is known to lie.
        """
        last = "9999-99-99"
        begun = self.latest_begin or self.earliest_end or self.earliest_begin or last
        return (
            begun,
            self.earliest_begin or "",
            self.latest_end or last,
            self.earliest_end or last,
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every triple of a story and of what is derived from it, by subject and property."""

    base: str
    triples: Mapping[str, Mapping[str, list[str]]] = field(repr=False)
    types: Mapping[str, list[str]] = field(repr=False)
    stated: Mapping[str, str] = field(repr=False)
    # An edge cites what the thing that states it cites, so most quotes are asked for again and again.
    _quotes: dict[str, Quote] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, view: View) -> Snapshot:
        """Read a story; values are sorted, so that the same story reads the same from any store."""
        triples: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for subject, prop, value in view.triples():
            triples[subject][prop].add(value)
        ordered = {
            subject: {
                prop: sorted(values) if len(values) > 1 else list(values) for prop, values in props.items()
            }
            for subject, props in sorted(triples.items())
        }
        types: dict[str, list[str]] = defaultdict(list)
        for subject, props in ordered.items():
            for kind in props.get(expand("rdf:type"), ()):
                types[kind].append(subject)
        return cls(view.header["base"], ordered, types, view.stated_types())

    def id_of(self, iri: str) -> str:
        """The id of a thing of the story; any other IRI stays as it is."""
        return iri.removeprefix(self.base)

    def many(self, subject: str, prop: str) -> list[str]:
        """All values of a property, given as a prefixed name such as ``dl:role``."""
        return self.triples.get(subject, {}).get(expand(prop), [])

    def one(self, subject: str, prop: str) -> str | None:
        """The first value of a property, or None."""
        return next(iter(self.many(subject, prop)), None)

    def instances(self, kind: Class) -> list[str]:
        """The things of a class, narrower classes included, sorted by IRI."""
        return self.types.get(kind.iri, [])

    def is_a(self, subject: str, kind: Class) -> bool:
        """Whether a thing belongs to a class."""
        return kind.iri in self.many(subject, "rdf:type")

    def label(self, subject: str) -> str:
        """A thing's label; what has none is called by its IRI."""
        return self.one(subject, "skos:prefLabel") or subject

    def type_of(self, subject: str) -> str:
        """The local name of the class that the story gives a thing, such as ``Summit``."""
        return self.stated[subject].removeprefix(DL)

    def span(self, subject: str) -> Span:
        """A thing's solved bounds."""
        bounds = {field: self.one(subject, prop) for field, prop in BOUNDS.items()}
        return Span(**bounds, ongoing=self.one(subject, "dl:ongoing") == "true")

    def readings(self, subject: str) -> tuple[DateReading, ...]:
        """How a thing's dates were read."""
        return tuple(
            DateReading(
                self.one(node, "dl:edtf") or "",
                self.one(node, "dl:phrase"),
                self.one(node, "dl:anchor"),
                self.one(node, "dl:rule"),
                self.one(node, "dl:clockTime"),
                self.quotes(node),
            )
            for node in self.many(subject, "dl:time")
        )

    def quotes(self, subject: str, prop: str = "dl:evidence") -> tuple[Quote, ...]:
        """The words that support a thing, by source and place."""
        found = map(self.quote, self.many(subject, prop))
        return tuple(sorted(found, key=lambda q: (q.issued, q.source, q.start or 0, q.quote)))

    def quote(self, node: str) -> Quote:
        """The words of one node of evidence."""
        found = self._quotes.get(node)
        if found is None:
            found = self._quotes[node] = self._read_quote(node)
        return found

    def _read_quote(self, node: str) -> Quote:
        source = self.one(node, "dl:source") or ""
        target = self.one(node, "oa:hasTarget") or ""
        selectors = self.many(target, "oa:hasSelector")
        publisher = self.one(source, "dcterms:publisher")
        return Quote(
            source=self.id_of(source),
            title=self.label(source),
            publisher=self.label(publisher) if publisher else "",
            issued=self.one(source, "dcterms:issued") or "",
            address=self.one(source, "dcterms:source"),
            quote=self.one(node, "dl:quote") or "",
            prefix=self._selected(selectors, "oa:prefix"),
            suffix=self._selected(selectors, "oa:suffix"),
            start=_number(self._selected(selectors, "oa:start")),
            end=_number(self._selected(selectors, "oa:end")),
        )

    def _selected(self, selectors: Iterable[str], prop: str) -> str | None:
        values = (self.one(selector, prop) for selector in selectors)
        return next((value for value in values if value is not None), None)

    @property
    def newest(self) -> str | None:
        """The day on which the newest source was issued; None for a story without sources."""
        issued = (self.one(source, "dcterms:issued") for source in self.instances(Class.Source))
        return max((day for day in issued if day), default=None)

    def conflicts(self, subject: str) -> tuple[str, ...]:
        """What clashes about a thing, in words."""
        own = {subject, *self.many(subject, "dl:time")}
        return tuple(
            self.one(conflict, "dl:reason") or ""
            for conflict in self.instances(Class.Conflict)
            if own & set(self.many(conflict, "dl:between"))
        )


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def as_dict(record: Any) -> dict[str, Any]:
    """A slotted dataclass as a plain mapping, nested ones too, in the order of its fields."""
    return {item.name: _plain(getattr(record, item.name)) for item in fields(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return as_dict(value) if hasattr(value, "__dataclass_fields__") else value
