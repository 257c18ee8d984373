"""What makes an edge of a network in RDF: a node and its properties, such as a link and its two ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...errors import QueryError
from ...ontology.terms import PREFIXES

NAMES = frozenset({"source", "target", "relation", "first", "last", "key", "weight"})
"""What an edge of a projection may have."""


@dataclass(frozen=True, slots=True)
class Star:
    """Each node that has the properties is an edge; where one has several values, each makes an edge.

    ``properties`` gives the property (an IRI, or with a prefix of the vocabulary) of ``source``, ``target``
    and whichever of ``relation, first, last, weight`` there are. Without those that are ``optional`` an edge
    is one all the same. With ``keyed`` the node's IRI is the edge's key.
    """

    properties: Mapping[str, str]
    optional: frozenset[str] = frozenset()
    keyed: bool = False

    def __post_init__(self) -> None:
        names = set(self.properties)
        if not {"source", "target"} <= names <= NAMES - {"key"} or {"source", "target"} & self.optional:
            raise QueryError("a star must have a source and a target, and no more than the parts of an edge")

    @property
    def order(self) -> list[str]:
        """The names of the properties, those that are optional last."""
        return sorted(self.properties, key=lambda name: name in self.optional)

    def iri(self, name: str) -> str:
        """The whole IRI of a property."""
        prefix, _, local = self.properties[name].partition(":")
        return PREFIXES[prefix] + local if prefix in PREFIXES else self.properties[name]

    @property
    def sparql(self) -> str:
        """The same as a SELECT."""
        lines = [
            f"OPTIONAL {{ ?key <{self.iri(name)}> ?{name} }}"
            if name in self.optional
            else f"?key <{self.iri(name)}> ?{name} ."
            for name in self.order
        ]
        names = [*self.properties, *(["key"] if self.keyed else [])]
        selected = " ".join(f"?{name}" for name in names)
        return f"SELECT {selected} WHERE {{ {' '.join(lines)} }}"


LINKS = Star(
    {
        "source": "dl:from",
        "target": "dl:to",
        "relation": "dl:relation",
        "first": "sem:hasEarliestBeginTimeStamp",
        "last": "sem:hasLatestEndTimeStamp",
    },
    optional=frozenset({"first", "last"}),
)
"""Every link an edge, from the first day to the last on which it may lie."""
