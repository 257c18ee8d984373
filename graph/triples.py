"""Collecting the triples of one named graph, without blank nodes, in words close to the model."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from ..data.edtf import Bounds
from ..ontology.terms import PREFIXES, Property, Term

XSD = PREFIXES["xsd"]
RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
BOUNDS = {
    "earliest_begin": "sem:hasEarliestBeginTimeStamp",
    "latest_begin": "sem:hasLatestBeginTimeStamp",
    "earliest_end": "sem:hasEarliestEndTimeStamp",
    "latest_end": "sem:hasLatestEndTimeStamp",
}
"""Each bound of a thing's time, and the property that carries it as an ``xsd:date``."""
DAY_COUNTS = {
    "earliest_begin": Property.earliestBeginDay,
    "latest_begin": Property.latestBeginDay,
    "earliest_end": Property.earliestEndDay,
    "latest_end": Property.latestEndDay,
}
"""The same bounds as counts of days, for SPARQL that has to tell the next day."""


LABEL_WIDTH = 80
"""Characters of a label that is made from a text."""


@cache
def expand(name: str) -> str:
    """The IRI of a prefixed name; few are asked for, hundreds of thousands of times.

    >>> expand("skos:prefLabel")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def shorten(text: str, width: int = LABEL_WIDTH) -> str:
    """The beginning of a text, cut between words, for a label."""
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0] + "…"


class Triples:
    """The triples of one named graph, each once, in the order in which they were added.

    Subjects are full IRIs. A property is a :class:`Property` or a prefixed name of a reused
    vocabulary. Values that are None or empty add nothing.
    """

    def __init__(self, graph: str) -> None:
        self._graph = NamedNode(graph)
        self._quads: dict[Quad, None] = {}

    @property
    def quads(self) -> Iterable[Quad]:
        """What has been collected."""
        return self._quads.keys()

    def node(self, subject: str, kind: Term | str, label: str) -> None:
        """A node with its class and the label that every node has."""
        self.value(subject, "rdf:type", NamedNode(_iri(kind)))
        self.text(subject, "skos:prefLabel", label)

    def link(self, subject: str, prop: Property | str, *targets: str) -> None:
        """An edge to each target IRI."""
        for target in targets:
            self.value(subject, prop, NamedNode(target))

    def term(self, subject: str, prop: Property, value: Term | None) -> None:
        """An edge to an individual of the vocabulary."""
        if value is not None:
            self.link(subject, prop, value.iri)

    def text(self, subject: str, prop: Property | str, *texts: str | None) -> None:
        """A plain string for each text."""
        for text in texts:
            if text:
                self.value(subject, prop, Literal(text))

    def flag(self, subject: str, prop: Property, value: bool) -> None:
        """``true`` where something holds; what does not hold is left unsaid."""
        if value:
            self.value(subject, prop, Literal(True))

    def number(self, subject: str, prop: Property | str, value: Decimal | int | None) -> None:
        """A number in the lexical form that stores keep: ``35.0`` is written ``35``, ``-0`` is ``0``."""
        if value is None:
            return
        kind = "integer" if isinstance(value, int) else "decimal"
        plain = f"{value:f}" if value else "0"
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
        self.value(subject, prop, Literal(plain, datatype=NamedNode(XSD + kind)))

    def day(self, subject: str, prop: Property | str, day: date | str | None) -> None:
        """An ``xsd:date``."""
        if day is not None:
            text = day if isinstance(day, str) else day.isoformat()
            self.value(subject, prop, Literal(text, datatype=NamedNode(XSD + "date")))

    def bounds(self, subject: str, bounds: Bounds) -> None:
        """The four bounds that are known, and whether the end is open."""
        for field, prop in BOUNDS.items():
            day: date | None = getattr(bounds, field)
            self.day(subject, prop, day)
            self.number(subject, DAY_COUNTS[field], day.toordinal() if day else None)
        self.flag(subject, Property.ongoing, bounds.ongoing)

    def value(self, subject: str, prop: Property | str, value: NamedNode | Literal) -> None:
        """One triple."""
        quad = Quad(NamedNode(subject), NamedNode(_iri(prop)), value, self._graph)
        self._quads[quad] = None


def _iri(name: Term | str) -> str:
    return name.iri if isinstance(name, Term) else expand(name)
